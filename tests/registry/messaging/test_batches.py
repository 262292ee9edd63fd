"""Letters to many: made one by one by the worker, never twice, each with the checks of one; posted in one gesture."""

import datetime as dt
import io
import os
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from django.db import connection, connections
from django.test.utils import CaptureQueriesContext

from palier.kernel.errors import InvalidInput, Refused
from palier.registry.messaging import actions, exports, queries
from palier.registry.messaging.rules import LetterKind
from palier.registry.messaging.rules.batches import BatchDraft, LineState, To, on_the_pile
from palier.registry.messaging.rules.templates import BLANK
from tests.stage import STAGE, without_locks

ROOT = Path(__file__).resolve().parents[3]
MAKE = (
    "from palier.cli.setup import django_as\nwith django_as('job'):\n    from palier.cli.worker import ROUNDS, _do\n"
    "    from django.db import connection\n"
    "    [_do(one) for one in ROUNDS if one.function == 'make_letters']\n    print('done')"
)
WORDS = {
    "title_fr": "Merci d’appeler", "body_fr": "Bonjour {personne},\n\nAppelez-moi.",
    "title_nl": "Bel ons even", "body_nl": "Dag {persoon},\n\nBel mij.",
}  # fmt: skip


def worker():
    """One round of the worker's, in a process of its own, as the role of jobs."""
    env = {**os.environ, "PALIER_ROLE": "job"}
    return subprocess.Popen([sys.executable, "-c", MAKE], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def make():
    """The same round, here: what the worker's process sends."""
    with without_locks() as cursor:
        cursor.execute("SELECT sec.make_letters()")
        return cursor.fetchone()[0]


def everybody(stage, homes=None):
    return tuple(To(home.household, person) for home in homes or stage.homes[:2] for person in home.persons)


def ordered(stage, to=None, **more):
    draft = BatchDraft(
        **({"to": to or everybody(stage), "kind": LetterKind.CALL_US, "template_version": 0} | WORDS | more)
    )
    with stage.amina.acting() as amina:
        return actions.order_letters(actor=amina, draft=draft)


def states(stage, pk):
    with stage.amina.acting() as amina:
        return [row.state for row in queries.lines(amina, pk).order_by("id")]


def letters_of(pk):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT w.person_id, w.language, w.body_fr, w.body_nl, w.ends_on FROM messaging_letter w"
            " JOIN messaging_batchline l ON l.id = w.id WHERE l.batch_id = %s ORDER BY w.id", [pk]
        )  # fmt: skip
        return cursor.fetchall()


def sql(text, values=()):
    with without_locks() as cursor:
        cursor.execute(text, values)


def test_each_person_gets_a_letter_of_her_own_in_her_language(stage):
    head, partner = stage.homes[0].persons
    sql("UPDATE people_person SET language = 'nl' WHERE id = %s", [head])
    sql("UPDATE people_person SET language = '' WHERE id = %s", [partner])
    pk = ordered(stage)
    assert letters_of(pk) == []

    make()

    with stage.amina.acting() as amina:
        assert queries.progress(amina, pk).made == 4
        today = amina.today
    made = {row[0]: row[1:] for row in letters_of(pk)}
    mark = made[head][2].split("\n")[0]
    assert (made[head][0], made[head][1]) == ("nl", "")
    assert mark.startswith("Dag Zoé Exemple")
    assert made[partner][0] == "both"
    assert "Bonjour Omer" in made[partner][1]
    assert "Dag Omer" in made[partner][2]
    assert {row[3] for row in made.values()} == {today + dt.timedelta(days=365)}


