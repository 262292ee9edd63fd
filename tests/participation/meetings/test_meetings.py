"""The monthly meeting: topics of departments, an agenda, promises, questions of nobody (seed 001; S1-077 to S1-079)."""

import datetime as dt
import html
import re
import uuid

import pytest
from django.db import IntegrityError, connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.parties import Party
from palier.participation.meetings import actions, queries
from palier.participation.meetings.rules import (
    Channel,
    PromiseDraft,
    PromiseState,
    SaidDraft,
    found_in,
    minutes_due,
    standing,
)
from tests.stage import without_locks


def text_of(answer):
    return html.unescape(answer.content.decode()).replace("\u00a0", " ")


def version_in(answer):
    return re.search(r'name="version" value="(\d+)"', answer.content.decode())[1]


def promised(worker, meeting, service, **more):
    with worker.acting() as actor:
        values = {
            "words_fr": "Réparer l’ascenseur", "words_nl": "De lift herstellen", "service": service,
            "due_on": actor.today + dt.timedelta(days=30),
        }  # fmt: skip
        return actions.note_promise(actor=actor, meeting=meeting, draft=PromiseDraft(**values | more))


@pytest.mark.parametrize("language", ["fr", "nl"])
def test_from_the_form_to_a_row_a_department_proposes_and_all_read(stage, worker, service, language):
    browser = worker.browser(language)
    with worker.acting() as actor:
        day = (actor.today + dt.timedelta(days=9)).isoformat()
    sent = {
        "title_fr": "Réunion d’octobre", "title_nl": "Vergadering van oktober", "on": day, "hour": "18h30", "minutes": "90",
        "venue_fr": "École", "venue_nl": "School", "sites": [str(stage.sites[0].pk)], "step_free": "on",
        "host": str(worker.post), "interpreters": ["ary", "tr"], "translated_by": "Service d’interprètes",
    }  # fmt: skip
    refused = browser.post(reverse("meeting_add"), sent | {"title_nl": " ", "sites": []})
    assert refused.status_code == 422
    assert "Réunion d’octobre" in text_of(refused)
    made = browser.post(reverse("meeting_add"), sent)
    assert made.status_code == 302, text_of(made)
    at = made.headers["Location"]

    technical = stage.people["technical"].browser(language)
    assert sent[f"title_{language}"] in text_of(technical.get(reverse("meetings")))
    point = {"title_fr": "Le chauffage", "title_nl": "De verwarming", "kind": "topic", "minutes": "15"}
    answer = technical.post(f"{at}points/new/", point | {"service": str(service("technical"))})
    assert answer.status_code == 302, text_of(answer)
    for who in ("amina", "desk", "agent", "accounts", "head", "collective"):
        page = text_of(stage.people[who].browser(language).get(at))
        assert point[f"title_{language}"] in page
        assert sent[f"venue_{language}"] in page
    assert "18 h 30" in page or "18.30 uur" in page


def test_what_cannot_be_is_told_where(stage, worker, prepare):
    with worker.acting() as actor:
        moment = actor.moment
    for wrong, fields in (
        ({"title_nl": " "}, {"title_nl"}),
        ({"venue_fr": ""}, {"venue_fr"}),
        ({"at": moment - dt.timedelta(hours=1)}, {"on"}),
        ({"minutes": 5}, {"minutes"}),
        ({"places": ()}, {"sites"}),
        ({"places": (stage.company.pk,)}, {"sites"}),
        ({"interpreters": ("xx",)}, {"interpreters"}),
        ({"host": stage.amina.post}, {"host"}),
    ):
        with pytest.raises(InvalidInput) as said:
            prepare(**wrong)
        assert set(said.value.fields) == fields
    with pytest.raises(Refused):
        prepare(previous=uuid.uuid4())


def test_any_department_proposes_until_it_is_held_and_only_who_leads_changes(
    stage, worker, prepare, point, past, service
):
    meeting = prepare()
    first = point(stage.people["technical"], meeting)
    second = point(stage.amina, meeting, of="accounts", title_fr="Les charges")
    with worker.acting() as actor:
        page = queries.page_of(actor, meeting)
    assert [one.pk for one in page.points] == [first, second]
    address = reverse("point_edit", args=[first])
    assert stage.people["technical"].browser().get(address).status_code == 404
    browser = worker.browser()
    form = {"title_fr": "L’ascenseur du 1A", "title_nl": "De lift", "kind": "topic", "minutes": "5", "position": "9"}
    form |= {"version": version_in(browser.get(address)), "service": str(service("technical"))}
    assert browser.post(address, form).status_code == 302
    assert browser.post(address, form).status_code == 409
    with worker.acting() as actor:
        assert [one.pk for one in queries.page_of(actor, meeting).points] == [second, first]

    past(meeting)
    with worker.acting() as actor:
        actions.count_people(actor=actor, pk=meeting, version=1, attended=dict.fromkeys(Party, 3))
    with pytest.raises(Conflict):
        point(stage.people["technical"], meeting)
    point(worker, meeting)


