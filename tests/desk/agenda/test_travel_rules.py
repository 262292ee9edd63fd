"""The order of a day by itself: what holds of every order, and the few rules that are this app's own."""

import datetime as dt
from dataclasses import replace
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from palier.desk.agenda.rules.paces import PACES, UNKNOWN_WAY, Means, Pace, pace
from palier.desk.agenda.rules.travel import Errand, Outing, WhyNot, in_order
from palier.kernel.positions import Position

DAY = dt.date(2026, 3, 2)
FOOT = pace(Means.FOOT, DAY)


def at(east, north=0):
    """A position so many hundredths of a degree from the office: 704 metres east, 1,112 north."""
    return Position(Decimal("4.35") + Decimal(east) / 100, Decimal("50.85") + Decimal(north) / 100)


PLACES = {"office": at(0), "near": at(1), "far": at(3), "north": at(0, 2), "nowhere": None}


def outing(*errands, **asked):
    given = {"places": PLACES, "office": "office", "leaves": 8 * 60 + 30, "back": 17 * 60, "pace": FOOT, "lunch": False}
    return Outing(errands=errands, **{**given, **asked})


def begins(order):
    return {name: minute for stop in order.stops for name, minute in stop.done}


errand = st.builds(
    Errand,
    id=st.uuids().map(str),
    place=st.sampled_from(sorted(PLACES)),
    begins=st.integers(8 * 12, 17 * 12).map(lambda fives: 5 * fives),
    minutes=st.sampled_from([20, 30, 45, 60, 90]),
    moves=st.booleans(),
)


@settings(max_examples=60, deadline=None)
@given(st.lists(errand, max_size=9, unique_by=lambda one: one.id), st.booleans())
def test_every_order_keeps_the_clock_the_agreed_hours_and_her_own(errands, lunch):
    order = in_order(outing(*errands, lunch=lunch))

    done, left = begins(order), {name for name, _ in order.left_out}
    assert done.keys() | left == {one.id for one in errands} and not done.keys() & left
    assert all(done[one.id] == one.begins for one in errands if not one.moves and one.id in done)
    free, here = 8 * 60 + 30, "office"
    for stop in order.stops:
        assert (stop.leg is None) == (stop.place == here)
        if stop.leg:
            assert free <= stop.leg.leaves and stop.leg.arrives <= stop.begins
            assert stop.leg.metres is not None or {stop.place, here} & {"nowhere"}
        assert free <= stop.begins < stop.ends
        free, here = stop.ends, stop.place
    assert (order.back.arrives if order.back else free) <= 17 * 60
    assert (order.lunch is None) == (not lunch)
    assert [stop.ends - stop.begins for stop in order.stops if not stop.done] == ([30] if order.lunch and done else [])


def test_the_same_day_has_the_same_order_whatever_stood_first():
    errands = [Errand(name, place, 600, 45, moves=True) for name, place in zip("abcd", PLACES, strict=False)]
    assert in_order(outing(*errands)).stops == in_order(outing(*reversed(errands))).stops


def test_minutes_and_metres_follow_the_speed():
    walk = in_order(outing(Errand("a", "near", 600, 45))).stops[0].leg
    ride = in_order(outing(Errand("a", "near", 600, 45), pace=pace(Means.BICYCLE, DAY))).stops[0].leg
    assert (walk.metres, walk.minutes, walk.leaves) == (916, 13, 587)
    assert (ride.metres, ride.minutes) == (916, 5)


def test_a_way_to_an_unknown_place_is_counted_and_has_no_length():
    leg = in_order(outing(Errand("a", "nowhere", 600, 45))).stops[0].leg
    assert (leg.minutes, leg.metres) == (UNKNOWN_WAY, None)


def test_who_has_time_spends_it_at_the_office():
    order = in_order(outing(Errand("a", "near", 600, 45), Errand("b", "office", 780, 30), Errand("c", "near", 900, 30)))
    first, second, third = (stop.leg for stop in order.stops)
    assert (first.free, second.leaves, second.free) == (0, 645, 0)
    assert (third.leaves, third.free) == (887, 77)


def test_agreed_hours_that_overlap_at_one_place_stand_together_and_elsewhere_they_clash():
    session, received = Errand("s", "office", 540, 150), Errand("r", "office", 600, 45)
    together = in_order(outing(session, received))
    assert begins(together) == {"s": 540, "r": 600} and together.left_out == ()
    apart = in_order(outing(session, replace(received, place="near")))
    assert len(apart.left_out) == 1 and apart.left_out[0][1] is WhyNot.CLASHES


def test_each_reason_has_its_case():
    long = Errand("long", "near", 600, 90, moves=True)
    assert in_order(outing(long, back=9 * 60)).left_out == (("long", WhyNot.OUTSIDE_HOURS),)
    both = in_order(outing(Errand("fixed", "near", 540, 60), long, leaves=500, back=620))
    assert both.left_out == (("long", WhyNot.NO_TIME),)
    assert in_order(outing(Errand("fixed", "near", 540, 60), long)).left_out == ()


def test_lunch_gives_way_to_people():
    full = [Errand("a", "near", 660, 90), Errand("b", "near", 750, 90)]
    assert in_order(outing(*full, lunch=True)).lunch is False
    assert in_order(outing(full[0], lunch=True)).lunch is True
    assert in_order(outing(full[0], lunch=True, leaves=14 * 60, back=15 * 60)).lunch is False


def test_a_newer_speed_holds_from_its_day_and_the_older_before():
    newer = Pace(Means.FOOT, dt.date(2027, 1, 1), 70.0, 1.4, "counted by the service", "found")
    rows = (newer, *PACES)
    assert pace(Means.FOOT, dt.date(2027, 1, 1), rows) is newer
    assert pace(Means.FOOT, dt.date(2026, 12, 31), rows) is pace(Means.FOOT, dt.date(2020, 1, 1), rows) is FOOT


def test_every_speed_says_where_it_comes_from_and_how_sure_it_is():
    assert {one.means for one in PACES} == set(Means)
    assert all(one.source and one.confidence == "general knowledge" for one in PACES)
