"""Small maps of our own: squares of two hundredths of a degree around Brussels, and the job that takes them."""

import datetime
import json
from pathlib import Path
from typing import Any

from palier.registry.imports.rules import FileMap
from palier.registry.territories import actions
from palier.registry.territories.imports import read_territories
from tests.registry.files import as_the_job
from tests.stage import without_locks

TODAY = datetime.date(2026, 1, 5)
SIDE = 0.02


def square(column: float, row: float, width: float = 1, height: float = 1) -> dict[str, Any]:
    """A Polygon; its south-western corner at (column, row) of a grid that begins at 4.30 E 50.80 N."""
    west, south = round(4.3 + column * SIDE, 6), round(50.8 + row * SIDE, 6)
    east, north = round(west + width * SIDE, 6), round(south + height * SIDE, 6)
    return {
        "type": "Polygon",
        "coordinates": [[[west, south], [east, south], [east, north], [west, north], [west, south]]],
    }


def feature(code: object, geometry: object, **properties: object) -> dict[str, Any]:
    named = {"code": code, "name_fr": f"Zone {code}", "name_nl": f"Gebied {code}", **properties}
    return {"type": "Feature", "properties": named, "geometry": geometry}


def write(path: Path, *features: object, **more: object) -> Path:
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **more}))
    return path


def bring_in(path: Path, of: str, *, today: datetime.date = TODAY, by: FileMap | None = None, **options: bool) -> Any:
    """Import in this process as the import job; the report as the command prints it."""
    reading = read_territories(path, of, by or FileMap())
    with as_the_job():
        origin = actions.Origin("une carte d’exemple", "CC0", today)
        return actions.keep_territories(reading=reading, of=of, origin=origin, **options).as_json()


def wipe() -> None:
    """No shape and no correspondence, and no area that no site stands in: areas belong to no organisation of a test."""
    with without_locks() as cursor:
        cursor.execute("DELETE FROM territories_areashape")
        cursor.execute("DELETE FROM territories_correspondence")
        cursor.execute("UPDATE housing_site SET neighbourhood_id = NULL")
        cursor.execute("DELETE FROM housing_neighbourhood")


def looked_up(sql: str, *params: Any) -> list[tuple[Any, ...]]:
    with without_locks() as cursor:
        cursor.execute(sql, params)
        return list(cursor.fetchall())
