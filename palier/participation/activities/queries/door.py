"""What a tenant reads at her own door of what happens around her home: closed functions tell it, no table does."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import rows
from palier.access.gate import require


@dataclass
class Around:
    """An activity around her home. `days`: those to come: the day, the hour, where."""

    title: str
    about: str
    kind: str
    days: list[tuple[dt.date, dt.time | None, str]] = field(default_factory=list)


@dataclass(frozen=True)
class MyRules:
    """The rules of a place where she lives."""

    title: str
    words: str
    place: str
    since: dt.date


def around_me(actor: Actor, language: str) -> list[Around]:
    """What her company does with many around her home, what comes first first."""
    require(actor, Capability.DOOR_ASK)
    dutch = language == "nl"
    found: dict[uuid.UUID, Around] = {}
    for pk, t_fr, t_nl, a_fr, a_nl, kind, day, hour, w_fr, w_nl in rows("SELECT * FROM sec.activities_around_me()"):
        one = found.setdefault(pk, Around(t_nl if dutch else t_fr, a_nl if dutch else a_fr, kind))
        if day:
            one.days.append((day, hour, w_nl if dutch else w_fr))
    return list(found.values())


def rules_around_me(actor: Actor, language: str) -> list[MyRules]:
    """The rules that hold where she lives."""
    require(actor, Capability.DOOR_ASK)
    dutch = language == "nl"
    return [
        MyRules(t_nl if dutch else t_fr, w_nl if dutch else w_fr, p_nl if dutch else p_fr, since)
        for _pk, t_fr, t_nl, w_fr, w_nl, p_fr, p_nl, since in rows("SELECT * FROM sec.rules_around_me()")
    ]
