"""docs/access-expected.csv, written by hand from the doctrine, against the three layers: rule, page, hand-written SQL.

A cell without an expected answer, or with two, fails; so does a layer that answers otherwise. `WITHOUT` lists, with its
reason, what a layer cannot be asked.
"""

import uuid
from collections import Counter
from contextlib import contextmanager
from functools import lru_cache

import psycopg
import pytest
from django.db import transaction
from django.db.models import Q
from django.db.utils import DatabaseError, ProgrammingError
from django.test import Client
from django.urls import NoReverseMatch, reverse

from config import database
from palier.access.actors import ACTORS
from palier.access.binding import acting
from palier.access.capabilities import Capability as Can
from palier.access.gate import condition, permits
from palier.access.rights.models import Purge
from palier.casework.cases.models import (
    Analysis,
    Case,
    Confidence,
    Contact,
    DeskWord,
    KnownMember,
    Request,
    Step,
    Topic,
)
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.entitlements.models import RightSeen
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.mail_bag.models import BroughtLetter
from palier.casework.referrals.models import Referral, ReferralLink
from palier.casework.welcomes.models import Welcome
from palier.desk.capture.models import Draft
from palier.desk.year.models import Story
from palier.registry.access_codes.models import AccessCode
from palier.registry.calendar.models import Appointment, CalendarFeed
from palier.registry.documents.models import Document, PhotoCode
from palier.registry.doubles.models import DoublePair, Merging
from palier.registry.housing.models import Dwelling, Lease
from palier.registry.interpreting.models import ColleagueLanguage, InterpreterService
from palier.registry.messaging.models import BatchLine, Dispatch, Letter, LetterBatch, LetterTemplate
from palier.registry.partners.models import (
    Agreement,
    PartnerContact,
    PartnerOrganisation,
    PartnerService,
    Verification,
)
from palier.registry.people.models import ContactDetails, Household, NetTaxableIncome, Person, SafeContact
from palier.registry.safety.models import SafetyGround, SafetyInstruction
from palier.registry.signals.models import Signal
from palier.registry.waiting.models import Arrival, WaitingCount
from tests.access.cast import canary, sql, world
from tests.access.matrix_cells import NOBODY, TABLES, VERBS, Cell, existing, expected
from tests.access.matrix_sql import statement
from tests.stage import without_locks


def cells() -> dict[Cell, bool]:
    answers, uncovered, doubled, _ = expected(existing(list(world().actors)))
    assert not uncovered and not doubled
    return answers


def test_every_cell_has_exactly_one_expected_answer():
    _, uncovered, doubled, unused = expected(existing(list(world().actors)))

    assert [str(cell) for cell in uncovered] == []
    assert [str(cell) for cell in doubled] == []
    assert unused == [], "lines that speak of nothing"


def test_every_denial_has_a_positive_twin():
    answers = cells()
    allowed = {(cell.resource, cell.verb) for cell, answer in answers.items() if answer}

    assert {(cell.resource, cell.verb) for cell in answers} - allowed == NOBODY


def test_every_actor_of_the_house_stands_in_the_table():
    assert {kind.code for kind in ACTORS} == {code for code, _ in world().actors}


# -- first layer: the rule ----------------------------------------------------------------------------------

