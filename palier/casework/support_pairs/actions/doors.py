"""Who asked opens a door to her pair and shuts it; her second head answers; she says how a shared step stands."""

import datetime as dt
import uuid
from dataclasses import asdict

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import rows, told
from palier.access.gate import require
from palier.access.once import once
from palier.access.rules import Tier
from palier.access.sealed_text import sealed_changes
from palier.casework.support_pairs import queries
from palier.casework.support_pairs.actions.asked import SAY_WHEN, Problems, as_json, destroy_key, must, sealed_into
from palier.casework.support_pairs.models import Opening
from palier.casework.support_pairs.rules import Door, DoorDraft, Part
from palier.casework.support_pairs.rules.notes import StepState
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id


def open_door(*, actor: Actor, draft: DoorDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """One of the three doors; its id. Of a no nothing leaves, and only that a visit was proposed stays (P35).

    A door that was opened to a former pair does not pass on: it shuts when one is opened to the pair there is now.
    Raises InvalidInput for what the form of this door must say, Refused for another's request or one without a pair,
    Conflict while another door stands open.
    """
    require(actor, Capability.SUPPORT_DOOR)
    return once(actor, key, draft, lambda: _open_door(actor, draft))


def _open_door(actor: Actor, draft: DoorDraft) -> uuid.UUID:
    problems = {**_unsaid(actor, draft), **_danger(actor, draft)}
    if problems:
        raise InvalidInput(problems)
    kept = set() if draft.is_no else {"name", *(one for one in Part if one in draft.parts)}
    danger = draft.door is Door.GRAVE_DANGER
    words = {
        **{one: getattr(draft, one).strip() if one in kept else "" for one in ("name", "address", "reach")},
        "her_words": draft.her_words.strip(),
        "feared": draft.feared.strip() if danger else "",
        "not_otherwise": draft.not_otherwise.strip() if danger else "",
    }
    if not draft.is_no:
        _shut_of_former_pair(actor, draft.asking)
    subject = uuid.uuid4()
    row = Opening(id=new_id(), subject_id=subject, tier=Tier.REINFORCED)
    facts = asdict(draft) | sealed_changes(row, words) | {
        "id": row.pk,
        "subject_id": subject,
        "person_id": None if draft.is_no else draft.person,
        "second_id": draft.second if danger else None,
        "answer": "" if draft.is_no else draft.answer or "",
        "how": draft.how or "",
        "not_told": draft.not_told or "",
        "ended_on": actor.today if draft.is_no else None,
    }  # fmt: skip
    answer = sealed_into(subject, "SELECT sec.open_door(%s, %s)", draft.asking, as_json(facts))
    if answer == "open":
        raise Conflict(_("A door is open already."), how_to_mend=_("Shut it first, or leave it as it is."))
    if answer != "opened":
        raise Refused()
    return uuid.UUID(str(row.pk))


def _shut_of_former_pair(actor: Actor, asking: uuid.UUID) -> None:
    for one in queries.my_doors(actor, asking):
        if one.ended_on is None and one.not_to:
            shut_door(actor=actor, pk=one.id)


def _unsaid(actor: Actor, draft: DoorDraft) -> Problems:
    """What the ten lines of this door must say."""
    problems: Problems = {}
    if not draft.name.strip() and not draft.is_no:
        problems["name"] = [_("Say who it is: the pair must know whom it meets.")]
    if draft.door is Door.GRAVE_DANGER:
        return problems
    if draft.given_on is None or draft.given_on > actor.today:
        problems["given_on"] = SAY_WHEN
    if draft.how is None:
        problems["how"] = [_("Say how: aloud, on paper, through an interpreter.")]
    return problems | (_of_accord(draft) if draft.door is Door.ACCORD else _of_visit(draft))


def _of_accord(draft: DoorDraft) -> Problems:
    problems: Problems = {}
    if not draft.parts:
        problems["parts"] = [_("Say what exactly she lets you open.")]
    if not draft.may_take_back:
        problems["may_take_back"] = [_("Tell her first that she may take it back, whenever she wants.")]
    return problems


def _of_visit(draft: DoorDraft) -> Problems:
    problems: Problems = {}
    if not draft.who_named:
        problems["who_named"] = [_("Tell her first who will come.")]
    if not draft.may_refuse:
        problems["may_refuse"] = [_("Tell her first that she may say no, and that it changes nothing to her lease.")]
    if draft.answer is None:
        problems["answer"] = [_("Say what she answered, or that she has not yet.")]
    return problems


def _danger(actor: Actor, draft: DoorDraft) -> Problems:
    """Both questions, another head, and whether she knows (P6)."""
    if draft.door is not Door.GRAVE_DANGER:
        return {}
    problems: Problems = {}
    for name in ("feared", "not_otherwise"):
        if not getattr(draft, name).strip():
            problems[name] = [_("Answer this in a few words: without it nothing may be said.")]
    if draft.second not in {one.pk for one in queries.second_heads(actor)}:
        problems["second"] = [_("Choose the colleague who thinks it over with you.")]
    if draft.told_on is None and draft.not_told is None:
        problems["told_on"] = [_("Say on which day she was told, or why she is not told yet.")]
    if draft.told_on is not None and draft.told_on > actor.today:
        problems["told_on"] = [_("This day has not come yet.")]
    if draft.told_on is None and draft.not_told is not None and draft.tell_on is None:
        problems["tell_on"] = [_("Say on which day you will be able to tell her.")]
    return problems


def shut_door(*, actor: Actor, pk: uuid.UUID) -> None:
    """Nobody reads it any more, in no copy either. Raises Refused for what is not hers, or shut already."""
    require(actor, Capability.SUPPORT_DOOR)
    subject = told("SELECT sec.shut_door(%s)", pk)
    if subject is None:
        raise Refused()
    destroy_key(subject)


def tell(*, actor: Actor, pk: uuid.UUID, on: dt.date) -> None:
    """On which day she was told that a door was opened in danger. Raises InvalidInput, Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    if on > actor.today:
        raise InvalidInput({"on": [_("This day has not come yet.")]})
    must("SELECT sec.tell_of_door(%s, %s)", pk, on)


def answer_as_second(*, actor: Actor, pk: uuid.UUID, agrees: bool) -> None:
    """The second head's word, once. When she does not agree nothing is kept. Raises Refused."""
    require(actor, Capability.SUPPORT_SECOND)
    found = rows("SELECT * FROM sec.answer_door(%s, %s)", pk, agrees)
    if not found:
        raise Refused()
    for (subject,) in found:
        if subject is not None:
            destroy_key(subject)


def move_shared_step(*, actor: Actor, pk: uuid.UUID, state: StepState) -> None:
    """Who asked says how a shared step stands. Raises Refused."""
    require(actor, Capability.SUPPORT_DOOR)
    must("SELECT sec.move_shared_step(%s, %s)", pk, state.value)
