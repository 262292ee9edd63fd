"""The solver asked small questions whose answers are known, what is made of its answers, and the climb from aim to aim."""

from types import SimpleNamespace

import highspy
import pytest

from palier.engines.exchanges import aims, solver
from palier.engines.exchanges.aims import Climb, Settled
from palier.engines.exchanges.cycles import short_cycles
from palier.engines.exchanges.formulation import Column, Formulation
from palier.engines.exchanges.solver import UNBOUNDED, Choice, Floor, Limits, relaxed, whole

FREE = Limits(5_000)


def question(columns, *rows):
    """Columns, and rows of (limit, {column: coefficient}); a limit in a list is met exactly."""
    made = Formulation([])
    for number in range(columns):
        made.add(Column((number,)))
    for number, (limit, entries) in enumerate(rows):
        for column, coefficient in entries.items():
            exact = isinstance(limit, list)
            made.bind(number, column, coefficient, limit[0] if exact else limit, equal=exact)
    return made


def ring(count):
    """Each column excludes the next, the last the first: for odd counts half of each is better than any choice."""
    return question(count, *((1, {one: 1, (one + 1) % count: 1}) for one in range(count)))


# -- questions ---------------------------------------------------------------------------------------------------


def test_half_columns_bound_what_whole_ones_reach():
    assert relaxed(ring(3), range(3), (2, 2, 3), (), FREE).chosen is None
    assert relaxed(ring(3), range(3), (2, 2, 3), (), FREE).bound == 3  # 3.5, cut
    assert relaxed(ring(3), range(3), (2, 2, 2), (), FREE).bound == 3
    assert whole(ring(3), range(3), (2, 2, 3), (), FREE) == Choice((2,), 3, "finished")
    assert whole(ring(5), range(5), (3, 1, 2, 1, 1), (), FREE) == Choice((0, 2), 5, "finished")


def test_of_a_relaxed_question_each_column_has_a_ceiling_that_no_choice_with_it_exceeds():
    # 0 excludes 1, 1 excludes 2 and 3; gains 3, 4, 2, 1: with 1 the best is 4, with any other 6.
    made = question(4, (1, {0: 1, 1: 1}), (1, {1: 1, 2: 1}), (1, {1: 1, 3: 1}))
    found = relaxed(made, range(4), (3, 4, 2, 1), (), FREE)
    assert (found.chosen, found.bound, found.stopped_because) == ((0, 2, 3), 6, "finished")
    assert list(found.ceilings) == [0, 1, 2, 3]
    assert [found.ceilings[one] >= best - 1e-6 for one, best in enumerate((6, 4, 6, 6))] == [True] * 4
    assert max(found.ceilings.values()) == pytest.approx(6)
    assert relaxed(question(2), (0, 1), (3, -4), (), FREE).ceilings == pytest.approx({0: 3, 1: -1})
    assert whole(made, range(4), (3, 4, 2, 1), (), FREE) == Choice((0, 2, 3), 6, "finished")


def test_only_the_columns_still_open_are_asked_about():
    made = question(6, (1, {0: 1, 5: 1}), (1, {2: 1, 5: 1}))
    assert whole(made, (2, 5), (9, 9, 3, 9, 9, 2), (), FREE) == Choice((2,), 3, "finished")
    assert whole(made, (5,), (9, 9, 3, 9, 9, 2), (), FREE) == Choice((5,), 2, "finished")
    assert set(relaxed(made, (2, 5), (9, 9, 3, 9, 9, 2), (), FREE).ceilings) == {2, 5}


@pytest.mark.parametrize(
    ("row", "gains", "chosen", "bound"),
    [
        ((1, {0: 2}), (3, 0), (), 0),  # a cycle that alone breaks a rule
        ((2, {0: 2}), (3, 0), (0,), 3),
        (([0], {0: 1}), (3, 0), (), 0),  # nothing to come after it
        (([0], {0: 1, 1: -1}), (3, -1), (0, 1), 2),
        (([0], {0: 1, 1: -1}), (3, -4), (), 0),
        (([1], {0: 1, 1: 1}), (-1, -2), (0,), -1),
        ((0, {0: 1, 1: -1}), (3, -1), (0, 1), 2),
        ((0, {0: 1, 1: -1}), (-3, 2), (1,), 2),  # at most: one may stay unanswered
        ((1, {0: 1, 1: 1}), (0, 0), None, 0),
    ],
)
def test_rows_bind_as_they_say(row, gains, chosen, bound):
    found = whole(question(2, row), (0, 1), gains, (), FREE)
    assert (found.bound, found.stopped_because) == (bound, "finished")
    assert chosen is None or found.chosen == chosen


