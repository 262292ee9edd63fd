"""The rows of the newer apps on the prepared stage: hours, arrivals, documents, letters, codes, hand-overs, holds, doors."""

import datetime
import hashlib
import secrets
import uuid

from django.db.backends.postgresql.psycopg_any import DateTimeTZRange

from palier.access.models import (
    NamedReader,
)
from palier.access.rights.exports import text_of
from palier.access.rights.models import CrossingReport, Finding, Hold, KeptCount, Purge, RetentionTerm
from palier.casework.cases.models import Topic
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.entitlements.models import RightSeen
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.mail_bag.models import BroughtLetter
from palier.casework.network.models import NetworkTie
from palier.casework.referrals.models import Referral, ReferralLink
from palier.casework.tenancies.prevention.models import CompanyCanvas
from palier.casework.welcomes.models import Welcome
from palier.desk.asked.models import Asked
from palier.desk.year.models import Story
from palier.identity.organisations.models import PostProposal, StaffMember
from palier.kernel.identifiers import new_id
from palier.registry.access_codes.models import AccessCode
from palier.registry.calendar.models import Appointment, CalendarFeed, SessionSeries, Venue
from palier.registry.documents.actions.store import put_bytes, put_sealed
from palier.registry.documents.models import Document, PhotoCode
from palier.registry.doubles.models import DoublePair, Merging
from palier.registry.interpreting.models import ColleagueLanguage, InterpreterService, InterpretingTime
from palier.registry.messaging.models import BatchLine, Dispatch, Letter, LetterBatch, LetterTemplate
from palier.registry.partners.models import (
    Agreement,
    PartnerContact,
    PartnerOrganisation,
    PartnerService,
    PartnershipStep,
    Verification,
)
from palier.registry.people.models import HouseholdMember, Person
from palier.registry.safety.models import SafetyGround, SafetyInstruction
from palier.registry.signals.models import Signal
from palier.registry.waiting.models import Arrival, WaitingCount
from tests.access.cast_world import World, canary
from tests.casework.referrals.directory import partner
from tests.stage import ALWAYS, put


def hand_over(made: World) -> None:
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


def of_the_officer(made: World) -> None:
    """Terms, a worker who is proposed, and what stays of the forgotten."""
    company, admin = made.stage.company, made.stage.people["admin"].post
    count = KeptCount(organisation=company, month=datetime.date(2020, 1, 1), kind="simple_contact", number=7)
    made.ids["kept_count"] = put(count).pk
    proposed = RetentionTerm(
        organisation=company, key="welcome", length=6, unit="months", valid_from=made.today, source="x",
        state="proposed", reason="x", proposed_by_id=admin,
    )  # fmt: skip
    made.ids["term"] = put(proposed).pk
    canvas = CompanyCanvas(  # proposed by somebody who is neither of those who may decide on it today
        organisation=company, valid_from=made.today, days=[5], ways=["call"], source="x",
        proposed_by_id=made.stage.people["officer"].post,
    )  # fmt: skip
    made.ids["canvas"] = put(canvas).pk
    somebody = put(StaffMember(first_name="Zélie", last_name="Exemple", employer=company))
    worker = PostProposal(
        organisation=company, staff=somebody, service=made.stage.service, role="social_worker", full_time_fraction=1,
        starts=made.today, state="proposed", proposed_by_id=admin, proposed_at=datetime.datetime.now(datetime.UTC),
    )  # fmt: skip
    made.ids["post_proposal"] = put(worker).pk
    hold = Hold(
        organisation=company, person=new_id(), reason=canary("hold"), placed_by_id=made.stage.people["officer"].post
    )
    made.ids["hold"] = put(hold).pk
    asked = {
        "organisation": company,
        "subject": made.subject,
        "kind": "step",
        "written_on": made.today,
        "ground": "wrong_file",
    }
    asks = made.stage.people["amina"].post
    made.ids["purge"] = put(Purge(**asked, item=new_id(), asked_by_id=asks)).pk
    now = datetime.datetime.now(datetime.UTC)
    kept = {"state": "kept", "decided_by_id": made.stage.people["officer"].post, "decided_at": now}
    put(Purge(**asked, **kept, item=new_id(), asked_by_id=asks, reason=canary("purge")))
    finding = Finding(
        organisation=company, rule="sample", post_id=made.stage.people["bart"].post, event=0, at=datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC),
        what="household_file", word="",
    )  # fmt: skip
    made.ids["finding"] = put(finding).pk
    seen = {"answered_by_id": made.stage.people["officer"].post, "answered_at": datetime.datetime.now(datetime.UTC)}
    put(
        Finding(
            organisation=company, rule=finding.rule, post_id=finding.post_id, event=1, at=finding.at,
            what="household_file", word=canary("finding"), **seen,
        )
    )  # fmt: skip
    day = made.today - datetime.timedelta(days=1)
    body = text_of(company.slug, day, 1, "", [])
    report = CrossingReport(organisation=company, day=day, number=1, body=body, signature="x", key="x")
    made.ids["crossing_report"] = put(report).pk
    made.ids["asked"] = put(Asked(organisation=company, asker="police", day=made.today)).pk


