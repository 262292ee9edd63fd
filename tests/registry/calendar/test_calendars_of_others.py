"""Calendars made by other programs: the known recurrences of the shared cases, and our own small ones."""

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from palier.kernel.errors import InvalidInput
from palier.registry.calendar import imports

CASES = Path(__file__).resolve().parents[4] / "shared" / "cases" / "f_icalendar"
EXPECTED = json.loads((CASES / "dev_expected.json").read_text())["files"] if CASES.is_dir() else {}
RECURRING = sorted(name for name, row in EXPECTED.items() if row.get("expansion"))
MALFORMED = sorted(name for name, row in EXPECTED.items() if row["errors_collected"] or not row["components"])


def _ics(*lines: str) -> bytes:
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//test//", *lines, "END:VCALENDAR", ""]).encode()


def _event(**fields: str) -> list[str]:
    return ["BEGIN:VEVENT", f"UID:{abs(hash(str(fields)))}@test", "DTSTAMP:20240101T000000Z",
            *(f"{name}:{value}" for name, value in fields.items()), "END:VEVENT"]  # fmt: skip


@pytest.mark.parametrize("name", RECURRING)
def test_recurrences_agree_with_the_reference(name):
    asked = EXPECTED[name]["expansion"]
    first = dt.date.fromisoformat(asked["from"])
    last = dt.date.fromisoformat(asked["to_exclusive"]) - dt.timedelta(days=1)

    found = [
        one
        for calendar in imports.read((CASES / "dev" / name).read_bytes())
        for one in imports.occurrences(calendar, first, last)
    ]

    assert [str(one.start) for one in found] == asked["starts"]
    assert len(found) == asked["count"]


@pytest.mark.parametrize("name", MALFORMED)
def test_a_malformed_calendar_is_refused_with_words(name):
    with pytest.raises(InvalidInput) as refused:
        imports.read((CASES / "dev" / name).read_bytes())
    said = [str(message) for message in refused.value.fields["file"]]
    assert len(said) == 2 and all(said)


@pytest.mark.parametrize("name", sorted(set(EXPECTED) - set(MALFORMED)))
def test_an_honest_calendar_is_read(name):
    found = imports.read((CASES / "dev" / name).read_bytes())
    assert len(found) == EXPECTED[name]["components"]
    assert sum(len(one.walk("VEVENT")) for one in found) == EXPECTED[name]["events"]


def _libical():
    """Each VEVENT of libical's own list, with the number of events it must give."""
    text = (CASES / "dev" / "libical" / "recur.txt").read_text() if CASES.is_dir() else ""
    unfolded = re.sub(r"\n[ \t]", "", re.sub(r"(?m)^;.*\n", "", text))
    for block in re.findall(r"BEGIN:VEVENT.*?END:VEVENT", unfolded, re.DOTALL):
        wanted = re.search(r"X-EXPECT-NUMEVENTS:\s*(\d+)", block)
        if wanted:
            yield pytest.param(block, int(wanted[1]), id=re.sub(r"\W+", " ", block[12:90]).strip())


# RFC 5545 leaves open what a first day outside its own rule means: libical leaves it out, the library that reads for us
# counts it, as most calendar programs show it.
FIRST_DAY_OUTSIDE = {
    "starting Tue 2nd April 2002 RRULE FREQ WEEKLY INTERVAL 1 COUNT 6 BYDAY TH",
    "Friday the 13th",
    "until December24",
}


@pytest.mark.parametrize(("block", "wanted"), list(_libical()))
def test_recurrences_agree_with_libical(block, wanted):
    event = "\r\n".join(line for line in block.splitlines() if not line.startswith(("X-EXPECT", "DESCRIPTION")))
    if "EXRULE" in block:  # withdrawn from the standard; libical does not read it either
        with pytest.raises(InvalidInput):
            imports.read(_ics(event))
        return
    found = imports.occurrences(imports.read(_ics(event))[0], dt.date(1990, 1, 1), dt.date(2030, 12, 31))
    flat = re.sub(r"\W+", " ", block)
    assert len(found) == wanted + any(words in flat for words in FIRST_DAY_OUTSIDE)


# -- closures -------------------------------------------------------------------------------------------------


def _closures(*events: list[str]):
    data = _ics(*(line for event in events for line in event))
    taken, refused = imports.closures(data, dt.date(2026, 1, 1), dt.date(2026, 12, 31))
    return taken, [str(message) for message in refused]


def test_closures_are_taken_with_both_languages_and_their_days():
    taken, refused = _closures(
        _event(**{"DTSTART;VALUE=DATE": "20260515", "DTEND;VALUE=DATE": "20260516", "SUMMARY": "Pont / Brugdag"}),
        _event(
            **{"DTSTART;VALUE=DATE": "20261224", "DTEND;VALUE=DATE": "20270103", "SUMMARY": "Fin d’année / Eindejaar"}
        ),
    )
    assert refused == []
    assert [(one.first, one.last, one.words.nl) for one in taken] == [
        (dt.date(2026, 5, 15), dt.date(2026, 5, 15), "Brugdag"),
        (dt.date(2026, 12, 24), dt.date(2027, 1, 2), "Eindejaar"),
    ]


def test_a_closure_in_one_language_is_named_and_the_others_are_taken():
    taken, refused = _closures(
        _event(**{"DTSTART;VALUE=DATE": "20260515", "SUMMARY": "Pont"}),
        _event(**{"DTSTART;VALUE=DATE": "20260516", "SUMMARY": "Pont / Brugdag"}),
    )
    assert [one.first for one in taken] == [dt.date(2026, 5, 16)]
    assert len(refused) == 1 and "2026-05-15" in refused[0] and "Pont" in refused[0]


def test_an_hour_near_midnight_belongs_to_its_brussels_day():
    taken, _ = _closures(_event(DTSTART="20260706T223000Z", DTEND="20260707T070000Z", SUMMARY="Une / Een"))
    assert [(one.first, one.last) for one in taken] == [(dt.date(2026, 7, 7), dt.date(2026, 7, 7))]


def test_what_comes_back_every_second_is_refused_before_it_is_counted():
    with pytest.raises(InvalidInput, match=r".*") as refused:
        _closures(_event(DTSTART="20260101T000000Z", RRULE="FREQ=SECONDLY", SUMMARY="a / b"))
    assert "every hour" in str(refused.value.fields["file"][0])


@pytest.mark.parametrize("data", [b"", b"\x00\xff", b"hello", b"BEGIN:VCALENDAR", b"<html>", "é".encode("utf-16")])
def test_what_is_no_calendar_is_refused(data):
    with pytest.raises(InvalidInput):
        imports.read(data)


def test_a_file_that_is_too_large_is_refused_unread():
    with pytest.raises(InvalidInput) as refused:
        imports.read(_ics(*[line for _ in range(20_000) for line in _event(SUMMARY="x")]))
    assert "1 MB" in str(refused.value.fields["file"][0])
