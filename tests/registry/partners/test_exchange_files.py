"""Files that are wrong, or meant harm: refused with their place, bounded, and nothing written. No database."""

import contextlib
import csv
import io
import json
import zipfile

import pytest

from palier.kernel.errors import Problem
from palier.kernel.table_errors import TooLarge, UnreadableTable
from palier.registry.partners import imports
from palier.registry.partners.imports import packages
from palier.registry.partners.imports.hsds_json import NotAnExchange
from palier.registry.partners.rules.exchange import reading as reading_rules
from palier.registry.partners.rules.exchange import tables
from palier.registry.partners.rules.exchange.tables import SHEETS, Told, TooMany, put_together
from tests.registry.partners.hsds import (
    EXAMPLES,
    TWO_TABLES,
    as_json,
    as_zip,
    full,
    organisation,
    pk,
    refused,
    service,
)


def test_the_file_from_which_the_wrong_ones_are_made_is_right(tmp_path):
    assert refused(as_json(tmp_path / "x.json", [full()])) == {}
    assert refused(as_zip(tmp_path / "x.zip", TWO_TABLES)) == {}


def spoilt(change):
    data = [full("un"), full("deux")]
    change(data[1])
    return data


@pytest.mark.parametrize(
    ("change", "place", "reason"),
    [
        (lambda one: one.pop("status"), "$[1].status", "This is missing."),
        (lambda one: one.pop("organization"), "$[1].organization", "This is missing."),
        (lambda one: one["organization"].pop("name"), "$[1].organization.name", "This is missing."),
        (lambda one: one.update(id="12"), "$[1].id", "This is not an id (UUID)."),
        (lambda one: one.update(id=12), "$[1].id", "This is not an id (UUID)."),
        (lambda one: one.update(name=["a"]), "$[1].name", "This must be text."),
        (lambda one: one.update(minimum_age="18"), "$[1].minimum_age", "This must be a number."),
        (lambda one: one.update(phones={}), "$[1].phones", "This must be a list."),
        (lambda one: one.update(organization=[]), "$[1].organization", "This must be an object."),
        (lambda one: one["phones"][0].pop("number"), "$[1].phones[0].number", "This is missing."),
        (lambda one: one["schedules"][0].update(freq="DAILY"), "$[1].schedules[0].freq",
         "This must be one of: WEEKLY, MONTHLY."),
        (lambda one: one.update(status="open"), "$[1].status",
         "This must be one of: active, inactive, defunct, temporarily closed."),
        (lambda one: one["service_at_locations"][0]["location"]["addresses"][0].pop("postal_code"),
         "$[1].service_at_locations[0].location.addresses[0].postal_code", "This is missing."),
        (lambda one: one.update(description="x" * 200_001), "$[1]", "This is longer than 200000 characters."),
        (lambda one: one.update(id=pk("service un")), "$[1]", "The same id stands at $[0]."),
        (lambda one: one.update(id=pk("Exemple")), "$[1]", "This id is that of an organisation."),
        (lambda one: one["organization"].update(name="Autre"), "$[1].organization",
         "The same organisation is said in another way at $[0].organization."),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_with_its_path(tmp_path, change, place, reason):
    found = refused(as_json(tmp_path / "x.json", spoilt(change)))

    assert found.get(place) == reason
    assert all(one.startswith("$[1]") for one in found), "what is right beside it is not accused"


@pytest.mark.skipif(not EXAMPLES.exists(), reason="the cases are not beside this folder")
@pytest.mark.parametrize("name", ["taxonomy", "location", "base", "taxonomy_list", "organization_list"])
def test_examples_of_the_standard_that_hold_no_service(name):
    path = EXAMPLES / f"{name}.json"
    if name == "organization_list":
        assert len(imports.read(path).partners) == 1
    elif name == "base":
        with pytest.raises(NotAnExchange):
            imports.read(path)
    else:
        assert any(place.endswith(".status") for place in refused(path))


@pytest.mark.parametrize(
    ("data", "where"),
    [
        (b'[{"id": 1,\n "name" "x"}]', "Line 2, column 9."),
        (b"[" * 100_000, "Line 1"),
        (b'{"a":' * 50_000, "Line 1"),
        (b"[NaN]", "not JSON"),
        (b"{}", "no services"),
        (b"[]", "no services"),
        (b'[{"name": "\xff"}]', "UTF-8"),
        (b'{"contents": []}', "no services"),
    ],
)
def test_what_is_no_json_or_no_directory_says_where(tmp_path, data, where):
    (tmp_path / "x.json").write_bytes(data)

    with pytest.raises(Problem) as problem:
        imports.read(tmp_path / "x.json")

    assert where in str(problem.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32"])
def test_json_in_any_unicode_encoding_and_without_null_characters(tmp_path, encoding):
    (tmp_path / "x.json").write_text(json.dumps([service("É\u0000", alert="\u0000ici")], ensure_ascii=False), encoding)

    one = imports.read(tmp_path / "x.json").services[0]

    assert (one.told["name_fr"], one.document["alert"]) == ("Service É", "ici")


@pytest.mark.parametrize("item", ["1", "null", '"x"', "[]", "[[]]", '{"service": 3}', '{"services": 3}',
                                  '{"services": [3], "id": "b3b1c9a0-52e5-4f9f-9d0b-4d2f3c1e7a55", "name": "x", "description": ""}',
                                  '{"id": {}}', '{"status": []}', r'{"name": "\ud800"}'])  # fmt: skip
def test_anything_in_a_list_is_refused_and_never_an_accident(tmp_path, item):
    (tmp_path / "x.json").write_text(f"[{item}]")

    with contextlib.suppress(NotAnExchange):
        assert imports.read(tmp_path / "x.json").refused


def test_organisations_that_are_each_others_parent(tmp_path):
    one, two = organisation("a", parent_organization_id=pk("b")), organisation("b", parent_organization_id=pk("a"))
    right = organisation("c", parent_organization_id=pk("a"))
    data = [service("1", one), service("2", two), service("3", right)]

    assert refused(as_json(tmp_path / "x.json", data)) == {
        f"$[{number}].organization.parent_organization_id": "These organisations are each other’s parent."
        for number in (0, 1)
    }
    assert refused(as_json(tmp_path / "x.json", [service("1", organisation("a", parent_organization_id=pk("a")))]))
    assert not refused(as_json(tmp_path / "x.json", [service("3", right)])), "a parent elsewhere is no fault"


# -- tables -------------------------------------------------------------------------------------------------


def changed(name, place, row):
    return {**TWO_TABLES, name: [*TWO_TABLES[name][:place], row, *TWO_TABLES[name][place + 1 :]]}


@pytest.mark.parametrize(
    ("tables_", "place", "reason"),
    [
        (changed("services", 1, ["x", pk("Exemple"), "a", "active"]), "services.csv:2:id", "This is not an id (UUID)."),
        (changed("services", 1, [pk("s"), pk("Exemple"), "", "active"]), "services.csv:2:name", "This is missing."),
        (changed("services", 1, [pk("s"), pk("nobody"), "a", "active"]), "services.csv:2:organization_id",
         "Nothing in this file has this id."),
        (changed("services", 1, [pk("s"), pk("Exemple"), "a", "active", "x"]), "services.csv:2",
         "There are more cells than headers."),
        (changed("services", 0, ["ident", "organization_id", "name", "status"]), "services.csv:1:id",
         "This column is missing."),
        ({**TWO_TABLES, "services": [*TWO_TABLES["services"], TWO_TABLES["services"][1]]}, "services.csv:3:id",
         "The same id stands at services.csv:2."),
        ({**TWO_TABLES, "service_at_location": [["id", "service_id", "location_id"],
                                                [pk("p"), pk("service un"), pk("nowhere")]]},
         "service_at_location.csv:2:location_id", "Nothing in this file has this id."),
        ({**TWO_TABLES, "locations": [["id", "location_type", "latitude"], [pk("p"), "physical", "nord"]]},
         "locations.csv:2:latitude", "This must be a number."),
    ],
)  # fmt: skip
def test_tables_say_file_line_and_column(tmp_path, tables_, place, reason):
    assert refused(as_zip(tmp_path / "x.zip", tables_)) == {place: reason}


def test_what_belongs_to_nothing_is_named_and_not_kept(tmp_path):
    phones = [["id", "service_id", "number"], [pk("a"), pk("service un"), "025026949"], [pk("b"), pk("nobody"), "1"]]
    found = imports.read(as_zip(tmp_path / "x.zip", {**TWO_TABLES, "phones": phones, "menus": [["id"]]}))

    assert [(place, str(reason)) for place, reason in found.dropped] == [
        ("phones.csv:3", "It belongs to nothing in this file."), ("menus.csv", "The standard knows no such file."),
    ]  # fmt: skip
    assert found.services[0].told["phone"] == "+3225026949"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";"])
def test_tables_in_the_encodings_and_with_the_delimiters_that_programs_write(tmp_path, encoding, delimiter):
    members = {}
    for name, rows in TWO_TABLES.items():
        stream = io.StringIO(newline="")
        csv.writer(stream, delimiter=delimiter).writerows([[cell.replace("un", "été") for cell in row] for row in rows])
        members[f"{name}__csv"] = stream.getvalue().encode(encoding)

    found = imports.read(as_zip(tmp_path / "x.zip", {}, **members))

    assert [one.told["name_fr"] for one in found.services] == ["Service été"]


def test_a_quote_that_never_closes_names_its_file(tmp_path):
    path = as_zip(tmp_path / "x.zip", {}, services__csv=b'id,name\n1,"x\n')

    with pytest.raises(UnreadableTable, match=r"services\.csv"):
        imports.read(path)


@pytest.mark.parametrize("name", ["../services.csv", "/services.csv", "a/../../services.csv", "..\\services.csv"])
def test_a_member_outside_its_archive_stops_the_file(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr(name, "id\n")

    with pytest.raises(UnreadableTable, match="outside itself"):
        imports.read(tmp_path / "x.zip")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.zip"]


def test_a_bomb_is_counted_while_it_is_read(tmp_path):
    path = as_zip(tmp_path / "x.zip", {}, services__csv=b"id\n" + b"\x20" * (packages.MOST_UNPACKED + 1))
    assert path.stat().st_size < 100_000

    with pytest.raises(TooLarge, match="unpack"):
        imports.read(path)


def test_a_bomb_that_lies_about_its_size(tmp_path):
    path = as_zip(tmp_path / "x.zip", {}, services__csv=b"id\n" * 1_000_000)
    data = bytearray(path.read_bytes())
    for mark, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = data.index(mark) + offset
        data[place : place + 4] = (10).to_bytes(4, "little")
    path.write_bytes(data)

    with pytest.raises(Problem):
        imports.read(path)


@pytest.mark.parametrize("spoil", [lambda data: data[: len(data) // 2], lambda data: data.replace(b"csv", b"cs\x00")])
def test_a_damaged_archive(tmp_path, spoil):
    path = as_zip(tmp_path / "x.zip", TWO_TABLES)
    path.write_bytes(spoil(path.read_bytes()))

    with pytest.raises(Problem):
        imports.read(path)


def test_the_same_table_twice_and_too_many_members(tmp_path):
    with zipfile.ZipFile(tmp_path / "x.zip", "w") as archive:
        archive.writestr("a/services.csv", "id\n")
        archive.writestr("b/services.csv", "id\n")
    with pytest.raises(UnreadableTable, match="twice"):
        imports.read(tmp_path / "x.zip")
    with zipfile.ZipFile(tmp_path / "y.zip", "w") as archive:
        archive.writestr("services.csv", "id\n")
        for number in range(packages.MOST_MEMBERS):
            archive.writestr(f"{number}.txt", "")
    with pytest.raises(TooLarge, match="200 files"):
        imports.read(tmp_path / "y.zip")


def test_a_million_rows_are_bounded(tmp_path):
    rows = b"id,organization_id,name,status\n" + b"x,x,x,x\n" * 1_000_000
    with pytest.raises(TooLarge, match="200000 rows"):
        imports.read(as_zip(tmp_path / "x.zip", {}, services__csv=rows))


def test_too_many_services_or_bytes(tmp_path, monkeypatch):
    monkeypatch.setattr("palier.registry.partners.imports.hsds_json.MOST_SERVICES", 2)
    assert not refused(as_json(tmp_path / "x.json", [service("1"), service("2")]))
    with pytest.raises(NotAnExchange, match="2 services"):
        imports.read(as_json(tmp_path / "x.json", [service("1"), service("2"), service("3")]))
    monkeypatch.setattr("palier.registry.partners.imports.LARGEST", 100)
    with pytest.raises(TooLarge, match="100 bytes"):
        imports.read(tmp_path / "x.json")


def test_a_place_with_everything_in_a_thousand_services_is_not_multiplied_without_end(monkeypatch):
    monkeypatch.setattr(tables, "MOST_PARTS", 5_000)
    rows = [Told("organization", "o", {"id": pk("o")}), Told("location", "l", {"id": pk("l")})]
    rows += [Told("phone", "p", {"id": pk(f"phone {n}"), "location_id": pk("l")}) for n in range(100)]
    for number in range(100):
        rows.append(Told("service", "s", {"id": pk(f"s{number}"), "organization_id": pk("o")}))
        at = {"id": pk(f"at{number}"), "service_id": pk(f"s{number}"), "location_id": pk("l")}
        rows.append(Told("service_at_location", "a", at))

    with pytest.raises(TooMany):
        put_together(rows)


def test_links_in_circles_end():
    ids = {sheet.name: pk(sheet.name) for sheet in SHEETS}
    links = {"link_id": "metadata", "resource_id": "attribute", "parent_id": "taxonomy_term"}
    rows = [
        Told(sheet.name, sheet.file, {"id": ids[sheet.name]} | {
            column: ids[links.get(column, column.removesuffix("_id"))] for column in sheet.columns
            if column.endswith("_id") and links.get(column, column.removesuffix("_id")) in ids
        })
        for sheet in SHEETS
    ]  # fmt: skip
    services, _, _ = put_together(rows)

    assert len(services) == 1 and len(json.dumps(services[0].row)) < 100_000


def test_what_is_listed_of_a_hopeless_file_is_bounded(tmp_path):
    found = imports.read(as_json(tmp_path / "x.json", [{"id": "x", "status": "x"}] * 3_000))

    assert len(found.refused) == reading_rules.MOST_SAID


# -- what is understood, kept, or neither -------------------------------------------------------------------


def test_what_is_not_understood_and_what_is_not_shown_are_said_once(tmp_path):
    more = {
        "phones": [{"id": pk("p"), "number": "appelez-nous"}, {"id": pk("q"), "number": "025026949", "type": "fax"}],
        "languages": [{"id": pk("l"), "name": "klingon", "code": "tlh"}],
        "service_areas": [{"id": pk("a"), "name": "La Lune"}, {"id": pk("b"), "name": "Elsene"}],
        "schedules": [{"id": pk("s"), "freq": "WEEKLY", "byday": "XX"}],
        "fees_description": "gratuit",
        "their_own": 1,
    }
    found = imports.read(as_json(tmp_path / "x.json", [full() | more, full("deux") | {"fees_description": "10 €"}]))

    assert found.unclear == [
        ("$[0].phones[0].number", "appelez-nous"), ("$[0].phones[1].number", "025026949"),
        ("$[0].languages[0].code", "tlh"), ("$[0].service_areas[0].name", "La Lune"),
        ("$[0].schedules[0]", "WEEKLY XX"),
    ]  # fmt: skip
    assert found.unshown == {"service.fees_description", "service.their_own"}
    assert (found.services[0].told["phone"], found.services[0].told["area"]) == ("", ["21009"])


@pytest.mark.parametrize(
    ("url", "kept"), [("javascript:alert(1)", ""), ("https://exemple.invalid", "https://exemple.invalid")]
)
def test_an_address_that_a_page_would_run_is_not_taken(tmp_path, url, kept):
    found = imports.read(as_json(tmp_path / "x.json", [service(of=organisation(website=url))]))

    assert next(iter(found.partners.values())).told["url"] == kept


def test_a_table_of_our_own_columns_says_row_and_column(tmp_path):
    path = tmp_path / "x.csv"
    rows = [["source_id", "name_fr", "organisation_fr", "kind", "phone", "url", "email", "domains"],
            ["1", "Aide", "Maison", "association", "", "", "", ""],
            ["2", "", "Maison", "association", "", "", "", ""],
            ["3", "Aide", "Maison", "palais", "", "", "", ""],
            ["4", "Aide", "Maison", "police", "", "", "", ""],
            ["5", "Aide", "Autre", "", "12", "", "", ""],
            ["6", "Aide", "Autre", "", "", "javascript:x", "", ""],
            ["7", "Aide", "Autre", "", "", "", "pas une adresse", ""],
            ["8", "Aide", "Autre", "", "", "", "", "santé, rien"],
            ["1", "Aide", "Autre", "", "", "", "", ""]]  # fmt: skip
    with path.open("w", newline="") as stream:
        csv.writer(stream).writerows(rows)

    found = {(one.row, one.column) for one in imports.read(path).refused}

    assert found == {(3, "name_fr"), (4, "kind"), (5, "kind"), (6, "phone"), (7, "url"), (8, "email"), (9, "domains"),
                     (10, "source_id")}  # fmt: skip