def of_issue_four(made: World) -> None:
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
            concerns=[made.home.persons[0]], right="copy", text=canary("data_request"), answer=canary("data_request"), due_on=made.today - datetime.timedelta(days=1),  # so that the head has a number to read
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
    hand_over(made)
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
            name=f"{canary(f'document_{tier}')} {canary(f'document_{tier} found')}.txt",
            kind="text",
            size=len(words),
            sha256=hashlib.sha256(words).digest(),
            tier=tier,
        )
        if tier == "reinforced":
            document.file_key, document.sha256 = put_sealed(document.pk, words)
        else:
            put_bytes(document.pk, words)
        made.ids[f"document_{tier}"] = put(document).pk
    named = made.stage.people["pia"].post
    put(NamedReader(item=made.ids["document_reinforced"], post_id=named, valid=ALWAYS, added_by_id=amina))
    for tier in ("team", "reinforced"):
        name = f"brought_{tier}"
        row = BroughtLetter(
            **base, contact=made.ids["contact_team"], author_id=amina, kind="bailiff", sender=canary(name), tier=tier,
            ends_on=made.today + datetime.timedelta(days=365),
        )  # fmt: skip
        made.ids[name] = put(row).pk
    put(NamedReader(item=made.ids["brought_reinforced"], post_id=named, valid=ALWAYS, added_by_id=amina))
    for tier in ("team", "reinforced"):
        tie = NetworkTie(
            organisation=made.stage.company, subject_id=made.subject, case_id=made.case, circle="primary",
            name=canary(f"network_{tier}"), function=canary(f"network_{tier}"), tier=tier, author_id=amina,
            confided_by=base["confided_by"], concerns=base["concerns"],
        )  # fmt: skip
        made.ids[f"network_{tier}"] = put(tie).pk
    put(NamedReader(item=made.ids["network_reinforced"], post_id=named, valid=ALWAYS, added_by_id=amina))


def at_doors(made: World) -> None:
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


def referrals(made: World) -> None:
    """Somebody bound by secrecy in the directory, somebody who is not, and what went to the first."""
    stage, amina, person = made.stage, made.stage.people["amina"].post, made.home.persons[0]
    made.ids["bound_contact"] = partner(stage, "Exemple").pk
    made.ids["unbound_contact"] = partner(stage, "Autre", bound="no").pk
    row = Referral(
        organisation=stage.company,
        subject_id=made.subject,
        case_id=made.case,
        household_id=made.home.household,
        contact_id=made.ids["bound_contact"],
        confided_by=[person],
        concerns=[person],
        name="Exemple",
        need=canary("referral"),
        parts={"analysis": canary("referral")},
        way="given",
        agreed="said_aloud",
        agreed_on=made.today,
        sent_on=made.today,
        needed=True,
        author_id=amina,
    )
    made.ids["referral"] = put(row).pk
    row.pk = made.ids["linkless"] = new_id()
    put(row)
    link = ReferralLink(
        organisation=stage.company,
        subject_id=made.subject,
        referral_id=made.ids["referral"],
        site="x",
        code_way="told",
        questions=[canary("referral_link")],
        author_id=amina,
    )
    made.ids["referral_link"] = put(link).pk


def letters(made: World) -> None:
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
        title_fr=f"Un message {canary('letter found')}",
        title_nl="Een bericht",
        confided_by=[person],
        concerns=[person],
    )
    made.ids["letter"] = put(letter).pk
    line = Dispatch(
        **base, letter=letter, person_id=person, channel="letter", due_at=datetime.datetime.now(datetime.UTC)
    )
    made.ids["dispatch"] = put(line).pk
    both = {name: canary("letter_batch") for name in ("title_fr", "body_fr", "title_nl", "body_nl")}
    batch = LetterBatch(
        organisation=stage.company, author_id=amina, kind="empty", ends_on=made.today, stopped=True, **both
    )
    made.ids["letter_batch"] = put(batch).pk
    made.ids["letter_line"] = put(
        BatchLine(
            **base,
            batch=batch,
            household_id=made.home.household,
            person_id=person,
            language="both",
            state="by_hand",
        )
    ).pk
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
    topic = Topic(organisation=stage.company, domain="financial", name_fr="Compteur", name_nl="Meter")
    made.ids["topic"] = put(topic).pk


