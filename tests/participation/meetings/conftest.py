"""A meeting of the first site, prepared by the collective worker, and what makes it past."""

import datetime as dt

import pytest

from tests.desk.conftest import site, tab

__all__ = ["site", "tab"]


@pytest.fixture
def worker(stage):
    return stage.people["collective"]


@pytest.fixture
def service(stage):
    """A department of the stage by one of its people."""
    from tests.stage import without_locks

    def of(name):
        with without_locks() as cursor:
            cursor.execute("SELECT service_id FROM organisations_post WHERE id = %s", [stage.people[name].post])
            return cursor.fetchone()[0]

    return of


@pytest.fixture
def prepare(stage, worker):
    """Prepares a meeting in a week; its id."""
    from palier.participation.meetings import actions
    from palier.participation.meetings.rules import MeetingDraft

    def prepared(**more):
        with worker.acting() as actor:
            values = {
                "title_fr": "Réunion du quartier", "title_nl": "Wijkvergadering", "at": actor.moment + dt.timedelta(days=7),
                "minutes": 120, "places": (stage.sites[0].pk,), "venue_fr": "Salle du rez", "venue_nl": "Zaal beneden",
                "host": actor.acting_post, "step_free": True, "child_corner": True, "interpreters": ("ary",),
            }  # fmt: skip
            return actions.enter_meeting(actor=actor, draft=MeetingDraft(**values | more))

    return prepared


@pytest.fixture
def point(service):
    """Proposes a point to a meeting, as somebody; its id."""
    from palier.participation.meetings import actions
    from palier.participation.meetings.rules import PointDraft

    def proposed(who, meeting, of="technical", **more):
        values = {"title_fr": "L’ascenseur", "title_nl": "De lift", "service": service(of)} | more
        with who.acting() as actor:
            return actions.propose_point(actor=actor, meeting=meeting, draft=PointDraft(**values))

    return proposed


@pytest.fixture
def version(worker):
    """The version of a meeting now."""
    from palier.participation.meetings import queries

    def of(meeting):
        with worker.acting() as actor:
            return queries.meeting(actor, meeting).version

    return of


@pytest.fixture
def past():
    """Moves a meeting to the evening before: it was held."""
    from tests.stage import without_locks

    def moved(meeting, hours=20):
        with without_locks() as cursor:
            cursor.execute(
                "UPDATE meetings_meeting SET at = sec.now() - make_interval(hours => %s) WHERE id = %s",
                [hours, meeting],
            )

    return moved


@pytest.fixture
def held(worker, prepare, point, past, version):
    """A meeting that was held, with a point and what was said under it; (meeting, point)."""
    from palier.kernel.parties import Party
    from palier.participation.meetings import actions
    from palier.participation.meetings.rules import SaidDraft

    def done(fr="L’ascenseur sera réparé.", nl="De lift wordt hersteld."):
        meeting = prepare()
        item = point(worker, meeting)
        past(meeting)
        with worker.acting() as actor:
            actions.keep_said(actor=actor, pk=item, version=1, draft=SaidDraft(fr, nl, True))
            counted = dict.fromkeys(Party, 0) | {Party.INHABITANTS: 23}
            actions.count_people(actor=actor, pk=meeting, version=version(meeting), attended=counted)
        return meeting, item

    return done
