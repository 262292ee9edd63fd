"""The errors a person may see: what happened, where, and how to mend it.

They carry English message ids with parameters, never finished text, so that each surface
(page, letter, API, command line) says them in the language of its reader.
"""

from __future__ import annotations

import inspect
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence to translate: an English `msgid` with `%(name)s` places, and what goes in them.

    A surface shows `gettext(message.msgid) % message.params`; `str(message)` is the English.
    """

    msgid: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        # Without parameters a literal per cent sign is text, not a place to fill.
        return self.msgid % self.params if self.params else self.msgid


class Problem(Exception):
    """Something could not be done."""

    code = "problem"

    def __init__(
        self,
        what: Message | str | None = None,
        *,
        where: Message | str | None = None,
        how_to_mend: Message | str | None = None,
        code: str | None = None,
    ) -> None:
        """`what` defaults to the first paragraph of the class's docstring; a `str` is a msgid.

        `code` is a stable snake_case word for programs; it defaults to the class's own.
        """
        self.what = _message(what) or Message(_own_sentence(type(self)))
        self.where = _message(where)
        self.how_to_mend = _message(how_to_mend)
        if code is not None:
            self.code = code
        super().__init__(self.what)

    @property
    def sentences(self) -> tuple[Message, ...]:
        """What, where, how to mend, in this order, without those that were not given."""
        return tuple(part for part in (self.what, self.where, self.how_to_mend) if part)

    def __str__(self) -> str:
        return " ".join(str(sentence) for sentence in self.sentences)


class Refused(Problem):
    """There is nothing here under this address."""

    # "Not yours" and "not there" must look the same: the sentence never says which it was.
    code = "not_found"


class Conflict(Problem):
    """Somebody else changed this in the meantime."""

    code = "conflict"


class InvalidInput(Problem):
    """Some of what was filled in cannot be used."""

    code = "invalid"

    def __init__(
        self,
        fields: Mapping[str, Sequence[Message | str]],
        what: Message | str | None = None,
        *,
        how_to_mend: Message | str | None = None,
    ) -> None:
        """`fields` maps a field's name to its messages; the name `""` is for the whole form."""
        super().__init__(what, how_to_mend=how_to_mend)
        self.fields: dict[str, list[Message]] = {
            name: [text if isinstance(text, Message) else Message(text) for text in texts]
            for name, texts in fields.items()
        }


def _message(text: Message | str | None) -> Message | None:
    return Message(text) if isinstance(text, str) else text


def _own_sentence(kind: type[Problem]) -> str:
    """First paragraph of the nearest docstring, on one line. `python -OO` leaves none."""
    paragraph = (inspect.getdoc(kind) or kind.__name__).split("\n\n", 1)[0]
    return " ".join(paragraph.split())