def interpreters(made: World) -> None:
    """Who interprets, the time of a month, and a story of Amina's year."""
    stage, amina = made.stage, made.stage.people["amina"].post
    ours = {"organisation": stage.company}
    service = InterpreterService(**ours, name="Service fictif", phone="020000000", source="x", checked_on=made.today)
    made.ids["interpreter_service"] = put(service).pk
    tick = ColleagueLanguage(**ours, post_id=amina, language="tr", agreed_on=made.today)
    made.ids["interpreter_colleague"] = put(tick).pk
    time = InterpretingTime(
        **ours, service=stage.service, month=made.today.replace(day=1), language="tr", calls=7, minutes=70
    )
    made.ids["interpreting_time"] = put(time).pk
    story = Story(
        post_id=amina, year=made.today.year, place=1, text=canary("story"), saved_at=datetime.datetime.now(datetime.UTC),
        expires=made.today + datetime.timedelta(days=30),
    )  # fmt: skip
    made.ids["story"] = put(story).pk


def partners(made: World) -> None:
    """One line of each table of the directory, all of one service."""
    ours = {"organisation": made.stage.company}
    named = {"kind": "association", "name_nl": "x"}
    of = put(PartnerOrganisation(**ours, **named, name_fr=canary("partner"), level="local"))
    service = put(PartnerService(**ours, **named, partner=of, name_fr=canary("partner_service"), search_key="x"))
    person = PartnerContact(**ours, service=service, first_name="x", last_name=canary("partner_contact"), function="x")
    deal = Agreement(**ours, partner=of, title=canary("agreement"), starts=made.today)
    check = Verification(**ours, service=service, post_id=made.stage.people["amina"].post, on=made.today)
    made.ids |= {"partner": of.pk, "partner_service": service.pk, "partner_contact": put(person).pk}
    step = PartnershipStep(**ours, partner=of, on=made.today, kind="call", purpose="bridge", post_id=check.post_id)
    step.agreed = canary("partnership_step")
    made.ids |= {"agreement": put(deal).pk, "verification": put(check).pk, "partnership_step": put(step).pk}


def doubles(made: World) -> None:
    """Two lines that may be one person: to be looked at, proposed, and one whom no pair may name; and a question."""
    stage, amina = made.stage, made.stage.people["amina"].post
    partner, company = made.home.persons[1], made.stage.company
    for name, there in (("double", 2), ("other_double", 2), ("proposed_double", 2), ("hidden_double", None)):
        person = made.hidden.persons[1]
        if there is not None:
            words = {"last_name": "Exemple", "first_name": canary(name), "sort_key": f"exemple {canary(name)}"}
            person = put(Person(organisation=company, **words)).pk
            put(
                HouseholdMember(
                    organisation=company, household_id=stage.homes[there].household, person_id=person, role="other",
                    valid=ALWAYS,
                )
            )  # fmt: skip
        one, other = sorted([partner, person])
        row = DoublePair(
            organisation=company, one_id=one, other_id=other, score=85, reasons=["same_name", "same_birth"]
        )
        made.ids[name] = put(row).pk
    proposed = Merging(
        organisation=company, pair_id=made.ids["proposed_double"], kept_id=partner, merged_id=person_of(made, partner),
        proposed_by_id=stage.people["admin"].post, asked_kept_id=amina, asked_merged_id=stage.people["dries"].post,
    )  # fmt: skip
    made.ids["merging"] = put(proposed).pk
    asked = Signal(
        organisation=company, origin_service=stage.service, author_id=stage.people["bart"].post, recipient_service=stage.service,
        recipient_post_id=amina, household_id=made.home.household, theme="colleague_question", text=canary("question"),
    )  # fmt: skip
    made.ids["question"] = put(asked).pk


def person_of(made: World, partner: uuid.UUID) -> uuid.UUID:
    """The other one of the pair that is proposed."""
    pair = DoublePair.objects.unguarded(because="sets the stage").using("stage").get(pk=made.ids["proposed_double"])
    return pair.one_id if pair.other_id == partner else pair.other_id
