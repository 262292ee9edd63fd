"""In which order? Agreed hours stay, what may move goes where it costs least way, and nothing of it is kept."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access import actions as access
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.kernel import clock
from palier.kernel.positions import Position
from tests.desk.agenda.test_agenda import DAY, agreed, plain
from tests.registry.calendar.timetable import duty, series, venue
from tests.stage import without_locks

OFFICE = Position(Decimal("4.350000"), Decimal("50.850000"))
EAST, FURTHER = ("4.360000", "50.850000"), ("4.370000", "50.850000")  # 704 and 1,409 metres as the crow flies
ASKED = {"day": DAY.isoformat(), "means": "foot", "leaves": "8h30", "back": "17:00"}


@pytest.fixture
def placed(stage):
    """The office, and the two buildings of Amina's site east of it."""
    here = venue(stage, position=OFFICE)
    for building, pair in zip(stage.buildings, (EAST, FURTHER, FURTHER), strict=True):
        place(building.pk, *pair)
    return here


def place(building, longitude, latitude):
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE housing_building SET longitude = %s, latitude = %s WHERE place_id = %s",
            [longitude, latitude, building],
        )


def visit(stage, home, start, **fields):
    """A home visit of Amina; answers its id."""
    who = [str(stage.homes[home].persons[0])]
    return agreed(stage, home, kind="home", start=start, persons=who, **fields).split("/")[2]


def ask(stage, who="amina", page="", **wish):
    given = {**ASKED, **wish}
    return stage.people[who].browser(given.pop("language", "fr")).get(f"/agenda/order/{page}", given)


def stops(answer):
    """The order as somebody reads it: hour and words of each line."""
    (listed,) = re.findall(r'<ol class="hours">.*?</ol>', plain(answer)) or [""]
    lines = re.findall(r"<li.*?</li>", listed)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", line)).strip() for line in lines]


def test_agreed_hours_stay_where_they_are_with_when_to_leave_and_how_far(stage, placed):
    visit(stage, 0, "10:00")
    lines = stops(ask(stage))
    assert lines[0] == "9 h 47 départ ; 13 minutes, 920 m, arrivée à 10 h"
    assert lines[1].startswith("10 h 10 h 45") and "Zoé Exemple" in lines[1] and "avenue du Brouillon" in lines[1]
    assert lines[2].startswith("10 h 45") and lines[3].startswith("10 h 58")


def test_a_visit_that_may_move_goes_where_it_costs_least_way(stage, placed):
    """Agreed: near at ten, far at eleven, near again at four. Moved, the last one follows the first at the same door."""
    visit(stage, 0, "10:00")
    visit(stage, 2, "11:00")
    third = visit(stage, 1, "16:00")
    as_agreed, moved = stops(ask(stage)), ask(stage, moving=third)
    assert sum(re.search(r"\d (k?m),", line) is not None for line in as_agreed) == 4
    assert sum(re.search(r"\d (k?m),", line) is not None for line in stops(moved)) == 3
    assert "convenu à 16 h" in plain(moved) and f"/agenda/{third}/move/" in plain(moved)
    for order in (as_agreed, stops(moved)):
        assert any(line.startswith("10 h ") and "Zoé" in line for line in order)
        assert any(line.startswith("11 h 11 h 45") for line in order)


def test_nothing_is_kept_but_the_line_that_the_agenda_was_read(stage, placed):
    one, other = visit(stage, 0, "10:00"), visit(stage, 1, "14:00")
    browser = stage.amina.browser()
    browser.get("/agenda/", {"from": DAY.isoformat()})
    before = everything()
    for page in ("", "sheet/"):
        assert browser.get(f"/agenda/order/{page}", {**ASKED, "moving": [one, other], "lunch": "on"}).status_code == 200
    after = everything()
    (changed,) = (table for table in after if after[table] != before[table])
    assert changed.startswith("access_read_event") and after[changed][0] - before[changed][0] == 2
    with without_locks() as cursor:
        cursor.execute(
            "SELECT what FROM access_read_event WHERE post_id = %s ORDER BY id DESC LIMIT 2", [stage.amina.post]
        )
        assert [row[0] for row in cursor.fetchall()] == ["agenda", "agenda"]


def everything():
    """(rows, a sum over their text) of each table: what an insert or an update anywhere would change."""
    with without_locks() as cursor:
        cursor.execute("SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace")
        tables = sorted(row[0] for row in cursor.fetchall() if row[0] != "django_session")
        found = {}
        for table in tables:
            cursor.execute(f'SELECT count(*), coalesce(sum(hashtext(t::text)::bigint), 0) FROM public."{table}" t')
            found[table] = cursor.fetchone()
    return found


def test_a_post_has_no_such_page(stage, placed):
    assert stage.amina.browser().post("/agenda/order/", ASKED).status_code == 405


