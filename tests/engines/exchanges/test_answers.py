"""The answer as printed, whole, and what it says of an earlier one: every key with a value one can work out by hand."""

from hashlib import sha256

import pytest

from palier.engines.exchanges import Arc, Market, Plan, Tie, exchanges
from palier.engines.exchanges.aims import Settled
from palier.engines.exchanges.document import compared, pairs_of, to_json
from palier.engines.exchanges.solver import UNBOUNDED

from .test_housing import answered, changed


def aim(name, value, bound=None, *, better="more", proven=True):
    bound = value if bound is None and proven else bound
    return {"aim": name, "better": better, "value": value, "bound": bound, "proven": proven}


def test_an_answer_for_households_whole():
    # anna gains a bedroom (10) in the area wished (3); bram frees one (6) and has no stairs (8); chloe gains one (10).
    document = changed(bram={"near": ["west"]})
    document["households"].append({"id": "dirk", "mandatory": True, "needs": ["lift"]})
    document["households"].append({"id": "emma", "needs": ["lift"]})
    document["moves"].append({"household": "emma", "dwelling": "D"})
    near = {"rule": "near", "names": ["north"], "points": 3}
    gained = {"rule": "bedrooms_gained", "count": 1, "points": 10}

    assert answered(document, 2, 4) == {
        "transfers": 3,
        "weight": 37,
        "optimal": True,
        "bound": 37,
        "stopped_because": "finished",
        "max_cycle": 2,
        "max_chain": 4,
        "aims": [
            aim("weight", 37),
            aim("depends_on_others", 2, better="less"),
            aim("waiting_months", 40 + 12 + 60),
        ],
        "cycles": [["anna", "bram"]],
        "chains": [["D", "chloe"]],
        "ties": [],
        "ties_known": True,
        "moves": [
            {
                "household": "bram",
                "from": "B",
                "to": "A",
                "weight": 14,
                "in": "cycle 1",
                "depends_on": 1,
                "waiting_months": 12,
                "because": [
                    {"rule": "bedrooms_freed", "count": 1, "points": 6},
                    {"rule": "needs_met", "count": 1, "names": ["no_stairs"], "points": 8},
                ],
                "words": {
                    "fr": "Le ménage bram quitte B pour A : une chambre de trop rendue, besoin déclaré : sans escalier ;"
                    " dépend d’un autre ménage.",
                    "nl": "Huishouden bram verlaat B voor A: een slaapkamer te veel vrijgemaakt, opgegeven nood:"
                    " zonder trap; hangt af van één ander huishouden.",
                    "en": "Household bram leaves B for A: a bedroom too many given up, need declared: no stairs;"
                    " depends on one other household.",
                },
            },
            {
                "household": "anna",
                "from": "A",
                "to": "B",
                "weight": 13,
                "in": "cycle 1",
                "depends_on": 1,
                "waiting_months": 40,
                "because": [gained, near],
                "words": {
                    "fr": "Le ménage anna quitte A pour B : une chambre qui manquait, quartier souhaité : north ;"
                    " dépend d’un autre ménage.",
                    "nl": "Huishouden anna verlaat A voor B: een slaapkamer die ontbrak, gewenste wijk: north;"
                    " hangt af van één ander huishouden.",
                    "en": "Household anna leaves A for B: a bedroom that was missing, area wished: north;"
                    " depends on one other household.",
                },
            },
            {
                "household": "chloe",
                "from": "C",
                "to": "D",
                "weight": 10,
                "in": "chain 1",
                "depends_on": 0,
                "waiting_months": 60,
                "because": [gained],
                "words": {
                    "fr": "Le ménage chloe quitte C pour D : une chambre qui manquait ; ne dépend de personne.",
                    "nl": "Huishouden chloe verlaat C voor D: een slaapkamer die ontbrak; hangt van niemand af.",
                    "en": "Household chloe leaves C for D: a bedroom that was missing; depends on nobody.",
                },
            },
        ],
        "set_aside": [{"household": "emma", "dwelling": "D", "why": "need_not_met"}],
        "left_out": {"exempt": 0, "not_met": 1},
    }


def test_points_are_printed_whole_when_they_are_whole():
    document = changed() | {"points": {"bedroom_gained": "2.5", "bedroom_freed": "-1"}}
    moves = {move["household"]: move for move in answered(document)["moves"]}

    assert repr(moves["anna"]["because"][0]["points"]) == "2.5"
    assert repr(moves["bram"]["because"][0]["points"]) == "-1"
    assert (moves["anna"]["weight"], moves["bram"]["weight"]) == (5.5, 7)


MARKET = Market(
    labels=("a", "b", "c", "d", "e", "f", "v", "w"),
    households=6,
    arcs=(
        Arc(0, 1, 15),
        Arc(1, 2, 20),
        Arc(2, 0, 5),
        Arc(4, 5, 1),
        Arc(6, 3, 7),
        Arc(7, 4, 10),
    ),
    scale=10,
)


