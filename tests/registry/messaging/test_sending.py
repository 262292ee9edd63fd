"""The outbox is emptied through real sockets: one neutral sentence, the company as sender, never twice, never a secret."""

import datetime
import email
import email.policy

import pytest

from palier.registry.messaging import actions, queries
from tests.stage import without_locks

SECRET = "confidence que personne ne lit"


@pytest.fixture
def reached(stage):
    """The first person has a mail; her number is there already."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_contactdetails SET email = 'zoe@exemple.invalid' WHERE person_id = %s",
            [stage.homes[0].persons[0]],
        )


def line(pk):
    with without_locks() as cursor:
        cursor.execute("SELECT state, tries, proof, sent_at, due_at FROM messaging_dispatch WHERE id = %s", [pk])
        return cursor.fetchone()


@pytest.mark.usefixtures("reached")
def test_a_mail_says_that_a_letter_waits_and_nothing_else(stage, write, let_go, mail, send):
    pk = let_go(write(body_fr=SECRET, title_fr="Aide"), "mail")

    went, said = send()

    assert went == 1
    sender, to, raw = mail.mails[0]
    message = email.message_from_string(raw, policy=email.policy.default)
    assert "logis@exemple.invalid" in sender and "zoe@exemple.invalid" in to[0]
    assert message["Message-ID"] == f"<{pk}@exemple.invalid>"
    assert message["Subject"] == stage.company.name_fr
    assert message["From"].addresses[0].display_name == stage.company.name_fr
    assert message.get_content().strip() == "Un courrier vous attend."
    assert SECRET not in raw + said and "ocial" not in raw and "Aide" not in raw
    assert line(pk)[:3] == ("sent", 1, f"<{pk}@exemple.invalid>")


def test_an_sms_carries_its_key_and_the_gateways_answer_is_the_proof(stage, write, let_go, sms, send):
    pk = let_go(write(body_fr=SECRET), "sms")

    assert send()[0] == 1

    headers, body = sms.asked[0]
    assert headers["Idempotency-Key"] == str(pk) == body["id"]
    assert (body["text"], body["from"]) == ("Un courrier vous attend.", stage.company.name_fr)
    assert body["to"].startswith("+3220")
    assert set(body) == {"id", "to", "from", "text"}
    assert line(pk)[:3] == ("sent", 1, "gw-1")
    assert send()[0] == 0 and len(sms.asked) == 1


def test_in_both_languages_when_nobody_knows_which_one(stage, write, let_go, sms, send):
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET language = '' WHERE id = %s", [stage.homes[0].persons[0]])
    let_go(write(), "sms")
    send()
    assert sms.asked[0][1]["text"] == "Un courrier vous attend. / Er ligt een brief voor u klaar."


def test_a_gateway_that_is_down_is_tried_again_with_growing_pauses_then_waits_on_the_list(
    stage, write, let_go, sms, send
):
    pk = let_go(write(), "sms")
    sms.status = 503
    pauses = []
    for tries in range(1, 7):
        with without_locks() as cursor:
            cursor.execute("UPDATE messaging_dispatch SET due_at = sec.now() WHERE id = %s", [pk])
            cursor.execute("SELECT sec.now()")
            before = cursor.fetchone()[0]
        assert send()[0] == 0
        state, tried, _, _, due = line(pk)
        assert tried == tries
        if state == "waiting":
            pauses.append(due - before)
    assert state == "failed" and len(pauses) == 5 and pauses == sorted(pauses)
    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.waiting(amina).failed] == [pk]
    sms.status = 200
    with stage.amina.acting() as amina:
        actions.try_again(actor=amina, pk=pk)
    assert send()[0] == 1
    assert line(pk)[0] == "sent"


def test_a_number_the_gateway_will_never_take_fails_at_once_and_its_log_names_nobody(stage, write, let_go, sms, send):
    sms.status = 400
    pk = let_go(write(), "sms")
    _, said = send()
    assert line(pk)[:2] == ("failed", 1)
    assert str(pk) in said and "+3220" not in said and "Zo" not in said


def test_the_address_is_read_when_it_goes(stage, write, let_go, sms, send):
    let_go(write(), "sms")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE people_contactdetails SET phone = '+3220999999' WHERE person_id = %s", [stage.homes[0].persons[0]]
        )
    send()
    assert sms.asked[0][1]["to"] == "+3220999999"


def test_a_way_agreed_after_it_was_written_withdraws_it(stage, write, let_go, sms, send):
    pk = let_go(write(), "sms")
    stage.reached_only(stage.homes[0].persons[0], "par sa sœur")
    assert send()[0] == 0
    assert line(pk)[0] == "withdrawn" and sms.asked == []


def test_an_hour_that_has_passed_is_not_reminded_of(stage, write, let_go, sms, send):
    pk = let_go(write(), "sms")
    with without_locks() as cursor:
        cursor.execute("UPDATE messaging_dispatch SET about_at = sec.now() - interval '1 hour' WHERE id = %s", [pk])
    assert send()[0] == 0
    assert line(pk)[0] == "withdrawn" and sms.asked == []


@pytest.mark.usefixtures("reached")
def test_killed_between_sending_and_marking_it_goes_again_under_the_same_message_id(write, let_go, mail, sender, send):
    pk = let_go(write(), "mail")
    mail.holds = True
    process = sender()
    assert mail.taken.wait(40), "the mail never came"
    process.kill()
    process.communicate(timeout=20)
    mail.holds = False
    mail.let_go.set()
    assert line(pk)[0] == "under_way"

    assert send()[0] == 0, "its lease still holds: nobody else takes it"
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE messaging_dispatch SET leased_until = sec.now() - interval '1 second' WHERE id = %s", [pk]
        )
    assert send()[0] == 1

    ids = [email.message_from_string(raw)["Message-ID"] for _, _, raw in mail.mails]
    assert set(ids) == {f"<{pk}@exemple.invalid>"} and len(ids) == 2
    assert line(pk)[:2] == ("sent", 2)


def test_two_senders_at_once_send_each_line_once(stage, write, let_go, sms, sender):
    pks = {let_go(write(), "sms") for _ in range(12)}
    both = [sender(), sender()]
    went = sum(int(one.communicate(timeout=60)[0].split()[-1]) for one in both)
    assert went == 12
    assert {body["id"] for _, body in sms.asked} == {str(pk) for pk in pks} and len(sms.asked) == 12


def test_a_refused_letter_leaves_no_line(stage, write, gateways):
    """The line and the change stand together: when the transaction is taken back, nothing was ever due."""
    pk = write()
    with pytest.raises(ZeroDivisionError), stage.amina.acting() as amina:
        row = queries.letter(amina, pk)
        actions.send_letter(actor=amina, pk=pk, channel="sms", version=row.version)
        raise ZeroDivisionError
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM messaging_dispatch WHERE letter_id = %s", [pk])
        assert cursor.fetchone() == (0,)


def test_without_gateways_these_ways_are_not_there(stage, write):
    page = stage.amina.browser().get(f"/letters/{write()}/").content.decode()
    assert 'value="sms"' not in page and 'value="mail"' not in page and 'value="letter"' in page


def test_a_line_may_be_withdrawn_until_it_goes(stage, write, let_go, sms, send):
    pk = let_go(write(), "sms")
    with stage.amina.acting() as amina:
        actions.withdraw(actor=amina, pk=pk)
    assert send()[0] == 0 and sms.asked == []
    assert datetime.datetime.now(datetime.UTC) > line(pk)[4]
