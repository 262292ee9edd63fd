"""Reads of templates, letters and the outbox, and what goes on the sheet."""

from palier.registry.messaging.queries.batches import (
    Tenant,
    batch,
    batches,
    lines,
    not_made,
    progress,
    subjects_for,
    tenants,
    works_with_any,
)
from palier.registry.messaging.queries.letters import (
    Waiting,
    dispatch,
    dispatches,
    find_letters,
    letter,
    number_waiting,
    of_household,
    opened,
    subject_for,
    waiting,
)
from palier.registry.messaging.queries.made_up import made_up_sheet, made_up_words, poster
from palier.registry.messaging.queries.pile import Pile, pile, sheets
from palier.registry.messaging.queries.reaching import gateways, known_words, member, reachable, sheet
from palier.registry.messaging.queries.templates import as_template, shipped, templates, version, versions

__all__ = [
    "Pile",
    "Tenant",
    "Waiting",
    "as_template",
    "batch",
    "batches",
    "dispatch",
    "dispatches",
    "find_letters",
    "gateways",
    "known_words",
    "letter",
    "lines",
    "made_up_sheet",
    "made_up_words",
    "member",
    "not_made",
    "number_waiting",
    "of_household",
    "opened",
    "pile",
    "poster",
    "progress",
    "reachable",
    "sheet",
    "sheets",
    "shipped",
    "subject_for",
    "subjects_for",
    "templates",
    "tenants",
    "version",
    "versions",
    "waiting",
    "works_with_any",
]
