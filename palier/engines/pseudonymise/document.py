"""The JSON that `palier engine pseudonymise` reads and writes; the format is in README.md beside this."""

from __future__ import annotations

from dataclasses import dataclass

from palier.engines.bad_input import BadInput
from palier.engines.pseudonymise.placeholders import LANGUAGES, Language
from palier.engines.pseudonymise.replacing import Copy
from palier.engines.pseudonymise.spans import Kind
from palier.engines.values import identifiers, one_object


@dataclass(frozen=True, slots=True)
class Question:
    """What a file asks: the arguments of `pseudonymise`."""

    text: str
    language: Language
    names: tuple[str, ...]


def from_json(document: object) -> Question:
    """A question from parsed JSON; raises `BadInput`. Needed: `text`, `language`; `names` may be left out."""
    fields = one_object(document, "the whole file")
    text = fields.get("text")
    if not isinstance(text, str):
        raise BadInput("Not a text.", where="text", how_to_mend='Write "text": "…".')
    return Question(text, language(fields.get("language")), identifiers(fields.get("names", []), "names"))


def language(value: object) -> Language:
    """`fr` or `nl`; raises `BadInput`."""
    for known in LANGUAGES:
        if value == known:
            return known
    raise BadInput("Not a known language.", where="language", how_to_mend="Write fr or nl.")


def to_json(copy: Copy) -> dict[str, object]:
    """The answer as JSON values: kinds in a fixed order, places in the copy as characters from 0."""
    counts = copy.counts
    return {
        "text": copy.text,
        "replaced": [{"kind": kind.value, "count": counts[kind]} for kind in Kind if kind in counts],
        "flagged": [
            {"why": one.why.value, "text": one.text, "start": one.start, "end": one.end} for one in copy.flagged
        ],
    }
