"""Which lines are brought together, for which reasons, and which never are."""

import datetime as dt

import pytest

from palier.registry.doubles.rules import MOST_ALIKE
from palier.registry.people.models import Household, KeepApart, Person
from tests.registry.doubles.lines import BORN, found, line, look_for_doubles
from tests.stage import Stage, put, without_locks

DAY = dt.date
SOUND = [  # one name by two hands: French, Dutch, and names handed down from other alphabets
    (("Youssef", "El Amrani"), ("Yusuf", "Elamrani")),
    (("Mohammed", "Benali"), ("Muhamed", "Ben Ali")),
    (("Fatima", "Ouali"), ("Fatema", "Wali")),
    (("Katrien", "Van der Meulen"), ("Catrien", "Vandermeulen")),
    (("Élodie", "Lefèvre"), ("Elodie", "Lefebvre")),
    (("Oleksandr", "Shevchenko"), ("Aleksandr", "Chevtchenko")),
    (("Ahmet", "Yıldız"), ("Ahmed", "Yildiz")),
    (("Cécile", "de Backer"), ("Cecile", "Backer")),
]
OTHERS = [  # two people, although born on one day
    (("Jean", "Dubois"), ("Jean", "Dupas")),
    (("Lien", "Peeters"), ("Karel", "Peeters")),
    (("Ali", "Demir"), ("Lea", "Demir")),
    (("Mohammed", "Benali"), ("Mohammed", "Bouzid")),
]


@pytest.mark.parametrize(("one", "other"), SOUND)
def test_names_that_sound_alike_and_one_birth_date(stage, one, other):
    pair = frozenset({line(stage, *one), line(stage, *other)})
    look_for_doubles(stage)
    assert "same_birth" in found(stage)[pair] and found(stage)[pair] & {"sounds_alike", "same_name"}


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_names_bring_nobody_together(stage, one, other):
    line(stage, *one), line(stage, *other)
    assert look_for_doubles(stage) == 0


@pytest.mark.parametrize(("one", "other", "more", "reasons"), [
    (("Hassan", "Diallo", BORN), ("Diallo", "Hassan", BORN), {}, {"names_swapped", "same_birth"}),
    (("Inès", "Haddad", DAY(1990, 4, 11)), ("Ines", "Haddad", DAY(1990, 11, 4)), {}, {"same_name", "near_birth"}),
    (("Inès", "Haddad", DAY(1990, 4, 11)), ("Ines", "Haddad", DAY(1996, 4, 11)), {}, {"same_name", "near_birth"}),
    (("Inès", "Haddad", None), ("Ines", "Haddad", BORN), {"phone": "+3224859911"}, {"same_name", "same_phone"}),
    (("Inès", "Haddad", DAY(1990, 4, 11)), ("Ines", "Haddad", DAY(1961, 7, 30)), {"phone": "+3224859911"}, None),
    (("Inès", "Haddad", None), ("Ines", "Haddad", None), {}, None),  # a name alone is no reason
])  # fmt: skip
def test_what_else_must_hold(stage, one, other, more, reasons):
    pair = frozenset({line(stage, *one, **more), line(stage, *other, **more)})
    look_for_doubles(stage)
    assert found(stage).get(pair) == reasons


def crowd(stage, days):
    """People of one name, each born on one of these days."""
    with without_locks():
        for number, day in enumerate(days):
            words = {"last_name": "Specimen", "first_name": "Zora", "sort_key": "specimen zora"}
            put(Person(organisation=stage.company, source_id=f"crowd{number}", born=day, **words))


def test_a_name_that_many_bear_needs_the_same_birth_date_telephone_or_dwelling(stage):
    crowd(stage, [DAY(1930 + n, 1, 1) for n in range(MOST_ALIKE)])
    twice = frozenset(
        {line(stage, "Zora", "Specimen", DAY(1990, 4, 11)), line(stage, "Zora", "Specimen", DAY(1990, 4, 11))}
    )
    line(stage, "Zora", "Specimen", DAY(1990, 11, 4))  # nearly born that day: enough for a rare name, not for this one
    called = frozenset(line(stage, "Zora", "Specimen", None, phone="+3224859911") for _ in range(2))
    look_for_doubles(stage)
    assert set(found(stage)) == {twice, called}


