"""The same words to all households of some places (S1-074, S1-080): ordered whole, each line once, numbers and no list."""

import datetime as dt
import email
import email.policy
import io
import os
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path

import pikepdf
import pytest
from django.db import connection, connections, transaction
from django.test.utils import CaptureQueriesContext

from palier.kernel.errors import InvalidInput, Refused
from palier.registry.messaging import actions, exports, queries
from palier.registry.messaging.rules.mailings import LETTERS_A_FILE, MailingChannel, MailingDraft, MailingKind
from tests.stage import STAGE, gathered, without_locks

ROOT = Path(__file__).resolve().parents[3]
MAKE = (
    "from palier.cli.setup import django_as\nwith django_as('job'):\n    from palier.cli.worker import ROUNDS, _do\n"
    "    from django.db import connection\n"
    "    [_do(one) for one in ROUNDS if one.function == 'make_mailing_letters' for _again in range(%d)]\n    print('done')"
)
SEND = (
    "from palier.cli.setup import django_as\nwith django_as('job'):\n"
    "    from palier.registry.messaging.jobs import send_mailings\n    print(send_mailings())"
)


def started(script, **more):
    """A process of its own, as the role of jobs."""
    env = {**os.environ, **more, "PALIER_ROLE": "job"}
    return subprocess.Popen([sys.executable, "-c", script], cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True)


def sql(text, *values):
    with without_locks() as cursor:
        cursor.execute(text, values)
        return cursor.fetchall() if cursor.description else cursor.rowcount


def lines(pk):
    """(household, language, channel, state, file, proof) of each line, street by street."""
    return sql(
        "SELECT household_id, language, channel, state, batch, proof FROM messaging_mailingline WHERE mailing_id = %s"
        " ORDER BY place",
        pk,
    )


def make():
    """The worker's round, here, until nothing is left to make."""
    while sql("SELECT sec.make_mailing_letters()")[0][0]:
        pass


@pytest.fixture
def worker(stage):
    return stage.people["collective"]


@pytest.fixture
def draft(stage):
    def of(**more):
        values = {
            "kind": MailingKind.INVITATION, "about": uuid.uuid4(), "places": (stage.sites[0].pk,), "title_fr": "Réunion",
            "body_fr": "Venez si vous voulez.", "title_nl": "Vergadering", "body_nl": "Kom als u wilt.",
            "day": dt.date(2027, 3, 4), "hour": dt.time(18, 30),
        }  # fmt: skip
        return MailingDraft(**values | more)

    return of


@pytest.fixture
def order(worker, draft):
    def ordered(**more):
        with worker.acting() as actor:
            return actions.order_mailing(actor=actor, draft=draft(**more))

    return ordered


def report(worker, pk):
    with worker.acting() as actor:
        return queries.report(actor, queries.mailing(actor, pk))


def at_the_first_site(stage):
    return [home for home in stage.homes if sql(
        "SELECT 1 FROM housing_dwelling d JOIN organisations_place p ON p.id = d.building_id WHERE d.id = %s AND p.parent_id = %s",
        home.dwelling, stage.sites[0].pk,
    )]  # fmt: skip


def test_each_in_the_language_and_by_the_way_of_who_signed_the_lease(stage, worker, draft, mail, gateways):
    """Post for most, mail for who asked for it, both languages where none is known, no way at all past a protected door."""
    with without_locks(), gathered():
        french, dutch, unknown, by_mail, hidden, agreed = (stage.home(stage.buildings[0], 1) for _home in range(6))
    sql("UPDATE people_person SET language = 'nl' WHERE id = %s", dutch.persons[0])
    sql("UPDATE people_person SET language = '' WHERE id = %s", unknown.persons[0])
    sql(
        "UPDATE people_contactdetails SET reach = 'email', email = 'a@exemple.invalid' WHERE person_id = %s",
        by_mail.persons[0],
    )
    sql("UPDATE people_person SET protected_address = true WHERE id = %s", hidden.persons[0])
    sql("UPDATE housing_lease SET protected = true WHERE id = %s", hidden.lease)
    stage.reached_only(agreed.persons[0], "par sa sœur")
    with worker.acting() as actor:
        before = queries.reaches(actor, [stage.sites[0].pk])
        pk = actions.order_mailing(actor=actor, draft=draft())

    found = {home: (language, channel) for home, language, channel, *_rest in lines(pk)}
    assert found[french.household] == ("fr", "letter")
    assert found[dutch.household] == ("nl", "letter")
    assert found[unknown.household] == ("both", "letter")
    assert found[by_mail.household] == ("fr", "mail")
    assert found[hidden.household][1] == found[agreed.household][1] == "counter"
    assert {one.number for one in before if one.channel == MailingChannel.COUNTER} == {None}  # two: told by hand only
    assert report(worker, pk).total == len(found) - 2, "the sum does not tell what its parts close"
    for channel in (MailingChannel.LETTER, MailingChannel.MAIL):
        told = sum(one.number for one in before if one.channel == channel)
        assert told == sum(way == channel for _language, way in found.values())

    make()
    with worker.acting() as actor:
        sheets = queries.mailing_sheets(actor, queries.mailing(actor, pk), 1)
    languages = {sheet.to[0]: [text.language for text in sheet.texts] for sheet in sheets}
    names = dict(sql("SELECT id, first_name || ' ' || last_name FROM people_person"))
    assert languages[names[dutch.persons[0]]] == ["nl"]
    assert languages[names[unknown.persons[0]]] == ["fr", "nl"]
    assert names[hidden.persons[0]] not in languages and names[by_mail.persons[0]] not in languages


