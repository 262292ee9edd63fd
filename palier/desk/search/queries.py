"""One box over everything the actor may see, and the households of her places. Only what lower wings let through."""

import datetime
import uuid
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.kept import kept
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.casework.cases.models import Case
from palier.desk.search.rules import Piece, is_worth_searching, snippet
from palier.identity.organisations.models import Place, PlaceAssignment, Replacement
from palier.identity.organisations.rules import PlaceKind
from palier.kernel.sort_keys import sort_key
from palier.registry.documents import queries as documents
from palier.registry.housing import queries as housing
from palier.registry.housing.models import Lease
from palier.registry.housing.queries import HouseholdRow
from palier.registry.messaging import queries as messaging
from palier.registry.partners import queries as partners
from palier.registry.safety import queries as safety
from palier.registry.safety.queries import AtTheDoor

AT_MOST = 50
FEW = 10  # letters and documents shown: they stand before the contacts
EXPORT_AT_MOST = 20_000
Doors = dict[uuid.UUID, list[AtTheDoor]]


@dataclass(frozen=True)
class FoundContact:
    """A contact that holds the words, with the words around the first one."""

    contact: Any
    pieces: list[Piece]


@dataclass(frozen=True)
class Found:
    """What a search found. Households are the same for everybody of the service, with or without a file."""

    households: list[HouseholdRow]
    files: list[Any]
    contacts: list[FoundContact]
    words: bool  # may the actor search the words of contacts at all
    letters: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)
    partners: list[Any] = field(default_factory=list)
    more_households: bool = False
    more_contacts: bool = False
    more_letters: bool = False
    more_documents: bool = False
    more_partners: bool = False
    safety: Doors = field(default_factory=dict)

    @property
    def doors(self) -> list[tuple[HouseholdRow, list[AtTheDoor]]]:
        """Each household with what to do at its door."""
        return [(row, self.safety.get(row.id, [])) for row in self.households]

    @property
    def number(self) -> int:
        """How many lines are shown."""
        shown = (self.households, self.files, self.contacts, self.letters, self.documents, self.partners)
        return sum(map(len, shown))

    def __bool__(self) -> bool:
        return self.number > 0


def find(actor: Actor, wanted: str, language: str) -> Found:
    """Households by name, telephone or address; contacts and letters by their words, documents and partners by their
    names; the actor's own files of these households. Of letters and documents no word around the find is shown.

    The same statements run whatever is found, so an answer takes as long with a file as without (P1). When secret items
    were shown, the read ledger has one line for the search.
    """
    words = permits(actor, Capability.CONTACT_SEARCH)
    if not is_worth_searching(wanted):
        return Found([], [], [], words)
    households = housing.find_households(actor, wanted, language, AT_MOST + 1)
    more, households = len(households) > AT_MOST, households[:AT_MOST]
    files = _files(actor, [row.id for row in households]) if words else []
    contacts = cases.find_contacts(actor, wanted)[:AT_MOST] if words else []
    letters = messaging.find_letters(actor, wanted) if words else []
    kept_files = documents.find_documents(actor, wanted) if words else []
    services = partners.find_services(actor, wanted, FEW + 1) if permits(actor, Capability.PARTNER_READ) else []
    secret = (*files, *contacts, *letters[:FEW], *kept_files[:FEW])
    if secret:
        subjects = dict.fromkeys([row.subject_id for row in secret])
        note_read(actor, "search", subjects=subjects)
    shown = [FoundContact(one, snippet(one.facts, wanted)) for one in contacts]
    at_doors = safety.at_doors(actor, [row.id for row in households])
    return Found(
        households,
        files,
        shown,
        words,
        letters[:FEW],
        kept_files[:FEW],
        services[:FEW],
        more,
        len(contacts) == AT_MOST,
        len(letters) > FEW,
        len(kept_files) > FEW,
        len(services) > FEW,
        at_doors,
    )


@kept
def _files_of(actor: Actor, households: list[uuid.UUID]) -> "QuerySet[Case]":
    return cases.my_cases(actor).filter(household__any_of=households)


