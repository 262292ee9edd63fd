"""Whom to call, and how often the services were asked."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.kept import kept
from palier.desk.asked.rules import Asker
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role


@kept
def whom_to_call(actor: Actor) -> "QuerySet[Post]":
    """The heads of the social service and the data-protection officer of the actor's house; never herself."""
    here = Post.objects.filter(organisation=actor.organisation, valid__contains=actor.today)
    wanted = Q(role=Role.HEAD_OF_SERVICE) | Q(role=Role.DATA_PROTECTION_OFFICER)
    return here.filter(wanted).exclude(pk=actor.acting_post).select_related("staff").order_by("-role", "pk")[:6]


@dataclass(frozen=True)
class AskedCount:
    """How often a kind of asker came in a month; None: fewer than five."""

    month: dt.date
    asker: Asker
    number: int | None


def counts(actor: Actor) -> list[AskedCount]:
    """The numbers of one’s own company, the latest month first. Raises Refused."""
    require(actor, Capability.ASKED_COUNT)
    with connection.cursor() as cursor:
        cursor.execute("SELECT month, asker, number FROM sec.asked_counts()")
        return [AskedCount(month, Asker(asker), number) for month, asker, number in cursor.fetchall()]
