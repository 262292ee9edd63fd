"""Counts published by others: Glasgow 2007 round by round, small edge cases, approval recounts; read in place when there."""

import json
import re

import pytest

from palier.engines.ballots import Conditions, read_blt, to_json, verdict
from tests.engines.ballots.polls import CASES, marked


def known(name):
    return json.loads((CASES / name).read_text()) if CASES.exists() else {}


GLASGOW = known("stv_glasgow_2007_expected.json")
SMALL = {
    key: one["scotland-fixed-p5-d5"]
    for key, one in known("stv_small_expected.json").items()
    if "scotland-fixed-p5-d5" in one
}
APPROVALS = sorted(CASES.glob("approval_multiwinner_abcvoting/*.yaml"))
needs_cases = pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside this clone")


def counted(path, seats):
    return to_json(verdict(read_blt(path), "scottish-stv", Conditions(seats)))


@needs_cases
@pytest.mark.parametrize("ward", GLASGOW)
def test_glasgow_round_by_round(ward):
    answer = GLASGOW[ward]
    said = counted(CASES / "stv_glasgow_2007" / f"{ward}.blt", answer["seats"])

    assert [stage["votes"] for stage in said["rounds"]] == [
        event["votes"] for event in answer["events"] if event["tag"] in ("begin", "transfer")
    ]
    assert f"{said['quota']}.00000" == answer["quota"]
    assert said["rounds"][-1]["exhausted"] == answer["nontransferable"]
    assert sorted(said["elected"]) == sorted(answer["elected"])
    assert said["votes"] == answer["first_preferences"]


@needs_cases
@pytest.mark.parametrize("ward", GLASGOW)
def test_first_preferences_only(ward):
    poll = read_blt(CASES / "stv_glasgow_2007" / f"{ward}.blt")
    elected = verdict(poll, "plurality", Conditions(GLASGOW[ward]["seats"])).elected
    assert list(elected) == GLASGOW[ward]["plurality_top_n_first_preferences"]


@needs_cases
@pytest.mark.parametrize("name", SMALL)
def test_small_cases(name):
    said = counted(CASES / "stv_small" / f"{name}.blt", SMALL[name]["seats"])

    assert sorted(said["elected"]) == sorted(SMALL[name]["elected"])
    assert said["valid_ballots"] == SMALL[name]["valid_ballots"]
    assert said["rounds"][-1]["votes"] == SMALL[name]["final"]
    assert said["rounds"][-1]["exhausted"] == SMALL[name]["nontransferable"]


@needs_cases
@pytest.mark.parametrize("path", APPROVALS, ids=lambda path: path.name)
def test_recount_of_approvals(path):
    text = path.read_text()
    profile = json.loads(re.search(r"profile: (\[\[.*?\]\])", text, re.DOTALL)[1])
    candidates, seats = (int(re.search(rf"{key}: (\d+)", text)[1]) for key in ("num_cand", "committeesize"))
    best = json.loads(re.search(r"rule_id: av\n\s+result: (\[\[.*?\]\])", text, re.DOTALL)[1])
    votes = {str(one): sum(one in ballot for ballot in profile) for one in range(candidates)}

    found = verdict(marked(votes, valid=len(profile)), "plurality", Conditions(seats))

    assert sorted(map(int, found.elected)) in [sorted(one) for one in best]
    assert bool(found.ties) == (len(best) > 1)
