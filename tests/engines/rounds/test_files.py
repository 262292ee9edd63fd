"""`palier engine rounds` on files: the examples run, and what cannot be used is told where."""

import copy
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.rounds import command, from_json

ROOT = Path(__file__).resolve().parents[3]
DAY = {
    "places": {"office": [0, 0], "tower": [400, 300]},
    "agents": [{"id": "anna", "start": "office", "hours": ["12:30", "20:20"]}],
    "visits": [{"id": "v1", "place": "tower", "minutes": 20}],
}


def run(path, *options):
    return subprocess.run(
        [sys.executable, "-m", "palier.cli", "engine", "rounds", str(path), *options],
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_example_of_the_help_runs(tmp_path):
    example = re.search(r"^Example FILE:\n\n(.*?)\n\nRun: palier engine rounds FILE", command.__doc__, re.S | re.M)
    path = tmp_path / "day.json"
    path.write_text(example.group(1))
    answer = run(path)

    assert answer.returncode == 0, answer.stderr
    assert json.loads(answer.stdout)["feasible"] is True
    assert run(path).stdout == answer.stdout


def test_the_example_of_the_format_runs_and_prints_what_the_page_shows(tmp_path):
    shown, printed = re.findall(r"```json\n(.*?)```", (ROOT / "docs/formats/rounds.md").read_text(), re.S)
    path = tmp_path / "day.json"
    path.write_text(shown)
    answer = json.loads(run(path).stdout)

    assert answer["faults"] == []
    assert json.loads(printed).keys() == answer["routes"][0].keys()


def test_a_file_of_solomon_is_known_by_itself(tmp_path):
    path = tmp_path / "c.txt"
    path.write_text("X\nVEHICLE\nNUMBER CAPACITY\n1 9\nCUSTOMER\nCUST NO.\n0 0 0 0 0 99 0\n1 3 4 1 0 99 5\n")
    answer = json.loads(run(path, "--distance", "truncated", "--objective", "vehicles").stdout)

    assert (answer["distance"], answer["routes"], answer["feasible"]) == (10.0, [[1]], True)
    assert answer["schedule"] == [[{"customer": 1, "arrives": 5.0, "waits": 0.0, "begins": 5.0, "why": "on_the_way"}]]


@pytest.mark.parametrize("options", [["--seconds", "0"], ["--seconds", "nan"], ["--seed", "-1"]])
def test_options_out_of_range(options, tmp_path):
    path = tmp_path / "day.json"
    path.write_text(json.dumps(DAY))
    answer = run(path, *options)

    assert answer.returncode == 2
    assert len(answer.stderr.splitlines()) == 1


def test_a_required_visit_left_out_is_not_feasible_an_optional_one_is(tmp_path):
    path = tmp_path / "day.json"
    for optional in (False, True):
        visits = [{"id": "v", "place": "tower", "minutes": 700, "optional": optional}]
        path.write_text(json.dumps(DAY | {"visits": visits}))
        assert json.loads(run(path).stdout)["feasible"] is optional


@pytest.mark.parametrize(
    ("where", "value", "told"),
    [
        (["places"], None, "places"),
        (["places"], [], "places"),
        (["places", "tower"], [1], "places.tower"),
        (["places", "tower"], [1, "x"], "places.tower"),
        (["places", "tower"], [1, 1e12], "places.tower"),
        (["places", "office"], None, "agents, anna, office"),
        (["agents"], [], "agents"),
        (["agents", 0, "id"], "", "agents[0].id"),
        (["agents", 0, "id"], "\ud800", "agents[0].id"),
        (["agents", 0, "start"], "moon", "agents, anna: moon"),
        (["agents", 0, "travel"], "ski", "agents, anna, travel: ski"),
        (["agents", 0, "hours"], ["12:30"], "agents[0].hours"),
        (["agents", 0, "hours"], ["12:30", "25:00"], "agents[0].hours"),
        (["agents", 0, "hours"], ["12:30", "11:00"], "agents[0].hours"),
        (["agents", 0, "breaks"], [{"minutes": 0}], "agents[0].breaks[0].minutes"),
        (["agents", 0, "breaks_done"], 1, "agents, anna"),
        (["agents", 0, "done"], ["zz"], "agents, anna, done: zz"),
        (["agents", 0, "done"], ["v1", "v1"], "agents, done: v1"),
        (["visits"], {}, "visits"),
        (["visits", 0, "place"], "moon", "visits, v1, place: moon"),
        (["visits", 0, "minutes"], 1.5, "visits[0].minutes"),
        (["visits", 0, "minutes"], True, "visits[0].minutes"),
        (["visits", 0, "urgency"], 0, "visits[0].urgency"),
        (["visits", 0, "optional"], 1, "visits[0].optional"),
        (["visits", 0, "agent"], "bob", "visits, v1, agent: bob"),
        (["visits", 0, "not_agents"], "bob", "visits[0].not_agents"),
        (["visits", 0, "promised"], "noon", "visits[0].promised"),
        (["visits"], [{"id": "v", "place": "tower", "minutes": 1}] * 2, "visits: v"),
        (["visits"], [{"id": str(n), "place": "tower", "minutes": 1} for n in range(301)], "visits"),
        (["deadlines"], {"0": "14:00"}, "deadlines.0"),
        (["deadlines"], {"1": 14}, "deadlines.1"),
        (["now"], "7 o'clock", "now"),
        (["travel"], {"tram": {"between": ["office"], "minutes": [[0, 1]]}}, "travel.tram.minutes"),
        (["travel"], {"tram": {"between": ["moon"], "minutes": [[0]]}}, "travel.tram.between: moon"),
        (["travel"], {"tram": {"metres_per_minute": 0}}, "travel.tram.metres_per_minute"),
    ],
)
def test_a_day_that_cannot_be_used_is_told_where(where, value, told):
    document = copy.deepcopy(DAY)
    part = document
    for step in where[:-1]:
        part = part[step]
    part[where[-1]] = value
    with pytest.raises(BadInput) as caught:
        from_json(document)
    assert caught.value.where == told
    assert "\n" not in str(caught.value)
