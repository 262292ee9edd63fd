"""Amounts as people write them and as they read them."""

from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.kernel.money import AmbiguousAmount, NotAnAmount, in_euros, read_decimal, read_euros


@pytest.mark.parametrize(
    ("text", "decimal", "amount"),
    [
        ("21.508 €", ",", "21508"),
        ("16,672€", ".", "16672"),
        ("5,51", None, "5.51"),
        ("1 234,50", None, "1234.50"),
        ("1\u202f234,50 €", ",", "1234.50"),
        ("1.234,5", None, "1234.5"),
        ("1,234.5", None, "1234.5"),
        ("1.234.567", None, "1234567"),
        ("0,125", None, "0.125"),
        ("1234,567", None, "1234.567"),
        ("-3", ",", "-3"),
        ("\u22123,20", ",", "-3.20"),
        ("12,50-", ",", "-12.50"),
        ("(12,50)", ",", "-12.50"),
        ("5,-", ",", "5"),
        ("€ 1.250,-", ",", "1250"),
        ("EUR 12", ",", "12"),
        ("1234EUR", ".", "1234"),
        ("1'234.50", ".", "1234.50"),
    ],
)
def test_read(text, decimal, amount):
    assert read_decimal(text, decimal=decimal) == Decimal(amount)


@pytest.mark.parametrize(
    ("text", "decimal", "error"),
    [
        ("21.508", None, AmbiguousAmount),
        ("16,672€", None, AmbiguousAmount),
        ("", ",", NotAnAmount),
        ("abc", ",", NotAnAmount),
        ("12.34", ",", NotAnAmount),  # the point only groups thousands here
        ("1.23.456", ",", NotAnAmount),
        ("1,2,3", ",", NotAnAmount),
        ("1 2 3", None, NotAnAmount),
        ("--5", ",", NotAnAmount),
        ("1e5", ",", NotAnAmount),
        ("٣", ",", NotAnAmount),
        ("NaN", ",", NotAnAmount),
        ("€", ",", NotAnAmount),
    ],
)
def test_refuse(text, decimal, error):
    with pytest.raises(error) as caught:
        read_decimal(text, decimal=decimal)
    assert type(caught.value) is error


def test_euros_have_two_decimals():
    assert read_euros("21.508 €", decimal=",") == 21508
    with pytest.raises(AmbiguousAmount):
        read_euros("16,672€", decimal=",")


def test_show():
    assert in_euros(Decimal("1234.5"), "fr") == "1\u202f234,50\u202f€"
    assert in_euros(Decimal("-1234.505"), "nl") == "€\u202f-1.234,51"
    assert in_euros(Decimal("-0.001"), "fr") == "0,00\u202f€"
    with pytest.raises(ValueError, match="finite"):
        in_euros(Decimal("NaN"), "fr")


@given(st.decimals(-(10**12), 10**12, places=2), st.sampled_from(["fr", "nl"]))
def test_what_we_show_we_read(amount, language):
    assert read_euros(in_euros(amount, language), decimal=",") == amount


@given(st.text(), st.sampled_from([",", ".", None]))
def test_any_text_is_read_or_refused(text, decimal):
    with suppress(NotAnAmount):
        assert read_decimal(text, decimal=decimal).is_finite()
