"""Every sentence that refuses a file or a condition: what is wrong, where, how to mend it; and what is just still taken."""

from decimal import Decimal

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.ballots import Conditions, differences, read_blt, read_table, verdict
from palier.engines.ballots import blt as blts
from palier.engines.ballots import lines as file_lines
from palier.engines.ballots.lines import numbered_lines
from palier.engines.ballots.poll import checked_names
from tests.engines.ballots.files import BLT, TABLE, written
from tests.engines.ballots.polls import marked


def refusal(call, *given, **named):
    with pytest.raises(BadInput) as caught:
        call(*given, **named)
    return str(caught.value)


# -- lines -------------------------------------------------------------------------------------------------------


def test_blank_lines_are_counted_but_not_given_and_tabs_at_the_ends_are_kept(tmp_path):
    path = tmp_path / "x"
    path.write_bytes("\ufeff a \r\n\n \n\tb\t\n".encode())
    assert list(numbered_lines(path)) == [(1, "a"), (4, "\tb\t")]


def test_a_line_may_be_one_letter_shorter_than_too_long(tmp_path, monkeypatch):
    monkeypatch.setattr(file_lines, "LONGEST_LINE", 5)
    assert list(numbered_lines(written(tmp_path, "ab\nabc\nabcd"))) == [(1, "ab"), (2, "abc"), (3, "abcd")]
    said = "Not a line of text. (line 2) Is this the right file?"
    assert refusal(list, numbered_lines(written(tmp_path, "ab\nabcd\n"))) == said
    assert refusal(list, numbered_lines(written(tmp_path, "ab\nabcdef"))) == said


def test_a_file_that_is_no_text(tmp_path):
    nothing, pictures = tmp_path / "nothing.csv", tmp_path / "picture.csv"
    pictures.write_bytes(b"A\n\xff\n")

    assert refusal(list, numbered_lines(nothing)) == (
        f"The file cannot be read. ({nothing}: No such file or directory) Name a file that is there."
    )
    assert refusal(list, numbered_lines(pictures)) == (
        "The file is not UTF-8 text. (after line 0) Save it as UTF-8."  # read in blocks: no line came out yet
    )
    assert refusal(list, numbered_lines(written(tmp_path, "A\nB\x00\n"))) == (
        "Not a line of text. (line 2) Is this the right file?"
    )


# -- names -------------------------------------------------------------------------------------------------------


def test_two_thousand_candidates_and_no_more():
    names = [f"candidate {number}" for number in range(2001)]
    said = "No candidate, or too many. (here) Give 1 to 2000."

    assert checked_names(names[:2000], "here") == tuple(names[:2000])
    assert checked_names(["a"], "here") == ("a",)
    assert refusal(checked_names, names, "here") == said
    assert refusal(checked_names, [], "here") == said


def test_a_name_twice_is_shown_by_its_first_forty_letters():
    assert refusal(checked_names, ["a" * 41, "b", "a" * 41], "here") == (
        f"A candidate needs a name of their own. (here: '{'a' * 40}') Tell them apart."
    )


# -- tables ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1,1,0,1", "1,1,0", "2 cells for 3 candidates. (line 2) One cell each."),
        ("1,1,0,1", "1,1,0,1,1", "4 cells for 3 candidates. (line 2) One cell each."),
        ("1,1,0,1", '1,"1,0",1', "2 cells for 3 candidates. (line 2) One cell each."),
        ("1,1,0,1", "1,1,0,2", "Not 0 or 1. (line 2, 'Chen': '2') Write 0 or 1."),
        ("3,,1,1", "3, x ,1,1", "Not 0 or 1. (line 4, 'Anna': 'x') Write 0 or 1."),
        ("2,1,1,0", f"2,1,{'7' * 21},0", f"Not 0 or 1. (line 3, 'Bilal': '{'7' * 20}') Write 0 or 1."),
        ("Bilal", "Anna", "A candidate needs a name of their own. (the first line: 'Anna') Tell them apart."),
        ("Bilal", " ", "A candidate needs a name of their own. (the first line: '') Tell them apart."),
        ("1,1,0,1", '1,1,0,"1', "This line cannot be read. (line 2: '1,0,\"1') Check its quotes."),
        (
            "1,1,0,1",
            f'1,1,{"0" * 40},"1',
            f"This line cannot be read. (line 2: '1,{'0' * 38}') Check its quotes.",
        ),
        (
            "Anna",
            '"Anna" B',
            "This line cannot be read. (the first line: 'ballot,\"Anna\" B,Bilal,Chen') Check its quotes.",
        ),
        (TABLE, "", "No candidate, or too many. (the first line) Give 1 to 2000."),
        (TABLE, "ballot\n1\n", "No candidate, or too many. (the first line) Give 1 to 2000."),
    ],
)
def test_a_table_that_cannot_be_used(tmp_path, old, new, said):
    assert old in TABLE
    assert refusal(read_table, written(tmp_path, TABLE.replace(old, new, 1)), 2) == said


