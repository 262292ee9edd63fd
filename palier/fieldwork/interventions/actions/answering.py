"""The asker is told one of five sentences, never about anybody else (P22); she may say that it is not solved."""

import uuid

from django.db import connection
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.fieldwork.interventions import queries
from palier.fieldwork.interventions.actions.triage import keep
from palier.fieldwork.interventions.rules import Sentence, State
from palier.kernel.errors import Conflict, InvalidInput


def tell(*, actor: Actor, pk: uuid.UUID, version: int, sentence: Sentence) -> None:
    """Who asked was told this sentence, today; that we came by, once somebody did. Raises Conflict, InvalidInput."""
    asked = queries.intervention(actor, pk)
    came = sentence in {Sentence.WE_CAME, Sentence.WE_CAME_NOTHING, Sentence.WE_COME_BACK}
    if came and not queries.visits_of(actor, pk):
        raise InvalidInput({"sentence": [_("Nobody has been there yet: note the visit first.")]})
    if asked.state == State.JOINED:
        raise InvalidInput({"sentence": [_("This one is told with the request it was joined to.")]})
    if sentence == Sentence.WE_COME_BACK:
        keep(actor, pk, version, state=State.WAITING, sentence=sentence, told_on=actor.today)
        return
    keep(actor, pk, version, state=State.TOLD, sentence=sentence, told_on=actor.today)


def open_again(*, actor: Actor, pk: uuid.UUID) -> None:
    """Who asked says that it is not solved: it waits again. Raises Conflict when it is not hers or gone."""
    require(actor, Capability.PASSAGE_ASK)
    with connection.cursor() as cursor:
        cursor.execute("SELECT sec.open_passage_again(%s)", [pk])
        if not cursor.fetchone()[0]:
            raise Conflict(_("This request is open already, or gone."), how_to_mend=_("Look at what you asked."))
