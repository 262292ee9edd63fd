"""The nightly report: what crossed is counted, signed and chained; nothing else is in it; the public page says the same."""

import datetime as dt
import json
from dataclasses import replace

import pytest
from django.db import connection
from django.test import Client

from palier.access.rights import exports, queries
from palier.access.rights.exports import Kept, public_key, verified
from palier.access.rights.jobs import write_reports
from palier.access.rights.labels import CROSSINGS
from palier.access.rights.rules import CrossingKind
from palier.registry.signals.models import Signal
from tests.stage import put, without_locks


def service_of(somebody):
    with without_locks() as cursor:
        cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [somebody.post])
        return cursor.fetchone()[0]


def told(stage, from_whom, to_whom, number, at):
    origin, recipient = service_of(from_whom), service_of(to_whom)
    with without_locks():
        for _ in range(number):
            put(
                Signal(
                    organisation=stage.company, origin_service_id=origin, author_id=from_whom.post,
                    recipient_service_id=recipient, household_id=stage.homes[0].household, theme="repair",
                    phrase="repair_needed", sent_at=at,
                )
            )  # fmt: skip


def nightly():
    with without_locks() as cursor:
        write_reports(cursor)


def kept(stage):
    with stage.officer.acting() as officer:
        return [
            Kept(stage.company.slug, one.day, one.number, one.text, one.signature, one.key)
            for one in reversed(queries.reports(officer))
        ]


def yesterday(stage):
    with stage.officer.acting() as officer:
        day = officer.today - dt.timedelta(days=1)
    return day, dt.datetime.combine(day, dt.time(11), dt.UTC)


def test_what_crossed_is_counted_and_what_did_not_is_not(stage):
    day, noon = yesterday(stage)
    told(stage, stage.amina, stage.technical, 5, noon)
    told(stage, stage.amina, stage.accounts, 2, noon)
    told(stage, stage.agent, stage.amina, 6, noon)  # towards the social service
    told(stage, stage.agent, stage.technical, 6, noon)  # between two services of the landlord
    told(stage, stage.amina, stage.technical, 6, noon - dt.timedelta(days=1))

    nightly()
    nightly()

    [one] = kept(stage)
    said = json.loads(one.text)
    assert said == {
        "company": stage.company.slug, "day": f"{day}", "number": 1, "closed_under": 5, "former": "",
        "counts": [
            {"kind": "signal", "number": None, "towards": "accounts"},
            {"kind": "signal", "number": 5, "towards": "technical"},
        ],
    }  # fmt: skip
    assert verified([one], [public_key()])["intact"]


def chain(number, company="logis"):
    former, made = "", []
    for count in range(1, number + 1):
        day = dt.date(2026, 3, count)
        text = exports.text_of(
            company, day, count, former, [{"kind": "signal", "towards": "technical", "number": count}]
        )
        made.append(Kept(company, day, count, text, exports.signature_of(text), public_key()))
        former = text
    return made


def signed_by_another(one):
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = Ed25519PrivateKey.generate()
    text = one.text.encode()
    return replace(one, signature=key.sign(text).hex(), key=key.public_key().public_bytes_raw().hex())


@pytest.mark.parametrize(
    ("spoil", "day"),
    [
        (lambda rows: [rows[0], replace(rows[1], text=rows[1].text.replace("2", "3")), rows[2]], "2026-03-02"),
        (lambda rows: [rows[0], rows[2]], "2026-03-03"),
        (lambda rows: rows[1:], "2026-03-02"),
        (lambda rows: [rows[0], signed_by_another(rows[1]), rows[2]], "2026-03-02"),
        (lambda rows: [rows[0], replace(rows[1], day=dt.date(2026, 3, 9)), rows[2]], "2026-03-09"),
        (lambda rows: [rows[0], chain(2, "autre")[1]], "2026-03-02"),
    ],
    ids=["changed", "missing", "cut at the front", "another key", "moved", "another company's"],
)
def test_a_bad_link_is_found_and_the_chain_beside_it_holds(spoil, day):
    whole = chain(3)
    answer = verified([*spoil(chain(3)), *chain(3, "voisin")], [public_key()])

    assert verified(whole, [public_key()]) == {"intact": True, "reports": 3, "companies": 1, "broken": []}
    assert not answer["intact"]
    assert [one["day"] for one in answer["broken"]] == [day]


def test_a_missed_night_is_made_up_for_and_chained(stage):
    nightly()
    with without_locks() as cursor:
        cursor.execute("SELECT id, body FROM rights_crossingreport WHERE organisation_id = %s", [stage.company.pk])
        pk, body = cursor.fetchone()
        older = json.loads(body)
        day = dt.date.fromisoformat(older["day"]) - dt.timedelta(days=2)
        text = exports.text_of(older["company"], day, 1, "", [])
        cursor.execute(
            "UPDATE rights_crossingreport SET day = %s, body = %s, signature = %s WHERE id = %s",
            [day, text, exports.signature_of(text), pk],
        )

    nightly()

    rows = kept(stage)
    assert [one.number for one in rows] == [1, 2, 3]
    assert verified(rows, [public_key()])["intact"]


def test_officer_and_head_read_it_and_nobody_else_and_the_file_holds_what_was_signed(stage):
    day, noon = yesterday(stage)
    told(stage, stage.amina, stage.technical, 5, noon)
    nightly()

    for name in ("officer", "head"):
        browser = stage.people[name].browser()
        assert "Relevé 1" in browser.get("/crossings/").content.decode(), name
        file = json.loads(browser.get(f"/crossings/{day}.json").content)
        one = Kept(stage.company.slug, day, 1, file["report"], file["signature"], file["key"])
        assert verified([one], [public_key()])["intact"]
        assert browser.get("/crossings/2020-01-01.json").status_code == 404
        assert browser.get("/crossings/never.json").status_code == 404
    for name in ("amina", "admin", "direction", "technical", "agent"):
        assert stage.people[name].browser().get("/crossings/").status_code == 404, name
        assert stage.people[name].browser().get(f"/crossings/{day}.json").status_code == 404, name
        with stage.people[name].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM sec.crossing_reports(NULL, 9)")
            assert cursor.fetchone() == (0,), name


@pytest.mark.parametrize(("language", "address"), [("fr", "/fr/ce-qui-passe/"), ("nl", "/nl/wat-doorgaat/")])
def test_the_public_page_says_the_list_by_which_the_code_counts(language, address):
    from django.utils import translation

    page = Client().get(address).content.decode()
    ways, closed = page.split('id="h-no-way"')
    with translation.override(language):
        for kind, words in CROSSINGS:
            there = ways if kind in queries.may_cross() else closed
            assert str(words) in there.replace("&#x27;", "'"), kind
    assert public_key() in page
    at_the_table = {CrossingKind.INTERSERVICE_ACT, CrossingKind.INTERSERVICE_LINE, CrossingKind.INTERSERVICE_ANSWER}
    told = {CrossingKind.SIGNAL, CrossingKind.CERTIFICATE, CrossingKind.SAFETY}
    assert set(queries.may_cross()) == told | at_the_table
