"""Who is whose, and the person in front of me (P15)."""

import datetime

import pytest

from palier.casework.cases import actions
from tests.desk.capture.writing import open_file, rows
from tests.stage import without_locks


def label(home):
    ((found,),) = rows("SELECT label FROM people_household WHERE id = %s", home.household)
    return found


@pytest.fixture
def left(stage):
    """Amina left a word for whoever receives this household."""
    with stage.amina.acting() as amina:
        actions.leave_word(
            actor=amina,
            household=stage.homes[0].household,
            text="lui donner la lettre",
            until=amina.today + datetime.timedelta(days=60),
        )


@pytest.mark.parametrize("who", ["desk", "bart", "accounts", "technical", "agent"])
def test_everybody_at_work_finds_who_looks_after_a_household(stage, who):
    page = stage.people[who].browser().post("/desk/", {"who": label(stage.homes[0])}).content.decode()

    assert "Amina Exemple" in page


def test_the_answer_is_the_same_with_and_without_a_file(stage):
    home = stage.homes[0]
    bart = stage.bart.browser()
    name = label(home)

    before = _main(bart.post("/desk/", {"who": name}))
    open_file(stage)
    after = _main(bart.post("/desk/", {"who": name}))

    assert before == after


def test_the_word_opens_when_the_person_stands_in_front_of_me(stage, left):
    bart, home = stage.bart.browser(), stage.homes[0].household
    rows(
        "UPDATE people_person SET languages_spoken = '{ary,fr}' WHERE id = %s RETURNING 1",
        stage.homes[0].persons[0],
    )
    stage.reached_only(stage.homes[0].persons[0], "au guichet seulement")
    assert bart.get(f"/desk/{home}/").status_code == 404

    answer = bart.post(f"/desk/{home}/receive/", follow=True)

    page = answer.content.decode()
    assert "lui donner la lettre" in page
    assert "au guichet seulement" in page
    assert "darija" in page
    assert f"/capture/?household={home}" in page
    assert stage.dries.browser().get(f"/desk/{home}/").status_code == 404


def test_the_word_closes_again_a_day_after_the_session(stage, left):
    bart, home = stage.bart.browser(), stage.homes[0].household
    bart.post(f"/desk/{home}/receive/")
    rows("UPDATE access_dutypresence SET until = now() - interval '1 minute' WHERE household = %s RETURNING 1", home)

    assert bart.get(f"/desk/{home}/").status_code == 404


def test_that_she_was_received_is_forgotten_when_the_word_closes_again(stage, left):
    bart, homes = stage.bart.browser(), [home.household for home in stage.homes[:2]]
    for home in homes:
        bart.post(f"/desk/{home}/receive/")
    over, still = homes
    rows("UPDATE access_dutypresence SET until = now() - interval '1 minute' WHERE household = %s RETURNING 1", over)

    with without_locks() as cursor:
        cursor.execute("SET LOCAL ROLE palier_definer")
        cursor.execute("SELECT sec.erase_presences()")
    assert rows("SELECT household FROM access_dutypresence WHERE household = ANY (%s)", homes) == [(still,)]
    told = rows("SELECT count(*) FROM access_history h WHERE h::text LIKE %s", f"%{over}%")
    assert told == [(0,)]


@pytest.mark.parametrize("who", ["desk", "accounts", "technical", "head", "chloe"])
def test_who_is_not_of_the_desk_receives_nobody(stage, left, who):
    browser, home = stage.people[who].browser(), stage.homes[0].household

    answer = browser.post(f"/desk/{home}/receive/", follow=True)

    assert "lui donner la lettre" not in answer.content.decode()
    assert browser.get(f"/desk/{home}/").status_code == 404


def test_a_protected_address_is_not_shown(stage):
    home = stage.homes[0]
    rows("UPDATE people_person SET protected_address = true WHERE id = %s RETURNING 1", home.persons[0])
    rows("UPDATE housing_lease SET protected = true WHERE id = %s RETURNING 1", home.lease)

    page = _main(stage.bart.browser().post("/desk/", {"who": label(home)}))

    line = next(line for line in page.split("/li>") if f"b>{label(home)}" in line)
    assert "adresse protégée" in line
    assert "Brouillon" not in line


def _main(answer):
    page = answer.content.decode().split("<main")[1].split("</main>")[0]
    return "".join(piece for piece in page.split("<") if "csrfmiddlewaretoken" not in piece)
