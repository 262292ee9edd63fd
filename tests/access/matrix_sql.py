"""The third layer of the matrix: for each cell, a statement typed by hand on that actor's own connection."""

import datetime

from tests.access import of_activities, of_meetings
from tests.access.cast import canary, fresh_id, world
from tests.access.matrix_cells import TABLES, Cell

SEALED = (
    "E'\\x02' || gen_random_uuid() || ':1:eA=='"  # as a hand-written statement would have to write a reinforced row
)
CHANGES = {
    "request": "state = 'taken'",
    "case": "domain = 'family'",
    **{f"contact_{tier}": "facts = 'x'" for tier in ("team", "pair", "author")},
    "contact_reinforced": f"facts = {SEALED}",
    "confidence_team": "text = 'x'",
    "confidence_reinforced": f"text = {SEALED}",
    "analysis": "text = 'x'",
    "step": "state = 'under_way'",
    "desk_word": "text = 'x'",
    "known_team": "custody = 'x'",
    "known_reinforced": f"custody = {SEALED}",
    "network_team": "function = 'x'",
    "network_reinforced": f"function = {SEALED}",
    "team": "valid = daterange(lower(valid), sec.today())",
    "emergency": "reviewed_at = sec.now(), reviewed_by_id = sec.post(), outcome = 'founded'",
    "signal_to_service": "state = 'seen'",
    "signal_to_post": "state = 'seen'",
    "draft": "saved_at = now()",
    "appointment": "agreed = 'x'",
    "feed": "withdrawn_at = now()",
    "welcome": "met_on = sec.today()",
    "handover": "inbox = false",
    "handover_note": "stands = 'x'",
    "kept_back": "standing = false",
    "right_seen": "seen_on = sec.today()",
    "referral": "next_day = sec.today()",
    "procedure": "monthly_rent = 500",
    "procedure_fact": "amount = 1",
    "table_line": "state = 'answered'",
    "transfer": "near = 'x'",
    "transfer_move": "help_done = '{movers}'",
    "referral_link": "unseen = false",
    "prevention": "causes = '{}'",
    "signed_act": "line = NULL",
    "brought_team": "reply = NULL",
    "story": "text = 'x'",
    "interpreter_service": "checked_on = sec.today()",
    "interpreter_colleague": "withdrawn_on = sec.today()",
    "partner": "url = 'x'",
    "partner_service": "hours = 'x'",
    "partner_contact": "function = 'x'",
    "motive": "answer_fr = 'x'",
    "intervention": "delicate = true",
    "passage_visit": "photos = '{}'",
    "agreement": "covers = 'x'",
    **of_activities.CHANGES,
    **of_meetings.CHANGES,
    "partnership_step": "agreed = 'x'",
    "brought_reinforced": "reply = NULL",
    "arrival": "state = 'left_unseen'",
    "access_code": "withdrawn_at = now()",
    "data_request": "answer = 'x'",
    "data_decision": "words = 'x', decided_by_id = sec.post()",
    "template": "state = 'former'",
    "topic": "ended_on = sec.today()",
    "round_shift": "note = 'x'",
    "letter": "to_explain = true",
    "letter_batch": "stopped = true",
    "letter_line": "state = 'waiting'",
    "dispatch": "due_at = now()",
    "document_team": "name = 'x'",
    "document_reinforced": f"name = {SEALED}",
}


# Read, agreed and ended through the closed functions of the database: the role writes none of these rows itself.
SAFETY = {
    ("safety", "read"): "SELECT 1 FROM sec.safety_at(ARRAY[%s]) WHERE what = '{ring_and_wait}'",
    ("protected_safety", "read"): "SELECT 1 FROM sec.safety_at(ARRAY[%s])",
    ("safety", "change"): "SELECT 1 WHERE sec.end_safety(%s, 1)",
    ("safety_proposal", "change"): "SELECT 1 WHERE sec.agree_safety(%s, 1)",
}
CLOSED = {  # as above
    ("question", "change"): "SELECT 1 WHERE sec.answer_question(%s, 'call_me', NULL)",
    ("disclosure", "change"): "SELECT 1 WHERE sec.tell_disclosure(%s, sec.today(), 1)",
    ("disclosure", "oversee"): "SELECT 1 FROM sec.disclosures_overseen(100) WHERE id = %s",
    ("disclosure_asked", "change"): "SELECT 1 WHERE sec.answer_disclosure(%s, 'agreed', 1)",
    ("double", "change"): "SELECT 1 WHERE sec.tell_apart(%s)",
    ("merging", "change"): "SELECT 1 WHERE sec.agree_merge(%s)",
}
AT_HOME = {"safety": "household", "protected_safety": "hidden_household"}


