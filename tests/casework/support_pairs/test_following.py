"""Who follows one of a pair inherits no door: it stays with the two it was opened to, and she asks for one of the three (P19)."""

import datetime as dt
from importlib import import_module

import pytest
from django.db import connection

from palier.access import keys
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.rules import Answer, Standing
from palier.casework.support_pairs.rules.notes import NoteDraft, NoteKind
from palier.kernel.errors import Conflict, Refused
from tests.casework.support_pairs.pairs import NAME, STREET
from tests.casework.support_pairs.test_doors import reads
from tests.casework.support_pairs.test_notes import noted
from tests.casework.support_pairs.test_pages import accord, plain
from tests.stage import without_locks


@pytest.fixture
def followed(paired):
    """A door opened to Selma and Sam, read by both; then the third of the cell follows Sam, and declares."""
    paired.open()
    paired.declare()
    assert [reads(paired, who).name for who in ("selma", "sam")] == [NAME, NAME]
    paired.name_pair("selma", "third")
    paired.declare("third")
    return paired


def state(paired, who):
    with paired.people[who].acting() as actor:
        return queries.pair(actor, paired.request)


def doors(paired):
    with paired.people["amina"].acting() as amina:
        return queries.my_doors(amina, paired.asking)


def test_who_follows_reads_nobody_and_who_stays_reads_on(followed):
    for who in ("third", "sam"):
        with pytest.raises(Refused):
            reads(followed, who)
    with followed.people["third"].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.read_identity(%s)", [followed.request])
        assert cursor.fetchone() == (0,)

    assert reads(followed, "selma").name == NAME


@pytest.mark.parametrize("door", ["accord", "visit", "danger"])
def test_by_each_of_the_three_doors_she_does(followed, door):
    former = followed.subject_of_door()
    opening = followed.open(getattr(followed, door)())
    if door == "danger":
        with pytest.raises(Refused):
            reads(followed, "third")
        with followed.people["bart"].acting() as bart:
            actions.answer_as_second(actor=bart, pk=opening, agrees=True)

    assert [reads(followed, who).name for who in ("selma", "third")] == [NAME, NAME]
    with pytest.raises(Refused):
        reads(followed, "sam")
    assert keys.versions(former) == ()  # the former door is shut, and unreadable in every copy
    assert [one.stands for one in doors(followed)] == [Standing.OPEN, Standing.SHUT]


def test_a_door_opened_anew_still_waits_for_her_declaration(paired):
    paired.open()
    paired.declare()
    paired.name_pair("selma", "third")
    paired.open()
    for who in ("selma", "third"):
        with pytest.raises(Refused):
            reads(paired, who)

    paired.declare("third")

    assert [reads(paired, who).name for who in ("selma", "third")] == [NAME, NAME]


def test_two_who_follow_read_nobody_and_the_first_two_are_out(followed):
    followed.name_pair("sam", "third")  # Selma leaves; Sam, to whom it was opened, is back
    with pytest.raises(Refused):
        reads(followed, "selma")
    assert reads(followed, "sam").name == NAME
    with pytest.raises(Refused):
        reads(followed, "third")


def test_with_her_no_the_former_door_stays_as_it_was(followed):
    followed.open(followed.visit(answer=Answer.NO))

    assert reads(followed, "selma").name == NAME
    with pytest.raises(Refused):
        reads(followed, "third")
    assert [one.stands for one in doors(followed)] == [Standing.PROPOSED, Standing.OF_FORMER_PAIR]


def test_a_door_of_the_pair_there_is_still_stands_alone(paired):
    paired.open()
    for draft in (paired.accord(), paired.visit(answer=Answer.NO)):
        with pytest.raises(Conflict):
            paired.open(draft)


def test_no_visit_together_before_it_is_open_to_both(followed):
    visit = NoteDraft(NoteKind.JOINT_VISIT, "à trois", day=followed.today())
    for who in ("selma", "third"):
        with pytest.raises(Refused):
            noted(followed, visit, who)
    followed.open()
    assert noted(followed, visit, "third")


def test_each_page_says_it(followed):
    third, amina = (followed.people[who].browser() for who in ("third", "amina"))
    page = f"/support/queue/{followed.request}/pair/"
    text = plain(third.get(page))
    assert "Une porte a été ouverte avant votre arrivée" in text and "Lire de qui il s’agit" not in text
    assert third.post(f"{page}who/").status_code == 404
    assert "Lire de qui il s’agit" in plain(followed.people["selma"].browser().get(page))
    assert (state(followed, "third").opening, state(followed, "third").door) == (None, "")

    mine = f"/support/mine/{followed.asking}/"
    text = plain(amina.get(mine))
    assert "Venue depuis : Third Exemple" in text and f"{mine}door/accord/" in text
    assert amina.post(f"{mine}door/accord/", accord(followed)).status_code == 302
    assert "Venue depuis" not in plain(amina.get(mine))

    found = plain(third.post(f"{page}who/"))
    assert NAME in found and STREET in found


def test_doors_of_before_are_of_the_pair_that_was_named_when_they_opened(paired):
    """The migration: of a door older than its pair nobody can be told any more to whom it was opened."""
    of_the_pair = import_module("palier.casework.support_pairs.migrations.0002_opened_to").OF_THE_PAIR
    paired.open()
    paired.declare()

    def of_before(named_on):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE support_pairs_opening SET opened_to = '{}' WHERE request_id = %s RETURNING opened_on",
                [paired.request],
            )
            opened_on = cursor.fetchone()[0]
            cursor.execute(
                "UPDATE support_requests_supportrequest SET named_on = %s WHERE id = %s",
                [opened_on + dt.timedelta(days=named_on), paired.request],
            )
            cursor.execute(f"{of_the_pair} AND o.request_id = %s", [paired.request])

    of_before(named_on=1)
    with pytest.raises(Refused):
        reads(paired, "selma")
    of_before(named_on=0)
    assert [reads(paired, who).name for who in ("selma", "sam")] == [NAME, NAME]
