"""The pack of one file: what codes already say, read anew each time, and what the leaving worker adds; the slip."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from palier.access import queries as readers
from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.ledger import note_read
from palier.access.rules import Duty, Tier
from palier.casework.cases.models import Contact, KnownMember, Step
from palier.casework.cases.rules import StepState
from palier.casework.handovers.models import Handover, HandoverNote, KeptBack
from palier.casework.handovers.queries.lists import handover, note
from palier.identity.organisations.models import Post
from palier.kernel.language import Bilingual
from palier.kernel.spoken_languages import SPOKEN_LANGUAGES
from palier.registry.calendar.models import Appointment
from palier.registry.calendar.rules.appointments import AppointmentState
from palier.registry.people import queries as people

CONTACTS_SHOWN = 200
HOURS_SHOWN = 5


@dataclass(frozen=True)
class Reached:
    """How one person is reached: the way agreed with her, else her telephone, and what she speaks (P10)."""

    name: str
    phone: str
    way: str
    languages: tuple[str, ...]


@dataclass(frozen=True)
class Pack:
    """One file on one page, for who follows. Nothing in it stays behind: what does is read from nowhere."""

    note: HandoverNote
    handover: Handover | None
    label: str
    steps: list[Step]
    hours: list[Appointment]
    interpreters: tuple[str, ...]
    agreed: str
    agreed_at: dt.datetime | None
    reached: list[Reached]
    helpers: list[str]


def pack(actor: Actor, pk: uuid.UUID, language: str) -> Pack:
    """The pack of one file for its team. One line of the read ledger, as for opening the file."""
    row = note(actor, pk)
    behind = KeptBack.objects.visible_to(actor, Capability.CONTACT_KEEP_BACK).filter(
        subject=row.subject_id, standing=True
    )
    hidden = list(behind.values_list("contact", flat=True))
    steps = Step.objects.visible_to(actor, Capability.STEP_READ).filter(
        case=row.case_id, state__in=[StepState.PLANNED, StepState.UNDER_WAY]
    )
    steps = steps.exclude(contact__in=hidden)
    last = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(case=row.case_id, tier=Tier.TEAM)
    latest = last.exclude(pk__in=hidden).order_by("-at", "-id").first()
    hours = Appointment.objects.visible_to(actor, Capability.APPOINTMENT_READ).filter(subject=row.subject_id)
    coming = hours.filter(state=AppointmentState.PLANNED, span__endswith__gt=actor.moment).select_related(
        "worker__staff"
    )
    planned = list(coming.order_by(Lower("span"))[:HOURS_SHOWN])
    note_read(actor, "handover_pack", reference=row.case_id, subjects=[row.subject_id], ground="in_the_team")
    return Pack(
        note=row,
        handover=_handover(actor, row),
        label=row.case.household.label,
        steps=list(steps.order_by("due", "id")),
        hours=planned,
        interpreters=tuple(dict.fromkeys(_spoken(one.interpreter, language) for one in planned if one.interpreter)),
        agreed=latest.facts if latest else "",
        agreed_at=latest.at if latest else None,
        reached=_reached(actor, row.case.concerns, language),
        helpers=_helpers(actor, row),
    )


def _handover(actor: Actor, row: HandoverNote) -> Handover | None:
    """Who leaves it to whom, for these two; the others of the team read the file, not the move."""
    rows = Handover.objects.visible_to(actor, Capability.HANDOVER_READ).filter(pk=row.handover_id)
    found: Handover | None = rows.select_related("from_post__staff", "to_post__staff").first()
    return found


def _spoken(code: str, language: str) -> str:
    return SPOKEN_LANGUAGES[code].name.in_(language) if code in SPOKEN_LANGUAGES else code


def _reached(actor: Actor, persons: list[uuid.UUID], language: str) -> list[Reached]:
    details, safe = people.contact_details(actor, persons), people.safe_contacts(actor, persons)
    found = []
    for pk, person in people.persons(actor, list(persons)).items():
        way = safe[pk].way if pk in safe else ""
        spoken = person.languages_spoken or [code for code in [person.language] if code]
        found.append(
            Reached(
                name=f"{person.first_name} {person.last_name}".strip(),
                phone="" if way or pk not in details else details[pk].phone,
                way=way,
                languages=tuple(_spoken(code, language) for code in spoken),
            )
        )
    return sorted(found, key=lambda one: one.name)


def _helpers(actor: Actor, row: HandoverNote) -> list[str]:
    """Who else works on the file, and whom she trusts among those known to live there."""
    team = readers.readers_of(actor, [row.subject_id])[row.subject_id]
    colleagues = [one.name for one in team if one.duty in {Duty.SECOND, Duty.PAIR, Duty.TRAINEE}]
    known = KnownMember.objects.visible_to(actor, Capability.KNOWN_READ).filter(
        Q(until=None) | Q(until__gte=actor.today), case=row.case_id, tier=Tier.TEAM, trusted=True
    )
    return [*colleagues, *(name for name in known.values_list("name", flat=True) if name)]


def own_contacts(actor: Actor, row: HandoverNote) -> list[tuple[Contact, bool]]:
    """The actor's own contacts of a file that the team reads, latest first, and whether each stays behind."""
    rows = Contact.objects.visible_to(actor, Capability.CONTACT_CHANGE).filter(
        case=row.case_id, author=actor.post, tier=Tier.TEAM
    )
    marks = KeptBack.objects.visible_to(actor, Capability.CONTACT_KEEP_BACK).filter(
        subject=row.subject_id, standing=True
    )
    behind = set(marks.values_list("contact", flat=True))
    return [(contact, contact.pk in behind) for contact in rows.order_by("-at", "-id")[:CONTACTS_SHOWN]]


@dataclass(frozen=True)
class Slip:
    """What the tenant takes home: who follows and how to reach her. It carries no name of a tenant (P44)."""

    note: uuid.UUID
    worker: str
    phone: str
    starts: dt.date
    company: Bilingual
    language: str


def slip(actor: Actor, pk: uuid.UUID, language: str) -> Slip:
    """The slip of one file, in the person's language when one is known. Raises Refused for who is no party to it."""
    row = note(actor, pk, Capability.HANDOVER_NOTE_WORK)
    of = handover(actor, row.handover_id)
    follows = Post.objects.select_related("staff", "service", "organisation").get(pk=of.to_post_id)
    known = people.persons(actor, list(row.case.concerns)).values()
    return Slip(
        note=row.pk,
        worker=str(follows.staff),
        phone=follows.staff.phone or (follows.service.phone if follows.service else ""),
        starts=of.starts,
        company=Bilingual(follows.organisation.name_fr, follows.organisation.name_nl),
        language=next((person.language for person in known if person.language in {"fr", "nl"}), language),
    )
