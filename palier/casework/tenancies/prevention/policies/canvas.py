"""The second lock of a company's own canvas: who proposes it, and that another person confirms it."""

CANVAS = """
-- The administrator or the head of the social service proposes on which days help is offered. It counts only once confirmed.
CREATE OR REPLACE FUNCTION sec.propose_canvas(the_id uuid, from_day date, the_days integer[], the_ways text[], the_source text)
RETURNS boolean LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF coalesce(sec.role(), '') NOT IN ('organisation_admin', 'head_of_service') OR sec.organisation() IS NULL
    OR coalesce(from_day < sec.today(), true) OR coalesce(btrim(the_source), '') = ''
    OR coalesce(cardinality(the_days), 0) NOT BETWEEN 1 AND 6 OR cardinality(the_days) <> cardinality(the_ways)
    OR EXISTS (SELECT 1 FROM unnest(the_days) d WHERE d IS NULL OR d NOT BETWEEN 1 AND 365)
    OR EXISTS (SELECT 1 FROM unnest(the_ways) w WHERE w IS NULL OR w NOT IN ('call', 'letter', 'visit')) THEN RETURN false; END IF;
  INSERT INTO public.prevention_companycanvas (id, organisation_id, valid_from, days, ways, source, state, proposed_by_id, proposed_at)
  VALUES (the_id, sec.organisation(), from_day, the_days, the_ways, the_source, 'proposed', sec.post(), sec.now())
  ON CONFLICT (id) DO NOTHING;
  RETURN true;
END $$;

-- Another of them confirms it or sets it aside: never the same person, in whichever post.
CREATE OR REPLACE FUNCTION sec.decide_canvas(the_id uuid, confirms boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one record;
BEGIN
  IF coalesce(sec.role(), '') NOT IN ('organisation_admin', 'head_of_service') THEN RETURN false; END IF;
  SELECT c.* INTO one FROM public.prevention_companycanvas c WHERE c.id = the_id AND c.state = 'proposed'
    AND c.organisation_id = sec.organisation() FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM public.organisations_post mine
      JOIN public.organisations_post hers ON hers.staff_id = mine.staff_id
      WHERE mine.id = sec.post() AND hers.id = one.proposed_by_id) THEN RETURN false; END IF;
  UPDATE public.prevention_companycanvas SET state = CASE WHEN confirms THEN 'confirmed' ELSE 'set_aside' END,
    decided_by_id = sec.post(), decided_at = sec.now(), valid_from = greatest(valid_from, sec.today()) WHERE id = the_id;
  RETURN true;
END $$;
"""
