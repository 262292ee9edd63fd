"""What the department keeps, in words, for the copy a person asks for of what is held of her (P17)."""

import datetime as dt
import uuid
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import Q
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.casework.transfers.labels import GIVEN, NEEDS
from palier.casework.transfers.models import Move, StepAgreement, TransferRequest
from palier.casework.transfers.queries.requests import told

NEED_WORDS = dict(NEEDS)


@dataclass(frozen=True)
class Kept:
    """One transfer, or one move that was proposed in it. A move is never hers alone: it is to the home of somebody."""

    id: uuid.UUID
    on: dt.date
    words: str
    hers_alone: bool


def kept_of(actor: Actor, person: uuid.UUID, homes: Collection[uuid.UUID], language: str) -> list[Kept]:
    """What she declared, alone or with others, and what the landlord began about one of `homes`, her households.

    What others of her household declared without her is theirs (P2).
    """
    rows = TransferRequest.objects.visible_to(actor, Capability.TRANSFER_READ)
    requests = list(rows.filter(Q(declared_by__contains=[person]) | Q(declared_by=[], household__in=homes)))
    of_these = [row.pk for row in requests]
    moves = list(Move.objects.visible_to(actor, Capability.TRANSFER_READ).filter(request__in=of_these))
    said = list(StepAgreement.objects.visible_to(actor, Capability.TRANSFER_READ).filter(request__in=of_these))
    said.sort(key=lambda one: (one.on, one.written_at))
    found = []
    for row in requests:
        words = "\n".join((*_declared(row, language), *_agreed(said, row.pk, None)))
        found.append(Kept(row.pk, row.asked_on, words, hers_alone=row.declared_by == [person]))
        for move in moves:
            if move.request_id == row.pk:
                words = "\n".join((*_proposed(move, language), *_agreed(said, row.pk, move.pk)))
                found.append(Kept(move.pk, move.decided_on or row.asked_on, words, hers_alone=False))
    return found


def _declared(row: TransferRequest, language: str) -> Iterator[str]:
    yield str(row.get_kind_display())
    yield from (str(NEED_WORDS[need]) for need in row.needs)
    if row.near:
        yield row.near
    wished = told(row, language)
    yield from (*wished.sites, *wished.communes)
    if row.certificate_seen_on:
        yield _("A certificate was seen on %(day)s, not kept.") % {"day": _day(row.certificate_seen_on)}
    if row.ended_on:
        yield f"{row.get_outcome_display()}, {_day(row.ended_on)}"


def _proposed(move: Move, language: str) -> Iterator[str]:
    there = move.there_nl if language == "nl" else move.there_fr
    yield f"{there}, {move.get_state_display()}"
    if move.motive:
        yield move.motive


def _agreed(said: list[StepAgreement], request: uuid.UUID, move: uuid.UUID | None) -> Iterator[str]:
    for one in said:
        if one.request_id == request and one.move_id == move:
            yield f"{one.get_step_display()}, {GIVEN[one.given]}, {_day(one.on)}"


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"
