"""Whether the parts of a day belong together: names that are there, ids once, sizes that can be planned."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from palier.engines.bad_input import BadInput
from palier.engines.rounds.day import MOST_AGENTS, MOST_BREAKS, MOST_PLACES, MOST_VISITS, Agent, Day, Visit


def checked(day: Day) -> Day:
    """The same day, or `BadInput`."""
    _sizes(day)
    _once((agent.id for agent in day.agents), "agents")
    _once((visit.id for visit in day.visits), "visits")
    together = {visit.id for visit in day.visits if visit.together}
    _once((visit for agent in day.agents for visit in agent.done if visit not in together), "agents, done")
    for agent in day.agents:
        _once(agent.done, f"agents, {agent.id}, done")
    for name, travel in sorted(day.travel.items()):
        _once(travel.between, f"travel.{name}.between")
        for place in travel.between:
            _known(place, day.places, f"travel.{name}.between")
    for agent in day.agents:
        _agent(day, agent)
    for visit in day.visits:
        _visit(day, visit)
    return day


def _sizes(day: Day) -> None:
    for count, most, what in (
        (len(day.places), MOST_PLACES, "places"),
        (len(day.agents), MOST_AGENTS, "agents"),
        (len(day.visits), MOST_VISITS, "visits"),
    ):
        if count > most:
            raise BadInput(f"{count} {what}.", where=what, how_to_mend=f"Plan at most {most} at a time.")
    if not day.agents:
        raise BadInput("There is no agent.", where="agents", how_to_mend="Give at least one.")


def _agent(day: Day, agent: Agent) -> None:
    where = f"agents, {agent.id}"
    _known(agent.travel, day.travel, f"{where}, travel")
    stands = [rest.place for rest in agent.breaks if rest.place is not None]
    for place in (agent.start, agent.end, agent.at or agent.start, *stands):
        _reachable(day, agent, place, where)
    visits = {visit.id: visit for visit in day.visits}
    for name in agent.done:
        _known(name, visits, f"{where}, done")
        _reachable(day, agent, visits[name].place, f"{where}, done")
    if len(agent.breaks) > MOST_BREAKS or agent.breaks_done > len(agent.breaks):
        raise BadInput("Too many breaks.", where=where, how_to_mend=f"At most {MOST_BREAKS}; breaks_done are some.")


def _reachable(day: Day, agent: Agent, place: str, where: str) -> None:
    """An agent's own places must lie where her travel goes; a visit's need not: then she does not go there."""
    _known(place, day.places, where)
    travel = day.travel[agent.travel]
    if place not in travel.between if travel.metres_per_minute is None else day.places[place] is None:
        raise BadInput(
            "A place her travel does not reach.", where=f"{where}, {place}", how_to_mend="Give it coordinates or a row."
        )


def _visit(day: Day, visit: Visit) -> None:
    where = f"visits, {visit.id}"
    _known(visit.place, day.places, f"{where}, place")
    agents = {agent.id for agent in day.agents}
    for name in (*visit.not_agents, *([visit.agent] if visit.agent is not None else [])):
        _known(name, agents, f"{where}, agent")


def _known(name: str, known: Iterable[str], where: str) -> None:
    if name not in known:
        raise BadInput("A name that is not given.", where=f"{where}: {name}", how_to_mend="Give it, or spell it alike.")


def _once(names: Iterable[str], where: str) -> None:
    for name, count in sorted(Counter(names).items()):
        if count > 1:
            raise BadInput("A name stands twice.", where=f"{where}: {name}", how_to_mend="Give each once.")
