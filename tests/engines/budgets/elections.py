"""Small elections, a generator of them, and a slow and plain Method of Equal Shares to compare with."""

from collections import Counter
from fractions import Fraction as F

from hypothesis import strategies as st

from palier.engines.budgets import Ballot, Election, Project


def election(budget, costs, ballots, kind="approval", **more):
    """`costs` {id: cost}; `ballots` a list of texts of ids ("a b"), or of {id: points}."""
    ids = sorted(costs)
    said = Counter(
        tuple(sorted((ids.index(key), F(points)) for key, points in _points(ballot).items())) for ballot in ballots
    )
    projects = [Project(key, F(costs[key]), *more.get(key, ())) for key in ids]
    groups = tuple(Ballot(points, said[points]) for points in sorted(said))
    return Election(F(budget), tuple(projects), groups, kind, F(more.get("threshold", 0)))


def _points(ballot):
    return ballot if isinstance(ballot, dict) else dict.fromkeys(ballot.split(), 1)


@st.composite
def elections(draw, most_voters=7, *, with_conflicts=False):
    count = draw(st.integers(1, 6))
    kind = draw(st.sampled_from(["approval", "points"]))
    ids = "abcdef"[:count]
    given = st.just(1) if kind == "approval" else st.sampled_from([1, 2, 3, 4, F(3, 2)])
    ballots = draw(st.lists(st.dictionaries(st.sampled_from(ids), given), min_size=1, max_size=most_voters))
    costs = {key: draw(st.sampled_from([0, 1, 2, 3, 5, 8, 13, F(5, 2), 21, 34])) for key in ids}
    if not with_conflicts:
        return election(draw(st.integers(0, 40)), costs, ballots, kind)
    sides = st.tuples(st.sampled_from([False] * 7 + [True]), st.frozensets(st.sampled_from(ids), max_size=1))
    flags = draw(st.dictionaries(st.sampled_from(ids), sides, max_size=2))
    budget = draw(st.sampled_from([F(0), F(7), F(20), F(41), F(100, 3), F(5, 2)]))
    return election(budget, costs, ballots, kind, **flags)


def shares_by_hand(election, utility, share):
    """Equal shares on fractions, every price computed in every round, every voter alone."""
    voters = [dict(ballot.points) for ballot in election.ballots for _ in range(ballot.voters)]
    money = [share] * len(voters)
    chosen = [p for p, project in enumerate(election.projects) if not project.cost and any(p in v for v in voters)]
    while True:
        offers = []
        for place, project in enumerate(election.projects):
            supporters = [(money[v] / given[place], v) for v, given in enumerate(voters) if given.get(place)]
            if place in chosen or not project.cost or sum(money[v] for _, v in supporters) < project.cost:
                continue
            rest, points = project.cost, sum(voters[v][place] for _, v in supporters)
            for affordable, voter in sorted(supporters):
                if affordable >= rest / points:
                    break
                rest, points = rest - money[voter], points - voters[voter][place]
            worth = project.cost if utility == "cost" and election.kind == "approval" else 1
            offers.append((rest / points / worth, place, rest / points))
        if not offers:
            return chosen
        _, place, price = min(offers)
        chosen.append(place)
        money = [held - min(held, price * voters[v].get(place, 0)) for v, held in enumerate(money)]


def add_one_by_hand(election, utility):
    """add1, each step taken: (chosen, steps)."""
    wanted = [place for place, voters in enumerate(election.supporters()) if voters]
    last, steps = None, 0
    while True:
        chosen = shares_by_hand(election, utility, election.budget / election.voters + steps)
        cost = sum(election.projects[place].cost for place in chosen)
        if last is not None and cost > election.budget:
            return last, steps - 1
        if all(cost + election.projects[place].cost > election.budget for place in wanted if place not in chosen):
            return chosen, steps
        last, steps = chosen, steps + 1


def names(election, outcome):
    return [election.projects[place].id for place in outcome.selected]
