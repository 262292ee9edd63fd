"""Anybody of the house asks that an agent comes by, and is told one of five sentences (seed 001, P22)."""

import datetime as dt
import html
import re

import pytest
from django.urls import reverse
from django.utils.translation import override

from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.labels import SENTENCES
from palier.fieldwork.interventions.rules import (
    STANDARD,
    AskedBy,
    Importance,
    MotiveCode,
    MotiveDraft,
    Origin,
    Sentence,
    State,
    as_it_came,
    line_is_open,
)
from palier.kernel.days import BRUSSELS
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.stage import without_locks


def sent(stage, motive, **more):
    return {
        "motive": str(motive),
        "place": str(stage.buildings[0].pk),
        "words": "Un matelas.",
        "origin": "staff",
    } | more


@pytest.mark.parametrize("language", ["fr", "nl"])
@pytest.mark.parametrize("who", ["amina", "desk", "technical", "accounts", "collective"])
def test_somebody_of_the_house_asks_on_a_page_and_reads_nothing_back(stage, motive, agent, who, language):
    browser = stage.people[who].browser(language)
    assert browser.post(reverse("passage_ask"), sent(stage, motive)).status_code == 302
    mine = html.unescape(browser.get(reverse("passages")).content.decode())
    assert "Dépôt" in mine and "Un matelas." not in mine  # the day, for what, where, how far: no word of it
    with agent.acting() as actor:
        asked = next(row for row in queries.to_do(actor) if row.author_id == stage.people[who].post)
    assert browser.get(reverse("intervention", args=[asked.pk])).status_code in {403, 404}
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        queries.intervention(actor, asked.pk)


def test_a_tenant_asks_by_telephone_and_is_there_to_be_called(stage, motive, agent):
    home = stage.homes[0]
    answer = (
        stage.people["desk"]
        .browser()
        .post(
            f"{reverse('passage_ask')}?household={home.household}",
            sent(stage, motive, origin="tenant", asked_by="counter", part="cellar", floor="-1"),
        )
    )
    assert answer.status_code == 302
    with agent.acting() as actor:
        asked = next(row for row in queries.to_do(actor) if row.part == "cellar")
        assert (asked.origin, asked.asked_by, asked.floor) == (Origin.TENANT, AskedBy.COUNTER, -1)
        assert [one.household_id for one in queries.askers_of(actor, asked.pk)] == [home.household]


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(stage, motive):
    browser = stage.amina.browser()
    wrong = sent(stage, motive, place="", asker_phone="12", origin="tenant", words="Un frigo.")
    answer = browser.post(reverse("passage_ask"), wrong)
    page = html.unescape(answer.content.decode())
    assert answer.status_code == 422 and "Un frigo." in page and "Dites où." in page and 'value="12"' in page


def test_to_go_along_an_hour_is_needed_and_it_is_not_past(stage, agent, ask):
    with agent.acting() as actor:
        draft = MotiveDraft("Accompagner", "Vergezellen", Importance.TODAY, 24)
        going = actions.enter_motive(actor=actor, draft=draft)
        now = actor.moment
    with without_locks() as cursor:
        cursor.execute("UPDATE interventions_motive SET code = 'accompaniment' WHERE id = %s", [going])
    for more, field in (
        ({}, "opens"),
        ({"opens_at": now + dt.timedelta(hours=2)}, "closes"),
        ({"opens_at": now + dt.timedelta(hours=2), "closes_at": now + dt.timedelta(hours=1)}, "closes"),
        ({"opens_at": now - dt.timedelta(hours=2), "closes_at": now - dt.timedelta(hours=1)}, "day"),
    ):
        with pytest.raises(InvalidInput) as refusal:
            ask(motive=going, **more)
        assert field in refusal.value.fields
    asked = ask(motive=going, opens_at=now + dt.timedelta(hours=1), closes_at=now + dt.timedelta(hours=2))
    with agent.acting() as actor:
        row = queries.intervention(actor, asked)
        assert row.with_post_id == stage.amina.post and row.due_at == row.closes_at


@pytest.mark.parametrize(
    ("hour", "is_open"), [((12, 29), False), ((12, 30), True), ((20, 20), True), ((20, 21), False), ((3, 0), False)]
)
def test_the_line_is_open_from_half_past_twelve_to_twenty_past_eight_exactly(hour, is_open):
    assert line_is_open(dt.datetime(2026, 11, 27, *hour, 59, tzinfo=BRUSSELS)) is is_open


