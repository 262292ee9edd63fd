"""Contact after an eviction: with the person, while her accord holds, known to the two who keep it and to nobody else (P19)."""

from palier.casework.support_pairs.rules import ACCORD_TERMS

_TERMS = " ".join(
    f"WHEN the_day >= DATE '{one.valid_from:%Y-%m-%d}' THEN interval '{one.months} months'"
    for one in sorted(ACCORD_TERMS, key=lambda one: one.valid_from, reverse=True)
)

AFTER = f"""
-- Until when an accord of that day holds: the dated setting of the rules.
CREATE OR REPLACE FUNCTION sec.accord_until(the_day date) RETURNS date
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT (the_day + CASE {_TERMS} END)::date
$$;

-- Whom I keep in contact with, while her accord holds; who ends first stands first.
CREATE OR REPLACE FUNCTION sec.after_contacts() RETURNS TABLE (id uuid, subject uuid, name text, reach text, words text,
  given_on date, how text, language text, until date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.subject_id, a.name, a.reach, a.words, a.given_on, a.how::text, a.language::text, a.until
  FROM public.support_pairs_aftercontact a
  WHERE sec.post() IN (a.first_id, a.second_id) AND sec.role() = 'support_cell_worker' AND a.until >= sec.today()
  ORDER BY a.until, a.id
$$;

-- Begun by one of the pair of a request, with her accord. Nothing in it leads back to the request.
CREATE OR REPLACE FUNCTION sec.keep_after_contact(the_request uuid, given jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one public.support_pairs_aftercontact; pair record;
BEGIN
  SELECT r.first_id, r.second_id INTO pair FROM public.support_requests_supportrequest r WHERE r.id = the_request
    AND sec.post() IN (r.first_id, r.second_id) AND sec.role() = 'support_cell_worker' AND r.organisation_id = sec.organisation();
  IF pair.first_id IS NULL THEN RETURN false; END IF;
  one := jsonb_populate_record(NULL::public.support_pairs_aftercontact, given || jsonb_build_object('organisation_id',
    sec.organisation(), 'tier', 'reinforced', 'first_id', pair.first_id, 'second_id', pair.second_id,
    'until', sec.accord_until((given ->> 'given_on')::date)));
  IF one.given_on > sec.today() OR one.until < sec.today() OR one.name = '' THEN RETURN false; END IF;
  INSERT INTO public.access_subject (id, organisation_id, kind, created_at)
  VALUES (one.subject_id, one.organisation_id, 'seal', sec.now());
  INSERT INTO public.support_pairs_aftercontact SELECT one.*;
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION sec.renew_after_contact(the_id uuid, the_day date, the_how text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_aftercontact a SET given_on = the_day, how = the_how, until = sec.accord_until(the_day)
    WHERE a.id = the_id AND the_day BETWEEN a.given_on AND sec.today() AND EXISTS (SELECT 1 FROM sec.after_contacts() m WHERE m.id = a.id);
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.word_after_contact(the_id uuid, the_words text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_aftercontact a SET words = the_words
    WHERE a.id = the_id AND EXISTS (SELECT 1 FROM sec.after_contacts() m WHERE m.id = a.id);
  RETURN FOUND;
END $$;

-- She, or the pair, ends it. Answers the subject whose key is to be destroyed.
CREATE OR REPLACE FUNCTION sec.end_after_contact(the_id uuid) RETURNS TABLE (subject uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM public.support_pairs_aftercontact a
    WHERE a.id = the_id AND EXISTS (SELECT 1 FROM sec.after_contacts() m WHERE m.id = a.id) RETURNING a.subject_id
$$;

-- An accord that nobody renewed: the contact ends by itself, and the key with it. Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_after_contacts() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.support_pairs_aftercontact WHERE until < sec.today()
    AND NOT sec.is_held(subject_id, '{{}}') RETURNING 1) SELECT count(*) FROM gone
$$;
"""
