"""Rows of the reinforced tier in the database: sealed whoever looks there, opened for whom the locks let the row through."""

import json

import pytest
from django.db.utils import ProgrammingError
from django.urls import reverse

from palier.access import actions as access
from palier.access import keys, resealing
from palier.access.rules import Tier
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import KnownDraft
from tests.access.cast import sql
from tests.access.sealing.rows import FEAR, HIT, UNCLE, copied, history_of, looked_at, raw, read, subject_of, write
from tests.stage import STAGE, without_locks


def test_words_are_sealed_in_the_database_and_read_on_the_page(stage, file):
    write(stage, file, who="amina", confided=FEAR, confided_tier=Tier.REINFORCED)
    with stage.amina.acting() as amina:
        draft = KnownDraft(name=UNCLE, custody="canari garde", own_words="canari mots", tier=Tier.REINFORCED)
        actions.say_known(actor=amina, case=file, draft=draft)

    for table in ("cases_contact", "cases_confidence", "cases_knownmember"):
        assert "anari" not in looked_at(table, rows=stage.company.pk)
    page = read(stage, file)
    for words in (HIT, FEAR, UNCLE, "canari garde", "canari mots"):
        assert words in page


def test_what_the_team_reads_stays_clear_and_is_found(stage, file):
    write(stage, file, tier=Tier.TEAM, facts="canari ouvert")

    assert "canari ouvert" in looked_at("cases_contact", rows=stage.company.pk)


def test_a_named_reader_reads_and_nobody_else(stage, file):
    pk = write(stage, file)
    with stage.amina.acting() as amina:
        access.add_to_team(
            actor=amina, subject=subject_of(stage, file), post=stage.bart.post, duty="second", until=None, reason=""
        )
        access.name_reader(actor=amina, item=pk, post=stage.bart.post)

    assert HIT in read(stage, file, "bart")
    assert sql(stage.dries.token, f"SELECT facts FROM cases_contact WHERE id = '{pk}'") == []


def test_a_correction_is_sealed_and_so_is_what_it_said_before(stage, file):
    pk = write(stage, file)
    with stage.amina.acting() as amina:
        actions.correct_contact(actor=amina, pk=pk, version=1, facts="canari corrigé")

    assert "anari" not in looked_at("cases_contact", rows=stage.company.pk)
    assert len(history_of(pk)) == 1 and "anari" not in history_of(pk)[0]
    assert "canari corrigé" in read(stage, file)


def test_a_contact_raised_to_reinforced_is_sealed_and_lowered_it_is_clear(stage, file):
    pk = write(stage, file, tier=Tier.TEAM)
    with stage.amina.acting() as amina:
        actions.correct_contact(actor=amina, pk=pk, version=1, tier=Tier.REINFORCED)
    assert raw("cases_contact", pk, "facts").startswith("\x02")
    assert raw("cases_contact", pk, "words") is None
    assert "anari" in history_of(pk)[0]  # until the job comes round

    resealing.seal_all(STAGE)

    assert "anari" not in "".join(history_of(pk))
    assert HIT in read(stage, file)
    with stage.amina.acting() as amina:
        actions.correct_contact(actor=amina, pk=pk, version=2, tier=Tier.TEAM)
    assert raw("cases_contact", pk, "facts") == HIT


def test_the_database_refuses_clear_words_in_a_reinforced_row(stage, file):
    pk = write(stage, file)

    with pytest.raises(ProgrammingError, match="words of a reinforced row are sealed"):
        sql(stage.amina.token, f"UPDATE cases_contact SET facts = 'canari' WHERE id = '{pk}'")
    open_one = write(stage, file, tier=Tier.TEAM)
    sql(stage.amina.token, f"UPDATE cases_contact SET facts = 'canari' WHERE id = '{open_one}'")  # the twin


def test_a_ciphertext_put_into_another_row_says_that_it_is_damaged(stage, file):
    copied(write(stage, file))

    page = read(stage, file)

    assert page.count(HIT) == 1 and "Ces mots sont abîmés" in page