def test_what_cannot_be_made_is_listed_and_the_good_ones_are_kept(stage):
    (alone, other), (third, fourth) = (home.persons for home in stage.homes[:2])
    stage.reached_only(alone, "chez sa sœur")
    sql("UPDATE people_householdmember SET valid = daterange('2020-01-01', sec.today()) WHERE person_id = %s", [third])
    sql("UPDATE people_person SET last_name = repeat('long ', 12) WHERE id = %s", [fourth])
    with pytest.raises(Refused):
        ordered(stage)  # who has moved out is offered by no list
    sql("UPDATE people_householdmember SET valid = daterange('2020-01-01', NULL) WHERE person_id = %s", [third])
    pk = ordered(stage, title_fr="Bonjour {personne}")
    sql("UPDATE people_householdmember SET valid = daterange('2020-01-01', sec.today()) WHERE person_id = %s", [third])

    make()

    assert states(stage, pk) == [LineState.BY_HAND, LineState.MADE, LineState.MOVED, LineState.TOO_LONG]
    assert [row[0] for row in letters_of(pk)] == [other]
    page = stage.amina.browser().get(f"/letters/batches/{pk}/").content.decode()
    assert page.count("De la main à la main") == 1

    sql("DELETE FROM people_safecontact WHERE person_id = %s", [alone])
    with stage.amina.acting() as amina:
        assert actions.make_again(actor=amina, pk=pk) == 2  # she with whom one works no more waits for nothing
    make()
    assert states(stage, pk)[:2] == [LineState.MADE, LineState.MADE]


def test_a_protected_address_is_on_no_pile_and_the_letter_is_handed_over(stage):
    hidden, open_home = stage.homes[:2]
    sql("UPDATE people_person SET protected_address = true WHERE id = %s", [hidden.persons[0]])
    sql("UPDATE housing_lease SET protected = true WHERE id = %s", [hidden.lease])
    pk = ordered(stage)
    make()

    with stage.amina.acting() as amina:
        pile = queries.pile(amina, pk)
        printed = pikepdf.open(io.BytesIO(exports.letters_pdf(queries.sheets(amina, pile))))
    assert {row.household_id for row in pile.by_hand} == {hidden.household}
    assert {row.household_id for row in pile.to_post} == {open_home.household}
    assert len(printed.pages) == 2
    assert bool(printed.Root.MarkInfo.Marked)


def test_the_pile_lies_in_the_order_of_the_buildings():
    doors = [
        ("1000", "rue A", "10", "11"),
        ("1000", "rue A", "9", ""),
        ("1000", "rue A", "10", "2"),
        ("1000", "rue A", "10A", "1"),
    ]
    assert sorted(doors, key=lambda one: on_the_pile(*one)) == [doors[1], doors[2], doors[0], doors[3]]


def test_one_gesture_posts_all_and_each_keeps_its_proof_once(stage):
    pk = ordered(stage)
    make()
    with stage.amina.acting() as amina:
        taken_out = queries.pile(amina, pk).to_post[0].person_id
    stage.reached_only(taken_out, "par l’école")  # agreed after the pile was printed

    for number in (3, 0):
        with stage.amina.acting() as amina:
            assert actions.post_batch(actor=amina, pk=pk) == number
    with stage.amina.acting() as amina:
        pile = queries.pile(amina, pk)
        proofs = [queries.dispatches(amina, row.pk) for row in pile.gone]
    assert [row.person_id for row in pile.by_hand] == [taken_out]
    assert [len(one) for one in proofs] == [1, 1, 1]
    assert {(one.state, one.handed_by_id) for (one,) in proofs} == {("sent", stage.amina.post)}


def test_a_killed_worker_leaves_no_half_and_none_is_made_twice(stage):
    """It dies in the middle of a round; another one begins again. Each letter is there once."""
    pk = ordered(stage)
    with stage.amina.acting() as amina:
        third = queries.lines(amina, pk).order_by("id")[2].pk
    blocker = connections[STAGE].copy()
    blocker.set_autocommit(False)
    with blocker.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute(  # the third letter's place is taken for as long as this transaction lasts: the worker waits there
            "INSERT INTO messaging_letter (id, organisation_id, subject_id, author_id, household_id, person_id, kind, template_version,"
            " language, title_fr, body_fr, title_nl, body_nl, to_explain, confided_by, concerns, state, version)"
            " SELECT id, organisation_id, subject_id, author_id, household_id, person_id, 'empty', 0, 'fr', '', '', '', '', false, '{}',"
            " '{}', 'draft', 1 FROM messaging_batchline WHERE id = %s", [third]
        )  # fmt: skip
    dying = worker()
    _until_it_waits()
    dying.kill()
    dying.wait()
    blocker.rollback()
    blocker.close()
    assert letters_of(pk) == []
    assert set(states(stage, pk)) == {LineState.WAITING}

    alive, rival = worker(), worker()
    assert "done" in alive.communicate(timeout=60)[0]
    assert "done" in rival.communicate(timeout=60)[0]
    assert set(states(stage, pk)) == {LineState.MADE}
    assert len(letters_of(pk)) == 4
    assert make() == 0


