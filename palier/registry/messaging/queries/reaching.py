"""Whether and how a person may be reached, as far as the actor may know it; and what goes on the sheet."""

import datetime as dt
import uuid
from collections.abc import Mapping

from django.conf import settings
from django.db import connection

from palier.access.actor import Actor
from palier.identity.organisations.models import Organisation, Post
from palier.kernel.days import day_of
from palier.kernel.errors import Refused
from palier.kernel.identifiers import format_phone
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import Home
from palier.registry.messaging.models import Letter
from palier.registry.messaging.rules import Channel, LetterLanguage, Reachable, languages
from palier.registry.messaging.rules.paper import Sheet, Text
from palier.registry.messaging.rules.sentences import spoken_day, spoken_hour
from palier.registry.messaging.rules.templates import paragraphs
from palier.registry.people import queries as people
from palier.registry.people.queries import Member


def gateways() -> frozenset[Channel]:
    """The channels for which this installation has a gateway."""
    there = {Channel.MAIL: settings.MAIL_GATEWAY, Channel.SMS: settings.SMS_GATEWAY}
    return frozenset(one for one, address in there.items() if address)


def works_with(actor: Actor, person: uuid.UUID) -> bool:
    """Does the actor work with her? Asked of the database, which decides."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.works_with(%s)", [person])
        return bool(cursor.fetchone()[0])


def member(actor: Actor, household: uuid.UUID, person: uuid.UUID) -> Member:
    """A person of a household, or Refused."""
    people.household(actor, household)
    for one in people.members(actor, household):
        if one.person.pk == person:
            return one
    raise Refused()


def reachable(actor: Actor, household: uuid.UUID, person: uuid.UUID) -> Reachable:
    """How she may be reached. Who does not work with her learns the same of everybody: nothing (P2)."""
    if not works_with(actor, person):
        return Reachable()
    details = people.contact_details(actor, [person]).get(person)
    agreed = people.safe_contacts(actor, [person]).get(person)
    home = housing.homes(actor, [household], "fr")[household]
    return Reachable(
        works_with=True,
        agreed=agreed.way if agreed else "",
        address=home.lease is not None,
        phone=bool(details and details.phone),
        email=bool(details and details.email),
    )


def post_of(pk: uuid.UUID) -> Post:
    """A post with what a letter says of it: her name, her number, her service and company."""
    return Post.objects.select_related("staff", "organisation", "service").get(pk=pk)


def phone_of(post: Post) -> str:
    """The one number on a letter: her own, else her service's."""
    number = post.staff.phone or (post.service.phone if post.service else "")
    return format_phone(number) if number.startswith("+") and number[1:].isdigit() else number


def known_words(
    actor: Actor, name: str, day: dt.date | None, hour: dt.time | None, place: str
) -> Mapping[str, Mapping[str, str]]:
    """What may be written in the places of a template, in each language."""
    post = post_of(actor.acting_post)
    return {
        language: {
            "person": name,
            "day": spoken_day(day, language) if day else "",
            "hour": spoken_hour(hour, language) if hour else "",
            "place": place.strip(),
            "worker": str(post.staff),
            "phone": phone_of(post),
            "company": _company(post.organisation, language),
        }
        for language in ("fr", "nl")
    }


def _company(organisation: Organisation, language: str) -> str:
    return organisation.name_nl if language == "nl" else organisation.name_fr


def sheet(actor: Actor, row: Letter, *, with_address: bool) -> Sheet:
    """A letter as it goes on paper. The address is left out where this actor may not see it (P11)."""
    post = post_of(row.author_id)
    first = languages(row.language)[0]
    return sheet_of(
        row, post, housing.homes(actor, [row.household_id], first)[row.household_id] if with_address else None
    )


def sheet_of(row: Letter, post: Post, home: Home | None) -> Sheet:
    """The same from what is read already; without a home, no address."""
    shown = languages(row.language)
    name = f"{row.person.first_name} {row.person.last_name}".strip()
    return Sheet(
        company=" / ".join(dict.fromkeys(_company(post.organisation, one) for one in shown)),
        to=(name, *(address_lines(home, shown[0]) if home else ())),
        worker=str(post.staff),
        phone=phone_of(post),
        texts=tuple(_text(row, one) for one in shown),
        pictograms=row.to_explain,
        written_on=day_of(row.written_at),
    )


def sheet_not_kept(actor: Actor, person: uuid.UUID, words: Mapping[str, tuple[str, str]]) -> Sheet:
    """A letter printed and kept nowhere, for what may stand in no table. `words`: its title and text by language.

    Raises Refused where no letter goes: the actor does not work with her, no address, or one way was agreed (P10).
    """
    home = housing.post_goes_to(actor, person)
    if home is None or not works_with(actor, person):
        raise Refused()
    row = Letter(
        person=people.persons(actor, [person])[person],
        language=LetterLanguage.BOTH if len(words) > 1 else LetterLanguage(next(iter(words))),
        written_at=actor.moment,
    )
    for language, (title, text) in words.items():
        setattr(row, f"title_{language}", title)
        setattr(row, f"body_{language}", text)
    return sheet_of(row, post_of(actor.acting_post), home)


def _text(row: Letter, language: str) -> Text:
    title, body = (row.title_nl, row.body_nl) if language == "nl" else (row.title_fr, row.body_fr)
    written = day_of(row.written_at)
    large = spoken_day(row.day, language) if row.day else ""
    if row.day and row.hour:
        large += f", {spoken_hour(row.hour, language)}"
    return Text(
        language=language,
        title=title,
        paragraphs=tuple(tuple(lines) for lines in paragraphs(body)),
        date=f"{spoken_day(written, language)} {written.year}",
        large=large,
    )


def address_lines(home: Home, language: str) -> tuple[str, ...]:
    """Street and town as the post reads them; nothing when the address is not for this reader."""
    if home.lease is None:
        return ()
    dwelling = home.lease.dwelling
    building, nl = dwelling.building, language == "nl"
    box = f" {'bus' if nl else 'bte'} {dwelling.box}" if dwelling.box else ""
    town = building.municipality
    name = "" if town is None else f" {town.name_nl if nl else town.name_fr}"
    street = building.street_nl if nl else building.street_fr
    return f"{street} {building.number}{box}", f"{building.postcode}{name}"
