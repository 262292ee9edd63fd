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
