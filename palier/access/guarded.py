"""The only door to a secret table."""

import functools
from dataclasses import dataclass, field
from typing import Any, Self

from django.db import models
from django.db.models import Q

from palier.access.actor import Actor
from palier.access.capabilities import Capability
from palier.kernel.identifiers import new_id
from palier.ui.clear import wording


class Unguarded(Exception):
    """A guarded table was reached without saying who asks. A programming error, never shown as a refusal."""


@dataclass(frozen=True)
class Paths:
    """Where a guarded model keeps what the grounds look at. None: this model has no such thing."""

    organisation: str | None = None
    subject: str | None = None
    author: str | None = None
    tier: str | None = None
    item: str = "id"
    persons: str | None = None
    person: str | None = None
    household: str | None = None
    written_at: str | None = None
    dies_on: str | None = None
    protected: str | None = None
    parties: tuple[str, ...] = ()  # the posts between whom it passes
    services: tuple[str, ...] = ()  # the services between which it stands
    direction: str | None = None  # from which side of the wall to which
    deposit: Q = field(default_factory=Q)  # while a deposit is still its author's to re-read


class GuardedManager(models.Manager[Any]):
    """Refuses everything but `visible_to()` and, counted and reasoned, `unguarded()`."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet[Any]:
        raise Unguarded(f"{self.model.__name__}: use visible_to(actor, capability) or unguarded(because=…)")

    def visible_to(self, actor: Actor, capability: Capability) -> models.QuerySet[Any]:
        """The rows on which `actor` has `capability`; the list and the check are this one query."""
        from palier.access.gate import condition

        return super().get_queryset().filter(condition(actor, capability, self.model))

    def unguarded(self, *, because: str) -> models.QuerySet[Any]:
        """All rows the second lock lets through. Every use is listed in a test with its reason."""
        if not because:
            raise Unguarded("say why")
        return super().get_queryset()


@functools.lru_cache(maxsize=512)
def _words(field: Any, _wording: str) -> dict[Any, str]:
    """The words of a closed list in the language of the screen."""
    return {value: str(words) for value, words in field.flatchoices}


class Guarded(models.Model):
    """A table of class C2 or above. Concrete models set ACCESS and DATA_CLASSES and have no reverse accessors."""

    ACCESS: Paths
    objects = GuardedManager()

    class Meta:
        abstract = True

    def _get_FIELD_display(self, field: Any) -> str:
        """Django's, which flattens and translates the whole list each time it is asked for one word."""
        value = getattr(self, field.attname)
        words: str = _words(field, wording()).get(value, value)
        return words

    def insert(self) -> Self:
        """Save as a new row; the second lock decides whether it may stand."""
        self.save(force_insert=True)
        return self


class OfSubject(Guarded):
    """A row that lies in a subject, a file or an inbox: its team reads it, within its organisation."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    subject = models.ForeignKey("access.Subject", on_delete=models.PROTECT, related_name="+", db_index=False)

    class Meta:
        abstract = True


class AnyOf(models.Lookup):
    """`subject__any_of=[ids]` -> `subject_id = ANY(%s)`: one parameter however many ids, and an index scan."""

    lookup_name = "any_of"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        return f"{left} = ANY(%s::uuid[])", (*left_params, list(self.rhs))


class InArray(models.Lookup):
    """`person__in_array=OuterRef("concerns")` -> `person = ANY(concerns)`."""

    lookup_name = "in_array"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> tuple[str, tuple[Any, ...]]:
        left, left_params = self.process_lhs(compiler, connection)
        right, right_params = self.process_rhs(compiler, connection)
        return f"{left} = ANY({right})", (*left_params, *right_params)


models.UUIDField.register_lookup(InArray)
models.UUIDField.register_lookup(AnyOf)
models.ForeignKey.register_lookup(AnyOf)

NOTHING = Q(pk__in=[])
