"""The CSV it reads, the JSON it prints, and one line for everything it cannot use."""

import argparse
import json
import math
from dataclasses import replace

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.suppression import (
    Audit,
    Entry,
    Figures,
    Need,
    Protection,
    Rounding,
    Rule,
    Rules,
    Table,
    Tie,
    command,
)
from palier.engines.suppression.document import to_json
from palier.engines.suppression.reading import read_hierarchy, read_table

GOOD = "row,col,value\nr1,c1,2\nr1,c2,20\nr2,c1,30\nr2,c2,40\n"


def ask(tmp_path, *texts, options=(), **more):
    """The command's answer for these files; `more`: further files by name, usable in options as {name}."""
    paths = []
    for number, text in enumerate(texts):
        paths.append(tmp_path / f"table{number}.csv")
        paths[-1].write_text(text)
    for name, text in more.items():
        (tmp_path / name).write_text(text)
    parser = argparse.ArgumentParser()
    command.configure(parser)
    words = [word.format(**{name: tmp_path / name for name in more}) for word in options]
    return command.answer(parser.parse_args([*map(str, paths), *words]))


def test_the_answer(tmp_path):
    answer = ask(tmp_path, GOOD, options=["--threshold", "5"])
    assert json.loads(json.dumps(answer)) == answer
    assert list(answer) == [
        "release", "dimensions", "primary", "secondary", "cost", "optimal", "bound", "audit", "audit_secondary",
        "because", "ties", "stopped_because",
    ]  # fmt: skip
    assert answer["primary"] == [["r1", "c1"]]
    assert answer["secondary"] == [["r1", "c2"], ["r2", "c1"], ["r2", "c2"]]
    assert (answer["cost"], answer["optimal"], answer["bound"]) == (3, True, 3)
    assert answer["audit"] == [{"cell": ["r1", "c1"], "low": 0, "high": 22, "safe": True}]
    assert answer["because"][0] == {"cell": ["r1", "c1"], "rules": ["threshold"], "why": "2, fewer than 5."}
    assert answer["because"][1]["protects"] == ["r1", "c1"]


@pytest.mark.parametrize(
    "text",
    [
        GOOD.replace(",", ";"),
        "\ufeff" + GOOD,
        GOOD.replace("\n", "\r\n"),
        GOOD.replace("value", "n"),
        GOOD + "\nTotal,Total,92\nr1,Total,22\n",
        GOOD.replace("r1", '"r1"'),
        GOOD.replace("2\n", "2.0\n").replace("20", "20.0"),
    ],
)
def test_other_ways_to_write_the_same(tmp_path, text):
    assert ask(tmp_path, text, options=["--threshold", "5"]) == ask(tmp_path, GOOD, options=["--threshold", "5"])


def test_options_and_further_files(tmp_path):
    text = "place,kind,value\na1,x,2\na2,x,20\nb1,x,30\nb2,x,40\na1,y,30\na2,y,20\nb1,y,30\nb2,y,40\n"
    answer = ask(
        tmp_path, text, options=["--threshold", "5", "--hierarchy", "place={up}", "--released", "{old}", "--keep-totals"],
        up="child,parent\na1,a\na2,a\nb1,b\nb2,b\n", old="place,kind,value\na,x,22\na1,x,\nTotal,Total,212\n",
    )  # fmt: skip
    assert answer["release"] is True
    assert answer["secondary"] == [["a1", "y"], ["a2", "x"], ["a2", "y"]]
    rounded = ask(tmp_path, text, options=["--threshold", "5", "--round", "5"])
    assert {"cell": ["Total", "Total"], "value": 210} in rounded["rounded"]


def test_contributions(tmp_path):
    text = "row,col,value,top1,top2\nr1,c1,100,90,5\nr1,c2,100,30,20\nr2,c1,100,30,20\nr2,c2,100,30,20\n"
    answer = ask(tmp_path, text, options=["--dominance", "1,75", "--protect", "10"])
    assert answer["primary"] == [["r1", "c1"]]
    (first, *_) = answer["because"]
    assert first["rules"] == ["dominance", "p_percent"]


