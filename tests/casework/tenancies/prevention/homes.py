"""A home that is being kept: Amina's file about the first person of the first home, with what was told there."""

import datetime as dt
import uuid
from dataclasses import dataclass
from decimal import Decimal

from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft
from palier.casework.tenancies.prevention import actions, queries
from palier.casework.tenancies.prevention.rules import (
    ActWords,
    BudgetDraft,
    Label,
    LineDraft,
    LineKind,
    Period,
    PlanWords,
)
from tests.stage import Home, Stage


@dataclass
class Kept:
    """`case`: the file; `row`: the home being kept in it."""

    home: Home
    case: uuid.UUID
    row: uuid.UUID


def keep(stage: Stage, home: Home | None = None, who: str = "amina") -> Kept:
    home = home or stage.homes[0]
    with stage.people[who].acting() as actor:
        case = cases.open_case(actor=actor, draft=CaseDraft(home.household, tuple(home.persons[:1]), actor.today))
    with stage.people[who].acting() as actor:
        return Kept(home, case, actions.begin(actor=actor, case=case))


def lines(*more: LineDraft) -> tuple[LineDraft, ...]:
    """1 200 a month comes, 700 goes, 40 is paid on a debt of 900."""
    return (
        LineDraft(LineKind.INCOME, Label.WAGES, Decimal(1200)),
        LineDraft(LineKind.CHARGE, Label.RENT, Decimal(700)),
        LineDraft(LineKind.DEBT, Label.DEBT_HOSPITAL, Decimal(900), paid=Decimal(40), creditor="Hôpital fictif"),
        *more,
    )


def told(stage: Stage, kept: Kept, *, who: str = "amina", month: dt.date | None = None, more: tuple = ()) -> uuid.UUID:
    with stage.people[who].acting() as actor:
        day = month or actor.today.replace(day=1)
        draft = BudgetDraft(day, 2, tuple(kept.home.persons[:1]), lines(*more))
        return actions.write_budget(actor=actor, case=kept.case, draft=draft)


def tried(stage: Stage, kept: Kept, amount: int = 50, balance: int = 600, **more: object) -> uuid.UUID:
    with stage.amina.acting() as actor:
        words = PlanWords(Decimal(balance), Decimal(amount), 10, 12, actor.today.replace(day=1), **more)
        return actions.draft_plan(actor=actor, case=kept.case, draft=words)


def prepared(stage: Stage, kept: Kept, act: str = "reminders_held", **more: object) -> uuid.UUID:
    with stage.amina.acting() as actor:
        words = ActWords(act, **{"day": actor.today + dt.timedelta(days=30), **more})
        return actions.prepare_act(actor=actor, case=kept.case, words=words, persons=tuple(kept.home.persons[:1]))


def signed(stage: Stage, kept: Kept, act: str = "reminders_held", **more: object) -> uuid.UUID:
    pk = prepared(stage, kept, act, **more)
    with stage.amina.acting() as actor:
        row = queries.act(actor, pk)
        actions.sign_act(actor=actor, pk=pk, signed_by=row.concerns, on=actor.today, version=row.version)
    return pk


__all__ = ["Kept", "Period", "keep", "lines", "prepared", "signed", "told", "tried"]