def test_what_is_said_is_kept_while_it_is_typed(stage, worker, prepare, point):
    meeting = prepare()
    item = point(worker, meeting)
    address, browser = reverse("point_said", args=[item]), worker.browser()
    typed = {"draft": "1", "said_fr": "On en parle", "said_nl": "", "face_present": "yes"}
    kept = browser.post(address, typed, headers={"X-Requested-With": "draft"})
    assert kept.json() == {"id": 2}
    again = browser.post(address, typed | {"draft": "2"}, headers={"X-Requested-With": "draft"})
    assert again.json() == {"id": 2}
    stale = browser.post(address, typed | {"said_fr": "Autre"}, headers={"X-Requested-With": "draft"})
    assert stale.status_code == 409
    assert browser.post(address, typed | {"draft": "2", "said_fr": "Fini."}).status_code == 302
    assert "Fini." in text_of(stage.amina.browser().get(reverse("meeting", args=[meeting])))
    assert stage.amina.browser().post(address, typed).status_code == 404
    with without_locks() as cursor:  # a name that was typed and taken out stands in no history
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [item])
        assert cursor.fetchone()[0] == 0


def test_the_next_meeting_begins_with_what_was_promised_and_the_department_answers(
    stage, worker, held, prepare, service
):
    meeting, _item = held()
    promise = promised(worker, meeting, service("technical"))
    following = prepare(previous=meeting)
    page = text_of(stage.amina.browser().get(reverse("meeting", args=[following])))
    assert page.index("Réparer l’ascenseur") < page.index("h-agenda")

    address = reverse("promise_answer", args=[promise])
    for who in ("amina", "accounts", "desk"):
        assert stage.people[who].browser().get(address).status_code == 404
    technical = stage.people["technical"].browser()
    form = {"version": version_in(technical.get(address)), "state": "kept", "answer_fr": "Réparé.", "answer_nl": " "}
    refused = technical.post(address, form)
    assert refused.status_code == 422 and "Réparé." in text_of(refused)
    assert technical.post(address, form | {"answer_nl": "Hersteld."}).status_code == 302
    assert technical.post(address, form | {"answer_nl": "Hersteld."}).status_code == 409
    page = text_of(stage.amina.browser("nl").get(reverse("meetings_since")))
    assert "De lift herstellen" in page and "Hersteld." in page
    poster = stage.amina.browser().get(reverse("since_poster"))
    assert poster.content.startswith(b"%PDF")


def test_a_promise_nobody_answered_is_late(worker, held, service):
    today = dt.date(2026, 5, 4)
    assert standing("open", today, today) == PromiseState.OPEN
    assert standing("open", today - dt.timedelta(days=1), today) == PromiseState.LATE
    assert standing("kept", today - dt.timedelta(days=1), today) == PromiseState.KEPT
    at = dt.datetime(2026, 5, 4, 18, tzinfo=dt.UTC)
    assert minutes_due(at, 120) == dt.datetime(2026, 5, 6, 20, tzinfo=dt.UTC)
    meeting, _item = held()
    with pytest.raises(InvalidInput) as said:
        promised(worker, meeting, service("technical"), due_on=today, words_nl="")
    assert set(said.value.fields) == {"due_on", "words_nl"}


def test_a_question_is_of_nobody_and_is_read_by_who_leads_until_it_is_answered(stage, worker, prepare):
    meeting = prepare()
    desk, address = stage.people["desk"].browser(), reverse("meeting_question_add", args=[meeting])
    page = reverse("meeting", args=[meeting])
    slip = desk.post(address, {"words": "Quand l’ascenseur ?", "asked": "counter"}, follow=True)
    assert "Votre question est notée" in text_of(slip) and "ascenseur" not in text_of(slip)
    assert desk.post(address, {"words": "Encore", "asked": "room"}).status_code == 422
    assert desk.post(address, {"words": " ", "asked": "phone"}).status_code == 422
    for who, sees in (("desk", False), ("amina", False), ("technical", False), ("collective", True)):
        assert ("Quand l’ascenseur" in text_of(stage.people[who].browser().get(page))) is sees
    with worker.acting() as actor:
        (question,) = queries.page_of(actor, meeting).questions
        actions.answer_question(actor=actor, pk=question.pk, fr="Lundi.", nl="Maandag.")
    assert "Lundi." in text_of(stage.people["desk"].browser().get(page))


