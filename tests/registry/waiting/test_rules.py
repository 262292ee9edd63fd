"""How an arrival goes on, how long one still waits, what is told of counts."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.registry.waiting.rules import (
    ArrivalState,
    is_a_workers_move,
    may_move,
    told,
    told_parts,
    turns_before,
    wait_estimate,
)

S = ArrivalState
MOVES = {
    (S.WAITING, S.RECEIVED), (S.WAITING, S.LEFT_UNSEEN), (S.RECEIVED, S.GONE), (S.RECEIVED, S.WAITING),
    (S.LEFT_UNSEEN, S.WAITING), (S.GONE, S.RECEIVED),
}  # fmt: skip


@pytest.mark.parametrize("state", list(S))
@pytest.mark.parametrize("to", list(S))
def test_who_came_goes_on_by_these_moves_and_no_other(state, to):
    assert may_move(state, to) == ((state, to) in MOVES)


def test_every_move_has_its_way_back():
    assert {state for state, _to in MOVES} == set(S)
    for state, to in MOVES - {(S.WAITING, S.RECEIVED)}:
        assert any(may_move(to, other) for other in S), (state, to)


@pytest.mark.parametrize(
    ("state", "to", "of_a_worker"),
    [
        (S.WAITING, S.RECEIVED, True),
        (S.RECEIVED, S.GONE, True),
        (S.RECEIVED, S.WAITING, True),
        (S.GONE, S.RECEIVED, True),
        (S.WAITING, S.LEFT_UNSEEN, False),
        (S.LEFT_UNSEEN, S.WAITING, False),
    ],
)
def test_the_front_desk_stops_at_the_door_of_the_office(state, to, of_a_worker):
    assert is_a_workers_move(state, to) == of_a_worker


@pytest.mark.parametrize(
    ("waiting", "received", "receiving", "turns"),
    [(0, 0, 1, 0), (0, 1, 1, 1), (0, 1, 2, 0), (3, 1, 1, 4), (3, 2, 2, 4), (2, 0, 1, 2), (2, 0, 0, 2)],
)
def test_turns_before_whoever_arrives_now(waiting, received, receiving, turns):
    assert turns_before(waiting, received, receiving) == turns


def test_nobody_before_means_no_wait():
    assert wait_estimate(0, 1, [dt.timedelta(minutes=40)]) == dt.timedelta()


def test_without_lengths_a_quarter_of_an_hour_each_shared_by_who_receives():
    assert wait_estimate(2, 1, []) == dt.timedelta(minutes=30)
    assert wait_estimate(2, 2, []) == dt.timedelta(minutes=15)


lengths = st.lists(st.integers(1, 90).map(lambda minutes: dt.timedelta(minutes=minutes)), max_size=5)


@given(before=st.integers(0, 20), receiving=st.integers(0, 6), of=lengths)
def test_a_wait_is_said_in_fives_and_never_shorter_than_reckoned(before, receiving, of):
    said = wait_estimate(before, receiving, of)
    mean = sum(of, dt.timedelta()) / len(of) if of else dt.timedelta(minutes=15)
    assert said % dt.timedelta(minutes=5) == dt.timedelta()
    assert said * max(receiving, 1) >= mean * before - dt.timedelta(milliseconds=1)
    assert said - mean * before / max(receiving, 1) < dt.timedelta(minutes=5)


@pytest.mark.parametrize(("number", "said"), [(0, "<5"), (4, "<5"), (5, "5"), (120, "120")])
def test_fewer_than_five_is_said_to_be_so(number, said):
    assert told(number) == said


@pytest.mark.parametrize(
    ("parts", "said"),
    [
        ((12, 7), ("12", "7")),
        ((10, 2), ("≥8", "<5")),
        ((3, 9), ("<5", "≥8")),
        ((5, 0), ("", "")),
        ((2, 1), ("<5", "<5")),
    ],
)
def test_a_small_count_leaves_the_one_beside_it_open(parts, said):
    assert told_parts(*parts) == said


@given(one=st.integers(0, 40), other=st.integers(0, 40))
def test_no_count_gives_a_small_one_beside_it_away(one, other):
    """Whoever knows the sum and what is said of both finds at least five answers for a small number."""
    whole, said = one + other, told_parts(one, other)
    wholes = range(5) if whole < 5 else [whole]  # of a small sum it is only said that it is small
    behind = {
        (first, known - first)
        for known in wholes
        for first in range(known + 1)
        if told_parts(first, known - first) == said
    }
    assert (one, other) in behind
    if one < 5:
        assert len({first for first, _second in behind}) >= 5
    if other < 5:
        assert len({second for _first, second in behind}) >= 5
