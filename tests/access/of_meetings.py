"""Meetings of tenants and what is sent to all households, before the matrix, the adversary and the mutants.

Each of the shared lists of this folder takes its part from here, in one line. `INVITED` is the meeting that is to come.
"""

import datetime as dt
import uuid

from palier.access.capabilities import Capability as Can
from palier.identity.organisations.models import Service
from palier.participation.meetings.models import AgendaItem, Meeting, MeetingQuestion, Promise, Reply
from palier.registry.messaging.models import Mailing, MailingLine
from tests.access.cast_world import World, canary
from tests.stage import put

READ_BY_THE_HOUSE = {"meeting": Meeting, "agenda_item": AgendaItem, "promise": Promise}
TABLED = {**READ_BY_THE_HOUSE, "meeting_question": MeetingQuestion}
ALL = {
    **TABLED, "question_answered": MeetingQuestion, "meeting_reply": Reply, "mailing": Mailing, "mailing_line": MailingLine,
}  # fmt: skip

VERBS = {
    **dict.fromkeys(TABLED, "read create change"), "question_answered": "read", "meeting_reply": "read create",
    "mailing": "read create", "mailing_line": "read",
}  # fmt: skip
TABLES = {name: model._meta.db_table for name, model in ALL.items()}
RULES = {
    **{(one, "read"): (model, Can.MEETING_READ) for one, model in READ_BY_THE_HOUSE.items()},
    **{(one, "change"): (model, Can.MEETING_WORK) for one, model in TABLED.items()},
    ("question_answered", "read"): (MeetingQuestion, Can.MEETING_READ),
    ("meeting_question", "read"): (MeetingQuestion, Can.MEETING_WORK),
    ("mailing", "read"): (Mailing, Can.MEETING_WORK),
    **{(one, "create"): (None, Can.MEETING_WORK) for one in ("meeting", "promise", "mailing")},
    **{(one, "create"): (None, Can.AGENDA_PROPOSE) for one in ("agenda_item", "meeting_question")},
}
NO_RULE = ("meeting_reply", "mailing_line")  # closed functions write them, and tell numbers
NOBODY = (("meeting_reply", "read"), ("mailing_line", "read"))  # numbers come out, and nothing else
PAGES = {
    ("meeting", "read"): ("meeting", "meeting", "meeting"),
    ("meeting", "create"): ("meeting_add", None, None),
    ("meeting", "change"): ("meeting_edit", "meeting", "meeting"),
    ("agenda_item", "read"): ("meeting", "meeting", "agenda_item"),
    ("agenda_item", "create"): ("point_add", "meeting", None),
    ("agenda_item", "change"): ("point_edit", "agenda_item", "agenda_item"),
    ("promise", "read"): ("meeting", "meeting", "promise"),
    ("promise", "create"): ("promise_add", "meeting", None),
    ("promise", "change"): ("promise_answer", "promise", "promise"),
    ("meeting_question", "read"): ("meeting", "meeting", "meeting_question"),
    ("meeting_question", "create"): ("meeting_question_add", "meeting", None),
    ("meeting_question", "change"): ("meeting_question_answer", "meeting_question", "meeting_question"),
    ("question_answered", "read"): ("meeting", "meeting", "question_answered"),
    ("meeting_reply", "create"): ("meeting_reply", "meeting", None),
    ("mailing", "read"): ("mailing", "mailing", None),
    ("mailing", "create"): ("meeting_invite", "meeting_to_invite", None),
}
CHANGES = {
    "meeting": "minutes = 90", "agenda_item": "minutes = 5", "promise": "due_on = sec.today() + 9",
    "meeting_question": "words = 'x'",
}  # fmt: skip
BLIND = {TABLES[one]: change for one, change in CHANGES.items()}
FOREIGN = {
    "meetings/points/": "agenda_item", "meetings/promises/": "promise", "meetings/questions/": "meeting_question",
    "meetings/": "meeting", "mailings/": "mailing",
}  # fmt: skip
SECRETS = ("meeting_question",)  # what is not answered in public yet is for the collective workers
THEIRS = {("A10e", "same_service"): {"meeting_question"}}

