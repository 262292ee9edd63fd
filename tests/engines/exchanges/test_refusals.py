"""Answers that cannot be kept and files that cannot be used: what is wrong, where, how to mend it; and what is taken whole."""

from decimal import Decimal

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.exchanges import Arc, Market, enter
from palier.engines.exchanges.household_file import from_households
from palier.engines.exchanges.housing import Dwelling, Household, Housing, Points
from palier.engines.exchanges.market import Promise
from palier.engines.exchanges.refusal import keeping, without

from .test_housing import SWAP, changed


def refusal(call, *given):
    with pytest.raises(BadInput) as caught:
        call(*given)
    return str(caught.value)


NOBODY = "The answer to keep names nobody here. (--keep: %s) Keep an answer of this file."
NO_FIT = "The answer to keep does not fit: %s. (--keep) Keep an answer of this file."


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ([], "Not an object. (--keep) Write {…}."),
        ({}, "Not a list. (--keep: cycles) Write […]."),
        ({"cycles": [{}], "chains": []}, "Not a list. (--keep: cycles) Write […]."),
        ({"cycles": []}, "Not a list. (--keep: chains) Write […]."),
        ({"cycles": [], "chains": ["D"]}, "Not a list. (--keep: chains) Write […]."),
        ({"cycles": [["anna", "nobody"]], "chains": []}, NOBODY % "nobody"),
        ({"cycles": [["anna", "D"]], "chains": []}, NOBODY % "D"),
        ({"cycles": [["anna", "z" * 41]], "chains": []}, NOBODY % ("z" * 40)),
        ({"cycles": [["anna", True]], "chains": []}, NOBODY % "True"),
        ({"cycles": [["anna", 1.5]], "chains": []}, NOBODY % "1.5"),
        ({"cycles": [[["anna"]]], "chains": []}, NOBODY % "['anna']"),
        ({"cycles": [], "chains": [["anna", "bram"]]}, NOBODY % "anna"),
        ({"cycles": [], "chains": [["D", "D"]]}, NOBODY % "D"),
        ({"cycles": [["anna", "chloe"]], "chains": []}, NO_FIT % "a move is not acceptable"),
        (
            {"cycles": [], "chains": [["D", "chloe"], ["D", "chloe"]]},
            NO_FIT % "a household or a dwelling is used twice",
        ),
        (
            {"cycles": [], "chains": [["D", "chloe", "anna", "bram", "anna"]]},
            NO_FIT % "a household or a dwelling is used twice",
        ),
    ],
)
def test_an_answer_of_another_market_cannot_be_kept(answer, said):
    assert refusal(keeping, enter(from_households(SWAP)).market, answer, (3, 3)) == said


def test_the_caps_hold_for_what_is_kept_too():
    market = enter(from_households(SWAP)).market
    kept = {"cycles": [["anna", "bram"]], "chains": [["D", "chloe"]]}

    assert keeping(market, kept, (2, 1)).promise == Promise(((0, 1),), ((3, 2),))
    assert refusal(keeping, market, kept, (0, 1)) == NO_FIT % "a cycle is too long or too short"
    assert refusal(keeping, market, kept, (2, 0)) == NO_FIT % "a chain is too long"


def test_a_refusal_fells_a_cycle_and_cuts_a_chain_before_it():
    arcs = (Arc(0, 1, 1), Arc(1, 0, 1), Arc(2, 3, 1), Arc(3, 4, 1), Arc(6, 2, 1), Arc(7, 5, 1))
    market = without(Market((*"abcdefvw",), 6, arcs), ["a"])
    kept = {"cycles": [["a", "b"]], "chains": [["v", "c", "d", "e"], ["w", "f"]]}

    assert keeping(market, kept, (3, 3)).promise == Promise((), ((6, 2, 3, 4), (7, 5)))
    assert keeping(without(market, ["d"]), kept, (3, 3)).promise == Promise((), ((6, 2), (7, 5)))
    assert keeping(without(market, ["c"]), kept, (3, 3)).promise == Promise((), ((7, 5),))
    both = without(market, ["c", "f"])
    assert both.withdrawn == {0, 2, 5}
    assert keeping(both, kept, (3, 3)).promise == Promise()


