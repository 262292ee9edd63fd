"""Interpreter now: a language, whom to call, what to say, what to note; and a call back in that language."""

import uuid
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import Channel, ContactDraft, Result
from palier.desk.interpreter.forms import AgreeForm, CallBackForm, ServiceForm, TimeForm, languages
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES, SpokenLanguage
from palier.registry.interpreting import actions, queries
from palier.registry.interpreting.rules import to_check
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


def _screen() -> str:
    return (get_language() or "fr")[:2]


def _spoken(request: HttpRequest) -> SpokenLanguage | None:
    """The language chosen in the address; a spoilt one is none."""
    return SPOKEN_LANGUAGES.get(request.GET.get("language", ""))


def _here(language: str = "") -> str:
    return f"{reverse('interpreter')}?language={language}" if language else reverse("interpreter")


@capability(Can.INTERPRETER_FIND)
@require_safe
def interpreter(request: HttpRequest) -> HttpResponse:
    """The languages; with one, who interprets it."""
    return _page(request, actor_of(request))


def _page(request: HttpRequest, actor: Actor, **bound: forms.Form) -> HttpResponse:
    spoken, screen = _spoken(request), _screen()
    agreed = queries.colleagues(actor)
    mine = [row.language for row in agreed if row.post_id == actor.post]
    household, named = id_in_address(request, "household"), dict(languages(screen))
    context: dict[str, Any] = {
        "spoken": spoken,
        "name": spoken.name.in_(screen) if spoken else "",
        "offered": [(SPOKEN_LANGUAGES[code], name) for code, name in languages(screen, all_of_them=False)],
        "services": [
            (row, to_check(row.checked_on, actor.today), [named.get(one, one) for one in row.languages])
            for row in queries.services(actor, spoken.code if spoken else "")
        ],
        "colleagues": [row for row in agreed if spoken and row.language == spoken.code and row.post_id != actor.post],
        "agree_form": AgreeForm(None, screen=screen, initial={"languages": mine}),
        "service_form": ServiceForm(None, screen=screen),
        "time_form": TimeForm(),
        "call_form": CallBackForm(None, today=actor.today, initial={"household": household}),
        "household": household,
        **bound,
    }
    return render(request, "interpreter/interpreter.html", context, status=ASKED_TO_MEND if bound else 200)


@capability(Can.INTERPRETER_FIND)
@require_safe
def language_card(request: HttpRequest, code: str) -> HttpResponse:
    """*I speak …*, to show at the next counter: A6, in the language itself; it names nobody."""
    spoken = SPOKEN_LANGUAGES.get(code)
    if spoken is None:
        raise Http404
    return render(request, "interpreter/card.html", {"spoken": spoken})


@capability(Can.INTERPRETER_SET)
@require_POST
def interpreter_add(request: HttpRequest) -> HttpResponse:
    """The company enters a service."""
    actor = actor_of(request)
    form = ServiceForm(request.POST, screen=_screen())
    if sent(form, lambda: actions.enter_service(actor=actor, draft=form.draft, key=key_of(request.POST))):
        done(request, _("The service is in the list."))
        return redirect(_here())
    return _page(request, actor, service_form=form)


@capability(Can.INTERPRETER_SET)
@require_POST
def interpreter_check(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Somebody asked: still so, or not in use any more."""
    in_use = "in_use" in request.POST
    actions.check_service(actor=actor_of(request), pk=pk, in_use=in_use)
    done(request, _("Checked today.") if in_use else _("The service is no longer in the list."))
    return redirect(_here())


@capability(Can.INTERPRETER_AGREE)
@require_POST
def interpreter_agree(request: HttpRequest) -> HttpResponse:
    """One's own tick, and taking it back."""
    actor = actor_of(request)
    form = AgreeForm(request.POST, screen=_screen())
    if sent(form, lambda: actions.agree(actor=actor, languages=tuple(form.cleaned_data["languages"]))):
        done(request, _("Kept. You take it back here whenever you like."))
        return redirect(_here())
    return _page(request, actor, agree_form=form)


@capability(Can.INTERPRETING_NOTE)
@require_POST
def interpreting_note(request: HttpRequest) -> HttpResponse:
    """Time and cost of a conversation, without anybody's name."""
    actor, spoken = actor_of(request), _spoken(request)
    if spoken is None:
        raise Http404
    form = TimeForm(request.POST)

    def act() -> None:
        actions.note_time(actor=actor, language=spoken.code, minutes=form.cleaned_data["minutes"], cents=form.cents)

    if sent(form, act):
        done(request, _("Added to the month. Nobody’s name goes with it."))
        return redirect(_here(spoken.code))
    return _page(request, actor, time_form=form)


@capability(Can.CONTACT_ADD)
@require_http_methods(["POST"])
def language_call_back(request: HttpRequest) -> HttpResponse:
    """A caller said her language: a contact, and a call to make in it, with who looks after her."""
    actor, spoken = actor_of(request), _spoken(request)
    if spoken is None:
        raise Http404
    form = CallBackForm(request.POST, today=actor.today)

    def act() -> None:
        kept, name = form.cleaned_data, spoken.name.in_(_screen())
        draft = ContactDraft(
            facts=_("Called; speaks %(language)s.") % {"language": name},
            household=kept["household"],
            who=kept["who"].replace("\x00", ""),
            channel=Channel.PHONE,
            result=Result.THEY_CAME,
            next_step=_("Call back in %(language)s") % {"language": name},
            next_day=kept["day"],
            next_is_call=True,
        )
        cases.record_contact(actor=actor, draft=draft, key=key_of(request.POST))

    if sent(form, act):
        done(request, _("She will be called back in her language."))
        return redirect(_here(spoken.code))
    return _page(request, actor, call_form=form)
