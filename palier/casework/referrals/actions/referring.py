"""A pack goes to a named professional; her service answers; the person takes it back."""

import uuid

from django.db import transaction
from django.db.models import F
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.casework.cases.rules import may_refer
from palier.casework.referrals import queries
from palier.casework.referrals.actions.links import make_link, may_mail
from palier.casework.referrals.models import Referral
from palier.casework.referrals.rules import Answer, Part, ReferralDraft, State, Way
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.registry.partners import queries as partners
from palier.registry.partners.models import PartnerContact


def refer(
    *, actor: Actor, draft: ReferralDraft, language: str, site: str = "", key: uuid.UUID | None = None
) -> uuid.UUID:
    """What was chosen goes, as its words stand now. Returns the referral's id. `language`: of the words that are ours.

    By mail, its link is written in the same transaction; `site`: scheme and host at which it opens. Raises Refused for
    a file in which the actor does not work, InvalidInput without an analysis, a need, an agreement of today or before,
    what is needed looked at, for a professional to whom nothing may go, or who has no address of mail of his or her own
    (P6, P7).
    """
    require(actor, Capability.REFERRAL_WORK)
    return once(actor, key, draft, lambda: _refer(actor, draft, language, site))


def _refer(actor: Actor, draft: ReferralDraft, language: str, site: str) -> uuid.UUID:
    file = queries.file_of(actor, draft.case)
    names = queries.persons_of(actor, file)
    if draft.person not in names:
        raise Refused()
    bound = {one.pk: one for one in partners.recipients(actor)}.get(draft.contact)
    _check(actor, draft, bound, queries.is_analysed(actor, file))
    words = queries.words_of(actor, file, draft.person, language)
    row = Referral(
        organisation_id=actor.acting_organisation,
        subject_id=file.subject_id,
        case_id=file.pk,
        household_id=file.household_id,
        contact_id=draft.contact,
        confided_by=[draft.person],
        concerns=[draft.person],
        name=names[draft.person],
        need=draft.need.strip(),
        parts={part: words[part] for part in Part if part in draft.parts and part in words},
        way=draft.way,
        agreed=draft.agreed,
        agreed_on=draft.agreed_on,
        sent_on=actor.today,
        secrecy_ground=bound.service.secrecy_ground if bound else "",
        needed=draft.needed,
        domain=file.domain,
        area=queries.area_of(actor, file.household_id),
        author_id=actor.acting_post,
        written_at=actor.moment,
    )
    try:
        with transaction.atomic():
            row.insert()
    except ProgrammingError as refusal:  # the second lock: the directory changed meanwhile, or somebody tried
        raise Refused() from refusal
    if draft.way == Way.MAIL:
        make_link(actor=actor, pk=row.pk, site=site)
    return row.pk


def _check(actor: Actor, draft: ReferralDraft, bound: PartnerContact | None, is_analysed: bool) -> None:
    problems: dict[str, list[Message | str]] = {}
    if not may_refer(is_analysed):
        problems["need"] = [_("Write an analysis in the file first: nobody is referred before the situation was read.")]
    elif not draft.need.strip():
        problems["need"] = [_("Say in a few words what is asked of the service.")]
    if draft.agreed_on > actor.today:
        problems["agreed_on"] = [_("This day is still to come: she agrees first, then it goes.")]
    if bound is None:
        problems["contact"] = [_("Choose a named professional of a service bound by secrecy.")]
    elif draft.way == Way.MAIL and not may_mail(bound):
        problems["way"] = [_("The directory has no address of mail for him or her: add it, or give the link on paper.")]
    if not draft.needed:
        problems["needed"] = [_("Look at each thing that goes: more than is needed may not go.")]
    if problems:
        raise InvalidInput(problems)


def note_answer(*, actor: Actor, pk: uuid.UUID, answer: Answer, version: int) -> None:
    """What the service said. Raises InvalidInput for a no without its reason, Conflict after another answer."""
    require(actor, Capability.REFERRAL_WORK)
    if answer.state not in {State.ACCEPTED, State.REFUSED}:
        raise InvalidInput({"state": [_("Choose what the service answered.")]})
    refused = answer.state == State.REFUSED
    if refused and answer.why is None:
        raise InvalidInput({"why": [_("Say why the service cannot: it counts what is missing, not the person.")]})
    _change(
        actor,
        pk,
        version,
        state=answer.state,
        why=answer.why if refused else "",
        next_day=None if refused else answer.next_day,
        answered_on=actor.today,
    )


def take_back(*, actor: Actor, pk: uuid.UUID, version: int) -> None:
    """She no longer agrees: its link opens nothing from now on; what is on paper is asked back by the worker."""
    require(actor, Capability.REFERRAL_WORK)
    _change(actor, pk, version, state=State.TAKEN_BACK, answered_on=actor.today)


def _change(actor: Actor, pk: uuid.UUID, version: int, **values: object) -> None:
    rows = Referral.objects.visible_to(actor, Capability.REFERRAL_WORK).filter(pk=pk)
    if rows.filter(version=version).update(version=F("version") + 1, by_link=False, **values):
        return
    if rows.exists():
        raise Conflict()
    raise Refused()
