"""Tenants' meetings: last month's, with what was promised there and what came of it; the next, being prepared."""

import datetime as dt
from typing import Any

from palier.demo.copying import Sheaf
from palier.demo.dice import Dice, at
from palier.demo.world import Company, Stage
from palier.identity.organisations.rules import Role, ServiceKind
from palier.kernel.parties import Party
from palier.participation.meetings.models import AgendaItem, Meeting, MeetingQuestion, Promise
from palier.participation.meetings.rules import Channel, PointKind, PromiseState, SignedAs, State

TITLE = ("Réunion du quartier", "Wijkvergadering")
VENUE = ("Salle commune, au rez-de-chaussée", "Gemeenschapszaal, gelijkvloers")
COUNTED = (23, 1, 0, 2, 0, 1)
# title fr and nl, whose department, what was said fr and nl
POINTS = (
    ("L’ascenseur du 3", "De lift van nummer 3", ServiceKind.TECHNICAL,
     "L’ascenseur s’arrête entre deux étages. Une pièce est commandée.",
     "De lift stopt tussen twee verdiepingen. Een onderdeel is besteld."),
    ("Les encombrants", "Het grofvuil", ServiceKind.PROXIMITY,
     "Ils restent devant le local poubelles. Un passage est demandé chaque mois.",
     "Het blijft voor de vuilniskamer staan. Elke maand wordt een ophaling gevraagd."),
    ("Les charges", "De kosten", ServiceKind.ACCOUNTS,
     "Le décompte arrive en mars. Chacun peut le relire avec le service.",
     "De afrekening komt in maart. Iedereen kan ze met de dienst herlezen."),
)  # fmt: skip
# words fr and nl, whose department, due so many days after, what came of it
PROMISES = (
    ("Réparer l’ascenseur", "De lift herstellen", ServiceKind.TECHNICAL, 20,
     (PromiseState.KEPT, "La pièce est posée, l’ascenseur marche.", "Het onderdeel is geplaatst, de lift werkt.")),
    ("Demander un passage pour les encombrants", "Een ophaling van het grofvuil vragen", ServiceKind.PROXIMITY, 14,
     None),
)  # fmt: skip
QUESTION = (
    "Peut-on poser un banc dans la cour ?",
    "Oui, le service technique le place.",
    "Ja, de technische dienst plaatst ze.",
)
TO_COME = ("Le chauffage de cet hiver", "De verwarming deze winter", ServiceKind.TECHNICAL)


class Gatherings:
    """Writes it into the sheaf, about nobody. Only a company with a collective worker holds meetings."""

    def __init__(self, sheaf: Sheaf, stage: Stage, company: Company) -> None:
        self.sheaf, self.stage, self.company = sheaf, stage, company
        self.dice = Dice(stage.size.name, "gatherings", company.slug)

    def tell(self) -> None:
        """Last month's meeting to its end, then the next one with its first point."""
        if Role.COLLECTIVE_SOCIAL_WORKER in self.company.others:
            held = self._held()
            coming = self._meeting(9, previous_id=held)
            self._point(coming, 1, TO_COME)

    @property
    def host(self) -> str:
        return self.company.others[Role.COLLECTIVE_SOCIAL_WORKER].post

    def _held(self) -> str:
        meeting = self._meeting(
            -28, state=State.MINUTES_SENT.value, read_again_on=self._day(-27), signed_on=self._day(-27),
            signed_as=SignedAs.COUNCIL.value, **{one.value: n for one, n in zip(Party, COUNTED, strict=True)},
        )  # fmt: skip
        points = [
            self._point(meeting, number, (fr, nl, whose), said)
            for number, (fr, nl, whose, *said) in enumerate(POINTS, start=1)
        ]
        for point, (fr, nl, whose, after, came) in zip(points, PROMISES, strict=False):
            state, answer_fr, answer_nl = came or (PromiseState.OPEN, "", "")
            self._add(
                Promise, -28, meeting_id=meeting, point_id=point, words_fr=fr, words_nl=nl,
                service_id=self.company.services[whose], due_on=self._day(after - 28),
                answer_fr=answer_fr, answer_nl=answer_nl,
                answered_on=self._day(-9) if came else None, state=state.value, version=1,
            )  # fmt: skip
        words, answer_fr, answer_nl = QUESTION
        self._add(
            MeetingQuestion, -30, meeting_id=meeting, words=words, asked=Channel.CARD.value, asked_on=self._day(-30),
            individual=False, answer_fr=answer_fr, answer_nl=answer_nl, answered_on=self._day(-27),
        )  # fmt: skip
        return meeting

    def _day(self, ahead: int) -> dt.date:
        return self.stage.as_of + dt.timedelta(days=ahead)

    def _add(self, model: Any, ahead: int, /, **columns: Any) -> str:
        made = self.dice.id(at(min(self._day(ahead), self.stage.as_of)))
        self.sheaf.add(model, id=made, organisation_id=self.company.id, **columns)
        return made

    def _meeting(self, ahead: int, **more: Any) -> str:
        columns = {
            "places": [self.company.buildings[0].site], "title_fr": TITLE[0], "title_nl": TITLE[1],
            "at": at(self.stage.calendar.on_or_after(self._day(ahead)), 18, 30), "minutes": 90, "venue_fr": VENUE[0],
            "venue_nl": VENUE[1], "step_free": True, "quiet_place": True, "child_corner": True,
            "interpreters": ["ary", "tr"], "translated_by": "", "host_id": self.host, "state": State.PREPARING.value,
            "previous_id": None, "read_again_on": None, "signed_on": None, "signed_as": "", "version": 1,
            **dict.fromkeys((one.value for one in Party), None),
        }  # fmt: skip
        return self._add(Meeting, ahead, **columns | more)

    def _point(self, meeting: str, number: int, point: tuple[str, str, ServiceKind], said: Any = ("", "")) -> str:
        fr, nl, whose = point
        return self._add(
            AgendaItem, -30, meeting_id=meeting, position=number, title_fr=fr, title_nl=nl,
            service_id=self.company.services[whose], proposed_by_id=self.host, kind=PointKind.TOPIC.value, minutes=15,
            said_fr=said[0], said_nl=said[1], face_present=True if said[0] else None, left_out=False, version=1,
        )  # fmt: skip
