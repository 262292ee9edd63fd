"""The three doors (P19): what each form must say, who reads behind it, and that a shut one holds nobody."""

import datetime

import pytest
from django.db import connection
from django.db.utils import IntegrityError

from palier.access import keys
from palier.casework.disclosures.rules import NotTold
from palier.casework.support_pairs import actions, queries
from palier.casework.support_pairs.rules import Answer, Part, Standing
from palier.kernel.errors import Conflict, InvalidInput, Refused
from tests.casework.support_pairs.pairs import CALL, NAME, STREET, Paired
from tests.stage import without_locks


def reads(paired, name):
    with paired.people[name].acting() as actor:
        return queries.identity(actor, paired.request)


# -- the pair, and when it reads ----------------------------------------------------------------------------------------


def test_nobody_reads_who_it_is_before_both_have_declared(paired):
    paired.open()
    with pytest.raises(Refused):
        reads(paired, "selma")
    paired.declare("selma")
    with pytest.raises(Refused):
        reads(paired, "selma")

    paired.declare("sam")

    assert [reads(paired, one).name for one in ("selma", "sam")] == [NAME, NAME]
    assert reads(paired, "sam").address == STREET


@pytest.mark.parametrize("who", ["third", "amina", "bart", "head", "officer", "chloe"])
def test_only_the_two_of_the_pair_read_it(paired, who):
    paired.open()
    paired.declare()

    with paired.people[who].acting() as actor, pytest.raises(Refused):
        queries.identity(actor, paired.request)
    with paired.people[who].acting(), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM sec.read_identity(%s)", [paired.request])
        assert cursor.fetchone() == (0,)
    assert reads(paired, "selma").name == NAME


def test_who_asked_sees_who_comes_and_nobody_else_does(paired):
    with paired.people["amina"].acting() as amina:
        assert [name for name, _as in queries.my_pair(amina, paired.asking)] == ["Selma Exemple", "Sam Exemple"]
    with paired.people["bart"].acting() as bart:
        assert queries.my_pair(bart, paired.asking) == []


def test_there_is_no_door_before_there_is_a_pair(stage):
    paired = Paired(stage, named=False)
    with pytest.raises(Refused):
        paired.open()
    paired.name_pair("selma", "sam")
    assert paired.open()


def test_what_she_did_not_let_open_does_not_leave(paired):
    paired.open(paired.accord(parts=(Part.NAME, Part.REACH)))
    paired.declare()

    found = reads(paired, "sam")

    assert (found.name, found.address, found.reach) == (NAME, "", CALL)


def test_one_door_at_a_time(paired):
    paired.open()
    with pytest.raises(Conflict):
        paired.open()


def test_a_colleague_opens_and_shuts_nothing(paired):
    opening = paired.open()
    with paired.people["bart"].acting() as bart, pytest.raises(Refused):
        actions.shut_door(actor=bart, pk=opening)
    with paired.people["bart"].acting() as bart, pytest.raises(Refused):
        actions.open_door(actor=bart, draft=paired.accord(person=None))
    with paired.people["amina"].acting() as amina:
        actions.shut_door(actor=amina, pk=opening)


def test_somebody_of_another_household_is_not_opened(paired):
    with pytest.raises(Refused):
        paired.open(paired.accord(person=paired.stage.homes[2].persons[0]))
    assert paired.open()


# -- stepping aside -------------------------------------------------------------------------------------------------------


def test_who_may_know_her_steps_aside_and_the_request_waits_for_another_pair(paired):
    paired.open()
    paired.declare()
    assert reads(paired, "selma").name == NAME

    with paired.people["sam"].acting() as sam:
        actions.step_aside(actor=sam, pk=paired.request)

    for name in ("selma", "sam"):
        with pytest.raises(Refused):
            reads(paired, name)
    with without_locks() as cursor:
        cursor.execute("SELECT state, first_id FROM support_requests_supportrequest WHERE id = %s", [paired.request])
        assert cursor.fetchone() == ("received", None)
    paired.name_pair("selma", "third")
    with pytest.raises(Refused):
        reads(paired, "selma")  # she declares anew
    paired.declare("selma", "third")
    assert reads(paired, "selma").name == NAME


