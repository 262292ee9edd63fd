"""Whom to call."""

from django.db.models import Q, QuerySet

from palier.access.actor import Actor
from palier.access.kept import kept
from palier.identity.organisations.models import Post
from palier.identity.organisations.rules import Role


@kept
def whom_to_call(actor: Actor) -> "QuerySet[Post]":
    """The heads of the social service and the data-protection officer of the actor's house; never herself."""
    here = Post.objects.filter(organisation=actor.organisation, valid__contains=actor.today)
    wanted = Q(role=Role.HEAD_OF_SERVICE) | Q(role=Role.DATA_PROTECTION_OFFICER)
    return here.filter(wanted).exclude(pk=actor.acting_post).select_related("staff").order_by("-role", "pk")[:6]
