"""A letter is written, corrected, goes and is explained; who may not, finds nothing; what has gone stays what it was."""

import datetime

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.registry.messaging import actions, queries
from palier.registry.messaging.rules import LetterDraft, LetterKind, LetterLanguage, LetterState
from palier.registry.messaging.rules.templates import BLANK
from tests.stage import without_locks


def test_a_letter_lies_in_the_file_and_only_its_team_reads_it(stage, write):
    pk = write()

    with stage.amina.acting() as amina:
        row = queries.opened(amina, pk)
        assert (row.title_fr, row.title_nl, row.state, row.ends_on) == (
            "Merci de nous appeler", "", LetterState.DRAFT, None,
        )  # fmt: skip
    for somebody in (stage.bart, stage.head, stage.accounts, stage.chloe):
        with somebody.acting() as other, pytest.raises(Refused):
            queries.letter(other, pk)


def test_opening_a_letter_leaves_a_line_without_a_word_of_it(stage, write):
    pk = write()
    with stage.amina.acting() as amina:
        queries.opened(amina, pk)
    with without_locks() as cursor:
        cursor.execute("SELECT what, subjects FROM access_read_event WHERE reference = %s", [pk])
        assert [row[0] for row in cursor.fetchall()] == ["letter"]


def test_without_a_file_it_lies_in_the_inbox_of_who_looks_after_the_household_and_ends(stage, write):
    pk = write(file=None)
    with stage.amina.acting() as amina:
        row = queries.letter(amina, pk)
        assert row.subject_id == stage.amina.post
        assert row.ends_on == amina.today + datetime.timedelta(days=365)


def test_a_colleague_of_another_site_writes_to_nobody_here(stage):
    home = stage.homes[0]
    draft = LetterDraft(home.household, home.persons[0], LetterKind.EMPTY, 0, LetterLanguage.FR, "x", "x")
    with stage.bart.acting() as bart, pytest.raises(Refused):
        actions.write_letter(actor=bart, draft=draft)


def test_a_letter_is_to_a_person_of_that_household(stage, write):
    with pytest.raises(Refused):
        write(person=stage.homes[1].persons[0])


def test_the_same_form_sent_twice_is_one_letter(stage, subject):
    home, key = stage.homes[0], new_id()
    draft = LetterDraft(home.household, home.persons[0], LetterKind.EMPTY, 0, LetterLanguage.FR, "x", "x", file=subject)
    made = set()
    for _again in range(2):
        with stage.amina.acting() as amina:
            made.add(actions.write_letter(actor=amina, draft=draft, key=key))
    assert len(made) == 1


def test_both_languages_must_have_words(write):
    with pytest.raises(InvalidInput) as problem:
        write(language=LetterLanguage.BOTH)
    assert set(problem.value.fields) == {"title_nl", "body_nl"}


def test_a_text_beyond_its_bound_is_refused_with_its_length(write):
    with pytest.raises(InvalidInput) as problem:
        write(body_fr="x" * 6_001)
    assert "6001" in str(problem.value.fields["body_fr"][0])


def test_no_break_spaces_stay_and_what_no_page_shows_goes(stage, write):
    pk = write(body_fr="14\N{NO-BREAK SPACE}h\x00\x07 juste")
    with stage.amina.acting() as amina:
        assert queries.letter(amina, pk).body_fr == "14\N{NO-BREAK SPACE}h juste"


def test_a_draft_is_corrected_and_an_old_version_is_a_conflict(stage, write):
    pk, home = write(), stage.homes[0]
    draft = LetterDraft(home.household, home.persons[0], LetterKind.CALL_US, 0, LetterLanguage.FR, "Autre", "Autre")
    with stage.amina.acting() as amina:
        actions.correct_letter(actor=amina, pk=pk, version=1, draft=draft)
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.correct_letter(actor=amina, pk=pk, version=1, draft=draft)


def test_over_the_counter_it_is_gone_at_once_with_its_proof(stage, write, let_go):
    pk = write()
    let_go(pk)
    with stage.amina.acting() as amina:
        line = queries.dispatches(amina, pk)[0]
        assert (line.channel, line.state, line.handed_by_id) == ("counter", "sent", stage.amina.post)
        assert queries.letter(amina, pk).state == LetterState.SENT


def test_what_has_gone_stays_what_it_was_in_both_locks(stage, write, let_go):
    pk, home = write(), stage.homes[0]
    let_go(pk)
    draft = LetterDraft(home.household, home.persons[0], LetterKind.CALL_US, 0, LetterLanguage.FR, "Autre", "Autre")
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.correct_letter(actor=amina, pk=pk, version=2, draft=draft)
    for change in ("body_fr = 'autre'", "state = 'draft'"):
        with stage.amina.acting(), pytest.raises(ProgrammingError), connection.cursor() as cursor:
            cursor.execute(f"UPDATE messaging_letter SET {change} WHERE id = %s", [pk])