# The columns that must be filled, as SQL; of a row in a company whose meeting, place and service are given.
COLUMNS = {
    "meetings_meeting": {
        "places": "ARRAY[%(place)s]", "title_fr": "'x'", "title_nl": "'x'", "at": "sec.now() + interval '9 days'",
        "minutes": "60", "venue_fr": "'x'", "venue_nl": "'x'", "step_free": "false", "quiet_place": "false",
        "child_corner": "false", "interpreters": "'{}'", "translated_by": "''", "host_id": "%(author)s",
        "state": "'preparing'", "signed_as": "''", "version": "1",
    },
    "meetings_agendaitem": {
        "meeting_id": "%(meeting)s", "position": "9", "title_fr": "'x'", "title_nl": "'x'", "service_id": "%(service)s",
        "proposed_by_id": "%(author)s", "kind": "'topic'", "minutes": "10", "said_fr": "''", "said_nl": "''",
        "left_out": "false", "version": "1",
    },
    "meetings_promise": {
        "meeting_id": "%(meeting)s", "words_fr": "'x'", "words_nl": "'x'", "service_id": "%(service)s",
        "due_on": "sec.today()", "answer_fr": "''", "answer_nl": "''", "state": "'open'", "version": "1",
    },
    "meetings_meetingquestion": {
        "meeting_id": "%(meeting)s", "words": "'x'", "asked": "'counter'", "asked_on": "sec.today()",
        "individual": "false", "answer_fr": "''", "answer_nl": "''",
    },
    "meetings_reply": {
        "meeting_id": "%(meeting)s", "household_id": "%(household)s", "comes": "true", "persons": "1",
        "child_corner": "false", "questions": "0", "said_on": "sec.today()",
    },
    "messaging_mailing": {
        "kind": "'invitation'", "about": "gen_random_uuid()", "title_fr": "'x'", "body_fr": "'x'", "title_nl": "'x'",
        "body_nl": "'x'", "ordered_by_id": "%(author)s", "ordered_at": "sec.now()", "total": "0",
    },
    "messaging_mailingline": {
        "mailing_id": "%(mailing)s", "household_id": "%(household)s", "language": "'fr'", "channel": "'letter'",
        "place": "1", "state": "'waiting'", "tries": "0", "due_at": "sec.now()", "proof": "''",
    },
}  # fmt: skip
NOBODY_S = "gen_random_uuid()"
OF_NOBODY = dict.fromkeys(("place", "meeting", "service", "author", "household", "mailing"), NOBODY_S)


def _names(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}"' for name in columns)


def _values(columns: dict[str, str], **given: str) -> str:
    return ", ".join(value % given if "%(" in value else value for value in columns.values())


# For the adversary: one row of each table in each company. Keys between them wait for a commit that never comes.
ROWS = {
    table: (
        f"INSERT INTO {table} (id, organisation_id, {_names(columns)}) SELECT gen_random_uuid(), org, "
        + _values(columns, **OF_NOBODY).replace("{", "{{").replace("}", "}}")
        + " FROM orgs"
    )
    for table, columns in COLUMNS.items()
}
# For the matrix: a statement typed by hand on somebody's own connection.
INSERTS = {
    one: f"INSERT INTO {TABLES[one]} (id, organisation_id, {_names(COLUMNS[TABLES[one]])}) VALUES (%(id)s, %(org)s, "
    + _values(
        COLUMNS[TABLES[one]], place="%(site)s", meeting="%(meeting)s", service="%(service)s", author="sec.post()",
    )
    + ")"
    for one in TABLED
}  # fmt: skip


