"""Transfers as the department keeps them: begun, agreed to, searched and decided through the verbs and the job's own code."""

import datetime as dt

from palier.casework.transfers import actions
from palier.casework.transfers.models import Move
from palier.casework.transfers.rules import AgreementDraft, DecisionDraft, Kind, RequestDraft, Step, Wishes
from palier.kernel import clock
from palier.registry.housing.models import Dwelling
from palier.registry.people.models import HouseholdMember, Person
from tests.stage import ALWAYS, put, without_locks


def days_ago(number: int) -> dt.date:
    return clock.today() - dt.timedelta(days=number)


def home(stage, building=0, *, adults=2, children=0, bedrooms=2, born=dt.date(1980, 5, 17), floor=1):
    """A household of that size with a dwelling of so many bedrooms; children of ten, all boys."""
    with without_locks() as cursor:
        made = stage.home(stage.buildings[building], adults)
        for number in range(children):
            person = put(Person(organisation=stage.company, last_name="Exemple", first_name=f"Petit {number}",
                                sort_key="exemple petit", sex="m", born=days_ago(3800 + number)))  # fmt: skip
            put(HouseholdMember(organisation=stage.company, household_id=made.household, person=person, role="child",
                                valid=ALWAYS))  # fmt: skip
        cursor.execute(
            "UPDATE housing_dwelling SET bedrooms = %s, floor = %s WHERE id = %s", [bedrooms, floor, made.dwelling]
        )
        cursor.execute("UPDATE people_person SET born = %s WHERE id = ANY(%s)", [born, made.persons])
    return made


def vacant(stage, building=0, *, bedrooms=1, floor=1):
    with without_locks():
        return put(Dwelling(organisation=stage.company, building_id=stage.buildings[building].pk, bedrooms=bedrooms,
                            floor=floor, address_key="avenue du brouillon")).pk  # fmt: skip


def begin(
    stage, home, *, who="transfers", kind=Kind.VOLUNTARY, days=400, agrees=True, elsewhere=False, by=(), **wishes
):
    with stage.people[who].acting() as actor:
        draft = RequestDraft(home.household, kind, days_ago(days), tuple(by), agrees, elsewhere, Wishes(**wishes))
        return actions.begin(actor=actor, draft=draft)


def met(stage, request, *, who="transfers"):
    with stage.people[who].acting() as actor:
        actions.meet(actor=actor, pk=request, on=days_ago(1), version=1)


def search(stage, *, who="transfers", between=False):
    """A search, as the page asks for it and the worker does it."""
    with stage.people[who].acting() as actor:
        made = actions.ask_search(actor=actor, between=between)
    work()
    return made


def work():
    """What the worker does: all searches that wait."""
    return actions.search_due(without_locks)


def moves(stage, round_=None):
    """Moves of the company as they lie in the table, by loop and place."""
    with without_locks():
        rows = Move._base_manager.using("stage").filter(organisation=stage.company.pk).order_by("loop", "place", "pk")
        return list(rows.filter(round=round_) if round_ else rows)


def agree(stage, request, *, step=Step.MOVE, given=True, move=None, who="transfers"):
    with stage.people[who].acting() as actor:
        return actions.agree(actor=actor, pk=request, draft=AgreementDraft(step, given, clock.today(), move))


def decide(stage, move, accept, *, motive="Deux ménages seraient mieux logés.", who="transfers", version=None, **rents):
    with stage.people[who].acting() as actor:
        actions.decide(
            actor=actor, pk=move.pk, draft=DecisionDraft(accept, motive, **rents), version=version or move.version
        )
