"""Each call of the interface: what it answers to whom, and that a refusal says nothing."""

import datetime
import uuid

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from palier.access.models import ReadEvent
from palier.access.rules import Tier
from palier.casework.cases import actions
from palier.casework.cases.models import Contact, Request
from palier.casework.cases.rules import ContactDraft, Outcome
from palier.identity.organisations.models import Post, StaffMember
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Refused
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import Theme
from tests.api.programs import V1, Program, open_case, token_of
from tests.stage import ALWAYS, Stage, put, without_locks

NOBODY = uuid.UUID(int=7)
READS = ["/households?q=exemple", "/cases", f"/cases/{NOBODY}", f"/cases/{NOBODY}/contacts", "/signals"]
WRITES = ["/requests", f"/cases/{NOBODY}/contacts", f"/cases/{NOBODY}/break-glass"]


def behind(model, **values):
    """What really stands in the table, past the locks."""
    with without_locks():
        return list(model._base_manager.using("stage").filter(**values))


# -- who asks -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", [*READS, "/nowhere"])
def test_whoever_has_not_signed_in_gets_401_in_json(path):
    answer = Client().get(f"{V1}{path}")

    assert answer.status_code == 401
    assert set(answer.json()) == {"detail"}
    assert answer.headers["WWW-Authenticate"] == "Bearer"


@pytest.mark.parametrize("path", [*WRITES, "/nowhere"])
def test_whoever_has_not_signed_in_writes_nothing(path):
    answer = Client().post(f"{V1}{path}", {}, content_type="application/json")

    assert answer.status_code == 401
    assert set(answer.json()) == {"detail"}


def test_the_description_is_open_to_all_and_names_every_call():
    paths = Client().get(f"{V1}/openapi.json").json()["paths"]

    assert set(paths) == {
        "/api/v1/households",
        "/api/v1/cases",
        "/api/v1/cases/{pk}",
        "/api/v1/cases/{pk}/contacts",
        "/api/v1/cases/{pk}/break-glass",
        "/api/v1/requests",
        "/api/v1/signals",
    }


def test_an_ended_or_invented_token_is_nobody(stage, amina):
    ended = Program(token_of(stage.amina, lasts=datetime.timedelta(seconds=-1)))

    assert ended.get("/cases").status_code == 401
    assert Program("invented").get("/cases").status_code == 401
    assert amina.get("/cases").status_code == 200


def test_the_token_of_an_account_put_to_rest_is_nobody(stage, amina):
    with without_locks() as cursor:
        cursor.execute("UPDATE accounts_user SET is_active = false WHERE id = %s", [stage.amina.user])

    assert amina.get("/cases").status_code == 401


def test_a_spoilt_token_is_not_saved_by_a_session(stage):
    browser = stage.amina.browser()

    assert browser.get(f"{V1}/cases").status_code == 200
    assert browser.get(f"{V1}/cases", headers={"authorization": "Bearer invented"}).status_code == 401


def test_a_token_opens_the_interface_and_no_page(stage):
    headers = {"authorization": f"Bearer {token_of(stage.amina)}"}

    assert Client().get(f"{V1}/cases", headers=headers).status_code == 200
    page = Client().get("/", headers=headers)
    assert page.status_code == 302
    assert "login" in page.headers["Location"]


def test_the_session_lent_to_a_call_ends_with_it(stage, amina):
    def sessions():
        with without_locks() as cursor:
            cursor.execute("SELECT count(*) FROM access_lock_session WHERE user_id = %s", [stage.amina.user])
            return cursor.fetchone()[0]

    before = sessions()
    amina.get("/cases")
    amina.get(f"/cases/{NOBODY}")

    assert sessions() == before


def test_a_session_whose_token_ended_gets_401_and_no_page(stage):
    browser = stage.amina.browser()
    with without_locks() as cursor:
        cursor.execute("DELETE FROM access_lock_session WHERE user_id = %s", [stage.amina.user])

    answer = browser.get(f"{V1}/cases")

    assert answer.status_code == 401
    assert set(answer.json()) == {"detail"}


