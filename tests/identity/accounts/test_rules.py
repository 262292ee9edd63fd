"""Which PIN is refused, and what a browser is called."""

import datetime as dt

import pytest

from palier.identity.accounts.rules import Browser, System, is_idle, is_over, is_weak, what_it_is

NOW = dt.datetime(2026, 11, 25, 12, tzinfo=dt.UTC)


@pytest.mark.parametrize("pin", [
    "000000", "999999", "123456", "654321", "890123", "210987", "121212", "112211", "111222", "123123", "123321", "159753",
])  # fmt: skip
def test_what_somebody_would_try_first_is_weak(pin):
    assert is_weak(pin)


@pytest.mark.parametrize("pin", ["802614", "190375", "123457", "664219", "100203"])
def test_six_other_digits_are_not(pin):
    assert not is_weak(pin)


@pytest.mark.parametrize(("agent", "said"), [
    ("Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0", (Browser.FIREFOX, System.WINDOWS)),
    ("Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/140.0 Safari/537.36 Edg/140.0", (Browser.EDGE, System.WINDOWS)),
    ("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36", (Browser.CHROME, System.LINUX)),
    ("Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36", (Browser.CHROME, System.ANDROID)),
    ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1", (Browser.SAFARI, System.IPHONE)),
    ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Version/18.0 Safari/605.1", (Browser.SAFARI, System.MACOS)),
    ("", (Browser.OTHER, System.OTHER)),
])  # fmt: skip
def test_a_browser_in_two_words(agent, said):
    assert what_it_is(agent) == said


def test_ten_minutes_and_ten_hours():
    assert is_idle(NOW - dt.timedelta(minutes=10), NOW, 10)
    assert not is_idle(NOW - dt.timedelta(minutes=9, seconds=59), NOW, 10)
    assert is_over(NOW - dt.timedelta(hours=10), NOW)
    assert not is_over(NOW - dt.timedelta(hours=9, minutes=59), NOW)
