"""The make-up of the sector against the table of seed 003, measured in the database."""

import statistics
from collections import Counter, defaultdict

import pytest

from palier.demo import make_up
from palier.demo.dice import Dice
from palier.engines.occupancy import Bedroom, Person, State, occupancy
from palier.engines.occupancy.norms import BRUSSELS_2013
from tests.demo.conftest import Filled

TYPE_OF_HOUSEHOLD = """
 SELECT m.household_id, CASE
   WHEN bool_or(m.role = 'other') THEN 'other'
   WHEN bool_or(m.role = 'partner') AND bool_or(m.role = 'child') THEN 'couple_with_children'
   WHEN bool_or(m.role = 'partner') THEN 'couple'
   WHEN bool_or(m.role = 'child') THEN 'single_parent'
   ELSE 'single' END AS kind
 FROM people_householdmember m JOIN people_household h ON h.id = m.household_id
 WHERE h.standing = 'tenant' GROUP BY 1
"""
LIVING_THERE = """
 people_person p JOIN people_householdmember m ON m.person_id = p.id JOIN people_household h ON h.id = m.household_id
"""
AGE = "extract(year FROM age(%(day)s::date, p.born))"


def shares_of(rows: list[tuple[str, int]]) -> dict[str, float]:
    whole = sum(count for _, count in rows)
    return {name: 100 * count / whole for name, count in rows}


@pytest.mark.slow
@pytest.mark.parametrize("whose", ["tenant", "%"])
def test_ages_in_three_bands_are_those_of_seed_003_within_a_point(small: Filled, whose: str) -> None:
    rows = small.rows(
        f"""SELECT CASE WHEN {AGE} < 25 THEN 'under_25' WHEN {AGE} < 65 THEN 'active' ELSE 'over_65' END, count(*)
        FROM {LIVING_THERE} WHERE h.standing LIKE %(whose)s GROUP BY 1""",
        {"day": small.as_of, "whose": whose},
    )

    assert shares_of(rows) == pytest.approx({"under_25": 37, "active": 44, "over_65": 19}, abs=1)


@pytest.mark.slow
def test_household_types_are_those_of_seed_003_within_a_point(small: Filled) -> None:
    rows = small.rows(f"SELECT kind, count(*) FROM ({TYPE_OF_HOUSEHOLD}) t GROUP BY 1")

    assert shares_of(rows) == pytest.approx(
        {"single": 43, "couple": 8, "couple_with_children": 22, "single_parent": 19, "other": 8}, abs=1
    )


@pytest.mark.slow
def test_nine_tenths_of_what_is_too_small_holds_a_family_with_children(small: Filled) -> None:
    states = defaultdict(Counter)
    kinds = dict(small.rows(TYPE_OF_HOUSEHOLD))
    for household, (members, rooms) in homes(small).items():
        answer = occupancy(small.as_of, members, [Bedroom(area) for area in rooms], BRUSSELS_2013)
        states[answer.state][kinds[household]] += 1

    crowded = states[State.OVERCROWDED]
    families = crowded["couple_with_children"] + crowded["single_parent"]
    assert families / crowded.total() >= 0.9
    assert all(states[state].total() > 100 for state in State)


def homes(filled: Filled) -> dict[str, tuple[list[Person], list[float]]]:
    """Members and areas of bedrooms of every household that lives in a dwelling."""
    rooms = defaultdict(list)
    for household, area in filled.rows(
        """SELECT l.household_id, r.area_m2 FROM housing_lease l JOIN housing_room r ON r.dwelling_id = l.dwelling_id
        WHERE r.kind = 'bedroom' AND (l.ends IS NULL OR l.ends >= %s) AND l.starts <= %s""",
        [filled.as_of, filled.as_of],
    ):
        rooms[household].append(float(area))
    members = defaultdict(list)
    for household, person, born, sex, role, disabled, custody in filled.rows(
        """SELECT m.household_id, p.id::text, p.born, p.sex, m.role, m.disabled, m.custody FROM people_person p
        JOIN people_householdmember m ON m.person_id = p.id"""
    ):
        members[household].append(Person(person, born, sex, role, disabled, float(custody)))
    return {household: (members[household], areas) for household, areas in rooms.items()}


@pytest.mark.slow
def test_mothers_pensioners_and_children_are_as_seed_003_says(small: Filled) -> None:
    mothers = small.one(
        f"""SELECT 100.0 * count(*) FILTER (WHERE p.sex = 'f') / count(*) FROM ({TYPE_OF_HOUSEHOLD}) t
        JOIN people_householdmember m ON m.household_id = t.household_id AND m.role = 'head'
        JOIN people_person p ON p.id = m.person_id WHERE t.kind = 'single_parent'"""
    )
    at_school = small.one(
        f"""SELECT 100.0 * count(*) FILTER (WHERE {AGE} BETWEEN 6 AND 17) / count(*) FROM {LIVING_THERE}
        WHERE m.role = 'child'""",
        {"day": small.as_of},
    )

    assert float(mothers) == pytest.approx(90, abs=1)
    assert float(at_school) == pytest.approx(50, abs=2.5)


@pytest.mark.slow
def test_dwellings_of_four_kinds_and_leases_of_three(small: Filled) -> None:
    assert set(small.rows("SELECT DISTINCT kind FROM housing_dwelling")) == {
        ("social",),
        ("transit",),
        ("insertion",),
        ("supported",),
    }
    assert set(small.rows("SELECT DISTINCT kind FROM housing_lease")) == {("fixed",), ("open_ended",), ("renovation",)}
    assert small.one("SELECT count(DISTINCT neighbourhood_id) FROM housing_site") == 77
    assert small.one("SELECT count(*) FROM people_householdmember WHERE custody < 1") > 20


@pytest.mark.slow
def test_the_median_income_of_heads_is_that_of_seed_003_within_a_hundredth(small: Filled) -> None:
    heads = small.rows(
        f"""SELECT i.amount FROM {LIVING_THERE} LEFT JOIN people_nettaxableincome i ON i.person_id = p.id
        WHERE h.standing = 'tenant' AND m.role = 'head'"""
    )

    assert statistics.median(float(amount) for (amount,) in heads) == pytest.approx(16_614, rel=0.01)


@pytest.mark.parametrize("day", ["2024-02-29", "2026-01-01", "2027-12-31"])
def test_the_bands_hold_on_any_day(day: str) -> None:
    import datetime as dt

    as_of, dice = dt.date.fromisoformat(day), Dice("test days", day)
    ages = make_up.Ages(dice)

    bands: Counter[str] = Counter()
    for card in make_up.deck(2_000, dice):
        for member in make_up.household(card, as_of, ages, dice):
            years = as_of.year - member.born.year - ((as_of.month, as_of.day) < (member.born.month, member.born.day))
            bands["under_25" if years < 25 else "active" if years < 65 else "over_65"] += 1

    assert shares_of(list(bands.items())) == pytest.approx({"under_25": 37, "active": 44, "over_65": 19}, abs=1)
