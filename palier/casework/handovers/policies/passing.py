"""What happens on the day of a hand-over, in one transaction: what stays behind first, then who follows."""

from palier.registry.calendar.rules.appointments import HOLDS_ITS_HOUR

_TEXT = """
-- Who may follow a worker: another social worker of the same service, in post on that day. It says no more than the list of
-- who works where, which everybody reads.
CREATE OR REPLACE FUNCTION sec.may_follow(leaving uuid, following uuid, on_day date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post l
    JOIN public.organisations_post f ON f.service_id = l.service_id AND f.organisation_id = l.organisation_id
      AND f.staff_id <> l.staff_id AND f.role = 'social_worker' AND f.valid @> on_day
    WHERE l.id = leaving AND l.role = 'social_worker' AND f.id = following)
$$;

-- The open files of which a post is the assigned worker; after its end, those it held to the last and nobody took since.
CREATE OR REPLACE FUNCTION sec.carried_files(the_post uuid) RETURNS TABLE (file uuid, subject uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT c.id, c.subject_id FROM public.access_teammember t
  JOIN public.cases_case c ON c.subject_id = t.subject_id AND c.closed_on IS NULL
  JOIN public.organisations_post p ON p.id = t.post_id
  WHERE t.post_id = the_post AND t.duty = 'assigned' AND NOT isempty(t.valid)
    AND (t.valid @> sec.today() OR (upper(p.valid) <= sec.today() AND upper(t.valid) >= upper(p.valid)
      AND NOT EXISTS (SELECT 1 FROM public.access_teammember n WHERE n.subject_id = t.subject_id AND n.duty = 'assigned'
        AND n.post_id <> the_post AND n.valid @> sec.today())))
$$;

-- Contacts that their author does not pass on become her aide-mémoires, with what was confided in them; what she promised in
-- them goes back to her own inbox, since a step has no tier (P17, P31).
CREATE OR REPLACE FUNCTION sec.leave_behind(leaving uuid, passing uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today(); behind uuid[];
BEGIN
  behind := ARRAY(SELECT c.id FROM public.cases_contact c JOIN public.handovers_keptback k ON k.contact_id = c.id AND k.standing
    WHERE c.subject_id = ANY (passing) AND c.author_id = leaving AND c.tier = 'team');
  UPDATE public.cases_contact SET tier = 'author', ends_on = least(coalesce(ends_on, today + 30), today + 30),
    version = version + 1 WHERE id = ANY (behind);
  UPDATE public.cases_confidence SET tier = 'author' WHERE contact_id = ANY (behind) AND tier = 'team';
  UPDATE public.cases_step SET subject_id = leaving, case_id = NULL WHERE contact_id = ANY (behind);
END $$;

-- The next worker is assigned from today on; the former one stays as a colleague while the overlap lasts, never beyond her
-- own place. Who stood in for her in these files does no longer: they have a worker.
CREATE OR REPLACE FUNCTION sec.pass_files(the_handover public.handovers_handover, passing uuid[]) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today(); h public.handovers_handover := the_handover;
BEGIN
  IF h.overlap_ends >= today THEN
    INSERT INTO public.access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)
    SELECT gen_random_uuid(), t.subject_id, t.post_id, 'colleague', daterange(today, h.overlap_ends, '[]') * t.valid,
      h.author_id, 'handover', sec.now()
    FROM public.access_teammember t
    WHERE t.post_id = h.from_post_id AND t.duty = 'assigned' AND t.subject_id = ANY (passing) AND t.valid @> today;
  END IF;
  UPDATE public.access_teammember t SET valid = t.valid * daterange(NULL, today)
    WHERE t.subject_id = ANY (passing) AND t.valid @> today AND ((t.post_id = h.from_post_id AND t.duty = 'assigned')
      OR (t.duty = 'replacement' AND EXISTS (SELECT 1 FROM public.organisations_replacement r
        WHERE r.absent_id = h.from_post_id AND r.covering_id = t.post_id AND r.valid @> today)));
  INSERT INTO public.access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)
  SELECT gen_random_uuid(), s, h.to_post_id, 'assigned', daterange(today, NULL), h.author_id, 'handover', sec.now()
  FROM unnest(passing) AS s;
  INSERT INTO public.handovers_handovernote (id, organisation_id, subject_id, handover_id, case_id, author_id, passes, stands,
    promised, reached, helpers, told_how, version)
  SELECT gen_random_uuid(), h.organisation_id, c.subject_id, h.id, c.id, h.from_post_id, true, '', '', '', '', '', 1
  FROM public.cases_case c WHERE c.subject_id = ANY (passing)
    AND NOT EXISTS (SELECT 1 FROM public.handovers_handovernote n WHERE n.handover_id = h.id AND n.case_id = c.id);
  PERFORM sec.pass_hours(h, passing);
END $$;

-- Hours agreed for the coming days are the next worker's, unless she is taken then: such a one keeps the former's name.
CREATE OR REPLACE FUNCTION sec.pass_hours(h public.handovers_handover, passing uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.calendar_appointment a SET worker_id = h.to_post_id, version = a.version + 1
  WHERE a.subject_id = ANY (passing) AND a.worker_id = h.from_post_id AND a.state = 'planned' AND lower(a.span) > sec.now()
    AND lower(a.span) >= (sec.today() + 1)::timestamp AT TIME ZONE 'Europe/Brussels'
    AND NOT EXISTS (SELECT 1 FROM public.calendar_appointment b
      WHERE b.worker_id = h.to_post_id AND b.state IN (HOLDS) AND b.span && a.span)
$$;

-- What lies in the inbox and the whole team reads goes to the next worker's inbox. What only its author or named readers
-- read stays where it is (P12, P31).
CREATE OR REPLACE FUNCTION sec.pass_inbox(leaving uuid, following uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE moved uuid[];
BEGIN
  moved := ARRAY(SELECT id FROM public.cases_contact WHERE subject_id = leaving AND case_id IS NULL AND tier = 'team');
  UPDATE public.cases_contact SET subject_id = following WHERE id = ANY (moved);  -- takes what was confided and promised along
  UPDATE public.cases_confidence SET subject_id = leaving WHERE contact_id = ANY (moved) AND tier <> 'team';
  UPDATE public.cases_step SET subject_id = following WHERE subject_id = leaving AND case_id IS NULL AND contact_id IS NULL;
  UPDATE public.cases_request SET subject_id = following WHERE subject_id = leaving AND case_id IS NULL;
  UPDATE public.cases_deskword SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.documents_document SET subject_id = following WHERE subject_id = leaving AND tier = 'team';
  UPDATE public.calendar_appointment SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.messaging_dispatch SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.messaging_letter SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.data_requests_datadecision SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.data_requests_datarequest SET subject_id = following WHERE subject_id = leaving;
  UPDATE public.mail_bag_broughtletter SET subject_id = following WHERE subject_id = leaving AND tier = 'team';
  UPDATE public.entitlements_rightseen r SET subject_id = following WHERE r.subject_id = leaving
    AND NOT EXISTS (SELECT 1 FROM public.entitlements_rightseen o WHERE o.subject_id = following AND o.person_id = r.person_id
      AND o.question = r.question);
  UPDATE public.welcomes_welcome w SET subject_id = following WHERE w.subject_id = leaving
    AND NOT EXISTS (SELECT 1 FROM public.welcomes_welcome o WHERE o.subject_id = following AND o.lease_id = w.lease_id);
END $$;

-- The places too, when asked: from today on, until another one's assignment begins.
CREATE OR REPLACE FUNCTION sec.pass_places(leaving uuid, following uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today(); held uuid[];
BEGIN
  held := ARRAY(SELECT DISTINCT a.place_id FROM public.organisations_placeassignment a
    JOIN public.organisations_post p ON p.id = a.post_id WHERE a.post_id = leaving AND (a.valid @> today
      OR (upper(p.valid) <= today AND upper(a.valid) >= upper(p.valid) AND NOT EXISTS (
        SELECT 1 FROM public.organisations_placeassignment n WHERE n.place_id = a.place_id AND n.valid @> today))));
  UPDATE public.organisations_placeassignment SET valid = valid * daterange(NULL, today)
    WHERE post_id = leaving AND place_id = ANY (held) AND valid @> today;
  INSERT INTO public.organisations_placeassignment (id, place_id, post_id, valid)
  SELECT gen_random_uuid(), h, following, daterange(today, (SELECT min(lower(n.valid))
    FROM public.organisations_placeassignment n WHERE n.place_id = h AND lower(n.valid) > today)) FROM unnest(held) AS h;
END $$;

-- One hand-over, on its day or after it: all of it holds, or none.
CREATE OR REPLACE FUNCTION sec.carry_out(the_handover uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE h public.handovers_handover; today date := sec.today(); passing uuid[];
BEGIN
  SELECT * INTO h FROM public.handovers_handover WHERE id = the_handover AND state = 'preparing' AND starts <= today FOR UPDATE;
  IF NOT FOUND OR NOT sec.may_follow(h.from_post_id, h.to_post_id, today) THEN RETURN false; END IF;
  passing := ARRAY(SELECT f.subject FROM sec.carried_files(h.from_post_id) f WHERE h.everything OR EXISTS (
    SELECT 1 FROM public.handovers_handovernote n WHERE n.handover_id = h.id AND n.case_id = f.file AND n.passes));
  PERFORM sec.leave_behind(h.from_post_id, passing || CASE WHEN h.inbox THEN ARRAY[h.from_post_id] ELSE '{}'::uuid[] END);
  PERFORM sec.pass_files(h, passing);
  IF h.inbox THEN
    PERFORM sec.pass_hours(h, ARRAY[h.from_post_id]);
    PERFORM sec.pass_inbox(h.from_post_id, h.to_post_id);
  END IF;
  IF h.places THEN PERFORM sec.pass_places(h.from_post_id, h.to_post_id); END IF;
  UPDATE public.handovers_handover SET state = 'done', done_on = today, version = version + 1 WHERE id = h.id;
  RETURN true;
END $$;

-- By hand, for who made it: the leaving worker, or the head.
CREATE OR REPLACE FUNCTION sec.hand_over(the_handover uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT sec.carry_out(h.id) FROM public.handovers_handover h
    WHERE h.id = the_handover AND h.author_id = sec.post() AND h.organisation_id = sec.organisation()), false)
$$;

-- By itself, in the first hour of the day. Returns how many were carried out.
CREATE OR REPLACE FUNCTION sec.carry_out_handovers() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*) FILTER (WHERE sec.carry_out(due.id)) FROM (SELECT h.id FROM public.handovers_handover h
    WHERE h.state = 'preparing' AND h.starts <= sec.today() ORDER BY h.starts, h.id) due
$$;
"""

PASSING = _TEXT.replace("HOLDS", ", ".join(f"'{state}'" for state in HOLDS_ITS_HOUR))
