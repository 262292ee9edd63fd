"""*Annuler*, for ten seconds after an act on a file; what has no way back says so before."""

import re

import pytest
from django.urls import reverse

from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, Outcome, RequestDraft, StepDraft, StepState, Undoable
from tests.access.cast import sql
from tests.stage import without_locks


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def press(browser, answer):
    """Follow the answer of an act to its page and press *Annuler* there."""
    page = browser.get(answer["Location"]).content.decode()
    address = re.search(r'<form class="undo" method="post" action="([^"]+)"', page)
    assert address, page
    return browser.post(address[1].replace("&amp;", "&"), follow=True).content.decode()


def the_case(stage, pk):
    with stage.amina.acting() as amina:
        return queries.case(amina, pk)


def test_closing_and_opening_again_are_taken_back_to_the_very_outcome(stage, file):
    browser = stage.amina.browser()

    closed = browser.post(reverse("case_close", args=[file]), {"outcome": "rehoused", "version": 1})
    assert "Annulé : tout est comme avant." in press(browser, closed).replace("\u00a0", " ")
    assert the_case(stage, file).closed_on is None

    with stage.amina.acting() as amina:
        actions.close_case(actor=amina, pk=file, outcome=Outcome.REHOUSED, version=the_case(stage, file).version)
    again = browser.post(reverse("case_reopen", args=[file]), {"version": the_case(stage, file).version})
    press(browser, again)
    assert (the_case(stage, file).outcome, the_case(stage, file).tenancy_kept) == ("rehoused", False)


def test_a_step_moves_back(stage, file):
    with stage.amina.acting() as amina:
        step = actions.plan_step(actor=amina, case=file, draft=StepDraft("Appeler la caisse"))
    browser = stage.amina.browser()

    press(browser, browser.post(reverse("step_move", args=[step]), {"state": "done"}))

    with stage.amina.acting() as amina:
        back = queries.step(amina, step)
        assert (back.state, back.climbed_on) == (StepState.PLANNED, None)


@pytest.mark.parametrize("act", ["take", "answer", "join"])
def test_a_request_comes_back_to_the_inbox_as_it_was(stage, file, act):
    with stage.amina.acting() as amina:
        asked = actions.add_request(actor=amina, draft=RequestDraft("Des papiers", stage.homes[0].household))
    browser = stage.amina.browser()

    press(browser, browser.post(f"/requests/{asked}/{act}/", {"case": file}))

    with stage.amina.acting() as amina:
        row = queries.request(amina, asked)
        assert (row.state, row.case_id, row.subject_id) == ("waiting", None, stage.amina.post)


def test_a_colleague_just_named_reads_no_more(stage, file):
    browser = stage.amina.browser()

    press(browser, browser.post(reverse("team_add", args=[file]), {"post": str(stage.emma.post), "duty": "second"}))

    assert stage.emma.browser().get(reverse("analysis_add", args=[file])).status_code == 404


def test_a_word_for_the_desk_is_ended_and_comes_back(stage):
    household, browser = stage.homes[0].household, stage.amina.browser()
    with stage.amina.acting() as amina:
        word = actions.leave_word(actor=amina, household=household, text="Laissez-lui le temps", until=amina.today)
        left = queries.words_for_desk(amina, household)

    ended = browser.post(reverse("word_end", args=[word]))
    with stage.amina.acting() as amina:
        assert queries.words_for_desk(amina, household) == []
    press(browser, ended)

    with stage.amina.acting() as amina:
        assert [row.pk for row in queries.words_for_desk(amina, household)] == [left[0].pk]
    assert stage.bart.browser().post(reverse("word_end", args=[word])).status_code == 404


def close(stage, file):
    with stage.amina.acting() as amina:
        return actions.close_case(actor=amina, pk=file, outcome=Outcome.WITHDREW, version=1).version


def undone(stage, file, version, name="amina"):
    with stage.people[name].acting() as actor:
        return actions.take_back(actor=actor, what=Undoable.CASE, pk=file, version=version)


def test_ten_seconds_and_no_more(stage, file):
    version = close(stage, file)
    with without_locks() as cursor:
        cursor.execute("UPDATE access_history SET at = at - interval '16 seconds' WHERE row_id = %s", [file])

    assert not undone(stage, file, version)


def test_what_somebody_touched_since_is_not_put_back(stage, file):
    version = close(stage, file)
    with stage.amina.acting() as amina:
        actions.reopen_case(actor=amina, pk=file, version=version)

    assert not undone(stage, file, version)


def test_nobody_takes_back_what_another_did(stage, file):
    from tests.casework.cases.test_household import add_to_team

    add_to_team(stage, file, "emma")
    version = close(stage, file)

    assert not undone(stage, file, version, "emma")  # in the team, but not her own act
    assert sql(stage.bart.token, "SELECT sec.take_back('cases_case', %s, %s)", [file, version]) == [(False,)]
    assert stage.bart.browser().post(reverse("undo", args=["case", file, version])).status_code in {302, 404}
    assert the_case(stage, file).closed_on is not None
    assert undone(stage, file, version)


def test_only_what_can_be_undone_is_put_back(stage):
    assert sql(stage.amina.token, "SELECT sec.take_back('access_teammember', %s, 2)", [stage.amina.post]) == [(False,)]
    assert stage.amina.browser().post(reverse("undo", args=["team", stage.amina.post, 2])).status_code == 404


@pytest.mark.parametrize(
    ("language", "words"),
    [("fr", "On ne peut pas revenir en arrière."), ("nl", "Dit kan niet ongedaan worden gemaakt.")],
)
def test_what_has_no_way_back_says_so_before(stage, file, language, words):
    browser = stage.amina.browser(language)

    assert words in browser.get(reverse("analysis_add", args=[file])).content.decode()
    assert words in browser.get(f"{reverse('emergency')}?household={stage.homes[1].household}").content.decode()
