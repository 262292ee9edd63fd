"""The bag of letters: a line a letter, one save, dated steps, replies in advance, photos that go after thirty days."""

import datetime as dt
import re
import uuid

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from config import database
from palier.access.binding import at_the_telephone
from palier.access.capabilities import Capability
from palier.access.rights.queries import terms
from palier.access.rights.rules import TermKey
from palier.access.rules import Tier
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.mail_bag import actions, queries, rules
from palier.casework.mail_bag.models import BroughtLetter
from palier.casework.mail_bag.rules import Bag, LetterKind, Line, ReplyCode, Sort, deadline, reply_code
from palier.kernel import clock
from palier.kernel.errors import Refused
from palier.registry.documents import actions as documents
from palier.registry.documents.rules import Cleaned, FileKind
from tests.casework.shared_files import read_by_emma
from tests.stage import without_locks

TODAY = clock.today()
THURSDAY = dt.date(2026, 11, 26)


def plain(answer):
    return re.sub(r"\s+", " ", answer.content.decode().replace("\u00a0", " ").replace("\u202f", " "))


def page(stage, home=0):
    return f"/households/{stage.homes[home].household}/mail-bag/"


def typed(*rows, persons=(), **more):
    """The form as the page sends it: rows of (kind, sender, deadline, sort, step)."""
    names = ("kind", "sender", "deadline", "sort", "step")
    sent = {"letter-TOTAL_FORMS": "8", "letter-INITIAL_FORMS": "0", "idempotency_key": str(uuid.uuid4()), **more}
    sent["persons"] = [str(one) for one in persons]
    for number in range(8):
        row = rows[number] if number < len(rows) else ()
        sent |= {f"letter-{number}-{name}": value for name, value in zip(names, (*row, *[""] * 5)[:5], strict=True)}
    return sent


def note(stage, who, *lines, home=0, **more):
    bag = Bag(stage.homes[home].household, lines, (stage.homes[home].persons[0],), **more)
    with stage.people[who].acting() as actor:
        return actions.note_bag(actor=actor, bag=bag)


def brought(stage, who, home=0):
    with stage.people[who].acting() as actor:
        return queries.letters_of(actor, stage.homes[home].household)


# -- rules --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("words", "day"), [
    ("15 jours", dt.date(2026, 12, 11)), ("8 dagen", dt.date(2026, 12, 4)), ("30/01", dt.date(2027, 1, 30)),
    ("vendredi", dt.date(2026, 11, 27)), ("12/01/2026", dt.date(2026, 1, 12)), (" 31.12.2026 ", dt.date(2026, 12, 31)),
    ("bientôt", None), ("", None), ("0470 12 34 56", None),
])  # fmt: skip
def test_a_deadline_is_read_as_it_is_said(words, day):
    assert deadline(words, today=THURSDAY, language="fr") == day


def test_which_reply_is_written_in_advance():
    assert reply_code(LetterKind.BAILIFF, "") == ReplyCode.PAY_IN_PARTS
    assert reply_code(LetterKind.ENERGY, Sort.CONTEST) == ReplyCode.CONTEST
    assert reply_code(LetterKind.FUND, Sort.FILE) == ReplyCode.PAPERS_ASKED
    assert reply_code(LetterKind.COURT, Sort.CONTEST) is reply_code(LetterKind.OTHER, "") is None
    for one in rules.replies().values():
        assert (
            len(one.title.fr) <= 60
            and len(one.title.nl) <= 60
            and "{sender}" in one.body.fr
            and "{sender}" in one.body.nl
        )
        assert "…………" not in one.body.fr + one.body.nl, "a letter with a place nobody filled does not go"


# -- the page -----------------------------------------------------------------------------------------------------


def test_a_bag_in_one_save(stage):
    amina, person = stage.amina.browser(), stage.homes[0].persons[0]
    file = plain(amina.get(f"/households/{stage.homes[0].household}/"))
    assert f'href="{page(stage)}"' in file
    rows = (("bailiff", "Étude Brouillon", "15 jours", "urgent"), ("school", "", "", "file"),
            ("energy", "Fournisseur fictif", "", "contest", "appeler avec elle"))  # fmt: skip
    after = plain(amina.post(page(stage), typed(*rows, persons=[person]), follow=True))
    assert "3 courriers sont notés" in after and "Étude Brouillon" in after and "apporté par Zoé" in after
    thread = plain(amina.get(f"/households/{stage.homes[0].household}/"))
    assert "Courriers apportés" in thread and "Répondre : Huissier, Étude Brouillon" in thread
    letters = brought(stage, "amina")
    assert [(one.letter.kind, one.letter.step is not None) for one in letters] == [
        ("energy", True), ("school", False), ("bailiff", True),
    ]  # fmt: skip
    assert {tuple(one.letter.confided_by) for one in letters} == {(person,)}
    with without_locks() as cursor:
        cursor.execute(
            "SELECT text, due FROM cases_step WHERE household_id = %s ORDER BY due", [stage.homes[0].household]
        )
        assert cursor.fetchall() == [
            ("Répondre : Huissier, Étude Brouillon".replace(" :", "\u00a0:"), TODAY + dt.timedelta(days=15)), ("appeler avec elle", None),
        ]  # fmt: skip


