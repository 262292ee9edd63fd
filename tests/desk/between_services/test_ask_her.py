"""Ask who looks after a household: the same button, page, words and counts whether there is a file or not (P1, P37, D12)."""

import datetime as dt
import re

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import ProgrammingError
from django.test.utils import CaptureQueriesContext

from palier.identity.organisations.models import Replacement
from palier.kernel import clock
from tests.access.cast import sql
from tests.access.test_existence import masked, twins  # noqa: F401
from tests.stage import put, without_locks

ASKED = "Elle est au guichet avec une citation. Je fais quoi ?"
TODAY = clock.today()


def ask(stage, home, who="bart", text=ASKED):
    return stage.people[who].browser().post(f"/signals/ask/?household={home.household}", {"text": text})


def page(stage, who, language="fr"):
    return stage.people[who].browser(language).get("/signals/").content.decode()


def the_question():
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM signals_signal WHERE theme = 'colleague_question' ORDER BY sent_at DESC LIMIT 1")
        return cursor.fetchone()[0]


def answer(stage, pk, who="amina", **sent):
    return stage.people[who].browser().post(f"/signals/{pk}/answer/", sent)


def test_a_question_its_answer_and_nobody_else(stage):
    home = stage.homes[0]
    file = stage.bart.browser().get(f"/households/{home.household}/").content.decode()
    assert f"/signals/ask/?household={home.household}" in file
    assert ask(stage, home).status_code == 302
    assert ASKED in page(stage, "amina") and ASKED in page(stage, "bart")
    assert ASKED in stage.amina.browser().get("/day/").content.decode()
    for name in ("dries", "emma", "trainee", "head", "collective", "desk", "agent", "officer", "chloe"):
        assert ASKED not in page(stage, name), name
        assert sql(stage.people[name].token, "SELECT count(*) FROM signals_signal") == [(0,)], name

    pk = the_question()
    for name in ("bart", "dries", "head", "chloe"):
        assert stage.people[name].browser().get(f"/signals/{pk}/answer/").status_code == 404, name
        assert answer(stage, pk, name, answer="call_me").status_code == 404, name
    assert answer(stage, pk, answer="come_on").status_code == 422
    assert answer(stage, pk, answer="elle va bien").status_code == 422
    day = TODAY + dt.timedelta(days=3)
    assert answer(stage, pk, answer="come_on", day=str(day)).status_code == 302
    assert "Dites-lui de venir" in page(stage, "bart")
    his_day = stage.bart.browser().get("/day/").content.decode()
    assert "Une collègue répond" in his_day and ASKED in his_day
    assert "Une collègue répond" not in stage.dries.browser().get("/day/").content.decode()
    with without_locks() as cursor:
        cursor.execute("UPDATE signals_signal SET received_on = received_on - 2 WHERE id = %s", [pk])
    assert "Une collègue répond" not in stage.bart.browser().get("/day/").content.decode(), "then on its page alone"
    assert "Dites-lui de venir" in page(stage, "bart")
    assert answer(stage, pk, answer="call_me").status_code == 404, "answered once"
    assert ASKED not in stage.amina.browser().get("/day/").content.decode()


def test_nothing_tells_the_asker_whether_there_is_a_file(stage, twins):  # noqa: F811
    """Two households alike, one with a file: every byte and every count is equal, before, while and after one asks."""
    browser, seen = stage.bart.browser(), []
    for home in [twins[0], *twins]:  # the first time of all is another matter: statements are planned, a session begins
        address = f"/signals/ask/?household={home.household}"
        pages, statements = [], []
        for act in (lambda a=address: browser.get(a), lambda a=address: browser.post(a, {"text": ""}),
                    lambda a=address: browser.post(a, {"text": ASKED}), lambda: browser.get("/signals/"),
                    lambda h=home: browser.get(f"/households/{h.household}/")):  # fmt: skip
            with CaptureQueriesContext(connection) as asked:
                got = act()
            text = re.sub(r'datetime="[^"]*"', "WHEN", got.content.decode())
            pages.append((got.status_code, masked(text + got.headers.get("Location", ""), home)))
            statements.append(len(asked))
        counts = sql(stage.bart.token, "SELECT count(*), min(state), min(received_on) FROM signals_signal")
        seen.append((pages, statements, counts, sql(stage.bart.token, "SELECT sec.asked_for(%s)", [home.household])))
        with without_locks() as cursor:
            cursor.execute("DELETE FROM signals_signal WHERE household_id = %s", [home.household])
    for one, other in zip(seen[1][0], seen[2][0], strict=True):
        assert one == other
    assert seen[1] == seen[2]
    assert seen[0][0][2][0] == 302 and "Amina" in seen[0][0][0][1]


def test_who_covers_her_is_asked_in_her_stead_and_nobody_asks_herself(stage):
    home = stage.homes[0]
    with without_locks():
        put(
            Replacement(
                absent_id=stage.amina.post, covering_id=stage.emma.post,
                valid=DateRange(TODAY, TODAY + dt.timedelta(days=5)),
            )
        )  # fmt: skip
    ask(stage, home)
    assert ASKED in page(stage, "emma") and ASKED not in page(stage, "amina")
    assert stage.emma.browser().get(f"/signals/ask/?household={home.household}").status_code == 404
    assert "/signals/ask/" not in stage.emma.browser().get(f"/households/{home.household}/").content.decode()


def test_it_dies_by_its_term_for_both(stage):
    ask(stage, stage.homes[0])
    pk = the_question()
    answer(stage, pk, answer="i_call_her")
    with without_locks() as cursor:
        cursor.execute("UPDATE signals_signal SET sent_at = now() - interval '7 days' WHERE id = %s", [pk])
    for name in ("amina", "bart"):
        assert ASKED not in page(stage, name)
        assert sql(stage.people[name].token, "SELECT count(*) FROM signals_signal") == [(0,)]
    with without_locks() as cursor:
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_signals()")
        cursor.execute("RESET ROLE")
        cursor.execute("SELECT (SELECT count(*) FROM signals_signal WHERE id = %s)"
                       " + (SELECT count(*) FROM access_history WHERE row_id = %s)", [pk, pk])  # fmt: skip
        assert cursor.fetchone() == (0,)


@pytest.mark.parametrize(
    ("who", "to", "household"), [("bart", "dries", 0), ("desk", "amina", 0), ("bart", "amina", None)]
)
def test_the_database_itself_lets_a_question_reach_no_other_post(stage, who, to, household):
    """By hand: only a social worker, only to who looks after that household. The positive twin comes last."""
    insert = (
        "INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id,"
        " recipient_post_id, household_id, theme, text, state) VALUES (gen_random_uuid(), sec.organisation(), sec.service(),"
        " sec.post(), sec.service(), %s, %s, 'colleague_question', 'x', 'sent')"
    )
    where = stage.homes[household].household if household is not None else None
    with pytest.raises(ProgrammingError):
        sql(stage.people[who].token, insert, [stage.people[to].post, where])
    assert sql(stage.bart.token, insert, [stage.amina.post, stage.homes[0].household]) == [(1,)]


def test_the_page_says_the_neutral_sentence_in_both_languages(stage):
    for language, words in (("fr", r"ne communique pas qui il accompagne"), ("nl", "deelt niet mee wie")):
        text = stage.bart.browser(language).get(f"/signals/ask/?household={stage.homes[0].household}").content.decode()
        assert re.search(words, text), language
