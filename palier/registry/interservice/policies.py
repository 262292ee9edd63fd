"""Row policies of the table between services: the two services of a line, and on the social side who looks after (P9)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Crossing, Ending, Policy, Table
from palier.registry.interservice.rules import DEPARTMENT_ROLES, DEPARTMENTS, Act
from palier.registry.people.policies import SOCIAL

KIND = "(SELECT v.kind FROM organisations_service v WHERE v.id = {})"
AT_THE_TABLE = ", ".join(f"'{kind}'" for kind in DEPARTMENTS)
ROLES = ", ".join(f"'{role}'" for role in DEPARTMENT_ROLES)
DEPARTMENT = f"(SELECT sec.role()) IN ({ROLES}) AND {KIND.format('(SELECT sec.service())')} IN ({AT_THE_TABLE})"
OURS = "(SELECT sec.service()) IN (origin_service_id, recipient_service_id)"
NEAR = "direction <> 'between' AND sec.looks_after(household_id)"
WORKER = "(SELECT sec.role()) = 'social_worker'"

READ = f"({DEPARTMENT} AND {OURS}) OR ({SOCIAL} AND {NEAR})"
WORK = f"({DEPARTMENT} AND {OURS}) OR ({WORKER} AND {NEAR})"

# A line of one's own service about a household of one's own company. To the social service it goes to who looks after the
# household by its place, so that it says nothing of a file (P1); in a department somebody takes it.
BEGUN = f"""author_id = {ME} AND origin_service_id = (SELECT sec.service()) AND state = 'open'
  AND asked_at <= greatest((SELECT sec.now()), statement_timestamp())
  AND EXISTS (SELECT 1 FROM people_household h
    WHERE h.id = interservice_line.household_id AND h.organisation_id = (SELECT sec.organisation()))
  AND CASE direction
    WHEN 'from_social' THEN {WORKER} AND {KIND.format("origin_service_id")} = 'social' AND sec.looks_after(household_id)
      AND {KIND.format("recipient_service_id")} IN ({AT_THE_TABLE}) AND owner_id IS NULL
    WHEN 'to_social' THEN {DEPARTMENT} AND owner_id = sec.assigned_worker(household_id)
      AND EXISTS (SELECT 1 FROM organisations_post p JOIN organisations_service v ON v.id = p.service_id AND v.kind = 'social'
        WHERE p.id = interservice_line.owner_id AND v.id = interservice_line.recipient_service_id)
    ELSE {DEPARTMENT} AND {KIND.format("recipient_service_id")} IN ({AT_THE_TABLE}) AND owner_id IS NULL
  END AND EXISTS (SELECT 1 FROM organisations_service v
    WHERE v.id = interservice_line.recipient_service_id AND v.organisation_id = (SELECT sec.organisation()))"""

# Whose turn it is: nobody, somebody of the service that is asked, or who covers her among social workers.
OWNED = f"""(owner_id IS NULL OR (direction = 'to_social' AND owner_id = {ME} AND {WORKER})
  OR EXISTS (SELECT 1 FROM organisations_post p
    WHERE p.id = interservice_line.owner_id AND p.service_id = interservice_line.recipient_service_id))"""

ITS_LINE = "SELECT 1 FROM interservice_line l WHERE l.id = interservice_answer.line_id"
ANSWERED = f"""author_id = {ME} AND written_at <= greatest((SELECT sec.now()), statement_timestamp())
  AND (from_social AND {WORKER} OR NOT from_social AND {DEPARTMENT})
  AND EXISTS ({ITS_LINE} AND l.household_id = interservice_answer.household_id AND l.state <> 'closed')"""

TELLING = """
-- For whom a line was asked: the person named, or the only adult of the household; of several nobody unless she is named.
-- Only who wrote the line says it. The landlord never reads it; she reads the line in My file (P2).
CREATE OR REPLACE FUNCTION sec.confide_line(the_id uuid, the_line uuid, the_person uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE adults uuid[];
BEGIN
  SELECT array_agg(m.person_id) INTO adults FROM public.interservice_line l
    JOIN public.people_householdmember m ON m.household_id = l.household_id AND m.valid @> sec.today()
    JOIN public.people_person p ON p.id = m.person_id AND coalesce(p.born <= sec.today() - interval '18 years', true)
    WHERE l.id = the_line AND l.author_id = sec.post() AND l.direction = 'from_social';
  IF the_person IS NULL AND cardinality(adults) = 1 THEN the_person := adults[1]; END IF;
  IF the_person IS NULL OR NOT coalesce(the_person = ANY (adults), false) THEN RETURN false; END IF;
  INSERT INTO public.interservice_confidedby (id, organisation_id, line_id, person_id)
  VALUES (the_id, sec.organisation(), the_line, the_person);
  RETURN true;
END $$;

-- What the services ask each other about her dwelling: what the worker asked for her, and what departments told or asked
-- while she was declared there. Kinds and days, never words; what the social side answered only where she had asked (P2).
CREATE OR REPLACE FUNCTION sec.my_table() RETURNS TABLE (kind text, spot text, origin text, recipient text, asked_on date,
  due_on date, state text, reply text, reply_day date, answered_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.kind, l.spot, o.kind, r.kind, (l.asked_at AT TIME ZONE 'Europe/Brussels')::date, l.due_on,
    CASE WHEN l.state = 'closed' OR a.reply IS NOT NULL THEN l.state ELSE 'open' END,
    coalesce(a.reply, ''), a.day, (a.written_at AT TIME ZONE 'Europe/Brussels')::date
  FROM public.interservice_line l
  JOIN public.organisations_service o ON o.id = l.origin_service_id
  JOIN public.organisations_service r ON r.id = l.recipient_service_id
  CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM public.interservice_confidedby c
    WHERE c.line_id = l.id AND c.person_id = sec.person()) AS hers) w
  LEFT JOIN LATERAL (SELECT x.reply, x.day, x.written_at FROM public.interservice_answer x
    WHERE x.line_id = l.id AND (w.hers OR NOT x.from_social) ORDER BY x.written_at DESC, x.id DESC LIMIT 1) a ON true
  WHERE sec.door_level() = 2 AND l.household_id = ANY (sec.her_households())
    AND (w.hers OR (l.direction <> 'from_social' AND EXISTS (SELECT 1 FROM public.people_householdmember m
      WHERE m.household_id = l.household_id AND m.person_id = sec.person()
        AND m.valid @> (l.asked_at AT TIME ZONE 'Europe/Brussels')::date)))
  ORDER BY l.asked_at DESC, l.id LIMIT 100
