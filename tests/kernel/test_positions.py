"""Positions: degrees read as people write them, and a sentence for each way in which a pair is wrong."""

from decimal import Decimal

import pytest

from palier.kernel.positions import BadPosition, Position, as_degrees, as_position
from palier.kernel.table_cells import BadCell

LON, LAT = Decimal("4.351700"), Decimal("50.846600")


@pytest.mark.parametrize("written", ["4.3517", "4,3517", " 4.3517 ", 4.3517])
def test_point_comma_or_number_is_the_same_degree(written):
    assert as_degrees(written) == Decimal("4.3517")


@pytest.mark.parametrize("written", [None, "", "  "])
def test_a_blank_is_no_degree(written):
    assert as_degrees(written) is None


@pytest.mark.parametrize("written", ["4°21'", "4.351.700", "est", "NaN", "1e3", "٤", "4.35E", "9" * 400])
def test_what_is_no_degree_is_refused(written):
    with pytest.raises(BadCell):
        as_degrees(written)


def test_a_position_is_kept_to_a_tenth_of_a_metre():
    assert as_position(Decimal("4.35170049"), LAT) == Position(LON, LAT)
    assert as_position(None, None) is None


@pytest.mark.parametrize(
    ("longitude", "latitude", "column", "word"),
    [
        (LON, None, "latitude", "both"),
        (None, LAT, "longitude", "both"),
        (LAT, LON, "longitude", "swapped"),
        (Decimal(149_000), Decimal(170_000), "longitude", "Lambert"),
        (Decimal("649328.0"), Decimal("665262.0"), "longitude", "Lambert"),
        (Decimal("2.35"), Decimal("48.85"), "longitude", "Belgium"),
        (Decimal(0), Decimal(0), "longitude", "Belgium"),
    ],
)
def test_each_wrong_pair_is_told_apart(longitude, latitude, column, word):
    with pytest.raises(BadPosition) as bad:
        as_position(longitude, latitude)
    assert bad.value.column == column and word in str(bad.value.what)
