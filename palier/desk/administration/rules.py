"""Pure decisions of the administration page: codes, user names, days. `today` is an argument."""

import datetime as dt
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from palier.identity.organisations.rules import Role

ONE_DAY = dt.timedelta(days=1)
DIMENSIONS_AT_MOST = 12
EMPTY_LINES = 2  # offered behind what is there
DIGITS = 3  # behind a user name, drawn: so that a name already taken elsewhere tells nothing


@dataclass(frozen=True)
class DimensionDraft:
    """One line of work as typed; text may be empty, in both languages or in none."""

    name_fr: str
    name_nl: str
    text_fr: str = ""
    text_nl: str = ""

    def as_json(self) -> dict[str, str]:
        return {"name_fr": self.name_fr, "name_nl": self.name_nl, "text_fr": self.text_fr, "text_nl": self.text_nl}


@dataclass(frozen=True)
class NewStaff:
    """Somebody who is not known here yet."""

    first_name: str
    last_name: str
    employer: UUID
    language: str


@dataclass(frozen=True)
class PostDraft:
    """A post wished for: of whom (somebody known, or somebody new), what, how much, from which day to which."""

    staff: UUID | None
    somebody_new: NewStaff | None
    role: Role
    fraction: Decimal
    first_day: dt.date
    last_day: dt.date | None
    supervisor: UUID | None


def in_order(lines: Sequence[tuple[int | None, DimensionDraft]]) -> list[DimensionDraft]:
    """Lines by the number typed before them; those without a number stay behind, as they came."""
    placed = sorted(enumerate(lines), key=lambda one: (one[1][0] is None, one[1][0] or 0, one[0]))
    return [draft for _, (_, draft) in placed]


def user_name(first_name: str, last_name: str) -> str:
    """`zoe.exemple.482`: letters without accents, and three drawn digits."""
    letters = [_plain(first_name), _plain(last_name)]
    drawn = "".join(secrets.choice("0123456789") for _ in range(DIGITS))
    return ".".join([*(one for one in letters if one), drawn])


def _plain(name: str) -> str:
    split = unicodedata.normalize("NFKD", name.lower())
    return "".join(sign for sign in split if sign.isascii() and sign.isalnum())[:40]


def ends_on(last_day: dt.date | None, already_gone: bool, today: dt.date) -> dt.date | None:
    """The last day of a post: the one typed, or yesterday for who has left already (P31: at the hour of leaving)."""
    return today - ONE_DAY if already_gone else last_day
