"""Areas from GeoJSON: all or nothing, repeatable, dated, each list apart from the others."""

import datetime
import json
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import DatabaseError, ProgrammingError, transaction

from palier.kernel.geojson import NoAreas
from palier.registry.imports.rules import FileMap
from palier.registry.territories.imports import read_territories
from tests.registry.files import as_the_job, command
from tests.registry.territories.maps import TODAY, bring_in, feature, looked_up, square, write
from tests.stage import without_locks

OFFICIAL = Path(__file__).resolve().parents[4] / "shared" / "cases" / "l_maps" / "dev"
LATER = TODAY + datetime.timedelta(days=30)


def numbers(report):
    return (*(report[key] for key in ("read", "created", "changed", "unchanged")), len(report["refused"]))


def shapes():
    return looked_up(
        "SELECT coalesce(n.code, s.municipality_id), lower(s.valid), upper(s.valid), s.source, s.licence"
        " FROM territories_areashape s LEFT JOIN housing_neighbourhood n ON n.id = s.neighbourhood_id"
        " WHERE NOT isempty(s.valid) ORDER BY 1, 2"
    )


def correspondences(day=TODAY):
    return looked_up(
        "SELECT a.code, w.code, c.share, c.source FROM territories_correspondence c"
        " JOIN housing_neighbourhood a ON a.id = c.area_id JOIN housing_neighbourhood w ON w.id = c.within_id"
        " WHERE c.valid @> %s ORDER BY 1, 2",
        day,
    )


def communes_of(of):
    return dict(looked_up("SELECT code, municipality_id FROM housing_neighbourhood WHERE list = %s", of))


def two_communes(tmp_path):
    """Etterbeek in the west, Ixelles in the east of it."""
    return write(tmp_path / "communes.json", feature("21005", square(0, 0)), feature("21009", square(1, 0)))


def three_monitoring(tmp_path):
    path = tmp_path / "monitoring.json"
    return write(path, *(feature(f"M{n}", square(n / 2, 0, width=0.5), municipality="Uccle") for n in range(3)))


def test_the_same_file_twice_changes_nothing(tmp_path):
    path = three_monitoring(tmp_path)

    assert numbers(bring_in(path, "monitoring")) == (3, 3, 0, 0, 0)
    assert numbers(bring_in(path, "monitoring", today=LATER)) == (3, 0, 0, 3, 0)
    assert [row[1:] for row in shapes()] == [(TODAY, None, "une carte d’exemple", "CC0")] * 3


def test_a_dry_run_says_the_same_and_writes_nothing(tmp_path):
    report = bring_in(three_monitoring(tmp_path), "monitoring", dry_run=True)

    assert (numbers(report), report["applied"]) == ((3, 3, 0, 0, 0), False)
    assert looked_up("SELECT count(*) FROM housing_neighbourhood") == [(0,)]


def test_a_geometry_that_changes_ends_the_former_and_a_name_is_corrected(tmp_path):
    bring_in(three_monitoring(tmp_path), "monitoring")
    moved = write(
        tmp_path / "b.json", feature("M0", square(0, 0, width=0.4)), feature("M1", square(0.5, 0, 0.5), name_fr="Neuf")
    )

    report = bring_in(moved, "monitoring", today=LATER)

    assert numbers(report) == (2, 0, 2, 0, 0)
    assert [row[:3] for row in shapes()] == [
        ("M0", TODAY, LATER), ("M0", LATER, None), ("M1", TODAY, None), ("M2", TODAY, None)
    ]  # fmt: skip
    assert looked_up("SELECT name_fr FROM housing_neighbourhood WHERE code = 'M1'") == [("Neuf",)]


def test_refused_features_are_named_and_nothing_stays_unless_partial(tmp_path):
    path = write(
        tmp_path / "bad.json",
        feature("A", square(0, 0)),
        feature("B", {"type": "Point", "coordinates": [4.3, 50.8]}),
        feature("a", square(1, 0)),
        feature("", square(2, 0)),
        feature("C", square(3, 0), municipality="Paris"),
        feature("D" * 21, square(4, 0)),
        "rubbish",
    )

    report = bring_in(path, "monitoring")

    assert (numbers(report), report["applied"]) == ((7, 1, 0, 0, 6), False)
    assert [(one["row"], one["column"]) for one in report["refused"]] == [
        (2, "geometry"), (3, "code"), (4, "code"), (5, "municipality"), (6, "code"), (7, "code")
    ]  # fmt: skip
    assert report["refused"][1]["reason"] == "Feature 1 has the same code."
    assert looked_up("SELECT count(*) FROM housing_neighbourhood") == [(0,)]
    assert bring_in(path, "monitoring", partial=True)["applied"]
    assert looked_up("SELECT code FROM housing_neighbourhood") == [("A",)]


