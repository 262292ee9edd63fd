"""Every sentence that refuses a file of a participatory budget: what is wrong, where, how to mend it; and what is just still taken."""

import csv
from fractions import Fraction as F

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.budgets import (
    Ballot,
    Election,
    PbFile,
    Project,
    Table,
    election_of,
    read_pb,
    with_selection,
    write_pb,
)
from palier.engines.budgets.reading import number

FILE = """META
key;value
budget;1000.50
vote_type;%s
%s
PROJECTS
project_id;cost;incompatible;conflicts
b;300;;
t;700;1;
p;400.25;0;b, t,
VOTES
voter_id;vote;points
1;b,t;3,2
2;t;3
"""


def file(kind="approval", more="", **changed):
    """The file with a kind of vote, one more line of META, and texts replaced: `old="new"` in `changes`."""
    text = FILE % (kind, more)
    for old, new in changed.get("changes", {}).items():
        assert old in text
        text = text.replace(old, new, 1)
    return text


@pytest.fixture(autouse=True)
def _the_longest_cell_as_python_has_it():
    """One number for the whole process, which the readers of tables raise."""
    before = csv.field_size_limit(131_072)
    yield
    csv.field_size_limit(before)


def refusal(text):
    with pytest.raises(BadInput) as caught:
        election_of(read_pb(text))
    return str(caught.value)


