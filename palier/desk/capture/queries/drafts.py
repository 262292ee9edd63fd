"""What was begun and not saved."""

import datetime
import uuid
from dataclasses import dataclass

from django.db.models import QuerySet
from django.urls import reverse

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.desk.capture.models import Draft
from palier.desk.capture.rules import DraftForm, as_id, first_words, one
from palier.kernel.errors import Refused
from palier.registry.people.models import Household

ROUTES = {DraftForm.CONTACT: "capture", DraftForm.REQUEST: "request_add"}


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list: when, about whom, its first words (never those of the second box), where it goes on."""

    id: uuid.UUID
    saved_at: datetime.datetime
    who: str
    first_words: str
    url: str
    form: DraftForm


def _own(actor: Actor) -> "QuerySet[Draft]":
    rows = Draft.objects.visible_to(actor, Capability.CONTACT_ADD)
    return rows.filter(post=actor.post, expires__gte=actor.today)


def draft(actor: Actor, pk: uuid.UUID, form: DraftForm) -> dict[str, list[str]]:
    """What a draft of mine holds. Raises Refused when it was sent, thrown away, is too old or is not mine."""
    row = _own(actor).filter(pk=pk, form=form).first()
    if row is None:
        raise Refused()
    return dict(row.payload)


@kept
def _latest_own(actor: Actor, form: DraftForm | None) -> "QuerySet[Draft]":
    rows = _own(actor).filter(form=form) if form else _own(actor)
    return rows.order_by("-saved_at")[:20]


@kept
def _labels(actor: Actor, households: list[uuid.UUID]) -> "QuerySet[Household]":
    known = Household.objects.visible_to(actor, Capability.HOUSEHOLD_FIND).filter(id__any_of=households)
    return known.values_list("pk", "label")


def drafts(actor: Actor, form: DraftForm | None = None) -> list[DraftRow]:
    """My unfinished drafts, latest first. Two queries; one while none speaks of a household."""
    rows = _latest_own(actor, form)
    chosen = {row.pk: as_id(one(row.payload, "household")) for row in rows}
    named = [pk for pk in chosen.values() if pk]
    labels = dict(_labels(actor, named)) if named else {}
    return [
        DraftRow(
            id=row.pk,
            saved_at=row.saved_at,
            who=labels.get(chosen[row.pk]) or one(row.payload, "who"),
            first_words=first_words(DraftForm(row.form), row.payload),
            url=f"{reverse(ROUTES[DraftForm(row.form)])}?draft={row.pk}",
            form=DraftForm(row.form),
        )
        for row in rows
    ]
