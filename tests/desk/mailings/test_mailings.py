"""Write to many: a list of one's own, ticked, the words once; the batch then makes the letters."""

import re

import pytest

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.registry.messaging import queries
from palier.registry.messaging.rules.batches import To
from tests.stage import without_locks

MANY = "/letters/many/"
STEP = {"kind": "call_us", "day": "", "hour": "", "place": ""}


def ticks(page):
    return re.findall(r'name="to" value="([^"]+)"( checked)?', page)


def open_file(stage, home, *persons):
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, persons, amina.today))
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [case])
        return cursor.fetchone()[0]


def test_from_my_files_only_the_persons_of_the_file_are_offered_all_ticked(stage):
    """Her partner learns of the file by no letter (P2)."""
    home = stage.homes[0]
    subject = open_file(stage, home, home.persons[0])

    page = stage.amina.browser().get(MANY).content.decode()
    assert ticks(page) == [(str(To(home.household, home.persons[0], subject)), " checked")]
    assert ticks(stage.dries.browser().get(MANY).content.decode()) == []


def test_of_my_site_everybody_is_offered_whom_i_look_after_and_nobody_is_ticked(stage):
    site = stage.sites[0].pk
    offered = ticks(stage.amina.browser().get(MANY, {"from": site}).content.decode())

    theirs = {str(To(home.household, person)) for home in stage.homes[:2] for person in home.persons}
    assert {value for value, _checked in offered} == theirs  # the other building of the site is Dries's
    assert {checked for _value, checked in offered} == {""}


def test_two_steps_make_a_batch_and_what_was_typed_stays_when_there_is_something_to_mend(stage):
    home, browser = stage.homes[0], stage.amina.browser()
    to = [str(To(home.household, person)) for person in home.persons]
    site = f"{MANY}?from={stage.sites[0].pk}"

    nobody = browser.post(site, STEP)
    assert nobody.status_code == 422
    assert "Cochez au moins une personne" in nobody.content.decode()

    words = browser.post(site, {**STEP, "to": to})
    assert words.status_code == 200
    assert "{personne}" in words.content.decode()
    typed = {"title_fr": "Appelez", "body_fr": "Le {jour} sans faute", "title_nl": "Bel", "body_nl": "Dag {persoon}"}
    mended = browser.post(site, {**STEP, "to": " ".join(to), **typed})
    assert mended.status_code == 422
    assert "Le {jour} sans faute" in mended.content.decode()

    made = browser.post(site, {**STEP, "to": " ".join(to), **typed, "body_fr": "Bonjour {personne}"})
    pk = made["Location"].rstrip("/").split("/")[-1]
    with stage.amina.acting() as amina:
        assert {row.person_id for row in queries.lines(amina, pk)} == set(home.persons)
    assert "Courriers à plusieurs personnes" in browser.get("/letters/").content.decode()


@pytest.mark.parametrize("spoilt", ["x", "1.2.3", "a b c"])
def test_what_is_no_person_is_sent_back(stage, spoilt):
    assert stage.amina.browser().post(MANY, {**STEP, "to": spoilt}).status_code == 422


@pytest.mark.parametrize("name", ["head", "accounts", "desk", "technical", "officer"])
def test_who_writes_to_no_tenant_has_no_such_page(stage, name):
    assert stage.people[name].browser().get(MANY).status_code == 404


def test_the_page_speaks_dutch(stage):
    page = stage.amina.browser("nl").get(MANY).content.decode()
    assert "Meerdere mensen schrijven" in page
