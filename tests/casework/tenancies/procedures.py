"""Procedures about unpaid rent, begun and noted through the verbs, as accounts do."""

import datetime as dt

from palier.casework.tenancies.procedure import actions
from palier.casework.tenancies.procedure.rules import FactDraft, FactKind, ProcedureDraft
from palier.kernel import clock


def days_ago(number: int) -> dt.date:
    return clock.today() - dt.timedelta(days=number)


def begin(stage, home, *, who="accounts", days=60, rent=None):
    with stage.people[who].acting() as actor:
        return actions.begin(actor=actor, draft=ProcedureDraft(home.household, days_ago(days), rent))


def note(stage, procedure, kind, day, *, who="accounts", **more):
    with stage.people[who].acting() as actor:
        draft = FactDraft(kind=FactKind(kind), day=day, **more)
        return actions.note(actor=actor, procedure=procedure, draft=draft)
