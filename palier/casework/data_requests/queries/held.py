"""What a worker holds of one person: all that she may read of her, of every tier and kind (P17)."""

import datetime as dt
import uuid
from collections.abc import Iterator
from typing import Any

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.ledger import note_read
from palier.access.rules import Tier
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, KnownMember, Request, Step
from palier.casework.data_requests.models import DataRequest
from palier.casework.data_requests.rules import Item, ItemKind
from palier.casework.disclosures.models import Disclosure
from palier.casework.mail_bag.models import BroughtLetter
from palier.casework.network.models import NetworkTie
from palier.casework.network.rules import Circle
from palier.casework.referrals.models import Referral, ReferralLink
from palier.casework.support_requests import queries as support
from palier.casework.tenancies.prevention.models import Budget, BudgetLine, PlanDraft, Prevention, SignedAct
from palier.casework.transfers import queries as transfers
from palier.kernel.days import BRUSSELS
from palier.registry.calendar.models import Appointment
from palier.registry.documents.models import Document
from palier.registry.interservice import queries as interservice
from palier.registry.interservice.queries import OnTheTable
from palier.registry.messaging.models import Letter
from palier.registry.people.models import HouseholdMember
from palier.registry.safety.models import SafetyGround, SafetyInstruction


def held(actor: Actor, request: DataRequest) -> list[Item]:
    """All that this worker may read of the person, of every tier, the oldest first. Leaves a line in the ledger."""
    person = request.concerns[0]
    contacts = list(Contact.objects.visible_to(actor, Can.CONTACT_READ).filter(concerns__contains=[person]))
    confided = list(Confidence.objects.visible_to(actor, Can.CONTACT_READ).filter(concerns__contains=[person]))
    files = list(Case.objects.visible_to(actor, Can.CASE_READ).filter(concerns__contains=[person]))
    found = [
        *_contacts(person, contacts, confided),
        *_files(actor, person, files),
        *_around(actor, person),
        *_asked_and_planned(actor, person),
        *_papers(actor, person),
        *_brought(actor, person),
        *_referred(actor, person),
        *_kept_home(actor, person),
        *_said_without_agreement(actor, person),
        *_asked_for_support(actor, person),
        *_at_the_door(actor, person),
        *_between_services(actor, person),
        *_another_dwelling(actor, person),
    ]
    subjects = {row.subject_id for row in (*contacts, *confided, *files)}
    note_read(actor, "data_request", reference=request.pk, subjects=subjects, ground="in_the_team")
    return sorted(found, key=lambda item: (item.on or dt.date.min, item.kind, str(item.id)))


def _contacts(person: uuid.UUID, contacts: list[Contact], confided: list[Confidence]) -> Iterator[Item]:
    for row in contacts:
        yield Item(row.pk, ItemKind.CONTACT, _day(row.at), row.facts, _alone(row, person), row.tier == Tier.AUTHOR)
    for one in confided:
        alone = _alone(one, person) and one.tier == Tier.TEAM
        yield Item(one.pk, ItemKind.CONFIDENCE, _day(one.written_at), one.text, alone)


def _files(actor: Actor, person: uuid.UUID, files: list[Case]) -> Iterator[Item]:
    """What a file says of itself, how it was read, and who lives there as it was told."""
    hers = {file.pk for file in files if set(file.concerns) == set(file.agreed_by) == {person}}
    for file in files:
        said = "\n".join(filter(None, (file.own_words, file.housing_project)))
        if said:
            yield Item(file.pk, ItemKind.FILE, file.opened_on, said, file.pk in hers)
    readings = Analysis.objects.visible_to(actor, Can.CASE_WORK).filter(case__in=[file.pk for file in files])
    for reading in readings:
        yield Item(reading.pk, ItemKind.ANALYSIS, reading.on, reading.text, reading.case_id in hers)
    known = KnownMember.objects.visible_to(actor, Can.KNOWN_READ)
    for row in known.filter(Q(concerns__contains=[person]) | Q(confided_by__contains=[person]) | Q(person=person)):
        words = "\n".join(filter(None, (row.name, row.get_tie_display(), row.custody, row.own_words)))
        # It is about whoever lives there, whoever told it: never hers alone unless she is the one.
        alone = row.person == person and _alone(row, person) and row.tier == Tier.TEAM
        yield Item(row.pk, ItemKind.KNOWN, _day(row.written_at), words, alone)


