"""The JSON that `palier engine budgets` prints; the keys are explained in README.md beside this."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from palier.engines.budgets.election import Election
from palier.engines.budgets.outcome import Outcome, Reason, Why

PLACES = 6  # decimals of what does not come out even


def to_json(election: Election, rule: str, outcome: Outcome) -> dict[str, object]:
    """The answer as JSON values. Amounts are decimal strings; projects stand by their ids."""
    name = [project.id for project in election.projects]
    spent = sum((election.projects[place].cost for place in outcome.selected), Fraction(0))
    return {
        "rule": rule,
        "budget": text(election.budget),
        "spent": text(spent),
        "unspent": text(election.budget - spent),
        "voters": election.voters,
        "selected": [name[place] for place in outcome.selected],
        "ties": [
            {
                "between": [name[place] for place in tie.between],
                "chosen": name[tie.chosen],
                "how": "smallest_id",
                "all_chosen_in_the_end": set(tie.between) <= set(outcome.selected),
                "share": None if tie.share is None else text(tie.share),
            }
            for tie in outcome.ties
        ],
        "stopped_because": outcome.stopped_because.value,
        "share": None if outcome.share is None else text(outcome.share),
        "because": _because(election, outcome),
    }


def accounts(election: Election, outcome: Outcome) -> list[dict[str, object]]:
    """For each group of equal ballots: what one voter's share is, where it went, what is left of it.

    Under the greedy rules nobody pays: `paid` spreads each chosen cost over its supporters by their points, and may
    exceed the share. Largest groups first.
    """
    share = election.budget / election.voters if outcome.share is None and election.voters else outcome.share
    spent: list[dict[str, Fraction]] = [{} for _ in election.ballots]
    for place, paid in zip(outcome.selected, outcome.payments, strict=True):
        for group, amount in paid.items():
            spent[group][election.projects[place].id] = amount / election.ballots[group].voters
    order = sorted(range(len(spent)), key=lambda group: (-election.ballots[group].voters, group))
    return [
        {
            "ballot": {election.projects[place].id: text(points) for place, points in election.ballots[group].points},
            "voters": election.ballots[group].voters,
            "share": text(share or Fraction(0)),
            "paid": {project: text(amount) for project, amount in spent[group].items()},
            "left": text((share or Fraction(0)) - sum(spent[group].values())),
        }
        for group in order
    ]


def text(amount: Fraction) -> str:
    """An amount as a decimal string: exact when it comes out even, else cut to six places after the point."""
    whole = int(amount * 10**PLACES)
    units, parts = divmod(abs(whole), 10**PLACES)
    decimals = f".{parts:0{PLACES}d}".rstrip("0").rstrip(".")
    return f"{'-' if whole < 0 else ''}{units}{decimals}"


def _because(election: Election, outcome: Outcome) -> list[dict[str, object]]:
    """One entry a project: those chosen in their order, then the others by score and id."""
    scores, supporters = election.scores(), election.supporters()
    chosen = outcome.selected
    others = sorted(set(outcome.reasons) - set(chosen), key=lambda place: (-scores[place], place))
    found = []
    for place in [*chosen, *others]:
        reason, project = outcome.reasons[place], election.projects[place]
        entry: dict[str, object] = {
            "project": project.id,
            "why": reason.why.value,
            "cost": text(project.cost),
            "score": text(scores[place]),
            "supporters": supporters[place],
        }
        entry |= _numbers(election, reason)
        entry["words"] = WORDS[reason.why](entry)
        found.append(entry)
    return found


def _numbers(election: Election, reason: Reason) -> dict[str, object]:
    said: dict[str, object] = {}
    if reason.left is not None:
        said["left" if reason.why is not Why.SUPPORTERS_SHORT else "supporters_held"] = text(reason.left)
    if reason.conflict is not None:
        said["conflict"] = election.projects[reason.conflict].id
    if reason.per_point is not None:
        said |= {"per_point": text(reason.per_point), "gave_all_they_had": reason.all_they_had}
    return said


def _chosen(entry: dict[str, object]) -> str:
    if "per_point" in entry:
        return (
            f"Its {entry['supporters']} supporters pay {entry['per_point']} for each vote or point; "
            f"{entry['gave_all_they_had']} of them gave all they had left."
        )
    return f"Score {entry['score']}; {entry['left']} was left, enough for {entry['cost']}."


WORDS: dict[Why, Callable[[dict[str, object]], str]] = {
    Why.CHOSEN: _chosen,
    Why.FREE: lambda entry: "It costs nothing and somebody wants it.",
    Why.DOES_NOT_FIT: lambda entry: f"It costs {entry['cost']} and {entry['left']} was left.",
    Why.AFTER_THE_STOP: lambda entry: "The rule had ended at the first project that did not fit.",
    Why.BELOW_THRESHOLD: lambda entry: f"Its score {entry['score']} is below the threshold.",
    Why.NO_VOTE: lambda entry: "Nobody voted for it.",
    Why.SUPPORTERS_SHORT: lambda entry: (
        f"It costs {entry['cost']}; its supporters held {entry['supporters_held']} together."
    ),
    Why.IN_CONFLICT: lambda entry: f"It cannot stand beside {entry['conflict']}, which was chosen.",
    Why.LEFT_OUT: lambda entry: "The organiser took it out of the running.",
}
