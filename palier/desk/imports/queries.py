"""Where the file sent by a company stands, read from its folder; the web process writes no register."""

import fcntl
import json
import uuid
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.conf import settings

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.desk.imports.rules import Kind, State, guess
from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import OrganisationKind
from palier.kernel.errors import Refused
from palier.kernel.tables import NoSuchTable, read_table
from palier.registry.housing.imports import DWELLINGS, LEASES
from palier.registry.imports.rules import Column
from palier.registry.people.imports import COLUMNS as PEOPLE

COLUMNS: dict[str, tuple[Column, ...]] = {Kind.PEOPLE: PEOPLE, Kind.DWELLINGS: DWELLINGS, Kind.LEASES: LEASES}


@dataclass(frozen=True)
class Sent:
    """The file of a company: its state, what it is called, and what is known of it so far."""

    state: State
    kind: str = ""
    name: str = ""
    sent_on: str = ""
    rows_read: int = 0
    header: dict[str, str] = field(default_factory=dict)  # their header to our guess
    report: dict[str, Any] = field(default_factory=dict)
    problem: str = ""

    @property
    def runs(self) -> bool:
        """True while a process is at work: the page looks again."""
        return self.state in {State.READING, State.APPLYING}


def company(actor: Actor) -> Organisation:
    """The housing company whose files the actor may send, or Refused."""
    require(actor, Capability.IMPORT_RUN)
    found = Organisation.objects.filter(id__in=[actor.organisation], kind=OrganisationKind.COMPANY).first()
    if found is None:
        raise Refused()
    return found


def folder(organisation: uuid.UUID) -> Path:
    """Where a company's file lies: in the data folder, readable by the server's own user alone."""
    return Path(settings.MEDIA_ROOT) / "imports" / str(organisation)


def sent(actor: Actor) -> Sent:
    """The file of the actor's company as it stands now."""
    place = folder(company(actor).pk)
    facts = kept(place / "facts.json")
    if not facts:
        return Sent(State.NONE)
    known = {"kind": facts["kind"], "name": facts["name"], "sent_on": facts["sent_on"]}
    applies = facts.get("step") == "apply"
    if facts.get("step") is None:
        return Sent(State.COLUMNS, header=header(place, facts["kind"]), **known)
    if is_running(place):
        rows = (place / "progress").read_text() if (place / "progress").exists() else ""
        return Sent(State.APPLYING if applies else State.READING, rows_read=int(rows or 0), **known)
    report = kept(place / "report.json")
    if not report:
        return Sent(State.UNUSABLE, problem=_said(place / "said"), **known)
    return Sent(State.APPLIED if report["applied"] else State.PREVIEW, report=report, **known)


def is_running(place: Path) -> bool:
    """True while the import started from a page holds its lock: the kernel lets go of it however the process ends."""
    if not (place / "lock").exists():
        return False
    with (place / "lock").open("rb") as stream:
        try:
            fcntl.flock(stream, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return True
    return False


def header(place: Path, kind: str) -> dict[str, str]:
    """The header of the file and what each column probably is; what was confirmed for this kind before comes first.

    Raises `palier.kernel.tables.UnreadableTable` for a file that holds no table at all.
    """
    ours = [column.name for column in COLUMNS[kind]]
    remembered = kept(place / f"columns-{kind}.json").get("columns", {})
    needed = [column.name for column in COLUMNS[kind] if column.needed]
    try:
        texts = read_table(place / "file", needed=needed, optional=ours, columns=remembered).header
    except NoSuchTable as problem:
        texts = problem.found_header
        if len(texts) < len(needed):
            raise
    return guess([text for text in dict.fromkeys(texts) if text], ours, remembered)


def kept(path: Path) -> dict[str, Any]:
    """A JSON object kept beside the file; {} when it is not there or not whole."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _said(path: Path) -> str:
    lines = path.read_text(encoding="utf-8", errors="replace").strip().splitlines() if path.exists() else []
    return lines[-1].removeprefix("palier import: ") if lines else ""
