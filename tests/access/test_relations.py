"""Teams, named readers, replacement, emergency: who may open what, who never may, and the leaks that were found and closed."""

import datetime
import uuid

import pytest
from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.utils import IntegrityError, ProgrammingError

from palier.access import actions as access
from palier.access.binding import open_session
from palier.access.models import EmergencyAccess, TeamMember
from palier.access.rules import Duty, EmergencyGround, Tier
from palier.access.sealing import MARK, Place, Sealed, unseal
from palier.casework.cases import actions, queries
from palier.casework.cases.rules import CaseDraft, ContactDraft, RequestDraft
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role
from palier.kernel.errors import InvalidInput, Refused
from palier.registry.signals.models import Signal
from tests.access.cast import sql
from tests.stage import put, without_locks

REASON = "Elle crie et personne ne répond à la porte depuis une heure."


@pytest.fixture
def file(stage):
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = actions.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    with stage.amina.acting() as amina:
        return case, queries.case(amina, case).subject_id


def write(stage, case, tier=Tier.TEAM, text="un mot", person=0, readers=()):
    with stage.amina.acting() as amina:
        return actions.record_contact(
            actor=amina,
            draft=ContactDraft(text, case=case, tier=tier, persons=(stage.homes[0].persons[person],), readers=readers),
        )


def step_up(somebody):
    import hashlib

    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_lock_session SET stepped_up_at = now() WHERE token_hash = %s",
            [hashlib.sha256(somebody.token.encode()).digest()],
        )


def join(stage, subject, name, by="amina", until=None):
    with stage.people[by].acting() as actor:
        return access.add_to_team(
            actor=actor, subject=subject, post=stage.people[name].post, duty=Duty.COLLEAGUE, until=until, reason=""
        )


def open_emergency(stage, name="ines", person=0, ground=EmergencyGround.DANGER_TO_LIFE, reason=REASON):
    if name not in stage.people:
        stage.somebody(name, Role.SOCIAL_WORKER, service=stage.service)
    with stage.people[name].acting() as actor:
        actions.open_emergency(
            actor=actor,
            household=stage.homes[0].household,
            person=stage.homes[0].persons[person],
            ground=ground,
            reason=reason,
        )


def sees(stage, name):
    """The words of the rows that the second lock gives her; a reinforced one is opened as the application would."""
    rows = sql(stage.people[name].token, "SELECT id, facts FROM cases_contact")
    places = {pk: Place("cases_contact", "facts", pk) for pk, _facts in rows}
    return {unseal(Sealed(facts), places[pk]) if facts.startswith(MARK) else facts for pk, facts in rows}


# -- teams ----------------------------------------------------------------------------------------------------


def test_a_member_adds_a_colleague_and_the_head_by_number_but_nobody_herself(stage, file):
    _, subject = file
    join(stage, subject, "bart")  # the positive twins
    join(stage, subject, "dries", by="head")
    for name, by in (("emma", "emma"), ("head", "head"), ("amina", "amina"), ("head", "amina")):
        with pytest.raises(Refused):
            join(stage, subject, name, by=by)


@pytest.mark.parametrize("name", ["accounts", "desk", "direction", "officer", "collective", "head", "chloe", "agent"])
def test_who_is_not_bound_or_of_another_organisation_is_never_added(stage, file, name):
    for by in ("amina", "head"):
        with pytest.raises(Refused):
            join(stage, file[1], name, by=by)


@pytest.mark.parametrize("way", ["add", "cover"])
def test_the_head_does_not_let_herself_in_through_a_second_post(stage, file, way):
    case, subject = file
    with without_locks():
        staff = Post.objects.using("stage").get(pk=stage.head.post).staff_id
        second = put(
            Post(
                staff_id=staff,
                organisation=stage.company,
                service=stage.service,
                role=Role.SOCIAL_WORKER,
                valid=DateRange(datetime.date(2020, 1, 1), None),
            )
        )
    with stage.head.acting() as head, pytest.raises(Refused):
        if way == "add":
            access.add_to_team(actor=head, subject=subject, post=second.pk, duty=Duty.COLLEAGUE, until=None, reason="")
        else:
            access.cover(actor=head, absent=stage.amina.post, covering=second.pk, first=head.today, last=head.today)
    assert sql(open_session(stage.head.user, second.pk), "SELECT count(*) FROM cases_case WHERE id = %s", [case]) == [
        (0,)
    ]


