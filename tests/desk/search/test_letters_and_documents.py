"""The one box finds my letters by their words and my documents by their names; nobody else's, and nothing kept apart."""

import secrets

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.rules import Tier
from palier.registry.documents.models import Document
from palier.registry.messaging import actions
from palier.registry.messaging.rules import LetterDraft, LetterKind, LetterLanguage
from tests.desk.search.test_search import file_with, search
from tests.stage import put, without_locks


@pytest.fixture
def subject(stage):
    from palier.casework.cases import queries

    case = file_with(stage, stage.amina, stage.homes[0], "Rien de particulier.")
    with stage.amina.acting() as amina:
        return queries.case(amina, case).subject_id


def letter(stage, subject, **more):
    home = stage.homes[0]
    values = {
        "title_fr": "Votre décompte",
        "body_fr": "Vos factures d’énergie.",
        "language": LetterLanguage.FR,
        "file": subject,
    }
    draft = LetterDraft(home.household, home.persons[0], kind=LetterKind.EMPTY, template_version=0, **(values | more))
    with stage.amina.acting() as amina:
        return actions.write_letter(actor=amina, draft=draft)


def document(stage, subject, name, tier=Tier.TEAM):
    base = {"organisation": stage.company, "subject_id": subject, "household_id": stage.homes[0].household}
    ends = {"ends_on": "2099-01-01"} if tier == Tier.AUTHOR else {}
    row = Document(**base, **ends, author_id=stage.amina.post, name=name, kind="pdf", size=1, sha256=b"x", tier=tier)
    with without_locks():
        return put(row).pk


@pytest.mark.parametrize("wanted", ["decompte", "facture", "ENERGIE", "énergies"])
def test_my_letter_is_found_by_its_first_line_and_its_text(stage, subject, wanted):
    pk = letter(stage, subject)
    assert f"/letters/{pk}/" in search(stage.amina, wanted)


def test_a_dutch_letter_is_found_by_dutch_stems_and_what_was_corrected_is_found_anew(stage, subject):
    words = {"title_nl": "Uw afrekening", "body_nl": "Zij zoekt de facturen.", "language": LetterLanguage.NL}
    pk = letter(stage, subject, title_fr="", body_fr="", **words)
    assert f"/letters/{pk}/" in search(stage.amina, "factuur", "nl")
    with without_locks() as cursor:
        cursor.execute("UPDATE messaging_letter SET body_nl = 'Een rozenstruik.' WHERE id = %s", [pk])
    assert f"/letters/{pk}/" not in search(stage.amina, "factuur", "nl")
    assert f"/letters/{pk}/" in search(stage.amina, "rozenstruik", "nl")


@pytest.mark.parametrize("wanted", ["decompte", "charges 2025", "Décompte-charges_2025.pdf", "charge"])
def test_my_document_is_found_by_its_name(stage, subject, wanted):
    pk = document(stage, subject, "Décompte-charges_2025.pdf")
    assert f"/documents/{pk}/" in search(stage.amina, wanted)


def test_whoever_is_not_in_the_team_finds_neither_letter_nor_document(stage, subject):
    mark = f"glycine{secrets.token_hex(3)}"
    found = [letter(stage, subject, body_fr=f"Une {mark}."), document(stage, subject, f"{mark}.pdf")]
    assert all(str(pk) in search(stage.amina, mark) for pk in found)
    for somebody in (stage.bart, stage.dries, stage.head, stage.desk, stage.accounts, stage.chloe):
        page = search(somebody, mark)
        assert not any(str(pk) in page for pk in found)
        with somebody.acting(), connection.cursor() as cursor:
            for what in ("letters", "documents"):
                cursor.execute(f"SELECT count(*) FROM sec.find_{what}(%s, 50)", [mark])
                assert cursor.fetchone()[0] == 0
    with without_locks() as cursor:  # out of the team today, out of the search today
        cursor.execute("UPDATE access_teammember SET valid = 'empty' WHERE subject_id = %s", [subject])
    assert not any(str(pk) in search(stage.amina, mark) for pk in found)


@pytest.mark.parametrize("tier", [Tier.AUTHOR, Tier.REINFORCED])
def test_a_document_kept_apart_is_never_found_not_even_by_its_author(stage, subject, tier):
    mark = f"rossignol{secrets.token_hex(3)}"
    apart, beside = document(stage, subject, f"{mark}.pdf", tier), document(stage, subject, f"{mark} bis.pdf")
    page = search(stage.amina, mark)
    assert str(apart) not in page
    assert str(beside) in page


def test_of_a_letter_no_word_of_its_text_is_shown(stage, subject):
    letter(stage, subject, body_fr="Une mésange chante.")
    page = search(stage.amina, "mésange").split('id="results"')[1]
    assert "Votre décompte" in page
    assert "chante" not in page


def test_the_statements_do_not_grow_with_what_is_found(stage, subject):
    browser, counts = stage.amina.browser(), []
    for number in (1, 4):
        for _more in range(number):
            letter(stage, subject, body_fr="Une glycine.")
            document(stage, subject, "glycine.pdf")
        browser.get("/search/", {"q": "glycine"})
        with CaptureQueriesContext(connection) as asked:
            browser.get("/search/", {"q": "glycine"})
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 30


@pytest.mark.parametrize(
    ("function", "index"), [("find_letters", "letter_words"), ("find_documents", "document_words")]
)
def test_the_plan_uses_the_index_of_words(stage, subject, function, index):
    """Among many others, and in a team of many: the words lead, not the files."""
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO messaging_letter (id, organisation_id, subject_id, author_id, household_id, person_id, kind,"
            " template_version, language, title_fr, body_fr, title_nl, body_nl, to_explain, confided_by, concerns, state, version)"
            " SELECT gen_random_uuid(), %(org)s, %(subject)s, %(me)s, %(household)s, %(person)s, 'empty', 0, 'fr', 'x',"
            " 'mot' || md5(n::text), '', '', false, '{}', '{}', 'draft', 1 FROM generate_series(1, 3000) n",
            values := {
                "org": stage.company.pk, "subject": subject, "me": stage.amina.post,
                "household": stage.homes[0].household, "person": stage.homes[0].persons[0],
            },
        )  # fmt: skip
        cursor.execute(
            "INSERT INTO documents_document (id, organisation_id, subject_id, author_id, confided_by, concerns, name, kind, size,"
            " sha256, taken_out, tier, version) SELECT gen_random_uuid(), %(org)s, %(subject)s, %(me)s, '{}', '{}',"
            " 'mot' || md5(n::text), 'text', 1, '', '{}', 'team', 1 FROM generate_series(1, 3000) n", values
        )  # fmt: skip
        cursor.execute("ANALYZE messaging_letter")
        cursor.execute("ANALYZE documents_document")
        cursor.execute("SELECT set_config('palier.token', %s, true)", [stage.amina.token])
        cursor.execute("SELECT prosrc FROM pg_proc WHERE proname = %s", [function])
        body = cursor.fetchone()[0].replace("unaccent(wanted)", "unaccent('motif')").replace("at_most", "50")
        cursor.execute("SET LOCAL search_path = public, extensions")
        cursor.execute(f"EXPLAIN {body}")
        plan = "\n".join(row[0] for row in cursor.fetchall())
        cursor.execute("DELETE FROM messaging_letter WHERE subject_id = %s", [subject])
        cursor.execute("DELETE FROM documents_document WHERE subject_id = %s", [subject])
    assert f"Bitmap Index Scan on {index}" in plan, plan