def by_function(made: World) -> dict[tuple[str, str], tuple[str, list[object]]]:
    """What closed functions alone do: an answer noted for a household, an order to write to all."""
    order = (
        "SELECT 1 WHERE sec.order_mailing(gen_random_uuid(), 'invitation', gen_random_uuid(), ARRAY[%s]::uuid[], 'x', 'x',"
        " 'x', 'x', NULL, NULL, false)"
    )
    return {
        ("meeting_reply", "create"): (
            "SELECT 1 WHERE sec.note_reply(%s, %s, true, 1, false)",
            [made.ids["meeting"], made.home.household],
        ),
        ("mailing", "create"): (order, [made.stage.sites[0].pk]),
    }


def cast(made: World) -> None:
    """A meeting that is invited to, with a canary in each part; one to invite to; an order with a line."""
    stage, today = made.stage, made.today
    ours, by = {"organisation": stage.company}, stage.people["collective"].post
    soon = dt.datetime.combine(today + dt.timedelta(days=9), dt.time(17), dt.UTC)
    of_all = {
        **ours,
        "places": [stage.sites[0].pk],
        "title_nl": "x",
        "venue_fr": "x",
        "venue_nl": "x",
        "at": soon,
        "host_id": by,
    }
    meeting = put(Meeting(**of_all, title_fr=canary("meeting"), state="invited"))
    put(Meeting(**of_all, title_fr="x", pk=(to_invite := uuid.uuid4())))
    for name, state in (("meeting_held", "held"), ("meeting_over", "minutes_sent")):
        made.ids[name] = put(Meeting(**of_all, title_fr="x", state=state)).pk
    of_it, of_what_is_over = {**ours, "meeting": meeting}, {**ours, "meeting_id": made.ids["meeting_over"]}
    nobody_s = put(
        Service(**ours, kind="technical", name_fr="Un service sans personne", name_nl="Een dienst zonder iemand")
    )
    point = AgendaItem(
        **of_it, position=1, title_fr=canary("agenda_item"), title_nl="x", service=nobody_s, proposed_by_id=by
    )
    promise = Promise(**of_it, words_fr=canary("promise"), words_nl="x", service=nobody_s, due_on=today)
    question = MeetingQuestion(**of_it, words=canary("meeting_question"), asked="card", asked_on=today)
    answered = MeetingQuestion(
        **of_it,
        words=canary("question_answered"),
        asked="card",
        asked_on=today,
        answer_fr="x",
        answer_nl="x",
        answered_on=today,
    )
    put(AgendaItem(**of_what_is_over, position=1, title_fr="x", title_nl="x", service=nobody_s, proposed_by_id=by))
    put(Promise(**of_what_is_over, words_fr="x", words_nl="x", service=nobody_s, due_on=today))
    put(MeetingQuestion(**of_what_is_over, words="x", asked="card", asked_on=today))
    reply = Reply(**of_it, household_id=made.hidden.household, comes=True, persons=1, said_on=today)
    order = put(Mailing(
        **ours, kind="invitation", about=meeting.pk, title_fr="x", body_fr="x", title_nl="x", body_nl="x", ordered_by_id=by,
        ordered_at=dt.datetime.now(dt.UTC), total=1,
    ))  # fmt: skip
    line = MailingLine(
        **ours,
        mailing=order,
        household_id=made.home.household,
        language="fr",
        channel="letter",
        place=1,
        due_at=order.ordered_at,
    )
    made.ids |= {
        "meeting": meeting.pk,
        "mailing": order.pk,
        "meeting_to_invite": to_invite,
        "service_of_nobody": nobody_s.pk,
    }
    parts = (point, promise, question, answered, reply, line)
    names = ("agenda_item", "promise", "meeting_question", "question_answered", "meeting_reply", "mailing_line")
    made.ids |= {name: put(row).pk for name, row in zip(names, parts, strict=True)}


# -- mutants ------------------------------------------------------------------------------------------------

