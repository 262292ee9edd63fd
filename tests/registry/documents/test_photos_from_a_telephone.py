"""Photos from a telephone to an open file (P47): a code for two minutes and one sending, which can do nothing else."""

import datetime as dt
import hashlib
import re
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection, transaction
from django.db.utils import ProgrammingError
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from palier.access.actor import whoami
from palier.access.binding import at_the_telephone, takes_photos
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.lock import declared, guarded_tables
from palier.access.routes import only_reads
from palier.kernel.errors import Refused
from palier.registry.documents import actions, queries
from palier.registry.documents.models import PhotoCode
from palier.registry.documents.queries.store import kept_files, path_of
from tests.registry.documents import honest
from tests.registry.documents.hostile.images import SECRET, _with_place
from tests.stage import STAGE, without_locks

pytestmark = pytest.mark.usefixtures("house")


def draw(somebody, subject, home=None, persons=()):
    """(its row, what the telephone's address says)"""
    with somebody.acting() as actor:
        return actions.draw_photo_code(
            actor=actor, subject=subject, household=home.household if home else None, persons=persons
        )


def telephone(language="fr"):
    return Client(headers={"accept-language": language})


def send(code, *photos, language="fr"):
    files = [SimpleUploadedFile(name, data) for name, data in photos]
    return telephone(language).post(reverse("photo", args=[code]), {"file": files})


def documents(stage, subject):
    with stage.amina.acting() as amina:
        return list(queries.documents_of(amina, [subject]))


def end(pk, ago="3 minutes"):
    with without_locks() as cursor:
        cursor.execute("UPDATE documents_photocode SET ends_at = now() - %s::interval WHERE id = %s", [ago, pk])


