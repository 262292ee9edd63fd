"""Verbs that write: one transaction each (the request's), gate first. The second lock checks every row again."""

import datetime
import uuid
from typing import Any

from django.db import connection
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access import actions as access
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.access.rules import EmergencyGround, Tier
from palier.casework.cases import queries
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, Request, Step
from palier.casework.cases.rules import (
    CaseDraft,
    ContactDraft,
    Outcome,
    RequestDraft,
    RequestState,
    SilenceAnswer,
    StepDraft,
    StepState,
    item_ends,
    no_demand_ends,
    tenancy_kept,
)
from palier.identity.organisations.rules import is_bound_by_secrecy
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.people import queries as people
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme


def _text(value: str, field: str) -> str:
    """The one mandatory field: something must be written. NUL cannot be stored."""
    text = value.replace("\x00", "")
    if not text.strip():
        raise InvalidInput({field: [_("Write at least a word: this is the only field that must be filled in.")]})
    return text


def _inbox(actor: Actor, household: uuid.UUID | None) -> uuid.UUID:
    """Whose inbox takes what has no file: the household's assigned worker's, else the writer's own."""
    if household is not None:
        people.household(actor, household, Capability.HOUSEHOLD_FIND)  # one of another company is not there
    found = queries.assigned_worker(actor, household) if household else None
    if found is None and actor.post in actor.subjects:
        found = actor.post
    if found is None:
        nobody = _("Nobody looks after this place yet. Choose a household, or ask the service who takes it.")
        raise InvalidInput({"household": [nobody]})
    return found


