"""A worker asks and may take back her fears; the cell names a pair and closes."""

import uuid
from typing import Any

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.support_requests.rules import Pair, SupportDraft, answer_by
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id


def ask(*, actor: Actor, draft: SupportDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """The copy goes to the cell; who asked, about whom and what she fears stays here. Raises Refused."""
    require(actor, Capability.SUPPORT_ASK)

    def act() -> uuid.UUID:
        made = new_id()
        values = [
            made,
            uuid.uuid4(),
            draft.cell,
            draft.household,
            draft.situation.value,
            [one.value for one in draft.triggers],
            draft.text.strip(),
            draft.tried.strip(),
            draft.no_demand,
            answer_by(actor.today),
            draft.fears.strip(),
        ]
        if not _told("SELECT sec.ask_for_support(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)", *values):
            raise Refused()
        return made

    return once(actor, key, draft, act)


def forget_fears(*, actor: Actor, pk: uuid.UUID) -> None:
    """What she wrote of her own fear is gone. Raises Refused for what is not hers."""
    require(actor, Capability.SUPPORT_ASK)
    if not _told("SELECT sec.forget_fears(%s)", pk):
        raise Refused()


def name_pair(*, actor: Actor, pk: uuid.UUID, pair: Pair, version: int) -> None:
    """Two workers of two disciplines, neither of the house that asks. Raises InvalidInput, Refused, Conflict."""
    require(actor, Capability.SUPPORT_QUEUE)
    if not pair.is_of_two:
        raise InvalidInput({"second": [_("A pair is two people of two disciplines.")]})
    values = (pk, pair.first, pair.first_discipline.value, pair.second, pair.second_discipline.value, version)
    answer = _told("SELECT sec.name_support_pair(%s, %s, %s, %s, %s, %s)", *values)
    if answer == "changed":
        raise Conflict()
    if answer != "named":
        raise Refused()


def close(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """It is closed; the case was and stays with its worker. Raises Conflict when somebody was faster."""
    require(actor, Capability.SUPPORT_QUEUE)
    if not _told("SELECT sec.close_support_request(%s, %s)", pk, version):
        raise Conflict()


def _told(text: str, *params: Any) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(text, params)
        return cursor.fetchone()[0]