PARTNERS = {
    "partner": PartnerOrganisation, "partner_service": PartnerService, "partner_contact": PartnerContact,
    "agreement": Agreement, "verification": Verification,
}  # fmt: skip
REFERRALS = {"referral": Referral, "referral_link": ReferralLink}
RULES = {
    ("person", "read"): (Person, Can.HOUSEHOLD_READ),
    ("person", "search"): (Person, Can.HOUSEHOLD_FIND),
    ("contact_details", "read"): (ContactDetails, Can.CONTACT_DETAILS_READ),
    ("withheld_details", "read"): (ContactDetails, Can.CONTACT_DETAILS_READ),
    ("safe_contact", "read"): (SafeContact, Can.SAFE_CONTACT_READ),
    ("income", "read"): (NetTaxableIncome, Can.INCOME_READ),
    ("national_number", "show"): (None, Can.NATIONAL_NUMBER_SHOW),
    ("household", "read"): (Household, Can.HOUSEHOLD_READ),
    ("household", "search"): (Household, Can.HOUSEHOLD_FIND),
    ("lease", "read"): (Lease, Can.HOUSEHOLD_DOOR, Can.HOUSEHOLD_READ),
    ("lease", "search"): (Lease, Can.HOUSEHOLD_FIND),
    ("dwelling", "read"): (Dwelling, Can.TERRITORY_READ, Can.HOUSEHOLD_READ),
    ("protected_lease", "read"): (Lease, Can.HOUSEHOLD_DOOR, Can.HOUSEHOLD_READ),
    ("request", "read"): (Request, Can.REQUEST_READ),
    ("request", "change"): (Request, Can.REQUEST_TAKE),
    ("request", "create"): (None, Can.REQUEST_ADD),
    ("deposit", "read"): (Request, Can.REQUEST_READ),
    ("case", "read"): (Case, Can.CASE_READ),
    ("case", "change"): (Case, Can.CASE_WORK),
    ("case", "create"): (None, Can.CASE_OPEN),
    ("contact", "create"): (Case, Can.CASE_WORK),
    **{(f"contact_{tier}", "read"): (Contact, Can.CONTACT_READ) for tier in ("team", "pair", "author", "reinforced")},
    **{
        (f"contact_{tier}", "change"): (Contact, Can.CONTACT_CHANGE)
        for tier in ("team", "pair", "author", "reinforced")
    },
    ("contact_team", "search"): (Contact, Can.CONTACT_SEARCH),
    ("contact_pair", "search"): (Contact, Can.CONTACT_SEARCH),
    **{(f"confidence_{tier}", "read"): (Confidence, Can.CONTACT_READ) for tier in ("team", "reinforced")},
    **{(f"confidence_{tier}", "change"): (Confidence, Can.CONTACT_CHANGE) for tier in ("team", "reinforced")},
    ("analysis", "read"): (Analysis, Can.CASE_WORK),
    ("analysis", "create"): (Case, Can.CASE_WORK),
    ("step", "read"): (Step, Can.STEP_READ),
    ("step", "change"): (Step, Can.STEP_WORK),
    ("step", "create"): (Case, Can.CASE_WORK),
    ("desk_word", "read"): (DeskWord, Can.WORD_READ),
    ("desk_word", "change"): (DeskWord, Can.WORD_LEAVE),
    ("known", "create"): (Case, Can.CASE_WORK),
    **{(f"known_{tier}", "read"): (KnownMember, Can.KNOWN_READ) for tier in ("team", "reinforced")},
    **{(f"known_{tier}", "change"): (KnownMember, Can.KNOWN_WORK) for tier in ("team", "reinforced")},
    ("team", "read"): (Case, Can.TEAM_READ),
    ("team", "create"): (Case, Can.TEAM_ADD),
    ("emergency", "create"): (None, Can.EMERGENCY_OPEN),
    ("emergency", "change"): (None, Can.EMERGENCY_REVIEW),
    ("signal_to_service", "read"): (Signal, Can.SIGNAL_READ, Can.SIGNAL_REREAD),
    ("signal_to_service", "change"): (Signal, Can.SIGNAL_READ),
    ("signal_to_post", "read"): (Signal, Can.SIGNAL_READ, Can.SIGNAL_REREAD),
    ("signal_to_post", "change"): (Signal, Can.SIGNAL_READ),
    ("signal", "create"): (None, Can.SIGNAL_ADD),
    ("question", "read"): (Signal, Can.SIGNAL_READ, Can.QUESTION_REREAD),
    ("question", "change"): (Signal, Can.QUESTION_ANSWER),
    ("question", "create"): (None, Can.QUESTION_ASK),
    ("double", "read"): (DoublePair, Can.DOUBLE_READ),
    ("double", "change"): (DoublePair, Can.DOUBLE_SETTLE),
    ("hidden_double", "read"): (DoublePair, Can.DOUBLE_READ),
    ("merging", "read"): (Merging, Can.MERGING_READ),
    ("merging", "change"): (Merging, Can.MERGING_AGREE),
    ("merging", "create"): (DoublePair, Can.DOUBLE_MERGE),
    ("draft", "read"): (Draft, Can.DRAFT_KEEP) if hasattr(Can, "DRAFT_KEEP") else None,
    ("appointment", "read"): (Appointment, Can.APPOINTMENT_READ),
    ("appointment", "change"): (Appointment, Can.APPOINTMENT_CHANGE),
    ("appointment", "create"): (Case, Can.APPOINTMENT_ADD),
    ("feed", "read"): (CalendarFeed, Can.FEED_MAKE),
    ("feed", "change"): (CalendarFeed, Can.FEED_MAKE),
    ("feed", "create"): (None, Can.FEED_MAKE),
    ("session", "create"): (None, Can.SESSION_SET),
    ("term", "change"): (None, Can.TERM_SIGN),
    ("hold", "create"): (None, Can.HOLD_SET),
    **{("purge", verb): (Purge, Can.PURGE_ASK) for verb in ("create", "change")},
    ("purge", "read"): (Purge, Can.PURGE_ASK, Can.PURGE_DECIDE),
    ("purge", "decide"): (Purge, Can.PURGE_DECIDE),
    ("finding", "read"): (None, Can.FINDING_ANSWER),
    ("finding", "change"): (None, Can.FINDING_ANSWER),
    ("crossing_report", "read"): (None, Can.CROSSING_READ),
    ("asked", "create"): (None, Can.ASKED_NOTE),
    ("asked", "read"): (None, Can.ASKED_COUNT),
    ("hold", "change"): (None, Can.HOLD_SET),
    ("arrival", "read"): (Arrival, Can.ARRIVAL_READ),
    ("arrival", "change"): (Arrival, Can.ARRIVAL_MOVE),
    ("arrival", "create"): (None, Can.ARRIVAL_ADD),
    ("waiting_count", "read"): (WaitingCount, Can.WAITING_COUNT_READ),
    ("welcome", "read"): (Welcome, Can.WELCOME_READ),
    ("welcome", "change"): (Welcome, Can.WELCOME_WORK),
    ("access_code", "read"): (AccessCode, Can.ACCESS_CODE_READ),
    ("access_code", "change"): (AccessCode, Can.ACCESS_CODE_GIVE),
    ("data_request", "read"): (DataRequest, Can.DATA_REQUEST_READ),
    ("data_request", "create"): (None, Can.DATA_REQUEST_ASK),
    ("data_request", "change"): (DataRequest, Can.DATA_REQUEST_ANSWER),
    ("data_decision", "read"): (DataDecision, Can.DATA_REQUEST_READ),
    ("data_decision", "change"): (DataDecision, Can.DATA_REQUEST_ANSWER),
    ("copy_kept_back", "read"): (None, Can.KEPT_BACK_CONFIRM),
    ("copy_kept_back", "change"): (None, Can.KEPT_BACK_CONFIRM),
    ("door_help", "create"): (None, Can.DOOR_ASK),
    ("own_file", "read"): (None, Can.DOOR_READ),
    ("right_seen", "read"): (RightSeen, Can.RIGHTS_READ),
    ("right_seen", "change"): (RightSeen, Can.RIGHTS_WORK),
    ("safety", "read"): (SafetyInstruction, Can.SAFETY_READ),
    ("safety", "change"): (SafetyInstruction, Can.SAFETY_SET),
    ("safety", "count"): (None, Can.SAFETY_COUNT),
    ("protected_safety", "read"): (SafetyInstruction, Can.SAFETY_READ),
    ("safety_proposal", "read"): (SafetyInstruction, Can.SAFETY_SET, Can.SAFETY_AGREE),
    ("safety_proposal", "change"): (SafetyInstruction, Can.SAFETY_AGREE),
    ("safety_ground", "read"): (SafetyGround, Can.SAFETY_GROUND_READ),
    ("handover", "read"): (Handover, Can.HANDOVER_READ),
    ("handover", "change"): (Handover, Can.HANDOVER_MAKE),
    ("handover", "create"): (None, Can.HANDOVER_MAKE),
    ("handover_note", "read"): (HandoverNote, Can.HANDOVER_NOTE_READ),
    ("handover_note", "change"): (HandoverNote, Can.HANDOVER_NOTE_WORK),
    ("kept_back", "read"): (KeptBack, Can.CONTACT_KEEP_BACK),
    ("kept_back", "change"): (KeptBack, Can.CONTACT_KEEP_BACK),
    ("story", "read"): (Story, Can.YEAR_STORY),
    ("story", "change"): (Story, Can.YEAR_STORY),
    ("interpreter_service", "read"): (InterpreterService, Can.INTERPRETER_FIND),
    ("interpreter_service", "change"): (InterpreterService, Can.INTERPRETER_SET),
    ("interpreter_service", "create"): (None, Can.INTERPRETER_SET),
    ("interpreter_colleague", "read"): (ColleagueLanguage, Can.INTERPRETER_FIND),
    ("interpreter_colleague", "change"): (ColleagueLanguage, Can.INTERPRETER_AGREE),
    ("interpreter_colleague", "create"): (None, Can.INTERPRETER_AGREE),
    ("interpreting_time", "read"): (None, Can.INTERPRETING_READ),
    ("interpreting_time", "create"): (None, Can.INTERPRETING_NOTE),
    **{(one, "read"): (model, Can.REFERRAL_READ) for one, model in REFERRALS.items()},
    **{(one, "change"): (model, Can.REFERRAL_WORK) for one, model in REFERRALS.items()},
    **{(one, "create"): (Case, Can.REFERRAL_WORK) for one in REFERRALS},
    **{(one, "create"): (None, Can.PARTNER_SET) for one in PARTNERS},
    **{(one, "read"): (model, Can.PARTNER_READ) for one, model in PARTNERS.items()},
    **{(one, "change"): (model, Can.PARTNER_SET) for one, model in PARTNERS.items() if one != "verification"},
    ("brought", "create"): (Case, Can.CASE_WORK),
    **{(f"brought_{tier}", "read"): (BroughtLetter, Can.BROUGHT_READ) for tier in ("team", "reinforced")},
    **{(f"brought_{tier}", "change"): (BroughtLetter, Can.BROUGHT_WORK) for tier in ("team", "reinforced")},
    **{(one, "create"): (Case, Can.DOCUMENT_ADD) for one in ("document", "photo_code")},
    ("photo_code", "read"): (PhotoCode, Can.PHOTO_CODE_READ),
    ("topic", "read"): (Topic, Can.TOPIC_READ),
    ("topic", "change"): (Topic, Can.TOPIC_SET),
    ("topic", "create"): (None, Can.TOPIC_SET),
    ("template", "read"): (LetterTemplate, Can.TEMPLATE_READ),
    ("template", "change"): (LetterTemplate, Can.TEMPLATE_EDIT),
    ("template", "create"): (None, Can.TEMPLATE_EDIT),
    ("letter", "read"): (Letter, Can.LETTER_READ),
    ("letter", "change"): (Letter, Can.LETTER_WRITE),
    ("letter", "create"): (Case, Can.LETTER_WRITE),
    ("letter", "search"): (Letter, Can.LETTER_SEARCH),
    ("letter_batch", "read"): (LetterBatch, Can.LETTER_BATCH_WORK),
    ("letter_batch", "change"): (LetterBatch, Can.LETTER_BATCH_WORK),
    ("letter_line", "read"): (BatchLine, Can.LETTER_BATCH_LINE_WORK),
    ("letter_line", "change"): (BatchLine, Can.LETTER_BATCH_LINE_WORK),
    ("dispatch", "read"): (Dispatch, Can.DISPATCH_READ),
    ("dispatch", "change"): (Dispatch, Can.LETTER_SEND),
    ("dispatch", "create"): (Case, Can.LETTER_SEND),
    **{(f"document_{tier}", "read"): (Document, Can.DOCUMENT_READ) for tier in ("team", "reinforced")},
    ("document_team", "search"): (Document, Can.DOCUMENT_SEARCH),
    **{(f"document_{tier}", "change"): (Document, Can.DOCUMENT_CHANGE) for tier in ("team", "reinforced")},
}
OF_HERSELF = {  # a tenant may, for herself and while she has a home: of whom, the database knows alone
    ("A2h", "data_request"), ("A2f", "data_request"), ("A2f", "door_help"),
}  # fmt: skip
NO_RULE = {  # the second lock alone decides: no query of the application reaches these
    "keep_apart", "national_number", "ledger", "history", "kept_count",
    "post_proposal",  # who confirms which is one more look at the row: tests/identity/organisations, tests/desk/administration
}  # fmt: skip


