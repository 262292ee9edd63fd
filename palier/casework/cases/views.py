"""The pages of a social file: parse, one domain call, render. Nothing here decides who may."""

import datetime
import uuid
from collections.abc import Callable
from itertools import groupby
from typing import Any

from allauth.mfa.base.forms import AuthenticateForm
from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from django.views.decorators.http import require_POST, require_safe

from palier.access import actions as access
from palier.access import queries as readers
from palier.access.actor import Actor, whoami
from palier.access.binding import SESSION_KEY, step_up
from palier.access.capabilities import Capability as Can
from palier.access.labels import DUTIES
from palier.access.ledger import note_read
from palier.access.routes import capability, signed_in
from palier.access.rules import Duty, EmergencyGround
from palier.casework.cases import actions, queries
from palier.casework.cases.forms import (
    AnalysisForm,
    AttachForm,
    CaseCloseForm,
    CaseOpenForm,
    ContactForm,
    EmergencyForm,
    StepForm,
    StepMoveForm,
    TeamForm,
    VersionForm,
    WordForm,
    key_of,
    mend,
)
from palier.casework.cases.labels import CHANNEL_ICONS, DOMAINS, STEP_ICONS, contact_line
from palier.casework.cases.rules import (
    SILENCE_DAYS,
    CaseDraft,
    Domain,
    Outcome,
    StepDraft,
    StepState,
    erased_on,
    is_silent,
    tenancy_kept,
)
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.people import queries as people
from palier.ui.notices import done

ASKED_TO_MEND = 422
IN_CONFLICT = 409
WORD_LASTS = datetime.timedelta(days=14)


def id_in_address(request: HttpRequest, name: str) -> uuid.UUID | None:
    """The id given in the address, None when there is none. What is no id is not there."""
    given = request.GET.get(name, "")
    try:
        return uuid.UUID(given) if given else None
    except ValueError as spoilt:
        raise Http404 from spoilt


def names(actor: Actor, household: uuid.UUID) -> dict[uuid.UUID, str]:
    """The persons declared in a household: id and name."""
    return {member.person.pk: member.name for member in people.members(actor, household)}


def sent(form: forms.Form, act: Callable[[], object]) -> bool:
    """True once `act` is done; else the form says what to mend."""
    if not form.is_valid():
        return False
    try:
        act()
    except InvalidInput as problem:
        mend(form, problem)
        return False
    return True


def page(request: HttpRequest, template: str, form: forms.Form, **context: Any) -> HttpResponse:
    """A form's page; 422 when there is something to mend."""
    status = ASKED_TO_MEND if form.is_bound and not form.is_valid() else 200
    return render(request, f"cases/{template}.html", {"form": form, **context}, status=status)


def to_file(request: HttpRequest, household: uuid.UUID | None, words: str) -> HttpResponse:
    """Back to the household file, saying what was done."""
    done(request, words)
    return redirect("household_file", household) if household else redirect("case_list")


@capability(Can.DAY_OPEN)
def case_list(request: HttpRequest) -> HttpResponse:
    """My files, the longest silent first, or none; filters stand in the address."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    closed, domain = request.GET.get("closed") == "1", request.GET.get("domain", "")
    found = queries.page(queries.my_cases(actor, closed=closed, domain=domain if domain in set(Domain) else ""))
    note_read(actor, "case_list", subjects=[file.subject_id for file in found.items], ground="in_the_team")
    for file in found.items:
        file.silent = is_silent(file.last_contact_on, actor.today)
    return render(
        request,
        "cases/case_list.html",
        {"page": found, "closed": closed, "domain": domain, "domains": DOMAINS, "silence_days": SILENCE_DAYS},
    )


@capability(Can.CONTACT_SEARCH)
@require_safe
def contact_list(request: HttpRequest) -> HttpResponse:
    """The fifty latest contacts of my files and inbox, day by day. One ledger line for all."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.latest_contacts(actor)
    note_read(actor, "contact_list", subjects={row.subject_id for row in found}, ground="in_the_team")
    days = groupby((contact_line(row) for row in found), key=lambda line: line.day)
    context = {"days": [(day, list(lines)) for day, lines in days], "more": len(found) == queries.AT_MOST}
    return render(request, "cases/contact_list.html", context)


