"""Activities and outreach on the prepared stage, before the matrix, the adversary and the mutants: nine tables of one kind.

Each of the shared lists of this folder takes its part from here, in one line.
"""

import datetime

from palier.access.capabilities import Capability as Can
from palier.fieldwork.outreach.models import Evening, Observation
from palier.participation.activities.models import (
    Activity,
    ActivityOrigin,
    ActivitySession,
    ActivityStage,
    HouseRules,
    Idea,
    LogisticsRequest,
)
from tests.access.cast_world import World, canary
from tests.stage import put

READ_BY_THE_HOUSE = {
    "activity": Activity, "activity_stage": ActivityStage, "activity_session": ActivitySession,
    "activity_origin": ActivityOrigin, "house_rules": HouseRules,
}  # fmt: skip
OF_THE_COLLECTIVE = {**READ_BY_THE_HOUSE, "logistics_request": LogisticsRequest}
OF_THE_AGENTS = {"outreach_evening": Evening, "observation": Observation}
ALL = {**OF_THE_COLLECTIVE, "idea": Idea, **OF_THE_AGENTS}

VERBS = dict.fromkeys(ALL, "read create change")
TABLES = {name: model._meta.db_table for name, model in ALL.items()}
RULES = {
    **{(one, "read"): (model, Can.ACTIVITY_READ) for one, model in READ_BY_THE_HOUSE.items()},
    **{(one, "read"): (ALL[one], Can.ACTIVITY_WORK) for one in ("idea", "logistics_request")},
    **{(one, "change"): (ALL[one], Can.ACTIVITY_WORK) for one in (*OF_THE_COLLECTIVE, "idea")},
    **{(one, "create"): (None, Can.ACTIVITY_WORK) for one in OF_THE_COLLECTIVE},
    ("idea", "create"): (None, Can.IDEA_NOTE),
    **{(one, verb): (model, Can.OUTREACH_WORK) for one, model in OF_THE_AGENTS.items() for verb in ("read", "change")},
    **{(one, "create"): (None, Can.OUTREACH_WORK) for one in OF_THE_AGENTS},
}
PAGES = {
    ("activity", "read"): ("activity", "activity", "activity"),
    ("activity", "create"): ("activity_add", None, None),
    ("activity", "change"): ("activity_edit", "activity", "activity"),
    ("activity_stage", "read"): ("activity", "activity", "activity_stage"),
    ("activity_stage", "create"): ("stage_add", "activity", None),
    ("activity_stage", "change"): ("stage_edit", "activity_stage", "activity_stage"),
    ("activity_session", "read"): ("activity", "activity", "activity_session"),
    ("activity_session", "create"): ("activity_session_add", "activity", None),
    ("activity_session", "change"): ("activity_session_edit", "activity_session", "activity_session"),
    ("activity_origin", "read"): ("activity", "activity", "activity_origin"),
    ("activity_origin", "create"): ("origin_add", "activity", None),
    ("activity_origin", "change"): ("origin_edit", "activity_origin", "activity_origin"),
    ("house_rules", "read"): ("house_rules_sheet", "house_rules", "house_rules"),
    ("house_rules", "create"): ("house_rules_add", None, None),
    ("house_rules", "change"): ("house_rules_edit", "house_rules", "house_rules"),
    ("idea", "read"): ("ideas", None, "idea"),
    ("idea", "change"): ("idea", "idea", "idea"),
    ("logistics_request", "read"): ("logistics", None, "logistics_request"),
    ("logistics_request", "create"): ("logistics_add", None, None),
    ("logistics_request", "change"): ("logistics_edit", "logistics_request", "logistics_request"),
    ("outreach_evening", "read"): ("outreach", None, "outreach_evening"),
    ("outreach_evening", "create"): ("evening_add", None, None),
    ("outreach_evening", "change"): ("evening_edit", "outreach_evening", "outreach_evening"),
    ("observation", "read"): ("outreach", None, "observation"),
    ("observation", "create"): ("observation_add", None, None),
    ("observation", "change"): ("observation_edit", "observation", "observation"),
}
CHANGES = {
    "activity": "outcome = 'x'", "activity_stage": "limits = 'x'", "activity_session": "posters = 2",
    "activity_origin": "words = 'x'", "house_rules": "words_fr = 'x'", "idea": "answer = 'x'",
    "logistics_request": "answer = 'x'", "outreach_evening": "met = 1", "observation": "words = 'x'",
}  # fmt: skip
BLIND = {TABLES[one]: change for one, change in CHANGES.items()}
FOREIGN = {
    "activities/stages/": "activity_stage", "activities/days/": "activity_session", "activities/origins/": "activity_origin",
    "activities/": "activity", "house-rules/": "house_rules", "ideas/": "idea", "logistics/": "logistics_request",
    "outreach/evenings/": "outreach_evening", "outreach/observations/": "observation",
}  # fmt: skip
SECRETS = ("idea", "logistics_request", "outreach_evening", "observation")  # each for one kind of worker alone
THEIRS = {
    ("A10d", "other_department"): {"outreach_evening", "observation"},
    ("A10e", "same_service"): {"idea", "logistics_request"},
}

