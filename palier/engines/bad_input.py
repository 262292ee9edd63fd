"""The one error an engine raises for input it cannot use: what is wrong, where, how to mend it."""

from __future__ import annotations


class BadInput(ValueError):
    """This input cannot be used.

    `what` is a sentence, `where` a path into the input ("household[2].born"), `how_to_mend` a sentence.
    All in English: engines know no screen. The command prints them on one line and exits with 2.
    """

    def __init__(self, what: str, *, where: str, how_to_mend: str) -> None:
        self.what, self.where, self.how_to_mend = what, where, how_to_mend
        super().__init__(f"{what} ({where}) {how_to_mend}")
