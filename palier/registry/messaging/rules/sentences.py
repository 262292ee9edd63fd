"""The three neutral sentences that mail and SMS carry, and nothing else: no service, kind, place or name (P10)."""

import datetime as dt

from palier.kernel.days import BRUSSELS
from palier.registry.messaging.rules import Words

DAYS = {
    "fr": ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"),
    "nl": ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"),
}
MONTHS = {
    "fr": (
        "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
        "décembre",
    ),
    "nl": (
        "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november",
        "december",
    ),
}  # fmt: skip
NARROW = "\N{NO-BREAK SPACE}"
SENTENCES = {
    Words.APPOINTMENT: {
        "fr": f"Votre rendez-vous{NARROW}: {{day}} {{hour}}.",
        "nl": "Uw afspraak: {day} {hour}.",
    },
    Words.CALL_BACK: {"fr": "Merci de nous rappeler au {phone}.", "nl": "Gelieve ons terug te bellen op {phone}."},
    Words.LETTER_WAITS: {"fr": "Un courrier vous attend.", "nl": "Er ligt een brief voor u klaar."},
}


def spoken_hour(hour: dt.time, language: str) -> str:
    """14 h, 14 h 30; 14 uur, 14.30 uur."""
    if language == "nl":
        return f"{hour.hour}{f'.{hour.minute:02d}' if hour.minute else ''}{NARROW}uur"
    return f"{hour.hour}{NARROW}h" + (f"{NARROW}{hour.minute:02d}" if hour.minute else "")


def spoken_day(day: dt.date, language: str) -> str:
    """mardi 1er décembre; dinsdag 1 december."""
    number = "1er" if language == "fr" and day.day == 1 else str(day.day)
    return f"{DAYS[language][day.weekday()]} {number} {MONTHS[language][day.month - 1]}"


def sentence(words: Words, language: str, *, about: dt.datetime | None = None, phone: str = "") -> str:
    """One of the three, in `fr`, `nl` or, when the language is unknown, in both.

    Raises ValueError when the moment or the number it speaks of is missing.
    """
    if words == Words.APPOINTMENT and about is None:
        raise ValueError("This sentence needs the moment of the appointment.")
    if words == Words.CALL_BACK and not phone:
        raise ValueError("This sentence needs a number to call.")
    parts = []
    for one in [language] if language in {"fr", "nl"} else ["fr", "nl"]:
        there = about.astimezone(BRUSSELS) if about else None
        day = DAYS[one][there.weekday()] if there else ""
        hour = spoken_hour(there.time(), one) if there else ""
        parts.append(SENTENCES[words][one].format(day=day, hour=hour, phone=phone))
    return " / ".join(parts)