RULE = ["--threshold", "5"]
ABOVE_ZERO = "Write it like 5 or 7.5."
FIGURE = "Write it like 12 or 12.5, without thousands."


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (GOOD, [], "No rule is given. (rules) Give --threshold, --dominance or --protect."),
        (GOOD, ["--threshold", "0"], f"Not a number above zero. (--threshold 0) {ABOVE_ZERO}"),
        (GOOD, ["--threshold", "nan"], f"Not a number above zero. (--threshold nan) {ABOVE_ZERO}"),
        (GOOD, ["--threshold", "five"], f"Not a number above zero. (--threshold five) {ABOVE_ZERO}"),
        (
            GOOD,
            ["--dominance", "1,75"],
            "The rule needs the 1 largest contributions of each cell. (columns) Add columns top1.",
        ),
        (
            GOOD,
            ["--protect", "10"],
            "The rule needs the 2 largest contributions of each cell. (columns) Add columns top1, top2.",
        ),
        (GOOD, ["--dominance", "1"], f"Not a number above zero. (--dominance ) {ABOVE_ZERO}"),
        (
            GOOD,
            [*RULE, "--hierarchy", "row"],
            "Not DIM=FILE. (--hierarchy row) Write --hierarchy row=places.csv.",
        ),
        (GOOD, [*RULE, "--hierarchy", "planet={up}"], "No such dimension. (hierarchy planet) row, col"),
        (GOOD, [*RULE, "--round", "2.5"], "Not a whole number. (--round) Give 3, 5 or 10."),
        (GOOD, [*RULE, "--round", "1"], "Rounding needs a base of 2 or more. (--round) Give 3, 5 or 10."),
        (GOOD + "r1,c1,2\n", RULE, "[r1, c1] is given twice. (table0.csv, row 6) Give it once."),
        (
            GOOD + "Total,Total,93\n",
            RULE,
            "The value 93 of [Total, Total] is not the sum of its parts, 92. (table0.csv) "
            "Correct it, or leave the total out.",
        ),
        (
            GOOD + "r1,Total,21\n",
            RULE,
            "The value 21 of [r1, Total] is not the sum of its parts, 22. (table0.csv) Correct it, or leave the total out.",
        ),
        (
            "row,value,count\nr,3.5,3\nTotal,3.5,4\n",
            RULE,
            "The count 4 of [Total] is not the sum of its parts, 3. (table0.csv) Correct it, or leave the total out.",
        ),
        (GOOD + "r3,c1,\n", RULE, "A figure is missing. (table0.csv, row 6) Write 0 for none."),
        (GOOD + "r3,c1,-1\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 6, value) {FIGURE}"),
        ("row,n\nr,-0.1\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 2, n) {FIGURE}"),
        ("row,value,count\nr,3,x\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 2, count) {FIGURE}"),
        ("row,value,top1\nr,3,x\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 2, top1) {FIGURE}"),
        (GOOD + "r3,c1,1e99\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 6, value) {FIGURE}"),
        (GOOD + "r3,c1,1000000000001\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 6, value) {FIGURE}"),
        (GOOD + "r3,c1,inf\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 6, value) {FIGURE}"),
        (GOOD + "r3,c1,1_0\n", RULE, f"Not a figure from 0 to 1e12. (table0.csv, row 6, value) {FIGURE}"),
        (GOOD + "r3,,1\n", RULE, "A label is empty. (table0.csv, row 6) Write Total for a total."),
        (GOOD + "r3,c1\n", RULE, "2 fields, not 3. (table0.csv, row 6) Give a field for each column."),
        (GOOD + "r3,c1,1,\n", RULE, "4 fields, not 3. (table0.csv, row 6) Give a field for each column."),
        (GOOD + 'r3,"c1,1\n', RULE, "The file is not CSV. (table0.csv, line 6) unexpected end of data."),
        ("row,col\nr1,c1\n", RULE, "No column of figures. (table0.csv, line 1) Name one column value."),
        ("value\n3\n", RULE, "No dimension. (table0.csv, line 1) Add a column of labels, such as row."),
        (
            "row,row,value\nr,c,3\n",
            RULE,
            "A column has no name of its own. (table0.csv, line 1) Name each once.",
        ),
        ("row, ,value\nr,c,3\n", RULE, "A column has no name of its own. (table0.csv, line 1) Name each once."),
        ("row,value\n", RULE, "The table has no rows. (table0.csv) Give a row for each cell."),
        (
            "row,value,top2\nr,3,1\n",
            RULE,
            "Columns of contributions are missing. (table0.csv, line 1) top1, top2, …",
        ),
        (
            "row,value,top1\nr,3,4\n",
            RULE,
            "The largest contributions exceed the figure. (table0.csv, row 2) Correct them.",
        ),
        (
            "a,b,c,value\n" + "".join(f"a{n},b{n},c{n},1\n" for n in range(50)),
            RULE,
            "More than 10000 cells. (table0.csv) Publish fewer or coarser labels.",
        ),
    ],
)
def test_what_cannot_be_used_is_one_line(tmp_path, text, options, says):
    with pytest.raises(BadInput) as caught:
        ask(tmp_path, text, options=options, up="child,parent\nr1,r\n")
    assert str(caught.value).replace(f"{tmp_path}/", "") == says


