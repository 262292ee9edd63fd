-- Who works where decides who may know what, so nobody makes a reader of secrets alone (P5). The administrator wishes for a post;
-- one that opens secrets, or guards them, waits for another person. Nobody proposes, confirms or ends for herself.

-- Who confirms such a post; '' when the administrator gives it alone; NULL for a role that is not given here.
CREATE OR REPLACE FUNCTION sec.post_confirmed_by(the_role text, the_service uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE
    WHEN the_role IN ('head_of_service', 'organisation_admin') THEN 'data_protection_officer'
    WHEN the_role IN ('social_worker', 'trainee', 'front_desk', 'data_protection_officer') THEN 'head_of_service'
    WHEN the_role IN ('accounts', 'transfers', 'technical', 'proximity_agent', 'collective_social_worker', 'caretaker', 'direction')
      THEN CASE WHEN EXISTS (SELECT 1 FROM public.organisations_service s WHERE s.id = the_service AND s.kind = 'social')
        THEN 'head_of_service' ELSE '' END
  END
$$;

-- Does this person hold a post, now or later, that somebody had to confirm? Wherever it is.
CREATE OR REPLACE FUNCTION sec.is_entrusted(the_staff uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.staff_id = the_staff AND NOT isempty(p.valid)
    AND (upper_inf(p.valid) OR upper(p.valid) > sec.today())
    AND sec.post_confirmed_by(p.role, p.service_id) IS DISTINCT FROM '')
$$;

CREATE OR REPLACE FUNCTION sec.is_herself(the_staff uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM sec.asking a WHERE a.staff_id = the_staff)
$$;

-- Has she such a post here on one of these days already?
CREATE OR REPLACE FUNCTION sec.has_post(the_staff uuid, the_service uuid, the_role text, days daterange) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.staff_id = the_staff AND p.service_id = the_service
    AND p.role = the_role AND p.valid && days)
$$;

