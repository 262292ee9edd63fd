"""Writing areas into the register: a list at a time, in one transaction; the same file twice changes nothing."""

import datetime
import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db import connection, transaction
from django.db.backends.postgresql.psycopg_any import DateRange

from palier.kernel.areas import Ground, outlines
from palier.kernel.errors import Message
from palier.registry.housing.models import Municipality, Neighbourhood
from palier.registry.housing.rules import AreaList
from palier.registry.imports.actions import Outcome
from palier.registry.imports.rules import Reading, Refusal, Report
from palier.registry.territories.models import AreaShape, Correspondence
from palier.registry.territories.rules import COMMUNE_LIST, DRAWN_TO, IN_MONITORING


@dataclass(frozen=True)
class Origin:
    """After whom a file says what it says, under which licence, and from which day it holds."""

    source: str
    licence: str
    today: datetime.date


def keep_territories(
    *, reading: Reading, of: str, origin: Origin, partial: bool = False, dry_run: bool = False
) -> Report:
    """Write the areas of list `of`. With refused features and not `partial`, or on a dry run, nothing stays.

    No actor asks: the areas are the installation's, not a company's, and only the database's role of the import job,
    which nobody has who signs in, may write them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended('import:territories', 0))")
        outcome = _Writing(of, origin).write(reading)
        refused = tuple(sorted(reading.refused, key=lambda one: one.row))
        applied = not dry_run and (partial or not refused)
        report = Report(reading.kind, reading.read, outcome.counts(reading.read - len(refused)), refused, applied)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        if not applied:
            transaction.set_rollback(True)
    return report


@dataclass
class _Writing:
    """One list on its way into the register."""

    of: str
    origin: Origin
    outcome: Outcome = field(default_factory=Outcome)

    def write(self, reading: Reading) -> Outcome:
        monitoring = dict(Neighbourhood.objects.filter(list=AreaList.MONITORING).values_list("code", "id"))
        _refuse_unknown(reading, monitoring)
        rows = [row for _, row in reading.rows]
        self._place(rows)
        ids = self._areas(rows)
        self._shapes({ids[row["code"]]: row for row in rows})
        if self.of in IN_MONITORING:
            self._correspondences({ids[row["code"]]: row for row in rows}, monitoring)
        return self.outcome

    def _place(self, rows: list[dict[str, Any]]) -> None:
        """The commune follows the geometry when the communes have theirs: published files name the wrong one."""
        communes = {} if self.of == COMMUNE_LIST else shapes_of("municipality")
        ground = Ground(communes)
        for row in rows if communes else ():
            found = ground.shares(row["polygons"])
            row["municipality"] = next(iter(found), row["municipality"])

    def _areas(self, rows: list[dict[str, Any]]) -> dict[str, Any]:
        """The id of each area by its code; names and communes made or corrected."""
        if self.of == COMMUNE_LIST:
            return {nis: nis for nis in Municipality.objects.values_list("nis", flat=True)}
        there = {one.code: one for one in Neighbourhood.objects.filter(list=self.of)}
        new: list[Neighbourhood] = []
        changed: list[Neighbourhood] = []
        for row in rows:
            area = there.get(row["code"]) or Neighbourhood(list=self.of, code=row["code"])
            said = (row["name_fr"], row["name_nl"], row["municipality"] or area.municipality_id)
            if (area.name_fr, area.name_nl, area.municipality_id) == said:
                continue
            area.name_fr, area.name_nl, area.municipality_id = said
            (changed if row["code"] in there else new).append(area)
        Neighbourhood.objects.bulk_create(new)
        Neighbourhood.objects.bulk_update(changed, ["name_fr", "name_nl", "municipality"], batch_size=500)
        self.outcome.created |= {area.code for area in new}
        self.outcome.changed |= {area.code for area in changed}
        return {area.code: area.pk for area in (*there.values(), *new)}

    def _shapes(self, rows: Mapping[Any, dict[str, Any]]) -> None:
        """A shape that says otherwise ends today, and the new one begins; an outline alone is redrawn in place."""
        column = "municipality_id" if self.of == COMMUNE_LIST else "neighbourhood_id"
        there = {
            getattr(one, column): one
            for one in AreaShape.objects.filter(valid__upper_inf=True, **{f"{column}__in": list(rows)})
        }
        drawn = outlines([row["polygons"] for row in rows.values()], DRAWN_TO)
        ended, redrawn, new = [], [], []
        for (key, row), outline in zip(rows.items(), drawn, strict=True):
            former, geometry, simple = there.get(key), _lists(row["polygons"]), _lists(outline)
            if former and former.geometry == geometry:
                if former.outline != simple:
                    former.outline = simple
                    redrawn.append(former)
                continue
            if former:
                ended.append(_until(former, self.origin.today))
            new.append(
                AreaShape(
                    **{column: key},
                    geometry=geometry,
                    outline=simple,
                    source=self.origin.source,
                    licence=self.origin.licence,
                    valid=DateRange(self.origin.today, None),
                )
            )
            self.outcome.changed.add(row["code"])
        AreaShape.objects.bulk_update(redrawn, ["outline"], batch_size=100)
        AreaShape.objects.bulk_update(ended, ["valid"], batch_size=500)
        AreaShape.objects.bulk_create(new, batch_size=100)

    def _correspondences(self, rows: Mapping[Any, dict[str, Any]], monitoring: Mapping[str, uuid.UUID]) -> None:
        """What the file says of the monitoring, else what both geometries say; what neither says stays as it was."""
        ground = Ground(shapes_of("neighbourhood", AreaList.MONITORING))
        there: dict[Any, dict[Any, Correspondence]] = {key: {} for key in rows}
        open_now = Correspondence.objects.filter(
            valid__upper_inf=True, area__in=list(rows), within__list=AreaList.MONITORING
        )
        for one in open_now:
            there[one.area_id][one.within_id] = one
        ended, new = [], []
        for key, row in rows.items():
            said, source = self._said(row, monitoring, ground)
            if not said or {within: one.share for within, one in there[key].items()} == said:
                continue
            kept = {within for within, one in there[key].items() if said.get(within) == one.share}
            ended += [_until(one, self.origin.today) for within, one in there[key].items() if within not in kept]
            valid = DateRange(self.origin.today, None)
            new += [
                Correspondence(area_id=key, within_id=within, share=share, source=source, valid=valid)
                for within, share in said.items()
                if within not in kept
            ]
            self.outcome.changed.add(row["code"])
        Correspondence.objects.bulk_update(ended, ["valid"], batch_size=500)
        Correspondence.objects.bulk_create(new, batch_size=500)

    def _said(
        self, row: dict[str, Any], monitoring: Mapping[str, uuid.UUID], ground: Ground[Any]
    ) -> tuple[dict[Any, Decimal], str]:
        if row["monitoring"] is not None:
            told = {monitoring[code]: share for code, share in row["monitoring"].by_code.items()}
            return _exact(told), self.origin.source
        found = ground.shares(row["polygons"])
        if self.of == AreaList.STATISTICAL:  # it lies in one: what sticks out is the drawing's
            found = dict.fromkeys(list(found)[:1], 1.0)
        return _exact(found), "geometry"


def _refuse_unknown(reading: Reading, monitoring: Mapping[str, uuid.UUID]) -> None:
    """Areas that name a neighbourhood of the monitoring which is not in its list are set aside."""
    kept = []
    for number, row in reading.rows:
        codes = row["monitoring"].by_code if row["monitoring"] is not None else ()
        unknown = next((code for code in codes if code not in monitoring), None)
        if unknown is None:
            kept.append((number, row))
            continue
        reason = Message("The monitoring has no neighbourhood %(code)s.", {"code": unknown[:20]})
        reading.refused.append(Refusal(number, "monitoring", reason))
    reading.rows[:] = kept


def shapes_of(column: str, of: str | None = None) -> dict[Any, Any]:
    """The geometries that hold now, by the id of their area."""
    rows = AreaShape.objects.filter(valid__upper_inf=True, **{f"{column}__isnull": False})
    if of:
        rows = rows.filter(neighbourhood__list=of)
    return dict(rows.order_by("id").values_list(f"{column}_id", "geometry"))


def _until(row: Any, day: datetime.date) -> Any:
    """`row` with its validity ended; what began today never held."""
    row.valid = DateRange(row.valid.lower, day) if row.valid.lower < day else DateRange(empty=True)
    return row


def _exact(shares: Mapping[Any, float]) -> dict[Any, Decimal]:
    """Shares to four decimals, together never above one by rounding."""
    made = {key: Decimal(str(round(share, 4))) for key, share in shares.items()}
    over = sum(made.values(), Decimal(0)) - 1
    if made and over > 0:
        largest = max(made, key=lambda key: made[key])
        made[largest] -= over
    return {key: share for key, share in made.items() if share > 0}


def _lists(polygons: Iterable[Iterable[Iterable[Iterable[float]]]]) -> list[Any]:
    """As JSON keeps it, so that what is read back compares equal."""
    return [[[list(at) for at in ring] for ring in polygon] for polygon in polygons]
