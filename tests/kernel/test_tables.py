"""Tables found and read in files written here, and in files of others when they are at hand."""

import datetime as dt
from pathlib import Path

import pytest
import xlsxwriter

from palier.kernel.table_errors import UnreadableTable
from palier.kernel.tables import DuplicateColumn, NoSuchTable, Table, read_table

NEEDED = ("source_id", "last_name")


def text_file(folder: Path, text: str, encoding: str = "utf-8") -> Path:
    path = folder / "people.csv"
    path.write_bytes(text.encode(encoding))
    return path


def workbook(folder: Path, fill, **options) -> Path:
    path = folder / "people.xlsx"
    book = xlsxwriter.Workbook(str(path), options)
    fill(book)
    book.close()
    return path


def rows_of(table: Table) -> list[tuple[int, dict[str, object]]]:
    return [(row.number, row.cells) for row in table.rows]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_and_delimiters(tmp_path, delimiter, encoding):
    text = f"source_id{delimiter}last_name\r\n1{delimiter}Zoë Lefèvre\r\n"
    table = read_table(text_file(tmp_path, text, encoding), needed=NEEDED)
    assert rows_of(table) == [(2, {"source_id": "1", "last_name": "Zoë Lefèvre"})]
    assert (table.header, table.sheet) == (("source_id", "last_name"), None)


def test_their_headers_through_a_map(tmp_path):
    path = text_file(tmp_path, "N° client; NOM ;Prenom\n7;Ünal;Ayşe\n")
    columns = {"N° client": "source_id", "Nom": "last_name", "Prénom": "first_name"}
    table = read_table(path, needed=NEEDED, optional=["first_name", "email"], columns=columns)
    assert rows_of(table) == [(2, {"source_id": "7", "last_name": "Ünal", "first_name": "Ayşe"})]
    assert table.columns["source_id"] == "N° client"


def test_a_mapped_header_no_longer_answers_to_our_name(tmp_path):
    path = text_file(tmp_path, "source_id,last_name,id\nx,Peeters,7\n")
    table = read_table(path, needed=NEEDED, columns={"source_id": "batch", "id": "source_id"})
    assert rows_of(table) == [(2, {"source_id": "7", "last_name": "Peeters"})]


def test_titles_blanks_quoted_newlines_short_rows_and_totals(tmp_path):
    text = (
        "Liste des locataires;;\n;;\nsource_id;last_name;phone\n1;Total;02\n\n;;\n"
        '2;"De\nSmet";\n3;"A ""B"""\nSous-total;;9\n4;Sommer;\nTotal : 4;;\nAantal;;4\n;;\n'
    )
    table = read_table(text_file(tmp_path, text), needed=NEEDED, optional=["phone"])
    assert [(number, cells["last_name"]) for number, cells in rows_of(table)] == [
        (4, "Total"),
        (7, "De\nSmet"),
        (8, 'A "B"'),
        (9, ""),  # a subtotal in the middle is a row like any, for the importer to refuse
        (10, "Sommer"),
    ]
    assert table.totals == [11, 12]


def test_surplus_cells_are_counted(tmp_path):
    table = read_table(text_file(tmp_path, "source_id,last_name,,\n1,Dupont, Jean,x\n2,Claes,,\n"), needed=NEEDED)
    assert [row.surplus for row in table.rows] == [2, 0]


def test_sep_line(tmp_path):
    table = read_table(text_file(tmp_path, "sep=^\nsource_id^last_name\n1^Claes\n"), needed=NEEDED)
    assert rows_of(table) == [(3, {"source_id": "1", "last_name": "Claes"})]


def test_no_such_table_shows_the_header_found(tmp_path):
    with pytest.raises(NoSuchTable) as caught:
        read_table(text_file(tmp_path, "Rapport\nid;last_name;born\n1;Claes;2000\n"), needed=NEEDED)
    assert caught.value.found_header == ("id", "last_name", "born")
    assert caught.value.needed == NEEDED


def test_duplicate_columns_are_both_named(tmp_path):
    with pytest.raises(DuplicateColumn) as caught:
        read_table(text_file(tmp_path, "source_id,last_name,x,Last name\n1,a,b,c\n"), needed=NEEDED)
    assert caught.value.columns == ("last_name (B)", "Last name (D)")


