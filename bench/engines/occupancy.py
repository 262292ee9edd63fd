"""Occupancy measured: how many households a second, beside the plain reading of each person, and how it grows."""

import datetime as dt
import random
import time

from palier.engines.occupancy import MOST_PERSONS, NORMS, Bedroom, Person, occupancy

ON = dt.date(2026, 11, 26)


def a_household(persons: int, draw: random.Random) -> list[Person]:
    """A head, perhaps a partner, and children of 0 to 17."""
    members = [Person("p0", dt.date(1985, 5, 5), "f", "head")]
    for number in range(1, persons):
        role = "partner" if number == 1 and draw.random() < 0.5 else "child"
        born = dt.date(1984, 3, 3) if role == "partner" else ON - dt.timedelta(days=draw.randrange(17 * 365))
        members.append(Person(f"p{number}", born, draw.choice("fm"), role))  # type: ignore[arg-type]
    return members


def measure() -> list[str]:
    """Markdown lines: milliseconds a household by size, and what all of a sector take."""
    draw = random.Random(2026)
    lines = ["| persons | households | ms each | ratio to one person |", "|---|---|---|---|"]
    first = None
    for persons, count in ((1, 4000), (3, 4000), (6, 2000), (12, 200), (MOST_PERSONS, 3)):
        each = _milliseconds([a_household(persons, draw) for _ in range(count)])
        first = first or each
        lines.append(f"| {persons} | {count} | {each:.3f} | {each / first:.1f} |")
    sector = [a_household(draw.choices((1, 2, 3, 4, 5, 6), (43, 20, 15, 11, 7, 4))[0], draw) for _ in range(40_000)]
    seconds = _milliseconds(sector) * len(sector) / 1000
    return [*lines, "", f"A sector of {len(sector):,} households, each with the next day of change: {seconds:.1f} s."]


def _milliseconds(households: list[list[Person]]) -> float:
    rooms, norm = [Bedroom(12.0), Bedroom(9.0)], NORMS["brussels-2013"]
    begun = time.perf_counter()
    for household in households:
        occupancy(ON, household, rooms, norm)
    return (time.perf_counter() - begun) * 1000 / len(households)
