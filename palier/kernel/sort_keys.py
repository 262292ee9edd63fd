"""Keys to sort and find names by, made once and stored beside the name.

The database compares bytes (collation C) and has no ICU: a key is lower case, without accents,
letters and digits and single spaces only, so that byte order is the order of a paper register.
"""

from __future__ import annotations

import re
import unicodedata

# Letters that Unicode does not take apart although a register files them under plain ones.
_PLAIN = str.maketrans(
    {
        "œ": "oe", "æ": "ae", "ß": "ss", "ł": "l", "ø": "o", "đ": "d", "ð": "d",
        "þ": "th", "ħ": "h", "ŋ": "n", "ŧ": "t", "ə": "e", "\N{LATIN SMALL LETTER DOTLESS I}": "i",
    }
)  # fmt: skip
# Straight, curly, modifier letters, grave, acute, full width: all are typed in names.
_APOSTROPHES = re.compile("['\u2019\u2018\u02bc\u02b9`\u00b4\uff07]")


def sort_key(text: str) -> str:
    """The key of `text`: "D'Hondt-Łęcki, Zoë" becomes "dhondt lecki zoe".

    Particles stay where they are ("van der Linden" is under v, "de la Cruz" under d).
    Apostrophes vanish, other punctuation parts words. `sort_key(sort_key(x)) == sort_key(x)`.
    A text of punctuation only has the empty key: add the row's id to get a total order.
    """
    return _words_and_spaces(_APOSTROPHES.sub("", text))


def search_words(text: str) -> tuple[str, ...]:
    """The distinct words of `text`, in order, spelled as in `sort_key`.

    A word with an apostrophe gives the joined form, then its parts of two letters and more:
    "l'école" gives ("lecole", "ecole"), so that both ways of typing find it.
    """
    words: dict[str, None] = {}
    for token in text.split():
        words.update(dict.fromkeys(sort_key(token).split()))
        if _APOSTROPHES.search(token):
            parts = _words_and_spaces(_APOSTROPHES.sub(" ", token)).split()
            words.update(dict.fromkeys(part for part in parts if len(part) > 1))
    return tuple(words)


def _words_and_spaces(text: str) -> str:
    # Folding a case can bring back a mark, and taking marks off can bring back a capital:
    # repeat until nothing moves (two rounds are enough for nearly all texts).
    while (plain := _plainer(text)) != text:
        text = plain
    return text


def _plainer(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())
