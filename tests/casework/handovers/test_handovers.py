"""One worker leaves her files to another: the times, both locks at each, what stays behind (P31, P17, P5)."""

import pytest

from palier.access import actions as access
from palier.casework.handovers import actions, queries
from palier.casework.handovers.rules import (
    HandoverDraft,
    HandoverState,
    Phase,
    last_overlap,
    overlap_is_allowed,
    phase,
)
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.access.cast import sql
from tests.casework.handovers.handing import (
    DAY,
    TODAY,
    after,
    by_itself,
    duties,
    keep_back,
    lay,
    on_its_day,
    post_ends,
    prepare,
    seen_by_hand,
    seen_by_rule,
)
from tests.stage import without_locks

HERS = {"team", "pair", "author", "reinforced", "kept"}


def both_locks(stage, who, laid):
    by_rule, by_hand = seen_by_rule(stage, who, laid), seen_by_hand(stage, who, laid)
    assert by_rule == by_hand, (who, by_rule, by_hand)
    return by_rule


# -- the states of time -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("state", "starts", "ends", "expected"),
    [
        ("preparing", 1, 20, Phase.BEFORE),
        ("preparing", 0, 20, Phase.DUE),
        ("preparing", -3, 20, Phase.DUE),
        ("done", 0, 0, Phase.OVERLAP),
        ("done", -30, -1, Phase.OVER),
        ("withdrawn", 1, 20, Phase.WITHDRAWN),
    ],
)
def test_where_it_stands(state, starts, ends, expected):
    assert phase(HandoverState(state), TODAY + starts * DAY, TODAY + ends * DAY, TODAY) == expected


def test_both_read_for_thirty_days_at_most():
    assert last_overlap(TODAY) == TODAY + 30 * DAY
    assert overlap_is_allowed(TODAY, TODAY) and overlap_is_allowed(TODAY, TODAY + 30 * DAY)
    assert not overlap_is_allowed(TODAY, TODAY + 31 * DAY) and not overlap_is_allowed(TODAY, TODAY - DAY)


def test_before_its_day_nothing_passes(stage):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + 5 * DAY)
    by_itself()
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.hand_over(actor=amina, pk=handover)
    assert both_locks(stage, "amina", laid) == HERS and both_locks(stage, "bart", laid) == set()
    assert duties(stage, laid) == {("amina", "assigned")}


@pytest.mark.parametrize("late", [0, 4])
def test_on_its_day_it_passes_by_itself_even_when_the_clock_stood_still(stage, late):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + 5 * DAY)
    on_its_day(handover, late)
    assert by_itself() >= 1
    assert duties(stage, laid) == {("bart", "assigned"), ("amina", "colleague")}
    assert both_locks(stage, "bart", laid) == {"team", "kept"} and both_locks(stage, "amina", laid) == HERS
    assert seen_by_rule(stage, "emma", laid) == set() == seen_by_rule(stage, "head", laid)


def test_while_both_read_and_not_a_day_longer(stage):
    laid = lay(stage)
    with stage.amina.acting() as amina:
        actions.hand_over(actor=amina, pk=prepare_within(stage, 3))
    after(stage, laid, 3)
    assert both_locks(stage, "amina", laid) == HERS
    after(stage, laid, 1)
    assert both_locks(stage, "amina", laid) == set() and both_locks(stage, "bart", laid) == {"team", "kept"}


def prepare_within(stage, days):
    return prepare(stage, ends=TODAY + days * DAY)


def test_who_leaves_the_company_loses_all_at_the_hour_of_leaving(stage):
    laid = lay(stage)
    with stage.amina.acting() as amina:
        actions.hand_over(actor=amina, pk=prepare(stage))
    assert both_locks(stage, "amina", laid) == HERS
    post_ends(stage, "amina")
    assert both_locks(stage, "amina", laid) == set() and both_locks(stage, "bart", laid) == {"team", "kept"}


def test_she_leaves_before_the_day_what_she_prepared_still_passes(stage):
    laid = lay(stage)
    handover = prepare(stage, starts=TODAY + 5 * DAY)
    keep_back(stage, handover, laid)
    post_ends(stage, "amina")
    on_its_day(handover)
    by_itself()
    assert both_locks(stage, "bart", laid) == {"team"} and both_locks(stage, "amina", laid) == set()


