"""Days and lists of the table between services."""

import datetime as dt

from palier.identity.organisations.rules import ServiceKind as S
from palier.registry.interservice.rules import (
    ALLOWED,
    DUE_IN,
    NEEDED,
    SOCIAL_ASKS,
    SOCIAL_REPLIES,
    Act,
    Direction,
    Kind,
    Reply,
    State,
    direction,
    due_on,
    kinds_between,
    replies_of,
    state_after,
    working_days_after,
)


def test_working_days_leave_out_the_weekend_and_the_holidays():
    assert working_days_after(dt.date(2026, 11, 27), 1) == dt.date(2026, 11, 30)  # a Friday
    assert working_days_after(dt.date(2026, 12, 23), 2) == dt.date(2026, 12, 28)  # over Christmas and a weekend
    assert working_days_after(dt.date(2026, 11, 27), 0) == dt.date(2026, 11, 27)


def test_every_kind_and_act_has_its_days():
    for one in (*Kind, *Act):
        assert due_on(one, dt.date(2026, 3, 2)) > dt.date(2026, 3, 2)
    assert due_on(Kind.CALL_BACK, dt.date(2026, 3, 2)) == dt.date(2026, 3, 4)
    assert due_on(Kind.CALL_BACK, DUE_IN[0].valid_from - dt.timedelta(days=30)) < DUE_IN[0].valid_from


def test_each_act_may_say_what_it_must():
    assert all(NEEDED[act] <= ALLOWED[act] for act in Act)
    assert ALLOWED[Act.PAYMENT_ANNOUNCED] - NEEDED[Act.PAYMENT_ANNOUNCED] == {"amount"}
    assert ALLOWED[Act.AMOUNT_CONTESTED] == frozenset()


def test_the_side_decides_what_may_be_said():
    assert kinds_between(S.SOCIAL, S.TECHNICAL) == SOCIAL_ASKS
    assert kinds_between(S.ACCOUNTS, S.SOCIAL) == (Kind.ACCOUNT,)
    assert kinds_between(S.ACCOUNTS, S.TECHNICAL) == (Kind.ACCOUNT, Kind.REPAIR, Kind.WORKS)
    assert kinds_between(S.FRONT_DESK, S.SOCIAL) == ()
    assert replies_of(S.SOCIAL) == SOCIAL_REPLIES
    assert set(replies_of(S.TECHNICAL)) == set(Reply)
    assert direction(S.SOCIAL, S.TECHNICAL) == Direction.FROM_SOCIAL
    assert direction(S.TECHNICAL, S.SOCIAL) == Direction.TO_SOCIAL
    assert direction(S.TECHNICAL, S.ACCOUNTS) == Direction.BETWEEN


def test_whose_turn_it_is():
    assert state_after(Reply.ON_DAY, by_recipient=True) == State.ANSWERED
    assert state_after(Reply.ANSWER_IN, by_recipient=True) == State.OPEN
    assert state_after(Reply.CALL_BACK, by_recipient=False) == State.OPEN