def test_a_file_that_is_not_there_is_said(tmp_path):
    with pytest.raises(BadInput, match="cannot be read"):
        ask(tmp_path, GOOD, options=[*RULE, "--released", "nowhere.csv"])


@pytest.mark.parametrize(
    ("hierarchy", "says"),
    [
        ("a,b\nr1,r\n", "Not a hierarchy. (up, line 1) Columns child,parent."),
        ("child,above\nr1,r\n", "Not a hierarchy. (up, line 1) Columns child,parent."),
        ("child,parent\nr2,r\nr1,r1\n", "Not a child and its parent. (up, row 3) Write two different labels."),
        ("child,parent\nTotal,r1\n", "Not a child and its parent. (up, row 2) Write two different labels."),
        ("child,parent\n,r1\n", "Not a child and its parent. (up, row 2) Write two different labels."),
        ("child,parent\nr1,\n", "Not a child and its parent. (up, row 2) Write two different labels."),
        ("child,parent\nr1,r\nr,q\nq,r\n", "r is above itself. (up) Break the ring."),
        ("child,parent\nr1,r\nr1,q\n", "r1 has two parents. (up, row 3) Give each child one parent."),
    ],
)
def test_hierarchies_that_are_none(tmp_path, hierarchy, says):
    with pytest.raises(BadInput) as caught:
        ask(tmp_path, GOOD, options=["--threshold", "5", "--hierarchy", "row={up}"], up=hierarchy)
    assert str(caught.value).replace(f"{tmp_path}/", "") == says


