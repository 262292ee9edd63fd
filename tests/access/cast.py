"""One prepared stage for the whole folder: a file with an item of every tier, and somebody in every relation to it.

Keys of `World.actors` are those of docs/access-expected.csv: (code of the actor, relation). Every text holds a canary word
of its own, so that a page can be searched for it.
"""

import datetime
import hashlib
import secrets
import uuid
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange, DateTimeTZRange

from palier.access import token
from palier.access.models import (
    DutyPresence,
    EmergencyAccess,
    LockSession,
    NamedReader,
    Subject,
    TeamMember,
)
from palier.access.rights.models import Hold, KeptCount, RetentionTerm
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, DeskWord, KnownMember, Request, Step
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.entitlements.models import RightSeen
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.welcomes.models import Welcome
from palier.desk.capture.models import Draft
from palier.identity.organisations.models import Replacement
from palier.identity.organisations.rules import Role
from palier.kernel.identifiers import new_id
from palier.registry.access_codes.models import AccessCode
from palier.registry.calendar.models import Appointment, CalendarFeed, SessionSeries, Venue
from palier.registry.documents.actions.store import put_bytes
from palier.registry.documents.models import Document, PhotoCode
from palier.registry.messaging.models import Dispatch, Letter, LetterTemplate
from palier.registry.people.models import HouseholdMember, KeepApart, NationalNumber, NetTaxableIncome, Person
from palier.registry.safety.models import SafetyGround, SafetyInstruction
from palier.registry.signals.models import Signal
from palier.registry.waiting.models import Arrival, WaitingCount
from tests.stage import ALWAYS, Home, Somebody, Stage, put, without_locks

TEAM_DUTIES = {"amina": "assigned", "emma": "replacement", "pia": "pair", "trainee": "trainee"}


def canary(what: str) -> str:
    """A word that occurs nowhere else."""
    return "canari" + hashlib.sha256(what.encode()).hexdigest()[:10]


@dataclass
class World:
    """The stage, its people by (code, relation), and the ids of what is read by `resource`."""

    stage: Stage
    home: Home
    hidden: Home
    subject: uuid.UUID
    case: uuid.UUID
    today: datetime.date
    actors: dict[tuple[str, str], Somebody | None] = field(default_factory=dict)
    ids: dict[str, uuid.UUID] = field(default_factory=dict)
    tables: dict[str, str] = field(default_factory=dict)

    def token(self, actor: tuple[str, str]) -> str:
        """The token of an actor; somebody anonymous sends one that nobody was given."""
        somebody = self.actors[actor]
        return somebody.token if somebody else "never given to anybody"


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
        row = KnownMember(
            **base, **about, case_id=made.case, name=canary(f"known_{tier}"), own_words=canary(f"known_{tier}")
        )
        row.tier = tier
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
        "origin_service_id": _service_of(by["agent"]),
        "author_id": by["agent"].post,
        "recipient_service": stage.service,
        "household_id": made.home.household,
        "theme": "worry",
    }
    made.ids["signal_to_service"] = put(Signal(**signal, text=canary("signal_to_service"))).pk
    made.ids["signal_to_post"] = put(
        Signal(**signal, recipient_post_id=by["amina"].post, text=canary("signal_to_post"))
    ).pk
    _of_issue_four(made)
    _at_doors(made)
    _letters(made)
    _of_the_officer(made)
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


def _hand_over(made: World) -> None:
    """Amina leaves her file to Pia in some weeks; one contact stays with her."""
    stage, amina = made.stage, made.stage.people["amina"].post
    moves = Handover(
        organisation=stage.company,
        from_post_id=amina,
        to_post_id=stage.people["pia"].post,
        starts=made.today + datetime.timedelta(days=20),
        overlap_ends=made.today + datetime.timedelta(days=40),
        author_id=amina,
    )
    made.ids["handover"] = put(moves).pk
    base = {"organisation": stage.company, "subject_id": made.subject, "author_id": amina}
    words = dict.fromkeys(("stands", "promised", "reached", "helpers"), canary("handover_note"))
    note = HandoverNote(**base, handover=moves, case_id=made.case, **words)
    made.ids["handover_note"] = put(note).pk
    made.ids["kept_back"] = put(KeptBack(**base, contact_id=made.ids["contact_team"])).pk


