"""What the head of service does by numbers, without opening anything (P5, P26)."""

NUMBERS = """
-- Workers of the head's service who are away today or whose post has ended, and how much waits for a next worker.
CREATE OR REPLACE FUNCTION sec.to_hand_over()
RETURNS TABLE (post uuid, worker text, gone boolean, open_files bigint, waiting_requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, m.first_name || ' ' || m.last_name, upper(p.valid) <= sec.today() IS TRUE,
    (SELECT count(*) FROM sec.carried_files(p.id)),
    (SELECT count(*) FROM public.cases_request r WHERE r.subject_id = p.id AND r.state = 'waiting')
  FROM public.organisations_post p JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE sec.role() = 'head_of_service' AND p.service_id = sec.service() AND p.role = 'social_worker'
    AND ((upper(p.valid) <= sec.today() AND upper(p.valid) > sec.today() - 366)
      OR EXISTS (SELECT 1 FROM public.organisations_replacement r WHERE r.absent_id = p.id AND r.valid @> sec.today()))
  ORDER BY 2, 1
$$;

-- The head prepares a hand-over for a worker who cannot do so herself: all her open files, never to the head, through no other
-- post of hers either. Returns nothing when it may not be.
CREATE OR REPLACE FUNCTION sec.open_handover(leaving uuid, following uuid, from_day date, until_day date, with_inbox boolean,
  with_places boolean) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE made uuid := gen_random_uuid();
BEGIN
  IF sec.role() IS DISTINCT FROM 'head_of_service' OR from_day < sec.today() OR until_day < from_day OR until_day > from_day + 30
    OR NOT EXISTS (SELECT 1 FROM sec.to_hand_over() w WHERE w.post = leaving)
    OR NOT sec.may_follow(leaving, following, from_day)
    OR EXISTS (SELECT 1 FROM public.organisations_post f JOIN public.organisations_post me ON me.staff_id = f.staff_id
      WHERE f.id = following AND me.id = sec.post()) THEN
    RETURN NULL;
  END IF;
  INSERT INTO public.handovers_handover (id, organisation_id, from_post_id, to_post_id, starts, overlap_ends, everything, inbox,
    places, state, author_id, version)
  VALUES (made, sec.organisation(), leaving, following, from_day, until_day, true, with_inbox, with_places, 'preparing',
    sec.post(), 1);
  RETURN made;
END $$;

-- How hand-overs of the head's service stand: who, to whom, when, and numbers. That a tenant asked for another worker is a
-- number here, without her name and without a theme.
CREATE OR REPLACE FUNCTION sec.handover_numbers()
RETURNS TABLE (handover uuid, leaving text, following text, starts date, overlap_ends date, state text, mine boolean,
  files bigint, told bigint, another bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT h.id, lm.first_name || ' ' || lm.last_name, fm.first_name || ' ' || fm.last_name, h.starts, h.overlap_ends, h.state,
    h.author_id = sec.post(),
    CASE WHEN h.everything AND h.state = 'preparing' THEN (SELECT count(*) FROM sec.carried_files(h.from_post_id))
      ELSE count(n.id) FILTER (WHERE n.passes) END,
    count(n.told_on), count(n.another_on)
  FROM public.handovers_handover h
  JOIN public.organisations_post l ON l.id = h.from_post_id JOIN public.organisations_staffmember lm ON lm.id = l.staff_id
  JOIN public.organisations_post f ON f.id = h.to_post_id JOIN public.organisations_staffmember fm ON fm.id = f.staff_id
  LEFT JOIN public.handovers_handovernote n ON n.handover_id = h.id
  WHERE sec.role() = 'head_of_service' AND l.service_id = sec.service() AND h.organisation_id = sec.organisation()
    AND h.state <> 'withdrawn' AND h.overlap_ends >= sec.today() - 30
  GROUP BY h.id, lm.first_name, lm.last_name, fm.first_name, fm.last_name ORDER BY h.starts DESC, h.id
$$;
"""