def test_a_place_in_a_team_is_ended_never_lengthened(stage, file):
    _, subject = file
    with stage.amina.acting() as amina:
        join_until = amina.today + datetime.timedelta(days=3)
    member = join(stage, subject, "emma", until=join_until)
    longer = "UPDATE access_teammember SET valid = daterange(lower(valid), NULL) WHERE id = %s"
    for name in ("emma", "amina"):
        with pytest.raises(ProgrammingError):
            sql(stage.people[name].token, longer, [member.pk])

    shorter = "UPDATE access_teammember SET valid = daterange(lower(valid), sec.today()) WHERE id = %s"
    assert sql(stage.amina.token, shorter, [member.pk], keep=True) == [(1,)]
    assert sql(stage.emma.token, "SELECT count(*) FROM cases_case") == [(0,)]


def test_cover_gives_no_more_than_the_absent_worker_still_has(stage, file):
    case, subject = file
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_teammember SET valid = daterange('2020-01-01', sec.today()) WHERE subject_id = %s", [subject]
        )
    with stage.amina.acting() as amina:
        since = amina.today - datetime.timedelta(days=30)
        access.cover(actor=amina, absent=amina.post, covering=stage.emma.post, first=since, last=amina.today)

    assert sql(stage.emma.token, "SELECT count(*) FROM cases_case") == [(0,)]
    inbox = sql(stage.emma.token, "SELECT count(*) FROM access_subject WHERE id = %s", [stage.amina.post])
    assert inbox == [(1,)]  # the positive twin: what she still has is covered
    assert case


# -- named readers --------------------------------------------------------------------------------------------


def test_nobody_names_herself_reader_of_what_she_may_not_read(stage, file):
    case, subject = file
    join(stage, subject, "emma")
    join(stage, subject, "bart")
    secret = write(stage, case, Tier.PAIR, "entre nous", readers=(stage.bart.post,))
    assert "entre nous" in sees(stage, "bart")
    sql(
        stage.emma.token,
        "INSERT INTO access_namedreader (id, item, post_id, valid, added_by_id)"
        " VALUES (gen_random_uuid(), %s, sec.post(), daterange('2020-01-01', NULL), sec.post())",
        [secret],
        keep=True,
    )

    assert "entre nous" not in sees(stage, "emma")
    with stage.emma.acting() as emma:
        assert not queries.contacts_of(emma, case).exists()


def test_search_by_hand_does_not_tell_that_a_hidden_item_holds_a_word(stage, file):
    case, subject = file
    join(stage, subject, "emma")
    write(stage, case, Tier.PAIR, "glycine")
    find = "SELECT count(*) FROM sec.find_contacts('glycine', 50)"

    assert sql(stage.amina.token, find) == [(1,)]
    assert sql(stage.emma.token, find) == [(0,)]


# -- deposits -------------------------------------------------------------------------------------------------


def test_a_deposit_joined_to_a_file_and_one_answered_look_the_same_to_who_left_them(stage, file):
    case, _ = file
    left = []
    for text in ("joint", "répondu", "en attente"):
        with stage.desk.acting() as desk:
            left.append(actions.add_request(actor=desk, draft=RequestDraft(text, stage.homes[0].household)))
    with stage.amina.acting() as amina:
        actions.join_request(actor=amina, pk=left[0], case=case)
        actions.answer_request(actor=amina, pk=left[1])

    assert sql(stage.desk.token, "SELECT text FROM cases_request") == [("en attente",)]
    with stage.desk.acting() as desk:
        assert [row.text for row in queries.requests_of(desk, stage.homes[0].household)] == ["en attente"]


def test_what_was_confided_goes_with_its_contact_into_the_file(stage, file):
    case, subject = file
    with stage.bart.acting() as bart:
        contact = actions.record_contact(
            actor=bart,
            draft=ContactDraft("passée au guichet", household=stage.homes[0].household, confided="elle a peur"),
        )
    with stage.amina.acting() as amina:
        actions.attach_contact(actor=amina, pk=contact, case=case)

    assert sql(stage.amina.token, "SELECT text, subject_id FROM cases_confidence") == [("elle a peur", subject)]
    assert sql(stage.bart.token, "SELECT count(*) FROM cases_confidence") == [(0,)]
    assert sql(stage.bart.token, "SELECT count(*) FROM cases_contact") == [(0,)]


