"""What a worker sends to say something without agreement, on each ground; and what was kept of it."""

import json
import uuid

import pytest

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.disclosures.rules import QUESTIONS, Ground
from palier.kernel import clock
from tests.casework.referrals.directory import partner
from tests.stage import without_locks

TODAY = clock.today()
SAID = "Elle est seule avec lui ce soir, à cette adresse."
TO = {Ground.DANGER: "emergency_services", Ground.LAW: "court", Ground.COURT: "examining_magistrate"}
TO[Ground.CONSULTATION] = "consultation"


@pytest.fixture
def house(stage):
    """A file of Amina's about the first person of a household, and two services: one bound by secrecy, one not."""
    home = stage.homes[0]
    with stage.amina.acting() as amina:
        case = cases.open_case(actor=amina, draft=CaseDraft(home.household, (home.persons[0],), amina.today))
    return case, partner(stage, "Exemple"), partner(stage, "Autre", bound="no")


def sent(stage, ground="danger", second="bart", **more):
    """The form of a ground, rightly filled: on the screen of the second head, the person told."""
    form = {one.value: "En quelques mots." for one in QUESTIONS[Ground(ground)]}
    form |= {"said": SAID, "to": TO[Ground(ground)], "second": str(stage.people[second].post), "told": "told"}
    form |= {"told_on": TODAY.isoformat()}
    if ground == "danger":
        form |= {"called": "screen", "said_on": TODAY.isoformat()}
    return form | more


def add(stage, case, ground="danger", who="amina", second="bart", **more):
    form = sent(stage, ground, second, **more)
    return stage.people[who].browser().post(f"/cases/{case}/disclosures/{ground}/", form)


def written(stage, case, ground="danger", **more):
    """The id of one that was written."""
    answer = add(stage, case, ground, **more)
    assert answer.status_code == 302, answer.content.decode()
    return uuid.UUID(answer["Location"].split("/")[-2])


def kept(case):
    with without_locks() as cursor:
        cursor.execute(
            "SELECT id, ground, said, answers, authority, contact_id, second_answer, said_on, told_on, not_told"
            " FROM disclosures_disclosure WHERE case_id = %s ORDER BY written_at, id",
            [case],
        )
        names = [one.name for one in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [row | {"answers": json.loads(row["answers"])} for row in rows]


def answer(somebody, pk, word, version=1):
    return somebody.browser().post(f"/disclosures/{pk}/second/", {"answer": word, "version": version})


__all__ = ["SAID", "TODAY", "add", "answer", "house", "kept", "sent", "written"]
