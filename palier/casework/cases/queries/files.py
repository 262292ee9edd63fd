"""Files: the one, mine, those of a household; what is analysed and known in them."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from django.db.models import F, Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.access.rules import Tier
from palier.casework.cases.models import Analysis, Case, Confidence, Contact, KnownMember
from palier.casework.cases.queries.lists import the_one
from palier.casework.cases.rules import SILENCE_DAYS


def case(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.CASE_READ) -> Case:
    """A file, or Refused: not yours and not there look the same."""
    return the_one(Case.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def my_cases(actor: Actor, *, closed: bool = False, domain: str = "") -> "QuerySet[Case]":
    """Files of the actor's teams, the longest silent first."""
    rows = Case.objects.visible_to(actor, Capability.CASE_READ).filter(closed_on__isnull=not closed)
    if domain:
        rows = rows.filter(domain=domain)
    return rows.select_related("household").order_by("last_contact_on", "opened_on", "id")


@kept
def cases_of(actor: Actor, household: uuid.UUID) -> "QuerySet[Case]":
    """The files of a household that the actor may read, open ones first."""
    rows = Case.objects.visible_to(actor, Capability.CASE_READ).filter(household=household)
    return rows.order_by("-closed_on", "-opened_on")


def silent_cases(actor: Actor) -> "QuerySet[Case]":
    """Open files without contact for SILENCE_DAYS, unless it was agreed so (P34)."""
    before = actor.today - datetime.timedelta(days=SILENCE_DAYS)
    rows = Case.objects.visible_to(actor, Capability.CASE_WORK).filter(closed_on=None, last_contact_on__lt=before)
    return rows.exclude(silence_agreed_until__gte=actor.today).select_related("household").order_by("last_contact_on")


def reinforced_of(actor: Actor, pk: uuid.UUID) -> list[Any]:
    """The reinforced items of a file that name the actor: opened apart, from a link that is the same on every file."""
    file = case(actor, pk)
    here = Q(case=pk) | Q(case=None, household=file.household_id)
    contacts = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(here, tier=Tier.REINFORCED)
    about = Q(subject=file.subject_id) | Q(contact__case=None, contact__household=file.household_id)
    confided = Confidence.objects.visible_to(actor, Capability.CONTACT_READ).filter(about, tier=Tier.REINFORCED)
    known = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ).filter(case=pk, tier=Tier.REINFORCED)
    found = [row for rows in (contacts, confided, known) for row in rows.select_related("author__staff")]
    return sorted(found, key=lambda row: row.written_at, reverse=True)


def analyses_of(actor: Actor, pk: uuid.UUID) -> list[Analysis]:
    """The analyses of a file, latest first."""
    rows = Analysis.objects.visible_to(actor, Capability.CASE_WORK).filter(case=pk)
    return list(rows.select_related("author__staff").order_by("-on", "-written_at"))


def known_members(actor: Actor, cases: Sequence[Case], person: uuid.UUID | None = None) -> list[KnownMember]:
    """Who lives there as known to the service (P4), of these files; reinforced ones stay apart."""
    rows = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ).filter(case__in=[file.pk for file in cases])
    rows = rows.exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(Q(concerns__contains=[person]) | Q(confided_by__contains=[person]))
    return list(rows.select_related("author__staff").order_by(F("until").desc(nulls_first=True), "written_at"))


def known_member(actor: Actor, pk: uuid.UUID) -> KnownMember:
    """Somebody as known to the service whom the actor may keep right, or Refused."""
    rows = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ) & KnownMember.objects.visible_to(
        actor, Capability.KNOWN_WORK
    )
    return the_one(rows, pk)  # type: ignore[no-any-return]
