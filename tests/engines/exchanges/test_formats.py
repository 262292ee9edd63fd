"""The three formats read, in any order, and every malformed file refused with the place of the mistake."""

import argparse
import copy
import dataclasses
import json
import random
from decimal import Decimal
from pathlib import Path

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.exchanges import Arc, Market, command
from palier.engines.exchanges.amounts import shown, weight, whole_units
from palier.engines.exchanges.digraph import from_digraph
from palier.engines.exchanges.kidney import from_kidney


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


BEGIN = "Not a digraph. ({path}, line 1) Begin with the number of vertices and of arcs."
ARC = "Not an arc. ({path}, line 2) Write source, target and weight."
WEIGHT = "Not a weight. ({path}, line 2) Write a number from -1000000 to 1000000, like 0.45."
NO_END = "The file does not end. ({path}) Put -1 -1 -1 on the last line."
ITSELF = "An arc from a vertex to itself. ({path}, line 2) Leave it out."
TWICE = "This arc is there twice. ({path}, line %d) Keep one."
START = "Not a list of free starts. ({path}, line 1) Begin with how many, and how many arcs."


def no_number(word, line, most, least=0):
    return f"'{word}' is not a whole number in range. ({{path}}, line {line}) Give {least} to {most}."


def refusal(call, *given):
    with pytest.raises(BadInput) as caught:
        call(*given)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", BEGIN),
        ("\n2 0\n-1 -1 -1\n", BEGIN),
        ("2", BEGIN),
        ("2 0 3 4\n-1 -1 -1\n", BEGIN),
        ("2 1\n0 1 1\n", NO_END),
        ("2 0\n", NO_END),
        ("2 2\n0 1 1\n-1 -1 -1\n", "2 arcs announced, 1 found. ({path}) Correct the first line."),
        ("2 1\n0 1 1\n1 0 1\n-1 -1 -1\n", "1 arcs announced, 2 found. ({path}) Correct the first line."),
        ("2 1\n0 2 1\n-1 -1 -1\n", no_number("2", 2, 1)),
        ("2 1\n2 0 1\n-1 -1 -1\n", no_number("2", 2, 1)),
        ("2 1\n-1 0 1\n-1 -1 -1\n", no_number("-1", 2, 1)),
        ("2 1\n\n0 ١ 1\n-1 -1 -1\n", no_number("١", 3, 1)),
        ("2 1\n0 0000000000001 1\n-1 -1 -1\n", no_number("0000000000001", 2, 1)),
        (f"2 1\n0 {'9' * 21} 1\n-1 -1 -1\n", no_number("9" * 20, 2, 1)),
        ("2 1\n0 0 1\n-1 -1 -1\n", ITSELF),
        ("2 2\n0 1 1\n0 1 2\n-1 -1 -1\n", TWICE % 3),
        ("2 1\n0 1\n-1 -1 -1\n", ARC),
        ("2 1\n0 1 1 1\n-1 -1 -1\n", ARC),
        ("2 1\n0 1 x\n-1 -1 -1\n", WEIGHT),
        ("2 1\n0 1 nan\n-1 -1 -1\n", WEIGHT),
        ("2 1\n0 1 1e99\n-1 -1 -1\n", WEIGHT),
        ("1000001 0\n-1 -1 -1\n", no_number("1000001", 1, 1_000_000)),
        ("-1 -1 -1\n", no_number("-1", 1, 1_000_000)),
        ("2 x\n-1 -1 -1\n", no_number("x", 1, 100_000_000)),
        ("2 100000001\n-1 -1 -1\n", no_number("100000001", 1, 100_000_000)),
        ("2 1 x\n0 1 1\n", no_number("x", 1, 1_000_000)),
        ("2 1 1000001\n0 1 1\n", no_number("1000001", 1, 1_000_000)),
        ("1000001 0.5\n", no_number("1000001", 1, 1_000_000)),
        ("2 0.5\n2\n1\n1\n", "2 vertices announced, 3 lines found. ({path}) Write a line each."),
        ("3 0.5\n2\n", "3 vertices announced, 1 lines found. ({path}) Write a line each."),
        ("2 0.5\n3\n1\n", no_number("3", 2, 2, least=1)),
        ("2 0.5\n2\n0\n", no_number("0", 3, 2, least=1)),
        ("2 0.5\n1\n1\n", ITSELF),
        ("2 0.5\n2 2\n1\n", TWICE % 2),
        ("[]", "Not an object. (the whole file) Write {{…}}."),
        ('{"nothing": 1}', "Not a market. ({path}) Give data (kidney JSON) or households."),
    ],
)
def test_a_malformed_text_is_refused_with_what_where_and_how_to_mend_it(tmp_path, text, said):
    path = written(tmp_path, text)
    assert refusal(run, path) == said.format(path=path)


