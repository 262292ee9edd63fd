"""The two of the pair declare, step aside, note, share, and end: the case was and stays with its worker (S4-025)."""

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
from palier.casework.support_pairs.actions.asked import Problems, as_json, destroy_key, must, sealed_into
from palier.casework.support_pairs.models import PairNote
from palier.casework.support_pairs.rules.notes import NEVER_SHARED, NoteDraft, NoteKind, StepState, must_say
from palier.casework.support_requests import actions as requests
from palier.kernel.errors import InvalidInput, Refused


def declare(*, actor: Actor, pk: uuid.UUID) -> None:
    """She does not know this person. Raises Refused for who is not of the pair."""
    require(actor, Capability.SUPPORT_PAIR)
    must("SELECT sec.declare_unknown(%s)", pk)


def step_aside(*, actor: Actor, pk: uuid.UUID) -> None:
    """She may know her: the request waits for another pair, and nobody reads who it is. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    must("SELECT sec.step_aside(%s)", pk)


def note(*, actor: Actor, request: uuid.UUID, draft: NoteDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """One note of the pair; a part of the crisis plan takes the place of the former one. Returns its id.

    Raises InvalidInput, and Refused for who is not of the pair, a visit before the door is open, or a service to which
    no secret may go.
    """
    require(actor, Capability.SUPPORT_PAIR)
    return once(actor, key, draft, lambda: _note(request, draft))


def _note(request: uuid.UUID, draft: NoteDraft) -> uuid.UUID:
    problems: Problems = {
        name: [_("This must be said.")] for name in sorted(must_say(draft.kind)) if not getattr(draft, name)
    }
    if not draft.words.strip():
        problems["words"] = [_("Write it in a few words.")]
    if problems:
        raise InvalidInput(problems)
    former = told("SELECT sec.seal_of_notes(%s)", request)
    subject = former or uuid.uuid4()
    row = PairNote(id=uuid.uuid4(), subject_id=subject, tier=Tier.REINFORCED)
    facts = asdict(draft) | sealed_changes(row, {"words": draft.words.strip()}) | {
        "id": row.pk,
        "subject_id": subject,
        "service_id": draft.service,
        "detail": draft.detail or "",
        "seen_at": draft.seen_at or "",
        "state": StepState.OPEN if draft.kind is NoteKind.STEP else "",
        "shared": draft.shared and draft.kind not in NEVER_SHARED,
    }  # fmt: skip
    text, params = "SELECT sec.keep_pair_note(%s, %s)", (request, as_json(facts))
    kept = told(text, *params) if former else sealed_into(subject, text, *params)
    if not kept:
        raise Refused()
    return uuid.UUID(str(row.pk))


def write_plan(*, actor: Actor, request: uuid.UUID, parts: dict[NoteKind, str], shared: bool) -> None:
    """The crisis plan, part by part; an empty part is left as it was. Raises InvalidInput when all are, Refused."""
    if not any(words.strip() for words in parts.values()):
        raise InvalidInput({"crisis_signs": [_("Write it in a few words.")]})
    for kind, words in parts.items():
        if words.strip():
            note(actor=actor, request=request, draft=NoteDraft(kind, words, shared=shared))


def share(*, actor: Actor, pk: uuid.UUID, shared: bool) -> None:
    """Who asked reads it, or no longer. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    must("SELECT sec.share_pair_note(%s, %s)", pk, shared)


def move_step(*, actor: Actor, pk: uuid.UUID, state: StepState) -> None:
    """Where a step stands. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    must("SELECT sec.move_pair_step(%s, %s)", pk, state.value)


def erase_note(*, actor: Actor, pk: uuid.UUID) -> None:
    """It is gone. Raises Refused."""
    require(actor, Capability.SUPPORT_PAIR)
    must("SELECT sec.erase_pair_note(%s)", pk)


def close(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """The intervention ends: every door shuts, its key is destroyed. The case was and stays with its worker (S4-025).

    Raises Refused for who is not of the pair, Conflict when somebody was faster.
    """
    queries.pair(actor, pk)
    subjects = [subject for (subject,) in rows("SELECT * FROM sec.shut_doors_of(%s)", pk)]
    requests.close(actor=actor, pk=pk, version=version)
    for subject in subjects:
        destroy_key(subject)
