"""Files that cannot be used: one line, with the place, and never a household's name."""

import json

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.caseload import Site, Team, Worker, caseload, from_json
from palier.engines.caseload.team import checked

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


ID = "Give a text or a whole number."
HOUSEHOLDS = "Give 0 to 100000, or a list of them."
WEIGHT = "Write a number from 0 to 100000."


def _second(**change):
    """The file with its second site changed."""
    return {"sites": [A, {"id": "b", "households": 2} | change]}


def _household(**change):
    """The file with one household on its second site."""
    return _second(households=[{"id": "h9"} | change])


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"sites": None}, "Not a list. (sites) Write […]."),
        ({"sites": [1]}, "Not an object. (sites[0]) Write {…}."),
        ({"sites": [{"households": 3}]}, f"Not an id. (sites[0].id) {ID}"),
        ({"sites": [A, {"id": "b"}]}, f"Not a number of households. (sites[1].households) {HOUSEHOLDS}"),
        (_second(households=-1), f"Not a number of households. (sites[1].households) {HOUSEHOLDS}"),
        (_second(households=100_001), f"Not a number of households. (sites[1].households) {HOUSEHOLDS}"),
        (_second(households=True), f"Not a number of households. (sites[1].households) {HOUSEHOLDS}"),
        (_second(households=2.5), f"Not a number of households. (sites[1].households) {HOUSEHOLDS}"),
        (_second(weight="3"), f"Not a number in range. (sites[1].weight) {WEIGHT}"),
        (_second(weight=True), f"Not a number in range. (sites[1].weight) {WEIGHT}"),
        (_second(weight=-0.1), f"Not a number in range. (sites[1].weight) {WEIGHT}"),
        (_second(weight=100_000.1), f"Not a number in range. (sites[1].weight) {WEIGHT}"),
        (_second(weight=float("nan")), f"Not a number in range. (sites[1].weight) {WEIGHT}"),
        (_second(languages=["fr"]), "Not an object. (sites[1].languages) Write {…}."),
        (
            _second(languages={"fr": "2"}),
            f"Not a number of households. (sites[1].languages.fr) {HOUSEHOLDS}",
        ),
        (
            _second(languages={"fr": 2, "nl": 1}),
            "More households by language than households. (sites[1].languages) "
            "Count each household once, by the only language it speaks.",
        ),
        (_second(households=[1]), "Not an object. (sites[1].households[0]) Write {…}."),
        (_household(id=None), f"Not an id. (sites[1].households[0].id) {ID}"),
        (_household(id="h1"), "Two households have the same id. (sites[1].households[0].id) Give each its own."),
        (_household(weight=-1), f"Not a number in range. (sites[1].households[0].weight) {WEIGHT}"),
        (_household(languages="fr"), "Not a list. (sites[1].households[0].languages) Write […]."),
        (_household(languages=["fr", 1.5]), f"Not an id. (sites[1].households[0].languages[1]) {ID}"),
        (_household(worker=1.5), f"Not an id. (sites[1].households[0].worker) {ID}"),
        ({"workers": None}, "Not a list. (workers) Write […]."),
        ({"workers": [X, 1]}, "Not an object. (workers[1]) Write {…}."),
        ({"workers": [X, {"languages": []}]}, f"Not an id. (workers[1].id) {ID}"),
        ({"workers": [{**X, "fraction": 1.2}, Y]}, "Not a number in range. (workers[0].fraction) Write a number from 0 to 1."),
        ({"workers": [{**X, "fraction": True}, Y]}, "Not a number in range. (workers[0].fraction) Write a number from 0 to 1."),
        ({"workers": [{**X, "fraction": 0.001}, Y]}, "Less than a hundredth. (workers[0].fraction) Give 0.01 or more, or 0."),
        ({"workers": [{"id": "x"}, Y]}, "Not a list. (workers[0].languages) Write […]."),
        ({"workers": [X, {**Y, "languages": [""]}]}, f"Not an id. (workers[1].languages[0]) {ID}"),
        ({"workers": [X, {**Y, "sites": "a"}]}, "Not a list. (workers[1].sites) Write […]."),
        ({"workers": [X, {**Y, "sites": ["b", None]}]}, f"Not an id. (workers[1].sites[1]) {ID}"),
        ({"workers": [{**X, "sites": ["r", "q"]}, Y]}, "Not a site of the file. (q) Name a site that is listed."),
        (
            {"workers": [X, {**Y, "sites": ["a"]}]},
            "Two workers have this site today. (sites[0].households[0].worker) Say who follows the household.",
        ),
        (
            {"workers": [{**X, "sites": ["b"]}, {**Y, "sites": ["b"]}]},
            "Two workers have this site today. (sites[1]) List its households, each with its worker.",
        ),
        ({"keep_apart": {}}, "Not a list. (keep_apart) Write […]."),
        ({"keep_apart": [1]}, "Not an object. (keep_apart[0]) Write {…}."),
        ({"keep_apart": [{"site": "a"}]}, f"Not an id. (keep_apart[0].worker) {ID}"),
        (
            {"keep_apart": [{"worker": "x", "site": "a"}, {"worker": "q", "site": "a"}]},
            "Not a worker of the file. (keep_apart[1].worker) Give the id of one.",
        ),
        ({"keep_apart": [{"worker": "x"}]}, "From whom? (keep_apart[0]) Give a household or a site."),
        (
            {"keep_apart": [{"worker": "x", "site": "a", "household": "h1"}]},
            "From whom? (keep_apart[0]) Give a household or a site.",
        ),
        ({"keep_apart": [{"worker": "x", "site": None}]}, f"Not an id. (keep_apart[0].site) {ID}"),
        ({"keep_apart": [{"worker": "x", "household": 1.5}]}, f"Not an id. (keep_apart[0].household) {ID}"),
        ({"keep_apart": [{"worker": "x", "site": "q"}]}, "Not a site of the file. (q) Name a site that is listed."),
        (
            {"keep_apart": [{"worker": "x", "household": "h7"}]},
            "A household to keep apart is on no site. (keep_apart) List it, or name the site.",
        ),
        ({"neighbours": {}}, "Not a list. (neighbours) Write […]."),
        ({"neighbours": [["a", "b"], "ab"]}, "Not a list. (neighbours[1]) Write […]."),
        ({"neighbours": [["a", 1.5]]}, f"Not an id. (neighbours[0]) {ID}"),
        ({"neighbours": [["a"]]}, "Not a pair. (neighbours[0]) Give two ids of sites."),
        ({"neighbours": [["a", "b", "a"]]}, "Not a pair. (neighbours[0]) Give two ids of sites."),
        ({"tolerance": 2.5}, "Not a tolerance. (tolerance) Give whole per cent, from 0 to 100."),
        ({"tolerance": True}, "Not a tolerance. (tolerance) Give whole per cent, from 0 to 100."),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_place(change, says):
    with pytest.raises(BadInput) as caught:
        from_json(GOOD | change)
    assert str(caught.value) == says
    assert "h7" not in str(caught.value)


