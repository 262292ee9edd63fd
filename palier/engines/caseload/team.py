"""Sites to be followed and the workers who follow them, in whole numbers.

No household is named here: a site carries numbers, and the workers who may not take it, without the reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from palier.engines.bad_input import BadInput

MOST_SITES, MOST_WORKERS, MOST_PAIRS, MOST_NEIGHBOURS = 400, 60, 12_000, 4_000
MOST_WEIGHT = 100_000_000  # thousandths, in all: beyond, a solver's numbers no longer tell a thousandth

Languages = frozenset[str]


@dataclass(frozen=True, slots=True)
class Site:
    """A site. `weight` in thousandths; `followed_by`: households by today's worker; `excluded`: who may not take it.

    `languages`: households by the languages they speak; each is served by a worker who speaks one of them.
    """

    id: str
    households: int
    weight: int
    languages: Mapping[Languages, int] = field(default_factory=dict)
    followed_by: Mapping[str, int] = field(default_factory=dict)
    excluded: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Worker:
    """A worker. `fraction` in hundredths of a full time; 0 is somebody who leaves or is away: takes nothing."""

    id: str
    fraction: int
    languages: Languages = frozenset()


@dataclass(frozen=True, slots=True)
class Team:
    """Sites and workers by id, and the pairs of sites that are neighbours. `tolerance`: see `caseload`."""

    sites: tuple[Site, ...]
    workers: tuple[Worker, ...]
    neighbours: tuple[tuple[str, str], ...] = ()
    tolerance: int = 10


def checked(team: Team) -> Team:
    """The same team in canonical order, whatever the order given; raises `BadInput` for one that cannot be."""
    sites = tuple(sorted(team.sites, key=lambda site: site.id))
    workers = tuple(sorted(team.workers, key=lambda worker: worker.id))
    _check_sizes(team)
    _check_names([site.id for site in sites], "sites")
    _check_names([worker.id for worker in workers], "workers")
    names = {site.id for site in sites}
    for place, pair in enumerate(team.neighbours):
        if not set(pair) <= names or pair[0] == pair[1]:
            raise BadInput(
                "Neighbours are two sites of the file.", where=f"neighbours[{place}]", how_to_mend="Give two ids."
            )
    if not any(worker.fraction for worker in workers):
        raise BadInput("Nobody works.", where="workers", how_to_mend="Give one worker a fraction above 0.")
    pairs = sorted({(min(pair), max(pair)) for pair in team.neighbours})
    return Team(sites, workers, tuple(pairs), team.tolerance)


def _check_sizes(team: Team) -> None:
    if not team.sites:
        raise BadInput("No site.", where="sites", how_to_mend="Give at least one.")
    if (
        len(team.sites) > MOST_SITES
        or len(team.workers) > MOST_WORKERS
        or len(team.sites) * len(team.workers) > MOST_PAIRS
    ):
        raise BadInput(
            "More than is shared out in one go.",
            where="sites, workers",
            how_to_mend=f"At most {MOST_SITES} sites, {MOST_WORKERS} workers, {MOST_PAIRS} for sites times workers.",
        )
    if len(team.neighbours) > MOST_NEIGHBOURS:
        raise BadInput("Too many neighbours.", where="neighbours", how_to_mend=f"At most {MOST_NEIGHBOURS} pairs.")
    if sum(site.weight for site in team.sites) > MOST_WEIGHT:
        raise BadInput(
            "The weights are too large.", where="sites", how_to_mend=f"At most {MOST_WEIGHT // 1000} in all."
        )
    if not 0 <= team.tolerance <= 100:
        raise BadInput("Not a tolerance.", where="tolerance", how_to_mend="Give per cent, from 0 to 100.")


def _check_names(names: Sequence[str], where: str) -> None:
    for one, following in pairwise(names):
        if one == following:
            raise BadInput("Two have the same id.", where=f"{where}, {one}", how_to_mend="Give each its own.")
