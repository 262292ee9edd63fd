"""Why each site goes where it goes: what would be worse with somebody else. Codes and numbers for a page, and words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from palier.engines.caseload.plan import LOT, Distribution
from palier.engines.caseload.standing import AIMS, STEP, Score, Standing

Rule = Literal["stays", "moves", "had_nobody", "only_one_may"]


@dataclass(frozen=True, slots=True)
class Because:
    """Why this worker. With `instead` in her place, all else equal, the aim `worse` would go from `now` to `then`.

    `worse` is None when `instead` would be as good (a lot decided) or when nobody else may take the site.
    `instead` is who follows the site today when that is somebody else, else whoever comes nearest.
    """

    rule: Rule
    instead: str | None = None
    worse: str | None = None
    now: int | None = None
    then: int | None = None


def reasons(found: Distribution) -> list[Because]:
    """For each site in order, the reason. O(sites x workers²)."""
    score = found.standing.score(found.given)
    loads = found.standing.loads(found.given)
    return [_because(found, site, score, loads) for site in range(len(found.given))]


def shown(standing: Standing, aim: str, value: int) -> int:
    """An aim's number as a page shows it: balance in per cent of the mean, the others as they are."""
    return standing.tolerance + STEP * value if aim == AIMS[0] else value


def _because(found: Distribution, site: int, score: Score, loads: list[int]) -> Because:
    standing, worker = found.standing, found.given[site]
    others = [
        (standing.moved(found.given, score, ((site, other),), loads), other)
        for other in standing.takers[site]
        if other != worker
    ]
    if not others:
        return Because("only_one_may")
    followed = {name: count for name, count in standing.sites[site].followed_by.items() if count}
    rule: Rule = "had_nobody" if not followed else "moves"
    if standing.workers[worker].id in followed:
        rule = "stays"
    today = [(after, other) for after, other in others if standing.workers[other].id in followed]
    after, other = min(today if rule == "moves" and today else others)
    name = standing.workers[other].id
    for place in range(LOT):
        if after[place] != score[place]:
            aim = AIMS[place]
            values = shown(standing, aim, score[place]), shown(standing, aim, after[place])
            return Because(rule, name, aim, *values)
    return Because(rule, name)


def site_words(name: str, worker: str, because: Because, changing: int) -> str:
    """One or two plain sentences on a site."""
    first = {
        "stays": f"{name} stays with {worker}.",
        "moves": f"{name} goes to {worker}; {_changing(changing)}.",
        "had_nobody": f"{name} had nobody and goes to {worker}.",
        "only_one_may": f"{name} is for {worker}, the only one who may take it.",
    }[because.rule]
    if because.rule == "stays" and changing:
        first = f"{name} goes whole to {worker}, who follows a part of it today; {_changing(changing)}."
    if because.instead is None:
        return first
    if because.worse is None:
        return f"{first} {because.instead} would do as well: a lot decided."
    return f"{first} With {because.instead} instead, {_worse(because)}."


def _worse(because: Because) -> str:
    now, then = because.now, because.then
    return {
        "balance": f"who is furthest from her share of the weight would be within {then} % of it, not {now} %",
        "balance_in_all": f"all together would be {then} steps of {STEP} % outside what is tolerated, not {now}",
        "languages": f"households whose worker does not speak their language would be {then}, not {now}",
        "changes": f"households who change worker would be {then}, not {now}",
        "neighbours": f"pairs of neighbouring sites in two hands would be {then}, not {now}",
    }[str(because.worse)]


def _changing(count: int) -> str:
    return "1 household changes worker" if count == 1 else f"{count} households change worker"


def worker_words(name: str, sites: int, weight: str, from_share: float | None) -> str:
    """One plain sentence on a worker."""
    if from_share is None:
        return f"{name} takes no site: away, or no site that she may take."
    if from_share == 0:
        place = "just her share"
    else:
        place = f"{abs(from_share):g} % {'above' if from_share > 0 else 'below'} her share"
    return f"{name} follows {sites} site{'' if sites == 1 else 's'}, weight {weight}: {place}."