-- Somebody new with her account, into which nobody can come yet. Employed by the company or by a seconding body (S0-017).
CREATE OR REPLACE FUNCTION sec.add_staff(the_id uuid, the_user uuid, first text, last text, the_employer uuid, name text,
  the_language text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.administers() IS NULL OR btrim(first) = '' OR btrim(last) = '' OR NOT EXISTS (
    SELECT 1 FROM public.organisations_organisation o WHERE o.id = the_employer
      AND (o.id = sec.administers() OR o.kind = 'secondment_service')) THEN RETURN false; END IF;
  INSERT INTO public.accounts_user (id, password, username, email, language, is_active)
  VALUES (the_user, '!' || gen_random_uuid(), name, '', the_language, true);
  INSERT INTO public.organisations_staffmember (id, user_id, first_name, last_name, employer_id, phone)
  VALUES (the_id, the_user, first, last, the_employer, '');
  RETURN true;
END $$;

-- The administrator wishes for a post. Answers 'given' or 'proposed'; NULL when it may not be.
CREATE OR REPLACE FUNCTION sec.propose_post(the_id uuid, the_staff uuid, the_service uuid, the_role text, fraction numeric,
  first_day date, last_day date, the_supervisor uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE confirms text := sec.post_confirmed_by(the_role, the_service); days daterange := daterange(first_day, last_day, '[]');
BEGIN
  IF confirms IS NULL OR sec.administers() IS NULL OR sec.is_herself(the_staff) OR first_day < sec.today()
    OR NOT EXISTS (SELECT 1 FROM public.organisations_service s WHERE s.id = the_service
      AND s.organisation_id = sec.administers() AND s.closed_on IS NULL FOR SHARE)
    OR NOT EXISTS (SELECT 1 FROM public.organisations_staffmember m JOIN public.organisations_organisation o ON o.id = m.employer_id
      WHERE m.id = the_staff AND (o.id = sec.administers() OR o.kind = 'secondment_service'))
    OR (the_role = 'trainee') <> (the_supervisor IS NOT NULL)
    OR (the_supervisor IS NOT NULL AND NOT EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.id = the_supervisor
      AND p.service_id = the_service AND p.role = 'social_worker' AND p.valid @> first_day AND p.staff_id <> the_staff))
    OR sec.has_post(the_staff, the_service, the_role, days) THEN RETURN NULL; END IF;
  INSERT INTO public.organisations_postproposal (id, staff_id, organisation_id, service_id, role, full_time_fraction, starts,
    ends, supervisor_id, state, proposed_by_id, proposed_at)
  VALUES (the_id, the_staff, sec.administers(), the_service, the_role, fraction, first_day, last_day, the_supervisor,
    CASE confirms WHEN '' THEN 'given' ELSE 'proposed' END, sec.post(), sec.now());
  IF confirms <> '' THEN RETURN 'proposed'; END IF;
  INSERT INTO public.organisations_post (id, staff_id, organisation_id, service_id, role, full_time_fraction, valid)
  VALUES (the_id, the_staff, sec.administers(), the_service, the_role, fraction, days);
  RETURN 'given';
END $$;

-- Whoever must, another person than the one who proposed and the one it is for, confirms a post or sets it aside. Effective from
-- then on. Who was not entrusted with anything so far gets a new way in, from the hand that confirms: what the administrator may
-- have set up in her name opens nothing any more.
CREATE OR REPLACE FUNCTION sec.decide_post(the_id uuid, confirms boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one record; days daterange;
BEGIN
  SELECT w.*, by.staff_id AS proposer INTO one FROM public.organisations_postproposal w
    JOIN public.organisations_post by ON by.id = w.proposed_by_id
    WHERE w.id = the_id AND w.state = 'proposed' AND w.organisation_id = sec.organisation() FOR UPDATE OF w;
  IF NOT FOUND OR sec.role() IS DISTINCT FROM sec.post_confirmed_by(one.role, one.service_id)
    OR sec.is_herself(one.staff_id) OR sec.is_herself(one.proposer) THEN RETURN false; END IF;
  IF confirms THEN
    IF one.ends < sec.today() THEN RETURN false; END IF;
    days := daterange(greatest(one.starts, sec.today()), one.ends, '[]');
    IF sec.has_post(one.staff_id, one.service_id, one.role, days) THEN RETURN false; END IF;
    IF NOT sec.is_entrusted(one.staff_id) THEN PERFORM sec.begin_anew(one.staff_id); END IF;
    INSERT INTO public.organisations_post (id, staff_id, organisation_id, service_id, role, full_time_fraction, valid, supervisor_id)
    VALUES (the_id, one.staff_id, one.organisation_id, one.service_id, one.role, one.full_time_fraction, days, one.supervisor_id);
  END IF;
  UPDATE public.organisations_postproposal SET state = CASE WHEN confirms THEN 'confirmed' ELSE 'set_aside' END,
    decided_by_id = sec.post(), decided_at = sec.now() WHERE id = the_id;
  RETURN true;
END $$;

-- Nothing that opened this account so far opens it any more. Only decide_post calls it.
CREATE OR REPLACE FUNCTION sec.begin_anew(the_staff uuid) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE hers uuid := (SELECT m.user_id FROM public.organisations_staffmember m WHERE m.id = the_staff);
BEGIN
  UPDATE public.accounts_user SET password = '!' || gen_random_uuid() WHERE id = hers;
  DELETE FROM public.mfa_authenticator WHERE user_id = hers;
  DELETE FROM public.accounts_api_token WHERE user_id = hers;
  DELETE FROM public.accounts_machine WHERE user_id = hers;
  DELETE FROM public.accounts_browser_session WHERE user_id = hers;
  DELETE FROM public.accounts_first_code WHERE user_id = hers;
  DELETE FROM public.accounts_way_back WHERE user_id = hers;
  DELETE FROM public.access_lock_session WHERE user_id = hers;
END $$;

-- Was nothing ever signed in with on this account? Told only of who works here, to who may give her the first code: whoever
-- confirmed her, when she is entrusted with something, else the administrator.
CREATE OR REPLACE FUNCTION sec.may_give_first_code(the_staff uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT NOT sec.is_herself(the_staff)
    AND EXISTS (SELECT 1 FROM public.organisations_staffmember m JOIN public.accounts_user u ON u.id = m.user_id
      WHERE m.id = the_staff AND u.is_active AND u.password LIKE '!%')
    AND EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.staff_id = the_staff AND NOT isempty(p.valid)
      AND p.organisation_id = sec.organisation() AND (upper_inf(p.valid) OR upper(p.valid) > sec.today())
      AND CASE WHEN sec.is_entrusted(the_staff) THEN sec.post_confirmed_by(p.role, p.service_id) = sec.role()
        ELSE sec.administers() IS NOT NULL END)
$$;

-- The code with which she comes in the first time, for three days; the former one ends. Answers her user name.
CREATE OR REPLACE FUNCTION sec.give_first_code(the_staff uuid, the_hash bytea) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE hers record;
BEGIN
  IF NOT sec.may_give_first_code(the_staff) THEN RETURN NULL; END IF;
  SELECT u.id, u.username INTO hers FROM public.organisations_staffmember m JOIN public.accounts_user u ON u.id = m.user_id
    WHERE m.id = the_staff;
  DELETE FROM public.accounts_first_code WHERE user_id = hers.id;
  INSERT INTO public.accounts_first_code (id, user_id, code_hash, expires_at)
  VALUES (gen_random_uuid(), hers.id, the_hash, sec.now() + interval '3 days');
  RETURN hers.username;
END $$;

-- The slip of a new way in that this person may give for an account in use: 'first' for the administrator; 'second', for who is
-- entrusted with something, for whoever confirms her, once another person gave the first. NULL: none. Nobody for herself.
CREATE OR REPLACE FUNCTION sec.way_back_slip(the_staff uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE
    WHEN sec.is_herself(the_staff) THEN NULL
    WHEN sec.administers() IS NOT NULL THEN 'first'
    WHEN EXISTS (SELECT 1 FROM public.accounts_way_back w WHERE w.user_id = u.id AND w.needs_second AND w.expires_at > sec.now()
        AND NOT sec.is_herself(w.first_by))
      AND EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.staff_id = the_staff AND p.organisation_id = sec.organisation()
        AND NOT isempty(p.valid) AND (upper_inf(p.valid) OR upper(p.valid) > sec.today())
        AND sec.post_confirmed_by(p.role, p.service_id) = sec.role()) THEN 'second'
    END
  FROM public.organisations_staffmember m JOIN public.accounts_user u ON u.id = m.user_id
  WHERE m.id = the_staff AND u.is_active AND u.password NOT LIKE '!%'
    AND EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.staff_id = the_staff AND NOT isempty(p.valid)
      AND p.organisation_id = sec.organisation() AND (upper_inf(p.valid) OR upper(p.valid) > sec.today()))
$$;

-- Gives that slip: three days from the first. A first slip anew ends both. Answers her user name, NULL when it may not be.
CREATE OR REPLACE FUNCTION sec.give_way_back(the_staff uuid, the_hash bytea, lost_key boolean) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE hers record; slip text := sec.way_back_slip(the_staff);
BEGIN
  IF slip IS NULL THEN RETURN NULL; END IF;
  SELECT u.id, u.username INTO hers FROM public.organisations_staffmember m JOIN public.accounts_user u ON u.id = m.user_id
    WHERE m.id = the_staff;
  IF slip = 'second' THEN
    UPDATE public.accounts_way_back SET second_hash = the_hash WHERE user_id = hers.id;
  ELSE
    DELETE FROM public.accounts_way_back WHERE user_id = hers.id;
    INSERT INTO public.accounts_way_back (id, user_id, first_hash, first_by, needs_second, lost_key, begun_at, expires_at)
    SELECT gen_random_uuid(), hers.id, the_hash, a.staff_id, sec.is_entrusted(the_staff), lost_key, sec.now(),
      sec.now() + interval '3 days' FROM sec.asking a;
  END IF;
  RETURN hers.username;
END $$;

-- A post ends after its last day; yesterday: at once, whatever she has open (P31).
CREATE OR REPLACE FUNCTION sec.end_post(the_id uuid, last_day date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.organisations_post p SET valid = p.valid * daterange(NULL, last_day, '[]')
    WHERE p.id = the_id AND p.organisation_id = sec.administers() AND NOT sec.is_herself(p.staff_id)
      AND last_day >= sec.today() - 1 AND NOT isempty(p.valid) AND (upper_inf(p.valid) OR upper(p.valid) > sec.today());
  RETURN FOUND;
END $$;