def test_a_birth_date_that_many_of_one_name_share_is_nobodys(stage):
    crowd(stage, [DAY(1980, 1, 1)] * (MOST_ALIKE + 1))
    assert look_for_doubles(stage) == 0


def test_the_same_address_counts_and_a_number_that_is_withheld_does_not(stage):
    home, phone = stage.homes[0], "+3225550199"
    there = line(stage, "Sanaa", "Idrissi", None, household=home.household, phone=phone)
    with without_locks() as cursor:
        again = put(Household(organisation=stage.company, label="Idrissi", sort_key="idrissi")).pk
        cursor.execute(
            "INSERT INTO housing_lease (id, organisation_id, source_id, dwelling_id, household_id, kind, starts, protected,"
            " changed_at) SELECT gen_random_uuid(), organisation_id, '', dwelling_id, %s, kind, starts, false, now()"
            " FROM housing_lease WHERE id = %s", [again, home.lease],
        )  # fmt: skip
    pair = frozenset({there, line(stage, "Sanaa", "Idrissi", household=again, phone=phone)})
    look_for_doubles(stage)
    assert found(stage)[pair] == {"same_name", "same_phone", "same_address"}

    stage.reached_only(there, "chez sa sœur")
    look_for_doubles(stage)
    assert found(stage)[pair] == {"same_name", "same_address"}


def test_two_of_one_household_only_when_all_is_the_same(stage):
    house = stage.homes[0].household
    line(stage, "Hassan", "Naji", household=house), line(stage, "Hussein", "Naji", household=house)  # twins
    line(stage, "Omar", "Naji", BORN, household=house), line(stage, "Omar", "Naji", DAY(2009, 1, 5), household=house)
    assert look_for_doubles(stage) == 0

    pair = frozenset({line(stage, "Lina", "Naji", household=house), line(stage, "Lina", "Naji", household=house)})
    look_for_doubles(stage)
    assert found(stage)[pair] >= {"same_name", "same_birth", "same_household"}


def test_twins_in_two_households_would_have_been_found(stage):
    """The positive twin of the one before: it is the household that holds them back."""
    line(stage, "Hassan", "Naji"), line(stage, "Hussein", "Naji")
    assert look_for_doubles(stage) == 1


def test_never_across_companies(stage):
    elsewhere = Stage._company("ailleurs")
    line(stage, "Nora", "Lamrani"), line(elsewhere, "Nora", "Lamrani")
    look_for_doubles()
    assert found(stage) == found(elsewhere) == {}


def test_a_changed_line_is_weighed_again_and_what_was_told_apart_stays(stage):
    one, other = line(stage, "Nora", "Lamrani"), line(stage, "Nora", "Lamrani")
    third, fourth = line(stage, "Karim", "Sefrioui"), line(stage, "Karim", "Sefrioui")
    assert look_for_doubles(stage) == 2
    with without_locks() as cursor:
        cursor.execute("UPDATE doubles_doublepair SET state = 'different' WHERE one_id IN (%s, %s)", [one, other])
        cursor.execute("UPDATE people_person SET last_name = 'Wouters', changed_at = now() WHERE id = %s", [third])
    assert look_for_doubles(stage) == 0
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET last_name = 'Sefrioui', changed_at = now() WHERE id = %s", [third])
    look_for_doubles(stage)
    assert set(found(stage)) == {frozenset({third, fourth})}


def test_whom_no_pair_names(stage):
    """P11, beside a pair of the same words that is found: protected, living with who is, kept apart."""
    shown = frozenset({line(stage, "Nora", "Lamrani"), line(stage, "Nora", "Lamrani")})
    hidden = [(line(stage, "Salma", name), line(stage, "Salma", name)) for name in ("Berrada", "Tazi", "Fassi")]
    yara = line(stage, "Yara", "Tazi", household=_household(hidden[1][1]))
    assert look_for_doubles(stage) == 4
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [hidden[0][0]])
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [yara])
        one, other = sorted([hidden[2][0], stage.homes[0].persons[0]])
        put(KeepApart(organisation=stage.company, one_id=one, other_id=other))
    assert look_for_doubles(stage) == 1
    assert set(found(stage)) == {shown}


def _household(person):
    with without_locks() as cursor:
        cursor.execute("SELECT household_id FROM people_householdmember WHERE person_id = %s", [person])
        return cursor.fetchone()[0]