def statement(cell: Cell):
    made = world()
    table = TABLES.get(cell.resource)
    if cell.verb == "delete":
        return f"DELETE FROM {table} WHERE id = %s", [made.ids[cell.resource]]
    if (cell.resource, cell.verb) == ("safe_contact", "change"):
        return "SELECT 1 WHERE sec.agree_safe_contact(%s, 'x')", [made.ids["person"]]
    if cell.resource == "copy_kept_back":
        if cell.verb == "read":
            return "SELECT 1 FROM sec.kept_back() WHERE id = %s", [made.ids["copy_kept_back"]]
        return "SELECT 1 WHERE sec.confirm_kept_back(%s, 1, 'x')", [made.ids["copy_kept_back"]]
    if (cell.resource, cell.verb) in CLOSED:
        return CLOSED[cell.resource, cell.verb], [made.ids[cell.resource]]
    if cell.resource == "own_file":
        return "SELECT 1 FROM sec.about_me()", []
    if cell.resource == "interpreting_time" and cell.verb != "delete":
        if cell.verb == "read":
            return "SELECT 1 FROM sec.interpreting_year(sec.today() - 40, sec.today()) WHERE minutes >= %s", [70]
        return "SELECT 1 WHERE sec.note_interpreting('so', 10, 0) AND sec.organisation() = %s", [made.stage.company.pk]
    if cell.resource == "table_late":  # numbers, 0 too; everybody else's answer is of nothing
        return "SELECT 1 FROM sec.table_overdue() WHERE owed + awaited > 0", []
    if cell.verb == "count":
        return "SELECT 1 WHERE sec.safety_count() > 0", []
    if (cell.resource, cell.verb) in SAFETY:
        whose = AT_HOME[cell.resource] if cell.verb == "read" else cell.resource
        return SAFETY[cell.resource, cell.verb], [made.ids[whose]]
    if cell.resource == "finding":
        if cell.verb == "read":
            return "SELECT 1 FROM sec.findings(9) WHERE id = %s", [made.ids["finding"]]
        return "SELECT 1 WHERE sec.answer_finding(%s, 'x')", [made.ids["finding"]]
    if cell.resource == "crossing_report":
        return "SELECT 1 FROM sec.crossing_reports(%s, 9) WHERE signature = 'x'", [
            made.today - datetime.timedelta(days=1)
        ]
    if cell.resource in {"support_request", "support_asking"}:
        return _of_support(cell)
    if (cell.resource, cell.verb) in OF_THE_CELL:
        return _of_the_cell(cell)
    if cell.resource in PAIRS:
        return _of_a_pair(cell)
    if (cell.resource, cell.verb) in (by_function := of_meetings.by_function(made)):
        return by_function[cell.resource, cell.verb]
    if cell.resource == "asked":
        if cell.verb == "read":
            return "SELECT 1 FROM sec.asked_counts()", []
        return "SELECT 1 WHERE sec.note_asked(gen_random_uuid(), 'police') AND sec.organisation() = %s", [
            made.stage.company.pk
        ]
    if cell.resource == "purge":
        return _of_purge(cell)
    if cell.resource == "hold":
        if cell.verb == "change":
            return "SELECT 1 WHERE sec.lift_hold(%s)", [made.ids["hold"]]
        there = "sec.place_hold(gen_random_uuid(), gen_random_uuid(), NULL, 'x')"
        return f"SELECT 1 WHERE {there} AND sec.organisation() = %s", [made.stage.company.pk]
    if cell.resource == "post_proposal":
        return "SELECT 1 WHERE sec.decide_post(%s, true)", [made.ids["post_proposal"]]
    if cell.resource == "canvas":
        if cell.verb == "change":
            return "SELECT 1 WHERE sec.decide_canvas(%s, true)", [made.ids["canvas"]]
        there = "sec.propose_canvas(gen_random_uuid(), sec.today(), ARRAY[5], ARRAY['call'], 'x')"
        return f"SELECT 1 WHERE {there} AND sec.organisation() = %s", [made.stage.company.pk]
    if cell.resource == "term":
        return "SELECT 1 WHERE sec.decide_term(%s, true, 'x')", [made.ids["term"]]
    if cell.verb == "show":
        return "SELECT 1 WHERE sec.show_national_number(%s, 'lease') IS NOT NULL", [made.ids["person"]]
    if cell.resource == "household" and cell.verb == "read":  # the record: who is declared; the row itself is a name
        return "SELECT 1 FROM people_householdmember WHERE household_id = %s", [made.ids["household"]]
    if cell.resource == "protected_lease" and cell.verb == "change":
        if cell.actor == "A15":
            return "UPDATE housing_lease SET protected = false WHERE id = %s AND protected RETURNING NOT protected", [
                made.hidden.lease
            ]
        return "SELECT 1 WHERE sec.protect_address(%s, false)", [made.hidden.persons[0]]
    if cell.verb == "search":
        return _search(cell)
    if cell.verb == "create":
        return _insert(cell)
    if cell.verb == "change":
        return f"UPDATE {table} SET {CHANGES[cell.resource]} WHERE id = %s", [made.ids[cell.resource]]
    return f"SELECT 1 FROM {table} WHERE id = %s", [made.ids[cell.resource]]


