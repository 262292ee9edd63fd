"""Two persons erase together: one asks and alone still sees it, the officer decides, and then it is nowhere (T9, P17)."""

import os
import uuid
from hashlib import sha256

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import override_settings

from palier.access import actions as access
from palier.access.lock import declared_dependents, declared_purges
from palier.access.models import NamedReader
from palier.access.rights import actions
from palier.access.rights.queries import purges
from palier.access.rights.rules import PurgeGround, PurgeKind
from palier.access.rules import Duty, Tier
from palier.casework.cases import actions as cases
from palier.casework.cases import queries
from palier.casework.cases.models import Contact, Step
from palier.casework.cases.rules import CaseDraft, ContactDraft
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.registry.documents.actions import sweep
from palier.registry.documents.actions.store import put_bytes
from palier.registry.documents.models import Document
from palier.registry.documents.queries.store import path_of
from tests.access.rights.test_holds import hold, lift
from tests.access.rights.test_terms import erase
from tests.desk.capture.writing import field_value, send
from tests.registry.files import as_the_job
from tests.stage import ALWAYS, STAGE, put, without_locks


def a_word():
    return f"canari{uuid.uuid4().hex[:12]}"


def a_file(stage, home=0):
    """A file of Amina's; Emma is in its team."""
    home = stage.homes[home]
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        subject = queries.case(amina, case).subject_id
        access.add_to_team(
            actor=amina, subject=subject, post=stage.emma.post, duty=Duty.REPLACEMENT, until=None, reason="vacances"
        )
    return case, subject


def a_contact(stage, case, text="Un contact"):
    with stage.amina.acting() as amina:
        draft = ContactDraft(text, case=case, confided=f"{text} dit", next_step=f"{text} suite")
        return cases.record_contact(actor=amina, draft=draft)


def ask(stage, item, *, who="amina", kind=PurgeKind.CONTACT, ground=PurgeGround.WRONG_FILE):
    with stage.people[who].acting() as actor:
        actions.ask_purge(actor=actor, kind=kind, item=item, ground=ground)
    with stage.people[who].acting() as actor:
        return next(one.id for one in purges.mine(actor) if one.item == item)


def texts(model, somebody):
    """What a hand-written statement of hers reads of a table."""
    with somebody.acting(), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {model._meta.db_table}")
        return {row[0] for row in cursor.fetchall()}


def everywhere(word):
    """Each table in which any column of any row, history and partitions with them, holds the word."""
    found = []
    with without_locks() as cursor:
        cursor.execute(
            "SELECT n.nspname || '.' || c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace"
            " WHERE c.relkind = 'r' AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast')"
        )
        for (table,) in cursor.fetchall():
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE %s", [f"%{word}%"])
            if cursor.fetchone()[0]:
                found.append(table)
    return found