def text(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def test_photos_arrive_cleaned_and_are_kept_by_who_drew_the_code(stage, subject):
    home = stage.homes[0]
    _pk, code = draw(stage.amina, subject, home, (home.persons[0],))

    answer = send(code, ("Mur humide.jpg", honest.jpeg(exif=_with_place())), ("b.png", honest.png()))

    assert answer.status_code == 200, text(answer)
    assert "2 photos sont arrivées" in text(answer)
    rows = documents(stage, subject)
    assert {row.name for row in rows} == {"Mur humide.jpg", "b.png"}
    for row in rows:
        assert (row.author_id, row.tier, row.household_id) == (stage.amina.post, "team", home.household)
        assert row.concerns == row.confided_by == [home.persons[0]]
        data = path_of(row.pk).read_bytes()
        assert hashlib.sha256(data).digest() == bytes(row.sha256)
        assert SECRET not in data
    assert "place" in next(row for row in rows if row.kind == "jpeg").taken_out


def test_in_an_inbox_they_end_as_any_document_there(stage):
    _pk, code = draw(stage.amina, stage.amina.post)
    assert send(code, ("a.png", honest.png())).status_code == 200
    row = documents(stage, stage.amina.post)[0]
    assert row.ends_on > row.written_at.date()


def test_one_sending_and_no_more(stage, subject):
    _pk, code = draw(stage.amina, subject)
    assert telephone().get(reverse("photo", args=[code])).status_code == 200
    assert send(code, ("a.png", honest.png())).status_code == 200
    assert send(code, ("b.png", honest.png())).status_code == 404
    assert len(documents(stage, subject)) == 1
    assert len(list(kept_files())) == 1


def test_unknown_used_and_ended_look_the_same(stage, subject):
    used, ended = draw(stage.amina, subject), draw(stage.amina, subject)
    send(used[1], ("a.png", honest.png()))
    end(ended[0], "1 second")
    codes = [used[1], ended[1], "x" * len(used[1])]
    for method in ("get", "post"):
        answers = [getattr(telephone(), method)(reverse("photo", args=[code])) for code in codes]
        assert {answer.status_code for answer in answers} == {404}
        pages = {answer.content.decode().replace(code, "CODE") for code, answer in zip(codes, answers, strict=True)}
        assert len({re.sub(r'nonce="[^"]*"|value="[^"]*"', "", page) for page in pages}) == 1
    assert len(documents(stage, subject)) == 1


def test_the_telephones_page_says_nothing_about_whom(stage, subject):
    home = stage.homes[0]
    _pk, code = draw(stage.amina, subject, home, (home.persons[0],))
    with without_locks() as cursor:
        cursor.execute("SELECT first_name, last_name FROM people_person WHERE id = %s", [home.persons[0]])
        names = cursor.fetchone()
    pages = [telephone().get(reverse("photo", args=[code])), send(code, ("a.png", honest.png()))]
    for page in pages:
        said = page.content.decode()
        for secret in (*names, str(home.household), str(subject), str(stage.amina.post), str(home.persons[0])):
            assert secret not in said


def test_looking_writes_nothing(stage, subject):
    _pk, code = draw(stage.amina, subject)
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_lock_session")
        before = cursor.fetchone()
    with connection.execute_wrapper(only_reads):
        assert telephone().get(reverse("photo", args=[code])).status_code == 200
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_lock_session")
        assert cursor.fetchone() == before
    assert takes_photos(code)


@pytest.mark.parametrize(("language", "said"), [("fr", "n’est pas une photo"), ("nl", "is geen foto")])
def test_what_is_no_photo_is_refused_with_a_sentence_and_the_code_stays(stage, subject, language, said):
    _pk, code = draw(stage.amina, subject)
    bad = [("a.jpg", honest.saved(honest.pdf_pages())), ("b.jpg", b"\xff\xd8\xff<script>alert(1)</script>")]
    answer = send(code, *bad, language=language)
    assert answer.status_code == 422
    assert said in text(answer).replace("'", "’")
    assert documents(stage, subject) == []
    assert list(kept_files()) == []
    assert send(code, bad[1], ("good.png", honest.png()), language=language).status_code == 200
    assert [row.name for row in documents(stage, subject)] == ["good.png"]


def test_no_photo_at_all_is_asked_for_again(stage, subject):
    _pk, code = draw(stage.amina, subject)
    answer = telephone().post(reverse("photo", args=[code]))
    assert answer.status_code == 422
    assert takes_photos(code)


# -- the desk -----------------------------------------------------------------------------------------------------


def test_the_desk_shows_the_code_once_and_says_when_they_have_arrived(stage, subject):
    home, browser = stage.homes[0], stage.amina.browser()
    address = reverse("photo_draw", args=[subject]) + f"?household={home.household}"
    assert (
        address.replace("&", "&amp;") in browser.get(reverse("household_file", args=[home.household])).content.decode()
    )
    assert browser.get(address).status_code == 200
    answer = browser.post(address, {"persons": [str(home.persons[0])]})
    page = answer.content.decode()
    assert "<svg" in page
    assert "style=" not in page[page.index("<svg") : page.index("</svg>")]
    with without_locks():
        row = PhotoCode._base_manager.using(STAGE).get(subject=subject)
    assert row.persons == [home.persons[0]]
    assert row.ends_at - row.drawn_at == dt.timedelta(minutes=2)
    state = reverse("photo_state", args=[row.pk])
    assert "Rien n’est encore arrivé" in text(browser.get(state)).replace("'", "’")
    end(row.pk, "1 second")
    assert "ne prend plus rien" in text(browser.get(state))
    pk, code = draw(stage.amina, subject, home)
    send(code, ("a.png", honest.png()))
    assert "1 photo est arrivée" in text(browser.get(reverse("photo_state", args=[pk])))


def test_one_photo_or_five_are_as_many_statements(stage, subject):
    browser, counted = stage.amina.browser(), []
    for number in (0, 1, 5):
        pk, code = draw(stage.amina, subject, stage.homes[0])
        if number:
            send(code, *((f"{one}.png", honest.png()) for one in range(number)))
        with CaptureQueriesContext(connection) as seen:
            assert browser.get(reverse("photo_state", args=[pk])).status_code == 200
        counted.append(len(seen))
    assert len(set(counted)) == 1


def test_only_who_could_keep_a_document_there_draws_a_code(stage, subject):
    pk, _code = draw(stage.amina, subject)
    assert stage.amina.browser().get(reverse("photo_draw", args=[subject])).status_code == 200
    row = """INSERT INTO documents_photocode (id, organisation_id, subject_id, persons, code_hash, author_id, drawn_at, ends_at,
        arrived) VALUES (gen_random_uuid(), %s, %s, '{}', %s, %s, now(), now() + %s::interval, 0)"""
    for who in ("bart", "head", "desk", "agent", "accounts", "officer", "admin", "chloe"):
        browser = stage.people[who].browser()
        assert browser.get(reverse("photo_draw", args=[subject])).status_code == 404, who
        assert browser.post(reverse("photo_draw", args=[subject])).status_code == 404, who
        assert browser.get(reverse("photo_state", args=[pk])).status_code == 404, who
        given = [stage.company.pk, subject, who.encode(), stage.people[who].post, "1 minute"]
        with pytest.raises(ProgrammingError), stage.people[who].acting(), connection.cursor() as cursor:
            cursor.execute(row, given)
    good = [stage.company.pk, subject, b"hers", stage.amina.post, "1 minute"]
    with stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(row, good)
    with pytest.raises(ProgrammingError), stage.amina.acting(), connection.cursor() as cursor:
        cursor.execute(row, [*good[:2], b"longer", good[3], "9 minutes"])


def test_persons_of_another_household_are_not_named(stage, subject):
    with pytest.raises(Refused):
        draw(stage.amina, subject, stage.homes[0], (stage.homes[1].persons[0],))


def test_nothing_arrives_once_she_is_out_of_the_team(stage, subject):
    _pk, code = draw(stage.amina, subject)
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_teammember SET valid = daterange('2020-01-01', '2020-02-01') WHERE subject_id = %s",
            [subject],
        )
    assert send(code, ("a.png", honest.png())).status_code == 404
    assert list(kept_files()) == []


