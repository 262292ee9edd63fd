"""The worker's side: her pair, the doors she opens and shuts; and the second head of a door opened in danger (P6, P19)."""

WORKER = """
-- A request of mine, in the post in which I asked; NULL for another's.
CREATE OR REPLACE FUNCTION sec.my_request(the_asking uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.request_id FROM public.support_requests_asking a
  WHERE a.id = the_asking AND a.author_id = sec.post() AND sec.role() = 'social_worker'
$$;

-- Who comes: she must be able to say it. Their names, to who asked alone, and only while they are the pair.
CREATE OR REPLACE FUNCTION sec.my_pair(the_asking uuid) RETURNS TABLE (name text, discipline text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.first_name || ' ' || m.last_name, v.discipline::text FROM public.support_requests_supportrequest r
  CROSS JOIN LATERAL (VALUES (1, r.first_id, r.first_discipline), (2, r.second_id, r.second_discipline)) v(place, post, discipline)
  JOIN public.organisations_post p ON p.id = v.post JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE r.id = sec.my_request(the_asking) AND r.state = 'pair_named' ORDER BY v.place
$$;

CREATE OR REPLACE FUNCTION sec.support_name(the_post uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.first_name || ' ' || m.last_name FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id WHERE p.id = the_post
$$;

-- The doors of one request of mine, the latest first. `declared`: how many of the pair have declared; `not_to`: who of the pair came
-- after this door was opened, and knows nobody by it.
DROP FUNCTION IF EXISTS sec.my_doors(uuid);
CREATE FUNCTION sec.my_doors(the_asking uuid) RETURNS TABLE (id uuid, door text, name text, address text, reach text,
  given_on date, how text, language text, parts text[], answer text, her_words text, feared text, not_otherwise text, second text,
  second_answer text, told_on date, not_told text, tell_on date, opened_on date, ended_on date, declared integer,
  not_to text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, o.door::text, o.name, o.address, o.reach, o.given_on, o.how::text, o.language::text, o.parts::text[],
    o.answer::text, o.her_words, o.feared, o.not_otherwise, coalesce(m.first_name || ' ' || m.last_name, ''),
    o.second_answer::text, o.told_on, o.not_told::text, o.tell_on, o.opened_on, o.ended_on, sec.pair_has_declared(o.request_id),
    CASE WHEN o.ended_on IS NULL THEN ARRAY(SELECT sec.support_name(v.post) FROM public.support_requests_supportrequest r
      CROSS JOIN LATERAL (VALUES (1, r.first_id), (2, r.second_id)) v(place, post)
      WHERE r.id = o.request_id AND v.post <> ALL (o.opened_to) ORDER BY v.place) ELSE '{}' END
  FROM public.support_pairs_opening o LEFT JOIN public.organisations_post p ON p.id = o.second_id
  LEFT JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE o.request_id = sec.my_request(the_asking) AND o.author_id = sec.post() ORDER BY o.id DESC
$$;

-- A door opens, once the pair is named, and while no other stands open. Its words come sealed; who, of which house, of which
-- request, to which two and since when is never what the page claims. A visit to which she said no is told of and ends at once, with nobody in it.
CREATE OR REPLACE FUNCTION sec.open_door(the_asking uuid, given jsonb) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one public.support_pairs_opening; home uuid; pair uuid[];
BEGIN
  SELECT r.id, a.household_id, ARRAY[r.first_id, r.second_id] INTO one.request_id, home, pair FROM public.support_requests_supportrequest r
    JOIN public.support_requests_asking a ON a.request_id = r.id
    WHERE r.id = sec.my_request(the_asking) AND r.state = 'pair_named' FOR UPDATE OF r;
  IF one.request_id IS NULL THEN RETURN 'refused'; END IF;
  IF EXISTS (SELECT 1 FROM public.support_pairs_opening o WHERE o.request_id = one.request_id AND o.ended_on IS NULL
      AND (given ->> 'ended_on' IS NULL OR pair <@ o.opened_to)) THEN
    RETURN 'open'; END IF;
  one := jsonb_populate_record(NULL::public.support_pairs_opening, given || jsonb_build_object('request_id', one.request_id,
    'organisation_id', sec.organisation(), 'author_id', sec.post(), 'tier', 'reinforced', 'second_answer', '',
    'opened_on', sec.today(), 'opened_to', to_jsonb(pair)));
  IF one.person_id IS NOT NULL AND (home IS NULL OR one.person_id <> ALL (sec.persons_of(home))) THEN RETURN 'refused'; END IF;
  IF (one.door = 'grave_danger') <> (one.second_id IS NOT NULL)
    OR (one.door = 'grave_danger' AND (one.feared = '' OR one.not_otherwise = '' OR NOT sec.may_be_second(one.second_id)))
    THEN RETURN 'refused'; END IF;
  INSERT INTO public.access_subject (id, organisation_id, kind, created_at)
  VALUES (one.subject_id, one.organisation_id, 'seal', sec.now());
  INSERT INTO public.support_pairs_opening SELECT one.*;
  RETURN 'opened';
END $$;

-- She shuts it whenever she wants: the identity is gone at once. Answers the subject whose key is to be destroyed.
CREATE OR REPLACE FUNCTION sec.shut_door(the_opening uuid) RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT subject FROM sec.end_doors(ARRAY(SELECT o.id FROM public.support_pairs_opening o
    WHERE o.id = the_opening AND o.author_id = sec.post() AND sec.role() = 'social_worker' AND o.ended_on IS NULL))
$$;

-- She was told, as soon as danger allowed. Why not before stays.
CREATE OR REPLACE FUNCTION sec.tell_of_door(the_opening uuid, the_day date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.support_pairs_opening o SET told_on = the_day WHERE o.id = the_opening AND o.author_id = sec.post()
    AND sec.role() = 'social_worker' AND o.told_on IS NULL AND o.door = 'grave_danger' AND the_day BETWEEN o.opened_on AND sec.today();
  RETURN FOUND;
END $$;
"""

