"""The three formats read, in any order, and every malformed file refused with the place of the mistake."""

import argparse
import copy
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.exchanges import command
from palier.engines.exchanges.amounts import shown, weight, whole_units


def run(path, *words):
    parser = argparse.ArgumentParser()
    command.configure(parser)
    return command.answer(parser.parse_args([str(path), *words]))


def written(folder, text, name="market.input", free=None):
    path = folder / name
    path.write_text(text)
    if free is not None:
        path.with_suffix(".ndds").write_text(free)
    return path


TRIANGLE = "4 4\n0 1 1.5\n1 2 1\n2 0 1\n2 3 0.25\n-1 -1 -1\n"
FREE = "2 2\n0 3 2\n1 3 2\n-1 -1 -1\n"


def test_a_digraph_with_free_starts(tmp_path):
    answer = run(written(tmp_path, TRIANGLE, free=FREE))

    assert answer["cycles"] == [[0, 1, 2]]
    assert (answer["weight"], answer["bound"], answer["optimal"], answer["transfers"]) == (5.5, 5.5, True, 4)
    assert answer["chains"] in ([[0, 3]], [[1, 3]])
    assert [len(tie["chosen"]) for tie in answer["ties"]] == [1]
    assert answer["moves"][0] == {"source": 0, "target": 1, "weight": 1.5, "in": "cycle 1", "depends_on": 2}


def test_caps(tmp_path):
    path = written(tmp_path, TRIANGLE, free=FREE)

    assert run(path, "--max-cycle", "2")["cycles"] == []
    assert run(path, "--max-chain", "0")["chains"] == []


def test_a_digraph_with_its_own_cap_and_no_last_line(tmp_path):
    path = written(tmp_path, "3 3 2\n0 1 1\n1 2 1\n2 0 1\n", "own.txt")

    assert run(path)["weight"] == 0
    assert run(path, "--max-cycle", "3")["weight"] == 3


def test_neighbours_a_line(tmp_path):
    answer = run(written(tmp_path, "4 0.3\n2\n3 1\n\n", "kep"), "--max-cycle", "3")

    assert answer["cycles"] == [[0, 1]]


@pytest.mark.parametrize("seed", range(4))
def test_the_order_of_lines_changes_nothing(tmp_path, seed):
    draw = random.Random(seed)
    arcs = [f"{a} {b} {draw.choice((1, 2))}" for a in range(12) for b in range(12) if a != b and draw.random() < 0.3]
    free = [f"{a} {b} 1" for a in range(2) for b in range(12) if draw.random() < 0.3]

    def text(lines, count):
        return "\n".join([f"{count} {len(lines)}", *draw.sample(lines, len(lines)), "-1 -1 -1"])

    answers = [run(written(tmp_path, text(arcs, 12), free=text(free, 2))) for _ in range(2)]

    assert json.dumps(answers[0]) == json.dumps(answers[1])


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", "line 1"),
        ("2", "line 1"),
        ("2 1\n0 1 1\n", ".input"),  # no last line
        ("2 2\n0 1 1\n-1 -1 -1\n", ".input"),
        ("2 1\n0 1 1\n1 0 1\n-1 -1 -1\n", ".input"),
        ("2 1\n0 2 1\n-1 -1 -1\n", "line 2"),
        ("2 1\n-1 0 1\n-1 -1 -1\n", "line 2"),
        ("2 1\n0 0 1\n-1 -1 -1\n", "line 2"),
        ("2 2\n0 1 1\n0 1 2\n-1 -1 -1\n", "line 3"),
        ("2 1\n0 1\n-1 -1 -1\n", "line 2"),
        ("2 1\n0 1 x\n-1 -1 -1\n", "line 2"),
        ("2 1\n0 1 nan\n-1 -1 -1\n", "line 2"),
        ("2 1\n0 1 1e99\n-1 -1 -1\n", "line 2"),
        ("2 1\n0 ١ 1\n-1 -1 -1\n", "line 2"),
        ("99999999 0\n-1 -1 -1\n", "line 1"),
        ("2 0.5\n2\n1\n1\n", ".input"),
        ("2 0.5\n3\n1\n", "line 2"),
        ("2 0.5\n1\n1\n", "line 2"),
        ("2 0.5\n2 2\n1\n", "line 2"),
        ("[]", "whole file"),
        ('{"nothing": 1}', ".input"),
        ("-1 -1 -1\n", "line 1"),
    ],
)
def test_a_malformed_text_names_its_place(tmp_path, text, place):
    with pytest.raises(BadInput) as caught:
        run(written(tmp_path, text))

    assert place in caught.value.where
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "free",
    ["", "1\n", "1 1\n0 9 1\n-1 -1 -1\n", "1 1\n1 0 1\n-1 -1 -1\n", "1 2\n0 1 1\n0 1 1\n-1 -1 -1\n", "1 1\n0 1 1\n"],
)
def test_a_malformed_list_of_free_starts_is_refused(tmp_path, free):
    with pytest.raises(BadInput) as caught:
        run(written(tmp_path, TRIANGLE, free=free))

    assert ".ndds" in caught.value.where


