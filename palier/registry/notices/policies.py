"""Recordings and the number that plays them are public: everybody reads, nobody but the functions below writes.

Each of them asks `sec.administers()`: the administrator, in her own organisation.
"""

from palier.access.lock import AppPolicies

KEEPING = """
-- A recording of one notice in one language; the one that was there goes. Its day of listening begins anew.
CREATE OR REPLACE FUNCTION sec.keep_recording(the_id uuid, the_notice text, the_language text, the_kind text,
  the_seconds integer, the_data bytea, the_voice text, heard date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.administers() IS NULL OR heard > sec.today() THEN RETURN false; END IF;
  DELETE FROM public.notices_recording WHERE organisation_id = sec.administers() AND notice = the_notice
    AND language = the_language;
  INSERT INTO public.notices_recording (id, organisation_id, notice, language, kind, seconds, data, voice, listened_on, kept_at)
  VALUES (the_id, sec.administers(), the_notice, the_language, the_kind, the_seconds, the_data, the_voice, heard, sec.now());
  RETURN true;
END $$;

-- Somebody who speaks the language listened to it today: from now on everybody hears it.
CREATE OR REPLACE FUNCTION sec.recording_heard(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.notices_recording SET listened_on = sec.today() WHERE id = the_id AND organisation_id = sec.administers();
  RETURN FOUND;
END $$;

-- A voice is withdrawn: its bytes are gone.
CREATE OR REPLACE FUNCTION sec.withdraw_recording(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.notices_recording WHERE id = the_id AND organisation_id = sec.administers();
  RETURN FOUND;
END $$;

-- The telephone number that plays the notices, from a day on; the past stays as it was.
CREATE OR REPLACE FUNCTION sec.set_listening_line(the_id uuid, first_day date, number text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.administers() IS NULL OR first_day < sec.today() THEN RETURN false; END IF;
  INSERT INTO public.notices_listeningline (id, organisation_id, starts, phone)
  VALUES (the_id, sec.administers(), first_day, number)
  ON CONFLICT (organisation_id, starts) DO UPDATE SET phone = EXCLUDED.phone;
  RETURN true;
END $$;
"""

POLICIES = AppPolicies(
    functions=(KEEPING,),
    executes=(
        ("keep_recording(uuid, text, text, text, integer, bytea, text, date)", "palier_app"),
        ("recording_heard(uuid)", "palier_app"),
        ("withdraw_recording(uuid)", "palier_app"),
        ("set_listening_line(uuid, date, text)", "palier_app"),
    ),
    open_tables=tuple((f"notices_{name}", "SELECT TO palier_app") for name in ("recording", "listeningline")),
)
