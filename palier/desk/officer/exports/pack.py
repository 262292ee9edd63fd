"""Writes the breach pack: three tables and a page in each language, in a folder of its own, whole or not at all."""

import datetime as dt
import os
import shutil
import tempfile
import uuid
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psycopg
from django.template.loader import render_to_string
from django.utils import translation

from palier.access.labels import EMERGENCY_GROUNDS
from palier.access.verifier import verify
from palier.desk.officer.exports import lines
from palier.desk.officer.labels import LINKS, WHATS
from palier.identity.organisations.labels import ROLES
from palier.kernel.days import BRUSSELS, ONE_DAY
from palier.kernel.errors import InvalidInput
from palier.kernel.spreadsheets import Cell, write_csv
from palier.registry.messaging.labels import CHANNELS

READINGS = ("day", "hour", "post", "name", "function", "service", "what", "ground", "link")
EMERGENCIES = ("day", "hour", "until", "post", "name", "function", "service", "ground", "reviewed", "outcome")
LETTERS = ("day", "channel")
LANGUAGES = ("fr", "nl")
ONLY_OWNER = 0o077  # files 0600, the folder 0700


@dataclass
class Counted:
    """What the pages say: numbers by reader, kind, link, ground and channel."""

    readers: Counter[tuple[str, str, str]] = field(default_factory=Counter)  # (name, role, service)
    whats: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    grounds: Counter[str] = field(default_factory=Counter)
    channels: Counter[str] = field(default_factory=Counter)
    posts: set[Any] = field(default_factory=set)


@dataclass(frozen=True)
class Asked:
    """Whose, from which day to which day (both within), into which folder."""

    person: str
    since: dt.date
    until: dt.date
    folder: Path


def write_pack(url: str, asked: Asked) -> dict[str, Any]:
    """The pack written, and what it counts. `url`: palier_backup's address. Raises InvalidInput."""
    if asked.since > asked.until:
        raise InvalidInput({}, "--since comes after --until.", how_to_mend="Give the first day first.")
    _must_be_free(asked.folder)
    with psycopg.connect(url) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        person = lines.person_of(connection, asked.person)
        ledger = verify(url)
        try:
            counted = _written(connection, person, asked, ledger)
        except OSError as problem:
            raise _unwritable(asked.folder, problem) from None
    return {
        "directory": str(asked.folder),
        "person": str(person),
        "readings": counted.links.total(),
        "readers": len(counted.posts),
        "emergencies": counted.grounds.total(),
        "letters": counted.channels.total(),
        "ledger": ledger,
    }


def _must_be_free(folder: Path) -> None:
    try:
        taken = folder.is_symlink() or (folder.exists() and (not folder.is_dir() or any(folder.iterdir())))
    except (OSError, ValueError) as problem:
        raise _unwritable(folder, problem) from None
    if taken:
        raise InvalidInput(
            {}, f"{folder} is not an empty folder.", how_to_mend="Name a new one: nothing is overwritten."
        )


def _unwritable(folder: Path, problem: Exception) -> InvalidInput:
    why = getattr(problem, "strerror", None) or "not a name of a folder"
    return InvalidInput({}, f"{str(folder)!r} cannot be written: {why}.", how_to_mend="Name a folder of your own.")


def _written(connection: lines.Connection, person: uuid.UUID, asked: Asked, ledger: dict[str, Any]) -> Counted:
    """All files in a folder beside, which takes its name once it is whole."""
    before = os.umask(ONLY_OWNER)
    try:
        made = Path(tempfile.mkdtemp(prefix=".palier-breach-", dir=asked.folder.absolute().parent))
        try:
            counted = _tables(connection, person, asked, made)
            for language in LANGUAGES:
                page = _page(language, person, asked, ledger, counted)
                (made / f"pack-{language}.html").write_text(page, encoding="utf-8")
            made.rename(asked.folder)  # refuses a folder that has been filled meanwhile
        except BaseException:
            shutil.rmtree(made, ignore_errors=True)
            raise
    finally:
        os.umask(before)
    return counted


def _tables(connection: lines.Connection, person: uuid.UUID, asked: Asked, made: Path) -> Counted:
    counted = Counted()
    since = dt.datetime.combine(asked.since, dt.time(), BRUSSELS)
    until = dt.datetime.combine(asked.until + ONE_DAY, dt.time(), BRUSSELS)
    question = lines.asked_for(person, since, until)
    _csv(made / "readings.csv", READINGS, _readings(lines.readings(connection, question), counted))
    _csv(made / "emergencies.csv", EMERGENCIES, _emergencies(lines.emergencies(connection, question), counted))
    _csv(made / "letters.csv", LETTERS, _letters(lines.letters(connection, question), counted))
    return counted


def _csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    with open(path, "x", encoding="utf-8-sig", newline="") as stream:
        write_csv(stream, header, rows)


def _day_and_hour(moment: dt.datetime) -> tuple[dt.date, str]:
    there = moment.astimezone(BRUSSELS)
    return there.date(), f"{there:%H:%M:%S}"


def _readings(rows: Iterator[tuple[Any, ...]], counted: Counted) -> Iterator[Sequence[Cell]]:
    for at, post, name, role, service, what, ground, link in rows:
        counted.links[link] += 1
        counted.whats[what] += 1
        counted.readers[(name, role or "", service)] += 1
        if post:
            counted.posts.add(post)
        yield (*_day_and_hour(at), str(post or ""), name, role or "", service, what, ground, link)


def _emergencies(rows: Iterator[tuple[Any, ...]], counted: Counted) -> Iterator[Sequence[Cell]]:
    for at, until, post, name, role, service, ground, reviewed, outcome in rows:
        counted.grounds[ground] += 1
        seen = _day_and_hour(reviewed)[0] if reviewed else None
        yield (*_day_and_hour(at), _day_and_hour(until)[1], str(post), name, role, service, ground, seen, outcome)


def _letters(rows: Iterator[tuple[Any, ...]], counted: Counted) -> Iterator[Sequence[Cell]]:
    for at, channel in rows:
        counted.channels[channel] += 1
        yield (_day_and_hour(at)[0], channel)


def _page(language: str, person: uuid.UUID, asked: Asked, ledger: dict[str, Any], counted: Counted) -> str:
    with translation.override(language):
        context = {
            "language": language,
            "person": person,
            "since": asked.since,
            "until": asked.until,
            "ledger": ledger,
            "readings": counted.links.total(),
            "posts": len(counted.posts),
            "emergencies": [(words, counted.grounds[ground]) for ground, words in EMERGENCY_GROUNDS],
            "opened": counted.grounds.total(),
            "channels": [
                (words, counted.channels[channel]) for channel, words in CHANNELS if counted.channels[channel]
            ],
            "links": [(words, counted.links[link]) for link, words in LINKS],
            "whats": [(what, WHATS.get(what, what), number) for what, number in counted.whats.most_common()],
            "readers": [
                (name, ROLES.get(role, role), service, number)  # type: ignore[call-overload]
                for (name, role, service), number in sorted(counted.readers.items())
            ],
        }
        return render_to_string("officer/breach.html", context)
