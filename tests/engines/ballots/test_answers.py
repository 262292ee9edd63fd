"""The answer as printed, whole: every key with a value one can work out by hand."""

from decimal import Decimal

import pytest

from palier.engines.ballots import Conditions, read_blt, read_table, to_json, verdict
from palier.engines.ballots.document import decimal
from palier.engines.ballots.verdict import needed, turnout
from tests.engines.ballots.files import BLT, written
from tests.engines.ballots.polls import ranked

HELP = "ballot,Anna,Bilal,Chen,Dries\n1,1,0,1,0\n2,1,1,0,0\n3,0,1,1,0\n4,1,1,1,1\n5,0,0,0,1\n6,0,0,0,0\n"


def test_a_plurality_with_two_lots_and_void_ballots(tmp_path):
    # Papers 4 and 6 are void. Anna, Bilal and Chen have two votes each for two seats. For the seed and the draw,
    # `printf '2026-11-26\\n1\\nAnna' | sha256sum` begins with: 1 Anna 27a2, Bilal a076, Chen 118a; 2 Anna 095b, Bilal 68b6.
    conditions = Conditions(2, entitled=70, minimum_candidates=4, quorum=Decimal("5.5"))
    found = verdict(read_table(written(tmp_path, HELP), 2), "plurality", conditions, "2026-11-26")

    votes = {"Chen": 2, "Anna": 2, "Bilal": 2, "Dries": 1}
    assert list(found.votes) == ["Chen", "Anna", "Bilal", "Dries"]
    assert to_json(found) == {
        "rule": "plurality",
        "seats": 2,
        "elected": ["Chen", "Anna"],
        "votes": votes,
        "ties": [
            {
                "between": ["Anna", "Bilal", "Chen"],
                "chosen": "Chen",
                "how": "lot",
                "seed": "2026-11-26",
                "for": "seat",
            },
            {"between": ["Anna", "Bilal"], "chosen": "Anna", "how": "lot", "seed": "2026-11-26", "for": "seat"},
        ],
        "turnout": "8.57",  # 6 of 70: 8.571…
        "valid": True,
        "reason": None,
        "ballots": 6,
        "valid_ballots": 4,
        "void_ballots": {"blank": 1, "too_many": 1},
        "seed": "2026-11-26",
        "because": [
            "6 ballots, 2 of them void; 2 of 2 seats filled.",
            "Anna, Bilal, Chen stood equal (seat): Chen, by lot with the seed '2026-11-26'.",
            "Anna, Bilal stood equal (seat): Anna, by lot with the seed '2026-11-26'.",
        ],
        "report": {
            "title": "",
            "rule": "plurality",
            "seats": 2,
            "candidates": ["Anna", "Bilal", "Chen", "Dries"],
            "withdrawn": [],
            "minimum_candidates": 4,
            "entitled": 70,
            "took_part": 6,
            "turnout": "8.57",
            "quorum": "5.5",
            "persons_needed": 4,  # 3.85
            "valid_ballots": 4,
            "void_ballots": 2,
            "void_why": {"blank": 1, "too_many": 1},
            "seats_filled": 2,
            "not_elected": ["Bilal", "Dries"],
            "lots_drawn": 2,
            "next": "proclaim",
        },
    }


def test_a_scottish_count_of_a_file(tmp_path):
    # Bilal withdrew; five papers count and 5 // 3 + 1 = 2 elect. Anna has three and Chen just two: both at once.
    text = BLT.replace("(b4) 2 4 0\n", "")
    found = verdict(read_blt(written(tmp_path, text, "x.blt")), "scottish-stv", Conditions(2))

    assert to_json(found) == {
        "rule": "scottish-stv",
        "seats": 2,
        "elected": ["Anna", "Chen"],
        "votes": {"Anna": 3, "Chen": 2, "Dries": 0},
        "quota": 2,
        "rounds": [
            {
                "votes": {"Anna": "3.00000", 'Bilal "Bill" B.': "0.00000", "Chen": "2.00000", "Dries": "0.00000"},
                "elected": ["Anna", "Chen"],
                "excluded": None,
                "surplus_of": None,
                "exhausted": "0.00000",
                "lost_to_rounding": "0.00000",
            }
        ],
        "ties": [],
        "turnout": None,
        "valid": True,
        "reason": None,
        "ballots": 8,
        "valid_ballots": 5,
        "void_ballots": {"blank": 1, "no_first_preference": 2},
        "seed": "0",
        "because": [
            "8 ballots, 3 of them void; 2 of 2 seats filled.",
            "2 votes elect: one more than 5 / 3, cut.",
        ],
        "report": {
            "title": "A title",
            "rule": "scottish-stv",
            "seats": 2,
            "candidates": ["Anna", "Chen", "Dries"],
            "withdrawn": ['Bilal "Bill" B.'],
            "minimum_candidates": None,
            "entitled": None,
            "took_part": 8,
            "turnout": None,
            "quorum": None,
            "persons_needed": None,
            "valid_ballots": 5,
            "void_ballots": 3,
            "void_why": {"blank": 1, "no_first_preference": 2},
            "seats_filled": 2,
            "not_elected": ["Dries"],
            "lots_drawn": 0,
            "next": "proclaim",
        },
    }


def stage(votes, elected=(), excluded=None, surplus_of=None, exhausted="0.00000", lost="0.00000"):
    return {
        "votes": dict(zip("ABCDE", votes.split(), strict=False)),
        "elected": list(elected),
        "excluded": excluded,
        "surplus_of": surplus_of,
        "exhausted": exhausted,
        "lost_to_rounding": lost,
    }


