"""Rights to check: ten dated questions with one person, the day of each kept for a year, the paper in her language."""

import datetime as dt
import re
from dataclasses import replace

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import database
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.entitlements import actions, queries, rules
from palier.casework.entitlements.rules import Whose, paper_languages, questions
from palier.kernel import clock
from palier.kernel.errors import InvalidInput, Refused
from palier.kernel.language import Bilingual
from tests.casework.shared_files import read_by_emma
from tests.stage import without_locks

TODAY = clock.today()


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def of(stage, home=0, person=0):
    return Whose(stage.homes[home].household, stage.homes[home].persons[person])


def page(stage, home=0, person=0, more=""):
    given = of(stage, home, person)
    return f"/households/{given.household}/rights/{more}?person={given.person}"


def seen(stage, who, given, *codes):
    with stage.people[who].acting() as actor:
        return actions.note_seen(actor=actor, given=given, codes=codes)


def days(stage, who, given):
    with stage.people[who].acting() as actor:
        return {one.question.code: one.seen_on for one in queries.asked(actor, given) if one.seen_on}


# -- the data ---------------------------------------------------------------------------------------------------


def test_ten_questions_each_in_both_languages_with_a_source_to_confirm():
    found = questions(TODAY)
    assert len(found) == len({one.code for one in found}) == 10
    for one in found:
        assert one.asks and one.bring and one.where, one.code
        assert one.source and one.confirmed_on is None, one.code
        assert "\u00a0?" in one.asks.fr and "\u00a0" not in one.asks.nl, one.code
        assert not re.search(r"refus|absent|weiger|afwezig", f"{one.asks}{one.bring}{one.where}"), one.code
    assert questions(dt.date(2025, 12, 31)) == []


def test_of_two_rows_with_one_code_the_later_holds(monkeypatch):
    first = rules._rows()[0]
    later = replace(first, valid_from=dt.date(2027, 1, 1), where=Bilingual("ailleurs", "elders"))
    monkeypatch.setattr(rules, "_rows", lambda: (first, later))
    assert rules.questions(dt.date(2026, 6, 1)) == [first]
    assert rules.questions(dt.date(2027, 6, 1)) == [later]


def test_the_paper_is_in_her_language_or_in_both():
    assert [paper_languages(own) for own in ("fr", "nl", "", "tr")] == [("fr",), ("nl",), ("fr", "nl"), ("fr", "nl")]


# -- who goes through them --------------------------------------------------------------------------------------


def test_who_looks_after_her_notes_the_day_and_nothing_else(stage):
    given = of(stage)
    assert seen(stage, "amina", given, "legal_aid", "heating_fund") == 2
    assert days(stage, "amina", given) == {"legal_aid": TODAY, "heating_fund": TODAY}
    with without_locks() as cursor:
        cursor.execute("UPDATE entitlements_rightseen SET seen_on = seen_on - 40 WHERE question = 'legal_aid'")
    seen(stage, "amina", given, "legal_aid")
    assert days(stage, "amina", given)["legal_aid"] == TODAY
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM entitlements_rightseen WHERE person_id = %s", [given.person])
        assert cursor.fetchone()[0] == 2


def test_it_is_of_one_person_alone(stage):
    seen(stage, "amina", of(stage), "legal_aid")
    assert days(stage, "amina", of(stage, person=1)) == {}


@pytest.mark.parametrize("who", ["bart", "dries", "trainee", "head", "desk", "accounts", "agent", "officer", "chloe"])
def test_nobody_else_learns_that_they_sat_together(stage, who):
    seen(stage, "amina", of(stage), "legal_aid")
    with pytest.raises(Refused):
        days(stage, who, of(stage))
    with pytest.raises(Refused):
        seen(stage, who, of(stage), "legal_aid")
    browser = stage.people[who].browser()
    for address in (page(stage), page(stage, more="paper/")):
        assert browser.get(address).status_code == 404
    assert browser.post(page(stage), {"question": ["legal_aid"]}).status_code == 404


