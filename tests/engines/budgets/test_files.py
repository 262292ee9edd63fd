"""Files of participatory budgets: read, written out, refused with one line."""

import json
import random
import re

import pytest

from palier.cli.__main__ import main
from palier.engines.bad_input import BadInput
from palier.engines.budgets import election_of, greedy, read_pb, with_selection, write_pb
from tests.engines.budgets.elections import names

FILE = """META
key;value
description;"A town; with a semicolon"
budget;1000.50
vote_type;{kind}
max_length;3
PROJECTS
project_id;cost;name;category
bench;300;A "bench";green
trees;700;Six trees;green
party;400.25;A party;
VOTES
voter_id;vote;points;age
1;bench,trees,party;3,2,1;30
2;trees;3;31
3;trees,party;1,1;32
"""


@pytest.mark.parametrize(
    ("kind", "scores"),
    [
        ("approval", {"bench": 1, "party": 2, "trees": 3}),
        ("cumulative", {"bench": 3, "party": 2, "trees": 6}),
        ("scoring", {"bench": 3, "party": 2, "trees": 6}),
        ("ordinal", {"bench": 3, "party": 3, "trees": 8}),  # Borda with 3, 2, 1
    ],
)
def test_the_five_kinds_of_votes(kind, scores):
    found = election_of(read_pb(FILE.format(kind=kind)))

    assert dict(zip([project.id for project in found.projects], found.scores(), strict=True)) == scores


def test_borda_as_theory_has_it_gives_the_last_nothing():
    assert election_of(read_pb(FILE.format(kind="ordinal")), "below").scores() == [2, 0, 2]


def test_choose_one():
    text = (
        FILE.format(kind="choose-1").replace("1;bench,trees,party;3,2,1", "1;bench;1").replace("trees,party", "party")
    )
    assert election_of(read_pb(text)).scores() == [1, 1, 1]
    with pytest.raises(BadInput, match="More than one"):
        election_of(read_pb(FILE.format(kind="choose-1")))


def test_a_score_for_what_was_left_out():
    text = FILE.format(kind="scoring").replace("max_length;3", "default_score;-1")
    assert election_of(read_pb(text)).scores() == [3 - 1 - 1, 1 - 1 + 1, 2 + 3 + 1]


def test_written_out_and_read_again_it_is_the_same():
    file = read_pb(FILE.format(kind="approval"))
    again = read_pb(write_pb(file))

    assert (again.meta, again.projects.columns, again.projects.rows) == (
        file.meta, file.projects.columns, file.projects.rows,
    )  # fmt: skip
    assert (again.votes.columns, again.votes.rows) == (file.votes.columns, file.votes.rows)
    assert write_pb(again) == write_pb(file)
    assert read_pb(write_pb(with_selection(file, frozenset(["party"])))).projects.column("selected") == ["0", "0", "1"]


def test_the_order_of_the_lines_leaves_no_trace(capsys, tmp_path):
    head, projects, votes = re.split("PROJECTS\n|VOTES\n", FILE.format(kind="cumulative"))
    answers = set()
    for seed in range(4):
        shuffled = head + "PROJECTS\n" + _shuffled(projects, seed) + "VOTES\n" + _shuffled(votes, seed)
        (tmp_path / "x.pb").write_text("\ufeff" + shuffled)
        for rule in ("greedy", "equal-shares"):
            assert main(["engine", "budgets", str(tmp_path / "x.pb"), "--rule", rule, "--accounts"]) == 0
        answers.add(capsys.readouterr().out)
    assert len(answers) == 1


def _shuffled(lines, seed):
    header, *rows = lines.splitlines(keepends=True)
    random.Random(seed).shuffle(rows)
    return header + "".join(rows)


def test_the_command_says_what_the_contract_says_and_saves(capsys, tmp_path):
    (tmp_path / "x.pb").write_text(FILE.format(kind="approval"))
    arguments = ["--rule", "equal-shares", "--completion", "add1", "--save", str(tmp_path / "out.pb"), "--seconds", "9"]

    assert main(["engine", "budgets", str(tmp_path / "x.pb"), *arguments]) == 0

    answer = json.loads(capsys.readouterr().out)
    assert {"rule", "budget", "spent", "voters", "selected", "ties", "stopped_because"} <= set(answer)
    assert (answer["budget"], answer["voters"], answer["utility"]) == ("1000.5", 3, "cost")
    assert read_pb((tmp_path / "out.pb").read_text()).projects.column("selected").count("1") == len(answer["selected"])


def test_conflicts_and_projects_taken_out(tmp_path):
    text = (
        FILE.format(kind="approval")
        .replace("name;category", "incompatible;conflicts")
        .replace('A "bench";green', ";trees,party")
        .replace("Six trees;green", "1;")
        .replace("A party;", "0;")
    )
    found = election_of(read_pb(text))
    assert names(found, greedy(found)) == ["party"]


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("budget;1000.50\n", "", "budget"),
        ("budget;1000.50", "budget;12,5", "budget"),
        ("budget;1000.50", "budget;-3", "budget"),
        ("budget;1000.50", "budget;" + "9" * 40, "budget"),
        ("vote_type;approval", "vote_type;veto", "vote_type"),
        ("max_length;3", "num_votes;4", "num_votes"),
        ("max_length;3", "num_projects;2", "num_projects"),
        ("max_length;3", "budget;3", "line 6"),
        ("project_id", "project", "columns"),
        ("name;category", "name;name", "line 8"),
        ("trees;700", "bench;700", "line 10"),
        ("trees;700", "trees;seven", "line 10"),
        ("Six trees;green", "Six; trees;green", "line 10"),
        ("2;trees;3", "2;tree;3", "line 15"),
        ("2;trees;3", "1;trees;3", "line 15"),
        ("2;trees;3", "2;trees,trees;3", "line 15"),
        ("VOTES", "VOICES", "whole file"),
        ("VOTES", "PROJECTS", "line 12"),
        ("META\n", "", "line 1"),
        ("2;trees", '2;"trees', "line 16"),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place(old, new, where):
    text = FILE.format(kind="approval")
    assert old in text
    with pytest.raises(BadInput) as caught:
        election_of(read_pb(text.replace(old, new, 1)))
    assert where in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(("old", "new"), [("3,2,1;30", "3,2;30"), ("3,2,1;30", "3,x,1;30"), ("points;age", "p;age")])
def test_points_that_cannot_be_used(old, new):
    with pytest.raises(BadInput):
        election_of(read_pb(FILE.format(kind="cumulative").replace(old, new)))


def test_without_a_ballot_nothing_is_chosen():
    with pytest.raises(BadInput, match="no ballot"):
        election_of(read_pb(FILE.format(kind="approval").partition("1;bench")[0]))
