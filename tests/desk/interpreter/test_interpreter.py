"""Interpreter now: who interprets, what to say, what to note without a name; and a call back in her language."""

import datetime as dt
import re
import uuid

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import database
from palier.kernel import clock
from palier.registry.interpreting import actions, queries
from palier.registry.interpreting.rules import ServiceDraft, to_check
from tests.stage import without_locks

TODAY = clock.today()
TURKISH = "/interpreter/?language=tr"


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def service(**more):
    return {"name": "Interprètes fictifs", "phone": "02 000 00 00", "source": "convention de 2026", **more}


def used(stage, who):
    with stage.people[who].acting() as actor:
        return {row.language: (row.calls, row.minutes, row.cents) for row in queries.used(actor, TODAY, TODAY)}


def test_a_number_nobody_checked_for_a_year_says_so():
    assert not to_check(dt.date(2026, 1, 1), dt.date(2027, 1, 1)) and to_check(dt.date(2026, 1, 1), dt.date(2027, 1, 2))


def test_entered_by_the_company_found_by_language_and_ended(stage):
    amina = stage.amina.browser()
    empty = plain(amina.get(TURKISH))
    assert "Personne n’est encore dans la liste" in empty and "Jamais un enfant" in empty
    assert amina.post("/interpreter/services/add/", service(languages=["tr", "ar"])).status_code == 302
    assert amina.post("/interpreter/services/add/", service(name="À demander", languages=[])).status_code == 302
    found = plain(stage.desk.browser().get(TURKISH))
    assert found.index("Interprètes fictifs") < found.index("À demander") and "tel:02 000 00 00" in found
    assert (
        "Interprètes fictifs" not in plain(stage.desk.browser().get("/interpreter/?language=so")).split("<details")[0]
    )
    assert "Interprètes fictifs" not in plain(stage.chloe.browser().get(TURKISH))
    with stage.amina.acting() as actor:
        pk = queries.services(actor, "tr")[0].pk
    assert amina.post(f"/interpreter/services/{pk}/check/", {"in_use": "1"}).status_code == 302
    assert stage.chloe.browser().post(f"/interpreter/services/{pk}/check/").status_code == 404
    assert amina.post(f"/interpreter/services/{pk}/check/").status_code == 302
    assert "Interprètes fictifs" not in plain(amina.get(TURKISH))


def test_a_service_without_a_source_comes_back_with_what_was_typed(stage):
    answer = stage.amina.browser().post("/interpreter/services/add/", service(source=" "))
    assert answer.status_code == 422 and 'value="Interprètes fictifs"' in plain(answer)


def test_a_colleague_s_tick_is_hers_to_set_and_to_take_back(stage):
    dries, amina = stage.dries.browser(), stage.amina.browser()
    assert dries.post("/interpreter/agree/", {"languages": ["tr", "ar"]}).status_code == 302
    assert "Dries Exemple" in plain(amina.get(TURKISH))
    assert "Dries Exemple" not in plain(amina.get("/interpreter/?language=so"))
    assert dries.post("/interpreter/agree/", {"languages": ["ar"]}).status_code == 302
    assert "Dries Exemple" not in plain(amina.get(TURKISH)) and "Dries" in plain(amina.get("/interpreter/?language=ar"))
    assert amina.post("/interpreter/agree/", {"languages": []}).status_code == 302
    assert "Dries" in plain(amina.get("/interpreter/?language=ar")), "nobody takes back another's tick"
    assert stage.head.browser().post("/interpreter/agree/", {"languages": ["tr"]}).status_code == 404


def test_time_is_the_month_s_and_nobody_s(stage):
    amina = stage.amina.browser()
    for minutes, cost in (("20", "12,50"), ("15", "")):
        assert amina.post("/interpreter/time/?language=tr", {"minutes": minutes, "cost": cost}).status_code == 302
    assert used(stage, "amina") == used(stage, "bart") == used(stage, "head") == {"tr": (2, 35, 1250)}
    assert used(stage, "chloe") == {}
    assert amina.post("/interpreter/time/?language=tr", {"minutes": "0"}).status_code == 422
    assert amina.post("/interpreter/time/?language=xx", {"minutes": "5"}).status_code == 404
    assert stage.head.browser().post("/interpreter/time/?language=tr", {"minutes": "5"}).status_code == 404
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_history WHERE table_name = 'interpreting_interpretingtime'")
        assert cursor.fetchone() == (0,)
    with stage.amina.acting(), connection.cursor() as cursor, pytest.raises(Exception, match="permission denied"):
        cursor.execute("SELECT * FROM interpreting_interpretingtime")


