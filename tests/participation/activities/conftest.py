"""A collective worker with an activity, a day of it, and whom she works with. Models are imported once Django is set up."""

import pytest

from tests.desk.conftest import site, tab

__all__ = ["site", "tab"]


@pytest.fixture
def other_stage():
    """Another company."""
    from tests.stage import Stage

    return Stage.set()


@pytest.fixture
def worker(stage):
    return stage.people["collective"]


@pytest.fixture
def partner(stage, worker):
    from palier.registry.partners import actions
    from palier.registry.partners.rules import PartnerKind
    from palier.registry.partners.rules.drafts import PartnerDraft

    draft = PartnerDraft("PCS d’exemple", "Voorbeeld-PCS", PartnerKind.ASSOCIATION, "local", "")
    with worker.acting() as actor:
        return actions.enter_partner(actor=actor, draft=draft)


@pytest.fixture
def enter(stage, worker):
    """An activity at the first site; its id."""
    from palier.participation.activities import actions
    from palier.participation.activities.rules.drafts import ActivityDraft

    def entered(**more):
        with worker.acting() as actor:
            values = {
                "axis": "collective", "kind": "awareness", "title_fr": "Trier ensemble", "title_nl": "Samen sorteren",
                "starts": actor.today, "temporality": "all_year", "places": (stage.sites[0].pk,),
                "owner": actor.acting_post,
            }  # fmt: skip
            return actions.enter_activity(actor=actor, draft=ActivityDraft(**values | more))

    return entered


@pytest.fixture
def day(worker):
    """A day of an activity; its id. `there`: how many by kind of party."""
    from palier.kernel.parties import Party
    from palier.participation.activities import actions
    from palier.participation.activities.rules.drafts import SessionDraft

    def noted(activity, there=None, **more):
        with worker.acting() as actor:
            counted = None if there is None else {one: there.get(one.value, 0) for one in Party}
            values = {"on": actor.today, "method": "meeting", "took_part": counted} | more
            return actions.note_session(actor=actor, activity=activity, draft=SessionDraft(**values))

    return noted
