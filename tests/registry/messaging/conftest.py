"""A letter of Amina's to the head of the first household; gateways that keep what they get; a sender as the worker runs it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.registry.messaging.sinks import Gateway, MailServer, running

ROOT = Path(__file__).resolve().parents[3]
SEND = "from palier.cli.setup import django_as\nwith django_as('job'):\n    from palier.registry.messaging.jobs import send_due\n    print(send_due())"


@pytest.fixture
def mail():
    with running(MailServer()) as server:
        yield server


@pytest.fixture
def sms():
    with running(Gateway()) as server:
        yield server


@pytest.fixture
def gateways(mail, sms):
    """Both ways are there, for the pages and for the sender."""
    from django.test import override_settings

    with override_settings(MAIL_GATEWAY=mail.url, SMS_GATEWAY=sms.url):
        yield {"PALIER_MAIL_URL": mail.url, "PALIER_SMS_URL": sms.url, "PALIER_MAIL_FROM": "logis@exemple.invalid"}


@pytest.fixture
def sender(gateways):
    """Starts the sender in a process of its own, as the role of jobs; answers the process."""

    def start():
        env = {**os.environ, **gateways, "PALIER_ROLE": "job"}
        return subprocess.Popen(
            [sys.executable, "-c", SEND], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )

    return start


@pytest.fixture
def send(sender):
    """One round of the sender; answers how many went, and what it said. What other tests left waiting is put off."""
    from tests.stage import without_locks

    with without_locks() as cursor:
        cursor.execute("UPDATE messaging_dispatch SET due_at = sec.now() + interval '30 days' WHERE state = 'waiting'")

    def once():
        out, said = sender().communicate(timeout=60)
        return int(out.split()[-1]), said

    return once


@pytest.fixture
def subject(stage):
    """The subject of a file that Amina opened for the first household, about the first person."""
    from palier.casework.cases import actions, queries
    from palier.casework.cases.rules import CaseDraft

    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        return queries.case(amina, case).subject_id


@pytest.fixture
def write(stage, subject):
    """Writes a letter in the file, as Amina; answers its id."""
    from palier.registry.messaging import actions
    from palier.registry.messaging.rules import LetterDraft, LetterKind, LetterLanguage

    def written(**more):
        home = stage.homes[0]
        values = {
            "household": home.household,
            "person": home.persons[0],
            "kind": LetterKind.CALL_US,
            "template_version": 0,
            "language": LetterLanguage.FR,
            "title_fr": "Merci de nous appeler",
            "body_fr": "Bonjour,\n\nAppelez-moi.",
            "file": subject,
        }
        with stage.amina.acting() as amina:
            return actions.write_letter(actor=amina, draft=LetterDraft(**(values | more)))

    return written


@pytest.fixture
def let_go(stage):
    """Lets a letter go by a channel, as Amina; answers the dispatch's id."""
    from palier.registry.messaging import actions, queries
    from palier.registry.messaging.rules import Channel

    def gone(pk, channel="counter", who=None):
        with (who or stage.amina).acting() as actor:
            row = queries.letter(actor, pk)
            return actions.send_letter(actor=actor, pk=pk, channel=Channel(channel), version=row.version)

    return gone