def test_in_the_year_a_language_of_few_conversations_is_not_told(stage):
    with stage.amina.acting() as actor:
        for language, times in (("tr", 6), ("ar", 7), ("so", 2)):
            for _ in range(times):
                actions.note_time(actor=actor, language=language, minutes=11, cents=0)
    page = plain(stage.head.browser().get("/year/"))
    table = page[page.index("Interprètes du service") :].split("</table>")[0]
    assert ">22<" not in table and "somali" in table and "non communiqué" in table
    assert ">66<" in table or ">77<" in table or ">165<" in table


@pytest.mark.parametrize("who", ["accounts", "transfers", "technical", "agent", "officer", "direction", "admin"])
def test_who_receives_nobody_has_no_such_page(stage, who):
    browser = stage.people[who].browser()
    assert browser.get(TURKISH).status_code == browser.get("/interpreter/cards/tr/").status_code == 404
    assert browser.post("/interpreter/time/?language=tr", {"minutes": "5"}).status_code == 404


def test_called_back_in_her_language_by_who_looks_after_her(stage):
    household = stage.homes[0].household
    desk = stage.desk.browser()
    assert f"/interpreter/?household={household}" in plain(desk.get(f"/households/{household}/"))
    sent = {
        "day": (TODAY + dt.timedelta(days=2)).isoformat(),
        "household": str(household),
        "idempotency_key": str(uuid.uuid4()),
    }
    for _ in range(2):
        assert desk.post("/interpreter/call-back/?language=tr", sent).status_code == 302
    with without_locks() as cursor:
        cursor.execute("SELECT text, due, call_back, subject_id FROM cases_step WHERE household_id = %s", [household])
        assert cursor.fetchall() == [("Rappeler en turc", TODAY + dt.timedelta(days=2), True, stage.amina.post)]
    assert desk.post("/interpreter/call-back/?language=tr", {**sent, "day": "x"}).status_code == 422
    other = {**sent, "household": str(stage.people["chloe"].post), "idempotency_key": str(uuid.uuid4())}
    assert desk.post("/interpreter/call-back/?language=tr", other).status_code == 404


def test_the_card_is_in_the_language_itself_and_names_nobody(stage):
    card = plain(stage.amina.browser().get("/interpreter/cards/ar/"))
    assert 'dir="rtl"' in card and "العربية" in card and "Je parle : arabe" in card and "Ik spreek: Arabisch" in card
    assert stage.amina.browser().get("/interpreter/cards/xx/").status_code == 404


def test_what_ended_goes_and_statements_do_not_grow(stage):
    amina = stage.amina.browser()

    def statements():
        amina.get(TURKISH)
        with CaptureQueriesContext(connection) as found:
            assert amina.get(TURKISH).status_code == 200
        return len(found)

    few = statements()
    with stage.amina.acting() as actor:
        for number in range(4):
            actions.enter_service(actor=actor, draft=ServiceDraft(f"Service {number}", "02", "x", ("tr",)))
    with stage.dries.acting() as actor:
        actions.agree(actor=actor, languages=("tr", "ar"))
        actions.agree(actor=actor, languages=("tr",))
    assert statements() == few
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE interpreting_colleaguelanguage SET withdrawn_on = sec.today() - 40 WHERE withdrawn_on IS NOT NULL"
        )
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        assert job.execute("SELECT sec.erase_interpreting()").fetchone()[0] >= 1
    with without_locks() as cursor:
        cursor.execute("SELECT language FROM interpreting_colleaguelanguage WHERE post_id = %s", [stage.dries.post])
        assert cursor.fetchall() == [("tr",)]