def _of_support(cell: Cell):
    """Both sides are closed functions: the worker's reads by her post, the cell's by its organisation."""
    made, pk = world(), [world().ids[cell.resource]]
    if cell.resource == "support_asking":
        if cell.verb == "read":
            return "SELECT 1 FROM sec.my_support_requests() WHERE id = %s", pk
        return "SELECT 1 WHERE sec.forget_fears(%s)", pk
    if cell.verb == "read":
        both = "SELECT id FROM sec.support_queue() UNION SELECT request FROM sec.my_support_requests()"
        return f"SELECT 1 FROM ({both}) q WHERE id = %s", pk
    if cell.verb == "change":
        return "SELECT 1 WHERE sec.close_support_request(%s, 1)", pk
    asks = "sec.ask_for_support(gen_random_uuid(), gen_random_uuid(), %s, NULL, 'no_contact', '{}', 'x', '', false, sec.today(), '')"
    return f"SELECT 1 WHERE sec.organisation() = %s AND {asks}", [made.stage.company.pk, made.stage.company.pk]


OF_THE_CELL = {
    ("support_intake", "read"): "SELECT 1 FROM sec.support_caller(%s)",
    ("support_intake", "create"): "SELECT 1 WHERE sec.take_support_intake(gen_random_uuid(), gen_random_uuid(), gen_random_uuid(),"
    f" 'general_practitioner', NULL, true, 'no_contact', '{{}}', 'x', '', false, sec.today(), {SEALED}, '', '', '')",
    ("support_intake", "change"): "SELECT 1 WHERE sec.forget_caller_fears(%s)",
    ("presentation", "read"): "SELECT 1 FROM sec.presentations() WHERE id = %s",
    ("presentation", "create"): "SELECT 1 WHERE sec.keep_presentation(gen_random_uuid(), sec.today(), 'colloquium', NULL, 'x',"
    " NULL, '', 0)",
    ("presentation", "change"): "SELECT 1 WHERE sec.keep_presentation(%s, sec.today(), 'colloquium', NULL, 'x', NULL, '', 1)",
    ("funding", "read"): "SELECT 1 FROM sec.funding_periods() WHERE id = %s",
    ("funding", "create"): "SELECT 1 WHERE sec.keep_funding(gen_random_uuid(), sec.today(), NULL, 'x', '', NULL, true, NULL, 0)",
    ("funding", "change"): "SELECT 1 WHERE sec.keep_funding(%s, sec.today(), NULL, 'x', '', NULL, true, NULL, 1)",
    ("partnership_note", "read"): "SELECT 1 FROM sec.partnership_notes() WHERE id = %s",
    ("partnership_note", "create"): "SELECT 1 WHERE sec.add_partnership_note(gen_random_uuid(), sec.today(), 'suspended', 'x')",
    ("frozen_year", "read"): "SELECT 1 FROM sec.frozen_support_years() WHERE id = %s",
    ("frozen_year", "create"): "SELECT 1 WHERE sec.freeze_support_year(gen_random_uuid(), 1999, '{}')",
    ("support_year", "read"): "SELECT 1 FROM sec.support_year(sec.today() - 40, sec.today())",
    ("support_count", "read"): "SELECT 1 FROM sec.support_asked_here()",
}  # fmt: skip


def _of_the_cell(cell: Cell):
    """Calls, and what carries the cell: closed functions all of them, each of one's own organisation."""
    text, made = OF_THE_CELL[cell.resource, cell.verb], world()
    if "%s" in text:
        return text, [made.ids["phoned" if cell.resource == "support_intake" else cell.resource]]
    return f"{text} {'AND' if ' WHERE ' in text else 'WHERE'} sec.organisation() = %s", [made.stage.company.pk]


PAIRS = {"support_opening", "support_second", "pair_declaration", "pair_note", "after_contact"}