def test_sent_twice_is_one_bag(stage):
    amina, sent = stage.amina.browser(), typed(("school",))
    for _ in range(2):
        assert amina.post(page(stage), sent).status_code == 302
    assert len(brought(stage, "amina")) == 1


def test_rows_to_mend_keep_the_good_ones_and_follow_into_the_same_sitting(stage):
    amina = stage.amina.browser()
    sent = typed(("bailiff", "", "30/01"), ("", "Sans expéditeur"), ("fund", "Caisse", "jamais"))
    answer = amina.post(page(stage), sent)
    text = plain(answer)
    assert answer.status_code == 422 and "1 courrier est noté" in text
    assert 'value="Sans expéditeur"' in text and 'value="jamais"' in text and 'value="30/01"' not in text
    assert "« Autre » est une réponse" in text and "Aucun jour" in text
    contact = re.search(r'name="contact" value="([0-9a-f-]+)"', text)[1]
    again = typed(("other", "Sans expéditeur"), ("fund", "Caisse", "10 jours"), contact=contact)
    assert amina.post(page(stage), again).status_code == 302
    assert {str(one.letter.contact) for one in brought(stage, "amina")} == {contact}
    with without_locks() as cursor:
        cursor.execute("SELECT facts FROM cases_contact WHERE household_id = %s", [stage.homes[0].household])
        facts = cursor.fetchall()
    assert len(facts) == 1 and "Sans expéditeur" in facts[0][0] and "Huissier" in facts[0][0]


def test_an_empty_table_and_a_sitting_of_another_household_are_refused(stage):
    amina = stage.amina.browser()
    assert amina.post(page(stage), typed()).status_code == 422
    assert amina.post(page(stage), {}).status_code == 422
    elsewhere = note(stage, "amina", Line(LetterKind.SCHOOL), home=1)
    assert amina.post(page(stage), typed(("school",), contact=str(elsewhere))).status_code == 404
    assert brought(stage, "amina") == []


@pytest.mark.parametrize("who", ["bart", "dries", "trainee", "head", "desk", "accounts", "agent", "officer", "chloe"])
def test_nobody_else_learns_what_she_carried(stage, who):
    note(stage, "amina", Line(LetterKind.BAILIFF, "Étude"))
    row = brought(stage, "amina")[0].letter.pk
    with pytest.raises(Refused):
        note(stage, who, Line(LetterKind.SCHOOL))
    with stage.people[who].acting() as actor, pytest.raises(Refused):
        queries.letter(actor, row)
    browser = stage.people[who].browser()
    assert browser.get(page(stage)).status_code == browser.get(f"/mail-bag/{row}/photo/").status_code == 404
    assert browser.post(f"/mail-bag/{row}/reply/").status_code == 404
    assert "mail-bag" not in browser.get(f"/households/{stage.homes[0].household}/").content.decode()


