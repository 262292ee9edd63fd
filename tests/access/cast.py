"""One prepared stage for the whole folder: a file with an item of every tier, and somebody in every relation to it.

Keys of `World.actors` are those of docs/access-expected.csv: (code of the actor, relation). Every text holds a canary word
of its own, so that a page can be searched for it.
"""

import datetime
import hashlib
import secrets
import uuid
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from palier.access import token
from palier.access.models import (
    DutyPresence,
    EmergencyAccess,
    LockSession,
    NamedReader,
    Subject,
    TeamMember,
)
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, KnownMember, Request, Step
from palier.desk.capture.models import Draft
from palier.identity.organisations.models import Replacement
from palier.identity.organisations.rules import Role
from palier.kernel.identifiers import new_id
from palier.registry.people.models import HouseholdMember, KeepApart, NationalNumber, NetTaxableIncome, Person
from palier.registry.signals.models import Signal
from tests.access.cast_of_the_home import (
    disclosures,
    kept_home,
    passages,
    procedures,
    service_of,
    support_pairs,
    support_requests,
    table_lines,
    transfers,
)
from tests.access.cast_rounds import rounds
from tests.access.cast_rows import (
    at_doors,
    doubles,
    interpreters,
    letters,
    of_issue_four,
    of_the_officer,
    partners,
    referrals,
)
from tests.access.cast_world import World, canary
from tests.access.of_activities import cast as activities
from tests.access.of_meetings import cast as meetings
from tests.stage import ALWAYS, Somebody, Stage, put, without_locks

TEAM_DUTIES = {"amina": "assigned", "emma": "replacement", "pia": "pair", "trainee": "trainee"}


def put_token(**what: Any) -> str:
    """A session behind the locks: for persons and jobs, who sign in elsewhere."""
    secret = secrets.token_urlsafe(16)
    now = datetime.datetime.now(datetime.UTC)
    put(
        LockSession(
            token_hash=hashlib.sha256(secret.encode()).digest(),
            opened_at=now,
            expires_at=now + datetime.timedelta(hours=3),
            **{"purpose": "session", **what},
        )
    )
    return secret


def sql(
    secret: str, statement: str, params: Any = (), *, keep: bool = False, before: str = ""
) -> list[tuple[Any, ...]]:
    """A hand-written statement as the application's role with this token; its effect is taken back unless kept.

    `before`: another one, sent first: the application's connection takes one statement at a time.
    """
    with token.held(secret), transaction.atomic(), connection.cursor() as cursor:
        if before:
            cursor.execute(before)
        cursor.execute(statement, params)
        found = cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
        if not keep:
            transaction.set_rollback(True)
    return found


@lru_cache(maxsize=1)
def world() -> World:
    """Made once in a process and never changed by a test that keeps what it does."""
    return make_world()


def make_world() -> World:
    """The same for a database of one's own."""
    stage = Stage.set()
    with without_locks():
        made = _prepare(stage)
        _people(made)
        _relations(made)
        _items(made)
        _around(made)
    _step_up(made)  # sessions open on another connection: what they stand on is committed by now
    return made


def _prepare(stage: Stage) -> World:
    home, hidden = stage.homes[0], stage.homes[1]
    subject = put(Subject(organisation=stage.company, kind="case"))
    case = put(
        Case(
            organisation=stage.company,
            subject=subject,
            household_id=home.household,
            concerns=[home.persons[0]],
            agreed_by=[home.persons[0]],
            agreed_on="2026-03-03",
            opened_on="2026-03-03",
            own_words=canary("case"),
            housing_project=canary("case"),
        )
    )
    with without_locks() as cursor:
        cursor.execute("SELECT sec.today()")
        today = cursor.fetchone()[0]
    return World(stage, home, hidden, subject.pk, case.pk, today)