def test_who_stepped_aside_is_not_named_again_and_another_is(paired):
    paired.open()
    with paired.people["sam"].acting() as sam:
        actions.step_aside(actor=sam, pk=paired.request)

    with pytest.raises(Refused):
        paired.name_pair("selma", "sam")
    paired.name_pair("selma", "third")
    paired.declare("selma", "third")

    assert reads(paired, "selma").name == NAME
    with pytest.raises(Refused):
        reads(paired, "sam")


# -- what each form must say ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("door", "changes", "field"),
    [
        ("accord", {"name": " "}, "name"),
        ("accord", {"given_on": None}, "given_on"),
        ("accord", {"given_on": datetime.date(2999, 1, 1)}, "given_on"),
        ("accord", {"how": None}, "how"),
        ("accord", {"parts": ()}, "parts"),
        ("accord", {"may_take_back": False}, "may_take_back"),
        ("visit", {"given_on": None}, "given_on"),
        ("visit", {"who_named": False}, "who_named"),
        ("visit", {"may_refuse": False}, "may_refuse"),
        ("visit", {"answer": None}, "answer"),
        ("danger", {"feared": ""}, "feared"),
        ("danger", {"not_otherwise": ""}, "not_otherwise"),
        ("danger", {"second": None}, "second"),
        ("danger", {"told_on": None}, "told_on"),
        ("danger", {"told_on": datetime.date(2999, 1, 1)}, "told_on"),
        ("danger", {"told_on": None, "not_told": NotTold.NOT_REACHED}, "tell_on"),
    ],
)
def test_each_form_says_what_is_missing(paired, door, changes, field):
    with pytest.raises(InvalidInput) as refused:
        paired.open(getattr(paired, door)(**changes))
    assert set(refused.value.fields) == {field}
    assert paired.open(getattr(paired, door)())


def test_of_a_no_nothing_leaves_and_only_that_it_was_proposed_stays(paired):
    """P35: the record of a no is not kept; the words she said may be."""
    paired.open(paired.visit(answer=Answer.NO, her_words="laissez-moi", person=paired.home.persons[0]))
    paired.declare()

    with pytest.raises(Refused):
        reads(paired, "selma")
    with paired.people["amina"].acting() as amina:
        (door,) = queries.my_doors(amina, paired.asking)
    assert (door.stands, door.name, door.address, door.her_words) == (Standing.PROPOSED, "", "", "laissez-moi")
    (row,) = paired.rows("opening")
    assert '"answer": ""' in row and '"person_id": null' in row


def test_a_visit_may_come_while_she_has_not_answered(paired):
    paired.open(paired.visit())
    paired.declare()
    assert reads(paired, "selma").address == STREET


# -- danger has two heads (P6) -----------------------------------------------------------------------------------------------


def test_danger_opens_nothing_before_the_second_head_agrees(paired):
    opening = paired.open(paired.danger())
    paired.declare()
    with pytest.raises(Refused):
        reads(paired, "selma")
    with paired.people["bart"].acting() as bart:
        (asked,) = queries.asked_of_me(bart)
        assert (asked.id, asked.feared) == (opening, "elle ne mange plus")
        assert NAME not in str(asked) and STREET not in str(asked)
        actions.answer_as_second(actor=bart, pk=opening, agrees=True)

    assert reads(paired, "selma").name == NAME
    with paired.people["bart"].acting() as bart:
        assert queries.asked_of_me(bart) == []


def test_when_the_second_head_does_not_agree_nothing_remains(paired):
    opening = paired.open(paired.danger())
    subject = paired.subject_of_door()
    with paired.people["bart"].acting() as bart:
        actions.answer_as_second(actor=bart, pk=opening, agrees=False)
    paired.declare()

    with pytest.raises(Refused):
        reads(paired, "selma")
    assert keys.versions(subject) == ()
    with paired.people["amina"].acting() as amina:
        assert queries.my_doors(amina, paired.asking)[0].stands is Standing.SHUT


