"""The cell's side: its queue, who may be of a pair, what is for the two of a pair alone (P19)."""

CELL = """
-- The queue of one's own cell. Nothing here leads to who asked. `first_until`, `second_until`: the last day of the post of each of
-- the pair, while it is open; NULL without end.
DROP FUNCTION IF EXISTS sec.support_queue();
CREATE FUNCTION sec.support_queue() RETURNS TABLE (id uuid, origin text, situation text, triggers text[], text text,
  tried text, no_demand boolean, received_on date, answer_by date, state text, first text, first_discipline text, second text,
  second_discipline text, version integer, social_tenant boolean, relay text, relay_fr text, relay_nl text, of_the_pair boolean,
  home text, network_primary smallint, network_secondary smallint, crisis text, neighbours text, eviction text,
  first_until date, second_until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.origin::text, r.situation::text, r.triggers::text[], r.text, r.tried, r.no_demand, r.received_on, r.answer_by,
    r.state::text, sec.support_worker(r.first_id), r.first_discipline::text, sec.support_worker(r.second_id),
    r.second_discipline::text, r.version, r.social_tenant, r.relay::text, p.name_fr::text, p.name_nl::text,
    sec.post() IN (r.first_id, r.second_id), r.home::text, r.network_primary, r.network_secondary, r.crisis::text,
    r.neighbours::text, r.eviction::text, upper(one.valid) - 1, upper(other.valid) - 1
  FROM public.support_requests_supportrequest r LEFT JOIN public.partners_partnerservice p ON p.id = r.relay_service_id
    LEFT JOIN public.organisations_post one ON one.id = r.first_id AND r.state <> 'closed'
    LEFT JOIN public.organisations_post other ON other.id = r.second_id AND r.state <> 'closed'
  WHERE r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
  ORDER BY r.state = 'closed', r.answer_by, r.id
$$;

-- The house that asks: of the worker with an account, or the one that the caller said.
CREATE OR REPLACE FUNCTION sec.houses_of_support(the_request uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.organisation_id FROM public.support_requests_asking a WHERE a.request_id = the_request
  UNION SELECT i.company_id FROM public.support_requests_intake i WHERE i.request_id = the_request AND i.company_id IS NOT NULL
$$;

-- May this post be of the pair? A worker of this cell today, who has no post in the house that asks and is not paid by it: a
-- request is never routed to a pair member's own company, nor again to who stepped aside (P19). Who is seconded to the cell takes part for social tenants only
-- (S4-092).
CREATE OR REPLACE FUNCTION sec.may_pair(the_request uuid, the_post uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p
    JOIN public.organisations_staffmember m ON m.id = p.staff_id
    JOIN public.support_requests_supportrequest r ON r.id = the_request AND r.organisation_id = p.organisation_id
    WHERE p.id = the_post AND p.role = 'support_cell_worker' AND p.valid @> sec.today()
      AND (r.social_tenant OR m.employer_id = p.organisation_id) AND NOT coalesce(p.id = ANY (r.aside), false)
      AND NOT EXISTS (SELECT 1 FROM sec.houses_of_support(r.id) house
        WHERE house <> p.organisation_id AND house = m.employer_id
          OR EXISTS (SELECT 1 FROM public.organisations_post other WHERE other.staff_id = p.staff_id AND other.id <> p.id
            AND other.organisation_id = house AND other.valid @> sec.today())))
$$;

-- Who may be of the pair of one request, for the workers of its cell.
CREATE OR REPLACE FUNCTION sec.support_colleagues(the_request uuid) RETURNS TABLE (post uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, sec.support_worker(p.id) FROM public.organisations_post p
  WHERE p.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker' AND sec.may_pair(the_request, p.id)
  ORDER BY 2, 1
$$;

CREATE OR REPLACE FUNCTION sec.name_support_pair(the_request uuid, the_first uuid, first_as text, the_second uuid,
  second_as text, the_version integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE found public.support_requests_supportrequest;
BEGIN
  SELECT * INTO found FROM public.support_requests_supportrequest r WHERE r.id = the_request
    AND r.organisation_id = sec.organisation() AND r.state <> 'closed' FOR UPDATE;
  IF found.id IS NULL OR sec.role() IS DISTINCT FROM 'support_cell_worker' THEN RETURN 'refused'; END IF;
  IF NOT sec.may_pair(the_request, the_first) OR NOT sec.may_pair(the_request, the_second) OR the_first = the_second
    OR first_as = second_as THEN RETURN 'refused'; END IF;
  IF found.version <> the_version THEN RETURN 'changed'; END IF;
  UPDATE public.support_requests_supportrequest SET first_id = the_first, first_discipline = first_as, second_id = the_second,
    second_discipline = second_as, state = 'pair_named', named_on = sec.today(), version = version + 1 WHERE id = the_request;
  RETURN 'named';
END $$;

CREATE OR REPLACE FUNCTION sec.close_support_request(the_request uuid, the_version integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_supportrequest r SET state = 'closed', closed_on = sec.today(), version = version + 1
    WHERE r.id = the_request AND r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
      AND r.state <> 'closed' AND r.version = the_version RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;

-- Is who asks one of the two of this request, while it is open? What follows is for these two alone.
CREATE OR REPLACE FUNCTION sec.is_of_the_pair(the_request uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.support_requests_supportrequest r WHERE r.id = the_request AND r.state = 'pair_named'
    AND sec.role() = 'support_cell_worker' AND sec.post() IN (r.first_id, r.second_id))
$$;

-- What the worker fears, and who she is when she shows herself: for the pair, while it is open (P19).
CREATE OR REPLACE FUNCTION sec.worker_of_support(the_request uuid) RETURNS TABLE (fears text, name text, phone text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.fears, CASE WHEN a.shown THEN m.first_name || ' ' || m.last_name ELSE '' END,
    CASE WHEN a.shown THEN a.shown_phone::text ELSE '' END
  FROM public.support_requests_asking a JOIN public.organisations_post p ON p.id = a.author_id
    JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE a.request_id = the_request AND sec.is_of_the_pair(the_request)
$$;
"""

NAMING = """
CREATE OR REPLACE FUNCTION sec.support_worker(the_post uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.first_name || ' ' || m.last_name FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE p.id = the_post AND p.role = 'support_cell_worker' AND p.organisation_id = sec.organisation()
$$;
"""
