"""To go along with a colleague the door of a dwelling is chosen from the register, and for nothing else (S1-056, P22)."""

import datetime as dt
import html
import uuid

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override

from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.labels import door_words
from palier.fieldwork.interventions.rules import Importance, MotiveDraft, Part
from palier.kernel import clock
from palier.kernel.errors import InvalidInput
from tests.stage import without_locks

TOMORROW = dt.timedelta(days=1)


@pytest.fixture
def along(agent):
    """The company's word for going along with a colleague."""
    with agent.acting() as actor:
        name = f"Accompagner {uuid.uuid4().hex[:6]}"
        pk = actions.enter_motive(actor=actor, draft=MotiveDraft(name, name, Importance.TODAY, 24))
    with without_locks() as cursor:
        cursor.execute("UPDATE interventions_motive SET code = 'accompaniment' WHERE id = %s", [pk])
    return pk


@pytest.fixture
def door(stage):
    """A front door of the first building: 1st floor, box 3."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE housing_dwelling SET floor = 1, box = '3' WHERE id = %s RETURNING building_id",
            [stage.homes[0].dwelling],
        )
        assert cursor.fetchone()[0] == stage.buildings[0].pk
    return stage.homes[0].dwelling


@pytest.fixture
def at_an_hour(agent):
    with agent.acting() as actor:
        return {"opens_at": actor.moment + TOMORROW, "closes_at": actor.moment + TOMORROW + dt.timedelta(hours=1)}


def typed(stage, motive, **more):
    day = (clock.now() + TOMORROW).date()
    here = {"motive": str(motive), "place": str(stage.buildings[0].pk), "words": "Visite à deux.", "origin": "staff"}
    return here | {"day": day.isoformat(), "opens": "10:00", "closes": "11:00"} | more


@pytest.mark.parametrize(("language", "words"), [("fr", "1er étage, boîte 3"), ("nl", "1e verdieping, bus 3")])
def test_the_door_is_chosen_on_the_page_and_shown_to_the_agent(stage, agent, along, door, language, words):
    browser = stage.amina.browser(language)
    shown = html.unescape(browser.post(reverse("passage_ask"), typed(stage, along, doors="1")).content.decode())
    assert (
        f'<option value="{door}">{words}</option>' in shown and "Visite à deux." in shown and 'value="10:00"' in shown
    )
    assert browser.post(reverse("passage_ask"), typed(stage, along, dwelling=str(door))).status_code == 302
    with agent.acting() as actor:
        [row] = [one for one in queries.to_do(actor) if one.motive_id == along]
    assert (row.dwelling_id, row.part, row.with_post_id) == (door, Part.DOOR, stage.amina.post)
    there = agent.browser(language)
    for address in (reverse("interventions"), reverse("intervention", args=[row.pk])):
        assert words in html.unescape(there.get(address).content.decode()), address
    with agent.acting() as actor:
        assert not queries.askers_of(actor, row.pk)  # no household, nobody of the door


@pytest.mark.parametrize("who", ["amina", "desk", "technical", "accounts", "collective"])
def test_whoever_knows_doors_may_name_one(stage, agent, along, door, at_an_hour, ask, who):
    pk = ask(stage.people[who], motive=along, dwelling=door, **at_an_hour)
    with agent.acting() as actor:
        assert queries.intervention(actor, pk).dwelling_id == door


def test_a_front_door_is_named_for_nothing_else_and_in_its_own_building(
    stage, agent, ask, motive, along, door, at_an_hour
):
    for more in (
        {"motive": motive, "dwelling": door},
        {"motive": along, "dwelling": door, "place": stage.sites[0].pk, **at_an_hour},
        {"motive": along, "dwelling": uuid.uuid4(), **at_an_hour},
    ):
        with pytest.raises(InvalidInput) as refusal:
            ask(**more)
        assert list(refusal.value.fields) == ["dwelling"]
    ask(motive=along, dwelling=door, **at_an_hour)


def test_the_database_itself_refuses_a_door_where_nobody_is_gone_along_with(stage, agent, ask, along, door, at_an_hour):
    """No column says who is accused; a door without a colleague at it would (P22). Its twin is set and kept."""
    pk = ask(motive=along, dwelling=door, **at_an_hour)
    with without_locks() as cursor, pytest.raises(IntegrityError, match="a_front_door_is_for_going_along"):
        cursor.execute("UPDATE interventions_intervention SET with_post_id = NULL WHERE id = %s", [pk])
    with agent.acting() as actor:
        assert queries.intervention(actor, pk).dwelling_id == door


def test_by_sql_too_a_door_is_only_named_to_go_along(stage, agent, motive, along, door):
    """The row policy asks the register and the word itself, whatever the program says."""
    insert = """INSERT INTO interventions_intervention (id, organisation_id, motive_id, place_id, dwelling_id, part, spot, words,
      origin, asked_by, author_id, with_post_id, received_at, importance, delicate, by_two, minutes, due_at, state, sentence, version)
      VALUES (gen_random_uuid(), %s, %s, %s, %s, 'door', '', '', 'staff', 'screen', %s, %s, sec.now(), 2, false, false, 30,
        sec.now(), 'waiting', '', 1)"""
    of, here = stage.company.pk, stage.buildings[0].pk
    me = stage.amina.post
    with stage.amina.acting(), connection.cursor() as cursor:
        for wrong, place in ((motive, here), (along, stage.sites[0].pk)):
            with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
                cursor.execute(insert, [of, wrong, place, door, me, me])
        cursor.execute(insert, [of, along, here, door, me, me])


def test_after_twelve_months_the_door_is_gone_with_the_rest(stage, agent, ask, along, door, at_an_hour):
    pk = ask(motive=along, dwelling=door, **at_an_hour)
    with without_locks() as cursor:
        for days, there in ((360, 1), (370, 0)):
            cursor.execute(
                "UPDATE interventions_intervention SET received_at = sec.now() - make_interval(days => %s) WHERE id = %s",
                [days, pk],
            )
            cursor.execute("SELECT sec.erase_interventions()")
            cursor.execute("SELECT count(*) FROM interventions_intervention WHERE dwelling_id = %s", [door])
            assert cursor.fetchone()[0] == there


@pytest.mark.parametrize(
    ("floor", "box", "fr", "nl"),
    [
        (0, "1", "rez-de-chaussée, boîte 1", "gelijkvloers, bus 1"),
        (4, "12", "4e étage, boîte 12", "4e verdieping, bus 12"),
        (-1, "", "niveau -1, 12-A", "niveau -1, 12-A"),
        (None, "3", "boîte 3", "bus 3"),
    ],
)
def test_a_door_is_said_as_it_is_found_in_the_stairs(floor, box, fr, nl):
    for language, words in (("fr", fr), ("nl", nl)):
        with override(language):
            assert door_words(floor, box, "12-A") == words


def test_as_many_statements_however_many_doors(stage, along, door):
    browser, numbers = stage.amina.browser(), []
    for place in (stage.buildings[0], stage.sites[0]):  # a building with doors, a site without
        with CaptureQueriesContext(connection) as sent:
            browser.post(reverse("passage_ask"), typed(stage, along, place=str(place.pk), doors="1"))
        numbers.append(len(sent))
    assert numbers[0] == numbers[1]
