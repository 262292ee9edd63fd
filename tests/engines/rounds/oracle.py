"""The best plan of a tiny day by trying everything. Written apart from the planner: one agent's clock, all orders."""

import itertools
import math


def best(asked):
    """(visits left out per rank, seconds of travel) of the best plan of a day without visits for two and breaks."""
    ranks = sorted({_rank(visit) for visit in asked.visits})
    agents = sorted(asked.agents, key=lambda agent: agent.id)
    found = None
    for who in itertools.product([None, *range(len(agents))], repeat=len(asked.visits)):
        left = [0] * len(ranks)
        for visit, agent in zip(asked.visits, who, strict=True):
            if agent is None:
                left[ranks.index(_rank(visit))] += 1
        total = 0
        for number, agent in enumerate(agents):
            mine = [visit for visit, one in zip(asked.visits, who, strict=True) if one == number]
            ways = [_walk(asked, agent, order) for order in itertools.permutations(mine)]
            shortest = min((way for way in ways if way is not None), default=None)
            if shortest is None:
                break
            total += shortest
        else:
            found = min(found or (left, total), (left, total))
    return tuple(found[0]), found[1]


def _rank(visit):
    return (0 if visit.promised else 2 if visit.optional else 1, visit.urgency)


def _walk(asked, agent, order):
    here, time, way = agent.start, agent.hours[0], 0
    for visit in order:
        if agent.id in visit.not_agents or visit.agent not in (None, agent.id):
            return None
        way += _seconds(asked, agent, here, visit.place)
        opens, closes = visit.promised or visit.window
        time = max(time + math.ceil(_exact(asked, agent, here, visit.place) / 60 - 1e-6), opens)
        if time > closes:
            return None
        time += visit.minutes
        here = visit.place
    home = math.ceil(_exact(asked, agent, here, agent.end) / 60 - 1e-6)
    if order and time + home > agent.hours[1]:
        return None
    return way + _seconds(asked, agent, here, agent.end)


def _seconds(asked, agent, one, two):
    return math.ceil(_exact(asked, agent, one, two) - 1e-6)


def _exact(asked, agent, one, two):
    speed = {"foot": 75, "bicycle": 200}[agent.travel]
    return math.dist(asked.places[one], asked.places[two]) * 1.3 / speed * 60
