"""What the administrator, and who confirms posts, read: services, who works in them, what waits. No secret in it."""

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from django.db import connection
from django.db.models import Count, Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.desk.administration.rules import ONE_DAY
from palier.identity.organisations.models import Organisation, Post, PostProposal, Service, StaffMember
from palier.identity.organisations.queries import open_services
from palier.identity.organisations.rules import (
    OFFERED,
    OrganisationKind,
    ProposalState,
    Role,
    ServiceKind,
    confirmed_by,
)
from palier.kernel.errors import Refused


def _goes_on(today: dt.date, prefix: str = "") -> Q:
    """Posts that stand today or begin later."""
    names = {
        "empty": f"{prefix}valid__isempty",
        "open": f"{prefix}valid__upper_inf",
        "end": f"{prefix}valid__endswith__gt",
    }
    return Q(**{names["empty"]: False}) & (Q(**{names["open"]: True}) | Q(**{names["end"]: today}))


@dataclass(frozen=True)
class ServiceLine:
    """One service of the company, with how many posts stand in it and how many wait."""

    row: Service
    posts: int
    waiting: int


def services(actor: Actor) -> list[ServiceLine]:
    """The services of the company that are there today or close later, the social one first. Four statements."""
    require(actor, Can.ORGANISATION_SET)
    rows = open_services(actor.acting_organisation, actor.today)
    posts = Post.objects.filter(_goes_on(actor.today), organisation=actor.organisation)
    wait = PostProposal.objects.filter(organisation=actor.organisation, state=ProposalState.PROPOSED)
    there = dict(posts.values_list("service").annotate(number=Count("pk")).order_by())
    coming = dict(wait.values_list("service").annotate(number=Count("pk")).order_by())
    return [ServiceLine(row, there.get(row.pk, 0), coming.get(row.pk, 0)) for row in rows]


def service(actor: Actor, pk: uuid.UUID) -> Service:
    """One service of the administrator's own company that is still there. Raises Refused."""
    require(actor, Can.ORGANISATION_SET)
    row = Service.objects.filter(
        Q(closed_on__isnull=True) | Q(closed_on__gt=actor.today), pk=pk, organisation=actor.organisation
    ).first()
    if row is None:
        raise Refused()
    return row


@dataclass(frozen=True)
class Person:
    """Somebody in a service: her post, and whether she waits for a way in that this actor may give.

    `may_come_back`: her account is in use, and this actor may prepare a new way into it.
    """

    post: Post
    is_me: bool
    has_no_way_in: bool
    may_come_back: bool


def people(actor: Actor, where: uuid.UUID) -> list[Person]:
    """Who works in a service today or later, with her employer. One statement."""
    require(actor, Can.POST_PROPOSE)
    rows = Post.objects.filter(_goes_on(actor.today), service=where, organisation=actor.organisation)
    rows = rows.select_related("staff__employer", "supervisor__staff").order_by(
        "staff__last_name", "staff__first_name", "valid", "pk"
    )
    found = list(rows)
    unused, lost = _ways_in(row.staff_id for row in found)
    return [Person(row, row.staff_id == actor.staff, row.staff_id in unused, row.staff_id in lost) for row in found]


def _ways_in(staff: Iterable[uuid.UUID]) -> tuple[set[uuid.UUID], set[uuid.UUID]]:
    """To whom the person asking may give the first code, and to whom a slip of a new way in. One statement."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT s, sec.may_give_first_code(s), sec.way_back_slip(s) IS NOT NULL FROM unnest(%s::uuid[]) s",
            [sorted(set(staff))],
        )
        rows = cursor.fetchall()
    return {pk for pk, may, _slip in rows if may}, {pk for pk, _may, slip in rows if slip}


def proposals(actor: Actor, where: uuid.UUID) -> list[PostProposal]:
    """What waits for another person's word in a service, the oldest first."""
    require(actor, Can.POST_PROPOSE)
    rows = PostProposal.objects.filter(service=where, organisation=actor.organisation, state=ProposalState.PROPOSED)
    return list(rows.select_related("staff__employer", "service").order_by("proposed_at", "pk"))


def waits_for(row: PostProposal) -> Role:
    """Who must confirm it. Raises Refused for what waits for nobody."""
    found = confirmed_by(Role(row.role), ServiceKind(row.service.kind))
    if found is None:
        raise Refused()
    return found


def is_given(actor: Actor, pk: uuid.UUID) -> bool:
    """Did this post need nobody's word?"""
    return PostProposal.objects.filter(pk=pk, organisation=actor.organisation, state=ProposalState.GIVEN).exists()


def confirmed_roles(where: Service) -> dict[Role, list[Role]]:
    """Whose word is waited for in this service, with the roles that wait for it."""
    found: dict[Role, list[Role]] = {}
    for role in OFFERED:
        by = confirmed_by(role, ServiceKind(where.kind))
        if by is not None:
            found.setdefault(by, []).append(role)
    return found


def last_day(row: Post) -> dt.date | None:
    """The last day of a post; None when it has no end."""
    end: dt.date | None = row.valid.upper
    return end - ONE_DAY if end else None


