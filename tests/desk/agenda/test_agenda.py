"""A worker's week: what she agreed, where she goes; nobody else's page shows that it exists."""

import datetime as dt
import re
import uuid

from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access import actions as access
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.kernel import clock
from tests.registry.calendar.timetable import duty, series, venue
from tests.stage import without_locks

DAY = clock.today() + dt.timedelta(days=1)


def plain(answer):
    text = answer.content.decode()
    return re.sub(r"\s+", " ", text.replace("\u00a0", " ").replace("\u202f", " "))


def agree(browser, household, **fields):
    sent = {"day": DAY.isoformat(), "start": "10:00", "minutes": "45", "kind": "office",
            "idempotency_key": uuid.uuid4(), **fields}  # fmt: skip
    return browser.post(f"/agenda/new/?household={household}", sent)


def agreed(stage, home=0, **fields):
    """An appointment of Amina, made through the page; answers its address."""
    answer = agree(stage.amina.browser(), stage.homes[home].household, **fields)
    assert answer.status_code == 302, plain(answer)
    return answer.url


def week(browser):
    return plain(browser.get("/agenda/", {"from": DAY.isoformat()}))


def test_an_hour_agreed_stands_in_the_week_and_in_the_household_file(stage):
    home, browser = stage.homes[0], stage.amina.browser()
    url = agreed(stage, persons=[str(home.persons[0])], purpose="relire la lettre", kind="home")

    page = week(browser)
    assert "Zoé Exemple" in page and "10 h" in page and "relire la lettre" in page
    assert "avenue du Brouillon" in page  # where she goes
    assert url in plain(browser.get(f"/households/{home.household}/"))


def test_it_stands_in_my_day_on_its_day_and_on_paper_with_initials(stage):
    home = stage.homes[0]
    agreed(stage, persons=[str(home.persons[0])], day=clock.today().isoformat(), start="23:00", purpose="canariraison")
    browser = stage.amina.browser()
    assert "Zoé Exemple" in plain(browser.get("/day/")) and "canariraison" in plain(browser.get("/day/"))
    sheet = plain(browser.get("/day/sheet/"))
    assert "23 h" in sheet and "Z. E." in sheet and "Zoé" not in sheet and "canariraison" not in sheet


def test_nobody_else_sees_that_it_exists(stage):
    home = stage.homes[0]
    url = agreed(stage, persons=[str(home.persons[0])], purpose="canariraison")
    for who in ("bart", "dries", "head", "desk", "accounts", "technical", "agent", "direction", "chloe", "officer"):
        browser = stage.people[who].browser()
        assert browser.get(url).status_code == 404, who
        for page in ("/agenda/", "/day/", f"/households/{home.household}/"):
            text = plain(browser.get(page))
            assert "canariraison" not in text and url not in text, (who, page)


def test_a_home_visit_of_a_protected_address_says_protected_to_who_may_not_know(stage):
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
    agreed(stage, kind="home", file=str(subject), persons=[str(home.persons[0])])
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])
    hers, colleagues = week(stage.amina.browser()), week(stage.bart.browser())
    assert "avenue du Brouillon" in hers  # who looks after the household
    assert "Zoé Exemple" in colleagues and "adresse protégée" in colleagues
    assert "avenue du Brouillon" not in colleagues


def test_a_taken_hour_comes_back_with_everything_typed(stage):
    agreed(stage)
    answer = agree(stage.amina.browser(), stage.homes[1].household, purpose="le texte reste", interpreter="ti")
    page = plain(answer)
    assert answer.status_code == 422
    assert "Un autre rendez-vous occupe cette heure" in page and "le texte reste" in page
    assert 'value="ti" selected' in page


def test_what_is_spoilt_is_said_beside_its_field_and_nothing_is_lost(stage):
    answer = agree(stage.amina.browser(), stage.homes[0].household, day="31/02/2026", purpose="le texte reste")
    page = plain(answer)
    assert answer.status_code == 422 and "le texte reste" in page and "31/02/2026" in page


def test_hours_typed_the_belgian_way_are_understood(stage):
    assert agreed(stage, day=f"{DAY:%d/%m/%Y}", start="9h30")
    assert "9 h 30" in week(stage.amina.browser())


def test_free_slots_fill_the_form(stage):
    duty(stage, series(stage, "appointments", venue(stage), hours=("09:00", "11:00")), "amina")
    browser = stage.amina.browser()
    page = plain(browser.get("/agenda/new/", {"household": stage.homes[0].household}))
    (offer,) = re.findall(rf'href="(\?household=[^"]*day={DAY}&amp;start=09:00)"', page)
    filled = plain(browser.get("/agenda/new/" + offer.replace("&amp;", "&")))
    assert f'value="{DAY}"' in filled and 'value="09:00"' in filled


