"""The support cell at work: requests in every state, a call of a doctor, closed ones with what came of them.

And what carries it: an agreement, a funding with the interruption of seed 004, presentations, a frozen year. What is a
caller's is written clear here and sealed at the end of the load, as everything reinforced of the demonstration.
"""

import datetime as dt
import json
import uuid
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from palier.access.models import Subject
from palier.access.rules import SubjectKind, Tier
from palier.casework.support_partnership.models import FrozenYear, FundingPeriod, PartnershipNote, Presentation
from palier.casework.support_partnership.rules import NoteKind, PresentationKind
from palier.casework.support_partnership.rules.figures import Counted, kept, small_cells, told
from palier.casework.support_requests.models import Asking, Intake, SupportRequest
from palier.casework.support_requests.rules import (
    Averted,
    Discipline,
    Gain,
    Met,
    Origin,
    Situation,
    State,
    Trigger,
    answer_by,
)
from palier.casework.support_requests.rules import Home as WhatBecame
from palier.demo import cast
from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Home, Stage, Worker
from palier.kernel.days import add_months
from palier.registry.partners.models import Agreement, PartnerOrganisation
from palier.registry.partners.rules import Level, PartnerKind

TEXTS = (
    ("Mme [Personne 1] n’ouvre plus. Les volets restent fermés ; les voisins entendent crier la nuit.",
     "Quatre passages, deux lettres, un rendez-vous au CPAS auquel j’aurais accompagné [Personne 1]."),
    ("De heer [Persoon 1] zegt elke week hetzelfde. Het appartement staat vol. Ik weet niet waar te beginnen.",
     "Thuiszorg aangevraagd, drie opruimdagen voorgesteld, gesprek met de technische dienst."),
    ("[Personne 1] dit que les voisins l’écoutent par les murs. Chaque visite finit par la même plainte.",
     "Médiation de voisinage, visite avec l’agent de proximité."),
)  # fmt: skip
CALL = "Un patient ne sort plus et ne laisse plus entrer l’infirmière. L’expulsion est annoncée."
FEARS = "J’ai peur d’y retourner seule, et de ne plus l’aimer assez pour y aller."
RISKS = {
    NoteKind.RISK_INSTITUTION: "Un projet qui fonctionne se poursuit plus facilement qu’il ne se réactive.",
    NoteKind.RISK_PROFESSIONAL: "Les travailleurs perdent du jour au lendemain le relais qu’ils connaissent.",
    NoteKind.RISK_TENANT: "Une rupture met en péril les soins et l’accompagnement qui venaient de se mettre en place.",
    NoteKind.GAINED_BY_HOUSING: "Les équipes abordent autrement la maladie mentale et sortent de leur cadre habituel.",
    NoteKind.GAINED_BY_CARE: "La cellule connaît les procédures des sociétés et sait à qui parler avant l’expulsion.",
}  # fmt: skip
LAST_YEAR = 17  # requests that came and were closed in the year before


