"""A contact: written, corrected, taken back, put into a file; the word left for the duty desk."""

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
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.access.rules import Tier
from palier.access.sealed_text import sealed_changes
from palier.casework.cases import queries
from palier.casework.cases.actions.checks import inbox, written
from palier.casework.cases.actions.plan import step_after
from palier.casework.cases.models import Case, Confidence, Contact, DeskWord, Step
from palier.casework.cases.rules import ContactDraft, StepDraft, item_ends, usual_place
from palier.identity.organisations.rules import is_bound_by_secrecy
from palier.kernel.days import ONE_DAY, day_of
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused


def record_contact(*, actor: Actor, draft: ContactDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Write a contact, what was confided, and what follows, in one gesture. Returns the contact's id.

    With a file: its team reads. Without: it lies in the inbox of the household's assigned worker for twelve months.
    """
    require(actor, Capability.CONTACT_ADD)
    return once(actor, key, draft, lambda: _write_contact(actor, draft).pk)


def _write_contact(actor: Actor, draft: ContactDraft) -> Contact:
    file = queries.case(actor, draft.case, Capability.CASE_WORK) if draft.case else None
    at = draft.at or actor.moment
    day = min(day_of(at), actor.today)
    contact = Contact(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id if file else inbox(actor, draft.household),
        case=file,
        household_id=file.household_id if file else draft.household,
        who=draft.who,
        confided_by=list(draft.persons),
        concerns=list(draft.persons),
        at=at,
        channel=draft.channel,
        result=draft.result,
        domain=draft.domain,
        place=draft.place or usual_place(draft.channel),
        support=draft.support,
        given=list(draft.given),
        facts=written(draft.facts, "facts"),
        tier=draft.tier,
        author_id=actor.acting_post,
        ends_on=item_ends(draft.tier, file is not None, actor.today, kept_for(actor)),
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
    follows = StepDraft(draft.next_step, draft.next_day, call_back=draft.next_is_call)
    step_after(actor, contact, follows).insert()


def correct_contact(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Contact:
    """Correct one's own contact; what it said before stays in its history. Raises Conflict when `version` is old."""
    contact = queries.contact(actor, pk, Capability.CONTACT_CHANGE)
    if "facts" in changes:
        changes["facts"] = written(changes["facts"], "facts")
    if changes.get("place", contact.place) == usual_place(contact.channel):  # it follows the kind until it was said
        changes["place"] = usual_place(changes.get("channel", contact.channel))
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(pk=contact.pk, version=version)
    changes = sealed_changes(contact, changes)
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
    contact.ends_on = item_ends(Tier(contact.tier), True, actor.today, kept_for(actor))
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


def keep_aide_memoire(*, actor: Actor, pk: uuid.UUID) -> Contact:
    """Make one's aide-mémoire a contact that the team reads, with what was confided and promised in it (P17).

    It is then kept like any contact. Again, it changes nothing. Raises Refused when it is not one's own, is of another
    tier, or has ended.
    """
    contact = queries.contact(actor, pk, Capability.CONTACT_CHANGE)
    if contact.author_id != actor.post or contact.tier not in {Tier.AUTHOR, Tier.TEAM}:
        raise Refused()
    if contact.tier == Tier.TEAM:
        return contact
    contact.tier, contact.version, contact.changed_at = Tier.TEAM, contact.version + 1, actor.moment
    contact.ends_on = item_ends(Tier.TEAM, contact.case_id is not None, actor.today, kept_for(actor))
    contact.save(update_fields=["tier", "version", "changed_at", "ends_on"])
    confided = Confidence.objects.visible_to(actor, Capability.CONTACT_CHANGE)
    confided.filter(contact=pk, tier=Tier.AUTHOR).update(tier=Tier.TEAM)
    Step.objects.visible_to(actor, Capability.STEP_WORK).filter(contact=pk).update(
        case=contact.case_id, subject=contact.subject_id
    )
    return contact


def leave_word(
    *, actor: Actor, household: uuid.UUID, text: str, until: datetime.date, key: uuid.UUID | None = None
) -> uuid.UUID:
    """Leave a word, on purpose, for whoever receives this household (P15). Raises InvalidInput past its term."""
    require(actor, Capability.WORD_LEAVE)
    last = kept_for(actor)[TermKey.DESK_WORD].after(actor.today)
    if until > last:
        raise InvalidInput({"until": [Message(_("Until %(day)s at the latest."), {"day": f"{last:%d/%m/%Y}"})]})

    def write() -> uuid.UUID:
        made = DeskWord(
            organisation_id=actor.acting_organisation,
            subject_id=actor.acting_post,
            household_id=household,
            text=written(text, "text")[:500],
            author_id=actor.acting_post,
            until=until,
        ).insert()
        return made.pk

    return once(actor, key, (household, text, until), write)


def end_word(*, actor: Actor, pk: uuid.UUID) -> DeskWord:
    """Nobody reads this word at the desk any more. Its last day was yesterday; once more, it changes nothing."""
    require(actor, Capability.WORD_LEAVE)
    word = queries.word(actor, pk)
    if word.until >= actor.today:
        rows = DeskWord.objects.visible_to(actor, Capability.WORD_LEAVE).filter(pk=pk, version=word.version)
        if rows.update(until=actor.today - ONE_DAY, version=F("version") + 1) == 0:
            raise Conflict(_("This word was changed in the meantime."), how_to_mend=_("Look at what it says now."))
    return queries.word(actor, pk)
