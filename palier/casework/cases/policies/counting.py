"""What is told without a row being read: counts for the head, what an emergency opens."""

LOAD = """
-- Load for the head of service: counts and ages per worker; no household, no address, no theme (P1, P26).
CREATE OR REPLACE FUNCTION sec.team_load()
RETURNS TABLE (post uuid, worker text, open_files bigint, oldest date, waiting_requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, m.first_name || ' ' || m.last_name,
    count(DISTINCT c.id) FILTER (WHERE c.closed_on IS NULL),
    min(c.opened_on) FILTER (WHERE c.closed_on IS NULL),
    (SELECT count(*) FROM public.cases_request r WHERE r.subject_id = p.id AND r.state = 'waiting')
  FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.access_teammember t ON t.post_id = p.id AND t.duty = 'assigned' AND t.valid @> sec.today()
  LEFT JOIN public.cases_case c ON c.subject_id = t.subject_id
  WHERE sec.role() = 'head_of_service' AND p.service_id = sec.service() AND p.valid @> sec.today()
    AND p.role = 'social_worker'
  GROUP BY p.id, m.first_name, m.last_name
$$;
"""

CONTINUITY = """
-- Where continuity breaks within thirty days: the post of a social worker, her place, or her part in a file ends while files
-- are open and nobody follows. For herself, and for the head of her service: a date and a number, no household (P26).
CREATE OR REPLACE FUNCTION sec.continuity_breaks()
RETURNS TABLE (post uuid, worker text, what text, last_day date, open_files bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH day AS (SELECT sec.today() AS today, sec.today() + 31 AS soon),
  workers AS (
    SELECT p.id, p.valid, m.first_name || ' ' || m.last_name AS name FROM public.organisations_post p
    JOIN public.organisations_staffmember m ON m.id = p.staff_id, day
    WHERE p.role = 'social_worker' AND p.valid @> today
      AND (p.id = sec.post() OR (sec.role() = 'head_of_service' AND p.service_id = sec.service()))),
  files AS (
    SELECT t.post_id, t.subject_id, t.valid FROM workers w
    JOIN public.access_teammember t ON t.post_id = w.id AND t.duty = 'assigned'
    JOIN public.cases_case c ON c.subject_id = t.subject_id AND c.closed_on IS NULL, day WHERE t.valid @> today),
  breaks AS (
    SELECT w.id, 'post' AS what, upper(w.valid) AS ends, (SELECT count(*) FROM files f WHERE f.post_id = w.id) AS files FROM workers w
    UNION ALL
    SELECT w.id, 'place', upper(a.valid), (SELECT count(*) FROM files f WHERE f.post_id = w.id)
      FROM workers w JOIN public.organisations_placeassignment a ON a.post_id = w.id, day
      WHERE a.valid @> today AND NOT EXISTS (SELECT 1 FROM public.organisations_placeassignment n
        WHERE n.place_id = a.place_id AND n.valid @> upper(a.valid))
    UNION ALL
    SELECT f.post_id, 'file', upper(f.valid), count(*) FROM files f
      WHERE NOT EXISTS (SELECT 1 FROM public.access_teammember n
        WHERE n.subject_id = f.subject_id AND n.duty = 'assigned' AND n.valid @> upper(f.valid))
      GROUP BY f.post_id, upper(f.valid))
  SELECT w.id, w.name, b.what, b.ends - 1, b.files FROM breaks b JOIN workers w ON w.id = b.id, day
  WHERE b.ends <= soon AND b.files > 0 ORDER BY b.ends, w.name, b.what
$$;
"""

EMERGENCY = """
-- What an emergency opens for one person (P29): the open files that concern her, and the inbox of the worker who looks after
-- her household. That inbox always exists, so the answer is never empty and tells nobody whether there is a file; files
-- are named only once the emergency stands on that inbox, written down and told to three others.
CREATE OR REPLACE FUNCTION sec.emergency_subjects(the_person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT found.subject FROM (
    SELECT c.subject_id AS subject FROM public.cases_case c
      WHERE the_person = ANY (c.concerns) AND c.closed_on IS NULL AND c.organisation_id = sec.organisation()
        AND EXISTS (SELECT 1 FROM public.access_emergencyaccess e
          WHERE e.post_id = sec.post() AND e.person = the_person AND e.until > sec.now())
    UNION
    SELECT coalesce(sec.assigned_worker(m.household_id), sec.post()) FROM public.people_householdmember m
      WHERE m.person_id = the_person AND m.organisation_id = sec.organisation() AND m.valid @> sec.today()
  ) found JOIN public.access_subject s ON s.id = found.subject
  WHERE sec.stepped_up() AND sec.role() = 'social_worker'
$$;
"""

TARGET = """
-- Whom an emergency is for when a program names only the file's number: its household and who agreed to it. The number is a
-- random one that its asker was given; without a second factor of the last five minutes there is no answer.
CREATE OR REPLACE FUNCTION sec.emergency_target(the_case uuid) RETURNS TABLE (household uuid, person uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.household_id, coalesce(c.agreed_by[1], c.concerns[1]) FROM public.cases_case c
  WHERE c.id = the_case AND c.closed_on IS NULL AND c.organisation_id = sec.organisation()
    AND sec.stepped_up() AND sec.role() = 'social_worker' AND NOT sec.emergency_blocked()
$$;
"""

WORKS_WITH = """
-- Does the person asking work with this one? Her referent and who covers her, the team of a file that concerns her, and who
-- has her household in front of her. The register asks this of what only they may know: a safe contact (P10, P15).
CREATE OR REPLACE FUNCTION sec.works_with(the_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.people_householdmember m
    WHERE m.person_id = the_person AND m.organisation_id = sec.organisation() AND m.valid @> sec.today()
      AND (sec.is_assigned_worker(m.household_id)
        OR EXISTS (SELECT 1 FROM public.access_dutypresence d
          WHERE d.household = m.household_id AND d.post_id = sec.post() AND d.until > sec.now())
        OR EXISTS (SELECT 1 FROM public.cases_case c
          JOIN public.access_teammember t ON t.subject_id = c.subject_id AND t.post_id = sec.post() AND t.valid @> sec.today()
          WHERE c.household_id = m.household_id AND the_person = ANY (c.concerns))))
$$;

-- Does the person asking look after this household? Its assigned worker and who covers her today, or the team of a file of it
-- that is open. The register asks this of what is for them: a safety instruction (P23).
CREATE OR REPLACE FUNCTION sec.looks_after(the_household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.is_assigned_worker(the_household) OR EXISTS (SELECT 1 FROM public.cases_case c
    JOIN public.access_teammember t ON t.subject_id = c.subject_id AND t.post_id = sec.post() AND t.valid @> sec.today()
    WHERE c.household_id = the_household AND c.closed_on IS NULL AND c.organisation_id = sec.organisation())
$$;
"""
