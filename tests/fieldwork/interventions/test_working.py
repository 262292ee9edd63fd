"""Agents look through what came in, go there, note it once, and tell (seed 001, P22, S1-047 to S1-062)."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.models import Intervention, Visit
from palier.fieldwork.interventions.rules import (
    SMALL,
    Delay,
    Importance,
    Outcome,
    Seen,
    Sentence,
    State,
    VisitDraft,
    delay,
)
from palier.kernel.errors import Conflict, InvalidInput
from palier.registry.signals import queries as signals
from tests.stage import without_locks


def visit(agent, asked, **more):
    with agent.acting() as actor:
        draft = VisitDraft(
            **{"id": uuid.uuid4(), "intervention": asked, "at": actor.moment, "seen": (Seen.WASTE,)} | more
        )
        actions.record_visit(actor=actor, draft=draft)
    return draft


def version_of(agent, asked):
    with agent.acting() as actor:
        return queries.intervention(actor, asked).version


@pytest.mark.parametrize(("language", "words"), [("fr", "Noter le passage"), ("nl", "Het bezoek noteren")])
def test_from_the_list_to_the_answer(stage, agent, ask, language, words):
    asked, browser = ask(), agent.browser(language)
    assert str(asked) in browser.get(reverse("interventions")).content.decode()
    page = browser.get(reverse("intervention", args=[asked])).content.decode()
    assert words in page and "Un canapé dans l’entrée." in html.unescape(page)
    noted = {"id": str(uuid.uuid4()), "outcome": "noted", "seen": ["waste"], "done": ["cleared"], "words": "Enlevé."}
    assert browser.post(reverse("intervention_visit", args=[asked]), noted).status_code == 302
    assert browser.post(reverse("intervention_visit", args=[asked]), noted).status_code == 302  # kept once
    told = {"sentence": "we_came", "version": version_of(agent, asked)}
    assert browser.post(reverse("intervention_tell", args=[asked]), told).status_code == 302
    with agent.acting() as actor:
        row = queries.intervention(actor, asked)
        assert (row.state, row.sentence, len(queries.visits_of(actor, asked))) == (State.TOLD, "we_came", 1)
        assert asked not in {one.pk for one in queries.to_do(actor)}


def test_nobody_there_is_no_answer_and_to_say_we_came_somebody_came(stage, agent, ask):
    asked = ask()
    with agent.acting() as actor, pytest.raises(InvalidInput):
        actions.tell(actor=actor, pk=asked, version=version_of(agent, asked), sentence=Sentence.WE_CAME)
    visit(agent, asked, outcome=Outcome.NOBODY, seen=())
    with agent.acting() as actor:
        assert queries.intervention(actor, asked).state == State.WAITING
    visit(agent, asked, outcome=Outcome.NOTHING_FOUND, seen=())
    with agent.acting() as actor:
        assert queries.intervention(actor, asked).state == State.SEEN
        actions.tell(actor=actor, pk=asked, version=version_of(agent, asked), sentence=Sentence.WE_COME_BACK)
        assert queries.intervention(actor, asked).state == State.WAITING


def test_her_version_has_a_box_of_its_own_and_needs_somebody_who_was_met(stage, agent, ask):
    asked = ask()
    with pytest.raises(InvalidInput) as refusal:
        visit(agent, asked, her_words="Ce n’est pas moi.")
    assert set(refusal.value.fields) == {"her_words"}
    visit(agent, asked, met=True, her_words="Ce n’est pas moi.")
    page = html.unescape(agent.browser().get(reverse("intervention", args=[asked])).content.decode())
    assert "Selon la personne rencontrée" in page and "Ce n’est pas moi." in page
    with pytest.raises(InvalidInput):
        visit(agent, asked, seen=())  # noted, and nothing was


def test_a_number_given_on_site_is_that_of_one_visit(stage, agent, ask):
    first, second = ask(), ask()
    draft = visit(agent, first)
    with agent.acting() as actor:
        actions.record_visit(actor=actor, draft=draft)
        assert len(queries.visits_of(actor, first)) == 1
    with pytest.raises(Conflict):
        visit(agent, second, id=draft.id)


def test_what_is_important_comes_first_and_what_waits_too_long_says_so(stage, agent, ask):
    late, urgent = ask(words="Ancien."), ask(words="Urgent.")
    browser = agent.browser()
    sent = {"importance": "1", "by_two": "on", "delicate": "on", "version": version_of(agent, urgent)}
    assert browser.post(reverse("intervention_mark", args=[urgent]), sent).status_code == 302
    assert browser.post(reverse("intervention_mark", args=[urgent]), sent).status_code == 409
    with agent.acting() as actor:
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE interventions_intervention SET due_at = now() - interval '2 days' WHERE id = %s", [late]
            )
        order = [row.pk for row in queries.to_do(actor) if row.pk in {late, urgent}]
        row = queries.intervention(actor, urgent)
        assert order == [urgent, late] and (row.importance, row.by_two, row.delicate) == (Importance.NOW, True, True)
    page = html.unescape(browser.get(reverse("interventions")).content.decode())
    assert "attend trop" in page
    one = html.unescape(browser.get(reverse("intervention", args=[urgent])).content.decode())
    assert re.search(r"\(\d+ ans\)", one)  # since when each agent is one, in view because it is delicate (S1-061)


def test_the_same_event_asked_twice_is_joined_and_both_are_told(stage, agent, ask):
    first, second = ask(), ask(stage.people["desk"])
    browser = agent.browser()
    assert str(first) in browser.get(reverse("intervention", args=[second])).content.decode()
    sent = {"to": str(first), "version": version_of(agent, second)}
    assert browser.post(reverse("intervention_join", args=[second]), sent).status_code == 302
    visit(agent, first)
    with agent.acting() as actor:
        actions.tell(actor=actor, pk=first, version=version_of(agent, first), sentence=Sentence.WE_CAME)
        with pytest.raises(InvalidInput):
            actions.join(actor=actor, pk=first, version=version_of(agent, first), to=second)
    with stage.people["desk"].acting() as desk:
        assert queries.my_passages(desk, "fr")[0].sentence == Sentence.WE_CAME


def test_a_fault_goes_to_the_technical_department_as_a_place_and_a_sentence(stage, agent, ask):
    asked = ask()
    assert agent.browser().post(reverse("intervention_fault", args=[asked])).status_code == 302
    with stage.people["technical"].acting() as technical:
        told = signals.received(technical)[0]
        assert (told.place_id, told.household_id, told.text) == (stage.buildings[0].pk, None, "")


def test_nothing_is_counted_per_person_and_few_stay_closed(stage, agent, ask):
    assert delay([1.0] * (SMALL - 1)) == Delay(SMALL - 1, None, None)
    assert delay([5.0, 1.0, 3.0, 2.0, 4.0]) == Delay(5, 3.0, 5.0)
    for _turn in range(5):
        visit(agent, ask())
    page = html.unescape(agent.browser().get(reverse("intervention_figures")).content.decode())
    assert "Dépôt" in page and "agent" not in {one.name for one in Intervention._meta.fields}
    with agent.acting() as actor:
        found = queries.figures(actor)
        assert any(one.number >= 5 and one.median is not None for _name, one in found.by_motive)
        assert not any(str(stage.people["agent"].name) in name for name, _one in found.by_site)


def test_no_field_says_who_is_accused(stage):
    for model in (Intervention, Visit):
        pointed = {one.related_model.__name__ for one in model._meta.fields if one.related_model}
        assert pointed <= {"Organisation", "Motive", "Place", "Dwelling", "Post", "Intervention"}


def test_as_many_statements_whatever_waits(stage, agent, ask):
    browser, numbers = agent.browser(), []
    for _turn in range(2):
        asked = ask()
        visit(agent, asked)
        for name, args in (("interventions", []), ("intervention", [asked])):
            with CaptureQueriesContext(connection) as sent:
                browser.get(reverse(name, args=args))
            numbers.append((name, len(sent)))
    assert numbers[:2] == numbers[2:]


@pytest.mark.parametrize(
    ("asked", "told", "asker", "all_of_it"), [(20, 20, True, True), (40, 31, False, True), (370, 370, False, False)]
)
def test_who_asked_goes_after_thirty_days_the_rest_after_twelve_months(
    stage, agent, ask, asked, told, asker, all_of_it
):
    """P22, P39: days since it was asked and since she was told; is she still known, is the rest still there?"""
    pk = ask(origin="tenant", household=stage.homes[0].household)
    visit(agent, pk)
    with agent.acting() as actor:
        actions.tell(actor=actor, pk=pk, version=version_of(agent, pk), sentence=Sentence.WE_CAME)
        now, today = actor.moment, actor.today
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE interventions_intervention SET received_at = %s, told_on = %s WHERE id = %s",
            [now - dt.timedelta(days=asked), today - dt.timedelta(days=told), pk],
        )
        cursor.execute("SELECT sec.erase_interventions()")
        for table, stays in (("asker", asker), ("visit", all_of_it)):
            cursor.execute(f"SELECT count(*) FROM interventions_{table} WHERE intervention_id = %s", [pk])
            assert cursor.fetchone()[0] == stays, table
        cursor.execute("SELECT count(*) FROM rights_keptcount WHERE organisation_id = %s", [stage.company.pk])
        assert bool(cursor.fetchone()[0]) is not all_of_it
