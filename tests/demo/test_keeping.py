"""Homes that are being kept in the demonstration: in open files about unpaid rent, with a budget that counts."""

from palier.registry.interservice.models import ConfidedBy, Line
from tests.demo.conftest import Filled


def test_every_open_file_about_unpaid_rent_keeps_its_home_with_a_budget(tiny: Filled) -> None:
    open_files = "FROM cases_case c WHERE c.closed_on IS NULL AND c.domain IN ('arrears', 'eviction_risk')"
    kept = "EXISTS (SELECT 1 FROM prevention_prevention p JOIN prevention_budget b ON b.case_id = p.case_id"
    assert tiny.one(f"SELECT count(*) {open_files}") > 0
    assert tiny.one(f"SELECT count(*) {open_files} AND NOT {kept} WHERE p.case_id = c.id)") == 0
    assert tiny.one("SELECT count(*) FROM prevention_budgetline WHERE kind = 'charge'") > 0


def test_a_plan_that_a_tenant_signed_waits_at_accounts_with_its_words_and_no_reason(tiny: Filled) -> None:
    acts = """prevention_signedact a JOIN table_line l ON l.id = a.line AND l.kind = a.act AND l.household_id = a.household_id
        AND (l.amount, l.day, l.months, l.signed_on) = (a.amount, a.day, a.months, a.signed_on)"""
    acts = acts.replace("table_line", Line._meta.db_table)
    to_accounts = "l.direction = 'from_social' AND s.kind = 'accounts' AND l.text = '' AND l.state = 'open'"
    join = "JOIN organisations_service s ON s.id = l.recipient_service_id"

    assert tiny.one("SELECT count(*) FROM prevention_signedact") >= 1
    assert tiny.one("SELECT count(*) FROM prevention_signedact") == tiny.one(
        f"SELECT count(*) FROM {acts} {join} WHERE {to_accounts} AND a.signed_by <@ a.concerns AND a.sent_on < l.day"
    )
    whose = f"SELECT count(*) FROM {acts} WHERE EXISTS (SELECT 1 FROM {ConfidedBy._meta.db_table} c"
    assert tiny.one(f"{whose} WHERE c.line_id = l.id AND c.person_id = ANY (a.signed_by))") >= 1
    assert tiny.one("SELECT count(*) FROM prevention_signedact WHERE act <> 'plan_proposed' OR sent_on IS NULL") == 0
