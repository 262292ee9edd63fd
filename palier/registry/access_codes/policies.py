"""Row policies of access codes (class C3), and the functions that open a tenant's door."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Policy, Table

ACCOMPANIES = """
-- Does the person asking look after this one: her referent or who covers, or the team of a file about her? Who merely has her
-- household in front of her does not: a code outlasts the session.
CREATE OR REPLACE FUNCTION sec.accompanies(the_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.role() = 'social_worker' AND EXISTS (SELECT 1 FROM public.people_householdmember m
    WHERE m.person_id = the_person AND m.organisation_id = sec.organisation() AND m.valid @> sec.today()
      AND (sec.is_assigned_worker(m.household_id)
        OR EXISTS (SELECT 1 FROM public.cases_case c
          JOIN public.access_teammember t ON t.subject_id = c.subject_id AND t.post_id = sec.post() AND t.valid @> sec.today()
          WHERE c.household_id = m.household_id AND the_person = ANY (c.concerns))))
$$;
"""

NOTING = """
-- How a door was opened: by which kind of code, or by her identity. Her own line of the read ledger.
CREATE OR REPLACE FUNCTION sec.note_door(token text) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.access_read_event (at, post_id, person, what, reference, subjects, ground)
  SELECT sec.now(), NULL, s.person, 'door', NULL, '{}', s.purpose FROM public.access_lock_session s
    WHERE s.token_hash = sha256(convert_to(token, 'UTF8'))
$$;
"""

IDENTITY = """
-- The number of a proved identity finds her doors: one at each company whose tenant she is today, none before sixteen (P18). It is
-- compared here and kept nowhere (P32). Of two lines of one company it is the one for which a way was agreed with her, else the younger.
-- Each door waits under a token of its own (`token`, a point, its place), and opens nothing until she enters.
CREATE OR REPLACE FUNCTION sec.find_doors(the_number text, token text)
RETURNS TABLE (place bigint, name_fr text, name_nl text)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH hers AS (
    SELECT DISTINCT ON (p.organisation_id) p.id, o.name_fr, o.name_nl FROM public.people_nationalnumber n
    JOIN public.people_person p ON p.id = n.person_id JOIN public.organisations_organisation o ON o.id = p.organisation_id
    WHERE n.number = the_number AND (p.born IS NULL OR p.born <= sec.today() - interval '16 years')
      AND EXISTS (SELECT 1 FROM public.people_householdmember m JOIN public.people_household h ON h.id = m.household_id
        WHERE m.person_id = p.id AND m.valid @> sec.today() AND h.standing = 'tenant')
    ORDER BY p.organisation_id, EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = p.id) DESC, p.id DESC),
  doors AS (SELECT hers.*, row_number() OVER (ORDER BY hers.name_fr, hers.id) AS place FROM hers),
  waiting AS (INSERT INTO public.access_lock_session (token_hash, person, purpose, opened_at, expires_at)
    SELECT sha256(convert_to(token || '.' || d.place, 'UTF8')), d.id, 'door_waiting', sec.now(), sec.now() + interval '10 minutes'
    FROM doors d)
  SELECT d.place, d.name_fr, d.name_nl FROM doors d ORDER BY d.place
$$;