def test_an_aide_memoire_is_not_renewed_and_authorship_does_not_change(stage, file):
    note = write(stage, file[0], Tier.AUTHOR, "à vérifier")
    for change in (
        "ends_on = ends_on + 1",
        "written_at = now()",
        f"author_id = '{stage.bart.post}'",
        "version = version - 1",
    ):
        with pytest.raises((ProgrammingError, IntegrityError)):
            sql(stage.amina.token, f"UPDATE cases_contact SET {change} WHERE id = %s", [note])
    assert sql(stage.amina.token, "UPDATE cases_contact SET facts = 'vu' WHERE id = %s", [note]) == [(1,)]


def test_a_former_member_no_longer_changes_what_she_had_confided_to_her(stage, file):
    case, subject = file
    with stage.amina.acting() as amina:
        actions.record_contact(actor=amina, draft=ContactDraft("x", case=case, confided="elle a peur"))
    assert sql(stage.amina.token, "UPDATE cases_confidence SET text = 'autre'") == [(1,)]
    with without_locks() as cursor:
        cursor.execute("UPDATE access_teammember SET valid = 'empty' WHERE subject_id = %s", [subject])

    assert sql(stage.amina.token, "UPDATE cases_confidence SET text = 'autre'") == [(0,)]


# -- emergency ------------------------------------------------------------------------------------------------


def test_an_emergency_needs_a_second_factor_given_just_now(stage, file):
    write(stage, file[0])
    stage.somebody("ines", Role.SOCIAL_WORKER, service=stage.service)
    with pytest.raises(Refused):
        open_emergency(stage)
    step_up(stage.ines)
    open_emergency(stage)
    assert sees(stage, "ines") == {"un mot"}


def test_whoever_merely_asks_what_an_emergency_would_open_learns_nothing(stage, file):
    stage.somebody("ines", Role.SOCIAL_WORKER, service=stage.service)
    step_up(stage.ines)
    ask = "SELECT count(*) FROM sec.emergency_subjects(%s)"
    with_file, without_file = stage.homes[0].persons[0], stage.homes[1].persons[0]

    assert sql(stage.ines.token, ask, [with_file]) == sql(stage.ines.token, ask, [without_file]) == [(1,)]
    open_emergency(stage)
    assert sql(stage.ines.token, ask, [with_file]) == [(2,)]


def test_an_emergency_opens_one_persons_items_and_no_more(stage, file):
    case, _ = file
    for tier in (Tier.TEAM, Tier.PAIR, Tier.AUTHOR, Tier.REINFORCED):
        write(stage, case, tier, f"d'elle {tier}")
    write(stage, case, Tier.TEAM, "de lui", person=1)
    for name in ("ines", "leon"):
        stage.somebody(name, Role.SOCIAL_WORKER, service=stage.service)
        step_up(stage.people[name])

    open_emergency(stage, "ines", ground=EmergencyGround.DANGER_TO_MINOR)
    open_emergency(stage, "leon", ground=EmergencyGround.LEGAL_DATE_TODAY)

    assert sees(stage, "ines") == {"d'elle team", "d'elle pair", "d'elle reinforced"}
    assert sees(stage, "leon") == {"d'elle team", "d'elle pair"}


@pytest.mark.parametrize("wrong", ["short", "ground", "long", "ahead"])
def test_the_second_lock_refuses_what_the_form_would(stage, file, wrong):
    step_up(stage.bart)
    values = {
        "ground": "curiosity" if wrong == "ground" else "danger_to_life",
        "reason": "x" * (29 if wrong == "short" else 30),
        "opened": "sec.now() + interval '1 minute'" if wrong == "ahead" else "sec.now()",
        "until": "sec.now() + interval '4 hours 1 second'" if wrong == "long" else "sec.now() + interval '4 hours'",
    }

    def insert(given):
        return sql(
            stage.bart.token,
            "INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground, reason, opened_at,"
            f" until, outcome) VALUES (gen_random_uuid(), %s, %s, %s, sec.post(), %s, %s, {given['opened']}, {given['until']}, '')",
            [stage.company.pk, file[1], stage.homes[0].persons[0], given["ground"], given["reason"]],
        )

    good = {
        **values,
        "ground": "danger_to_life",
        "reason": "x" * 30,
        "opened": "sec.now()",
        "until": "sec.now() + interval '4 hours'",
    }
    assert insert(good) == [(1,)]
    with pytest.raises((ProgrammingError, IntegrityError)):
        insert(values)


