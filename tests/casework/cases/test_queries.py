"""What the reads of the reference app answer, and in which order. Who may read what is proved in tests/access."""

import datetime

import pytest

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft, StepDraft, StepState
from palier.kernel.errors import Refused
from tests.stage import without_locks


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def do(stage, act, *arguments, **named):
    with stage.amina.acting() as amina:
        return act(*arguments, actor=amina, **named)


def ask(stage, read, *arguments, **named):
    with stage.amina.acting() as amina:
        return read(amina, *arguments, **named)


def test_what_is_not_mine_and_what_is_not_there_are_refused_alike(stage, file):
    with stage.bart.acting() as bart, pytest.raises(Refused) as not_mine:
        queries.case(bart, file)
    with stage.bart.acting() as bart, pytest.raises(Refused) as not_there:
        queries.case(bart, stage.bart.post)

    assert str(not_mine.value) == str(not_there.value)
    assert ask(stage, queries.case, file).pk == file


def test_a_list_is_cut_at_its_limit_and_says_that_it_goes_on(stage, file):
    for number in range(3):
        do(stage, actions.record_contact, draft=ContactDraft(f"fait {number}", case=file))

    with stage.amina.acting() as amina:
        cut = queries.page(queries.contacts_of(amina, file), limit=2)
        whole = queries.page(queries.contacts_of(amina, file), limit=3)

    assert (len(cut.items), cut.more) == (2, True)
    assert (len(whole.items), whole.more) == (3, False)


def test_the_longest_silent_file_comes_first_and_what_was_agreed_is_no_silence(stage, file):
    home = stage.homes[1]
    other = do(stage, actions.open_case, draft=CaseDraft(home.household, (home.persons[0],), datetime.date(2026, 1, 5)))
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET last_contact_on = sec.today() - 61 WHERE id = %s", [file])
        cursor.execute("UPDATE cases_case SET last_contact_on = sec.today() - 90 WHERE id = %s", [other])

    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.silent_cases(amina)] == [other, file]
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_case SET silence_agreed_until = sec.today() WHERE id = %s", [other])
    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.silent_cases(amina)] == [file]


def test_a_plan_reads_from_what_was_climbed_to_not_now(stage, file):
    for state in (StepState.NOT_NOW, StepState.PLANNED, StepState.DONE, StepState.UNDER_WAY):
        step = do(stage, actions.plan_step, case=file, draft=StepDraft(state))
        do(stage, actions.move_step, pk=step, state=state)

    assert [one.text for one in ask(stage, queries.steps_of, file)] == ["done", "under_way", "planned", "not_now"]


def test_contacts_of_one_person_are_those_that_concern_her(stage, file):
    one, other = stage.homes[0].persons
    do(stage, actions.record_contact, draft=ContactDraft("avec elle", case=file, persons=(one,)))
    do(stage, actions.record_contact, draft=ContactDraft("avec lui", case=file, persons=(other,)))

    with stage.amina.acting() as amina:
        assert [row.facts for row in queries.contacts_of(amina, file, person=one)] == ["avec elle"]


def test_reinforced_items_are_in_no_list_but_their_own(stage, file):
    do(stage, actions.record_contact, draft=ContactDraft("gardé à part", case=file, tier=Tier.REINFORCED))

    with stage.amina.acting() as amina:
        assert list(queries.contacts_of(amina, file)) == []
        assert [row.facts for row in queries.reinforced_of(amina, file)] == ["gardé à part"]


def test_the_oldest_request_waits_first(stage):
    first, second = (
        do(stage, actions.add_request, draft=RequestDraft(words, home.household))
        for words, home in zip(("hier", "aujourd’hui"), stage.homes, strict=False)
    )
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_request SET received_at = received_at - interval '1 day' WHERE id = %s", [first])

    with stage.amina.acting() as amina:
        assert [row.pk for row in queries.waiting_requests(amina)] == [first, second]


@pytest.mark.parametrize(("wanted", "found"), [("téléphone", 1), ("telephoner", 1), ("", 0), ("introuvable", 0)])
def test_words_are_found_with_or_without_accents_and_inflected(stage, file, wanted, found):
    do(stage, actions.record_contact, draft=ContactDraft("Elle veut téléphoner jeudi", case=file))

    assert len(ask(stage, queries.find_contacts, wanted)) == found


def test_who_may_be_named_is_bound_by_secrecy_and_never_oneself(stage):
    nameable = set(ask(stage, queries.nameable).values())
    second = set(ask(stage, queries.second_workers).values())

    assert nameable == {"Bart Exemple", "Dries Exemple", "Emma Exemple", "Trainee Exemple"}
    assert nameable - second == {"Trainee Exemple"}