def _of_a_pair(cell: Cell):
    """Closed functions on both sides: by the post that asked, by the two of the pair, by the second head."""
    made = world()
    ids = {
        name: made.ids[name] for name in ("paired", "asking_of_paired", "asking_of_paired_without_door", cell.resource)
    }
    ids |= {"pk": made.ids[cell.resource], "fresh": fresh_id()}
    door = (
        "jsonb_build_object('id', %(fresh)s::uuid, 'subject_id', gen_random_uuid(), 'door', 'accord', 'name', "
        f"{SEALED}, 'address', '', 'reach', '', 'given_on', sec.today(), 'how', 'orally', 'language', '', 'parts', "
        "jsonb_build_array('name'), 'may_take_back', true, 'who_named', false, 'may_refuse', false, 'answer', '', 'her_words', '',"
        " 'feared', '', 'not_otherwise', '', 'not_told', '')"
    )
    note = (
        "jsonb_build_object('id', %(fresh)s::uuid, 'subject_id', coalesce(sec.seal_of_notes(%(paired)s), gen_random_uuid()),"
        f" 'kind', 'hypothesis', 'words', {SEALED}, 'detail', '', 'seen_at', '', 'sectors', jsonb_build_array(), 'state', '',"
        " 'shared', false)"
    )
    after = (
        f"jsonb_build_object('id', %(fresh)s::uuid, 'subject_id', gen_random_uuid(), 'name', {SEALED}, 'reach', {SEALED},"
        " 'words', '', 'given_on', sec.today(), 'how', 'orally', 'language', '')"
    )
    texts = {
        ("support_opening", "read"): "SELECT 1 FROM (SELECT id FROM sec.my_doors(%(asking_of_paired)s) UNION"
        " SELECT opening FROM sec.pair_of(%(paired)s)) q WHERE id = %(pk)s",
        (
            "support_opening",
            "create",
        ): f"SELECT 1 WHERE sec.open_door(%(asking_of_paired_without_door)s, {door}) = 'opened'",
        ("support_opening", "change"): "SELECT 1 WHERE sec.shut_door(%(pk)s) IS NOT NULL",
        ("support_second", "read"): "SELECT 1 FROM sec.seconds_of_doors() WHERE id = %(pk)s",
        ("support_second", "change"): "SELECT 1 FROM sec.answer_door(%(pk)s, true)",
        ("pair_declaration", "create"): "SELECT 1 WHERE sec.declare_unknown(%(paired)s)",
        ("pair_note", "read"): "SELECT 1 FROM (SELECT id FROM sec.pair_notes(%(paired)s) UNION"
        " SELECT id FROM sec.shared_notes(%(asking_of_paired)s)) q WHERE id = %(pk)s",
        ("pair_note", "create"): f"SELECT 1 WHERE sec.keep_pair_note(%(paired)s, {note})",
        ("pair_note", "change"): "SELECT 1 WHERE sec.share_pair_note(%(pk)s, true)",
        ("after_contact", "read"): "SELECT 1 FROM sec.after_contacts() WHERE id = %(pk)s",
        ("after_contact", "create"): f"SELECT 1 WHERE sec.keep_after_contact(%(paired)s, {after})",
        ("after_contact", "change"): "SELECT 1 WHERE sec.renew_after_contact(%(pk)s, sec.today(), 'orally')",
    }
    return texts[cell.resource, cell.verb], ids


def _of_purge(cell: Cell):
    """Asked, taken back and decided through the closed functions; read by who asked and by the officer."""
    made, pk = world(), [world().ids["purge"]]
    if cell.verb == "create":
        text = "SELECT 1 WHERE sec.ask_purge(gen_random_uuid(), 'contact', %s, 'wrong_file')"
        return text, [made.ids["contact_team"]]
    if cell.verb == "read":
        both = "SELECT id FROM sec.my_purges() UNION SELECT id FROM sec.purges()"
        return f"SELECT 1 FROM ({both}) p WHERE id = %s", pk
    return f"SELECT 1 WHERE {'sec.take_back_purge(%s)' if cell.verb == 'change' else 'sec.purge(%s) IS NOT NULL'}", pk


def _search(cell: Cell):
    made = world()
    if cell.resource in {"person", "household"}:
        return (
            "SELECT 1 FROM sec.find_people((SELECT 'exemple'), '', 200) f WHERE f.household = %s",
            [made.home.household],
        )
    if cell.resource in {"lease", "protected_lease"}:
        home = made.home if cell.resource == "lease" else made.hidden
        return "SELECT 1 FROM sec.find_addresses('avenue du brouillon', 100) WHERE household = %s", [home.household]
    what = "letter" if cell.resource == "letter" else cell.resource.partition("_")[0]
    return f"SELECT 1 FROM sec.find_{what}s(%s, 50) WHERE {what} = %s", [
        canary(cell.resource),
        made.ids[cell.resource],
    ]


