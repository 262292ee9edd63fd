"""A file from its opening to its closing, as a worker's browser does it, in both languages."""

import datetime
import html
import uuid

import pytest
from django.urls import reverse
from django.utils.translation import override

from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.labels import APPROACHES, GOALS
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft


def open_by_form(stage, browser, **more):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        today = amina.today
    sent = {"agreed_by": [str(home.persons[0])], "agreed_on": today.isoformat(), **more}
    answer = browser.post(f"{reverse('case_open')}?household={home.household}", sent)
    assert answer.status_code == 302, answer.content.decode()
    with stage.amina.acting() as amina:
        return queries.cases_of(amina, home.household)[0]


def a_file(stage, home=None, persons=None):
    home = home or stage.homes[0]
    with stage.amina.acting() as amina:
        whose = tuple(persons or (home.persons[0],))
        return actions.open_case(actor=amina, draft=CaseDraft(home.household, whose, amina.today))


def a_contact(stage, worker, case, facts="Elle a rappelé.", **more):
    with worker.acting() as actor:
        return actions.record_contact(actor=actor, draft=ContactDraft(facts, case=case, **more))


def post(browser, name, pk, sent):
    return browser.post(reverse(name, args=[pk]), sent)


@pytest.mark.parametrize(
    ("language", "is_open", "free"),
    [
        ("fr", "Le dossier est ouvert.", "Vous êtes libre de dire non"),
        ("nl", "Het dossier is geopend.", "U bent vrij om neen te zeggen"),
    ],
)
def test_a_file_is_opened_worked_closed_and_opened_again(stage, language, is_open, free):
    browser, home = stage.amina.browser(language), stage.homes[0]

    shown = browser.get(f"{reverse('case_open')}?household={home.household}").content.decode()
    assert free in shown
    file = open_by_form(stage, browser, own_words="Rester dans le quartier.", domain="financial")
    page = browser.get(reverse("household_file", args=[home.household])).content.decode()
    assert is_open in page
    assert "Rester dans le quartier." in page

    assert post(browser, "analysis_add", file.pk, {"text": "Les papiers d’abord."}).status_code == 302
    assert post(browser, "step_add", file.pk, {"text": "Appeler la caisse"}).status_code == 302
    with stage.amina.acting() as amina:
        step = queries.steps_of(amina, file.pk)[0]
    assert post(browser, "step_move", step.pk, {"state": "done"}).status_code == 302
    a_contact(stage, stage.amina, file.pk, "La caisse répond jeudi.")
    page = browser.get(reverse("household_file", args=[home.household])).content.decode()
    for words in ("Les papiers d’abord.", "Appeler la caisse", "La caisse répond jeudi."):
        assert words in page

    with stage.amina.acting() as amina:
        version = queries.case(amina, file.pk).version
    closing = browser.get(reverse("case_close", args=[file.pk])).content.decode()
    assert str(file.opened_on.year + 5) in closing
    assert post(browser, "case_close", file.pk, {"outcome": "tenancy_kept", "version": version}).status_code == 302
    with stage.amina.acting() as amina:
        closed = queries.case(amina, file.pk)
        assert (closed.outcome, closed.tenancy_kept) == ("tenancy_kept", True)
    assert post(browser, "case_reopen", file.pk, {"version": closed.version}).status_code == 302
    with stage.amina.acting() as amina:
        again = queries.case(amina, file.pk)
        assert again.closed_on is None and again.tenancy_kept is None
    asked = {"outcome": "withdrew", "kept": "yes", "version": again.version}
    assert post(browser, "case_close", file.pk, asked).status_code == 302
    with stage.amina.acting() as amina:
        assert queries.case(amina, file.pk).tenancy_kept is True


def test_a_file_without_who_agreed_says_what_to_mend_and_keeps_what_was_typed(stage):
    home, browser = stage.homes[0], stage.amina.browser()

    answer = browser.post(
        f"{reverse('case_open')}?household={home.household}", {"agreed_on": "2026-03-03", "own_words": "Mot gardé"}
    )

    assert answer.status_code == 422
    assert "Mot gardé" in answer.content.decode()
    assert "Dites qui a donné son accord" in answer.content.decode()