NO_OBJECT, NO_LIST = "Not an object. (%s) Write {…}.", "Not a list. (%s) Write […]."
NO_ID = "Not an id. (%s) Give a text or a whole number."
AGAIN, ABSENT = "This is there twice. (%s) Keep one.", "Not in this file. (%s) Name one that the file holds."
NO_COUNT, NO_TRUTH = (
    "Not a whole number in range. (%s) Write a whole number from 0 to %d.",
    "Not true or false. (%s) Write true or false.",
)
NO_WEIGHT = "Not a weight. (%s) Write a number from -1000000 to 1000000, like 0.45."
NO_PAIR = "Not a pair. (%s) Write two different ids."
STAYS = "Who leaves, or lives there already, does not move there. (%s) Leave it out."
POINTS = "Use applicant, bedroom_freed, bedroom_gained, near, need_met, waiting_year."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"households": {}}, NO_LIST % "households"),
        ({"households": [1]}, NO_OBJECT % "households[0]"),
        ({"households": [{"id": ""}]}, NO_ID % "households[0].id"),
        ({"households": [{"id": True}]}, NO_ID % "households[0].id"),
        ({"households": [{"id": "a" * 201}]}, NO_ID % "households[0].id"),
        ({"households": [{"id": "a"}, {"id": "a"}]}, AGAIN % "households[1].id"),
        ({"households": [{"id": "a"}, {"id": "b", "dwelling": "Z"}]}, ABSENT % "households[1].dwelling"),
        ({"households": [{"id": "a", "dwelling": []}]}, NO_ID % "households[0].dwelling"),
        (
            {"households": [{"id": "a", "dwelling": "A"}, {"id": "b", "dwelling": "A"}]},
            AGAIN % "households[1].dwelling",
        ),
        (
            {"households": [{"id": "a", "leaves": True}]},
            "Who leaves has a dwelling. (households[0]) Name it, or drop leaves.",
        ),
        ({"households": [{"id": "a", "waiting_months": 1501}]}, NO_COUNT % ("households[0].waiting_months", 1500)),
        ({"households": [{"id": "a", "bedrooms_needed": 31}]}, NO_COUNT % ("households[0].bedrooms_needed", 30)),
        ({"households": [{"id": "a", "age": 131}]}, NO_COUNT % ("households[0].age", 130)),
        ({"households": [{"id": "a", "needs": "no_stairs"}]}, NO_LIST % "households[0].needs"),
        ({"households": [{"id": "a", "near": [None]}]}, NO_ID % "households[0].near[0]"),
        ({"households": [{"id": "a", "leaves": 0}]}, NO_TRUTH % "households[0].leaves"),
        ({"households": [{"id": "a", "mandatory": 0}]}, NO_TRUTH % "households[0].mandatory"),
        ({"households": [{"id": "a", "met": 1}]}, NO_TRUTH % "households[0].met"),
        ({"households": [{"id": "a", "exempt": "no"}]}, NO_TRUTH % "households[0].exempt"),
        ({"dwellings": None}, NO_LIST % "dwellings"),
        ({"dwellings": ["A"]}, NO_OBJECT % "dwellings[0]"),
        ({"dwellings": [{"id": "A"}, {"id": "A"}]}, AGAIN % "dwellings[1].id"),
        ({"dwellings": [{}]}, NO_ID % "dwellings[0].id"),
        ({"dwellings": [{"id": "A", "building": ""}]}, NO_ID % "dwellings[0].building"),
        ({"dwellings": [{"id": "A", "area": ""}]}, NO_ID % "dwellings[0].area"),
        ({"dwellings": [{"id": "A", "bedrooms": 31}]}, NO_COUNT % ("dwellings[0].bedrooms", 30)),
        ({"dwellings": [{"id": "A", "offers": {}}]}, NO_LIST % "dwellings[0].offers"),
        ({"moves": None}, NO_LIST % "moves"),
        ({"moves": [[]]}, NO_OBJECT % "moves[0]"),
        ({"moves": [{"dwelling": "A"}]}, NO_ID % "moves[0].household"),
        ({"moves": [{"household": "anna"}]}, NO_ID % "moves[0].dwelling"),
        ({"moves": [{"household": "nobody", "dwelling": "A"}]}, ABSENT % "moves[0].household"),
        ({"moves": [{"household": "anna", "dwelling": "Z"}]}, ABSENT % "moves[0].dwelling"),
        ({"moves": [{"household": "anna", "dwelling": "A"}]}, STAYS % "moves[0]"),
        ({"moves": [{"household": "anna", "dwelling": "B"}] * 2}, AGAIN % "moves[1]"),
        ({"moves": [{"household": "anna", "dwelling": "B", "weight": "much"}]}, NO_WEIGHT % "moves[0].weight"),
        ({"moves": [{"household": "anna", "dwelling": "B", "weight": float("inf")}]}, NO_WEIGHT % "moves[0].weight"),
        ({"keep_apart": {}}, NO_LIST % "keep_apart"),
        ({"keep_apart": ["anna"]}, NO_LIST % "keep_apart[0]"),
        ({"keep_apart": [["anna", None]]}, NO_ID % "keep_apart[0]"),
        ({"keep_apart": [["anna"]]}, NO_PAIR % "keep_apart[0]"),
        ({"keep_apart": [["anna", "bram", "chloe"]]}, NO_PAIR % "keep_apart[0]"),
        ({"keep_apart": [["anna", "anna"]]}, NO_PAIR % "keep_apart[0]"),
        ({"keep_apart": [["anna", "bram"], ["anna", "nobody"]]}, ABSENT % "keep_apart[1]"),
        ({"near_buildings": [["b1", "b77"]]}, ABSENT % "near_buildings[0]"),
        (
            {"dwellings": [{"id": name} for name in "ABCD"], "near_buildings": [["b1", "None"]]},
            ABSENT % "near_buildings[0]",
        ),
        ({"points": []}, NO_OBJECT % "points"),
        ({"points": {"near": 1, "luck": 3, "zeal": 1}}, f"No such points. (points.luck) {POINTS}"),
        ({"points": {"l" * 41: 3}}, f"No such points. (points.{'l' * 40}) {POINTS}"),
        ({"points": {"near": None}}, NO_WEIGHT % "points.near"),
        ({"exempt_from_age": 131}, NO_COUNT % ("exempt_from_age", 130)),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_with_what_where_and_how_to_mend_it(change, said):
    assert refusal(from_households, SWAP | change) == said