@dataclass
class Supporter:
    """Writes what one cell has. `cell`: the house; `pair`: its two workers; `by_halves`: who is seconded. Posts."""

    sheaf: Sheaf
    stage: Stage
    cell: str
    pair: tuple[str, str]
    by_halves: str

    def __post_init__(self) -> None:
        self.dice = Dice(self.stage.size.name, self.stage.as_of, "supporting")
        self.today = self.stage.as_of

    def tell(self, company: Company, homes: list[Home]) -> None:
        """Today's requests and last year's, then what carries the cell."""
        asker = company.workers[0]
        home = next((one for one in homes if one.worker is asker and one.lease), None)
        self._asked(company, asker, 4, 0, home=home.id if home else None, fears=FEARS)
        self._asked(company, company.workers[-1], 11, 1, State.PAIR_NAMED, fears=FEARS, first=self.by_halves)
        came: dict[str, Any] = {"gained": [Gain.LESS_ALONE, Gain.REALISTIC_STEP], "met": Met.YES}
        self._asked(company, asker, 60, 2, State.CLOSED, **came, own_words="Je dors mieux. J’y retourne mardi.")
        self._called()
        for number in range(LAST_YEAR):
            self._last_year(company, company.workers[number % len(company.workers)], number)
        self._carried(company)

    def asked_by_her_other_half(self, company: Company) -> None:
        """The house where she works her other half asks too: of that one she is never of the pair (P19)."""
        asker = next(one for one in company.workers if one.key != cast.AT_HALVES.key)
        self._asked(company, asker, 5, 2)

    # -- requests --------------------------------------------------------------------------------------------------

    def _request(self, day: dt.date, which: int, state: str, **more: Any) -> str:
        made = str(uuid.UUID(int=self.dice.chance_of.getrandbits(128), version=4))
        pair: dict[str, Any] = {}
        if state != State.RECEIVED:
            first, second = more.pop("first_id", self.pair[0]), self.pair[1]
            pair = {
                "first_id": first, "first_discipline": Discipline.SOCIAL_WORKER, "second_id": second,
                "second_discipline": Discipline.PSYCHOLOGIST, "named_on": day + dt.timedelta(days=3), "version": 2,
            }  # fmt: skip
        words = dict(zip(("text", "tried"), TEXTS[which], strict=True))
        row = {
            "origin": Origin.HOUSING_COMPANY, "situation": Situation.EXHAUSTED if which else Situation.NO_CONTACT,
            "triggers": [(Trigger.NUISANCE, Trigger.STATE_OF_DWELLING, Trigger.MENTAL_HEALTH)[which].value],
            "no_demand": which == 0, "received_on": day, "answer_by": answer_by(day), "state": state,
        }  # fmt: skip
        self.sheaf.add(SupportRequest, id=made, organisation_id=self.cell, **{**row, **words, **pair, **more})
        return made

    def _asked(
        self, company: Company, worker: Worker, days: int, text: int, state: str = State.RECEIVED,
        home: str | None = None, first: str | None = None, **hers: Any,
    ) -> None:  # fmt: skip
        day = self.today - dt.timedelta(days=days)
        more = self._came(day, 1, 2) if state == State.CLOSED else {}
        request = self._request(day, text, state, **more, **({"first_id": first} if first else {}))
        self._asking(company, worker, day, request, household_id=home, **hers)

    def _asking(self, company: Company, worker: Worker, day: dt.date, request: str, **hers: Any) -> None:
        self.sheaf.add(
            Asking, id=self.dice.id(at(day)), organisation_id=company.id, author_id=worker.post, request_id=request,
            asked_on=day, **hers,
        )  # fmt: skip

    def _came(self, day: dt.date, primary: int, secondary: int, home: str = WhatBecame.KEPT) -> dict[str, Any]:
        averted = {"crisis": Averted.YES, "neighbours": Averted.UNKNOWN, "eviction": Averted.YES}
        network = {"network_primary": primary, "network_secondary": secondary}
        return {"closed_on": day + dt.timedelta(days=45), "home": home, "version": 4, **network, **averted}

    def _last_year(self, company: Company, worker: Worker, number: int) -> None:
        day = dt.date(self.today.year - 1, 1 + number % 10, 5 + number % 20)
        home = WhatBecame.MOVED if number % 8 == 7 else WhatBecame.KEPT
        origin = {"origin": Origin.WELFARE_CENTRE} if number % 3 == 2 else {}
        request = self._request(
            day, number % 3, State.CLOSED, **origin, **self._came(day, number % 2, 1 + number % 3, home)
        )
        if not origin:
            gained = [Gain.SEES_OTHERWISE, Gain.KNOWS_WHOM] if number % 2 else [Gain.LESS_ALONE]
            self._asking(company, worker, day, request, gained=gained, met=Met.PARTLY if number % 5 == 4 else Met.YES)

    def _called(self) -> None:
        """A general practitioner telephoned yesterday; Selma took the call."""
        day = self.stage.calendar.before(self.today)
        moment, selma = at(day), self.pair[0]
        doctor = {"origin": Origin.GENERAL_PRACTITIONER, "text": CALL, "tried": "", "no_demand": True}
        request = self._request(day, 0, State.RECEIVED, **doctor)
        subject = self.dice.id(moment)
        self.sheaf.add(Subject, id=subject, organisation_id=self.cell, kind=SubjectKind.SEAL, created_at=moment)
        self.sheaf.add(
            Intake, id=self.dice.id(moment), organisation_id=self.cell, subject_id=subject, author_id=selma,
            request_id=request, tier=Tier.REINFORCED, name="Dr Exemple", function="médecin généraliste",
            phone="02 000 00 00", fears="Je crains d’arriver trop tard.", taken_on=day,
        )  # fmt: skip

    # -- what carries it -------------------------------------------------------------------------------------------

    def _carried(self, company: Company) -> None:
        moment, year = at(self.today), self.today.year
        self._agreed(moment)
        periods = [(dt.date(2009, 3, 1), dt.date(2012, 12, 31))]
        periods += [(dt.date(one, 1, 1), dt.date(one, 12, 31)) for one in range(2015, year + 1)]
        for since, until in periods:
            self._add(
                FundingPeriod, moment, since=since, until=until, funder="Région fictive (Logement)",
                decision=f"Arrêté d’exemple {since.year}", amount=Decimal("32500.00"), half_time_posts=1,
            )  # fmt: skip
        self._add(
            PartnershipNote,
            moment,
            day=dt.date(2013, 1, 1),
            kind=NoteKind.SUSPENDED,
            words="Le subside n’est pas reconduit.",
        )
        self._add(
            PartnershipNote,
            moment,
            day=dt.date(2015, 1, 1),
            kind=NoteKind.RUNNING_AGAIN,
            words="Le subside est repris.",
        )
        for kind, words in RISKS.items():
            self._add(PartnershipNote, moment, day=add_months(self.today, -5), kind=kind, words=words)
        shown = {"day": add_months(self.today, -2), "kind": PresentationKind.PRESENTATION, "before_id": company.id}
        self._add(Presentation, moment, **shown, present=14, came_of_it="Deux demandes dans le mois.")
        self._add(
            Presentation, moment, day=add_months(self.today, -7), kind=PresentationKind.COLLOQUIUM,
            audience="Colloque fictif « Habiter et soigner »", present=120, came_of_it="Le CPAS d’exemple appelle.",
        )  # fmt: skip
        self._frozen(year - 2)

    def _agreed(self, moment: dt.datetime) -> None:
        house = self.dice.id(moment)
        self._add(
            PartnerOrganisation, moment, id=house, name_fr="Service modèle d’accompagnement social",
            name_nl="Modeldienst voor sociale begeleiding", kind=PartnerKind.ASSOCIATION, level=Level.REGIONAL,
        )  # fmt: skip
        parties = [
            {"name": "Service modèle / Modeldienst", "role": "détache une assistante sociale à mi-temps / detacheert"},
            {"name": "Cellule d’appui Exemple / Steuncel Voorbeeld", "role": "l’accueille / ontvangt haar"},
        ]
        self._add(
            Agreement, moment, partner_id=house, title="Convention de partenariat / partnerschapsovereenkomst",
            parties=json.dumps(parties, sort_keys=True), covers="", starts=dt.date(2009, 3, 1),
        )  # fmt: skip

    def _frozen(self, year: int) -> None:
        """The year before last, as the cell froze it."""
        counts: dict[str, dict[Any, int]] = {
            "origin": {Origin.HOUSING_COMPANY: 24, Origin.WELFARE_CENTRE: 11, Origin.GENERAL_PRACTITIONER: 3},
            "situation": {Situation.NO_CONTACT: 22, Situation.EXHAUSTED: 16},
            "home": {WhatBecame.KEPT: 25, WhatBecame.MOVED: 4, WhatBecame.UNKNOWN: 5},
            "gained": {Gain.LESS_ALONE: 15, Gain.KNOWS_WHOM: 12, Gain.ACCEPTS: 6},
        }
        rows = [Counted(name, code, number, number) for name, codes in counts.items() for code, number in codes.items()]
        figures = kept(told([*rows, Counted("days", "", 5.0, 36)], small_cells(self.today).sector))
        day = dt.date(year + 1, 1, 20)
        self.sheaf.add(
            FrozenYear, id=self.dice.id(at(day)), organisation_id=self.cell, year=year, frozen_on=day, figures=figures
        )

    def _add(self, model: Any, moment: dt.datetime, **values: Any) -> None:
        self.sheaf.add(model, **{"id": self.dice.id(moment), "organisation_id": self.cell, **values})