def test_a_plan_of_a_graph_with_a_gap_and_a_tie():
    plan = Plan(
        cycles=((0, 1, 2),),
        chains=((6, 3), (7, 4, 5)),
        weight=58,
        bound=63,
        aims=(
            Settled("weight", 58, 63, "nodes"),
            Settled("independence", -7, -6, "nodes"),
            Settled("waiting", 0, UNBOUNDED, "time"),
            Settled("lot", 77, 77, "finished"),
        ),
        tie=Tie(((6, 3),), ((7, 3), (0, 1))),
        ties_known=False,
        stopped_because="nodes",
    )

    def move(source, target, weight, inside, depends_on):
        return {"source": source, "target": target, "weight": weight, "in": inside, "depends_on": depends_on}

    assert to_json(plan, MARKET, (3, 2), 8) == {
        "transfers": 6,
        "weight": 5.8,
        "optimal": False,
        "bound": 6.3,
        "stopped_because": "nodes",
        "max_cycle": 3,
        "max_chain": 2,
        "aims": [
            aim("weight", 5.8, 6.3, proven=False),
            aim("depends_on_others", 7, 6, better="less", proven=False),
            aim("waiting_months", 0, proven=False),
            aim("lot", 77),
        ],
        "cycles": [["a", "b", "c"]],
        "chains": [["v", "d"], ["w", "e", "f"]],
        "ties": [{"chosen": [["v", "d"]], "instead_of": [["w", "d"], ["a", "b"]], "how": "lot", "seed": 8}],
        "ties_known": False,
        "moves": [
            move("a", "b", 1.5, "cycle 1", 2),
            move("b", "c", 2, "cycle 1", 2),
            move("c", "a", 0.5, "cycle 1", 2),
            move("v", "d", 0.7, "chain 1", 0),
            move("w", "e", 1, "chain 2", 0),
            move("e", "f", 0.1, "chain 2", 1),
        ],
    }


def test_a_score_is_printed_in_its_own_scale_and_added_transfers_count_when_chains_are_permitted():
    market = Market(("a", "b", "v"), 2, (Arc(0, 1, 1, 1500), Arc(1, 0, 1, 500)), third_aim="score", added=1)
    plan = Plan(((0, 1),), (), 3, 3, (Settled("score", 2000, 2001, "time"),), None, True, "finished")

    said = to_json(plan, market, (2, 1), 0)
    assert (said["transfers"], said["aims"]) == (3, [aim("score", 2, 2.001, proven=False)])
    assert said["ties"] == []
    assert to_json(plan, market, (2, 0), 0)["transfers"] == 2


def test_a_second_cycle_and_a_bound_just_below_what_is_none():
    market = Market(tuple("abcd"), 4, (Arc(0, 1, 1), Arc(1, 0, 1), Arc(2, 3, 1), Arc(3, 2, 1)))
    settled = (Settled("lot", 1, UNBOUNDED - 1, "time"), Settled("lot", 1, UNBOUNDED + 1, "time"))
    said = to_json(Plan(((0, 1), (2, 3)), (), 4, 4, settled, None, True, "finished"), market, (2, 0), 0)

    assert [(move["source"], move["target"], move["in"]) for move in said["moves"]] == [
        ("a", "b", "cycle 1"),
        ("b", "a", "cycle 1"),
        ("c", "d", "cycle 2"),
        ("d", "c", "cycle 2"),
    ]
    assert [one["bound"] for one in said["aims"]] == [UNBOUNDED - 1, None]


def lot(seed, source, target):
    return 1 + int.from_bytes(sha256(f"{seed}|{source}|{target}".encode()).digest()[:8], "big") % 9973


@pytest.mark.parametrize("seed", range(4))
def test_a_tie_is_settled_by_the_lots_that_the_readme_tells(seed):
    # One dwelling free, three households that may have it: the highest lot has it, another one is named beside it.
    market = Market(("a", "b", "c", "v"), 3, tuple(Arc(3, node, 2, 6) for node in range(3)))
    drawn = {name: lot(seed, "v", name) for name in "abc"}
    best = max(drawn, key=drawn.get)
    said = to_json(exchanges(market, seed=seed), market, (3, 3), seed)

    assert said["chains"] == [["v", best]]
    assert said["aims"][-1] == aim("lot", drawn[best])
    (tie,) = said["ties"]
    assert (tie["chosen"], tie["how"], tie["seed"]) == ([["v", best]], "lot", seed)
    assert tie["instead_of"] in [[["v", name]] for name in set("abc") - {best}]


def test_moves_of_an_answer_and_what_changed_since():
    assert pairs_of([["a", "b", 3], ["x", "y"]], [["v", "c"], ["w", "d", "e"], ["z"]]) == [
        ("a", "b"),
        ("b", "3"),
        ("3", "a"),
        ("x", "y"),
        ("y", "x"),
        ("v", "c"),
        ("w", "d"),
        ("d", "e"),
    ]
    assert pairs_of(None, {}) == []
    assert compared({"weight": 1}, [("c", "d"), ("a", "b"), ("x", "y")], [("x", "y"), ("q", "r"), ("m", "n")]) == {
        "weight": 1,
        "since": {"kept": 1, "lost": [["a", "b"], ["c", "d"]], "new": [["m", "n"], ["q", "r"]]},
    }
