"""Requests by telephone (P19): the same copy, who called sealed, never routed to a pair member's own house."""

import html
import re

import pytest
from django.db import connection

from palier.access import keys, resealing
from palier.access.sealing import MARK
from palier.casework.support_requests import actions, queries
from palier.casework.support_requests.rules import Origin
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput, Refused
from tests.casework.support_requests.cells import a_cell, ask, end, pair_up, phoned
from tests.casework.support_requests.test_support_requests import plain, second_step
from tests.stage import ALWAYS, put, without_locks

WHO = ("Dr Zéphyr", "médecin", "0499 99 98 98", "Je crains le pire")
TYPED = {
    "origin": "general_practitioner",
    "caller": "Dr Zéphyr",
    "function": "médecin",
    "phone": "0499 99 98 98",
    "situation": "no_contact",
    "triggers": ["isolation"],
    "text": "Zéphyr suit Mme Zoubirane, 14 rue des Tisserands.",
    "tried": "",
    "fears": "Je crains le pire",
}


@pytest.fixture
def cell(stage):
    return a_cell(stage, "selma", "sam", "sofie")


def typed(cell, **changes):
    return TYPED | {"cell": str(cell.pk)} | changes


def test_a_worker_of_the_cell_types_a_call_reads_the_copy_and_takes_it(stage, cell):
    browser = stage.people["selma"].browser()

    proof = browser.post("/support/intake/", typed(cell))
    sent = second_step(proof)
    assert not any(word in sent["text"] for word in ("Zoubirane", "Tisserands", "Zéphyr")), sent["text"]
    answer = browser.post("/support/intake/", sent)

    assert answer.status_code == 302, plain(answer)
    page = plain(browser.get(answer["Location"]))
    assert "Dr Zéphyr, médecin, 0499 99 98 98" in page and "Médecin généraliste" in page
    assert "Je crains le pire" not in page  # for the pair


def test_what_was_not_looked_at_comes_back_with_all_that_was_typed(stage, cell):
    browser = stage.people["selma"].browser()
    proof = browser.post("/support/intake/", typed(cell, text="Elle a quatre enfants."))

    answer = browser.post("/support/intake/", second_step(proof, seen=[]))

    assert answer.status_code == 422
    kept = html.unescape(answer.content.decode())
    assert all(word in kept for word in WHO)


@pytest.mark.parametrize(("origin", "company"), [("housing_company", ""), ("general_practitioner", "a company")])
def test_a_company_is_chosen_when_one_calls_and_only_then(stage, cell, origin, company):
    chosen = str(stage.company.pk) if company else ""
    answer = stage.people["selma"].browser().post("/support/intake/", typed(cell, origin=origin, company=chosen))

    assert answer.status_code == 422 and "Choisissez une société" in plain(answer)
    assert "0499 99 98 98" in plain(answer) and "Tisserands" in plain(answer)
    with pytest.raises(InvalidInput):
        phoned(stage, cell, origin=Origin(origin), company=stage.company.pk if company else None)


@pytest.mark.parametrize("who", ["amina", "head", "officer", "desk", "admin"])
def test_nobody_outside_the_cell_takes_a_call(stage, cell, who):
    assert stage.people[who].browser().get("/support/intake/").status_code == 404
    with pytest.raises(Refused):
        phoned(stage, cell, who=who)


def test_who_called_is_sealed_in_the_database_with_a_key_of_its_own(stage, cell):
    one, other = phoned(stage, cell), phoned(stage, cell)
    with without_locks() as cursor:
        cursor.execute(
            "SELECT subject_id, name, function, phone, fears FROM support_requests_intake WHERE request_id = ANY(%s)",
            [[one, other]],
        )
        rows = cursor.fetchall()
        cursor.execute("SELECT r::text FROM support_requests_supportrequest r WHERE id = ANY(%s)", [[one, other]])
        copies = str(cursor.fetchall())

    assert len({row[0] for row in rows}) == 2
    assert all(word.startswith(MARK) for row in rows for word in row[1:])
    assert not any(word in str(rows) + copies for word in WHO)
    assert all(keys.versions(row[0]) for row in rows)


