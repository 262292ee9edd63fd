"""System checks for the traps that were seen to leak (secrecy.md, style.md 6). They run at every start and in CI."""

from typing import Any

from django.apps import apps
from django.core.checks import CheckMessage, Error, register

from palier.access.classes import DataClass
from palier.access.guarded import Guarded
from palier.access.lock import guarded_tables

SECRET_CLASSES = {
    DataClass.TENANCY,
    DataClass.SECRET,
    DataClass.REINFORCED,
    DataClass.AIDE_MEMOIRE,
    DataClass.BALLOT,
}


def _our_models() -> list[Any]:
    return [model for model in apps.get_models() if model.__module__.startswith("palier.")]


@register()
def every_field_has_a_class(**kwargs: Any) -> list[CheckMessage]:
    """A field without a data class fails the build; so does a class given to a field that is not there."""
    errors: list[CheckMessage] = []
    for model in _our_models():
        declared = getattr(model, "DATA_CLASSES", None)
        if declared is None:
            continue_identity = model._meta.app_label in {"accounts", "organisations"}
            if not continue_identity:
                errors.append(Error("says no data class for its fields", obj=model, id="access.E001"))
            continue
        names = {field.name for field in model._meta.concrete_fields}
        for name in sorted(names - set(declared)):
            errors.append(Error(f"field {name} has no data class", obj=model, id="access.E001"))
        for name in sorted(set(declared) - names):
            errors.append(Error(f"data class given to {name}, which is no field", obj=model, id="access.E002"))
    return errors


@register()
def secret_tables_are_guarded(**kwargs: Any) -> list[CheckMessage]:
    """A model of class C2 or above stands behind row policies, and a guarded model has no way around its manager."""
    errors: list[CheckMessage] = []
    for model in _our_models():
        classes = set(getattr(model, "DATA_CLASSES", {}).values())
        if classes & SECRET_CLASSES and model._meta.db_table not in guarded_tables():
            errors.append(Error("holds secrets but has no row policy", obj=model, id="access.E003"))
        if not issubclass(model, Guarded):
            continue
        if model._meta.default_manager is not None and model._meta.default_manager.name != "objects":
            errors.append(Error("has a second manager", obj=model, id="access.E004"))
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete and not field.remote_field.hidden:
                errors.append(Error(f"{field.name} needs related_name='+'", obj=model, id="access.E005"))
    return errors


@register()
def no_key_from_unguarded_to_guarded(**kwargs: Any) -> list[CheckMessage]:
    """Forward access goes through the base manager, which is unguarded: so no such key exists."""
    return [
        Error(f"{field.name} points from an unguarded to a guarded model", obj=model, id="access.E006")
        for model in _our_models()
        if not issubclass(model, Guarded)
        for field in model._meta.concrete_fields
        if field.is_relation and issubclass(field.related_model, Guarded)
    ]
