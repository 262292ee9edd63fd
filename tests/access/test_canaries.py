"""Canary words in every secret field, then a search through everything that leaves: pages, titles, headers, mail, logs,
caches, static files, error pages, the database's own log. They are found where the matrix allows, and nowhere else."""

import io
import logging
import os
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connections, transaction
from django.db.utils import DatabaseError, IntegrityError

from palier.access.classes import DataClass
from tests.access import of_activities, of_meetings
from tests.access.cast import canary, sql, world
from tests.access.matrix_cells import existing, expected
from tests.access.test_crawl import addresses
from tests.stage import without_locks

SECRETS = {
    name: canary(name)
    for name in (
        "case", "contact_team", "contact_pair", "contact_author", "contact_reinforced", "confidence_team",
        "confidence_reinforced", "analysis", "step", "request", "deposit", "desk_word", "signal_to_service",
        "signal_to_post", "emergency", "draft", "safe_contact", "known_team", "known_reinforced", "network_team", "network_reinforced", "safety_ground",
        "handover_note", "letter", "letter_batch", "brought_team", "brought_reinforced", "referral", "referral_link", "disclosure", "disclosure_asked", "procedure_fact", "table_line", "table_between", "table_answer","prevention", "budget_line","transfer", "transfer_move","intervention", "passage_asker", "passage_visit", "support_request", "support_asking", "support_intake", "story", "finding", "purge", "support_opening", "support_second", "pair_note", "after_contact",
    )
}  # fmt: skip
SECRETS |= {name: canary(name) for name in (*of_activities.SECRETS, *of_meetings.SECRETS)}
A_CANARY = re.compile(r"canari[0-9a-f]{10}")
ALMOST_EVERYBODY = [
    ("A4a", "own_team"), ("A5", "replacement"), ("A6", "own_team"), ("A4a", "same_service"), ("A4c", "on_duty"),
    ("A4a", "emergency"), ("A4a", "other_organisation"), ("A7", "same_service"), ("A10a", "other_department"),
    ("A10d", "other_department"), ("A10f", "self"), ("A14", "other_department"), ("A11", "other_department"),
]  # fmt: skip


@pytest.fixture(scope="module")
def pages():
    """Every page, as everybody: (who, address, answer), with what was logged meanwhile at the finest level."""
    made, found, lines = world(), [], []

    class Keep(logging.Handler):
        def emit(self, record):
            lines.append(f"{record.name} {record.getMessage()} {self.format(record)}")

    keep, root = Keep(level=logging.DEBUG), logging.getLogger()
    former = root.level
    root.addHandler(keep)
    root.setLevel(logging.DEBUG)
    logging.getLogger("django.db.backends").setLevel(logging.WARNING)
    try:
        for who in ALMOST_EVERYBODY:
            browser = made.actors[who].browser("nl" if who[0] == "A6" else "fr")
            browser.raise_request_exception = False
            for url, _ in addresses():
                found.append((who, url, browser.get(url)))
            for name, word in SECRETS.items():
                found.append((who, f"/search/?{name}", browser.get("/search/", {"q": word[:12]})))
    finally:
        root.removeHandler(keep)
        root.setLevel(former)
    return found, lines


def test_every_text_field_from_c3_on_holds_a_canary():
    from django.apps import apps

    world()
    bare = []
    with without_locks() as cursor:
        for model in apps.get_models():
            for name, data_class in getattr(model, "DATA_CLASSES", {}).items():
                field = model._meta.get_field(name)
                if data_class not in {DataClass.SECRET, DataClass.REINFORCED} or field.choices:
                    continue
                if field.get_internal_type() in {"TextField", "JSONField"} or name == "way":
                    cursor.execute(
                        f'SELECT 1 FROM {model._meta.db_table} WHERE "{field.column}"::text LIKE %s', ["%canari%"]
                    )
                    if cursor.fetchone() is None:
                        bare.append(f"{model._meta.db_table}.{field.column}")
    # An id, signed counts, codes of a closed list beside their days, and a sealed key: never what somebody said. What lies
    # sealed from its first moment holds no word that a statement could find (the stage says a canary there all the same).
    always_sealed = {
        *(f"support_pairs_opening.{one}" for one in ("name", "address", "reach", "her_words", "feared", "not_otherwise")),
        "support_pairs_pairnote.words", *(f"support_pairs_aftercontact.{one}" for one in ("name", "reach", "words")),
        *(f"support_requests_intake.{one}" for one in ("name", "function", "phone", "fears")),
    }  # fmt: skip
    assert set(bare) - always_sealed <= {
        "access_oncekey.answer", "rights_crossingreport.body", "referrals_referrallink.news", "documents_document.file_key"
    }, bare  # fmt: skip