def test_the_next_worker_no_longer_in_post_nothing_passes_until_another_is_chosen(stage):
    laid = lay(stage)
    handover = prepare(stage)
    post_ends(stage, "bart")
    by_itself()
    assert duties(stage, laid) == {("amina", "assigned")}
    with stage.amina.acting() as amina:
        row = queries.handover(amina, handover)
        draft = HandoverDraft(stage.emma.post, TODAY, TODAY + 30 * DAY)
        actions.change_handover(actor=amina, pk=handover, draft=draft, version=row.version)
        actions.hand_over(actor=amina, pk=handover)
    assert ("emma", "assigned") in duties(stage, laid)


def test_it_can_be_taken_back_until_it_is_done_and_not_after(stage):
    laid = lay(stage)
    handover = prepare(stage)
    with stage.amina.acting() as amina:
        row = queries.handover(amina, handover)
        with pytest.raises(Conflict):
            actions.withdraw(actor=amina, pk=handover, version=row.version + 1)
        actions.withdraw(actor=amina, pk=handover, version=row.version)
    by_itself()
    assert duties(stage, laid) == {("amina", "assigned")}
    done = prepare(stage)
    by_itself()
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.withdraw(actor=amina, pk=done, version=2)
    assert ("bart", "assigned") in duties(stage, laid)


def test_handed_over_twice_it_is_handed_over_once(stage):
    laid = lay(stage)
    handover = prepare(stage)
    with stage.amina.acting() as amina:
        actions.hand_over(actor=amina, pk=handover)
        actions.hand_over(actor=amina, pk=handover)
    by_itself()
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_teammember WHERE subject_id = %s", [laid.subject])
        assert cursor.fetchone()[0] == 3  # hers that ended, hers as a colleague, the next one's


def test_who_stood_in_for_her_no_longer_does_in_what_passed(stage):
    laid = lay(stage)
    with stage.amina.acting() as amina:
        access.cover(actor=amina, absent=amina.post, covering=stage.emma.post, first=TODAY, last=TODAY + 9 * DAY)
    assert both_locks(stage, "emma", laid) == {"team", "kept"}
    prepare(stage)
    by_itself()
    assert both_locks(stage, "emma", laid) == set()


def test_some_files_to_one_and_some_to_another(stage):
    first, second = lay(stage, 0), lay(stage, 1)
    prepare(stage, files=(first.case,))
    prepare(stage, to="emma", files=(second.case,), inbox=False)
    by_itself()
    assert both_locks(stage, "bart", first) == {"team", "kept"} == both_locks(stage, "emma", second)
    assert both_locks(stage, "bart", second) == set() == both_locks(stage, "emma", first)


def test_a_closed_file_does_not_pass(stage):
    laid = lay(stage)
    prepare(stage)
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET closed_on = %s, outcome = 'rehoused' WHERE id = %s", [TODAY, laid.case])
    by_itself()
    assert duties(stage, laid) == {("amina", "assigned")}


# -- who may ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("to", ["trainee", "head", "chloe", "desk", "amina"])
def test_nobody_but_a_social_worker_of_the_same_service_follows(stage, to):
    lay(stage)
    with pytest.raises(Refused):
        prepare(stage, to=to)
    assert prepare(stage, to="bart")


@pytest.mark.parametrize("who", ["head", "desk", "accounts", "trainee", "officer", "direction"])
def test_nobody_else_prepares_one_for_a_worker_at_work(stage, who):
    lay(stage)
    with pytest.raises(Refused), stage.people[who].acting() as actor:
        draft = HandoverDraft(stage.bart.post, TODAY, TODAY + 30 * DAY)
        actions.prepare(actor=actor, draft=draft, leaving=stage.amina.post)