def test_a_file_that_is_no_object():
    with pytest.raises(BadInput) as caught:
        from_json([])
    assert str(caught.value) == "Not an object. (the whole file) Write {…}."


def test_all_that_a_file_may_say_and_what_it_leaves_out():
    # a: two workers hold it, so each household says whose it is; weights 0.5 + 1 + 2.0006 in thousandths; who speaks
    # nothing that is said is not counted by language. b, by number: all of it is y's. c, by number, has nobody.
    team = from_json(
        {
            "sites": [
                {
                    "id": "a",
                    "households": [
                        {"id": 1, "weight": 0.5, "languages": ["fr", "ar"], "worker": "x"},
                        {"id": 2, "worker": "y", "languages": ["ar", "fr", "ar"]},
                        {"id": 3, "weight": 2.0006, "worker": "x", "languages": ["nl"]},
                        {"id": 4, "weight": 0, "worker": "gone", "languages": []},
                    ],
                    "weight": 99,
                },
                {"id": "b", "households": 100_000, "weight": 7.25, "languages": {"nl": 99_999, "fr": 1}},
                {"id": 3, "households": 0, "weight": 90_000},
                {"id": "d", "households": []},
            ],
            "neighbours": [["b", "a"], [3, "b"]],
            "workers": [
                {"id": "x", "fraction": 0.006, "languages": ["fr"], "sites": ["a", "a"]},
                {"id": "y", "fraction": 0.456, "languages": ["nl", "ar"], "sites": ["a", "b"]},
                {"id": 9, "fraction": 0, "languages": []},
                {"id": "z", "languages": []},
            ],
            "keep_apart": [
                {"worker": "x", "household": 3},
                {"worker": "y", "household": "1"},
                {"worker": "x", "site": 3},
                {"worker": 9, "site": "3"},
                {"worker": "z", "site": "b"},
                {"worker": "z", "site": "a"},
            ],
            "tolerance": 0,
            "why": "nobody reads this",
        }
    )
    french_or_arabic = frozenset({"fr", "ar"})
    assert team == Team(
        sites=(
            Site(
                "a",
                4,
                500 + 1000 + 2001,
                {french_or_arabic: 2, frozenset({"nl"}): 1},
                {"x": 2, "y": 1, "gone": 1},
                frozenset({"x", "y", "z"}),
            ),
            Site(
                "b", 100_000, 7250, {frozenset({"nl"}): 99_999, frozenset({"fr"}): 1}, {"y": 100_000}, frozenset({"z"})
            ),
            Site("3", 0, 90_000_000, {}, {}, frozenset({"x", "9"})),
            Site("d", 0, 0),
        ),
        workers=(
            Worker("x", 1, frozenset({"fr"})),
            Worker("y", 46, frozenset({"nl", "ar"})),
            Worker("9", 0),
            Worker("z", 100),
        ),
        neighbours=(("b", "a"), ("3", "b")),
        tolerance=0,
    )