def test_the_whole_way_over_pages_and_afterwards_it_is_nowhere(stage, tmp_path):
    case, subject = a_file(stage)
    home, word, browser = stage.homes[0], a_word(), stage.amina.browser()
    page = browser.get(f"/capture/?case={case}").content.decode()
    kept = {"draft": field_value(page, "draft"), "idempotency_key": field_value(page, "idempotency_key")}
    typed = {"facts": f"{word} hier", "confided": f"{word} dit", "next_step": f"{word} suite", "case": case}
    browser.post("/capture/draft/", {**typed, **kept}, headers={"x-requested-with": "draft"})
    assert send(browser, household=home.household, **typed, **kept).status_code == 302
    with stage.amina.acting() as amina:
        (contact,) = Contact.objects.unguarded(because="the one just written").filter(case=case)
        cases.correct_contact(actor=amina, pk=contact.pk, version=1, facts=f"{word} corrigé")
    about = {"organisation": stage.company, "subject_id": subject, "household_id": home.household}
    with override_settings(MEDIA_ROOT=tmp_path):
        with without_locks():
            kept_as = {
                "name": f"{word}.txt",
                "kind": "text",
                "size": len(word),
                "sha256": sha256(word.encode()).digest(),
            }
            document = put(Document(**about, author_id=stage.amina.post, item=contact.pk, **kept_as))
            put(NamedReader(item=contact.pk, post_id=stage.emma.post, valid=ALWAYS, added_by_id=stage.amina.post))
        put_bytes(document.pk, word.encode())
        os.utime(path_of(document.pk), (0, 0))
        there = set(everywhere(word))
        assert there >= {
            "public.cases_contact",
            "public.cases_confidence",
            "public.cases_step",
            "public.access_history",
        }

        file, thing = f"/households/{home.household}/", f"/rights/purge/contact/{contact.pk}/"
        assert f"{thing}?back={file}" in browser.get(file).content.decode()
        assert word in stage.emma.browser().get(file).content.decode()
        answer = browser.post(thing, {"ground": "wrong_file", "back": file})
        assert (answer.status_code, answer["Location"]) == (302, file)

        own = browser.get(file).content.decode()
        assert word in own and "à effacer, attend l’autre personne" in own.replace("\xa0", " ")
        assert word not in stage.emma.browser().get(file).content.decode()
        assert stage.emma.browser().get(f"/documents/{document.pk}/").status_code == 404
        assert browser.get(f"/documents/{document.pk}/").status_code == 200

        officer = stage.officer.browser()
        listed = officer.get("/rights/purge/").content.decode()
        assert (
            "Amina Exemple" in listed
            and word not in listed
            and str(case) not in listed
            and home.household.hex not in listed
        )
        with stage.officer.acting() as actor:
            (one,) = purges.asked(actor)
        assert officer.post(f"/rights/purge/decide/{one.id}/", {"decision": "erase"}).status_code == 302
        with as_the_job():
            sweep()
        assert not path_of(document.pk).exists()

    assert everywhere(word) == []
    assert set(everywhere(str(contact.pk))) == {"public.rights_purge", "public.access_oncekey"}  # its number alone
    assert word not in browser.get(file).content.decode()
    with without_locks() as cursor:
        cursor.execute(
            "SELECT number FROM rights_keptcount WHERE organisation_id = %s AND kind = 'two_person_purge'",
            [stage.company.pk],
        )
        assert cursor.fetchall() == [(1,)]
        cursor.execute("SELECT subjects, ground FROM access_read_event WHERE reference = %s", [one.id])
        assert cursor.fetchall() == [([], "")]


@pytest.mark.parametrize("kind", list(PurgeKind))
def test_each_kind_is_asked_hidden_and_erased(stage, kind):
    case, subject = a_file(stage)
    table, item = next(one.table for one in declared_purges() if one.kind == kind), None
    base = {
        "id": (item := new_id()),
        "organisation_id": stage.company.pk,
        "subject_id": subject,
        "author_id": stage.amina.post,
    }
    fields = {
        "contact": {"case_id": case, "at": "now", "facts": "x", "who": "", "channel": "", "result": "", "domain": "", "tier": "team", "version": 1, "confided_by": [], "concerns": []},
        "request": {"case_id": case, "text": "x", "state": "joined", "requester_kind": "", "no_demand": False, "domain": "", "channel": "", "confided_by": [], "concerns": []},
        "step": {"case_id": case, "text": "x", "goal": "", "call_back": False, "state": "planned", "version": 1, "confided_by": [], "concerns": []},
        "analysis": {"case_id": case, "on": "today", "text": "x", "accompaniment_type": ""},
        "document": {"name": "x.txt", "kind": "text", "size": 1, "sha256": b"x", "taken_out": [], "tier": "team", "version": 1, "confided_by": [], "concerns": []},
        "letter": {"household_id": stage.homes[0].household, "person_id": stage.homes[0].persons[0], "kind": "empty", "template_version": 0, "language": "fr", "title_fr": "x", "body_fr": "x", "title_nl": "", "body_nl": "", "to_explain": False, "state": "draft", "version": 1, "confided_by": [], "concerns": []},
    }[kind]  # fmt: skip
    row = base | fields
    with without_locks() as cursor:
        names = ", ".join(f'"{name}"' for name in row)
        cursor.execute(f"INSERT INTO {table} ({names}) VALUES ({', '.join(['%s'] * len(row))})", list(row.values()))

    def seen(somebody):
        with somebody.acting(), connection.cursor() as cursor:
            cursor.execute(f"SELECT count(*) FROM {table} WHERE id = %s", [item])
            return cursor.fetchone()[0]

    assert seen(stage.emma) == 1
    pk = ask(stage, item, kind=kind)
    assert (seen(stage.amina), seen(stage.emma)) == (1, 0)
    with stage.officer.acting() as officer:
        actions.erase_asked(actor=officer, pk=pk)
    with stage.officer.acting() as officer:
        actions.erase_asked(actor=officer, pk=pk)  # once more, it changes nothing
    assert everywhere(str(item)) == ["public.rights_purge"]


