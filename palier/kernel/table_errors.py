"""What can be wrong with a file that should hold a table, each with a way to mend it."""

from __future__ import annotations

from collections.abc import Sequence

from palier.kernel.errors import Message, Problem


class UnreadableTable(Problem):
    """This file cannot be read as a table."""

    code = "unreadable_table"


class NoSuchTable(UnreadableTable):
    """The file does not hold the columns that are needed."""

    code = "no_such_table"

    def __init__(self, found_header: Sequence[str], needed: Sequence[str]) -> None:
        """`found_header`: the row that looked most like a header; `needed`: our names, all of them."""
        self.found_header = tuple(found_header)
        self.needed = tuple(needed)
        super().__init__(
            where=Message("The header found is: %(found)s.", {"found": ", ".join(self.found_header) or "-"}),
            how_to_mend=Message(
                "Name the columns %(needed)s, or say in the map which columns they are.",
                {"needed": ", ".join(self.needed)},
            ),
        )


class DuplicateColumn(UnreadableTable):
    """Two columns claim to be the same one."""

    code = "duplicate_column"

    def __init__(self, name: str, first: str, second: str) -> None:
        """`name` is ours; `first` and `second` are "their header (column letter)"."""
        self.columns = (first, second)
        super().__init__(
            where=Message(
                "Both %(first)s and %(second)s are read as %(name)s.",
                {"first": first, "second": second, "name": name},
            ),
            how_to_mend=Message("Rename or remove one of the two."),
        )


class TooLarge(UnreadableTable):
    """This file is larger than can be read safely."""

    code = "too_large"

    def __init__(self, what: str, limit: int) -> None:
        """`what` is a msgid naming what is counted; `limit` the largest number accepted."""
        super().__init__(
            where=Message(what, {"limit": limit}),
            how_to_mend=Message("Split it, or save only the table itself in a new file."),
        )
