"""The support cell of the demonstration: every state, a call, what came of it, an interruption of funding, a frozen year."""

import datetime as dt
import json
from decimal import Decimal

from palier.casework.support_partnership.rules.funding import Span, gaps
from palier.casework.support_requests.rules import is_near_its_end


def test_the_cell_has_requests_in_every_state_and_a_call_of_a_doctor(tiny):
    states = {row[0] for row in tiny.rows("SELECT DISTINCT state FROM support_requests_supportrequest")}
    assert states == {"received", "pair_named", "closed"}
    assert tiny.rows(
        "SELECT r.origin FROM support_requests_intake i JOIN support_requests_supportrequest r ON r.id = i.request_id"
    ) == [("general_practitioner",)]
    assert tiny.one("SELECT count(*) FROM support_requests_asking WHERE own_words <> '' AND met = 'yes'") >= 1
    assert tiny.one("SELECT count(*) FROM support_requests_supportrequest WHERE home = 'kept' AND crisis = 'yes'") >= 5
    assert tiny.one("SELECT count(*) FROM support_requests_asking WHERE household_id IS NOT NULL") >= 1


def test_funding_was_interrupted_in_2013_and_2014_and_nears_its_end(tiny):
    periods = [Span(*row) for row in tiny.rows("SELECT since, until FROM support_partnership_fundingperiod")]
    assert gaps(periods, tiny.as_of) == [Span(dt.date(2013, 1, 1), dt.date(2014, 12, 31))]
    assert max(one.until for one in periods) == dt.date(tiny.as_of.year, 12, 31)


def test_one_year_is_frozen_with_its_small_cells_closed(tiny):
    ((year, figures),) = tiny.rows("SELECT year, figures FROM support_partnership_frozenyear")
    figures = figures if isinstance(figures, dict) else json.loads(figures)
    numbers = [line["number"] for one in figures["lists"] for line in one["lines"]]

    assert year == tiny.as_of.year - 2
    assert None in numbers and all(number is None or number >= 10 for number in numbers)


def test_what_was_presented_and_what_a_stop_would_risk(tiny):
    assert tiny.one("SELECT count(*) FROM support_partnership_presentation") == 2
    kinds = {row[0] for row in tiny.rows("SELECT DISTINCT kind FROM support_partnership_partnershipnote")}
    assert len(kinds) == 7


def test_who_is_seconded_by_halves_has_two_posts_and_one_account(tiny):
    """S4-034: half time at the cell, her other half in a company, employed by neither."""
    posts = tiny.rows(
        "SELECT p.role, o.kind, p.full_time_fraction, e.kind, upper(p.valid) FROM organisations_post p"
        " JOIN organisations_staffmember s ON s.id = p.staff_id JOIN accounts_user u ON u.id = s.user_id"
        " JOIN organisations_organisation o ON o.id = p.organisation_id"
        " JOIN organisations_organisation e ON e.id = s.employer_id WHERE u.username = 'maud' ORDER BY p.role"
    )
    assert [(role, kind, employer) for role, kind, _half, employer, _until in posts] == [
        ("social_worker", "housing_company", "secondment_service"),
        ("support_cell_worker", "mental_health_support_cell", "secondment_service"),
    ]
    assert [half for _role, _kind, half, _employer, _until in posts] == [Decimal("0.5")] * 2
    account = tiny.accounts()["maud"]
    assert len(account["posts"]) == 2 and account["role"] == "social_worker"
    assert tiny.one("SELECT count(*) FROM organisations_staffmember WHERE last_name = 'Fiction'") == 1


def test_she_is_of_a_pair_and_never_asked_about_by_her_other_half(tiny):
    """P19: what her company asks is not routed to her; what another asks may be."""
    post = tiny.one(
        "SELECT p.id FROM organisations_post p JOIN organisations_staffmember s ON s.id = p.staff_id"
        " JOIN accounts_user u ON u.id = s.user_id WHERE u.username = 'maud' AND p.role = 'support_cell_worker'"
    )
    routed = tiny.rows(
        "SELECT o.slug, bool_or(sec.may_pair(a.request_id, %(post)s)), bool_and(sec.may_pair(a.request_id, %(post)s)),"
        " count(*) FILTER (WHERE %(post)s IN (r.first_id, r.second_id)) FROM support_requests_asking a"
        " JOIN support_requests_supportrequest r ON r.id = a.request_id"
        " JOIN organisations_organisation o ON o.id = a.organisation_id GROUP BY o.slug ORDER BY o.slug",
        {"post": post},
    )
    assert routed == [("habitat-specimen", False, False, 0), ("logis-exemple", True, True, 1)]


def test_her_half_at_the_cell_ends_soon_and_that_is_said(tiny):
    """S4-087: the request of her pair is open."""
    ends = tiny.rows(
        "SELECT upper(p.valid) - 1 FROM support_requests_supportrequest r JOIN organisations_post p ON p.id = r.first_id"
        " WHERE r.state = 'pair_named'"
    )
    assert ends == [(tiny.as_of + dt.timedelta(days=50),)]
    assert is_near_its_end(ends[0][0], tiny.as_of)
