"""The justice of the peace of a dwelling's canton: one, or all that may be."""

import datetime as dt

import pytest

from palier.casework.tenancies.rules import justice_of_the_peace
from palier.casework.tenancies.rules.courts import KNOWN_FROM

TODAY = dt.date(2026, 11, 26)
# Cantons by domain.md section 3: who is alone, who shares one, who is split.
CANTONS = {
    "21001": ["Anderlecht 1", "Anderlecht 2"],
    "21002": ["Auderghem"],
    "21003": ["Ganshoren"],
    "21004": ["Bruxelles 1", "Bruxelles 2", "Bruxelles 3", "Bruxelles 4"],
    "21005": ["Etterbeek"],
    "21006": ["Saint-Josse-ten-Noode"],
    "21007": ["Forest"],
    "21008": ["Ganshoren"],
    "21009": ["Ixelles"],
    "21010": ["Jette"],
    "21011": ["Ganshoren"],
    "21012": ["Molenbeek-Saint-Jean"],
    "21013": ["Saint-Gilles"],
    "21014": ["Saint-Josse-ten-Noode"],
    "21015": ["Schaerbeek 1", "Schaerbeek 2"],
    "21016": ["Uccle"],
    "21017": ["Auderghem"],
    "21018": ["Woluwé-Saint-Pierre"],
    "21019": ["Woluwé-Saint-Pierre"],
}


@pytest.mark.parametrize(("municipality", "cantons"), CANTONS.items())
def test_each_of_the_nineteen_municipalities_has_its_canton_or_all_that_may_be(municipality, cantons):
    found = justice_of_the_peace(municipality, TODAY)

    assert [court.canton.fr for court in found] == cantons
    assert all(court.is_part == (len(cantons) > 1) for court in found)
    assert all(court.territory and court.website and court.source and court.phone for court in found)


def test_there_are_nineteen_cantons_as_well():
    assert len({name for names in CANTONS.values() for name in names}) == 19


def test_a_postcode_of_two_municipalities_is_never_guessed():
    found = justice_of_the_peace("1050", TODAY)

    assert {court.municipality for court in found} == {"21004", "21009"}
    assert [court.canton.nl for court in found][-1] == "Elsene"
    assert [court.canton.nl for court in justice_of_the_peace("1060", TODAY)] == ["Sint-Gillis"]


@pytest.mark.parametrize("elsewhere", ["4000", "62063", "9999", "00000"])
def test_outside_the_region_there_is_no_answer(elsewhere):
    assert justice_of_the_peace(elsewhere, TODAY) == ()


@pytest.mark.parametrize("nowhere", ["", "105", "1050 Ixelles", "Ixelles", "²²²²"])
def test_what_is_no_place_is_refused(nowhere):
    with pytest.raises(ValueError, match="postcode"):
        justice_of_the_peace(nowhere, TODAY)


def test_before_the_cantons_are_known_nothing_is_answered():
    assert justice_of_the_peace("1060", KNOWN_FROM)
    with pytest.raises(ValueError):
        justice_of_the_peace("1060", KNOWN_FROM - dt.timedelta(days=1))
