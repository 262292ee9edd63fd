"""A file of Amina's with an item of every tier, an inbox with something in it, and the gestures of a hand-over."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from palier.access.binding import acting
from palier.casework.cases import actions as cases
from palier.casework.cases.rules import CaseDraft, ContactDraft, StepDraft
from palier.casework.handovers import actions, queries
from palier.casework.handovers.rules import HandoverDraft, NoteDraft
from palier.kernel import clock
from tests.stage import without_locks

TODAY = clock.today()
DAY = dt.timedelta(days=1)


@dataclass
class Laid:
    """One file and what lies in it, by name."""

    case: uuid.UUID
    subject: uuid.UUID
    household: uuid.UUID
    contacts: dict[str, uuid.UUID] = field(default_factory=dict)


def lay(stage, home=0):
    """A file of Amina with a contact of every tier and a step; each text is a word of its own."""
    mine = stage.homes[home]
    with stage.amina.acting() as actor:
        case = cases.open_case(
            actor=actor, draft=CaseDraft(mine.household, tuple(mine.persons[:1]), TODAY, tuple(mine.persons[:1]))
        )
    with acting(stage.amina.token) as actor:
        made = {
            tier: cases.record_contact(
                actor=actor,
                draft=ContactDraft(
                    f"mot{tier}{mine.household.hex[:6]}", case=case, persons=tuple(mine.persons[:1]), tier=tier
                ),
            )
            for tier in ("team", "pair", "author", "reinforced")
        }
        made["kept"] = cases.record_contact(
            actor=actor,
            draft=ContactDraft(
                f"gardé{mine.household.hex[:6]}",
                case=case,
                persons=tuple(mine.persons[:1]),
                confided=f"confié{mine.household.hex[:6]}",
                next_step=f"promis{mine.household.hex[:6]}",
                next_day=TODAY + DAY,
            ),
        )
        cases.plan_step(actor=actor, case=case, draft=StepDraft("Demander le formulaire", TODAY + 3 * DAY))
    with without_locks() as cursor:
        cursor.execute("SELECT subject_id FROM cases_case WHERE id = %s", [case])
        subject = cursor.fetchone()[0]
    return Laid(case, subject, mine.household, made)


def prepare(stage, *, to="bart", starts=TODAY, ends=None, who="amina", **more):
    """Amina prepares a hand-over of all her files."""
    with stage.people[who].acting() as actor:
        more.setdefault("files", tuple(file.pk for file in queries.open_files(actor)))
        draft = HandoverDraft(stage.people[to].post, starts, ends or starts + 30 * DAY, **more)
        return actions.prepare(actor=actor, draft=draft)


def keep_back(stage, handover, laid, name="kept"):
    """Amina marks a contact: it is not passed on."""
    with stage.amina.acting() as actor:
        row = the_note(actor, handover, laid)
        actions.write_note(
            actor=actor, pk=row.pk, draft=NoteDraft(stands="Tout est prêt"), version=row.version,
            behind=[laid.contacts[name]] if name else [],
        )  # fmt: skip


def the_note(actor, handover, laid):
    from palier.access.capabilities import Capability
    from palier.casework.handovers.models import HandoverNote

    rows = HandoverNote.objects.visible_to(actor, Capability.HANDOVER_NOTE_WORK)
    return rows.get(handover=handover, case=laid.case)


def on_its_day(handover, days=0):
    """Its first day becomes today, or so many days ago, behind the locks: time passes for this one alone."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE handovers_handover SET starts = %s, overlap_ends = overlap_ends - (starts - %s) WHERE id = %s",
            [TODAY - days * DAY, TODAY - days * DAY, handover],
        )


def by_itself():
    """What the worker process does each quarter of an hour."""
    with without_locks() as cursor:
        cursor.execute("SELECT sec.carry_out_handovers()")
        return cursor.fetchone()[0]


def after(stage, laid, days):
    """So many days later: every place in the team of the file lies so much further back."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE access_teammember SET valid = daterange(lower(valid) - %s, upper(valid) - %s) WHERE subject_id = %s"
            " AND NOT isempty(valid)",
            [days, days, laid.subject],
        )


def post_ends(stage, who):
    """Her post ended yesterday."""
    with without_locks() as cursor:
        cursor.execute(
            "UPDATE organisations_post SET valid = daterange('2020-01-01', %s) WHERE id = %s",
            [TODAY, stage.people[who].post],
        )


def duties(stage, laid):
    """Who stands in which duty in the team today."""
    with without_locks() as cursor:
        cursor.execute(
            "SELECT post_id, duty FROM access_teammember WHERE subject_id = %s AND valid @> %s", [laid.subject, TODAY]
        )
        names = {somebody.post: name for name, somebody in stage.people.items()}
        return {(names[post], duty) for post, duty in cursor.fetchall()}


def seen_by_hand(stage, who, laid):
    """Which contacts of the file a hand-written statement shows her."""
    from tests.access.cast import sql

    found = {
        row[0]
        for row in sql(stage.people[who].token, "SELECT id FROM cases_contact WHERE subject_id = %s", [laid.subject])
    }
    return {name for name, pk in laid.contacts.items() if pk in found}


def seen_by_rule(stage, who, laid):
    """Which contacts of the file the application's own query shows her."""
    from palier.access.capabilities import Capability
    from palier.casework.cases.models import Contact

    with acting(stage.people[who].token) as actor:
        if actor is None:
            return set()
        rows = Contact.objects.visible_to(actor, Capability.CONTACT_READ).filter(subject=laid.subject)
        found = set(rows.values_list("pk", flat=True))
    return {name for name, pk in laid.contacts.items() if pk in found}
