"""My file (journey 18): what is hers alone, and who opened it; two partners signed in at once learn nothing (P2)."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from palier.access.binding import acting
from palier.access.ledger import note_read
from palier.access.rights.actions import ask_purge
from palier.access.rights.rules import PurgeGround, PurgeKind
from palier.access.rules import Tier
from palier.casework.cases import actions as cases
from palier.casework.cases import queries as files
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft
from palier.door.my_file import queries
from palier.kernel.errors import Refused
from palier.registry.messaging import actions as messaging
from palier.registry.messaging.rules import Channel, LetterDraft, LetterKind, LetterLanguage
from tests.access.cast import canary
from tests.door.comers import at_the_door, come_in, give, plain, token_of, with_account
from tests.stage import without_locks


def open_file(worker, home, persons, words=""):
    with worker.acting() as actor:
        draft = CaseDraft(
            household=home.household, agreed_by=tuple(persons), agreed_on=actor.today, concerns=tuple(persons),
            own_words=words,
        )  # fmt: skip
        return cases.open_case(actor=actor, draft=draft)


def write(worker, text, *, case=None, household=None, persons=(), **more):
    with worker.acting() as actor:
        draft = ContactDraft(facts=text, case=case, household=household, persons=tuple(persons), **more)
        return cases.record_contact(actor=actor, draft=draft)


def ask(worker, home, text, persons):
    with worker.acting() as actor:
        draft = RequestDraft(text=text, household=home.household, confided_by=tuple(persons), concerns=tuple(persons))
        return cases.add_request(actor=actor, draft=draft)


def words(*names):
    return {name: canary(name) for name in names}


def seen(found, said):
    return {name for name, word in said.items() if word in found}


def test_she_reads_what_is_hers_and_nothing_narrower(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    case = open_file(stage.amina, home, [zoe], canary("own words"))
    said = words("team", "pair", "author", "reinforced", "of both", "of him", "request", "confided", "kept", "step")
    write(stage.amina, said["team"], case=case, persons=[zoe], confided=said["confided"], next_step=said["step"])
    write(stage.amina, "x", case=case, persons=[zoe], confided=said["kept"], confided_tier=Tier.REINFORCED)
    write(stage.amina, said["pair"], case=case, persons=[zoe], tier=Tier.PAIR, readers=(stage.dries.post,))
    write(stage.amina, said["author"], case=case, persons=[zoe], tier=Tier.AUTHOR)
    write(stage.amina, said["reinforced"], case=case, persons=[zoe], tier=Tier.REINFORCED)
    write(stage.amina, said["of both"], case=case, persons=[zoe, omer])
    write(stage.amina, said["of him"], case=case, persons=[omer])
    ask(stage.amina, home, said["request"], [zoe])
    page = plain(come_in(give(stage.amina, zoe)).get("/door/file/"))
    assert seen(page, said) == {"team", "request", "confided", "step"}
    assert canary("own words") in page
    by_account = plain(with_account(zoe, "nl").get("/door/file/"))
    assert seen(by_account, said) == {"team", "request", "confided", "step"}


def test_two_partners_signed_in_at_once_learn_nothing_of_each_other(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    hers, his = canary("hers"), canary("his")
    write(stage.amina, hers, case=open_file(stage.amina, home, [zoe]), persons=[zoe])
    with without_locks() as cursor:  # they part: one moves out, and comes to her door all the same
        cursor.execute(
            "UPDATE people_householdmember SET valid = daterange('2020-01-01', sec.today()) WHERE person_id = %s",
            [omer],
        )
    ask(stage.amina, home, his, [omer])
    one, other = with_account(zoe), with_account(omer)
    first, second = plain(one.get("/door/file/")), plain(other.get("/door/file/"))
    assert hers in first and his not in first
    assert his in second and hers not in second
    empty = plain(with_account(stage.homes[1].persons[0]).get("/door/file/"))
    assert empty.count("Rien") == plain(other.get("/door/file/")).count("Rien") + 1


def test_the_lines_of_a_file_of_two_are_told_to_neither(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    alone = open_file(stage.amina, home, [zoe])
    together = open_file(stage.amina, stage.homes[1], stage.homes[1].persons)
    for case in (alone, together):
        with stage.amina.acting() as actor:
            note_read(
                actor, "case", reference=case, subjects=[files.case(actor, case).subject_id], ground="in_the_team"
            )
    page = plain(with_account(zoe).get("/door/file/"))
    assert "Amina Exemple, " in page and "a ouvert votre dossier, travaille avec vous" in page
    of_two = plain(with_account(stage.homes[1].persons[0]).get("/door/file/"))
    assert "a ouvert votre dossier" not in of_two


def test_other_readers_have_a_service_and_no_name(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    case = open_file(stage.amina, home, [zoe])
    with stage.amina.acting() as actor:
        subject = files.case(actor, case).subject_id
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT sec.cover(%s, %s, %s, %s)", [stage.amina.post, stage.emma.post, actor.today, actor.today]
            )
    with stage.emma.acting() as actor:
        note_read(actor, "case", reference=case, subjects=[subject], ground="in_the_team")
    page = plain(with_account(zoe).get("/door/file/"))
    assert "Emma" not in page
    assert "(Service social)" in page


def test_a_code_opens_no_more_than_its_giver_could_read(stage):
    """Dries is named for one member (P2): Amina looks after the home and gives a code, which does not open his file."""
    home = stage.homes[0]
    zoe = home.persons[0]
    his = canary("of a file of another worker")
    case = open_file(stage.dries, home, [zoe])
    write(stage.dries, his, case=case, persons=[zoe])
    hers = canary("of her own inbox")
    write(stage.amina, hers, household=home.household, persons=[zoe])
    from_amina = plain(come_in(give(stage.amina, zoe)).get("/door/file/"))
    assert hers in from_amina and his not in from_amina
    from_dries = plain(come_in(give(stage.dries, zoe)).get("/door/file/"))
    assert his in from_dries and hers not in from_dries
    with_her_account = plain(with_account(zoe).get("/door/file/"))
    assert his in with_her_account and hers in with_her_account


def test_by_hand_written_sql_a_tenant_sees_no_row_of_any_guarded_table(stage):
    from palier.access.lock import guarded_tables

    home = stage.homes[0]
    zoe = home.persons[0]
    write(stage.amina, "x", case=open_file(stage.amina, home, [zoe]), persons=[zoe])
    open_to_all = {"access_read_event"}
    with at_the_door(give(stage.amina, zoe)) as actor, connection.cursor() as cursor:
        assert actor.door_level == 2
        cursor.execute("SELECT count(*) FROM sec.my_contacts()")
        assert cursor.fetchone()[0] == 1
        for table in sorted(guarded_tables() - open_to_all):
            cursor.execute("SELECT has_table_privilege('palier_app', %s, 'SELECT')", [table])
            if cursor.fetchone()[0]:
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone()[0] == 0, table


@pytest.mark.parametrize("level", [1, 0])
def test_below_the_second_level_every_function_answers_nothing(stage, level):
    home = stage.homes[0]
    zoe = home.persons[0]
    write(stage.amina, "x", case=open_file(stage.amina, home, [zoe], "y"), persons=[zoe], next_step="z")
    ask(stage.amina, home, "q", [zoe])
    letter_to(stage.amina, home, zoe, "l")
    code = give(stage.amina, zoe)
    token = token_of(code)
    names = (
        "my_files",
        "my_letters",
        "my_requests",
        "my_contacts",
        "my_steps",
        "my_appointments",
        "my_documents",
        "about_me",
        "my_home",
    )

    def rows():
        with acting(token), connection.cursor() as cursor:
            found = {}
            for name in names:
                cursor.execute(f"SELECT count(*) FROM sec.{name}()")
                found[name] = cursor.fetchone()[0]
            return found

    before = rows()
    assert (
        before["my_files"]
        == before["my_contacts"]
        == before["my_steps"]
        == before["my_requests"]
        == before["my_letters"]
        == 1
    )
    assert before["about_me"] == before["my_home"] == 1
    with without_locks() as cursor:
        days = {1: 6300, 0: 5000}[level]
        cursor.execute("UPDATE people_person SET born = sec.today() - %s::integer WHERE id = %s", [days, zoe])
    assert set(rows().values()) == {0}
    with stage.amina.acting() as actor, connection.cursor() as cursor:  # nor to staff
        for name in names:
            cursor.execute(f"SELECT count(*) FROM sec.{name}()")
            assert cursor.fetchone()[0] == 0
        with pytest.raises(Refused):
            queries.my_file(actor, "fr")


def test_the_page_is_small_says_nothing_in_its_title_and_asks_a_constant_number_of_questions(stage):
    home = stage.homes[0]
    zoe = home.persons[0]
    client = with_account(zoe)
    case = open_file(stage.amina, home, [zoe])
    counts = []
    for number in (1, 20):
        for _ in range(number):
            write(stage.amina, "Un mot.", case=case, persons=[zoe], next_step="Un pas")
        with CaptureQueriesContext(connection) as captured:
            answer = client.get("/door/file/")
        counts.append(len(captured))
    assert counts[0] == counts[1]
    assert "<title>Bonjour</title>" in plain(answer)
    assert len(answer.content) < 40_000
    assert answer.headers["Cache-Control"] == "no-store, private"


def test_her_own_coming_in_and_reading_leave_lines_that_are_hers(stage):
    zoe = stage.homes[0].persons[0]
    come_in(give(stage.amina, zoe)).get("/door/file/")
    with without_locks() as cursor:
        cursor.execute("SELECT what, post_id FROM access_read_event WHERE person = %s ORDER BY id", [zoe])
        assert cursor.fetchall() == [("door", None), ("my_file", None)]


def test_an_emergency_is_on_her_list_with_its_ground(stage):
    zoe = stage.homes[0].persons[0]
    with without_locks() as cursor:
        cursor.execute(
            """INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground, reason, opened_at,
               until, outcome) VALUES (gen_random_uuid(), %s, %s, %s, %s, 'danger_to_life', %s, now(), now() + interval '4 hours', '')""",
            [stage.company.pk, stage.amina.post, zoe, stage.bart.post, "r" * 40],
        )
    page = plain(with_account(zoe).get("/door/file/"))
    assert "a ouvert en urgence, une vie était en danger" in page
    assert "Bart" not in page
    assert dt.date.today().strftime("%Y") in page


def letter_to(worker, home, person, words, *, sent=True):
    """A letter to one person, given by hand or not yet."""
    draft = LetterDraft(
        household=home.household, person=person, kind=LetterKind.EMPTY, template_version=0, language=LetterLanguage.FR,
        title_fr="Un mot pour vous", body_fr=words,
    )  # fmt: skip
    with worker.acting() as actor:
        pk = messaging.write_letter(actor=actor, draft=draft)
        if sent:
            messaging.send_letter(actor=actor, pk=pk, channel=Channel.COUNTER, version=1)
    return pk


def test_she_reads_the_letters_that_went_to_her_and_no_draft_and_no_partners(stage):
    home = stage.homes[0]
    zoe, omer = home.persons
    said = words("sent", "draft", "his")
    letter_to(stage.amina, home, zoe, said["sent"])
    letter_to(stage.amina, home, zoe, said["draft"], sent=False)
    letter_to(stage.amina, home, omer, said["his"])
    assert seen(plain(with_account(zoe).get("/door/file/letters/")), said) == {"sent"}
    assert seen(plain(with_account(omer).get("/door/file/letters/")), said) == {"his"}
    assert seen(plain(come_in(give(stage.amina, zoe)).get("/door/file/letters/")), said) == {"sent"}


def test_what_waits_for_its_erasure_is_not_told_at_her_door(stage):
    zoe = stage.homes[0].persons[0]
    said = words("stays", "waits")
    case = open_file(stage.amina, stage.homes[0], [zoe])
    write(stage.amina, said["stays"], case=case, persons=[zoe])
    item = write(stage.amina, said["waits"], case=case, persons=[zoe])
    browser = come_in(give(stage.amina, zoe))
    assert seen(plain(browser.get("/door/file/")), said) == {"stays", "waits"}
    with stage.amina.acting() as amina:
        ask_purge(actor=amina, kind=PurgeKind.CONTACT, item=item, ground=PurgeGround.WRONG_FILE)
    assert seen(plain(browser.get("/door/file/")), said) == {"stays"}