def test_clear_words_typed_by_hand_are_refused(stage, cell):
    with stage.people["selma"].acting(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT sec.take_support_intake(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(), 'general_practitioner',"
            " NULL, true, 'no_contact', '{}', 'x', '', false, sec.today(), 'Dr Clair', '', '', '')"
        )
        assert cursor.fetchone() == (False,)


def test_who_took_the_call_and_the_pair_read_who_called_and_no_other_colleague(stage, cell):
    request = phoned(stage, cell, who="sofie")

    with stage.people["sofie"].acting() as sofie:
        found = queries.caller(sofie, request)
    assert (found.name, found.phone, found.fears) == ("Dr Zéphyr", "0499 99 98 98", "")
    with stage.people["selma"].acting() as selma:
        assert queries.caller(selma, request) is None
    pair_up(stage, request)
    with stage.people["selma"].acting() as selma:
        assert queries.caller(selma, request).fears == "Je crains le pire"
    end(stage, request)
    for who in ("selma", "sam", "sofie"):
        with stage.people[who].acting() as actor:
            assert queries.caller(actor, request) is None


def test_what_the_caller_fears_goes_when_she_says_so_and_for_good(stage, cell):
    request = phoned(stage, cell)
    pair_up(stage, request)

    assert stage.people["sofie"].browser().post(f"/support/queue/{request}/fears/").status_code == 404
    assert stage.people["sam"].browser().post(f"/support/queue/{request}/fears/").status_code == 302
    with stage.people["sam"].acting() as sam:
        assert queries.caller(sam, request).fears == ""
    with without_locks() as cursor:
        cursor.execute("SELECT fears FROM support_requests_intake WHERE request_id = %s", [request])
        assert cursor.fetchone() == ("",)


def test_a_call_of_a_company_is_never_routed_to_who_works_there(stage, cell):
    """Sam has another post in the company that calls: no choice of the list, and refused when typed by hand."""
    with without_locks() as cursor:
        cursor.execute("SELECT staff_id FROM organisations_post WHERE id = %s", [stage.people["sam"].post])
        put(
            Post(
                staff_id=cursor.fetchone()[0], organisation=stage.company, service=stage.service,
                role=Role.SOCIAL_WORKER, valid=ALWAYS,
            )
        )  # fmt: skip
    of_the_company = phoned(stage, cell, origin=Origin.HOUSING_COMPANY, company=stage.company.pk)
    of_a_doctor = phoned(stage, cell)

    with stage.people["selma"].acting() as selma:
        sam = str(stage.people["sam"].post)
        assert sam not in dict(queries.colleagues(selma, of_the_company))
        assert sam in dict(queries.colleagues(selma, of_a_doctor))
    with pytest.raises(Refused):
        pair_up(stage, of_the_company)


def test_who_is_seconded_takes_part_for_social_tenants_only(stage, cell):
    """S4-092: her employer is not the cell."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_staffmember SET employer_id = %s WHERE id = (SELECT staff_id FROM organisations_post"
            " WHERE id = %s)",
            [stage.company.pk, stage.people["sam"].post],
        )
        cursor.execute(
            "UPDATE organisations_staffmember SET employer_id = %s WHERE id = (SELECT staff_id FROM organisations_post"
            " WHERE id = %s)",
            [cell.pk, stage.people["selma"].post],
        )
    social, private = phoned(stage, cell), phoned(stage, cell, social_tenant=False)

    with stage.people["selma"].acting() as selma:
        sam = str(stage.people["sam"].post)
        assert sam in dict(queries.colleagues(selma, social))
        assert sam not in dict(queries.colleagues(selma, private))
        assert str(stage.people["selma"].post) in dict(queries.colleagues(selma, private))


def test_two_calls_about_one_person_have_nothing_in_common_but_kind_and_day(stage, cell):
    phoned(stage, cell), phoned(stage, cell)
    with without_locks() as cursor:
        cursor.execute("SELECT to_jsonb(i)::text FROM support_requests_intake i WHERE organisation_id = %s", [cell.pk])
        first, second = (dict(re.findall(r'"(\w+)": (null|"[^"]*"|\w+)', row)) for (row,) in cursor.fetchall())

    shared = {name for name in first if first[name] == second[name]}
    assert shared == {"organisation_id", "author_id", "company_id", "tier", "taken_on"}


def test_an_ended_call_goes_with_its_key(stage, cell):
    request, stays = phoned(stage, cell), phoned(stage, cell)
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM support_requests_intake WHERE request_id = %s", [request])
        subject = cursor.fetchone()[0]
        cursor.execute("SELECT subject_id FROM support_requests_intake WHERE request_id = %s", [stays])
        other = cursor.fetchone()[0]
        cursor.execute(
            "UPDATE support_requests_supportrequest SET state = 'closed', closed_on = '2020-01-01' WHERE id = %s",
            [request],
        )
        cursor.execute("SELECT sec.erase_support_requests()")
        cursor.execute("SELECT count(*) FROM support_requests_intake WHERE request_id = %s", [request])
        assert cursor.fetchone() == (0,)
    resealing.destroy("stage")

    assert keys.versions(subject) == ()
    assert keys.versions(other)


def test_a_request_of_a_worker_shows_no_caller(stage, cell):
    _asking, request = ask(stage, cell)
    with stage.people["selma"].acting() as selma:
        assert queries.caller(selma, request) is None
        with pytest.raises(Refused):
            actions.forget_caller_fears(actor=selma, pk=request)