@pytest.mark.parametrize(
    ("data", "options"),
    [
        (b'source_id,last_name\n1,"Jean "Jo" Dupont"\n', {}),
        (b'source_id,last_name\n1,"never closed\n', {}),
        (b"source_id,last_name\n1,\xe9\n", {"encoding": "utf-8"}),
        (b"source_id,last_name\n1,\x81\n", {}),
        (b"source_id,last_name\n1," + b"x" * 1_100_000 + b"\n", {}),
        (b"source_id,last_name\n1" + b"," * 600 + b"\n", {}),
        (b"source_id,last_name\n", {"encoding": "klingon"}),
        (b"%PDF-1.7 source_id,last_name", {}),
        (b"<html><table><tr><td>source_id", {}),
        (b"\x7fELF\x02" + bytes(range(256)) * 8, {}),
        (b"PK\x03\x04 not really", {}),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 not really", {}),
    ],
)
def test_unreadable_files_say_so(tmp_path, data, options):
    path = tmp_path / "people.xlsx"
    path.write_bytes(data)
    with pytest.raises(UnreadableTable):
        list(read_table(path, needed=NEEDED, **options).rows)


def test_no_file(tmp_path):
    with pytest.raises(UnreadableTable):
        read_table(tmp_path / "missing.csv", needed=NEEDED)


def test_workbook_second_sheet_merged_header_and_types(tmp_path):
    def fill(book):
        book.add_worksheet("Notes").write("A1", "Bonjour")
        book.add_worksheet("Vorig jaar").hide()
        sheet = book.get_worksheet_by_name("Vorig jaar")
        sheet.write_row(0, 0, NEEDED)
        sheet = book.add_worksheet("Locataires")
        sheet.merge_range("C1:F1", "Résidence du Parc")
        sheet.merge_range("C3:D3", "Locataire", book.add_format())
        sheet.write_row("C4", ["source_id", "last_name"])
        sheet.merge_range("E3:E4", "born", book.add_format())
        sheet.write("F3", "active")
        sheet.write_row("C5", [12, "Claes"])
        sheet.write_datetime("E5", dt.datetime(1980, 3, 1), book.add_format({"num_format": "dd/mm/yyyy"}))
        sheet.write_boolean("F5", True)
        sheet.write_row("C8", ["13", "Öz", 29000, "oui"])
        sheet.write("C9", "Total")
        sheet.write("F9", 2)

    table = read_table(workbook(tmp_path, fill), needed=[*NEEDED, "born"], optional=["active"])
    assert table.sheet == "Locataires"
    assert rows_of(table) == [
        (5, {"source_id": 12.0, "last_name": "Claes", "born": dt.date(1980, 3, 1), "active": True}),
        (8, {"source_id": "13", "last_name": "Öz", "born": 29000.0, "active": "oui"}),
    ]
    assert table.totals == [9]


def test_a_header_over_two_rows_may_be_named_by_both(tmp_path):
    def fill(book):
        sheet = book.add_worksheet()
        sheet.merge_range("A1:B1", "Locataire")
        sheet.write_row("A2", ["N°", "Nom"])
        sheet.merge_range("C1:D1", "Partenaire")
        sheet.write_row("C2", ["N°", "Nom"])
        sheet.write_row("A3", ["1", "Claes", "2", "Maes"])

    columns = {"Locataire N°": "source_id", "Partenaire Nom": "last_name"}
    table = read_table(workbook(tmp_path, fill), needed=NEEDED, columns=columns)
    assert rows_of(table) == [(3, {"source_id": "1", "last_name": "Maes"})]
    assert table.header[0] == "Locataire N°"


def test_duplicate_columns_of_a_workbook_by_their_letters(tmp_path):
    fill = lambda book: book.add_worksheet().write_row("C2", ["source_id", "last_name", "last_name"])  # noqa: E731
    with pytest.raises(DuplicateColumn) as caught:
        read_table(workbook(tmp_path, fill), needed=NEEDED)
    assert caught.value.columns == ("last_name (D)", "last_name (E)")