def by_rule(cell: Cell) -> bool | None:
    """What the first lock says by itself, with the second one out of the way. None: it is not asked this."""
    rule = RULES.get((cell.resource, cell.verb))
    if rule is None or (cell.actor, cell.resource) in OF_HERSELF:
        return None
    made = world()
    with acting(made.token((cell.actor, cell.relation))) as actor:
        model, *capabilities = rule
        if actor is None:
            return any(permits(None, capability) for capability in capabilities)
        if model is None:  # what has no row yet is always made in the actor's own organisation
            own = actor.person is not None or actor.organisation == made.stage.company.pk
            return own and any(permits(actor, one) for one in capabilities)
        every = Q()
        for number, capability in enumerate(capabilities):
            every = condition(actor, capability, model) if not number else every | condition(actor, capability, model)
        key = made.ids[{Case: "case", DoublePair: "double"}.get(model, cell.resource)]
        if cell.resource == "hidden_double":
            key = made.ids["hidden_double"]
        rows = model.objects.unguarded(because="asks the first lock alone").using("stage")
        with _the_first_lock_alone():
            return rows.filter(every, pk=key).exists()


@contextmanager
def _the_first_lock_alone():
    """The stage's connection sees every row; what is asked there is the condition and nothing else."""
    from django.db import connections

    from palier.access import token

    with transaction.atomic(using="stage"), connections["stage"].cursor() as cursor:
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute("SELECT set_config('palier.token', %s, true)", [token.current() or ""])
        yield


