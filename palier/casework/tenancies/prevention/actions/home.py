"""Help is offered; a home is kept in a file: what lies behind, what is at stake, the next step, what became of it."""

import datetime as dt
import uuid
from collections.abc import Iterable

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import AccompanimentType, Channel, ContactDraft, StepDraft
from palier.casework.tenancies.prevention import queries
from palier.casework.tenancies.prevention.models import Prevention
from palier.casework.tenancies.prevention.rules import (
    OWN_WORDS_AT_MOST,
    Cause,
    HomeOutcome,
    Stake,
    Way,
)
from palier.kernel.domains import Domain
from palier.kernel.errors import Conflict, InvalidInput, Message

CHANNELS = {Way.CALL: Channel.PHONE, Way.LETTER: Channel.LETTER, Way.VISIT: Channel.HOME}


def offer_help(
    *, actor: Actor, household: uuid.UUID, way: Way, persons: tuple[uuid.UUID, ...], words: str, key: uuid.UUID | None
) -> uuid.UUID:
    """Help was offered today, in this way; nothing of the answer is kept (P35). `words`: what the contact says.

    It lies in the file, else in the inbox of who looks after the household, as any contact. Returns the contact's id.
    """
    found = queries.place(actor, household)
    if not persons or not set(persons) <= set(found.hers):
        raise InvalidInput({"persons": [_("Say to whom help was offered.")]})
    draft = ContactDraft(
        facts=words,
        case=found.file.pk if found.file and found.is_open else None,
        household=household,
        persons=persons,
        channel=CHANNELS[way],
        domain=Domain.ARREARS,
        support=AccompanimentType.BUDGET,
    )
    return cases.record_contact(actor=actor, draft=draft, key=key)


def begin(*, actor: Actor, case: uuid.UUID, key: uuid.UUID | None = None) -> uuid.UUID:
    """From today the home is kept in this file. Raises Conflict while it is already."""
    file = queries.file_of(actor, case)

    def act() -> uuid.UUID:
        row = Prevention(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case_id=file.pk,
            household_id=file.household_id,
            confided_by=list(file.agreed_by),
            concerns=list(file.concerns),
            begun_on=actor.today,
            author_id=actor.acting_post,
            written_at=actor.moment,
        )
        try:
            with transaction.atomic():
                return uuid.UUID(str(row.insert().pk))
        except IntegrityError as double:
            raise Conflict(
                _("In this file the home is being kept already."), how_to_mend=_("Go on where it stands.")
            ) from double

    return once(actor, key, case, act)


def note_causes(*, actor: Actor, pk: uuid.UUID, causes: Iterable[str], own_words: str, version: int) -> None:
    """What lies behind the unpaid rent, as it is told today."""
    if len(own_words) > OWN_WORDS_AT_MOST:
        said = Message(_("At most %(number)s letters."), {"number": OWN_WORDS_AT_MOST})
        raise InvalidInput({"own_words": [said]})
    chosen = [one.value for one in Cause if one in set(causes)]
    _change(actor, pk, version, causes=chosen, own_words=own_words)


def note_stakes(*, actor: Actor, pk: uuid.UUID, stakes: Iterable[str], version: int) -> None:
    """Which rights and duties of the lease are at stake; the list, and nothing beside it (S0-023)."""
    _change(actor, pk, version, at_stake=[one.value for one in Stake if one in set(stakes)])


def end(*, actor: Actor, pk: uuid.UUID, outcome: HomeOutcome, version: int) -> None:
    """What became of the home. The file itself stays open: help may go on after."""
    _change(actor, pk, version, outcome=outcome, ended_on=actor.today)


def plan_home_step(*, actor: Actor, case: uuid.UUID, words: str, due: dt.date, key: uuid.UUID | None) -> uuid.UUID:
    """A small step of the file's own plan. A plan that was not kept is a reason to talk again, counted nowhere."""
    file = queries.file_of(actor, case)
    if due < actor.today:
        raise InvalidInput({"due": [_("This day has been. Choose one that comes.")]})
    return cases.plan_step(actor=actor, case=file.pk, draft=StepDraft(words, due), key=key)


def _change(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    require(actor, Capability.PREVENTION_WORK)
    queries.mine(actor, pk)
    rows = Prevention.objects.visible_to(actor, Capability.PREVENTION_WORK).filter(pk=pk, version=version, outcome="")
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()
