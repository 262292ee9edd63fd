"""The CSV it reads, the JSON it prints, and one line for everything it cannot use."""

import argparse
import json

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.suppression import command

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


@pytest.mark.parametrize(
    ("text", "options", "says"),
    [
        (GOOD, [], "No rule is given."),
        (GOOD, ["--threshold", "0"], "Not a number above zero."),
        (GOOD, ["--threshold", "nan"], "Not a number above zero."),
        (GOOD, ["--threshold", "five"], "Not a number above zero."),
        (GOOD, ["--dominance", "1,75"], "Add columns top1."),
        (GOOD, ["--protect", "10"], "Add columns top1, top2."),
        (GOOD, ["--dominance", "1"], "Not a number above zero."),
        (GOOD, ["--threshold", "5", "--hierarchy", "row"], "Not DIM=FILE."),
        (GOOD, ["--threshold", "5", "--hierarchy", "planet={up}"], "No such dimension."),
        (GOOD, ["--threshold", "5", "--round", "2.5"], "Not a whole number."),
        (GOOD, ["--threshold", "5", "--released", "nowhere.csv"], "cannot be read"),
        (GOOD + "r1,c1,2\n", ["--threshold", "5"], "[r1, c1] is given twice."),
        (GOOD + "Total,Total,93\n", ["--threshold", "5"], "93 of [Total, Total] is not the sum of its parts, 92."),
        (GOOD + "r1,Total,21\n", ["--threshold", "5"], "21 of [r1, Total] is not the sum"),
        (GOOD + "r3,c1,\n", ["--threshold", "5"], "A figure is missing."),
        (GOOD + "r3,c1,-1\n", ["--threshold", "5"], "row 6, value"),
        (GOOD + "r3,c1,1e99\n", ["--threshold", "5"], "Not a figure"),
        (GOOD + "r3,c1,inf\n", ["--threshold", "5"], "Not a figure"),
        (GOOD + "r3,c1,1_0\n", ["--threshold", "5"], "Not a figure"),
        (GOOD + "r3,,1\n", ["--threshold", "5"], "A label is empty."),
        (GOOD + "r3,c1\n", ["--threshold", "5"], "2 fields, not 3."),
        (GOOD + 'r3,"c1,1\n', ["--threshold", "5"], "The file is not CSV."),
        ("row,col\nr1,c1\n", ["--threshold", "5"], "No column of figures."),
        ("value\n3\n", ["--threshold", "5"], "No dimension."),
        ("row,row,value\nr,c,3\n", ["--threshold", "5"], "A column has no name of its own."),
        ("row,value\n", ["--threshold", "5"], "The table has no rows."),
        ("row,value,top2\nr,3,1\n", ["--threshold", "5"], "Columns of contributions are missing."),
        ("row,value,top1\nr,3,4\n", ["--threshold", "5"], "exceed the figure"),
        ("a,b,c,value\n" + "".join(f"a{n},b{n},c{n},1\n" for n in range(50)), ["--threshold", "5"], "More than 10000"),
    ],
)
def test_what_cannot_be_used_is_one_line(tmp_path, text, options, says):
    with pytest.raises(BadInput) as caught:
        ask(tmp_path, text, options=options, up="child,parent\nr1,r\n")
    assert says in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("hierarchy", "says"),
    [
        ("a,b\nr1,r\n", "Not a hierarchy."),
        ("child,parent\nr1,r1\n", "Not a child and its parent."),
        ("child,parent\nTotal,r1\n", "Not a child and its parent."),
        ("child,parent\nr1,r\nr,q\nq,r\n", "is above itself."),
        ("child,parent\nr1,r\nr1,q\n", "r1 has two parents."),
    ],
)
def test_hierarchies_that_are_none(tmp_path, hierarchy, says):
    with pytest.raises(BadInput, match=says):
        ask(tmp_path, GOOD, options=["--threshold", "5", "--hierarchy", "row={up}"], up=hierarchy)


def test_the_example_of_the_help_runs(tmp_path):
    _, _, after = command.__doc__.partition("Example FILE:\n\n")
    example = "\n".join(line.strip() for line in after.partition("\n\n")[0].splitlines())
    answer = ask(tmp_path, example, options=["--threshold", "5"])
    assert (answer["release"], answer["optimal"], answer["cost"]) == (True, True, 3)
