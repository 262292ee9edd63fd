"""A search is asked for on a page and done by the job, which alone knows who must be kept apart; the nightly table."""

import datetime as dt
import json
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import asdict
from typing import Any

from django.db import connection, transaction

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.transfers.models import Round
from palier.casework.transfers.rules import Kind, Need
from palier.casework.transfers.rules.counts import Count, told
from palier.casework.transfers.rules.market import Answer, Candidate, Gathered, Place, solve
from palier.casework.transfers.rules.sizes import Declared, norm_on, size

DAYS_A_MONTH = 30.4375
Transactions = Callable[[], AbstractContextManager[Any]]  # each gives a cursor of the job


def ask_search(*, actor: Actor, between: bool, key: uuid.UUID | None = None) -> uuid.UUID:
    """A search for exchanges begins as soon as the worker of the machine takes it; small ones within seconds."""
    require(actor, Capability.TRANSFER_KEEP)

    def act() -> uuid.UUID:
        row = Round(
            organisation_id=actor.acting_organisation,
            author_id=actor.acting_post,
            between=between,
            asked_at=actor.moment,
        )
        return uuid.UUID(str(row.insert().pk))

    return once(actor, key, between, act)


@contextmanager
def _own() -> Iterator[Any]:
    """A transaction on the job's own connection."""
    with transaction.atomic(), connection.cursor() as cursor:
        yield cursor


def search_due(transactions: Transactions = _own) -> int:
    """Do the searches that wait, one after the other. Returns how many were done.

    Short transactions around the search itself: nothing is locked while it thinks.
    """
    done = 0
    while (taken := _taken(transactions)) is not None:
        pk, gathered = taken
        answer = solve(gathered)
        moves = [asdict(one) | {"norm": norm_on(gathered.on).name} for one in answer.moves]
        with transactions() as cursor:
            given = [pk, json.dumps(moves), json.dumps(_numbers(answer))]
            cursor.execute("SELECT sec.keep_moves(%s, %s, %s)", given)
        done += 1
    return done


def _taken(transactions: Transactions) -> tuple[uuid.UUID, Gathered] | None:
    with transactions() as cursor:
        cursor.execute("SELECT sec.take_round()")
        pk = cursor.fetchone()[0]
        if pk is None:
            return None
    with transactions() as cursor:
        cursor.execute("SELECT sec.gathered_for(%s)", [pk])
        return pk, _gathered(_loaded(cursor.fetchone()[0]))


def _numbers(answer: Answer) -> dict[str, Any]:
    return {
        "candidates": answer.candidates,
        "possible": answer.possible,
        "optimal": answer.optimal,
        "left_out": dict(answer.left_out),
    }


def count_companies(transactions: Transactions = _own) -> int:
    """The table by company, counted anew from the declared compositions. Returns how many companies there are."""
    sizes: dict[uuid.UUID, dict[Count, int]] = {}
    with transactions() as cursor:
        cursor.execute("SELECT sec.today()")
        today = cursor.fetchone()[0]
        cursor.execute("SELECT organisation, people, bedrooms, areas FROM sec.declared_sizes()")
        for organisation, people, bedrooms, areas in cursor.fetchall():
            state = _state(today, _loaded(people), bedrooms, _loaded(areas))
            counts = sizes.setdefault(organisation, {})
            counts[state] = counts.get(state, 0) + 1
        cursor.execute("SELECT * FROM sec.transfers_of_companies()")
        companies = cursor.fetchall()
        for organisation, running, moved, otherwise, not_kept, months in companies:
            requests = {Count.RUNNING: running, Count.MOVED: moved, Count.OTHERWISE: otherwise}
            said = told(sizes.get(organisation, {}), requests, not_kept, months)
            cursor.execute("SELECT sec.keep_company_counts(%s, %s)", [organisation, json.dumps(said)])
    return len(companies)


def _state(today: dt.date, people: list[list[Any]], bedrooms: int, areas: list[float | None]) -> Count:
    found = size(today, [_declared(one) for one in people], areas or [None] * bedrooms)
    return Count.UNKNOWN if found is None else Count(found.state.value)


def _loaded(value: Any) -> Any:
    return json.loads(value) if isinstance(value, str) else value


def _gathered(found: Mapping[str, Any]) -> Gathered:
    """What the database gathered, as values."""
    on = dt.date.fromisoformat(found["on"])
    homes = {one["id"]: _place(one) for one in found["homes"]}
    away: dict[str, frozenset[str]] = {}
    for who, _other, area in found["apart"]:
        away[who] = away.get(who, frozenset()) | ({area} if area else frozenset())
    return Gathered(
        on=on,
        candidates=tuple(_candidate(one, homes[one["home"]], on) for one in found["candidates"]),
        vacant=tuple(_place(one) for one in found["vacant"]),
        apart=frozenset((min(one, other), max(one, other)) for one, other, _area in found["apart"]),
        away=away,
        kept_rings=tuple(tuple(one["households"]) for one in found["kept"] if one["is_ring"]),
        kept_paths=tuple((one["first"], *one["households"]) for one in found["kept"] if not one["is_ring"]),
    )


def _candidate(one: Mapping[str, Any], home: Place, on: dt.date) -> Candidate:
    return Candidate(
        household=one["household"],
        home=home,
        people=tuple(_declared(person) for person in one["people"]),
        kind=Kind(one["kind"]),
        needs=frozenset(Need(need) for need in one["needs"]),
        sites=frozenset(one["sites"]),
        communes=frozenset(one["communes"]),
        waiting_months=int((on - dt.date.fromisoformat(one["asked_on"])).days / DAYS_A_MONTH),
        met=one["met"],
        exempted=one["exempted"],
        elsewhere=one["elsewhere"],
        excluded=frozenset(one["excluded"]),
    )


def _place(one: Mapping[str, Any]) -> Place:
    areas = one["areas"] or [None] * one["bedrooms"]
    return Place(
        one["id"],
        one["organisation"],
        one["building"],
        one["site"],
        one["commune"],
        one["floor"],
        tuple(areas),
        one["longitude"],
        one["latitude"],
    )


def _declared(person: list[Any]) -> Declared:
    born, sex, role, custody, disabled = person
    return Declared(None if born is None else dt.date.fromisoformat(born), sex, role, float(custody), disabled)
