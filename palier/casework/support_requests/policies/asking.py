"""The worker's side: she asks, reads her own, erases what she fears, shows herself and hides again (P19)."""

ASKING = """
-- The cells there are: organisations in which somebody works as a support-cell worker today.
CREATE OR REPLACE FUNCTION sec.support_cells() RETURNS TABLE (id uuid, name_fr text, name_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, o.name_fr::text, o.name_nl::text FROM public.organisations_organisation o
  WHERE sec.role() = 'social_worker' AND EXISTS (SELECT 1 FROM public.organisations_post p
    WHERE p.organisation_id = o.id AND p.role = 'support_cell_worker' AND p.valid @> sec.today())
  ORDER BY o.name_fr, o.id
$$;

-- A social worker asks: the copy goes to the cell, who asked and about whom stays here. A household only when it is hers.
CREATE OR REPLACE FUNCTION sec.ask_for_support(the_asking uuid, the_request uuid, the_cell uuid, the_household uuid,
  the_situation text, the_triggers text[], the_text text, the_tried text, the_no_demand boolean, the_answer_by date,
  the_fears text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'social_worker' OR NOT EXISTS (SELECT 1 FROM sec.support_cells() c WHERE c.id = the_cell)
    OR (the_household IS NOT NULL AND NOT sec.looks_after(the_household)) THEN RETURN false; END IF;
  INSERT INTO public.support_requests_supportrequest (id, organisation_id, origin, situation, triggers, text, tried, no_demand,
    received_on, answer_by, state, first_discipline, second_discipline, social_tenant, relay, home, crisis, neighbours, eviction,
    version)
  SELECT the_request, the_cell, o.kind, the_situation, the_triggers, the_text, the_tried, the_no_demand, sec.today(),
    the_answer_by, 'received', '', '', true, '', '', '', '', '', 1 FROM public.organisations_organisation o WHERE o.id = sec.organisation();
  INSERT INTO public.support_requests_asking (id, organisation_id, author_id, household_id, request_id, fears, asked_on,
    shown, shown_phone, gained, met, own_words)
  VALUES (the_asking, sec.organisation(), sec.post(), the_household, the_request, the_fears, sec.today(), false, '', '{}', '', '');
  RETURN true;
END $$;

-- What I asked, where it stands, what it gave: for its author alone, in the post in which she asked.
DROP FUNCTION IF EXISTS sec.my_support_requests();
CREATE FUNCTION sec.my_support_requests() RETURNS TABLE (id uuid, request uuid, household uuid, asked_on date,
  fears text, situation text, text text, tried text, no_demand boolean, answer_by date, state text, first_discipline text,
  second_discipline text, shown boolean, shown_phone text, gained text[], met text, own_words text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.request_id, a.household_id, a.asked_on, a.fears, r.situation::text, r.text, r.tried, r.no_demand, r.answer_by,
    r.state::text, r.first_discipline::text, r.second_discipline::text, a.shown, a.shown_phone::text, a.gained::text[],
    a.met::text, a.own_words
  FROM public.support_requests_asking a JOIN public.support_requests_supportrequest r ON r.id = a.request_id
  WHERE a.author_id = sec.post() AND sec.role() = 'social_worker' ORDER BY a.asked_on DESC, a.id DESC
$$;

-- What she fears goes when she says so; no former state of it is kept anywhere.
CREATE OR REPLACE FUNCTION sec.forget_fears(the_asking uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (UPDATE public.support_requests_asking a SET fears = ''
    WHERE a.id = the_asking AND a.author_id = sec.post() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM gone)
$$;

-- She lets the pair know who she is and where she is called, or takes it back. Only while it is open.
CREATE OR REPLACE FUNCTION sec.show_myself(the_asking uuid, the_phone text, shows boolean) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_asking a SET shown = shows, shown_phone = CASE WHEN shows THEN the_phone ELSE '' END
    FROM public.support_requests_supportrequest r
    WHERE a.id = the_asking AND a.author_id = sec.post() AND r.id = a.request_id AND (r.state <> 'closed' OR NOT shows) RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;
"""
