"""Row policies of appointments and of feed addresses; who sets sessions; what a calendar program may read.

Venues, sessions and closures are public: nobody but the functions below writes them. Appointments are secret (C3).
"""

from palier.access.conditions import ME, MINE, emergency, in_the_team
from palier.access.lock import AppPolicies, Ending, Policy, Table

SETTINGS = """
-- Sessions and what closes them are set by the head of the service, for her own organisation and service.
CREATE OR REPLACE FUNCTION sec.sets_sessions() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(sec.role() = 'head_of_service', false)
$$;

-- It took no position before.
DROP FUNCTION IF EXISTS sec.keep_venue(uuid, text, text, text, text, boolean, date);
CREATE OR REPLACE FUNCTION sec.keep_venue(the_id uuid, fr text, nl text, street_fr text, street_nl text,
  without_step boolean, last_day date, east numeric, north numeric) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.sets_sessions() THEN RETURN false; END IF;
  INSERT INTO public.calendar_venue (id, organisation_id, name_fr, name_nl, address_fr, address_nl, step_free, until,
    longitude, latitude)
  VALUES (the_id, sec.organisation(), fr, nl, street_fr, street_nl, without_step, last_day, east, north)
  ON CONFLICT (id) DO UPDATE SET name_fr = EXCLUDED.name_fr, name_nl = EXCLUDED.name_nl,
    address_fr = EXCLUDED.address_fr, address_nl = EXCLUDED.address_nl, step_free = EXCLUDED.step_free, until = EXCLUDED.until,
    longitude = EXCLUDED.longitude, latitude = EXCLUDED.latitude
    WHERE calendar_venue.organisation_id = sec.organisation();
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.keep_series(the_id uuid, the_kind text, the_venue uuid, number text, the_weekdays smallint[],
  weeks smallint, begins time, stops time, the_valid daterange) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.sets_sessions() OR sec.service() IS NULL OR (the_venue IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.calendar_venue v WHERE v.id = the_venue AND v.organisation_id = sec.organisation())) THEN
    RETURN false;
  END IF;
  INSERT INTO public.calendar_sessionseries (id, organisation_id, service_id, kind, venue_id, phone, weekdays, every_weeks,
    starts, ends, valid)
  VALUES (the_id, sec.organisation(), sec.service(), the_kind, the_venue, number, the_weekdays, weeks, begins, stops, the_valid)
  ON CONFLICT (id) DO UPDATE SET kind = EXCLUDED.kind, venue_id = EXCLUDED.venue_id, phone = EXCLUDED.phone,
    weekdays = EXCLUDED.weekdays, every_weeks = EXCLUDED.every_weeks, starts = EXCLUDED.starts, ends = EXCLUDED.ends,
    valid = EXCLUDED.valid
    WHERE calendar_sessionseries.organisation_id = sec.organisation();
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.keep_duty(the_id uuid, the_series uuid, the_post uuid, the_weekdays smallint[],
  the_valid daterange) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.sets_sessions() OR NOT EXISTS (SELECT 1 FROM public.calendar_sessionseries s
      WHERE s.id = the_series AND s.organisation_id = sec.organisation())
    OR NOT EXISTS (SELECT 1 FROM public.organisations_post p
      WHERE p.id = the_post AND p.organisation_id = sec.organisation()) THEN
    RETURN false;
  END IF;
  INSERT INTO public.calendar_sessionduty (id, series_id, post_id, weekdays, valid)
  VALUES (the_id, the_series, the_post, the_weekdays, the_valid)
  ON CONFLICT (id) DO UPDATE SET post_id = EXCLUDED.post_id, weekdays = EXCLUDED.weekdays, valid = EXCLUDED.valid
    WHERE calendar_sessionduty.series_id = EXCLUDED.series_id;
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.keep_closure(the_id uuid, the_days daterange, the_kinds text[], the_venue uuid, fr text,
  nl text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.sets_sessions() OR (the_venue IS NOT NULL AND NOT EXISTS (
      SELECT 1 FROM public.calendar_venue v WHERE v.id = the_venue AND v.organisation_id = sec.organisation())) THEN
    RETURN false;
  END IF;
  INSERT INTO public.calendar_closure (id, organisation_id, days, kinds, venue_id, words_fr, words_nl)
  VALUES (the_id, sec.organisation(), the_days, the_kinds, the_venue, fr, nl)
  ON CONFLICT (id) DO UPDATE SET days = EXCLUDED.days, kinds = EXCLUDED.kinds, venue_id = EXCLUDED.venue_id,
    words_fr = EXCLUDED.words_fr, words_nl = EXCLUDED.words_nl
    WHERE calendar_closure.organisation_id = sec.organisation();
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.lift_closure(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT sec.sets_sessions() THEN RETURN false; END IF;
  DELETE FROM public.calendar_closure WHERE id = the_id AND organisation_id = sec.organisation();
  RETURN FOUND;
END $$;
"""