-- She enters by one of the doors that wait. False: it waits no longer.
CREATE OR REPLACE FUNCTION sec.enter_door(token text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.access_lock_session SET purpose = 'door_identity', opened_at = sec.now(), expires_at = sec.now() + interval '10 minutes'
    WHERE token_hash = sha256(convert_to(token, 'UTF8')) AND purpose = 'door_waiting' AND expires_at > sec.now();
  IF NOT FOUND THEN RETURN false; END IF;
  PERFORM sec.note_door(token);
  RETURN true;
END $$;
"""

OPENING = """
-- A code opens a session of its person for ten minutes; its level, or nothing for an unknown, ended or withdrawn one.
CREATE OR REPLACE FUNCTION sec.open_door(the_code text, token text) RETURNS smallint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE code record;
BEGIN
  SELECT c.id, c.person_id, c.level INTO code FROM public.access_codes_accesscode c
    WHERE c.code_hash = sha256(convert_to(the_code, 'UTF8')) AND c.withdrawn_at IS NULL AND c.ends_on >= sec.today();
  IF NOT FOUND THEN RETURN NULL; END IF;
  INSERT INTO public.access_lock_session (token_hash, person, code, purpose, opened_at, expires_at)
  VALUES (sha256(convert_to(token, 'UTF8')), code.person_id, code.id,
    CASE code.level WHEN 2 THEN 'door_handed' ELSE 'door_posted' END, sec.now(), sec.now() + interval '10 minutes');
  PERFORM sec.note_door(token);
  RETURN code.level;
END $$;

-- Ten minutes more for a tenant who is still reading, two hours in all (P10). False: her session has ended.
CREATE OR REPLACE FUNCTION sec.keep_door(token text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.access_lock_session
    SET expires_at = least(sec.now() + interval '10 minutes', opened_at + interval '2 hours')
    WHERE token_hash = sha256(convert_to(token, 'UTF8')) AND person IS NOT NULL AND expires_at > sec.now();
  RETURN FOUND;
END $$;
"""

LEVEL = """
-- How far the door stands open to the person asking, at this very statement: 0 nothing, 1 help and hours, 2 what is hers. A
-- safe contact shuts the second level at once, without a word (P10); under eighteen there is only the first, under sixteen none (P18).
CREATE OR REPLACE FUNCTION sec.door_level() RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT CASE
      WHEN p.born > sec.today() - interval '16 years' THEN 0
      WHEN a.purpose = 'door_posted' OR p.born > sec.today() - interval '18 years'
        OR EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = p.id) THEN 1
      ELSE 2 END
    FROM sec.asking a JOIN public.people_person p ON p.id = a.person
    WHERE a.wanted_post IS NULL AND a.purpose IN ('session', 'door_identity', 'door_handed', 'door_posted')
      AND (a.code IS NULL OR EXISTS (SELECT 1 FROM public.access_codes_accesscode c
        WHERE c.id = a.code AND c.withdrawn_at IS NULL))), 0)
$$;

-- May what lies in this subject be shown to the person asking? With a code: only what its giver could read on the day she gave
-- it, so that handing oneself a code opens nothing. Who proved who she is, is limited by nobody's hand.
CREATE OR REPLACE FUNCTION sec.opens_to_her(the_subject uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.door_level() = 2 AND EXISTS (SELECT 1 FROM sec.asking a
    WHERE a.purpose IN ('session', 'door_identity') OR EXISTS (SELECT 1 FROM public.access_codes_accesscode c
      JOIN public.access_teammember t ON t.subject_id = the_subject AND t.post_id = c.given_by_id
        AND t.valid @> (c.given_at AT TIME ZONE 'Europe/Brussels')::date
      WHERE c.id = a.code))
$$;

-- Is an item hers alone (P2)? What she confided, or what concerns only her and nobody else confided.
CREATE OR REPLACE FUNCTION sec.is_hers(confided_by uuid[], concerns uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(CASE WHEN cardinality(confided_by) > 0 THEN confided_by = ARRAY[sec.person()]
    ELSE concerns = ARRAY[sec.person()] END, false)
$$;
"""

KEEPING = """
-- What opens nothing any more goes at its term, with its history. Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_access_codes() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT c.id FROM public.access_codes_accesscode c
    JOIN sec.terms_of('access_code') t USING (organisation_id)
    WHERE (c.ends_on + t.term < sec.today() OR c.withdrawn_at + t.term < sec.now())
      AND NOT sec.is_held(NULL, ARRAY[c.person_id]));
  DELETE FROM public.access_codes_accesscode WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

WITH_HER = "sec.accompanies(person_id)"

POLICIES = AppPolicies(
    functions=(ACCOMPANIES, LEVEL, NOTING, OPENING, IDENTITY, KEEPING),
    executes=(
        ("accompanies(uuid)", "palier_app"),
        ("door_level()", "palier_app"),
        ("open_door(text, text)", "palier_auth"),
        ("keep_door(text)", "palier_auth"),
        ("find_doors(text, text)", "palier_auth"),
        ("enter_door(text)", "palier_auth"),
        ("erase_access_codes()", "palier_job"),
    ),
    tables=(
        Table(
            "access_codes_accesscode",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("code_read", "SELECT", WITH_HER),
                Policy("code_give", "INSERT", check=f"given_by_id = {ME} AND {WITH_HER}"),
                Policy("code_withdraw", "UPDATE", WITH_HER, WITH_HER),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (withdrawn_at) TO palier_app"),
        ),
    ),
)
