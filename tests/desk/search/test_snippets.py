"""The words around a find, in both languages; and what is worth searching at all."""

import csv
import itertools
from pathlib import Path

import pytest

from palier.desk.search.rules import answers, is_worth_searching, snippet
from palier.kernel.sort_keys import search_words

STEMS = Path(__file__).resolve().parents[4] / "shared" / "cases" / "k_search_fr_nl" / "dev"


def shown(text, wanted):
    return "".join(f"[{piece.text}]" if piece.found else piece.text for piece in snippet(text, wanted)).strip()


def test_the_word_found_is_marked_with_the_words_around_it():
    assert shown("La caisse a rappelé mardi.", "rappeler") == "La caisse a [rappelé] mardi."
    assert shown("De factuur is betaald.", "facturen") == "De [factuur] is betaald."


def test_a_long_text_is_cut_on_both_sides():
    text = " ".join(["avant"] * 60 + ["huissier"] + ["après"] * 60)

    cut = shown(text, "huissier")

    assert cut.startswith("… avant")
    assert cut.endswith("après …")
    assert "[huissier]" in cut
    assert len(cut) < 180


def test_a_text_in_which_no_word_seems_to_answer_shows_its_beginning():
    assert shown("Vu au guichet.", "xyz") == "Vu au guichet."


@pytest.mark.parametrize("wanted", ["", " ", "a", "-", "%", "É"])
def test_too_little_is_not_searched(wanted):
    assert not is_worth_searching(wanted)


@pytest.mark.parametrize("wanted", ["ab", "12", "Zoé"])
def test_two_signs_are_enough(wanted):
    assert is_worth_searching(wanted)


@pytest.mark.parametrize("text", ["", "<script>alert(1)</script>", "= 1", "‮texte", "x" * 5000])
def test_any_text_gives_pieces_that_are_its_own_words(text):
    plain = "".join(piece.text for piece in snippet(text, "alert"))

    assert set(plain.replace("…", "").split()) <= set(text.split())


@pytest.mark.skipif(not STEMS.exists(), reason="the shared cases are not beside this clone")
@pytest.mark.parametrize("language", ["french", "dutch"])
def test_words_of_one_stem_are_mostly_marked_for_each_other(language):
    forms: dict[str, list[str]] = {}
    with (STEMS / f"snowball_{language}_word_stem.tsv").open(encoding="utf-8") as stream:
        for word, stem, *_ in csv.reader(stream, delimiter="\t"):
            forms.setdefault(stem, []).append(word)
    pairs = [(one, other) for words in forms.values() for one, other in itertools.pairwise(words) if len(one) > 4]

    marked = sum(answers(one, search_words(other)) for one, other in pairs)

    assert marked / len(pairs) > 0.65  # the others show the beginning of their text
