"""Refer a person with her agreement: choose, read together, hand the sheet over; note what came of it."""

import uuid

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.cases import queries as cases
from palier.casework.referrals import actions, queries
from palier.casework.referrals.forms import AnswerForm, ReferralForm, VersionForm
from palier.casework.referrals.labels import PARTS, STANDING_ICONS, STANDINGS
from palier.casework.referrals.rules import Standing, Way
from palier.casework.referrals.views.links import (
    link_context,
    referral_code,
    referral_link,
    referral_link_end,
    referral_reply,
    referral_seen,
    site_of,
)
from palier.kernel.errors import Conflict
from palier.registry.messaging.queries import gateways
from palier.registry.messaging.rules import Channel
from palier.registry.partners import queries as partners
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done

__all__ = [
    "referral",
    "referral_add",
    "referral_code",
    "referral_link",
    "referral_link_end",
    "referral_reply",
    "referral_seen",
    "referral_sheet",
    "referral_take_back",
    "referrals",
]
ON_PAPER = gettext_noop("It is written down. Print the sheet: nothing leaves by itself.")
AFTER = {
    Way.MAIL: gettext_noop("It is written down. The link leaves by mail; the code never goes there."),
    Way.GIVEN: gettext_noop("It is written down. Make the link and hand it over: nothing leaves by itself."),
}


def _language() -> str:
    return (get_language() or "fr")[:2]


@capability(Can.REFERRAL_READ)
@require_safe
def referrals(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What went from one file, and how each stands."""
    actor = actor_of(request)
    file = cases.case(actor, pk)
    rows = [
        (one.row, STANDING_ICONS[one.standing], STANDINGS[one.standing]) for one in queries.referrals_of(actor, file)
    ]
    adds = file.closed_on is None and permits(actor, Can.REFERRAL_WORK)
    return render(request, "referrals/referrals.html", {"file": file, "rows": rows, "adds": adds})


@capability(Can.REFERRAL_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def referral_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One person of the file, one professional; each part with the very words that would go."""
    actor = actor_of(request)
    file = queries.file_of(actor, pk)
    names = queries.persons_of(actor, file)
    person = id_in_address(request, "person") or next(iter(names), None)
    if person not in names:
        return redirect("household_file", file.household_id)
    words = queries.words_of(actor, file, person, _language())
    form = ReferralForm(
        request.POST or None,
        contacts=partners.recipients(actor),
        words=words,
        today=actor.today,
        mails=Channel.MAIL in gateways(),
    )
    made: list[uuid.UUID] = []

    def act() -> None:
        draft = form.draft(file.pk, person)
        key, site = key_of(request.POST), site_of(request)
        made.append(actions.refer(actor=actor, draft=draft, language=_language(), site=site, key=key))

    if sent(form, act):
        done(request, _(AFTER.get(form.draft(file.pk, person).way, ON_PAPER)))
        return redirect("referral", made[0])
    context = {
        "form": form,
        "file": file,
        "names": names,
        "person": person,
        "is_analysed": queries.is_analysed(actor, file),
        "someone": bool(form.fields["contact"].choices),  # type: ignore[attr-defined]
    }
    return render(request, "referrals/add.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.REFERRAL_READ)
@require_http_methods(["GET", "HEAD", "POST"])
def referral(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What went, to whom, on whose word, and what came of it."""
    actor = actor_of(request)
    shown = queries.referral(actor, pk)
    form = AnswerForm(request.POST or None, initial={"version": shown.row.version, "next_day": shown.row.next_day})

    def act() -> None:
        kept = form.cleaned_data
        actions.note_answer(actor=actor, pk=pk, answer=form.answer(), version=kept["version"])

    try:
        if request.method == "POST" and sent(form, act):
            done(request, _("The answer is noted."))
            return redirect("referral", pk)
    except Conflict:
        return errors.conflict(request)
    open_still = shown.standing in {Standing.WAITING, Standing.PROPOSED, Standing.SILENT, Standing.ENDED}
    context = {
        **_context(shown),
        **link_context(actor, shown),
        "form": form,
        "answers": open_still and permits(actor, Can.REFERRAL_WORK),
        "takes_back": shown.standing is not Standing.TAKEN_BACK and permits(actor, Can.REFERRAL_WORK),
    }
    return render(request, "referrals/referral.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


@capability(Can.REFERRAL_READ)
@require_safe
def referral_sheet(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The pack on paper, addressed by name. It names no other person of the household."""
    return render(request, "referrals/sheet.html", _context(queries.referral(actor_of(request), pk)))


@capability(Can.REFERRAL_WORK)
@require_POST
def referral_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She takes her agreement back."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return errors.conflict(request)
    try:
        actions.take_back(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Taken back. A link opens nothing from now on; ask for a sheet back, or that it be destroyed."))
    return redirect("referral", pk)


def _context(shown: queries.Shown) -> dict[str, object]:
    row = shown.row
    parts = [(label, row.parts[part]) for part, label in PARTS if part in row.parts]
    return {
        "row": row,
        "parts": parts,
        "standing": STANDINGS[shown.standing],
        "icon": STANDING_ICONS[shown.standing],
    }