def _of_the_officer(made: World) -> None:
    """Terms, and what stays of the forgotten."""
    company, admin = made.stage.company, made.stage.people["admin"].post
    count = KeptCount(organisation=company, month=datetime.date(2020, 1, 1), kind="simple_contact", number=7)
    made.ids["kept_count"] = put(count).pk
    proposed = RetentionTerm(
        organisation=company, key="welcome", length=6, unit="months", valid_from=made.today, source="x",
        state="proposed", reason="x", proposed_by_id=admin,
    )  # fmt: skip
    made.ids["term"] = put(proposed).pk
    hold = Hold(
        organisation=company, person=fresh_id(), reason=canary("hold"), placed_by_id=made.stage.people["officer"].post
    )
    made.ids["hold"] = put(hold).pk


def _of_issue_four(made: World) -> None:
    """Hours, arrivals, documents."""
    stage, amina = made.stage, made.stage.people["amina"].post
    now, hour = datetime.datetime.now(datetime.UTC), datetime.timedelta(hours=1)
    about = {"confided_by": [made.home.persons[0]], "concerns": [made.home.persons[0]]}
    base = {"organisation": stage.company, "subject_id": made.subject, "household_id": made.home.household, **about}
    venue = put(Venue(organisation=stage.company, name_fr="Siège", name_nl="Zetel"))
    made.ids["venue"] = venue.pk
    row = Appointment(
        **base,
        worker_id=amina,
        author_id=amina,
        kind="home",
        span=DateTimeTZRange(now + 2 * hour, now + 3 * hour),
        purpose=canary("appointment"),
        agreed=canary("appointment"),
        who=canary("appointment"),
    )
    made.ids["appointment"] = put(row).pk
    feed = CalendarFeed(organisation=stage.company, post_id=amina, secret_hash=secrets.token_bytes(32))
    made.ids["feed"] = put(feed).pk
    series = SessionSeries(
        organisation=stage.company,
        service=stage.service,
        kind="drop_in",
        venue=venue,
        weekdays=[1, 2, 3, 4, 5, 6, 7],
        starts="00:00",
        ends="23:59",
        valid=ALWAYS,
    )
    made.ids["session"] = put(series).pk
    arrival = Arrival(
        organisation=stage.company,
        venue=venue,
        household_id=made.home.household,
        who=canary("arrival"),
        looks=canary("arrival"),
        arrived_at=now,
        author_id=stage.people["desk"].post,
    )
    made.ids["arrival"] = put(arrival).pk
    made.ids["waiting_count"] = put(
        WaitingCount(organisation=stage.company, venue=venue, day=made.today - datetime.timedelta(days=7), arrived=9)
    ).pk
    made.ids["access_code"] = put(
        AccessCode(
            organisation=stage.company, person_id=made.home.persons[0], level=1, code_hash=b"none", given_by_id=amina,
            ends_on=made.today + datetime.timedelta(days=9),
        )
    ).pk  # fmt: skip
    asked = put(
        DataRequest(
            organisation=stage.company, subject_id=amina, asked=uuid.uuid4(), household_id=made.home.household,
            concerns=[made.home.persons[0]], right="copy", text=canary("data_request"), due_on=made.today,
        )
    )  # fmt: skip
    made.ids["data_request"] = asked.pk
    made.ids["data_decision"] = put(
        DataDecision(
            organisation=stage.company, subject_id=amina, data_request=asked, item=uuid.uuid4(), kind="contact",
            decision="keep_back", motive="danger", reason=canary("copy_kept_back"), words=canary("data_decision"),
            decided_by_id=amina,
        )
    ).pk  # fmt: skip
    made.ids["copy_kept_back"] = made.ids["data_decision"]
    made.ids["welcome"] = put(
        Welcome(
            organisation=stage.company,
            subject_id=amina,
            household_id=made.home.household,
            lease_id=made.home.lease,
            offered_on=made.today,
            ends_on=made.today + datetime.timedelta(days=90),
            author_id=amina,
        )
    ).pk
    _hand_over(made)
    made.ids["right_seen"] = put(
        RightSeen(
            organisation=made.stage.company,
            subject_id=amina,
            household_id=made.home.household,
            person_id=made.home.persons[0],
            question="legal_aid",
            seen_on=made.today,
            ends_on=made.today + datetime.timedelta(days=365),
            author_id=amina,
        )
    ).pk
    drawn = datetime.datetime.now(datetime.UTC)
    code = PhotoCode(
        organisation=stage.company, subject_id=made.subject, household_id=made.home.household, persons=[made.home.persons[0]],
        code_hash=b"none", author_id=amina, drawn_at=drawn, ends_at=drawn + datetime.timedelta(minutes=2),
    )  # fmt: skip
    made.ids["photo_code"] = put(code).pk
    for tier in ("team", "reinforced"):
        words = canary(f"document_{tier}").encode()
        document = Document(
            **base,
            author_id=amina,
            name=f"{canary(f'document_{tier}')}.txt",
            kind="text",
            size=len(words),
            sha256=hashlib.sha256(words).digest(),
            tier=tier,
        )
        made.ids[f"document_{tier}"] = put(document).pk
        put_bytes(document.pk, words)
    named = made.stage.people["pia"].post
    put(NamedReader(item=made.ids["document_reinforced"], post_id=named, valid=ALWAYS, added_by_id=amina))


