"""The words around an entry of the trail. Said here once an entry: a template would look each of them up again."""

import datetime
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from palier.kernel.days import BRUSSELS


@dataclass(frozen=True)
class Said:
    """An entry in words: when, what it is, and, of a contact or an analysis, who was there and who wrote it."""

    machine_day: str
    day: str
    hour: str
    title: str
    by: str


def said(entry: Any, today: datetime.date, me: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> Said:
    """`entry` of the trail as the team reads it; `me` is who reads it."""
    day, row = entry.day, entry.row
    year = "" if day.year == today.year else f" {day.year}"
    hour = entry.at.astimezone(BRUSSELS) if entry.with_hour else None
    return Said(
        machine_day=day.isoformat(),
        day=date_format(day, pgettext("day in the margin", "j N")) + year,
        hour=date_format(hour, pgettext("hour in the margin", "H:i")) if hour else "",
        title=_title(entry.kind, row),
        by=_by(entry, me, names) if entry.kind in {"contact", "analysis"} else "",
    )


def _title(kind: str, row: Any) -> str:
    if kind == "contact":
        result = f", {row.get_result_display().lower()}" if row.result else ""
        return (row.get_channel_display() or _("Contact")) + result
    if kind == "analysis":
        return row.get_accompaniment_type_display() or _("Analysis")
    if kind == "step":
        return _("Step climbed")
    return f"{_('Request')}, {row.get_state_display()}"


def _by(entry: Any, me: uuid.UUID | None, names: Mapping[uuid.UUID, str]) -> str:
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
