"""The 19 communes come with every installation, in both languages, with their postcodes and their source."""

from palier.registry.housing.actions import MUNICIPALITY_OF
from palier.registry.housing.rules import COMMUNES
from tests.registry.territories.maps import looked_up


def test_a_fresh_installation_has_the_nineteen():
    rows = looked_up("SELECT nis, name_fr, name_nl, postcodes, source FROM housing_municipality ORDER BY nis")

    assert [(nis, fr, nl, tuple(codes)) for nis, fr, nl, codes, _ in rows] == [
        (one.nis, one.fr, one.nl, one.postcodes) for one in COMMUNES
    ]
    assert len(rows) == 19
    assert all("Statbel" in source for *_, source in rows)


def test_a_postcode_that_lies_in_two_communes_says_nothing_of_either():
    shared = {code for one in COMMUNES for code in one.postcodes} - set(MUNICIPALITY_OF)

    assert shared == {"1040", "1050"}
    assert MUNICIPALITY_OF["1020"] == "21004"
    by_nis = {one.nis: one for one in COMMUNES}
    assert by_nis["21004"].own_postcodes == ("1000", "1020", "1120", "1130")
    assert by_nis["21009"].own_postcodes == ("1050",)