NUMBER = "Not a number. (%s) Write it like 1500 or 1500.50."
BELOW_ZERO = "An amount below zero. (%s) Write what it costs."
COUNT = "META says %s, the file holds %s. (META %s) Lines may have been lost or doubled: take the file again from its source."
NO_PROJECT = "No such project. (%s) Name ids of PROJECTS."
KINDS = "Write one of approval, choose-1, cumulative, scoring, ordinal."
LONG = "9" * 50


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        # the sections
        ("", "There is no section META. (the whole file) Give META, PROJECTS and VOTES."),
        ("META\nkey;value\n", "There is no section PROJECTS. (the whole file) Give META, PROJECTS and VOTES."),
        (file().partition("VOTES")[0], "There is no section VOTES. (the whole file) Give META, PROJECTS and VOTES."),
        (
            file(changes={"project_id;cost": "id;cost"}),
            "The section PROJECTS has no column project_id. (columns 'id, cost, incompatible, conflicts')"
            " The line after PROJECTS names the columns.",
        ),
        (
            file(changes={"key;value": "key;" + "x" * 99}),
            "The section META has no column value. (columns 'key, " + "x" * 75 + "')"
            " The line after META names the columns.",
        ),
        (
            file(changes={"voter_id;vote;": "who;vote;"}),
            "The section VOTES has no column voter_id. (columns 'who, vote, points') The line after VOTES names the columns.",
        ),
        (file(more="budget;3"), "Said twice in META. (line 5: 'budget') Keep one."),
        (file(more=f"{LONG};1\n{LONG};2"), f"Said twice in META. (line 6: '{'9' * 40}') Keep one."),
        (file() + "meta\n", "This section comes twice. (line 15: META) Keep one."),
        ("key;value\n", "A .pb file starts with META. (line 1) Begin with the line META."),
        (file(changes={"cost;incompatible": "Cost;cost"}), "A column comes twice. (line 7) Name each column once."),
        (
            file(changes={"b;300;;": "b;300;;;x"}),
            "There are 5 cells for 4 columns. (line 8)"
            ' A text that holds a semicolon stands in double quotes ("a; b").',
        ),
        (
            file(changes={"b;300;;": "b;" + "3" * 140_000}),
            "This line cannot be read. (line 8: field larger than field limit (131072)) Check its quotes.",
        ),
        # META
        (file("veto"), f"The vote type is not known. (META vote_type: 'veto') {KINDS}"),
        (file("v" * 50), f"The vote type is not known. (META vote_type: '{'v' * 40}') {KINDS}"),
        (
            file(changes={"vote_type;approval\n": ""}),
            f"The vote type is not known. (META vote_type: '') {KINDS}",
        ),
        (file(changes={"budget;1000.50\n": ""}), NUMBER % "META budget: ''"),
        (file(changes={"1000.50": LONG}), NUMBER % f"META budget: '{'9' * 40}'"),
        (file(changes={"1000.50": "-0.01"}), BELOW_ZERO % "META budget"),
        (file(more="min_project_score_threshold;x"), NUMBER % "META min_project_score_threshold: 'x'"),
        (file(more="max_length;x"), NUMBER % "META max_length: 'x'"),
        (file("scoring", "default_score;x"), NUMBER % "META default_score: 'x'"),
        (file(more="num_projects;4"), COUNT % (4, 3, "num_projects")),
        (file(more="num_votes;1"), COUNT % (1, 2, "num_votes")),
        (file(more="num_votes;x"), NUMBER % "META num_votes: 'x'"),
        # PROJECTS
        (
            file(changes={"b;300;;\nt;700;1;\np;400.25;0;b, t,\n": ""}),
            "No project, or too many. (PROJECTS) Give 1 to 20000.",
        ),
        (file(changes={"b;300": ";300"}), "A project needs an id of its own. (line 8) Give another id."),
        (file(changes={"t;700": "b;700"}), "A project needs an id of its own. (line 9) Give another id."),
        (file(changes={"700;1": "700;2"}), "Not 0 or 1. (line 9, incompatible) Write 1 when out of the running."),
        (file(changes={"b, t,": "b, z"}), "No such project. (line 10, conflicts) Name ids, by commas."),
        (file(changes={"t;700": "t;700,5"}), NUMBER % "line 9, cost: '700,5'"),
        (file(changes={"t;700": "t;-1"}), BELOW_ZERO % "line 9, cost"),
        # VOTES
        (
            file(changes={"1;b,t;3,2\n2;t;3\n": ""}),
            "There is no ballot. (VOTES) Without any, nothing is chosen.",
        ),
        (
            file("cumulative", changes={"vote;points": "vote;p"}),
            "There is no column points. (VOTES) cumulative votes need their points.",
        ),
        (
            file("scoring", changes={"vote;points": "vote;p"}),
            "There is no column points. (VOTES) scoring votes need their points.",
        ),
        (file(changes={"2;t": "1;t"}), "This voter voted before. (line 14, voter_id) Keep one ballot."),
        (file(changes={"2;t": "2;z"}), NO_PROJECT % "line 14, vote: 'z'"),
        (file(changes={"2;t": "2;" + LONG}), NO_PROJECT % f"line 14, vote: '{'9' * 40}'"),
        (file(changes={"2;t": "2;t, t"}), "A project comes twice in a ballot. (line 14, vote) Name it once."),
        (file("choose-1"), "More than one project. (line 13, vote) choose-1 allows one."),
        (
            file("cumulative", changes={"2;t;3": "2;t;3,1"}),
            "1 projects and 2 points. (line 14, vote) Give each project its points.",
        ),
        (
            file("scoring", changes={"2;t;3": "2;t;"}),
            "1 projects and 0 points. (line 14, vote) Give each project its points.",
        ),
        (file("scoring", changes={"2;t;3": "2;t;x"}), NUMBER % "line 14, vote: 'x'"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_used_is_refused_in_one_sentence(text, sentence):
    assert refusal(text) == sentence


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", F(0)),
        ("-1.5", F(-3, 2)),
        ("9" * 24 + "." + "0" * 11 + "1", 10**24 - 1 + F(1, 10**12)),
        ("9" * 25, None),
        ("1." + "0" * 13, None),
        ("1.", None),
        (".5", None),
        ("+1", None),
        ("1e3", None),
        ("", None),
    ],
)
def test_a_number_is_taken_exactly_or_not_at_all(text, value):
    if value is not None:
        assert number(text, "here") == value
        return
    with pytest.raises(BadInput) as caught:
        number(text, "here")
    assert str(caught.value) == NUMBER % f"here: {text[:40]!r}"


PROJECTS = (
    Project("b", F(300)),
    Project("p", F(1601, 4), False, frozenset({"b", "t"})),
    Project("t", F(700), True),
)
B, P, T = range(3)


