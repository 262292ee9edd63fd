"""A tenant asks at her own door that somebody comes by, and says that it is not solved."""

import uuid

from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.closed import told
from palier.access.gate import require
from palier.engines.pseudonymise import holds_a_number
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.rules import WORDS_AT_MOST, DoorDraft, MotiveCode, clean
from palier.kernel.errors import Conflict, InvalidInput


def ask_at_my_door(*, actor: Actor, draft: DoorDraft, key: uuid.UUID) -> None:
    """Ask that an agent comes by, around her home. The same `key` twice is one request.

    Raises InvalidInput: it is not hers to ask, her words point at somebody, or ten were asked today.
    """
    require(actor, Capability.DOOR_ASK)
    said = clean(draft.words, WORDS_AT_MOST)
    check_words(said, is_other=_is_other(actor, draft.motive))
    asked = (key, draft.motive, draft.place, draft.part, said, draft.phone)
    if not told("SELECT sec.ask_passage_at_my_door(%s, %s, %s, %s, %s, %s)", *asked):
        raise InvalidInput(
            {"": [_("This could not be noted here today. Call, or come to the counter: it is the same.")]}
        )


def check_words(said: str, *, is_other: bool) -> None:
    """Her words point at nobody; for something else there are some. Raises InvalidInput."""
    if holds_a_number(said):
        raise InvalidInput({"words": [_("A number is in it that may be somebody's. Say it without.")]})
    if is_other and not said.strip():
        raise InvalidInput({"words": [_("Say in a few words what it is about.")]})


def _is_other(actor: Actor, motive: uuid.UUID) -> bool:
    return any(one.id == motive and one.code == MotiveCode.OTHER for one in queries.motives_at_my_door(actor, "fr"))


def open_again_at_my_door(*, actor: Actor, pk: uuid.UUID) -> None:
    """She says that it is not solved: it waits again. Raises Conflict when it is not hers, open already or gone."""
    require(actor, Capability.DOOR_READ)
    if not told("SELECT sec.open_passage_again_at_my_door(%s)", pk):
        raise Conflict(_("This request is open already, or gone."), how_to_mend=_("Look at what you asked."))
