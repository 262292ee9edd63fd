"""Pages of the doors: of who asked, of the second head, of the pair, and of contact afterwards."""

from palier.casework.support_pairs.views.after import (
    after_add,
    after_end,
    after_list,
    after_renew,
    after_words,
)
from palier.casework.support_pairs.views.notes import erase, note, note_share, note_step, plan, plan_paper
from palier.casework.support_pairs.views.pair import aside, close, declare, identity, pair
from palier.casework.support_pairs.views.worker import (
    door,
    mine,
    mine_plan,
    mine_step,
    second,
    seconds,
    sheet,
    shut,
    tell,
)

__all__ = [
    "after_add",
    "after_end",
    "after_list",
    "after_renew",
    "after_words",
    "aside",
    "close",
    "declare",
    "door",
    "erase",
    "identity",
    "mine",
    "mine_plan",
    "mine_step",
    "note",
    "note_share",
    "note_step",
    "pair",
    "plan",
    "plan_paper",
    "second",
    "seconds",
    "sheet",
    "shut",
    "tell",
]
