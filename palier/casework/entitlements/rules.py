"""The ten questions. Values in, values out."""

import csv
import datetime as dt
import uuid
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from palier.kernel.language import Bilingual

QUESTIONS = Path(__file__).parent / "data" / "questions.csv"


@dataclass(frozen=True)
class Question:
    """A right to check. `source`: the body it comes from; until somebody asked there it is *to be confirmed*."""

    code: str
    valid_from: dt.date
    asks: Bilingual
    bring: Bilingual
    where: Bilingual
    source: Bilingual
    confirmed_on: dt.date | None


@lru_cache(maxsize=1)
def _rows() -> tuple[Question, ...]:
    with QUESTIONS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Question(
                code=row["code"],
                valid_from=dt.date.fromisoformat(row["valid_from"]),
                asks=Bilingual(row["asks_fr"], row["asks_nl"]),
                bring=Bilingual(row["bring_fr"], row["bring_nl"]),
                where=Bilingual(row["where_fr"], row["where_nl"]),
                source=Bilingual(row["source_fr"], row["source_nl"]),
                confirmed_on=dt.date.fromisoformat(row["confirmed_on"]) if row["confirmed_on"] else None,
            )
            for row in csv.DictReader(file)
        )


def questions(today: dt.date) -> list[Question]:
    """The questions that hold today, in the order of the file; of two rows with one code, the later."""
    held: dict[str, Question] = {}
    for row in _rows():
        if row.valid_from <= today and (row.code not in held or held[row.code].valid_from < row.valid_from):
            held[row.code] = row
    return list(held.values())


def paper_languages(own: str) -> tuple[str, ...]:
    """The languages of the paper: the person's own of the two, both when it is not known (P24)."""
    return (own,) if own in {"fr", "nl"} else ("fr", "nl")


@dataclass(frozen=True)
class Whose:
    """The person with whom the questions are gone through, in her household."""

    household: uuid.UUID
    person: uuid.UUID
