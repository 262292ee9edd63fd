"""What can be heard, and on which number. All of it is public; the administrator's own page asks the gate first."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db.models import Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.identity.organisations.models import Organisation
from palier.kernel.errors import Refused
from palier.registry.notices.models import ListeningLine, Recording
from palier.registry.notices.rules.sounds import SoundKind

Heard = dict[tuple[str, str], "Recorded"]
"""By key of the notice and code of the language."""


@dataclass(frozen=True)
class Recorded:
    """What is said of a recording without its bytes."""

    pk: uuid.UUID
    notice: str
    language: str
    kind: str
    seconds: int
    voice: str
    listened_on: dt.date | None
    kept_at: dt.datetime
    organisation: uuid.UUID


FIELDS = ("pk", "notice", "language", "kind", "seconds", "voice", "listened_on", "kept_at", "organisation")


def heard(company: uuid.UUID | None) -> Heard:
    """One voice a notice and language: the company's own, else one of another company, the latest. One query.

    The words are the same in every company, so one voice serves them all; none is heard before a speaker of its
    language has listened to it.
    """
    rows = Recording.objects.filter(listened_on__isnull=False).annotate(is_own=Q(organisation=company))
    rows = rows.order_by("notice", "language", "-is_own", "-kept_at").distinct("notice", "language")
    return _by_place(Recorded(*row) for row in rows.values_list(*FIELDS))


def of_others(found: Heard, company: uuid.UUID | None) -> set[tuple[str, str]]:
    """Which of these are another company's voice."""
    return {place for place, one in found.items() if one.organisation != company}


def own(actor: Actor) -> Heard:
    """The recordings of the administrator's company, heard by a speaker or not yet. One query."""
    require(actor, Can.ORGANISATION_SET)
    rows = Recording.objects.filter(organisation=actor.acting_organisation).values_list(*FIELDS)
    return _by_place(Recorded(*row) for row in rows)


def _by_place(rows: Iterable[Recorded]) -> Heard:
    return {(one.notice, one.language): one for one in rows}


def bytes_of(pk: uuid.UUID, ending: str) -> bytes:
    """The file of a recording. Raises Refused when there is none of that kind."""
    found = Recording.objects.filter(pk=pk, kind=ending).values_list("data", flat=True).first()
    if found is None:
        raise Refused()
    return bytes(found)


def kind_of(ending: str) -> SoundKind:
    """Raises Refused for an ending that is none of the kinds."""
    try:
        return SoundKind(ending)
    except ValueError as unknown:
        raise Refused() from unknown


def lines(company: uuid.UUID) -> Sequence[ListeningLine]:
    """The numbers of a company with their first days, the latest first."""
    return list(ListeningLine.objects.filter(organisation=company).order_by("-starts"))


def line_on(found: Sequence[ListeningLine], today: dt.date) -> str:
    """The number of today, empty when there is none."""
    return next((one.phone for one in found if one.starts <= today), "")


def company_of(actor: Actor) -> Organisation:
    """The administrator's own."""
    require(actor, Can.ORGANISATION_SET)
    return Organisation.objects.get(pk=actor.acting_organisation)
