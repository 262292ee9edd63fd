"""The room on one page: who sees it, what stands on it, what never does."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.registry.calendar.models import Closure
from tests.desk.waiting_room.room import (
    JUST_AFTER_MIDNIGHT,
    Room,
    came_earlier,
    label,
    main,
    on_a_day_of_sessions,
    until_today,
)
from tests.stage import Stage, put, without_locks

AT_THE_DESK = ["amina", "bart", "dries", "trainee", "desk"]
NOT_THERE = [
    "head",
    "accounts",
    "technical",
    "agent",
    "collective",
    "caretaker",
    "direction",
    "admin",
    "officer",
    "operator",
]
HOUR = dt.timedelta(hours=1)


@pytest.mark.parametrize("name", AT_THE_DESK)
def test_the_social_service_and_the_front_desk_see_who_waits(stage, room, name):
    room.arrives(home=0)

    assert label(stage) in main(stage.people[name].browser().get(room.url))


@pytest.mark.parametrize("name", NOT_THERE)
def test_for_nobody_else_is_there_a_room(stage, room, name):
    pk = room.arrives(home=0)
    browser = stage.people[name].browser()

    for url in (room.url, "/waiting/", "/waiting/new/", f"/waiting/{pk}/pass/"):
        assert browser.get(url).status_code == 404, url
        assert stage.amina.browser().get(url).status_code == 200, url
    for act in ("receive", "leave", "unseen", "back", "noted", "pass"):
        assert browser.post(f"/waiting/{pk}/{act}/", {"version": 1}).status_code == 404, act
    assert browser.post("/waiting/new/", {"venue": room.venue, "act": "save"}).status_code == 404
    assert browser.post("/waiting/find/", {"who": "x"}).status_code == 404
    assert browser.post("/waiting/close/", {"venue": room.venue}).status_code == 404
    assert (room.row(pk).state, room.row(pk).version) == ("waiting", 1)


def test_a_venue_or_a_person_of_another_house_is_not_there(stage, room):
    other = Stage.set()
    theirs = Room(other)
    pk = theirs.arrives()
    browser = stage.amina.browser()

    assert browser.get(theirs.url).status_code == 404
    assert other.amina.browser().get(theirs.url).status_code == 200
    assert browser.post(f"/waiting/{pk}/receive/", {"version": 1}).status_code == 404
    assert browser.get("/waiting/?venue=x").status_code == 404
    assert browser.get(f"/waiting/?venue={pk}").status_code == 404


@on_a_day_of_sessions
@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["Salle d’attente", "Local FR", "tigrigna, interprète demandé", "Veste bleue", "demande à voir Bart Exemple",
                "Tenue par Amina Exemple", "Qui arrive maintenant attend environ 15", "Nom non donné", "ménage suivi par vous"]),
        ("nl", ["Wachtzaal", "Local NL", "Tigrinya, tolk gevraagd", "Veste bleue", "vraagt naar Bart Exemple",
                "Gehouden door Amina Exemple", "Wie nu aankomt, wacht ongeveer 15", "Naam niet gegeven",
                "huishouden opgevolgd door u"]),
    ],
)  # fmt: skip
def test_what_stands_in_the_room(stage, room, language, words):
    room.arrives(language="ti", interpreter=True, looks="Veste bleue", asked_for=stage.bart.post)
    room.arrives(home=0)
    room.received(stage.bart)  # two receive, one of them is free after the two who wait

    page = main(stage.amina.browser(language).get(room.url))

    assert [word for word in words if word not in page] == []


def test_who_looks_after_her_is_named_with_a_number(stage, room):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember s SET phone = '+3220001234' FROM organisations_post p"
            " WHERE p.staff_id = s.id AND p.id = %s",
            [stage.amina.post],
        )
    room.arrives(home=0)

    page = main(stage.desk.browser().get(room.url))

    assert "ménage suivi par Amina Exemple" in page
    assert 'href="tel:+3220001234"' in page


def test_the_oldest_stands_first_and_a_long_wait_is_said_in_hours(stage, room):
    room.arrives(who="Dame seconde")
    came_earlier(room.arrives(who="Dame première"), 3 * HOUR)

    page = main(stage.amina.browser().get(room.url))

    assert page.index("Dame première") < page.index("Dame seconde")
    assert '<p class="wait n">3<span>h</span>' in page
    assert '<p class="wait n">0<span>min</span>' in page


def test_a_protected_address_and_a_safe_contact_never_stand_on_a_page_of_the_room(stage, room):
    home = stage.homes[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])
        cursor.execute("SELECT phone FROM people_contactdetails WHERE person_id = ANY (%s)", [home.persons])
        phones = [row[0] for row in cursor.fetchall()]
    stage.reached_only(home.persons[0], "au guichet seulement")
    pk = room.received(home=0)

    for name in ("amina", "bart", "desk"):  # her own referent too: others read over a shoulder here
        browser = stage.people[name].browser()
        pages = [main(browser.get(room.url)), main(browser.get(f"/waiting/{pk}/pass/"))]
        found = main(browser.post("/waiting/find/", {"who": label(stage)})).split("</li>")
        pages += [next(one for one in found if str(home.household) in one)]  # another may bear the same name
        pages += [main(browser.post("/waiting/new/", {"choose": home.household, "venue": room.venue}))]
        for page in pages:
            assert label(stage) in page
            for word in ("Brouillon", "au guichet seulement", *phones):
                assert word not in page
        assert "adresse protégée" in pages[2]
    assert "Brouillon" in main(stage.desk.browser().post("/waiting/find/", {"who": label(stage, 1)}))


def test_the_room_is_the_same_with_and_without_a_file(stage, room):
    room.arrives(home=0)
    pages = []
    for _when in ("before", "after"):
        pages.append([bare(stage.people[name].browser().get(room.url)) for name in ("amina", "bart", "desk")])
        if _when == "before":
            with stage.amina.acting() as amina:
                draft = CaseDraft(stage.homes[0].household, (stage.homes[0].persons[0],), amina.today)
                cases.open_case(actor=amina, draft=draft)

    assert pages[0] == pages[1]


def bare(answer):
    pieces = main(answer).split("<")
    return "".join(
        one for one in pieces if "csrfmiddlewaretoken" not in one and 'class="wait' not in one and "État à" not in one
    )


def test_the_words_for_the_desk_are_one_step_away_for_whom_i_receive_and_nobody_else(stage, room):
    home = stage.homes[0].household
    with stage.amina.acting() as amina:
        cases.leave_word(
            actor=amina, household=home, text="lui donner la lettre", until=amina.today + dt.timedelta(days=60)
        )
    pk = room.arrives(home=0)
    bart = stage.bart.browser()
    word = f'href="{reverse("desk_present", args=[home])}"'
    assert word not in main(bart.get(room.url))
    assert bart.get(reverse("desk_present", args=[home])).status_code == 404

    bart.post(f"/waiting/{pk}/receive/", {"version": 1})

    assert word in main(bart.get(room.url))
    assert "lui donner la lettre" in bart.get(reverse("desk_present", args=[home])).content.decode()
    for name in ("dries", "desk"):
        browser = stage.people[name].browser()
        assert word not in main(browser.get(room.url))
        assert browser.get(reverse("desk_present", args=[home])).status_code == 404


def test_after_a_day_the_room_is_empty(stage, room):
    for pk in (room.arrives(who="Dame Partie"), room.received(who="Dame Partie"), room.gone(who="Dame Partie")):
        came_earlier(pk, 24 * HOUR)
    came_earlier(room.arrives(who="Dame Présente"), 23 * HOUR)

    page = main(stage.amina.browser().get(room.url))

    assert "Dame Présente" in page
    assert "Dame Partie" not in page


def test_opening_the_room_leaves_a_line_that_names_nobody_and_looking_again_none(stage, room):
    room.arrives(home=0)
    browser = stage.amina.browser()

    browser.get(room.url)
    browser.get(room.url, headers={"hx-request": "true"})

    with without_locks() as cursor:
        cursor.execute(
            "SELECT what, reference, subjects, person FROM access_read_event WHERE post_id = %s", [stage.amina.post]
        )
        assert cursor.fetchall() == [("waiting_room", room.venue, [], None)]


# -- looking again ------------------------------------------------------------------------------------------------------


def test_asked_by_htmx_only_what_changes_comes_and_it_is_what_the_page_holds(stage, room):
    room.arrives(who="Une dame")
    browser = stage.amina.browser()

    page = browser.get(room.url).content.decode()
    part = browser.get(room.url, headers={"hx-request": "true"}).content.decode()

    assert "<html" not in part and "<nav" not in part
    assert 'hx-swap-oob="true"' in part
    inside = part[part.index('<div class="room">') :]
    assert without_tokens(inside.strip()) in without_tokens(page)
    assert f'hx-get="{room.url}" hx-trigger="every 30s"' in page
    assert f'href="{room.url}">Actualiser' in page  # without script, a plain link


def without_tokens(html):
    import re

    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_every_button_has_an_id_of_its_own_so_that_the_focus_is_found_again(stage, room):
    import re

    room.arrives(home=0), room.received(home=1), room.gone(), room.gone(stage.bart)
    page = main(stage.amina.browser().get(room.url))
    inside = page[page.index('<div id="room"') :]
    tags = re.findall(r"<(?:button|a)\b[^>]*>", inside)

    ids = [match[1] if (match := re.search(r'\bid="([^"]+)"', tag)) else None for tag in tags]
    assert len(tags) > 8
    assert None not in ids
    assert len(set(ids)) == len(ids)


# -- which venue, which session -----------------------------------------------------------------------------------------


def test_with_one_venue_the_room_opens_at_once_with_several_one_says_where_one_is(stage, room):
    assert "Quelqu’un arrive" in main(stage.amina.browser().get("/waiting/"))
    other = Room(stage, name="Antenne")

    page = main(stage.amina.browser().get("/waiting/"))
    assert "Où êtes-vous aujourd’hui" in page
    assert f"?venue={other.venue}" in page and f"?venue={room.venue}" in page
    assert f'"?venue={other.venue}"' in main(stage.amina.browser().get(room.url))


@on_a_day_of_sessions
def test_of_several_the_only_one_with_a_session_today_opens(stage, room):
    Room(stage, hours=None, name="Antenne")

    assert "Local FR" in main(stage.amina.browser().get("/waiting/"))


def test_without_a_venue_the_page_says_who_sets_one(stage):
    page = stage.desk.browser().get("/waiting/")

    assert page.status_code == 200
    assert "Aucun lieu" in main(page)
    assert "Aucun lieu" in main(stage.desk.browser().get("/waiting/new/"))


@on_a_day_of_sessions
def test_a_closure_and_a_day_without_session_are_said(stage, room):
    nothing = Room(stage, hours=None, name="Antenne")
    assert "Pas de permanence ici aujourd’hui" in main(stage.amina.browser().get(nothing.url))
    with without_locks():
        put(Closure(organisation=stage.company, days=until_today(), words_fr="Réunion d’équipe", words_nl="Overleg"))

    assert (
        "Réunion d’équipe" in main(stage.amina.browser().get(room.url)) or "jour férié" in "legal holidays close first"
    )
    assert "Fermer : il reste" not in main(stage.amina.browser().get(room.url)).replace("\xa0", " ")


# -- closing ------------------------------------------------------------------------------------------------------------


@on_a_day_of_sessions
def test_after_the_session_the_room_closes_into_what_is_to_write_down(stage):
    room = Room(stage, JUST_AFTER_MIDNIGHT)
    waits, is_received = room.arrives(who="Dame Attend"), room.received(home=0)
    browser = stage.amina.browser()
    before = main(browser.get(room.url)).replace("\xa0", " ")
    assert "La permanence est finie." in before
    assert "Fermer : il reste les contacts à compléter" in before

    after = main(browser.post("/waiting/close/", {"venue": room.venue}, follow=True)).replace("\xa0", " ")

    assert [room.row(pk).state for pk in (waits, is_received)] == ["left_unseen", "gone"]
    to_note = after[after.index('id="to-note"') :]
    assert label(stage) in to_note
    assert (
        f"/capture/?household={stage.homes[0].household}&amp;arrival={is_received}&amp;channel=drop_in&amp;next="
        in to_note
    )
    assert "Dame Attend" not in to_note
    assert "Fermer : il reste" not in after


@on_a_day_of_sessions
def test_while_a_session_runs_nobody_closes_it_from_an_old_page(stage, room):
    pk = room.arrives()
    browser = stage.amina.browser()
    assert "Fermer : il reste" not in main(browser.get(room.url)).replace("\xa0", " ")

    answer = browser.post("/waiting/close/", {"venue": room.venue})

    assert answer.status_code == 409
    assert "Une permanence est en cours ici" in main(answer)
    assert room.row(pk).state == "waiting"


def test_the_front_desk_is_not_offered_to_close_and_does_not(stage):
    room = Room(stage, JUST_AFTER_MIDNIGHT)
    pk = room.arrives()
    browser = stage.desk.browser()

    assert "Fermer : il reste" not in main(browser.get(room.url)).replace("\xa0", " ")
    assert browser.post("/waiting/close/", {"venue": room.venue}).status_code == 404
    assert room.row(pk).state == "waiting"


# -- statements ---------------------------------------------------------------------------------------------------------


def test_one_person_or_thirty_cost_the_same_statements(stage, room):
    few = statements(stage, room)
    assert few <= 22
    for number in range(10):
        room.arrives(home=number % 4, asked_for=stage.bart.post)
        room.received(home=number % 4)
        room.gone(home=number % 4)

    assert statements(stage, room) == few


def statements(stage, room):
    room.arrives(home=0), room.received(home=1), room.gone(home=2)
    browser = stage.amina.browser()
    browser.get(room.url)
    with CaptureQueriesContext(connection) as seen:
        assert browser.get(room.url).status_code == 200
    return len(seen)
