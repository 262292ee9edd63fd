-- Who is asking. The application proves it with a secret token set in each transaction; only its hash is stored, in a
-- table the application's role cannot read. A forged post or person id is therefore worth nothing.
-- Every function: owner palier_definer, fixed search path, nothing revealed in errors, EXECUTE granted by name below.

CREATE OR REPLACE FUNCTION sec.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT moved_now FROM public.access_installation WHERE demo), now())
$$;

-- Days are Brussels days (D9).
CREATE OR REPLACE FUNCTION sec.today() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (sec.now() AT TIME ZONE 'Europe/Brussels')::date
$$;

CREATE OR REPLACE FUNCTION sec.token_hash() RETURNS bytea LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sha256(convert_to(nullif(current_setting('palier.token', true), ''), 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION sec.post() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id FROM public.access_lock_session s JOIN public.organisations_post p ON p.id = s.post_id
  WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now() AND p.valid @> sec.today()
$$;

CREATE OR REPLACE FUNCTION sec.role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.role FROM public.organisations_post p WHERE p.id = sec.post()
$$;

CREATE OR REPLACE FUNCTION sec.organisation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.organisation_id FROM public.organisations_post p WHERE p.id = sec.post()
  UNION ALL
  SELECT s.organisation_id FROM public.access_lock_session s
  WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now() AND s.post_id IS NULL AND s.purpose = 'import'
$$;

CREATE OR REPLACE FUNCTION sec.service() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.service_id FROM public.organisations_post p WHERE p.id = sec.post()
$$;

CREATE OR REPLACE FUNCTION sec.person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.person FROM public.access_lock_session s
  WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now() AND s.post_id IS NULL
$$;

CREATE OR REPLACE FUNCTION sec.purpose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.purpose FROM public.access_lock_session s WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now()
$$;

-- A second factor given in the last five minutes.
CREATE OR REPLACE FUNCTION sec.stepped_up() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT s.stepped_up_at > sec.now() - interval '5 minutes' FROM public.access_lock_session s
    WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now()), false)
$$;

CREATE OR REPLACE FUNCTION sec.my_subjects() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(array_agg(t.subject_id), '{}') FROM public.access_teammember t
  WHERE t.post_id = (SELECT sec.post()) AND t.valid @> (SELECT sec.today())
$$;

-- Everything the first lock needs to know about who is asking, in one round trip.
DROP FUNCTION IF EXISTS sec.whoami();
CREATE FUNCTION sec.whoami() RETURNS TABLE (
  post uuid, staff uuid, person uuid, role text, organisation uuid, service uuid, service_kind text,
  subjects uuid[], in_emergency boolean, today date, moment timestamptz, purpose text
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.staff_id, s.person, p.role, coalesce(p.organisation_id, s.organisation_id), p.service_id, v.kind,
    (SELECT coalesce(array_agg(t.subject_id), '{}') FROM public.access_teammember t
      WHERE t.post_id = p.id AND t.valid @> (SELECT sec.today())),
    EXISTS (SELECT 1 FROM public.access_emergencyaccess e WHERE e.post_id = p.id AND e.until > sec.now()),
    sec.today(), sec.now(), s.purpose
  FROM public.access_lock_session s
  LEFT JOIN public.organisations_post p ON p.id = s.post_id
  LEFT JOIN public.organisations_service v ON v.id = p.service_id
  WHERE s.token_hash = sec.token_hash() AND s.expires_at > sec.now()
    AND (s.post_id IS NULL OR p.valid @> sec.today())
$$;

-- Sign-in (role palier_auth) opens a session for one post of that account, or for the person it stands for.
CREATE OR REPLACE FUNCTION sec.open_session(the_user uuid, wanted_post uuid, token text, lasts interval)
RETURNS uuid LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE chosen uuid; stands_for uuid;
BEGIN
  SELECT p.id INTO chosen FROM public.organisations_post p JOIN public.organisations_staffmember m ON m.id = p.staff_id
    JOIN public.accounts_user u ON u.id = m.user_id AND u.is_active
    WHERE m.user_id = the_user AND p.valid @> sec.today() AND (wanted_post IS NULL OR p.id = wanted_post)
    ORDER BY p.full_time_fraction DESC, p.id LIMIT 1;
  IF chosen IS NULL THEN
    IF wanted_post IS NOT NULL THEN RETURN NULL; END IF;
    SELECT u.person INTO stands_for FROM public.accounts_user u WHERE u.id = the_user AND u.is_active;
    IF stands_for IS NULL THEN RETURN NULL; END IF;
  END IF;
  INSERT INTO public.access_lock_session (token_hash, user_id, post_id, person, purpose, opened_at, expires_at)
  VALUES (sha256(convert_to(token, 'UTF8')), the_user, chosen, stands_for, 'session', sec.now(), sec.now() + lasts);
  RETURN coalesce(chosen, stands_for);
END $$;

CREATE OR REPLACE FUNCTION sec.close_session(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM public.access_lock_session WHERE token_hash = sha256(convert_to(token, 'UTF8'))
$$;

CREATE OR REPLACE FUNCTION sec.step_up(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.access_lock_session SET stepped_up_at = sec.now()
  WHERE token_hash = sha256(convert_to(token, 'UTF8')) AND expires_at > sec.now()
$$;

-- The posts among which an account may switch.
CREATE OR REPLACE FUNCTION sec.posts_of(the_user uuid)
RETURNS TABLE (post uuid, role text, organisation uuid, name_fr text, name_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.role, o.id, o.name_fr, o.name_nl
  FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  JOIN public.organisations_organisation o ON o.id = p.organisation_id
  WHERE m.user_id = the_user AND p.valid @> sec.today() ORDER BY p.full_time_fraction DESC, p.id
$$;

-- Background work and imports (role palier_job) act for one organisation and one named purpose, for an hour.
CREATE OR REPLACE FUNCTION sec.open_job(the_organisation uuid, the_purpose text, token text)
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF the_purpose NOT IN ('import') THEN RAISE EXCEPTION 'unknown purpose'; END IF;
  INSERT INTO public.access_lock_session (token_hash, organisation_id, purpose, opened_at, expires_at)
  VALUES (sha256(convert_to(token, 'UTF8')), the_organisation, the_purpose, sec.now(), sec.now() + interval '1 hour');
END $$;