def test_the_database_keeps_a_hash_and_nothing_within_the_hour(stage, subject):
    pk, code = draw(stage.amina, subject)
    other, _ = draw(stage.amina, subject)
    with without_locks() as cursor:
        cursor.execute("SELECT p::text, code_hash FROM documents_photocode p WHERE id = %s", [pk])
        whole, digest = cursor.fetchone()
        assert code not in whole
        assert bytes(digest) == hashlib.sha256(code.encode()).digest()
        end(pk, "61 minutes")
        end(other, "50 minutes")
        cursor.execute("SELECT sec.erase_photo_codes()")
        cursor.execute("SELECT id FROM documents_photocode WHERE id IN (%s, %s)", [pk, other])
        assert [row[0] for row in cursor.fetchall()] == [other]


# -- both locks ---------------------------------------------------------------------------------------------------


def test_a_telephones_session_holds_no_capability_and_sees_no_row(stage, subject):
    home = stage.homes[0]
    _pk, code = draw(stage.amina, subject, home, (home.persons[0],))
    with at_the_telephone(code) as actor:
        assert actor.purpose == "photo"
        assert (actor.post, actor.person, actor.organisation, actor.role, actor.subjects) == (
            None,
            None,
            None,
            None,
            (),
        )
        assert [one for one in Capability if permits(actor, one)] == []
        with pytest.raises(Refused):
            actions.draw_photo_code(actor=actor, subject=subject, household=None, persons=())
        for table in sorted(guarded_tables()):
            assert tried(f"SELECT count(*) FROM {table}") in ([(0,)], "closed"), table
            assert tried(f"UPDATE {table} SET id = id") in (0, "closed"), table
    with stage.amina.acting():
        assert tried("SELECT count(*) FROM documents_photocode") == [(1,)]


def test_every_other_function_answers_it_as_it_answers_nobody(stage, subject):
    home = stage.homes[0]
    _pk, code = draw(stage.amina, subject, home, (home.persons[0],))
    ids = [home.household, home.persons[0], subject, stage.amina.post, stage.company.pk]
    calls = [
        (signature, _given(signature, one))
        for app in declared()
        for signature, role in app.executes
        if role == "palier_app" and not signature.startswith(OF_ITS_OWN)
        for one in ids
    ]
    assert len(calls) > 100
    with transaction.atomic():
        to_nobody = [tried(call) for _signature, call in calls]
    with at_the_telephone(code):
        to_it = [tried(call) for _signature, call in calls]
        assert tried("SELECT sec.keep_photos('[]')") == [(False,)]
    wrong = [call for call, one, other in zip(calls, to_nobody, to_it, strict=True) if one != other]
    assert wrong == []


OF_ITS_OWN = (
    "keep_photos(",
    "purpose(",
    "whoami(",
    "now(",
    "today(",
)  # the last four say that it is a telephone, and when
WORDS = {"uuid": "'{}'::uuid", "uuid[]": "ARRAY['{}'::uuid]"}


def _given(signature, one):
    name, kinds = re.fullmatch(r"(\w+)\((.*)\)", signature).groups()
    given = [WORDS.get(kind.strip(), "NULL::" + kind.strip()).format(one) for kind in kinds.split(",") if kind.strip()]
    return f"SELECT * FROM sec.{name}({', '.join(given)})"


def tried(statement):
    """What it answers, or "closed"; nothing of it stays."""

    class Undone(Exception):
        pass

    answer = "closed"
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            answer = cursor.fetchall() if cursor.description else cursor.rowcount
            raise Undone
    except (Undone, DatabaseError):
        return answer


def test_keeping_needs_that_session_and_photos(stage, subject):
    row = '[{"id": "%s", "name": "x", "kind": "%s", "size": 1, "sha256": "00", "taken_out": []}]'
    _pk, code = draw(stage.amina, subject)
    with stage.amina.acting() as amina:
        assert tried(f"SELECT sec.keep_photos('{row % (uuid.uuid4(), 'png')}')") == [(False,)]
        with pytest.raises(Refused):
            actions.keep_photos(actor=amina, photos=[])
    with at_the_telephone(code):
        assert tried(f"SELECT sec.keep_photos('{row % (uuid.uuid4(), 'pdf')}')") == [(False,)]
        assert tried(f"SELECT sec.keep_photos('{row % (uuid.uuid4(), 'png')}')") == [(True,)]


def test_its_session_ends_with_the_answer(stage, subject):
    _pk, code = draw(stage.amina, subject)
    with at_the_telephone(code):
        assert whoami() is not None
    with without_locks() as cursor:
        cursor.execute("SELECT count(*) FROM access_lock_session WHERE purpose = 'photo'")
        assert cursor.fetchone() == (0,)
