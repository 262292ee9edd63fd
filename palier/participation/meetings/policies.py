"""Row policies of meetings: the house reads, collective workers write, any department proposes a point and owns its promises.

What a household answers is read by nobody: closed functions write it and tell numbers.
"""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Ending, Policy, Table
from palier.participation.meetings.rules import PERSONS_AT_MOST, QUESTIONS_A_HOME, WORDS_AT_MOST

COLLECTIVE = "(SELECT sec.role()) = 'collective_social_worker'"
READS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'technical',
  'front_desk', 'proximity_agent', 'collective_social_worker')"""
PLACES_OF_OURS = """NOT EXISTS (SELECT 1 FROM unnest(places) AS one (id) LEFT JOIN organisations_place p
    ON p.id = one.id AND p.organisation_id = (SELECT sec.organisation()) WHERE p.id IS NULL)"""


def _meeting_of(table: str, states: str = "") -> str:
    """Is the meeting one of the company's, and still open to what is added?"""
    still = f" AND m.state IN ({states})" if states else ""
    return f"EXISTS (SELECT 1 FROM meetings_meeting m WHERE m.id = {table}.meeting_id{still})"


def _service_of(table: str) -> str:
    return f"""EXISTS (SELECT 1 FROM organisations_service v
      WHERE v.id = {table}.service_id AND v.organisation_id = (SELECT sec.organisation()))"""


OPEN = "'preparing', 'invited', 'held'"
PROPOSED = f"""proposed_by_id = {ME} AND said_fr = '' AND said_nl = '' AND NOT left_out AND face_present IS NULL
  AND {_service_of("meetings_agendaitem")}
  AND (({COLLECTIVE} AND {_meeting_of("meetings_agendaitem", OPEN)})
    OR ({READS} AND kind <> 'promised' AND {_meeting_of("meetings_agendaitem", "'preparing', 'invited'")}))"""
ASKED = f"""NOT individual AND answer_fr = '' AND answer_nl = '' AND answered_on IS NULL AND asked <> 'screen'
  AND asked_on = (SELECT sec.today()) AND {_meeting_of("meetings_meetingquestion", OPEN)}
  AND ({COLLECTIVE} OR ({READS} AND asked IN ('counter', 'phone')))"""

ANSWERING = f"""
-- The department that promised says what came of it, in both languages; a collective worker may say it for any.
CREATE OR REPLACE FUNCTION sec.answer_promise(the_id uuid, the_version integer, the_state text, the_fr text, the_nl text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF the_state NOT IN ('kept', 'dropped') OR btrim(the_fr) = '' OR btrim(the_nl) = '' THEN RETURN false; END IF;
  UPDATE public.meetings_promise p SET state = the_state, answer_fr = left(btrim(the_fr), {WORDS_AT_MOST}),
    answer_nl = left(btrim(the_nl), {WORDS_AT_MOST}), answered_on = sec.today(), version = p.version + 1
  WHERE p.id = the_id AND p.version = the_version AND p.organisation_id = sec.organisation()
    AND (sec.role() = 'collective_social_worker' OR (p.service_id = sec.service() AND {READS}));
  RETURN FOUND;
END $$;
"""