def test_it_lies_in_the_file_of_who_brought_it_and_in_no_file_of_another_member(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    note(stage, "amina", Line(LetterKind.SCHOOL))
    other = Bag(home.household, (Line(LetterKind.WATER),), (home.persons[1],))
    with stage.amina.acting() as amina:
        actions.note_bag(actor=amina, bag=other)
    with without_locks() as cursor:
        cursor.execute(
            "SELECT b.kind, s.kind FROM mail_bag_broughtletter b JOIN access_subject s ON s.id = b.subject_id"
            " WHERE b.household_id = %s ORDER BY b.kind", [home.household],
        )  # fmt: skip
        assert cursor.fetchall() == [("school", "case"), ("water", "inbox")]


def test_for_me_alone_dies_after_thirty_days_and_takes_no_photo(stage):
    amina = stage.amina.browser()
    assert amina.post(page(stage), typed(("bailiff", "Étude"), own="on")).status_code == 302
    row = brought(stage, "amina")[0].letter
    assert (row.tier, row.ends_on) == ("author", TODAY + dt.timedelta(days=30))
    assert amina.post(f"/mail-bag/{row.pk}/photo/").status_code == 404
    assert "n’en prend donc pas" in plain(amina.get(f"/mail-bag/{row.pk}/photo/"))


def test_put_into_a_file_the_sitting_takes_its_letters_along(stage):
    """Emma, in the team of the file and not of the inbox, reads them from then on."""
    sitting = note(stage, "amina", Line(LetterKind.SCHOOL))
    elsewhere = note(stage, "amina", Line(LetterKind.WATER))
    case, subject = read_by_emma(stage)
    with stage.emma.acting() as emma:
        assert not BroughtLetter.objects.visible_to(emma, Capability.BROUGHT_READ).exists()

    with stage.amina.acting() as amina:
        cases.attach_contact(actor=amina, pk=sitting, case=case)

    with stage.emma.acting() as emma:
        rows = BroughtLetter.objects.visible_to(emma, Capability.BROUGHT_READ)
        assert [(row.contact, row.subject_id) for row in rows] == [(sitting, subject)]
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM mail_bag_broughtletter WHERE contact = %s", [elsewhere])
        assert cursor.fetchone()[0] != subject


def test_an_aide_memoire_made_known_to_the_team_makes_its_letters_known(stage):
    sitting = note(stage, "amina", Line(LetterKind.SCHOOL), tier=Tier.AUTHOR)
    assert brought(stage, "amina")[0].letter.tier == "author"

    with stage.amina.acting() as amina:
        cases.keep_aide_memoire(actor=amina, pk=sitting)

    row = brought(stage, "amina")[0].letter
    assert row.tier == "team"
    with stage.amina.acting() as amina:
        assert row.ends_on == terms(amina)[TermKey.SIMPLE_CONTACT].after(TODAY)


# -- replies and photos -------------------------------------------------------------------------------------------


def test_a_reply_is_a_draft_in_her_language_and_is_made_once(stage):
    amina = stage.amina.browser()
    note(stage, "amina", Line(LetterKind.BAILIFF, "Étude Brouillon"), Line(LetterKind.COURT))
    by_kind = {one.letter.kind: one.letter for one in brought(stage, "amina")}
    first = amina.post(f"/mail-bag/{by_kind['bailiff'].pk}/reply/")
    assert amina.post(f"/mail-bag/{by_kind['bailiff'].pk}/reply/").url == first.url
    letter = plain(amina.get(first.url))
    assert "Étude Brouillon" in letter and "par mois" in letter and "per maand" not in letter
    assert amina.post(f"/mail-bag/{by_kind['court'].pk}/reply/").status_code == 404


def photographed(stage, row):
    with stage.amina.acting() as amina:
        _pk, code = actions.draw_code(actor=amina, pk=row)
    with at_the_telephone(code) as actor:
        documents.keep_photos(actor=actor, photos=[Cleaned(FileKind.PNG, "lettre.png", b"\x89PNG made up")])


def test_a_photo_goes_after_thirty_days_in_a_file_too_unless_it_is_kept(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    note(stage, "amina", Line(LetterKind.BAILIFF))
    row = brought(stage, "amina")[0].letter.pk
    photographed(stage, row)
    (photo,) = brought(stage, "amina")[0].photos
    assert (photo.kept, photo.document.ends_on) == (False, TODAY + dt.timedelta(days=30))
    amina = stage.amina.browser()
    for _ in range(2):
        assert amina.post(f"/mail-bag/photos/{photo.document.pk}/keep/").status_code == 302
    (kept,) = brought(stage, "amina")[0].photos
    assert (kept.kept, kept.document.ends_on, kept.document.item) == (True, None, row)
    assert stage.bart.browser().post(f"/mail-bag/photos/{photo.document.pk}/keep/").status_code == 404


def test_lines_go_at_their_term_with_their_history(stage):
    note(stage, "amina", Line(LetterKind.BAILIFF), Line(LetterKind.SCHOOL))
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE mail_bag_broughtletter SET ends_on = sec.today() - 1 WHERE kind = 'bailiff' AND household_id = %s",
            [stage.homes[0].household],
        )
    assert [one.letter.kind for one in brought(stage, "amina")] == ["school"]
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        assert job.execute("SELECT sec.erase_brought_letters()").fetchone()[0] >= 1
    with without_locks() as cursor:
        cursor.execute("SELECT kind FROM mail_bag_broughtletter WHERE household_id = %s", [stage.homes[0].household])
        assert cursor.fetchall() == [("school",)]


def test_statements_do_not_grow_with_the_bag(stage):
    amina = stage.amina.browser()

    def statements():
        amina.get(page(stage))
        with CaptureQueriesContext(connection) as found:
            assert amina.get(page(stage)).status_code == 200
        return len(found)

    few = statements()
    note(stage, "amina", *[Line(kind) for kind in LetterKind])
    assert statements() == few