def test_a_session_writes_with_its_csrf_token_only(stage):
    browser = stage.amina.browser()
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = browser.cookies
    body = {"text": "Elle demande un rendez-vous."}

    refused = strict.post(f"{V1}/requests", body, content_type="application/json")
    assert refused.status_code == 403
    assert set(refused.json()) == {"detail"}

    strict.cookies["csrftoken"] = "a" * 32
    taken = strict.post(f"{V1}/requests", body, content_type="application/json", headers={"x-csrftoken": "a" * 32})
    assert taken.status_code == 201


def test_the_post_is_chosen_by_header(stage):
    """A worker seconded to two companies sees in each post what belongs to it."""
    case = open_case(stage)
    chloe = behind(Post, pk=stage.chloe.post)[0]
    staff = behind(StaffMember, user_id=stage.amina.user)[0]
    second = put(
        Post(
            staff=staff,
            organisation_id=chloe.organisation_id,
            service_id=chloe.service_id,
            role=Role.SOCIAL_WORKER,
            valid=ALWAYS,
            full_time_fraction="0.40",
        )
    )
    token = token_of(stage.amina)

    first = [row["id"] for row in Program(token).get("/cases").json()["items"]]
    assert first == [str(case)]
    assert Program(token, stage.amina.post).get("/cases").json()["items"]
    assert Program(token, second.pk).get("/cases").json()["items"] == []
    assert Program(token, second.pk).get(f"/cases/{case}").status_code == 404
    for not_hers in (stage.bart.post, "no id", NOBODY):
        assert Program(token, not_hers).get("/cases").status_code == 401

    browser = stage.amina.browser()
    assert browser.get(f"{V1}/cases").json()["count"] == 1
    assert browser.get(f"{V1}/cases", headers={"palier-post": str(second.pk)}).json()["count"] == 0
    assert browser.get(f"{V1}/cases", headers={"palier-post": str(stage.bart.post)}).status_code == 401


# -- not yours and not there -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["bart", "dries", "chloe", "head", "accounts", "desk", "officer", "analyst"])
def test_a_file_of_somebody_else_answers_as_one_that_is_not_there(stage, case, amina, name):
    other = Program(token_of(stage.people[name]))
    for rest in ("", "/contacts"):
        hers, nobodys = other.get(f"/cases/{case}{rest}"), other.get(f"/cases/{NOBODY}{rest}")
        spoilt = other.get(f"/cases/no-id{rest}")

        assert (hers.status_code, hers.content) == (404, nobodys.content)
        assert (spoilt.status_code, spoilt.content) == (404, nobodys.content)
        assert (
            {hers.headers["Content-Type"]} == {nobodys.headers["Content-Type"]} == {"application/json; charset=utf-8"}
        )
        assert amina.get(f"/cases/{case}{rest}").status_code == 200

    body = {"facts": "Une phrase."}
    hers, nobodys = other.post_json(f"/cases/{case}/contacts", body), other.post_json(f"/cases/{NOBODY}/contacts", body)
    assert (hers.status_code, hers.content) == (404, nobodys.content)
    assert behind(Contact, case=case) == []


def test_an_address_that_is_none_answers_alike(amina):
    assert amina.get("/nowhere").content == amina.get(f"/cases/{NOBODY}").content
    assert amina.get("/cases/").status_code == 404


def test_who_may_not_ask_at_all_gets_the_same_404(stage):
    desk = Program(token_of(stage.desk))

    assert desk.get("/cases").content == desk.get(f"/cases/{NOBODY}").content
    assert desk.get("/households", q="exemple").status_code == 200


# -- lists -------------------------------------------------------------------------------------------------------


def test_households_are_found_by_name_with_who_looks_after_them(stage, amina):
    with without_locks() as cursor:
        cursor.execute("SELECT label FROM people_household WHERE id = %s", [stage.homes[0].household])
        label = cursor.fetchone()[0]

    row = next(
        row for row in amina.get("/households", q=label).json()["items"] if row["id"] == str(stage.homes[0].household)
    )

    assert row["label"] == label
    assert row["dwelling"] == str(stage.homes[0].dwelling)
    assert row["site"] == str(stage.sites[0].pk)
    assert row["assigned_worker"] == str(stage.amina.post)
    assert row["address"]
    assert amina.get("/households").json() == {"items": [], "count": 0, "more": False, "next": None}


