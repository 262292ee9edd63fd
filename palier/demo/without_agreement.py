"""What was said without agreement in some files: in danger by phone, at a consultation; one waits for a second head."""

from palier.casework.disclosures.models import Disclosure
from palier.casework.disclosures.rules import QUESTIONS, Authority, Ground, NotTold, Question, SecondAnswer
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, File, Stage, Worker

AT_MOST = 3  # a company: it is rare
WORDS = {
    "fr": {
        Question.WHAT_DANGER: "Elle dit au téléphone qu’elle ne passera pas la nuit.",
        Question.NOT_OTHERWISE: "Son médecin ne répond pas, personne ne peut être près d’elle ce soir.",
        Question.WHY_NOT_ASK: "La ligne a été coupée ; elle ne décroche plus.",
        Question.WHICH_CONSULTATION: "Concertation de cas du mois, organisée par la commune d’exemple.",
        Question.WHY_SAY: "Pour que deux services ne passent pas le même jour.",
        Ground.DANGER: "Une personne seule à cette adresse a besoin d’une ambulance maintenant.",
        Ground.CONSULTATION: "Je l’accompagne depuis le printemps ; les visites du mardi lui suffisent.",
    },
    "nl": {
        Question.WHAT_DANGER: "Zij zegt aan de telefoon dat ze de nacht niet haalt.",
        Question.NOT_OTHERWISE: "Haar arts neemt niet op, niemand kan vanavond bij haar zijn.",
        Question.WHY_NOT_ASK: "De lijn viel weg; zij neemt niet meer op.",
        Question.WHICH_CONSULTATION: "Casusoverleg van de maand, georganiseerd door de voorbeeldgemeente.",
        Question.WHY_SAY: "Zodat twee diensten niet op dezelfde dag langskomen.",
        Ground.DANGER: "Iemand die alleen is op dit adres heeft nu een ziekenwagen nodig.",
        Ground.CONSULTATION: "Ik begeleid haar sinds de lente; de bezoeken op dinsdag volstaan.",
    },
}


class Exceptions:
    """Writes the few disclosures of one company."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.stage, self.company = sheaf, stage, company
        self.dice = Dice(stage.size.name, stage.as_of, "without_agreement", company.slug)

    def tell(self, files: list[File]) -> None:
        """In the first open files: told since; not told yet; waiting for a second head."""
        open_files = [file for file in files if not file.closed and not file.silent][:AT_MOST]
        for place, file in enumerate(open_files):
            second = next((one for one in self.company.workers if one.post != file.worker.post), None)
            if second is not None:
                self._write(file, second, place)

    def _write(self, file: File, second: Worker, place: int) -> None:
        waits = place == AT_MOST - 1
        ground = Ground.CONSULTATION if waits else Ground.DANGER
        day = self.stage.calendar.before(self.stage.as_of)
        moment, words = at(day, 9 + place, 10), WORDS[file.worker.language]
        person = file.persons[0]
        self.sheaf.add(
            Disclosure,
            id=self.dice.id(moment),
            organisation_id=self.company.id,
            subject_id=file.subject,
            case_id=file.id,
            household_id=file.home.id,
            confided_by=[person.id],
            concerns=[person.id],
            name=f"{person.first_name} {person.last_name}",
            ground=ground,
            answers={one.value: words[one] for one in QUESTIONS[ground]},
            said=words[ground],
            authority=Authority.CONSULTATION if waits else Authority.EMERGENCY_SERVICES,
            second_id=second.post,
            second_answer="" if waits else SecondAnswer.WAS_ASKED,
            answered_at=None if waits else moment,
            called=not waits,
            said_on=None if waits else day,
            told_on=None if place else day,
            not_told=NotTold.NOT_REACHED,
            author_id=file.worker.post,
            written_at=moment,
        )
