"""Days, the clock, and the days people type."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.kernel import clock, days
from palier.kernel.language import Language
from palier.kernel.spoken_days import find_day

D = dt.date
SUNDAY = D(2026, 11, 22)


def test_days_are_brussels_days():
    assert days.day_of(dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)) == D(2026, 7, 1)
    assert days.day_of(dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC)) == D(2026, 12, 31)
    with pytest.raises(ValueError, match="time zone"):
        days.day_of(dt.datetime(2026, 1, 1))


@pytest.mark.parametrize("year", [1975, 2000, 2026, 2038, 2100])
def test_ten_legal_holidays(year):
    day, found = D(year, 1, 1), []
    while day.year == year:
        if days.public_holiday(day):
            found.append(day)
        day += days.ONE_DAY
    assert len(found) == 10  # in 2008 nine: two fell on 1 May
    assert D(year, 7, 21) in found


def test_working_days():
    assert days.public_holiday(D(2026, 11, 11)).nl == "Wapenstilstand"
    assert days.public_holiday(D(2026, 4, 5)) is None  # Easter Sunday is not among the ten
    assert days.next_working_day(D(2026, 12, 25)) == D(2026, 12, 28)
    assert days.next_working_day(D(2026, 11, 26)) == D(2026, 11, 26)
    assert not days.is_working_day(D(2026, 11, 28))


def test_months_weeks_ages():
    assert days.add_months(D(2027, 1, 31), 1) == D(2027, 2, 28)
    assert days.add_months(D(2026, 1, 15), -13) == D(2024, 12, 15)
    assert days.iso_week(D(2027, 1, 1)) == (2026, 53)
    assert days.monday_of(days.IsoWeek(2026, 53)) == D(2026, 12, 28)
    assert days.age_on(D(2008, 2, 29), D(2026, 2, 28)) == 17
    assert days.age_on(D(2008, 2, 29), D(2026, 3, 1)) == 18
    with pytest.raises(ValueError, match="before"):
        days.age_on(D(2026, 1, 2), D(2026, 1, 1))
    with pytest.raises(OverflowError):
        days.add_months(D(9999, 12, 1), 1)


@given(st.dates(D(1900, 1, 1), D(2100, 1, 1)), st.integers(0, 120))
def test_birthday_is_the_first_day_of_an_age(born, age):
    day = days.birthday(born, age)
    assert days.age_on(born, day) == age
    if age:
        assert days.age_on(born, day - days.ONE_DAY) == age - 1


@pytest.fixture
def demo():
    clock.allow_moved_clock()
    yield
    clock.allow_moved_clock(False)


def test_a_real_installation_ignores_a_moved_clock():
    assert clock.now({"PALIER_NOW": "1999-01-01T00:00+00:00"}).year > 2000
    assert clock.now({"PALIER_NOW": "nonsense"}).tzinfo is days.BRUSSELS


@pytest.mark.usefixtures("demo")
def test_a_demo_installation_may_stand_elsewhere_in_time():
    assert clock.today({"PALIER_NOW": "2026-11-26T23:30:00Z"}) == D(2026, 11, 27)
    assert clock.now({"PALIER_NOW": ""}).year > 2000
    for wrong in ("2026-11-26T09:00", "tomorrow"):
        with pytest.raises(clock.BadClock, match="like 2026-11-26"):
            clock.now({"PALIER_NOW": wrong})


SAID = {
    "fr": {
        "rappeler jeudi": (D(2026, 11, 26), "jeudi"),
        "demain": (D(2026, 11, 23), "demain"),
        "Après-demain 10h": (D(2026, 11, 24), "Après-demain"),
        "lundi prochain": (D(2026, 11, 23), "lundi prochain"),
        "lundi en huit": (D(2026, 11, 30), "lundi en huit"),
        "voir le 26/11 au bureau": (D(2026, 11, 26), "le 26/11"),
        "le 3 décembre": (D(2026, 12, 3), "le 3 décembre"),
        "jeudi 26/11 à 14h": (D(2026, 11, 26), "jeudi 26/11"),
        "vendredi 27 nov. 9h": (D(2026, 11, 27), "vendredi 27 nov."),
        "1er mars 2027": (D(2027, 3, 1), "1er mars 2027"),
        "2026-12-03": (D(2026, 12, 3), "2026-12-03"),
        "rdv 26/11": (D(2026, 11, 26), "26/11"),
        "le 15 avec Mme": (D(2026, 12, 15), "le 15"),
        "le 29/02": (D(2028, 2, 29), "le 29/02"),
        "dans 10 jours": (D(2026, 12, 2), "dans 10 jours"),
        "dans deux semaines": (D(2026, 12, 6), "dans deux semaines"),
        "dans huit jours": (D(2026, 11, 29), "dans huit jours"),
        "dans 8 jours": (D(2026, 11, 30), "dans 8 jours"),
        "dans huit semaines": (D(2027, 1, 17), "dans huit semaines"),
        "sous quinzaine": (D(2026, 12, 6), "sous quinzaine"),
        "endéans les 8 jours": (D(2026, 11, 30), "endéans les 8 jours"),
        "dans un mois": (D(2026, 12, 22), "dans un mois"),
        "fin du mois": (D(2026, 11, 30), "fin du mois"),
        "fin de la semaine": (D(2026, 11, 27), "fin de la semaine"),
        "fin du mois de décembre": (D(2026, 12, 31), "fin du mois de décembre"),
        "mi-janvier": (D(2027, 1, 15), "mi-janvier"),
        "en mars": (D(2027, 3, 1), "en mars"),
        "jeudi de la semaine prochaine": (D(2026, 11, 26), "jeudi de la semaine prochaine"),
        "le mois prochain": (D(2026, 12, 1), "le mois prochain"),
        "dimanche": (D(2026, 11, 29), "dimanche"),
        "aujourd’hui": (SUNDAY, "aujourd’hui"),
        "bellen donderdag": (D(2026, 11, 26), "donderdag"),  # notes mix both languages
    },
    "nl": {
        "nabellen in januari": (D(2027, 1, 1), "in januari"),
        "volgende donderdag": (D(2026, 11, 26), "volgende donderdag"),
        "morgen": (D(2026, 11, 23), "morgen"),
        "maandagmorgen": (D(2026, 11, 23), "maandagmorgen"),
        "overmorgen": (D(2026, 11, 24), "overmorgen"),
        "over 3 dagen": (D(2026, 11, 25), "over 3 dagen"),
        "over een week": (D(2026, 11, 29), "over een week"),
        "binnen acht dagen": (D(2026, 11, 29), "binnen acht dagen"),
        "op 26/11": (D(2026, 11, 26), "op 26/11"),
        "op 3 december": (D(2026, 12, 3), "op 3 december"),
        "op de 15e": (D(2026, 12, 15), "op de 15e"),
        "donderdag volgende week": (D(2026, 11, 26), "donderdag volgende week"),
        "volgende maand": (D(2026, 12, 1), "volgende maand"),
        "eind van de maand": (D(2026, 11, 30), "eind van de maand"),
        "eind januari": (D(2027, 1, 31), "eind januari"),
        "half december": (D(2026, 12, 15), "half december"),
        "vandaag bellen": (SUNDAY, "vandaag"),
    },
}


@pytest.mark.parametrize(("language", "text"), [(lang, text) for lang in SAID for text in SAID[lang]])
def test_said_day(language, text):
    day, words = SAID[language][text]
    found = find_day(text, today=SUNDAY, language=language)
    assert found is not None
    assert (found.day, text[found.start : found.end]) == (day, words)


@pytest.mark.parametrize(
    "text",
    [
        "", "tél 02/511.11.11", "0470/12.34.56", "payer 1/2 du loyer", "26.11 €", "24/7", "le 31/02",
        "né le 26/11/1980", "vu mardi 15 décembre 2020", "jeudi dernier", "le 15 rue Haute", "dans 0 jours",
        "le 22/11", "vorige maandag", "elke maandag", "goedemorgen mevrouw", "in de morgen", "dans 999 ans",
        "maison", "lundis", "facture 2026/11/26/3",
    ],
)  # fmt: skip
def test_no_day_is_said(text):
    assert find_day(text, today=SUNDAY, language="fr") is None


def test_accents_of_any_spelling_keep_the_places():
    text = "e\u0301crire fin fe\u0301vrier 2027 ok"
    found = find_day(text, today=SUNDAY, language="fr")
    assert (found.day, text[found.start : found.end]) == (D(2027, 2, 28), "fin fe\u0301vrier 2027")


_pieces = st.sampled_from([*SAID["fr"], *SAID["nl"], "31/12", "30 mars", "lundi 5", "fin", "\u0301", "İ", "ß "])
_today = st.dates(D(2000, 1, 1), D(2090, 12, 31))


@given(st.one_of(st.text(), st.lists(_pieces, max_size=4).map(" ".join)), _today, st.sampled_from(Language))
def test_a_found_day_is_never_past(text, today, language):
    found = find_day(text, today=today, language=language)
    if found:
        words = text[found.start : found.end].lower()
        assert found.day > today or (found.day == today and ("aujourd" in words or "vandaag" in words))
        assert words
