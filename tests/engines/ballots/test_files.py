"""Tables and .blt files: read, compared, refused with one line."""

import json
import random

import pytest

from palier.cli.__main__ import main
from palier.engines.bad_input import BadInput
from palier.engines.ballots import differences, read_blt, read_table
from palier.engines.ballots import table as tables

TABLE = "ballot,Anna,Bilal,Chen\n1,1,0,1\n2,1,1,0\n3,,1,1\n4,1,1,1\n5,0,0,0\n"
BLT = """\ufeff4 2  # four candidates
-2
3 1 2 4 0
(b4) 2 4 0
1 3 - 1 0
1 3=4 1 0
1 0
1 2 0
1 2 3
  1 0
0
"Anna"
"Bilal \\"Bill\\" B."
"Chen"
"Dries"
"A title"
"""


def written(tmp_path, text, name="x.csv"):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_a_table_counts_void_ballots_apart(tmp_path):
    poll = read_table(written(tmp_path, TABLE), 2)

    assert poll.candidates == ("Anna", "Bilal", "Chen")
    assert (poll.marks, poll.valid, poll.void, poll.ballots) == ((2, 2, 2), 3, {"blank": 1, "too_many": 1}, 5)


@pytest.mark.parametrize("separator", [";", "\t"])
def test_other_separators_byte_order_mark_and_names_in_quotes(tmp_path, separator):
    text = "\ufeff" + TABLE.replace(",", separator).replace("Chen", f'"Chen{separator} M."')
    assert read_table(written(tmp_path, text), 2).candidates == ("Anna", "Bilal", f"Chen{separator} M.")


def test_a_ballot_of_empty_cells_is_a_blank_one(tmp_path):
    poll = read_table(written(tmp_path, "A\tB\tC\n1\t\t\n\t\t\n\n\t1\t1\n"), 2)
    assert (poll.marks, poll.valid, poll.void) == ((1, 1, 1), 2, {"blank": 1})


def test_tabs_and_windows_lines_in_a_blt_file(tmp_path):
    path = tmp_path / "x.blt"
    path.write_bytes(b'2\t1\r\n\t\r\n3\t1\t2\t0\r\n0\r\n"A"\r\n"B"\r\n')
    assert read_blt(path).rankings == {(0, 1): 3}


def test_memory_stays_flat_because_lines_are_worked_off(tmp_path, monkeypatch):
    monkeypatch.setattr(tables, "MANY", 2)
    poll = read_table(written(tmp_path, TABLE), 2)
    assert (poll.marks, poll.valid, poll.void) == ((2, 2, 2), 3, {"blank": 1, "too_many": 1})


def test_a_blt_file_with_all_it_may_hold(tmp_path):
    poll = read_blt(written(tmp_path, BLT, "x.blt"))

    assert (poll.title, poll.seats, poll.withdrawn) == ("A title", 2, {1})
    assert poll.candidates == ("Anna", 'Bilal "Bill" B.', "Chen", "Dries")
    assert poll.rankings == {(0, 3): 3, (3,): 2, (2,): 1, (2, 0): 1}
    assert poll.void == {"blank": 1, "no_first_preference": 2}  # 3=4 first; only who withdrew


def test_short_names(tmp_path):
    poll = read_blt(written(tmp_path, '3 1\n[nick a b c]\n5 a b 0\n1 b=c 0\n3 c 0\n0\n"A"\n"B"\n"C"\n', "x.blt"))
    assert (poll.rankings, poll.void) == ({(0, 1): 5, (2,): 3}, {"no_first_preference": 1})


@pytest.mark.parametrize("rule", ["plurality", "scottish-stv"])
def test_the_order_of_the_lines_leaves_no_trace(tmp_path, capsys, rule):
    answers = set()
    for seed in range(3):
        head, *ballots = BLT.splitlines(keepends=True)[2:8]
        random.Random(seed).shuffle(ballots)
        text = "4 2\n-2\n" + head + "".join(ballots) + BLT[BLT.index('0\n"Anna"') :]
        path = written(tmp_path, text, "x.blt")
        assert main(["engine", "ballots", str(path), "--rule", rule, "--seats", "1"]) == 0
        answers.add(capsys.readouterr().out)
    assert len(answers) == 1


def test_the_order_of_a_table_leaves_no_trace(tmp_path, capsys):
    answers = set()
    for order in ([0, 1, 2], [2, 0, 1], [1, 2, 0]):
        rows = [line.split(",")[1:] for line in TABLE.splitlines()]
        text = "\n".join(",".join(row[place] for place in order) for row in [rows[0], *reversed(rows[1:])])
        assert main(["engine", "ballots", str(written(tmp_path, text)), "--rule", "plurality", "--seats", "2"]) == 0
        answers.add(capsys.readouterr().out)
    assert len(answers) == 1


