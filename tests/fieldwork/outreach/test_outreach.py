"""Evenings of outreach and what is seen: places, themes and numbers, no names (seed 001, P22, P28, S1-060)."""

import datetime as dt
import html
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.fieldwork.outreach import actions, queries
from palier.fieldwork.outreach.labels import THEMES
from palier.fieldwork.outreach.models import Evening, Observation
from palier.fieldwork.outreach.rules import EveningDraft, ObservationDraft, people
from palier.kernel.errors import InvalidInput
from tests.stage import without_locks

EVENING = {
    "starts": "18:00",
    "ends": "20h20",
    "agents": "2",
    "met": "12",
    "themes": ["respect", "noise"],
    "words": "Le banc.",
}
SEEN = {"theme": "waste", "words": "Des sacs au pied du bâtiment."}


@pytest.fixture
def agent(stage):
    return stage.people["agent"]


def today_of(agent):
    with agent.acting() as actor:
        return actor.today


def evening(stage, **more):
    with stage.people["agent"].acting() as actor:
        values = {
            "place": stage.sites[0].pk,
            "on": actor.today,
            "starts": dt.time(18),
            "ends": dt.time(20),
            "agents": 2,
        }
        return actions.note_evening(
            actor=actor, draft=EveningDraft(**values | {"themes": ("respect",), "met": 7} | more)
        )


def seen(stage, words="Des sacs.", **more):
    with stage.people["agent"].acting() as actor:
        values = {"place": stage.buildings[0].pk, "on": actor.today, "theme": "waste", "words": words}
        return actions.note_observation(actor=actor, draft=ObservationDraft(**values | more))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_an_evening_and_a_thing_seen_are_noted_read_and_corrected(stage, agent, language):
    browser, day = agent.browser(language), today_of(agent).isoformat()
    place = {"place": str(stage.sites[0].pk), "on": day}
    assert browser.post(reverse("evening_add"), EVENING | place).status_code == 302
    assert browser.post(reverse("observation_add"), SEEN | place).status_code == 302
    page = html.unescape(browser.get(reverse("outreach")).content.decode())
    with override(language):
        assert "Le banc." in page and SEEN["words"] in page and str(dict(THEMES)["noise"]) in page
    for pattern, sent in (
        (r"/outreach/evenings/[0-9a-f-]{36}/edit/", EVENING),
        (r"/outreach/observations/[0-9a-f-]{36}/edit/", SEEN),
    ):
        address = re.search(pattern, page)[0]
        version = re.search(r'name="version" value="(\d+)"', browser.get(address).content.decode())[1]
        changed = sent | place | {"words": "Autrement.", "version": version}
        assert browser.post(address, changed).status_code == 302
        assert browser.post(address, changed).status_code == 409
    other = browser.get(reverse("outreach"), {"site": str(stage.sites[1].pk)}).content.decode()
    assert "Autrement." not in other and "Autrement." in browser.get(reverse("outreach")).content.decode()


