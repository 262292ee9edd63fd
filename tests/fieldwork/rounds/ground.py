"""A day of agents on the stage: places that lie somewhere, requests, two agents with hours."""

import datetime as dt
import uuid
from decimal import Decimal

from palier.fieldwork.interventions.models import Intervention, Motive
from palier.fieldwork.rounds.models import Shift
from palier.identity.organisations.models import Place
from palier.identity.organisations.rules import PlaceKind, Role
from palier.registry.housing.models import Building
from tests.stage import put, without_locks

EAST, NORTH = Decimal("4.3517"), Decimal("50.8466")


def places(stage, number):
    """So many buildings of the first site, some hundred metres apart; their places."""
    made = []
    for at in range(number):
        place = put(Place(organisation=stage.company, parent=stage.sites[0], kind=PlaceKind.BUILDING,
                          name_fr=f"Bloc {at + 1}", name_nl=f"Blok {at + 1}"))  # fmt: skip
        put(Building(place=place, street_fr="rue du Gabarit", street_nl="Malstraat", number=str(at + 1), postcode="1000",
                     longitude=EAST + Decimal(at * 37 % 23) / 1000, latitude=NORTH + Decimal(at * 53 % 29) / 1500))  # fmt: skip
        made.append(place)
    return made


def ask(stage, place, motive, *, importance=3, by_two=False, words="Un dépôt.", minutes=10, **more):
    """A request that waits."""
    now = dt.datetime.now(dt.UTC)
    row = Intervention(organisation=stage.company, motive=motive, place=place, words=words, origin="staff", asked_by="phone",
                       author_id=stage.amina.post, received_at=now, importance=importance, by_two=by_two, minutes=minutes,
                       due_at=now + dt.timedelta(days=2), **more)  # fmt: skip
    return put(row)


def day(stage, number=4, *, hours=(dt.time(0, 1), dt.time(23, 58))):
    """So many requests at as many places, and two agents who work all day, today: (requests, day)."""
    second = stage.people.get("second_agent")
    with without_locks() as cursor:
        cursor.execute("SELECT sec.today()")
        today = cursor.fetchone()[0]
        if second is None:
            second = stage.somebody("second_agent", Role.PROXIMITY_AGENT, service=None)
        motive = put(Motive(id=uuid.uuid4(), organisation=stage.company, name_fr="Encombrants", name_nl="Grofvuil",
                            importance=3, hours=72))  # fmt: skip
        found = places(stage, number)
        asked = [ask(stage, place, motive, importance=1 + at % 4) for at, place in enumerate(found)]
        for who in (stage.people["agent"], second):
            put(Shift(organisation=stage.company, post_id=who.post, day=today, starts=hours[0], ends=hours[1],
                      starts_at=found[0]))  # fmt: skip
    return asked, today
