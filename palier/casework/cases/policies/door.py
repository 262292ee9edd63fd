"""What a tenant reads and asks at her own door: closed functions, for the second level what is hers alone (P2, P10)."""

HERS = """
-- Files to which she alone agreed; what she said she wants, in her words.
DROP FUNCTION IF EXISTS sec.my_files();  -- it once said nothing of her housing project
CREATE OR REPLACE FUNCTION sec.my_files()
RETURNS TABLE (opened_on date, closed_on date, own_words text, housing_project text, goals text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.opened_on, c.closed_on, c.own_words, c.housing_project, c.goals::text[] FROM public.cases_case c
  WHERE sec.door_level() = 2 AND c.agreed_by = ARRAY[sec.person()] AND sec.opens_to_her(c.subject_id)
  ORDER BY c.opened_on DESC
$$;

CREATE OR REPLACE FUNCTION sec.my_requests() RETURNS TABLE (id uuid, received_at timestamptz, text text, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.received_at, r.text, r.state FROM public.cases_request r
  WHERE sec.door_level() = 2 AND NOT r.no_demand AND r.concerns @> ARRAY[sec.person()]
    AND sec.is_hers(r.confided_by, r.concerns) AND sec.opens_to_her(r.subject_id) AND r.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY r.received_at DESC
$$;

-- What the whole team reads, and no narrower item: an aide-mémoire, a pair's or a reinforced one stays (P12, P17).
CREATE OR REPLACE FUNCTION sec.my_contacts()
RETURNS TABLE (id uuid, at timestamptz, channel text, facts text, confided text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.id, c.at, c.channel, c.facts, coalesce((SELECT string_agg(k.text, E'\n' ORDER BY k.written_at)
      FROM public.cases_confidence k WHERE k.contact_id = c.id AND k.tier = 'team' AND sec.is_hers(k.confided_by, k.concerns)), '')
  FROM public.cases_contact c
  WHERE sec.door_level() = 2 AND c.tier = 'team' AND c.concerns @> ARRAY[sec.person()]
    AND sec.is_hers(c.confided_by, c.concerns) AND sec.opens_to_her(c.subject_id) AND c.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY c.at DESC
$$;

-- A step promised in a contact that is not hers alone stays with it.
CREATE OR REPLACE FUNCTION sec.my_steps() RETURNS TABLE (id uuid, text text, due date, state text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.id, s.text, s.due, s.state FROM public.cases_step s
  WHERE sec.door_level() = 2 AND s.concerns @> ARRAY[sec.person()] AND sec.is_hers(s.confided_by, s.concerns)
    AND sec.opens_to_her(s.subject_id) AND s.id <> ALL ((SELECT sec.set_aside())::uuid[])
    AND (s.contact_id IS NULL OR EXISTS (SELECT 1 FROM public.cases_contact c WHERE c.id = s.contact_id
      AND c.tier = 'team' AND sec.is_hers(c.confided_by, c.concerns)))
  ORDER BY s.due NULLS LAST, s.id
$$;
"""

WHO_READ = """
-- Who opened what is hers: day, service, function, what, on what ground; the name of her worker, no other (P17). Only files
-- to which she alone agreed: a line on a file of two would tell the one what the other did (P2). An emergency is always there.
CREATE OR REPLACE FUNCTION sec.who_read_me(at_most integer)
RETURNS TABLE (day date, service_fr text, service_nl text, role text, name text, what text, ground text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH hers AS MATERIALIZED (
    SELECT c.subject_id FROM public.cases_case c
    WHERE sec.door_level() = 2 AND c.agreed_by = ARRAY[sec.person()] AND sec.opens_to_her(c.subject_id)),
  lines AS (
    SELECT e.at, e.post_id, e.what, e.ground FROM hers CROSS JOIN LATERAL (
      SELECT r.at, r.post_id, r.what, r.ground FROM public.access_read_event r
      WHERE r.subjects @> ARRAY[hers.subject_id] AND cardinality(r.subjects) = 1
      ORDER BY r.at DESC LIMIT least(at_most, 200)) e
    UNION ALL
    SELECT x.opened_at, x.post_id, 'emergency', x.ground FROM public.access_emergencyaccess x
    WHERE x.person = sec.person() AND sec.door_level() = 2)
  SELECT DISTINCT (l.at AT TIME ZONE 'Europe/Brussels')::date, coalesce(v.name_fr, ''), coalesce(v.name_nl, ''), p.role,
    CASE WHEN p.id IN (SELECT w.post FROM sec.my_worker() w) THEN m.first_name || ' ' || m.last_name ELSE '' END, l.what, l.ground
  FROM lines l JOIN public.organisations_post p ON p.id = l.post_id
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.organisations_service v ON v.id = p.service_id
  ORDER BY 1 DESC, 4, 6 LIMIT least(at_most, 200)
$$;
"""

ASKING = """
DROP FUNCTION IF EXISTS sec.ask_for_help(uuid, text, text);  -- it once was told who asks
-- What she asks at her own door lies in the inbox of the worker who looks after her home, said by her and by nobody else. The
-- same number sent twice is one request. Nothing: no worker is known, ten were asked today, or her landlord's service does not
-- work for applicants (seed 000).
CREATE OR REPLACE FUNCTION sec.ask_for_help(the_id uuid, the_text text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE who uuid := sec.person(); home uuid; worker uuid; kind text;
BEGIN
  IF sec.door_level() < 1 OR btrim(the_text) = '' THEN RETURN false; END IF;
  IF (SELECT count(*) FROM public.cases_request r WHERE r.author_id IS NULL AND r.confided_by = ARRAY[who]
      AND r.received_at > sec.now() - interval '1 day' AND r.id <> the_id) >= 10 THEN RETURN false; END IF;
  SELECT w.household, w.post INTO home, worker FROM sec.assigned_workers(sec.her_households()) w
    JOIN public.access_subject s ON s.id = w.post AND s.kind = 'inbox' ORDER BY w.household LIMIT 1;
  IF worker IS NULL THEN RETURN false; END IF;
  SELECT h.standing INTO kind FROM public.people_household h WHERE h.id = home;
  IF kind = 'applicant' AND NOT (SELECT o.works_for_applicants FROM public.organisations_organisation o
      WHERE o.id = sec.her_landlord()) THEN RETURN false; END IF;
  INSERT INTO public.cases_request (id, organisation_id, subject_id, household_id, confided_by, concerns, requester_kind, no_demand,
    domain, channel, text, author_id, received_at, state, informed_later, version)
  VALUES (the_id, sec.her_landlord(), worker, home, ARRAY[who], ARRAY[who], kind, false, '', 'screen', left(the_text, 5000),
    NULL, sec.now(), 'waiting', '', 1) ON CONFLICT (id) DO NOTHING;
  RETURN true;
END $$;
"""
