"""The clock as JSON: a file in, a file out, and a mistake named by its place."""

import json

import pytest

from palier.casework.tenancies.rules import clock
from palier.casework.tenancies.rules.document import from_json, to_json
from palier.engines.bad_input import BadInput

FILE = {
    "region": "brussels",
    "as_of": "2026-10-16",
    "events": [{"stage": "service", "on": "2026-09-01"}, {"stage": "bailiff_notice", "on": "2026-10-15"}],
}


def answer(document: dict) -> dict:
    question = from_json(document)
    return to_json(clock(question.facts, question.region, question.today, question.exceptions))


def test_both_readings_of_the_fifteen_days_appear_each_with_its_source():
    shorter, longer = answer(FILE)["next"]

    assert (shorter["reading"], shorter["not_before"], shorter["rule"]) == ("risk", "2026-10-30", "notice_of_date")
    assert (longer["reading"], longer["not_before"], longer["rule"]) == ("protection", "2027-03-16", "winter_stop")
    assert "justice-en-ligne" in shorter["source"] and shorter["confidence"] == "found"
    assert shorter["tell"] == ["social_delegate"]


def test_a_day_is_as_sure_as_the_least_sure_rule_it_needed():
    document = {**FILE, "as_of": "2025-02-28", "events": [{"stage": "formal_notice", "on": "2025-02-28"}]}

    sure = {entry["reading"]: entry["confidence"] for entry in answer(document)["next"] if entry["stage"] == "petition"}

    assert sure == {"risk": "found", "protection": "general knowledge"}


def test_the_winter_stop_and_what_does_not_fit_are_told_apart_from_what_is_missing():
    evicted = {**FILE, "as_of": "2026-12-14", "events": [*FILE["events"], {"stage": "eviction", "on": "2026-12-14"}]}

    told = answer(evicted)

    assert told["winter_stop"]["active"] is True
    assert (told["winter_stop"]["from"], told["winter_stop"]["to"]) == ("2026-11-01", "2027-03-15")
    assert [one["what"] for one in told["violations"]] == ["no_title", "in_winter_stop"]
    assert [one["stage"] for one in told["missing"]] == ["formal_notice", "petition", "hearing"]
    lifted = answer({**evicted, "exceptions": ["danger"]})
    assert [one["what"] for one in lifted["violations"]] == ["no_title"]


def test_the_answer_is_json_and_the_same_each_time():
    assert json.dumps(answer(FILE)) == json.dumps(answer({**FILE, "events": FILE["events"][::-1]}))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"region": "bruxelles"}, "region"),
        ({"region": None}, "region"),
        ({"as_of": "16/10/2026"}, "as_of"),
        ({"as_of": "0202-10-16"}, "as_of"),
        ({"events": None}, "events"),
        ({"events": [{"stage": "service"}]}, "events[0].on"),
        ({"events": [{"stage": "summons", "on": "2026-09-01"}]}, "events[0].stage"),
        ({"events": ["service"]}, "events[0]"),
        ({"exceptions": ["cold"]}, "exceptions[0]"),
    ],
)
def test_what_cannot_be_used_is_named_by_its_place(change, where):
    with pytest.raises(BadInput) as refused:
        from_json({**FILE, **change})

    assert refused.value.where == where
    assert refused.value.how_to_mend
    assert from_json(FILE)
