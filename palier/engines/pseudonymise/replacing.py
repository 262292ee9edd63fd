"""A text in, its copy out: what identifies replaced by placeholders that hold within this one text only."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from palier.engines.bad_input import BadInput
from palier.engines.pseudonymise import dates, names, numbers, places
from palier.engines.pseudonymise.placeholders import LANGUAGES, Language, highest, ours
from palier.engines.pseudonymise.remaining import Flag, remaining
from palier.engines.pseudonymise.spans import Found, Kind, settled
from palier.engines.pseudonymise.who import Numbering
from palier.engines.pseudonymise.words import words_of

LONGEST = 20_000  # characters; what a professional writes about one situation is a tenth of it
_KEPT = "\N{NULL}"  # marks a placeholder that is there already
PEOPLE = (Kind.PERSON, Kind.NAME)


@dataclass(frozen=True)
class Replaced:
    """`text[start:end]` of the original became `placeholder`, which stands at `at` in the copy."""

    start: int
    end: int
    kind: Kind
    placeholder: str
    at: int


@dataclass(frozen=True)
class Copy:
    """The text that may leave once a person has read it, what was replaced, what is pointed at (places in the copy)."""

    text: str
    replaced: tuple[Replaced, ...]
    flagged: tuple[Flag, ...]

    @property
    def counts(self) -> dict[Kind, int]:
        """How many of each kind were replaced."""
        return dict(Counter(one.kind for one in self.replaced))


def pseudonymise(text: str, language: Language, *, known: Iterable[str] = (), seed: int | None = None) -> Copy:
    """The copy of `text` with placeholders in `language`; both languages are read, whatever it is.

    `known`: names that may occur; the detector does not need them. `seed`: for the days by which dates are moved;
    without one they are drawn anew at each call, so that two copies cannot be joined. What is not replaced stays to
    the character. Reading a copy again changes nothing. `BadInput` for more than `LONGEST` characters.
    """
    if language not in LANGUAGES:
        raise BadInput("Not a language that is known.", where="language", how_to_mend=f"Write one of {LANGUAGES}.")
    if len(text) > LONGEST:
        raise BadInput("The text is too long.", where="text", how_to_mend=f"At most {LONGEST} characters at a time.")
    known = tuple(sorted(known))
    draw = random.SystemRandom() if seed is None else random.Random(seed)  # noqa: S311 a seed is asked for to repeat
    found = settled(text, _found(text, language, known, dates.shift_of(draw)))
    found = _joined(text, [one for one in found if one.said != _KEPT])
    return _replaced(text, found, Numbering(language, highest(text, language), known))


def _found(text: str, language: Language, known: Sequence[str], shift: int) -> list[Found]:
    """All that identifies, what is surest first: that order decides where two overlap."""
    words = words_of(text)
    sure = [Found(one.start, one.end, Kind.NUMBER, _KEPT) for one in ours(text)]
    sure += numbers.web_and_accounts(text)
    sure += numbers.national_numbers(text)
    sure += dates.dates(text, shift, language)
    sure += places.addresses(text, words)
    sure += dates.ages(text, language)
    sure += numbers.phones(text)
    sure += numbers.other_numbers(text)
    sure += names.given(words, known)
    sure += places.institutions(words)
    sure += places.localities(text, words)
    people = settled(text, [*sure, *names.persons(words)])
    return [*people, *names.again(words, text, people)]


def _joined(text: str, found: list[Found]) -> list[Found]:
    """Names that nothing but a blank or a particle's blank parts are one."""
    joined: list[Found] = []
    for one in found:
        last = joined[-1] if joined else None
        if last and last.kind in PEOPLE and one.kind in PEOPLE and text[last.end : one.start] in (" ", "\u00a0", "-"):
            kind = Kind.PERSON if Kind.PERSON in (last.kind, one.kind) else Kind.NAME
            joined[-1] = Found(last.start, one.end, kind)
        else:
            joined.append(one)
    return joined


def _replaced(text: str, found: list[Found], numbering: Numbering) -> Copy:
    numbering.meet((one.kind, text[one.start : one.end]) for one in found if not one.said)
    pieces: list[str] = []
    replaced: list[Replaced] = []
    end = length = 0
    for one in found:
        kind, placeholder = (one.kind, one.said) if one.said else numbering.of(one.kind, text[one.start : one.end])
        pieces += [text[end : one.start], placeholder]
        length += one.start - end
        replaced.append(Replaced(one.start, one.end, kind, placeholder, length))
        length += len(placeholder)
        end = one.end
    copy = "".join([*pieces, text[end:]])
    return Copy(copy, tuple(replaced), tuple(remaining(copy)))