def test_with_an_open_file_it_lies_there(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    seen(stage, "amina", of(stage), "legal_aid")
    seen(stage, "amina", of(stage, person=1), "legal_aid")
    with without_locks() as cursor:
        cursor.execute(
            "SELECT s.kind FROM entitlements_rightseen r JOIN access_subject s ON s.id = r.subject_id"
            " WHERE r.household_id = %s ORDER BY s.kind",
            [home.household],
        )
        assert [row[0] for row in cursor.fetchall()] == ["case", "inbox"]


def test_a_stranger_to_the_household_and_no_question_are_refused(stage):
    with pytest.raises(Refused):
        seen(stage, "amina", Whose(stage.homes[0].household, stage.homes[1].persons[0]), "legal_aid")
    with pytest.raises(InvalidInput):
        seen(stage, "amina", of(stage), "made_up")


def test_the_day_goes_after_twelve_months_with_its_history(stage):
    given = of(stage)
    seen(stage, "amina", given, "legal_aid", "heating_fund")
    with without_locks() as cursor:
        for code, ends in (("legal_aid", "sec.today() - 1"), ("heating_fund", "sec.today()")):
            cursor.execute(
                f"UPDATE entitlements_rightseen SET ends_on = {ends} WHERE person_id = %s AND question = %s",
                [given.person, code],
            )
    assert days(stage, "amina", given) == {"heating_fund": TODAY}
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        assert job.execute("SELECT sec.erase_rights_seen()").fetchone()[0] >= 1
    with without_locks() as cursor:
        cursor.execute("SELECT question FROM entitlements_rightseen WHERE person_id = %s", [given.person])
        assert cursor.fetchall() == [("heating_fund",)]
        cursor.execute(
            "SELECT count(*) FROM access_history WHERE table_name = 'entitlements_rightseen'"
            " AND before ->> 'question' = 'legal_aid' AND before ->> 'person_id' = %s",
            [str(given.person)],
        )
        assert cursor.fetchone()[0] == 0


# -- the pages --------------------------------------------------------------------------------------------------


def test_from_the_household_file_to_the_paper(stage):
    amina = stage.amina.browser()
    file = plain(amina.get(f"/households/{stage.homes[0].household}/"))
    assert f'href="{page(stage)}"' in file
    assert f"{stage.homes[0].household}/rights/" not in plain(
        stage.bart.browser().get(f"/households/{stage.homes[0].household}/")
    )

    first = plain(amina.get(page(stage)))
    assert first.count("pas encore vu") == first.count("à confirmer") == 10 and "Zoé Exemple" in first
    after = plain(amina.post(page(stage), {"question": ["legal_aid"]}, follow=True))
    assert "1 question vue aujourd’hui" in after and after.count("pas encore vu") == 9

    paper = plain(amina.get(page(stage, more="paper/") + "&question=legal_aid"))
    assert "bureau d’aide juridique" in paper and "Fonds social" not in paper
    assert "juridische bijstand" not in paper and "Zoé" not in paper
    assert plain(amina.get(page(stage, more="paper/"))).count("<section") >= 10


def test_the_file_leads_only_to_the_rights_of_whom_it_is_about(stage):
    """A colleague in the team of one partner's file finds no link that opens nothing."""
    home = stage.homes[0]
    read_by_emma(stage)

    shown = re.findall(
        r'href="(/households/[^"]*/rights/[^"]*)"', plain(stage.emma.browser().get(f"/households/{home.household}/"))
    )

    assert shown == [page(stage)]
    assert stage.emma.browser().get(shown[0]).status_code == 200
    assert stage.emma.browser().get(page(stage, person=1)).status_code == 404


def test_the_paper_in_both_languages_when_hers_is_not_known(stage):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = '' WHERE id = %s", [of(stage).person])
    paper = plain(stage.amina.browser().get(page(stage, more="paper/")))
    assert 'lang="fr"' in paper and 'lang="nl"' in paper and "Aan te vragen" in paper and "À demander" in paper


def test_nothing_ticked_is_said_and_a_spoilt_address_is_not_there(stage):
    amina = stage.amina.browser()
    answer = amina.post(page(stage), {})
    assert answer.status_code == 422
    for spoilt in ("", "?person=", "?person=x"):
        assert amina.get(f"/households/{stage.homes[0].household}/rights/{spoilt}").status_code == 404


def test_statements_do_not_grow_with_what_was_seen(stage):
    amina = stage.amina.browser()

    def statements():
        amina.get(page(stage))
        with CaptureQueriesContext(connection) as found:
            assert amina.get(page(stage)).status_code == 200
        return len(found)

    few = statements()
    seen(stage, "amina", of(stage), *[one.code for one in questions(TODAY)])
    assert statements() == few