def _many(sites=2, workers=1, pairs=0, weight=1, tolerance=10):
    """A team of this size, all alike."""
    return Team(
        tuple(Site(f"{number:03}", 1, weight) for number in range(sites)),
        tuple(Worker(f"w{number:02}", 100) for number in range(workers)),
        (("000", "001"),) * pairs,
        tolerance,
    )


SIZES = "(sites, workers) At most 400 sites, 60 workers, 12000 for sites times workers."


@pytest.mark.parametrize(
    ("team", "says"),
    [
        (Team((), (Worker("x", 100),)), "No site. (sites) Give at least one."),
        (Team((Site("a", 1, 1),), ()), "Nobody works. (workers) Give one worker a fraction above 0."),
        (Team((Site("a", 1, 1),), (Worker("x", 0),)), "Nobody works. (workers) Give one worker a fraction above 0."),
        (
            Team((Site("b", 1, 1), Site("a", 1, 1), Site("b", 2, 2)), (Worker("x", 100),)),
            "Two have the same id. (sites, b) Give each its own.",
        ),
        (
            Team((Site("a", 1, 1),), (Worker("y", 100), Worker("x", 100), Worker("y", 0))),
            "Two have the same id. (workers, y) Give each its own.",
        ),
        (_many(401), f"More than is shared out in one go. {SIZES}"),
        (_many(1, 61), f"More than is shared out in one go. {SIZES}"),
        (_many(201, 60), f"More than is shared out in one go. {SIZES}"),
        (_many(pairs=4001), "Too many neighbours. (neighbours) At most 4000 pairs."),
        (_many(2, weight=50_000_001), "The weights are too large. (sites) At most 100000 in all."),
        (_many(tolerance=101), "Not a tolerance. (tolerance) Give per cent, from 0 to 100."),
        (_many(tolerance=-1), "Not a tolerance. (tolerance) Give per cent, from 0 to 100."),
        (
            Team((Site("a", 1, 1), Site("b", 1, 1)), (Worker("x", 100),), (("a", "b"), ("a", "q"))),
            "Neighbours are two sites of the file. (neighbours[1]) Give two ids.",
        ),
        (
            Team((Site("a", 1, 1),), (Worker("x", 100),), (("a", "a"),)),
            "Neighbours are two sites of the file. (neighbours[0]) Give two ids.",
        ),
    ],
)
def test_a_team_that_cannot_be_is_refused(team, says):
    with pytest.raises(BadInput) as caught:
        caseload(team)
    assert str(caught.value) == says


@pytest.mark.parametrize(
    "team",
    [
        _many(400, 30),
        _many(200, 60),
        _many(pairs=4000),
        _many(2, weight=50_000_000),
        _many(tolerance=0),
        _many(tolerance=100),
        _many(1),
    ],
)
def test_the_largest_team_is_let_in(team):
    assert checked(team).sites == team.sites


def test_a_team_is_put_in_one_order_and_a_pair_counts_once():
    sites, workers = (Site("b", 1, 1), Site("a", 1, 1), Site("c", 1, 1)), (Worker("y", 100), Worker("x", 0))
    team = Team(sites, workers, (("b", "a"), ("a", "b"), ("c", "a"), ("a", "b")), 7)

    assert checked(team) == Team((sites[1], sites[0], sites[2]), (workers[1], workers[0]), (("a", "b"), ("a", "c")), 7)