def test_lunch_gives_way_rather_than_leave_somebody_out(stage, placed):
    visit(stage, 0, "10:00")
    assert "Pause de midi" in plain(ask(stage, lunch="on"))
    assert "Pause de midi" not in plain(ask(stage))
    visit(stage, 1, "11:30", minutes="90")
    visit(stage, 0, "13:00", minutes="90")
    full = plain(ask(stage, lunch="on"))
    assert "Pause de midi" not in full and "Il ne reste pas une demi-heure pour manger" in full
    assert "Ne trouve pas de place" not in full


def test_two_agreed_hours_too_far_apart_are_named_with_the_reason(stage, placed):
    visit(stage, 0, "10:00")
    visit(stage, 2, "10:45")
    page = plain(ask(stage))
    assert "Ne trouve pas de place" in page and "ne laisse pas le temps du trajet" in page


def test_what_lies_outside_her_hours_or_has_no_time_left_says_which(stage, placed):
    early, moves = visit(stage, 0, "10:00"), visit(stage, 1, "14:00", minutes="90")
    outside = plain(ask(stage, leaves="10:30"))
    assert "entre l’heure de votre départ" in outside and early in outside
    full = plain(ask(stage, leaves="9:30", back="11:30", moving=moves))
    assert "à côté des autres" in full and moves in full


def test_a_call_and_an_hour_at_the_office_are_at_the_office(stage, placed):
    visit(stage, 0, "10:00")
    agreed(stage, 1, kind="phone", start="12:00")
    agreed(stage, 1, kind="office", start="13:00", venue=str(placed))
    lines = stops(ask(stage))
    assert [line.split(" ", 2)[0] for line in lines] == ["9", "10", "10", "12", "13"]
    assert "au bureau" in lines[3]


def test_somebody_received_during_a_session_is_no_clash(stage, placed):
    duty(stage, series(stage, "drop_in", placed, hours=("09:00", "11:30")), "amina")
    agreed(stage, 1, kind="office", start="10:00", venue=str(placed))
    page = plain(ask(stage))
    assert "Ne trouve pas de place" not in page
    assert [line.split(" ")[0] for line in stops(ask(stage))] == ["9", "10"]


def test_who_is_expected_comes_before_a_session_and_the_session_is_named(stage, placed):
    duty(stage, series(stage, "drop_in", placed, hours=("09:00", "11:30")), "amina")
    visit(stage, 0, "10:00")
    page = plain(ask(stage))
    assert re.search(r"Ne trouve pas de place.*9 h<.*Permanence.*demandez à un collègue", page)
    assert any("Zoé" in line for line in stops(ask(stage)))


def test_a_building_without_a_position_is_named_under_its_site(stage, placed):
    place(stage.buildings[0].pk, None, None)
    fixed, moves = visit(stage, 0, "10:00"), visit(stage, 1, "14:00")
    page = ask(stage, moving=moves)
    (lacking,) = re.findall(r"N’ont pas pu être situées.*?</ul>", plain(page))
    assert "Site 1" in lacking and fixed in lacking and moves in lacking
    lines = stops(page)
    assert lines[0].startswith("9 h 40") and "20 minutes" in lines[0] and " m," not in lines[0]
    assert len(lines) == 4  # the agreed one stays; the other is in no order


def test_an_office_without_a_position_says_who_enters_it(stage, placed):
    visit(stage, 0, "10:00")
    assert "n’a pas de position" not in plain(ask(stage))
    bare = venue(stage, "Antenne")
    page = plain(ask(stage, office=str(bare)))
    assert "Le bureau n’a pas de position" in page and "Permanences, Lieux d’accueil" in page


def test_a_company_without_a_venue_has_the_page_all_the_same(stage):
    visit(stage, 0, "10:00")
    page = ask(stage)
    assert page.status_code == 200 and len(stops(page)) == 4


def test_the_sheet_has_initials_and_addresses_and_no_name_and_no_reason(stage, placed):
    visit(stage, 0, "10:00", purpose="canariraison")
    page = plain(ask(stage, page="sheet/"))
    assert "Z. E." in page and "avenue du Brouillon" in page and "9 h 47" in page
    assert "Zoé" not in page and "canariraison" not in page


def protect(home):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])


def test_a_protected_address_is_for_who_looks_after_it_and_on_no_paper(stage, placed):
    visit(stage, 0, "10:00")
    assert "avenue du Brouillon" in plain(ask(stage, page="sheet/"))
    protect(stage.homes[0])
    assert "avenue du Brouillon" in plain(ask(stage))
    paper = plain(ask(stage, page="sheet/"))
    assert "avenue du Brouillon" not in paper and "adresse protégée" in paper and "Z. E." in paper