def test_a_protected_address_is_in_no_list_but_her_own_workers(stage, amina):
    home = stage.homes[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [home.persons[0]])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [home.lease])

    def seen_by(program):
        found = program.get("/households", q="exemple", limit=200).json()["items"]
        return next(row for row in found if row["id"] == str(home.household))

    hidden, shown = seen_by(Program(token_of(stage.bart))), seen_by(amina)
    assert (hidden["protected"], hidden["dwelling"], hidden["site"], hidden["address"]) == (True, None, None, "")
    assert shown["dwelling"] == str(home.dwelling)


def test_files_come_in_parts_that_follow_each_other(stage, amina):
    made = {str(open_case(stage, number % 2)) for number in range(5)}
    seen, address = [], f"{V1}/cases?limit=2"
    while address:
        part = Client().get(address, headers=amina.headers()).json()
        assert part["count"] == 5
        assert part["more"] == (part["next"] is not None)
        seen += [row["id"] for row in part["items"]]
        address = part["next"]

    assert len(seen) == 5
    assert set(seen) == made
    assert len(amina.get("/cases", limit=9_999).json()["items"]) == 5


def test_a_file_says_its_state_and_closed_ones_are_listed_too(stage, amina):
    first, second = open_case(stage), open_case(stage, 1)
    with stage.amina.acting() as actor:
        actions.close_case(actor=actor, pk=second, outcome=Outcome.REHOUSED, version=1)

    row = amina.get(f"/cases/{first}").json()
    assert row == {
        "id": str(first),
        "household": str(stage.homes[0].household),
        "opened_on": row["opened_on"],
        "closed_on": None,
        "outcome": None,
        "assigned_to": str(stage.amina.post),
        "domain": None,
    }
    assert amina.get(f"/cases/{second}").json()["outcome"] == "rehoused"
    assert {one["id"] for one in amina.get("/cases").json()["items"]} == {str(first), str(second)}
    assert [one["id"] for one in amina.get("/cases", closed="true").json()["items"]] == [str(second)]
    assert [one["id"] for one in amina.get("/cases", closed="false").json()["items"]] == [str(first)]


def test_signals_reach_the_service_they_are_for_and_no_other(stage, amina):
    made = Signal(
        organisation=stage.company,
        origin_service=stage.service,
        recipient_service=stage.service,
        recipient_post_id=stage.amina.post,
        theme=Theme.WORRY,
        text="Passez la voir.",
    )
    with without_locks():
        put(made)

    row = amina.get("/signals").json()["items"][0]

    assert set(row) == {"id", "origin", "recipient", "theme", "on", "phrase", "text"}
    assert (row["id"], row["theme"], row["text"]) == (str(made.pk), "worry", "Passez la voir.")
    assert Program(token_of(stage.bart)).get("/signals").json()["items"] == []
    assert Program(token_of(stage.chloe)).get("/signals").json()["items"] == []


@pytest.mark.parametrize("path", ["/cases", "/cases/{case}/contacts", "/signals", "/households?q=exemple"])
def test_a_longer_list_takes_no_more_queries(stage, amina, path):
    def queries():
        with CaptureQueriesContext(connection) as taken:
            assert Client().get(f"{V1}{path.format(case=case)}", headers=amina.headers()).status_code == 200
        return len(taken)

    def one_more():
        open_case(stage)
        signal = Signal(
            organisation=stage.company,
            origin_service=stage.service,
            recipient_service=stage.service,
            theme=Theme.REPAIR,
        )
        with without_locks():
            stage.home(stage.buildings[0])
            put(signal)
        with stage.amina.acting() as actor:
            actions.record_contact(actor=actor, draft=ContactDraft("Une phrase.", case=case, confided="Une autre."))

    case = open_case(stage)
    one_more()
    few = queries()
    for _ in range(6):
        one_more()

    assert queries() == few


def test_lists_and_openings_leave_a_line_in_the_ledger(stage, case, amina):
    for path in (f"/cases/{case}", f"/cases/{case}/contacts", "/cases", "/signals"):
        amina.get(path)

    lines = behind(ReadEvent, post=stage.amina.post)
    assert {line.what for line in lines} == {"case", "contact_list", "case_list", "signal_list"}
    subject = next(line for line in lines if line.what == "case").subjects
    assert all(line.subjects == subject for line in lines if line.what != "signal_list")


