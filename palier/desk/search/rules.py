"""How a found text is shown: the words around the first one that matches. Pure, and only for words already read."""

from dataclasses import dataclass

from palier.kernel.sort_keys import search_words, sort_key

AROUND = 70  # characters shown before and after the word found
SAME_LETTERS = 4  # forms of one word begin alike: « chan-gements », « chan-geront »
SAME_SHARE = 0.55
SHORTEST = 2  # letters and digits: with fewer, everything would resemble


@dataclass(frozen=True)
class Piece:
    """A run of text; `found` when it is a word that answers the search."""

    text: str
    found: bool


def is_worth_searching(wanted: str) -> bool:
    """True when there is enough to search by."""
    return len(sort_key(wanted).replace(" ", "")) >= SHORTEST


def answers(word: str, wanted: tuple[str, ...]) -> bool:
    """True when `word` seems a form of a wanted word: « rappelé » of « rappeler », « facturen » of « factuur ».

    Only to underline a word: what is found was decided by the stems of both languages.
    """
    return any(_same_beginning(_bare(key), _bare(one)) for key in search_words(word) for one in wanted)


def _bare(key: str) -> str:
    """Without the prefix of Dutch participles: « geboekt » is a form of « boeken »."""
    return key.removeprefix("ge") if len(key) > SAME_LETTERS + 2 else key


def _same_beginning(one: str, other: str) -> bool:
    if one == other:
        return True
    same = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        same += 1
    return same >= max(SAME_LETTERS, min(len(one), len(other)) * SAME_SHARE)


def snippet(text: str, wanted: str) -> list[Piece]:
    """The words of `text` around the first that answers; the beginning when none seems to."""
    keys = tuple(key for key in search_words(wanted) if len(key) >= SHORTEST)
    words = text.split()
    first = next((place for place, word in enumerate(words) if answers(word, keys)), 0)
    start, end = _reach(words, first, -1), _reach(words, first, 1)
    pieces = [Piece("… ", False)] if start > 0 else []
    for word in words[start : end + 1]:
        pieces += [Piece(word, answers(word, keys)), Piece(" ", False)]
    if end + 1 < len(words):
        pieces.append(Piece("…", False))
    return pieces


def _reach(words: list[str], place: int, step: int) -> int:
    """The furthest word from `place`, in one direction, within AROUND characters."""
    room = AROUND
    while 0 <= place + step < len(words) and room > 0:
        place += step
        room -= len(words[place]) + 1
    return place
