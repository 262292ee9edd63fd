"""Homes that are being kept in the demonstration: in open files about unpaid rent, with a budget that counts."""

from tests.demo.conftest import Filled


def test_every_open_file_about_unpaid_rent_keeps_its_home_with_a_budget(tiny: Filled) -> None:
    open_files = "FROM cases_case c WHERE c.closed_on IS NULL AND c.domain IN ('arrears', 'eviction_risk')"
    kept = "EXISTS (SELECT 1 FROM prevention_prevention p JOIN prevention_budget b ON b.case_id = p.case_id"
    assert tiny.one(f"SELECT count(*) {open_files}") > 0
    assert tiny.one(f"SELECT count(*) {open_files} AND NOT {kept} WHERE p.case_id = c.id)") == 0
    assert tiny.one("SELECT count(*) FROM prevention_budgetline WHERE kind = 'charge'") > 0
    assert tiny.one("SELECT count(*) FROM prevention_signedact") == 0  # nothing crosses that nobody signed