def test_an_aim_settled_is_not_lowered_by_a_unit():
    made = question(2, (1, {0: 1, 1: 1}))
    exact = Floor((1_000_000, 999_999), 1_000_000)
    assert whole(made, (0, 1), (1, 2), (exact,), FREE).chosen == (0,)
    assert whole(made, (0, 1), (1, 2), (Floor((1_000_000, 999_999), 999_999),), FREE).chosen == (1,)
    assert whole(made, (0, 1), (1, 2), (Floor((-2, -6), -2),), FREE).chosen == (0,)
    assert whole(made, (0, 1), (1, 2), (Floor((0, 0), 0),), FREE).chosen == (1,)
    assert whole(made, (0, 1), (1, 2), (Floor((1, 1), 1), exact), FREE).bound == 1


def test_large_and_small_gains_in_one_question():
    gains = (1_000_000_000, 1, 2)
    assert whole(ring(3), range(3), gains, (), FREE) == Choice((0,), 1_000_000_000, "finished")
    assert whole(question(3, (1, {1: 1, 2: 1})), range(3), gains, (), FREE).chosen == (0, 2)


def test_the_solver_writes_nothing_on_the_output_that_is_the_answer_s(capfd):
    whole(ring(5), range(5), (3, 1, 2, 1, 1), (), FREE)
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(("until", "seconds"), [(None, None), (105.0, 5.0), (100.0, 0.01), (90.0, 0.01)])
def test_one_thread_a_fixed_seed_and_gaps_smaller_than_a_unit(monkeypatch, until, seconds):
    monkeypatch.setattr(solver, "time", SimpleNamespace(monotonic=lambda: 100.0))
    asked = highspy._Highs()
    asked.setOptionValue("output_flag", False)
    default = asked.getOptionValue("time_limit")[1]
    solver._set_options(asked, Limits(17, until), 7)

    expected = {
        "threads": 1,
        "random_seed": 0,
        "mip_rel_gap": 0.0,
        "mip_abs_gap": 0.07,
        "mip_max_nodes": 17,
        "primal_feasibility_tolerance": 1e-9,
        "dual_feasibility_tolerance": 1e-9,
        "mip_feasibility_tolerance": 1e-9,
        "time_limit": default if seconds is None else seconds,
    }
    assert {name: asked.getOptionValue(name)[1] for name in expected} == pytest.approx(expected)


# -- what is made of its answers ---------------------------------------------------------------------------------

OPTIMAL, TIME = highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kTimeLimit
OTHER = highspy.HighsModelStatus.kSolutionLimit


def answer(status, values, *, told=0.0, dual=0.0, costs=(-1.0, -0.5), is_valid=True, is_whole=True, duals=(0.0, 0.0)):
    """What is made of an answer about the columns 4 and 9, whose largest gain is ten."""
    said = SimpleNamespace(
        getModelStatus=lambda: status,
        getSolution=lambda: SimpleNamespace(col_value=values, value_valid=is_valid, col_dual=duals),
        getInfo=lambda: SimpleNamespace(objective_function_value=told, mip_dual_bound=dual),
        getLp=lambda: SimpleNamespace(col_cost_=costs),
    )
    return solver._answer(said, (4, 9), 10, whole=is_whole)


def test_a_finished_search_counts_the_value_of_its_choice():
    assert answer(OPTIMAL, (1.0, 0.0), told=-1.0, dual=-9.0) == Choice((4,), 10, "finished")
    assert answer(OPTIMAL, (1.0, 1.0), told=-1.5) == Choice((4, 9), 15, "finished")
    assert answer(OPTIMAL, (1 - 1e-7, 1e-7), told=-1.0) == Choice((4,), 10, "finished")
    assert answer(OPTIMAL, (0.0, 1.0), told=-0.509) == Choice((9,), 5, "finished")  # within a tenth of a unit


