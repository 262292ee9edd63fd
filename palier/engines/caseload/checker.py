"""What is wrong with a distribution, told without the tables of the search: a second look with other code."""

from __future__ import annotations

from collections.abc import Mapping

from palier.engines.caseload.team import Team


def faults(team: Team, given: Mapping[str, str]) -> list[str]:
    """What breaks a rule in `given` (site to worker), in words; empty when none. O(sites x workers)."""
    working = {worker.id for worker in team.workers if worker.fraction}
    found = [f"{site}: no such site." for site in sorted(set(given) - {site.id for site in team.sites})]
    for site in sorted(team.sites, key=lambda site: site.id):
        worker = given.get(site.id)
        if worker is None:
            if working - site.excluded:
                found.append(f"{site.id}: has nobody, and somebody may take it.")
        elif worker not in working:
            found.append(f"{site.id}: {worker} does not work here.")
        elif worker in site.excluded:
            found.append(f"{site.id}: {worker} may not take it.")
    return found
