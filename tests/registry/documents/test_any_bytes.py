"""Whatever bytes come: an answer, never a crash. Honest files spoilt at random, and noise."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from palier.registry.documents.rules import FileKind
from tests.registry.documents import honest
from tests.registry.documents.hostile.images import _with_place
from tests.registry.documents.nursery import Nursery

BEGINNINGS = [
    b"",
    b"%PDF-1.7\n",
    b"\xff\xd8\xff\xe0",
    b"\x89PNG\r\n\x1a\n",
    b"PK\x03\x04",
    b"\xff\xfe",
    b"<",
    b"\xd0\xcf\x11\xe0",
]
SEEDS = [build() for build in honest.EACH.values()] + [honest.jpeg(exif=_with_place()), honest.pdf(3)]


@pytest.fixture(scope="module")
def nursery():
    with Nursery() as running:
        yield running


def answered(nursery, data):
    """An answer of the right shape, from a child that ended by itself."""
    ran = nursery.clean(data)
    assert ran.status == 0, data[:200]
    line, _newline, new = ran.answer.partition(b"\n")
    said = json.loads(line)
    if "refused" in said:
        assert new == b""
        assert len(said["refused"]) >= 2
    else:
        assert FileKind(said["kind"])
        assert new


@given(st.sampled_from(BEGINNINGS), st.binary(max_size=2_000))
@settings(max_examples=80)
def test_noise_is_answered(nursery, beginning, rest):
    answered(nursery, beginning + rest)


@given(st.sampled_from(SEEDS), st.data())
@settings(max_examples=120)
def test_an_honest_file_spoilt_anywhere_is_answered(nursery, seed, drawn):
    spoilt = bytearray(seed)
    for _time in range(drawn.draw(st.integers(1, 8))):
        place = drawn.draw(st.integers(0, len(spoilt) - 1))
        how = drawn.draw(st.sampled_from(["turn", "cut", "add", "copy"]))
        if how == "turn":
            spoilt[place] = drawn.draw(st.integers(0, 255))
        elif how == "cut":
            del spoilt[place : place + drawn.draw(st.integers(1, 50))]
            spoilt = spoilt or bytearray(b"x")
        elif how == "add":
            spoilt[place:place] = drawn.draw(st.binary(min_size=1, max_size=20))
        else:
            spoilt[place:place] = spoilt[place : place + 100]
    answered(nursery, bytes(spoilt))