def test_who_leaves_does_not_move():
    assert refusal(from_households, changed(bram={"leaves": True})) == STAYS % "moves[1]"


def test_a_file_with_all_it_may_hold_and_one_with_what_it_must():
    document = {
        "households": [
            {"id": 2, "dwelling": 7, "bedrooms_needed": 30, "waiting_months": 1500, "needs": ["b", "a", "b"],
             "near": ["y", "x"], "mandatory": True, "met": True, "age": 130},
            {"id": "1", "dwelling": "8", "leaves": True, "exempt": True, "age": 64},
            {"id": "3"},
            {"id": "4", "age": 65},
        ],
        "dwellings": [{"id": 8, "building": 80}, {"id": 7, "building": 70, "area": 1, "bedrooms": 30, "offers": ["z", "a"]}],
        "moves": [{"household": 3, "dwelling": 7, "weight": "0.25"}, {"household": 2, "dwelling": 8}],
        "keep_apart": [[3, "2"], ["2", "3"]],
        "near_buildings": [[80, "70"]],
        "points": {"near": 1, "applicant": "2.5"},
        "exempt_from_age": 65,
    }  # fmt: skip

    found = from_households(document)
    assert list(found.households.values()) == [
        Household("1", "8", leaves=True, exempt=True),
        Household("2", "7", 30, 1500, ("a", "b"), ("x", "y"), mandatory=True, met=True, exempt=True),
        Household("3", None),
        Household("4", None, exempt=True),
    ]
    assert list(found.dwellings.values()) == [Dwelling("7", "70", "1", 30, ("a", "z")), Dwelling("8", "80")]
    assert list(found.moves.items()) == [(("2", "8"), None), (("3", "7"), Decimal("0.25"))]
    assert found.keep_apart == {("2", "3")}
    assert found.near_buildings == {("70", "80")}
    assert found.points == Points(near=Decimal(1), applicant=Decimal("2.5"))
    assert from_households({"households": [], "dwellings": [], "moves": []}) == Housing({}, {}, {})
    ages = [{"id": age, "age": age} for age in (69, 70)]
    of_age = from_households({"households": ages, "dwellings": [], "moves": []}).households
    assert {name: one.exempt for name, one in of_age.items()} == {"69": False, "70": True}
