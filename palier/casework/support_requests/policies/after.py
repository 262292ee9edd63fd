"""Afterwards: what it gave who asked, what came of it, who goes on when the cell stops, and the end of it all."""

SAYING = """
-- What it gave who asked, once it is closed: hers, read by nobody else, counted only.
CREATE OR REPLACE FUNCTION sec.say_what_it_gave(the_asking uuid, the_gained text[], the_met text, the_words text) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_asking a SET gained = the_gained, met = the_met, own_words = the_words
    FROM public.support_requests_supportrequest r
    WHERE a.id = the_asking AND a.author_id = sec.post() AND r.id = a.request_id AND r.state = 'closed' RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;

-- What came of it, said by one of the two once it is closed.
CREATE OR REPLACE FUNCTION sec.say_what_came(the_request uuid, the_home text, the_primary smallint, the_secondary smallint,
  the_crisis text, the_neighbours text, the_eviction text, the_version integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_supportrequest r SET home = the_home, network_primary = the_primary,
      network_secondary = the_secondary, crisis = the_crisis, neighbours = the_neighbours, eviction = the_eviction,
      version = version + 1
    WHERE r.id = the_request AND r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
      AND r.state = 'closed' AND sec.post() IN (r.first_id, r.second_id) AND r.version = the_version RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;

-- Who goes on with an open request when the cell stops; a service only of the cell's own directory (S4-086).
CREATE OR REPLACE FUNCTION sec.name_relay(the_request uuid, the_relay text, the_service uuid, the_version integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_supportrequest r SET relay = the_relay, relay_service_id = the_service,
      version = version + 1
    WHERE r.id = the_request AND r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
      AND r.state <> 'closed' AND r.version = the_version AND (the_service IS NULL OR EXISTS (
        SELECT 1 FROM public.partners_partnerservice p WHERE p.id = the_service AND p.organisation_id = r.organisation_id))
    RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;
"""

ERASING = """
-- All sides go at the term of the cell after the request is closed; a number stays.
CREATE OR REPLACE FUNCTION sec.erase_support_requests() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT r.id FROM public.support_requests_supportrequest r
    JOIN sec.terms_of('support_request') t USING (organisation_id)
    LEFT JOIN public.support_requests_asking a ON a.request_id = r.id
    WHERE r.closed_on + t.term < sec.today()
      AND (a.household_id IS NULL OR NOT sec.is_held(NULL, sec.persons_of(a.household_id))));
  PERFORM sec.keep_count(r.organisation_id, r.closed_on, 'support_request', r.origin, count(*))
    FROM public.support_requests_supportrequest r WHERE r.id = ANY (gone) GROUP BY r.organisation_id, r.closed_on, r.origin;
  -- What a house asked counts for its own year, so that erasing changes no number (D35).
  PERFORM sec.keep_count(h.house, r.received_on, 'support_asked', '', count(*))
    FROM public.support_requests_supportrequest r, sec.houses_of_support(r.id) AS h(house)
    WHERE r.id = ANY (gone) GROUP BY h.house, r.received_on;
  DELETE FROM public.support_requests_asking WHERE request_id = ANY (gone);
  -- With the last words under its key the job destroys the key: who telephoned is gone from every backup too (ADR 16).
  DELETE FROM public.support_requests_intake WHERE request_id = ANY (gone);
  DELETE FROM public.support_requests_supportrequest WHERE id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""
