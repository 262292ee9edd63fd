"""The best by every aim, beside all distributions tried; and what must hold whatever the team."""

import itertools
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from bench.engines.caseload import Staff, a_company
from palier.engines.caseload import Site, Team, Worker, caseload, faults, reasons, to_json
from palier.engines.caseload.search import beginning, bettered
from palier.engines.caseload.standing import Standing
from tests.engines.caseload.teams import every_distribution, score, teams


def chosen(found):
    workers = found.standing.workers
    return {site.id: workers[place].id for site, place in zip(found.standing.sites, found.given, strict=True)}


@settings(max_examples=60, deadline=None)
@given(teams())
def test_it_is_the_best_of_all_distributions(team):
    found = caseload(team)
    given = chosen(found)

    assert faults(team, given) == []
    assert found.optimal
    assert found.stopped_because == "finished"
    if given:
        scores = [score(team, one) for one in every_distribution(team)]
        assert score(team, given) == min(scores)
        assert tuple(aim.value for aim in found.aims) == min(scores)
        assert found.ties_known
        assert bool(found.ties) == (scores.count(min(scores)) > 1)


@settings(max_examples=40, deadline=None)
@given(teams())
def test_a_tie_is_the_nearest_other_distribution_as_good(team):
    found = caseload(team)
    if not found.ties:
        return
    given, best = chosen(found), score(team, chosen(found))
    other = given | {tie.site: tie.other for tie in found.ties}

    assert score(team, other) == best
    assert all(given[tie.site] == tie.chosen for tie in found.ties)
    away = [
        sum(one[name] != given[name] for name in given) for one in every_distribution(team) if score(team, one) == best
    ]
    assert len(found.ties) == min(count for count in away if count)


@settings(max_examples=40, deadline=None)
@given(teams(), st.randoms(use_true_random=False), st.integers(0, 3))
def test_the_order_of_the_file_changes_nothing(team, random, seed):
    shuffled = Team(
        tuple(random.sample(team.sites, len(team.sites))),
        tuple(random.sample(team.workers, len(team.workers))),
        tuple((b, a) for a, b in random.sample(team.neighbours, len(team.neighbours))),
        team.tolerance,
    )

    assert to_json(caseload(shuffled, seed=seed), shuffled) == to_json(caseload(team, seed=seed), team)


@settings(max_examples=30, deadline=None)
@given(teams(), st.integers(2, 7))
def test_weights_in_another_unit_change_nothing(team, times):
    larger = replace(team, sites=tuple(replace(site, weight=site.weight * times) for site in team.sites))

    assert caseload(larger).given == caseload(team).given


@settings(max_examples=30, deadline=None)
@given(teams())
def test_one_more_excluded_never_betters_the_answer(team):
    found = caseload(team)
    if len(found.standing.workers) < 2 or not found.given:
        return
    site = found.standing.sites[0]
    stricter = replace(site, excluded=site.excluded | {chosen(found)[site.id]})
    after = caseload(replace(team, sites=tuple(stricter if one.id == site.id else one for one in team.sites)))

    assert chosen(after).get(site.id) != chosen(found)[site.id]
    if chosen(after).keys() == chosen(found).keys() and after.standing.workers == found.standing.workers:
        assert [aim.value for aim in after.aims] >= [aim.value for aim in found.aims]


@settings(max_examples=60, deadline=None)
@given(teams(6, 4), st.data())
def test_the_score_after_moves_is_the_score_of_what_they_make(team, data):
    standing = Standing(team, 0)
    if not standing.sites:
        return
    before = [data.draw(st.sampled_from(takers)) for takers in standing.takers]
    sites = data.draw(st.lists(st.integers(0, len(before) - 1), min_size=1, max_size=2, unique=True))
    moves = tuple((site, data.draw(st.sampled_from(standing.takers[site]))) for site in sites)
    after = list(before)
    for site, worker in moves:
        after[site] = worker

    assert standing.moved(before, standing.score(before), moves, standing.loads(before)) == standing.score(after)


@given(teams(6, 4))
def test_local_search_never_makes_it_worse(team):
    standing = Standing(team, 0)
    if standing.sites:
        first = beginning(standing)
        assert standing.score(bettered(standing, first)) <= standing.score(first)


@settings(max_examples=30, deadline=None)
@given(teams())
def test_each_reason_says_what_would_be_worse_and_it_would(team):
    found = caseload(team)
    given = chosen(found)
    for site, reason in zip(found.standing.sites, reasons(found), strict=True):
        if reason.instead is None:
            assert len([w for w in found.standing.workers if w.id not in site.excluded]) == 1
        else:
            other = score(team, given | {site.id: reason.instead})
            assert other >= score(team, given)
            assert (reason.worse is None) == (other == score(team, given))


def test_forty_sites_and_twelve_workers_are_proven():
    team = a_company(Staff(40, 12), seed=1)
    found = caseload(team)

    assert found.optimal
    assert faults(team, chosen(found)) == []


def test_out_of_time_it_still_answers_and_says_so():
    team = a_company(Staff(40, 12, followed=False))
    found = caseload(team, seconds=0.001)

    assert faults(team, chosen(found)) == []
    assert not found.optimal
    assert found.stopped_because == "time"
    assert not found.ties_known
    assert any(aim.bound < aim.value for aim in found.aims)


def test_the_seed_decides_between_equals_and_only_between_them():
    sites = tuple(Site(name, 10, 10_000) for name in "ab")
    team = Team(sites, (Worker("x", 100), Worker("y", 100)))
    answers = {seed: caseload(team, seed=seed) for seed in range(12)}

    assert {tuple(chosen(found).items()) for found in answers.values()} == {
        (("a", "x"), ("b", "y")),
        (("a", "y"), ("b", "x")),
    }
    assert all(len(found.ties) == 2 for found in answers.values())


def test_the_checker_notices_what_is_wrong():
    team = Team(
        (Site("a", 1, 1000, excluded=frozenset({"x"})), Site("b", 1, 1000)),
        (Worker("x", 100), Worker("y", 50), Worker("z", 0)),
    )

    assert faults(team, {"a": "y", "b": "x"}) == []
    for wrong in (
        {"a": "x", "b": "x"},
        {"a": "y"},
        {"a": "y", "b": "z"},
        {"a": "y", "b": "q"},
        {"a": "y", "b": "x", "c": "x"},
    ):
        assert len(faults(team, wrong)) == 1, wrong


def test_a_whole_day_of_the_clock_is_not_needed_for_many_equal_sites():
    sites = tuple(Site(f"{a}{b}", 10, 10_000) for a, b in itertools.product("abcd", "wxyz"))
    found = caseload(Team(sites, tuple(Worker(name, 100) for name in "klmn")))

    assert [aim.value for aim in found.aims][:2] == [0, 0]