def test_a_long_name_is_shown_by_its_first_forty_letters(tmp_path):
    path = written(tmp_path, f"{'N' * 41},B\n0,9\n9,0\n")
    assert refusal(read_table, path, 1) == "Not 0 or 1. (line 2, 'B': '9') Write 0 or 1."
    path = written(tmp_path, f"{'N' * 41},B\n0,0\n9,0\n")
    assert refusal(read_table, path, 1) == f"Not 0 or 1. (line 3, '{'N' * 40}': '9') Write 0 or 1."


def test_a_mistake_made_twice_is_shown_where_it_stands_first(tmp_path):
    path = written(tmp_path, "A,B\n0,1\n\n0,2\n0,1\n0,2\n")
    assert refusal(read_table, path, 1) == "Not 0 or 1. (line 4, 'B': '2') Write 0 or 1."


def test_a_table_without_ballots(tmp_path):
    path = written(tmp_path, "A,B\n")
    assert refusal(read_table, path, 1) == (f"The file holds no ballot. ({path}) One line of 0 and 1 for each ballot.")
    assert read_table(written(tmp_path, "A,B\n0,0\n"), 1).void == {"blank": 1}
    assert read_table(written(tmp_path, "A,B\n0,1\n"), 1).valid == 1


# -- .blt files --------------------------------------------------------------------------------------------------

NUMBERS = "A .blt file starts with two numbers. (line 1) Write how many candidates and seats."
RANGE = "Numbers out of range. (line 1) 1 to 2000 candidates."
WITHDREW = "No such candidate. (line 2) Write -2 when the second withdrew."
TWICE = "A candidate twice on one ballot. (line 3) Check the paper."
NO_END = "The ballots do not end. (the end of the file) A lone 0 ends them, then the names."
SHORT_NAMES = "Not a short name each. (line 2) Give one a candidate."


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (BLT, "", NUMBERS),
        ("4 2 ", "4 ", NUMBERS),
        ("4 2 ", "4 2 1 ", NUMBERS),
        ("4 2 ", "four 2 ", NUMBERS),
        ("4 2 ", "4 -2 ", NUMBERS),
        ("4 2 ", "4 1000000 ", NUMBERS),
        ("4 2 ", "0 2 ", RANGE),
        ("4 2 ", "2001 2 ", RANGE),
        ("4 2 ", "4 0 ", RANGE),
        ("4 2 ", "4 1001 ", RANGE),
        ("4 2 ", "4 999999 ", RANGE),
        ("-2\n", "-5\n", WITHDREW),
        ("-2\n", "-0\n", WITHDREW),
        ("-2\n", "-2 -x\n", WITHDREW),
        ("-2\n", "-2 -5\n", WITHDREW),
        ("-2\n", "-2 x\n", WITHDREW),
        ("-2\n", "-0000002\n", WITHDREW),
        ("-2\n", "[nick a b c]\n", SHORT_NAMES),
        ("-2\n", "[nick a b c c]\n", SHORT_NAMES),
        ("-2\n", "[nick a b c d e]\n", SHORT_NAMES),
        ("-2\n", "[nick a b c d]\n", "No such candidate. (line 3: '1') Write 1 to 4."),
        ("3 1 2 4 0", "3 1 5 4 0", "No such candidate. (line 3: '5') Write 1 to 4."),
        ("3 1 2 4 0", "3 1 0 4 0", "No such candidate. (line 3: '0') Write 1 to 4."),
        ("3 1 2 4 0", "3 1=5 0", "No such candidate. (line 3: '5') Write 1 to 4."),
        ("3 1 2 4 0", f"3 {'n' * 21} 0", f"No such candidate. (line 3: '{'n' * 20}') Write 1 to 4."),
        ("3 1 2 4 0", "3 1 1 4 0", TWICE),
        ("3 1 2 4 0", "3 1=1 0", TWICE),
        ("3 1 2 4 0", "3 1=3 4 3 0", TWICE),
        ("3 1 2 4 0", "3 2 2 0", TWICE),
        ("3 1 2 4 0", "x 1 2 4 0", "A ballot starts with how many are alike. (line 3: 'x') Write 1 2 3 0."),
        ("3 1 2 4 0", "1.5 1 2 0", "A ballot starts with how many are alike. (line 3: '1.5') Write 1 2 3 0."),
        (
            "3 1 2 4 0",
            "1000000000 1 0",
            "A ballot starts with how many are alike. (line 3: '1000000000') Write 1 2 3 0.",
        ),
        (
            "3 1 2 4 0",
            f"{'x' * 21} 1 0",
            f"A ballot starts with how many are alike. (line 3: '{'x' * 20}') Write 1 2 3 0.",
        ),
        ('\n0\n"Anna"', '\n"Anna"', NO_END),
        ('\n0\n"Anna"', '\n1 2 3\n0\n"Anna"', NO_END),  # this 0 ends the ballot before it
        ('"Dries"\n"A title"\n', "", '3 names for 4 candidates. (after the ballots) Write "Name".'),
        ('"Dries"', '"Anna"', "A candidate needs a name of their own. (the names: 'Anna') Tell them apart."),
        ('"Dries"', '" "', "A candidate needs a name of their own. (the names: '') Tell them apart."),
    ],
)
def test_a_blt_file_that_cannot_be_used(tmp_path, old, new, said):
    assert old in BLT
    assert refusal(read_blt, written(tmp_path, BLT.replace(old, new, 1), "x.blt")) == said


