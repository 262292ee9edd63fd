"""A support cell of its own, and a request in it."""

from palier.casework.support_requests import actions
from palier.casework.support_requests.rules import (
    Caller,
    Discipline,
    IntakeDraft,
    Origin,
    Pair,
    Situation,
    SupportDraft,
    Trigger,
)
from palier.identity.organisations.models import Organisation
from palier.identity.organisations.rules import OrganisationKind, Role
from tests.stage import put, without_locks


def a_cell(stage, *names):
    """Its organisation, with one worker a name."""
    with without_locks():
        cell = put(
            Organisation(
                kind=OrganisationKind.SUPPORT_CELL,
                slug=f"cellule-{stage.company.slug}",
                name_fr=f"Cellule {stage.company.slug}",
                name_nl=f"Cel {stage.company.slug}",
            )
        )
        for name in names:
            stage.somebody(name, Role.SUPPORT_CELL_WORKER, organisation=cell)
    return cell


def draft(cell, **changes):
    values = {
        "cell": cell.pk,
        "situation": Situation.NO_CONTACT,
        "triggers": (Trigger.ARREARS,),
        "text": "Mme [Personne 1] ne répond plus.",
        "tried": "Trois visites.",
        "no_demand": True,
        "fears": "J'ai peur d'y retourner",
    }
    return SupportDraft(**(values | changes))


def ask(stage, cell, who="amina", **changes):
    """The id of the asking and the id of the request."""
    with stage.people[who].acting() as actor:
        asking = actions.ask(actor=actor, draft=draft(cell, **changes))
    with without_locks() as cursor:
        cursor.execute("SELECT request_id FROM support_requests_asking WHERE id = %s", [asking])
        return asking, cursor.fetchone()[0]


def phoned(stage, cell, who="selma", origin=Origin.GENERAL_PRACTITIONER, company=None, social_tenant=True, **changes):
    """The id of a request by telephone that `who` of the cell took."""
    words = {
        "name": "Dr Zéphyr",
        "function": "médecin",
        "phone": "0499 99 98 98",
        "fears": "Je crains le pire",
    } | changes
    caller = Caller(origin=origin, company=company, **words)
    request = draft(cell, fears="", triggers=(Trigger.MENTAL_HEALTH,))
    with stage.people[who].acting() as actor:
        return actions.take_intake(actor=actor, draft=IntakeDraft(request, caller, social_tenant))


def pair_up(stage, request, first="selma", second="sam", version=1):
    """The two take it up."""
    two = Pair(stage.people[first].post, Discipline.NURSE, stage.people[second].post, Discipline.PSYCHOLOGIST)
    with stage.people[first].acting() as actor:
        actions.name_pair(actor=actor, pk=request, pair=two, version=version)


def end(stage, request, who="selma", version=2):
    """It is closed."""
    with stage.people[who].acting() as actor:
        actions.close(actor=actor, pk=request, version=version)
