"""Contacts and what was confided in them; words left for the desk."""

import datetime
import uuid
from collections.abc import Sequence

from django.db import connection
from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.access.rules import Tier
from palier.casework.cases.models import Confidence, Contact, DeskWord
from palier.casework.cases.queries.lists import AT_MOST, Page, page, the_one

FEED_WINDOWS = (31, 366, None)  # days; None: all of it


def contact(actor: Actor, pk: uuid.UUID, capability: Capability = Capability.CONTACT_READ) -> Contact:
    """A contact, or Refused."""
    return the_one(Contact.objects.visible_to(actor, capability), pk)  # type: ignore[no-any-return]


def word(actor: Actor, pk: uuid.UUID) -> DeskWord:
    """A word for the desk that the actor may end, or Refused."""
    return the_one(DeskWord.objects.visible_to(actor, Capability.WORD_LEAVE), pk)  # type: ignore[no-any-return]


@kept
def _latest_ids(actor: Actor, days: int | None, limit: int) -> "QuerySet[Contact]":
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_SEARCH).exclude(tier=Tier.REINFORCED)
    if days:
        rows = rows.filter(at__gte=actor.moment - datetime.timedelta(days=days))
    return rows.order_by("-at", "-id").values_list("pk", flat=True)[:limit]


@kept
def _contacts(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Contact]":
    found = Contact.objects.unguarded(because="the ids were just read through the gate").filter(id__any_of=ids)
    return found.select_related("household", "author__staff").order_by("-at", "-id")


def latest_contacts(actor: Actor, limit: int = AT_MOST) -> list[Contact]:
    """The latest contacts of the actor's files and inboxes. Reinforced ones leave no trace here (P12).

    Ids first, from a window of days that widens until it holds enough: a team of 3,000 files costs what it shows, not
    what it holds. Then the rows of those ids.
    """
    ids: list[uuid.UUID] = []
    for days in FEED_WINDOWS:
        ids = _latest_ids(actor, days, limit)
        if len(ids) == limit:
            break
    return _contacts(actor, ids)


def contacts_of(actor: Actor, pk: uuid.UUID, *, person: uuid.UUID | None = None) -> "QuerySet[Contact]":
    """The contacts of a file, latest first; with `person`, those confided by or concerning that person only (P2)."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(case=pk).exclude(tier=Tier.REINFORCED)
    if person is not None:
        rows = rows.filter(concerns__contains=[person])
    return rows.select_related("author__staff").order_by("-at", "-id")


def simple_contacts_of(actor: Actor, household: uuid.UUID) -> Page:
    """Contacts without a file of a household, latest first."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(household=household, case=None)
    rows = rows.exclude(tier=Tier.REINFORCED)
    return page(rows.select_related("author__staff").order_by("-at", "-id"))


@kept
def confidence_rows(actor: Actor, contacts: list[uuid.UUID]) -> "QuerySet[Confidence]":
    """What was confided in these contacts; reinforced ones are not in the timeline, whoever asks (P12)."""
    return Confidence.objects.visible_to(actor, Capability.CONTACT_READ).filter(
        contact__any_of=contacts, tier__in=["team", "pair", "author"]
    )


def confidences_of(actor: Actor, contacts: Sequence[Contact]) -> dict[uuid.UUID, Confidence]:
    """What was confided, by contact."""
    return {row.contact_id: row for row in confidence_rows(actor, [row.pk for row in contacts])}


def _to_complete(actor: Actor) -> "QuerySet[Contact]":
    since = actor.moment - datetime.timedelta(days=7)
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(
        author=actor.post, at__gte=since, tier__in=["team", "pair"]
    )
    uncoded = rows.filter(domain="") | rows.filter(channel="")
    return uncoded.order_by("-at")[:AT_MOST]


@kept
def to_complete(actor: Actor) -> "QuerySet[Contact]":
    """The actor's own contacts of the last seven days still without theme or kind: the end-of-day table."""
    return _to_complete(actor).select_related("household")


@kept
def ids_to_complete(actor: Actor) -> "QuerySet[Contact]":
    """Which these are, where their number is enough."""
    return _to_complete(actor).values_list("pk", flat=True)  # type: ignore[return-value]


@kept
def words_for_desk(actor: Actor, household: uuid.UUID) -> "QuerySet[DeskWord]":
    """The words left for whoever receives this household, for its team and for who has the person in front of her."""
    rows = DeskWord.objects.visible_to(actor, Capability.WORD_READ).filter(household=household, until__gte=actor.today)
    return rows.select_related("author__staff").order_by("-written_at")


def find_contacts(actor: Actor, wanted: str) -> list[Contact]:
    """Contacts of the actor's files that hold these words, in French or Dutch, with or without accents."""
    if not wanted.strip():
        return []
    with connection.cursor() as cursor:
        cursor.execute("SELECT contact FROM sec.find_contacts(%s, %s)", [wanted, AT_MOST])
        ids = [row[0] for row in cursor.fetchall()]
    return _contacts_found(actor, ids)


@kept
def _contacts_found(actor: Actor, ids: list[uuid.UUID]) -> "QuerySet[Contact]":
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_SEARCH).filter(id__any_of=ids)
    return rows.select_related("household", "author__staff").order_by("-at")
