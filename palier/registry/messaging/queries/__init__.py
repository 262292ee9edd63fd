"""Reads of templates, letters and the outbox, and what goes on the sheet."""

from palier.registry.messaging.queries.letters import (
    Waiting,
    dispatch,
    dispatches,
    letter,
    number_waiting,
    of_household,
    opened,
    subject_for,
    waiting,
)
from palier.registry.messaging.queries.made_up import made_up_sheet, made_up_words, poster
from palier.registry.messaging.queries.reaching import gateways, known_words, member, reachable, sheet
from palier.registry.messaging.queries.templates import as_template, shipped, templates, version, versions

__all__ = [
    "Waiting",
    "as_template",
    "dispatch",
    "dispatches",
    "gateways",
    "known_words",
    "letter",
    "made_up_sheet",
    "made_up_words",
    "member",
    "number_waiting",
    "of_household",
    "opened",
    "poster",
    "reachable",
    "sheet",
    "shipped",
    "subject_for",
    "templates",
    "version",
    "versions",
    "waiting",
]
