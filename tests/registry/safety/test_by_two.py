"""Two workers make a safety instruction; it ends by itself, early by one gesture, and only a new fact renews it (P23)."""

import datetime as dt
import uuid

import psycopg
import pytest
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError, ProgrammingError

from config import database
from palier.access.models import Subject, TeamMember
from palier.casework.cases.models import Case
from palier.identity.organisations.models import Post, Replacement
from palier.identity.organisations.rules import Role
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.registry.people.actions import protect_address
from palier.registry.safety import actions, queries
from palier.registry.safety.models import SafetyInstruction
from palier.registry.safety.rules import ToDo
from tests.access.cast import sql
from tests.registry.safety.doors import TODAY, agree, agreed, draft, moved, proposed
from tests.stage import ALWAYS, put, without_locks

DOORS = (
    "amina",
    "bart",
    "dries",
    "trainee",
    "head",
    "accounts",
    "transfers",
    "technical",
    "agent",
    "collective",
    "desk",
)


def at_the_door(stage, who, home=0):
    with stage.people[who].acting() as actor:
        return queries.at_doors(actor, [stage.homes[home].household]).get(stage.homes[home].household, [])


def in_a_team(stage, who, home):
    """An open file of this household, with this worker in its team."""
    with without_locks():
        subject = put(Subject(organisation=stage.company, kind="case"))
        put(
            Case(
                organisation=stage.company, subject=subject, household_id=stage.homes[home].household, concerns=[],
                agreed_by=[], agreed_on=TODAY, opened_on=TODAY,
            )
        )  # fmt: skip
        post = stage.people[who].post
        put(TeamMember(subject=subject, post_id=post, duty="second", valid=ALWAYS, added_by_id=post))


def rows_left(pk):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM safety_safetyinstruction WHERE id = %(id)s),"
            " (SELECT count(*) FROM safety_safetyground WHERE instruction_id = %(id)s),"
            " (SELECT count(*) FROM access_history WHERE row_id = %(id)s)",
            {"id": pk},
        )
        return cursor.fetchone()


def erase():
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        return job.execute("SELECT sec.erase_safety()").fetchone()[0]


# -- two workers ------------------------------------------------------------------------------------------------


def test_before_agreement_its_two_workers_see_it_and_no_door(stage):
    pk = proposed(stage)
    for who in DOORS:
        assert at_the_door(stage, who) == []
    for who, sees in (("amina", True), ("bart", True), ("dries", False), ("head", False), ("agent", False)):
        with stage.people[who].acting():
            rows = SafetyInstruction.objects.unguarded(because="asks the second lock alone").filter(pk=pk)
            assert rows.exists() == sees, who


def test_once_agreed_every_door_reads_what_to_do_and_until_when_and_no_more(stage):
    agreed(stage, what=(ToDo.COME_IN_TWOS, ToDo.SPEAK_SLOWLY), language="tr")
    for who in DOORS:
        (one,) = at_the_door(stage, who)
        assert (one.what, one.language, one.ends) == (
            ["come_in_twos", "speak_slowly"], "tr", TODAY + dt.timedelta(days=60),
        )  # fmt: skip
        near = who == "amina"
        assert (one.instruction is not None, one.agreed_with) == (near, "Bart Exemple" if near else None), who
    for who in ("caretaker", "direction", "officer", "admin"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            queries.at_doors(actor, [stage.homes[0].household])
    with stage.chloe.acting() as chloe:
        assert queries.at_doors(chloe, [stage.homes[0].household]) == {}


def test_nobody_agrees_with_herself_nor_through_another_post_of_hers(stage):
    with without_locks():
        staff = Post.objects.using("stage").get(pk=stage.amina.post).staff_id
        other = put(
            Post(
                staff_id=staff, organisation=stage.company, service=stage.service, role=Role.SOCIAL_WORKER, valid=ALWAYS
            )
        ).pk
    for colleague in (stage.amina.post, other):
        with pytest.raises(Refused):
            proposed(stage, colleague=colleague)
    with stage.amina.acting() as amina:
        assert other not in {one.pk for one in queries.colleagues(amina)}
        assert stage.bart.post in {one.pk for one in queries.colleagues(amina)}


@pytest.mark.parametrize("colleague", ["head", "trainee", "desk", "agent", "chloe"])
def test_the_colleague_is_a_worker_of_the_social_service_of_the_house(stage, colleague):
    with pytest.raises(Refused):
        proposed(stage, colleague=stage.people[colleague].post)


def test_only_the_colleague_who_was_asked_agrees(stage):
    pk = proposed(stage)
    for who in ("amina", "dries", "emma"):
        with pytest.raises(Conflict):
            agree(stage, pk, who)
    for who in ("head", "trainee", "agent"):
        with pytest.raises(Refused):
            agree(stage, pk, who)
    assert at_the_door(stage, "agent") == []
    agree(stage, pk)
    assert len(at_the_door(stage, "agent")) == 1
    with pytest.raises(Conflict):
        agree(stage, pk, version=2)  # once is enough


def test_a_proposal_is_gone_after_seven_days(stage):
    kept, late = proposed(stage), proposed(stage, fact="un autre fait")
    moved(kept, proposed_at="now() - interval '6 days 23 hours'")
    moved(late, proposed_at="now() - interval '7 days'")
    with pytest.raises(Conflict):
        agree(stage, late)
    with stage.bart.acting() as bart:
        assert [row.pk for row in queries.waiting(bart)] == [kept]
        with pytest.raises(Refused):
            queries.instruction(bart, late, "safety_agree")
    erase()
    assert (rows_left(late), rows_left(kept)[:2]) == ((0, 0, 0), (1, 1))
    agree(stage, kept)


def test_it_begins_with_the_agreement_and_ends_on_the_day_proposed(stage):
    pk = proposed(stage)
    moved(pk, proposed_at="now() - interval '3 days'", starts="sec.today() - 3")
    agree(stage, pk)
    with without_locks() as cursor:
        cursor.execute("SELECT starts, ends FROM safety_safetyinstruction WHERE id = %s", [pk])
        assert cursor.fetchone() == (TODAY, TODAY + dt.timedelta(days=60))


# -- who proposes -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("who", ["bart", "dries", "emma", "trainee"])
def test_who_does_not_look_after_the_household_proposes_nothing(stage, who):
    colleague = stage.amina.post
    with pytest.raises(Refused):
        proposed(stage, who, colleague=colleague)


def test_the_team_of_an_open_file_and_who_covers_propose_too(stage):
    in_a_team(stage, "emma", 0)
    proposed(stage, "emma")
    with without_locks():
        span = DateRange(TODAY, TODAY + dt.timedelta(days=5))
        put(Replacement(absent_id=stage.amina.post, covering_id=stage.dries.post, valid=span))
    proposed(stage, "dries", fact="autre chose")
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE cases_case SET closed_on = %s, outcome = 'tenancy_kept' WHERE household_id = %s",
            [TODAY, stage.homes[0].household],
        )
    with pytest.raises(Refused):
        proposed(stage, "emma", fact="encore autre chose")


