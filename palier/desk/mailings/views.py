"""Write to many, in two steps on one address: whom and what, then the words. Nothing is kept before the words are.

A code for one's own door goes out from here too, as a letter that is set once and kept nowhere."""

import uuid
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.desk.mailings import exports, queries
from palier.desk.mailings.forms import ManyForm, WordsForm
from palier.desk.mailings.rules import FILES, NEWCOMERS, source_of
from palier.registry.access_codes import queries as access_codes
from palier.registry.messaging import actions
from palier.registry.messaging import queries as messaging
from palier.registry.messaging.labels import KIND_ICONS, TEMPLATE_KINDS
from palier.registry.messaging.rules import LetterKind
from palier.registry.messaging.rules.batches import BatchDraft
from palier.registry.people import queries as people
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done
from palier.ui.papers import PDF, paper

WORDS = ("title_fr", "body_fr", "title_nl", "body_nl")


@capability(Can.LETTER_BATCH_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def letters_to_many(request: HttpRequest) -> HttpResponse:
    """The list with its ticks; once it is sent, the words; once these are sent, the batch."""
    actor = actor_of(request)
    chosen = ManyForm(request.POST or None)
    if not chosen.is_bound or not chosen.is_valid() or "back" in request.POST:
        return _list(request, actor, chosen)
    return _words(request, actor, chosen)


def _list(request: HttpRequest, actor: Actor, form: ManyForm) -> HttpResponse:
    language = get_language() or "fr"
    source = source_of(request.GET.get("from", ""))
    offered = queries.offered(actor, source, language)
    first = request.GET.get("ticked", "all" if source in {FILES, NEWCOMERS} else "none")
    ticked = set(request.POST.getlist("to")) if form.is_bound else _all(offered) if first == "all" else set()
    context = {
        "form": form,
        "icons": KIND_ICONS,
        "source": source,
        "lists": [(FILES, _("All my files")), (NEWCOMERS, _("My new tenants")), *queries.sites(actor, language)],
        "offered": offered,
        "ticked": {one for part in ticked for one in part.split()},
    }
    return render(request, "mailings/many.html", context, status=_status(form))


def _all(offered: list[queries.Offered]) -> set[str]:
    """Everybody of the list: ticked first for my files and my newcomers; of a site, nobody before she is chosen."""
    return {value for one in offered for value, _name in one.persons}


def _status(form: ManyForm) -> int:
    return ASKED_TO_MEND if form.is_bound and form.errors else 200


def _words(request: HttpRequest, actor: Actor, chosen: ManyForm) -> HttpResponse:
    data = chosen.cleaned_data
    kind = LetterKind(data["kind"])
    template = messaging.templates(actor)[kind]
    initial = queries.words(actor, template, data["day"], data["hour"], data["place"])
    form = WordsForm(request.POST if any(name in request.POST for name in WORDS) else None, initial=initial)
    made: list[uuid.UUID] = []

    def act() -> None:
        draft = BatchDraft(
            to=data["to"],
            kind=kind,
            template_version=template.number,
            day=data["day"],
            hour=data["hour"],
            **form.texts(),
        )
        made.append(actions.order_letters(actor=actor, draft=draft, key=key_of(request.POST)))

    if form.is_bound and sent(form, act):
        done(request, _("The letters are being made, one by one. You may leave this page."))
        return redirect("letter_batch", made[0])
    context: dict[str, Any] = {
        "form": form,
        "chosen": chosen,
        "number": len(data["to"]),
        "to": " ".join(str(one) for one in data["to"]),
        "kind": dict(TEMPLATE_KINDS)[kind],
    }
    return render(request, "mailings/words.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.ACCESS_CODE_GIVE)
@require_POST
def code_letter(request: HttpRequest, person: uuid.UUID) -> HttpResponse:
    """The code just made, as a letter. The slip's page holds it; nobody can have another one printed."""
    actor = actor_of(request)
    found, words = people.persons(actor, [person]).get(person), request.POST.get("code", "")
    code = access_codes.posted_code(actor, person, words)
    if found is None or code is None:
        raise Http404
    door = request.get_host() + reverse("door_home")
    return paper(exports.code_letter_pdf(actor, found, words, code.ends_on, door), PDF, _("code.pdf"))
