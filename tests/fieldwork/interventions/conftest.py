"""Agents, a word for which they come, and somebody who asks."""

import uuid

import pytest


@pytest.fixture
def agent(stage):
    return stage.people["agent"]


@pytest.fixture
def motive(stage, agent):
    """A word of this company's own, under a name no other test uses."""
    from palier.fieldwork.interventions import actions
    from palier.fieldwork.interventions.rules import Importance, MotiveDraft

    with agent.acting() as actor:
        name = f"Dépôt {uuid.uuid4().hex[:6]}"
        return actions.enter_motive(actor=actor, draft=MotiveDraft(name, name, Importance.THIS_WEEK, 72))


@pytest.fixture
def ask(stage, motive):
    """Amina, or whoever is named, asks for a passage at the first building."""
    from palier.fieldwork.interventions import actions
    from palier.fieldwork.interventions.rules import PassageDraft

    def asked(who=None, words="Un canapé dans l’entrée.", **more):
        with (who or stage.amina).acting() as actor:
            draft = PassageDraft(**{"motive": motive, "place": stage.buildings[0].pk, "words": words} | more)
            return actions.ask_passage(actor=actor, draft=draft)

    return asked