def _people(made: World) -> None:
    stage = made.stage
    for name in ("fanny", "ines", "jan", "leon", "lara", "max", "pia", "dora"):
        stage.somebody(name, Role.SOCIAL_WORKER, service=stage.service)
    stage.somebody("second_trainee", Role.TRAINEE, service=stage.service)
    region = stage.people["analyst"]
    other = {"chloe": stage.people["chloe"]}
    stage.somebody("works", Role.WORKS_SOCIAL_WORKER, service=stage.service)
    for name, role in (
        ("council", Role.COUNCIL_MEMBER),
        ("poll", Role.POLL_OFFICER),
        ("delegate", Role.SOCIAL_DELEGATE),
        ("cell", Role.SUPPORT_CELL_WORKER),
        ("cell_second", Role.SUPPORT_CELL_WORKER),
        ("partner", Role.PARTNER_PROFESSIONAL),
        ("cohesion", Role.COHESION_WORKER),
        ("interpreter", Role.INTERPRETER),
    ):
        stage.somebody(name, role)
    elsewhere = Stage._company("ailleurs")
    foreign_officer = elsewhere.somebody("officer", Role.DATA_PROTECTION_OFFICER, service=elsewhere.service)
    by = stage.people
    made.actors = {
        ("A1", "nobody"): None,
        ("A4a", "own_team"): by["amina"],
        ("A4a", "former"): by["fanny"],
        ("A4a", "same_service"): by["bart"],
        ("A4a", "other_organisation"): other["chloe"],
        ("A4a", "emergency"): by["ines"],
        ("A4a", "emergency_legal_date"): by["leon"],
        ("A4a", "emergency_expired"): by["jan"],
        ("A4b", "same_service"): by["works"],
        ("A4c", "on_duty"): by["dora"],
        ("A4c", "duty_ended"): by["lara"],
        ("A4d", "own_team"): by["trainee"],
        ("A4d", "same_service"): by["second_trainee"],
        ("A5", "replacement"): by["emma"],
        ("A5", "former"): by["max"],
        ("A6", "own_team"): by["pia"],
        ("A7", "same_service"): by["head"],
        ("A10e", "same_service"): by["collective"],
        ("A10f", "self"): by["desk"],
        ("A14", "other_department"): by["officer"],
        ("A14", "other_organisation"): foreign_officer,
        ("A13", "other_organisation"): region,
        ("A16", "other_organisation"): by["operator"],
    }
    departments = {
        "A3": "council", "A7b": "direction", "A8": "cell", "A9": "partner", "A10a": "accounts", "A10b": "transfers",
        "A10c": "technical", "A10d": "agent", "A10g": "caretaker", "A11": "admin", "A12": "poll", "A13b": "delegate",
        "A17": "cohesion", "A19": "interpreter",
    }  # fmt: skip
    made.actors.update({(code, "other_department"): by[name] for code, name in departments.items()})
    for code, relation, person in (
        ("A2", "self", made.home.persons[0]),  # one way of reaching her was agreed
        ("A2m", "self", _lives_here(made, years=14)),
        ("A2y", "self", _lives_here(made, years=16)),
        ("A2f", "self", _lives_here(made, years=50, until=made.today)),
        ("A2h", "same_household", made.home.persons[1]),
    ):
        made.actors[code, relation] = Somebody(code, uuid.uuid4(), None, person, put_token(person=person))
    made.actors["A15", "own_organisation"] = Somebody(
        "job", uuid.uuid4(), _token=put_token(purpose="import", organisation_id=stage.company.pk)
    )
    made.actors["A15", "other_organisation"] = Somebody(
        "job", uuid.uuid4(), _token=put_token(purpose="import", organisation_id=elsewhere.company.pk)
    )


def _lives_here(made: World, *, years: int, until: datetime.date | None = None) -> uuid.UUID:
    """One more declared member of the household; `until`: she has left it."""
    born = made.today.replace(year=made.today.year - years, day=1) - datetime.timedelta(days=1)
    name = {"last_name": f"Exemple {years}", "first_name": "Nour", "sort_key": f"exemple {years} nour"}
    person = put(Person(organisation=made.stage.company, born=born, left_on=until, **name))
    stays = DateRange(ALWAYS.lower, until)
    put(
        HouseholdMember(
            organisation=made.stage.company, household_id=made.home.household, person=person, role="other", valid=stays
        )
    )
    return person.pk


