"""What agents of proximity were asked lately in each company, so that their pages have something to show."""

import datetime as dt
import uuid

from palier.demo.dice import at
from palier.demo.items import Items
from palier.fieldwork.interventions.actions.motives import usual
from palier.fieldwork.interventions.models import Intervention, Motive
from palier.fieldwork.interventions.rules import STANDARD, AskedBy, MotiveCode, Origin, Part, State
from palier.identity.organisations.rules import Role

ASKED = (
    (MotiveCode.BULKY_WASTE, Part.ENTRANCE, "Un matelas et deux chaises devant les boîtes aux lettres.", 1),
    (MotiveCode.BULKY_WASTE, Part.BIN_ROOM, "Een kapotte wasmachine in het containerlokaal.", 4),
    (MotiveCode.NEIGHBOUR_CONFLICT, Part.STAIRS, "Du bruit dans l’escalier, après 22 heures.", 1),
    (MotiveCode.PREVENTION, Part.GARDEN, "Des jeunes aimeraient savoir quand le terrain est ouvert.", 2),
    (MotiveCode.TECHNICAL, Part.LIFT, "La lumière de l’ascenseur clignote.", 3),
)
"""Motive, part, what was said, and how many days before."""


def ask_for_passages(items: Items) -> None:
    """The shipped motives and some requests that wait. Ids come from names, so that no draw of others changes."""
    company = items.company
    motives = {one.code: uuid.uuid5(uuid.UUID(str(company.id)), one.code) for one in STANDARD}
    for row in usual():
        plain = {**row, "code": str(row["code"]), "importance": int(row["importance"])}
        items.sheaf.add(Motive, id=str(motives[row["code"]]), organisation_id=company.id, **plain)
    rules = {one.code: one for one in STANDARD}
    for number, (code, part, words, days) in enumerate(ASKED):
        moment, rule = at(items.as_of - dt.timedelta(days=days)), rules[code]
        items.sheaf.add(
            Intervention,
            id=str(uuid.uuid5(motives[code], str(number))),
            organisation_id=company.id,
            motive_id=str(motives[code]),
            place_id=company.buildings[number % len(company.buildings)].id,
            part=str(part),
            words=words,
            origin=str(Origin.STAFF),
            asked_by=str(AskedBy.COUNTER),
            author_id=company.others[Role.FRONT_DESK].post,
            received_at=moment,
            importance=int(rule.importance),
            delicate=rule.delicate,
            by_two=rule.by_two,
            minutes=rule.minutes,
            due_at=moment + dt.timedelta(hours=rule.hours),
            state=str(State.WAITING),
        )
