"""What to do at a door: a closed list, ninety days, and a dated term after it."""

import datetime as dt

from django.utils import translation

from palier.registry.safety.labels import TO_DO, in_words
from palier.registry.safety.rules import ToDo, latest_end, wants_language


def test_ninety_days_at_most():
    assert latest_end(dt.date(2026, 11, 26)) == dt.date(2027, 2, 24)


def test_every_thing_to_do_has_its_words_and_only_one_names_a_language():
    assert [one for one, _ in TO_DO] == list(ToDo)
    assert [one for one in ToDo if wants_language([one])] == [ToDo.SPEAK_SLOWLY]


def test_words_come_in_the_order_of_the_list_in_both_languages():
    chosen = [ToDo.SPEAK_SLOWLY, ToDo.DOG, ToDo.COME_IN_TWOS]
    with translation.override("fr"):
        assert in_words(chosen, "tr") == ["Venir à deux", "Chien", "Parler lentement, en turc"]
    with translation.override("nl"):
        assert in_words(chosen, "tr") == ["Met twee komen", "Hond", "Traag spreken, in het Turks"]