def _at_doors(made: World) -> None:
    """What to do at a door: agreed, at a protected address, and proposed; with the fact behind the first."""
    amina, pia = made.stage.people["amina"].post, made.stage.people["pia"].post
    now, household = datetime.datetime.now(datetime.UTC), made.home.household
    for name, where, what, agreed in (
        ("safety", household, "ring_and_wait", now),
        ("protected_safety", made.hidden.household, "do_not_go_in", now),
        ("safety_proposal", household, "dog", None),
    ):
        row = SafetyInstruction(
            organisation=made.stage.company,
            household_id=where,
            what=[what],
            proposed_by_id=amina,
            asked_of_id=pia,
            proposed_at=now,
            agreed_at=agreed,
            starts=made.today,
            ends=made.today + datetime.timedelta(days=60),
            told_on=made.today,
        )
        made.ids[name] = put(row).pk
    fact = SafetyGround(
        organisation=made.stage.company,
        instruction_id=made.ids["safety"],
        author_id=amina,
        text=canary("safety_ground"),
        day=made.today,
    )
    made.ids["safety_ground"] = put(fact).pk


def _letters(made: World) -> None:
    """A letter with its line of the outbox, a template of the service."""
    stage, amina = made.stage, made.stage.people["amina"].post
    person = made.home.persons[0]
    base = {"organisation": stage.company, "subject_id": made.subject, "author_id": amina}
    words = {name: canary("letter") for name in ("body_fr", "body_nl")}
    letter = Letter(
        **base,
        **words,
        household_id=made.home.household,
        person_id=person,
        kind="empty",
        language="both",
        title_fr="Un message",
        title_nl="Een bericht",
        confided_by=[person],
        concerns=[person],
    )
    made.ids["letter"] = put(letter).pk
    line = Dispatch(
        **base, letter=letter, person_id=person, channel="letter", due_at=datetime.datetime.now(datetime.UTC)
    )
    made.ids["dispatch"] = put(line).pk
    template = LetterTemplate(
        organisation=stage.company,
        kind="empty",
        number=1,
        title_fr="Un message",
        body_fr="Bonjour",
        title_nl="Een bericht",
        body_nl="Dag",
        author_id=amina,
    )
    made.ids["template"] = put(template).pk


def _service_of(somebody: Somebody) -> uuid.UUID:
    with without_locks() as cursor:
        cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [somebody.post])
        return cursor.fetchone()[0]  # type: ignore[no-any-return]


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