def test_a_letter_with_dots_does_not_go(write, let_go):
    with pytest.raises(InvalidInput) as problem:
        let_go(write(body_fr=f"Bonjour {BLANK}"))
    assert "dots" in str(problem.value.fields["channel"][0])


def test_by_post_it_waits_until_somebody_says_it_is_in_the_post(stage, write, let_go):
    pk = write()
    line = let_go(pk, "letter")
    with stage.amina.acting() as amina:
        assert queries.letter(amina, pk).state == LetterState.READY
        assert [one.pk for one in queries.waiting(amina).to_post] == [line]
        assert queries.number_waiting(amina) == 1
    for _again in range(2):
        with stage.amina.acting() as amina:
            actions.put_in_the_post(actor=amina, pk=line)
    with stage.amina.acting() as amina:
        assert queries.letter(amina, pk).state == LetterState.SENT
        assert queries.dispatches(amina, pk)[0].handed_by_id == stage.amina.post
        assert queries.waiting(amina).to_post == []


def test_explained_and_not_sent_takes_it_off_the_list(stage, write, let_go):
    line = let_go(write(to_explain=True), "letter")
    with stage.amina.acting() as amina:
        actions.put_in_the_post(actor=amina, pk=line)
    with stage.amina.acting() as amina:
        assert [one.pk for one in queries.waiting(amina).to_explain] == [line]
    with stage.amina.acting() as amina, pytest.raises(InvalidInput):
        actions.explain(actor=amina, pk=line, language="")
    with stage.amina.acting() as amina:
        actions.explain(actor=amina, pk=line, language="ary")
    with stage.amina.acting() as amina:
        told = queries.dispatches(amina, queries.dispatch(amina, line).letter_id)[0]
        assert (told.explained_in, told.explained_by_id, told.explained_on) == ("ary", stage.amina.post, amina.today)
        assert queries.waiting(amina).to_explain == []


@pytest.mark.parametrize("channel", ["letter", "mail", "sms"])
def test_with_an_agreed_way_nothing_goes_but_from_hand_to_hand(stage, write, let_go, gateways, channel):
    pk = write()
    stage.reached_only(stage.homes[0].persons[0], "par sa sœur, le matin")

    with pytest.raises(InvalidInput):
        let_go(pk, channel)
    let_go(pk, "counter")


def test_the_second_lock_says_the_same_of_the_agreed_way(stage, write, subject):
    pk, person = write(), stage.homes[0].persons[0]
    statement = """INSERT INTO messaging_dispatch (id, organisation_id, subject_id, author_id, letter_id, person_id, channel, words,
        due_at, state, tries, proof, explained_in) VALUES (gen_random_uuid(), sec.organisation(), %s, sec.post(), %s, %s, 'letter',
        '', now(), 'waiting', 0, '', '')"""
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(statement, [subject, pk, person])
    stage.reached_only(person, "par sa sœur")
    with stage.amina.acting(), pytest.raises(ProgrammingError), connection.cursor() as cursor:
        cursor.execute(statement, [subject, pk, person])


def test_letters_of_an_inbox_go_after_a_year_with_their_lines_and_history(stage, write, let_go):
    old, young = write(file=None), write(file=None)
    for pk in (old, young):
        let_go(pk)
    with without_locks() as cursor:
        cursor.execute("UPDATE messaging_letter SET ends_on = sec.today() - 1 WHERE id = %s", [old])
        cursor.execute("SELECT sec.erase_letters()")
        cursor.execute("SELECT id FROM messaging_letter WHERE id = ANY (%s)", [[old, young]])
        assert [row[0] for row in cursor.fetchall()] == [young]
        cursor.execute("SELECT count(*) FROM messaging_dispatch WHERE letter_id = %s", [old])
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT count(*) FROM access_history WHERE row_id = %s", [old])
        assert cursor.fetchone() == (0,)


def test_letters_of_a_file_go_with_it(stage, write, let_go, subject):
    let_go(write())
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = sec.today() - 2000, outcome = 'autonomy' WHERE subject_id = %s",
            [subject],
        )
        cursor.execute("SELECT sec.erase_ended()")
        for table in ("messaging_letter", "messaging_dispatch"):
            cursor.execute(f"SELECT count(*) FROM {table} WHERE subject_id = %s", [subject])
            assert cursor.fetchone() == (0,)
