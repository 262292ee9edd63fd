"""Statements that are built once. A page asks the same questions all day, each time of other rows.

Building a queryset through the gate and turning it into SQL costs more than PostgreSQL needs to answer it. `@kept`
builds it once for each kind of actor, with made-up values in the place of hers, and remembers which value stands where.
The text still comes from the matrix, and one that never changes is planned once a connection (settings, PREPARED).
"""

import copy
import dataclasses
import datetime
import functools
import uuid
from collections.abc import Callable, Iterator, Sequence
from enum import Enum
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet

from palier.access.actor import Actor

Given = tuple[Any, ...]
Source = Callable[[Actor, Given], Any]

IDS = ("post", "staff", "person", "organisation", "service")
TRAITS = tuple(one.name for one in dataclasses.fields(Actor) if one.name not in {*IDS, "subjects", "today", "moment"})
NEAR = datetime.timedelta(days=3 * 366)  # what is reckoned from a day or a moment stays this near to it
YEARS_APART = 10


class NotKept(Exception):
    """The statement depends on its values in a way that cannot be remembered. A programming error."""


@dataclasses.dataclass(frozen=True)
class _Statement:
    sql: str
    sources: tuple[Source, ...]
    rows: "QuerySet[Any]"
    compiler: Any

    def send(self, actor: Actor, given: Given) -> Any:
        """The cursor on which it was sent; in a pipeline its answer may still be on its way."""
        cursor = connections[self.compiler.using].cursor()
        cursor.execute(self.sql, [source(actor, given) for source in self.sources])
        return cursor

    def read(self, cursor: Any) -> list[Any]:
        with cursor:
            answer = [cursor.fetchall()]
        compiler = copy.copy(self.compiler)
        compiler.connection = connections[compiler.using]
        compiler.execute_sql = lambda *_args, **_kwargs: answer
        answered: Any = _Answered(compiler)
        rows: QuerySet[Any] = QuerySet(self.rows.model, answered, compiler.using)
        made: Any = self.rows._iterable_class
        return list(made(rows))


@dataclasses.dataclass(frozen=True)
class _Answered:
    """Stands where Django expects a query; its compiler has the answer already."""

    compiler: Any

    def get_compiler(self, using: str | None = None, **_unused: Any) -> Any:
        return self.compiler


class Kept:
    """A question that is asked all day; called with an actor and values it gives rows."""

    def __init__(self, build: Callable[..., "QuerySet[Any]"]) -> None:
        functools.update_wrapper(self, build)
        self.build = build
        self._statements: dict[Any, _Statement | None] = {}

    def statement(self, actor: Actor, given: Given) -> _Statement | None:
        """None: the table opens no row to this kind of actor, so there is nothing to ask."""
        shape = (_kind(actor), tuple(_shape(value) for value in given))
        if shape not in self._statements:
            self._statements[shape] = _built(self.build, actor, given)
        return self._statements[shape]

    def __call__(self, actor: Actor, *given: Any) -> list[Any]:
        statement = self.statement(actor, given)
        return statement.read(statement.send(actor, given)) if statement else []

    def of(self, *given: Any) -> "Asked":
        """The question with its values, to be asked together with others."""
        return self, given


class Called:
    """A hand-written call of a closed function, to be asked together with others; its rows are tuples."""

    def __init__(self, sql: str) -> None:
        self.sql = sql

    def of(self, *given: Any) -> "Asked":
        return self, given

    def statement(self, actor: Actor, given: Given) -> "Called":
        return self

    def send(self, actor: Actor, given: Given) -> Any:
        cursor = connections["default"].cursor()
        cursor.execute(self.sql, given)
        return cursor

    def read(self, cursor: Any) -> list[Any]:
        with cursor:
            return list(cursor.fetchall())


Asked = tuple[Kept | Called, Given]


def kept(build: Callable[..., "QuerySet[Any]"]) -> Kept:
    """`build(actor, *values)` gives a queryset; the kept function gives its rows.

    Ids, sequences of ids and dates become parameters. Numbers, flags and closed lists, None or not, and the kind of
    actor choose among the texts. Free text is not for this.
    """
    return Kept(build)


def together(actor: Actor, *asked: Asked) -> list[list[Any]]:
    """The answers to questions of which none waits for another's: sent in one go, in the transaction of the token."""
    statements = [question.statement(actor, given) for question, given in asked]
    connection = connections["default"]
    connection.ensure_connection()
    with connection.wrap_database_errors, connection.connection.pipeline():
        cursors = [
            statement.send(actor, given) if statement else None
            for statement, (_question, given) in zip(statements, asked, strict=True)
        ]
    return [statement.read(cursor) if statement else [] for statement, cursor in zip(statements, cursors, strict=True)]


