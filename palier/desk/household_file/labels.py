"""The trail: one thread of all that happened, its icons, and the words around each entry.

Words are said here, once an entry: a template would look each of them up again.
"""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from palier.access.labels import TIER_ICONS
from palier.access.rules import Tier
from palier.casework.cases.labels import CHANNEL_ICONS, HELP_GIVEN, STEP_ICONS
from palier.casework.cases.rules import AccompanimentType, StepState, usual_place
from palier.desk.household_file.rules import SHOWN, Show
from palier.kernel.days import BRUSSELS

LINES = {Tier.TEAM: "", Tier.PAIR: "pair", Tier.AUTHOR: "own"}


@dataclass
class Entry:
    """One thing of the trail, whatever it is; `row` keeps what it says."""

    kind: str
    row: Any
    at: datetime.datetime | datetime.date
    icon: str
    persons: Sequence[uuid.UUID] = ()
    tier_icon: str = ""
    line: str = ""
    confided: Any = None
    promised: list[Any] = field(default_factory=list)

    @property
    def day(self) -> datetime.date:
        return self.at.astimezone(BRUSSELS).date() if isinstance(self.at, datetime.datetime) else self.at

    @property
    def with_hour(self) -> bool:
        return isinstance(self.at, datetime.datetime)


def trail(found: Any, show: Show) -> list[Entry]:
    """Everything that happened, latest first, as one thread."""
    entries: list[Entry] = []
    if show in {Show.ALL, Show.CONTACTS, Show.SIMPLE}:
        entries += [_of_contact(row, found) for row in found.contacts]
    if show in {Show.ALL, Show.ANALYSES}:
        entries += [Entry("analysis", row, row.on, "compass") for row in found.analyses]
    if show == Show.PSYCHOSOCIAL:
        kind = AccompanimentType.PSYCHOSOCIAL
        entries += [_of_contact(row, found) for row in found.contacts if row.support == kind]
        entries += [
            Entry("analysis", row, row.on, "compass") for row in found.analyses if row.accompaniment_type == kind
        ]
    if show in {Show.ALL, Show.STEPS}:
        entries += [
            Entry("step", row, day, STEP_ICONS[StepState.DONE], row.concerns)
            for row in found.steps
            for day in (*row.climbed_before, *filter(None, [row.climbed_on]))
        ]
    if show in {Show.ALL, Show.REQUESTS}:
        entries += [Entry("request", row, row.received_at, "message-circle", row.confided_by) for row in found.requests]
    return sorted(entries, key=_moment, reverse=True)[:SHOWN]


def _moment(entry: Entry) -> tuple[datetime.date, datetime.time]:
    if isinstance(entry.at, datetime.datetime):
        local = entry.at.astimezone(BRUSSELS)
        return local.date(), local.time()
    return entry.at, datetime.time.min


def _of_contact(row: Any, found: Any) -> Entry:
    tier = Tier(row.tier)
    promised = [step for step in found.steps if step.contact_id == row.pk]
    icon = CHANNEL_ICONS.get(row.channel, "notebook-pen")
    return Entry(
        "contact",
        row,
        row.at,
        icon,
        row.confided_by,
        TIER_ICONS[tier],
        LINES.get(tier, ""),
        found.confided.get(row.pk),
        promised,
    )


@dataclass(frozen=True)
class Said:
    """An entry in words: when, what it is, and, of a contact or an analysis, who was there and who wrote it."""

    machine_day: str
    day: str
    year: str
    hour: str
    title: str
    by: str


def said(entry: Entry, today: datetime.date, me: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> Said:
    """`entry` of the trail as the team reads it; `me` is who reads it."""
    day, row = entry.day, entry.row
    hour = entry.at.astimezone(BRUSSELS) if isinstance(entry.at, datetime.datetime) else None
    return Said(
        machine_day=day.isoformat(),
        day=date_format(day, pgettext("day in the margin", "j N")),
        year="" if day.year == today.year else str(day.year),
        hour=date_format(hour, pgettext("hour in the margin", "H:i")) if hour else "",
        title=_title(entry.kind, row),
        by=_by(entry, me, names) if entry.kind in {"contact", "analysis"} else "",
    )


def _title(kind: str, row: Any) -> str:
    if kind == "contact":
        result = f", {row.get_result_display().lower()}" if row.result else ""
        where = f", {row.get_place_display().lower()}" if row.place and row.place != usual_place(row.channel) else ""
        part = f", {row.get_support_display().lower()}" if row.support else ""
        given = "".join(f", {words.lower()}" for code, words in HELP_GIVEN if code in row.given)
        return (row.get_channel_display() or _("Contact")) + where + result + part + given
    if kind == "analysis":
        return row.get_accompaniment_type_display() or _("Analysis")
    if kind == "step":
        return _("Step climbed")
    return f"{_('Request')}, {row.get_state_display()}"


def _by(entry: Entry, me: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
    row = entry.row
    written = _("Written by %(name)s.") % {"name": row.author.staff}
    if entry.kind == "analysis":
        return written
    told = [f"{name}." for pk, name in names.items() if pk in entry.persons]
    told += [f"{row.who}."] if row.who else []
    told += [_("Written by you.") if row.author_id == me else written]
    ends = {"day": date_format(row.ends_on, "DATE_FORMAT")} if row.ends_on else {}
    if row.tier == "author":
        told += [_("You alone. Becomes a contact or is erased after %(day)s.") % ends]
    elif not row.case_id and ends:
        told += [_("Simple contact, erased after %(day)s.") % ends]
    return " ".join(told)
