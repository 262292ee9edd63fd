"""What to do at some doors: agreed by two workers, with an everyday fact behind it; one that waits for a colleague."""

import datetime as dt

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Home, Stage, Worker
from palier.registry.safety.models import SafetyGround, SafetyInstruction
from palier.registry.safety.rules import ToDo

AT_MOST = 12  # a company; what stands at every door is read by nobody
SHARE = 0.02
WAYS = (
    ((ToDo.RING_AND_WAIT,), ""),
    ((ToDo.DOG, ToDo.RING_AND_WAIT), ""),
    ((ToDo.APPOINTMENT_FIRST,), ""),
    ((ToDo.CALL_REFERENT,), ""),
    ((ToDo.SPEAK_SLOWLY,), "tr"),
    ((ToDo.COME_IN_TWOS, ToDo.CALL_REFERENT), ""),
)
FACTS = {
    "fr": (
        "Le chien de la maison était libre dans le couloir.",
        "La sonnette s’entend mal au fond du logement.",
        "Une visite sans prévenir a réveillé le bébé.",
    ),
    "nl": (
        "De hond van het huis liep los in de gang.",
        "De bel is achteraan in de woning slecht te horen.",
        "Een bezoek zonder verwittigen maakte de baby wakker.",
    ),
}


class Doorkeeper:
    """Writes the safety instructions of one company."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.stage, self.company = sheaf, stage, company
        self.dice = Dice(stage.size.name, stage.as_of, "doors", company.slug)

    def keep(self, homes: list[Home]) -> None:
        """The homes of the cast first; the last one waits for its second worker."""
        open_doors = [home for home in homes if home.lease and not home.protected]
        played = [home for home in open_doors if home.part]
        others = self.dice.shuffled([home for home in open_doors if not home.part])
        number = min(AT_MOST, 1 + round(len(open_doors) * SHARE))
        chosen = [*played[:2], *others][:number]
        for place, home in enumerate(chosen):
            colleague = next((one for one in self.company.workers if one.post != home.worker.post), None)
            if colleague is not None:
                self._instruct(home, colleague, WAYS[place % len(WAYS)], agreed=place < len(chosen) - 1)

    def _instruct(self, home: Home, colleague: Worker, way: tuple[tuple[ToDo, ...], str], agreed: bool) -> None:
        since = self.stage.calendar.before(
            self.stage.as_of - dt.timedelta(days=self.dice.between(2, 40) if agreed else 1)
        )
        moment, made = at(since, 16, 20), self.dice.id(at(since, 16, 20))
        what, language = way
        self.sheaf.add(
            SafetyInstruction,
            id=made,
            organisation_id=self.company.id,
            household_id=home.id,
            what=[str(one) for one in what],
            language=language,
            proposed_by_id=home.worker.post,
            asked_of_id=colleague.post,
            proposed_at=moment,
            agreed_at=moment + dt.timedelta(minutes=50) if agreed else None,
            starts=since,
            ends=since + dt.timedelta(days=self.dice.between(48, 90)),
            told_on=since,
        )
        self.sheaf.add(
            SafetyGround,
            id=self.dice.id(moment),
            organisation_id=self.company.id,
            instruction_id=made,
            author_id=home.worker.post,
            text=self.dice.pick(FACTS["nl" if home.worker.language == "nl" else "fr"]),
            day=since,
        )
