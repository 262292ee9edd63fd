"""P2: a second worker for one member. The first one asks, the colleague opens a file of her own, and the first stays outside."""

import re

import pytest
from django.urls import reverse

from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft
from palier.kernel.errors import InvalidInput, Refused
from tests.access.cast import sql


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))


def ask(stage, file, name="emma", text="Elle préfère parler à quelqu’un d’autre."):
    with stage.amina.acting() as amina:
        return actions.ask_second_worker(
            actor=amina, case=file, person=stage.homes[0].persons[1], colleague=stage.people[name].post, text=text
        )


def accept(stage, asked, name="emma"):
    """The colleague opens a file from what lies in her inbox, with the person's agreement."""
    home = stage.homes[0]
    with stage.people[name].acting() as actor:
        today = actor.today.isoformat()
    answer = (
        stage.people[name]
        .browser()
        .post(
            f"{reverse('case_open')}?household={home.household}&request={asked}",
            {"agreed_by": [str(home.persons[1])], "agreed_on": today},
        )
    )
    assert answer.status_code == 302, answer.content.decode()
    with stage.people[name].acting() as actor:
        return queries.cases_of(actor, home.household)[0]


def shown(stage, name):
    page = stage.people[name].browser().get(reverse("household_file", args=[stage.homes[0].household]))
    text = page.content.decode()
    text = re.sub(r'(csrfmiddlewaretoken" value|data-csrf|idempotency_key" value)="[^"]*"', r"\1", text)
    return re.sub(
        r'<section class="block noprint"><details class="fold"><summary>Qui a ouvert.*?</section>',
        "",
        text,
        flags=re.S,
    )


def test_the_colleague_accepts_by_opening_a_file_of_her_own(stage, file):
    asked = ask(stage, file)
    assert "un collègue du service" in stage.emma.browser().get(f"/requests/{asked}/").content.decode()

    second = accept(stage, asked)

    assert second.pk != file
    assert second.concerns == [stage.homes[0].persons[1]]
    with stage.emma.acting() as emma, pytest.raises(Refused):
        queries.case(emma, file)  # nobody adds herself to the team that exists


def test_the_first_worker_stays_outside_and_is_not_told(stage, file):
    before = shown(stage, "amina")
    asked = ask(stage, file)
    second = accept(stage, asked)

    assert shown(stage, "amina") == before
    assert sql(stage.amina.token, "SELECT count(*) FROM cases_case WHERE id = %s", [second.pk]) == [(0,)]
    assert stage.amina.browser().get(f"/requests/{asked}/").status_code == 404
    assert stage.emma.browser().get(f"/requests/{asked}/").status_code == 200


def test_answered_without_a_file_looks_the_same_to_who_asked(stage, file):
    before, asked = shown(stage, "amina"), ask(stage, file)
    stage.emma.browser().post(f"/requests/{asked}/answer/")

    assert shown(stage, "amina") == before
    assert stage.amina.browser().get(f"/requests/{asked}/").status_code == 404


@pytest.mark.parametrize("name", ["trainee", "head", "chloe", "desk", "amina"])
def test_only_another_social_worker_of_the_service_is_asked(stage, file, name):
    with pytest.raises(Refused):
        ask(stage, file, name)
    ask(stage, file, "bart")


def test_a_word_must_be_written_and_the_form_keeps_what_was_chosen(stage, file):
    with pytest.raises(InvalidInput):
        ask(stage, file, text=" ")
    person = str(stage.homes[0].persons[1])
    sent = {"person": person, "colleague": str(stage.emma.post), "text": ""}
    answer = stage.amina.browser().post(reverse("second_worker", args=[file]), sent)
    assert answer.status_code == 422
    assert re.search(rf'value="{person}"[^>]*checked', answer.content.decode())


@pytest.mark.parametrize("name", ["bart", "head", "chloe", "accounts"])
def test_who_is_not_in_the_team_asks_nobody(stage, file, name):
    page = reverse("second_worker", args=[file])
    assert stage.people[name].browser().get(page).status_code == 404
    assert stage.amina.browser().get(page).status_code == 200