def _files(actor: Actor, households: list[uuid.UUID]) -> list[Any]:
    order = {household: place for place, household in enumerate(households)}
    return sorted(_files_of(actor, households), key=lambda row: order[row.household_id])


# -- households of a place -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Site:
    """A site to choose: hers when she looks after it, or a part of it, or covers for who does."""

    id: uuid.UUID
    name: str
    mine: bool


def sites(actor: Actor, language: str) -> list[Site]:
    """The sites of the actor's organisation, her own first."""
    posts = [actor.post, *_covered(actor)]
    rows = PlaceAssignment.objects.filter(post__in=posts, valid__contains=actor.today)
    mine: set[uuid.UUID] = set()
    for place, parent, kind in rows.values_list("place_id", "place__parent_id", "place__kind"):
        mine.add(parent if parent and kind == PlaceKind.BUILDING else place)
    places = Place.objects.filter(organisation=actor.organisation, kind=PlaceKind.SITE)
    found = [
        Site(row.pk, row.name_nl if language == "nl" else row.name_fr, row.pk in mine or row.parent_id in mine)
        for row in places
    ]
    return sorted(found, key=lambda one: (not one.mine, sort_key(one.name), str(one.id)))


def _covered(actor: Actor) -> list[uuid.UUID]:
    rows = Replacement.objects.filter(covering=actor.post, valid__contains=actor.today)
    return list(rows.values_list("absent_id", flat=True))


@dataclass(frozen=True)
class Chosen:
    """Filters of the list of households, as they stand in the address."""

    site: uuid.UUID | None
    name: str = ""
    part: int = 1


@dataclass(frozen=True)
class Part:
    """A part of a list, with what the pager asks of a Django page."""

    rows: list[HouseholdRow]
    number: int
    more: bool
    safety: Doors = field(default_factory=dict)

    @property
    def doors(self) -> list[tuple[HouseholdRow, list[AtTheDoor]]]:
        """Each household with what to do at its door."""
        return [(row, self.safety.get(row.id, [])) for row in self.rows]

    def has_previous(self) -> bool:
        return self.number > 1

    def previous_page_number(self) -> int:
        return self.number - 1

    def has_next(self) -> bool:
        return self.more

    def next_page_number(self) -> int:
        return self.number + 1


def households(actor: Actor, chosen: Chosen, language: str) -> Part:
    """Households that live in a site now, by name. A protected address is not in the list of its site (P11)."""
    start = (chosen.part - 1) * AT_MOST
    found = list(_lived_in(actor, chosen)[start : start + AT_MOST + 1])
    rows, at_doors = housing.rows(actor, found[:AT_MOST], language), safety.at_doors(actor, found[:AT_MOST])
    return Part(rows, chosen.part, len(found) > AT_MOST, at_doors)


def _lived_in(actor: Actor, chosen: Chosen) -> Any:
    rows = (
        Lease.objects.visible_to(actor, Capability.HOUSEHOLD_FIND)
        .filter(Q(dwelling__building=chosen.site) | Q(dwelling__building__place__parent=chosen.site))
        .filter(starts__lte=actor.today)
        .filter(Q(ends=None) | Q(ends__gte=actor.today))
    )
    for word in sort_key(chosen.name).split():
        rows = rows.filter(household__sort_key__contains=word)
    return rows.order_by("household__sort_key", "household_id").values_list("household_id", flat=True)


@dataclass(frozen=True)
class Exported:
    """A household in a file that leaves the screen: register facts, never a protected address."""

    row: HouseholdRow
    address: str
    site: str
    since: datetime.date | None


def export(actor: Actor, chosen: Chosen, language: str) -> list[Exported]:
    """The whole list for a file, with one line in the read ledger."""
    found = list(dict.fromkeys(_lived_in(actor, chosen)[:EXPORT_AT_MOST]))
    homes = housing.homes(actor, found, language)
    note_read(actor, "household_export", reference=chosen.site)
    made = []
    for row in housing.rows(actor, found, language):
        home = homes[row.id]
        shown = home.lease is not None and not home.lease.protected and not home.protected
        since = home.lease.starts if shown and home.lease else None
        made.append(Exported(row, home.address if shown else "", home.place if shown else "", since))
    return made
