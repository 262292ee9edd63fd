"""Named reasons for knowing something. Each says whether it can hold for an actor, and for which rows.

A ground returns a condition and nothing else: it fetches nothing, renders nothing, writes nothing. Conditions use
EXISTS or literal ids, never joins that would repeat rows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Exists, F, Func, OuterRef, Q

from palier.access.actor import Actor
from palier.access.models import DutyPresence, EmergencyAccess, NamedReader, Subject
from palier.access.rules import (
    AGREED_WITHIN,
    ARRIVAL_KEPT,
    DEPOSIT_READABLE,
    OPENS_REINFORCED,
    QUESTION_LASTS,
    SIGNAL_REREAD,
    SubjectKind,
    Tier,
)
from palier.identity.organisations.rules import BOUND_BY_SECRECY, Role, ServiceKind

ALL = Q()
NOBODY = Q(pk__in=[])  # no table opens: what is hers is told by closed functions of the database
QUESTION = "colleague_question"  # the theme, as registry/signals has it: wings look only down
IN_THE_SERVICE = frozenset({Role.SOCIAL_WORKER, Role.TRAINEE})  # those bound by secrecy whose work is built


@dataclass(frozen=True)
class Ground:
    """`says` is the plain sentence shown in docs/access.md and on the screen."""

    name: str
    says: str
    holds: Callable[[Actor], bool]
    rows: Callable[[Actor, Any], Q]


def _everywhere(actor: Actor, model: Any) -> Q:
    return ALL


def a(*roles: Role) -> Ground:
    """The actor holds one of these roles."""
    return Ground(
        name="is_" + "_or_".join(roles),
        says="is " + " or ".join(role.value.replace("_", " ") for role in roles),
        holds=lambda actor: actor.role in roles,
        rows=_everywhere,
    )


of_the_social_service = Ground(
    name="of_the_social_service",
    says="works in the social service and is bound by professional secrecy",
    holds=lambda actor: actor.role in IN_THE_SERVICE and actor.service_kind == ServiceKind.SOCIAL,
    rows=_everywhere,
)

of_the_same_organisation = Ground(
    name="of_the_same_organisation",
    says="of the same organisation",
    holds=lambda actor: actor.organisation is not None,
    rows=lambda actor, model: Q(**{model.ACCESS.organisation: actor.organisation}),
)


class IsAssignedWorker(Func):
    """True for the assigned worker of a household and for whoever covers her today."""

    function = "sec.is_assigned_worker"
    output_field = BooleanField()


def _open_address_rows(actor: Actor, model: Any) -> Q:
    paths = model.ACCESS
    if paths.protected is None:
        return ALL
    return Q(**{paths.protected: False}) | Q(IsAssignedWorker(F(f"{paths.household}_id")))


its_address_is_open = Ground(
    name="its_address_is_open",
    says="sees no protected address, unless as the assigned worker of the household or as who covers her today",
    holds=lambda actor: True,
    rows=_open_address_rows,
)


class WorksWith(Func):
    """True for who works with a person: her referent, her team, who has her household in front of her."""

    function = "sec.works_with"
    output_field = BooleanField()


works_with_her = Ground(
    name="works_with_her",
    says="works with this person: her referent or who covers, the team of a file about her, or who receives her",
    holds=lambda actor: actor.role in IN_THE_SERVICE,
    rows=lambda actor, model: Q(WorksWith(F(f"{model.ACCESS.person}_id"))),
)

its_details_are_open = Ground(
    name="its_details_are_open",
    says="sees no details that are withheld, unless she works with this person",
    holds=lambda actor: True,
    rows=lambda actor, model: Q(withheld=False) | Q(WorksWith(F(f"{model.ACCESS.person}_id"))),
)


class AddressIsHidden(Func):
    """True for a household whose address is protected."""

    function = "sec.address_is_hidden"
    output_field = BooleanField()


class LooksAfter(Func):
    """True for the assigned worker of a household, for who covers her, and for the team of an open file of it."""

    function = "sec.looks_after"
    output_field = BooleanField()


its_door_is_open = Ground(
    name="its_door_is_open",
    says="knows nothing of a protected address, unless as the assigned worker of the household or as who covers her",
    holds=lambda actor: True,
    rows=lambda actor, model: (
        ~Q(AddressIsHidden(F(f"{model.ACCESS.household}_id"))) | Q(IsAssignedWorker(F(f"{model.ACCESS.household}_id")))
    ),
)

looks_after_it = Ground(
    name="looks_after_it",
    says="looks after the household: its assigned worker, who covers her, or the team of an open file of it",
    holds=lambda actor: actor.role in IN_THE_SERVICE,
    rows=lambda actor, model: Q(LooksAfter(F(f"{model.ACCESS.household}_id"))),
)

is_in_force = Ground(
    name="is_in_force",
    says="while it stands: agreed by a colleague, and not ended",
    holds=lambda actor: True,
    rows=lambda actor, model: Q(
        agreed_at__isnull=False, ended_early_on=None, starts__lte=actor.today, ends__gte=actor.today
    ),
)

is_asked_to_agree = Ground(
    name="is_asked_to_agree",
    says="is the colleague asked to agree, for seven days",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(
        asked_of=actor.post, agreed_at=None, ended_early_on=None, proposed_at__gt=actor.moment - AGREED_WITHIN
    ),
)

is_second_head = Ground(
    name="is_second_head",
    says="is the second head who is asked, until she has answered",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(second=actor.post, second_answer="", taken_back_on=None),
)

in_the_team = Ground(
    name="in_the_team",
    says="is in the team of the file today: assigned worker, replacement, second worker or pair",
    holds=lambda actor: bool(actor.subjects),
    rows=lambda actor, model: Q(**{f"{model.ACCESS.subject}__any_of": actor.subjects}),
)


def _tier_rows(actor: Actor, model: Any) -> Q:
    paths = model.ACCESS
    named = Exists(
        NamedReader.objects.filter(
            item=OuterRef(paths.item),
            post=actor.post,
            valid__contains=actor.today,
            added_by=OuterRef(paths.author),  # named by its author: nobody names herself
        )
    )
    mine = Q(**{paths.author: actor.post})
    alive = Q(**{f"{paths.dies_on}__gte": actor.today}) if paths.dies_on else ALL
    return (
        Q(**{paths.tier: Tier.TEAM})
        | (Q(**{paths.tier: Tier.AUTHOR}) & mine & alive)
        | (Q(**{f"{paths.tier}__in": [Tier.PAIR, Tier.REINFORCED]}) & (mine | Q(named)))
    )


its_tier_is_open = Ground(
    name="its_tier_is_open",
    says="the item's tier names this reader: team, or author, or named reader of pair or reinforced",
    holds=lambda actor: actor.post is not None,
    rows=_tier_rows,
)

open_to_the_team = Ground(
    name="open_to_the_team",
    says="the item is one that the whole team reads",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(**{model.ACCESS.tier: Tier.TEAM}),
)

wrote_it = Ground(
    name="wrote_it",
    says="wrote it",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(**{model.ACCESS.author: actor.post}),
)


def _party_rows(actor: Actor, model: Any) -> Q:
    rows = Q(pk__in=[])
    for path in model.ACCESS.parties:
        rows |= Q(**{path: actor.post})
    return rows


is_a_party = Ground(
    name="is_a_party",
    says="is one of the two between whom it passes",
    holds=lambda actor: actor.post is not None,
    rows=_party_rows,
)


def _left_today_rows(actor: Actor, model: Any) -> Q:
    """While it lies in the inbox, and no longer: a deposit that moved on would tell its author that a file exists."""
    paths = model.ACCESS
    own = {paths.author: actor.post, f"{paths.written_at}__gt": actor.moment - DEPOSIT_READABLE}
    # EXISTS, not a join: a join to the subject's row, which only its team sees, would hide what an emergency opens.
    inbox = Subject.objects.filter(pk=OuterRef(f"{paths.subject}_id"), kind=SubjectKind.INBOX)
    deposited: Q = Q(**own) & Q(Exists(inbox)) & paths.deposit
    return deposited


left_it_today = Ground(
    name="left_it_today",
    says="left it here less than 24 hours ago, and nobody has dealt with it yet",
    holds=lambda actor: actor.post is not None,
    rows=_left_today_rows,
)


def _emergency_rows(actor: Actor, model: Any) -> Q:
    paths = model.ACCESS
    open_now = EmergencyAccess.objects.filter(post=actor.post, until__gt=actor.moment, subject=OuterRef(paths.subject))
    if paths.persons is None:
        return Q(Exists(open_now))
    of_the_person = open_now.filter(person__in_array=OuterRef(paths.persons))
    if paths.tier is None:
        return Q(Exists(of_the_person))
    return (Q(**{f"{paths.tier}__in": [Tier.TEAM, Tier.PAIR]}) & Exists(of_the_person)) | (
        Q(**{paths.tier: Tier.REINFORCED}) & Exists(of_the_person.filter(ground__in=list(OPENS_REINFORCED)))
    )


emergency_is_open = Ground(
    name="emergency_is_open",
    says="has opened an emergency access for this person, on a closed ground, less than four hours ago",
    holds=lambda actor: actor.in_emergency and actor.role in BOUND_BY_SECRECY,
    rows=_emergency_rows,
)

in_front_of_me = Ground(
    name="in_front_of_me",
    says="has this person in front of her in a session, until its end + 24 hours",
    holds=lambda actor: actor.role in BOUND_BY_SECRECY,
    rows=lambda actor, model: Q(
        Exists(
            DutyPresence.objects.filter(
                post=actor.post, household=OuterRef(model.ACCESS.household), until__gt=actor.moment
            )
        )
    ),
)


def _addressed_rows(actor: Actor, model: Any) -> Q:
    """What is told to a social service is confided: neither its head nor who works beside it reads it by rank."""
    mine = Q(recipient_post=actor.post) & (~Q(theme=QUESTION) | Q(sent_at__gt=actor.moment - QUESTION_LASTS))
    if actor.service_kind == ServiceKind.SOCIAL and actor.role not in IN_THE_SERVICE:
        return mine
    return mine | Q(recipient_service=actor.service, recipient_post=None)


sent_it_this_shift = Ground(
    name="sent_it_this_shift",
    says="wrote it less than twelve hours ago",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(
        **{model.ACCESS.author: actor.post, f"{model.ACCESS.written_at}__gt": actor.moment - SIGNAL_REREAD}
    ),
)

asked_it_lately = Ground(
    name="asked_it_lately",
    says="asked it of a colleague less than seven days ago",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(
        theme=QUESTION,
        **{model.ACCESS.author: actor.post, f"{model.ACCESS.written_at}__gt": actor.moment - QUESTION_LASTS},
    ),
)

is_asked = Ground(
    name="is_asked",
    says="is the colleague who is asked, for seven days",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(
        theme=QUESTION, recipient_post=actor.post, **{f"{model.ACCESS.written_at}__gt": actor.moment - QUESTION_LASTS}
    ),
)

came_lately = Ground(
    name="came_lately",
    says="about somebody who came less than twenty-four hours ago",
    holds=lambda actor: actor.post is not None,
    rows=lambda actor, model: Q(**{f"{model.ACCESS.written_at}__gt": actor.moment - ARRIVAL_KEPT}),
)

addressed_to_my_service = Ground(
    name="addressed_to_my_service",
    says="is addressed to this post, or to its service: a social service's own reach its workers, not its head",
    holds=lambda actor: actor.service is not None,
    rows=_addressed_rows,
)

for_the_import = Ground(
    name="for_the_import",
    says="is the import job of the organisation",
    holds=lambda actor: actor.purpose == "import",
    rows=_everywhere,
)


class Accompanies(Func):
    """True for who looks after a person: her referent, who covers, the team of a file about her."""

    function = "sec.accompanies"
    output_field = BooleanField()


looks_after_her = Ground(
    name="looks_after_her",
    says="looks after this person: her referent or who covers, or the team of a file about her",
    holds=lambda actor: actor.role == Role.SOCIAL_WORKER,
    rows=lambda actor, model: Q(Accompanies(F(f"{model.ACCESS.person}_id"))),
)

at_her_door = Ground(
    name="at_her_door",
    says="is a tenant or applicant of sixteen or more at her own door, with any code that was given to her",
    holds=lambda actor: actor.door_level >= 1,
    rows=lambda actor, model: NOBODY,
)

known_at_her_door = Ground(
    name="known_at_her_door",
    says="is an adult at her own door, known in person, and no other way was agreed with her; only what is hers",
    holds=lambda actor: actor.door_level >= 2,
    rows=lambda actor, model: NOBODY,
)
