"""One cell read, one cell written."""

import csv
import datetime as dt
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.kernel import table_cells as cells
from palier.kernel.spreadsheets import Sheet, neutralise, without_apostrophe, write_csv, write_xlsx
from palier.kernel.table_cells import BadCell
from palier.kernel.tables import read_table

D = dt.date
READ = [
    (cells.as_text, None, ""),
    (cells.as_text, " Claes\u00a0", "Claes"),
    (cells.as_text, 12.0, "12"),
    (cells.as_text, 12.5, "12.5"),
    (cells.as_text, 85073099928.0, "85073099928"),
    (cells.as_text, True, "true"),
    (cells.as_text, D(2026, 11, 26), "2026-11-26"),
    (cells.as_text, dt.datetime(2026, 11, 26), "2026-11-26"),
    (cells.as_day, "", None),
    (cells.as_day, None, None),
    (cells.as_day, dt.datetime(2024, 12, 31, 23, 30), D(2024, 12, 31)),
    (cells.as_day, "31/12/2024", D(2024, 12, 31)),
    (cells.as_day, " 3.4.2024 ", D(2024, 4, 3)),
    (cells.as_day, "2024-12-31", D(2024, 12, 31)),
    (cells.as_day, "2024-12-31T00:00:00", D(2024, 12, 31)),
    (cells.as_day, 45657.0, D(2024, 12, 31)),
    (cells.as_day, "45657", D(2024, 12, 31)),
    (cells.as_decimal, "1.234,50", Decimal("1234.50")),
    (cells.as_decimal, 0.1, Decimal("0.1")),
    (cells.as_decimal, 3, Decimal(3)),
    (cells.as_whole, "3,0", 3),
    (cells.as_whole, 3.0, 3),
    (cells.as_whole, "", None),
    (cells.as_yes_no, "Ja", True),
    (cells.as_yes_no, False, False),
    (cells.as_yes_no, 1.0, True),
    (cells.as_yes_no, " ", None),
    (cells.as_phone, 470123456.0, "+32470123456"),
    (cells.as_phone, "0470/12.34.56", "+32470123456"),
    (cells.as_phone, "", None),
]
REFUSED = [
    (cells.as_text, 1e17, "lost its last digits"),
    (cells.as_text, "a\x00b", "null"),
    (cells.as_text, float("nan"), "not a number"),
    (cells.as_day, "31/02/2024", "no such day"),
    (cells.as_day, "12/31/2024", "month seems to stand first"),
    (cells.as_day, "01/02/03", "two digits"),
    (cells.as_day, "31/12-2024", "not a day"),
    (cells.as_day, "soon", "not a day"),
    (cells.as_day, "٣١/١٢/٢٠٢٤", "not a day"),
    (cells.as_day, "01/01/0224", "cannot be right"),
    (cells.as_day, 59, "not a day"),
    (cells.as_day, True, "not a day"),
    (cells.as_day, float("inf"), "not a day"),
    (cells.as_decimal, "12.34", "parts the decimals"),
    (cells.as_decimal, True, "not a number"),
    (cells.as_whole, "3,5", "whole"),
    (cells.as_yes_no, "maybe", "neither"),
    (cells.as_phone, "112", "telephone"),
]


@pytest.mark.parametrize(("read", "value", "expected"), READ)
def test_read(read, value, expected):
    assert read(value) == expected


@pytest.mark.parametrize(("read", "value", "reason"), REFUSED)
def test_refuse(read, value, reason):
    with pytest.raises(BadCell, match=reason) as caught:
        read(value)
    assert caught.value.reason.msgid


def test_day_by_the_format_of_the_column():
    assert cells.as_day("12/31/2024", "%m/%d/%Y") == D(2024, 12, 31)
    with pytest.raises(BadCell, match="%d/%m/%Y"):
        cells.as_day("2024-12-31", "%d/%m/%Y")


def test_choice():
    roles = {"Chef de ménage": "head", "head": "head", "enfant": "child"}
    assert cells.as_choice("CHEF DE MENAGE ", roles) == "head"
    assert cells.as_choice("", roles) is None
    with pytest.raises(BadCell, match="one of"):
        cells.as_choice("boss", roles)


_any_cell = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.dates(), st.datetimes(), st.times(),
    st.timedeltas(), st.from_regex(r"\A\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4}\Z"),
)  # fmt: skip


@given(
    _any_cell,
    st.sampled_from([cells.as_text, cells.as_day, cells.as_decimal, cells.as_whole, cells.as_yes_no]),
)
def test_any_cell_is_read_or_refused(value, read):
    try:
        read(value)
    except BadCell as problem:
        assert str(problem)


@pytest.mark.parametrize(
    "text", ["=1+1", "+32", "-5", "@SUM(A1)", "\tx", "\rx", "＝1", "－1", " =1", "\ufeff=1", "\n=1"]
)
def test_formulas_become_text(text):
    assert neutralise(text) == "'" + text


@pytest.mark.parametrize("cell", [-5, -5.5, Decimal("-5"), None, "", "a=b", "Claes-Maes", "'=1", True, D(2026, 1, 1)])
def test_the_rest_stays(cell):
    assert neutralise(cell) == cell


def test_csv_for_a_double_click():
    stream = io.StringIO(newline="")
    row = [
        "=cmd",
        Decimal("-1234.50"),
        2.5,
        True,
        D(2026, 11, 26),
        dt.datetime(2026, 11, 26, 9),
        None,
        'a"b;c',
    ]
    write_csv(stream, ["a", "-b"], [row])
    assert stream.getvalue() == ('a;\'-b\r\n\'=cmd;-1234,50;2,5;1;2026-11-26;2026-11-26 09:00;;"a""b;c"\r\n')


def test_workbook_holds_text_numbers_and_days(tmp_path):
    path = tmp_path / "out.xlsx"
    row = ["=1+1", "https://example.org", -5, Decimal("1.5"), True, D(2026, 11, 26), None]
    header = ["text", "link", "whole", "decimal", "yes", "day", "none"]
    write_xlsx(str(path), [Sheet("People: [all] and a title far too long", header, [row])])
    (found,) = read_table(path, needed=header).rows
    assert list(found.cells.values()) == ["=1+1", "https://example.org", -5, 1.5, True, D(2026, 11, 26), ""]


def test_same_rows_same_bytes():
    written = []
    for _ in range(2):
        stream = io.BytesIO()
        write_xlsx(stream, [Sheet("A", ["x"], [["é"], [1]])])
        written.append(stream.getvalue())
    assert written[0] == written[1]
    with pytest.raises(ValueError, match="32767"):
        write_xlsx(io.BytesIO(), [Sheet("A", ["x"], [["x" * 40_000]])])


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1))
def test_no_written_text_starts_a_formula(texts):
    stream = io.StringIO(newline="")
    write_csv(stream, ["h"] * len(texts), [texts])
    row = list(csv.reader(io.StringIO(stream.getvalue(), newline=""), delimiter=";"))[1]
    for before, after in zip(texts, row, strict=True):
        assert not after.startswith(("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"))
        assert after in (before, "'" + before)


@pytest.mark.parametrize("cell", ["=1+1", "+3225026949", " -5", "'t Huis", "Aide", "'", 12, None])
def test_what_was_neutralised_is_read_back_as_it_was(cell):
    assert without_apostrophe(neutralise(cell)) == cell