def test_a_search_that_tells_another_value_than_its_choice_has_proves_nothing():
    assert answer(OPTIMAL, (0.0, 1.0), told=-0.511, dual=-0.5) == Choice((9,), UNBOUNDED, "nodes")
    assert answer(OPTIMAL, (0.0, 1.0), told=-0.489, dual=-0.5) == Choice((9,), UNBOUNDED, "nodes")


def test_a_search_that_ended_early_counts_what_it_could_exclude():
    assert answer(TIME, (0.0, 1.0), told=-0.5, dual=-1.2) == Choice((9,), 12, "time")
    assert answer(OTHER, (0.0, 1.0), told=-0.5, dual=-0.595) == Choice((9,), 6, "nodes")
    assert answer(TIME, (), is_valid=False, dual=float("-inf")) == Choice(None, UNBOUNDED, "time")
    assert answer(TIME, (1.0, 1.0), is_valid=False, dual=-1.5).chosen is None


def test_half_a_column_is_no_choice():
    assert answer(OPTIMAL, (1.0, 0.5), told=-1.25).chosen is None
    assert answer(OPTIMAL, (1.0, 1e-5), told=-1.000005).chosen is None
    assert answer(OPTIMAL, (1.0,), told=-1.0).chosen is None


def test_a_relaxed_answer_has_ceilings_and_only_when_finished():
    found = answer(OPTIMAL, (1.0, 0.0), told=-1.0, is_whole=False, duals=(-0.25, 0.25))
    assert found == Choice((4,), 10, "finished", {4: 10.0, 9: 7.5})
    assert answer(OPTIMAL, (0.5, 0.5), told=-0.75, is_whole=False).bound == 7
    assert answer(TIME, (1.0, 0.0), told=-1.0, is_whole=False) == Choice(None, UNBOUNDED, "time")
    assert answer(OTHER, (1.0, 0.0), told=-1.0, is_whole=False) == Choice(None, UNBOUNDED, "nodes")


@pytest.mark.parametrize(
    ("bound", "units"),
    [(2.89, 2), (2.91, 3), (3.0, 3), (-1.0, -1), (-1.05, -1), (-1.2, -2), (2.0**61, 1 << 61), (2.0**62, UNBOUNDED),
     (2.0**63, UNBOUNDED), (float("inf"), UNBOUNDED)],
)  # fmt: skip
def test_a_bound_is_cut_to_whole_units_with_a_tenth_of_grace(bound, units):
    assert solver._cut(bound) == units


# -- from aim to aim ---------------------------------------------------------------------------------------------


@pytest.fixture
def asked(monkeypatch):
    """The questions of whole columns put to the solver: (columns, nodes)."""
    found = []

    def spied(made, active, gains, floors, limits):
        found.append((list(active), limits.nodes))
        return whole(made, active, gains, floors, limits)

    monkeypatch.setattr(aims, "whole", spied)
    return found


def climb(made, until=float("inf")):
    return Climb(made, until, list(range(len(made.columns))))


@pytest.mark.parametrize(
    ("columns", "nodes"), [(1, 5_000), (3_000, 5_000), (3_001, 1_000), (20_000, 1_000), (20_001, 200)]
)
def test_nodes_of_a_search_by_the_size_of_its_part(columns, nodes):
    assert aims._nodes(columns) == nodes


def test_an_aim_gets_six_tenths_of_the_time_left(monkeypatch):
    monkeypatch.setattr(aims, "time", SimpleNamespace(monotonic=lambda: 100.0))
    assert climb(ring(3), 110.0)._until_next() == pytest.approx(106)
    assert climb(ring(3), 90.0)._until_next() == 100


def test_the_most_promising_columns_are_searched_first(monkeypatch, asked):
    # Half of each column of the ring is worth 5.5, so every ceiling is that, and the first two come first.
    monkeypatch.setattr(aims, "PROMISING", 2)
    climbing = climb(ring(5))
    climbing.settle("weight", (3, 2, 2, 2, 2))

    assert asked == [([0, 1], 5), ([0, 1, 2, 3, 4], 5_000)]
    assert climbing.settled == (Settled("weight", 5, 5, "finished"),)
    assert climbing.chosen in ((0, 2), (0, 3))


