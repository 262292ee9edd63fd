"""The rounds of a day on foot, by bicycle or by transit: who goes where, when and why, and who cannot be visited.

FILE is JSON, or Solomon's text (VEHICLE, CUSTOMER; known by itself).

Example FILE:

  {"places": {"office": [0, 0], "tower": [400, 300], "garden": [900, 100], "school": [350, 280]},
   "agents": [
     {"id": "anna", "travel": "foot", "start": "office", "hours": ["12:30", "20:20"],
      "breaks": [{"minutes": 30, "window": ["15:00", "17:00"]}]},
     {"id": "bilal", "travel": "bicycle", "start": "office", "end": "school", "hours": ["12:30", "18:00"]}],
   "visits": [
     {"id": "v1", "place": "tower", "minutes": 20, "window": ["13:00", "15:00"], "urgency": 1},
     {"id": "v2", "place": "tower", "minutes": 10},
     {"id": "v3", "place": "garden", "minutes": 45, "together": true},
     {"id": "v4", "place": "school", "minutes": 15, "optional": true, "not_agents": ["anna"]}],
   "deadlines": {"1": "14:00"}}

Run: palier engine rounds FILE --seed 1 --distance exact

places: [x, y] in metres, or null when a matrix covers it. travel: foot (75 m a minute) and bicycle (200) are there,
others under "travel": {"tram": {"between": [places], "minutes": [[…]], "metres": [[…]]}} or {"metres_per_minute": 60}.
agents: start, end (default start), hours, breaks. visits: minutes, window (in which it begins), urgency 1 (most urgent)
to 9 (default 3), optional, together (two agents at the same time), agent (she, or one of the two), not_agents,
promised (a window told to the tenant). Planning again at mid-day: "now", and per agent done (visits, in order), at,
free_from, breaks_done. All hours "HH:MM". Full format: docs/formats/rounds.md.

Answer: distance (metres; Solomon: units of the file), travel_minutes, vehicles, routes (per agent: leaves, stops with
arrival, visits and why here, returns; Solomon: lists of customer numbers), schedule (Solomon: arrival, waiting and
beginning per stop), unserved (with reason), ties, feasible and faults (by a second function), stopped_because, steps,
objective.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from palier.engines.bad_input import BadInput
from palier.engines.files import read_json, read_text
from palier.engines.rounds.answer import to_json
from palier.engines.rounds.checker import faults_of_day, faults_of_routes
from palier.engines.rounds.document import from_json
from palier.engines.rounds.fleet import Distance, Objective, plan_fleet
from palier.engines.rounds.fleet_answer import to_json as fleet_to_json
from palier.engines.rounds.plan import plan_day
from palier.engines.rounds.solomon import from_text, is_solomon

MOST_SECONDS = 3600.0


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of `palier engine rounds`."""
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--seconds", type=float, default=60.0, help="net under the number of steps (default 60)")
    parser.add_argument("--seed", type=int, default=0, help="another seed, another search (default 0)")
    parser.add_argument(
        "--distance", choices=[one.value for one in Distance], default="exact", help="Solomon's text only"
    )
    parser.add_argument("--objective", choices=[one.value for one in Objective], default="distance")


def answer(options: argparse.Namespace) -> dict[str, object]:
    """What the command prints as JSON. Raises `BadInput`."""
    if not 0 < options.seconds <= MOST_SECONDS:
        raise BadInput(
            "Not a number of seconds.", where="--seconds", how_to_mend=f"Give more than 0, at most {MOST_SECONDS:g}."
        )
    if not 0 <= options.seed < 2**32:
        raise BadInput("Not a seed.", where="--seed", how_to_mend="Give a whole number from 0 to 4294967295.")
    objective = Objective(options.objective)
    text = read_text(options.file)
    if is_solomon(text):
        return solomon_answer(text, Distance(options.distance), objective, options.seconds, options.seed)
    day = from_json(read_json(options.file))
    plan = plan_day(day, objective=objective, seconds=options.seconds, seed=options.seed)
    printed = to_json(plan)
    faults = faults_of_day(day, printed)
    optional = {visit.id for visit in day.visits if visit.optional}
    is_whole = all(one.visit in optional for one in plan.unserved)
    return {"objective": objective.value, **printed, "feasible": is_whole and not faults, "faults": faults}


def solomon_answer(text: str, distance: Distance, objective: Objective, seconds: float, seed: int) -> dict[str, object]:
    """The answer for Solomon's text."""
    instance = from_text(text)
    plan = plan_fleet(instance, distance=distance, objective=objective, seconds=seconds, seed=seed)
    printed = fleet_to_json(instance, plan, distance)
    faults = faults_of_routes(
        instance, plan.routes, float(str(printed["distance"])), is_truncated=distance is Distance.TRUNCATED
    )
    return {"objective": objective.value, **printed, "feasible": not faults, "faults": faults}
