"""Files that cannot be used: one line, with the place, and never a household's name."""

import json

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.caseload import Site, Team, Worker, caseload, from_json

GOOD = {
    "sites": [{"id": "a", "households": [{"id": "h1"}, {"id": "h2"}]}, {"id": "b", "households": 4}],
    "neighbours": [["a", "b"]],
    "workers": [{"id": "x", "fraction": 0.5, "languages": [], "sites": ["a"]}, {"id": "y", "languages": ["fr"]}],
}
X, Y = GOOD["workers"]
A, B = GOOD["sites"]


def test_what_a_file_may_say():
    team = from_json(json.loads(json.dumps(GOOD)))

    assert team.tolerance == 10
    assert team.sites[0] == Site("a", 2, 2000, {}, {"x": 2})
    assert team.sites[1] == Site("b", 4, 4000)
    assert team.workers == (Worker("x", 50), Worker("y", 100, frozenset({"fr"})))


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"sites": None}, "sites"),
        ({"sites": [1]}, "sites[0]"),
        ({"sites": [{"households": 3}]}, "sites[0].id"),
        ({"sites": [A, {"id": "b"}]}, "sites[1].households"),
        ({"sites": [A, {"id": "b", "households": -1}]}, "sites[1].households"),
        ({"sites": [A, {"id": "b", "households": True}]}, "sites[1].households"),
        ({"sites": [A, {"id": "b", "households": 2.5}]}, "sites[1].households"),
        ({"sites": [A, {"id": "b", "households": 2, "weight": "3"}]}, "sites[1].weight"),
        ({"sites": [A, {"id": "b", "households": 2, "weight": float("nan")}]}, "sites[1].weight"),
        ({"sites": [A, {"id": "b", "households": 2, "languages": ["fr"]}]}, "sites[1].languages"),
        ({"sites": [A, {"id": "b", "households": 2, "languages": {"fr": 3}}]}, "sites[1].languages"),
        ({"sites": [A, {"id": "b", "households": [{"id": "h1"}]}]}, "sites[1].households[0].id"),
        ({"sites": [A, {"id": "b", "households": [{"id": "h9", "weight": -1}]}]}, "sites[1].households[0].weight"),
        (
            {"sites": [A, {"id": "b", "households": [{"id": "h9", "languages": "fr"}]}]},
            "sites[1].households[0].languages",
        ),
        ({"workers": [{**X, "fraction": 1.2}, Y]}, "workers[0].fraction"),
        ({"workers": [{**X, "fraction": 0.001}, Y]}, "workers[0].fraction"),
        ({"workers": [{"id": "x"}, Y]}, "workers[0].languages"),
        ({"workers": [{**X, "sites": ["q"]}, Y]}, "q"),
        ({"workers": [X, {**Y, "sites": ["a"]}]}, "sites[0].households[0].worker"),
        ({"workers": [{**X, "sites": ["b"]}, {**Y, "sites": ["b"]}]}, "sites[1]"),
        ({"keep_apart": [{"worker": "q", "site": "a"}]}, "keep_apart[0].worker"),
        ({"keep_apart": [{"worker": "x"}]}, "keep_apart[0]"),
        ({"keep_apart": [{"worker": "x", "site": "a", "household": "h1"}]}, "keep_apart[0]"),
        ({"keep_apart": [{"worker": "x", "site": "q"}]}, "q"),
        ({"keep_apart": [{"worker": "x", "household": "h7"}]}, "keep_apart"),
        ({"neighbours": [["a"]]}, "neighbours[0]"),
        ({"tolerance": 2.5}, "tolerance"),
    ],
)
def test_a_mistake_is_named_with_its_place(change, where):
    with pytest.raises(BadInput) as caught:
        from_json(GOOD | change)
    assert caught.value.where == where
    assert "\n" not in str(caught.value)
    assert "h7" not in str(caught.value)


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"sites": []}, "sites"),
        ({"sites": [B, B]}, "sites, b"),
        ({"workers": [Y, Y]}, "workers, y"),
        ({"workers": [{**X, "fraction": 0}]}, "workers"),
        ({"workers": []}, "workers"),
        ({"neighbours": [["a", "q"]]}, "neighbours[0]"),
        ({"neighbours": [["a", "a"]]}, "neighbours[0]"),
        ({"tolerance": 101}, "tolerance"),
        ({"sites": [{"id": n, "households": 1} for n in range(401)]}, "sites, workers"),
        ({"sites": [{"id": n, "households": 1, "weight": 100_000} for n in range(2)]}, "sites"),
    ],
)
def test_a_team_that_cannot_be_is_refused(change, where):
    team = from_json({**GOOD, "neighbours": [], **_lone(change), **change})
    with pytest.raises(BadInput) as caught:
        caseload(team)
    assert caught.value.where == where


def _lone(change):
    """Workers who hold nothing, where the change takes the sites they hold away."""
    return {} if "sites" not in change else {"workers": [{**X, "sites": []}, Y]}


def test_too_many_neighbours():
    pairs = tuple(("a", "b") for _ in range(4001))
    with pytest.raises(BadInput) as caught:
        caseload(Team((Site("a", 1, 1), Site("b", 1, 1)), (Worker("x", 100),), pairs))
    assert caught.value.where == "neighbours"