def test_a_question_that_is_answered_by_halves_is_not_searched(asked):
    climbing = climb(question(4, (1, {0: 1, 1: 1}), (1, {2: 1, 3: 1})))
    climbing.settle("weight", (3, 2, 5, 5))

    assert asked == []
    assert climbing.settled == (Settled("weight", 8, 8, "finished"),)
    assert {0, 2, 3} <= set(climbing.active)
    climbing.settle("lot", (0, 9, 1, 2))
    assert climbing.chosen == (0, 3)
    assert climbing.settled[1] == Settled("lot", 2, 2, "finished")


def test_the_relaxed_question_alone_may_show_that_a_choice_is_the_only_one(asked):
    climbing = climb(question(2))
    climbing.settle("weight", (3, -1))
    assert climbing.is_only()
    assert climbing.another() == (None, True)
    climbing = climb(question(2))
    climbing.settle("weight", (3, 0))  # with or without the other
    assert not climbing.is_only()
    other, is_known = climbing.another()
    assert ({other, climbing.chosen}, is_known) == ({(0,), (0, 1)}, True)


def test_columns_with_which_the_value_cannot_be_kept_are_set_aside(monkeypatch):
    ceilings = {0: 3.0, 1: 2.95, 2: 2.85, 3: 1.0, 4: 2.9}
    monkeypatch.setattr(aims, "relaxed", lambda *_: Choice((0, 3), 3, "finished", ceilings))
    climbing = climb(question(5, (5, dict.fromkeys(range(5), 1))))
    climbing.settle("weight", (2, 2, 2, 1, 2))

    assert climbing.chosen == (0, 3)
    assert climbing.active == [0, 1, 3, 4]  # 3 is chosen, whatever is told of it; 2 is more than a tenth below


def test_columns_worth_nothing_stay_open_for_the_next_aim():
    climbing = climb(question(2, (1, {0: 1, 1: 1})))
    climbing.settle("weight", (0, 0))
    assert (climbing.settled, climbing.active, climbing.chosen) == ((Settled("weight", 0, 0, "finished"),), [0, 1], ())
    climbing.settle("waiting", (1, 4))
    assert climbing.chosen == (1,)


def test_another_choice_as_good_is_found_or_excluded():
    climbing = climb(question(4, (1, {0: 1, 1: 1}), (1, {2: 1, 3: 1})))
    climbing.settle("weight", (3, 2, 5, 5))
    assert not climbing.is_only()
    other, is_known = climbing.another()
    assert (set(other) | set(climbing.chosen), is_known) == ({0, 2, 3}, True)
    assert len(other) == 2

    climbing.settle("lot", (0, 0, 1, 2))
    assert climbing.another() == (None, True)


def test_a_larger_part_splits_when_columns_are_set_aside(asked):
    # Two rings of three, joined by column 6, which is worth nothing: each ring is searched by itself, and its best is 2.
    joined = question(7, *((1, {one: 1, other: 1}) for one, other in
                           ((0, 1), (1, 2), (2, 0), (3, 4), (4, 5), (5, 3))), (2, {0: 1, 3: 1, 6: 2}))  # fmt: skip
    climbing = climb(joined)
    climbing.settle("weight", (2, 2, 2, 2, 2, 2, 0))

    assert climbing.settled == (Settled("weight", 4, 4, "finished"),)
    assert len(climbing.chosen) == 2


@pytest.mark.parametrize(("each", "bound"), [(2, 4), (3, 5)])
def test_parts_of_a_part_never_worsen_its_bound(monkeypatch, each, bound):
    # 2 excludes 0 and 1. The whole is worth at most 5 and is told to be better without 2; what is left are two parts, whose
    # bounds count together when they are no more than 5.
    def told(made, columns, *_):
        if len(columns) == 3:
            return Choice((0,), 5, "finished", {0: 5.0, 1: 5.0, 2: 1.0})
        return Choice(tuple(columns), each, "finished")

    monkeypatch.setattr(aims, "relaxed", told)
    monkeypatch.setattr(aims, "whole", lambda _, columns, *__: Choice(tuple(columns), each, "nodes"))
    climbing = climb(question(3, (1, {0: 1, 2: 1}), (1, {1: 1, 2: 1})))
    climbing.settle("weight", (2, 2, 1))

    assert (climbing.chosen, climbing.active) == ((0, 1), [0, 1])
    assert climbing.settled == (Settled("weight", 4, bound, "finished"),)


