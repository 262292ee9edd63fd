"""A data request is asked, decided item by item, confirmed by the officer, answered."""

import uuid
from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.rights.queries import terms as kept_for
from palier.access.rights.rules import TermKey
from palier.casework.data_requests import queries
from palier.casework.data_requests.models import DataDecision, DataRequest
from palier.casework.data_requests.rules import (
    MOTIVE_AT_LEAST,
    DataRequestState,
    DataRight,
    Decision,
    Handed,
    Item,
    is_complete,
    waits_for_officer,
)
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id


@dataclass(frozen=True)
class Decided:
    """What the worker decides of one item."""

    decision: Decision
    words: str = ""
    motive: str = ""
    reason: str = ""


def ask_about_data(*, actor: Actor, person: uuid.UUID, right: DataRight, text: str, key: uuid.UUID) -> None:
    """Ask, in her own name at her door, or for her at the counter. The same `key` twice is one asking.

    Raises InvalidInput when nothing is said of what to correct or restrict, Refused when it may not be asked.
    """
    require(actor, Capability.DATA_REQUEST_ASK)
    if right != DataRight.COPY and not text.strip():
        raise InvalidInput({"text": [_("Say in a few words what it is about.")]})
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.ask_about_data(%s, %s, %s, %s)", [key, person, right, text.strip()])
        if not cursor.fetchone()[0]:
            raise Refused()


def decide(*, actor: Actor, pk: uuid.UUID, decided: dict[uuid.UUID, Decided]) -> None:
    """Decide some items of a request. What is kept back waits for the officer.

    Raises InvalidInput, by item, where a reason is missing; nothing is then written.
    """
    request = queries.data_request(actor, pk, Capability.DATA_REQUEST_ANSWER)
    items = {item.id: item for item in queries.held(actor, request)}
    wrong = {str(item): _problems(one) for item, one in decided.items() if _problems(one)}
    if wrong:
        raise InvalidInput(wrong)
    former = queries.decisions(actor, pk)
    for item, one in decided.items():
        if item not in items:
            raise Refused()
        _keep(actor, request, items[item], one, former.get(item))


def _problems(one: Decided) -> list[str]:
    found = []
    if one.decision == Decision.IN_PART and not one.words.strip():
        found.append(_("Write the words that go into the copy."))
    if waits_for_officer(one.decision):
        if not one.motive:
            found.append(_("Choose why it is kept back."))
        if len(one.reason.strip()) < MOTIVE_AT_LEAST:
            found.append(_("Say the reason in at least twenty characters, without what the item says."))
    return found


def _keep(actor: Actor, request: DataRequest, item: Item, one: Decided, former: DataDecision | None) -> None:
    columns = {"decision": one.decision, "words": one.words.strip(), "motive": one.motive, "reason": one.reason.strip()}
    if one.decision == Decision.GIVE:
        columns |= {"words": "", "motive": "", "reason": ""}
    if former is not None:
        if any(getattr(former, name) != value for name, value in columns.items()):
            rows = DataDecision.objects.visible_to(actor, Capability.DATA_REQUEST_ANSWER).filter(pk=former.pk)
            rows.update(**columns, decided_by=actor.acting_post, decided_at=actor.moment, version=F("version") + 1)
        return
    try:
        with transaction.atomic():
            DataDecision(
                id=new_id(),
                organisation_id=actor.acting_organisation,
                subject_id=request.subject_id,
                data_request=request,
                item=item.id,
                kind=item.kind,
                decided_by_id=actor.acting_post,
                decided_at=actor.moment,
                **columns,
            ).insert()
    except ProgrammingError as refusal:
        raise Refused() from refusal


def confirm(*, actor: Actor, pk: uuid.UUID, version: int, question: str = "") -> None:
    """The officer confirms a reason, or sends it back with a question. Raises Conflict when it has changed."""
    require(actor, Capability.KEPT_BACK_CONFIRM)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.confirm_kept_back(%s, %s, %s)", [pk, version, question.strip()])
        if not cursor.fetchone()[0]:
            raise Conflict(
                _("This decision was changed in the meantime."), how_to_mend=_("Look at it again, then answer.")
            )


def answer(*, actor: Actor, pk: uuid.UUID, version: int, words: str, handed: Handed) -> DataRequest:
    """Close a request: the copy was handed over, or what was asked was answered in words.

    Raises InvalidInput while an item waits for a decision or for the officer, Conflict when it has changed.
    """
    request = queries.data_request(actor, pk, Capability.DATA_REQUEST_ANSWER)
    if request.right == DataRight.COPY and not copy_is_complete(actor, request):
        raise InvalidInput({"": [_("Some items still wait for a decision, or for the officer.")]})
    if request.right != DataRight.COPY and not words.strip():
        raise InvalidInput({"answer": [_("Say what was done, in words for her.")]})
    rows = DataRequest.objects.visible_to(actor, Capability.DATA_REQUEST_ANSWER).filter(
        pk=pk, version=version, state=DataRequestState.OPEN
    )
    changed = rows.update(
        state=DataRequestState.ANSWERED,
        answer=words.strip(),
        answered_on=actor.today,
        handed=handed,
        ends_on=kept_for(actor)[TermKey.DATA_REQUEST].after(actor.today),
        version=F("version") + 1,
    )
    if changed == 0:
        raise Conflict(_("This request was changed in the meantime."), how_to_mend=_("Look at it again, then answer."))
    return queries.data_request(actor, pk)


def copy_is_complete(actor: Actor, request: DataRequest) -> bool:
    """May the copy be handed over? Every item is decided, and each reason confirmed."""
    stands = {
        row.item: not waits_for_officer(row.decision) or row.confirmed_by_id is not None
        for row in queries.decisions(actor, request.pk).values()
    }
    return is_complete([item.id for item in queries.held(actor, request)], stands)