def test_a_mistake_made_on_two_papers_is_shown_where_it_stands_first(tmp_path):
    text = '2 1\n1 1 0\n1 1 1 0\n1 2 0\n5 1 1 0\n0\n"A"\n"B"\n'
    assert refusal(read_blt, written(tmp_path, text, "x.blt")) == TWICE


def test_a_ballot_over_several_lines_may_not_go_on_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(blts, "MOST_CANDIDATES", 2)  # forty letters, then
    start, end = "2 1\n1 1" + " " * 35, '\n0\n0\n"A"\n"B"\n'
    assert read_blt(written(tmp_path, f"{start} 2{end}", "x.blt")).rankings == {(0, 1): 1}
    assert refusal(read_blt, written(tmp_path, f"{start}  2{end}", "x.blt")) == NO_END


# -- double entry ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("second", "said"),
    [
        (
            "ballot,Anna,Bilal\n1,1,0\n",
            "The two files name other candidates. ({second}) Enter the same list twice.",
        ),
        (TABLE + "5,1,0,0\n", "A ballot number twice. ({second}: '5') Number each paper."),
        (
            TABLE + f"{'8' * 21},0,0,0\n" * 2,
            f"A ballot number twice. ({{second}}: '{'8' * 20}') Number each paper.",
        ),
    ],
)
def test_entries_that_cannot_be_compared(tmp_path, second, said):
    first, second = written(tmp_path, TABLE), written(tmp_path, second, "y.csv")
    assert refusal(differences, first, second, is_ranked=False) == said.format(second=second)


# -- conditions --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("poll", "rule", "conditions", "said"),
    [
        (
            marked({"A": 5}),
            "scottish-stv",
            Conditions(1),
            "These ballots rank nobody. (--rule scottish-stv) Give a .blt file.",
        ),
        (
            marked({"A": 5}, valid=5, blank=1),
            "plurality",
            Conditions(1, entitled=5),
            "6 ballots for 5 persons entitled. (--entitled) Check the electoral roll and the box.",
        ),
        (
            marked({"A": 5}),
            "plurality",
            Conditions(1, quorum=Decimal(0)),
            "A quorum of whom? (--quorum) Say --entitled.",
        ),
        (
            marked({"A": 0}, valid=0, blank=3),
            "plurality",
            Conditions(1),
            "There is no valid ballot. (the ballots) Without any, nobody is elected.",
        ),
    ],
)
def test_conditions_that_cannot_be_used(poll, rule, conditions, said):
    assert refusal(verdict, poll, rule, conditions) == said


def test_everybody_entitled_may_have_voted():
    assert verdict(marked({"A": 5}, valid=5, blank=1), "plurality", Conditions(1, entitled=6)).elected == ("A",)
    assert verdict(marked({"A": 1}, valid=1), "plurality", Conditions(1, minimum_candidates=1)).elected == ("A",)