def test_all_lines_or_none_and_once_for_each_kind(stage, worker, draft):
    about = draft()
    with pytest.raises(ZeroDivisionError), worker.acting() as actor, transaction.atomic():
        pk = actions.order_mailing(actor=actor, draft=about)
        raise ZeroDivisionError
    assert lines(pk) == [] and sql("SELECT 1 FROM messaging_mailing WHERE id = %s", pk) == []

    with worker.acting() as actor:
        pk = actions.order_mailing(actor=actor, draft=about, key=(key := uuid.uuid4()))
    with worker.acting() as actor:  # the same page sent twice: one order
        assert actions.order_mailing(actor=actor, draft=about, key=key) == pk
    homes = at_the_first_site(stage)
    assert Counter(row[0] for row in lines(pk)) == Counter(home.household for home in homes)
    with worker.acting() as actor, pytest.raises(Refused):
        actions.order_mailing(actor=actor, draft=about)
    with worker.acting() as actor, pytest.raises(Refused):  # places of nobody
        actions.order_mailing(actor=actor, draft=draft(places=(uuid.uuid4(),)))
    with worker.acting() as actor, pytest.raises(InvalidInput) as said:
        actions.order_mailing(actor=actor, draft=draft(body_nl=" "))
    assert set(said.value.fields) == {"body_nl"}


def test_who_does_not_lead_meetings_orders_and_reads_nothing(stage, draft, order):
    pk = order()
    for somebody in (stage.amina, stage.head, stage.people["desk"], stage.people["agent"], stage.people["accounts"]):
        with somebody.acting() as actor:
            for act in (
                lambda actor=actor: actions.order_mailing(actor=actor, draft=draft()),
                lambda actor=actor: queries.mailing(actor, pk),
                lambda actor=actor: queries.reaches(actor, [stage.sites[0].pk]),
            ):
                with pytest.raises(Refused):
                    act()
    with stage.people["collective"].acting() as actor:
        assert queries.mailing(actor, pk).total == len(at_the_first_site(stage))