REPLYING = f"""
-- Is the home of this household in one of the places of the meeting, today?
CREATE OR REPLACE FUNCTION sec.is_invited(the_meeting uuid, the_household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE up AS (
    SELECT p.id, p.parent_id FROM public.housing_lease l JOIN public.housing_dwelling d ON d.id = l.dwelling_id
    JOIN public.organisations_place p ON p.id = d.building_id
    WHERE l.household_id = the_household AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
    UNION SELECT p.id, p.parent_id FROM up JOIN public.organisations_place p ON p.id = up.parent_id)
  SELECT EXISTS (SELECT 1 FROM public.meetings_meeting m, up WHERE m.id = the_meeting AND up.id = ANY (m.places))
$$;

-- Written once and overwritten: who writes it does not learn what was there. Only before the meeting, once it is invited to.
CREATE OR REPLACE FUNCTION sec.keep_reply(the_meeting uuid, the_household uuid, the_company uuid, does_come boolean, how_many integer,
  child boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.meetings_meeting m WHERE m.id = the_meeting AND m.organisation_id = the_company
      AND m.state = 'invited' AND m.at > sec.now())
    OR NOT EXISTS (SELECT 1 FROM public.people_household h WHERE h.id = the_household AND h.organisation_id = the_company)
    OR NOT sec.is_invited(the_meeting, the_household) THEN RETURN false; END IF;
  INSERT INTO public.meetings_reply (id, organisation_id, meeting_id, household_id, comes, persons, child_corner, questions, said_on)
  VALUES (gen_random_uuid(), the_company, the_meeting, the_household, does_come,
    CASE WHEN does_come THEN least(greatest(how_many, 1), {PERSONS_AT_MOST}) ELSE 0 END, does_come AND child, 0, sec.today())
  ON CONFLICT (meeting_id, household_id) DO UPDATE SET comes = EXCLUDED.comes, persons = EXCLUDED.persons,
    child_corner = EXCLUDED.child_corner, said_on = EXCLUDED.said_on;
  RETURN true;
END $$;

-- At the counter and by telephone: any member of staff notes it, and reads nothing. Where an address is protected the answer is always
-- yes: whether it was kept would tell where she lives (P11).
CREATE OR REPLACE FUNCTION sec.note_reply(the_meeting uuid, the_household uuid, does_come boolean, how_many integer, child boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT coalesce({READS}, false) THEN RETURN false; END IF;
  RETURN sec.keep_reply(the_meeting, the_household, sec.organisation(), does_come, how_many, child)
    OR EXISTS (SELECT 1 FROM public.housing_lease l WHERE l.household_id = the_household AND l.protected
      AND l.organisation_id = sec.organisation());
END $$;

-- How many come, for who prepares chairs and a corner for children. No list; one household alone is not told apart.
CREATE OR REPLACE FUNCTION sec.replies_to(the_meeting uuid)
RETURNS TABLE (households bigint, persons bigint, with_children bigint, not_coming bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.h, CASE WHEN c.h IS NOT NULL THEN c.p END, CASE WHEN c.c = 0 OR c.c >= 5 THEN c.c END, CASE WHEN c.n = 0 OR c.n >= 5 THEN c.n END
  FROM (SELECT CASE WHEN count(*) FILTER (WHERE r.comes) >= 5 OR count(*) FILTER (WHERE r.comes) = 0
      THEN count(*) FILTER (WHERE r.comes) END AS h, coalesce(sum(r.persons) FILTER (WHERE r.comes), 0) AS p,
      count(*) FILTER (WHERE r.child_corner) AS c, count(*) FILTER (WHERE NOT r.comes) AS n
    FROM public.meetings_reply r WHERE r.meeting_id = the_meeting AND r.organisation_id = sec.organisation()) c
  WHERE sec.role() = 'collective_social_worker'
$$;

-- Who answered an invitation is forgotten at its term, counted from the meeting.
CREATE OR REPLACE FUNCTION sec.erase_replies() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM public.meetings_reply r USING public.meetings_meeting m, sec.terms_of('invitation') t
    WHERE m.id = r.meeting_id AND t.organisation_id = r.organisation_id AND m.at + t.term < sec.now()
      AND NOT sec.is_held(NULL, sec.persons_of(r.household_id));
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""

AT_HER_DOOR = f"""
-- The household for which the person at her own door answers: hers, where a lease runs.
CREATE OR REPLACE FUNCTION sec.my_home_for_meetings() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.household_id FROM public.housing_lease l WHERE sec.door_level() >= 1 AND l.household_id = ANY (sec.her_households())
    AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today()) ORDER BY l.starts DESC, l.id LIMIT 1
$$;

