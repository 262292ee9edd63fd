"""The pure decisions of these pages."""

import datetime

import pytest

from palier.casework.cases.rules import Result
from palier.desk.my_day.rules import call_again_on, first_line, review_is_overdue, uncovered
from palier.kernel.names import initials

FRIDAY = datetime.date(2026, 11, 20)


@pytest.mark.parametrize(
    ("result", "day"),
    [
        (Result.I_CALLED, None),
        (Result.NO_ANSWER, datetime.date(2026, 11, 23)),
        (Result.MESSAGE_LEFT, datetime.date(2026, 11, 23)),
    ],
)
def test_a_call_comes_back_on_a_working_day(result, day):
    assert call_again_on(result, FRIDAY) == day


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Amina Exemple", "A. E."),
        ("Zoé Exemple 3fa2", "Z. E. F."),
        ("Jean-Luc d'Exemple", "J. L. D. E."),
        ("", ""),
        ("12345", ""),
        ("Élise", "É."),
    ],
)
def test_initials(name, short):
    assert initials(name) == short


def test_the_first_line_is_cut_at_a_word():
    assert first_line("\n  Une ligne. \nUne autre") == "Une ligne."
    assert first_line("mot " * 60, limit=12) == "mot mot mot…"
    assert first_line("") == ""


def test_a_site_is_uncovered_when_one_of_its_buildings_is():
    assert uncovered({"a": "one", "b": "one", "c": "two"}, {"a", "two"}, ["one", "two", "three"]) == {"one", "three"}
    assert uncovered({"a": "one"}, {"one"}, ["one"]) == set()


def test_a_review_is_due_within_seven_days():
    opened = datetime.datetime(2026, 11, 1, 9, tzinfo=datetime.UTC)

    assert not review_is_overdue(opened, opened + datetime.timedelta(days=7))
    assert review_is_overdue(opened, opened + datetime.timedelta(days=7, seconds=1))