def test_the_officer_is_called_and_reads_no_word(paired):
    opening = paired.open(paired.danger(second=paired.people["officer"].post))
    with paired.people["officer"].acting() as officer:
        (asked,) = queries.asked_of_me(officer)
        assert (asked.who, asked.feared, asked.not_otherwise) == ("Amina Exemple", "", "")
        actions.answer_as_second(actor=officer, pk=opening, agrees=True)
    paired.declare()
    assert reads(paired, "sam").name == NAME


@pytest.mark.parametrize("who", ["amina", "dries", "head", "trainee", "accounts", "chloe", "selma"])
def test_nobody_else_is_the_second_head(paired, who):
    opening = paired.open(paired.danger())
    with paired.people[who].acting() as actor, pytest.raises(Refused):
        actions.answer_as_second(actor=actor, pk=opening, agrees=True)
    with paired.people["bart"].acting() as bart:
        actions.answer_as_second(actor=bart, pk=opening, agrees=True)


def test_she_is_told_as_soon_as_danger_allows(paired):
    today = paired.today()
    opening = paired.open(paired.danger(told_on=None, not_told=NotTold.DANGER, tell_on=today))
    with paired.people["amina"].acting() as amina:
        actions.tell(actor=amina, pk=opening, on=today)
        door = queries.my_doors(amina, paired.asking)[0]
        assert (door.told_on, door.not_told) == (today, "danger")
        with pytest.raises(Refused):
            actions.tell(actor=amina, pk=opening, on=today)


# -- it ends --------------------------------------------------------------------------------------------------------------------


def test_a_shut_door_is_unreadable_in_every_copy(paired):
    """The row of a backup still bears the sealed words; the key that opened them is gone (ADR 16)."""
    opening = paired.open()
    paired.declare()
    (backup,) = paired.rows("opening")
    subject = paired.subject_of_door()
    assert keys.versions(subject) and str(subject) in backup

    with paired.people["amina"].acting() as amina:
        actions.shut_door(actor=amina, pk=opening)

    assert keys.versions(subject) == ()
    with pytest.raises(Refused):
        reads(paired, "selma")
    (row,) = paired.rows("opening")
    assert "\\u0002" not in row and str(paired.home.persons[0]) not in row


def test_closing_the_request_shuts_its_doors(paired):
    paired.open()
    paired.declare()
    subject = paired.subject_of_door()

    with paired.people["selma"].acting() as selma:
        actions.close(actor=selma, pk=paired.request, version=paired.version())

    assert keys.versions(subject) == ()
    with pytest.raises(Refused):
        reads(paired, "selma")
    assert "\\u0002" not in paired.rows("opening")[0]


def test_closed_from_the_queue_by_a_colleague_it_shuts_as_well_and_the_job_destroys_the_key(paired):
    from palier.access import resealing
    from palier.casework.support_requests import actions as requests

    paired.open()
    subject = paired.subject_of_door()
    with paired.people["third"].acting() as third:
        requests.close(actor=third, pk=paired.request, version=paired.version())

    assert "\\u0002" not in paired.rows("opening")[0]
    resealing.destroy("stage")
    assert keys.versions(subject) == ()


def test_a_door_that_may_not_stand_leaves_no_key_behind(paired):
    paired.open()
    before = set(keys.subjects())
    with pytest.raises(Conflict):
        paired.open()
    assert set(keys.subjects()) == before


def test_it_goes_with_its_request(paired):
    paired.open()
    paired.declare()
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE support_requests_supportrequest SET state = 'closed', closed_on = '2020-01-01' WHERE id = %s",
            [paired.request],
        )
        cursor.execute("SELECT sec.erase_support_requests()")
    for table in ("opening", "declaration", "pairnote"):
        assert paired.rows(table) == []


# -- the database itself -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "change",
    [
        "name = 'Zulma'",
        "her_words = 'oui'",
        "ended_on = '2026-01-01'",
        "may_take_back = false",
        "answer = 'no'",
        "tier = 'team'",
    ],
)
def test_the_table_refuses_clear_words_a_half_said_door_and_a_kept_no(paired, change):
    paired.open()
    with pytest.raises(IntegrityError), without_locks() as cursor:
        cursor.execute(f"UPDATE support_pairs_opening SET {change} WHERE request_id = %s", [paired.request])