@capability(Can.CASE_OPEN)
def case_open(request: HttpRequest) -> HttpResponse:
    """Open a file with the person's agreement: only who and when are asked."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    household, asked = id_in_address(request, "household"), id_in_address(request, "request")
    if household is None:
        raise Http404
    whose = people.household(actor, household)
    joins = queries.request(actor, asked, Can.REQUEST_TAKE) if asked else None
    form = CaseOpenForm(request.POST or None, persons=names(actor, household), today=actor.today)

    def act() -> None:
        kept = form.cleaned_data
        agreed_by = tuple(kept["agreed_by"])
        draft = CaseDraft(
            household,
            agreed_by,
            kept["agreed_on"],
            agreed_by,
            kept["own_words"],
            kept["domain"],
            kept["approach"],
            tuple(kept["goals"]),
        )
        case = actions.open_case(actor=actor, draft=draft, key=key_of(request.POST))
        if asked:
            # The new file is not among the subjects the actor came with: ask again who is asking.
            actions.join_request(actor=whoami() or actor, pk=asked, case=case)

    if sent(form, act):
        return to_file(request, household, _("The file is open."))
    return page(request, "case_open", form, household=whose, asked=joins)


@capability(Can.CASE_WORK)
def case_close(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Close a file. The day on which it will be erased is shown before."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = CaseCloseForm(request.POST or None, initial={"version": file.version})

    def act() -> None:
        outcome = Outcome(form.cleaned_data["outcome"])
        if (file.closed_on, file.outcome) != (actor.today, outcome):  # sent twice: already so
            actions.close_case(actor=actor, pk=pk, outcome=outcome, version=form.cleaned_data["version"])

    try:
        if sent(form, act):
            return to_file(
                request, file.household_id, _("The file is closed. It can be opened again until it is erased.")
            )
    except Conflict:
        return render(request, "cases/case_conflict.html", {"file": file}, status=IN_CONFLICT)
    kept = {True: _("tenancy kept"), False: _("tenancy lost"), None: _("says nothing of the tenancy")}
    said = {outcome.value: kept[tenancy_kept(outcome)] for outcome in Outcome}
    return page(request, "case_close", form, file=file, said=said, erased_on=erased_on(actor.today))


@capability(Can.CASE_WORK)
def case_reopen(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Open a closed file again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = VersionForm(request.POST or None, initial={"version": file.version})

    def act() -> None:
        if file.closed_on is not None:  # sent twice: already so
            actions.reopen_case(actor=actor, pk=pk, version=form.cleaned_data["version"])

    try:
        if sent(form, act):
            return to_file(request, file.household_id, _("The file is open again."))
    except Conflict:
        return render(request, "cases/case_conflict.html", {"file": file}, status=IN_CONFLICT)
    return page(request, "case_reopen", form, file=file)


@capability(Can.CASE_WORK)
def analysis_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a reading of the situation; earlier ones stay and are shown beside."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = AnalysisForm(request.POST or None)
    if sent(form, lambda: actions.analyse(actor=actor, case=pk, key=key_of(request.POST), **form.cleaned_data)):
        return to_file(request, file.household_id, _("The analysis is kept."))
    return page(request, "analysis_add", form, file=file, earlier=queries.analyses_of(actor, pk))


@capability(Can.STEP_WORK)
def step_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Add a small step to the plan."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk, Can.CASE_WORK)
    form = StepForm(request.POST or None, persons=names(actor, file.household_id))

    def act() -> None:
        kept = form.cleaned_data
        concerns = tuple(kept["concerns"])
        draft = StepDraft(kept["text"], kept["due"], kept["goal"], concerns, kept["call_back"])
        actions.plan_step(actor=actor, case=pk, draft=draft, key=key_of(request.POST))

    if sent(form, act):
        return to_file(request, file.household_id, _("The step is in the plan."))
    return page(request, "step_add", form, file=file)


@capability(Can.STEP_WORK)
def step_move(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Climb a step, start it, put it off, open it again."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    step = queries.step(actor, pk)
    form = StepMoveForm(request.POST or None, initial={"state": step.state, "due": step.due})

    def act() -> None:
        state, due = StepState(form.cleaned_data["state"]), form.cleaned_data["due"]
        if (step.state, step.due) != (state, due or step.due):  # sent twice: already so
            actions.move_step(actor=actor, pk=pk, state=state, due=due)

    if sent(form, act):
        return to_file(request, step.household_id, _("The plan says where the step stands."))
    return page(request, "step_move", form, step=step, icons=STEP_ICONS)


@capability(Can.WORD_LEAVE)
def word_leave(request: HttpRequest) -> HttpResponse:
    """Leave a word, on purpose, for whoever receives this household at the desk (P15)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    household = id_in_address(request, "household")
    if household is None:
        raise Http404
    whose = people.household(actor, household)
    form = WordForm(request.POST or None, initial={"until": actor.today + WORD_LASTS})
    if sent(
        form,
        lambda: actions.leave_word(actor=actor, household=household, key=key_of(request.POST), **form.cleaned_data),
    ):
        return to_file(request, household, _("The word waits for whoever receives her."))
    return page(request, "word_leave", form, household=whose)


