"""The pair's side of a door: it declares, it steps aside, it reads who it is, and that reading is written down (P19)."""

IDENTITY = """
-- How many of the two have declared that they do not know her; 0 as soon as one of them may.
CREATE OR REPLACE FUNCTION sec.pair_has_declared(the_request uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE WHEN bool_or(d.may_know) THEN 0 ELSE count(*)::integer END FROM public.support_pairs_declaration d
  JOIN public.support_requests_supportrequest r ON r.id = d.request_id AND d.author_id IN (r.first_id, r.second_id)
  WHERE d.request_id = the_request AND r.state = 'pair_named'
$$;

-- Does this door let who asks read who it is? It stays with the two to whom it was opened: who follows one of them inherits nothing,
-- and each of them who is still of the pair has declared.
CREATE OR REPLACE FUNCTION sec.door_is_open(o public.support_pairs_opening) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.ended_on IS NULL AND (o.door <> 'grave_danger' OR o.second_answer = 'agreed') AND sec.post() = ANY (o.opened_to)
    AND NOT EXISTS (SELECT 1 FROM public.support_requests_supportrequest r, unnest(ARRAY[r.first_id, r.second_id]) AS member
      WHERE r.id = o.request_id AND member = ANY (o.opened_to) AND NOT EXISTS (SELECT 1 FROM public.support_pairs_declaration d
        WHERE d.request_id = r.id AND d.author_id = member AND NOT d.may_know))
$$;

-- Is it open to both of the pair there is now? Nobody goes to a door that is not open to her.
CREATE OR REPLACE FUNCTION sec.door_is_open_to_both(o public.support_pairs_opening) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.door_is_open(o) AND EXISTS (SELECT 1 FROM public.support_requests_supportrequest r
    WHERE r.id = o.request_id AND ARRAY[r.first_id, r.second_id] <@ o.opened_to)
$$;

-- What the pair knows of its door, without who it is. `mine`: I have declared. `of_another`: one stands open that was opened before I
-- came, and is not mine. `for_both`: it is open to the two of us.
DROP FUNCTION IF EXISTS sec.pair_of(uuid);
CREATE FUNCTION sec.pair_of(the_request uuid) RETURNS TABLE (mine boolean, declared integer, opening uuid,
  door text, given_on date, how text, language text, parts text[], answer text, waits boolean, readable boolean,
  of_another boolean, for_both boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.support_pairs_declaration d
      WHERE d.request_id = r.id AND d.author_id = sec.post() AND NOT d.may_know),
    sec.pair_has_declared(r.id),
    o.id, coalesce(o.door, '')::text, o.given_on, coalesce(o.how, '')::text, coalesce(o.language, '')::text,
    coalesce(o.parts, '{}')::text[], coalesce(o.answer, '')::text, coalesce(o.door = 'grave_danger' AND o.second_answer <> 'agreed', false),
    o.id IS NOT NULL AND sec.door_is_open(o),
    EXISTS (SELECT 1 FROM public.support_pairs_opening b
      WHERE b.request_id = r.id AND b.ended_on IS NULL AND sec.post() <> ALL (b.opened_to)),
    o.id IS NOT NULL AND sec.door_is_open_to_both(o)
  FROM public.support_requests_supportrequest r
  LEFT JOIN public.support_pairs_opening o ON o.request_id = r.id AND o.ended_on IS NULL AND sec.post() = ANY (o.opened_to)
  WHERE r.id = the_request AND sec.is_of_the_pair(r.id)
$$;

CREATE OR REPLACE FUNCTION sec.declare_unknown(the_request uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.is_of_the_pair(the_request) THEN RETURN false; END IF;
  INSERT INTO public.support_pairs_declaration (id, organisation_id, request_id, author_id, may_know, declared_on)
  VALUES (gen_random_uuid(), sec.organisation(), the_request, sec.post(), false, sec.today()) ON CONFLICT DO NOTHING;
  RETURN true;
END $$;

-- She may know her: she steps aside, now or after having read. Nobody is of the pair any more, and whoever follows declares anew.
CREATE OR REPLACE FUNCTION sec.step_aside(the_request uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.is_of_the_pair(the_request) THEN RETURN false; END IF;
  DELETE FROM public.support_pairs_declaration d WHERE d.request_id = the_request AND (NOT d.may_know OR d.author_id = sec.post());
  INSERT INTO public.support_pairs_declaration (id, organisation_id, request_id, author_id, may_know, declared_on)
  VALUES (gen_random_uuid(), sec.organisation(), the_request, sec.post(), true, sec.today());
  UPDATE public.support_requests_supportrequest SET state = 'received', first_id = NULL, first_discipline = '', second_id = NULL,
    second_discipline = '', aside = array_append(aside, sec.post()), named_on = NULL, version = version + 1 WHERE id = the_request;
  RETURN true;
END $$;

-- Who it is, for the two of the pair, once the door is open. Each reading is a line of the read ledger; of a person with a file
-- to which she alone agreed, in such a way that she reads of it at her own door.
CREATE OR REPLACE FUNCTION sec.read_identity(the_request uuid) RETURNS TABLE (id uuid, door text, name text, address text, reach text,
  feared text, not_otherwise text, her_words text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one public.support_pairs_opening; files uuid[];
BEGIN
  SELECT o.* INTO one FROM public.support_pairs_opening o
    WHERE o.request_id = the_request AND sec.is_of_the_pair(the_request) AND sec.door_is_open(o);
  IF one.id IS NULL THEN RETURN; END IF;
  files := ARRAY(SELECT c.subject_id FROM public.cases_case c JOIN public.support_requests_asking a
    ON a.request_id = the_request AND a.household_id = c.household_id WHERE c.agreed_by = ARRAY[one.person_id]);
  INSERT INTO public.access_read_event (at, post_id, person, what, reference, subjects, ground)
  SELECT sec.now(), sec.post(), NULL, 'support_identity', one.id, CASE WHEN f IS NULL THEN '{}'::uuid[] ELSE ARRAY[f] END,
    one.door FROM unnest(CASE WHEN cardinality(files) > 0 THEN files ELSE ARRAY[NULL::uuid] END) f;
  RETURN QUERY SELECT one.id, one.door::text, one.name, one.address, one.reach, one.feared, one.not_otherwise, one.her_words;
END $$;

-- The pair has finished: every door of the request shuts. Answers the subjects whose keys are to be destroyed.
CREATE OR REPLACE FUNCTION sec.shut_doors_of(the_request uuid) RETURNS TABLE (subject uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.subject FROM sec.end_doors(ARRAY(SELECT o.id FROM public.support_pairs_opening o
    WHERE o.request_id = the_request AND sec.is_of_the_pair(the_request) AND o.ended_on IS NULL)) d
$$;
"""
