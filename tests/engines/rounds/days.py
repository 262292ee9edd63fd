"""Days for the tests: a small street map, and random days by hypothesis."""

from dataclasses import replace

from hypothesis import strategies as st

from palier.engines.rounds import Agent, Break, Day, Visit, faults_of_day, plan_day, to_json

PLACES = {"office": (0.0, 0.0), "tower": (400.0, 300.0), "garden": (900.0, 100.0), "school": (350.0, 280.0)}
ANNA = Agent("anna", "foot", "office", "office", (750, 1220))
BILAL = Agent("bilal", "bicycle", "office", "office", (750, 1080))


def day(visits, agents=(ANNA, BILAL), **more):
    return Day(PLACES, tuple(agents), tuple(visits), **more)


def planned(asked, **options):
    """The printed answer, which the checker has accepted."""
    answer = to_json(plan_day(asked, **options))
    assert faults_of_day(asked, answer) == []
    return answer


def stops(answer, agent):
    return [
        visit["id"]
        for route in answer["routes"]
        if route["agent"] == agent
        for stop in route["stops"]
        for visit in stop["visits"]
    ]


def begins(answer, visit):
    """At which minutes a visit begins: one, or two for a visit of two agents."""
    return [
        shown["begins"]
        for route in answer["routes"]
        for stop in route["stops"]
        for shown in stop["visits"]
        if shown["id"] == visit
    ]


def reasons(answer):
    return {one["id"]: one["reason"] for one in answer["unserved"]}


@st.composite
def windows(draw):
    opens = draw(st.sampled_from([720, 750, 800, 900, 1000]))
    return opens, opens + draw(st.sampled_from([0, 20, 60, 400]))


@st.composite
def days(draw, most=7, with_pairs=True):
    """A day of up to `most` visits that may be too full, with promises, pairs, breaks and forbidden agents."""
    count = draw(st.integers(0, most))
    places = {f"p{n}": (draw(st.integers(0, 2000)) * 1.0, draw(st.integers(0, 2000)) * 1.0) for n in range(4)}
    agents = [
        Agent(
            name,
            draw(st.sampled_from(["foot", "bicycle"])),
            draw(st.sampled_from(sorted(places))),
            draw(st.sampled_from(sorted(places))),
            (750, draw(st.sampled_from([840, 960, 1220]))),
            draw(st.sampled_from([(), (Break(20, (760, 800)),)])),
        )
        for name in draw(st.sampled_from([["a"], ["a", "b"], ["a", "b", "c"]]))
    ]
    visits = [
        Visit(
            f"v{number}",
            draw(st.sampled_from(sorted(places))),
            draw(st.sampled_from([0, 10, 30, 60])),
            draw(windows()),
            draw(st.sampled_from([1, 2, 3])),
            draw(st.booleans()),
            with_pairs and draw(st.sampled_from([False, False, True])),
            draw(st.sampled_from([None, None, None, "a"])),
            draw(st.sampled_from([frozenset(), frozenset(), frozenset({"a"})])),
            draw(st.sampled_from([None, None, None, (800, 830)])),
        )
        for number in range(count)
    ]
    deadlines = draw(st.sampled_from([{}, {1: 810}]))
    return Day(places, tuple(agents), tuple(visits), deadlines=deadlines)


def moved(asked, metres):
    """The same day somewhere else on the map."""
    return replace(asked, places={name: (x + metres, y - metres) for name, (x, y) in asked.places.items()})
