"""The verbs of keeping a home. Each asks the gate first; nothing here speaks to the landlord but a signed act."""

from palier.casework.tenancies.prevention.actions.acts import prepare_act, send_act, sign_act
from palier.casework.tenancies.prevention.actions.canvas import decide_canvas, propose_canvas
from palier.casework.tenancies.prevention.actions.home import (
    begin,
    end,
    note_causes,
    note_stakes,
    offer_help,
    plan_home_step,
)
from palier.casework.tenancies.prevention.actions.money import draft_plan, write_budget

__all__ = [
    "begin",
    "decide_canvas",
    "draft_plan",
    "end",
    "note_causes",
    "note_stakes",
    "offer_help",
    "plan_home_step",
    "prepare_act",
    "propose_canvas",
    "send_act",
    "sign_act",
    "write_budget",
]