def test_a_worker_of_the_team_does_not_show_at_the_door(stage):
    """Her name is not the assigned worker's: at the door it would tell of a file (P1)."""
    in_a_team(stage, "emma", 0)
    agree(stage, proposed(stage, "emma"))
    for who in ("agent", "dries", "head", "desk"):
        (one,) = at_the_door(stage, who)
        assert (one.instruction, one.version, one.agreed_with) == (None, None, None)
        browser = stage.people[who].browser()
        page = browser.get(f"/households/{stage.homes[0].household}/").content.decode()
        assert "Sonner et attendre dehors" in page
        assert "Emma" not in page and "Bart" not in page.replace("Bart Exemple</b>", "")


def test_of_another_company_there_is_no_household(stage):
    with stage.chloe.acting() as chloe, pytest.raises(Refused):
        actions.propose_safety(actor=chloe, draft=draft(stage))


# -- what it holds ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"what": ()}, "what"),
        ({"what": ("dangerous",)}, "what"),
        ({"what": (ToDo.SPEAK_SLOWLY,)}, "language"),
        ({"until": TODAY + dt.timedelta(days=91)}, "until"),
        ({"until": TODAY - dt.timedelta(days=1)}, "until"),
        ({"told_on": TODAY + dt.timedelta(days=1)}, "told_on"),
        ({"fact": "  \n"}, "fact"),
        ({"fact_day": TODAY + dt.timedelta(days=1)}, "fact_day"),
    ],
)
def test_what_does_not_fit_is_said_beside_its_field(stage, wrong, where):
    with pytest.raises(InvalidInput) as refused:
        proposed(stage, **wrong)
    assert set(refused.value.fields) == {where}


@pytest.mark.parametrize(
    "columns",
    [
        {"what": "'{dangerous}'"},
        {"what": "'{}'"},
        {"ends": "starts + 91"},
        {"language": "'tr'"},
        {"told_later": "'danger'"},
        {"told_on": "NULL"},
        {"asked_of_id": "proposed_by_id"},
    ],
)
def test_the_table_holds_the_same_by_itself(stage, columns):
    pk = proposed(stage)
    with pytest.raises(IntegrityError):
        moved(pk, **columns)


def test_the_last_of_ninety_days_is_allowed(stage):
    pk = agreed(stage, until=TODAY + dt.timedelta(days=90), told_on=None)
    assert at_the_door(stage, "agent")[0].ends == TODAY + dt.timedelta(days=90)
    with stage.amina.acting() as amina:
        row = queries.instruction(amina, pk, "safety_set")
        assert (row.told_on, row.told_later) == (None, "danger")


def test_a_repeated_send_makes_one(stage):
    key = uuid.uuid4()
    made = []
    for _ in range(2):
        with stage.amina.acting() as amina:
            made.append(actions.propose_safety(actor=amina, draft=draft(stage), key=key))
    assert made[0] == made[1]


# -- the fact behind it -----------------------------------------------------------------------------------------


def test_the_fact_is_read_by_its_author_alone(stage):
    in_a_team(stage, "emma", 0)
    pk = agreed(stage)
    for who in ("amina", "bart", "emma", "trainee"):
        with stage.people[who].acting() as actor:
            found = queries.ground(actor, pk)
            assert (found is not None) == (who == "amina"), who


