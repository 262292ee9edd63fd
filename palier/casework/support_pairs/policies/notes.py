"""What the pair notes: the two alone; what they share, who asked as well. No function here changes a case (S4-025)."""

NOTES = """
-- What the two noted of one request, in the order in which it was written.
CREATE OR REPLACE FUNCTION sec.pair_notes(the_request uuid) RETURNS TABLE (id uuid, kind text, words text, detail text, seen_at text,
  sectors text[], service uuid, service_fr text, service_nl text, agreed_on date, day date, state text, shared boolean,
  written_on date, author text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT n.id, n.kind::text, n.words, n.detail::text, n.seen_at::text, n.sectors::text[], n.service_id, coalesce(s.name_fr, ''),
    coalesce(s.name_nl, ''), n.agreed_on, n.day, n.state::text, n.shared, n.written_on, sec.support_worker(n.author_id)
  FROM public.support_pairs_pairnote n LEFT JOIN public.partners_partnerservice s ON s.id = n.service_id
  WHERE n.request_id = the_request AND sec.is_of_the_pair(the_request) ORDER BY n.written_on, n.id
$$;

-- With whose key the notes of this request are sealed; NULL before the first one.
CREATE OR REPLACE FUNCTION sec.seal_of_notes(the_request uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT n.subject_id FROM public.support_pairs_pairnote n WHERE n.request_id = the_request AND sec.is_of_the_pair(the_request) LIMIT 1
$$;

-- One more. A visit together only once the door is open to both; towards a service only if the cell's own directory says that it
-- is bound by secrecy and of the same mission (P7). Of the crisis plan each part stands once: the latest.
CREATE OR REPLACE FUNCTION sec.keep_pair_note(the_request uuid, given jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one public.support_pairs_pairnote;
BEGIN
  IF NOT sec.is_of_the_pair(the_request) THEN RETURN false; END IF;
  one := jsonb_populate_record(NULL::public.support_pairs_pairnote, given || jsonb_build_object('request_id', the_request,
    'organisation_id', sec.organisation(), 'author_id', sec.post(), 'tier', 'reinforced', 'written_on', sec.today()));
  IF one.subject_id IS DISTINCT FROM coalesce(sec.seal_of_notes(the_request), one.subject_id) OR one.words = ''
    OR (one.kind = 'joint_visit' AND NOT EXISTS (SELECT 1 FROM public.support_pairs_opening o
      WHERE o.request_id = the_request AND sec.door_is_open_to_both(o)))
    OR (one.service_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.partners_partnerservice s
      WHERE s.id = one.service_id AND s.organisation_id = one.organisation_id AND s.may_receive_referral)) THEN RETURN false; END IF;
  IF sec.seal_of_notes(the_request) IS NULL THEN
    INSERT INTO public.access_subject (id, organisation_id, kind, created_at)
    VALUES (one.subject_id, one.organisation_id, 'seal', sec.now());
  END IF;
  DELETE FROM public.support_pairs_pairnote n WHERE n.request_id = the_request AND n.kind = one.kind AND n.kind LIKE 'crisis%';
  INSERT INTO public.support_pairs_pairnote SELECT one.*;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION sec.share_pair_note(the_note uuid, to_share boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_pairnote n SET shared = to_share
    WHERE n.id = the_note AND sec.is_of_the_pair(n.request_id) AND n.kind <> 'change';
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.move_pair_step(the_note uuid, the_state text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_pairnote n SET state = the_state WHERE n.id = the_note AND sec.is_of_the_pair(n.request_id)
    AND n.kind = 'step' AND the_state IN ('open', 'done', 'not_now');
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.erase_pair_note(the_note uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.support_pairs_pairnote n WHERE n.id = the_note AND sec.is_of_the_pair(n.request_id);
  RETURN FOUND;
END $$;
"""

SHARED = """
-- What the pair shares with who asked; it stays hers to read after the pair has finished, until the request goes.
CREATE OR REPLACE FUNCTION sec.shared_notes(the_asking uuid) RETURNS TABLE (id uuid, kind text, words text, detail text, seen_at text,
  sectors text[], service uuid, service_fr text, service_nl text, agreed_on date, day date, state text, shared boolean,
  written_on date, author text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT n.id, n.kind::text, n.words, n.detail::text, n.seen_at::text, n.sectors::text[], n.service_id, coalesce(s.name_fr, ''),
    coalesce(s.name_nl, ''), n.agreed_on, n.day, n.state::text, n.shared, n.written_on, ''
  FROM public.support_pairs_pairnote n LEFT JOIN public.partners_partnerservice s ON s.id = n.service_id
  WHERE n.request_id = sec.my_request(the_asking) AND n.shared ORDER BY n.written_on, n.id
$$;

-- A step is built together: who asked says how it stands too.
CREATE OR REPLACE FUNCTION sec.move_shared_step(the_note uuid, the_state text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_pairnote n SET state = the_state WHERE n.id = the_note AND n.shared AND n.kind = 'step'
    AND the_state IN ('open', 'done', 'not_now') AND EXISTS (SELECT 1 FROM public.support_requests_asking a
      WHERE a.request_id = n.request_id AND a.author_id = sec.post() AND sec.role() = 'social_worker');
  RETURN FOUND;
END $$;
"""
