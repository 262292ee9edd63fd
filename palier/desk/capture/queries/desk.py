"""The duty desk: who is in front of me."""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.ledger import note_read
from palier.access.models import DutyPresence
from palier.casework.cases import queries as cases
from palier.casework.cases.models import DeskWord
from palier.desk.capture.queries.around import language
from palier.kernel.errors import Refused
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.housing import queries as housing
from palier.registry.people import queries as people
from palier.registry.people.models import ContactDetails, Person, SafeContact
from palier.registry.safety import queries as safety
from palier.registry.safety.queries import AtTheDoor


@dataclass(frozen=True)
class Spoken:
    """A person of the household received, and the languages she speaks, in words."""

    person: Person
    name: str
    speaks: list[str]
    details: ContactDetails | None
    safe: SafeContact | None


@dataclass(frozen=True)
class Present:
    """The person in front of me: who lives there, how to speak with them, the words left on purpose (P15)."""

    home: housing.HouseholdRow
    members: list[Spoken]
    words: list[DeskWord]
    until: datetime.datetime
    safety: list[AtTheDoor]


def present(actor: Actor, household: uuid.UUID) -> Present:
    """A household received at the desk. Raises Refused unless the actor said that it stands in front of her."""
    rows = DutyPresence.objects.filter(post=actor.post, household=household, until__gt=actor.moment)
    presence = rows.order_by("-until").first()
    found = housing.rows(actor, [household], language())
    if presence is None or not found:
        raise Refused()
    words = cases.words_for_desk(actor, household)
    if words:
        note_read(
            actor, "desk_word", reference=household, subjects={word.subject_id for word in words}, ground="on_duty"
        )
    to_do = safety.at_doors(actor, [household]).get(household, [])
    return Present(found[0], _spoken(actor, people.members(actor, household)), words, presence.until, to_do)


def _spoken(actor: Actor, members: Sequence[people.Member]) -> list[Spoken]:
    """How to speak with each of them, and how each is reached."""
    persons = [one.person.pk for one in members]
    details, safe = people.contact_details(actor, persons), people.safe_contacts(actor, persons)
    return [
        Spoken(one.person, one.name, _speaks(one.person), details.get(one.person.pk), safe.get(one.person.pk))
        for one in members
    ]


def _speaks(person: Person) -> list[str]:
    """The languages a person speaks, in the language of the screen; a code we do not know is shown as it is."""
    known = [(code, SPOKEN_LANGUAGES.get(code)) for code in person.languages_spoken]
    return [name.name.in_(language()) if name else code for code, name in known]
