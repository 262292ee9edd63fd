"""The JSON that `palier engine caseload` reads; docs/formats/caseload.md says all its keys."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from palier.engines.bad_input import BadInput
from palier.engines.caseload.team import MOST_WEIGHT, Languages, Site, Team, Worker
from palier.engines.values import identifier, items, one_object

MOST_HOUSEHOLDS = 100_000


@dataclass(slots=True)
class _Kept:
    """Of each worker, the sites today; of each household and each site, who may not take it."""

    holders: dict[str, list[str]] = field(default_factory=dict)
    from_household: dict[str, set[str]] = field(default_factory=dict)
    from_site: dict[str, set[str]] = field(default_factory=dict)


def from_json(document: object) -> Team:
    """A team from parsed JSON; raises `BadInput` naming the first place that cannot be used. Other keys are ignored."""
    fields = one_object(document, "the whole file")
    kept = _Kept()
    workers = tuple(
        _worker(entry, f"workers[{place}]", kept) for place, entry in enumerate(items(fields.get("workers"), "workers"))
    )
    _keep_apart(fields.get("keep_apart", []), kept, {worker.id for worker in workers})
    entries = list(enumerate(items(fields.get("sites"), "sites")))
    met: set[str] = set()
    sites = tuple(_site(entry, f"sites[{place}]", kept, met) for place, entry in entries)
    _all_known(kept, {site.id for site in sites}, met)
    tolerance = fields.get("tolerance", 10)
    if isinstance(tolerance, bool) or not isinstance(tolerance, int):
        raise BadInput("Not a tolerance.", where="tolerance", how_to_mend="Give whole per cent, from 0 to 100.")
    return Team(sites, workers, _neighbours(fields.get("neighbours", [])), tolerance)


def _worker(entry: object, where: str, kept: _Kept) -> Worker:
    fields = one_object(entry, where)
    name = identifier(fields.get("id"), f"{where}.id")
    fraction = _number(fields.get("fraction", 1), f"{where}.fraction", most=1)
    hundredths = round(fraction * 100)
    if fraction and not hundredths:
        raise BadInput("Less than a hundredth.", where=f"{where}.fraction", how_to_mend="Give 0.01 or more, or 0.")
    for site in _names(fields.get("sites", []), f"{where}.sites"):
        kept.holders.setdefault(site, []).append(name)
    return Worker(name, hundredths, frozenset(_names(fields.get("languages"), f"{where}.languages")))


def _keep_apart(value: object, kept: _Kept, workers: set[str]) -> None:
    for place, entry in enumerate(items(value, "keep_apart")):
        where = f"keep_apart[{place}]"
        fields = one_object(entry, where)
        worker = identifier(fields.get("worker"), f"{where}.worker")
        if worker not in workers:
            raise BadInput("Not a worker of the file.", where=f"{where}.worker", how_to_mend="Give the id of one.")
        if ("household" in fields) == ("site" in fields):
            raise BadInput("From whom?", where=where, how_to_mend="Give a household or a site.")
        kind = "household" if "household" in fields else "site"
        table = kept.from_household if kind == "household" else kept.from_site
        table.setdefault(identifier(fields[kind], f"{where}.{kind}"), set()).add(worker)


def _all_known(kept: _Kept, sites: set[str], households: set[str]) -> None:
    """A misspelt id must not silently undo a rule that keeps people apart."""
    for site in sorted({*kept.holders, *kept.from_site} - sites):
        raise BadInput("Not a site of the file.", where=f"{site}", how_to_mend="Name a site that is listed.")
    if set(kept.from_household) - households:  # which one is not said: the line may stand in a log
        raise BadInput(
            "A household to keep apart is on no site.", where="keep_apart", how_to_mend="List it, or name the site."
        )


def _site(entry: object, where: str, kept: _Kept, met: set[str]) -> Site:
    fields = one_object(entry, where)
    name = identifier(fields.get("id"), f"{where}.id")
    holders = sorted(set(kept.holders.get(name, [])))
    excluded = set(kept.from_site.get(name, ()))
    households = fields.get("households")
    if not isinstance(households, list):
        return _counted(fields, where, name, holders, frozenset(excluded))
    weight = 0
    languages: Counter[Languages] = Counter()
    followed: Counter[str] = Counter()
    for place, one in enumerate(households):
        at = f"{where}.households[{place}]"
        household = one_object(one, at)
        whose = identifier(household.get("id"), f"{at}.id")
        if whose in met:
            raise BadInput("Two households have the same id.", where=f"{at}.id", how_to_mend="Give each its own.")
        met.add(whose)
        excluded |= kept.from_household.get(whose, set())
        weight += _thousandths(household.get("weight", 1), f"{at}.weight")
        languages[frozenset(_names(household.get("languages", []), f"{at}.languages"))] += 1
        today = _today(household.get("worker"), holders, f"{at}.worker")
        if today is not None:
            followed[today] += 1
    del languages[frozenset()]
    return Site(name, len(households), weight, dict(languages), dict(followed), frozenset(excluded))


def _today(value: object, holders: list[str], where: str) -> str | None:
    """Who follows a household today: said, or the site's only worker; whose site it is not counts all the same."""
    if value is not None:
        return identifier(value, where)
    if len(holders) > 1:
        raise BadInput("Two workers have this site today.", where=where, how_to_mend="Say who follows the household.")
    return holders[0] if holders else None


def _counted(fields: Mapping[str, object], where: str, name: str, holders: list[str], excluded: frozenset[str]) -> Site:
    count = _count(fields.get("households"), f"{where}.households")
    weight = _thousandths(fields.get("weight", count), f"{where}.weight")
    spoken = one_object(fields.get("languages", {}), f"{where}.languages")
    languages = {frozenset([key]): _count(value, f"{where}.languages.{key}") for key, value in spoken.items()}
    if sum(languages.values()) > count:
        raise BadInput(
            "More households by language than households.",
            where=f"{where}.languages",
            how_to_mend="Count each household once, by the only language it speaks.",
        )
    if len(holders) > 1:
        raise BadInput(
            "Two workers have this site today.",
            where=where,
            how_to_mend="List its households, each with its worker.",
        )
    return Site(name, count, weight, languages, dict.fromkeys(holders, count), excluded)


def _neighbours(value: object) -> tuple[tuple[str, str], ...]:
    pairs = []
    for place, entry in enumerate(items(value, "neighbours")):
        pair = [identifier(one, f"neighbours[{place}]") for one in items(entry, f"neighbours[{place}]")]
        if len(pair) != 2:
            raise BadInput("Not a pair.", where=f"neighbours[{place}]", how_to_mend="Give two ids of sites.")
        pairs.append((pair[0], pair[1]))
    return tuple(pairs)


def _names(value: object, where: str) -> list[str]:
    return [identifier(one, f"{where}[{place}]") for place, one in enumerate(items(value, where))]


def _count(value: object, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= MOST_HOUSEHOLDS:
        raise BadInput(
            "Not a number of households.", where=where, how_to_mend=f"Give 0 to {MOST_HOUSEHOLDS}, or a list of them."
        )
    return value


def _number(value: object, where: str, *, most: float) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value <= most:
        raise BadInput("Not a number in range.", where=where, how_to_mend=f"Write a number from 0 to {most:g}.")
    return value


def _thousandths(value: object, where: str) -> int:
    return round(_number(value, where, most=MOST_WEIGHT / 1000) * 1000)