def test_time_that_ran_out_is_noted_and_nothing_is_proven(monkeypatch):
    monkeypatch.setattr(aims, "relaxed", lambda *_: Choice(None, UNBOUNDED, "time"))
    monkeypatch.setattr(aims, "whole", lambda *_: Choice((1,), 9, "time"))
    climbing = climb(question(2, (1, {0: 1, 1: 1})))
    climbing.settle("weight", (3, 2))

    assert climbing.settled == (Settled("weight", 2, 9, "time"),)
    assert climbing.ran_out
    assert not climbing.settled[0].proven
    assert not climbing.is_only()
    assert climbing.another() == (None, False)


def test_nodes_that_ran_out_are_told_but_are_not_time(monkeypatch):
    monkeypatch.setattr(aims, "relaxed", lambda *_: Choice(None, 7, "finished"))
    monkeypatch.setattr(aims, "whole", lambda *_: Choice((0,), 8, "nodes"))
    climbing = climb(question(2, (1, {0: 1, 1: 1})))
    climbing.settle("weight", (3, 2))

    assert climbing.settled == (Settled("weight", 3, 7, "nodes"),)  # the smaller of the two bounds
    assert not climbing.ran_out


@pytest.mark.parametrize(("weight", "chosen", "waiting"), [((3, 2), (0,), 0), ((3, 3), (1,), 5)])
def test_a_choice_that_lowers_an_aim_settled_is_not_taken(monkeypatch, weight, chosen, waiting):
    climbing = climb(question(2, (1, {0: 1, 1: 1})))
    monkeypatch.setattr(aims, "relaxed", lambda *_: Choice((0,), 3, "finished"))
    climbing.settle("weight", weight)
    monkeypatch.setattr(aims, "relaxed", lambda *_: Choice((1,), 9, "finished"))
    monkeypatch.setattr(aims, "whole", lambda *_: Choice((1,), 9, "finished"))
    climbing.settle("waiting", (0, 5))

    assert (climbing.chosen, climbing.settled[1].value, climbing.settled[1].bound) == (chosen, waiting, 9)


# -- cycles ------------------------------------------------------------------------------------------------------

TRIANGLE = [[1, 2], [0, 2], [0, 1]]
EVERY = [(0, 1), (0, 1, 2), (0, 2), (0, 2, 1), (1, 2)]


def test_cycles_in_their_order_up_to_their_length():
    assert short_cycles(TRIANGLE, 3) == (EVERY, True)
    assert short_cycles(TRIANGLE, 2) == ([(0, 1), (0, 2), (1, 2)], True)
    assert short_cycles(TRIANGLE, 1) == short_cycles([], 3) == ([], True)
    assert short_cycles([[1], [2], [3], [0]], 3) == ([], True)
    assert short_cycles([[1], [2], [3], [0]], 4) == ([(0, 1, 2, 3)], True)


def test_as_many_cycles_as_may_be_listed_and_one_more():
    assert short_cycles(TRIANGLE, 3, most=5) == (EVERY, True)
    assert short_cycles(TRIANGLE, 3, most=4) == ([(0, 1), (1, 2)], False)  # one for each household
    complete = [[b for b in range(4) if b != a] for a in range(4)]
    found, is_all = short_cycles(complete, 4, most=8)
    assert (found, is_all) == ([(0, 1), (0, 1, 2), (1, 2), (1, 2, 3), (2, 3)], False)  # two for each


def test_the_work_is_bounded_too(monkeypatch):
    # The triangle costs 36 steps: from 0 six to see the way back and 15 along paths, from 1 four and six, from 2 two and three.
    monkeypatch.setattr("palier.engines.exchanges.cycles.STEPS_PER_CYCLE", 1)
    assert short_cycles(TRIANGLE, 3, most=37) == (EVERY, True)
    assert short_cycles(TRIANGLE, 3, most=36)[1] is False
    assert short_cycles(TRIANGLE, 3, most=6) == ([], False)