def test_a_short_reason_is_told_to_the_person(stage, file):
    step_up(stage.bart)
    with pytest.raises(InvalidInput):
        open_emergency(stage, "bart", reason="vite")


@pytest.mark.parametrize("name", ["head", "accounts", "agent", "officer", "trainee", "desk", "direction"])
def test_who_is_not_a_worker_bound_by_secrecy_opens_no_emergency(stage, file, name):
    step_up(stage.people[name])
    with pytest.raises(Refused):
        open_emergency(stage, name)


def test_an_expired_emergency_is_closed_and_an_overdue_review_blocks_the_next(stage, file):
    write(stage, file[0])
    step_up(stage.bart)
    open_emergency(stage, "bart")
    assert sees(stage, "bart") == {"un mot"}
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_emergencyaccess SET opened_at = now() - interval '8 days', until = now() - interval '7 days'"
            " WHERE post_id = %s",
            [stage.bart.post],
        )

    assert sees(stage, "bart") == set()
    with pytest.raises(Refused):
        open_emergency(stage, "bart")
    with stage.officer.acting() as officer:
        for row in EmergencyAccess.objects.filter(post=stage.bart.post):
            access.review_emergency(actor=officer, pk=row.pk, outcome=next(iter(access.ReviewOutcome)))
    open_emergency(stage, "bart")
    assert sees(stage, "bart") == {"un mot"}


def test_an_emergency_is_listed_for_the_team_and_the_officer_and_told_to_three(stage, file):
    step_up(stage.bart)
    open_emergency(stage, "bart")
    count = "SELECT count(*) FROM access_emergencyaccess WHERE post_id = %s AND subject_id = %s"

    for name, expected in (("amina", 1), ("officer", 1), ("dries", 0), ("head", 0), ("accounts", 0), ("chloe", 0)):
        assert sql(stage.people[name].token, count, [stage.bart.post, file[1]]) == [(expected,)], name
    with without_locks():
        told = set(
            Signal.objects.unguarded(because="looks behind the locks")
            .using("stage")
            .filter(theme="emergency_access", author=stage.bart.post)
            .values_list("recipient_post", flat=True)
        )
    assert {stage.amina.post, stage.head.post, stage.officer.post} <= told


def test_a_change_typed_blindly_touches_and_counts_nothing_narrower_than_the_team(stage, file):
    case, subject = file
    join(stage, subject, "emma")
    for tier in Tier:
        write(stage, case, tier)
    blind = "UPDATE cases_contact SET channel = ''"

    assert sql(stage.amina.token, blind) == [(len(Tier),)]
    assert sql(stage.emma.token, blind) == [(1,)]


# -- signals and imports --------------------------------------------------------------------------------------


def test_a_signal_to_the_social_service_reaches_neither_its_head_nor_who_works_beside_it(stage):
    with stage.agent.acting() as agent:
        Signal(
            organisation=stage.company,
            origin_service_id=agent.service,
            author_id=agent.post,
            recipient_service=stage.service,
            household_id=stage.homes[0].household,
            theme="worry",
            text="volets fermés",
            sent_at=agent.moment,
        ).insert()
    read = "SELECT count(*) FROM signals_signal WHERE text = 'volets fermés'"

    for name, expected in (("amina", 1), ("bart", 1), ("agent", 1), ("head", 0), ("collective", 0), ("accounts", 0)):
        assert sql(stage.people[name].token, read) == [(expected,)], name


@pytest.mark.parametrize("name", ["works", "caretaker"])
def test_work_that_is_not_built_and_the_caretaker_look_up_nobody(stage, name):
    if name == "works":
        stage.somebody("works", Role.WORKS_SOCIAL_WORKER, service=stage.service)
    assert sql(stage.people[name].token, "SELECT count(*) FROM people_person") == [(0,)]
    assert sql(stage.amina.token, "SELECT count(*) > 0 FROM people_person") == [(True,)]
    assert uuid.uuid4() and TeamMember and transaction and connection
