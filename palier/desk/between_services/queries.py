"""What the pages between services show."""

import datetime
from dataclasses import dataclass
from typing import Any

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import permits
from palier.access.ledger import note_read
from palier.registry.signals import queries as signals
from palier.registry.signals.labels import GROUNDS, PHRASES, THEME_ICONS, THEMES
from palier.registry.signals.models import Signal
from palier.registry.signals.rules import GROUND_OF, Phrase, SignalState, Theme

AT_MOST = 50


@dataclass(frozen=True)
class Told:
    """A signal as it is read: about whom or where, what, in which words, from or to which service."""

    row: Signal
    theme: Any
    icon: str
    words: Any
    service: str
    place: str
    ground: Any

    @property
    def is_question(self) -> bool:
        return bool(self.row.theme == Theme.COLLEAGUE_QUESTION)

    @property
    def received_on(self) -> datetime.date | None:
        return self.row.received_on


@dataclass(frozen=True)
class Signals:
    """What was received and is open, what is done, what the actor sent this shift, what she asked a colleague."""

    open: list[Told]
    done: list[Told]
    mine: list[Told]
    questions: list[Told]


def page(actor: Actor, language: str) -> Signals:
    """The page of signals. One line of the read ledger when something secret shows."""
    received: list[Signal] = []
    if permits(actor, Capability.SIGNAL_READ):
        # Emergencies are told on the pages of those who must know of them (D17).
        rows = signals.received(actor).exclude(theme=Theme.EMERGENCY_ACCESS)
        received = list(rows.select_related("origin_service", "household", "place")[:AT_MOST])
    if received:
        note_read(actor, "signal_list", ground="addressed_to_my_service")
    asked = signals.my_questions(actor) if permits(actor, Capability.QUESTION_REREAD) else []
    told = [_told(row, row.origin_service, language) for row in received]
    return Signals(
        open=[one for one in told if one.row.state != SignalState.DONE],
        done=[one for one in told if one.row.state == SignalState.DONE],
        mine=[_told(row, row.recipient_service, language) for row in signals.my_sentences(actor)],
        questions=[_told(row, None, language) for row in asked],
    )


def _told(row: Signal, service: Any, language: str) -> Told:
    theme = Theme(row.theme)
    words = dict(PHRASES)[Phrase(row.phrase)] if row.phrase else ""
    own = "" if theme == Theme.ARREARS else row.text  # neither amount nor reason travels (P8)
    return Told(
        row=row,
        theme=THEMES[theme],
        icon=THEME_ICONS[theme],
        words=own or words,
        service=named(service, language) if service else "",
        place=named(row.place, language) if row.place else "",
        ground=GROUNDS[GROUND_OF[theme]],
    )


def named(thing: Any, language: str) -> str:
    """The name of a service or place in the language of the screen."""
    return str(thing.name_nl if language == "nl" else thing.name_fr)