def _open_proposals(actor: Actor) -> list[PostProposal]:
    rows = PostProposal.objects.filter(organisation=actor.organisation, state=ProposalState.PROPOSED)
    rows = rows.select_related("staff__employer", "service", "proposed_by__staff", "supervisor__staff")
    rows = rows.exclude(staff=actor.staff).exclude(proposed_by__staff=actor.staff)
    return [row for row in rows.order_by("proposed_at", "pk") if waits_for(row) == actor.role]


def to_decide_all(actor: Actor) -> list[PostProposal]:
    """What waits for this person's own word, never about herself or by herself. One statement."""
    require(actor, Can.POST_CONFIRM)
    return _open_proposals(actor)


def to_decide(actor: Actor, pk: uuid.UUID) -> PostProposal:
    """One of them. Raises Refused."""
    require(actor, Can.POST_CONFIRM)
    found = next((row for row in _open_proposals(actor) if row.pk == pk), None)
    if found is None:
        raise Refused()
    return found


@dataclass(frozen=True)
class WaysIn:
    """Who waits for a slip from this person's hand: never signed in, or lost what opened her account."""

    unused: list[Post]
    lost: list[Post]


def ways_in(actor: Actor) -> WaysIn:
    """Whom this person confirmed and who has never signed in, or waits for the second slip. Two statements."""
    require(actor, Can.POST_CONFIRM)
    rows = Post.objects.filter(_goes_on(actor.today), organisation=actor.organisation)
    posts = list(rows.select_related("staff", "service").order_by("staff__last_name", "staff__first_name", "pk"))
    unused, lost = _ways_in(row.staff_id for row in posts)
    one_each = {row.staff_id: row for row in posts}
    return WaysIn(
        [row for pk, row in one_each.items() if pk in unused], [one_each[pk] for pk in one_each if pk in lost]
    )


def colleague(actor: Actor, staff: uuid.UUID) -> Post:
    """Somebody who works here now or later, by one of her posts; never oneself. Raises Refused."""
    rows = Post.objects.filter(_goes_on(actor.today), staff=staff, organisation=actor.organisation)
    row = rows.exclude(staff=actor.staff).select_related("staff", "service").order_by("pk").first()
    if row is None:
        raise Refused()
    return row


def decided(actor: Actor) -> list[PostProposal]:
    """The latest that were confirmed or set aside here."""
    require(actor, Can.POST_CONFIRM)
    rows = PostProposal.objects.filter(
        organisation=actor.organisation, state__in=[ProposalState.CONFIRMED, ProposalState.SET_ASIDE]
    )
    rows = rows.select_related("staff", "service", "decided_by__staff", "proposed_by__staff")
    return [row for row in rows.order_by("-decided_at")[:50] if waits_for(row) == actor.role]


def post(actor: Actor, pk: uuid.UUID) -> Post:
    """A post of the company that has not ended, never one's own. Raises Refused."""
    require(actor, Can.POST_PROPOSE)
    rows = Post.objects.filter(_goes_on(actor.today), pk=pk, organisation=actor.organisation, service__isnull=False)
    row = rows.exclude(staff=actor.staff).select_related("staff", "service").first()
    if row is None:
        raise Refused()
    return row


def employers(actor: Actor) -> list[Organisation]:
    """The company itself, then the seconding bodies (S0-017)."""
    mine = Q(pk=actor.acting_organisation)
    rows = Organisation.objects.filter(mine | Q(kind=OrganisationKind.SECONDMENT_SERVICE))
    return sorted(rows, key=lambda one: (one.pk != actor.organisation, one.name_fr))


def known_staff(actor: Actor) -> list[StaffMember]:
    """Who may get a post here without being written down anew: of the company, or seconded to it. Not oneself."""
    require(actor, Can.POST_PROPOSE)
    seconded = StaffMember.objects.filter(
        employer__kind=OrganisationKind.SECONDMENT_SERVICE, posts__organisation=actor.organisation
    )
    rows = StaffMember.objects.filter(Q(employer=actor.organisation) | Q(pk__in=seconded.values("pk")))
    return list(rows.exclude(posts=actor.acting_post).order_by("last_name", "first_name", "pk"))


def supervisors(actor: Actor, where: uuid.UUID) -> list[Post]:
    """The social workers of a service, who may supervise a trainee."""
    require(actor, Can.POST_PROPOSE)
    rows = Post.objects.filter(
        valid__contains=actor.today, service=where, organisation=actor.organisation, role=Role.SOCIAL_WORKER
    )
    return list(rows.select_related("staff").order_by("staff__last_name", "staff__first_name", "pk"))


@dataclass(frozen=True)
class Change:
    """When the setting changed, by whom, and what it became."""

    at: dt.datetime
    by: str
    became: bool


@dataclass(frozen=True)
class Applicants:
    """Does the social service also help applicants, and who said so when; the latest first."""

    it_does: bool
    changes: list[Change]


def applicants(actor: Actor) -> Applicants:
    """The setting of the company and its past. Two statements."""
    require(actor, Can.ORGANISATION_SET)
    now = Organisation.objects.values_list("works_for_applicants", flat=True).get(pk=actor.acting_organisation)
    with connection.cursor() as cursor:
        cursor.execute("SELECT at, by, before FROM sec.applicants_changes()")
        return Applicants(now, [Change(at, by, not before) for at, by, before in cursor.fetchall()])