def test_what_cannot_be_is_told_where_and_nothing_typed_is_lost(stage, agent):
    day = today_of(agent)
    for wrong, field in (
        ({"ends": dt.time(17)}, "ends"),
        ({"agents": 0}, "agents"),
        ({"met": 10_000}, "met"),
        ({"on": day + dt.timedelta(days=1)}, "on"),
        ({"next_on": day}, "next_on"),
        ({"place": stage.company.pk}, "place"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            evening(stage, **wrong)
        assert set(refusal.value.fields) == {field}
    with pytest.raises(InvalidInput) as refusal:
        seen(stage, "  ")
    assert set(refusal.value.fields) == {"words"}
    sent = SEEN | {"place": str(stage.sites[0].pk), "on": day.isoformat(), "words": "Appeler le 0475 12 34 56."}
    answer = agent.browser().post(reverse("observation_add"), sent)
    assert answer.status_code == 422 and "Appeler le 0475 12 34 56." in answer.content.decode()


@pytest.mark.parametrize("words", ["Voir 0475 12 34 56.", "NN 85.07.30-033.28", "a.b@exemple.be"])
def test_no_row_points_at_a_person_and_no_number_of_one_is_kept(stage, words):
    for model in (Evening, Observation):
        assert {one.related_model.__name__ for one in model._meta.fields if one.related_model} == {
            "Organisation",
            "Place",
        }
    for write in (evening, seen):
        with pytest.raises(InvalidInput) as refusal:
            write(stage, words=words)
        assert set(refusal.value.fields) == {"words"}


def test_figures_are_by_theme_site_and_month_and_few_people_stay_closed(stage, agent):
    evening(stage, met=3)
    evening(stage, met=9, themes=("waste",), place=stage.buildings[0].pk)
    seen(stage)
    seen(stage, place=stage.buildings[2].pk)
    with agent.acting() as actor:
        found = queries.figures(actor)
        by_theme = {line.of: line for line in found.by_theme}
        assert (by_theme["respect"].evenings, by_theme["respect"].met, by_theme["respect"].seen) == (1, None, 0)
        assert (by_theme["waste"].evenings, by_theme["waste"].met, by_theme["waste"].seen) == (1, 9, 2)
        by_site = {line.of.pk: line for line in found.by_site}
        assert by_site[stage.sites[0].pk].met == 12 and by_site[stage.sites[1].pk].evenings == 0
        assert [line.seen for line in found.by_month] == [2]
    page = html.unescape(agent.browser().get(reverse("outreach_figures")).content.decode())
    assert "moins de cinq" in page and "Exemple" not in page.split("<main")[1]


@pytest.mark.parametrize(("number", "shown"), [(0, 0), (1, None), (4, None), (5, 5)])
def test_a_small_number_of_people_is_not_told_and_none_is(number, shown):
    assert people(number) == shown


def test_as_many_statements_whatever_was_noted(stage, agent):
    browser, numbers = agent.browser(), []
    for _turn in range(2):
        evening(stage)
        seen(stage)
        for name in ("outreach", "outreach_figures"):
            with CaptureQueriesContext(connection) as sent:
                browser.get(reverse(name))
            numbers.append(len(sent))
    assert numbers[:2] == numbers[2:]


@pytest.mark.parametrize(("days", "stays"), [(360, True), (370, False)])
def test_after_twelve_months_what_was_seen_is_a_number_and_an_evening_has_no_words(stage, agent, days, stays):
    went, saw = evening(stage, words="Le banc."), seen(stage)
    with without_locks() as cursor:
        cursor.execute('UPDATE outreach_evening SET "on" = "on" - %s WHERE id = %s', [days, went])
        cursor.execute('UPDATE outreach_observation SET "on" = "on" - %s WHERE id = %s', [days, saw])
        cursor.execute("SELECT sec.erase_outreach()")
        cursor.execute("SELECT words, met FROM outreach_evening WHERE id = %s", [went])
        assert cursor.fetchone() == ("Le banc." if stays else "", 7)
        cursor.execute("SELECT count(*) FROM outreach_observation WHERE id = %s", [saw])
        assert bool(cursor.fetchone()[0]) is stays
        cursor.execute("SELECT theme FROM rights_keptcount WHERE organisation_id = %s", [stage.company.pk])
        assert [row[0] for row in cursor.fetchall()] == ([] if stays else ["seen_waste"])


def test_nobody_but_the_agents_reads_or_writes(stage, agent):
    evening(stage, words="Le banc.")
    assert "Le banc." in agent.browser().get(reverse("outreach")).content.decode()
    for name in ("amina", "head", "collective", "technical"):
        browser = stage.people[name].browser()
        assert browser.get(reverse("outreach")).status_code in {403, 404}
        assert browser.get(reverse("evening_add")).status_code in {403, 404}
