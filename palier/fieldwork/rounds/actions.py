"""Verbs of rounds: hours are set, a day is planned and planned again, a telephone gets its key of the day."""

import base64
import datetime as dt
import hashlib
import hmac
import secrets
import uuid
from collections import defaultdict

from django.conf import settings
from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.gate import require
from palier.engines.bad_input import BadInput
from palier.fieldwork.interventions import queries as asked
from palier.fieldwork.interventions.models import Intervention, Visit
from palier.fieldwork.interventions.rules import State
from palier.fieldwork.rounds import queries
from palier.fieldwork.rounds.models import LeftOut, OfflineKey, Round, Shift, Stop
from palier.fieldwork.rounds.queries import WORK, Today
from palier.fieldwork.rounds.rules import (
    ENDS,
    NOTE_AT_MOST,
    REQUESTS_AT_MOST,
    LeftReason,
    Mode,
    ShiftDraft,
    StopKind,
    as_time,
    key_ends,
    minute,
)
from palier.fieldwork.rounds.rules.planning import Order, Planned, Walker, Wish, in_order
from palier.kernel.days import BRUSSELS, day_of
from palier.kernel.errors import InvalidInput


def keep_shift(*, actor: Actor, day: dt.date, draft: ShiftDraft) -> uuid.UUID:
    """Set the hours of an agent on a day; a second time changes them. Raises InvalidInput, Refused."""
    require(actor, WORK)
    if draft.ends <= draft.starts:
        raise InvalidInput({"ends": [_("A shift ends after it starts.")]})
    if not queries.agents(actor).filter(pk=draft.post).exists():
        raise InvalidInput({"post": [_("Choose an agent who works today.")]})
    if not queries.places(actor).filter(pk=draft.starts_at).exists():
        raise InvalidInput({"starts_at": [_("Choose a site or a building.")]})
    _one_at_a_time(f"{draft.post}:{day}")
    values = {
        "starts": draft.starts,
        "ends": draft.ends,
        "mode": draft.mode,
        "starts_at_id": draft.starts_at,
        "note": draft.note.replace("\x00", "").strip()[:NOTE_AT_MOST],
    }
    rows = Shift.objects.visible_to(actor, WORK).filter(post=draft.post, day=day)
    there: Shift | None = rows.first()
    if there is not None:
        rows.update(**values)
        return there.pk
    made = Shift(organisation_id=actor.acting_organisation, post_id=draft.post, day=day, **values).insert()
    return made.pk


def plan(*, actor: Actor, again: bool = False) -> uuid.UUID:
    """Plan today. `again`: from now on, and what was noted today stays. Raises InvalidInput, which says how to mend."""
    require(actor, WORK)
    _one_at_a_time(f"{actor.acting_organisation}:{actor.today}")
    shifts = queries.shifts(actor, actor.today)
    if not shifts:
        raise InvalidInput({"": [_("Say first who works today, and from when until when.")]})
    before = queries.today(actor, actor.today)
    kept, walkers = _so_far(actor, before, shifts, again)
    there = {stop.intervention_id for stop in kept}
    waiting = [one for one in asked.to_do(actor).filter(state=State.WAITING)[:REQUESTS_AT_MOST] if one.pk not in there]
    later = [one for one in waiting if one.opens_at and day_of(one.opens_at) != actor.today]
    wishes = [_wish(one, actor.today) for one in waiting if one not in later]
    where = queries.positions({one.place for one in wishes} | {one.starts_at_id for one in shifts} | _ats(walkers))
    if any(where[one.starts_at_id] is None for one in shifts):
        raise InvalidInput({"": [_("It is not known where the place lies from which a shift begins: choose another.")]})
    try:
        order = in_order(wishes, walkers, where, minute(actor.moment, actor.today) if again else None)
    except BadInput:
        raise InvalidInput({"": [_("These hours leave no room for a break: look at the shifts.")]}) from None
    version = before.round.version + 1 if before.round else 1
    return _write(actor, version, kept, order, [(one.pk, LeftReason.ANOTHER_DAY) for one in later])


def _ats(walkers: list[Walker]) -> set[uuid.UUID]:
    return {one.at for one in walkers if one.at}