def test_a_request_joins_the_file_it_opens(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        asked = actions.add_request(actor=amina, draft=RequestDraft("Des papiers à ranger", household=home.household))
        today = amina.today.isoformat()

    stage.amina.browser().post(
        f"{reverse('case_open')}?household={home.household}&request={asked}",
        {"agreed_by": [str(home.persons[0])], "agreed_on": today},
    )

    with stage.amina.acting() as amina:
        file = queries.cases_of(amina, home.household)[0]
        assert queries.request(amina, asked).case_id == file.pk


def test_a_form_sent_twice_is_kept_once(stage):
    browser, key = stage.amina.browser(), str(uuid.uuid4())
    case = a_file(stage)

    with stage.amina.acting() as amina:
        day = (amina.today + datetime.timedelta(days=90)).isoformat()
    late = {"text": "Un mot", "until": "2099-01-01"}
    answer = browser.post(f"{reverse('word_leave')}?household={stage.homes[0].household}", late)
    assert answer.status_code == 422 and "au plus tard" in answer.content.decode()
    for _again in range(2):
        sent = post(browser, "analysis_add", case, {"text": "Une fois", "idempotency_key": key})
        assert sent.status_code == 302
        word = {"text": "Laissez-lui le temps", "until": day, "idempotency_key": str(uuid.UUID(int=7))}
        left = browser.post(f"{reverse('word_leave')}?household={stage.homes[0].household}", word)
        assert left.status_code == 302

    with stage.amina.acting() as amina:
        assert len(queries.analyses_of(amina, case)) == 1
        assert len(queries.words_for_desk(amina, stage.homes[0].household)) == 1


def test_closing_twice_is_harmless_and_another_outcome_meanwhile_is_shown(stage):
    browser, case = stage.amina.browser(), a_file(stage)
    sent = {"outcome": "tenancy_kept", "version": 1}

    assert post(browser, "case_close", case, sent).status_code == 302
    assert post(browser, "case_close", case, sent).status_code == 302
    conflict = post(browser, "case_close", case, {"outcome": "rehoused", "version": 1})

    assert conflict.status_code == 409
    assert "Ce dossier a changé entre-temps" in conflict.content.decode()


def test_a_contact_changed_meanwhile_shows_both_texts_and_loses_neither(stage):
    browser, case = stage.amina.browser(), a_file(stage)
    contact = a_contact(stage, stage.amina, case, "Premier texte")

    assert post(browser, "contact_edit", contact, {"facts": "Deuxième texte", "version": 1}).status_code == 302
    conflict = post(browser, "contact_edit", contact, {"facts": "Troisième texte", "version": 1})
    shown = conflict.content.decode()
    kept = post(browser, "contact_edit", contact, {"facts": "Les deux", "version": 2})

    assert conflict.status_code == 409
    assert "Deuxième texte" in shown
    assert "Troisième texte" in shown
    assert 'name="version" value="2"' in shown
    assert kept.status_code == 302
    with stage.amina.acting() as amina:
        assert queries.contact(amina, contact).facts == "Les deux"


def test_a_correction_sent_twice_is_one_correction(stage):
    browser, case = stage.amina.browser(), a_file(stage)
    contact = a_contact(stage, stage.amina, case, "Premier texte")

    for _again in range(2):
        assert post(browser, "contact_edit", contact, {"facts": "Corrigé", "version": 1}).status_code == 302

    with stage.amina.acting() as amina:
        assert queries.contact(amina, contact).version == 2


def test_a_simple_contact_goes_into_a_file_with_its_step_and_what_was_confided(stage):
    home, browser = stage.homes[0], stage.amina.browser()
    with stage.amina.acting() as amina:
        draft = ContactDraft(
            "Au guichet", household=home.household, confided="un mot", next_step="Rappeler", persons=(home.persons[0],)
        )
        contact = actions.record_contact(actor=amina, draft=draft)
    case = a_file(stage)

    assert post(browser, "contact_attach", contact, {"case": str(case)}).status_code == 302

    with stage.amina.acting() as amina:
        kept = queries.contact(amina, contact)
        subject = queries.case(amina, case).subject_id
        assert (kept.case_id, kept.subject_id, kept.ends_on) == (case, subject, None)
        assert [step.text for step in queries.steps_of(amina, case)] == ["Rappeler"]
        assert queries.confidences_of(amina, [kept])[contact].subject_id == subject


def test_my_files_are_listed_and_filtered_in_the_address(stage):
    browser = stage.amina.browser()
    file = open_by_form(stage, browser, domain="financial")
    address = reverse("household_file", args=[file.household_id])

    assert address in browser.get(reverse("case_list")).content.decode()
    assert address in browser.get(reverse("case_list") + "?domain=financial").content.decode()
    assert address not in browser.get(reverse("case_list") + "?domain=health").content.decode()
    assert address not in browser.get(reverse("case_list") + "?closed=1").content.decode()
    assert address not in stage.bart.browser().get(reverse("case_list")).content.decode()


def test_a_colleague_named_reads_the_file_and_others_still_do_not(stage):
    browser, case = stage.amina.browser(), a_file(stage)

    answer = post(browser, "team_add", case, {"post": str(stage.emma.post), "duty": "second"})
    again = post(browser, "team_add", case, {"post": str(stage.emma.post), "duty": "second"})

    assert (answer.status_code, again.status_code) == (302, 302)
    assert stage.emma.browser().get(reverse("analysis_add", args=[case])).status_code == 200
    assert stage.bart.browser().get(reverse("analysis_add", args=[case])).status_code == 404
    with stage.amina.acting() as amina:
        from palier.access.queries import readers_of

        subject = queries.case(amina, case).subject_id
        assert len(readers_of(amina, [subject])[subject]) == 2


def test_reinforced_items_are_read_apart_by_whom_they_name(stage):
    case = a_file(stage)
    post(stage.amina.browser(), "team_add", case, {"post": str(stage.emma.post), "duty": "second"})
    a_contact(stage, stage.amina, case, "Faits", confided="canari renforcé", confided_tier=Tier.REINFORCED)
    other = a_file(stage, stage.homes[1])
    post(stage.amina.browser(), "team_add", other, {"post": str(stage.emma.post), "duty": "second"})

    mine = stage.amina.browser().get(reverse("reinforced", args=[case])).content.decode()
    hers = stage.emma.browser().get(reverse("reinforced", args=[case])).content.decode()
    empty = stage.emma.browser().get(reverse("reinforced", args=[other])).content.decode()

    assert "canari renforcé" in mine
    assert "canari" not in hers
    assert masked(hers) == masked(empty)


@pytest.mark.parametrize("name", ["bart", "dries", "chloe", "head", "desk", "accounts", "officer", "trainee"])
def test_every_page_of_a_file_is_not_there_for_others(stage, name):
    case = a_file(stage)
    contact = a_contact(stage, stage.amina, case)
    with stage.amina.acting() as amina:
        from palier.casework.cases.rules import StepDraft

        step = actions.plan_step(actor=amina, case=case, draft=StepDraft("Appeler"))
    browser = stage.people[name].browser()

    for route in ("case_close", "case_reopen", "analysis_add", "step_add", "reinforced", "team_add"):
        assert browser.get(reverse(route, args=[case])).status_code == 404, route
        assert stage.amina.browser().get(reverse(route, args=[case])).status_code == 200, route
    for route, pk in (("contact_edit", contact), ("contact_attach", contact), ("step_move", step)):
        assert browser.get(reverse(route, args=[pk])).status_code == 404, route
        assert stage.amina.browser().get(reverse(route, args=[pk])).status_code == 200, route


def masked(html):
    """A page without what must differ: keys, ids and names of nobody."""
    import re

    html = re.sub(r'(csrfmiddlewaretoken" value|data-csrf|idempotency_key" value)="[^"]*"', r"\1", html)
    html = re.sub(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "ID", html)
    return re.sub(r"\b[0-9a-f]{6}\b|\+3220\d{6}|\b02 0\d\d \d\d \d\d\b", "NAME", html)


def test_the_kind_of_support_follows_the_analysis_and_the_earlier_one_stays(stage):
    """Accompaniment follows the analysis and changes with it (S0-028); a revised reading erases none."""
    case = a_file(stage)
    for text, kind in (("Des papiers.", "administrative"), ("Le budget d’abord.", "budget")):
        with stage.amina.acting() as amina:
            actions.analyse(actor=amina, case=case, text=text, accompaniment_type=kind)
    with stage.amina.acting() as amina:
        kinds = [one.accompaniment_type for one in queries.analyses_of(amina, case)]
    assert sorted(kinds) == ["administrative", "budget"]
    page = stage.amina.browser().get(f"/households/{stage.homes[0].household}/").content.decode()
    assert "Le budget d’abord." in page and "Des papiers." in page


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_goals_and_approaches_of_seed_002_are_chosen_on_a_file_and_a_goal_on_a_step(stage, language):
    home, browser = stage.homes[0], stage.amina.browser(language)
    opening = f"{reverse('case_open')}?household={home.household}"
    page = browser.get(opening).content.decode()
    for value, words in (*GOALS, *APPROACHES):
        with override(language):
            assert f'value="{value}"' in page and str(words) in html.unescape(page)

    goals = [value for value, _words in GOALS]
    sent = {"agreed_by": [str(home.persons[0])], "goals": goals, "approaches": ["preventive", "curative"]}
    with stage.amina.acting() as amina:
        sent["agreed_on"] = amina.today.isoformat()
    assert browser.post(opening, sent).status_code == 302
    with stage.amina.acting() as amina:
        file = queries.cases_of(amina, home.household)[0]
    assert (file.goals, file.approaches) == (goals, ["preventive", "curative"])
    assert post(browser, "step_add", file.pk, {"text": "Écrire à la commune", "goal": "reach_help"}).status_code == 302
    with stage.amina.acting() as amina:
        assert [step.goal for step in queries.steps_of(amina, file.pk)] == ["reach_help"]
