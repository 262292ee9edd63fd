"""A transfer begins, what was declared changes, the household says at each step whether it agrees, it ends."""

import datetime as dt
import uuid

from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.transfers import queries
from palier.casework.transfers.models import StepAgreement, TransferRequest
from palier.casework.transfers.rules import AgreementDraft, End, Kind, Need, RequestDraft, Step, Wishes
from palier.casework.transfers.rules.mandatory import RuleCode, value
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused

PAST = _("This day is still to come.")


def begin(*, actor: Actor, draft: RequestDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """A transfer begins. Raises Refused for a household of another company, Conflict while one runs already,
    InvalidInput for a mandatory one where the household keeps its dwelling by the rules."""
    require(actor, Capability.TRANSFER_KEEP)
    queries.household(actor, draft.household)
    _check_wishes(actor, draft.wishes)
    if draft.asked_on > actor.today:
        raise InvalidInput({"asked_on": [PAST]})
    if draft.kind == Kind.MANDATORY:
        _may_be_made_to(actor, draft.household)

    def act() -> uuid.UUID:
        try:
            with transaction.atomic():
                row = _write(actor, draft)
        except IntegrityError as double:
            raise Conflict(
                _("A transfer of this household runs already."), how_to_mend=_("Write what is new there.")
            ) from double
        for step, given in ((Step.PROPOSALS, draft.agrees), (Step.OTHER_COMPANIES, draft.other_companies)):
            if given or (step == Step.PROPOSALS and draft.kind == Kind.VOLUNTARY):
                _say(actor, row, AgreementDraft(step, given, draft.asked_on))
        return uuid.UUID(str(row.pk))

    return once(actor, key, draft, act)


def _write(actor: Actor, draft: RequestDraft) -> TransferRequest:
    row = TransferRequest(
        organisation_id=actor.acting_organisation,
        household_id=draft.household,
        author_id=actor.acting_post,
        kind=draft.kind,
        asked_on=draft.asked_on,
        declared_by=sorted(draft.declared_by),
        **_values(draft.wishes),
    )
    return row.insert()


def _may_be_made_to(actor: Actor, household: uuid.UUID) -> None:
    found, exempt = queries.fits(actor, household, queries.people_of(actor, household))
    if exempt:
        raise InvalidInput(
            {"kind": [_("Somebody of 70 or more lives here: nobody of this household is made to move.")]}
        )
    excess = value(RuleCode.ROOMS_IN_EXCESS, actor.today)
    if found is None or found.bedrooms - found.bedrooms_needed < excess:
        raise InvalidInput({"kind": [_("By the norm this dwelling has not two bedrooms too many.")]})


def change(*, actor: Actor, pk: uuid.UUID, wishes: Wishes, version: int) -> None:
    """The household declares other needs or wishes."""
    queries.mine(actor, pk)
    _check_wishes(actor, wishes)
    _update(actor, pk, version, **_values(wishes))


def agree(*, actor: Actor, pk: uuid.UUID, draft: AgreementDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """What the household said at a step: agreed, or no agreement, without a reason."""
    row = queries.mine(actor, pk)
    if draft.on > actor.today:
        raise InvalidInput({"on": [PAST]})
    if (draft.step == Step.MOVE) != (draft.move is not None):
        raise Refused()
    if draft.move is not None and queries.my_move(actor, draft.move).request_id != row.pk:
        raise Refused()
    return once(actor, key, (pk, draft), lambda: uuid.UUID(str(_say(actor, row, draft).pk)))


def _say(actor: Actor, row: TransferRequest, draft: AgreementDraft) -> StepAgreement:
    return StepAgreement(
        organisation_id=actor.acting_organisation,
        household_id=row.household_id,
        request_id=row.pk,
        author_id=actor.acting_post,
        step=draft.step,
        given=draft.given,
        on=draft.on,
        move_id=draft.move,
        written_at=actor.moment,
    ).insert()


def meet(*, actor: Actor, pk: uuid.UUID, on: dt.date, version: int) -> None:
    """The household of a mandatory transfer was met: only then may a search propose it anything."""
    row = queries.mine(actor, pk)
    if row.kind != Kind.MANDATORY:
        raise Refused()
    if on > actor.today:
        raise InvalidInput({"on": [PAST]})
    _update(actor, pk, version, met_on=on)


def exempt(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """It is exempted: no search holds it, and nothing says why."""
    row = queries.mine(actor, pk)
    if row.kind != Kind.MANDATORY:
        raise Refused()
    _update(actor, pk, version, exempted_on=actor.today)


def finish(*, actor: Actor, pk: uuid.UUID, end: End, day: dt.date, version: int) -> None:
    """It ends on that day; it is kept for its term and nothing more is noted."""
    row = queries.mine(actor, pk)
    if day > actor.today:
        raise InvalidInput({"ended_on": [PAST]})
    if day < row.asked_on:
        raise InvalidInput({"ended_on": [_("It ended before it began. Look at the day.")]})
    _update(actor, pk, version, outcome=end, ended_on=day)


def _update(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    rows = TransferRequest.objects.visible_to(actor, Capability.TRANSFER_KEEP).filter(
        pk=pk, version=version, outcome=""
    )
    if not rows.update(version=F("version") + 1, **values):
        raise Conflict()


def _values(wishes: Wishes) -> dict[str, object]:
    return {
        "needs": [need for need in Need if need in wishes.needs],
        "near": wishes.near.strip(),
        "sites": sorted(wishes.sites),
        "communes": sorted(wishes.communes),
        "certificate_seen_on": wishes.certificate_seen_on,
    }


def _check_wishes(actor: Actor, wishes: Wishes) -> None:
    problems: dict[str, list[Message | str]] = {}
    named = {Need.NEAR_SCHOOL, Need.NEAR_PLACE} & set(wishes.needs)
    if named and not wishes.near.strip():
        problems["near"] = [_("Say which school, or which place.")]
    if wishes.near.strip() and not named:
        problems["needs"] = [_("A place is named: tick “near this school” or “near this place” with it.")]
    if wishes.certificate_seen_on is not None and wishes.certificate_seen_on > actor.today:
        problems["certificate_seen_on"] = [PAST]
    if problems:
        raise InvalidInput(problems)
