"""Who is elected: plurality at large for councils, the Scottish single transferable vote, and double entry compared."""

from palier.engines.ballots.blt import read_blt
from palier.engines.ballots.document import differences_json, to_json
from palier.engines.ballots.double_entry import Difference, differences
from palier.engines.ballots.lot import Lots, Tie, ticket
from palier.engines.ballots.plurality import plurality
from palier.engines.ballots.poll import Poll
from palier.engines.ballots.scottish import Count, Round, scottish_stv
from palier.engines.ballots.table import read_table
from palier.engines.ballots.verdict import Conditions, Verdict, Void, verdict

__all__ = [
    "Conditions",
    "Count",
    "Difference",
    "Lots",
    "Poll",
    "Round",
    "Tie",
    "Verdict",
    "Void",
    "differences",
    "differences_json",
    "plurality",
    "read_blt",
    "read_table",
    "scottish_stv",
    "ticket",
    "to_json",
    "verdict",
]