@pytest.mark.parametrize(
    ("free", "said"),
    [
        ("", START),
        ("1\n", START),
        ("1 1 1\n0 1 1\n-1 -1 -1\n", START),
        ("1000001 0\n-1 -1 -1\n", no_number("1000001", 1, 1_000_000)),
        ("1 x\n-1 -1 -1\n", no_number("x", 1, 100_000_000)),
        ("1 1\n0 4 1\n-1 -1 -1\n", no_number("4", 2, 3)),
        ("1 1\n1 0 1\n-1 -1 -1\n", no_number("1", 2, 0)),
        ("1 2\n0 1 1\n0 1 1\n-1 -1 -1\n", TWICE % 3),
        ("1 1\n0 1 1\n", NO_END),
    ],
)
def test_a_malformed_list_of_free_starts_is_refused(tmp_path, free, said):
    path = written(tmp_path, TRIANGLE, free=free)
    assert refusal(run, path) == said.format(path=path.with_suffix(".ndds"))


def test_a_digraph_is_a_market_whose_free_starts_come_after_its_vertices(tmp_path):
    text = "3 3\n2 0 1\n\n0 000000000001 2.5\n1 0 -0.25\n\n-1 -1 -1\n"
    path = written(tmp_path, text, free="2 3\n1 2 1\n0 0 3\n1 0 1e2\n-1 -1 -1\n")
    market = Market(
        labels=(0, 1, 2, 0, 1),
        households=3,
        arcs=(Arc(0, 1, 250), Arc(1, 0, -25), Arc(2, 0, 100), Arc(3, 0, 300), Arc(4, 0, 10_000), Arc(4, 2, 100)),
        scale=100,
    )

    assert from_digraph(path, text) == (market, None)
    assert from_digraph(path, "3 3 2\n2 0 1\n0 1 2.5\n1 0 -0.25\n") == (market, 2)
    alone = dataclasses.replace(market, labels=(0, 1, 2), arcs=market.arcs[:3])
    assert from_digraph(tmp_path / "other.input", text) == (alone, None)
    assert from_digraph(path.with_suffix(".ndds"), text) == (alone, None)  # not beside itself
    assert from_digraph(path, "3 0.9\n2 3\n\n1\n\n")[0] == Market(
        (0, 1, 2), 3, (Arc(0, 1, 1), Arc(0, 2, 1), Arc(2, 0, 1))
    )
    assert from_digraph(path, "3 0.9\n2\n1")[0].arcs == (Arc(0, 1, 1), Arc(1, 0, 1))  # the last has no neighbour


def test_the_largest_digraph(tmp_path):
    market, cap = from_digraph(tmp_path / "x", "1000000 1 1000000\n999999 0 1\n-1 -1 -1\n")
    assert (market.households, market.arcs, cap) == (1_000_000, (Arc(999_999, 0, 1),), 1_000_000)
    assert from_digraph(tmp_path / "x", "0 0\n-1 -1 -1\n") == (Market((), 0, ()), None)
    assert from_digraph(tmp_path / "x", "0 0 0\n") == (Market((), 0, ()), 0)


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


def test_kidney_files_are_markets_of_recipients_by_number_then_by_name():
    document = {
        "data": {
            "y": {"altruistic": True, "matches": [{"recipient": "b", "score": 0.5}, {"recipient": 10}]},
            "11": {"altruistic": True},
            "9": {"sources": []},
            "d1": {"sources": ["b"], "matches": [{"recipient": 9, "score": 1.2345}]},
            "d2": {"sources": ["b"], "altruistic": False, "matches": [{"recipient": 9, "score": 7}, {"recipient": 10}]},
            "d3": {"sources": ["b"], "matches": [{"recipient": 9, "score": 2}]},
            "d4": {"sources": ["10"], "matches": [{"recipient": "b", "score": 1000000}]},
        },
        "recipients": {"9": {}, "007": {}},
    }

    assert from_kidney(document) == Market(
        labels=(9, 10, "007", "b", 9, 11, "y"),
        households=4,
        arcs=(
            Arc(1, 3, 1, 1_000_000_000),
            Arc(3, 0, 1, 7000),
            Arc(3, 1, 1, 0),
            Arc(6, 1, 1, 0),
            Arc(6, 3, 1, 500),
        ),
        third_aim="score",
        added=3,
        ends_outside=True,
    )