def test_met_leads_to_the_form_of_one_minute_with_what_is_known(stage):
    url = agreed(stage, kind="home")
    browser = stage.amina.browser()
    answer = browser.post(url, {"state": "met", "agreed": "On relit jeudi.", "version": 1})
    assert answer.status_code == 302 and "/capture/?channel=home" in answer.url
    form = plain(browser.get(answer.url))
    assert re.search(r'value="home"[^>]*checked', form)
    assert "On relit jeudi." in plain(browser.get(url))


def test_not_met_asks_nobody_why(stage):
    url = agreed(stage, kind="home")
    browser = stage.amina.browser()
    form = plain(browser.get(url))
    assert not re.search(r"refus|absent|n’est pas venu", form, re.IGNORECASE)
    answer = browser.post(url, {"state": "not_met", "notice": "visit_notice", "version": 1})
    assert answer.url == "/agenda/"
    assert "carte neutre dans la boîte" in plain(browser.get(url))


def test_moved_cancelled_and_an_old_page_changes_nothing(stage):
    url = agreed(stage)
    browser = stage.amina.browser()
    moved = browser.post(url + "move/", {"day": DAY.isoformat(), "start": "15:00", "minutes": "30", "version": 1})
    assert moved.status_code == 302 and "15 h" in week(browser)
    old = browser.post(url + "cancel/", {"version": 1})
    assert old.status_code == 409 and "Prévu" in plain(browser.get(url))
    assert browser.post(url + "cancel/", {"version": 2}).status_code == 302
    assert "Annulé" in plain(browser.get(url))


def test_the_slip_says_when_and_whom_to_call_and_not_why(stage):
    with without_locks() as cursor:
        cursor.execute("UPDATE organisations_staffmember SET phone = '+3225026949' WHERE id ="
                       " (SELECT staff_id FROM organisations_post WHERE id = %s)", [stage.amina.post])  # fmt: skip
    home = stage.homes[0]
    url = agreed(stage, persons=[str(home.persons[0])], purpose="canariraison", kind="home")
    browser = stage.amina.browser()
    slip = re.search(r'<section class="slip".*?</section>', plain(browser.get(url + "slip/")))[0]
    assert "10 h" in slip and "Amina Exemple" in slip and "02 502 69 49" in slip
    for word in ("canariraison", "Zoé", "Brouillon", "social"):
        assert word not in slip
    assert "10 uur" in plain(browser.get(url + "slip/", {"in": "nl"}))


def test_a_new_address_is_shown_once(stage):
    browser = stage.amina.browser()
    made = plain(browser.post("/agenda/feeds/", {"kind": "worker"}))
    (address,) = re.findall(r"http://testserver(/fr/agenda/[\w-]+\.ics)", made)
    assert browser.get(address).status_code == 200
    again = plain(browser.get("/agenda/feeds/"))
    assert address not in again and "Retirer" in again
    (withdraw,) = re.findall(r'action="(/agenda/feeds/[\w-]+/withdraw/)"', again)
    browser.post(withdraw)
    assert browser.get(address).status_code == 404


def test_reading_the_week_leaves_a_line_in_the_ledger(stage):
    agreed(stage)
    browser = stage.amina.browser()
    browser.get("/agenda/", {"from": DAY.isoformat()})
    with without_locks() as cursor:
        cursor.execute(
            "SELECT subjects FROM access_read_event WHERE post_id = %s AND what = 'agenda'", [stage.amina.post]
        )
        assert [stage.amina.post] in [row[0] for row in cursor.fetchall()]


def test_statements_do_not_grow_with_the_week(stage):
    browser = stage.amina.browser()
    agreed(stage, kind="home", persons=[str(stage.homes[0].persons[0])])
    here = venue(stage)
    duty(stage, series(stage, "drop_in", here, hours=("05:00", "05:30")), "amina")

    def statements():
        with CaptureQueriesContext(connection) as seen:
            week(browser)
        return len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}])

    statements()
    few = statements()
    for number in range(8):
        agreed(
            stage, number % 2, start=f"{12 + number}:00", kind="home", persons=[str(stage.homes[number % 2].persons[0])]
        )
    for number in range(4):
        duty(stage, series(stage, "drop_in", here, hours=(f"0{number}:00", f"0{number}:30")), "amina")
    assert statements() == few
    assert few <= 14