def test_only_its_author_asks_and_whom_the_file_is_assigned_to_once_the_author_has_left(stage):
    case, subject = a_file(stage)
    with stage.emma.acting() as emma:
        hers = cases.record_contact(actor=emma, draft=ContactDraft("D’Emma", case=case))
    for name in ("amina", "bart", "head", "desk", "officer", "chloe", "admin", "trainee"):
        with stage.people[name].acting() as actor, pytest.raises(Refused):
            actions.ask_purge(actor=actor, kind=PurgeKind.CONTACT, item=hers, ground=PurgeGround.PERSON_ASKED)
        with stage.people[name].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.ask_purge(gen_random_uuid(), 'contact', %s, 'wrong_file')", [hers])
            assert cursor.fetchone() == (False,), name
    assert stage.emma.browser().get(f"/rights/purge/contact/{hers}/").status_code == 200
    assert stage.amina.browser().get(f"/rights/purge/contact/{hers}/").status_code == 404
    assert stage.emma.browser().get(f"/rights/purge/step/{hers}/").status_code == 404  # it is no step
    assert stage.emma.browser().post(f"/rights/purge/contact/{hers}/", {}).status_code == 422
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_teammember SET valid = daterange(lower(valid), sec.today()) WHERE subject_id = %s AND post_id = %s",
            [subject, stage.emma.post],
        )
    with stage.emma.acting() as emma, pytest.raises(Refused):
        actions.ask_purge(actor=emma, kind=PurgeKind.CONTACT, item=hers, ground=PurgeGround.PERSON_ASKED)
    assert ask(stage, hers)


def test_a_thing_that_she_may_not_read_is_not_there_to_be_asked(stage):
    case, subject = a_file(stage)
    with stage.emma.acting() as emma:
        hers = cases.record_contact(actor=emma, draft=ContactDraft("D’Emma", case=case, tier=Tier.REINFORCED))
    with without_locks() as cursor:
        cursor.execute(
            "DELETE FROM access_teammember WHERE subject_id = %s AND post_id = %s", [subject, stage.emma.post]
        )
    with stage.amina.acting() as amina, pytest.raises(Refused):
        actions.ask_purge(actor=amina, kind=PurgeKind.CONTACT, item=hers, ground=PurgeGround.WRONG_FILE)
    with without_locks():
        put(NamedReader(item=hers, post_id=stage.amina.post, valid=ALWAYS, added_by_id=stage.emma.post))
    assert ask(stage, hers)


def test_another_person_decides_the_officer_of_that_company(stage):
    case, _subject = a_file(stage)
    item = a_contact(stage, case)
    pk = ask(stage, item)
    with without_locks() as cursor:  # Amina is officer too, in a second post; and there is one in another company
        cursor.execute("SELECT staff_id FROM organisations_post WHERE id = %s", [stage.amina.post])
        second = put(
            Post(
                staff_id=cursor.fetchone()[0],
                organisation=stage.company,
                role=Role.DATA_PROTECTION_OFFICER,
                valid=ALWAYS,
            )
        )
        other = stage.somebody(
            "foreign_officer", Role.DATA_PROTECTION_OFFICER, organisation=stage._company("loin").company
        )
    herself = type(stage.amina)("amina, officer", stage.amina.user, second.pk)
    with herself.acting() as actor:
        assert [one.own for one in purges.asked(actor)] == [True]
    with other.acting() as actor:
        assert purges.asked(actor) == []
    for somebody in (herself, other):
        with somebody.acting() as actor, pytest.raises(Refused):
            actions.erase_asked(actor=actor, pk=pk)
        with somebody.acting() as actor, pytest.raises(Refused):
            actions.keep_asked(actor=actor, pk=pk, reason="x")
    for name in ("head", "admin", "amina", "desk", "direction"):
        with stage.people[name].acting() as actor, pytest.raises(Refused):
            actions.erase_asked(actor=actor, pk=pk)
        with stage.people[name].acting(), connection.cursor() as cursor:
            cursor.execute("SELECT sec.purge(%s), sec.keep_asked(%s, 'x')", [pk, pk])
            assert cursor.fetchone() == (None, False), name
    with without_locks() as cursor, pytest.raises(IntegrityError), transaction.atomic(using=STAGE):
        cursor.execute(
            "UPDATE rights_purge SET state = 'erased', items = '{}', decided_by_id = asked_by_id, decided_at = now()"
            " WHERE id = %s", [pk]
        )  # fmt: skip
    with stage.officer.acting() as officer:
        actions.erase_asked(actor=officer, pk=pk)
    assert item not in texts(Contact, stage.amina)


