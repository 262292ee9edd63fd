-- Who is asking. The application proves it with a secret token set in each transaction; only its hash is stored, in a
-- table the application's role cannot read. A forged post or person id is therefore worth nothing.
-- Every function: owner palier_definer, fixed search path, nothing revealed in errors, EXECUTE granted by name below.

CREATE OR REPLACE FUNCTION sec.now() RETURNS timestamptz LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT moved_now FROM public.access_installation WHERE demo), now())
$$;

-- Days are Brussels days (D9).
CREATE OR REPLACE FUNCTION sec.today() RETURNS date LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (coalesce((SELECT moved_now FROM public.access_installation WHERE demo), now()) AT TIME ZONE 'Europe/Brussels')::date
$$;

-- The session that the token of this transaction opens, with the post it stands for while that post is valid; no row for an
-- unknown, expired or withdrawn token. It is read at every statement, so what ends is gone at the next one. A view, and not a
-- function, because a view costs nothing: what asks it is planned as one short look-up. Only palier_definer may read it.
DROP VIEW IF EXISTS sec.asking;
CREATE VIEW sec.asking WITH (security_invoker = true) AS
  SELECT s.post_id AS wanted_post, s.person, s.code, s.purpose, s.stepped_up_at, s.organisation_id AS job_organisation, clock.moment,
    p.id AS post, p.staff_id, p.role, p.organisation_id, p.service_id
  FROM (SELECT coalesce((SELECT i.moved_now FROM public.access_installation i WHERE i.demo), now()) AS moment) clock
  JOIN public.access_lock_session s ON s.expires_at > clock.moment
    AND s.token_hash = sha256(convert_to(nullif(current_setting('palier.token', true), ''), 'UTF8'))
  LEFT JOIN public.organisations_post p ON p.id = s.post_id
    AND p.valid @> (clock.moment AT TIME ZONE 'Europe/Brussels')::date;
GRANT SELECT ON sec.asking TO palier_definer;
-- Where it was a function of its own.
DROP FUNCTION IF EXISTS sec.token_hash();

CREATE OR REPLACE FUNCTION sec.post() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.post FROM sec.asking a
$$;

CREATE OR REPLACE FUNCTION sec.role() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.role FROM sec.asking a
$$;

CREATE OR REPLACE FUNCTION sec.organisation() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE WHEN a.post IS NOT NULL THEN a.organisation_id
    WHEN a.wanted_post IS NULL AND a.purpose = 'import' THEN a.job_organisation END FROM sec.asking a
$$;

CREATE OR REPLACE FUNCTION sec.service() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.service_id FROM sec.asking a
$$;

CREATE OR REPLACE FUNCTION sec.person() RETURNS uuid LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.person FROM sec.asking a WHERE a.wanted_post IS NULL
$$;

CREATE OR REPLACE FUNCTION sec.purpose() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.purpose FROM sec.asking a
$$;

-- A second factor given in the last five minutes.
CREATE OR REPLACE FUNCTION sec.stepped_up() RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT a.stepped_up_at > a.moment - interval '5 minutes' FROM sec.asking a), false)
$$;

CREATE OR REPLACE FUNCTION sec.my_subjects() RETURNS uuid[] LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(array_agg(t.subject_id), '{}') FROM sec.asking a JOIN public.access_teammember t
    ON t.post_id = a.post AND t.valid @> (a.moment AT TIME ZONE 'Europe/Brussels')::date
$$;

-- Everything the first lock needs to know about who is asking, in one round trip.
DROP FUNCTION IF EXISTS sec.whoami();
CREATE FUNCTION sec.whoami() RETURNS TABLE (
  post uuid, staff uuid, person uuid, role text, organisation uuid, service uuid, service_kind text,
  subjects uuid[], in_emergency boolean, today date, moment timestamptz, purpose text, door_level integer
) LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.post, a.staff_id, a.person, a.role, coalesce(a.organisation_id, a.job_organisation), a.service_id, v.kind,
    (SELECT coalesce(array_agg(t.subject_id), '{}') FROM public.access_teammember t
      WHERE t.post_id = a.post AND t.valid @> (a.moment AT TIME ZONE 'Europe/Brussels')::date),
    EXISTS (SELECT 1 FROM public.access_emergencyaccess e WHERE e.post_id = a.post AND e.until > a.moment),
    (a.moment AT TIME ZONE 'Europe/Brussels')::date, a.moment, a.purpose,
    CASE WHEN a.person IS NULL THEN 0 ELSE sec.door_level() END
  FROM sec.asking a LEFT JOIN public.organisations_service v ON v.id = a.service_id
  WHERE a.wanted_post IS NULL OR a.post IS NOT NULL
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