@pytest.mark.parametrize(
    ("language", "said"), [("fr", "leur clé a été détruite"), ("nl", "hun sleutel werd vernietigd")]
)
def test_with_its_key_destroyed_the_page_says_that_the_words_are_gone(stage, file, language, said):
    write(stage, file)
    keys.destroy(subject_of(stage, file))

    answer = stage.amina.browser(language).get(reverse("reinforced", args=[file]))

    assert answer.status_code == 200 and said in answer.content.decode()
    assert HIT not in answer.content.decode()


def test_who_saves_a_form_on_which_words_are_gone_does_not_write_that_sentence_in_their_place(stage, file):
    with stage.amina.acting() as amina:
        draft = KnownDraft(name=UNCLE, own_words="canari mots", tier=Tier.REINFORCED)
        pk = actions.say_known(actor=amina, case=file, draft=draft)
    sealed = raw("cases_knownmember", pk, "own_words")
    key = keys.path_of(subject_of(stage, file))
    kept = key.read_text()
    keys.destroy(subject_of(stage, file))
    with stage.amina.acting() as amina:
        shown = queries.known_member(amina, pk)
        same = {"name": shown.name, "own_words": shown.own_words, "custody": "chez sa mère"}
        actions.correct_known(actor=amina, pk=pk, version=1, **same)

    assert raw("cases_knownmember", pk, "own_words") == sealed
    newest = json.loads(key.read_text())
    key.write_text(json.dumps([*json.loads(kept), *newest]))  # somebody finds the key again
    page = read(stage, file)
    assert "canari mots" in page and UNCLE in page and "chez sa mère" in page


def test_a_contact_put_into_a_file_opens_at_once_and_is_sealed_with_the_key_of_the_file(stage, file):
    home = stage.homes[0].household
    pk = write(stage, None, household=home, confided=FEAR, confided_tier=Tier.REINFORCED)
    former = raw("cases_contact", pk, "facts")
    with stage.amina.acting() as amina:
        actions.attach_contact(actor=amina, pk=pk, case=file)
    assert raw("cases_contact", pk, "facts").partition(":")[0] == former.partition(":")[0]
    assert HIT in read(stage, file) and FEAR in read(stage, file)

    resealing.seal_all(STAGE)

    subject = f"\x02{subject_of(stage, file)}"
    assert raw("cases_contact", pk, "facts").startswith(subject)
    with without_locks() as cursor:
        cursor.execute("SELECT text FROM cases_confidence WHERE contact_id = %s", [pk])
        assert cursor.fetchone()[0].startswith(subject)
    assert HIT in read(stage, file) and FEAR in read(stage, file)


def test_what_was_written_before_is_sealed_afterwards_and_leaves_no_clear_history(stage, file):
    pk = copied(write(stage, file, facts="x"), f"'{HIT}'", "'canari qui'")
    with without_locks() as cursor:
        cursor.execute("UPDATE cases_contact SET version = version + 1 WHERE id = %s", [pk])
    assert HIT in read(stage, file)
    lines = len(history_of(pk))
    assert lines == 1 and "anari" in history_of(pk)[0]

    assert resealing.seal_all(STAGE).sealed >= 1

    assert "anari" not in looked_at("cases_contact", rows=stage.company.pk) + "".join(history_of(pk))
    assert len(history_of(pk)) == lines
    assert HIT in read(stage, file)
    again = raw("cases_contact", pk, "facts")
    resealing.seal_all(STAGE)
    assert raw("cases_contact", pk, "facts") == again, "twice changes nothing"


def test_taken_back_within_seconds_it_leaves_only_sealed_words(stage, file):
    pk = write(stage, file, confided=FEAR, confided_tier=Tier.REINFORCED)
    with stage.amina.acting() as amina:
        actions.undo_contact(actor=amina, pk=pk)

    assert len(history_of(pk)) == 1 and "anari" not in history_of(pk)[0]
