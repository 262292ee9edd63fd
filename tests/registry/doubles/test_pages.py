"""Who looks at pairs: the administrator who sends the files, and the worker of the place. What is hidden hides from both."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.access.cast import sql
from tests.registry.doubles.lines import found, line, look_for_doubles
from tests.stage import without_locks


@pytest.fixture
def pair(stage):
    """Two lines of one Nora: at Amina's first door, and in no dwelling."""
    both = (
        line(stage, "Nora", "Lamrani", household=stage.homes[0].household, phone="+3224859922"),
        line(stage, "Norah", "Lamrany"),
    )
    with without_locks() as cursor:  # the people of the stage resemble each other too
        mine = "UPDATE people_person SET born = NULL WHERE organisation_id = %s AND last_name LIKE %s"
        cursor.execute(mine, [stage.company.pk, "Exemple%"])
    look_for_doubles(stage)
    return both


def page(stage, who, language="fr"):
    answer = stage.people[who].browser(language).get("/doubles/")
    return answer.content.decode() if answer.status_code == 200 else str(answer.status_code)


def test_both_lines_side_by_side_with_the_reasons_in_words(stage, pair):
    for who in ("admin", "amina"):
        text = page(stage, who)
        assert "Lamrani" in text and "Lamrany" in text
        assert "noms qui sonnent pareil" in text and "la même date de naissance" in text
        assert "02 485" in text and "avenue du Brouillon" in text
    assert "namen die hetzelfde klinken" in page(stage, "admin", "nl")


def test_who_keeps_neither_reads_nothing(stage, pair):
    assert "Lamrani" in page(stage, "admin")
    assert "Lamrani" not in page(stage, "dries") and "Lamrani" not in page(stage, "chloe")
    for who in ("head", "accounts", "transfers", "desk", "agent", "officer", "trainee"):
        assert page(stage, who) == "404", who
    for who in ("dries", "chloe", "head", "accounts", "officer"):
        secret = stage.people[who].token
        assert sql(secret, "SELECT count(*) FROM doubles_doublepair") == [(0,)], who
        assert sql(secret, "SELECT count(*) FROM sec.lines_of_pairs(ARRAY[%s])", [the_pair()]) == [(0,)], who
        assert sql(secret, "SELECT sec.tell_apart(%s)", [the_pair()]) == [(False,)], who
    assert sql(stage.admin.token, "SELECT count(*) FROM doubles_doublepair") == [(1,)]


def the_pair():
    with without_locks() as cursor:
        cursor.execute("SELECT id FROM doubles_doublepair WHERE state = 'open' ORDER BY found_at DESC, score LIMIT 1")
        return cursor.fetchone()[0]


def test_two_different_people_never_come_back(stage, pair):
    assert stage.dries.browser().post(f"/doubles/{the_pair()}/apart/").status_code == 404
    answer = stage.amina.browser().post(f"/doubles/{the_pair()}/apart/", follow=True)
    assert "Cette paire ne revient pas" in answer.content.decode()
    look_for_doubles(stage)
    assert found(stage) == {} and "Lamrani" not in page(stage, "admin")


@pytest.mark.parametrize("hide", [
    "UPDATE people_person SET protected_address = true WHERE id = %(one)s",
    "UPDATE people_person SET protected_address = true WHERE id = %(partner)s",
    "INSERT INTO people_keepapart (id, organisation_id, one_id, other_id) VALUES"
    " (gen_random_uuid(), %(company)s, least(%(one)s, %(partner)s), greatest(%(one)s, %(partner)s))",
])  # fmt: skip
def test_what_is_hidden_today_hides_what_was_found_yesterday(stage, pair, hide):
    """P11: the page is the one that is shown where no pair was ever found, byte for byte; nothing counts what is left out."""
    before = {who: page(stage, who) for who in ("admin", "amina")}
    named = {"one": pair[0], "partner": stage.homes[0].persons[1], "company": stage.company.pk}
    with without_locks() as cursor:
        cursor.execute(hide, named)
    after = {who: (page(stage, who), sql(stage.people[who].token, "SELECT count(*) FROM doubles_doublepair"))
             for who in ("admin", "amina")}  # fmt: skip
    look_for_doubles(stage)
    for who, text in before.items():
        assert "Lamrani" in text and "Lamrani" not in after[who][0]
        assert after[who][1] == [(0,)]
        assert bare(page(stage, who)) == bare(after[who][0])
    assert found(stage) == {}


def bare(text):
    return re.sub(r'nonce="[^"]*"|value="[^"]*"|hx-headers=\'[^\']*\'|data-csrf="[^"]*"', "", text)


def test_a_withheld_telephone_is_nobodys(stage, pair):
    stage.reached_only(pair[0], "chez sa sœur")
    for who in ("admin", "amina"):
        assert "Lamrany" in page(stage, who) and "02 485" not in page(stage, who)


def test_the_number_of_statements_does_not_grow(stage, pair):
    browser = stage.admin.browser()
    browser.get("/doubles/")
    counts = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as asked:
            browser.get("/doubles/")
        counts.append(len(asked))
        for name in ("Haddad", "Sefrioui", "Kabbaj"):
            line(stage, "Salim", name), line(stage, "Salim", name)
        look_for_doubles(stage)
    assert counts[0] == counts[1] <= 12
