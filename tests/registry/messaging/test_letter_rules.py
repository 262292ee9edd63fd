"""Templates with places, the three sentences, and which ways are open for whom."""

import datetime as dt
import itertools

import pytest

from palier.registry.messaging.queries import shipped
from palier.registry.messaging.rules import (
    FROM_TEMPLATES,
    Channel,
    LetterKind,
    Reachable,
    Words,
    open_channels,
    pause_after,
    preset_language,
)
from palier.registry.messaging.rules.sentences import sentence
from palier.registry.messaging.rules.templates import BLANK, fill, names, paragraphs, unknown_places

ALL = frozenset({Channel.MAIL, Channel.SMS})
TUESDAY = dt.datetime(2026, 12, 1, 13, 0, tzinfo=dt.UTC)  # 14 h in Brussels


@pytest.mark.parametrize("kind", FROM_TEMPLATES)
def test_each_shipped_template_is_whole_in_both_languages_and_says_in_five_words_what_it_is(kind):
    template = shipped(kind)

    for language in ("fr", "nl"):
        title, body = template.words(language)
        assert 1 <= len(title.split()) <= 5
        assert unknown_places(title + body, language) == []
        assert len(paragraphs(body)) >= 3


def test_both_languages_of_a_template_have_the_same_places():
    for kind in FROM_TEMPLATES:
        template = shipped(kind)
        for one, other in (("fr", "nl"), ("nl", "fr")):
            keys = {
                fill("".join(template.words(one)), one, {key: key for key in ("day", "hour", "place")}).count(BLANK)
            }
            assert keys == {
                fill("".join(template.words(other)), other, {key: key for key in ("day", "hour", "place")}).count(BLANK)
            }


def test_a_first_contact_says_one_is_free_to_say_no():
    for kind in (LetterKind.APPOINTMENT, LetterKind.WELCOME, LetterKind.FOLLOWS_YOU):
        assert "ne change rien à votre bail" in shipped(kind).body_fr
        assert "verandert niets aan uw huurcontract" in shipped(kind).body_nl


def test_an_unknown_place_is_found_and_a_lone_brace_too():
    assert unknown_places("Bonjour {personne}, {nom} {jour", "fr") == ["{nom}", "{"]
    assert unknown_places("Dag {persoon}", "nl") == []
    assert unknown_places("Dag {personne}", "nl") == ["{personne}"]
    assert "{téléphone}" in names("fr")


def test_what_is_filled_in_is_not_read_again():
    assert (
        fill("Bonjour {personne}", "fr", {"person": "{jour} #eval *x*", "day": "lundi"}) == "Bonjour {jour} #eval *x*"
    )
    assert fill("le {jour}", "fr", {"day": ""}) == f"le {BLANK}"


def test_the_three_sentences():
    nbsp = "\N{NO-BREAK SPACE}"
    assert sentence(Words.APPOINTMENT, "fr", about=TUESDAY) == f"Votre rendez-vous{nbsp}: mardi 14{nbsp}h."
    assert sentence(Words.APPOINTMENT, "nl", about=TUESDAY) == f"Uw afspraak: dinsdag 14{nbsp}uur."
    assert sentence(Words.CALL_BACK, "fr", phone="02 1") == "Merci de nous rappeler au 02 1."
    assert sentence(Words.LETTER_WAITS, "") == "Un courrier vous attend. / Er ligt een brief voor u klaar."
    with pytest.raises(ValueError):
        sentence(Words.APPOINTMENT, "fr")
    with pytest.raises(ValueError):
        sentence(Words.CALL_BACK, "fr")


def test_with_an_agreed_way_there_is_only_the_hand_whatever_else_is_known():
    for address, phone, email in itertools.product((True, False), repeat=3):
        known = Reachable(True, "par sa sœur", address, phone, email)
        assert open_channels(known, ALL) == [Channel.COUNTER]


def test_who_does_not_work_with_her_is_offered_the_same_of_everybody():
    offered = {
        tuple(open_channels(Reachable(False, "", *known), ALL)) for known in itertools.product((True, False), repeat=3)
    }
    assert offered == {(Channel.COUNTER,)}


def test_a_way_without_gateway_or_without_number_is_not_offered():
    everything = Reachable(True, "", True, True, True)
    assert open_channels(everything, ALL) == [Channel.COUNTER, Channel.LETTER, Channel.MAIL, Channel.SMS]
    assert open_channels(everything, frozenset()) == [Channel.COUNTER, Channel.LETTER]
    assert open_channels(Reachable(True, "", False, False, True), ALL) == [Channel.COUNTER, Channel.MAIL]


def test_pauses_grow_and_end():
    pauses = [pause_after(tries) for tries in range(1, 7)]
    assert pauses[:-1] == sorted(pauses[:-1]) and pauses[-1] is None


def test_the_language_is_the_one_she_uses_else_both():
    assert [preset_language(one) for one in ("fr", "nl", "", "xx")] == ["fr", "nl", "both", "both"]


def test_an_empty_line_parts_paragraphs():
    assert paragraphs("a\r\nb\r\n\r\n\r\nc  \n") == [["a", "b"], ["c"]]