def test_who_may_not_know_a_protected_address_learns_neither_place_nor_way(stage, placed):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [case])
        subject = cursor.fetchone()[0]
    with stage.amina.acting() as amina:
        access.add_to_team(
            actor=amina, subject=subject, post=stage.bart.post, duty="second", until=None, reason="binôme"
        )
    made = stage.bart.browser().post(
        f"/agenda/new/?household={home.household}",
        {"day": DAY.isoformat(), "start": "10:00", "minutes": "45", "kind": "home", "file": str(subject),
         "persons": [str(home.persons[0])], "idempotency_key": uuid.uuid4()},
    )  # fmt: skip
    assert made.status_code == 302
    assert "920 m" in plain(ask(stage, "bart"))
    protect(home)
    page = plain(ask(stage, "bart"))
    assert "adresse protégée" in page and "Brouillon" not in page and "Site 1" not in page and "920 m" not in page


def test_nobody_else_sees_what_is_hers(stage, placed):
    one = visit(stage, 0, "10:00")
    assert one in plain(ask(stage))
    for who in ("bart", "dries", "head", "desk", "agent", "direction", "chloe"):
        answer = ask(stage, who, moving=one)
        assert answer.status_code in {200, 404, 422}, who
        assert "Zoé" not in plain(answer) and "avenue du Brouillon" not in plain(answer), who


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ({"leaves": "vers neuf heures"}, "vers neuf heures"),
        ({"leaves": "17:00", "back": "9:00"}, "C’est avant votre départ"),
        ({"means": "fusée"}, "fusée"),
        ({"back": ""}, "obligatoire"),
    ],
)
def test_what_is_spoilt_is_said_and_nothing_is_lost(stage, placed, wish, words):
    one = visit(stage, 0, "10:00")
    answer = ask(stage, moving=one, **wish)
    page = plain(answer)
    assert answer.status_code == 422 and words in page
    assert re.search(rf'value="{one}"[^>]*checked', page)
    assert ask(stage, moving=one).status_code == 200


def test_a_day_that_is_none_is_not_there(stage):
    assert ask(stage, day="2026-02-31").status_code == 404
    assert "Rien n’est convenu" in plain(ask(stage, day="2031-02-28"))


def test_in_dutch(stage, placed):
    visit(stage, 0, "10:00")
    page = plain(ask(stage, language="nl"))
    assert "In welke volgorde?" in page and "9.47 uur" in page and "Kladlaan" in page


def test_the_agenda_and_my_day_lead_there(stage, placed):
    agreed(stage, 0, kind="home", start="10:00")
    week = plain(stage.amina.browser().get("/agenda/", {"from": DAY.isoformat()}))
    assert f"/agenda/order/?day={DAY.isoformat()}" in week


def test_an_hour_that_was_cancelled_or_is_a_colleagues_is_in_no_order(stage, placed):
    one = visit(stage, 0, "10:00")
    stage.amina.browser().post(f"/agenda/{one}/cancel/", {"version": 1})
    assert "Rien n’est convenu" in plain(ask(stage))


def test_statements_do_not_grow_with_the_visits(stage, placed):
    browser = stage.amina.browser()
    visit(stage, 0, "09:00", minutes="20")

    def statements():
        with CaptureQueriesContext(connection) as seen:
            assert browser.get("/agenda/order/", ASKED).status_code == 200
        return len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}])

    statements()
    one = statements()
    for number in range(7):
        visit(stage, number % 3, f"{10 + number}:00", minutes="20")
    assert statements() == one
    assert one <= 14
    assert len([line for line in stops(ask(stage)) if "Zoé" in line]) == 8


def test_eight_visits_that_may_all_move_are_answered_at_once(stage, placed):
    all_of_them = [visit(stage, number % 3, f"{9 + number}:00", minutes="20") for number in range(8)]
    ask(stage)
    begun = dt.datetime.now(tz=dt.UTC)
    answer = ask(stage, moving=all_of_them, lunch="on")
    assert (dt.datetime.now(tz=dt.UTC) - begun).total_seconds() < 2
    assert len([line for line in stops(answer) if "Zoé" in line]) == 8


def test_today_begins_now_and_what_is_behind_her_is_in_no_order(stage, placed):
    today, past = clock.today().isoformat(), clock.now() - dt.timedelta(minutes=40)
    behind = visit(stage, 1, f"{past:%H:%M}", day=past.date().isoformat(), minutes="20")
    ahead = visit(stage, 0, "23:00", day=today, minutes="20")
    page = plain(stage.amina.browser().get("/agenda/order/"))
    assert ahead in page and behind not in page
    (leaves,) = re.findall(r'name="leaves" value="(\d\d:\d\d)"', page)
    assert leaves >= f"{clock.now() - dt.timedelta(minutes=1):%H:%M}"