# -- second layer: pages ------------------------------------------------------------------------------------

PHONE, HER_PHONE = "the telephone of the other member", "the telephone of her whose details are withheld"
PHONES = {PHONE: "contact_details", HER_PHONE: "withheld_details"}
INES, AMOUNT = "Ines Exemple", "16614"  # however a language parts thousands
AT_THE_DOOR = {"Sonner et attendre dehors", "Ne pas entrer", "Chien"}  # what to do, as the page says it
# (resource, verb) -> (route, its id, what the page then shows). One page, asked with GET.
PAGES = {
    ("household", "read"): ("household_file", "household", PHONE),
    ("contact_details", "read"): ("household_file", "household", PHONE),
    ("safe_contact", "read"): ("household_file", "household", "safe_contact"),
    ("withheld_details", "read"): ("household_file", "household", HER_PHONE),
    ("income", "read"): ("household_file", "household", AMOUNT),
    ("case", "read"): ("household_file", "household", "case"),
    ("case", "change"): ("case_close", "case", None),
    ("contact_team", "read"): ("household_file", "household", "contact_team"),
    ("contact_pair", "read"): ("household_file", "household", "contact_pair"),
    ("contact_author", "read"): ("household_file", "household", "contact_author"),
    ("contact_reinforced", "read"): ("reinforced", "case", "contact_reinforced"),
    ("confidence_team", "read"): ("household_file", "household", "confidence_team"),
    ("confidence_reinforced", "read"): ("reinforced", "case", "confidence_reinforced"),
    ("contact_team", "change"): ("contact_edit", "contact_team", None),
    ("contact_pair", "change"): ("contact_edit", "contact_pair", None),
    ("contact_author", "change"): ("contact_edit", "contact_author", None),
    ("contact_reinforced", "change"): ("contact_edit", "contact_reinforced", None),
    ("contact_team", "search"): ("search", "q:contact_team", "contact_team found"),
    ("contact_pair", "search"): ("search", "q:contact_pair", "contact_pair found"),
    ("contact_author", "search"): ("search", "q:contact_author", "contact_author found"),
    ("contact_reinforced", "search"): ("search", "q:contact_reinforced", "contact_reinforced found"),
    ("analysis", "read"): ("household_file", "household", "analysis"),
    ("analysis", "create"): ("analysis_add", "case", None),
    ("step", "read"): ("household_file", "household", "step"),
    ("step", "create"): ("step_add", "case", None),
    ("known", "create"): ("known_add", "case", None),
    ("known_team", "read"): ("household_file", "household", "known_team"),
    ("known_team", "change"): ("known_edit", "known_team", None),
    ("known_reinforced", "read"): ("reinforced", "case", "known_reinforced"),
    ("known_reinforced", "change"): ("known_edit", "known_reinforced", None),
    ("team", "create"): ("team_add", "case", None),
    ("request", "read"): ("request", "request", "request"),
    ("deposit", "read"): ("request", "deposit", "deposit"),
    ("emergency", "change"): ("emergency_list", None, INES),
    ("arrival", "read"): ("waiting_room", None, "arrival"),
    ("arrival", "change"): ("arrival_pass", "arrival", None),
    ("waiting_count", "read"): ("waiting_counts", None, None),
    ("signal_to_service", "read"): ("signals", None, "signal_to_service"),
    ("signal_to_post", "read"): ("signals", None, "signal_to_post"),
    ("question", "read"): ("signals", None, "question"),
    ("question", "change"): ("question_answer", "question", "question"),
    ("double", "read"): ("doubles", None, "double"),
    ("merging", "read"): ("doubles", None, "proposed_double"),
    ("merging", "change"): ("merge_agree", "merging", "proposed_double"),
    ("merging", "create"): ("double_merge", "other_double", "other_double"),
    ("partner", "read"): ("partner", "partner", "partner"),
    ("partner", "change"): ("partner_edit", "partner", "partner"),
    ("partner_service", "read"): ("partner_service", "partner_service", "partner_service"),
    ("partner_service", "create"): ("partner_service_add", "partner", None),
    ("partner_service", "change"): ("partner_service_edit", "partner_service", "partner_service"),
    ("partner_contact", "read"): ("partner_service", "partner_service", "partner_contact"),
    ("partner_contact", "create"): ("partner_contact_add", "partner_service", None),
    ("partner_contact", "change"): ("partner_contact_edit", "partner_contact", "partner_contact"),
    ("agreement", "read"): ("partner", "partner", "agreement"),
    ("agreement", "create"): ("agreement_add", "partner", None),
    ("agreement", "change"): ("agreement_edit", "agreement", "agreement"),
    ("appointment", "read"): ("appointment", "appointment", "appointment"),
    ("appointment", "change"): ("appointment_move", "appointment", None),
    ("session", "create"): ("series_add", None, None),
    ("access_code", "read"): ("code_give", "person", None),
    ("data_request", "read"): ("data_request", "data_request", "data_request"),
    ("data_decision", "read"): ("data_request", "data_request", None),
    ("copy_kept_back", "read"): ("kept_back", None, "copy_kept_back"),
    ("safety", "read"): ("household_file", "household", "Sonner et attendre dehors"),
    ("safety", "create"): ("safety_propose", "household", None),
    ("safety", "count"): ("service_load", None, None),
    ("protected_safety", "read"): ("household_file", "hidden_household", "Ne pas entrer"),
    ("safety_proposal", "change"): ("safety_agree", "safety_proposal", "Chien"),
    ("safety_ground", "read"): ("safety", "safety", "safety_ground"),
    ("handover", "read"): ("handover", "handover", None),
    ("purge", "create"): ("purge", "contact_team", None),
    ("handover", "change"): ("handover_change", "handover", None),
    ("handover_note", "read"): ("handover_pack", "handover_note", "handover_note"),
    ("handover_note", "change"): ("handover_note", "handover_note", None),
    ("template", "read"): ("template_version", "template", None),
    ("letter", "read"): ("letter", "letter", "letter"),
    ("letter", "change"): ("letter_edit", "letter", None),
    ("letter", "search"): ("search", "q:letter", "letter found"),
    ("letter_batch", "read"): ("letter_batch", "letter_batch", None),
    ("document_team", "search"): ("search", "q:document_team", "document_team found"),
    ("document_reinforced", "search"): ("search", "q:document_reinforced", "document_reinforced found"),
    ("photo_code", "read"): ("photo_state", "photo_code", None),
    **{(one, "read"): ("referral", "referral", one) for one in REFERRALS},
    ("brought_team", "read"): ("mail_bag", "household", "brought_team"),
    **{(one, "change"): ("brought_photo", one, None) for one in ("brought_team", "brought_reinforced")},
    ("document_team", "read"): ("document", "document_team", "document_team"),
    ("document_team", "change"): ("document_edit", "document_team", None),
    ("document_reinforced", "read"): ("document", "document_reinforced", "document_reinforced"),
    ("document_reinforced", "change"): ("document_edit", "document_reinforced", None),
}
# What a page leaves out although it may be known: shown elsewhere, or not at all yet.
PAGE_SHOWS_LESS = {
    ("contact_author", "read"), ("contact_pair", "read"), ("case", "read"), ("analysis", "read"), ("step", "read"),
    ("contact_team", "read"), ("confidence_team", "read"), ("request", "read"), ("deposit", "read"),
    ("contact_reinforced", "read"), ("confidence_reinforced", "read"), ("household", "read"),
    ("contact_team", "search"), ("contact_pair", "search"),
    ("withheld_details", "read"),  # who works with her reads the way agreed instead
    ("team", "create"),  # the head's page takes a number, and has no address of its own yet
}  # fmt: skip