# The columns that must be filled, as SQL; of a row in a company whose id, place and activity are given.
COLUMNS = {
    "activities_activity": {
        "axis": "'collective'", "branch": "''", "kind": "'event'", "subjects": "'{}'", "categories": "'{}'",
        "approaches": "'{}'", "temporality": "'one_off'", "places": "ARRAY[%(place)s]", "partners": "'{}'",
        "title_fr": "'x'", "title_nl": "'x'", "about_fr": "''", "about_nl": "''", "starts": "sec.today()",
        "origin_words": "''", "why_together": "''", "outcome": "''", "owner_id": "%(owner)s", "version": "1",
    },
    "activities_activitystage": {
        "activity_id": "%(activity)s", "stage": "'decision'", "on": "sec.today()", "inhabitants": "'x'", "limits": "''",
        "version": "1",
    },
    "activities_activitysession": {
        "activity_id": "%(activity)s", "on": "sec.today()", "where_fr": "''", "where_nl": "''", "method": "'meeting'",
        "dwellings": "0", "posters": "0", "tenants": "0", "young": "0", "volunteers": "0", "contributions": "''",
        "version": "1",
    },
    "activities_activityorigin": {
        "activity_id": "%(activity)s", "place_id": "%(place)s", "theme": "'neighbourhood'", "observed_on": "sec.today()",
        "words": "'x'", "version": "1",
    },
    "activities_houserules": {
        "place_id": "%(place)s", "kind": "'garden'", "title_fr": "'x'", "title_nl": "'x'", "words_fr": "'x'",
        "words_nl": "'x'", "since": "sec.today()", "version": "1",
    },
    "activities_idea": {
        "place_id": "%(place)s", "words": "'x'", "asked_by": "'counter'", "asked_on": "sec.today()",
        "author_id": "%(author)s", "state": "'new'", "answer": "''", "version": "1",
    },
    "activities_logisticsrequest": {
        "partner_id": "%(partner)s", "what": "'room'", "for_on": "sec.today()", "words": "'x'", "state": "'asked'",
        "answer": "''", "version": "1",
    },
    "outreach_evening": {
        "place_id": "%(place)s", "on": "sec.today()", "starts": "'18:00'", "ends": "'20:00'", "agents": "2",
        "themes": "'{}'", "met": "9", "words": "''", "version": "1",
    },
    "outreach_observation": {
        "place_id": "%(place)s", "on": "sec.today()", "theme": "'waste'", "words": "'x'", "version": "1",
    },
}  # fmt: skip


def _names(columns: dict[str, str]) -> str:
    return ", ".join(f'"{name}"' if name == "on" else name for name in columns)


def _values(columns: dict[str, str], **given: str) -> str:
    return ", ".join(value % given if "%(" in value else value for value in columns.values())


NOBODY_S = "gen_random_uuid()"
# For the adversary: one row of each table in each company. Keys between them wait for a commit that never comes.
ROWS = {
    table: (
        f"INSERT INTO {table} (id, organisation_id, {_names(columns)}) SELECT gen_random_uuid(), org, "
        + _values(columns, place=NOBODY_S, activity=NOBODY_S, owner=NOBODY_S, author=NOBODY_S, partner=NOBODY_S)
        .replace("{", "{{")
        .replace("}", "}}")
        + " FROM orgs"
    )
    for table, columns in COLUMNS.items()
}
# For the matrix: a statement typed by hand on somebody's own connection.
INSERTS = {
    resource: f"INSERT INTO {table} (id, organisation_id, {_names(COLUMNS[table])}) VALUES (%(id)s, %(org)s, "
    + _values(
        COLUMNS[table],
        place="%(site)s",
        activity="%(activity)s",
        owner="sec.post()",
        author="sec.post()",
        partner="%(partner)s",
    )
    + ")"
    for resource, table in TABLES.items()
}


