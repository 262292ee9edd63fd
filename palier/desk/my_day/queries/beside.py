"""What other apps have waiting for the actor: a line or a few, whatever their number."""

import datetime
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, QuerySet
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.kept import kept
from palier.casework.cases import queries as cases
from palier.casework.disclosures import queries as disclosures
from palier.casework.disclosures.models import Disclosure
from palier.casework.disclosures.rules import Standing
from palier.casework.handovers import queries as handovers
from palier.casework.handovers.queries import Coming
from palier.casework.referrals import queries as referrals
from palier.casework.support_pairs import queries as support_pairs
from palier.casework.tenancies.procedure import queries as procedure
from palier.casework.welcomes import queries as welcomes
from palier.desk.my_day.labels import BREAKS
from palier.desk.my_day.queries.addresses import address, file_url
from palier.desk.my_day.rules import EACH_KIND, Line, Who
from palier.identity.organisations.models import Replacement
from palier.kernel.names import initials
from palier.registry.interservice import queries as interservice
from palier.registry.interservice.labels import KIND_ICONS, REPLIES
from palier.registry.interservice.rules import State
from palier.registry.messaging import queries as messaging

DRAFTS = "palier.desk.capture.queries"


def drafts(actor: Actor) -> list[Line]:
    """Drafts to finish, when the app that keeps them is there."""
    if find_spec(DRAFTS) is None:
        return []
    rows = import_module(DRAFTS).drafts(actor)
    return [
        Line(
            kind="draft",
            who=Who(row.who, initials(row.who)),
            text=row.first_words,
            icon="notebook-pen",
            when=row.saved_at,
            url=row.url,
        )
        for row in rows[:EACH_KIND]
    ]


def referrals_of_the_day(actor: Actor) -> list[Line]:
    """What was answered or asked on a link, then whom the actor referred and of whom nothing was heard: a line each."""
    if not permits(actor, Capability.REFERRAL_WORK):
        return []
    return [
        Line(
            kind="heard" if heard else "referral",
            id=row.pk,
            who=Who(row.household.label, initials(row.household.label), file_url(row.household_id)),
            title=row.contact.service.name,
            text=f"{row.contact}, {row.contact.function}",
            phone=row.contact.phone,
            icon="reply" if heard else "forward",
            when=row.sent_on,
            url=address("referral", row.pk),
            ground=_("With her agreement of %(day)s") % {"day": date_format(row.agreed_on)},
        )
        for row, heard in referrals.of_the_day(actor)
    ]


def without_agreement(actor: Actor) -> list[Line]:
    """What a colleague asks her to think over, what was answered to her, whom she has still to tell: a line each."""
    doors = [
        Line(kind="second_asked", icon="siren", text=row.who, when=row.opened_on, url=address("support_seconds"))
        for row in support_pairs.waiting(actor)
    ]
    return doors + [
        _to_think_over(row) if row.second_id == actor.post else _to_go_on(row) for row in disclosures.waiting(actor)
    ]


def _to_think_over(row: Disclosure) -> Line:
    """Another's file: the second head learns on its page of whom."""
    return Line(
        kind="second_called" if row.called else "second_asked",
        icon="users-round",
        text=str(row.author.staff),
        when=row.written_at,
        url=address("disclosure_second", row.pk),
    )


def _to_go_on(row: Disclosure) -> Line:
    kinds = {Standing.AGREED: "second_agreed", Standing.NOT_AGREED: "second_not_agreed"}
    return Line(
        kind=kinds.get(disclosures.standing_of(row), "to_tell"),
        icon="message-square",
        who=Who(row.name, initials(row.name), file_url(row.household_id)),
        when=row.said_on or row.written_at,
        url=address("disclosure", row.pk),
    )


def legal_dates(actor: Actor) -> list[Line]:
    """Hearings and evictions of the next ten days, a line each, the nearest first."""
    return [
        Line(
            kind="legal",
            who=Who(row.household.label, initials(row.household.label), file_url(row.household_id)),
            title=row.get_kind_display(),
            icon="gavel",
            when=row.day,
            url=address("procedure", row.procedure_id),
        )
        for row in procedure.dates_ahead(actor)
    ]


