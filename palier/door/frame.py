"""Fills the frame around a tenant's pages: leaving quickly, and every other way to reach her worker."""

import datetime as dt
import uuid

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from palier.access.actor import Actor
from palier.door.clear import clear_switch
from palier.registry.calendar import queries as calendar
from palier.registry.calendar.queries import SessionRow
from palier.registry.calendar.rules.sessions import SessionKind
from palier.registry.housing import queries as housing
from palier.ui.addresses import address
from palier.ui.frame import PublicFrame, Way
from palier.ui.templatetags.saying import clock, long_day, phone_number

AHEAD = dt.timedelta(days=7)  # within which the next hours at the counter are told


def door_frame(actor: Actor | None) -> PublicFrame:
    """Around every page of the door."""
    return PublicFrame(
        home_url=address("door_home"),
        leave_url=address("door_leave"),
        ways=_other_ways(actor),
        clear=clear_switch(),
    )


def _other_ways(actor: Actor | None) -> tuple[Way, ...]:
    """By telephone, at the counter, by letter: there is always a way without a screen."""
    language = get_language() or "fr"
    worker = housing.my_worker(actor) if actor else None
    if actor is None or worker is None:
        return (_hours(None),)
    ways = []
    if worker.phone:
        who = _("%(name)s, who works for your building") % {"name": worker.name}
        ways.append(Way("phone", phone_number(worker.phone), (who,), f"tel:{worker.phone}"))
    counter = _next_at_the_counter(actor, worker.organisation)
    if counter and counter.venue:
        where = ", ".join(
            filter(None, (getattr(counter.venue, f"name_{language}"), getattr(counter.venue, f"address_{language}")))
        )
        when = f"{long_day(counter.day).capitalize()}, {clock(counter.span.start)} – {clock(counter.span.end)}"
        ways.append(Way("armchair", _("At the counter"), (when, where)))
        ways.append(Way("mail", _("By letter"), (where,)))
    return (*ways, _hours(worker.organisation))


def hours_address(organisation: uuid.UUID | None) -> str:
    """The public page of hours: of her own company when it is known, else of all."""
    page = address(f"door_{get_language() or 'fr'}")
    slug = next((one.slug for one in calendar.companies() if one.pk == organisation), "") if organisation else ""
    return f"{page}?company={slug}" if slug else page


def _hours(organisation: uuid.UUID | None) -> Way:
    return Way("calendar-days", _("All hours and telephone numbers"), url=hours_address(organisation))


def _next_at_the_counter(actor: Actor, organisation: uuid.UUID) -> SessionRow | None:
    """The next drop-in session that is not closed; None within a week."""
    rows = calendar.sessions(
        actor.today,
        actor.today + AHEAD,
        organisation=organisation,
        kinds=[SessionKind.DROP_IN],
    )
    return next((row for row in rows if row.closed is None and row.span.end > actor.moment), None)