class Browsers(dict):
    """One signed-in browser a person, made when first needed."""

    def __missing__(self, key):
        somebody = world().actors[key]
        self[key] = Client() if somebody is None or somebody.post is None else somebody.browser("fr")
        return self[key]


def by_page(cell: Cell, browsers: Browsers, seen: dict) -> bool | None:
    """Is the page there, and does it show the item? None: no page is asked this, or it is not built yet."""
    page = PAGES.get((cell.resource, cell.verb))
    if page is None or cell.actor == "A15":
        return None
    route, key, shows = page
    made, params = world(), {}
    try:
        if key is None:
            url = reverse(route)
        elif key.startswith("q:"):
            url, params = reverse(route), {"q": canary(key[2:])}
        else:
            url = reverse(route, args=["contact", made.ids[key]] if route == "purge" else [made.ids[key]])
    except NoReverseMatch:
        return None
    who = (cell.actor, cell.relation)
    if (who, url, str(params)) not in seen:
        seen[who, url, str(params)] = browsers[who].get(url, params)
    answer = seen[who, url, str(params)]
    assert answer.status_code in {200, 302, 404}, f"{cell}: {url} answered {answer.status_code}"
    if answer.status_code != 200:
        return False
    if shows is None:
        return True
    text = answer.content.decode()
    if shows in AT_THE_DOOR:
        return shows in text
    if shows in PHONES:
        return _phone(PHONES[shows]) in text
    if shows == AMOUNT:
        return AMOUNT in "".join(letter for letter in text if letter.isalnum())
    return {INES: INES}.get(shows, canary(shows)) in text


