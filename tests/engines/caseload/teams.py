"""Small teams drawn at random, and every distribution of one tried in turn: another road to the same answer."""

import itertools

from hypothesis import strategies as st

from palier.engines.caseload import Site, Team, Worker

NAMES = "abcdefgh"
LANGUAGES = [frozenset({"fr"}), frozenset({"nl"}), frozenset({"fr", "nl"}), frozenset({"ar"})]


@st.composite
def teams(draw: st.DrawFn, most_sites: int = 5, most_workers: int = 3) -> Team:
    crew = [f"w{number}" for number in range(draw(st.integers(1, most_workers)))]
    workers = [
        Worker(name, draw(st.sampled_from([100, 100, 80, 50, 0])), draw(st.sampled_from(LANGUAGES))) for name in crew
    ]
    if not any(worker.fraction for worker in workers):
        workers[0] = Worker(crew[0], 100, workers[0].languages)
    names = NAMES[: draw(st.integers(1, most_sites))]
    sites = []
    for name in names:
        households = draw(st.integers(0, 9))
        today = draw(st.sampled_from([None, *crew]))
        spoken = draw(st.dictionaries(st.sampled_from(LANGUAGES), st.integers(1, 3), max_size=2))
        excluded = frozenset(draw(st.sets(st.sampled_from(crew), max_size=1)))
        weight = draw(st.integers(0, 12)) * 1000
        sites.append(Site(name, households, weight, spoken, {today: households} if today else {}, excluded))
    pairs = draw(st.sets(st.sampled_from(list(itertools.combinations(names, 2)) or [("", "")]), max_size=4)) - {
        ("", "")
    }
    return Team(tuple(sites), tuple(workers), tuple(pairs), draw(st.sampled_from([0, 5, 10, 30])))


def score(team: Team, given: dict[str, str]) -> tuple[int, int, int, int, int]:
    """The five aims from their words, in exact fractions, with none of the engine's tables."""
    from fractions import Fraction
    from math import ceil

    working = [w for w in team.workers if w.fraction]
    taking = [w for w in working if any(w.id not in s.excluded for s in team.sites if s.id in given)]
    total = sum(site.weight for site in team.sites if site.id in given)
    full = sum(worker.fraction for worker in taking)
    steps = []
    for worker in taking:
        share = Fraction(total * worker.fraction, full)
        mine = sum(site.weight for site in team.sites if given.get(site.id) == worker.id)
        away = abs(mine - share) / share * 100 if share else Fraction(0)
        steps.append(ceil(max(Fraction(0), away - team.tolerance) / 5))
    spoken = {worker.id: worker.languages for worker in team.workers}
    changes = languages = 0
    for site in team.sites:
        if site.id in given:
            changes += sum(count for name, count in site.followed_by.items() if name != given[site.id])
            languages += sum(count for some, count in site.languages.items() if not some & spoken[given[site.id]])
    apart = sum(given[a] != given[b] for a, b in team.neighbours if a in given and b in given)
    return max(steps), sum(steps), changes, languages, apart


def every_distribution(team: Team) -> list[dict[str, str]]:
    """All that may be: for each site, each worker who works and is not excluded; sites nobody may take are left out."""
    may = {s.id: [w.id for w in team.workers if w.fraction and w.id not in s.excluded] for s in team.sites}
    names = [name for name, takers in may.items() if takers]
    return [dict(zip(names, chosen, strict=True)) for chosen in itertools.product(*(may[name] for name in names))]