def _around(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """Who and which services stand around her, as it was told. A tie to somebody is about that somebody too (P2)."""
    rows = NetworkTie.objects.visible_to(actor, Can.NETWORK_READ).select_related("service", "partner")
    for row in rows.filter(Q(concerns__contains=[person]) | Q(confided_by__contains=[person])):
        listed = (one.name_fr for one in (row.service, row.partner) if one is not None)
        said = (row.get_tie_display(), row.get_lives_display(), row.get_strength_display())
        words = ", ".join(filter(None, (*listed, row.name, row.function, *map(str, said))))
        alone = row.circle == Circle.SECONDARY and _alone(row, person) and row.tier == Tier.TEAM
        yield Item(row.pk, ItemKind.NETWORK, _day(row.written_at), words, alone)


def _asked_and_planned(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    for row in _of(Request.objects.visible_to(actor, Can.REQUEST_READ), person):
        yield Item(row.pk, ItemKind.REQUEST, _day(row.received_at), row.text, _alone(row, person))
    for row in _of(Step.objects.visible_to(actor, Can.STEP_READ), person):
        yield Item(row.pk, ItemKind.STEP, row.due, row.text, _alone(row, person))
    for row in _of(Appointment.objects.visible_to(actor, Can.APPOINTMENT_READ), person):
        words = "\n".join(filter(None, (row.get_kind_display(), row.purpose, row.agreed)))
        yield Item(row.pk, ItemKind.APPOINTMENT, _day(row.span.lower), words, _alone(row, person))


def _papers(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    for row in _of(Document.objects.visible_to(actor, Can.DOCUMENT_READ), person):
        alone = _alone(row, person) and row.tier == Tier.TEAM
        yield Item(row.pk, ItemKind.DOCUMENT, _day(row.written_at), row.name, alone)
    for row in _of(Letter.objects.visible_to(actor, Can.LETTER_READ), person):
        words = "\n".join(filter(None, (row.title_fr, row.body_fr, row.title_nl, row.body_nl)))
        yield Item(row.pk, ItemKind.LETTER, _day(row.written_at), words, _alone(row, person))


def _brought(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    for row in _of(BroughtLetter.objects.visible_to(actor, Can.BROUGHT_READ), person):
        words = ", ".join(filter(None, (row.get_kind_display(), row.sender, row.get_sort_display())))
        alone = _alone(row, person) and row.tier == Tier.TEAM
        yield Item(row.pk, ItemKind.BROUGHT, _day(row.written_at), words, alone)


def _referred(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What went to a partner about her, as it went, to whom, and what was said of it on its links."""
    rows = _of(Referral.objects.visible_to(actor, Can.REFERRAL_READ), person)
    talks: dict[uuid.UUID, list[str]] = {}
    for link in ReferralLink.objects.visible_to(actor, Can.REFERRAL_READ).filter(referral__in=rows.values("pk")):
        talks.setdefault(link.referral_id, []).extend((*link.questions, *link.replies))
    for row in rows.select_related("contact__service__partner"):
        whom = f"{row.contact}, {row.contact.function}, {row.contact.service.name}"
        said = talks.get(row.pk, [])
        words = "\n".join((whom, row.name, row.need, *row.parts.values(), row.get_state_display(), *said))
        yield Item(row.pk, ItemKind.REFERRAL, row.sent_on, words, _alone(row, person))


def _kept_home(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What was told about keeping her home: causes, each line of a budget, plans tried out, acts."""
    for row in _of(Prevention.objects.visible_to(actor, Can.PREVENTION_READ), person):
        said = (*row.cause_words, *row.stake_words, row.own_words, row.get_outcome_display())
        yield Item(row.pk, ItemKind.HOME, row.begun_on, "\n".join(filter(None, said)), _alone(row, person))
    for one in _of(Budget.objects.visible_to(actor, Can.PREVENTION_READ), person):
        yield Item(one.pk, ItemKind.BUDGET, one.month, str(one.persons), _alone(one, person))
    for line in _of(BudgetLine.objects.visible_to(actor, Can.PREVENTION_READ), person):
        yield Item(line.pk, ItemKind.BUDGET, _day(line.written_at), line.said, _alone(line, person))
    for draft in _of(PlanDraft.objects.visible_to(actor, Can.PREVENTION_READ), person):
        yield Item(draft.pk, ItemKind.PLAN, _day(draft.written_at), draft.said, _alone(draft, person))
    for act in _of(SignedAct.objects.visible_to(actor, Can.PREVENTION_READ), person):
        yield Item(act.pk, ItemKind.ACT, act.sent_on or _day(act.written_at), act.said, _alone(act, person))


def _said_without_agreement(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What was said of her without her agreement; before she was told, whether it goes waits for the worker (P6)."""
    rows = _of(Disclosure.objects.visible_to(actor, Can.DISCLOSURE_READ), person)
    for row in rows:
        whom = row.to_whom or row.get_authority_display()
        words = "\n".join((row.get_ground_display(), *row.answers.values(), whom, row.said))
        alone = _alone(row, person) and row.told_on is not None
        yield Item(row.pk, ItemKind.DISCLOSURE, row.said_on or _day(row.written_at), words, alone)


def _asked_for_support(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """The copies that this worker sent to a support cell about her household: never what the worker fears (P19).

    What a colleague asked stands in nobody else's list: that she asked is hers.
    """
    for row in support.of_households(actor, _homes(actor, person)):
        yield Item(row.id, ItemKind.SUPPORT, row.asked_on, "\n".join(filter(None, (row.text, row.tried))), False)


def _at_the_door(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What this worker proposed to do at the door of her household, and the fact behind it: never of one person."""
    homes = _homes(actor, person)
    mine = SafetyInstruction.objects.visible_to(actor, Can.SAFETY_SET).filter(
        household__in=homes, proposed_by=actor.post
    )
    facts = SafetyGround.objects.visible_to(actor, Can.SAFETY_GROUND_READ).filter(
        instruction__in=[row.pk for row in mine]
    )
    behind = {fact.instruction_id: fact.text for fact in facts}
    for row in mine:
        words = "\n".join((*row.words, behind.get(row.pk, "")))
        yield Item(row.pk, ItemKind.SAFETY, row.starts, words.strip(), False)


def _between_services(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What stood on the table about her household, but for what was asked for somebody else in it (P2, P9)."""
    for home in _homes(actor, person):
        asked_for = interservice.asked_for(actor, home)
        for one in interservice.lines_of(actor, home):
            whose = asked_for.get(one.line.pk)
            if whose in {None, person}:
                yield Item(one.line.pk, ItemKind.TABLE, _day(one.line.asked_at), _said(one), whose == person)


def _another_dwelling(actor: Actor, person: uuid.UUID) -> Iterator[Item]:
    """What she declared to the transfers department, and what it made of it: hers when she alone declared it."""
    language = (get_language() or "fr")[:2]
    for one in transfers.kept_of(actor, person, _homes(actor, person), language):
        yield Item(one.id, ItemKind.TRANSFER, one.on, one.words, one.hers_alone)


def _said(one: OnTheTable) -> str:
    words = [one.line.get_kind_display(), one.line.get_spot_display(), one.line.text]
    for answer in one.answers:
        words += [answer.get_reply_display(), answer.text]
    return "\n".join(filter(None, words))


def _homes(actor: Actor, person: uuid.UUID) -> list[uuid.UUID]:
    members = HouseholdMember.objects.visible_to(actor, Can.HOUSEHOLD_READ).filter(person=person)
    return list(members.values_list("household", flat=True))


def _of(rows: "QuerySet[Any]", person: uuid.UUID) -> "QuerySet[Any]":
    return rows.filter(concerns__contains=[person])


def _alone(row: Any, person: uuid.UUID) -> bool:
    said, about = set(row.confided_by), set(row.concerns)
    return said == {person} or (not said and about == {person})


def _day(moment: dt.datetime) -> dt.date:
    return moment.astimezone(BRUSSELS).date()