ONE = "Not one recipient. (data.1.sources) Name the one recipient, or write altruistic without sources."
NO_ID = "Not an id. (%s) Give a text or a whole number."


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"sources": [1, 2], "matches": []}, ONE),
        ({"sources": [1], "altruistic": True}, ONE),
        ({"sources": 1}, "Not a list. (data.1.sources) Write […]."),
        ({"sources": [True]}, NO_ID % "data.1.sources"),
        ({"sources": [1], "altruistic": "yes"}, "Not true or false. (data.1.altruistic) Write true or false."),
        (
            {"sources": [1], "matches": [{"recipient": 2}, {"recipient": 1}]},
            "A match with its own recipient. (data.1.matches) Leave it out.",
        ),
        (
            {"sources": [1], "matches": [{"recipient": 77}]},
            "No such recipient. (data.1.matches[0].recipient) Name one of the file.",
        ),
        ({"sources": [1], "matches": [{"recipient": 2}, {}]}, NO_ID % "data.1.matches[1].recipient"),
        (
            {"sources": [1], "matches": [{"recipient": 2}, {"recipient": "2"}]},
            "This match is there twice. (data.1.matches[1]) Keep one.",
        ),
        (
            {"sources": [1], "matches": [{"recipient": 2, "score": "x"}]},
            "Not a number in range. (data.1.matches[0].score) Write a number from 0 to 1000000.",
        ),
        (
            {"sources": [1], "matches": [{"recipient": 2, "score": 1_000_000.5}]},
            "Not a number in range. (data.1.matches[0].score) Write a number from 0 to 1000000.",
        ),
        ({"sources": [1], "matches": {}}, "Not a list. (data.1.matches) Write […]."),
        ({"sources": [1], "matches": [2]}, "Not an object. (data.1.matches[0]) Write {…}."),
        ([], "Not an object. (data.1) Write {…}."),
    ],
)
def test_a_malformed_kidney_file_is_refused_with_what_where_and_how_to_mend_it(entry, said):
    assert refusal(from_kidney, {"data": KIDNEY["data"] | {"1": entry}}) == said


def test_a_kidney_file_without_donors_is_refused_and_one_with_none_is_empty():
    assert refusal(from_kidney, {"data": []}) == "Not an object. (data) Write {…}."
    assert refusal(from_kidney, {"data": {}, "recipients": []}) == "Not an object. (recipients) Write {…}."
    assert from_kidney({"data": {}}) == Market((), 0, (), third_aim="score", ends_outside=True)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--max-cycle", "1"), "A cycle has two households or more. (--max-cycle) Give 0 for none."),
        (("--max-cycle", "-1"), "Not a cap that can be used. (--max-cycle) Give 0 to 1000000."),
        (("--max-chain", "1000001"), "Not a cap that can be used. (--max-chain) Give 0 to 1000000."),
        (("--seconds", "0"), "Not a time that can be used. (--seconds) Give more than 0, at most 86400."),
        (("--refused", "0", "--refused", "77"), "No such household. (--refused 77) Name one that could move."),
    ],
)
def test_options_that_mean_nothing_are_refused(tmp_path, words, said):
    assert refusal(run, written(tmp_path, TRIANGLE), *words) == said


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
        (["0.50", "0", "-0.000001"], [500_000, 0, -1], 1_000_000),
        (["0.000", "2.0"], [0, 2], 1),
        ([], [], 1),
    ],
)
def test_weights_become_whole_units_without_loss(words, units, scale):
    assert whole_units([weight(word, "here") for word in words]) == (units, scale)


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("0.1234567", "0.123457"),
        (0.1, "0.1"),
        (3, "3"),
        (1_000_000, "1000000"),
        ("-1e6", "-1000000"),
        ("0" * 39 + "7", "7"),
    ],
)
def test_weights_are_kept_to_six_decimals(given, kept):
    assert weight(given, "here") == Decimal(kept)


@pytest.mark.parametrize("given", [True, None, "", "x", "1_0x", float("nan"), float("inf"), 1_000_001, "0" * 41, [1]])
def test_what_is_no_weight_is_refused(given):
    assert refusal(weight, given, "here") == (
        "Not a weight. (here) Write a number from -1000000 to 1000000, like 0.45."
    )


@pytest.mark.parametrize(("units", "scale", "number"), [(50, 100, 0.5), (300, 100, 3), (-300, 100, -3), (0, 1, 0)])
def test_whole_weights_are_printed_whole(units, scale, number):
    assert repr(shown(units, scale)) == repr(number)
