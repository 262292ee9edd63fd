"""One list of areas with what the actor's own company has in each. No household, no person: doors are counted."""

import uuid
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.desk.territories import labels, rules
from palier.desk.territories.rules import Row
from palier.registry.housing.rules import AreaList
from palier.registry.territories import queries as registry
from palier.registry.territories.queries import Credit
from palier.registry.territories.rules import COMMUNE_LIST, IN_MONITORING, Part
from palier.ui.maps import Area, Picture, Step, picture


@dataclass(frozen=True)
class Territory:
    """What the page shows of one list."""

    name: str
    rows: list[Row]
    picture: Picture | None
    credits: list[Credit]
    nowhere: rules.Number  # dwellings that no area of this list is known for
    small: int
    shows_commune: bool
    shows_parts: bool
    estimated: bool


def territory(actor: Actor, of: str, language: str) -> Territory:
    """One list, in a number of statements that does not grow with it."""
    small = rules.small_below(actor.today)
    areas = registry.areas(of, language)
    outlines, credits = registry.drawn(of, actor.today)
    held = registry.held(actor, language)
    placing = _placing(actor, of, language)
    found, nowhere = rules.tallies(of, held, placing)
    parts = placing if of == AreaList.COMPANY else _parts(actor, of, language)
    rows = rules.rows(of, areas, found, parts, small)
    return Territory(
        name=str(labels.NAMES[of]),
        rows=rows,
        picture=_picture(of, rows, outlines, small) if rows else None,
        credits=credits,
        nowhere=rules.number(rules.Tally(nowhere), small),
        small=small,
        shows_commune=of != COMMUNE_LIST,
        shows_parts=of in IN_MONITORING,
        estimated=any(row.number.about for row in rows),
    )


def _placing(actor: Actor, of: str, language: str) -> dict[uuid.UUID, list[Part]]:
    """What company neighbourhoods say of this list; of their own, what they say of the monitoring."""
    if of == COMMUNE_LIST:
        return {}
    within = AreaList.MONITORING if of == AreaList.COMPANY else of
    return registry.parts(AreaList.COMPANY, within, actor.today, language)


def _parts(actor: Actor, of: str, language: str) -> dict[uuid.UUID, list[Part]]:
    if of != AreaList.STATISTICAL:
        return {}
    return registry.parts(of, AreaList.MONITORING, actor.today, language)


def _picture(of: str, rows: list[Row], outlines: dict[object, object], small: int) -> Picture:
    edges = rules.bounds((row.number for row in rows), small)
    steps = [rules.step(row.number, edges) for row in rows]
    areas = [
        Area(
            label=row.label,
            title=labels.title(row),
            value=row.number.words.replace("≈ ", ""),
            step=step,
            group=row.area.commune_name,
            cell=rules.GRID.get(row.area.code) if of == COMMUNE_LIST else None,
            outline=outlines.get(row.area.key),  # type: ignore[arg-type]  # as the register keeps it
        )
        for row, step in zip(rows, steps, strict=True)
    ]
    legend = [Step(number, words) for number, words in labels.legend(edges, set(steps))]
    missing = sum(1 for row in rows if outlines and row.area.key not in outlines)
    notes = [labels.without_geometry(missing)]
    return picture(areas, str(labels.NAMES[of]), legend, notes if missing else ())