@capability(Can.CONTACT_CHANGE)
def contact_edit(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Correct one's own contact. When it changed meanwhile both texts stand side by side and nothing is lost."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    contact = queries.contact(actor, pk, Can.CONTACT_CHANGE)
    fields = ("facts", "channel", "result", "domain", "version")
    form = ContactForm(request.POST or None, initial={name: getattr(contact, name) for name in fields})

    def act() -> None:
        if any(getattr(contact, name) != form.cleaned_data[name] for name in fields[:-1]):  # sent twice: already so
            actions.correct_contact(actor=actor, pk=pk, **form.cleaned_data)

    try:
        if sent(form, act):
            return to_file(request, contact.household_id, _("Corrected. What it said before stays in its history."))
    except Conflict:
        again = ContactForm(initial={**form.cleaned_data, "version": contact.version})
        both = {"contact": contact, "form": again, "mine": form.cleaned_data["facts"]}
        return render(request, "cases/contact_conflict.html", both, status=IN_CONFLICT)
    return page(request, "contact_edit", form, contact=contact, icons=CHANNEL_ICONS)


@require_POST
@capability(Can.CONTACT_CHANGE)
def aide_memoire_keep(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """One tap: my aide-mémoire becomes a contact (P17)."""
    contact = actions.keep_aide_memoire(actor=request.actor, pk=pk)  # type: ignore[attr-defined]
    return to_file(request, contact.household_id, _("It is now a contact: the team reads it."))


@capability(Can.CASE_WORK)
def contact_attach(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Put a simple contact into one of my files: it is then kept as long as the file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    contact = queries.contact(actor, pk)
    if contact.household_id is None:
        raise Http404
    cases = [file for file in queries.cases_of(actor, contact.household_id) if file.closed_on is None]
    form = AttachForm(request.POST or None, cases=[(str(file.pk), opened(file)) for file in cases])
    if sent(form, lambda: actions.attach_contact(actor=actor, pk=pk, case=form.cleaned_data["case"])):
        return to_file(request, contact.household_id, _("The contact is in the file."))
    return page(request, "contact_attach", form, contact=contact, cases=cases)


def opened(file: Any) -> str:
    """How a file is told from another of the same household."""
    return _("opened on %(day)s") % {"day": date_format(file.opened_on)} + (
        f", {file.get_domain_display()}" if file.domain else ""
    )


@capability(Can.CASE_READ)
def reinforced(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """The reinforced items that name me. The page is the same whether there are none or none for me (P12)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk)
    items = queries.reinforced_of(actor, pk)
    note_read(actor, "reinforced", reference=pk, subjects=[file.subject_id], ground="its_tier_is_open")
    return render(request, "cases/reinforced.html", {"file": file, "items": items})


@capability(Can.TEAM_ADD)
def team_add(request: HttpRequest, pk: uuid.UUID) -> HttpResponse:
    """Name a colleague bound by secrecy: second worker, working pair, colleague for a while (P2, P5)."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    file = queries.case(actor, pk, Can.TEAM_READ)
    team = readers.readers_of(actor, [file.subject_id])[file.subject_id]
    form = TeamForm(request.POST or None, colleagues=queries.nameable(actor))

    def act() -> None:
        kept = form.cleaned_data
        if kept["post"] not in {reader.post for reader in team}:  # sent twice: already so
            access.add_to_team(
                actor=actor,
                subject=file.subject_id,
                post=kept["post"],
                duty=Duty(kept["duty"]),
                until=kept["until"],
                reason=kept["reason"],
            )

    if sent(form, act):
        return to_file(request, file.household_id, _("Your colleague can read the file."))
    return page(request, "team_add", form, file=file, team=team, duties=DUTIES)


@signed_in
@require_safe
def emergency_numbers(request: HttpRequest) -> HttpResponse:
    """Whom to telephone in danger, for everybody who works here: an agent needs a number, not a file (P29)."""
    return render(request, "cases/emergency_numbers.html")


@capability(Can.EMERGENCY_OPEN)
def emergency(request: HttpRequest) -> HttpResponse:
    """The emergency numbers first; then, for one person, four hours. The answer never tells whether there is a file."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    household = id_in_address(request, "household")
    if household is None:
        return render(request, "cases/emergency.html", {"form": None})
    whose = people.household(actor, household)
    persons = names(actor, household)
    form = EmergencyForm(request.POST or None, persons=persons)

    def act() -> None:
        kept = form.cleaned_data
        if any(one.person == kept["person"] for one in readers.open_emergencies(actor, list(persons))):
            return  # sent twice: already open
        if not AuthenticateForm({"code": kept["code"]}, user=request.user).is_valid():
            raise InvalidInput({"code": [gettext_noop("This code does not fit. Take the next one.")]})
        step_up(request.session[SESSION_KEY])
        actions.open_emergency(
            actor=actor,
            household=household,
            person=kept["person"],
            ground=EmergencyGround(kept["ground"]),
            reason=kept["reason"],
        )

    if sent(form, act):
        words = _("Open for four hours, for this person. The service and the data-protection officer are told.")
        return to_file(request, household, words)
    return page(request, "emergency", form, household=whose)
