"""The JSON that `palier engine caseload` prints; docs/formats/caseload.md says all its keys."""

from __future__ import annotations

from palier.engines.caseload.plan import Distribution
from palier.engines.caseload.reasons import Because, reasons, shown, site_words, worker_words
from palier.engines.caseload.standing import AIMS
from palier.engines.caseload.team import Site, Team

UNITS = dict(zip(AIMS, ("per cent of the share", "steps", "households", "households", "pairs of sites"), strict=False))


def to_json(found: Distribution, team: Team) -> dict[str, object]:
    """The answer as JSON values: keys always in this order, sites and workers by id."""
    because = dict(zip((site.id for site in found.standing.sites), reasons(found), strict=True))
    chosen = _chosen(found)
    return {
        "optimal": found.optimal,
        "stopped_because": found.stopped_because,
        "tolerance": team.tolerance,
        "seed": found.seed,
        "aims": [
            {
                "aim": aim.name,
                "value": shown(found.standing, aim.name, aim.value),
                "bound": shown(found.standing, aim.name, aim.bound),
                "unit": UNITS[aim.name],
                "proven": aim.proven,
            }
            for aim in found.aims
        ],
        "sites": [_site(found, place, because, chosen) for place in range(len(found.given))],
        "unassigned": [{"site": site.id, "words": _orphan(site)} for site in found.standing.orphans],
        "workers": [_worker(found, team, name) for name in sorted(worker.id for worker in team.workers)],
        "ties": [
            {"site": tie.site, "between": sorted([tie.chosen, tie.other]), "chosen": tie.chosen, "how": "lot"}
            for tie in found.ties
        ],
        "ties_known": found.ties_known,
    }


def _chosen(found: Distribution) -> dict[str, str]:
    workers = found.standing.workers
    return {site.id: workers[given].id for site, given in zip(found.standing.sites, found.given, strict=True)}


def _site(found: Distribution, place: int, because: dict[str, Because], chosen: dict[str, str]) -> dict[str, object]:
    standing, worker = found.standing, found.given[place]
    site, reason = standing.sites[place], because[standing.sites[place].id]
    changing = standing.changes[place][worker]
    beside = sorted(standing.sites[other].id for other in standing.beside[place] if found.given[other] == worker)
    return {
        "site": site.id,
        "worker": chosen[site.id],
        "households": site.households,
        "weight": _plain(site.weight),
        "today": sorted(name for name, count in site.followed_by.items() if count),
        "change_worker": changing,
        "not_in_their_language": standing.unserved[place][worker],
        "beside": beside,
        "because": {
            "rule": reason.rule,
            "instead": reason.instead,
            "worse": reason.worse,
            "now": reason.now,
            "then": reason.then,
        },
        "words": site_words(site.id, chosen[site.id], reason, changing),
    }


def _worker(found: Distribution, team: Team, name: str) -> dict[str, object]:
    standing = found.standing
    fraction = next(worker.fraction for worker in team.workers if worker.id == name)
    place = next((place for place, worker in enumerate(standing.workers) if worker.id == name), None)
    mine = [site for site, given in enumerate(found.given) if given == place]
    sites = [standing.sites[site] for site in mine]
    weight = sum(site.weight for site in sites)
    away = _from_share(found, place, weight)
    return {
        "worker": name,
        "fraction": fraction / 100,
        "sites": [site.id for site in sites],
        "groups": _groups(found, mine),
        "households": sum(site.households for site in sites),
        "weight": _plain(weight),
        "weight_per_full_time": _plain(round(weight * 100 / fraction)) if fraction else None,
        "from_share_per_cent": away,
        "keeps": sum(site.followed_by.get(name, 0) for site in sites),
        "gains": sum(count for site in sites for today, count in site.followed_by.items() if today != name),
        "loses": sum(site.followed_by.get(name, 0) for site in team.sites if site not in sites),
        "not_in_their_language": sum(standing.unserved[site][found.given[site]] for site in mine),
        "words": worker_words(name, len(sites), f"{_plain(weight):g}", away),
    }


def _from_share(found: Distribution, place: int | None, weight: int) -> float | None:
    """Per cent above (below: negative) what the fraction of a full time would give; None: takes no part."""
    if place is None:
        return None
    standing = found.standing
    fair = standing.total * standing.fractions[place]
    return round(100 * (standing.fraction * weight - fair) / fair, 1) if fair else 0.0


def _groups(found: Distribution, mine: list[int]) -> list[list[str]]:
    """The sites of one worker, those in one group that can be walked from neighbour to neighbour."""
    left, groups = set(mine), []
    for first in mine:
        if first not in left:
            continue
        left.discard(first)
        group, edge = [first], [first]
        while edge:
            nearby = [site for site in found.standing.beside[edge.pop()] if site in left]
            left.difference_update(nearby)
            group += nearby
            edge += nearby
        groups.append([found.standing.sites[site].id for site in sorted(set(group))])
    return groups


def _orphan(site: Site) -> str:
    return f"{site.id}: nobody who works may take it. Give it to somebody from outside, or divide it."


def _plain(thousandths: int) -> float:
    return thousandths / 1000