-- Meetings to which her home is invited, and those of the last year whose minutes went out. What she answered herself, no one else reads.
CREATE OR REPLACE FUNCTION sec.my_meetings()
RETURNS TABLE (id uuid, title_fr text, title_nl text, at timestamptz, minutes integer, venue_fr text, venue_nl text, step_free boolean,
  quiet_place boolean, child_corner boolean, interpreters text[], state text, comes boolean, persons integer, wants_corner boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.id, m.title_fr, m.title_nl, m.at, m.minutes::integer, m.venue_fr, m.venue_nl, m.step_free, m.quiet_place, m.child_corner,
    m.interpreters::text[], m.state, r.comes, coalesce(r.persons, 0)::integer, coalesce(r.child_corner, false)
  FROM (SELECT sec.my_home_for_meetings() AS household) h
  JOIN public.meetings_meeting m ON m.organisation_id = sec.her_landlord() AND m.at > sec.now() - interval '1 year'
    AND (m.state IN ('held', 'minutes_sent') OR m.state = 'invited')
  LEFT JOIN public.meetings_reply r ON r.meeting_id = m.id AND r.household_id = h.household
  WHERE h.household IS NOT NULL AND sec.is_invited(m.id, h.household) ORDER BY m.at DESC, m.id LIMIT 20
$$;

-- What stands in the invitation and, once they are sent, in the minutes of one of her meetings.
CREATE OR REPLACE FUNCTION sec.my_meeting_lines(the_meeting uuid)
RETURNS TABLE (kind text, title_fr text, title_nl text, said_fr text, said_nl text, service_fr text, service_nl text, due_on date, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH mine AS (SELECT m.id, m.state = 'minutes_sent' AS told FROM sec.my_meetings() m WHERE m.id = the_meeting)
  SELECT l.kind, l.title_fr, l.title_nl, l.said_fr, l.said_nl, l.service_fr, l.service_nl, l.due_on, l.state FROM (
    SELECT 1 AS part, i.position::integer AS place, i.id, 'point' AS kind, i.title_fr, i.title_nl, CASE WHEN mine.told THEN i.said_fr ELSE '' END AS said_fr,
      CASE WHEN mine.told THEN i.said_nl ELSE '' END AS said_nl, v.name_fr AS service_fr, v.name_nl AS service_nl, NULL::date AS due_on, '' AS state
    FROM mine JOIN public.meetings_agendaitem i ON i.meeting_id = mine.id AND NOT i.left_out
    JOIN public.organisations_service v ON v.id = i.service_id
    UNION ALL SELECT 2, 0, p.id, 'promise', p.words_fr, p.words_nl, p.answer_fr, p.answer_nl, v.name_fr, v.name_nl, p.due_on, p.state
    FROM mine JOIN public.meetings_promise p ON p.meeting_id = mine.id AND mine.told
    JOIN public.organisations_service v ON v.id = p.service_id
    UNION ALL SELECT 3, 0, q.id, 'question', q.words, q.words, q.answer_fr, q.answer_nl, '', '', NULL, ''
    FROM mine JOIN public.meetings_meetingquestion q ON q.meeting_id = mine.id AND mine.told AND q.answered_on IS NOT NULL) l
  ORDER BY l.part, l.place, l.due_on, l.id
$$;

-- Will her home come? Overwritten as often as she likes, until the meeting.
CREATE OR REPLACE FUNCTION sec.reply_at_my_door(the_meeting uuid, does_come boolean, how_many integer, child boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE home uuid := sec.my_home_for_meetings();
BEGIN
  IF home IS NULL THEN RETURN false; END IF;
  RETURN sec.keep_reply(the_meeting, home, sec.her_landlord(), does_come, how_many, child);
END $$;

-- A question in advance: its words, and of nobody. The same number sent twice is one question; a home asks {QUESTIONS_A_HOME} at most.
CREATE OR REPLACE FUNCTION sec.ask_at_my_door(the_id uuid, the_meeting uuid, the_words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE home uuid := sec.my_home_for_meetings(); company uuid := sec.her_landlord();
BEGIN
  IF home IS NULL OR btrim(the_words) = '' OR NOT sec.is_invited(the_meeting, home) OR NOT EXISTS (SELECT 1 FROM public.meetings_meeting m
    WHERE m.id = the_meeting AND m.organisation_id = company AND m.state = 'invited' AND m.at > sec.now()) THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM public.meetings_meetingquestion q WHERE q.id = the_id) THEN RETURN true; END IF;
  INSERT INTO public.meetings_reply AS r (id, organisation_id, meeting_id, household_id, comes, persons, child_corner, questions, said_on)
  VALUES (gen_random_uuid(), company, the_meeting, home, NULL, 0, false, 1, sec.today())
  ON CONFLICT (meeting_id, household_id) DO UPDATE SET questions = r.questions + 1 WHERE r.questions < {QUESTIONS_A_HOME};
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO public.meetings_meetingquestion (id, organisation_id, meeting_id, words, asked, asked_on, individual, answer_fr, answer_nl, answered_on)
  VALUES (the_id, company, the_meeting, left(btrim(the_words), {WORDS_AT_MOST}), 'screen', sec.today(), false, '', '', NULL);
  RETURN true;
END $$;
"""

POLICIES = AppPolicies(
    tables=(
        Table(
            "meetings_meeting",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("meeting_read", "SELECT", READS),
                Policy("meeting_add", "INSERT", check=f"{COLLECTIVE} AND {PLACES_OF_OURS}"),
                Policy("meeting_change", "UPDATE", COLLECTIVE, PLACES_OF_OURS),
            ),
        ),
        Table(
            "meetings_agendaitem",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("agenda_item_read", "SELECT", READS),
                Policy("agenda_item_propose", "INSERT", check=PROPOSED),
                Policy(
                    "agenda_item_change",
                    "UPDATE",
                    f"{COLLECTIVE} AND {_meeting_of('meetings_agendaitem', OPEN)}",
                    _service_of("meetings_agendaitem"),
                ),
            ),
            history=False,  # typed live: a name that is taken out before the minutes go would stay there
        ),
        Table(
            "meetings_promise",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("promise_read", "SELECT", READS),
                Policy(
                    "promise_add",
                    "INSERT",
                    check=f"{COLLECTIVE} AND state = 'open' AND {_meeting_of('meetings_promise')}"
                    f" AND {_service_of('meetings_promise')}",
                ),
                Policy(
                    "promise_change",
                    "UPDATE",
                    f"{COLLECTIVE} AND {_meeting_of('meetings_promise', OPEN)}",
                    _service_of("meetings_promise"),
                ),
            ),
        ),
        Table(
            "meetings_meetingquestion",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("meeting_question_read", "SELECT", f"{COLLECTIVE} OR (answered_on IS NOT NULL AND {READS})"),
                Policy("meeting_question_note", "INSERT", check=ASKED),
                Policy(
                    "meeting_question_change",
                    "UPDATE",
                    f"{COLLECTIVE} AND {_meeting_of('meetings_meetingquestion', OPEN)}",
                    _meeting_of("meetings_meetingquestion"),
                ),
            ),
            history=False,  # what concerns one person is erased here, and must not stay there
        ),
        Table("meetings_reply", (Policy("reply_of_nobody", "SELECT", "false"),), grants=(), history=False),
    ),
    endings=(
        Ending(
            "meetings_reply",
            "invitation",
            "((SELECT m.at FROM public.meetings_meeting m WHERE m.id = t.meeting_id) + {term})::date",
        ),
    ),
    functions=(ANSWERING, REPLYING, AT_HER_DOOR),
    executes=(
        ("answer_promise(uuid, integer, text, text, text)", "palier_app"),
        ("note_reply(uuid, uuid, boolean, integer, boolean)", "palier_app"),
        ("replies_to(uuid)", "palier_app"),
        ("my_meetings()", "palier_app"),
        ("my_meeting_lines(uuid)", "palier_app"),
        ("reply_at_my_door(uuid, boolean, integer, boolean)", "palier_app"),
        ("ask_at_my_door(uuid, uuid, text)", "palier_app"),
        ("erase_replies()", "palier_job"),
    ),
)
