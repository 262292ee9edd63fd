"""What the verbs of the reference app write, refuse and do only once. Who may is proved in tests/access."""

import uuid

import pytest

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import (
    CaseDraft,
    ContactDraft,
    Outcome,
    RequestDraft,
    SilenceAnswer,
    StepDraft,
    StepState,
)
from palier.kernel.days import ONE_DAY
from palier.kernel.errors import Conflict, InvalidInput


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def do(stage, act, **named):
    """Amina does it, in a transaction of its own."""
    with stage.amina.acting() as amina:
        return act(actor=amina, **named)


def now(stage, read, *arguments):
    with stage.amina.acting() as amina:
        return read(amina, *arguments)


def test_a_file_opens_only_with_somebodys_agreement_that_is_not_still_to_come(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        for wrong in (
            CaseDraft(home.household, (), amina.today),
            CaseDraft(home.household, (home.persons[0],), amina.today + ONE_DAY),
        ):
            with pytest.raises(InvalidInput):
                actions.open_case(actor=amina, draft=wrong)


@pytest.mark.parametrize("empty", ["", " \n", "\x00"])
def test_the_text_is_the_only_thing_that_must_be_there(stage, file, empty):
    for act, named in (
        (actions.record_contact, {"draft": ContactDraft(empty, case=file)}),
        (actions.add_request, {"draft": RequestDraft(empty)}),
        (actions.plan_step, {"case": file, "draft": StepDraft(empty)}),
        (actions.analyse, {"case": file, "text": empty}),
    ):
        with pytest.raises(InvalidInput):
            do(stage, act, **named)


def test_the_same_key_writes_once_and_another_body_under_it_is_a_conflict(stage, file):
    key = uuid.uuid4()
    first = do(stage, actions.record_contact, draft=ContactDraft("Une fois", case=file), key=key)

    assert do(stage, actions.record_contact, draft=ContactDraft("Une fois", case=file), key=key) == first
    with pytest.raises(Conflict):
        do(stage, actions.record_contact, draft=ContactDraft("Autre chose", case=file), key=key)


def test_a_contact_moves_the_day_of_the_last_contact_forward_and_never_back(stage, file):
    with stage.amina.acting() as amina:
        today, moment = amina.today, amina.moment
    do(stage, actions.record_contact, draft=ContactDraft("Aujourd’hui", case=file))
    do(stage, actions.record_contact, draft=ContactDraft("Noté après coup", case=file, at=moment - 9 * ONE_DAY))

    assert now(stage, queries.case, file).last_contact_on == today


def test_what_is_confided_is_never_read_by_more_than_the_contact_itself(stage, file):
    for tier, confided, expected in (
        (Tier.TEAM, Tier.TEAM, Tier.TEAM),
        (Tier.TEAM, Tier.REINFORCED, Tier.REINFORCED),
        (Tier.AUTHOR, Tier.TEAM, Tier.AUTHOR),
    ):
        draft = ContactDraft("Faits", case=file, tier=tier, confided="un mot", confided_tier=confided)
        contact = do(stage, actions.record_contact, draft=draft)
        with stage.amina.acting() as amina:
            from palier.access.capabilities import Capability
            from palier.casework.cases.models import Confidence

            kept = Confidence.objects.visible_to(amina, Capability.CONTACT_READ).get(contact=contact)
            assert kept.tier == expected


def test_closing_says_whether_the_tenancy_was_kept_and_opening_again_forgets_it(stage, file):
    closed = do(stage, actions.close_case, pk=file, outcome=Outcome.EVICTED, version=1)
    assert (closed.tenancy_kept, closed.outcome) == (False, "evicted")

    again = do(stage, actions.reopen_case, pk=file, version=closed.version)
    assert (again.tenancy_kept, again.outcome, again.closed_on) == (None, "", None)


def test_an_old_version_changes_nothing(stage, file):
    do(stage, actions.close_case, pk=file, outcome=Outcome.TENANCY_KEPT, version=1)

    with pytest.raises(Conflict):
        do(stage, actions.reopen_case, pk=file, version=1)
    assert now(stage, queries.case, file).outcome == "tenancy_kept"


@pytest.mark.parametrize("answer", SilenceAnswer)
def test_the_three_answers_to_a_silence_and_the_last_one_closes_the_file(stage, file, answer):
    answered = do(stage, actions.answer_silence, pk=file, answer=answer, version=1)

    assert (answered.closed_on is not None) == (answer == SilenceAnswer.ENDED_AT_HER_WISH)
    assert (answered.silence_agreed_until is not None) == (answer != SilenceAnswer.ENDED_AT_HER_WISH)


def test_every_move_of_a_step_is_allowed_and_only_a_climbed_one_has_its_day(stage, file):
    step = do(stage, actions.plan_step, case=file, draft=StepDraft("Appeler la caisse"))
    for state in (StepState.DONE, StepState.NOT_NOW, StepState.UNDER_WAY, StepState.PLANNED, StepState.DONE):
        moved = do(stage, actions.move_step, pk=step, state=state)
        assert (moved.climbed_on is not None) == (state == StepState.DONE)


def test_a_request_taken_joined_or_answered_again_stays_as_it_is(stage, file):
    home = stage.homes[0]
    asked = do(stage, actions.add_request, draft=RequestDraft("Des papiers", home.household))
    for act, named in (
        (actions.take_request, {}),
        (actions.answer_request, {}),
        (actions.join_request, {"case": file}),
    ):
        once = do(stage, act, pk=asked, **named)
        assert do(stage, act, pk=asked, **named).version == once.version