def test_the_command_says_what_the_contract_says(tmp_path, capsys):
    path = written(tmp_path, TABLE)
    options = ["--seats", "2", "--entitled", "100", "--quorum", "5", "--minimum-candidates", "3", "--seed", "s"]

    assert main(["engine", "ballots", str(path), "--rule", "plurality", *options]) == 0

    said = json.loads(capsys.readouterr().out)
    assert {"elected", "votes", "ties", "turnout", "valid", "reason"} <= set(said)
    assert (said["turnout"], said["valid"], said["reason"]) == ("5.00", True, None)
    assert len(said["elected"]) == 2
    assert {tie["seed"] for tie in said["ties"]} == {"s"}
    assert said["report"]["took_part"] == 5


# -- double entry ------------------------------------------------------------------------------------------------


def test_two_entries_are_matched_by_number_in_whatever_order(tmp_path, capsys):
    first = written(tmp_path, TABLE)
    second = written(tmp_path, "ballot,Chen,Bilal,Anna\n5,0,0,0\n2,0,1,0\n1,1,0,1\n3,1,1,0\n6,1,0,0\n", "y.csv")
    command = ["engine", "ballots", str(first), "--rule", "plurality", "--seats", "2", "--compare", str(second)]

    assert main(command) == 0

    assert json.loads(capsys.readouterr().out)["differences"] == [
        {"ballot": "2", "first": "Anna, Bilal", "second": "Bilal"},
        {"ballot": "4", "first": "Anna, Bilal, Chen", "second": None},
        {"ballot": "6", "first": None, "second": "Chen"},
    ]


def test_without_numbers_by_order_and_ranked_ballots_too(tmp_path):
    plain = [written(tmp_path, "A,B\n1,0\n0,1\n"), written(tmp_path, "A,B\n1,0\n1,1\n", "y.csv")]
    assert [(one.ballot, one.first, one.second) for one in differences(*plain, is_ranked=False)] == [("2", "B", "A, B")]
    ranked = [written(tmp_path, "2 1\n2 1 2 0\n1 2 0\n0\n", "x.blt"), written(tmp_path, "2 1\n3 1 2 0\n0\n", "y.blt")]
    assert [(one.ballot, one.first, one.second) for one in differences(*ranked, is_ranked=True)] == [("3", "2", "1 2")]


@pytest.mark.parametrize("second", ["ballot,Anna,Bilal\n1,1,0\n", TABLE + "5,1,0,0\n"])
def test_entries_that_cannot_be_compared(tmp_path, second):
    with pytest.raises(BadInput):
        differences(written(tmp_path, TABLE), written(tmp_path, second, "y.csv"), is_ranked=False)


# -- what cannot be used -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("1,1,0,1", "1,1,0", "line 2"),
        ("1,1,0,1", "1,1,0,1,1", "line 2"),
        ("1,1,0,1", "1,1,0,2", "line 2, 'Chen'"),
        ("3,,1,1", "3,x,1,1", "line 4, 'Anna'"),
        ("Bilal", "Anna", "first line"),
        ("Bilal", "", "first line"),
        ("1,1,0,1", '1,1,0,"1', "line 2"),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path, old, new, where):
    with pytest.raises(BadInput) as caught:
        read_table(written(tmp_path, TABLE.replace(old, new, 1)), 2)
    assert where in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "where"),
    [
        ("4 2", "4", "line 1"),
        ("4 2", "0 2", "line 1"),
        ("4 2", "4 0", "line 1"),
        ("-2\n", "-5\n", "line 2"),
        ("3 1 2 4 0", "3 1 5 4 0", "line 3"),
        ("3 1 2 4 0", "3 1 1 4 0", "line 3"),
        ("3 1 2 4 0", "x 1 2 4 0", "line 3"),
        ("3 1 2 4 0", "1.5 1 2 4 0", "line 3"),
        ('\n0\n"Anna"', '\n"Anna"', "end of the file"),
        ('"Dries"\n"A title"\n', "", "after the ballots"),
        ('"Dries"', '"Anna"', "names"),
    ],
)
def test_a_blt_file_that_cannot_be_used(tmp_path, old, new, where):
    assert old in BLT
    with pytest.raises(BadInput) as caught:
        read_blt(written(tmp_path, BLT.replace(old, new, 1), "x.blt"))
    assert where in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "options",
    [[], ["--seats", "0"], ["--seats", "2", "--quorum", "101"], ["--seats", "2", "--quorum", "five"],
     ["--seats", "2", "--quorum", "5"], ["--seats", "2", "--entitled", "3"], ["--seats", "99999"]],
)  # fmt: skip
def test_options_that_cannot_be_used_are_one_line(tmp_path, capsys, options):
    assert main(["engine", "ballots", str(written(tmp_path, TABLE)), "--rule", "plurality", *options]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.splitlines()) == 1