@pytest.mark.parametrize("query", ["limit=0", "limit=x", "offset=-1", "offset=99999999999999999999", "closed=perhaps"])
def test_a_part_that_cannot_be_is_said_with_its_place(amina, query):
    answer = amina.get(f"/cases?{query}")

    assert answer.status_code == 422
    assert answer.json()["detail"][0]["loc"] == ["query", query.partition("=")[0]]


# -- contacts ----------------------------------------------------------------------------------------------------


def test_a_contact_is_written_and_read_again(stage, case, amina):
    body = {
        "channel": "phone",
        "on": "2026-03-04",
        "facts": "La caisse a rappelé.",
        "confided": "Elle a peur.",
        "tier": "team",
    }

    made = amina.post_json(f"/cases/{case}/contacts", body)
    row = amina.get(f"/cases/{case}/contacts").json()["items"][0]

    assert made.status_code == 201
    assert row == {"id": made.json()["id"], "case": str(case), "author": str(stage.amina.post), **body}
    kept = behind(Contact, pk=made.json()["id"])[0]
    assert kept.confided_by == kept.concerns == [stage.homes[0].persons[0]]


def test_what_one_may_not_read_has_no_key(stage, case, amina):
    with stage.amina.acting() as actor:
        actions.record_contact(
            actor=actor, draft=ContactDraft("Un fait.", case=case, confided="canari", confided_tier=Tier.REINFORCED)
        )
        actions.record_contact(actor=actor, draft=ContactDraft("Autre fait.", case=case))

    answer = amina.get(f"/cases/{case}/contacts")

    rows = answer.json()["items"]
    assert [set(row) for row in rows] == [{"id", "case", "on", "channel", "author", "tier", "facts"}] * 2
    assert b"canari" not in answer.content


def test_a_reinforced_contact_is_in_no_list(case, amina):
    made = amina.post_json(f"/cases/{case}/contacts", {"facts": "canari", "tier": "reinforced"})

    assert made.status_code == 201
    assert amina.get(f"/cases/{case}/contacts").json()["items"] == []


# -- requests ----------------------------------------------------------------------------------------------------


def test_a_request_answers_the_same_with_and_without_a_file(stage, case):
    desk = Program(token_of(stage.desk))
    for home in stage.homes[:2]:
        body = {
            "household": str(home.household),
            "requester_kind": "tenant",
            "domain": "arrears",
            "channel": "drop_in",
            "text": "Elle demande un délai.",
        }
        answer = desk.post_json("/requests", body)

        assert answer.status_code == 201
        assert answer.json()["case"] is None
        kept = behind(Request, pk=answer.json()["id"])[0]
        assert (kept.text, kept.domain, kept.household_id) == (body["text"], "arrears", home.household)
        assert kept.subject_id == stage.amina.post


def test_a_request_for_a_household_of_another_company_finds_no_such_household(stage, amina):
    for household in (Stage.set().homes[0].household, NOBODY):
        answer = amina.post_json("/requests", {"text": "canari d'ailleurs", "household": str(household)})

        assert (answer.status_code, answer.content) == (404, amina.get(f"/cases/{NOBODY}").content)
    assert behind(Request, text="canari d'ailleurs", author=stage.amina.post) == []
    assert amina.post_json("/requests", {"text": "ici", "household": str(stage.homes[0].household)}).status_code == 201


# -- sent twice, not committed, not usable -----------------------------------------------------------------------


@pytest.mark.parametrize("key", ["0197c0de-0000-7000-8000-000000000001", "any text at all", "é" * 10])
@pytest.mark.parametrize("call", ["/requests", "/cases/{case}/contacts"])
def test_the_same_key_gives_the_first_answer_and_another_body_409(stage, case, amina, call, key):
    path, field = call.format(case=case), "text" if call == "/requests" else "facts"

    first = amina.post_json(path, {field: "Une phrase."}, key)
    again = amina.post_json(path, {field: "Une phrase."}, key)
    other = amina.post_json(path, {field: "Une autre phrase."}, key)
    fresh = amina.post_json(path, {field: "Une phrase."}, key + "b" if "any" in key else str(uuid.uuid4()))

    assert (first.status_code, again.status_code, other.status_code, fresh.status_code) == (201, 201, 409, 201)
    assert first.json() == again.json()
    assert set(other.json()) == {"detail"}
    assert fresh.json() != first.json()
    model = Request if call == "/requests" else Contact
    assert len(behind(model, author=stage.amina.post)) == 2


