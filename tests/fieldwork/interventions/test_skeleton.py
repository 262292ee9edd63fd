"""A passage is asked for by a colleague and noted by an agent, once."""

import datetime as dt
import uuid

import pytest

from palier.fieldwork.interventions import actions, queries
from palier.fieldwork.interventions.models import Motive
from palier.fieldwork.interventions.rules import Outcome, PassageDraft, State, VisitDraft
from palier.kernel.errors import Refused


@pytest.fixture
def motive(stage):
    with stage.people["agent"].acting() as agent:
        return (
            Motive(organisation_id=agent.acting_organisation, name_fr="Dépôt", name_nl="Stort", importance=3, hours=72)
            .insert()
            .pk
        )


def test_a_colleague_asks_and_reads_nothing_back_an_agent_goes_there_once(stage, motive):
    with stage.amina.acting() as amina:
        asked = actions.ask_passage(actor=amina, draft=PassageDraft(motive, stage.buildings[0].pk, "Un canapé."))
        with pytest.raises(Refused):
            queries.intervention(amina, asked)
    visit = VisitDraft(uuid.uuid4(), asked, dt.datetime.now(dt.UTC), Outcome.NOTED, words="Enlevé.")
    with stage.people["agent"].acting() as agent:
        assert [row.pk for row in queries.to_do(agent)][-1:] == [asked]
        assert actions.record_visit(actor=agent, draft=visit) == actions.record_visit(actor=agent, draft=visit)
        assert len(queries.visits_of(agent, asked)) == 1
        assert queries.intervention(agent, asked).state == State.SEEN
