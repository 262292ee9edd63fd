"""GeoJSON that nobody may trust: what is no collection is refused whole, what is no place in Belgium alone."""

import json

import pytest

from palier.kernel import geojson
from palier.kernel.geojson import BadShape, NoAreas, Positions, UnreadableAreas, as_words, polygons, read_features

RING = [[4.3, 50.8], [4.4, 50.8], [4.4, 50.9], [4.3, 50.8]]


def polygon(ring):
    return {"type": "Polygon", "coordinates": [ring]}


def test_a_collection_gives_its_features_by_number(tmp_path):
    path = tmp_path / "map.json"
    path.write_bytes(
        b"\xef\xbb\xbf"
        + json.dumps(
            {
                "type": "FeatureCollection",
                "features": [{"type": "Feature", "properties": {"a": 1}, "geometry": None}, {"type": "Point"}],
            }
        ).encode()
    )

    one, other = read_features(path)

    assert (one.number, one.properties) == (1, {"a": 1})
    assert (other.number, other.properties, other.geometry) == (2, {}, None)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "not JSON"),
        (b"code;name\n1;x\n", "not JSON"),
        (b"\xff\xfe{}", "not JSON"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "not JSON"),
        (b"[]", "no object"),
        (b'{"type": "Topology", "objects": {}}', "Topology"),
        (b'{"type": "Feature", "geometry": null}', "Feature"),
        (b'{"type": "FeatureCollection", "features": []}', "without features"),
        (b'{"type": "FeatureCollection", "features": {}}', "FeatureCollection"),
    ],
)
def test_what_is_no_collection_says_what_was_found(tmp_path, content, said):
    path = tmp_path / "map.json"
    path.write_bytes(content)

    with pytest.raises(NoAreas) as refused:
        read_features(path)

    assert said in str(refused.value.where)


@pytest.mark.parametrize("content", [b"[" * 200_000, b'{"a":' * 200_000])
def test_deep_nesting_is_refused_and_does_no_harm(tmp_path, content):
    (tmp_path / "map.json").write_bytes(content)

    with pytest.raises(UnreadableAreas):
        read_features(tmp_path / "map.json")


def test_too_many_bytes_features_or_positions(tmp_path, monkeypatch):
    path = tmp_path / "map.json"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [{}, {}, {}]}))
    assert len(read_features(path)) == 3

    monkeypatch.setattr(geojson, "MAX_FEATURES", 2)
    with pytest.raises(UnreadableAreas, match="2 features"):
        read_features(path)
    monkeypatch.setattr(geojson, "MAX_BYTES", 20)
    with pytest.raises(UnreadableAreas, match="20 bytes"):
        read_features(path)
    with pytest.raises(UnreadableAreas, match="no such file"):
        read_features(tmp_path / "nowhere.json")
    with pytest.raises(UnreadableAreas, match="6 positions"):
        positions = Positions(6)
        polygons(polygon(RING), positions)
        polygons(polygon(RING), positions)


def test_a_polygon_and_a_multipolygon_with_heights_come_out_the_same():
    high = [[*at, 12.5] for at in RING]

    flat = polygons({"type": "MultiPolygon", "coordinates": [[high]]}, Positions())

    assert flat == polygons(polygon(RING), Positions())
    assert flat[0][0][0] == (4.3, 50.8)


@pytest.mark.parametrize(
    ("geometry", "reason"),
    [
        (None, "no geometry"),
        ({"type": "Point", "coordinates": [4.3, 50.8]}, "not this: Point"),
        ({"type": "Polygon"}, "not lists"),
        ({"type": "Polygon", "coordinates": []}, "not lists"),
        ({"type": "Polygon", "coordinates": [[4.3, 50.8]]}, "A position is"),
        (polygon(RING[:3]), "four positions"),
        (polygon([*RING[:3], [4.31, 50.8]]), "not closed"),
        (polygon([[4.3, 50.8]] * 5), "encloses nothing"),
        (polygon([[4.3, 50.8], [4.4, 50.8], [4.35, 50.8], [4.3, 50.8]]), "encloses nothing"),
        (polygon([[50.8, 4.3], [50.8, 4.4], [50.9, 4.4], [50.8, 4.3]]), "the wrong way round"),
        (polygon([[149000, 170000], [150000, 170000], [150000, 171000], [149000, 170000]]), "not degrees"),
        (polygon([[2.35, 48.85], *RING[1:3], [2.35, 48.85]]), "outside Belgium: 2.3500, 48.8500"),
        (polygon([["4.3", "50.8"], *RING[1:]]), "A position is"),
        (polygon([[True, 50.8], *RING[1:]]), "A position is"),
        (polygon([[1e999, 50.8], *RING[1:]]), "A position is"),
        (polygon([[4.3], *RING[1:]]), "A position is"),
    ],
)
def test_a_geometry_that_cannot_be_a_place_says_why(geometry, reason):
    with pytest.raises(BadShape) as bad:
        polygons(geometry, Positions())

    assert reason in str(bad.value)


@pytest.mark.parametrize(
    ("value", "words"),
    [(36.0, "36"), (36, "36"), (2.5, "2.5"), ("  A  b\x00", "A b"), (None, ""), (True, ""), ([1], ""), ({}, "")],
)
def test_a_property_as_text(value, words):
    assert as_words(value) == words