@lru_cache(maxsize=2)
def _phone(resource: str) -> str:
    with without_locks() as cursor:
        cursor.execute("SELECT phone FROM people_contactdetails WHERE id = %s", [world().ids[resource]])
        return cursor.fetchone()[0]


# -- third layer: hand-written SQL --------------------------------------------------------------------------


def by_sql(cell: Cell, job) -> bool | None:
    """Does a statement typed by hand on this actor's connection reach the row? None: nothing to type."""
    made = world()
    secret = made.token((cell.actor, cell.relation))
    typed = statement(cell)
    if typed is None:
        return None
    text, params = typed
    try:
        if cell.actor == "A15":
            with job.transaction(force_rollback=True):
                job.execute("SELECT set_config('palier.token', %s, true)", [secret])
                done = job.execute(text, params)
                return bool(done.fetchall() if done.description else done.rowcount)
        before = ""
        if (cell.resource, cell.verb) == ("case", "create"):  # two gestures: a subject of one's own, then its file
            before = "SELECT set_config('palier.made', sec.open_subject('case', NULL)::text, true)"
        found = sql(secret, text, params, before=before)
        return bool(found and found[0][0])
    except (ProgrammingError, psycopg.errors.InsufficientPrivilege) as refusal:
        assert (
            "permission denied" in str(refusal)
            or "row-level security" in str(refusal)
            or "authorship" in str(refusal)
            or "only its author" in str(refusal)
        ), refusal
        return False
    except DatabaseError as trouble:
        raise AssertionError(f"{cell}: {trouble}") from trouble


