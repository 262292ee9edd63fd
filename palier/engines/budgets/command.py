"""Which projects a participatory budget pays, by greedy rules or by the Method of Equal Shares, exactly.

FILE is a Pabulib file (.pb): sections META, PROJECTS, VOTES; cells parted by semicolons. Needed: META budget and
vote_type (approval, choose-1, cumulative, scoring, ordinal), PROJECTS project_id and cost, VOTES voter_id and vote
(ids by commas), and points for cumulative and scoring. Other columns are kept and ignored, but for PROJECTS
incompatible (1: out of the running) and conflicts (ids that cannot be chosen beside it), META
min_project_score_threshold and max_length.

Example FILE:

  META
  key;value
  budget;1000
  vote_type;approval
  PROJECTS
  project_id;cost;name
  bench;300;A bench
  trees;700;Six trees
  party;400;A party
  VOTES
  voter_id;vote
  1;bench,trees
  2;trees
  3;trees,party
  4;bench,party

Run: palier engine budgets FILE --rule equal-shares --completion add1

Rules: greedy (most votes or points first, what does not fit is skipped), greedy-no-skip (ends at the first that does
not fit), greedy-threshold (also asks min_project_score_threshold), greedy-per-cost (points per unit of cost first),
equal-shares. Ordinal ballots count by Borda. Equal standing: the smallest id, compared as text; ties are reported.

Answer: rule, budget, spent, unspent, voters, selected (in order of choice), ties (between, chosen, how,
all_chosen_in_the_end, share), stopped_because, share (what each voter holds, equal shares only), because (every
project, in numbers and words), utility, completion; with --accounts: per group of equal ballots where a share went.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.budgets.completion import add_one, equal_shares
from palier.engines.budgets.document import accounts, to_json
from palier.engines.budgets.election import Election
from palier.engines.budgets.greedy import greedy
from palier.engines.budgets.outcome import Outcome
from palier.engines.budgets.pabulib import read_pb, with_selection, write_pb
from palier.engines.budgets.reading import Borda, election_of
from palier.engines.files import read_text

CITY_RULES = ("greedy", "greedy-no-skip", "greedy-threshold")
RULES = (*CITY_RULES, "greedy-per-cost", "equal-shares")


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine budgets`."""
    parser.add_argument("file", type=Path, metavar="FILE.pb")
    parser.add_argument("--rule", choices=RULES, required=True)
    parser.add_argument(
        "--utility",
        choices=("cost", "cardinality"),
        default="cost",
        help="equal shares on approvals: a project is worth its cost (default), or 1; points count as they are",
    )
    parser.add_argument(
        "--completion", choices=("none", "add1"), default="none", help="equal shares: raise the shares by 1 until used"
    )
    parser.add_argument(
        "--borda",
        choices=("places", "below"),
        help="ordinal ballots: max_length points for the first place (as cities count; default of their rules), or as "
        "many as stand below it on the ballot (as theory does; default of the others)",
    )
    parser.add_argument("--accounts", action="store_true", help="show where the share of each group of voters went")
    parser.add_argument("--save", type=Path, metavar="OUT.pb", help="write the file again, with a column selected")
    parser.add_argument("--seconds", type=float, default=None, help="end add1 early, as a safety net")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    file = read_pb(read_text(options.file))
    borda: Borda = options.borda or ("places" if options.rule in CITY_RULES else "below")
    election = election_of(file, borda)
    outcome = _outcome(election, options)
    found = to_json(election, options.rule, outcome)
    is_equal = options.rule == "equal-shares"
    found["utility"] = (options.utility if election.kind == "approval" else election.kind) if is_equal else None
    found["completion"] = options.completion if is_equal else None
    if options.accounts:
        found["accounts"] = accounts(election, outcome)
    if options.save:
        chosen = frozenset(election.projects[place].id for place in outcome.selected)
        try:
            options.save.write_text(write_pb(with_selection(file, chosen)), encoding="utf-8")
        except OSError as problem:
            raise BadInput(
                "The answer cannot be written.",
                where=f"{options.save}: {problem.strerror}",
                how_to_mend="Name another.",
            ) from None
    return found


def _outcome(election: Election, options: argparse.Namespace) -> Outcome:
    if options.rule != "equal-shares":
        return greedy(election, options.rule, with_payments=options.accounts)
    if options.completion == "none":
        return equal_shares(election, options.utility, with_payments=options.accounts)
    end = None if options.seconds is None else time.monotonic() + options.seconds

    def may_go_on() -> bool:
        return end is None or time.monotonic() < end

    return add_one(election, options.utility, with_payments=options.accounts, may_go_on=may_go_on).outcome
