"""The template of each kind: the service's own version in use, else the text shipped with the house."""

import functools
from collections.abc import Sequence
from pathlib import Path

from django.db.models import QuerySet

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.access.kept import kept
from palier.kernel.errors import Refused
from palier.registry.messaging.models import LetterTemplate
from palier.registry.messaging.rules import FROM_TEMPLATES, LetterKind, TemplateState
from palier.registry.messaging.rules.templates import Template

SHIPPED = Path(__file__).resolve().parent.parent / "letters"


@functools.lru_cache(maxsize=32)
def shipped(kind: LetterKind) -> Template:
    """The template that comes with the house: version 0, files `letters/{fr,nl}/<kind>.txt`."""
    (title_fr, body_fr), (title_nl, body_nl) = (_read(language, kind) for language in ("fr", "nl"))
    return Template(kind, 0, title_fr, body_fr, title_nl, body_nl)


def _read(language: str, kind: LetterKind) -> tuple[str, str]:
    text = (SHIPPED / language / f"{kind}.txt").read_text(encoding="utf-8")
    title, _, body = text.partition("\n")
    return title.strip(), body.strip()


@kept
def _in_use(actor: Actor) -> "QuerySet[LetterTemplate]":
    rows: QuerySet[LetterTemplate] = LetterTemplate.objects.visible_to(actor, Capability.TEMPLATE_READ)
    return rows.filter(state=TemplateState.CURRENT)


def templates(actor: Actor) -> dict[LetterKind, Template]:
    """The template in use of every kind."""
    own = {LetterKind(row.kind): as_template(row) for row in _in_use(actor)}
    return {kind: own.get(kind) or shipped(kind) for kind in FROM_TEMPLATES}


def versions(actor: Actor, kind: LetterKind) -> Sequence[LetterTemplate]:
    """The service's own versions of a kind, the latest first."""
    rows = LetterTemplate.objects.visible_to(actor, Capability.TEMPLATE_READ).filter(kind=kind)
    return list(rows.select_related("author__staff").order_by("-number"))


def version(actor: Actor, pk: object, capability: Capability = Capability.TEMPLATE_READ) -> LetterTemplate:
    """One version, or Refused."""
    rows: QuerySet[LetterTemplate] = LetterTemplate.objects.visible_to(actor, capability).filter(pk=pk)
    found = rows.select_related("author__staff").first()
    if found is None:
        raise Refused()
    return found


def as_template(row: LetterTemplate) -> Template:
    return Template(LetterKind(row.kind), row.number, row.title_fr, row.body_fr, row.title_nl, row.body_nl)