def add_request(*, actor: Actor, draft: RequestDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write down what a person asks; it waits in the assigned worker's inbox. Returns its id."""
    require(actor, Capability.REQUEST_ADD)

    def write() -> uuid.UUID:
        made = Request(
            organisation_id=actor.acting_organisation,
            subject_id=_inbox(actor, draft.household),
            household_id=draft.household,
            confided_by=list(draft.confided_by),
            concerns=list(draft.concerns or draft.confided_by),
            requester_kind=draft.requester_kind,
            no_demand=draft.no_demand,
            domain=draft.domain,
            channel=draft.channel,
            text=_text(draft.text, "text"),
            author_id=actor.acting_post,
            received_at=actor.moment,
            ends_on=no_demand_ends(actor.today) if draft.no_demand else None,
        ).insert()
        return made.pk

    return once(actor, key, draft, write)


def take_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """I take this one."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    if request.state == RequestState.WAITING:
        request.state = RequestState.TAKEN
        request.save(update_fields=["state"])
    return request


def answer_request(*, actor: Actor, pk: uuid.UUID) -> Request:
    """Answered on the spot: advice, orientation, explanation. No analysis is needed for that (P14)."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    request.state = RequestState.ANSWERED
    request.save(update_fields=["state"])
    return request


def join_request(*, actor: Actor, pk: uuid.UUID, case: uuid.UUID) -> Request:
    """Join a request to a file about the same matter: it leaves the inbox and belongs to the file's team."""
    request = queries.request(actor, pk, Capability.REQUEST_TAKE)
    file = queries.case(actor, case, Capability.CASE_WORK)
    request.case_id, request.subject_id, request.state = file.pk, file.subject_id, RequestState.JOINED
    request.ends_on = None
    request.save(update_fields=["case", "subject", "state", "ends_on"])
    return request


def record_contact(*, actor: Actor, draft: ContactDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write a contact, what was confided, and what follows, in one gesture. Returns the contact's id.

    With a file: its team reads. Without: it lies in the inbox of the household's assigned worker for twelve months.
    """
    require(actor, Capability.CONTACT_ADD)
    return once(actor, key, draft, lambda: _write_contact(actor, draft).pk)


def _write_contact(actor: Actor, draft: ContactDraft) -> Contact:
    file = queries.case(actor, draft.case, Capability.CASE_WORK) if draft.case else None
    at = draft.at or actor.moment
    day = min(at.date(), actor.today)
    contact = Contact(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id if file else _inbox(actor, draft.household),
        case=file,
        household_id=file.household_id if file else draft.household,
        who=draft.who,
        confided_by=list(draft.persons),
        concerns=list(draft.persons),
        at=at,
        channel=draft.channel,
        result=draft.result,
        domain=draft.domain,
        facts=_text(draft.facts, "facts"),
        tier=draft.tier,
        author_id=actor.acting_post,
        ends_on=item_ends(draft.tier, file is not None, actor.today),
    ).insert()
    for reader in draft.readers:
        access.name_reader(actor=actor, item=contact.pk, post=reader)
    if draft.confided.strip() and is_bound_by_secrecy(actor.role or ""):
        _keep_confidence(actor, contact, draft)
    if draft.next_step.strip():
        _keep_next_step(actor, contact, draft)
    if file is not None and (file.last_contact_on is None or file.last_contact_on < day):
        Case.objects.visible_to(actor, Capability.CASE_WORK).filter(pk=file.pk).update(last_contact_on=day)
    return contact


def _keep_confidence(actor: Actor, contact: Contact, draft: ContactDraft) -> None:
    """A row of its own, in the same file; its tier is never below the contact's."""
    tier = draft.confided_tier if draft.tier == Tier.TEAM else Tier(draft.tier)
    kept = Confidence(
        organisation_id=actor.acting_organisation,
        subject_id=contact.subject_id,
        contact=contact,
        confided_by=contact.confided_by,
        concerns=contact.concerns,
        text=draft.confided.replace("\x00", ""),
        tier=Tier.REINFORCED if draft.confided_tier == Tier.REINFORCED else tier,
        author_id=actor.acting_post,
    ).insert()
    for reader in draft.readers:
        access.name_reader(actor=actor, item=kept.pk, post=reader)


def _keep_next_step(actor: Actor, contact: Contact, draft: ContactDraft) -> None:
    """What follows. After a contact that not all the team reads, it stays in the writer's own inbox: it has no tier."""
    shared = draft.tier == Tier.TEAM
    Step(
        organisation_id=actor.acting_organisation,
        subject_id=contact.subject_id if shared else actor.acting_post,
        case_id=contact.case_id if shared else None,
        contact=contact,
        household_id=contact.household_id,
        confided_by=contact.confided_by,
        concerns=contact.concerns,
        text=draft.next_step.strip()[:300],
        due=draft.next_day,
        call_back=draft.next_is_call,
        author_id=actor.acting_post,
    ).insert()


def correct_contact(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Contact:
    """Correct one's own contact; what it said before stays in its history. Raises Conflict when `version` is old."""
    contact = queries.contact(actor, pk, Capability.CONTACT_CHANGE)
    if "facts" in changes:
        changes["facts"] = _text(changes["facts"], "facts")
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(pk=contact.pk, version=version)
    if rows.update(**changes, version=F("version") + 1, changed_at=actor.moment) == 0:
        raise Conflict(
            _("This contact was changed in the meantime."),
            how_to_mend=_("Compare both texts and keep what is right."),
        )
    return queries.contact(actor, pk, Capability.CONTACT_CHANGE)


def undo_contact(*, actor: Actor, pk: uuid.UUID) -> None:
    """*Annuler*, for some seconds after saving. Raises Refused when it is too late or not one's own."""
    require(actor, Capability.CONTACT_ADD)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.undo_contact(%s)", [pk])
        if not cursor.fetchone()[0]:
            raise Refused()


def attach_contact(*, actor: Actor, pk: uuid.UUID, case: uuid.UUID) -> Contact:
    """Put a contact of the inbox into a file: it is then kept as long as the file."""
    contact = queries.contact(actor, pk)
    file = queries.case(actor, case, Capability.CASE_WORK)
    contact.case_id, contact.subject_id, contact.household_id = file.pk, file.subject_id, file.household_id
    contact.ends_on = item_ends(Tier(contact.tier), True, actor.today)
    try:
        contact.save(update_fields=["case", "subject", "household", "ends_on"])
        Step.objects.visible_to(actor, Capability.STEP_WORK).filter(contact=pk).update(
            case=file, subject=file.subject_id
        )
        confided = Confidence.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(contact=pk)
        confided.update(subject=file.subject_id)
    except ProgrammingError as refusal:
        raise Refused() from refusal
    return contact


def open_case(*, actor: Actor, draft: CaseDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Open a social file with the person's agreement. Returns its id; its opener is its assigned worker."""
    require(actor, Capability.CASE_OPEN)
    if not draft.agreed_by:
        raise InvalidInput({"agreed_by": [_("Say who agreed: a file opens only with the person's agreement.")]})
    if draft.agreed_on > actor.today:
        raise InvalidInput({"agreed_on": [_("The agreement cannot be dated in the future.")]})

    def write() -> uuid.UUID:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.open_subject('case', NULL)")
            subject = cursor.fetchone()[0]
        if subject is None:
            raise Refused()
        made = Case(
            organisation_id=actor.acting_organisation,
            subject_id=subject,
            household_id=draft.household,
            concerns=list(draft.concerns or draft.agreed_by),
            agreed_by=list(draft.agreed_by),
            agreed_on=draft.agreed_on,
            opened_on=actor.today,
            domain=draft.domain,
            approach=draft.approach,
            goals=list(draft.goals),
            own_words=draft.own_words,
        ).insert()
        return made.pk

    return once(actor, key, draft, write)


def change_case(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Case:
    """Change what a file says of itself. Raises Conflict when somebody changed it since `version`."""
    queries.case(actor, pk, Capability.CASE_WORK)
    rows = Case.objects.visible_to(actor, Capability.CASE_WORK).filter(pk=pk, version=version)
    if rows.update(**changes, version=F("version") + 1, changed_at=actor.moment) == 0:
        raise Conflict(
            _("This file was changed in the meantime."),
            how_to_mend=_("Compare both versions and keep what is right."),
        )
    return queries.case(actor, pk, Capability.CASE_WORK)


def analyse(
    *, actor: Actor, case: uuid.UUID, text: str, accompaniment_type: str = "", key: uuid.UUID | None = None
) -> uuid.UUID:
    """Add a reading of the situation; the kind of support follows it. Earlier readings stay."""
    file = queries.case(actor, case, Capability.CASE_WORK)

    def write() -> uuid.UUID:
        made = Analysis(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case=file,
            on=actor.today,
            text=_text(text, "text"),
            accompaniment_type=accompaniment_type,
            author_id=actor.acting_post,
        ).insert()
        return made.pk

    return once(actor, key, (case, text, accompaniment_type), write)


def close_case(*, actor: Actor, pk: uuid.UUID, outcome: Outcome, version: int) -> Case:
    """Close a file with its outcome. It is erased years later; the page said when."""
    return change_case(
        actor=actor,
        pk=pk,
        version=version,
        closed_on=actor.today,
        outcome=outcome,
        tenancy_kept=tenancy_kept(outcome),
    )


def reopen_case(*, actor: Actor, pk: uuid.UUID, version: int) -> Case:
    """Open a closed file again: the person came back."""
    return change_case(actor=actor, pk=pk, version=version, closed_on=None, outcome="", tenancy_kept=None)


def answer_silence(*, actor: Actor, pk: uuid.UUID, answer: SilenceAnswer, version: int) -> Case:
    """One of the three answers when a file has been silent (P34)."""
    if answer == SilenceAnswer.ENDED_AT_HER_WISH:
        return close_case(actor=actor, pk=pk, outcome=Outcome.WITHDREW, version=version)
    agreed = actor.today + datetime.timedelta(days=180 if answer == SilenceAnswer.AGREED_SO else 14)
    return change_case(actor=actor, pk=pk, version=version, silence_agreed_until=agreed)


def plan_step(*, actor: Actor, case: uuid.UUID, draft: StepDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Add a small step to the plan."""
    file = queries.case(actor, case, Capability.CASE_WORK)

    def write() -> uuid.UUID:
        made = Step(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case=file,
            household_id=file.household_id,
            concerns=list(draft.concerns or file.concerns),
            confided_by=list(draft.concerns or file.concerns),
            text=_text(draft.text, "text").strip()[:300],
            goal=draft.goal,
            due=draft.due,
            call_back=draft.call_back,
            author_id=actor.acting_post,
        ).insert()
        return made.pk

    return once(actor, key, (case, draft), write)


def move_step(*, actor: Actor, pk: uuid.UUID, state: StepState, due: datetime.date | None = None) -> Step:
    """Climb a step, start it, put it off, open it again: every move is allowed, none is a failure."""
    step = queries.step(actor, pk)
    step.state = state
    step.climbed_on = actor.today if state == StepState.DONE else None
    step.due = due or step.due
    step.version += 1
    step.save(update_fields=["state", "climbed_on", "due", "version"])
    return step


def leave_word(
    *, actor: Actor, household: uuid.UUID, text: str, until: datetime.date, key: uuid.UUID | None = None
) -> uuid.UUID:
    """Leave a word, on purpose, for whoever receives this household at the desk (P15)."""
    require(actor, Capability.WORD_LEAVE)

    def write() -> uuid.UUID:
        made = DeskWord(
            organisation_id=actor.acting_organisation,
            subject_id=actor.acting_post,
            household_id=household,
            text=_text(text, "text")[:500],
            author_id=actor.acting_post,
            until=until,
        ).insert()
        return made.pk

    return once(actor, key, (household, text, until), write)


def open_emergency(
    *, actor: Actor, household: uuid.UUID, person: uuid.UUID, ground: EmergencyGround, reason: str
) -> None:
    """Open one person's items for four hours and tell three others, whether she has a file or not (P29, D17)."""
    require(actor, Capability.EMERGENCY_OPEN)
    if not (inboxes := queries.emergency_subjects(actor, person)) or actor.service is None:
        raise Refused()
    for subject in inboxes:
        access.open_emergency(actor=actor, subject=subject, person=person, ground=ground, reason=reason)
    # Only now does the second lock name the files: whoever merely asks learns nothing.
    for subject in set(queries.emergency_subjects(actor, person)) - set(inboxes):
        access.open_emergency(actor=actor, subject=subject, person=person, ground=ground, reason=reason)
    told, text = queries.emergency_notice(actor, household, ground)
    for post, about in told:
        Signal(
            organisation_id=actor.acting_organisation,
            origin_service_id=actor.service,
            author_id=actor.acting_post,
            recipient_service_id=actor.service,
            recipient_post_id=post,
            household_id=about,
            theme=Theme.EMERGENCY_ACCESS,
            text=text,
            sent_at=actor.moment,
        ).insert()
