"""Verbs on how long things are kept, and on what goes before its time: one person asks, another decides (P39, T9)."""

import datetime as dt
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights import queries
from palier.access.rights.models import RetentionTerm
from palier.access.rights.rules import PurgeGround, PurgeKind, TermKey, TermState, Wish, may_change, wished
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.kernel.terms import Term


def _told(statement: str, params: Sequence[Any]) -> bool:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, params)
        return bool(cursor.fetchone()[0])


def propose_term(*, actor: Actor, key: TermKey, term: Term, valid_from: dt.date, source: str, reason: str) -> uuid.UUID:
    """Propose another length for one kind of thing. It counts once the officer has signed it, and not before.

    Raises InvalidInput for a length nobody may have or a day that has passed, Conflict while another one waits.
    """
    require(actor, Capability.TERM_PROPOSE)
    if not may_change(key):
        raise Refused()
    wrong = {}
    if wished(key, term) == Wish.TOO_LONG:
        wrong["length"] = [_("Nobody keeps this longer than the house does. A shorter length is possible.")]
    if valid_from < actor.today:
        wrong["valid_from"] = [_("This day has passed. Choose today or a day to come.")]
    if not reason.strip():
        wrong["reason"] = [_("Say in a sentence why this length is needed.")]
    if wrong:
        raise InvalidInput(wrong)
    made = new_id()
    row = [made, key.value, term.length, term.unit.value, valid_from, source.strip(), reason.strip()]
    try:
        if not _told("SELECT sec.propose_term(%s, %s, %s, %s, %s, %s, %s)", row):
            raise Refused()
    except IntegrityError as double:
        raise Conflict(
            _("Another length already waits for a signature."), how_to_mend=_("Let the officer decide on it first.")
        ) from double
    return made


def decide_term(*, actor: Actor, pk: uuid.UUID, signs: bool, reason: str) -> None:
    """Sign a proposed length, or set it aside. Raises InvalidInput past the longest without a reason; Conflict when it
    was decided already; Refused for whoever proposed it herself, in whichever post."""
    require(actor, Capability.TERM_SIGN)
    row = RetentionTerm.objects.filter(pk=pk, organisation=actor.organisation).first()
    if row is None:
        raise Refused()
    wanted = TermState.SIGNED if signs else TermState.SET_ASIDE
    if row.state == wanted:
        return
    if row.state != TermState.PROPOSED:
        raise Conflict(_("This length was already decided on."), how_to_mend=_("Look at what was decided then."))
    long = wished(TermKey(row.key), queries.term_of(row)) != Wish.FITS
    if signs and long and not reason.strip():
        raise InvalidInput({"reason": [_("This is longer than the house allows. Say why it may be.")]})
    if not _told("SELECT sec.decide_term(%s, %s, %s)", [pk, signs, reason.strip()]):
        raise Refused()


def place_hold(*, actor: Actor, person: uuid.UUID | None, file: uuid.UUID | None, reason: str) -> uuid.UUID:
    """Keep a file, or whatever names a person, from being erased until the hold is lifted. Exactly one of the two.

    The answer never tells whether there is anything to keep (P1). Raises InvalidInput without a reason.
    """
    require(actor, Capability.HOLD_SET)
    if not reason.strip():
        raise InvalidInput({"reason": [_("Say in a sentence why this must be kept.")]})
    made = new_id()
    if not _told("SELECT sec.place_hold(%s, %s, %s, %s)", [made, person, file, reason.strip()]):
        raise Refused()
    return made


def lift_hold(*, actor: Actor, pk: uuid.UUID) -> bool:
    """Lift a hold: what has passed its day goes with the next erasure. False when it is not there or was lifted."""
    require(actor, Capability.HOLD_SET)
    return _told("SELECT sec.lift_hold(%s)", [pk])


def answer_finding(*, actor: Actor, pk: uuid.UUID, word: str) -> bool:
    """Say that a finding was looked at, with a word or without. False when it is not there, or was answered.

    Nobody answers what she read herself. Once more, it changes nothing.
    """
    require(actor, Capability.FINDING_ANSWER)
    return _told("SELECT sec.answer_finding(%s, %s)", [pk, word.strip()])


def ask_purge(
    *, actor: Actor, kind: PurgeKind, item: uuid.UUID, ground: PurgeGround, key: uuid.UUID | None = None
) -> None:
    """Ask that a thing be erased; from now on nobody but the asker sees it. `key`: sent twice, it is asked once.

    Raises Refused for what is not hers to ask: she did not write it, or is not in the team of its file.
    """
    require(actor, Capability.PURGE_ASK)
    if not _told("SELECT sec.ask_purge(%s, %s, %s, %s)", [key or new_id(), kind.value, item, ground.value]):
        raise Refused()


def take_back_purge(*, actor: Actor, pk: uuid.UUID) -> bool:
    """What she asked to be erased is there again for everybody. False when it was decided, or is not hers."""
    require(actor, Capability.PURGE_ASK)
    return _told("SELECT sec.take_back_purge(%s)", [pk])


def erase_asked(*, actor: Actor, pk: uuid.UUID) -> None:
    """Erase what somebody else asks to be erased. Once more, it changes nothing.

    Raises InvalidInput while a legal hold keeps it, Refused for what is not hers to decide.
    """
    require(actor, Capability.PURGE_DECIDE)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT sec.purge(%s)", [pk])
        answer = cursor.fetchone()[0]
    if answer == "held":
        raise InvalidInput({"hold": [_("A legal hold keeps it. Lift the hold first, or keep it with a reason.")]})
    if answer is None:
        raise Refused()


def keep_asked(*, actor: Actor, pk: uuid.UUID, reason: str) -> None:
    """Keep what somebody else asks to be erased; she reads the reason. Raises InvalidInput without one."""
    require(actor, Capability.PURGE_DECIDE)
    if not reason.strip():
        raise InvalidInput({"reason": [_("Say in a sentence why it is kept: who asked reads it.")]})
    if not _told("SELECT sec.keep_asked(%s, %s)", [pk, reason.strip()]):
        raise Refused()
