"""The head sets what is posted on the door; nobody else does."""

import datetime as dt
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from palier.kernel import clock
from tests.desk.agenda.test_agenda import plain
from tests.registry.calendar.timetable import closure, duty, series, venue
from tests.stage import Stage

TODAY = clock.today()


def door(stage):
    return plain(Client().get("/fr/permanences/", {"company": stage.company.slug}))


def a_series(**fields):
    return {"kind": "phone", "phone": "02 502 69 49", "weekdays": ["1", "2", "3", "4", "5", "6", "7"], "starts": "9h",
            "ends": "12:00", "every_weeks": "1", "first": TODAY.isoformat(), **fields}  # fmt: skip


def test_a_session_set_by_the_head_is_posted_at_once(stage):
    browser = stage.head.browser()
    assert browser.post("/sessions/venue/", {"name_fr": "Siège", "name_nl": "Zetel"}).status_code == 302
    assert browser.post("/sessions/series/", a_series()).status_code == 302
    page = door(stage)
    assert "Appeler le service social" in page and "02 502 69 49" in page and "9 h<" in page and "12 h<" in page
    assert "Permanence téléphonique" in plain(browser.get("/sessions/"))


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"phone": "12"}, "numéro"),
        ({"phone": ""}, "Dites quel numéro on appelle"),
        ({"kind": "drop_in"}, "Dites où l’on vient"),
        ({"ends": "08:00"}, "La fin précède le début"),
        ({"weekdays": []}, ""),
        ({"last": "2020-01-01"}, "Le dernier jour précède le premier"),
        ({"every_weeks": "0"}, ""),
    ],
)
def test_what_cannot_be_is_said_and_everything_typed_stays(stage, fields, said):
    answer = stage.head.browser().post("/sessions/series/", a_series(**fields))
    page = plain(answer)
    assert answer.status_code == 422 and said in page
    if "starts" not in fields:
        assert 'value="9h"' in page
    assert "Pas de permanence" in door(stage)


def test_who_holds_it_is_named_and_ends(stage):
    browser = stage.head.browser()
    made = series(stage, "phone", phone="+3225026949")
    browser.post(f"/sessions/series/{made}/duty/", {"post": str(stage.amina.post), "first": TODAY.isoformat()})
    assert "avec Amina Exemple" in door(stage)
    (ending,) = re.findall(r'href="(/sessions/duty/[\w-]+/)"', plain(browser.get("/sessions/")))
    early = browser.post(ending, {"last": "2020-01-01"})
    assert early.status_code == 422 and "précède le premier" in plain(early)
    browser.post(ending, {"last": TODAY.isoformat()})
    by_day = dict(re.findall(r'<time datetime="([\d-]+)">.*?</h2>(.*?)</section>', door(stage)))
    tomorrow = (TODAY + dt.timedelta(days=1)).isoformat()
    assert "Amina" in by_day[TODAY.isoformat()] and "Amina" not in by_day[tomorrow]


def test_a_closure_is_posted_and_lifted(stage):
    series(stage, "phone", phone="+3225026949")
    browser = stage.head.browser()
    sent = {"first": TODAY.isoformat(), "words_fr": "réunion d’équipe", "words_nl": "teamvergadering"}
    assert browser.post("/sessions/closure/", sent).status_code == 302
    assert "réunion d’équipe" in door(stage)
    assert browser.post("/sessions/closure/", {**sent, "words_nl": ""}).status_code == 422
    (lift,) = re.findall(r'action="(/sessions/closure/[\w-]+/lift/)"', plain(browser.get("/sessions/")))
    browser.post(lift)
    assert "réunion d’équipe" not in door(stage)


def test_closures_of_a_calendar_file_are_taken_and_the_others_named(stage):
    series(stage, "phone", phone="+3225026949")
    days = [TODAY + dt.timedelta(days=number) for number in (1, 2)]
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:{number}@x\r\nDTSTAMP:20260101T000000Z\r\nDTSTART;VALUE=DATE:{day:%Y%m%d}\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for number, (day, title) in enumerate(zip(days, ("Pont / Brugdag", "Seulement français"), strict=True))
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//\r\n{events}END:VCALENDAR\r\n"
    browser = stage.head.browser()
    answer = browser.post("/sessions/closure/file/", {"file": SimpleUploadedFile("conges.ics", text.encode())})
    page = plain(answer)
    assert "Non repris" in page and "Seulement français" in page
    assert "Pont" in door(stage) and "Seulement" not in door(stage)

    spoilt = browser.post("/sessions/closure/file/", {"file": SimpleUploadedFile("conges.ics", b"hello")})
    assert spoilt.status_code == 422 and "ne contient pas d’agenda" in plain(spoilt)


@pytest.mark.parametrize("who", ["amina", "trainee", "desk", "accounts", "agent", "admin", "direction", "chloe"])
def test_nobody_else_sets_anything(stage, who):
    made = series(stage, "phone", phone="+3225026949")
    browser = stage.people[who].browser()
    for path in (
        "/sessions/",
        "/sessions/series/",
        f"/sessions/series/{made}/",
        "/sessions/closure/",
        "/sessions/venue/",
    ):
        assert browser.get(path).status_code == 404
        assert browser.post(path, a_series()).status_code == 404
    assert stage.head.browser().get("/sessions/").status_code == 200


def test_the_head_of_another_company_finds_nothing_of_it(stage):
    other = Stage.set()
    made, place = series(stage, "phone", phone="+3225026949"), venue(stage)
    shut = closure(stage, TODAY)
    duty(stage, made, "amina")
    browser = other.head.browser()
    assert browser.get(f"/sessions/series/{made}/").status_code == 404
    assert browser.post(f"/sessions/series/{made}/", a_series(starts="10:00")).status_code == 404
    assert browser.get(f"/sessions/venue/{place}/").status_code == 404
    assert browser.post(f"/sessions/closure/{shut}/lift/").status_code == 404
    assert "réunion de service" in door(stage) and "02 502 69 49" not in plain(browser.get("/sessions/"))


def test_a_spoilt_id_is_not_there(stage):
    assert stage.head.browser().get(f"/sessions/series/{uuid.uuid4()}/").status_code == 404