def test_the_commune_follows_the_geometry_and_not_the_name_in_the_file(tmp_path):
    bring_in(three_monitoring(tmp_path), "monitoring")
    assert communes_of("monitoring") == {"M0": "21016", "M1": "21016", "M2": "21016"}  # what the file says: Uccle

    bring_in(two_communes(tmp_path), "communes")
    bring_in(three_monitoring(tmp_path), "monitoring")

    assert communes_of("monitoring") == {"M0": "21005", "M1": "21005", "M2": "21009"}


def test_communes_are_the_nineteen_and_keep_their_names(tmp_path):
    report = bring_in(two_communes(tmp_path), "communes")
    other = bring_in(write(tmp_path / "x.json", feature("62063", square(5, 0))), "communes")

    assert numbers(report) == (2, 0, 2, 0, 0)
    assert other["refused"][0]["reason"] == "This is not the NIS code of one of the 19 communes."
    names = "SELECT name_fr, name_nl FROM housing_municipality WHERE nis = '21009'"
    assert looked_up(names) == [("Ixelles", "Elsene")]
    assert len(shapes()) == 2


def test_a_sector_lies_in_one_neighbourhood_and_a_company_neighbourhood_in_shares(tmp_path):
    bring_in(three_monitoring(tmp_path), "monitoring")

    bring_in(write(tmp_path / "s.json", feature("S1", square(0.05, 0, width=0.6))), "statistical")
    bring_in(write(tmp_path / "c.json", feature("Q1", square(0.1, 0, width=0.5, height=0.5))), "company")

    assert correspondences() == [
        ("Q1", "M0", Decimal("0.8000"), "geometry"),
        ("Q1", "M1", Decimal("0.2000"), "geometry"),
        ("S1", "M0", Decimal("1.0000"), "geometry"),
    ]
    lists = looked_up("SELECT list, count(*) FROM housing_neighbourhood GROUP BY 1 ORDER BY 1")
    assert lists == [("company", 1), ("monitoring", 3), ("statistical", 1)]


def test_what_a_file_says_of_the_monitoring_comes_before_its_geometry_and_is_dated(tmp_path):
    bring_in(three_monitoring(tmp_path), "monitoring")
    said = write(tmp_path / "c.json", feature("Q1", square(0, 0), monitoring="M1: 0.6; M2: 0.4"))
    again = write(tmp_path / "d.json", feature("Q1", square(0, 0), monitoring={"M1": 1}))

    assert numbers(bring_in(said, "company")) == (1, 1, 0, 0, 0)
    assert numbers(bring_in(said, "company")) == (1, 0, 0, 1, 0)
    assert numbers(bring_in(again, "company", today=LATER)) == (1, 0, 1, 0, 0)

    assert [row[:3] for row in correspondences()] == [("Q1", "M1", Decimal("0.6000")), ("Q1", "M2", Decimal("0.4000"))]
    assert [row[:3] for row in correspondences(LATER)] == [("Q1", "M1", Decimal("1.0000"))]


@pytest.mark.parametrize(
    ("of", "value", "reason"),
    [
        ("company", "M9", "The monitoring has no neighbourhood M9."),
        ("company", "M0: 0.7; M1: 0.7", "together at most 1"),
        ("company", "M0: 0.2; M0: 0.2", "each code once"),
        ("company", {"M0": -1}, "above 0"),
        ("company", "M0: many", "above 0"),
        ("company", ";", "written like this"),
        ("statistical", "M0: 0.5; M1: 0.5", "lies in one"),
    ],
)
def test_shares_that_cannot_be_are_refused(tmp_path, of, value, reason):
    bring_in(three_monitoring(tmp_path), "monitoring")

    report = bring_in(write(tmp_path / "c.json", feature("Q1", square(0, 0), monitoring=value)), of)

    assert [(one["row"], one["column"]) for one in report["refused"]] == [(1, "monitoring")]
    assert reason in report["refused"][0]["reason"]
    assert not report["applied"]


