"""The page on the door: what is posted, to everybody, in both languages, without signing in."""

import datetime as dt
import re

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palier.identity.organisations.models import Replacement
from palier.kernel import clock
from palier.registry.calendar import actions
from tests.registry.calendar.timetable import LONG_AGO, closure, duty, series, venue
from tests.stage import put, without_locks


def door(stage, language="fr", **asked):
    address = {"fr": "/fr/permanences/", "nl": "/nl/zitdagen/"}[language]
    answer = Client().get(address, {"company": stage.company.slug, **asked})
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def next_monday(days=0):
    today = clock.today() + dt.timedelta(days=7)
    return today - dt.timedelta(days=today.weekday()) + dt.timedelta(days=days)


def test_the_first_of_may_2024_is_announced_in_both_languages(stage):
    series(stage, "phone", phone="+3225026949", weekdays=frozenset({1, 2, 3, 4, 5}))
    series(stage, "drop_in", venue(stage), weekdays=frozenset({1, 3, 5}))

    french, dutch = door(stage, on="2024-05-01"), door(stage, "nl", on="2024-05-01")

    assert "Mercredi 1er mai 2024 (Fête du Travail)" in french and "sont suspendues" in french
    assert "Woensdag 1 mei 2024 (Dag van de Arbeid)" in dutch and "gaan niet door" in dutch
    assert "9 h" in french and "9 uur" in dutch
    assert "tel:" not in french  # nobody is sent to a telephone that nobody answers


def test_the_notice_is_closed_by_hand_and_leads_to_the_door(stage):
    """A banner that closes without a script, and a way to get in touch (S1-002)."""
    series(stage, "phone", phone="+3225026949")
    page = door(stage, on="2024-05-01")
    notice = page[page.index("<dialog") : page.index("</dialog>")]
    assert "sont suspendues" in notice and " open" in notice.split(">")[0]
    assert 'method="dialog"' in notice and "Fermer" in notice
    assert 'href="/door/"' in notice and "Nous contacter" in notice
    assert Client().get("/door/").status_code == 200
    assert "<dialog" not in door(stage, on="2024-05-02")


def test_only_the_telephone_is_said_to_be_suspended_when_only_it_is(stage):
    series(stage, "phone", phone="+3225026949")
    assert "nos permanences téléphoniques sont suspendues" in door(stage, on="2024-05-01")


def test_an_ordinary_day_says_hours_place_number_and_who(stage):
    here = series(stage, "drop_in", venue(stage), hours=("08:45", "11:30"))
    series(stage, "phone", phone="+3225026949")
    duty(stage, here, "amina")

    page = door(stage, on="2024-05-02")

    for said in ("8 h 45", "11 h 30", "Siège", "rue de l’Essai 1", "02 502 69 49", "avec Amina Exemple"):
        assert said in page
    assert "suspendues" not in page
    assert "Siège NL" in door(stage, "nl", on="2024-05-02") and "8.45 uur" in door(stage, "nl", on="2024-05-02")


def test_her_replacement_is_named_while_she_is_away_and_not_after(stage):
    here = series(stage, "drop_in", venue(stage))
    duty(stage, here, "amina")
    monday = next_monday()
    with without_locks():
        away = DateRange(monday, monday + dt.timedelta(days=1))
        put(Replacement(absent_id=stage.amina.post, covering_id=stage.emma.post, valid=away))
    page = door(stage)
    by_day = dict(re.findall(r'<time datetime="([\d-]+)">.*?</h2>(.*?)</section>', page))
    day_of_replacement = by_day.get(monday.isoformat())
    others = [text for day, text in by_day.items() if day != monday.isoformat() and "avec" in text]
    if day_of_replacement is not None:  # a Monday within the week that is listed
        assert "avec Emma Exemple" in day_of_replacement and "Amina" not in day_of_replacement
    assert others and all("avec Amina Exemple" in text for text in others)


def test_a_closure_is_announced_within_two_weeks_and_shuts_its_kind_only(stage):
    series(stage, "drop_in", venue(stage))
    series(stage, "phone", phone="+3225026949")
    day = clock.today() + dt.timedelta(days=12)
    made = closure(stage, day, kinds=["phone"])
    page = door(stage)
    assert "réunion de service" in page and "nos permanences téléphoniques sont suspendues" in page
    assert "dienstvergadering" in door(stage, "nl")

    with stage.head.acting() as head:
        actions.lift_closure(actor=head, pk=made)
    assert "réunion de service" not in door(stage)


def test_the_rules_of_today_hold_for_any_day_asked(stage):
    began = clock.today() - dt.timedelta(days=3)
    series(stage, "phone", phone="+3225026949", first=began)
    series(stage, "drop_in", venue(stage), first=LONG_AGO, last=clock.today() - dt.timedelta(days=1))  # ended yesterday
    page = door(stage, on="2024-05-02")
    assert "Appeler le service social" in page and "Venir sans rendez-vous" not in page


def test_hours_for_appointments_are_not_posted(stage):
    series(stage, "appointments", venue(stage))
    assert "Pas de permanence ce jour-là" in door(stage, on="2024-05-02")


def test_nothing_but_public_matter_and_other_words_for_strange_addresses(stage):
    answer = Client().get("/fr/permanences/", {"company": "<script>"})
    assert answer.status_code == 404
    assert Client().get("/fr/permanences/", {"on": "2024-02-31"}).status_code == 404
    everywhere = Client().get("/nl/zitdagen/")
    assert everywhere.status_code == 200 and everywhere.headers["Content-Language"] == "nl"


def test_as_many_statements_for_many_sessions_as_for_one(stage):
    here = venue(stage)

    def statements():
        with CaptureQueriesContext(connection) as seen:
            door(stage)
        return len([one for one in seen if one["sql"] not in {"BEGIN", "COMMIT"}])

    duty(stage, series(stage, "drop_in", here), "amina")
    few = statements()
    for number in range(12):
        duty(stage, series(stage, "drop_in", here, hours=(f"{number:02d}:00", f"{number:02d}:30")), "bart")
    closure(stage, clock.today())
    assert statements() == few
    assert few <= 8


def test_the_timetable_of_the_source_can_be_set_and_is_posted(stage):
    """Seed 001: three drop-in sessions a week at the head office, one at the branch, telephone Monday to Friday with wide
    hours, the agents' telephone from 12:30 to 20:20."""
    head_office, branch = venue(stage), venue(stage, "Antenne")
    series(stage, "drop_in", head_office, weekdays=frozenset({1, 3, 5}), hours=("08:45", "11:30"))
    series(stage, "drop_in", branch, weekdays=frozenset({2}), hours=("13:30", "16:00"))
    series(stage, "phone", phone="+3225026949", weekdays=frozenset({1, 2, 3, 4, 5}), hours=("09:00", "16:00"))
    series(stage, "agents_phone", phone="+3225026950", weekdays=frozenset({1, 2, 3, 4, 5}), hours=("12:30", "20:20"))

    posted = [door(stage, on=f"2024-05-{day:02d}") for day in range(13, 20)]  # a week without a holiday but Whit Sunday

    def days(words):
        return [number for number, page in enumerate(posted) if words in page]

    assert days("Siège, rue") == [0, 2, 4] and days("Antenne, rue") == [1]
    assert days("02 502 69 49") == days("02 502 69 50") == [0, 1, 2, 3, 4]
    assert all("20 h 20" in posted[number] for number in range(5))
