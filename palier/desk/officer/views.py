"""The officer’s pages: holds, what soon ends, the register, the review of the read ledger, what crossed."""

import datetime as dt
import json
import uuid
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.rights import actions
from palier.access.rights import queries as rights
from palier.access.rights.labels import CROSSINGS, REVIEW_RULES, TERM_KEYS
from palier.access.rights.rules import GOING_SOON_DAYS
from palier.access.routes import actor_of, capability
from palier.desk.officer import queries
from palier.desk.officer.exports import register as registers
from palier.desk.officer.forms import AnswerForm, HoldForm
from palier.desk.officer.labels import TOWARDS, WHATS
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput
from palier.ui.forms import ASKED_TO_MEND, sent
from palier.ui.notices import done

NAMES = {key.value: words for key, words in TERM_KEYS}


@capability(Can.HOLD_SET)
def holds(request: HttpRequest) -> HttpResponse:
    """The holds of the company, a new one, and how much ends in the coming days."""
    actor = actor_of(request)
    form = HoldForm(request.POST or None)

    def act() -> None:
        number = form.cleaned_data["person"]
        person = queries.person_of_number(actor, number) if number else None
        if number and person is None:
            raise InvalidInput({"person": [gettext_noop("Nobody in the company’s file has this number.")]})
        reason = form.cleaned_data["reason"]
        actions.place_hold(actor=actor, person=person, file=form.file_number, reason=reason)

    if sent(form, act):
        done(request, _("Held. Whoever works on such a file reads it on her own page."))
        return redirect("holds")
    context = {
        "form": form,
        "holds": rights.holds(actor),
        "counts": [(NAMES[kind], number) for kind, number in rights.going_counts(actor)],
        "days": GOING_SOON_DAYS,
    }
    return render(request, "officer/holds.html", context, status=ASKED_TO_MEND if form.errors else 200)


@capability(Can.HOLD_SET)
@require_POST
def hold_lift(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Lift a hold. Once more, it changes nothing."""
    actions.lift_hold(actor=actor_of(request), pk=pk)
    done(request, _("Lifted. What has passed its day goes with the next erasure."))
    return redirect("holds")


@capability(Can.ENDING_READ)
@require_safe
def soon(request: HttpRequest) -> HttpResponse:
    """What ends soon in my files and my inbox, and what a hold keeps."""
    actor = actor_of(request)
    lines = [(one, NAMES[one.going.kind]) for one in queries.soon(actor, (get_language() or "fr")[:2])]
    context = {
        "kept": [line for line in lines if line[0].going.held],
        "going": [line for line in lines if not line[0].going.held],
        "holds": rights.holds(actor),
        "days": GOING_SOON_DAYS,
    }
    return render(request, "officer/soon.html", context)


@capability(Can.TERM_READ)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register of processing (GDPR art. 30) with the terms of this company: nothing in it is about anybody."""
    found = registers.register(rights.terms(actor_of(request)))
    entries = [(one, [(table, registers.safeguards(table)) for table in one.tables]) for one in found.data_sets]
    return render(request, "officer/register.html", {"register": found, "entries": entries})


@dataclass(frozen=True)
class Line:
    """A finding with the words of its rule, of the reader’s role and of what she opened, and the form of its answer."""

    one: rights.FindingLine
    rule: str
    role: str
    what: str
    form: AnswerForm


def _review_page(
    request: HttpRequest, *, mended: uuid.UUID | None = None, form: AnswerForm | None = None
) -> HttpResponse:
    actor = actor_of(request)
    rules = dict(REVIEW_RULES)
    lines = [
        Line(
            one,
            str(rules[one.rule]),
            str(ROLES[Role(one.role)]),
            str(WHATS.get(one.what, one.what)),
            form if form and one.id == mended else AnswerForm(auto_id=f"id_{one.id}_%s"),
        )
        for one in rights.findings(actor)
    ]
    context = {
        "open": [line for line in lines if line.one.answered_at is None],
        "answered": [line for line in lines if line.one.answered_at is not None],
        "limits": rights.review_limits(actor),
    }
    return render(request, "officer/review.html", context, status=ASKED_TO_MEND if form else 200)


@capability(Can.FINDING_ANSWER)
@require_safe
def review(request: HttpRequest) -> HttpResponse:
    """What the rules and the lot put before the officer, and what she answered."""
    return _review_page(request)


@capability(Can.FINDING_ANSWER)
@require_POST
def review_answer(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Looked at, with a word or without. Once more, it changes nothing."""
    form = AnswerForm(request.POST, auto_id=f"id_{pk}_%s")
    if not form.is_valid():
        return _review_page(request, mended=pk, form=form)
    if actions.answer_finding(actor=actor_of(request), pk=pk, word=form.cleaned_data["word"]):
        done(request, _("Noted as looked at."))
    return redirect("review")


@capability(Can.CROSSING_READ)
@require_safe
def crossings(request: HttpRequest) -> HttpResponse:
    """The signed reports, the latest first: numbers of each kind, nobody and no content."""
    names = dict(CROSSINGS)
    days = [
        (one, [(names[count.kind], TOWARDS.get(count.towards, count.towards), count.number) for count in one.counts])
        for one in rights.reports(actor_of(request))
    ]
    return render(request, "officer/crossings.html", {"days": days})


@capability(Can.CROSSING_READ)
@require_safe
def crossing_file(request: HttpRequest, day: str) -> HttpResponse:
    """One report as a file: its text as it was signed, the signature, the key."""
    try:
        asked = dt.date.fromisoformat(day)
    except ValueError as spoilt:
        raise Http404 from spoilt
    found = rights.reports(actor_of(request), asked)
    if not found:
        raise Http404
    said = {"report": found[0].text, "signature": found[0].signature, "key": found[0].key}
    answer = HttpResponse(json.dumps(said, ensure_ascii=False, indent=1) + "\n", content_type="application/json")
    answer["Content-Disposition"] = f'attachment; filename="palier-crossings-{asked}.json"'
    return answer