def test_days_that_cannot_be_are_said_beside_the_field(stage):
    with stage.amina.acting() as amina:
        for starts, ends, field in (
            (TODAY - DAY, TODAY, "starts"),
            (TODAY, TODAY + 31 * DAY, "overlap_ends"),
            (TODAY + DAY, TODAY, "overlap_ends"),
        ):
            with pytest.raises(InvalidInput) as told:
                actions.prepare(actor=amina, draft=HandoverDraft(stage.bart.post, starts, ends))
            assert list(told.value.fields) == [field]


def test_only_who_made_it_hands_over(stage):
    lay(stage)
    handover = prepare(stage)
    for who in ("bart", "emma", "head", "chloe"):
        assert sql(stage.people[who].token, "SELECT sec.hand_over(%s)", [handover]) == [(False,)]
    assert sql(stage.amina.token, "SELECT sec.hand_over(%s)", [handover]) == [(True,)]


def test_nobody_says_by_hand_that_it_is_done_or_for_whom(stage):
    from django.db.utils import ProgrammingError

    lay(stage)
    handover = prepare(stage)
    for change in (
        "state = 'done', done_on = sec.today()",
        f"to_post_id = '{stage.trainee.post}'",
        "everything = true",
    ):
        with pytest.raises(ProgrammingError):
            sql(stage.amina.token, f"UPDATE handovers_handover SET {change} WHERE id = %s", [handover])
    allowed = sql(stage.amina.token, "UPDATE handovers_handover SET state = 'withdrawn' WHERE id = %s", [handover])
    assert allowed == [(1,)]


# -- the head, by numbers -----------------------------------------------------------------------------------------------


def by_the_head(stage, to="bart", **more):
    with stage.head.acting() as head:
        draft = HandoverDraft(stage.people[to].post, TODAY, TODAY + 30 * DAY, **more)
        return actions.prepare(actor=head, draft=draft, leaving=stage.amina.post)


@pytest.mark.parametrize("how", ["gone", "away"])
def test_for_who_is_away_or_gone_the_head_chooses_who_follows_and_reads_nothing(stage, how):
    laid = lay(stage)
    if how == "gone":
        post_ends(stage, "amina")
    else:
        with stage.head.acting() as head:
            access.cover(actor=head, absent=stage.amina.post, covering=stage.emma.post, first=TODAY, last=TODAY)
    with stage.head.acting() as head:
        waiting = queries.to_hand_over(head)
        assert [(one.worker, one.gone, one.open_files) for one in waiting] == [("Amina Exemple", how == "gone", 1)]
    handover = by_the_head(stage)
    with stage.head.acting() as head:
        assert [one.files for one in queries.numbers(head)] == [1]
        actions.hand_over(actor=head, pk=handover)
        told = queries.numbers(head)
    assert [(one.following, one.state, one.files, one.another) for one in told] == [("Bart Exemple", "done", 1, 0)]
    assert both_locks(stage, "bart", laid) == {"team", "kept"}
    assert both_locks(stage, "head", laid) == set()
    for table in ("handovers_handovernote", "handovers_keptback", "cases_case", "access_teammember"):
        assert sql(stage.head.token, f"SELECT count(*) FROM {table}") == [(0,)]
    with stage.bart.acting() as bart:
        assert queries.to_look_at(bart) == 1


def test_the_heads_numbers_are_the_heads_alone(stage):
    lay(stage)
    prepare(stage)
    for who in ("amina", "bart", "direction", "officer", "chloe", "desk"):
        assert sql(stage.people[who].token, "SELECT count(*) FROM sec.handover_numbers()") == [(0,)]
        assert sql(stage.people[who].token, "SELECT count(*) FROM sec.to_hand_over()") == [(0,)]
    assert sql(stage.head.token, "SELECT count(*) FROM sec.handover_numbers()") == [(1,)]


def test_files_of_somebody_gone_that_another_took_since_do_not_pass(stage):
    laid, other = lay(stage, 0), lay(stage, 1)
    with stage.amina.acting() as amina:
        actions.hand_over(actor=amina, pk=prepare(stage, to="emma", files=(laid.case,), inbox=False))
    post_ends(stage, "amina")
    by_the_head(stage)
    by_itself()
    assert ("bart", "assigned") not in duties(stage, laid) and ("bart", "assigned") in duties(stage, other)
