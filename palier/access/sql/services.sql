-- What an organisation says of itself. Everybody of the house may read it; it is written by the functions here alone, and only by
-- the administrator of that very organisation.
CREATE OR REPLACE FUNCTION sec.administers() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.organisation_id FROM sec.asking a WHERE a.role = 'organisation_admin'
$$;

-- A service, new or renamed. Its kind never changes: posts were confirmed by it. A company has one social service.
CREATE OR REPLACE FUNCTION sec.keep_service(the_id uuid, the_kind text, fr text, nl text, number text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.administers() IS NULL THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM public.organisations_service s WHERE s.id = the_id) THEN
    UPDATE public.organisations_service SET name_fr = fr, name_nl = nl, phone = number
      WHERE id = the_id AND organisation_id = sec.administers() AND kind = the_kind AND closed_on IS NULL;
    RETURN FOUND;
  END IF;
  IF the_kind NOT IN ('social', 'rental', 'accounts', 'transfers', 'technical', 'proximity', 'front_desk', 'direction', 'other')
    OR (the_kind = 'social' AND EXISTS (SELECT 1 FROM public.organisations_service s
      WHERE s.organisation_id = sec.administers() AND s.kind = 'social' AND s.closed_on IS NULL)) THEN RETURN false; END IF;
  INSERT INTO public.organisations_service (id, organisation_id, kind, name_fr, name_nl, phone)
  VALUES (the_id, sec.administers(), the_kind, fr, nl, number);
  RETURN true;
END $$;

-- A service ends on a day on which nobody works in it any more, and for which nobody waits.
CREATE OR REPLACE FUNCTION sec.close_service(the_id uuid, the_day date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.organisations_service s SET closed_on = the_day
    WHERE s.id = the_id AND s.organisation_id = sec.administers() AND s.closed_on IS NULL AND the_day >= sec.today()
      AND NOT EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.service_id = s.id AND NOT isempty(p.valid)
        AND (upper_inf(p.valid) OR upper(p.valid) > the_day))
      AND NOT EXISTS (SELECT 1 FROM public.organisations_postproposal w WHERE w.service_id = s.id AND w.state = 'proposed');
  RETURN FOUND;
END $$;

-- The lines of work of a service, all of them, in their order: [{"name_fr", "name_nl", "text_fr", "text_nl"}].
CREATE OR REPLACE FUNCTION sec.set_dimensions(the_service uuid, lines jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.organisations_service s WHERE s.id = the_service
    AND s.organisation_id = sec.administers() AND s.closed_on IS NULL) THEN RETURN false; END IF;
  DELETE FROM public.organisations_servicedimension WHERE service_id = the_service;
  INSERT INTO public.organisations_servicedimension (id, service_id, position, name_fr, name_nl, text_fr, text_nl)
  SELECT gen_random_uuid(), the_service, line.place, line.said ->> 'name_fr', line.said ->> 'name_nl',
    line.said ->> 'text_fr', line.said ->> 'text_nl'
  FROM jsonb_array_elements(lines) WITH ORDINALITY AS line (said, place);
  RETURN true;
END $$;

-- Does the social service also help applicants? False when it was so already.
CREATE OR REPLACE FUNCTION sec.set_works_for_applicants(it_does boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.organisations_organisation SET works_for_applicants = it_does
    WHERE id = sec.administers() AND works_for_applicants <> it_does;
  RETURN FOUND;
END $$;

-- Who changed that, and when, from the history that a trigger writes. The latest first.
CREATE OR REPLACE FUNCTION sec.applicants_changes() RETURNS TABLE (at timestamptz, by text, before boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT h.at, coalesce(m.first_name || ' ' || m.last_name, ''), (h.before ->> 'works_for_applicants')::boolean
  FROM public.access_history h LEFT JOIN public.organisations_post p ON p.id = h.post_id
  LEFT JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE h.table_name = 'organisations_organisation' AND h.row_id = sec.administers()
  ORDER BY h.at DESC, h.id DESC LIMIT 50
$$;