@pytest.mark.parametrize("households", [2 * LETTERS_A_FILE, pytest.param(4_000, marks=pytest.mark.proof)])
def test_each_letter_lies_in_one_file_though_the_worker_is_killed_midway(stage, worker, order, households):
    """Acceptance of the journey: ordered in one transaction, made in files with progress, each once."""
    make()  # what other tests left to make comes before ours
    there = len(at_the_first_site(stage))
    with without_locks(), gathered():
        for _home in range(households - there):
            stage.home(stage.buildings[0], 1)
    began = time.monotonic()
    pk = order()
    ordering = time.monotonic() - began
    assert len(lines(pk)) == households

    make_once = started(MAKE % 1)
    assert "done" in make_once.communicate(timeout=60)[0]
    assert report(worker, pk).made == LETTERS_A_FILE

    blocker = connections[STAGE].copy()
    blocker.set_autocommit(False)
    with blocker.cursor() as cursor:  # a line in the middle of the next file is held: the worker waits there
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute(
            "SELECT id FROM messaging_mailingline WHERE mailing_id = %s AND state = 'waiting' ORDER BY place OFFSET 100 LIMIT 1"
            " FOR UPDATE", [pk],
        )  # fmt: skip
    dying = started(MAKE % 1)
    _until_it_waits()
    dying.kill()
    dying.wait()
    blocker.rollback()
    blocker.close()
    assert report(worker, pk).made == LETTERS_A_FILE, "what was half made is not there"

    rivals = [started(MAKE % (households // LETTERS_A_FILE)) for _two in range(2)]
    assert all("done" in one.communicate(timeout=120)[0] for one in rivals)
    told = report(worker, pk)
    assert [one.letters for one in told.files] == [LETTERS_A_FILE] * (households // LETTERS_A_FILE)
    with worker.acting() as actor:
        mailing = queries.mailing(actor, pk)
        files = [queries.mailing_sheets(actor, mailing, one.number) for one in told.files]
    assert len({sheet.to for sheets in files for sheet in sheets}) == households

    began = time.monotonic()
    for sheets in files if households > 1_000 else files[:1]:
        assert len(pikepdf.open(io.BytesIO(exports.letters_pdf(sheets))).pages) == LETTERS_A_FILE
    setting = time.monotonic() - began
    print(f"\n{households} households: ordered in {ordering:.2f} s; letters set in PDF in {setting:.1f} s")

    with worker.acting() as actor:
        assert [actions.post_file(actor=actor, pk=pk, number=1) for _twice in range(2)] == [LETTERS_A_FILE, 0]
    assert report(worker, pk).letters_sent == LETTERS_A_FILE
    assert sum(row[5].startswith("post ") for row in lines(pk)) == LETTERS_A_FILE


def _until_it_waits():
    for _again in range(300):
        if sql("SELECT count(*) FROM pg_locks WHERE NOT granted AND locktype = 'transactionid'")[0][0]:
            return
        time.sleep(0.1)
    raise AssertionError("the worker never came to the line that is held")


@pytest.fixture
def by_mail(stage):
    """All at the first site asked for mail."""
    for home in at_the_first_site(stage):
        sql(
            "UPDATE people_contactdetails SET reach = 'email', email = id::text || '@exemple.invalid' WHERE person_id = %s",
            home.persons[0],
        )
    sql("UPDATE messaging_mailingline SET due_at = sec.now() + interval '30 days' WHERE state = 'waiting'")


@pytest.mark.usefixtures("by_mail")
def test_mail_says_that_a_letter_waits_and_goes_once_though_the_sender_is_killed(stage, worker, order, mail, gateways):
    pk, homes = order(), len(at_the_first_site(stage))
    mail.holds = True
    dying = started(SEND, **gateways)
    assert mail.taken.wait(40), "the mail never came"
    dying.kill()
    dying.wait()
    mail.holds = False
    mail.let_go.set()
    assert {row[3] for row in lines(pk)} <= {"under_way", "waiting"}
    again = started(SEND, **gateways)
    assert again.communicate(timeout=60)[0].split()[-1] == "0", "their leases still hold"

    sql("UPDATE messaging_mailingline SET leased_until = sec.now() - interval '1 second' WHERE mailing_id = %s", pk)
    rivals = [started(SEND, **gateways) for _two in range(2)]
    assert sum(int(one.communicate(timeout=60)[0].split()[-1]) for one in rivals) == homes
    assert {row[3] for row in lines(pk)} == {"sent"} and all(row[5] for row in lines(pk))
    messages = [email.message_from_string(raw, policy=email.policy.default) for _from, _to, raw in mail.mails]
    ids = Counter(one["Message-ID"] for one in messages)
    assert len(ids) == homes and sorted(ids.values())[-1] == 2, (
        "one was taken before the kill, and goes under the same id"
    )
    assert {one.get_content().strip() for one in messages} == {"Un courrier vous attend."}
    assert report(worker, pk).mails_sent == homes


@pytest.mark.usefixtures("by_mail")
def test_what_mail_does_not_reach_goes_by_post(stage, worker, order, mail, gateways):
    mail.refuses = "550 nobody here"
    pk = order()
    started(SEND, **gateways).communicate(timeout=60)
    assert {row[2] for row in lines(pk)} == {"letter"}
    make()
    assert report(worker, pk).made == len(at_the_first_site(stage))


def test_who_moved_out_is_not_written_to_and_at_the_counter_lie_copies(stage, worker, order):
    moved = at_the_first_site(stage)[0]
    with without_locks(), gathered():
        hidden = [stage.home(stage.buildings[0], 1) for _home in range(5)]
    for home in hidden:
        sql("UPDATE people_person SET protected_address = true WHERE id = %s", home.persons[0])
    pk = order()
    sql("UPDATE housing_lease SET ends = sec.today() - 1 WHERE id = %s", moved.lease)
    make()
    told = report(worker, pk)
    assert (told.moved, told.counter, told.counter_ready) == (1, 5, False)
    page = worker.browser().get(f"/mailings/{pk}/").content.decode()
    assert "Exemple" not in page.split("<main")[1].split("</main>")[0].replace("Les Logis Exemple", "")
    assert worker.browser().get(f"/mailings/{pk}/counter.pdf").content.startswith(b"%PDF")
    worker.browser().post(f"/mailings/{pk}/counter/")
    assert report(worker, pk).counter_ready
    assert worker.browser().get(f"/mailings/{pk}/files/1.pdf").content.startswith(b"%PDF")
    assert worker.browser().get(f"/mailings/{pk}/files/9.pdf").status_code == 404
    with CaptureQueriesContext(connection) as asked:
        worker.browser().get(f"/mailings/{pk}/")
    assert len(asked) <= 20


def test_who_was_written_to_is_forgotten_and_how_many_stays(stage, worker, order):
    total = len(at_the_first_site(stage))
    with without_locks():
        hidden = stage.home(stage.buildings[0], 1)
    sql("UPDATE people_person SET protected_address = true WHERE id = %s", hidden.persons[0])
    pk = order()
    make()
    with worker.acting() as actor:
        actions.post_file(actor=actor, pk=pk, number=1)
    sql("SELECT sec.erase_mailings()")
    assert len(lines(pk)) == total + 1, "its term has not come"
    sql("UPDATE messaging_mailing SET ordered_at = sec.now() - interval '13 months' WHERE id = %s", pk)
    sql("SELECT sec.erase_mailings()")
    assert lines(pk) == []
    told = report(worker, pk)
    assert (told.total, told.letters_sent, told.counter) == (total, total, None)