def table_lines(actor: Actor, language: str) -> list[Line]:
    """What another service answered to her on the table, and what one asks her, a line each, by the day it is due."""
    if not permits(actor, Capability.INTERSERVICE_ACT):
        return []
    return [_table_line(row, language == "nl") for row in interservice.of_the_day(actor)]


def _table_line(row: Any, dutch: bool) -> Line:
    answered = row.state == State.ANSWERED
    service = row.recipient_service if answered else row.origin_service
    reply, day = (row.told["reply"], row.told["day"]) if answered and row.told else ("", None)
    return Line(
        kind="table_answer" if answered else "table",
        id=row.pk,
        who=Who(row.household.label, initials(row.household.label), file_url(row.household_id)),
        title=dict(REPLIES).get(reply, "") if answered else row.get_kind_display(),
        text=row.get_kind_display() if answered else row.text,
        icon=KIND_ICONS[row.kind],
        when=datetime.date.fromisoformat(day) if day else None if answered else row.due_on,
        source=service.name_nl if dutch else service.name_fr,
        url=address("table_line", row.pk),
    )


def newcomers(actor: Actor) -> list[Line]:
    """How many moved in and were not offered a first contact yet: one line, whatever their number."""
    if not permits(actor, Capability.WELCOME_WORK):
        return []
    number = welcomes.to_meet(actor)
    return [Line(kind="newcomers", icon="key-round", age=number, url=address("newcomers"))] if number else []


def handed_over(actor: Actor) -> list[Line]:
    """What a colleague left to the actor and she has not looked at yet, and what is to come: a line each."""
    if not permits(actor, Capability.HANDOVER_READ):
        return []
    rows = handovers.to_me(actor)
    number = sum(one.unseen for one in rows if one.done)
    lines = [Line(kind="handed_over", icon="arrow-right-left", age=number, url=address("handovers"))] if number else []
    return [*lines, *(_coming(one) for one in rows if not one.done)]


def _coming(one: Coming) -> Line:
    """Files come to the actor from a day on: who leaves them, and when; which they are she reads on the day."""
    return Line(kind="coming", icon="arrow-right-left", text=one.leaving, when=one.starts, url=address("handovers"))


def letters(actor: Actor) -> list[Line]:
    """How many letters wait for the post, to be explained, or did not go: one line, whatever their number."""
    if not permits(actor, Capability.LETTER_SEND):
        return []
    number = messaging.number_waiting(actor)
    return [Line(kind="letters", icon="mail", age=number, url=address("letters"))] if number else []


def breaks(actor: Actor) -> list[Line]:
    """What of one's own ends within thirty days while files are open."""
    return [
        Line(kind="break", title=BREAKS[one.what], icon="unplug", when=one.last_day, age=one.open_files)
        for one in cases.continuity_breaks(actor)
    ]


@kept
def _stood_in_for(actor: Actor, dutch: bool) -> "QuerySet[Replacement]":
    place = f"absent__assignments__place__name_{'nl' if dutch else 'fr'}"
    return (
        Replacement.objects.filter(covering=actor.post, valid__contains=actor.today)
        .select_related("absent__staff")
        .annotate(
            places=ArrayAgg(
                place, filter=Q(absent__assignments__valid__contains=actor.today), distinct=True, default=[]
            )
        )
        .order_by("valid")[:EACH_KIND]
    )


def covers(actor: Actor, language: str) -> list[Line]:
    """The colleagues this post stands in for today, with their places."""
    return [
        Line(
            kind="cover",
            text=str(row.absent.staff),
            title=", ".join(row.places),
            icon="users",
            when=row.valid.upper - datetime.timedelta(days=1) if row.valid.upper else None,
        )
        for row in _stood_in_for(actor, language == "nl")
    ]