def test_a_canary_is_shown_only_to_whom_the_matrix_allows(pages):
    answers = expected(existing(list(world().actors)))[0]
    allowed = {
        (cell.actor, cell.relation, cell.resource) for cell, answer in answers.items() if answer and cell.verb == "read"
    }
    seen, wrong = Counter(), []
    for who, url, answer in pages[0]:
        text = answer.content.decode(errors="replace")
        for name, word in SECRETS.items():
            if word in text:
                seen[name] += 1
                if (*who, name) not in allowed:
                    wrong.append(f"{who} {url}: {name}")
    print(f"\npages read: {len(pages[0])}; canaries seen where allowed: {dict(sorted(seen.items()))}")
    assert wrong == []
    assert seen["contact_team"] and seen["analysis"]  # the positive twin: they are found where they belong


def test_titles_headers_and_addresses_hold_no_canary(pages):
    wrong = []
    for who, url, answer in pages[0]:
        text = answer.content.decode(errors="replace")
        outside = " ".join(re.findall(r"<title>.*?</title>|(?:href|src|action)=\"[^\"]*\"", text, re.DOTALL)) + str(
            answer.headers
        )
        if not url.startswith("/search/"):
            wrong += [f"{who} {url}: {name}" for name, word in SECRETS.items() if word in outside]
    assert wrong == []


def test_nothing_behind_sign_in_is_kept_by_a_browser(pages):
    assert {url for _, url, answer in pages[0] if "no-store" not in answer.headers.get("Cache-Control", "")} == set()


def test_error_pages_show_nothing(pages):
    made = world()
    browser = made.actors["A4a", "own_team"].browser()
    browser.raise_request_exception = False
    missing = browser.get(f"/cases/{made.ids['contact_team']}/close/")
    assert missing.status_code == 404
    broken = [answer for _, url, answer in pages[0] if answer.status_code >= 400 and not url.startswith("/search/")]
    for answer in [missing, *broken]:
        assert not A_CANARY.search(answer.content.decode(errors="replace"))


def test_a_page_that_breaks_shows_and_logs_nothing(monkeypatch):
    made = world()
    kept, root = io.StringIO(), logging.getLogger()
    handler = logging.StreamHandler(kept)
    root.addHandler(handler)
    browser = made.actors["A4a", "own_team"].browser()
    browser.raise_request_exception = False
    from palier.desk.household_file import views

    monkeypatch.setattr(views, "render", lambda *args, **context: 1 // 0)
    try:
        answer = browser.get(f"/households/{made.home.household}/")
    finally:
        root.removeHandler(handler)

    assert answer.status_code == 500
    assert not A_CANARY.search(answer.content.decode() + kept.getvalue())
    assert "ZeroDivisionError" in kept.getvalue()  # it was logged


def test_logs_hold_no_canary(pages):
    assert [line for line in pages[1] if A_CANARY.search(line)] == []


def test_mails_caches_sessions_and_static_files_hold_no_canary(pages):
    """Documents stand in a folder of their own, as the tables do: that folder is read through the application alone."""
    found, documents = [], Path(settings.MEDIA_ROOT) / "documents"
    for folder in (settings.EMAIL_FILE_PATH, settings.STATIC_ROOT, settings.MEDIA_ROOT):
        for path in Path(folder).rglob("*"):
            if (
                path.is_file()
                and not path.is_relative_to(documents)
                and re.search(rb"canari[0-9a-f]{10}", path.read_bytes())
            ):
                found.append(str(path))
    with connections["auth"].cursor() as cursor:
        for table in ("rate_limit_cache", "django_session"):
            cursor.execute(f"SELECT count(*) FROM {table} t WHERE t::text LIKE '%canari%'")
            if cursor.fetchone() != (0,):
                found.append(table)
    assert found == []


def test_the_read_ledger_and_the_seals_hold_no_content(pages):
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_read_event e WHERE e::text LIKE '%canari%'")
        assert cursor.fetchone() == (0,)


def test_the_databases_own_log_holds_no_content():
    """What PostgreSQL refuses it may log, with the row and the statement: the supervisor must have told it not to."""
    made = world()
    secret = made.token(("A4a", "same_service"))
    word = canary("in a refused statement")
    for statement in (
        f"INSERT INTO cases_step (id, organisation_id, subject_id, author_id, confided_by, concerns, text, goal, call_back,"
        f" state, version) VALUES (gen_random_uuid(), '{made.stage.company.pk}', '{made.subject}', sec.post(), '{{}}', '{{}}',"
        f" '{word}', '', false, 'planned', 1)",
        f"INSERT INTO cases_contact (id, organisation_id, subject_id, author_id, facts) VALUES (gen_random_uuid(),"
        f" '{made.stage.company.pk}', '{made.stage.people['bart'].post}', sec.post(), '{word}')",
    ):
        with pytest.raises((DatabaseError, IntegrityError)):
            sql(secret, statement)
    with transaction.atomic(using="stage"):
        pass
    logs = [path for path in Path(os.environ["PALIER_DATA"]).rglob("*log*") if path.is_file()]
    found = [str(path.name) for path in logs if word.encode() in path.read_bytes()]
    print(f"\nlogs read: {len(logs)}")
    assert found == []