def _kind(actor: Actor) -> Any:
    """All of an actor that may decide a text: everything but ids and moments, and which ids there are."""
    absent = tuple(getattr(actor, name) is None for name in IDS)
    return (*(getattr(actor, name) for name in TRAITS), bool(actor.subjects), absent)


def _is_parameter(value: Any) -> bool:
    return isinstance(value, uuid.UUID | datetime.date | list | tuple)


def _shape(value: Any) -> Any:
    if _is_parameter(value):
        return type(value)
    if value is None or isinstance(value, bool | int | Enum):
        return value
    raise NotKept(f"{type(value).__name__} is no value of a kept statement")


# -- building with made-up values ---------------------------------------------------------------------------


def _built(build: Callable[..., "QuerySet[Any]"], actor: Actor, given: Given) -> _Statement | None:
    """Built twice, with other values each time: what differs must be a value whose place is known."""
    first, second = _probe(actor, given, 1500), _probe(actor, given, 1700)
    rows = build(first[0], *first[1])
    compiler = rows.query.get_compiler(using=rows.db)
    try:
        sql, params = compiler.as_sql()
    except EmptyResultSet:
        return None
    other_rows = build(second[0], *second[1])
    other_sql, others = other_rows.query.get_compiler(using=other_rows.db).as_sql()
    sources = tuple(_source(param, *first) for param in params)
    if sql != other_sql or [source(*second) for source in sources] != [_plain(one) for one in others]:
        raise NotKept(f"{build.__qualname__}: its text depends on its values")
    return _Statement(sql, sources, rows, compiler)


def _probe(actor: Actor, given: Given, year: int) -> tuple[Actor, Given]:
    """An actor of the same kind and values of the same shape, every one of them different from all others."""
    days = _days(year)
    ids: dict[str, Any] = {name: uuid.uuid4() for name in IDS if getattr(actor, name) is not None}
    made = dataclasses.replace(
        actor,
        **ids,
        subjects=(uuid.uuid4(),) if actor.subjects else (),
        today=next(days),
        moment=datetime.datetime.combine(next(days), datetime.time(12), datetime.UTC),
    )
    return made, tuple(_made_up(value, days) for value in given)


def _days(year: int) -> Iterator[datetime.date]:
    while True:
        yield datetime.date(year, 6, 1)
        year += YEARS_APART


def _made_up(value: Any, days: Iterator[datetime.date]) -> Any:
    if isinstance(value, uuid.UUID):
        return uuid.uuid4()
    if isinstance(value, datetime.date):
        return next(days)
    if isinstance(value, list | tuple):
        return type(value)([uuid.uuid4()])
    return value


def _plain(param: Any) -> Any:
    return list(param) if isinstance(param, tuple) else param


def _source(param: Any, actor: Actor, given: Given) -> Source:
    """Where a parameter comes from: the actor, a value, a day reckoned from one of them, or nowhere."""
    if isinstance(param, list | tuple):
        return _source_of_list(param, actor, given)
    if isinstance(param, uuid.UUID):
        for name in IDS:
            if getattr(actor, name) == param:
                return lambda who, _values, name=name: getattr(who, name)  # type: ignore[misc]
        if param in given:
            place = given.index(param)
            return lambda _who, values: values[place]
    if isinstance(param, datetime.datetime):
        gap = param - actor.moment
        if abs(gap) < NEAR:
            return lambda who, _values: who.moment + gap
    elif isinstance(param, datetime.date):
        return _source_of_day(param, actor, given)
    return lambda _who, _values: param


def _source_of_list(param: Sequence[Any], actor: Actor, given: Given) -> Source:
    whole = list(param)
    if whole and whole == list(actor.subjects):
        return lambda who, _values: list(who.subjects)
    for place, value in enumerate(given):
        if isinstance(value, list | tuple) and whole == list(value):
            return lambda _who, values, place=place: list(values[place])  # type: ignore[misc]
    parts = [_source(one, actor, given) for one in whole]
    return lambda who, values: [part(who, values) for part in parts]


def _source_of_day(param: datetime.date, actor: Actor, given: Given) -> Source:
    for place, value in enumerate(given):
        if isinstance(value, datetime.date) and abs(param - value) < NEAR:
            gap = param - value
            return lambda _who, values, place=place: values[place] + gap  # type: ignore[misc]
    gap = param - actor.today
    if abs(gap) < NEAR:
        return lambda who, _values: who.today + gap
    return lambda _who, _values: param