def test_rule_page_and_sql_answer_as_doctrine_does():
    answers, asked, wrong = cells(), Counter(), []
    browsers, seen = Browsers(), {}
    with psycopg.connect(database.urls("job", _database()), autocommit=True) as job:
        for cell, allowed in answers.items():
            for layer, said in (
                ("rule", by_rule(cell)),
                ("page", by_page(cell, browsers, seen)),
                ("sql", by_sql(cell, job)),
            ):
                if said is None:
                    asked[f"{layer}: not asked"] += 1
                else:
                    asked[layer] += 1
                    if said != allowed and not (
                        layer == "page" and allowed and (cell.resource, cell.verb) in PAGE_SHOWS_LESS
                    ):
                        wrong.append(f"{cell}: {layer} says {said}, doctrine says {allowed}")
    print("\n" + "\n".join(wrong))
    print(f"\ncells: {len(answers)}; " + ", ".join(f"{name} {count}" for name, count in sorted(asked.items())))
    assert wrong == []


def _database() -> str:
    from django.conf import settings

    return settings.DATABASES["default"]["NAME"]


def test_the_tables_of_the_matrix_are_all_there_is():
    """A guarded table that no resource stands for fails here: it needs its line in the expected table."""
    from palier.access.lock import guarded_tables

    elsewhere = {  # who reads them follows from another resource, or from nothing at all
        "access_subject", "access_namedreader", "access_dutypresence", "access_lock_session", "access_oncekey",
        "people_householdmember", "people_representation", "housing_room", "doubles_doublekey",
        "organisations_postproposal",  # by who proposes and who confirms: tests/desk/administration
    }  # fmt: skip
    assert guarded_tables() - set(TABLES.values()) <= elsewhere
    assert set(TABLES) <= set(VERBS) | {"deposit"}


def test_an_unknown_capability_opens_nothing(stage):
    with stage.amina.acting() as amina:
        assert not permits(amina, "no_such_capability")
        assert not permits(None, Can.DAY_OPEN)
        assert permits(amina, Can.DAY_OPEN)


@pytest.fixture(autouse=True)
def _made_outside_any_transaction():
    world()


def test_an_unknown_id_is_denied_to_all():
    for who in world().actors:
        assert sql(world().token(who), "SELECT count(*) FROM cases_case WHERE id = %s", [uuid.uuid4()]) == [(0,)]
