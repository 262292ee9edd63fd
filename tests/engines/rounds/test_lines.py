"""Where jobs and breaks go in, which lines are better, and what is equally good; on days worked out by hand."""

from dataclasses import replace

import pytest

from palier.engines.bad_input import BadInput
from palier.engines.rounds import Agent, Break, Day, Tie, TieKind, Visit
from palier.engines.rounds.board import board
from palier.engines.rounds.effort import Effort
from palier.engines.rounds.insertion import rested, unplaced, with_breaks, with_job, with_jobs
from palier.engines.rounds.lines import day_lines, empty, key
from palier.engines.rounds.ties import settled
from tests.engines.rounds.small_day import ANNA, DAY, LINES, PLACES, TRAVEL

THREE = tuple(Agent(name, "walk", "office", "office", (600, 720)) for name in ("anna", "bilal", "chloe"))


def numbers_of(*visits, agents=THREE):
    return board(Day(PLACES, tuple(agents), visits, TRAVEL), apart="abc")


@pytest.mark.parametrize(
    ("job", "lines", "found"),
    [
        (Visit("c", "office", 10), ((), (), ()), ((2,), (), ())),  # no way for any: the first
        (Visit("c", "tower", 10, urgency=1), ((0,), (1,), ()), ((2, 0), (1,), ())),
        (Visit("c", "tower", 10, (700, 710)), ((), (1,), (0,)), ((), (1,), (0, 2))),
        (Visit("c", "tower", 10, not_agents=frozenset({"chloe"})), ((), (1,), (0,)), ((), (2, 1), (0,))),
        (Visit("c", "garden", 10, not_agents=frozenset({"anna"})), ((1,), (0,), ()), ((1,), (2, 0), ())),
        (Visit("c", "tower", 10, (0, 604)), ((), (), ()), None),
        (Visit("c", "office", 10, together=True), ((), (), ()), ((2,), (2,), ())),
        (Visit("c", "office", 10, together=True, agent="chloe"), ((), (), ()), ((2,), (), (2,))),
        (Visit("c", "tower", 10, together=True), ((), (0,), (1,)), ((), (2, 0), (2, 1))),
        (Visit("c", "tower", 10, together=True, agent="anna"), ((), (0,), (1,)), ((2,), (2, 0), (1,))),
    ],
)
def test_a_job_goes_in_where_it_costs_the_least_way(job, lines, found):
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10), job)

    assert with_job(numbers, lines, 2) == found


def test_jobs_go_in_by_rank_then_by_the_end_of_the_window_then_by_id():
    long = {"minutes": 70}
    visits = [Visit("a", "tower", **long, urgency=2), Visit("b", "garden", **long, urgency=1)]
    numbers = numbers_of(*visits, agents=THREE[:1])
    assert with_jobs(numbers, ((),), [0, 1]) == ((1,),)

    visits = [Visit("a", "tower", **long), Visit("b", "garden", **long, window=(0, 700)), Visit("c", "office", **long)]
    numbers = numbers_of(*visits, agents=THREE[:1])
    assert with_jobs(numbers, ((),), [0, 1, 2]) == ((1,),)
    assert with_jobs(numbers, ((),), [2, 0]) == ((0,),)
    assert unplaced(numbers, ((1,),)) == [0, 2]


def test_a_break_goes_in_at_the_least_way_and_is_then_taken_where_she_is_back_earliest():
    agent = replace(THREE[0], breaks=(Break(10, (600, 700), "garden"), Break(10, (600, 700))))
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10), agents=[agent, *THREE[1:]])

    assert with_breaks(numbers, ((0, 1), (), ()), [0, 1]) == ((-2, 0, -1, 1), (), ())
    assert with_breaks(numbers, ((0, -2, 1), (), ()), [0]) == ((0, -1, -2, 1), (), ())
    assert with_breaks(numbers, ((0, 1), (), ()), [1]) == ((0, 1), (), ())
    assert rested(numbers, ((-2, 0, -1, 1), (), ())) == ((0, 1, -1, -2), (), ())
    never = numbers_of(agents=[replace(agent, breaks=(Break(10, (700, 719)), Break(61, (650, 660))))])
    assert with_breaks(never, ((),), [0]) is None


# -- lines and ties ----------------------------------------------------------------------------------------------


def test_lines_are_better_that_leave_out_fewer_of_the_first_rank_then_go_less_way():
    numbers = board(DAY)

    assert key(numbers, LINES) == ((0, 0, 1), 1860, LINES)
    assert key(numbers, ((), (), (), ())) == ((2, 3, 1), 480, ((), (), (), ()))


