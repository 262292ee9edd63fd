"""The table on its pages (P9, journey 19): asked in three gestures, answered, in My day, on the sheet, never a reason."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.kernel import clock
from tests.registry.interservice.lines import answer, close, repair, row, send, service_of, told
from tests.stage import without_locks


def plain(answered):
    return re.sub(r"\s+", " ", answered.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def keys_of(text):
    return re.findall(r'<(?:textarea|input type="text")[^>]*name="(\w+)"', text)


@pytest.fixture
def home(stage):
    with without_locks():
        return stage.home(stage.buildings[0], 1)


def test_a_repair_asked_by_the_worker_comes_back_answered_in_her_day(stage, home):
    """Issue 5: without a mail, and nobody learned why."""
    browser = stage.amina.browser()
    file = plain(browser.get(f"/households/{home.household}/"))
    key = re.search(r'href="(/table/new/[^"]+kind=repair)"', file).group(1).replace("&amp;", "&")  # one: the key
    form = plain(browser.get(key))
    assert "Cuisine" in form
    assert keys_of(form.split("<main")[1]) == []  # no box for words
    assert browser.post(key, {"spot": "kitchen"}).status_code == 302  # two: the place; three: send

    theirs = stage.technical.browser()
    table = plain(theirs.get("/table/"))
    line = re.search(r"/table/([0-9a-f-]{36})/", table).group(1)
    assert "Une réparation est nécessaire, Cuisine" in table
    assert theirs.post(f"/table/{line}/take/", {"version": 1}).status_code == 302
    day = clock.today() + dt.timedelta(days=4)
    sent = {"reply": "on_day", "day": day.isoformat(), "days": "", "text": "Le plombier passe le matin"}
    assert theirs.post(f"/table/{line}/", sent).status_code == 302

    mine = plain(browser.get("/day/"))
    assert "technical répond : Ce sera fait" in mine
    assert f"/table/{line}/" in mine
    assert "Le plombier passe le matin" in plain(browser.get(f"/table/{line}/"))
    close(stage, line, who="amina")
    assert f"/table/{line}/" not in plain(browser.get("/day/"))


def test_what_a_department_tells_is_in_the_day_of_the_worker_with_its_day(stage, home):
    browser = stage.accounts.browser()
    where = f"/table/new/?household={home.household}"
    assert "Amina Exemple, qui suit ce ménage" in plain(browser.get(where))
    assert browser.post(where, {"to": "worker", "kind": "account", "text": "Deux loyers en retard"}).status_code == 302

    mine = plain(stage.amina.browser("nl").get("/day/"))
    assert "Over de huurrekening" in mine
    assert "Deux loyers en retard" in mine
    assert "Deux loyers" not in plain(stage.emma.browser().get("/day/"))


@pytest.mark.parametrize("who", ["head", "desk", "agent", "collective", "direction", "admin", "officer", "trainee"])
def test_who_has_no_part_finds_no_line(stage, home, who):
    line = repair(stage, home)
    browser = stage.people[who].browser()
    assert browser.get(f"/table/{line}/").status_code == 404
    assert line.hex not in browser.get("/table/").content.decode().replace("-", "")
    for path in ("", "take/", "close/"):
        assert browser.post(f"/table/{line}/{path}", {"version": 1, "reply": "done"}).status_code == 404
    assert row(line)["version"] == 1
    assert stage.technical.browser().get(f"/table/{line}/").status_code == 200


def test_the_head_sees_two_numbers_in_her_service(stage, home):
    line = repair(stage, home)
    with without_locks() as cursor:
        cursor.execute("UPDATE interservice_line SET due_on = due_on - 60 WHERE id = %s", [line])
    page = plain(stage.people["head"].browser().get("/service/"))
    assert 'réponses qu’il attend</dt><dd class="n">1</dd>' in page
    assert 'réponses que le service doit</dt><dd class="n">0</dd>' in page
    assert str(line) not in page


def test_a_worker_begins_nothing_about_a_household_that_is_not_hers(stage, home):
    path = f"/table/new/?household={home.household}"
    assert stage.bart.browser().get(path).status_code == 404
    assert stage.bart.browser().post(path, {"to": "x", "kind": "repair"}).status_code == 404
    assert stage.amina.browser().get(path).status_code == 200


def test_a_name_is_looked_up_and_only_her_own_are_offered(stage, home):
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        (label,) = cursor.fetchone()
    assert str(home.household) in plain(stage.amina.browser().post("/table/new/", {"who": label}))
    assert str(home.household) in plain(stage.technical.browser().post("/table/new/", {"who": label}))
    assert str(home.household) not in plain(stage.bart.browser().post("/table/new/", {"who": label}))


def test_a_form_with_a_mistake_comes_back_with_what_was_typed(stage, home):
    sent = {"to": "worker", "kind": "works", "text": "Les châssis attendent la commande"}
    wrong = stage.accounts.browser().post(f"/table/new/?household={home.household}", sent)
    assert wrong.status_code == 422
    assert "Les châssis attendent la commande" in plain(wrong)
    assert "une matière de votre service" in plain(wrong)
    visit = {"to": str(service_of(stage, "technical")), "kind": "visit_arranged", "day": "", "spot": ""}
    missing = stage.amina.browser().post(f"/table/new/?household={home.household}", visit)
    assert missing.status_code == 422
    assert "quel jour" in plain(missing)


def test_the_worker_answers_from_the_list_and_reads_no_box_for_words(stage, home):
    line = told(stage, home)
    browser = stage.amina.browser()
    form = plain(browser.get(f"/table/{line}/"))
    assert 'name="text"' not in form
    assert "D’accord" not in form
    assert browser.post(f"/table/{line}/", {"reply": "answer_in", "days": ""}).status_code == 422
    assert (
        browser.post(f"/table/{line}/", {"reply": "answer_in", "days": "3", "text": "elle pleure"}).status_code == 302
    )
    page = plain(stage.accounts.browser().get(f"/table/{line}/"))
    assert "3 jours ouvrables" in page
    assert "elle pleure" not in page


def test_an_act_shows_its_sums_and_days_to_accounts(stage, home):
    from decimal import Decimal

    day = clock.today() + dt.timedelta(days=5)
    act = send(stage, home, "plan_proposed", amount=Decimal("55.50"), day=day, months=12)
    page = plain(stage.accounts.browser().get(f"/table/{act.pk}/"))
    assert "55,50 €, 12 mois" in page
    assert "Signé par le locataire" in page


def test_the_sheet_bears_names_for_a_department_and_initials_for_a_worker(stage, home):
    repair(stage, home)
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [home.household])
        (label,) = cursor.fetchone()
    main = lambda who: plain(stage.people[who].browser().get("/table/sheet/")).split("<main")[1]  # noqa: E731
    assert label in main("technical")
    assert label not in main("amina")
    assert "Une réparation est nécessaire" in main("amina")


def test_a_line_changed_meanwhile_is_said(stage, home):
    line = repair(stage, home)
    answer(stage, line, "done", who="technical")
    assert stage.amina.browser().post(f"/table/{line}/close/", {"version": 1}).status_code == 409
    assert stage.amina.browser().post(f"/table/{line}/close/", {"version": 2}).status_code == 302
    assert stage.amina.browser().post(f"/table/{line}/", {"reply": "call_back"}).status_code == 404


@pytest.mark.parametrize("who", ["amina", "technical"])
def test_statements_do_not_grow_with_the_lines(stage, home, who):
    def statements(path):
        browser = stage.people[who].browser()
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(path).status_code == 200
        return len(seen)

    first = repair(stage, home)
    pages = ["/table/", "/table/sheet/", f"/table/{first}/", "/day/" if who == "amina" else "/table/"]
    few = [statements(path) for path in pages]
    for _number in range(6):
        line = repair(stage, home)
        answer(stage, line, "call_back", who="technical")
        answer(stage, first, "call_back", who="technical")
    assert [statements(path) for path in pages] == few
    assert few[0] <= 12


def test_opening_the_table_leaves_a_line_in_the_ledger(stage, home):
    repair(stage, home)
    stage.technical.browser().get("/table/")
    with without_locks() as cursor:
        cursor.execute(
            "SELECT ground FROM access_read_event WHERE what = 'interservice_list' AND post_id = %s",
            [stage.technical.post],
        )
        assert cursor.fetchall() == [("at_one_end_of_it",)]