@pytest.mark.parametrize(("within", "share"), [("M1", 0.5), ("Q2", 0.1)], ids=["more than all", "its own list"])
def test_the_database_itself_keeps_lists_apart_and_shares_whole(tmp_path, within, share):
    bring_in(three_monitoring(tmp_path), "monitoring")
    path = write(
        tmp_path / "c.json",
        feature("Q1", square(0, 0), monitoring="M0: 0.8"),
        feature("Q2", square(0, 0), monitoring="M0: 0.8"),
    )
    bring_in(path, "company")

    with pytest.raises(DatabaseError), without_locks() as cursor:
        cursor.execute(
            "INSERT INTO territories_correspondence (id, area_id, within_id, share, source, valid)"
            " SELECT gen_random_uuid(), a.id, w.id, %s, 'x', daterange(%s, NULL) FROM housing_neighbourhood a,"
            " housing_neighbourhood w WHERE a.code = 'Q1' AND w.code = %s",
            [share, TODAY, within],
        )


def test_only_the_import_job_writes_areas(stage, tmp_path):
    from palier.registry.housing.models import Neighbourhood

    row = {"list": "company", "code": "Z1", "name_fr": "x", "name_nl": "x"}
    with pytest.raises(ProgrammingError, match="permission denied"), stage.amina.acting():
        Neighbourhood.objects.create(**row)
    with as_the_job(), transaction.atomic():
        assert Neighbourhood.objects.create(**row).pk


def test_another_name_for_a_property_comes_from_the_map_or_is_known(tmp_path):
    theirs = {
        "type": "Feature",
        "geometry": square(0, 0),
        "properties": {"mdzone": 36.0, "Naam FR": "Rue", "namedut": "Straat"},
    }
    path = write(tmp_path / "m.json", theirs)

    with pytest.raises(NoAreas) as refused:
        read_territories(path, "monitoring", FileMap())
    reading = read_territories(path, "monitoring", FileMap(columns={"Naam FR": "name_fr"}))

    assert "The properties found are: mdzone, Naam FR, namedut." in str(refused.value)
    assert "properties code, name_fr" in str(refused.value)
    row = reading.rows[0][1]
    assert (row["code"], row["name_fr"], row["name_nl"]) == ("36", "Rue", "Straat")


# -- as it is typed ----------------------------------------------------------------------------------------------


def test_the_command_reports_and_exits_as_the_other_imports_do(tmp_path):
    good, bad = three_monitoring(tmp_path), write(tmp_path / "bad.json", feature("A", None))

    code, report, messages = command("territories", good, "--list", "monitoring", "--source", "Exemple")
    refused = command("territories", bad, "--list", "monitoring", "--language", "nl")

    assert (code, messages) == (0, "")
    assert report == {
        "kind": "territories", "read": 3, "created": 3, "changed": 0, "unchanged": 0, "refused": [], "applied": True,
        "list": "monitoring",
    }  # fmt: skip
    assert {row[3] for row in shapes()} == {"Exemple"}
    assert refused[0] == 2
    assert refused[1]["refused"] == [{"row": 1, "column": "geometry", "reason": "Er is geen geometrie."}]


@pytest.mark.parametrize(
    ("content", "arguments", "said"),
    [
        ("code;name\n", ["--list", "company"], "Found: a file that is not JSON. Needed: a FeatureCollection"),
        ("{}", ["--list", "company"], "type -. Needed:"),
        ("{}", [], "Say which list the file holds. --list company|monitoring|statistical|communes"),
        ("[" * 100_000, ["--list", "company"], "nested too deeply"),
    ],
)
def test_a_file_that_is_no_such_thing_exits_2_in_one_line(tmp_path, content, arguments, said):
    (tmp_path / "x.json").write_text(content)

    code, report, messages = command("territories", tmp_path / "x.json", *arguments)

    assert (code, report) == (2, None)
    assert said in messages
    assert messages.count("\n") == 1


@pytest.mark.skipif(not OFFICIAL.exists(), reason="the shared cases are not on this machine")
def test_the_official_files_load_and_disagreeing_communes_are_put_right():
    communes, quarters = OFFICIAL / "brussels_communes.geojson", OFFICIAL / "brussels_145_monitoring_quartiers.geojson"

    assert numbers(bring_in(communes, "communes")) == (19, 0, 19, 0, 0)
    assert numbers(bring_in(quarters, "monitoring")) == (145, 145, 0, 0, 0)
    assert numbers(bring_in(quarters, "monitoring")) == (145, 0, 0, 145, 0)

    assert communes_of("monitoring")["103"] == "21017"  # Boitsfort Centre, which the file puts in Ixelles
    features = json.loads(quarters.read_text())["features"]
    full = sum(len(ring) for one in features for part in one["geometry"]["coordinates"] for ring in part)
    drawn = sum(
        len(ring) for (outline,) in looked_up("SELECT outline FROM territories_areashape WHERE neighbourhood_id IS NOT NULL")
        for part in (outline if isinstance(outline, list) else json.loads(outline)) for ring in part
    )  # fmt: skip
    assert drawn < full / 4
