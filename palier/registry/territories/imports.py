"""Areas of a GeoJSON file: features to typed rows, each refused with its number, the property and the reason."""

from pathlib import Path
from typing import Any

from palier.kernel.areas import CrossesItself, sound
from palier.kernel.errors import Message
from palier.kernel.geojson import BadShape, Feature, NoAreas, Positions, as_words, polygons, read_features
from palier.kernel.sort_keys import sort_key
from palier.kernel.table_cells import BadCell
from palier.registry.housing.rules import COMMUNES
from palier.registry.imports.rules import FileMap, Reading, Refusal
from palier.registry.territories.rules import (
    COLUMNS,
    COMMUNE_LIST,
    IN_MONITORING,
    BadProperty,
    commune_of,
    needed_of,
    shares_of,
    their_names,
)

KIND = "territories"
_NIS = frozenset(one.nis for one in COMMUNES)


def read_territories(path: Path, of: str, by: FileMap) -> Reading:
    """The areas of list `of` in the file at `path`. Raises UnreadableAreas, and NoAreas with what is needed."""
    try:
        features = read_features(path)
        names = _names(features, of, by)
    except NoAreas as problem:
        problem.how_to_mend = _needed(of)
        raise
    reading = Reading(KIND, frozenset(names), [], [], read=len(features))
    positions = Positions()
    seen: dict[str, int] = {}
    for feature in features:
        try:
            row = _row(feature, of, names, by, positions)
            first = seen.setdefault(sort_key(row["code"]), feature.number)
            if first != feature.number:
                raise BadProperty("code", Message("Feature %(number)s has the same code.", {"number": first}))
        except BadProperty as bad:
            reading.refused.append(Refusal(feature.number, bad.column, bad.reason))
        else:
            reading.rows.append((feature.number, row))
    return reading


def _names(features: list[Feature], of: str, by: FileMap) -> dict[str, str]:
    found = dict.fromkeys(name for feature in features for name in feature.properties)
    names = their_names(found, by.columns)
    if any(names.get(ours) not in found for ours in needed_of(of)):
        shown = ", ".join(name[:40] for name in list(found)[:30])
        raise NoAreas(where=Message("The properties found are: %(found)s.", {"found": shown or "-"}))
    return names


def _needed(of: str) -> Message:
    needed = needed_of(of)
    return Message(
        "Needed: a FeatureCollection of Polygon or MultiPolygon features in WGS84 with the properties %(needed)s;"
        " may be there: %(optional)s. The map says under which names.",
        {
            "needed": ", ".join(needed),
            "optional": ", ".join(column.name for column in COLUMNS if column.name not in needed),
        },
    )


def _row(feature: Feature, of: str, names: dict[str, str], by: FileMap, positions: Positions) -> dict[str, Any]:
    given = {column.name: feature.properties.get(names.get(column.name, "")) for column in COLUMNS}
    row: dict[str, Any] = {}
    for column in COLUMNS[:4]:
        try:
            row[column.name] = column.read(as_words(given[column.name]), by)
        except BadCell as bad:
            raise BadProperty(column.name, bad.reason) from None
    for name in needed_of(of):
        if not row[name]:
            raise BadProperty(name, Message("This property is empty."))
    row["name_nl"] = row["name_nl"] or row["name_fr"]
    if of == COMMUNE_LIST and row["code"] not in _NIS:
        raise BadProperty("code", Message("This is not the NIS code of one of the 19 communes."))
    row["municipality"] = None if of == COMMUNE_LIST else commune_of(row["municipality"])
    row["monitoring"] = _shares(given["monitoring"], of) if of in IN_MONITORING else None
    row["polygons"] = _polygons(feature.geometry, positions)
    return row


def _shares(value: object, of: str) -> Any:
    return shares_of(value if isinstance(value, dict) else as_words(value), of)


def _polygons(geometry: object, positions: Positions) -> Any:
    try:
        return sound(polygons(geometry, positions))
    except BadShape as bad:
        raise BadProperty("geometry", bad.reason) from None
    except CrossesItself:
        raise BadProperty("geometry", Message("A border crosses itself.")) from None
