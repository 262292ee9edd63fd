"""The text of the functions that speak of every table: made from what each app declares, so that none is forgotten."""

from typing import Any

from django.apps import apps

from palier.access.guarded import Guarded
from palier.access.lock import Ending


def persons_in(model: Any) -> str:
    """The persons a row of this table names, as an SQL array."""
    names = {field.name for field in model._meta.concrete_fields}
    found = [name for name in dict.fromkeys((model.ACCESS.persons, "confided_by")) if name in names]
    return " || ".join(f"t.{name}" for name in found) or "'{}'::uuid[]"


def guarded_models() -> dict[str, Any]:
    """Every guarded model by the name of its table."""
    return {
        model._meta.db_table: model
        for model in sorted(apps.get_models(), key=lambda one: one._meta.db_table)
        if issubclass(model, Guarded)
    }


def named_in_file() -> str:
    """SQL: does any row of the file `the_subject` name one of `the_persons`? One look a table that names persons."""
    looks = [
        f"EXISTS (SELECT 1 FROM public.{table} t"
        f" WHERE t.subject_id = the_subject AND ({persons_in(model)}) && the_persons)"
        for table, model in guarded_models().items()
        if model.ACCESS.persons and model.ACCESS.subject == "subject"
    ]
    return "\n    OR ".join(looks)


def going(endings: tuple[Ending, ...]) -> str:
    """SQL: what ends of `the_organisation`, of every app that said so: kind, subject, household, persons, day.

    Of `the_subjects` alone when they are given: one worker's page does not read a whole company.
    """
    tables = guarded_models()
    parts = []
    for one in endings:
        model = tables[one.table]
        subject = "t.subject_id" if model.ACCESS.subject else "NULL::uuid"
        among = (
            "(the_subjects IS NULL OR t.subject_id = ANY (the_subjects))"
            if model.ACCESS.subject
            else "the_subjects IS NULL"
        )
        household = f"t.{one.household}" if one.household else "NULL::uuid"
        persons = persons_in(model) if model.ACCESS.persons else f"sec.persons_of({household})"
        day = one.day.format(term="k.term")
        parts.append(
            f"SELECT '{one.key}'::text, {subject}, {household}, {persons}, {day}"
            f" FROM public.{one.table} t, (SELECT sec.term('{one.key}', the_organisation)) k(term)"
            f" WHERE t.organisation_id = the_organisation AND ({among}) AND {one.only}"
        )
    return "\n  UNION ALL ".join(parts)