def test_201_comes_only_after_the_commit(stage, amina):
    """The database refuses at COMMIT itself, after the view has returned."""
    with without_locks() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.refuse_late() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN IF NEW.text = 'too late' THEN RAISE EXCEPTION 'refused at commit'; END IF; RETURN NULL; END $$"
        )
        cursor.execute(
            "CREATE CONSTRAINT TRIGGER refuse_late AFTER INSERT ON public.cases_request DEFERRABLE INITIALLY DEFERRED"
            " FOR EACH ROW EXECUTE FUNCTION public.refuse_late()"
        )
    try:
        answer = amina.post_json("/requests", {"text": "too late"})
        in_time = amina.post_json("/requests", {"text": "in time"})
    finally:
        with without_locks() as cursor:
            cursor.execute("DROP TRIGGER refuse_late ON public.cases_request")
            cursor.execute("DROP FUNCTION public.refuse_late()")

    assert answer.status_code == 500
    assert behind(Request, text="too late") == []
    assert in_time.status_code == 201


def test_what_failed_halfway_is_undone(stage, case, amina, monkeypatch):
    """An error answered as 404 commits nothing of what came before it."""

    def refuse(*args):
        raise Refused()

    with monkeypatch.context() as patched:
        patched.setattr(actions.contacts, "_keep_confidence", refuse)
        answer = amina.post_json(f"/cases/{case}/contacts", {"facts": "Un fait.", "confided": "Une confidence."})

    assert answer.status_code == 404
    assert behind(Contact, case=case) == []


FR_NL = [("fr", "Ce champ est obligatoire."), ("nl", "Dit veld is verplicht.")]


@pytest.mark.parametrize(("language", "words"), FR_NL)
def test_what_is_missing_is_said_in_the_language_of_the_caller(amina, language, words):
    amina.language = language

    answer = amina.post_json("/requests", {})

    assert answer.status_code == 422
    assert answer.json() == {"detail": [{"loc": ["body", "text"], "msg": words}]}


@pytest.mark.parametrize(
    ("body", "where"),
    [
        ({"facts": "x", "channel": "pigeon"}, ["body", "channel"]),
        ({"facts": "x", "on": "2026-02-30"}, ["body", "on"]),
        ({"facts": "x", "on": "2999-01-01"}, ["body", "on"]),
        ({"facts": "x", "on": "0001-01-01"}, ["body", "on"]),
        ({"facts": "x", "tier": "everybody"}, ["body", "tier"]),
        ({"facts": "x", "fact": "y"}, ["body", "fact"]),
        ({"facts": 3}, ["body", "facts"]),
        ({"facts": None}, ["body", "facts"]),
        ({"facts": "   "}, ["body", "facts"]),
        ({"facts": "a\0b"}, ["body", "facts"]),
        ({"facts": "x", "confided": "a\0b"}, ["body", "confided"]),
        ({"facts": "x" * 50_001}, ["body", "facts"]),
        ([], ["body"]),
        (None, ["body"]),
    ],
)
def test_what_cannot_be_used_is_said_with_its_place(case, amina, body, where):
    answer = amina.post_json(f"/cases/{case}/contacts", body)

    assert answer.status_code == 422
    assert [point["loc"] for point in answer.json()["detail"]] == [where]
    assert all(point["msg"] for point in answer.json()["detail"])
    assert behind(Contact, case=case) == []


def test_a_body_that_is_too_large_is_said_to_be(amina):
    assert amina.post_json("/requests", {"text": "x" * 1_100_000}).status_code == 413


def test_another_verb_is_no_fault_of_ours(amina):
    for verb in ("PUT", "DELETE", "PATCH"):
        answer = Client().generic(verb, f"{V1}/cases", headers=amina.headers())
        assert answer.status_code in {404, 405}
