"""Requests that lie in an inbox, and the slip of one."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits, require
from palier.access.ledger import note_read
from palier.access.rules import DEPOSIT_READABLE
from palier.casework.cases import queries as cases
from palier.casework.cases.labels import DOMAINS
from palier.casework.cases.models import Case, Request
from palier.casework.cases.rules import Domain, RequestState, age_in_days
from palier.desk.capture.queries.around import language, worker_name
from palier.identity.organisations.models import Post
from palier.kernel.days import day_of
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people

NO_HOUSEHOLD = uuid.UUID(int=0)


@dataclass(frozen=True)
class RequestRow:
    """A request in the inbox. `mine`: the actor may act on it; else she only re-reads what she left."""

    request: Request
    home: housing.HouseholdRow | None
    days: int
    worker: str
    worker_phone: str
    mine: bool
    readable_until: datetime.datetime
    files: Sequence[Case] = ()
    names: Sequence[str] = ()
    themes: Sequence[str] = ()


@dataclass(frozen=True)
class Inbox:
    """Requests in the state asked for, the oldest first, cut at the limit."""

    rows: list[RequestRow]
    more: bool
    works: bool


def inbox(actor: Actor, *, state: str, domain: str) -> Inbox:
    """The requests a worker reads, or those the front desk left in the last 24 hours. One ledger line for the list."""
    require(actor, Capability.REQUEST_ADD)  # who can neither take nor leave a request has no inbox to look at
    rows = Request.objects.visible_to(actor, Capability.REQUEST_READ)
    if state:
        rows = rows.filter(state=state)
    if domain:
        rows = rows.filter(Q(domain=domain) | Q(also__contains=[domain]))
    order = "received_at" if state == RequestState.WAITING else "-received_at"
    page = cases.page(rows.order_by(order, "id"))
    if page.items:
        note_read(actor, "request_list", subjects={row.subject_id for row in page.items})
    return Inbox(_request_rows(actor, page.items), page.more, permits(actor, Capability.DAY_OPEN))


def opened_request(actor: Actor, pk: uuid.UUID) -> RequestRow:
    """One request, opened: a line in the ledger says so. Raises Refused."""
    request = cases.request(actor, pk)
    note_read(actor, "request", reference=request.pk, subjects=[request.subject_id])
    return _request_rows(actor, [request])[0]


def _request_rows(actor: Actor, requests: Sequence[Request]) -> list[RequestRow]:
    """Requests, homes, workers, the actor's own open files of that household. As many queries for one as for all."""
    households = list({row.household_id for row in requests if row.household_id})
    homes = {row.id: row for row in housing.rows(actor, households, language())}
    looked_after = {home: post.pk for home, post in housing.assigned_workers(households).items()}
    inboxes = {row.subject_id for row in requests} | set(looked_after.values())
    posts = Post.objects.select_related("staff", "service").in_bulk(inboxes)
    files: dict[uuid.UUID, list[Case]] = {}
    for file in Case.objects.visible_to(actor, Capability.CASE_WORK).filter(household__in=households, closed_on=None):
        files.setdefault(file.household_id, []).append(file)
    asked = people.door_names(actor, persons=list({pk for row in requests for pk in row.concerns}))
    names = {one.person: one.first_name or one.name for one in asked}
    words = {one.pk: one.word for one in cases.topics(actor)} if any(row.topics for row in requests) else {}
    made = []
    for row in requests:
        home = row.household_id or NO_HOUSEHOLD
        post = posts.get(row.subject_id) or posts.get(looked_after.get(home, row.subject_id))
        made.append(
            RequestRow(
                request=row,
                home=homes.get(home),
                days=age_in_days(day_of(row.received_at), actor.today),
                worker=worker_name(post),
                worker_phone=_phone(post),
                mine=row.subject_id in actor.subjects,
                readable_until=row.received_at + DEPOSIT_READABLE,
                files=files.get(home, ()),
                themes=_themes(row, words),
                names=[names[pk] for pk in row.concerns if pk in names],
            )
        )
    return made


def _themes(row: Request, words: Mapping[uuid.UUID, str]) -> list[str]:
    """What a request is about: its themes in their order, then the company's own words."""
    themes = dict(DOMAINS)
    said = [str(themes[Domain(value)]) for value in (row.domain, *row.also) if value]
    return said + [words[pk] for pk in row.topics if pk in words]


def _phone(post: Post | None) -> str:
    """The worker's own telephone, else that of her service."""
    if post is None:
        return ""
    return post.staff.phone or (post.service.phone if post.service else "")


@dataclass(frozen=True)
class Slip:
    """What a person takes with her, on A6 (P44). `neutral`: says that she came, never what about."""

    row: RequestRow
    neutral: bool
    only_neutral: bool
    language: str


def slip(actor: Actor, pk: uuid.UUID, *, neutral: bool) -> Slip:
    """The slip of a request, in the person's language when she has one; neutral with a safe contact (P10).

    Always neutral for who may not know whether there is one: a slip that is neutral for some would tell it.
    """
    row = opened_request(actor, pk)
    concerned = list(row.request.concerns)
    persons = list(people.persons(actor, concerned).values()) if permits(actor, Capability.HOUSEHOLD_READ) else []
    careful = (
        not row.mine
        or any(person.protected_address for person in persons)
        or bool(people.safe_contacts(actor, concerned))
    )
    spoken = {person.language for person in persons}
    only = spoken.pop() if len(spoken) == 1 else ""
    return Slip(row, neutral or careful, careful, only if only in {"fr", "nl"} else language())
