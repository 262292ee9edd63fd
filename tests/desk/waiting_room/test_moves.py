"""Buttons of the room, and the form of who arrives."""

import json
import re
import uuid
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import RequestDraft
from tests.desk.capture.writing import field_value
from tests.desk.waiting_room.room import label, main
from tests.stage import without_locks

HERE = Path(__file__).resolve()
LIST = next(
    (found for folder in HERE.parents if (found := folder / "shared/cases/j_robustness/dev/blns.json").exists()), None
)
OWN = ["<script>alert(1)</script>", "'; DROP TABLE x; --", "{{ form }}{% load x %}", "%s %(a)s", " x ", "دخل", "\x00"]


def add(browser, room, **fields):
    return browser.post(
        "/waiting/new/", {"act": "save", "venue": room.venue, "idempotency_key": uuid.uuid4(), **fields}
    )


def only_one(room):
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM waiting_arrival WHERE venue_id = %s", [room.venue])
        (found,) = cursor.fetchall()
    return room.row(found[0])


def move(browser, pk, act, version, **more):
    return browser.post(f"/waiting/{pk}/{act}/", {"version": version, **more})


# -- who arrives --------------------------------------------------------------------------------------------------------


def test_who_is_looked_up_chosen_and_noted_with_what_she_needs(stage, room):
    browser, home = stage.desk.browser(), stage.homes[0]

    found = browser.post("/waiting/new/", {"act": "look", "who": label(stage), "venue": room.venue, "language": "ti"})
    assert f'value="{home.household}"' in main(found)
    assert '<option value="ti" selected>' in main(found)  # what was typed stays
    chosen = main(browser.post("/waiting/new/", {"choose": home.household, "who": label(stage), "venue": room.venue}))
    assert f'name="household" value="{home.household}"' in chosen
    let_go = main(browser.post("/waiting/new/", {"act": "unchoose", "household": home.household, "venue": room.venue}))
    assert str(home.household) not in let_go
    sent = {"household": home.household, "language": "ti", "interpreter": "on", "asked_for": stage.bart.post}
    answer = add(browser, room, **sent)

    assert (answer.status_code, answer.url) == (302, room.url)
    row = only_one(room)
    assert (row.household_id, row.language, row.interpreter, row.asked_for_id, row.author_id) == (
        home.household, "ti", True, stage.bart.post, stage.desk.post)  # fmt: skip


def test_a_name_as_said_or_no_name_at_all_is_enough(stage, room):
    assert add(stage.desk.browser(), room).status_code == 302
    assert add(stage.desk.browser(), room, who="Madame Exemple", looks="").status_code == 302

    page = main(stage.amina.browser().get(room.url))

    assert "Nom non donné" in page and "Madame Exemple" in page


def test_a_search_without_result_keeps_the_name(stage, room):
    page = main(stage.desk.browser().post("/waiting/new/", {"act": "look", "who": "Introuvable", "venue": room.venue}))

    assert 'value="Introuvable"' in page
    assert "Personne trouvé" in page


def test_what_is_to_mend_is_said_and_everything_typed_stays(stage, room):
    browser, household = stage.desk.browser(), stage.homes[0].household
    answer = add(browser, room, venue=uuid.uuid4(), household=household, looks="Veste bleue", language="ti")

    page = main(answer)
    assert answer.status_code == 422
    assert "Choisissez le lieu" in page
    assert 'value="Veste bleue"' in page
    assert '<option value="ti" selected>' in page
    assert f'name="household" value="{household}"' in page
    assert add(browser, room, household=household).status_code == 302


@pytest.mark.parametrize("fields", [{"household": "x"}, {"choose": "x"}, {"household": str(uuid.uuid4())}])
def test_a_household_that_is_not_there_is_not_there(stage, room, fields):
    assert add(stage.desk.browser(), room, **fields).status_code == 404


def test_sent_twice_she_arrives_once(stage, room):
    browser, key = stage.desk.browser(), uuid.uuid4()

    for _again in range(2):
        assert add(browser, room, who="Une dame", idempotency_key=key).status_code == 302

    assert only_one(room).who == "Une dame"