def _relations(made: World) -> None:
    by, day = made.stage.people, datetime.timedelta(days=1)
    amina = by["amina"].post
    ended = DateRange(datetime.date(2024, 1, 1), made.today)  # the upper bound is the first day without
    for subject in (made.subject, amina):
        for name, duty in TEAM_DUTIES.items():
            if subject == made.subject or name == "emma":
                put(TeamMember(subject_id=subject, post_id=by[name].post, duty=duty, valid=ALWAYS, added_by_id=amina))
        for name, duty in (("fanny", "assigned"), ("max", "replacement")):
            put(TeamMember(subject_id=subject, post_id=by[name].post, duty=duty, valid=ended, added_by_id=amina))
    put(Replacement(absent_id=amina, covering_id=by["emma"].post, valid=DateRange(made.today - day, made.today + day)))
    put(Replacement(absent_id=amina, covering_id=by["max"].post, valid=ended))
    now = datetime.datetime.now(datetime.UTC)
    hour = datetime.timedelta(hours=1)
    for name, ground, until in (
        ("ines", "danger_to_life", now + 3 * hour),
        ("leon", "legal_date_today", now + 3 * hour),
        ("jan", "danger_to_life", now - hour),
    ):
        row = EmergencyAccess(
            organisation=made.stage.company,
            subject_id=made.subject,
            person=made.home.persons[0],
            post_id=by[name].post,
            ground=ground,
            reason=canary("emergency") + " quelqu'un est en danger ce soir",
            opened_at=now - 2 * hour,
            until=until,
        )
        made.ids.setdefault("emergency", put(row).pk)
    for name, until in (("dora", now + 5 * hour), ("lara", now - hour)):
        put(
            DutyPresence(
                organisation=made.stage.company,
                post_id=by[name].post,
                household=made.home.household,
                since=now - 6 * hour,
                until=until,
            )
        )


def _items(made: World) -> None:
    stage, amina, pia = made.stage, made.stage.people["amina"].post, made.stage.people["pia"].post
    base = {"organisation": stage.company, "subject_id": made.subject, "author_id": amina}
    about = {"confided_by": [made.home.persons[0]], "concerns": [made.home.persons[0]]}
    now = datetime.datetime.now(datetime.UTC)
    for tier in ("team", "pair", "author", "reinforced"):
        row = Contact(
            **base,
            **about,
            case_id=made.case,
            household_id=made.home.household,
            at=now,
            who=canary(f"contact_{tier}"),
            facts=f"{canary(f'contact_{tier}')} {canary(f'contact_{tier} found')}",
            tier=tier,
            ends_on=made.today + datetime.timedelta(days=30) if tier == "author" else None,
        )
        made.ids[f"contact_{tier}"] = put(row).pk
    for tier in ("team", "reinforced"):
        row = Confidence(
            **base, **about, contact_id=made.ids["contact_team"], text=canary(f"confidence_{tier}"), tier=tier
        )
        made.ids[f"confidence_{tier}"] = put(row).pk
    for tier in ("team", "reinforced"):
        words = dict.fromkeys(("name", "custody", "own_words"), canary(f"known_{tier}"))
        row = KnownMember(**base, **about, **words, case_id=made.case, tier=tier)
        made.ids[f"known_{tier}"] = put(row).pk
    for name in ("contact_pair", "contact_reinforced", "confidence_reinforced", "known_reinforced"):
        put(NamedReader(item=made.ids[name], post_id=pia, valid=ALWAYS, added_by_id=amina))
    made.ids["analysis"] = put(Analysis(**base, case_id=made.case, on=made.today, text=canary("analysis"))).pk
    made.ids["step"] = put(
        Step(**base, **about, case_id=made.case, household_id=made.home.household, text=canary("step"), due=made.today)
    ).pk
    made.ids["request"] = put(
        Request(
            **{**base, "author_id": stage.people["fanny"].post},
            **about,
            case_id=made.case,
            household_id=made.home.household,
            text=canary("request"),
            state="joined",
            received_at=now,
        )
    ).pk
    made.ids["deposit"] = put(
        Request(
            **{**base, "author_id": stage.people["desk"].post, "subject_id": amina},
            **about,
            household_id=made.home.household,
            text=canary("deposit"),
            received_at=now,
        )
    ).pk
    made.ids["desk_word"] = put(
        DeskWord(
            **{**base, "subject_id": amina},
            household_id=made.home.household,
            text=canary("desk_word"),
            until=made.today + datetime.timedelta(days=3),
        )
    ).pk
    made.ids["case"] = made.case