def test_every_stage_of_a_count_with_a_surplus_and_an_exclusion():
    # 10 papers, 2 seats: 4 elect. A has 7: each paper goes on at 3/7 = 0.42857, that of A alone is exhausted, 0.00001
    # lost. C goes out with 2.71428: four papers of A and one of its own, all exhausted.
    papers = {"AB": 2, "AC": 4, "A": 1, "B": 2, "C": 1}
    said = to_json(verdict(ranked(papers, "CBA"), "scottish-stv", Conditions(2)))

    assert said["rounds"] == [
        stage("7.00000 2.00000 1.00000", "A"),
        stage("4.00000 2.85714 2.71428", surplus_of="A", exhausted="0.42857", lost="0.00001"),
        stage("4.00000 2.85714 0.00000", "B", excluded="C", exhausted="3.14285", lost="0.00001"),
    ]
    assert [list(one["votes"]) for one in said["rounds"]] == [["A", "B", "C"]] * 3
    assert said["because"][1] == "4 votes elect: one more than 10 / 3, cut."


def test_a_tie_broken_by_an_earlier_round_is_told_as_one():
    # 15 papers, 2 seats: 6 elect. A's paper goes to B, then B and C stand at three; before, B had two. B's go nowhere.
    said = to_json(verdict(ranked({"AB": 1, "B": 2, "C": 3, "D": 4, "E": 5}), "scottish-stv", Conditions(2), "s"))

    assert said["ties"] == [
        {"between": ["B", "C"], "chosen": "B", "how": "earlier_round", "seed": None, "for": "exclusion"}
    ]
    assert said["because"] == [
        "15 ballots, 0 of them void; 2 of 2 seats filled.",
        "6 votes elect: one more than 15 / 3, cut.",
        "B, C stood equal (exclusion): B, by an earlier round.",
    ]
    assert (said["report"]["lots_drawn"], said["report"]["not_elected"]) == (0, ["C", "B", "A"])
    assert said["rounds"][1:] == [
        stage("0.00000 3.00000 3.00000 4.00000 5.00000", excluded="A"),
        stage("0.00000 0.00000 3.00000 4.00000 5.00000", excluded="B", exhausted="3.00000"),
        stage("0.00000 0.00000 0.00000 4.00000 5.00000", "ED", excluded="C", exhausted="6.00000"),
    ]


@pytest.mark.parametrize(
    ("conditions", "reason", "because"),
    [
        (
            Conditions(1, minimum_candidates=3),
            "too_few_candidates",
            "2 candidates stood, 3 are needed: the poll is void.",
        ),
        (
            Conditions(1, entitled=40, quorum=Decimal(25)),
            "quorum_not_reached",
            "9 persons took part, 10 are needed: the poll is void.",
        ),
    ],
)
@pytest.mark.parametrize("rule", ["plurality", "scottish-stv"])
def test_a_void_poll_shows_its_votes_and_elects_nobody(rule, conditions, reason, because):
    # B withdrew, and A and C tie: no lot is drawn for a poll that is held again.
    said = to_json(verdict(ranked({"AC": 4, "CA": 4, "A": 1}, "ABC", withdrawn=[1]), rule, conditions))

    assert (said["valid"], said["reason"], said["because"]) == (False, reason, [because])
    assert (said["elected"], said["ties"], said["votes"]) == ([], [], {"A": 5, "C": 4})
    assert "rounds" not in said
    report = said["report"]
    assert (report["next"], report["not_elected"], report["seats_filled"]) == ("hold_again", [], 0)


def test_a_void_poll_draws_no_lot_for_votes_that_are_equal():
    said = to_json(verdict(ranked({"AC": 4, "CA": 4}, "AC"), "plurality", Conditions(1, minimum_candidates=3)))
    assert (said["votes"], said["ties"], said["report"]["lots_drawn"]) == ({"A": 4, "C": 4}, [], 0)


@pytest.mark.parametrize(
    ("entitled", "quorum", "persons"),
    [
        (1000, "5", 50),
        (1000, "5.01", 51),  # 50.1
        (99_999, "5", 5000),  # 4999.95
        (3, "33.33", 1),  # 0.9999
        (3, "33.34", 2),  # 1.0002
        (7, "0", 0),
        (7, "100", 7),
        (None, "5", None),
        (7, None, None),
    ],
)
def test_persons_needed_for_a_quorum_are_rounded_up(entitled, quorum, persons):
    assert needed(Conditions(1, entitled, quorum=None if quorum is None else Decimal(quorum))) == persons


@pytest.mark.parametrize(
    ("ballots", "entitled", "per_cent"),
    [(0, 3, "0.00"), (1, 3, "33.33"), (2, 3, "66.66"), (3, 3, "100.00"), (1, 8, "12.50"), (19_999, 20_000, "99.99")],
)
def test_turnout_in_per_cent_is_cut(ballots, entitled, per_cent):
    assert str(turnout(ballots, entitled)) == per_cent


@pytest.mark.parametrize(
    ("units", "text"),
    [(0, "0.00000"), (7, "0.00007"), (99_999, "0.99999"), (100_000, "1.00000"), (1_234_567, "12.34567")],
)
def test_votes_have_five_decimals(units, text):
    assert decimal(units) == text
