"""What may go about a person, what went, and what waits for an answer."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import formats

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case
from palier.casework.referrals.models import Referral, ReferralLink
from palier.casework.referrals.rules import BY_LINK, ENDS_AFTER, SILENT_AFTER, Part, Standing, State, standing
from palier.kernel.errors import Refused
from palier.kernel.identifiers import format_phone
from palier.registry.housing import queries as housing
from palier.registry.housing.rules import MUNICIPALITY_OF
from palier.registry.partners.labels import spoken
from palier.registry.people import queries as people
from palier.registry.people.models import Person


@dataclass(frozen=True)
class Shown:
    """A referral with how it stands today. `link`: the latest, of one sent by a link."""

    row: Referral
    standing: Standing
    link: ReferralLink | None = None


def file_of(actor: Actor, pk: uuid.UUID) -> Case:
    """An open file in which the actor works. Raises Refused for any other."""
    file = cases.case(actor, pk, Capability.CASE_WORK)
    if file.closed_on is not None:
        raise Refused()
    return file


def persons_of(actor: Actor, file: Case) -> dict[uuid.UUID, str]:
    """Whom the file is about, by name."""
    found = people.persons(actor, list(file.concerns))
    return {pk: f"{found[pk].first_name} {found[pk].last_name}".strip() for pk in file.concerns if pk in found}


def is_analysed(actor: Actor, file: Case) -> bool:
    """Was the situation read at least once? Nothing goes before (P6)."""
    return bool(cases.analyses_of(actor, file.pk))


def words_of(actor: Actor, file: Case, person: uuid.UUID, language: str) -> dict[Part, str]:
    """What each part would say of this person. A part of which nothing may go, or nothing is known, is left out.

    Where one way of reaching her was agreed, that way goes and no number (P10); a protected address never does (P11);
    an analysis of several persons is nobody's alone (P2).
    """
    who = people.persons(actor, [person])[person]
    found = {
        Part.REACH: _reach(actor, person),
        Part.LANGUAGE: _language(who, language),
        Part.ADDRESS: "" if who.protected_address else _address(actor, file.household_id, language),
        Part.BORN: formats.date_format(who.born, "DATE_FORMAT") if who.born else "",
        Part.ANALYSIS: _analysis(actor, file, person),
    }
    return {part: words for part, words in found.items() if words}


def _reach(actor: Actor, person: uuid.UUID) -> str:
    agreed = people.safe_contacts(actor, [person]).get(person)
    if agreed is not None:
        return str(agreed.way)
    details = people.contact_details(actor, [person]).get(person)
    return "" if details is None or details.withheld or not details.phone else format_phone(details.phone)


def _language(who: Person, language: str) -> str:
    codes = dict.fromkeys(filter(None, (who.language, *who.languages_spoken)))
    return ", ".join(spoken(code, language) for code in codes)


def _address(actor: Actor, household: uuid.UUID, language: str) -> str:
    return str(housing.homes(actor, [household], language)[household].address)


def _analysis(actor: Actor, file: Case, person: uuid.UUID) -> str:
    found = cases.analyses_of(actor, file.pk) if list(file.concerns) == [person] else []
    return found[0].text if found else ""


def area_of(actor: Actor, household: uuid.UUID) -> str:
    """The NIS code of the commune where a household lives; empty when unknown or protected (P11)."""
    home = housing.homes(actor, [household], "fr")[household]
    if home.lease is None or home.lease.protected:
        return ""
    building = home.lease.dwelling.building
    return str(building.municipality_id or MUNICIPALITY_OF.get(building.postcode, ""))


def referrals_of(actor: Actor, file: Case) -> list[Shown]:
    """What went from this file, the latest first. Leaves a line in the ledger."""
    rows = _rows(actor).filter(case=file.pk).order_by("-sent_on", "-written_at")
    note_read(actor, "referrals", reference=file.pk, subjects=[file.subject_id], ground="in_the_team")
    return [_shown(row, actor.today) for row in rows]


def referral(actor: Actor, pk: uuid.UUID, can: Capability = Capability.REFERRAL_READ) -> Shown:
    """One referral, or Refused. Leaves a line in the ledger."""
    row = _rows(actor, can).filter(pk=pk).first()
    if row is None:
        raise Refused()
    note_read(actor, "referral", reference=row.pk, subjects=[row.subject_id], ground="in_the_team")
    return _shown(row, actor.today, link_of(actor, row) if row.way in BY_LINK else None)


def link_of(actor: Actor, row: Referral) -> ReferralLink | None:
    """The latest link of a referral, or none."""
    rows = ReferralLink.objects.visible_to(actor, Capability.REFERRAL_READ).filter(referral=row.pk)
    return rows.order_by(F("ended_at").desc(nulls_first=True)).first()


def of_the_day(actor: Actor) -> list[tuple[Referral, bool]]:
    """The actor's own that ask for her today, the oldest first, each with whether something was said on its link.

    What she has not seen of it is there; and what was silent for ten days, and not yet thirty.
    """
    links = ReferralLink.objects.visible_to(actor, Capability.REFERRAL_READ).filter(unseen=True, author=actor.post)
    first, last = actor.today - ENDS_AFTER, actor.today - SILENT_AFTER
    silent = Q(state=State.SENT, author=actor.post, next_day=None, sent_on__gte=first, sent_on__lte=last)
    rows = _rows(actor).annotate(heard=Exists(links.filter(referral=OuterRef("pk")))).filter(Q(heard=True) | silent)
    return [(row, bool(row.heard)) for row in rows.order_by("-heard", "sent_on", "id")[:50]]


def _rows(actor: Actor, can: Capability = Capability.REFERRAL_READ) -> "QuerySet[Referral]":
    rows: QuerySet[Referral] = Referral.objects.visible_to(actor, can)
    return rows.select_related("contact__service__partner", "household", "author__staff", "author__service")


def _shown(row: Referral, today: dt.date, link: ReferralLink | None = None) -> Shown:
    return Shown(row, standing(State(row.state), row.sent_on, today, row.next_day), link)
