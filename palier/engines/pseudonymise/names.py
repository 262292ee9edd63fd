"""Who is named: by a title, a tie, a capital that no sentence explains, a word that no dictionary knows.

Nothing here rests on a list of names; the two short ones only help where a frequent name stands in lower case.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.lexicon import frequent, misspelt
from palier.engines.pseudonymise.likeness import Parts
from palier.engines.pseudonymise.lists import frequent_names, listed
from palier.engines.pseudonymise.nations import of_a_nation
from palier.engines.pseudonymise.spans import Found, Free, Kind
from palier.engines.pseudonymise.words import Word, words_of

MOST_WORDS = 6  # of one name
SHORTEST = 3  # letters of a part of a name that is looked for elsewhere in the text


def given(words: list[Word], names: Iterable[str]) -> Iterator[Found]:
    """The names that the caller knows, wherever a part of them stands."""
    parts = Parts({folded(part) for name in names for part in _parts(name)} - listed("particles"))
    for word in words:
        if _is_one_of(word, parts):
            yield Found(word.start, word.end, Kind.PERSON)


def persons(words: list[Word]) -> Iterator[Found]:
    """Names that a title, a tie or an introduction announces, then what a capital or an unknown word shows."""
    for place in range(len(words)):
        if _announces(words, place):
            last = _end_of_name(words, place + 1)
            if last > place:
                yield Found(words[place + 1].start, words[last].end, Kind.PERSON)
        elif _stands_out(words, place):
            last = _end_of_name(words, place)
            first = _begin_of_name(words, place)
            last = max(last, place)
            yield Found(words[first].start, words[last].end, _kind(words, first, last))


def again(words: list[Word], text: str, found: Iterable[Found]) -> Iterator[Found]:
    """Parts of names already found, elsewhere in the text: in lower case, with an ending, with a letter wrong."""
    people = [one for one in found if one.kind in (Kind.PERSON, Kind.NAME)]
    every = {folded(part) for one in people for part in _parts(text[one.start : one.end])} - listed("particles")
    parts = Parts(part for part in every if len(part) >= SHORTEST)
    leading = {words_of(text[one.start : one.end])[0].bare for one in people} & listed("particles") - listed(
        "weak_particles"
    )
    for place, word in enumerate(words):
        if _is_one_of(word, parts) and (word.capital or not word.known):
            first = place
            while first and words[first].adjoins and words[first - 1].bare in leading:
                first -= 1
            yield Found(words[first].start, word.end, Kind.PERSON)


def _parts(name: str) -> list[str]:
    return [part for word in words_of(name) for part in word.parts]


def _is_one_of(word: Word, parts: Parts) -> bool:
    return any(parts.hold(folded(part)) for part in word.parts)


def _announces(words: list[Word], place: int) -> bool:
    """A title, a tie ("sa fille"), an introduction ("il s'appelle"), and a name behind it."""
    if place + 1 >= len(words):
        return False
    word, after = words[place], words[place + 1]
    if word.bare in listed("introductions"):
        return _joined(after, " :") and (after.capital or not after.known)
    if word.bare in listed("titles") and _joined(after, " ."):
        certain = word.bare not in listed("titles_before_capital") or after.bare in listed("particles")
        return after.capital or (certain and _named_in_lower_case(words, place + 1))
    if word.bare in listed("kin") and _joined(after, " ,"):
        return (after.capital and not _explained(after)) or (after.adjoins and _unknown_and_meant(words, place + 1))
    return False


def _unknown_and_meant(words: list[Word], place: int) -> bool:
    """No word, and no slip of the pen either, or what follows is what people do ("gaston ne veut plus")."""
    word = words[place]
    return not word.known and (not misspelt(word.text) or _before_a_verb(words, place))


def _before_a_verb(words: list[Word], place: int) -> bool:
    return place + 1 < len(words) and words[place + 1].adjoins and words[place + 1].bare in listed("after_a_person")


def _joined(word: Word, signs: str) -> bool:
    return len(word.before) < 4 and not word.before.strip(signs + "\u00a0\u202f")


def _named_in_lower_case(words: list[Word], place: int) -> bool:
    """An unknown word, at once or behind particles ("van den dungen", "de bruyckere")."""
    for at in range(place, min(place + 4, len(words))):
        word = words[at]
        if at > place and not word.adjoins:
            return False
        if not word.known or word.bare in frequent_names() or (word.capital and at > place):
            return True
        if word.bare not in listed("particles") or (at == place and word.bare in listed("weak_particles")):
            return False
    return False


def _stands_out(words: list[Word], place: int) -> bool:
    """A capital that the sentence does not explain, or a word nobody knows where a person stands."""
    word = words[place]
    if word.bare in listed("particles") or (len(word.bare) < 2 and not _initial(words, place)):
        return False
    if word.capital:
        return not _explained(word) and not (word.opens and word.known and not _begins_a_name(words, place))
    return not word.known and _where_a_person_stands(words, place)


def _explained(word: Word) -> bool:
    """A capital that names nobody: God, Brussels, a nation, an acronym, what a service is called, shouting."""
    if word.known and (word.bare in listed("schools") or word.bare in listed("services")):
        return True
    if word.bare in listed("capitals") or word.bare in listed("acronyms") or of_a_nation(word.bare):
        return True
    if word.bare in listed("titles") or (word.bare in listed("kin") and word.known):
        return True
    if len(word.bare) > SHORTEST and any(word.bare.startswith(stem) for stem in listed("remaining.disease")):
        return True
    return word.known and len(word.text) > 1 and word.text.isupper()


def _initial(words: list[Word], place: int) -> bool:
    return words[place].text.isupper() and place + 1 < len(words) and words[place + 1].before.startswith(".")


def _begins_a_name(words: list[Word], place: int) -> bool:
    """A known word at the head of a sentence is a first name when an unknown capital follows ("Rose Petitjean …")."""
    if frequent(words[place].bare) or place + 1 >= len(words):
        return False
    after = words[place + 1]
    return after.adjoins and "." not in after.before and after.capital and not after.known and not _explained(after)


def _where_a_person_stands(words: list[Word], place: int) -> bool:
    word = words[place]
    if word.bare in frequent_names():
        return True
    if misspelt(word.text) or len(word.bare) < SHORTEST:
        return False
    before = words[place - 1].bare if place and word.adjoins else ""
    return before in listed("before_a_person") or _before_a_verb(words, place) or len(word.bare) > SHORTEST


def _end_of_name(words: list[Word], first: int) -> int:
    """The last word of the name that begins at `first`; `first - 1` when none does."""
    last = first - 1
    lower_case = not words[first].capital
    for at in range(first, min(first + MOST_WORDS, len(words))):
        word = words[at]
        if at > first and not word.adjoins:
            break
        if _is_particle(word):
            continue
        if _goes_on(word, lower_case=lower_case, first=at == first):
            last = at
        else:
            break
    return last


def _is_particle(word: Word) -> bool:
    """ "van", "El", "d'"; a capital alone ("Monsieur D.") is an initial."""
    return word.bare in listed("particles") and not (len(word.text) == 1 and word.capital)


def _goes_on(word: Word, *, lower_case: bool, first: bool) -> bool:
    if word.opens and not first and word.known:
        return False
    if word.capital:
        return first or not _explained(word)
    return (not word.known and (lower_case or not misspelt(word.text))) or (
        lower_case and word.bare in frequent_names()
    )


def _begin_of_name(words: list[Word], place: int) -> int:
    """Over particles with a capital before it ("Van den …", "El …") and a first name that is a common word."""
    first = place
    while max(0, place - MOST_WORDS) < first and words[first].adjoins and "." not in words[first].before:
        if not _belongs_before(words[first - 1]):
            break
        first -= 1
    return first


def _belongs_before(word: Word) -> bool:
    if not word.capital:
        return False
    if word.bare in listed("particles"):
        return not (word.opens and word.bare in listed("weak_particles"))
    return not _explained(word) and not (word.opens and frequent(word.bare))


def _kind(words: list[Word], first: int, last: int) -> Kind:
    """Somebody where a verb of people follows; a place behind "à", "te", "gare de"; else somebody or something."""
    if _before_a_verb(words, last):
        return Kind.PERSON
    before = words[first - 1].bare if first and words[first].adjoins else ""
    if before in listed("particles") and first > 1:
        before = words[first - 2].bare
    if before in listed("before_a_place") and words[first].capital:
        return Kind.PLACE
    return Kind.PERSON if last > first or before in listed("before_a_person") else Kind.NAME


def uncovered_capitals(words: list[Word], free: Free) -> Iterator[Word]:
    """Capitals inside a sentence that nothing replaced: the worker looks at them."""
    for word in words:
        if word.capital and not word.opens and len(word.text) > 1 and not _explained(word) and free.all_of(word):
            yield word