$$;

-- For the head of a social service: how many lines are past their day, that her service owes and that it waits for. Every
-- household may have one, so that a number says nothing of a file (P1).
CREATE OR REPLACE FUNCTION sec.table_overdue() RETURNS TABLE (owed bigint, awaited bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*) FILTER (WHERE l.direction = 'to_social' AND l.recipient_service_id = sec.service()),
    count(*) FILTER (WHERE l.direction = 'from_social' AND l.origin_service_id = sec.service())
  FROM public.interservice_line l
  WHERE sec.role() = 'head_of_service' AND l.organisation_id = sec.organisation() AND l.state = 'open'
    AND l.due_on < sec.today()
$$;

-- A line goes at its term after it was closed, or after its last day when nobody closed it; a number stays (P39).
CREATE OR REPLACE FUNCTION sec.erase_interservice() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; answers uuid[];
BEGIN
  gone := ARRAY(SELECT l.id FROM public.interservice_line l JOIN sec.terms_of('interservice') t USING (organisation_id)
    WHERE coalesce(l.closed_on, l.due_on) + t.term < sec.today() AND NOT sec.is_held(NULL, sec.persons_of(l.household_id)));
  PERFORM sec.keep_count(l.organisation_id, coalesce(l.closed_on, l.due_on), 'interservice', l.kind, count(*))
    FROM public.interservice_line l WHERE l.id = ANY (gone)
    GROUP BY l.organisation_id, coalesce(l.closed_on, l.due_on), l.kind;
  answers := ARRAY(SELECT a.id FROM public.interservice_answer a WHERE a.line_id = ANY (gone));
  DELETE FROM public.interservice_confidedby WHERE line_id = ANY (gone);
  DELETE FROM public.interservice_answer WHERE id = ANY (answers);
  DELETE FROM public.interservice_line WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || answers);
  RETURN cardinality(gone);
END $$;
"""

ACTS = ", ".join(f"'{act}'" for act in Act)
OUT = "t.direction = 'from_social' AND t.kind {} IN (" + ACTS + ")"
TOWARDS = KIND.replace("organisations_service", "public.organisations_service")
DEPARTMENT_OF = """(SELECT v.kind FROM public.interservice_line l JOIN public.organisations_service v
  ON v.id = CASE l.direction WHEN 'from_social' THEN l.recipient_service_id ELSE l.origin_service_id END
  WHERE l.id = t.line_id)"""

POLICIES = AppPolicies(
    crossings=(
        Crossing(
            "interservice_act",
            "interservice_line",
            "t.asked_at",
            TOWARDS.format("t.recipient_service_id"),
            OUT.format(""),
        ),
        Crossing(
            "interservice_line",
            "interservice_line",
            "t.asked_at",
            TOWARDS.format("t.recipient_service_id"),
            OUT.format("NOT"),
        ),
        Crossing("interservice_answer", "interservice_answer", "t.written_at", DEPARTMENT_OF, "t.from_social"),
    ),
    endings=(Ending("interservice_line", "interservice", "(coalesce(t.closed_on, t.due_on) + {term})::date"),),
    functions=(TELLING,),
    executes=(
        ("confide_line(uuid, uuid, uuid)", "palier_app"),
        ("my_table()", "palier_app"),
        ("table_overdue()", "palier_app"),
        ("erase_interservice()", "palier_job"),
    ),
    tables=(
        Table(
            "interservice_line",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("line_read", "SELECT", READ),
                Policy("line_begin", "INSERT", check=BEGUN),
                Policy("line_change", "UPDATE", WORK, f"({WORK}) AND {OWNED}"),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (owner_id, due_on, state, closed_on, version) TO palier_app",
            ),
        ),
        Table(
            "interservice_answer",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("answer_read", "SELECT", f"EXISTS ({ITS_LINE})"),
                Policy("answer_write", "INSERT", check=ANSWERED),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        Table(
            "interservice_confidedby",
            (Policy("confided_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
    ),
)