def test_strange_words_come_back_as_they_were_written_or_are_to_mend(stage, room):
    browser = stage.desk.browser()
    strange = OWN + (json.loads(LIST.read_text(encoding="utf-8"))[::5] if LIST else [])
    for text in strange:
        answer = add(browser, room, who=text[:100], looks=text[:100])
        assert answer.status_code in {302, 422}, repr(text)
        assert browser.post("/waiting/find/", {"who": text}).status_code == 200, repr(text)
        if answer.status_code == 302:
            with without_locks() as cursor:
                cursor.execute("SELECT who, looks FROM waiting_arrival ORDER BY arrived_at DESC, id DESC LIMIT 1")
                assert cursor.fetchone() == (text[:100], text[:100]), repr(text)
    page = browser.get(room.url).content.decode()
    assert "<script>alert(1)</script>" not in page
    assert escape("<script>alert(1)</script>") in page


# -- moves --------------------------------------------------------------------------------------------------------------


def test_from_the_door_to_the_way_out(stage, room):
    pk, browser, home = room.arrives(home=0), stage.amina.browser(), stage.homes[0].household

    assert move(browser, pk, "receive", 1).url == room.url
    answer = move(browser, pk, "leave", 2, then="note")
    where, asked = urlsplit(answer.url).path, parse_qs(urlsplit(answer.url).query)
    assert where == "/capture/"
    assert asked == {"household": [str(home)], "arrival": [str(pk)], "channel": ["drop_in"], "next": [room.url]}
    page = browser.get(answer.url).content.decode()
    assert label(stage) in page
    form = page[page.index('class="slipform"') :]
    fields = {name: field_value(form, name) for name in ("household", "arrival", "next", "idempotency_key")}
    assert fields["next"] == room.url
    assert re.search(r'name="channel" value="drop_in"[^>]* checked', page)
    assert re.search(r'name="result" value="they_came"[^>]* checked', page)
    saved = browser.post("/capture/", {"act": "save", "facts": "Vue au guichet.", "channel": "drop_in", **fields})
    assert saved.url == room.url

    shown = main(browser.get(room.url))
    assert "Tout est noté." in shown
    assert room.row(pk).noted
    assert "noté" in shown[shown.index('id="h-gone"') : shown.index('id="to-note"')]


def test_a_name_said_at_the_door_is_not_typed_twice(stage, room):
    pk, browser = room.arrives(who=label(stage)), stage.amina.browser()
    move(browser, pk, "receive", 1)

    page = browser.get(f"/capture/?arrival={pk}&channel=drop_in").content.decode()
    of_nobody = browser.get(f"/capture/?arrival={uuid.uuid4()}&channel=drop_in").content.decode()

    assert field_value(page, "who") == label(stage) and 'class="hit"' in page
    assert field_value(of_nobody, "who") == "" and 'class="hit"' not in of_nobody


def test_a_contact_about_somebody_who_is_not_there_any_more_is_kept_all_the_same(stage, room):
    pk, browser = room.gone(stage.bart), stage.amina.browser()

    for arrival in (pk, uuid.uuid4()):  # of a colleague, of nobody
        saved = browser.post(
            "/capture/", {"act": "save", "facts": "Vue au guichet.", "next": room.url, "arrival": arrival}
        )
        assert saved.url == room.url

    assert not room.row(pk).noted
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM cases_contact WHERE author_id = %s", [stage.amina.post])
        assert cursor.fetchone() == (2,)


def test_seen_off_first_and_written_about_later(stage, room):
    pk, browser = room.received(home=0), stage.amina.browser()

    page = main(browser.post(f"/waiting/{pk}/leave/", {"version": 2}, follow=True))

    assert label(stage) in page[page.index('id="to-note"') :]
    hers = main(stage.bart.browser().get(room.url))
    assert label(stage) not in hers[hers.index('id="to-note"') :]  # what a colleague has to write down is hers (P28)


