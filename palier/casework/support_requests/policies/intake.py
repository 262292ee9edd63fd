"""Requests by telephone: who called is sealed before it comes here, and opens to who took the call and to the pair (P19)."""

INTAKE = """
-- A worker of the cell takes a request by telephone. Nothing joins it with another: its id is drawn at random, and what is the
-- caller's lies under a key of its own. Words that are not sealed are refused.
CREATE OR REPLACE FUNCTION sec.take_support_intake(the_intake uuid, the_request uuid, the_subject uuid, the_origin text,
  the_company uuid, the_social_tenant boolean, the_situation text, the_triggers text[], the_text text, the_tried text,
  the_no_demand boolean, the_answer_by date, the_name text, the_function text, the_phone text, the_fears text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'support_cell_worker' OR sec.seal_of(the_name) IS NULL OR EXISTS (
      SELECT 1 FROM unnest(ARRAY[the_function, the_phone, the_fears]) said WHERE said <> '' AND sec.seal_of(said) IS NULL)
    OR (the_company IS NULL) = (the_origin = 'housing_company')
    OR (the_company IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.organisations_organisation o
      WHERE o.id = the_company AND o.kind = 'housing_company')) THEN RETURN false; END IF;
  INSERT INTO public.access_subject (id, organisation_id, kind, created_at)
  VALUES (the_subject, sec.organisation(), 'seal', sec.now());
  INSERT INTO public.support_requests_supportrequest (id, organisation_id, origin, situation, triggers, text, tried, no_demand,
    received_on, answer_by, state, first_discipline, second_discipline, social_tenant, relay, home, crisis, neighbours, eviction,
    version)
  VALUES (the_request, sec.organisation(), the_origin, the_situation, the_triggers, the_text, the_tried, the_no_demand,
    sec.today(), the_answer_by, 'received', '', '', the_social_tenant, '', '', '', '', '', 1);
  INSERT INTO public.support_requests_intake (id, organisation_id, subject_id, author_id, request_id, company_id, tier, name,
    function, phone, fears, taken_on)
  VALUES (the_intake, sec.organisation(), the_subject, sec.post(), the_request, the_company, 'reinforced', the_name,
    the_function, the_phone, the_fears, sec.today());
  RETURN true;
END $$;

-- Who called, still sealed: for who took the call and for the pair, while it is open; what she fears for the pair alone.
CREATE OR REPLACE FUNCTION sec.support_caller(the_request uuid) RETURNS TABLE (id uuid, subject uuid, name text, function text,
  phone text, fears text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id, i.subject_id, i.name, i.function, i.phone, CASE WHEN sec.is_of_the_pair(the_request) THEN i.fears ELSE '' END
  FROM public.support_requests_intake i JOIN public.support_requests_supportrequest r ON r.id = i.request_id
  WHERE i.request_id = the_request AND r.state <> 'closed' AND sec.role() = 'support_cell_worker'
    AND (i.author_id = sec.post() OR sec.is_of_the_pair(the_request))
$$;

-- She says that what she fears is to go: it goes, and no former state is kept.
CREATE OR REPLACE FUNCTION sec.forget_caller_fears(the_request uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (UPDATE public.support_requests_intake i SET fears = ''
    WHERE i.request_id = the_request AND sec.role() = 'support_cell_worker'
      AND (i.author_id = sec.post() OR sec.is_of_the_pair(the_request)) RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM gone)
$$;
"""
