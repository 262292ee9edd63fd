"""What a person wants of a home, how it changes, and the steps towards it, climbed more than once (seeds 002 and 004)."""

import html
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from palier.casework.cases import actions, queries
from palier.casework.cases.labels import STEP_GOALS
from palier.casework.cases.rules import CaseDraft, StepDraft, StepState


def a_file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        return actions.open_case(
            actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today, (home.persons[0],))
        )


def post(browser, name, pk, sent):
    return browser.post(reverse(name, args=[pk]), sent)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_her_housing_project_is_said_changed_and_climbed_towards(stage, language):
    """Seed 002: « la poursuite du projet logement du locataire ». It changes as she does, and steps go towards it."""
    home, browser = stage.homes[0], stage.amina.browser(language)
    case = a_file(stage)
    page = browser.get(reverse("case_change", args=[case])).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    said = {"own_words": "Dormir.", "housing_project": "Une chambre de plus.", "version": version}
    assert post(browser, "case_change", case, said).status_code == 302
    assert post(browser, "step_add", case, {"text": "Voir la rue", "goal": "housing_project"}).status_code == 302

    with stage.amina.acting() as amina:
        file = queries.case(amina, case)
        assert (file.housing_project, [step.goal for step in queries.steps_of(amina, case)]) == (
            "Une chambre de plus.",
            ["housing_project"],
        )
    read = browser.get(f"/households/{home.household}/").content.decode()
    assert "Une chambre de plus." in read and "Dormir." in read
    with override(language):
        assert str(dict(STEP_GOALS)["housing_project"]) in html.unescape(read)
    together = browser.get(f"{reverse('together', args=[home.household])}?person={home.persons[0]}").content.decode()
    assert "Une chambre de plus." in together


def test_two_who_change_the_file_at_once_see_both_texts(stage):
    case, browser = a_file(stage), stage.amina.browser()
    with stage.amina.acting() as amina:
        seen = queries.case(amina, case).version
        actions.change_case(actor=amina, pk=case, version=seen, housing_project="Rester ici.")
    answer = post(browser, "case_change", case, {"housing_project": "Partir à la mer.", "version": seen})
    page = answer.content.decode()
    assert answer.status_code == 409 and "Rester ici." in page and page.count("Partir à la mer.") == 2
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    assert post(browser, "case_change", case, {"housing_project": "Partir.", "version": version}).status_code == 302
    with stage.amina.acting() as amina:
        assert queries.case(amina, case).housing_project == "Partir."


def test_a_step_begun_again_keeps_the_days_on_which_it_was_climbed(stage):
    """Seed 004: « l’impression d’être dans un éternel recommencement » is read as steps, not as failure."""
    case = a_file(stage)
    with stage.amina.acting() as amina:
        pk = actions.plan_step(actor=amina, case=case, draft=StepDraft("Ouvrir le courrier"))
        day = amina.today
        for state in (StepState.DONE, StepState.DONE, StepState.UNDER_WAY):
            step = actions.move_step(actor=amina, pk=pk, state=state)
        assert (step.climbed_on, step.climbed_before) == (None, [day])
        step = actions.move_step(actor=amina, pk=pk, state=StepState.DONE)
        assert (step.climbed_on, step.climbed_before) == (day, [day])
    page = stage.amina.browser().get(f"/households/{stage.homes[0].household}/").content.decode()
    assert page.split('id="h-fil"')[-1].count("Ouvrir le courrier") >= 2