def test_a_call_outside_the_hours_waits_as_a_message(stage, agent, ask):
    morning, evening = (dt.datetime(2026, 11, 27, hour, 0, tzinfo=BRUSSELS) for hour in (9, 19))
    assert as_it_came(AskedBy.PHONE, morning) == AskedBy.MESSAGE and as_it_came(AskedBy.PHONE, evening) == AskedBy.PHONE
    assert as_it_came(AskedBy.COUNTER, morning) == AskedBy.COUNTER
    asked = ask(asked_by=AskedBy.PHONE, origin=Origin.TENANT, asker_name="Une voisine")
    with agent.acting() as actor:
        row = queries.intervention(actor, asked)
        assert row.asked_by == as_it_came(AskedBy.PHONE, row.received_at.astimezone(BRUSSELS))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_who_asked_is_told_a_sentence_and_may_say_that_it_is_not_solved(stage, agent, ask, language):
    asked, browser = ask(), stage.amina.browser(language)
    with agent.acting() as actor:
        version = queries.intervention(actor, asked).version
        actions.tell(actor=actor, pk=asked, version=version, sentence=Sentence.PASSED_ON)
    page = html.unescape(browser.get(reverse("passages")).content.decode())
    with override(language):
        assert str(dict(SENTENCES)[Sentence.PASSED_ON]) in page
    assert browser.post(reverse("passage_again", args=[asked])).status_code == 302
    assert browser.post(reverse("passage_again", args=[asked])).status_code == 409
    with agent.acting() as actor:
        row = queries.intervention(actor, asked)
        assert (row.state, row.sentence, row.reopened_on) == (State.WAITING, "", actor.today)


def test_another_s_request_is_opened_again_by_nobody_else(stage, agent, ask):
    asked = ask()
    with agent.acting() as actor:
        version = queries.intervention(actor, asked).version
        actions.tell(actor=actor, pk=asked, version=version, sentence=Sentence.NOT_OURS)
    with stage.people["desk"].acting() as desk, pytest.raises(Conflict):
        actions.open_again(actor=desk, pk=asked)
    with stage.amina.acting() as amina:
        actions.open_again(actor=amina, pk=asked)


def test_the_same_form_sent_twice_is_one_request(stage, motive, agent):
    browser = stage.amina.browser()
    key = re.search(r'name="idempotency_key" value="([^"]+)"', browser.get(reverse("passage_ask")).content.decode())[1]
    for _turn in range(2):
        assert browser.post(reverse("passage_ask"), sent(stage, motive, idempotency_key=key)).status_code == 302
    with agent.acting() as actor:
        assert sum(row.motive_id == motive for row in queries.to_do(actor)) == 1


def test_the_usual_list_is_taken_over_once_and_changed(stage, agent):
    browser = agent.browser()
    browser.post(reverse("motives_usual"))
    with agent.acting() as actor:
        there = {row.code for row in queries.motives(actor)}
        assert {one.code for one in STANDARD} <= there
        assert actions.take_usual(actor=actor) == 0
        squat = next(row for row in queries.motives(actor) if row.code == MotiveCode.SQUAT)
    page = browser.get(reverse("motive_edit", args=[squat.pk])).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    changed = {"name_fr": "Squat", "name_nl": "Kraakpand", "importance": "1", "hours": "2", "minutes": "40"}
    changed |= {"answer_fr": "Nous passons dans les deux heures.", "answer_nl": "Binnen twee uur.", "version": version}
    assert browser.post(reverse("motive_edit", args=[squat.pk]), changed).status_code == 302
    assert browser.post(reverse("motive_edit", args=[squat.pk]), changed).status_code == 409
    answer = stage.amina.browser().post(reverse("passage_ask"), sent(stage, squat.pk), follow=True)
    assert "Nous passons dans les deux heures." in answer.content.decode()
    assert browser.post(reverse("motive_end", args=[squat.pk, int(version) + 1])).status_code == 302
    with stage.amina.acting() as amina, pytest.raises(Refused):
        queries.motive(amina, squat.pk)
    assert stage.amina.browser().get(reverse("motives")).status_code in {403, 404}