KIDNEY = {
    "data": {
        "1": {"sources": [1], "matches": [{"recipient": 2, "score": 5}]},
        "2": {"sources": [2], "matches": [{"recipient": 1, "score": 5}]},
        "3": {"sources": [3], "matches": [{"recipient": 4, "score": 1}]},
        "13": {"sources": [3], "matches": [{"recipient": 4, "score": 7}]},
        "4": {"sources": [4]},
        "8": {"altruistic": True, "matches": [{"recipient": 3, "score": 2}]},
        "9": {"altruistic": True},
    },
    "recipients": {"1": {}, "2": {}, "3": {}, "4": {}},
}


def kidney(folder, document):
    return written(folder, json.dumps(document), "kidney.json")


def test_kidney_files_count_as_their_registry_does(tmp_path):
    answer = run(kidney(tmp_path, KIDNEY))

    assert (
        answer["transfers"] == answer["weight"] == 2 + 3 + 1
    )  # a swap; altruist, pair, pair, list; the unused altruist
    assert answer["cycles"] == [[1, 2]]
    assert answer["chains"] == [[8, 3, 4], [9]]
    assert answer["aims"][2]["value"] == 5 + 5 + 2 + 7  # the better of two donors


def test_the_cap_on_kidney_chains_counts_the_last_transfer(tmp_path):
    assert run(kidney(tmp_path, KIDNEY), "--max-chain", "2")["chains"] == [[8, 3], [9]]
    assert run(kidney(tmp_path, KIDNEY), "--max-chain", "1")["transfers"] == 4
    assert run(kidney(tmp_path, KIDNEY), "--max-chain", "0")["transfers"] == 2


def test_the_order_of_donors_changes_nothing(tmp_path):
    shuffled = copy.deepcopy(KIDNEY)
    shuffled["data"] = dict(reversed(shuffled["data"].items()))

    assert run(kidney(tmp_path, shuffled)) == run(kidney(tmp_path, KIDNEY))


@pytest.mark.parametrize(
    ("donor", "entry", "place"),
    [
        ("1", {"sources": [1, 2], "matches": []}, "data.1.sources"),
        ("1", {"sources": [1], "altruistic": True}, "data.1.sources"),
        ("1", {"sources": 1}, "data.1.sources"),
        ("1", {"sources": [1], "altruistic": "yes"}, "data.1.altruistic"),
        ("1", {"sources": [1], "matches": [{"recipient": 1}]}, "data.1.matches"),
        ("1", {"sources": [1], "matches": [{"recipient": 77}]}, "data.1.matches[0].recipient"),
        ("1", {"sources": [1], "matches": [{"recipient": None}]}, "data.1.matches[0].recipient"),
        ("1", {"sources": [1], "matches": [{"recipient": 2}, {"recipient": 2}]}, "data.1.matches[1]"),
        ("1", {"sources": [1], "matches": [{"recipient": 2, "score": "x"}]}, "data.1.matches[0].score"),
        ("1", {"sources": [1], "matches": {}}, "data.1.matches"),
        ("1", [], "data.1"),
    ],
)
def test_a_malformed_kidney_file_names_its_place(tmp_path, donor, entry, place):
    with pytest.raises(BadInput) as caught:
        run(kidney(tmp_path, {"data": KIDNEY["data"] | {donor: entry}}))

    assert caught.value.where == place


@pytest.mark.parametrize(
    "words", [("--max-cycle", "1"), ("--max-chain", "-1"), ("--seconds", "0"), ("--refused", "77")]
)
def test_options_that_mean_nothing_are_refused(tmp_path, words):
    with pytest.raises(BadInput) as caught:
        run(written(tmp_path, TRIANGLE), *words)

    assert words[0] in caught.value.where


def test_the_example_of_the_help_runs(tmp_path):
    shown = command.__doc__.partition("Example FILE:\n")[2].partition("\n\n")[0]
    answer = run(written(tmp_path, shown, "example.json"))

    assert sorted(map(sorted, answer["cycles"])) == [["anna", "bram"]]
    assert answer["chains"] == [["D", "chloe"]]
    assert answer["optimal"]


def test_the_example_of_the_format_runs(tmp_path):
    page = Path(__file__).resolve().parents[3] / "docs" / "formats" / "exchanges.md"
    shown = page.read_text().split("```json\n")[1].partition("```")[0]
    answer = run(written(tmp_path, shown, "example.json"))

    assert ["D", "chloe", "dirk"] in answer["chains"]


@pytest.mark.parametrize(
    ("words", "units", "scale"),
    [
        (["1", "2"], [1, 2], 1),
        (["0.5", "0.25", "-3"], [50, 25, -300], 100),
        (["100", "1e3"], [100, 1000], 1),
        ([], [], 1),
    ],
)
def test_weights_become_whole_units_without_loss(words, units, scale):
    assert whole_units([weight(word, "here") for word in words]) == (units, scale)


@pytest.mark.parametrize(("given", "kept"), [("0.1234567", "0.123457"), (0.1, "0.1"), (3, "3"), (1_000_000, "1000000")])
def test_weights_are_kept_to_six_decimals(given, kept):
    assert weight(given, "here") == Decimal(kept)


@pytest.mark.parametrize("given", [True, None, "", "x", "1_0x", float("nan"), float("inf"), 1_000_001, "0" * 41, [1]])
def test_what_is_no_weight_is_refused(given):
    with pytest.raises(BadInput):
        weight(given, "here")


@pytest.mark.parametrize(("units", "scale", "number"), [(50, 100, 0.5), (300, 100, 3), (-300, 100, -3), (0, 1, 0)])
def test_whole_weights_are_printed_whole(units, scale, number):
    assert repr(shown(units, scale)) == repr(number)