FEEDS = """
-- What an address given to a calendar program stands for; nothing when it was withdrawn or its owner's post has ended.
CREATE OR REPLACE FUNCTION sec.feed(secret text)
RETURNS TABLE (kind text, organisation uuid, post uuid, service uuid, venue uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.kind, f.organisation_id, f.post_id, p.service_id, f.venue_id FROM public.calendar_calendarfeed f
  JOIN public.organisations_post p ON p.id = f.post_id AND p.valid @> sec.today()
  WHERE f.secret_hash = sha256(convert_to(secret, 'UTF8')) AND f.withdrawn_at IS NULL
$$;

-- When the worker of a feed, or those of her team, are busy. Hours and nothing else: no name, reason, place or kind (P48).
CREATE OR REPLACE FUNCTION sec.feed_busy(secret text, since timestamptz, up_to timestamptz)
RETURNS TABLE (id uuid, worker uuid, starts timestamptz, ends timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.worker_id, lower(a.span), upper(a.span)
  FROM sec.feed(secret) f JOIN public.organisations_post p
    ON (f.kind = 'worker' AND p.id = f.post) OR (f.kind = 'team' AND p.service_id = f.service AND p.valid @> sec.today())
  JOIN public.calendar_appointment a ON a.worker_id = p.id
  WHERE a.state IN ('planned', 'met') AND a.span && tstzrange(since, up_to)
  ORDER BY lower(a.span), a.id
$$;
"""

AT_HER_DOOR = """
-- The hours agreed with the person who asks at her own door: hers alone (P2), at the second level (P10).
CREATE OR REPLACE FUNCTION sec.my_appointments()
RETURNS TABLE (id uuid, starts timestamptz, ends timestamptz, kind text, state text, venue_fr text, venue_nl text,
  address_fr text, address_nl text, worker text, agreed text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, lower(a.span), upper(a.span), a.kind, a.state, coalesce(v.name_fr, ''), coalesce(v.name_nl, ''),
    coalesce(v.address_fr, ''), coalesce(v.address_nl, ''), m.first_name || ' ' || m.last_name, a.agreed
  FROM public.calendar_appointment a
  JOIN public.organisations_post p ON p.id = a.worker_id JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.calendar_venue v ON v.id = a.venue_id
  WHERE sec.door_level() = 2 AND a.concerns @> ARRAY[sec.person()] AND sec.is_hers(a.confided_by, a.concerns)
    AND sec.opens_to_her(a.subject_id)
  ORDER BY lower(a.span) DESC
$$;
"""

KEEPING = """
DROP TRIGGER IF EXISTS keep_author ON public.calendar_appointment;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.calendar_appointment FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- An appointment that belongs to no file goes after its last day, with its history; a number stays (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_appointments() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.calendar_appointment WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, concerns || confided_by));
  PERFORM sec.keep_count(a.organisation_id, lower(a.span)::date, 'appointment', '', count(*))
    FROM public.calendar_appointment a WHERE a.id = ANY (gone) GROUP BY a.organisation_id, lower(a.span)::date;
  DELETE FROM public.calendar_appointment WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

TEAM = in_the_team("calendar_appointment")
# Whoever keeps the hour is of the team too: nobody's day is filled by somebody she does not work with.
WORKER_OF_THE_TEAM = f"""(worker_id = {ME} OR EXISTS (SELECT 1 FROM access_teammember w
  WHERE w.subject_id = calendar_appointment.subject_id AND w.post_id = calendar_appointment.worker_id
    AND w.valid @> (SELECT sec.today())))"""
OWN = f"post_id = {ME}"

POLICIES = AppPolicies(
    functions=(SETTINGS, FEEDS, AT_HER_DOOR, KEEPING),
    endings=(Ending("calendar_appointment", "appointment", "t.ends_on"),),
    executes=(
        ("keep_venue(uuid, text, text, text, text, boolean, date, numeric, numeric)", "palier_app"),
        ("keep_series(uuid, text, uuid, text, smallint[], smallint, time, time, daterange)", "palier_app"),
        ("keep_duty(uuid, uuid, uuid, smallint[], daterange)", "palier_app"),
        ("keep_closure(uuid, daterange, text[], uuid, text, text)", "palier_app"),
        ("lift_closure(uuid)", "palier_app"),
        ("feed(text)", "palier_app"),
        ("feed_busy(text, timestamptz, timestamptz)", "palier_app"),
        ("my_appointments()", "palier_app"),
        ("erase_appointments()", "palier_job"),
    ),
    open_tables=tuple(
        (f"calendar_{name}", "SELECT TO palier_app") for name in ("venue", "sessionseries", "sessionduty", "closure")
    ),
    tables=(
        Table(
            "calendar_appointment",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("appointment_read", "SELECT", f"{TEAM} OR {emergency('calendar_appointment')}"),
                Policy("appointment_add", "INSERT", check=f"author_id = {ME} AND {TEAM} AND {WORKER_OF_THE_TEAM}"),
                Policy("appointment_change", "UPDATE", TEAM, TEAM),
            ),
            # Whose hour it is and where it lies stay: an hour passes to a colleague by a new one.
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (span, kind, venue_id, purpose, interpreter, notice, state, agreed, concerns, confided_by, version)"
                " TO palier_app",
            ),
        ),
        Table(
            "calendar_calendarfeed",
            (
                Policy("feed_read", "SELECT", OWN),
                Policy(
                    "feed_make",
                    "INSERT",
                    check=f"""{OWN} AND {MINE}
                      AND (SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service')""",
                ),
                Policy("feed_withdraw", "UPDATE", OWN, OWN),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (withdrawn_at) TO palier_app"),
        ),
    ),
)
