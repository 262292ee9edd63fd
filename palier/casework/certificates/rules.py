"""All that a certificate of help offered says: on which dates help was offered, and by which channel (P3)."""

import datetime as dt
import re
from dataclasses import dataclass
from enum import StrEnum

from palier.registry.messaging.rules.sentences import spoken_day

OWN_LINES_AT_MOST = 2
OWN_LINE_AT_MOST = 200
# Roots: a word that begins with one of them is not taken, whatever its ending.
FORBIDDEN = ("refus", "absen", "ne collabore pas", "non-collabor", "weiger", "afwezig", "werkt niet mee")
_WORDS = re.compile("|".join(rf"\b{re.escape(word)}\w*" for word in FORBIDDEN), re.IGNORECASE)


class OfferChannel(StrEnum):
    """How help was offered. Nothing here says what became of it."""

    LETTER = "letter"
    PHONE = "phone"
    HOME = "home"
    OFFICE = "office"
    TOGETHER = "together"


SAYS = {
    "fr": {
        OfferChannel.LETTER: "par écrit",
        OfferChannel.PHONE: "par téléphone",
        OfferChannel.HOME: "lors d'une visite",
        OfferChannel.OFFICE: "au bureau",
        OfferChannel.TOGETHER: "lors d'une rencontre d'accueil",
    },
    "nl": {
        OfferChannel.LETTER: "schriftelijk",
        OfferChannel.PHONE: "per telefoon",
        OfferChannel.HOME: "tijdens een bezoek",
        OfferChannel.OFFICE: "op kantoor",
        OfferChannel.TOGETHER: "tijdens een onthaalmoment",
    },
}
TITLES = {"fr": "Attestation d'offre d'accompagnement", "nl": "Attest van begeleidingsaanbod"}
OFFERED = {
    "fr": "Le service social a proposé son aide à {person} aux dates suivantes :",
    "nl": "De sociale dienst heeft {person} hulp aangeboden op de volgende data:",
}
FREE = {
    "fr": "Cette aide est libre. Cette attestation appartient à la personne qu'elle nomme. Elle ne dit rien d'autre.",
    "nl": "Deze hulp is vrij. Dit attest is van de persoon die het noemt. Het zegt niets anders.",
}
HER_WORDS = {"fr": "{person} ajoute :", "nl": "{person} voegt toe:"}


@dataclass(frozen=True, order=True)
class Offer:
    """Help was offered on a day, by a channel."""

    on: dt.date
    channel: OfferChannel


def forbidden_words(text: str) -> list[str]:
    """The words of a text that never stand on a certificate, as they were typed."""
    return list(dict.fromkeys(_WORDS.findall(text)))


def body(language: str, person: str, offers: list[Offer], own_lines: list[str], worker: str) -> str:
    """The whole text, in one language: dates in their order, then, in her own words, what she added."""
    dates = [
        f"– {spoken_day(one.on, language)} {one.on.year}, {SAYS[language][one.channel]}" for one in sorted(set(offers))
    ]
    parts = [OFFERED[language].format(person=person), "\n".join(dates)]
    if own_lines:
        parts.append("\n".join([HER_WORDS[language].format(person=person), *own_lines]))
    return "\n\n".join([*parts, FREE[language], worker])
