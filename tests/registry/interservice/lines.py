"""Lines of the table between services, begun and answered through the verbs, as the two sides do."""

from palier.kernel import clock
from palier.kernel.identifiers import new_id
from palier.registry.interservice import actions, queries
from palier.registry.interservice.rules import ActDraft, AnswerDraft, LineDraft, Reply
from tests.stage import without_locks


def service_of(stage, kind):
    from palier.identity.organisations.models import Service

    return Service.objects.get(organisation=stage.company, kind=kind).pk


def repair(stage, home, *, who="amina", spot="kitchen", person=None):
    draft = LineDraft(home.household, "repair", service_of(stage, "technical"), spot=spot, person=person)
    with stage.people[who].acting() as actor:
        return actions.begin(actor=actor, draft=draft)


def told(stage, home, *, who="accounts", kind="account", text="Deuxième rappel parti", service=None):
    with stage.people[who].acting() as actor:
        return actions.begin(actor=actor, draft=LineDraft(home.household, kind, service, text=text))


def answer(stage, line, reply, *, who, **more):
    with stage.people[who].acting() as actor:
        return actions.answer(actor=actor, line=line, draft=AnswerDraft(Reply(reply), **more))


def send(stage, home, act, *, who="amina", signed_on=None, key=None, **more):
    with stage.people[who].acting() as actor:
        return actions.send_act(
            actor=actor,
            household=home.household,
            draft=ActDraft(act, **more),
            signed_on=signed_on or clock.today(),
            key=key or new_id(),
        )


def close(stage, line, *, who):
    with stage.people[who].acting() as actor:
        actions.close(actor=actor, line=line, version=queries.line(actor, line).version)


def row(line):
    """The line as it stands, seen behind the locks."""
    with without_locks() as cursor:
        cursor.execute(
            "SELECT state, owner_id, due_on, direction, text, closed_on, version FROM interservice_line WHERE id = %s",
            [line],
        )
        names = [column.name for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))
