"""Tables and .blt files: read, compared; how they are refused is in test_refusals.py."""

import json
import random

import pytest

from palier.cli.__main__ import main
from palier.engines.bad_input import BadInput
from palier.engines.ballots import Difference, differences, read_blt, read_table
from palier.engines.ballots import blt as blts
from palier.engines.ballots import table as tables
from tests.engines.ballots.files import BLT, TABLE, written


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


def test_quoted_cells_and_a_single_candidate(tmp_path):
    poll = read_table(written(tmp_path, 'A,B,C\n"1","0",1\n"0",1,0\n'), 2)
    assert (poll.marks, poll.valid, poll.void) == ((1, 1, 1), 2, {})
    poll = read_table(written(tmp_path, "Ballot,A\n1,1\n2,0\n"), 1)
    assert (poll.candidates, poll.marks, poll.valid, poll.void) == (("A",), (1,), 1, {"blank": 1})
    poll = read_table(written(tmp_path, "A\n1\n1\n0\n"), 1)
    assert (poll.candidates, poll.marks, poll.void) == (("A",), (2,), {"blank": 1})
    assert (poll.title, poll.seats, poll.is_ranked) == ("", None, False)


def test_ballot_is_a_candidate_like_others_when_it_is_not_the_first(tmp_path):
    assert read_table(written(tmp_path, "Anna,Ballot\n1,0\n"), 1).candidates == ("Anna", "Ballot")


def test_memory_stays_flat_because_lines_are_worked_off(tmp_path, monkeypatch):
    text = "A,B,C\n1,1,0\n1,1,0\n1,1,1\n0,0,0\n1,1,0\n0,0,0\n0,1,0\n"
    for many in (1, 2, 4, 100):
        monkeypatch.setattr(tables, "MANY", many)
        poll = read_table(written(tmp_path, text), 2)
        assert (poll.marks, poll.valid, list(poll.void.items())) == ((3, 4, 0), 4, [("blank", 2), ("too_many", 1)])


def test_a_blt_file_with_all_it_may_hold(tmp_path):
    poll = read_blt(written(tmp_path, BLT, "x.blt"))

    assert (poll.title, poll.seats, poll.withdrawn) == ("A title", 2, {1})
    assert poll.candidates == ("Anna", 'Bilal "Bill" B.', "Chen", "Dries")
    assert poll.rankings == {(0, 3): 3, (3,): 2, (2,): 1, (2, 0): 1}
    assert poll.void == {"blank": 1, "no_first_preference": 2}  # 3=4 first; only who withdrew


def test_short_names(tmp_path):
    names = '0\n"A"\n"B"\n"C"\n'
    poll = read_blt(written(tmp_path, "3 1\n[nick a b c]\n5 a b 0\n1 b=c 0\n3 c 0\n" + names, "x.blt"))
    assert (poll.rankings, poll.void) == ({(0, 1): 5, (2,): 3}, {"no_first_preference": 1})
    assert (poll.title, poll.seats, poll.withdrawn) == ("", 1, frozenset())


def test_options_that_say_nothing_here_are_passed_over(tmp_path):
    poll = read_blt(written(tmp_path, '2 1\n[tie 1 2]\n-1\n[tie 1 2]\n-2\n2 1 2 0\n0\n"A"\n"B"\n', "x.blt"))
    assert (poll.withdrawn, poll.valid, poll.void) == ({0, 1}, 0, {"no_first_preference": 2})


def test_equal_lines_are_counted_together_and_lines_of_no_ballot_not_at_all(tmp_path, monkeypatch):
    # 7 times 2 1, 3 times 1 2, 4 blank, 2 equal and 1 skipped: whatever the number of lines that wait to be worked off.
    text = '3 1\n4 2 1 0\n3 1 2 0\n0 3 0\n(x) 3 2 1 0\n3 0\n1   0\n2 1=2 3 0\n1 - 1 0\n0\n"A"\n"B"\n"C"\n'
    for many in (1, 2, 4, 100):
        monkeypatch.setattr(blts, "MANY", many)
        poll = read_blt(written(tmp_path, text, "x.blt"))
        assert list(poll.rankings.items()) == [((0, 1), 3), ((1, 0), 7)]
        assert list(poll.void.items()) == [("blank", 4), ("no_first_preference", 3)]
        assert (poll.valid, poll.ballots) == (10, 17)


def test_the_largest_blt_file(tmp_path):
    names = "".join(f'"candidate {number}"\n' for number in range(1, 2001))
    poll = read_blt(written(tmp_path, f"2000 1000\n-2000\n999999999 1999 0\n0\n{names}", "x.blt"))

    assert (poll.seats, len(poll.candidates), poll.withdrawn) == (1000, 2000, {1999})
    assert poll.rankings == {(1998,): 999_999_999}
    assert read_blt(written(tmp_path, '1 1\n-1\n1 1 0\n0\n"A"\n', "x.blt")).withdrawn == {0}


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


def test_numbers_of_papers_in_their_order_and_names_in_quotes(tmp_path):
    first = written(tmp_path, 'Bulletin;Bilal;Anna\n"10";1;1\n 9 ;1;0\n2;0;0\n')
    second = written(tmp_path, "stembiljet\tAnna\tBilal\n10\t0\t1\n9\t1\t0\n2\t0\t1\n", "y.csv")

    assert differences(first, second, is_ranked=False) == [
        Difference("2", "", "Bilal"),
        Difference("9", "Bilal", "Anna"),
        Difference("10", "Anna, Bilal", "Bilal"),
    ]


def test_when_one_entry_has_no_numbers_the_order_counts(tmp_path):
    plain, numbered = written(tmp_path, "A,B\n1,0\n0,1\n"), written(tmp_path, "ballot,A,B\n2,1,0\n1,1,1\n", "y.csv")

    assert differences(plain, numbered, is_ranked=False) == [Difference("2", "B", "A, B")]
    assert differences(numbered, plain, is_ranked=False) == [Difference("1", "A, B", "B")]


def test_a_paper_more_at_the_end_of_one_entry(tmp_path):
    one, two = written(tmp_path, "2 1\n2 1 2 0\n0\n", "x.blt"), written(tmp_path, "2 1\n2 1 2 0\n1 0\n0\n", "y.blt")

    assert differences(one, two, is_ranked=True) == [Difference("3", None, "")]
    assert differences(two, one, is_ranked=True) == [Difference("3", "", None)]


def test_a_mistake_in_an_entry_is_named_by_its_line(tmp_path):
    for text, name, is_ranked in (("A,B\n1,0\n2,0\n", "x.csv", False), ("2 1\n1 1 0\n1 3 0\n0\n", "x.blt", True)):
        path = written(tmp_path, text, name)
        with pytest.raises(BadInput, match=r"\(line 3"):
            differences(path, path, is_ranked=is_ranked)


# -- options -----------------------------------------------------------------------------------------------------


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
