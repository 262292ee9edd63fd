"""What is held of the tenant who asks: hers alone, told by closed functions of the database (P2, P10)."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import connection

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.casework.data_requests import queries as data_requests
from palier.casework.data_requests.queries import MyDataRequest
from palier.casework.tenancies.prevention.labels import CAUSES, STAKES, act_said, line_said
from palier.casework.transfers import queries as transfers
from palier.casework.transfers.queries import MyTransfer
from palier.kernel.days import BRUSSELS
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import MyHome
from palier.registry.interservice import queries as interservice
from palier.registry.interservice.queries import MyLine
from palier.registry.people import queries as people
from palier.registry.people.queries import AboutMe

LINES = 100  # of those who opened it


@dataclass(frozen=True)
class Said:
    """Something written down: the day, what, in which words. `state`: of a request or a step."""

    on: dt.date | None
    text: str
    state: str = ""
    confided: str = ""


@dataclass(frozen=True)
class MyOwnFile:
    """A social file to which she alone agreed."""

    opened_on: dt.date
    closed_on: dt.date | None
    own_words: str
    housing_project: str
    goals: list[str]


@dataclass(frozen=True)
class Read:
    """Who opened it: a day, a service, a function; a name for her worker only (P17).

    `role` empty: somebody of another service, and `name` is her function.
    """

    day: dt.date
    service: str
    role: str
    name: str
    what: str
    ground: str


@dataclass(frozen=True)
class WithoutMe:
    """What was said of her without her agreement, once she was told: when, on which ground, to whom, in which words."""

    said_on: dt.date
    ground: str
    authority: str
    to_whom: str
    said: str
    told_on: dt.date


@dataclass(frozen=True)
class MyFile:
    """All of it, for one page."""

    me: AboutMe | None
    homes: list[MyHome]
    files: list[MyOwnFile]
    requests: list[Said]
    steps: list[Said]
    contacts: list[Said]
    documents: list[Said]
    home: list[Said]
    without_me: list[WithoutMe]
    reads: list[Read]
    asked: list[MyDataRequest]
    table: list[MyLine]
    transfers: list[MyTransfer]


@dataclass(frozen=True)
class MyLetter:
    """A letter that went to her, in the language of the screen when it was written in it, else in its own."""

    on: dt.date
    title: str
    body: str
    language: str
    day: dt.date | None
    hour: dt.time | None


def my_letters(actor: Actor, language: str) -> list[MyLetter]:
    """The letters she received, the latest first. Leaves a line in the ledger, as hers."""
    require(actor, Capability.DOOR_READ)
    note_read(actor, "my_letters", ground="known_at_her_door")
    found = []
    for _pk, at, title_fr, body_fr, title_nl, body_nl, day, hour in _rows("SELECT * FROM sec.my_letters()"):
        dutch = bool(body_nl) and (language == "nl" or not body_fr)
        title, body = (title_nl, body_nl) if dutch else (title_fr, body_fr)
        found.append(MyLetter(_day(at), title, body, "nl" if dutch else "fr", day, hour))
    return found


def _rows(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(params))
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(BRUSSELS).date()


def my_file(actor: Actor, language: str) -> MyFile:
    """What is held, by kind, and who opened it. Leaves a line in the ledger, as hers."""
    require(actor, Capability.DOOR_READ)
    note_read(actor, "my_file", ground="known_at_her_door")
    return MyFile(
        me=people.about_me(actor),
        homes=housing.my_homes(actor, language),
        files=[MyOwnFile(*row) for row in _rows("SELECT * FROM sec.my_files()")],
        requests=[Said(_day(at), text, state) for _pk, at, text, state in _rows("SELECT * FROM sec.my_requests()")],
        steps=[Said(due, text, state) for _pk, text, due, state in _rows("SELECT * FROM sec.my_steps()")],
        contacts=[
            Said(_day(at), facts, channel, confided)
            for _pk, at, channel, facts, confided in _rows("SELECT * FROM sec.my_contacts()")
        ],
        documents=[Said(_day(at), name) for _pk, name, at in _rows("SELECT * FROM sec.my_documents()")],
        home=_kept_home(),
        without_me=[WithoutMe(*row) for row in _rows("SELECT * FROM sec.my_disclosures()")],
        reads=_reads(language),
        asked=data_requests.my_data_requests(actor),
        table=interservice.my_table(actor),
        transfers=transfers.my_transfers(actor, language),
    )


def _kept_home() -> list[Said]:
    """What she told about keeping her home: causes, her budget line by line, the acts she signed."""
    causes, stakes = dict(CAUSES), dict(STAKES)
    told = [
        Said(day, "\n".join([*(str(causes[one]) for one in why), words, *(str(stakes[one]) for one in held)]).strip())
        for _pk, day, why, words, held in _rows("SELECT * FROM sec.my_kept_home()")
    ]
    lines = [
        Said(month, line_said(label, words, creditor, amount, period, paid))
        for _pk, month, label, words, creditor, amount, paid, period in _rows("SELECT * FROM sec.my_budget()")
    ]
    acts = [
        Said(sent_on or signed_on, act_said(act, amount, day, months))
        for _pk, act, amount, day, months, signed_on, sent_on in _rows("SELECT * FROM sec.my_acts()")
    ]
    return [one for one in (*told, *lines, *acts) if one.text]


def _reads(language: str) -> list[Read]:
    dutch = language == "nl"
    inside = [
        Read(day, service_nl if dutch else service_fr, role, name, what, ground)
        for day, service_fr, service_nl, role, name, what, ground in _rows("SELECT * FROM sec.who_read_me(%s)", LINES)
    ]
    outside = [
        Read(day, service_nl if dutch else service_fr, "", function, "pack", "agreed")
        for day, service_fr, service_nl, function in _rows("SELECT * FROM sec.partners_who_read_me(%s)", LINES)
    ]
    return sorted([*inside, *outside], key=lambda one: one.day, reverse=True)[:LINES]
