"""The service's own templates: a new version each time, in use only after a preview."""

import uuid

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.utils import ProgrammingError
from django.utils.translation import gettext_noop as _

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.gate import require
from palier.access.once import once
from palier.kernel.errors import Conflict, InvalidInput, Message, Refused
from palier.registry.messaging import queries
from palier.registry.messaging.actions.letters import check, clean
from palier.registry.messaging.models import LetterTemplate
from palier.registry.messaging.rules import BODY_AT_MOST, TITLE_AT_MOST, LetterKind, TemplateState
from palier.registry.messaging.rules.templates import names, unknown_places


def keep_template(*, actor: Actor, kind: LetterKind, texts: dict[str, str], key: uuid.UUID | None = None) -> uuid.UUID:
    """A new version of a kind's template, as a draft. `texts`: title and body in both languages. Returns its id.

    Raises InvalidInput for an empty text, one too long, or a place that does not exist, and names those that do.
    """
    require(actor, Capability.TEMPLATE_EDIT)
    kept = {name: clean(text) for name, text in texts.items()}
    problems: dict[str, list[Message | str]] = {}
    for name, text in kept.items():
        part, language = name.split("_")
        found = check(name, text, TITLE_AT_MOST if part == "title" else BODY_AT_MOST)
        if wrong := unknown_places(text, language):
            found = {name: [_place_error(wrong, language)]}
        problems |= found
    if problems:
        raise InvalidInput(problems)
    return once(actor, key, (kind, kept), lambda: _keep(actor, kind, kept))


def _place_error(wrong: list[str], language: str) -> Message:
    return Message(
        _("%(wrong)s is no place that can be filled. These exist: %(known)s."),
        {"wrong": ", ".join(wrong), "known": ", ".join(names(language))},
    )


def _keep(actor: Actor, kind: LetterKind, texts: dict[str, str]) -> uuid.UUID:
    rows = LetterTemplate.objects.visible_to(actor, Capability.TEMPLATE_READ).filter(kind=kind)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    row = LetterTemplate(
        organisation_id=actor.acting_organisation,
        kind=kind,
        number=last + 1,
        author_id=actor.acting_post,
        written_at=actor.moment,
        **texts,
    )
    try:
        with transaction.atomic():
            return row.insert().pk
    except IntegrityError as taken:
        raise Conflict(
            _("Somebody else kept a version at the same moment."), how_to_mend=_("Look at hers, then send yours again.")
        ) from taken
    except ProgrammingError as refusal:
        raise Refused() from refusal


def use_template(*, actor: Actor, pk: uuid.UUID) -> LetterTemplate:
    """From now on letters of this kind start from this version; the one before remains to be read."""
    require(actor, Capability.TEMPLATE_EDIT)
    row = queries.version(actor, pk, Capability.TEMPLATE_EDIT)
    rows = LetterTemplate.objects.visible_to(actor, Capability.TEMPLATE_EDIT)
    rows.filter(kind=row.kind, state=TemplateState.CURRENT).exclude(pk=pk).update(state=TemplateState.FORMER)
    rows.filter(pk=pk).update(state=TemplateState.CURRENT)
    return row
