"""A recording is judged by its content: four kinds, small, short, without a name; whatever else is sent is refused, with advice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.kernel.errors import InvalidInput
from palier.registry.documents.imports.signatures import EICAR
from palier.registry.notices.imports import sound
from palier.registry.notices.rules.sounds import LARGEST, Part, SoundKind, part_asked
from tests.registry.notices import voices

ONES = {
    SoundKind.MP3: voices.mp3(),
    SoundKind.OGG: voices.ogg(),
    SoundKind.M4A: voices.m4a(),
    SoundKind.WAV: voices.wav(),
}


def why(data):
    with pytest.raises(InvalidInput) as refused:
        sound(data)
    return " ".join(str(one) for one in refused.value.fields["file"])


@pytest.mark.parametrize("kind", SoundKind)
def test_each_kind_is_known_by_its_content_and_its_length_is_read(kind):
    found = sound(ONES[kind])

    assert found.kind == kind
    assert found.seconds == 2


@pytest.mark.parametrize("kind", SoundKind)
def test_no_name_and_no_place_is_kept(kind):
    assert voices.NAME in ONES[kind]

    kept = sound(ONES[kind]).data

    assert voices.NAME not in kept and b"rue Fictive" not in kept and b"50.8503" not in kept
    assert sound(kept).seconds == 2  # and it is still a recording


def test_a_name_behind_the_sound_goes_too():
    old = b"TAG" + voices.NAME.ljust(125, b"\0")

    assert voices.NAME not in sound(voices.mp3(tagged=False) + old).data


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7 not a sound",
        b"<html><script>alert(1)</script></html>",
        b"\x89PNG\r\n\x1a\n" + bytes(100),
        b"MZ" + bytes(200),
        b"a letter in plain words",
        voices.m4a(handler=b"vide"),
    ],
)
def test_what_is_no_recording_is_refused_with_the_list_of_what_is_taken(data):
    assert "MP3, M4A, Ogg" in why(data)


@pytest.mark.parametrize(
    "data",
    [
        b"\xff\xfb\x14\xc4" + bytes(90),  # one frame, cut
        b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + bytes(50),
        b"OggS" + bytes(60),
        voices.ogg()[:60],
        b"RIFF\xff\xff\xff\xffWAVEfmt ",
        voices.wav()[:30],
        b"\0\0\0\x14ftypM4A \0\0\0\0isom" + b"\0\0\0\x02moov",
        voices.m4a()[:-1990][:120],
    ],
)
def test_what_begins_like_one_and_does_not_hold_together_is_refused(data):
    assert "damaged" in why(data) or "no recording" in why(data)


def test_too_large_too_long_too_short_and_empty_each_say_so():
    assert "larger than 200 kB" in why(voices.mp3() + bytes(LARGEST))
    assert "lasts" in why(voices.mp3(frames=30, tagged=False))
    assert "empty" in why(b"")
    long = voices.ogg(seconds=121)
    assert "lasts 121 seconds" in why(long)
    assert sound(voices.ogg(seconds=120)).seconds == 120


def test_a_virus_scanner_that_does_not_answer_lets_nothing_pass(monkeypatch, tmp_path):
    monkeypatch.setenv("PALIER_CLAMD", str(tmp_path / "nobody.sock"))

    assert "viruses" in why(voices.mp3())


def test_the_harmless_test_virus_is_found():
    assert "virus" in why(voices.mp3() + EICAR)


@given(st.sampled_from(list(ONES.values())), st.integers(0, 3000), st.binary(min_size=1, max_size=40))
def test_spoilt_bytes_are_a_recording_or_a_clear_refusal(data, place, spoilt):
    bent = data[:place] + spoilt + data[place + len(spoilt) :]
    try:
        assert 0 < len(sound(bent).data) <= LARGEST
    except InvalidInput as refused:
        assert refused.fields["file"]


@given(
    st.sampled_from([b"ID3", b"\xff\xfb", b"OggS", b"\0\0\0\x18ftyp", b"RIFF\0\0\0\0WAVE"]), st.binary(max_size=2000)
)
def test_any_bytes_behind_a_right_beginning_are_a_recording_or_a_clear_refusal(begins, rest):
    try:
        assert 0 < len(sound(begins + rest).data) <= LARGEST
    except InvalidInput as refused:
        assert refused.fields["file"]


@pytest.mark.parametrize(
    ("header", "part"),
    [
        ("", None),
        ("bytes=0-1", Part(0, 1)),
        ("bytes=5-", Part(5, 9)),
        ("bytes=-3", Part(7, 9)),
        ("bytes=-30", Part(0, 9)),
        ("bytes=2-99", Part(2, 9)),
        ("bytes=0-1,4-5", None),
        ("lines=1-2", None),
        ("bytes=-", None),
    ],
)
def test_the_part_a_player_asks_for(header, part):
    assert part_asked(header, 10) == part


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=5-2", "bytes=-0"])
def test_a_part_outside_the_file_is_none(header):
    with pytest.raises(ValueError):
        part_asked(header, 10)
