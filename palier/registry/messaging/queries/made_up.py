"""Words for a preview: of nobody, nowhere."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from palier.access.actor import Actor
from palier.identity.organisations.models import Organisation
from palier.registry.messaging.rules.paper import Poster, Sheet, Text
from palier.registry.messaging.rules.sentences import spoken_day, spoken_hour
from palier.registry.messaging.rules.templates import Template, paragraphs

DAY, HOUR = dt.date(2030, 1, 8), dt.time(14)
NAME, WORKER, PHONE = "Zoé Exemple", "Ida Exemple", "02 000 00 00"


def made_up_words() -> Mapping[str, Mapping[str, str]]:
    """Something in every place, in each language."""
    return {
        language: {
            "person": NAME,
            "day": spoken_day(DAY, language),
            "hour": spoken_hour(HOUR, language),
            "place": "Kladlaan 1" if language == "nl" else "avenue du Brouillon 1",
            "worker": WORKER,
            "phone": PHONE,
            "company": "Voorbeeldwoning" if language == "nl" else "Logis Exemple",
        }
        for language in ("fr", "nl")
    }


def made_up_sheet(actor: Actor, template: Template) -> Sheet:
    """The template on paper, in both languages."""
    known = made_up_words()
    filled = template.filled(known)
    return Sheet(
        company=" / ".join(known[language]["company"] for language in ("fr", "nl")),
        to=(NAME, known["fr"]["place"], "1000"),
        worker=WORKER,
        phone=PHONE,
        texts=tuple(_text(filled, language, actor.today) for language in ("fr", "nl")),
        pictograms=False,
        written_on=actor.today,
    )


def _text(filled: Template, language: str, today: dt.date) -> Text:
    title, body = filled.words(language)
    date = f"{spoken_day(today, language)} {today.year}"
    return Text(language, title, tuple(tuple(lines) for lines in paragraphs(body)), date, "")


def poster(actor: Actor, typed: Mapping[str, Any]) -> Poster:
    """A notice with the name of the actor's company."""
    company = Organisation.objects.get(pk=actor.acting_organisation)
    parts = {language: paragraphs(typed[f"text_{language}"]) for language in ("fr", "nl")}
    return Poster(
        company_fr=company.name_fr,
        company_nl=company.name_nl,
        title_fr=typed["title_fr"],
        paragraphs_fr=tuple(tuple(lines) for lines in parts["fr"]),
        title_nl=typed["title_nl"],
        paragraphs_nl=tuple(tuple(lines) for lines in parts["nl"]),
    )
