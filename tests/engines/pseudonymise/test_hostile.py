"""Whatever is typed: no crash, in bounded time, and what is not replaced stays."""

import json
import subprocess
import sys
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from palier.engines.bad_input import BadInput
from palier.engines.pseudonymise import LONGEST, pseudonymise

PIECES = (
    "Mme Zoubirane", "van den dungen", "[Personne 1]", "[~12 avril 2024]", "[", "]", "le 12/03/2024", "0499 99 12 34", "16 ans", "rue de la ",
    "Weverstraat 14", "\x00", "é", "e\u0301", "\u202e", "\u200d", "👩‍👧‍👦", "ﷺ", "'s", "’", "-", ".", "\n", " ", "1030 Jette", "1", "né le ", "ℵ", "ǅ", "ﬁ", "İ",
)  # fmt: skip
texts = st.one_of(
    st.text(max_size=60),
    st.lists(st.sampled_from(PIECES), max_size=12).map("".join),
    st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
)


@given(texts, st.sampled_from(["fr", "nl"]))
def test_any_text_comes_back_with_nothing_moved(text, language):
    copy = pseudonymise(text, language, seed=1)
    end, pieces = 0, []
    for one in copy.replaced:
        assert end <= one.start < one.end <= len(text)
        pieces += [text[end : one.start], one.placeholder]
        end = one.end

    assert "".join([*pieces, text[end:]]) == copy.text
    assert all(copy.text[flag.start : flag.end] == flag.text for flag in copy.flagged)


@given(texts)
def test_a_copy_read_again_hides_no_more(text):
    once = pseudonymise(text, "fr", seed=1).text

    assert pseudonymise(once, "fr", seed=2).text == once


@pytest.mark.parametrize(
    ("name", "hidden"),
    [
        ("Zoubi\u00adrane", "Zoubi"),
        ("Zou\u200bbirane", "birane"),
        ("Ame\u0301lianne", "lianne"),
        ("Gu\u0308rbu\u0308zog\u0306lu", "zog"),
        ("\u202eZoubirane\u202c", "Zoubirane"),
        ("ZOUBIRANE", "ZOUBIRANE"),
    ],
)
def test_marks_that_do_not_print_hide_no_name(name, hidden):
    copy = pseudonymise(f"J'ai vu Mme {name} hier.", "fr").text

    assert hidden not in copy
    assert copy.startswith("J'ai vu Mme ")


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "A",
        "1",
        "0",
        " ",
        "rue ",
        "rue de la ",
        "12 ",
        "0499 99 12 34 ",
        "a@",
        "a.",
        "Mme ",
        "Zoubirane Castrique ",
        "l'",
        "-a",
        "[",
        "[~",
        "e\u0301",
        "BE12 ",
        "«",
        "né ",
    ],
)
def test_a_text_eight_times_as_long_takes_about_eight_times_the_work(piece):
    pseudonymise("mots", "fr")

    assert growth(lambda text: pseudonymise(text, "fr", seed=1), piece) < LINEAR


def test_what_looks_at_all_of_a_text_for_each_letter_would_be_seen():
    assert growth(lambda text: [text.count("né") for _letter in text], "né ") > LINEAR


LINEAR = 24  # eight is in proportion, sixty-four is the square: between the two, far from both


def growth(work, piece):
    """How many times the work of an eighth of the longest text the whole one takes: this process's own work, the least of
    some runs, so that neither the speed of the machine nor what else it does counts."""
    text = (piece * LONGEST)[:LONGEST]
    return least(work, text, 2) / least(work, text[: LONGEST // 8], 5)


def least(work, text, runs):
    spent = []
    for _run in range(runs):
        begun = time.process_time()
        work(text)
        spent.append(time.process_time() - begun)
    return min(spent)


def test_what_is_longer_is_refused():
    with pytest.raises(BadInput, match="too long"):
        pseudonymise("a" * (LONGEST + 1), "fr")


def palier(*words, given):
    return subprocess.run(
        [sys.executable, "-m", "palier.cli", "pseudonymise", *words], input=given, capture_output=True, check=False
    )


def test_the_command_reads_plain_text_and_answers_as_the_contract_says(tmp_path):
    names = tmp_path / "names"
    names.write_text("Rose Petit\n", encoding="utf-8")
    text = "Mme Zoubirane a vu petit à Jette. Elle a deux enfants.".encode()

    answer = palier("--language", "fr", "--names", names, "--seed", "1", given=text)

    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["text"] == "Mme [Personne 1] a vu [Personne 2] à [Lieu 1]. Elle a deux enfants."
    assert said["replaced"] == [{"kind": "person", "count": 2}, {"kind": "place", "count": 1}]
    (flag,) = said["flagged"]
    assert (flag["why"], said["text"][flag["start"] : flag["end"]]) == ("children", "deux enfants")


@pytest.mark.parametrize("given_bytes", [b"\xff\xfe\x00", b"a" * (LONGEST + 1)])
def test_the_command_says_in_one_line_what_it_cannot_use(given_bytes):
    answer = palier("--language", "nl", given=given_bytes)

    assert answer.returncode == 2
    assert answer.stdout == b""
    assert len(answer.stderr.splitlines()) == 1


def test_nothing_typed_is_nothing_found():
    assert json.loads(palier("--language", "nl", given=b"").stdout) == {"text": "", "replaced": [], "flagged": []}
