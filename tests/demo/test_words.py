"""What the fictional people write, and what they are called."""

import re

import pytest
from stdnum.be import bis, nn

from palier.demo import geography, names
from palier.demo.cast import AT_WORK
from palier.demo.dice import Dice
from palier.demo.words import Words
from palier.demo.words_fr import FRENCH
from palier.demo.words_nl import DUTCH

FORBIDDEN = ("refus", "absent", "ne collabore pas", "weiger", "afwezig")  # P3
LABELS = ("alcool", "toxico", "difficile à vivre", "agressi", "menteu", "moeilijk geval", "leugen")


@pytest.mark.parametrize("words", [FRENCH, DUTCH], ids=["fr", "nl"])
def test_no_sentence_holds_a_forbidden_word_or_a_label(words: Words) -> None:
    for sentence in words.all():
        assert not any(word in sentence.lower() for word in (*FORBIDDEN, *LABELS)), sentence


@pytest.mark.parametrize("words", [FRENCH, DUTCH], ids=["fr", "nl"])
def test_each_language_has_many_sentences_with_typographic_apostrophes(words: Words) -> None:
    sentences = {sentence for sentence in words.all() if sentence}

    assert len(sentences) >= 160
    assert not any("'" in sentence or "  " in sentence for sentence in sentences)
    assert max(len(sentence) for sentence in sentences) < 300


def test_both_languages_speak_of_the_same_things() -> None:
    for name in ("openings", "facts", "requests", "steps", "signals"):
        assert getattr(FRENCH, name).keys() == getattr(DUTCH, name).keys()


def test_french_has_a_no_break_space_before_double_signs() -> None:
    for sentence in FRENCH.all():
        assert not re.search(r" [:;?!»]|« ", sentence), sentence


def test_every_family_name_says_that_it_is_an_example() -> None:
    dice = Dice("test names")

    drawn = {names.family_name(dice) for _ in range(3_000)}

    assert len(drawn) > 800
    assert all(any(word in name for word in names.SAYS_EXAMPLE) for name in drawn)
    assert all(part.last_name in (*names.SAYS_EXAMPLE, "Hypothèse") for part in AT_WORK)


def test_no_drawn_number_can_be_a_national_or_a_bis_number() -> None:
    for year in range(1925, 2027):
        number = names.national_number(year, year * 37)
        assert not nn.is_valid(number)
        assert not bis.is_valid(number)
        # Each of the two reasons stands alone: no such month, no such check digits.
        base = int(number[:9])
        for checked in (base, int(f"2{number[:9]}")):
            repaired = f"{number[:9]}{97 - checked % 97:02d}"
            assert not nn.is_valid(repaired)
            assert not bis.is_valid(repaired)


def test_there_are_77_neighbourhoods_in_19_communes_and_16_companies() -> None:
    communes = geography.communes_of_neighbourhoods()

    assert len(set(geography.NEIGHBOURHOODS)) == len(communes) == 77
    assert len({commune.nis for commune in communes}) == len(geography.COMMUNES) == 19
    assert len({company.slug for company in geography.COMPANIES}) == 16
