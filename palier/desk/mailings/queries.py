"""The lists from which one writes to many: one's own files, one's newcomers, a site; person by person."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.ledger import note_read
from palier.casework.cases import queries as cases
from palier.casework.welcomes import queries as welcomes
from palier.desk.mailings.rules import FILES, NEWCOMERS
from palier.desk.search import queries as search
from palier.registry.housing import queries as housing
from palier.registry.housing.queries import HouseholdRow
from palier.registry.messaging import queries as messaging
from palier.registry.messaging.queries import Tenant
from palier.registry.messaging.rules.batches import BATCH_AT_MOST, To
from palier.registry.messaging.rules.templates import PLACES, Template


@dataclass(frozen=True)
class Offered:
    """A household of the list, and those of it to whom a letter may go: what a form carries, and her name."""

    row: HouseholdRow
    persons: list[tuple[str, str]]


@dataclass(frozen=True)
class _From:
    """A household of a list; `persons`: only these, when it stands there by a file of theirs."""

    household: uuid.UUID
    file: uuid.UUID | None = None
    persons: frozenset[uuid.UUID] | None = None


def sites(actor: Actor, language: str) -> list[tuple[str, str]]:
    """The sites the actor looks after, in whole or in part, by name."""
    return [(str(one.id), one.name) for one in search.sites(actor, language) if one.mine]


def offered(actor: Actor, source: str, language: str) -> list[Offered]:
    """The list, in its own order. Only whom the actor may write to: her files' persons, her places' tenants."""
    require(actor, Capability.LETTER_BATCH_WORK)
    source_rows = _rows(actor, source, language)
    households = list(dict.fromkeys(one.household for one in source_rows))
    grown: dict[uuid.UUID, list[Tenant]] = {}
    for tenant in messaging.tenants(actor, households):
        grown.setdefault(tenant.household, []).append(tenant)
    shown = {row.id: row for row in housing.rows(actor, households, language)}
    made = [
        Offered(shown[one.household], _persons(one, grown.get(one.household, [])))
        for one in source_rows
        if one.household in shown
    ]
    return [one for one in made if one.persons][:BATCH_AT_MOST]


def _persons(one: _From, grown: list[Tenant]) -> list[tuple[str, str]]:
    meant = [her for her in grown if one.persons is None or her.person in one.persons]
    return [(str(To(one.household, her.person, one.file)), her.name) for her in meant]


def _rows(actor: Actor, source: str, language: str) -> list[_From]:
    if source == FILES:
        rows = list(cases.my_cases(actor)[:BATCH_AT_MOST])
        if rows:
            note_read(actor, "letter_list", subjects={row.subject_id for row in rows}, ground="in_the_team")
        return [_From(row.household_id, row.subject_id, frozenset(row.concerns) or None) for row in rows]
    if source == NEWCOMERS:
        return [_From(one.began.household) for one in welcomes.newcomers(actor, language)]
    found = housing.households_of_site(actor, uuid.UUID(source), language, BATCH_AT_MOST)
    mine = housing.assigned_workers([row.id for row in found])
    return [_From(row.id) for row in found if row.id in mine and mine[row.id].pk in actor.subjects]


def words(actor: Actor, template: Template, day: object, hour: object, place: str) -> Mapping[str, str]:
    """The template in use with everything filled in but the name, which is each person's own."""
    known = messaging.known_words(actor, "", day, hour, place)  # type: ignore[arg-type]
    open_name = {language: {**known[language], "person": "{" + PLACES["person"][language] + "}"} for language in known}
    filled = template.filled(open_name)
    return {name: getattr(filled, name) for name in ("title_fr", "body_fr", "title_nl", "body_nl")}
