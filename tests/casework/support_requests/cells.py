"""A support cell of its own, and a request in it."""

from palier.casework.support_requests import actions
from palier.casework.support_requests.rules import Situation, SupportDraft, Trigger
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
                name_fr="Cellule",
                name_nl="Cel",
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