def test_only_a_new_fact_renews_it(stage):
    agreed(stage)
    with pytest.raises(InvalidInput) as refused:
        proposed(stage, fact="  le 3, la porte a été CLAQUÉE sur la main d’une collègue. ")
    assert set(refused.value.fields) == {"fact"}
    proposed(stage, fact="Le 20, le chien était de nouveau libre.")
    proposed(stage, home=1)  # at another door the same words are another fact


def test_a_colleagues_words_are_no_oracle(stage):
    """Whoever guesses the words of another's ground learns nothing by sending them."""
    in_a_team(stage, "emma", 0)
    agreed(stage)
    assert proposed(stage, "emma")


# -- its end ----------------------------------------------------------------------------------------------------


def test_it_ends_by_itself(stage):
    pk = agreed(stage)
    moved(pk, starts="sec.today() - 20", ends="sec.today()")
    assert len(at_the_door(stage, "agent")) == 1
    moved(pk, ends="sec.today() - 1")
    assert at_the_door(stage, "agent") == []


def test_it_is_ended_early_in_one_gesture_by_who_looks_after_the_household(stage):
    in_a_team(stage, "emma", 0)
    pk = agreed(stage)
    for who in ("bart", "dries"):
        with stage.people[who].acting() as actor, pytest.raises(Conflict):
            actions.end_safety(actor=actor, pk=pk, version=2)
    with stage.emma.acting() as emma:
        actions.end_safety(actor=emma, pk=pk, version=2)
    assert at_the_door(stage, "agent") == []
    with stage.amina.acting() as amina, pytest.raises(Conflict):
        actions.end_safety(actor=amina, pk=pk, version=2)


def test_a_proposal_is_taken_back_by_its_author_alone(stage):
    in_a_team(stage, "emma", 0)
    pk = proposed(stage)
    for who in ("bart", "emma"):
        with stage.people[who].acting() as actor, pytest.raises(Conflict):
            actions.end_safety(actor=actor, pk=pk, version=1)
    with stage.amina.acting() as amina:
        actions.end_safety(actor=amina, pk=pk, version=1)
    with pytest.raises(Conflict):
        agree(stage, pk, version=2)
    erase()
    assert rows_left(pk) == (0, 0, 0)


def test_telling_her_later_is_noted_with_its_day(stage):
    pk = agreed(stage, told_on=None)
    with stage.amina.acting() as amina:
        with pytest.raises(InvalidInput):
            actions.tell_safety(actor=amina, pk=pk, on=TODAY + dt.timedelta(days=1), version=2)
        actions.tell_safety(actor=amina, pk=pk, on=TODAY, version=2)
        row = queries.instruction(amina, pk, "safety_set")
    assert (row.told_on, row.told_later) == (TODAY, "")
    with stage.dries.acting() as dries, pytest.raises(Conflict):
        actions.tell_safety(actor=dries, pk=pk, on=TODAY, version=3)


def test_it_is_erased_thirty_days_after_its_end_with_its_ground_and_its_history(stage):
    over, early, young = (agreed(stage, fact=f"fait {number}") for number in range(3))
    moved(over, starts="sec.today() - 80", ends="sec.today() - 31")
    moved(young, starts="sec.today() - 80", ends="sec.today() - 30")
    moved(early, starts="sec.today() - 40", ends="sec.today() + 40", ended_early_on="sec.today() - 31")
    assert rows_left(over)[2] > 0
    erase()
    assert rows_left(over) == rows_left(early) == (0, 0, 0)
    assert rows_left(young)[:2] == (1, 1)


# -- around it --------------------------------------------------------------------------------------------------


def test_at_a_protected_address_nobody_reads_it_but_the_assigned_worker(stage):
    agreed(stage, home=1)
    assert len(at_the_door(stage, "agent", 1)) == 1
    with stage.amina.acting() as amina:
        protect_address(actor=amina, person=stage.homes[1].persons[0], protect=True)
    for who in DOORS:
        assert len(at_the_door(stage, who, 1)) == (who == "amina"), who


def test_the_head_reads_a_number_of_her_service_and_no_household(stage):
    for number in range(2):
        agreed(stage, fact=f"fait {number}")
    proposed(stage, fact="pas encore")
    with stage.head.acting() as head:
        assert queries.in_force(head) == 2
        rows = SafetyInstruction.objects.unguarded(because="asks the second lock alone")
        assert rows.count() == 0
    for who in ("amina", "agent", "officer"):
        with stage.people[who].acting() as actor, pytest.raises(Refused):
            queries.in_force(actor)


def test_no_row_is_written_by_hand(stage):
    pk = agreed(stage)
    for statement in (
        "UPDATE safety_safetyinstruction SET ends = ends + 1 WHERE id = %s",
        "DELETE FROM safety_safetyinstruction WHERE id = %s",
        "UPDATE safety_safetyground SET text = 'x' WHERE instruction_id = %s",
    ):
        with pytest.raises(ProgrammingError, match="permission denied"):
            sql(stage.amina.token, statement, [pk])