def _until_it_waits():
    for _again in range(300):
        with without_locks() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")
            if cursor.fetchone()[0]:
                return
        time.sleep(0.1)
    raise AssertionError("the worker never came to the third letter")


def test_stopped_nothing_more_is_made_until_it_goes_on(stage):
    pk = ordered(stage)
    browser = stage.amina.browser()
    browser.post(f"/letters/batches/{pk}/stop/")
    make()
    assert set(states(stage, pk)) == {LineState.WAITING}
    assert "Arrêté" in browser.get(f"/letters/batches/{pk}/").content.decode()

    browser.post(f"/letters/batches/{pk}/go-on/")
    make()
    assert set(states(stage, pk)) == {LineState.MADE}


def test_who_left_the_team_makes_no_letter_and_sees_no_line(stage):
    pk = ordered(stage)
    sql(
        "UPDATE access_teammember SET valid = daterange(lower(valid), sec.today()) WHERE post_id = %s AND subject_id = %s",
        [stage.amina.post, stage.amina.post],
    )
    make()
    assert letters_of(pk) == []
    assert states(stage, pk) == []


def test_a_batch_is_its_authors_alone_and_ends(stage):
    pk = ordered(stage)
    make()
    for somebody in (stage.dries, stage.emma, stage.head, stage.chloe, stage.accounts):
        for address in ("", "letters.pdf"):
            assert somebody.browser().get(f"/letters/batches/{pk}/{address}").status_code == 404
    assert stage.amina.browser().get(f"/letters/batches/{pk}/letters.pdf")["Content-Type"] == "application/pdf"

    sql("UPDATE messaging_letterbatch SET ends_on = sec.today() - 1 WHERE id = %s", [pk])
    kept = [row[0] for row in letters_of(pk)]
    sql("SELECT sec.erase_letter_batches()")
    assert stage.amina.browser().get(f"/letters/batches/{pk}/").status_code == 404
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_letter WHERE person_id = ANY (%s)", [kept])
        assert cursor.fetchone()[0] == 4


def test_only_ones_own_are_written_to_and_no_dots_remain(stage):
    elsewhere = everybody(stage, [stage.homes[-1]])
    with pytest.raises(Refused):
        ordered(stage, elsewhere)
    for missing in (BLANK, "{jour}", "{"):
        with pytest.raises(InvalidInput) as problem:
            ordered(stage, body_fr=f"Rendez-vous {missing}")
        assert set(problem.value.fields) == {"body_fr"}


def test_the_page_takes_the_same_statements_for_two_letters_and_for_many(stage):
    counts = []
    for to in (everybody(stage)[:2], everybody(stage)):
        pk = ordered(stage, to)
        make()
        browser = stage.amina.browser()
        browser.get(f"/letters/batches/{pk}/")
        with CaptureQueriesContext(connection) as asked:
            browser.get(f"/letters/batches/{pk}/")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 20


def test_while_letters_are_made_the_page_asks_again_by_itself_and_by_its_link(stage):
    pk = ordered(stage)
    page = stage.amina.browser().get(f"/letters/batches/{pk}/").content.decode()
    assert 'hx-trigger="every 2s"' in page
    assert "0 courriers faits sur 4" in page
    make()
    part = stage.amina.browser().get(f"/letters/batches/{pk}/", headers={"HX-Request": "true"}).content.decode()
    assert "every 2s" not in part
    assert "4 courriers faits sur 4" in part
