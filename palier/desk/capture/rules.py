"""Pure decisions of writing down: what is a call-back, when a draft ends, whose words a request holds."""

import datetime
import re
import unicodedata
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from palier.casework.cases.rules import RequesterKind
from palier.kernel.spoken_days import find_day
from palier.kernel.terms import Term

DRAFT_AT_MOST = 200_000  # characters in all the fields of one form
SESSION_LASTS = datetime.timedelta(hours=4)  # of one drop-in session; the desk reads 24 hours more (P15)
TEXT_AT_MOST = 20_000
FIRST_WORDS = 60

SIMPLE = "simple"
"""The place of a contact that goes into no file (P14)."""

Fields = Mapping[str, Sequence[str]]
"""A form as it was sent: each name with all its values."""


class DraftForm(StrEnum):
    """The forms that keep drafts."""

    CONTACT = "contact"
    REQUEST = "request"


WRITTEN = {
    DraftForm.CONTACT: ("facts", "confided", "next_step", "who"),
    DraftForm.REQUEST: ("text", "who"),
}
NEVER_KEPT = frozenset({"csrfmiddlewaretoken", "act", "choose"})

_CALLS = re.compile(
    r"\b(?:r(?:e)?appel(?:er|le|ons|ez|lent)?|(?:re)?telephon(?:er|e|ons|ez)"
    r"|terugbellen|terug te bellen|nabellen|opbellen"
    r"|bel(?:len)?\b.*\bterug|bel (?:haar|hem|hen))\b"
)


def is_call_back(words: str) -> bool:
    """True when `words`, in French or Dutch, promise a call: "rappeler jeudi", "dinsdag terugbellen"."""
    plain = unicodedata.normalize("NFD", words.lower())
    return bool(_CALLS.search("".join(letter for letter in plain if not unicodedata.combining(letter))))


@dataclass(frozen=True)
class Understood:
    """What "Et ensuite" was taken to say: the day (None: no day was found) and whether it is a call."""

    day: datetime.date | None
    is_call: bool


def understood(
    words: str, *, today: datetime.date, language: str, day: datetime.date | None = None
) -> Understood | None:
    """What the line promises; a `day` chosen by hand wins over the words. None when nothing is written."""
    if not words.strip():
        return None
    spoken = find_day(words, today=today, language=language)
    return Understood(day or (spoken.day if spoken else None), is_call_back(words))


def as_id(text: str) -> uuid.UUID | None:
    """The id a page or an address names, or None for anything else."""
    try:
        return uuid.UUID(text)
    except ValueError:
        return None


def one(fields: Fields, name: str) -> str:
    """The single value of a field, or an empty text."""
    values = fields.get(name) or [""]
    return values[0]


def draft_ends(on: datetime.date, term: Term) -> datetime.date:
    """The last day on which a draft is offered (P39)."""
    return term.after(on)


def kept_of(fields: Fields) -> dict[str, list[str]]:
    """What a draft keeps of a form: everything typed and chosen, without keys of the page. NUL cannot be stored."""
    return {
        name: [value.replace("\x00", "") for value in values]
        for name, values in fields.items()
        if name not in NEVER_KEPT
    }


def is_worth_keeping(form: DraftForm, fields: Fields) -> bool:
    """A draft begins with the first word that somebody typed."""
    return any(value.strip() for name in WRITTEN[form] for value in fields.get(name, ()))


def first_words(form: DraftForm, fields: Fields) -> str:
    """The first words of a draft, to know it again. Never those of the second box (P12)."""
    name = WRITTEN[form][0]
    text = " ".join(" ".join(fields.get(name, ())).split())
    return text if len(text) <= FIRST_WORDS else text[:FIRST_WORDS].rsplit(" ", 1)[0] + "…"


NOT_HER_OWN_WORDS = frozenset(
    {RequesterKind.NEIGHBOUR, RequesterKind.SERVICE, RequesterKind.PARTNER, RequesterKind.COLLEAGUE}
)


def asked_herself(requester_kind: str, no_demand: bool) -> bool:
    """True when the words are those of the person they are about: then she owns them (P2)."""
    return not no_demand and requester_kind not in NOT_HER_OWN_WORDS
