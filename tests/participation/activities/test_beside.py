"""Rules of places, ideas of tenants and what partners ask for (seed 001; S1-067, S1-070, S1-073, S1-075, S1-076)."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.kernel.errors import InvalidInput, Refused
from palier.participation.activities import actions, queries
from palier.participation.activities.labels import NEEDS
from palier.participation.activities.rules import IdeaState
from palier.participation.activities.rules.drafts import IdeaAnswer, IdeaDraft, RulesDraft
from palier.registry.access_codes.rules import Level
from tests.door.comers import come_in, give, plain
from tests.stage import without_locks

TEXTS = {"title_fr": "Règlement du jardin", "title_nl": "Tuinreglement", "words_fr": "On ferme la porte.",
         "words_nl": "Men sluit de poort."}  # fmt: skip


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def version_in(page):
    return re.search(r'name="version" value="(\d+)"', page)[1]


def note(stage, who="desk", words="Un four à pain dans la cour.", **more):
    with stage.people[who].acting() as actor:
        draft = IdeaDraft(**{"words": words, "asked_by": "counter", "place": stage.buildings[0].pk} | more)
        return actions.note_idea(actor=actor, draft=draft)


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_rules_of_a_place_are_kept_read_printed_in_both_languages_and_ended(stage, worker, language):
    browser = worker.browser(language)
    with worker.acting() as actor:
        today = actor.today
    sent = TEXTS | {"kind": "garden", "place": str(stage.buildings[0].pk), "since": today.isoformat()}
    half = browser.post(reverse("house_rules_add"), sent | {"words_nl": " "})
    assert half.status_code == 422 and TEXTS["words_fr"] in text_of(half)
    assert browser.post(reverse("house_rules_add"), sent).status_code == 302
    page = text_of(stage.amina.browser(language).get(reverse("house_rules"), {"site": str(stage.sites[0].pk)}))
    assert TEXTS[f"title_{language}"] in page
    assert TEXTS[f"title_{language}"] not in text_of(
        browser.get(reverse("house_rules"), {"site": str(stage.sites[1].pk)})
    )
    sheet = re.search(r"/house-rules/[0-9a-f-]{36}/", page)[0]
    printed = text_of(stage.people["desk"].browser(language).get(sheet))
    assert all(words in printed for words in TEXTS.values())
    version = version_in(browser.get(f"{sheet}edit/").content.decode())
    for until, status in ((today - dt.timedelta(days=1), 422), (today, 302), (today, 409)):
        ended = browser.post(f"{sheet}edit/", sent | {"version": version, "until": until.isoformat()})
        assert ended.status_code == status
    assert stage.amina.browser().get(f"{sheet}edit/").status_code in {403, 404}


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_idea_goes_from_the_counter_to_an_activity(stage, worker, enter, language):
    desk, browser = stage.people["desk"].browser(language), worker.browser(language)
    sent = {"words": "Un four à pain.", "place": str(stage.buildings[0].pk), "asked_by": "counter"}
    home = f"?household={stage.homes[0].household}"
    answer = desk.post(reverse("idea_add") + home, sent)
    assert answer.status_code == 302 and answer.headers["Location"] == reverse("idea_slip")
    slip = text_of(desk.get(reverse("idea_slip"), {"in": language}))
    assert {"fr": "Votre idée est notée", "nl": "Uw idee is genoteerd"}[language] in slip
    assert "Collective Exemple" in slip and "four à pain" not in slip
    found = text_of(browser.get(reverse("ideas")))
    address = re.search(r"/ideas/[0-9a-f-]{36}/", found)[0]
    page = text_of(browser.get(address))
    assert "Un four à pain." in page
    activity, version = enter(), version_in(page)
    without = browser.post(address, {"state": "taken_up", "version": version})
    assert without.status_code == 422
    taken = {"state": "taken_up", "activity": str(activity), "version": version, "answer": "On commence en mai."}
    assert browser.post(address, taken).status_code == 302
    assert browser.post(address, taken).status_code == 409
    assert "Un four à pain." not in text_of(browser.get(reverse("ideas")))
    assert "Un four à pain." in text_of(browser.get(reverse("ideas"), {"answered": "1"}))


def test_who_passes_an_idea_on_reads_nothing_back(stage):
    pk = note(stage)
    for name in ("desk", "amina", "head", "agent"):
        browser = stage.people[name].browser()
        assert browser.get(reverse("ideas")).status_code in {403, 404}
        assert browser.get(reverse("idea", args=[pk])).status_code in {403, 404}
        with stage.people[name].acting() as actor, pytest.raises(Refused):
            queries.idea(actor, pk)
    assert "four à pain" in text_of(stage.people["collective"].browser().get(reverse("idea", args=[pk])))


def test_no_one_is_left_without_a_word(stage, worker):
    pk = note(stage)
    with worker.acting() as actor, pytest.raises(InvalidInput) as refusal:
        actions.answer_idea(actor=actor, pk=pk, version=1, draft=IdeaAnswer(IdeaState.NOT_NOW))
    assert set(refusal.value.fields) == {"answer"}
    for words in ("", "Appeler le 0475 12 34 56"):
        with pytest.raises(InvalidInput) as refusal:
            note(stage, words=words)
        assert set(refusal.value.fields) == {"words"}


@pytest.mark.parametrize(("days", "whose", "there"), [(20, True, True), (40, False, True), (370, False, False)])
def test_whose_idea_it_was_goes_after_thirty_days_and_the_idea_after_twelve_months(stage, worker, days, whose, there):
    pk = note(stage, household=stage.homes[0].household)
    with worker.acting() as actor:
        actions.answer_idea(actor=actor, pk=pk, version=1, draft=IdeaAnswer(IdeaState.NOT_NOW, answer="Plus tard."))
    with without_locks() as cursor:
        cursor.execute("UPDATE activities_idea SET answered_on = answered_on - %s WHERE id = %s", [days, pk])
        cursor.execute("SELECT sec.erase_ideas()")
        cursor.execute("SELECT household_id IS NOT NULL FROM activities_idea WHERE id = %s", [pk])
        row = cursor.fetchone()
        assert (row is not None, bool(row and row[0])) == (there, whose)
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [pk])
        assert bool(cursor.fetchone()[0]) is whose


def test_at_her_own_door_she_reads_what_happens_around_her_home_and_leaves_an_idea(stage, worker, enter, day):
    """S1-072, S1-074, S1-075: the activities and rules of her own places alone; one question, and nobody is registered."""
    zoe = stage.homes[0]
    here = enter(places=(stage.buildings[0].pk,), title_fr="Au pied de chez moi", title_nl="Bij mij", about_fr="Venez.",
                 about_nl="Kom.", origin_words="Secret du service.")  # fmt: skip
    enter(places=(stage.sites[1].pk,), title_fr="Ailleurs", title_nl="Elders")
    with worker.acting() as actor:
        ahead = actor.today + dt.timedelta(days=3)
        for place, title in ((stage.buildings[0].pk, "Jardin d’ici"), (stage.sites[1].pk, "Jardin d’ailleurs")):
            actions.enter_rules(
                actor=actor,
                draft=RulesDraft(place, "garden", title, "Tuin", "On arrose le soir.", "'s Avonds.", actor.today),
            )
    day(here, on=ahead, where_fr="Rez", where_nl="Gelijkvloers")
    client = come_in(give(stage.amina, zoe.persons[0], Level.POSTED))
    page = plain(client.get(reverse("around")))
    for words in ("Au pied de chez moi", "Venez.", "Rez", "Jardin d’ici", "On arrose le soir."):
        assert words in html.unescape(page), words
    for words in ("Ailleurs", "Jardin d’ailleurs", "Secret du service."):
        assert words not in html.unescape(page), words
    assert "Bij mij" in plain(come_in(give(stage.amina, zoe.persons[1], Level.POSTED), "nl").get(reverse("around")))
    assert client.post(reverse("my_idea"), {"text": " "}).status_code == 422
    key = str(uuid.uuid4())
    for _turn in range(2):
        left = client.post(reverse("my_idea"), {"text": "Un banc devant l’entrée.", "idempotency_key": key})
        assert left.status_code == 302
    assert "Un banc" not in plain(client.get(reverse("around")))
    with worker.acting() as actor:
        [row] = queries.ideas(actor)
        assert (row.words, row.place_id, row.household_id, row.author_id) == (
            "Un banc devant l’entrée.", stage.buildings[0].pk, zoe.household, None
        )  # fmt: skip


def test_somebody_who_has_not_come_in_is_led_to_the_door(stage):
    for name in ("around", "my_idea"):
        assert Client().get(reverse(name)).headers["Location"] == "/door/"
    assert come_in(give(stage.amina, stage.homes[0].persons[0], Level.POSTED)).get(reverse("around")).status_code == 200


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_what_partners_ask_is_noted_and_answered(stage, worker, partner, language):
    browser = worker.browser(language)
    with worker.acting() as actor:
        day = actor.today.isoformat()
    sent = {"partner": str(partner), "what": "equipment", "for_on": day, "words": "Six tables.", "state": "asked"}
    assert browser.post(reverse("logistics_add"), sent).status_code == 302
    page = text_of(browser.get(reverse("logistics")))
    with override(language):
        assert "Six tables." in page and str(dict(NEEDS)["equipment"]) in page
    address = re.search(r"/logistics/[0-9a-f-]{36}/edit/", page)[0]
    changed = sent | {"state": "refused", "version": version_in(browser.get(address).content.decode())}
    assert browser.post(address, changed).status_code == 422
    assert browser.post(address, changed | {"answer": "Elles sont prises."}).status_code == 302
    assert browser.post(address, changed | {"answer": "Autre."}).status_code == 409
    assert (
        browser.get(reverse("partnership_step_add", args=[partner])).status_code == 200
    )  # meetings with them (S1-076)
    assert stage.amina.browser().get(reverse("logistics")).status_code in {403, 404}


def test_as_many_statements_however_many_ideas_and_rules(stage, worker):
    browser, numbers = worker.browser(), []
    for _turn in range(2):
        note(stage, household=stage.homes[0].household)
        with worker.acting() as actor:
            rules = RulesDraft(stage.sites[0].pk, "garden", "A", "B", "C", "D", actor.today)
            actions.enter_rules(actor=actor, draft=rules)
        for name in ("ideas", "house_rules"):
            with CaptureQueriesContext(connection) as sent:
                browser.get(reverse(name))
            numbers.append(len(sent))
    assert numbers[:2] == numbers[2:]
