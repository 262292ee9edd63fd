-- Who stands in which relation to what. Nobody adds herself to a team that holds anything; hierarchy opens nothing.

-- A new, empty subject with its opener as assigned worker: the only way to be in a team by one's own act.
CREATE OR REPLACE FUNCTION sec.open_subject(the_kind text, the_place uuid) RETURNS uuid
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE made uuid := gen_random_uuid(); me uuid := sec.post();
BEGIN
  IF me IS NULL OR sec.role() <> 'social_worker' THEN RETURN NULL; END IF;
  IF the_kind <> 'case' THEN RAISE EXCEPTION 'unknown kind'; END IF;
  INSERT INTO public.access_subject (id, organisation_id, place_id, kind, created_at)
  VALUES (made, sec.organisation(), the_place, the_kind, sec.now());
  INSERT INTO public.access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)
  VALUES (gen_random_uuid(), made, me, 'assigned', daterange(sec.today(), NULL), me, 'opened', sec.now());
  RETURN made;
END $$;

-- Each post that receives requests has an inbox: a subject whose id is the post's own.
CREATE OR REPLACE FUNCTION sec.make_inbox() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NEW.role = 'social_worker' THEN
    INSERT INTO public.access_subject (id, organisation_id, kind, created_at)
    VALUES (NEW.id, NEW.organisation_id, 'inbox', sec.now()) ON CONFLICT DO NOTHING;
    INSERT INTO public.access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)
    VALUES (gen_random_uuid(), NEW.id, NEW.id, 'assigned', NEW.valid, NEW.id, 'own inbox', sec.now());
  END IF;
  RETURN NEW;
END $$;

-- May the person asking add this post to this team (P5)? A current member may; the head of that social service may, by
-- number and without opening, never for herself; the added post is bound by secrecy and of the same organisation.
CREATE OR REPLACE FUNCTION sec.may_add_to_team(the_subject uuid, the_post uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (
    SELECT 1 FROM public.organisations_post p JOIN public.access_subject s ON s.id = the_subject
    WHERE p.id = the_post AND p.valid @> sec.today()
      AND p.staff_id <> (SELECT m.staff_id FROM public.organisations_post m WHERE m.id = sec.post())  -- nor through a second post
      AND p.organisation_id = s.organisation_id AND s.organisation_id = sec.organisation()
      AND p.role IN ('social_worker', 'trainee')
      AND (the_subject = ANY (sec.my_subjects())
           OR (sec.role() = 'head_of_service' AND p.service_id = sec.service()))
  )
$$;

-- Replacement in three taps (P15): the absent worker for herself, or the head of her service without opening anything, and
-- never for herself, through another post either. It begins today at the earliest and never outlasts the absent worker's
-- own place in a team: what she may no longer open, nobody opens in her stead.
CREATE OR REPLACE FUNCTION sec.cover(absent uuid, covering uuid, from_day date, to_day date) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE made integer; me uuid := sec.post(); begins date := greatest(from_day, sec.today()); span daterange;
BEGIN
  IF me IS NULL OR to_day < begins OR (me <> absent AND sec.role() <> 'head_of_service') THEN RETURN NULL; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.organisations_post a
      JOIN public.organisations_post c ON c.id = covering AND c.service_id = a.service_id AND c.staff_id <> a.staff_id
        AND c.role = 'social_worker' AND c.valid @> begins
      JOIN public.organisations_post m ON m.id = me AND m.service_id = a.service_id
        AND (m.id = a.id OR m.staff_id <> c.staff_id)
      WHERE a.id = absent) THEN
    RETURN NULL;
  END IF;
  span := daterange(begins, to_day, '[]');
  INSERT INTO public.organisations_replacement (id, absent_id, covering_id, valid)
  VALUES (gen_random_uuid(), absent, covering, span);
  INSERT INTO public.access_teammember (id, subject_id, post_id, duty, valid, added_by_id, reason, added_at)
  SELECT gen_random_uuid(), t.subject_id, covering, 'replacement', span * t.valid, me, 'replacement', sec.now()
  FROM public.access_teammember t
  WHERE t.post_id = absent AND t.duty = 'assigned' AND t.valid @> begins AND t.valid @> sec.today();
  GET DIAGNOSTICS made = ROW_COUNT;
  RETURN made;
END $$;

-- A place in a team only ends sooner: nobody lengthens it, her own least of all; whoever stays on is added anew (P5).
CREATE OR REPLACE FUNCTION sec.keep_team_term() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'palier_app' AND NOT NEW.valid <@ OLD.valid THEN
    RAISE EXCEPTION 'a place in a team is not lengthened' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_team_term ON public.access_teammember;
CREATE TRIGGER keep_team_term BEFORE UPDATE ON public.access_teammember
  FOR EACH ROW EXECUTE FUNCTION sec.keep_team_term();

-- Once what she needs has closed again, nothing tells any more that she was received (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_presences() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.access_dutypresence WHERE until <= sec.now()
    AND NOT sec.is_held(NULL, sec.persons_of(household)) RETURNING id) SELECT count(*) FROM gone
$$;