def test_a_visit_for_two_is_seated_anew_when_others_are_already_there():
    # t is most urgent and goes in first, with anna and bilal; then c and d, at the same address, take bilal and chloe.
    numbers = numbers_of(
        Visit("c", "tower", 10, agent="chloe"),
        Visit("d", "tower", 10, agent="bilal"),
        Visit("t", "tower", 10, urgency=1, together=True),
    )
    assert with_jobs(numbers, ((), (), ()), range(3)) == ((2,), (1, 2), (0,))

    assert day_lines(numbers, Effort(0, 1, 10.0**12), 0) == ((), (2, 1), (2, 0))


def test_empty_lines_have_the_breaks_or_say_who_cannot_rest():
    assert empty(board(DAY)) == ((-1,), (), (-1,), ())

    with pytest.raises(BadInput) as caught:
        empty(board(replace(DAY, agents=(replace(ANNA, breaks=(Break(30, (700, 710)),)),))))
    assert str(caught.value) == (
        "A break finds no place in the agent's hours. (agents, anna) Move the break, or count it in breaks_done."
    )


DIRECTION = (Tie(TieKind.DIRECTION, ("anna",)),)


@pytest.mark.parametrize(
    ("visits", "lines", "found", "ties"),
    [
        # The other way is as long: it begins at the more urgent end, then at the lower id.
        ([("tower", {}), ("garden", {})], ((1, 0),), ((0, 1),), DIRECTION),
        ([("tower", {}), ("garden", {"urgency": 1})], ((0, 1),), ((1, 0),), DIRECTION),
        ([("tower", {}), ("garden", {"urgency": 1})], ((1, 0),), ((1, 0),), DIRECTION),
        ([("tower", {"optional": True}), ("garden", {})], ((0, 1),), ((1, 0),), DIRECTION),
        ([("tower", {"window": (0, 605)}), ("garden", {})], ((0, 1),), ((0, 1),), ()),
        ([("tower", {}), ("garden", {}), ("office", {"window": (0, 600)})], ((2, 1, 0),), ((2, 1, 0),), ()),
        # At one address the most urgent is first.
        ([("tower", {}), ("tower", {"urgency": 1})], ((0, 1),), ((1, 0),), ()),
        ([("tower", {"window": (0, 605)}), ("tower", {"urgency": 1})], ((0, 1),), ((0, 1),), ()),
        (
            [("tower", {}), ("tower", {"urgency": 2}), ("tower", {"urgency": 1})],
            ((0, 1, 2),),
            ((2, 1, 0),),
            (),
        ),
        # Who is left out could stand for one who is in: the lower id is in.
        (
            [("tower", {"minutes": 100}), ("tower", {"minutes": 100})],
            ((1,),),
            ((0,),),
            (Tie(TieKind.VISITS, ("a", "b")),),
        ),
        (
            [("tower", {"minutes": 100}), ("tower", {"minutes": 100})],
            ((0,),),
            ((0,),),
            (Tie(TieKind.VISITS, ("a", "b")),),
        ),
        ([("tower", {"minutes": 100}), ("garden", {"minutes": 100})], ((1,),), ((1,),), ()),
        ([("tower", {"minutes": 100}), ("tower", {"minutes": 100, "urgency": 2})], ((1,),), ((1,),), ()),
    ],
)
def test_what_is_equally_good_is_settled_in_the_open(visits, lines, found, ties):
    asked = [Visit("abc"[n], place, **{"minutes": 10} | more) for n, (place, more) in enumerate(visits)]
    numbers = board(Day(PLACES, THREE[:1], tuple(asked), TRAVEL), apart="abc")

    assert settled(numbers, lines) == (found, ties)


def test_agents_alike_exchange_their_rounds_so_that_the_first_id_has_the_first_visit():
    numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "garden", 10))

    tie = Tie(TieKind.AGENTS, ("anna", "bilal", "chloe"))
    assert settled(numbers, ((), (1,), (0,))) == (((0,), (1,), ()), (tie,))
    assert settled(numbers_of(), ((), (), ())) == (((), (), ()), ())


@pytest.mark.parametrize(
    "other",
    [
        {"start": "tower"},
        {"end": "tower"},
        {"hours": (601, 720)},
        {"hours": (600, 719)},
        {"travel": "ride"},
        {"breaks": (Break(5, (600, 700)),)},
    ],
)
def test_agents_who_differ_do_not_exchange(other):
    numbers = numbers_of(Visit("a", "tower", 10), agents=[THREE[0], replace(THREE[1], **other)])
    lines = with_breaks(numbers, ((), (0,)), [1])

    assert not [tie for tie in settled(numbers, lines)[1] if tie.kind is TieKind.AGENTS]


def test_agents_of_whom_one_was_asked_for_or_may_not_go_do_not_exchange():
    for more in ({"agent": "bilal"}, {"not_agents": frozenset({"anna"})}, {"agent": "bilal", "together": True}):
        numbers = numbers_of(Visit("a", "tower", 10), Visit("b", "tower", 5, **more), agents=THREE[:2])
        assert not [tie for tie in settled(numbers, ((), (0,)))[1] if tie.kind is TieKind.AGENTS]
