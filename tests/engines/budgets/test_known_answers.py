"""Answers of others: what cities decided, and what the reference implementation finds; read in place when there."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from palier.engines.budgets import add_one, election_of, equal_shares, greedy, read_pb, write_pb
from tests.engines.budgets.elections import election, names

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "a_participatory_budget"
KNOWN = json.loads((CASES / "dev_expected.json").read_text()) if CASES.exists() else {}
needs_cases = pytest.mark.skipif(not KNOWN, reason="the shared cases are not beside this clone")
VARIANTS = {
    "skip": "greedy",
    "stop_at_first_unaffordable": "greedy-no-skip",
    "skip_with_threshold": "greedy-threshold",
}


def read(name):
    return read_pb((CASES / "dev" / name).read_text(encoding="utf-8-sig"))


@needs_cases
@pytest.mark.parametrize("name", KNOWN)
def test_greedy_as_cities_have_it(name):
    found = election_of(read(name))
    (plain,) = [KNOWN[name][key] for key in KNOWN[name] if key.startswith("plain_greedy")]
    for key, variant in VARIANTS.items():
        assert sorted(names(found, greedy(found, variant))) == sorted(plain[key]["selected"]), key


@needs_cases
@pytest.mark.parametrize("name", KNOWN)
def test_sets_of_the_reference(name):
    file = read(name)
    found = election_of(file, "below")
    for key, known in KNOWN[name]["results"].items():
        utility = "cardinality" if "cardinality" in key else "cost"
        if key.startswith("maxwelfare"):
            continue
        if key.startswith("greedy"):
            outcome = greedy(found, "greedy-per-cost" if key != "greedy_cost" else "greedy")
        elif key.endswith("add1"):
            outcome = add_one(found, utility).outcome
        else:
            outcome = equal_shares(found, utility)
        assert sorted(names(found, outcome)) == sorted(known["selected"]), key


@needs_cases
def test_the_instance_said_to_hang_on_a_tie_has_none():
    """The reference's second run with another tie rule did not end; exactly computed, no step of add1 meets a tie."""
    name = next(name for name in KNOWN if "Warszawa" in name)
    known = KNOWN[name]["results"]["mes_cost_add1"]
    assert (known["tie_free"], known["other_tiebreak"]) == (False, None)

    found = election_of(read(name))
    last = len(found.projects) - 1
    mirrored = replace(
        found,
        projects=found.projects[::-1],
        ballots=tuple(
            replace(ballot, points=tuple((last - place, points) for place, points in reversed(ballot.points)))
            for ballot in found.ballots
        ),
    )
    assert add_one(found).outcome.ties == []
    assert set(names(mirrored, add_one(mirrored).outcome)) == set(known["selected"])


@needs_cases
@pytest.mark.parametrize("name", KNOWN)
def test_a_published_file_goes_out_as_it_came_in(name):
    file = read(name)
    again = read_pb(write_pb(file))
    assert (again.meta, again.projects.rows, again.votes.rows) == (file.meta, file.projects.rows, file.votes.rows)


@pytest.mark.skipif(not CASES.exists(), reason="the shared cases are not beside this clone")
def test_results_of_another_platform():
    document = json.loads((CASES / "dev" / "consul_result_cases.json").read_text())
    for case in document["cases"]:
        lines = {f"p{number}": one for number, one in enumerate(case["investments"])}
        most = max(one["ballot_lines"] for one in lines.values())
        ballots = [" ".join(key for key, one in lines.items() if one["ballot_lines"] > voter) for voter in range(most)]
        costs = {key: one["price"] for key, one in lines.items()}
        flags = {key: (one["status"] == "incompatible",) for key, one in lines.items()}
        found = election(document["heading_price"], costs, ballots, **flags)
        assert [lines[key]["ballot_lines"] for key in names(found, greedy(found))] == case["winners"], case["name"]
