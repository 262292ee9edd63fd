"""Who counts around the households that have an open file, and which services have a part. Names are fictional."""

import datetime as dt

from palier.casework.network.models import NetworkTie
from palier.casework.network.rules import Circle, Lives, Strength
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, File, Stage
from palier.identity.organisations.rules import ServiceKind

FELT = ((Strength.SOLID, 34), (Strength.THERE, 32), (Strength.FRAGILE, 18), (Strength.TENSE, 10), ("", 6))
PERSONS = {
    "fr": (
        ("Tante Fictive", "other_family"),
        ("Sa mère", "parent"),
        ("Son grand frère", "sibling"),
        ("Amie du cours de français", "friend"),
        ("Voisine du deuxième", "other"),
        ("Le père des enfants", "partner"),
        ("Parrain Imaginaire", "friend"),
    ),
    "nl": (
        ("Tante Fictief", "other_family"),
        ("Haar moeder", "parent"),
        ("Zijn grote broer", "sibling"),
        ("Vriendin van de Nederlandse les", "friend"),
        ("Buurvrouw van het tweede", "other"),
        ("De vader van de kinderen", "partner"),
        ("Peter Denkbeeldig", "friend"),
    ),
}
FUNCTIONS = {
    "fr": ("médecin traitant", "institutrice", "infirmière à domicile", "médiatrice de dettes", "éducatrice de rue"),
    "nl": ("huisarts", "juf", "thuisverpleegkundige", "schuldbemiddelaar", "straathoekwerker"),
}
DEPARTMENTS = (ServiceKind.TECHNICAL, ServiceKind.ACCOUNTS, ServiceKind.TRANSFERS)


class Surroundings:
    """Says the network of each open file as its worker was told it, from the day the file was opened."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.company = sheaf, stage.as_of, company
        self.dice = Dice(stage.size.name, stage.as_of, "surroundings", company.slug)

    def tell(self, files: list[File]) -> None:
        """Every file of the cast, and most of the others that are open."""
        for file in files:
            if file.closed is None and (file.home.part or self.dice.chance(0.6)):
                self._file(file)

    def _file(self, file: File) -> None:
        language = "nl" if file.worker.language == "nl" else "fr"
        for name, tie in self.dice.shuffled(PERSONS[language])[: self.dice.between(1, 4)]:
            lives = self.dice.weighted(((Lives.ELSEWHERE, 80), ("", 20)))
            self._tie(file, Circle.PRIMARY, name=name, tie=tie, lives=str(lives))
        for function in self.dice.shuffled(FUNCTIONS[language])[: self.dice.between(1, 3)]:
            self._tie(file, Circle.SECONDARY, function=function)
        kinds = [kind for kind in DEPARTMENTS if kind in self.company.services]
        for kind in self.dice.shuffled(kinds)[: self.dice.between(0, 2)]:
            self._tie(file, Circle.SECONDARY, service_id=self.company.services[kind])

    def _tie(self, file: File, circle: Circle, **who: str) -> None:
        said = at(file.opened, 9, 20)
        since = file.opened - dt.timedelta(days=self.dice.between(0, 2500)) if self.dice.chance(0.4) else None
        ended = self.as_of - dt.timedelta(days=self.dice.between(5, 60)) if self.dice.chance(0.08) else None
        self.sheaf.add(
            NetworkTie,
            id=self.dice.id(said),
            organisation_id=self.company.id,
            subject_id=file.subject,
            case_id=file.id,
            circle=circle,
            strength=str(self.dice.weighted(FELT)),
            since=since,
            until=ended if ended and ended > file.opened else None,
            confided_by=file.concerns,
            concerns=file.concerns,
            author_id=file.worker.post,
            written_at=said,
            **who,
        )