def _around(made: World) -> None:
    stage, by = made.stage, made.stage.people
    person, hidden = made.home.persons[0], made.hidden.persons[0]
    with without_locks() as cursor:
        cursor.execute("UPDATE people_person SET protected_address = true WHERE id = %s", [hidden])
        cursor.execute("UPDATE housing_lease SET protected = true WHERE id = %s", [made.hidden.lease])
        cursor.execute("UPDATE cases_case SET version = 2 WHERE id = %s", [made.case])  # leaves a line of history
        cursor.execute("SELECT max(id) FROM access_history WHERE row_id = %s", [made.case])
        made.ids["history"] = cursor.fetchone()[0]
    made.ids["safe_contact"] = stage.reached_only(person, canary("safe_contact"))
    with without_locks() as cursor:
        for name, whose in (("withheld_details", person), ("contact_details", made.home.persons[1])):
            cursor.execute("SELECT id FROM people_contactdetails WHERE person_id = %s", [whose])
            made.ids[name] = cursor.fetchone()[0]
    made.ids |= {
        "income": put(NetTaxableIncome(organisation=stage.company, person_id=person, year=2024, amount="16614.00")).pk,
        "person": person,
        "household": made.home.household,
        "lease": made.home.lease,
        "dwelling": made.home.dwelling,
        "protected_lease": made.hidden.lease,
        "hidden_household": made.hidden.household,
    }
    one, other = sorted([made.home.persons[0], made.hidden.persons[0]])
    made.ids["keep_apart"] = put(KeepApart(organisation=stage.company, one_id=one, other_id=other)).pk
    made.ids["national_number"] = put(
        NationalNumber(organisation=stage.company, person_id=person, number="80051700131")
    ).pk
    signal = {
        "organisation": stage.company,
        "origin_service_id": service_of(by["agent"]),
        "author_id": by["agent"].post,
        "recipient_service": stage.service,
        "household_id": made.home.household,
        "theme": "worry",
    }
    made.ids["signal_to_service"] = put(Signal(**signal, text=canary("signal_to_service"))).pk
    made.ids["signal_to_post"] = put(
        Signal(**signal, recipient_post_id=by["amina"].post, text=canary("signal_to_post"))
    ).pk
    of_issue_four(made)
    at_doors(made)
    letters(made)
    referrals(made)
    disclosures(made)
    procedures(made)
    table_lines(made)
    kept_home(made)
    transfers(made)
    passages(made)
    support_requests(made)
    support_pairs(made)
    doubles(made)
    of_the_officer(made)
    interpreters(made)
    partners(made)
    activities(made)
    meetings(made)
    rounds(made)
    made.ids["draft"] = put(
        Draft(
            post_id=by["amina"].post,
            form="contact",
            payload={"facts": canary("draft")},
            saved_at=datetime.datetime.now(datetime.UTC),
            expires=made.today + datetime.timedelta(days=30),
        )
    ).pk
    with without_locks() as cursor:
        cursor.execute(
            "INSERT INTO access_read_event (at, post_id, what, reference, subjects, ground)"
            " VALUES (now(), %s, 'case', %s, %s, 'emergency_is_open') RETURNING id",
            [by["ines"].post, made.case, [made.subject]],
        )
        made.ids["ledger"] = cursor.fetchone()[0]
    made.ids["team"] = TeamMember.objects.using("stage").get(subject_id=made.subject, post_id=by["pia"].post).pk


def _step_up(made: World) -> None:
    """Everybody's second factor holds for the whole run: what is denied is denied for another reason."""
    hashes = [
        hashlib.sha256(somebody.token.encode()).digest() for somebody in made.actors.values() if somebody is not None
    ]
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_lock_session SET stepped_up_at = now() + interval '1 hour' WHERE token_hash = ANY(%s)",
            [hashes],
        )


def fresh_id() -> uuid.UUID:
    """An id for a row that a test tries to insert."""
    return new_id()
