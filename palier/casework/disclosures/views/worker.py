"""The worker's pages: agreement is the rule; what is said without it, then that it was said and that she was told."""

import uuid
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from palier.access.capabilities import Capability as Can
from palier.access.gate import permits
from palier.access.routes import actor_of, capability
from palier.casework.cases import queries as cases
from palier.casework.disclosures import actions, queries
from palier.casework.disclosures.forms import DayForm, DisclosureForm, VersionForm
from palier.casework.disclosures.labels import GROUND_ICONS, GROUND_SAYS, GROUNDS, STANDING_ICONS, STANDINGS
from palier.casework.disclosures.rules import Ground, Standing, articles
from palier.casework.disclosures.views.shown import language, shown
from palier.casework.referrals import queries as files
from palier.kernel.errors import Conflict, Refused
from palier.registry.partners import queries as partners
from palier.registry.safety import queries as safety
from palier.ui import errors
from palier.ui.addresses import id_in_address
from palier.ui.forms import ASKED_TO_MEND, key_of, sent
from palier.ui.notices import done


@capability(Can.DISCLOSURE_READ)
@require_safe
def disclosures(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said without agreement from one file, and the four grounds."""
    actor = actor_of(request)
    file = cases.case(actor, pk)
    rows = [
        (row, STANDING_ICONS[stands], STANDINGS[stands])
        for row in queries.disclosures_of(actor, file)
        for stands in [queries.standing_of(row)]
    ]
    adds = file.closed_on is None and permits(actor, Can.DISCLOSURE_WORK)
    grounds = [(one, words, GROUND_ICONS[one], GROUND_SAYS[one]) for one, words in GROUNDS] if adds else []
    return render(request, "disclosures/disclosures.html", {"file": file, "rows": rows, "grounds": grounds})


@capability(Can.DISCLOSURE_WORK)
@require_http_methods(["GET", "HEAD", "POST"])
def disclosure_add(request: HttpRequest, pk: uuid.UUID, ground: str) -> HttpResponse:
    """One person of the file, one ground, its questions; who is told and who thinks it over."""
    actor = actor_of(request)
    if ground not in set(Ground):
        raise Refused()
    file = files.file_of(actor, pk)
    names = files.persons_of(actor, file)
    person = id_in_address(request, "person") or next(iter(names), None)
    if person not in names:
        return redirect("disclosures", file.pk)
    form = DisclosureForm(
        request.POST or None,
        ground=Ground(ground),
        contacts=partners.recipients(actor),
        colleagues=safety.colleagues(actor),
        officers=queries.officers(actor),
        today=actor.today,
    )
    made: list[uuid.UUID] = []

    def act() -> None:
        draft = form.draft(file.pk, person)
        made.append(actions.write_down(actor=actor, draft=draft, key=key_of(request.POST)))

    if sent(form, act):
        called = form.draft(file.pk, person).called
        done(
            request,
            _("Written as said. Your colleague still confirms that she was called.")
            if called
            else _("Written. Say nothing before your colleague has answered."),
        )
        return redirect("disclosure", made[0])
    context = {
        "form": form,
        "file": file,
        "names": names,
        "person": person,
        "ground": ground,
        "title": dict(GROUNDS)[Ground(ground)],
        "says": GROUND_SAYS[Ground(ground)],
        "articles": articles(Ground(ground), actor.today).words.in_(language()),
    }
    return render(request, "disclosures/add.html", context, status=ASKED_TO_MEND if form.is_bound else 200)


def _page(request: HttpRequest, pk: uuid.UUID, **mended: DayForm) -> HttpResponse:
    actor = actor_of(request)
    row = queries.disclosure(actor, pk)
    stands, works = queries.standing_of(row), permits(actor, Can.DISCLOSURE_WORK)
    first = {"on": actor.today, "version": row.version}
    context = {
        **shown(row),
        "say": mended.get("say") or DayForm(initial=first, auto_id="id_say_%s"),
        "tell": mended.get("tell") or DayForm(initial=first, auto_id="id_tell_%s"),
        "says": works and stands is Standing.AGREED,
        "tells": works and row.told_on is None and stands is not Standing.TAKEN_BACK,
        "takes_back": works and stands in {Standing.WAITING, Standing.AGREED, Standing.NOT_AGREED},
        "answers": row.second_id == actor.post and stands in {Standing.WAITING, Standing.TO_CONFIRM},
    }
    return render(request, "disclosures/disclosure.html", context, status=ASKED_TO_MEND if mended else 200)


@capability(Can.DISCLOSURE_READ)
@require_safe
def disclosure(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """What was said, on which ground, to whom, with whom; whether she was told."""
    return _page(request, pk)


def _noted(request: HttpRequest, pk: uuid.UUID, name: str, act: Callable[..., None], words: str) -> HttpResponse:
    """A day is noted, or the page comes back with what is to be mended."""
    form = DayForm(request.POST, auto_id=f"id_{name}_%s")
    try:
        if sent(form, lambda: act(actor=actor_of(request), pk=pk, **form.cleaned_data)):
            done(request, words)
            return redirect("disclosure", pk)
    except Conflict:
        return errors.conflict(request)
    return _page(request, pk, **{name: form})


@capability(Can.DISCLOSURE_WORK)
@require_POST
def disclosure_say(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """It was said, as written."""
    return _noted(request, pk, "say", actions.say, _("Noted: it was said, as written here."))


@capability(Can.DISCLOSURE_WORK)
@require_POST
def disclosure_tell(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """She was told."""
    return _noted(request, pk, "tell", actions.tell, _("Noted: she knows. She reads it at her own door too."))


@capability(Can.DISCLOSURE_WORK)
@require_POST
def disclosure_take_back(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Nothing was said, and nothing will be."""
    form = VersionForm(request.POST)
    if not form.is_valid():
        return errors.conflict(request)
    try:
        actions.take_back(actor=actor_of(request), pk=pk, version=form.cleaned_data["version"])
    except Conflict:
        return errors.conflict(request)
    done(request, _("Taken back: nothing was said."))
    return redirect("disclosure", pk)