SECOND_HEAD = """
-- Another person than who asks: a social worker of a social service of her company, or its data-protection officer.
CREATE OR REPLACE FUNCTION sec.may_be_second(the_second uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p JOIN public.organisations_post me ON me.id = sec.post()
    LEFT JOIN public.organisations_service v ON v.id = p.service_id
    WHERE p.id = the_second AND p.organisation_id = sec.organisation() AND p.valid @> sec.today() AND p.staff_id <> me.staff_id
      AND ((p.role = 'social_worker' AND v.kind = 'social') OR p.role = 'data_protection_officer'))
$$;

-- What a colleague asks me to think over before a door opens; never who it is. The officer was called: she reads no word.
CREATE OR REPLACE FUNCTION sec.seconds_of_doors() RETURNS TABLE (id uuid, who text, opened_on date, feared text, not_otherwise text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, m.first_name || ' ' || m.last_name, o.opened_on,
    CASE WHEN sec.role() = 'social_worker' THEN o.feared ELSE '' END,
    CASE WHEN sec.role() = 'social_worker' THEN o.not_otherwise ELSE '' END
  FROM public.support_pairs_opening o JOIN public.organisations_post p ON p.id = o.author_id
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE o.second_id = sec.post() AND o.second_answer = '' AND o.ended_on IS NULL
    AND sec.role() IN ('social_worker', 'data_protection_officer') ORDER BY o.id
$$;

-- Her answer, once. Without it nothing opens; when she does not agree nothing remains but that it was asked.
CREATE OR REPLACE FUNCTION sec.answer_door(the_opening uuid, agrees boolean) RETURNS TABLE (subject uuid)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one record;
BEGIN
  SELECT o.id, o.subject_id INTO one FROM public.support_pairs_opening o WHERE o.id = the_opening AND o.second_id = sec.post()
    AND o.second_answer = '' AND o.ended_on IS NULL AND sec.role() IN ('social_worker', 'data_protection_officer') FOR UPDATE;
  IF one.id IS NULL THEN RETURN; END IF;
  IF agrees THEN
    UPDATE public.support_pairs_opening SET second_answer = 'agreed' WHERE id = one.id;
    RETURN QUERY SELECT NULL::uuid;
  ELSE
    PERFORM sec.end_doors(ARRAY[one.id]);
    UPDATE public.support_pairs_opening SET second_answer = 'not_agreed' WHERE id = one.id;
    RETURN QUERY SELECT one.subject_id;
  END IF;
END $$;
"""
