"""Verbs on services, posts and the setting of a company: each asks the gate, then a closed function of the database."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from typing import Any

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability as Can
from palier.access.gate import require
from palier.access.once import once
from palier.desk.administration import queries
from palier.desk.administration.rules import DimensionDraft, NewStaff, PostDraft, user_name
from palier.identity.organisations.rules import OFFERED, Role, ServiceKind
from palier.kernel.codes import digest, in_groups, new_code
from palier.kernel.errors import Conflict, InvalidInput, Refused
from palier.kernel.identifiers import new_id
from palier.kernel.language import Bilingual

TRIES = 20  # user names drawn until one is free


def _told(function: str, *params: Any) -> Any:
    places = ", ".join(["%s"] * len(params))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT sec.{function}({places})", params)
        return cursor.fetchone()[0]


# -- services -------------------------------------------------------------------------------------------------


def add_service(*, actor: Actor, kind: ServiceKind, name: Bilingual, phone: str, key: uuid.UUID | None) -> uuid.UUID:
    """A service more. Raises InvalidInput for a second social service: a company has one."""
    require(actor, Can.ORGANISATION_SET)

    def act() -> uuid.UUID:
        made = new_id()
        if not _told("keep_service", made, kind.value, name.fr, name.nl, phone):
            raise InvalidInput({"kind": [_("There is a social service already: a company has one.")]})
        return made

    return once(actor, key, (kind, name, phone), act)


def rename_service(*, actor: Actor, pk: uuid.UUID, name: Bilingual, phone: str) -> None:
    """Its names and its telephone number. Raises Refused when it is closed or not of this company."""
    row = queries.service(actor, pk)
    if not _told("keep_service", pk, row.kind, name.fr, name.nl, phone):
        raise Refused()


def set_dimensions(*, actor: Actor, pk: uuid.UUID, lines: Sequence[DimensionDraft]) -> None:
    """The lines of work of a service, all of them, in their order."""
    row = queries.service(actor, pk)
    if not _told("set_dimensions", row.pk, json.dumps([one.as_json() for one in lines])):
        raise Refused()


def close_service(*, actor: Actor, pk: uuid.UUID, day: dt.date) -> None:
    """It is there until the day before. Raises InvalidInput while somebody works in it on that day, or waits to."""
    row = queries.service(actor, pk)
    if day < actor.today:
        raise InvalidInput({"day": [_("This day has passed. Choose today or a day to come.")]})
    if not _told("close_service", row.pk, day):
        raise InvalidInput(
            {
                "day": [
                    _("Somebody still works in this service on that day, or is proposed for it. End these posts first.")
                ]
            }
        )


def set_works_for_applicants(*, actor: Actor, it_does: bool) -> bool:
    """Whether the social service also helps applicants (S0-026). False when it was so already."""
    require(actor, Can.ORGANISATION_SET)
    return bool(_told("set_works_for_applicants", it_does))


# -- people ---------------------------------------------------------------------------------------------------


def propose_post(*, actor: Actor, service: uuid.UUID, draft: PostDraft, key: uuid.UUID | None) -> uuid.UUID:
    """A post for somebody known here, or somebody new. At once, or once another person confirmed it (P5).

    Raises InvalidInput for what cannot be, Conflict while the same proposal waits, Refused for
    somebody of another house. Answers the id of the proposal, which is that of the post once there is one.
    """
    require(actor, Can.POST_PROPOSE)
    where = queries.service(actor, service)
    _check(actor, draft)

    def act() -> uuid.UUID:
        made = new_id()
        staff = draft.staff or _add_staff(draft.somebody_new)
        terms = (draft.role.value, draft.fraction, draft.first_day, draft.last_day, draft.supervisor)
        if _told("propose_post", made, staff, where.pk, *terms) is None:
            raise InvalidInput(
                {"": [_("This cannot be: she may hold such a post here already. Look at who is there.")]}
            )
        return made

    try:
        with transaction.atomic():
            return once(actor, key, (service, draft), act)
    except IntegrityError as double:
        raise Conflict(
            _("The same post is proposed already."), how_to_mend=_("Wait until it is confirmed or set aside.")
        ) from double


def _check(actor: Actor, draft: PostDraft) -> None:
    wrong: dict[str, list[str]] = {}
    if draft.role not in OFFERED:
        raise Refused()
    if draft.staff is not None and draft.staff == actor.staff:
        wrong["staff"] = [_("Nobody gives herself a post. Ask another administrator.")]
    if draft.first_day < actor.today:
        wrong["first_day"] = [_("This day has passed. Choose today or a day to come.")]
    if draft.last_day is not None and draft.last_day < draft.first_day:
        wrong["last_day"] = [_("The last day lies before the first one.")]
    if draft.role == Role.TRAINEE and draft.supervisor is None:
        wrong["supervisor"] = [_("Say which social worker of this service supervises her.")]
    if wrong:
        raise InvalidInput(wrong)


def _add_staff(person: NewStaff | None) -> uuid.UUID:
    if person is None:
        raise Refused()
    made, account = new_id(), new_id()
    for _try in range(TRIES):
        name = user_name(person.first_name, person.last_name)
        known = (person.first_name, person.last_name, person.employer, name, person.language)
        try:
            if not _told("add_staff", made, account, *known):
                raise Refused()
            return made
        except IntegrityError:  # the user name is taken: another three digits
            continue
    raise Conflict(_("No user name could be drawn."), how_to_mend=_("Send the form once more."))


def decide_post(*, actor: Actor, pk: uuid.UUID, confirms: bool) -> None:
    """Confirm a post, effective from now on, or set it aside. Raises Refused for who proposed it or would hold it."""
    require(actor, Can.POST_CONFIRM)
    row = queries.to_decide(actor, pk)
    if not _told("decide_post", row.pk, confirms):
        raise Conflict(
            _("This post cannot be confirmed any more."),
            how_to_mend=_("Its days may have passed, or she holds it already. Set it aside."),
        )


def end_post(*, actor: Actor, pk: uuid.UUID, last_day: dt.date) -> None:
    """A post ends after its last day; yesterday means at once. Raises Refused for one's own post."""
    require(actor, Can.POST_PROPOSE)
    if last_day < actor.today - dt.timedelta(days=1):
        raise InvalidInput({"last_day": [_("This day has passed. Choose today or a day to come.")]})
    if not _told("end_post", queries.post(actor, pk).pk, last_day):
        raise Refused()


def give_first_code(*, actor: Actor, staff: uuid.UUID) -> tuple[str, str]:
    """(user name, code) with which she comes in the first time. Shown once; a former code ends.

    By whoever confirmed her, when she is entrusted with something, else by the administrator: the database decides.
    Raises Refused otherwise, and for an account that was used already.
    """
    if actor.staff == staff:
        raise Refused()
    code = new_code()
    name = _told("give_first_code", staff, digest(code))
    if name is None:
        raise Refused()
    return name, in_groups(code)


def give_way_back(*, actor: Actor, staff: uuid.UUID, lost_key: bool = False) -> tuple[str, str]:
    """(user name, code) of a slip with which she comes back into an account in use. Shown once; lasts three days.

    The administrator gives the first; whoever confirms her the second, when she is entrusted with something: nobody
    alone opens the account of who reads secrets (P5). `lost_key` counts with the first. Raises Refused otherwise.
    """
    code = new_code()
    name = _told("give_way_back", staff, digest(code), lost_key)
    if name is None:
        raise Refused()
    return name, in_groups(code)
