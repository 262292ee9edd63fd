"""Reading a copy again: what must not leave does not, what the worker puts back she confirms; the seven days."""

import datetime as dt
import re
import uuid

import pytest

from palier.casework.support_requests.rules import (
    ANSWER_TERMS,
    LOOKS_LIKE_A_NAME,
    Discipline,
    Pair,
    answer_by,
    first_proof,
    next_proof,
)

WORDS = "Mme Zoubirane (67 ans) ne répond plus au 0499 99 12 34. Elle a quatre enfants."


def test_the_first_copy_shows_what_was_replaced_and_what_stays():
    proof = first_proof([WORDS, ""], "fr", [])

    assert proof.texts == ("Mme [Personne 1] ([65-74 ans]) ne répond plus au [Téléphone 1]. Elle a quatre enfants.", "")
    assert ("Zoubirane", "[Personne 1]") in proof.replaced
    assert proof.to_confirm == (("children", "quatre enfants"),)


def test_a_copy_left_as_it_is_needs_no_more():
    copies = first_proof([WORDS, "Trois visites."], "fr", []).texts

    assert next_proof(copies, "fr").texts == copies
    assert next_proof(copies, "fr").replaced == ()


def test_one_person_has_one_placeholder_in_both_texts_and_their_days_move_alike():
    proof = first_proof(
        ["Mme Zoubirane crie depuis le 12/03/2024.", "M. Castrique et Zoubirane, le 14/03/2024."], "fr", []
    )
    first, second = (re.search(r"~(\d\d)/(\d\d)/(\d{4})", text).groups() for text in proof.texts)

    assert "M. [Personne 2] et [Personne 1]" in proof.texts[1]
    assert (dt.date(*map(int, second[::-1])) - dt.date(*map(int, first[::-1]))).days == 2


def test_a_number_put_back_is_replaced_again():
    proof = next_proof(["Appelez le 0499 99 12 34.", ""], "fr")

    assert proof.texts == ("Appelez le [Téléphone 1].", "")
    assert proof.replaced == (("0499 99 12 34", "[Téléphone 1]"),)


def test_a_name_put_back_stands_and_is_to_be_confirmed():
    proof = next_proof(["Mme Zoubirane ne répond plus.", ""], "fr")

    assert proof.texts == ("Mme Zoubirane ne répond plus.", "")
    assert (LOOKS_LIKE_A_NAME, "Zoubirane") in proof.to_confirm


def test_the_cell_answers_within_seven_days_by_a_dated_setting():
    assert answer_by(dt.date(2026, 11, 27)) == dt.date(2026, 12, 4)
    assert all(term.source for term in ANSWER_TERMS)


@pytest.mark.parametrize(
    ("same_post", "same_discipline", "is_of_two"), [(False, False, True), (True, False, False), (False, True, False)]
)
def test_a_pair_is_two_people_of_two_disciplines(same_post, same_discipline, is_of_two):
    one, other = uuid.uuid4(), uuid.uuid4()
    pair = Pair(
        one,
        Discipline.NURSE,
        one if same_post else other,
        Discipline.NURSE if same_discipline else Discipline.PSYCHOLOGIST,
    )

    assert pair.is_of_two is is_of_two
