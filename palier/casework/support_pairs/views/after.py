"""Contact kept with a person after an eviction: the two who keep it, and nobody else."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.routes import actor_of, capability
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.forms import AccordAgainForm, AfterForm, WordsForm
from palier.casework.support_pairs.rules import How
from palier.casework.support_pairs.views import shown
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


@capability(Can.SUPPORT_PAIR)
@require_safe
def after_list(request: HttpRequest) -> HttpResponse:
    """Whom I keep in contact with, and until when."""
    rows = [(row, shown.how(row)) for row in queries.after_contacts(actor_of(request))]
    return render(request, "support_pairs/after.html", {"rows": rows})


@capability(Can.SUPPORT_PAIR)
@require_http_methods(["GET", "HEAD", "POST"])
def after_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """With her accord, contact goes on. Nothing is taken over from the door: she says anew who she is and how."""
    actor = actor_of(request)
    queries.pair(actor, pk)
    form = AfterForm(request.POST or None, screen=shown.screen(), initial={"given_on": actor.today})
    if sent(form, lambda: actions.keep_contact(actor=actor, request=pk, draft=form.draft(), key=key_of(request.POST))):
        done(request, _("Kept by the two of you. It ends by itself unless she agrees again."))
        return redirect("support_after")
    context = {"form": form, "pk": pk}
    return render(request, "support_pairs/after_add.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.SUPPORT_PAIR)
@require_http_methods(["GET", "HEAD", "POST"])
def after_renew(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She agreed again."""
    actor = actor_of(request)
    row = queries.after_contact(actor, pk)
    form = AccordAgainForm(request.POST or None, initial={"on": actor.today})

    def act() -> None:
        kept = form.cleaned_data
        actions.renew_contact(actor=actor, pk=pk, on=kept["on"], how=How(kept["how"]))

    if sent(form, act):
        done(request, _("Noted: she agreed again."))
        return redirect("support_after")
    context = {"form": form, "row": row}
    return render(request, "support_pairs/after_renew.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.SUPPORT_PAIR)
@require_http_methods(["GET", "HEAD", "POST"])
def after_words(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """How she is, in the place of what stood there."""
    actor = actor_of(request)
    row = queries.after_contact(actor, pk)
    form = WordsForm(request.POST or None, initial={"words": row.words})
    if sent(form, lambda: actions.word_of_contact(actor=actor, pk=pk, words=form.cleaned_data["words"])):
        done(request, _("Noted, for the two of you."))
        return redirect("support_after")
    context = {"form": form, "row": row}
    return render(request, "support_pairs/after_words.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.SUPPORT_PAIR)
@require_POST
def after_end(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It ends."""
    actions.end_contact(actor=actor_of(request), pk=pk)
    done(request, _("Ended. Nothing of it is kept."))
    return redirect("support_after")
