"""What can go wrong, one class each. `str(problem)` is a sentence for the person at the keyboard."""

from dataclasses import dataclass


class DatabaseProblem(Exception):
    """The database cannot be used as asked."""


class UnusableFolder(DatabaseProblem):
    """A folder is missing, belongs to somebody else or cannot be entered."""


class ServerDidNotStart(DatabaseProblem):
    """PostgreSQL ended before it was ready; the message carries its last lines."""


class NotSetUp(DatabaseProblem):
    """No database was set up for this data folder yet."""


class Unreachable(DatabaseProblem):
    """The server does not answer."""


class AlreadyServing(DatabaseProblem):
    """A Palier server already runs on this data folder."""

    def __init__(self, address: str) -> None:
        self.address = address
        super().__init__(
            f"A Palier server already runs on this data folder, at {address or 'an address not told yet'}. "
            "Stop it first, or choose another folder with PALIER_DATA."
        )


@dataclass(frozen=True)
class Lack:
    """One thing a server does not offer, and the SQL (or the sentence) that mends it."""

    what: str
    mend: str


class DatabaseLacks(DatabaseProblem):
    """The server of DATABASE_URL cannot hold Palier yet; every lack is told at once."""

    def __init__(self, lacks: list[Lack]) -> None:
        self.lacks = tuple(lacks)
        lines = ["This PostgreSQL server lacks what Palier needs:"]
        for number, lack in enumerate(self.lacks, start=1):
            lines.append(f"{number}. {lack.what}")
            lines.extend(f"       {line}" for line in lack.mend.splitlines())
        lines.append("Ask an administrator of the server to mend these, then run the set-up again.")
        super().__init__("\n".join(lines))
