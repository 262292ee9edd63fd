"""Which projects a participatory budget pays: greedy rules of cities, and the Method of Equal Shares."""

from palier.engines.budgets.completion import Completed, add_one, equal_shares
from palier.engines.budgets.document import accounts, to_json
from palier.engines.budgets.election import Ballot, Election, Project
from palier.engines.budgets.greedy import greedy
from palier.engines.budgets.outcome import Outcome, Reason, Stop, Tie, Why
from palier.engines.budgets.pabulib import PbFile, Table, read_pb, with_selection, write_pb
from palier.engines.budgets.reading import election_of

__all__ = [
    "Ballot",
    "Completed",
    "Election",
    "Outcome",
    "PbFile",
    "Project",
    "Reason",
    "Stop",
    "Table",
    "Tie",
    "Why",
    "accounts",
    "add_one",
    "election_of",
    "equal_shares",
    "greedy",
    "read_pb",
    "to_json",
    "with_selection",
    "write_pb",
]
