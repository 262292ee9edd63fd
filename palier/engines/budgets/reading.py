"""From a .pb file to the election the rules take: numbers, ballots, Borda points, what cannot be used."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from fractions import Fraction
from typing import Literal

from palier.engines.bad_input import BadInput
from palier.engines.budgets.election import Ballot, Election, Kind, Project
from palier.engines.budgets.pabulib import PbFile

KINDS: Mapping[str, Kind] = {
    "approval": "approval",
    "choose-1": "approval",
    "cumulative": "points",
    "scoring": "points",
    "ordinal": "borda",
}
MOST_PROJECTS = 20_000
_NUMBER = re.compile(r"-?\d{1,24}(\.\d{1,12})?")

Borda = Literal["places", "below"]
Points = tuple[tuple[int, Fraction], ...]


def election_of(file: PbFile, borda: Borda = "places") -> Election:
    """The election a file holds; raises `BadInput` naming the first place that cannot be used.

    Conventions. `approval`, `choose-1`: 1 point each. `cumulative`, `scoring`: column `points`, and META
    `default_score` for projects a scoring ballot leaves out. `ordinal`: Borda. With `borda="places"`, as
    cities count, the first of a ballot gets `max_length` points (META; without it the number of projects), the next one
    less, and so on; with `"below"` a project gets as many points as its ballot names projects below it, the last none.
    PROJECTS may have `incompatible` (1: out of the running) and `conflicts` (ids, by commas).
    """
    vote_type = file.meta.get("vote_type", "").lower()
    if vote_type not in KINDS:
        raise BadInput(
            "The vote type is not known.",
            where=f"META vote_type: {vote_type[:40]!r}",
            how_to_mend=f"Write one of {', '.join(KINDS)}.",
        )
    budget = _amount(file.meta.get("budget", ""), "META budget")
    threshold = number(file.meta.get("min_project_score_threshold") or "0", "META min_project_score_threshold")
    projects = _projects(file)
    _check_count(file, "num_projects", len(projects))
    _check_count(file, "num_votes", len(file.votes.rows))
    if not file.votes.rows:
        raise BadInput("There is no ballot.", where="VOTES", how_to_mend="Without any, nothing is chosen.")
    ballots = _Ballots(file, projects, vote_type, borda).all()
    return Election(budget, projects, ballots, KINDS[vote_type], threshold)


def number(text: str, where: str) -> Fraction:
    """A decimal number with a point, exactly; raises `BadInput`."""
    if not _NUMBER.fullmatch(text):
        raise BadInput("Not a number.", where=f"{where}: {text[:40]!r}", how_to_mend="Write it like 1500 or 1500.50.")
    return Fraction(text)


def _amount(text: str, where: str) -> Fraction:
    amount = number(text, where)
    if amount < 0:
        raise BadInput("An amount below zero.", where=where, how_to_mend="Write what it costs.")
    return amount


def _check_count(file: PbFile, key: str, found: int) -> None:
    said = file.meta.get(key, "")
    if said and number(said, f"META {key}") != found:
        raise BadInput(
            f"META says {said}, the file holds {found}.",
            where=f"META {key}",
            how_to_mend="Lines may have been lost or doubled: take the file again from its source.",
        )


def _projects(file: PbFile) -> tuple[Project, ...]:
    table = file.projects
    ids = table.column("project_id")
    if not 1 <= len(ids) <= MOST_PROJECTS:
        raise BadInput("No project, or too many.", where="PROJECTS", how_to_mend=f"Give 1 to {MOST_PROJECTS}.")
    known = set(ids)
    flags = table.column("incompatible") or [""] * len(ids)
    conflicts = table.column("conflicts") or [""] * len(ids)
    projects: dict[str, Project] = {}
    for line, key, cost, flag, against in zip(table.lines, ids, table.column("cost"), flags, conflicts, strict=True):
        if not key or key in projects:
            raise BadInput("A project needs an id of its own.", where=f"line {line}", how_to_mend="Give another id.")
        if flag not in ("", "0", "1"):
            raise BadInput(
                "Not 0 or 1.", where=f"line {line}, incompatible", how_to_mend="Write 1 when out of the running."
            )
        others = frozenset(word for word in (one.strip() for one in against.split(",")) if word)
        if not others <= known:
            raise BadInput("No such project.", where=f"line {line}, conflicts", how_to_mend="Name ids, by commas.")
        projects[key] = Project(key, _amount(cost, f"line {line}, cost"), flag == "1", others)
    return tuple(projects[key] for key in sorted(projects))


class _Ballots:
    """Reads each different ballot once: many voters write the same."""

    def __init__(self, file: PbFile, projects: tuple[Project, ...], vote_type: str, borda: Borda) -> None:
        self.file, self.borda = file, borda
        self.vote_type = vote_type
        self.place = {project.id: number for number, project in enumerate(projects)}
        said = file.meta.get("max_length", "")
        longest = number(said, "META max_length") if said else Fraction(len(projects))
        self.longest = min(longest, Fraction(len(projects)))
        default = file.meta.get("default_score", "") if vote_type == "scoring" else ""
        self.default = number(default, "META default_score") if default else Fraction(0)

    def all(self) -> tuple[Ballot, ...]:
        votes = self.file.votes
        points = votes.column("points") or [""] * len(votes.rows)
        if self.vote_type in ("cumulative", "scoring") and "points" not in votes.columns:
            raise BadInput(
                "There is no column points.", where="VOTES", how_to_mend=f"{self.vote_type} votes need their points."
            )
        voters: set[str] = set()
        groups: Counter[Points] = Counter()
        known: dict[tuple[str, str], Points] = {}
        for line, voter, vote, given in zip(
            votes.lines, votes.column("voter_id"), votes.column("vote"), points, strict=True
        ):
            if voter in voters:
                raise BadInput(
                    "This voter voted before.", where=f"line {line}, voter_id", how_to_mend="Keep one ballot."
                )
            voters.add(voter)
            ballot = known.get((vote, given))
            if ballot is None:
                ballot = known[vote, given] = self._points(vote, given, f"line {line}, vote")
            groups[ballot] += 1
        return tuple(Ballot(ballot, groups[ballot]) for ballot in sorted(groups))

    def _points(self, vote: str, given: str, where: str) -> Points:
        ids = [word.strip() for word in vote.split(",")] if vote else []
        for key in ids:
            if key not in self.place:
                raise BadInput("No such project.", where=f"{where}: {key[:40]!r}", how_to_mend="Name ids of PROJECTS.")
        if len(set(ids)) < len(ids):
            raise BadInput("A project comes twice in a ballot.", where=where, how_to_mend="Name it once.")
        if self.vote_type == "choose-1" and len(ids) > 1:
            raise BadInput("More than one project.", where=where, how_to_mend="choose-1 allows one.")
        if self.vote_type in ("cumulative", "scoring"):
            each = self._given(given, len(ids), where)
        elif self.vote_type == "ordinal":
            most = Fraction(len(ids)) - 1 if self.borda == "below" else max(self.longest, Fraction(len(ids)))
            each = [most - rank for rank in range(len(ids))]
        else:
            each = [Fraction(1)] * len(ids)
        said = {self.place[key]: points for key, points in zip(ids, each, strict=True)}
        if self.default:
            said = dict.fromkeys(range(len(self.place)), self.default) | said
        return tuple(sorted((place, points) for place, points in said.items() if points))

    def _given(self, given: str, count: int, where: str) -> list[Fraction]:
        words = given.split(",") if given else []
        if len(words) != count:
            raise BadInput(
                f"{count} projects and {len(words)} points.", where=where, how_to_mend="Give each project its points."
            )
        return [number(word.strip(), where) for word in words]
