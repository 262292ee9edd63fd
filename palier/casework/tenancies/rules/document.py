"""The clock as JSON: what a file asks and what is answered (D36). Words and keys are English, as in every file."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from palier.casework.tenancies.rules.answer import Clock, Coming, Doubt, WinterStop
from palier.casework.tenancies.rules.book import Rule
from palier.casework.tenancies.rules.facts import Fact
from palier.casework.tenancies.rules.keys import Confidence, DoubtKey, Reading, Region, Stage, WinterException
from palier.engines.bad_input import BadInput
from palier.engines.values import items, one_object

Word = TypeVar("Word", bound=StrEnum)
FIRST_YEAR, LAST_YEAR = 1990, 2199  # outside these a day is a typing error
LACKING = frozenset({DoubtKey.MISSING, DoubtKey.NO_PLAN, DoubtKey.NOT_TOLD})


@dataclass(frozen=True)
class Question:
    """What a file asks: the arguments of `clock`."""

    facts: tuple[Fact, ...]
    region: Region
    today: dt.date
    exceptions: frozenset[WinterException]


def from_json(document: object) -> Question:
    """`{"region", "as_of", "events": [{"stage", "on"}], "exceptions"?: […]}` as values; days as 2026-03-02.

    Raises `BadInput` naming the first place that cannot be used. Other keys are ignored.
    """
    fields = one_object(document, "the whole file")
    events = [one_object(one, f"events[{at}]") for at, one in enumerate(items(fields.get("events"), "events"))]
    exceptions = items(fields.get("exceptions", []), "exceptions")
    return Question(
        facts=tuple(
            Fact(
                _word(Stage, one.get("stage"), f"events[{at}].stage"),
                _day(one.get("on"), f"events[{at}].on"),
            )
            for at, one in enumerate(events)
        ),
        region=_word(Region, fields.get("region"), "region"),
        today=_day(fields.get("as_of"), "as_of"),
        exceptions=frozenset(_word(WinterException, one, f"exceptions[{at}]") for at, one in enumerate(exceptions)),
    )


def to_json(answer: Clock) -> dict[str, object]:
    """The answer as JSON values, keys always in this order.

    `next` holds every coming stage, risk before protection. `violations`: what is against a rule or out of order;
    `missing`: what the file lacks. `has_rules` false: no rule of the Region was found, so `next` is empty.
    """
    return {
        "region": answer.region.value,
        "as_of": answer.today.isoformat(),
        "stage": answer.stands_at.value if answer.stands_at else None,
        "since": answer.since.isoformat() if answer.since else None,
        "has_rules": answer.has_rules,
        "next": [entry for one in answer.coming for entry in _entries(one)],
        "winter_stop": _winter(answer.winter_stop) if answer.winter_stop else None,
        "violations": [_doubt(one) for one in answer.doubts if one.key not in LACKING],
        "missing": [_doubt(one) for one in answer.doubts if one.key in LACKING],
    }


def _entries(coming: Coming) -> Iterator[dict[str, object]]:
    for reading in (Reading.RISK, Reading.PROTECTION):
        earliest = coming.by(reading)
        deciding = earliest.because[-1]
        yield {
            "what": coming.stage.value.replace("_", " "),
            "stage": coming.stage.value,
            "not_before": earliest.day.isoformat(),
            "not_after": None,
            "tell": [rule.who.value for rule in coming.tell],
            "why": deciding.why.value,
            **_cited(deciding.rules),
            "reading": reading.value,
        }


def _winter(stop: WinterStop) -> dict[str, object]:
    return {
        "from": stop.first.isoformat(),
        "to": stop.last.isoformat(),
        "active": stop.is_running,
        "lifted_by": sorted(stop.lifted_by),
        **_cited((stop.rule,)),
    }


def _doubt(doubt: Doubt) -> dict[str, object]:
    return {
        "what": doubt.key.value,
        "stage": doubt.stage.value,
        "on": doubt.day.isoformat() if doubt.day else None,
        "since": doubt.since.value if doubt.since else None,
        "not_before": doubt.not_before.isoformat() if doubt.not_before else None,
        "who": doubt.who.value if doubt.who else None,
        **_cited(doubt.rules),
        "reading": doubt.reading.value,
    }


def _cited(rules: tuple[Rule, ...]) -> dict[str, object]:
    """The rule of a day with every source it needed; as sure as the least sure of them."""
    order = list(Confidence)
    return {
        "rule": rules[0].code.value if rules else None,
        "source": "; ".join(rule.source for rule in rules) or None,
        "confidence": max((rule.confidence for rule in rules), key=order.index).value if rules else None,
    }


def _word(words: type[Word], value: object, where: str) -> Word:
    if not isinstance(value, str) or value not in set(words):
        raise BadInput("Not a word of the list.", where=where, how_to_mend=f"Write one of: {', '.join(words)}.")
    return words(value)


def _day(value: object, where: str) -> dt.date:
    try:
        day = dt.date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        day = None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise BadInput("Not a day.", where=where, how_to_mend="Write it as 2026-03-02.")
    return day