def cast(made: World) -> None:
    """An activity with its parts, what stands beside it, an evening and a thing seen: a canary in each."""
    stage, today = made.stage, made.today
    ours, site = {"organisation": stage.company}, stage.sites[0]
    activity = put(Activity(
        **ours, axis="collective", kind="event", temporality="one_off", places=[site.pk], title_fr=canary("activity"),
        title_nl="x", starts=today, owner_id=stage.people["collective"].post,
    ))  # fmt: skip
    of_it = {**ours, "activity": activity}
    stages = ActivityStage(**of_it, stage="design", on=today, inhabitants=canary("activity_stage"))
    day = ActivitySession(**of_it, on=today, method="meeting", contributions=canary("activity_session"))
    origin = ActivityOrigin(
        **of_it, place=site, theme="neighbourhood", observed_on=today, words=canary("activity_origin")
    )
    rules = HouseRules(**ours, place=site, kind="garden", title_fr="x", title_nl="x", words_fr=canary("house_rules"),
                       words_nl="x", since=today)  # fmt: skip
    idea = Idea(**ours, place=site, household_id=made.home.household, words=canary("idea"), asked_by="counter",
                asked_on=today, author_id=stage.people["bart"].post)  # fmt: skip
    need = LogisticsRequest(
        **ours, partner_id=made.ids["partner"], what="room", for_on=today, words=canary("logistics_request")
    )
    evening = Evening(**ours, place=site, on=today, starts=datetime.time(18), ends=datetime.time(20), agents=2, met=9,
                      words=canary("outreach_evening"))  # fmt: skip
    seen = Observation(**ours, place=site, on=today, theme="waste", words=canary("observation"))
    rows = dict(zip(ALL, (activity, stages, day, origin, rules, need, idea, evening, seen), strict=True))
    made.ids |= {name: row.pk if row is activity else put(row).pk for name, row in rows.items()}


# -- mutants ------------------------------------------------------------------------------------------------

REPLACEMENTS = (
    ("(SELECT sec.role()) = 'collective_social_worker'", "true"),
    ("(SELECT sec.role()) = 'proximity_agent'", "true"),
    ("p.id = {table}.place_id AND ", ""),
    ("a.id = {table}.activity_id", "true"),
    (" AND state = 'new'", ""),
    (" AND asked_on = (SELECT sec.today())", ""),
    (" AND asked_by <> 'door'", ""),
    (" AND answer = ''", ""),
    (" AND activity_id IS NULL", ""),
    (" AND answered_on IS NULL", ""),
    ("place_id IS NULL OR ", ""),
    ("ON p.id = one.id AND ", "ON "),
)


def _places(ids) -> tuple[str, str]:
    """A place of hers, and one of another company."""
    place = "(SELECT p.id FROM public.organisations_place p WHERE p.organisation_id = '%s' ORDER BY p.id LIMIT 1)"
    return place % ids["org"], place % ids["other_org"]


def mutant_rows(table, ids, rows):
    """Rows that somebody might try to add: right, and wrong in each respect a policy speaks of. `rows` makes them."""
    columns, (ours, theirs) = COLUMNS[table], _places(ids)
    given = dict(place=ours, activity=f"'{ids['activity']}'", owner="sec.post()", author="sec.post()", partner=NOBODY_S)
    good = {name: [value % given if "%(" in value else value] for name, value in columns.items()}
    good |= {"id": [NOBODY_S], "organisation_id": [f"'{ids['org']}'"]}
    wrong = [{}, {"organisation_id": [f"'{ids['other_org']}'"]}]
    wrong += [{"place_id": [theirs]}, {"place_id": [NOBODY_S]}] if "place_id" in columns else []
    wrong += [{"activity_id": [NOBODY_S]}] if "activity_id" in columns else []
    if table == "activities_activity":
        wrong += [{"places": [f"ARRAY[{ours}, {one}]"]} for one in (theirs, NOBODY_S)]
    if table == "activities_idea":
        wrong += [
            {"author_id": [f"'{ids['bart']}'"]}, {"state": ["'talking'"]}, {"asked_on": ["sec.today() - 1"]},
            {"asked_by": ["'door'"]}, {"answer": ["'x'"]}, {"activity_id": [f"'{ids['activity']}'"]},
            {"answered_on": ["sec.today()"]}, {"place_id": ["NULL"]},
        ]  # fmt: skip
    for one in wrong:
        yield from rows(table, **{**good, **one})


def mutant_changes(table, ids):
    """What a written row must still answer once it is changed: its places, its activity."""
    columns, (ours, theirs) = COLUMNS[table], _places(ids)
    if table == "activities_activityorigin":  # wrong in one respect, right in the other
        seen = f"'{ids['activity']}'"
        for activity, place in ((seen, ours), (seen, theirs), (seen, NOBODY_S), (NOBODY_S, ours)):
            yield f"UPDATE public.{table} SET activity_id = {activity}, place_id = {place}"
    if "activity_id" in columns:
        yield f"UPDATE public.{table} SET activity_id = gen_random_uuid()"
    if "place_id" in columns and table != "activities_idea":
        yield f"UPDATE public.{table} SET place_id = {theirs}"
        yield f"UPDATE public.{table} SET place_id = gen_random_uuid()"
    if "places" in columns:
        yield f"UPDATE public.{table} SET places = ARRAY[{theirs}]"
        yield f"UPDATE public.{table} SET places = ARRAY[gen_random_uuid()]"