def test_what_concerns_one_person_leaves_the_room_and_is_erased(stage, worker, prepare, service):
    meeting = prepare()
    with worker.acting() as actor:
        asked = actions.note_question(actor=actor, meeting=meeting, words="Le robinet de Zoé fuit", asked=Channel.CARD)
    address = reverse("meeting_question_pass_on", args=[asked])
    assert "Le robinet de Zoé fuit" in text_of(worker.browser().get(address))
    refused = worker.browser().post(address, {"service": str(service("technical")), "phrase": ""})
    assert refused.status_code == 422
    kept = worker.browser().post(address, {"service": str(service("technical")), "phrase": "repair_needed"})
    assert kept.status_code == 302, text_of(kept)
    assert "Zoé" not in text_of(worker.browser().get(reverse("meeting", args=[meeting])))
    assert worker.browser().get(address).status_code == 404
    with stage.people["technical"].acting() as technical:
        from palier.registry.signals.queries import received

        (signal,) = received(technical)
    assert (signal.phrase, signal.text, signal.place_id) == ("repair_needed", "", stage.sites[0].pk)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [asked])
        assert cursor.fetchone()[0] == 0
        cursor.execute("SELECT words, individual FROM meetings_meetingquestion WHERE id = %s", [asked])
        assert cursor.fetchone() == ("", True)


def test_told_in_person_nothing_travels(stage, worker, prepare):
    meeting = prepare()
    with worker.acting() as actor:
        asked = actions.note_question(actor=actor, meeting=meeting, words="Mes arriérés", asked=Channel.ROOM)
        actions.pass_on(actor=actor, pk=asked, service=None, phrase="", text="")
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM signals_signal WHERE author_id = %s", [worker.post])
        assert cursor.fetchone()[0] == 0


def test_the_detector_points_at_names_and_stops_numbers():
    found = {one.text: one.stops for one in found_in("Mme Zoubirane (0499 99 12 34) attend un banc.", "fr")}
    assert any("0499 99 12 34" in text and stops for text, stops in found.items())
    assert any("Zoubirane" in text and not stops for text, stops in found.items())
    assert found_in("Le banc sera posé lundi.", "fr") == []


def test_the_database_keeps_both_languages_and_a_function(worker, prepare):
    meeting = prepare()
    for change in ("title_nl = ''", "venue_fr = ''", "signed_on = sec.today()", "signed_as = 'council'"):
        with pytest.raises(IntegrityError), without_locks() as cursor:
            cursor.execute(f"UPDATE meetings_meeting SET {change} WHERE id = %s", [meeting])


def test_the_page_costs_the_same_with_more_on_it(stage, worker, held, point, service):
    meeting, _item = held()
    browser, address = worker.browser(), reverse("meeting", args=[meeting])
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for number in range(3):
        point(worker, meeting, title_fr=f"Point {number}")
        promised(worker, meeting, service("technical"), words_fr=f"Promesse {number}")
        with worker.acting() as actor:
            actions.note_question(actor=actor, meeting=meeting, words=f"Question {number} ?", asked=Channel.ROOM)
    with CaptureQueriesContext(connection) as more:
        page = text_of(browser.get(address))
    assert "Question 2 ?" in page and "Promesse 2" in page
    assert len(more) == len(few)


def test_every_page_and_paper_opens(worker, held):
    meeting, item = held()
    browser = worker.browser("nl")
    for name in (
        "meeting",
        "meeting_sheet",
        "meeting_cards",
        "meeting_people",
        "promise_add",
        "meeting_question_add",
        "point_add",
    ):
        assert browser.get(reverse(name, args=[meeting])).status_code == 200, name
    for name in ("meeting_poster", "meeting_minutes"):
        assert browser.get(reverse(name, args=[meeting])).content.startswith(b"%PDF"), name
    for name in ("meetings", "meetings_since", "meeting_add"):
        assert browser.get(reverse(name)).status_code == 200, name
    assert browser.get(reverse("point_edit", args=[item])).status_code == 200
    assert "Volgende" not in text_of(browser.get(reverse("meetings_since")))
    with worker.acting() as actor:
        actions.keep_said(actor=actor, pk=item, version=2, draft=SaidDraft("a", "b", None))
        assert queries.page_of(actor, meeting).points[0].said_fr == "a"