def _wish(one: Intervention, day: dt.date) -> Wish:
    return Wish(
        one.pk,
        one.place_id,
        one.importance,
        one.minutes,
        one.by_two,
        minute(one.opens_at, day) if one.opens_at else None,
        minute(one.closes_at, day) if one.closes_at else None,
    )


def _so_far(actor: Actor, before: Today, shifts: list[Shift], again: bool) -> tuple[list[Stop], list[Walker]]:
    """The stops that stand, because something was noted there today or they are past; and where everybody is."""
    midnight = dt.datetime.combine(actor.today, dt.time(), BRUSSELS)
    noted = {one.intervention_id for one in _noted(actor, before, midnight)} if again else set()
    now = actor.moment.astimezone(BRUSSELS).time()
    kept: list[Stop] = []
    last: dict[uuid.UUID, uuid.UUID] = {}
    rested: set[uuid.UUID] = set()
    for stop in before.stops if again else []:
        if stop.intervention_id in noted or (stop.intervention_id is None and stop.arrives < now):
            kept.append(stop)
            if stop.intervention is not None:
                last[stop.post_id] = stop.intervention.place_id
            elif stop.kind == StopKind.BREAK:
                rested.add(stop.post_id)
    walkers = [
        Walker(
            one.post_id,
            one.starts,
            one.ends,
            Mode(one.mode),
            one.starts_at_id,
            last.get(one.post_id),
            one.post_id in rested,
        )
        for one in shifts
    ]
    return kept, walkers


def _noted(actor: Actor, before: Today, midnight: dt.datetime) -> list[Visit]:
    places = {stop.intervention.place_id for stop in before.stops if stop.intervention}
    return [one for one in queries.visits_since(actor, places) if one.at >= midnight]


def _write(
    actor: Actor, version: int, kept: list[Stop], order: Order, later: list[tuple[uuid.UUID, LeftReason]]
) -> uuid.UUID:
    organisation = actor.acting_organisation
    made = Round(
        organisation_id=organisation,
        day=actor.today,
        version=version,
        author_id=actor.acting_post,
        planned_at=actor.moment,
        stopped_because=order.stopped,
    ).insert()
    numbers: dict[uuid.UUID, int] = defaultdict(int)
    rows = [_copied(stop, made) for stop in kept] + [_stop(one, made) for one in order.stops]
    for row in rows:
        numbers[row.post_id] += 1
        row.position = numbers[row.post_id]
    lines = [LeftOut(organisation_id=organisation, round=made, intervention_id=pk, reason=why) for pk, why in
             (*order.left, *later)]  # fmt: skip
    Stop.objects.unguarded(because="new rows of one's own round; the second lock checks each").bulk_create(rows)
    LeftOut.objects.unguarded(because="new rows of one's own round; the second lock checks each").bulk_create(lines)
    return made.pk


def _copied(stop: Stop, plan_: Round) -> Stop:
    names = ("organisation_id", "post_id", "with_post_id", "kind", "intervention_id", "arrives", "leaves", "why")
    return Stop(round=plan_, walk_minutes=stop.walk_minutes, **{name: getattr(stop, name) for name in names})


def _stop(one: Planned, plan_: Round) -> Stop:
    return Stop(
        organisation_id=plan_.organisation_id,
        round=plan_,
        post_id=one.post,
        with_post_id=one.with_post,
        kind=one.kind,
        intervention_id=one.wish,
        arrives=as_time(one.arrives),
        leaves=as_time(one.leaves),
        walk_minutes=one.walk,
        why=list(one.why),
    )


def give_key(*, actor: Actor) -> tuple[str, dt.datetime]:
    """(the key of one's own telephone for today in base64, until when it may be used). The same all day (D19)."""
    require(actor, WORK)
    _one_at_a_time(f"key:{actor.acting_post}:{actor.today}")
    found = queries.offline_key(actor)
    if found is None:
        own = next((one for one in queries.shifts(actor, actor.today) if one.post_id == actor.post), None)
        found = OfflineKey(
            organisation_id=actor.acting_organisation,
            post_id=actor.acting_post,
            day=actor.today,
            salt=secrets.token_bytes(32),
            ends_at=key_ends(actor.today, own.ends if own else ENDS),
        ).insert()
    made = hmac.new(settings.SECRET_KEY.encode(), b"round:" + bytes(found.salt), hashlib.sha256).digest()
    return base64.b64encode(made).decode(), found.ends_at


def _one_at_a_time(what: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [what])
