"""The rows of the agents' rounds on the prepared stage: a shift, a plan with a stop and what it leaves out, a key."""

import datetime
import secrets

from palier.fieldwork.interventions.models import Intervention, Motive
from palier.fieldwork.rounds.models import LeftOut, OfflineKey, Round, Shift, Stop
from tests.access.cast_world import World, canary
from tests.stage import put


def rounds(made: World) -> None:
    """A day of the agent: her hours, a plan, a stop, a request that is left out, the key of her telephone."""
    ours, agent = {"organisation": made.stage.company}, made.stage.people["agent"].post
    now, building = datetime.datetime.now(datetime.UTC), made.stage.buildings[0]
    motive = put(Motive(**ours, name_fr="Tournée", name_nl="Ronde", importance=3, hours=72))
    asked = put(Intervention(
        **ours, motive=motive, place=building, origin="staff", asked_by="phone", author_id=made.stage.people["amina"].post,
        received_at=now, importance=3, due_at=now + datetime.timedelta(hours=72),
    ))  # fmt: skip
    shift = Shift(**ours, post_id=agent, day=made.today, starts="12:30", ends="20:20", starts_at=building,
                  note=canary("round_shift"))  # fmt: skip
    plan = put(Round(**ours, day=made.today, version=1, author_id=agent, planned_at=now, stopped_because="steps"))
    stop = Stop(**ours, round=plan, post_id=agent, position=1, intervention=asked, arrives="13:00", leaves="13:15",
                walk_minutes=4)  # fmt: skip
    left = LeftOut(**ours, round=plan, intervention=asked, reason="day_is_full")
    key = OfflineKey(**ours, post_id=agent, day=made.today, salt=secrets.token_bytes(32),
                     ends_at=now + datetime.timedelta(days=1))  # fmt: skip
    made.ids |= {"round_shift": put(shift).pk, "round_plan": plan.pk, "round_stop": put(stop).pk}
    made.ids |= {"round_left_out": put(left).pk, "offline_key": put(key).pk, "round_asked": asked.pk}