def test_of_two_who_press_receive_the_second_sees_who_was_quicker(stage, room):
    pk = room.arrives(home=0)
    assert move(stage.bart.browser(), pk, "receive", 1).status_code == 302

    answer = move(stage.amina.browser(), pk, "receive", 1)

    assert answer.status_code == 409
    assert "Un collègue a été plus rapide" in main(answer)
    assert "avec Bart Exemple" in main(answer)
    with without_locks() as cursor:  # and no word opened to who was too late
        cursor.execute("SELECT post_id FROM access_dutypresence WHERE household = %s", [stage.homes[0].household])
        assert cursor.fetchall() == [(stage.bart.post,)]


def test_the_front_desk_has_no_button_to_receive_and_the_worker_has(stage, room):
    waits, is_received = room.arrives(), room.received()

    page = main(stage.desk.browser().get(room.url))
    assert f"/waiting/{waits}/receive/" not in page
    assert f"/waiting/{is_received}/leave/" not in page
    assert f"/waiting/{waits}/unseen/" in page and f"/waiting/{waits}/pass/" in page
    assert "à noter" not in page.lower()
    worker = main(stage.amina.browser().get(room.url))
    assert f"/waiting/{waits}/receive/" in worker and f"/waiting/{is_received}/leave/" in worker
    for act, pk, version in (("receive", waits, 1), ("leave", is_received, 2), ("back", is_received, 2)):
        assert move(stage.desk.browser(), pk, act, version).status_code == 404
    assert move(stage.desk.browser(), waits, "unseen", 1).status_code == 302
    assert move(stage.desk.browser(), waits, "back", 2).status_code == 302
    assert room.row(waits).state == "waiting"


def test_receiving_a_name_as_said_opens_no_household(stage, room):
    pk = room.arrives(who="Une dame")

    assert move(stage.amina.browser(), pk, "receive", 1).status_code == 302

    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_dutypresence WHERE post_id = %s", [stage.amina.post])
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize("version", ["", "x", "0", "-1", "99999999999999999999"])
def test_a_button_without_its_version_is_nothing(stage, room, version):
    pk = room.arrives()

    assert move(stage.amina.browser(), pk, "receive", version).status_code == 404
    assert move(stage.amina.browser(), pk, "receive", 1).status_code == 302


def test_she_is_passed_on_by_the_front_desk_and_what_is_wrong_is_said(stage, room):
    pk, browser = room.arrives(), stage.desk.browser()
    form = main(browser.get(f"/waiting/{pk}/pass/"))
    assert "Bart Exemple" in form and "Desk Exemple" not in form

    wrong = move(browser, pk, "pass", 1, asked_for=stage.head.post)
    sent = move(browser, pk, "pass", 1, asked_for=stage.bart.post)

    assert (wrong.status_code, sent.status_code) == (422, 302)
    assert room.row(pk).asked_for_id == stage.bart.post
    assert move(browser, pk, "pass", 1, asked_for=stage.emma.post).status_code == 409
    assert move(browser, pk, "pass", 2, asked_for="").status_code == 302
    assert room.row(pk).asked_for is None


def test_the_slip_of_a_request_is_there_for_who_wrote_it_down(stage, room):
    room.received(home=0)
    with stage.amina.acting() as amina:
        pk = cases.add_request(actor=amina, draft=RequestDraft("Des papiers", household=stage.homes[0].household))

    slip = f'href="/requests/{pk}/slip/"'
    assert slip in main(stage.amina.browser().get(room.url))
    assert slip not in main(stage.bart.browser().get(room.url))
    assert slip not in main(stage.desk.browser().get(room.url))


def test_a_get_moves_nobody(stage, room):
    pk = room.arrives()

    for act in ("receive", "leave", "unseen", "back", "noted"):
        assert stage.amina.browser().get(f"/waiting/{pk}/{act}/").status_code == 405
    assert stage.amina.browser().get("/waiting/close/").status_code == 405
    assert room.row(pk).version == 1
