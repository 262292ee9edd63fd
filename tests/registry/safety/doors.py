"""A safety instruction, made the way people make one: a worker proposes, her colleague agrees."""

import datetime as dt

from palier.kernel import clock
from palier.registry.safety import actions
from palier.registry.safety.rules import SafetyDraft, ToDo
from tests.stage import without_locks

TODAY = clock.today()


def draft(stage, home=0, **other):
    """What Amina proposes at her first door, unless told otherwise."""
    what = {
        "household": stage.homes[home].household,
        "what": (ToDo.RING_AND_WAIT,),
        "language": "",
        "colleague": stage.bart.post,
        "until": TODAY + dt.timedelta(days=60),
        "told_on": TODAY,
        "fact": "Le 3, la porte a été claquée sur la main d’une collègue.",
        "fact_day": TODAY - dt.timedelta(days=2),
    }
    return SafetyDraft(**{**what, **other})


def proposed(stage, who="amina", **other):
    """The id of a proposal."""
    with stage.people[who].acting() as actor:
        return actions.propose_safety(actor=actor, draft=draft(stage, **other))


def agree(stage, pk, who="bart", version=1):
    """The colleague who was asked says yes."""
    with stage.people[who].acting() as actor:
        actions.agree_safety(actor=actor, pk=pk, version=version)


def agreed(stage, **other):
    """The id of an instruction in force."""
    pk = proposed(stage, **other)
    agree(stage, pk)
    return pk


def moved(pk, **columns):
    """Behind the locks: as if time had passed."""
    setting = ", ".join(f"{name} = {value}" for name, value in columns.items())
    with without_locks() as cursor:
        cursor.execute(f"UPDATE safety_safetyinstruction SET {setting} WHERE id = %s", [pk])