REPLACEMENTS = (
    ("m.id = {table}.meeting_id", "true"),
    (" AND m.state IN ('preparing', 'invited', 'held')", ""),
    (" AND m.state IN ('preparing', 'invited')", ""),
    ("v.id = {table}.service_id AND v.organisation_id = (SELECT sec.organisation())", "v.id = {table}.service_id"),
    ("v.id = {table}.service_id AND ", ""),
    (" AND said_fr = '' AND said_nl = ''", ""),
    (" AND NOT left_out", ""),
    (" AND face_present IS NULL", ""),
    (" AND kind <> 'promised'", ""),
    ("NOT individual AND ", ""),
    (" AND answer_fr = '' AND answer_nl = ''", ""),
    (" AND asked <> 'screen'", ""),
    (" AND asked IN ('counter', 'phone')", ""),
    (" AND state = 'open'", ""),
    ("proposed_by_id = (SELECT sec.post()) AND ", ""),
    ("answered_on IS NOT NULL AND ", ""),
)


def mutant_rows(table, ids, rows):
    """Rows that somebody might try to add: right, and wrong in each respect a policy speaks of. `rows` makes them."""
    place = "(SELECT p.id FROM public.organisations_place p WHERE p.organisation_id = '%s' ORDER BY p.id LIMIT 1)"
    service = "(SELECT v.id FROM public.organisations_service v WHERE v.organisation_id = '%s' ORDER BY v.id LIMIT 1)"
    ours, theirs = place % ids["org"], place % ids["other_org"]
    given = OF_NOBODY | {
        "place": ours, "meeting": f"'{ids['meeting']}'", "service": service % ids["org"], "author": "sec.post()",
    }  # fmt: skip
    columns = COLUMNS[table]
    good = {name: [value % given if "%(" in value else value] for name, value in columns.items()}
    good |= {"id": [NOBODY_S], "organisation_id": [f"'{ids['org']}'"]}
    wrong = [{}, {"organisation_id": [f"'{ids['other_org']}'"]}]
    if "places" in columns:
        wrong += [{"places": [f"ARRAY[{ours}, {one}]"]} for one in (theirs, NOBODY_S)]
    if "meeting_id" in columns:
        wrong += [{"meeting_id": [one]} for one in (NOBODY_S, f"'{ids['meeting_held']}'", f"'{ids['meeting_over']}'")]
    if "service_id" in columns:
        wrong += [{"service_id": [one]} for one in (NOBODY_S, service % ids["other_org"])]
    if table == "meetings_agendaitem":
        wrong += [
            {"proposed_by_id": [f"'{ids['bart']}'"]}, {"said_fr": ["'x'"]}, {"said_nl": ["'x'"]}, {"left_out": ["true"]},
            {"face_present": ["true"]}, {"kind": ["'promised'"]},
        ]  # fmt: skip
    if table == "meetings_promise":
        wrong += [{"state": ["'kept'"]}]
    if table == "meetings_meetingquestion":
        wrong += [
            {"individual": ["true"]}, {"answer_fr": ["'x'"]}, {"answer_nl": ["'x'"]}, {"answered_on": ["sec.today()"]},
            {"asked": ["'screen'"]}, {"asked": ["'card'"]}, {"asked_on": ["sec.today() - 1"]},
        ]  # fmt: skip
    for one in wrong:
        yield from rows(table, **{**good, **one})


def mutant_changes(table, ids):
    """What a written row must still answer once it is changed: its places, its meeting, its department."""
    columns = COLUMNS[table]
    if "places" in columns:
        yield f"UPDATE public.{table} SET places = ARRAY[gen_random_uuid()]"
        yield (
            f"UPDATE public.{table} SET places = ARRAY[(SELECT p.id FROM public.organisations_place p"
            f" WHERE p.organisation_id = '{ids['other_org']}' ORDER BY p.id LIMIT 1)]"
        )
    if table == "meetings_meetingquestion":
        yield f"UPDATE public.{table} SET meeting_id = gen_random_uuid()"
    if "service_id" in columns:
        yield f"UPDATE public.{table} SET service_id = gen_random_uuid()"
        yield (
            f"UPDATE public.{table} SET service_id = (SELECT v.id FROM public.organisations_service v"
            f" WHERE v.organisation_id = '{ids['other_org']}' ORDER BY v.id LIMIT 1)"
        )
