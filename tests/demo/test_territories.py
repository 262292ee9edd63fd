"""The three lists of the fictional sector: complete, in 19 communes, fictional for all to see, and what they say of each other."""

import re

from palier.demo.territories import NAMES
from tests.demo.conftest import Filled


def test_the_three_lists_are_there_and_apart(tiny: Filled) -> None:
    lists = tiny.rows(
        "SELECT list, count(*), count(DISTINCT municipality_id) FROM housing_neighbourhood GROUP BY 1 ORDER BY 1"
    )

    assert lists == [("company", 77, 19), ("monitoring", 145, 19), ("statistical", 290, 19)]
    assert tiny.one("SELECT count(*) FROM housing_municipality") == 19


def test_names_and_codes_are_nobodys() -> None:
    assert len({fr for fr, _ in NAMES}) == len({nl for _, nl in NAMES}) == len(NAMES) == 145


def test_no_sector_has_a_code_that_could_be_real(tiny: Filled) -> None:
    codes = [code for (code,) in tiny.rows("SELECT code FROM housing_neighbourhood WHERE list = 'statistical'")]

    assert all(re.fullmatch(r"21\d{3}X\d\d-", code) for code in codes)


def test_every_sector_lies_in_one_neighbourhood_of_the_monitoring_in_its_own_commune(tiny: Filled) -> None:
    found = tiny.rows(
        "SELECT count(*), count(DISTINCT area_id), bool_and(a.municipality_id = w.municipality_id), min(c.share)"
        " FROM territories_correspondence c JOIN housing_neighbourhood a ON a.id = c.area_id AND a.list = 'statistical'"
        " JOIN housing_neighbourhood w ON w.id = c.within_id AND w.list = 'monitoring'"
    )

    assert found == [(290, 290, True, 1)]


def test_every_company_neighbourhood_lies_wholly_in_the_monitoring(tiny: Filled) -> None:
    shares = tiny.rows(
        "SELECT sum(c.share), count(*) FROM territories_correspondence c JOIN housing_neighbourhood a"
        " ON a.id = c.area_id AND a.list = 'company' GROUP BY a.id"
    )

    assert len(shares) == 77
    assert {float(whole) for whole, _ in shares} == {1.0}
    assert {number for _, number in shares} == {1, 2}


def test_the_demonstration_has_no_geometry(tiny: Filled) -> None:
    assert tiny.one("SELECT count(*) FROM territories_areashape") == 0
