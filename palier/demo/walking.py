"""The hours of a company's agent, yesterday and today, with a sentence for who comes next."""

import datetime as dt

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Stage
from palier.fieldwork.rounds.models import Shift
from palier.fieldwork.rounds.rules import ENDS, STARTS, Mode
from palier.identity.organisations.rules import Role

NOTE = {
    "fr": "Ascenseur bloqué puis remis en route à 19 h. Calme ailleurs.",
    "nl": "Lift vast, om 19 uur hersteld. Elders rustig.",
}


def walk(sheaf: Sheaf, stage: Stage, company: Company) -> None:
    """Two shifts from the first building that lies somewhere."""
    building = next((one for one in company.buildings if one.position), None)
    if building is None:
        return
    dice = Dice(stage.size.name, "walking", company.slug)
    for back in (1, 0):
        day = stage.as_of - dt.timedelta(days=back)
        sheaf.add(
            Shift,
            id=dice.id(at(day)),
            organisation_id=company.id,
            post_id=company.others[Role.PROXIMITY_AGENT].post,
            day=day,
            starts=f"{STARTS:%H:%M}",
            ends=f"{ENDS:%H:%M}",
            mode=Mode.FOOT.value,
            starts_at_id=building.id,
            note=NOTE["nl" if company.dutch > 0.5 else "fr"] if back else "",
        )
