"""What all verbs of activities share: written for the company, changed when nobody else did, words about nobody."""

import uuid
from collections.abc import Mapping
from typing import Any

from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.engines.pseudonymise import holds_a_number
from palier.identity.organisations.models import Place
from palier.kernel.errors import Conflict
from palier.participation.activities.rules import clean

Wrong = dict[str, list[str]]


def insert(actor: Actor, model: Any, values: Mapping[str, Any]) -> uuid.UUID:
    """A new row of the company; its id."""
    made: uuid.UUID = model(organisation_id=actor.acting_organisation, **values).insert().pk
    return made


def keep(actor: Actor, model: Any, pk: uuid.UUID, version: int, values: Mapping[str, Any]) -> None:
    """Change what nobody else changed since. Raises Conflict."""
    rows = model.objects.visible_to(actor, Capability.ACTIVITY_WORK).filter(pk=pk, version=version)
    if not rows.update(**values, version=F("version") + 1):
        raise Conflict()


def words(wrong: Wrong, must: Mapping[str, str], **texts: str) -> dict[str, str]:
    """The texts as they are kept; says in `wrong` which of `must` is missing and which holds somebody's number.

    `must`: field to the sentence that is said when it is empty.
    """
    kept = {name: clean(text) for name, text in texts.items()}
    for name, text in kept.items():
        if not text and name in must:
            wrong[name] = [must[name]]
        elif holds_a_number(text):
            wrong[name] = [
                _("This holds somebody’s number or address of mail. No list of people is kept here: leave it out.")
            ]
    return kept


def is_of_the_house(actor: Actor, *places: uuid.UUID) -> bool:
    """Are all of them places of the company, and is there one at least?"""
    wanted = set(places)
    there = Place.objects.filter(pk__in=wanted, organisation=actor.acting_organisation).count()
    return bool(wanted) and there == len(wanted)