def test_a_hierarchy_is_read_by_its_two_columns(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text("parent;why;child\na;x;a1\n\n a ;; a2 \na;x;a1\nTotal;;a\n")

    assert read_hierarchy(path) == {"a1": "a", "a2": "a", "a": "Total"}


@pytest.mark.parametrize(
    ("text", "dimensions", "entries", "has_counts", "contributions"),
    [
        # Without value or n the count is the figure; with value, n is a dimension.
        ("row,count\nr,3\n", ("row",), [Entry(("r",), 3.0, 3.0, (), "row 2")], True, 0),
        ("value,n\n3,r\n", ("n",), [Entry(("r",), 3.0, None, (), "row 2")], False, 0),
        ("n,count,a\n7.25,,r\n", ("a",), [Entry(("r",), 7.25, None, (), "row 2")], True, 0),
        # The contributions in the order of their numbers, falling, an empty one nothing; top0 and top100 are dimensions.
        (
            "top10,top9,top8,top7,top6,top5,top4,top3,top2,top1,top0,top100,value\n1,,2,3,4,5,6,7,8,9,p,q,45\n",
            ("top0", "top100"),
            [Entry(("p", "q"), 45.0, None, (9.0, 8.0, 7.0, 6.0, 5.0, 4.0, 3.0, 2.0, 1.0, 0.0), "row 2")],
            False,
            10,
        ),
        # Blank lines are passed over and counted; blanks around a field are nothing; an empty figure is a hidden one; the
        # widest figure is let in. As many semicolons as commas: commas.
        (
            " row , value \n\n r 1 , 0 \n , \nr2,\nr3,1000000000000\n",
            ("row",),
            [
                Entry(("r 1",), 0.0, None, (), "row 3"),
                Entry(("r2",), None, None, (), "row 5"),
                Entry(("r3",), 1e12, None, (), "row 6"),
            ],
            False,
            0,
        ),
        ("r;w,value\na,1\n", ("r;w",), [Entry(("a",), 1.0, None, (), "row 2")], False, 0),
        ("r,w;value;x\na;1;b\n", ("r,w", "x"), [Entry(("a", "b"), 1.0, None, (), "row 2")], False, 0),
    ],
)
def test_a_table_is_read_as_it_says(tmp_path, text, dimensions, entries, has_counts, contributions):
    path = tmp_path / "table.csv"
    path.write_text(text)
    read = tuple(replace(entry, where=f"{path}, {entry.where}") for entry in entries)

    assert read_table(path) == Table(str(path), dimensions, read, has_counts, contributions)


# -- what is printed ---------------------------------------------------------------------------------------------

SHOWN = Figures(
    dimensions=("row", "col"),
    cells=(("b", "x"), ("b", "y"), ("a", "x"), ("a", "y"), ("c", "x"), ("c", "y")),
    values=(2.0, 2.5, 3.0, 4.0, 50.0, 60.0),
    counts=(2.0, 1.5, 3.0, 4.0, 50.0, 60.0),
    largest=((),) * 6,
    is_margin=(False,) * 6,
    sums=(),
    contributions=2,
)
RULES = Rules(threshold=5.0, dominance=(2, 85.5), protect=20.0)
NEEDS = (
    Need(0, (Rule.THRESHOLD, Rule.DOMINANCE), 5.0),
    Need(1, (Rule.THRESHOLD,), 5.0),
    Need(2, (Rule.P_PERCENT, Rule.DIFFERENCE), 5.0),
)


def protection(**more):
    said = {
        "figures": SHOWN,
        "needs": NEEDS,
        "secondary": (5, 3),
        "protects": {3: 2},
        "cost": 64.0,
        "is_optimal": False,
        "bound": 10.5,
        "audit": (Audit(0, 0.0, math.inf, True), Audit(1, 0.25, 12.3456789, True), Audit(2, 3.0, 3.0, False)),
        "audit_secondary": (Audit(5, 59.0, 60.5, True), Audit(3, 4.0, 4.0, False)),
        "ties": (Tie(frozenset({5, 4}), "second_cost"), Tie(frozenset({2}), "order")),
        "stopped_because": "nodes",
        "is_released": True,
    }
    return Protection(**(said | more))


def test_every_key_of_an_answer():
    assert list(to_json(protection(), RULES, "cells").items()) == [
        ("release", True),
        ("dimensions", ["row", "col"]),
        ("primary", [["a", "x"], ["b", "x"], ["b", "y"]]),
        ("secondary", [["a", "y"], ["c", "y"]]),
        ("cost", 64),
        ("optimal", False),
        ("bound", 10.5),
        (
            "audit",
            [
                {"cell": ["a", "x"], "low": 3, "high": 3, "safe": False},
                {"cell": ["b", "x"], "low": 0, "high": None, "safe": True},
                {"cell": ["b", "y"], "low": 0.25, "high": 12.345679, "safe": True},
            ],
        ),
        (
            "audit_secondary",
            [
                {"cell": ["a", "y"], "low": 4, "high": 4, "safe": False},
                {"cell": ["c", "y"], "low": 59, "high": 60.5, "safe": True},
            ],
        ),
        (
            "because",
            [
                {
                    "cell": ["a", "x"],
                    "rules": ["p_percent", "difference"],
                    "why": "The second largest can tell the largest to within 20 %. "
                    "It changed by fewer than 5 since an earlier release.",
                },
                {
                    "cell": ["a", "y"],
                    "rules": ["secondary"],
                    "why": "Without it [a, x] could be told too closely.",
                    "protects": ["a", "x"],
                },
                {
                    "cell": ["b", "x"],
                    "rules": ["threshold", "dominance"],
                    "why": "2, fewer than 5. The 2 largest make up more than 85.5 % of it.",
                },
                {"cell": ["b", "y"], "rules": ["threshold"], "why": "1.5, fewer than 5."},
                {
                    "cell": ["c", "y"],
                    "rules": ["secondary"],
                    "why": "The search was cut short before it was known whether this could be shown.",
                },
            ],
        ),
        (
            "ties",
            [
                {"instead_of": [["c", "x"], ["c", "y"]], "chosen_by": "value"},
                {"instead_of": [["a", "x"]], "chosen_by": "order"},
            ],
        ),
        ("stopped_because", "nodes"),
    ]


def test_what_an_answer_says_otherwise():
    # Ties by least value: settled by cells. Nothing to publish: a secondary cell that protects nothing is hidden with all.
    answer = to_json(protection(bound=None, is_released=False, cost=0.1 + 0.2), RULES, "value")

    assert [tie["chosen_by"] for tie in answer["ties"]] == ["cells", "order"]
    assert (answer["bound"], answer["cost"], answer["release"]) == (None, 0.3, False)
    assert answer["because"][-1] == {
        "cell": ["c", "y"], "rules": ["secondary"], "why": "Hidden with all that may be hidden; it is not enough.",
    }  # fmt: skip
    assert "rounded" not in answer
    rounded = Rounding((0.0, 5.0, 5.0, 5.0, 50.0, 60.0), 7.5, True, 5.0)
    assert to_json(protection(rounding=rounded), RULES, "cells")["rounded"] == [
        {"cell": ["a", "x"], "value": 5},
        {"cell": ["a", "y"], "value": 5},
        {"cell": ["b", "x"], "value": 0},
        {"cell": ["b", "y"], "value": 5},
        {"cell": ["c", "x"], "value": 50},
        {"cell": ["c", "y"], "value": 60},
    ]


def test_the_whole_answer_of_the_example(tmp_path):
    # r1 c1 is hidden with three others, two a row and two a column: it can go down by its 2 or up by the 20 of r1 c2, and
    # they with it. Three others are as few, but hold 20 + 32 + 60 where these hold 20 + 30 + 40.
    answer = ask(tmp_path, GOOD, options=["--threshold", "5"])
    assert answer["audit_secondary"] == [
        {"cell": ["r1", "c2"], "low": 0, "high": 22, "safe": True},
        {"cell": ["r2", "c1"], "low": 10, "high": 32, "safe": True},
        {"cell": ["r2", "c2"], "low": 38, "high": 60, "safe": True},
    ]
    assert answer["because"] == [
        {"cell": ["r1", "c1"], "rules": ["threshold"], "why": "2, fewer than 5."},
        *(
            {
                "cell": cell,
                "rules": ["secondary"],
                "why": "Without it [r1, c1] could be told too closely.",
                "protects": ["r1", "c1"],
            }
            for cell in (["r1", "c2"], ["r2", "c1"], ["r2", "c2"])
        ),
    ]
    assert answer["ties"] == [
        {"instead_of": [["Total", "c1"], ["Total", "c2"], ["r1", "c2"]], "chosen_by": "value"},
    ]
    assert (answer["release"], answer["dimensions"], answer["stopped_because"]) == (True, ["row", "col"], "optimal")


def test_the_example_of_the_help_runs(tmp_path):
    _, _, after = command.__doc__.partition("Example FILE:\n\n")
    example = "\n".join(line.strip() for line in after.partition("\n\n")[0].splitlines())
    answer = ask(tmp_path, example, options=["--threshold", "5"])
    assert (answer["release"], answer["optimal"], answer["cost"]) == (True, True, 3)
