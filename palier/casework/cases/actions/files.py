"""A social file: opened with the person's agreement, analysed, closed, opened again."""

import datetime
import uuid
from typing import Any

from django.db import connection
from django.db.models import F
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.cases import queries
from palier.casework.cases.actions.checks import written
from palier.casework.cases.actions.plan import plan_step
from palier.casework.cases.models import Analysis, Case
from palier.casework.cases.rules import CaseDraft, Outcome, SilenceAnswer, StepDraft, tenancy_kept
from palier.kernel.errors import Conflict, InvalidInput, Refused


def open_case(*, actor: Actor, draft: CaseDraft, key: uuid.UUID | None = None) -> uuid.UUID:
    """Open a social file with the person's agreement. Returns its id; its opener is its assigned worker."""
    require(actor, Capability.CASE_OPEN)
    if not draft.agreed_by:
        raise InvalidInput({"agreed_by": [_("Say who agreed: a file opens only with the person's agreement.")]})
    if draft.agreed_on > actor.today:
        raise InvalidInput({"agreed_on": [_("The agreement cannot be dated in the future.")]})

    def write() -> uuid.UUID:
        with connection.cursor() as cursor:
            cursor.execute("SELECT sec.open_subject('case', NULL)")
            subject = cursor.fetchone()[0]
        if subject is None:
            raise Refused()
        made = Case(
            organisation_id=actor.acting_organisation,
            subject_id=subject,
            household_id=draft.household,
            concerns=list(draft.concerns or draft.agreed_by),
            agreed_by=list(draft.agreed_by),
            agreed_on=draft.agreed_on,
            opened_on=actor.today,
            domain=draft.domain,
            approaches=list(draft.approaches),
            goals=list(draft.goals),
            own_words=draft.own_words,
            housing_project=draft.housing_project,
        ).insert()
        return made.pk

    return once(actor, key, draft, write)


def change_case(*, actor: Actor, pk: uuid.UUID, version: int, **changes: Any) -> Case:
    """Change what a file says of itself. Raises Conflict when somebody changed it since `version`."""
    queries.case(actor, pk, Capability.CASE_WORK)
    rows = Case.objects.visible_to(actor, Capability.CASE_WORK).filter(pk=pk, version=version)
    if rows.update(**changes, version=F("version") + 1, changed_at=actor.moment) == 0:
        raise Conflict(
            _("This file was changed in the meantime."),
            how_to_mend=_("Compare both versions and keep what is right."),
        )
    return queries.case(actor, pk, Capability.CASE_WORK)


def analyse(
    *,
    actor: Actor,
    case: uuid.UUID,
    text: str,
    accompaniment_type: str = "",
    again: StepDraft | None = None,
    key: uuid.UUID | None = None,
) -> uuid.UUID:
    """Add a reading of the situation; the kind of support follows it. Earlier readings stay.

    `again`: the small step by which it is looked at again with her, so that each kind of support has its follow-up.
    """
    file = queries.case(actor, case, Capability.CASE_WORK)

    def write() -> uuid.UUID:
        made = Analysis(
            organisation_id=actor.acting_organisation,
            subject_id=file.subject_id,
            case=file,
            on=actor.today,
            text=written(text, "text"),
            accompaniment_type=accompaniment_type,
            author_id=actor.acting_post,
        ).insert()
        if again:
            plan_step(actor=actor, case=case, draft=again)
        return made.pk

    return once(actor, key, (case, text, accompaniment_type, again), write)


def close_case(*, actor: Actor, pk: uuid.UUID, outcome: Outcome, version: int, kept: bool | None = None) -> Case:
    """Close a file with its outcome. It is erased years later; the page said when.

    `kept`: whether she has her home, where the outcome does not say it; None when nobody knows.
    """
    return change_case(
        actor=actor,
        pk=pk,
        version=version,
        closed_on=actor.today,
        outcome=outcome,
        tenancy_kept=tenancy_kept(outcome, kept),
    )


def reopen_case(*, actor: Actor, pk: uuid.UUID, version: int) -> Case:
    """Open a closed file again: the person came back."""
    return change_case(actor=actor, pk=pk, version=version, closed_on=None, outcome="", tenancy_kept=None)


def answer_silence(*, actor: Actor, pk: uuid.UUID, answer: SilenceAnswer, version: int) -> Case:
    """One of the three answers when a file has been silent (P34)."""
    if answer == SilenceAnswer.ENDED_AT_HER_WISH:
        return close_case(actor=actor, pk=pk, outcome=Outcome.WITHDREW, version=version)
    agreed = actor.today + datetime.timedelta(days=180 if answer == SilenceAnswer.AGREED_SO else 14)
    return change_case(actor=actor, pk=pk, version=version, silence_agreed_until=agreed)