def test_a_legal_hold_keeps_it_and_says_so(stage):
    case, _subject = a_file(stage)
    item = a_contact(stage, case)
    pk = ask(stage, item)
    held = hold(stage, person=stage.homes[0].persons[0])
    browser = stage.officer.browser()
    assert "suspension" in browser.get("/rights/purge/").content.decode()
    assert browser.post(f"/rights/purge/decide/{pk}/", {"decision": "erase"}).status_code == 422
    assert item in texts(Contact, stage.amina)
    lift(stage, held)
    assert browser.post(f"/rights/purge/decide/{pk}/", {"decision": "erase"}).status_code == 302
    assert item not in texts(Contact, stage.amina)


def test_taken_back_it_is_there_again_for_all(stage):
    case, _subject = a_file(stage)
    item = a_contact(stage, case)
    steps = texts(Step, stage.emma)
    pk = ask(stage, item)
    assert texts(Step, stage.emma) < steps  # what was promised in it goes with it
    with stage.emma.acting() as emma:
        assert not actions.take_back_purge(actor=emma, pk=pk)
    assert stage.amina.browser().post(f"/rights/purge/back/{pk}/").status_code == 302
    assert item in texts(Contact, stage.emma) and texts(Step, stage.emma) == steps
    with stage.officer.acting() as officer, pytest.raises(Refused):
        actions.erase_asked(actor=officer, pk=pk)


def test_kept_with_a_reason_it_is_there_again_and_the_asker_reads_why(stage):
    case, _subject = a_file(stage)
    item = a_contact(stage, case)
    pk = ask(stage, item)
    with stage.officer.acting() as officer, pytest.raises(InvalidInput):
        actions.keep_asked(actor=officer, pk=pk, reason=" ")
    answer = stage.officer.browser().post(
        f"/rights/purge/decide/{pk}/", {"decision": "keep", "reason": "Une plainte court"}
    )
    assert answer.status_code == 302
    assert item in texts(Contact, stage.emma)
    for page in ("/rights/purge/mine/", f"/rights/purge/contact/{item}/"):
        assert "Une plainte court" in stage.amina.browser().get(page).content.decode()
    assert "Une plainte court" not in stage.emma.browser().get("/rights/purge/mine/").content.decode()


def test_with_nobody_to_decide_it_waits_and_says_so(stage):
    case, _subject = a_file(stage)
    item = a_contact(stage, case)
    sentence = "Aucun délégué à la protection des données"
    assert sentence not in stage.amina.browser().get(f"/rights/purge/contact/{item}/").content.decode()
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = %s WHERE id = %s",
            [DateRange("2020-01-01", "2021-01-01"), stage.officer.post],
        )
    ask(stage, item)
    assert sentence in stage.amina.browser().get(f"/rights/purge/contact/{item}/").content.decode()


def test_what_was_decided_goes_after_its_term_and_what_waits_stays(stage):
    case, _subject = a_file(stage)
    decided, waits = (ask(stage, a_contact(stage, case)) for _ in range(2))
    with stage.officer.acting() as officer:
        actions.keep_asked(actor=officer, pk=decided, reason="Une plainte court")
    with without_locks() as cursor:
        cursor.execute("UPDATE rights_purge SET asked_at = '2020-01-01' WHERE id = %s", [waits])
        cursor.execute("UPDATE rights_purge SET decided_at = '2020-01-01' WHERE id = %s", [decided])
    erase("erase_purges")
    with stage.officer.acting() as officer:
        assert [one.id for one in purges.asked(officer)] == [waits]


def test_the_closed_list_is_what_the_tables_declare_and_the_policy_asks_once_a_statement(stage):
    assert {one.kind for one in declared_purges()} == set(PurgeKind)
    hidden = {one.table for one in declared_purges()} | {table for table, _ in declared_dependents()}
    with without_locks() as cursor:
        cursor.execute(
            "SELECT tablename FROM pg_policies WHERE policyname = 'set_aside' AND permissive = 'RESTRICTIVE'"
        )
        assert {row[0] for row in cursor.fetchall()} == hidden
    case, _subject = a_file(stage)
    for _ in range(3):
        a_contact(stage, case)
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(
            "EXPLAIN (ANALYZE, VERBOSE, COSTS OFF, TIMING OFF) SELECT id FROM cases_contact WHERE case_id = %s", [case]
        )
        lines = [row[0].strip() for row in cursor.fetchall()]
    (asked,) = [number for number, line in enumerate(lines) if line == "Output: sec.set_aside()"]
    assert "InitPlan" in lines[asked - 2] and "loops=1)" in lines[asked - 1], "\n".join(lines)
    assert "rows=3" in lines[0]
