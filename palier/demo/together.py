"""What a company does with many, and where its agents met young people: a garden, a talk to come, rules, an idea."""

import datetime as dt
from typing import Any

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Stage
from palier.fieldwork.outreach.models import Evening, Observation
from palier.identity.organisations.rules import Role
from palier.kernel.domains import Domain
from palier.kernel.parties import Party
from palier.participation.activities.models import (
    Activity,
    ActivityOrigin,
    ActivitySession,
    ActivityStage,
    HouseRules,
    Idea,
)
from palier.participation.activities.rules import Stage as Step
from palier.participation.activities.rules.categories import ActionCategory

GARDEN = {
    "kind": "volunteers", "axis": "community", "branch": "tenants_initiatives", "temporality": "all_year",
    "title_fr": "Un jardin au pied des immeubles", "title_nl": "Een tuin aan de voet van de gebouwen",
    "about_fr": "On plante, on arrose, on partage. Venez quand vous voulez.",
    "about_nl": "We planten, gieten en delen. Kom wanneer u wilt.",
    "subjects": ["garden_rules", "biodiversity"], "categories": [ActionCategory.COMMON_SPACES.value],
    "origin_words": "Le terrain derrière les garages reste vide / het terrein achter de garages blijft leeg.",
    "why_together": "L’eau ne s’obtient qu’à plusieurs / water krijgt men alleen samen.",
}  # fmt: skip
SORTING = {
    "kind": "awareness", "axis": "collective", "branch": "living_places", "temporality": "one_off",
    "title_fr": "Trier nos déchets, porte à porte", "title_nl": "Ons afval sorteren, van deur tot deur",
    "about_fr": "Nous passons chez vous avec un sac et un calendrier.",
    "about_nl": "We komen langs met een zak en een kalender.",
    "subjects": ["waste_sorting"], "categories": [ActionCategory.INFORMATION_SESSIONS.value],
    "origin_words": "Le local poubelles déborde chaque lundi / de vuilniskamer loopt elke maandag over.",
    "why_together": "",
}  # fmt: skip
PART = {
    Step.DESIGN: ("Douze voisins ont dessiné / twaalf buren tekenden het plan.", "Le soir / ’s avonds."),
    Step.DECISION: ("Choisi à main levée / gekozen bij handopsteking.", ""),
    Step.CARRYING_OUT: ("Le bac d’essai a été monté ensemble / de proefbak werd samen gebouwd.", ""),
}  # fmt: skip


class Together:
    """Writes it into the sheaf, about nobody."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.as_of, self.company = sheaf, stage.as_of, company
        self.dice = Dice(stage.size.name, "together", company.slug)
        self.site = company.buildings[0].site

    def tell(self) -> None:
        """What its agents noted; and, where the company has a collective worker, what she does with many."""
        self._outreach()
        if Role.COLLECTIVE_SOCIAL_WORKER in self.company.others:
            self._activities()

    def _activities(self) -> None:
        """Two activities with their days, the rules of the garden, an idea."""
        garden = self._activity(GARDEN, self._day(-150))
        self._followed(garden)
        for back, there in ((-60, (14, 2, 0, 1, 0, 0)), (-25, (9, 0, 0, 1, 1, 0)), (10, None)):
            self._session(garden, back, "workshop", there)
        sorting = self._activity(SORTING, self._day(-20))
        self._session(sorting, -14, "door_to_door", (31, 0, 0, 2, 0, 1), dwellings=48)
        self._session(sorting, 17, "meeting", None)
        self._beside()

    def _outreach(self) -> None:
        """Two evenings and a thing seen."""
        for back, met in ((-9, 11), (-2, 16)):
            self._evening(back, met)
        self._add(
            Observation, self._day(-2), place_id=self.site, on=self._day(-2), theme="waste",
            words="Des encombrants près du banc / grof vuil bij de bank.", version=1,
        )  # fmt: skip

    def _day(self, ahead: int) -> dt.date:
        return self.as_of + dt.timedelta(days=ahead)

    def _add(self, model: Any, made_on: dt.date, /, **columns: Any) -> str:
        made = self.dice.id(at(min(made_on, self.as_of)))
        self.sheaf.add(model, id=made, organisation_id=self.company.id, **columns)
        return made

    def _activity(self, what: dict[str, Any], since: dt.date) -> str:
        return self._add(
            Activity, since, **what, approaches=["preventive"], places=[self.site], partners=[], starts=since,
            ends=None, outcome="", owner_id=self.company.others[Role.COLLECTIVE_SOCIAL_WORKER].post, closed_on=None,
            version=1,
        )  # fmt: skip

    def _followed(self, activity: str) -> None:
        for number, (step, (part, limits)) in enumerate(PART.items()):
            on = self._day(-140 + 30 * number)
            self._add(
                ActivityStage,
                on,
                activity_id=activity,
                stage=step.value,
                on=on,
                inhabitants=part,
                limits=limits,
                version=1,
            )
        on = self._day(-155)
        self._add(
            ActivityOrigin, on, activity_id=activity, place_id=self.site, theme=Domain.NEIGHBOURHOOD.value,
            observed_on=on, words="Beaucoup disent ne connaître personne / velen zeggen niemand te kennen.", version=1,
        )  # fmt: skip

    def _session(
        self, activity: str, ahead: int, method: str, there: tuple[int, ...] | None, dwellings: int = 0
    ) -> None:
        counted = dict(zip(Party, there or (None,) * len(Party), strict=True))
        self._add(
            ActivitySession, self._day(ahead), activity_id=activity, on=self._day(ahead), at="16:30",
            where_fr="Au pied du bâtiment", where_nl="Aan de voet van het gebouw", method=method, dwellings=dwellings,
            posters=6 if dwellings else 0, **{party.value: number for party, number in counted.items()},
            tenants=there[0] - 3 if there else 0, young=2 if there else 0, volunteers=4 if there else 0,
            contributions="Des outils, des graines / gereedschap, zaden." if there else "", version=1,
        )  # fmt: skip

    def _beside(self) -> None:
        self._add(
            HouseRules, self._day(-90), place_id=self.site, kind="garden", title_fr="Règlement du jardin commun",
            title_nl="Reglement van de gemeenschappelijke tuin",
            words_fr="Ouvert de 8 h à 20 h.\nOn remet les outils à leur place.\nL’eau est pour tous.",
            words_nl="Open van 8 tot 20 uur.\nMen zet het gereedschap terug.\nHet water is voor iedereen.",
            since=self._day(-90), until=None, version=1,
        )  # fmt: skip
        self._add(
            Idea, self._day(-4), place_id=self.site, household_id=None,
            words="Un petit marché de troc sous le porche / een ruilmarktje onder de poort.", asked_by="counter",
            asked_on=self._day(-4), author_id=self.company.others[Role.FRONT_DESK].post, state="new", activity_id=None,
            answer="", answered_on=None, version=1,
        )  # fmt: skip

    def _evening(self, ahead: int, met: int) -> None:
        self._add(
            Evening, self._day(ahead), place_id=self.site, on=self._day(ahead), starts="18:00", ends="20:15", agents=2,
            themes=["respect", "sport_and_leisure"], met=met,
            words="Autour du terrain de sport / rond het sportveld.", next_on=None, version=1,
        )  # fmt: skip
