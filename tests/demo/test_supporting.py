"""The support cell of the demonstration: every state, a call, what came of it, an interruption of funding, a frozen year."""

import datetime as dt
import json

from palier.casework.support_partnership.rules.funding import Span, gaps


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