def _insert(cell: Cell):
    made, me = world(), "sec.post()"
    ids = {
        "id": fresh_id(), "org": made.stage.company.pk, "subject": made.subject, "case": made.case, "today": made.today,
        "household": made.home.household, "inbox": made.stage.people["amina"].post, "contact": made.ids["contact_team"],
        "person": made.home.persons[0], "other": made.hidden.persons[1], "service": made.stage.service.pk,
        "bart": made.stage.people["bart"].post, "venue": made.ids["venue"], "lease": made.hidden.lease, "hash": fresh_id().bytes,
        "asked": made.ids["data_request"],
        "colleague": made.stage.people["dries"].post,
        "letter": made.ids["letter"],
        "bound_contact": made.ids["bound_contact"],
        "transfer": made.ids["transfer"],
        **{name: made.ids[name] for name in ("motive", "intervention", "site")},
        "procedure": made.ids["procedure"], "other_household": made.hidden.household,
        "linkless": made.ids["linkless"],
        "social": made.stage.service.pk, "accounts": made.ids["accounts_service"], "line": made.ids["table_line"],
        "budget": made.ids["budget"],
        "batch": made.ids["letter_batch"],
        "partner": made.ids["partner"], "partner_service": made.ids["partner_service"],
        "activity": made.ids["activity"],
        "meeting": made.ids["meeting"],
        "round": made.ids["round_plan"], "round_asked": made.ids["round_asked"], "ground": made.stage.buildings[0].pk,
        "pair": made.ids["other_double"], "other_line": made.home.persons[1],
    }  # fmt: skip
    base, values = "id, organisation_id, subject_id, author_id", f"%(id)s, %(org)s, %(subject)s, {me}"
    inbox = f"%(id)s, %(org)s, %(inbox)s, {me}"
    empty = "confided_by, concerns"
    texts = {
        "request": f"INSERT INTO cases_request ({base}, {empty}, requester_kind, no_demand, domain, channel, text,"
        f" state) VALUES ({inbox}, '{{}}', '{{}}', '', false, '', '', 'x', 'waiting')",
        "case": "INSERT INTO cases_case (id, organisation_id, subject_id, household_id, concerns, agreed_by, agreed_on,"
        " opened_on, domain, goals, own_words, outcome, version) SELECT %(id)s, %(org)s, s.id,"
        " %(household)s, '{}', '{}', %(today)s, %(today)s, '', '{}', '', '', 1"
        " FROM access_subject s WHERE s.id = nullif(current_setting('palier.made', true), '')::uuid",
        "contact": f"INSERT INTO cases_contact ({base}, {empty}, case_id, who, at, channel, result, domain, facts,"
        f" tier, version) VALUES ({values}, '{{}}', '{{}}', %(case)s, '', now(), '', '', '', 'x', 'team', 1)",
        "analysis": f'INSERT INTO cases_analysis ({base}, case_id, "on", text, accompaniment_type)'
        f" VALUES ({values}, %(case)s, %(today)s, 'x', '')",
        "step": f"INSERT INTO cases_step ({base}, {empty}, case_id, text, goal, call_back, state, version)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, 'x', '', false, 'planned', 1)",
        "desk_word": f"INSERT INTO cases_deskword ({base}, household_id, text, until)"
        f" VALUES ({inbox}, %(household)s, 'x', %(today)s)",
        "known": f"INSERT INTO cases_knownmember ({base}, {empty}, case_id, name, tie, custody, trusted, own_words, tier,"
        f" version) VALUES ({values}, '{{}}', '{{}}', %(case)s, 'x', '', '', false, '', 'team', 1)",
        "network": f"INSERT INTO network_networktie ({base}, {empty}, case_id, circle, name, function, tie, lives, strength,"
        f" tier, version) VALUES ({values}, '{{}}', '{{}}', %(case)s, 'primary', 'x', '', '', '', '', 'team', 1)",
        "team": "INSERT INTO access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason)"
        f" VALUES (%(id)s, %(subject)s, %(bart)s, 'colleague', daterange(%(today)s, NULL), {me}, 'x')",
        "emergency": "INSERT INTO access_emergencyaccess (id, organisation_id, subject_id, person, post_id, ground,"
        f" reason, opened_at, until, outcome) VALUES (%(id)s, %(org)s, %(inbox)s, %(person)s, {me}, 'danger_to_life',"
        " repeat('x', 40), sec.now(), sec.now() + interval '4 hours', '')",
        "signal": "INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id,"
        f" theme, text, state) VALUES (%(id)s, %(org)s, sec.service(), {me}, %(service)s, 'worry', '', 'sent')",
        "appointment": f"INSERT INTO calendar_appointment ({base}, {empty}, worker_id, who, kind, span, purpose,"
        f" interpreter, notice, state, agreed, version) VALUES ({values}, '{{}}', '{{}}', {me}, '', 'office',"
        " tstzrange(now() + interval '99 days', now() + interval '100 days'), '', '', '', 'planned', '', 1)",
        "feed": "INSERT INTO calendar_calendarfeed (id, organisation_id, post_id, kind, secret_hash)"
        f" VALUES (%(id)s, %(org)s, {me}, 'worker', %(hash)s)",
        "session": "SELECT 1 WHERE sec.keep_series(%(id)s, 'drop_in', %(venue)s, '', '{1}'::smallint[], 1::smallint,"
        " '09:00', '10:00', daterange(%(today)s, NULL))",
        "arrival": "INSERT INTO waiting_arrival (id, organisation_id, venue_id, who, looks, language, interpreter, state,"
        f" noted, author_id, version) VALUES (%(id)s, %(org)s, %(venue)s, '', '', '', false, 'waiting', false, {me}, 1)",
        "welcome": f"INSERT INTO welcomes_welcome ({base}, household_id, lease_id, way, told, off_my_list, ends_on, version)"
        f" VALUES ({inbox}, %(household)s, %(lease)s, '', '{{}}', false, %(today)s, 1)",
        "safety": "SELECT 1 WHERE sec.propose_safety(%(id)s, %(household)s, '{dog}', '', %(colleague)s, %(today)s, %(today)s,"
        " '', 'un fait', %(today)s) = 'made'",
        "question": "INSERT INTO signals_signal (id, organisation_id, origin_service_id, author_id, recipient_service_id,"
        f" recipient_post_id, household_id, theme, text, state) SELECT %(id)s, %(org)s, sec.service(), {me}, sec.service(),"
        " sec.asked_for(%(household)s), %(household)s, 'colleague_question', 'x', 'sent'"
        " WHERE sec.asked_for(%(household)s) IS NOT NULL",
        "merging": "SELECT 1 WHERE sec.propose_merge(%(id)s, %(pair)s, %(other_line)s) = 'asked'",
        "handover": "INSERT INTO handovers_handover (id, organisation_id, from_post_id, to_post_id, starts, overlap_ends,"
        f" everything, inbox, places, state, author_id, version) VALUES (%(id)s, %(org)s, {me}, CASE WHEN {me} = %(bart)s THEN"
        f" %(inbox)s ELSE %(bart)s END, %(today)s, %(today)s, false, true, false, 'preparing', {me}, 1)"
        if cell.actor != "A7"
        else "SELECT sec.open_handover(%(inbox)s, %(bart)s, %(today)s, %(today)s, true, false)",
        "right_seen": f"INSERT INTO entitlements_rightseen ({base}, household_id, person_id, question, seen_on, ends_on)"
        f" VALUES ({inbox}, %(household)s, %(person)s, 'heating_fund', %(today)s, %(today)s)",
        "interpreter_service": "INSERT INTO interpreting_interpreterservice (id, organisation_id, name, phone, languages, hours,"
        " on_the_spot, source, checked_on) VALUES (%(id)s, %(org)s, 'x', 'x', '{}', '', false, 'x', %(today)s)",
        "interpreter_colleague": "INSERT INTO interpreting_colleaguelanguage (id, organisation_id, post_id, language, agreed_on)"
        f" VALUES (%(id)s, %(org)s, {me}, 'so', %(today)s)",
        "referral": f"INSERT INTO referrals_referral ({base}, {empty}, case_id, household_id, contact_id, name, need, parts, way,"
        " agreed, agreed_on, sent_on, needed, state, why, version)"
        f" VALUES ({values}, '{{}}', ARRAY[%(person)s::uuid], %(case)s, %(household)s, %(bound_contact)s, 'x', 'x', '{{}}', 'carried',"
        " 'said_aloud', %(today)s, %(today)s, true, 'sent', '', 1)",
        # A department begins from its own end, everybody else from the social one.
        "table_line": "INSERT INTO interservice_line (id, organisation_id, household_id, origin_service_id, recipient_service_id,"
        " direction, author_id, owner_id, kind, spot, text, due_on, state, version) SELECT %(id)s, %(org)s, %(household)s, o, r, d,"
        f" {me}, w, k, '', t, %(today)s, 'open', 1 FROM (VALUES (true, %(accounts)s::uuid, %(social)s::uuid, 'to_social',"
        " 'account', 'x', sec.assigned_worker(%(household)s)), (false, %(social)s, %(accounts)s, 'from_social', 'call_back', '',"
        " NULL)) AS v(told, o, r, d, k, t, w) WHERE told = (sec.role() IN ('accounts', 'transfers', 'technical'))",
        "table_answer": "INSERT INTO interservice_answer (id, organisation_id, line_id, household_id, author_id, from_social,"
        f" reply, text) SELECT %(id)s, %(org)s, %(line)s, %(household)s, {me},"
        " sec.role() NOT IN ('accounts', 'transfers', 'technical'), 'call_back', ''",
        "table_act": "INSERT INTO interservice_line (id, organisation_id, household_id, origin_service_id, recipient_service_id,"
        " direction, author_id, kind, spot, text, due_on, state, version, signed_on) VALUES (%(id)s, %(org)s, %(household)s,"
        f" %(social)s, %(accounts)s, 'from_social', {me}, 'amount_contested', '', '', %(today)s, 'open', 1, %(today)s)",
        "disclosure": f"INSERT INTO disclosures_disclosure ({base}, {empty}, case_id, household_id, name, ground, answers, said,"
        " authority, to_whom, second_id, second_answer, called, not_told, version)"
        f" VALUES ({values}, '{{}}', ARRAY[%(person)s::uuid], %(case)s, %(household)s, 'x', 'law',"
        """ '{"which_law": "x", "what_it_obliges": "x"}', 'x', 'court', '', %(colleague)s, '', false, 'not_reached', 1)""",
        "procedure": "INSERT INTO procedure_procedure (id, organisation_id, household_id, author_id, begun_on, outcome, version)"
        f" VALUES (%(id)s, %(org)s, %(other_household)s, {me}, %(today)s, '', 1)",
        "procedure_fact": "INSERT INTO procedure_fact (id, organisation_id, household_id, procedure_id, author_id, kind, day,"
        " exception, remark, struck, version)"
        f" VALUES (%(id)s, %(org)s, %(household)s, %(procedure)s, {me}, 'reminder', %(today)s, '', 'x', false, 1)",
        "transfer": "INSERT INTO transfers_transferrequest (id, organisation_id, household_id, author_id, kind, asked_on, declared_by,"
        f" needs, near, sites, communes, outcome, version) VALUES (%(id)s, %(org)s, %(other_household)s, {me}, 'voluntary', %(today)s,"
        " '{}', '{}', '', '{}', '{}', '', 1)",
        "transfer_agreement": "INSERT INTO transfers_stepagreement (id, organisation_id, household_id, request_id, author_id, step,"
        f" given, \"on\") VALUES (%(id)s, %(org)s, %(household)s, %(transfer)s, {me}, 'visit', true, %(today)s)",
        "transfer_round": "INSERT INTO transfers_round (id, organisation_id, author_id, between, state, candidates, possible, optimal,"
        f" left_out) VALUES (%(id)s, %(org)s, {me}, false, 'waiting', 0, 0, false, '{{}}')",
        "referral_link": f"INSERT INTO referrals_referrallink ({base}, referral_id, site, code_way, codes, tries, opened, questions,"
        " replies, unseen, due, sends)"
        f" VALUES ({values}, %(linkless)s, 'x', 'told', 0, 0, '{{}}', '{{}}', '{{}}', false, '', 0)",
        "prevention": f"INSERT INTO prevention_prevention ({base}, {empty}, case_id, household_id, begun_on, causes, own_words, at_stake,"
        " outcome, ended_on, version)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, %(household)s, %(today)s, '{{}}', '', '{{}}', 'kept', %(today)s, 1)",
        "budget": f"INSERT INTO prevention_budget ({base}, {empty}, case_id, month, persons)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, date_trunc('month', %(today)s::date), 1)",
        "budget_line": f"INSERT INTO prevention_budgetline ({base}, {empty}, case_id, budget_id, kind, label, words, amount, period,"
        " creditor, place)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, %(budget)s, 'income', 'wages', '', 1, 'month', '', 0)",
        "plan_draft": f"INSERT INTO prevention_plandraft ({base}, {empty}, case_id, balance, is_landlords, amount, day, months, first)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, 1, false, 1, 1, 1, %(today)s)",
        "signed_act": f"INSERT INTO prevention_signedact ({base}, {empty}, case_id, household_id, act, signed_by, version)"
        f" VALUES ({values}, '{{}}', '{{}}', %(case)s, %(household)s, 'amount_contested', '{{}}', 1)",
        "brought": f"INSERT INTO mail_bag_broughtletter ({base}, {empty}, household_id, contact, kind, sender, sort, tier, ends_on)"
        f" VALUES ({values}, '{{}}', '{{}}', %(household)s, %(contact)s, 'school', '', '', 'team', %(today)s)",
        "document": f"INSERT INTO documents_document ({base}, {empty}, name, kind, size, sha256, taken_out, tier, version)"
        f" VALUES ({values}, '{{}}', '{{}}', 'x.txt', 'text', 1, %(hash)s, '{{}}', 'team', 1)",
        "photo_code": "INSERT INTO documents_photocode (id, organisation_id, subject_id, author_id, persons, code_hash, ends_at,"
        f" arrived) VALUES ({values}, '{{}}', %(hash)s, sec.now() + interval '1 minute', 0)",
        "access_code": "INSERT INTO access_codes_accesscode (id, organisation_id, person_id, level, code_hash, given_by_id,"
        f" given_at, ends_on) VALUES (%(id)s, %(org)s, %(person)s, 2, %(hash)s, {me}, now(), %(today)s)",
        "data_request": "SELECT 1 WHERE sec.ask_about_data(%(id)s, %(person)s, 'copy', '') > 0",
        "data_decision": "INSERT INTO data_requests_datadecision (id, organisation_id, subject_id, data_request_id, item, kind,"
        f" decision, words, motive, reason, decided_by_id) VALUES (%(id)s, %(org)s, %(inbox)s, %(asked)s, %(id)s, 'step',"
        f" 'give', '', '', '', {me})",
        "partner": "INSERT INTO partners_partnerorganisation (id, organisation_id, name_fr, name_nl, kind, level, url, version)"
        " VALUES (%(id)s, %(org)s, 'x', 'x', 'association', 'local', '', 1)",
        "partner_service": "INSERT INTO partners_partnerservice (id, organisation_id, partner_id, kind, name_fr, name_nl,"
        " description_fr, description_nl, domains, eligibility, area, languages, hours, phone, email, address, capacity,"
        " bound_by_secrecy, secrecy_ground, same_mission, search_key, version) VALUES (%(id)s, %(org)s, %(partner)s,"
        " 'association', 'x', 'x', '', '', '{}', '', '{}', '{}', '', '', '', '', 'unknown', 'unknown', '', false, 'x', 1)",
        "partner_contact": "INSERT INTO partners_partnercontact (id, organisation_id, service_id, first_name, last_name,"
        " function, phone, email, version) VALUES (%(id)s, %(org)s, %(partner_service)s, 'x', 'x', 'x', '', '', 1)",
        "agreement": "INSERT INTO partners_agreement (id, organisation_id, partner_id, title, parties, covers, starts, version)"
        " VALUES (%(id)s, %(org)s, %(partner)s, 'x', '[]', '', %(today)s, 1)",
        "partnership_step": 'INSERT INTO partners_partnershipstep (id, organisation_id, partner_id, "on", kind, purpose, domain,'
        f" agreed, post_id, withdrawn, version) VALUES (%(id)s, %(org)s, %(partner)s, %(today)s, 'call', 'bridge', '', 'x', {me},"
        " false, 1)",
        **of_activities.INSERTS,
        **of_meetings.INSERTS,
        "verification": 'INSERT INTO partners_verification (id, organisation_id, service_id, post_id, "on")'
        f" VALUES (%(id)s, %(org)s, %(partner_service)s, {me}, %(today)s)",
        "motive": "INSERT INTO interventions_motive (id, organisation_id, code, name_fr, name_nl, importance, hours, minutes, by_two,"
        " delicate, answer_fr, answer_nl, version) VALUES (%(id)s, %(org)s, 'other', %(id)s::text, 'x', 3, 72, 15, false, false,"
        " '', '', 1)",
        "intervention": "INSERT INTO interventions_intervention (id, organisation_id, motive_id, place_id, part, spot, words, origin,"
        " asked_by, author_id, received_at, importance, delicate, by_two, minutes, due_at, state, sentence, version)"
        f" VALUES (%(id)s, %(org)s, %(motive)s, %(site)s, '', '', 'x', 'staff', 'screen', {me}, now(), 3, false, false, 15, now(),"
        " 'waiting', '', 1)",
        "passage_visit": "INSERT INTO interventions_visit (id, organisation_id, intervention_id, agent_id, at, outcome, seen, done,"
        f" words, agreed, met, her_words, photos, received_at) VALUES (%(id)s, %(org)s, %(intervention)s, {me}, now(), 'noted',"
        " '{}', '{}', 'x', '', false, '', '{}', now())",
        "round_shift": "INSERT INTO rounds_shift (id, organisation_id, post_id, day, starts, ends, mode, starts_at_id, note)"
        f" VALUES (%(id)s, %(org)s, {me}, %(today)s + 40, '10:00', '11:00', 'foot', %(ground)s, '')",
        "round_plan": "INSERT INTO rounds_round (id, organisation_id, day, version, author_id, planned_at, stopped_because)"
        f" VALUES (%(id)s, %(org)s, %(today)s, 99, {me}, sec.now(), 'steps')",
        "round_stop": "INSERT INTO rounds_stop (id, organisation_id, round_id, post_id, position, kind, intervention_id, arrives,"
        f" leaves, walk_minutes, why) VALUES (%(id)s, %(org)s, %(round)s, {me}, 9, 'visit', %(round_asked)s, '10:00', '10:10', 1, '{{}}')",
        "round_left_out": "INSERT INTO rounds_leftout (id, organisation_id, round_id, intervention_id, reason)"
        " VALUES (%(id)s, %(org)s, %(round)s, %(round_asked)s, 'day_is_full')",
        "offline_key": "INSERT INTO rounds_offlinekey (id, organisation_id, post_id, day, salt, ends_at)"
        f" VALUES (%(id)s, %(org)s, {me}, %(today)s + 40, %(hash)s, sec.now())",
        "door_help": "SELECT 1 WHERE sec.ask_for_help(%(id)s, 'x')",
        "topic": "INSERT INTO cases_topic (id, organisation_id, domain, name_fr, name_nl)"
        " VALUES (%(id)s, %(org)s, 'family', 'x', 'x')",
        "template": "INSERT INTO messaging_lettertemplate (id, organisation_id, kind, number, state, title_fr, body_fr,"
        f" title_nl, body_nl, author_id) VALUES (%(id)s, %(org)s, 'empty', 99, 'draft', 'x', 'x', 'x', 'x', {me})",
        "letter": f"INSERT INTO messaging_letter ({base}, {empty}, household_id, person_id, kind, template_version,"
        " language, title_fr, body_fr, title_nl, body_nl, to_explain, state, version)"
        f" VALUES ({values}, '{{}}', '{{}}', %(household)s, %(person)s, 'empty', 0, 'fr', 'x', 'x', '', '', false,"
        " 'draft', 1)",
        "letter_batch": "INSERT INTO messaging_letterbatch (id, organisation_id, author_id, kind, template_version, title_fr, body_fr,"
        f" title_nl, body_nl, stopped, ends_on) VALUES (%(id)s, %(org)s, {me}, 'empty', 0, 'x', 'x', 'x', 'x', false, %(today)s)",
        "letter_line": f"INSERT INTO messaging_batchline ({base}, batch_id, household_id, person_id, language, to_explain, state)"
        f" VALUES ({values}, %(batch)s, %(household)s, %(person)s, 'fr', false, 'waiting')",
        "dispatch": f"INSERT INTO messaging_dispatch ({base}, letter_id, person_id, channel, words, due_at, state, tries,"
        f" proof, explained_in) VALUES ({values}, %(letter)s, %(person)s, 'counter', '', now(), 'waiting', 0, '', '')",
        "keep_apart": "INSERT INTO people_keepapart (id, organisation_id, one_id, other_id)"
        " VALUES (%(id)s, %(org)s, least(%(person)s, %(other)s), greatest(%(person)s, %(other)s))",
    }
    return texts[cell.resource], ids
