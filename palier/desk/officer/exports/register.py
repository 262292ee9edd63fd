"""The register of processing (GDPR art. 30): a dated file says what no code can know, the code says the rest.

Words come in the language that is active. Nothing here is about anybody: it may be read by whoever works in the house.
"""

import datetime as dt
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from palier.access.capabilities import Capability
from palier.access.grounds import Ground
from palier.access.lock import declared, guarded_tables
from palier.access.matrix import MATRIX
from palier.access.rights.labels import TERM_KEYS, said
from palier.access.rights.rules import TermKey
from palier.desk.officer.labels import CLASS_WORDS, CONTROLLERS, GROUND_SAYS
from palier.identity.organisations.labels import ROLES
from palier.identity.organisations.rules import Role
from palier.kernel.terms import Term

DATA = Path(__file__).resolve().parents[1] / "data"


@dataclass(frozen=True)
class TableLine:
    """One table: its columns by class, and what guards it."""

    name: str
    columns: list[tuple[str, str]]  # (class, names)
    guarded: bool
    traced: bool


@dataclass(frozen=True)
class DataSet:
    """One entry of the register, in words."""

    code: str
    name: str
    purpose: str
    controller: str
    persons: str
    ground: str
    readers: list[str]
    ends: list[str]
    tables: list[TableLine]


@dataclass(frozen=True)
class Register:
    """The entries, and the day on which their written part was last gone through."""

    dated: dt.date
    data_sets: list[DataSet]


@cache
def written() -> dict[str, Any]:
    """The newest file of the register, as it was written by hand."""
    newest = max(DATA.glob("register-*.toml"))
    return tomllib.loads(newest.read_text(encoding="utf-8"))


def register(terms: Mapping[TermKey, Term]) -> Register:
    """The whole register. `terms`: how long things are kept here."""
    ours = {model._meta.db_table: model for model in apps.get_models()}
    traced = {table.name for app in declared() for table in app.tables if table.history}
    text = written()
    return Register(text["dated"], [_data_set(one, terms, ours, traced) for one in text["data_set"]])


def _data_set(one: dict[str, Any], terms: Mapping[TermKey, Term], ours: dict[str, Any], traced: set[str]) -> DataSet:
    language = "nl" if (get_language() or "").startswith("nl") else "fr"
    names: dict[str, Any] = {str(key): words for key, words in TERM_KEYS}
    ends = [f"{names[key]}: {said(terms[TermKey(key)])}" for key in one["terms"]]
    rule = one[f"end_{language}"]
    return DataSet(
        code=one["code"],
        name=one[f"name_{language}"],
        purpose=one[f"purpose_{language}"],
        controller=str(CONTROLLERS[one["controller"]]),
        persons=one[f"persons_{language}"],
        ground=one[f"ground_{language}"],
        readers=_readers(one["reads"]),
        ends=[*ends, rule] if rule else ends,
        tables=[_table(name, ours[name], traced) for name in one["tables"]],
    )


def _readers(capabilities: list[str]) -> list[str]:
    """The ways in of all these capabilities, each once, as the matrix says them."""
    lines = [line for name in capabilities for line in MATRIX.get(Capability(name), [])]
    between = pgettext("between two reasons", "; ")
    return list(dict.fromkeys(between.join(ground_says(ground) for ground in line) for line in lines))


def ground_says(ground: Ground) -> str:
    """A reason of the matrix in the language of the reader."""
    if ground.name in GROUND_SAYS:
        return str(GROUND_SAYS[ground.name])
    roles = [Role(name) for name in ground.name.removeprefix("is_").split("_or_")]
    return _("is: %(roles)s") % {"roles": _(" or ").join(str(ROLES[role]) for role in roles)}


def _table(name: str, model: Any, traced: set[str]) -> TableLine:
    by_class: dict[str, list[str]] = {}
    for field, data_class in getattr(model, "DATA_CLASSES", {}).items():
        by_class.setdefault(str(data_class), []).append(field)
    columns = [(str(CLASS_WORDS[code]), ", ".join(fields)) for code, fields in sorted(by_class.items())]
    return TableLine(name, columns, name in guarded_tables(), name in traced)


def markdown(found: Register) -> str:
    """The register as Markdown, the same text for the same code and terms."""
    day = _("Article 30 of the GDPR. Written part of %(day)s; the rest comes from the code.") % {"day": found.dated}
    parts = [
        "# " + _("Register of processing"),
        "",
        day,
        "",
        _("Every legal ground is to be confirmed by counsel."),
        "",
    ]
    for one in found.data_sets:
        parts += _entry(one)
    return "\n".join(parts) + "\n"


def _entry(one: DataSet) -> list[str]:
    facts = [
        (_("Purpose"), one.purpose),
        (_("Controller"), one.controller),
        (_("Persons concerned"), one.persons),
        (_("Legal ground"), one.ground + " (" + _("to be confirmed by counsel") + ")"),
        (
            _("Outside the European Union"),
            _("Palier sends nothing there; check the host, the mail server, the SMS gateway."),
        ),
    ]
    lines = ["## " + one.name, "", *(f"- {name}: {text}" for name, text in facts)]
    for name, several in ((_("Who may read"), one.readers), (_("Kept for"), one.ends)):
        lines += [f"- {name}:", *(f"  - {text}" for text in several)]
    lines += ["", "| " + " | ".join((_("Table"), _("Columns"), _("Safeguards"))) + " |", "|---|---|---|"]
    for table in one.tables:
        columns = "; ".join(f"**{words}**: {names}" for words, names in table.columns) or "–"
        lines.append(f"| `{table.name}` | {columns} | {'; '.join(safeguards(table))} |")
    return [*lines, ""]


def safeguards(table: TableLine) -> list[str]:
    """What stands around a table, in words."""
    found = (
        [_("two locks: the application, then the database row by row")]
        if table.guarded
        else [_("closed to who is not signed in")]
    )
    return [*found, _("every change leaves its trace")] if table.traced else found
