"""Tables that are too large, long ones that stream, and the files of others when they are at hand."""

import json
import tracemalloc
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from palier.kernel.tables import DuplicateColumn, NoSuchTable, TooLarge, UnreadableTable, read_table

NEEDED = ("source_id", "last_name")


def workbook(folder: Path, fill, **options) -> Path:
    path = folder / "people.xlsx"
    book = xlsxwriter.Workbook(str(path), options)
    fill(book)
    book.close()
    return path


def ods(folder: Path, rows: str) -> Path:
    path = folder / "people.ods"
    names = "".join(f' xmlns:{n}="urn:oasis:names:tc:opendocument:xmlns:{n}:1.0"' for n in ("office", "table", "text"))
    content = (
        f'<?xml version="1.0"?><office:document-content{names}><office:body><office:spreadsheet>'
        f'<table:table table:name="Blad1">{rows}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet", zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>',
        )
    return path


def ods_row(*texts: str, more: str = "") -> str:
    cells = "".join(
        f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in texts
    )
    return f"<table:table-row>{cells}{more}</table:table-row>"


BLANK_TAIL = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'


def test_open_document(tmp_path):
    path = ods(tmp_path, ods_row(*NEEDED) + ods_row("1", "Zoë") + BLANK_TAIL)
    (row,) = read_table(path, needed=NEEDED).rows
    assert (row.number, row.cells) == (2, {"source_id": "1", "last_name": "Zoë"})


@pytest.mark.parametrize("attribute", ['rows-repeated="9999999"', 'columns-repeated="9999"'])
def test_open_document_bombs(tmp_path, attribute):
    cell = '<table:table-cell office:value-type="string" {}><text:p>x</text:p></table:table-cell>'
    on_row, on_cell = (attribute, "") if attribute.startswith("rows") else ("", attribute)
    row = "<table:table-row {}>{}</table:table-row>".format(
        on_row and f"table:number-{on_row}", cell.format(on_cell and f"table:number-{on_cell}")
    )
    with pytest.raises(TooLarge):
        read_table(ods(tmp_path, ods_row(*NEEDED) + row), needed=NEEDED)


def test_two_cells_far_apart_are_refused(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NEEDED)
        sheet.write(1_000_100, 400, "x")

    with pytest.raises(TooLarge):
        read_table(workbook(tmp_path, fill), needed=NEEDED)


def archive(path: Path, sheet: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/sheet.png", sheet)
    return path


@pytest.mark.parametrize(
    "sheet",
    [
        '<x:row xmlns:x="x"><x:c s="1" title="' + "y" * 5000 + '" r="XFD1048576"><x:v>1</x:v></x:c></x:row>',
        '<a><row r="1000001"><c><v>1</v></c></row></a>',
        '<a><row r="900000"><c r="A1"><v>1</v></c><c r="SF900000"><is/></c></row></a>',
    ],
)
def test_cells_are_found_however_they_are_written(tmp_path, sheet):
    with pytest.raises(TooLarge):
        read_table(archive(tmp_path / "a.xlsx", sheet), needed=NEEDED)


@pytest.mark.parametrize("sheet", ["<a><b></a>", '<!DOCTYPE a [<!ENTITY b "bb">]><a/>', '<a><row r="x"/></a>'])
def test_broken_parts_are_refused(tmp_path, sheet):
    with pytest.raises(UnreadableTable):
        read_table(archive(tmp_path / "a.xlsx", sheet), needed=NEEDED)


def test_cells_that_are_only_formatted_do_not_count(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, NEEDED)
        sheet.write_row(1, 0, ["1", "Claes"])
        sheet.write_blank(1_048_575, 0, None, book.add_format({"bold": True}))
        sheet.write_blank(1, 16_383, None, book.add_format({"bold": True}))

    assert len(list(read_table(workbook(tmp_path, fill), needed=NEEDED).rows)) == 1


def test_a_sheet_that_unpacks_to_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    with pytest.raises(TooLarge):
        read_table(path, needed=NEEDED)


def test_a_long_csv_streams(tmp_path):
    path = tmp_path / "long.csv"
    with path.open("w", encoding="utf-8") as stream:
        stream.write("source_id;last_name;street\n")
        stream.writelines(f"{n};Name {n};Rue Haute {n}\n" for n in range(100_000))
    tracemalloc.start()
    count = sum(1 for _ in read_table(path, needed=NEEDED).rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 100_000
    assert peak < 8_000_000  # the file is about 3.5 MB; its rows as dicts would be 40


def test_a_long_workbook_streams(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, [*NEEDED, "street"])
        for number in range(1, 40_001):
            sheet.write_row(number, 0, [number, f"Name {number}", f"Rue Haute {number}"])

    path = workbook(tmp_path, fill, constant_memory=True)
    tracemalloc.start()
    table = read_table(path, needed=NEEDED)
    count = sum(1 for _ in table.rows)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert count == 40_000
    assert peak < 16_000_000


def test_csv_spectrum(robustness):
    for path in sorted((robustness / "csv_spectrum").glob("*.csv")):
        expected = json.loads(path.with_suffix(".json").read_text("utf-8"))
        table = read_table(path, needed=list(expected[0]))
        assert [row.cells for row in table.rows] == expected, path.name


MAPS = {
    "blank-cells.csv": ({"id": "source_id", "name": "last_name"}, 5),
    "blank-rows-no-fields.csv": ({"id": "source_id", "name": "last_name"}, 2),
    "table-delimiter.csv": ({"id": "source_id", "name": "last_name"}, 2),
    "table-unicode-headers.csv": ({"id": "source_id", "国人": "last_name"}, 2),
    "invalid__data2.csv": ({"parent": "source_id", "comment": "last_name"}, 3),
    "multiline-headers.xlsx": ({"Region": "source_id", "from baseline (%)": "last_name"}, 1),
}


def test_files_of_others(robustness):
    files = sorted((robustness / "frictionless").iterdir())
    assert files
    for path in files:
        if path.name in MAPS:
            columns, count = MAPS[path.name]
            assert len(list(read_table(path, needed=NEEDED, columns=columns).rows)) == count, path.name
        with pytest.raises(NoSuchTable) as caught:
            read_table(path, needed=NEEDED)
        assert bool(caught.value.found_header) == (path.stat().st_size > 0), path.name
    for name in ("duplicate-column.csv", "capital-invalid.csv"):
        with pytest.raises(DuplicateColumn):
            read_table(robustness / "frictionless" / name, needed=["x"], columns={"B": "x", "name": "x"})