def points(**given):
    return tuple((place, F(given[key])) for place, key in enumerate("bpt") if key in given)


@pytest.mark.parametrize(
    ("kind", "more", "taken_as", "first", "second"),
    [
        ("approval", "", "approval", {"b": 1, "t": 1}, {"t": 1}),
        ("APPROVAL", "num_projects;3", "approval", {"b": 1, "t": 1}, {"t": 1}),
        ("cumulative", "num_votes;2", "points", {"b": 3, "t": 2}, {"t": 3}),
        ("cumulative", "default_score;7", "points", {"b": 3, "t": 2}, {"t": 3}),
        ("scoring", "", "points", {"b": 3, "t": 2}, {"t": 3}),
        ("scoring", "default_score;-0.5", "points", {"b": 3, "p": F(-1, 2), "t": 2}, {"b": F(-1, 2), "p": F(-1, 2), "t": 3}),
        ("ordinal", "", "borda", {"b": 3, "t": 2}, {"t": 3}),
        ("ordinal", "max_length;2", "borda", {"b": 2, "t": 1}, {"t": 2}),
        ("ordinal", "max_length;1", "borda", {"b": 2, "t": 1}, {"t": 1}),
        ("ordinal", "max_length;9", "borda", {"b": 3, "t": 2}, {"t": 3}),
    ],
)  # fmt: skip
def test_a_file_is_taken_whole(kind, more, taken_as, first, second):
    found = election_of(read_pb(file(kind, more)))
    ballots = tuple(Ballot(one, 1) for one in sorted([points(**first), points(**second)]))

    assert found == Election(F(2001, 2), PROJECTS, ballots, taken_as, F(0))


def test_equal_ballots_are_counted_together_and_empty_ones_kept():
    text = file(more="min_project_score_threshold;2.5") + '3;;\n4;" t , b ";9\n5;t,b;8\n'
    found = election_of(read_pb(text))

    assert found.ballots == (Ballot((), 1), Ballot(points(b=1, t=1), 3), Ballot(points(t=1), 1))
    assert (found.threshold, found.voters) == (F(5, 2), 5)
    below = election_of(read_pb(file("ordinal") + "3;p,t,b;\n"), "below")
    assert sorted(ballot.points for ballot in below.ballots) == [(), points(b=1), points(p=2, t=1)]
    spaced = election_of(read_pb(file("cumulative", changes={"3,2": "3 , 0"})))
    assert spaced.ballots == (Ballot(points(b=3), 1), Ballot(points(t=3), 1))


def test_a_file_of_the_fewest_columns_is_taken():
    text = "\n META ;\nKEY;Value\nvote_type;approval\nbudget;0\n\nprojects\nproject_id;cost\na;0;\nVotes\nVote;voter_id\na;1\n;2\n"
    file = read_pb(text)

    assert file.projects == Table(("project_id", "cost"), (("a", "0"),), (9,))
    assert file.votes == Table(("vote", "voter_id"), (("a", "1"), ("", "2")), (12, 13))
    assert file.votes.column("points") == []
    assert election_of(file).ballots == (Ballot((), 1), Ballot(((0, F(1)),), 1))


def test_what_was_chosen_is_written_into_the_file():
    projects = Table(("cost", "selected", "project_id"), (("1", "1", "a;x"), ("2", "", "b")), (6, 7))
    votes = Table(("voter_id", "vote"), (("1", "b"),), (9,))
    chosen = with_selection(PbFile({"budget": "9"}, projects, votes), frozenset({"b"}))

    assert chosen.projects == Table(("cost", "project_id", "selected"), (("1", "a;x", "0"), ("2", "b", "1")), (6, 7))
    assert (chosen.meta, chosen.votes) == ({"budget": "9"}, votes)
    assert write_pb(chosen) == (
        'META\nkey;value\nbudget;9\nPROJECTS\ncost;project_id;selected\n1;"a;x";0\n2;b;1\nVOTES\nvoter_id;vote\n1;b\n'
    )
