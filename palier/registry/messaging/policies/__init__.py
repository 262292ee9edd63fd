"""Row policies of templates (class C1), letters and dispatches (class C3); what the sender may read and mark.

Batches and search have files of their own beside this one.
"""

from palier.access.conditions import ME, MINE, emergency, in_the_team
from palier.access.lock import AppPolicies, Crossing, Ending, Policy, Purge, Table
from palier.registry.messaging.policies.batches import BATCH_TABLES, MAKING
from palier.registry.messaging.policies.mailings import (
    MAILING_ENDINGS,
    MAILING_EXECUTES,
    MAILING_FUNCTIONS,
    MAILING_TABLES,
)
from palier.registry.messaging.policies.searching import FINDING
from palier.registry.messaging.rules import TRIED_AT_MOST

KEEPING = """
DROP TRIGGER IF EXISTS keep_author ON public.messaging_letter;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.messaging_letter FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.messaging_dispatch;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.messaging_dispatch FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- What was handed over or posted stays what it was: the words of a letter that left its draft no longer change.
CREATE OR REPLACE FUNCTION sec.keep_letter() RETURNS trigger
LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF OLD.state <> 'draft' AND (NEW.state = 'draft' OR (NEW.title_fr, NEW.body_fr, NEW.title_nl, NEW.body_nl, NEW.language,
      NEW.day, NEW.hour) IS DISTINCT FROM (OLD.title_fr, OLD.body_fr, OLD.title_nl, OLD.body_nl, OLD.language, OLD.day, OLD.hour)) THEN
    RAISE EXCEPTION 'the words of a letter that has left stay as they are' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_letter ON public.messaging_letter;
CREATE TRIGGER keep_letter BEFORE UPDATE ON public.messaging_letter FOR EACH ROW EXECUTE FUNCTION sec.keep_letter();

-- Letters and dispatches that belong to no file go after the day written on them, with their history (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_letters() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE letters uuid[]; gone uuid[];
BEGIN
  letters := ARRAY(SELECT id FROM public.messaging_letter WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, concerns || confided_by));
  gone := letters || ARRAY(SELECT id FROM public.messaging_dispatch
    WHERE letter_id = ANY (letters) OR (letter_id IS NULL AND ends_on < sec.today()
      AND NOT sec.is_held(subject_id, ARRAY[person_id])));
  DELETE FROM public.messaging_dispatch WHERE id = ANY (gone);
  DELETE FROM public.messaging_letter WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

SENDING = """
-- For the sender: takes due lines of these channels under a lease, and reads the address only now. A line whose person was
-- promised another way since, or whose hour has passed, is withdrawn; one tried too often waits for its author instead.
CREATE OR REPLACE FUNCTION sec.lease_dispatches(channels text[], at_most integer, lease interval)
RETURNS TABLE (id uuid, channel text, words text, about_at timestamptz, tries smallint, address text, language text, phone text,
  company_fr text, company_nl text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
BEGIN
  UPDATE public.messaging_dispatch d SET state = 'withdrawn', leased_until = NULL
    WHERE d.channel IN ('mail', 'sms') AND d.state IN ('waiting', 'under_way') AND d.due_at <= sec.now()
      AND (d.about_at < sec.now() OR EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = d.person_id));
  UPDATE public.messaging_dispatch d SET state = 'failed', leased_until = NULL
    WHERE d.state = 'under_way' AND d.leased_until < sec.now() AND d.tries >= MOST;
  RETURN QUERY
  WITH due AS (
    SELECT d.id FROM public.messaging_dispatch d
    WHERE d.channel = ANY (channels) AND d.channel IN ('mail', 'sms') AND d.due_at <= sec.now()
      AND (d.state = 'waiting' OR (d.state = 'under_way' AND d.leased_until < sec.now()))
    ORDER BY d.due_at, d.id LIMIT at_most FOR UPDATE SKIP LOCKED),
  taken AS (
    UPDATE public.messaging_dispatch d SET state = 'under_way', tries = d.tries + 1, leased_until = sec.now() + lease
    FROM due WHERE d.id = due.id RETURNING d.*)
  SELECT t.id, t.channel::text, t.words::text, t.about_at, t.tries,
    coalesce(CASE t.channel WHEN 'mail' THEN c.email ELSE c.phone END, '')::text, p.language::text,
    coalesce(nullif(f.phone, ''), v.phone, '')::text, o.name_fr::text, o.name_nl::text
  FROM taken t JOIN public.people_person p ON p.id = t.person_id
  JOIN public.organisations_organisation o ON o.id = t.organisation_id
  JOIN public.organisations_post w ON w.id = t.author_id
  JOIN public.organisations_staffmember f ON f.id = w.staff_id
  LEFT JOIN public.organisations_service v ON v.id = w.service_id
  LEFT JOIN public.people_contactdetails c ON c.person_id = t.person_id
  ORDER BY t.due_at, t.id;
END $$;

-- It went: once, whatever is said twice.
CREATE OR REPLACE FUNCTION sec.dispatch_sent(the_dispatch uuid, the_proof text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.messaging_dispatch SET state = 'sent', sent_at = sec.now(), proof = left(the_proof, 120), leased_until = NULL
    WHERE id = the_dispatch AND state = 'under_way';
  RETURN FOUND;
END $$;

-- It did not go: again after a pause, or, without one, to the list of its author.
CREATE OR REPLACE FUNCTION sec.dispatch_not_sent(the_dispatch uuid, pause interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.messaging_dispatch SET state = CASE WHEN pause IS NULL THEN 'failed' ELSE 'waiting' END,
    due_at = sec.now() + coalesce(pause, interval '0'), leased_until = NULL
    WHERE id = the_dispatch AND state = 'under_way';
  RETURN FOUND;
END $$;
""".replace("MOST", str(TRIED_AT_MOST))

LETTERS_TEAM, TEAM = in_the_team("messaging_letter"), in_the_team("messaging_dispatch")
READS_TEMPLATES = "(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service')"
WRITES_TEMPLATES = "(SELECT sec.role()) IN ('social_worker', 'head_of_service')"
# Nothing goes to her home or her telephone once one way was agreed, nor by the hand of who would not know of it (P10).
ITS_WAY_IS_OPEN = """(channel = 'counter' OR (sec.works_with(person_id) AND NOT EXISTS (
  SELECT 1 FROM people_safecontact s WHERE s.person_id = messaging_dispatch.person_id)))"""
OF_ITS_LETTER = """(letter_id IS NULL OR EXISTS (SELECT 1 FROM messaging_letter l WHERE l.id = messaging_dispatch.letter_id
  AND l.subject_id = messaging_dispatch.subject_id AND l.person_id = messaging_dispatch.person_id))"""

AT_HER_DOOR = """
-- The letters that went to the person who asks at her own door, hers alone (P2), at the second level (P10).
CREATE OR REPLACE FUNCTION sec.my_letters()
RETURNS TABLE (id uuid, written_at timestamptz, title_fr text, body_fr text, title_nl text, body_nl text, day date, hour time)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.id, l.written_at, l.title_fr, l.body_fr, l.title_nl, l.body_nl, l.day, l.hour FROM public.messaging_letter l
  WHERE sec.door_level() = 2 AND l.state = 'sent' AND l.person_id = sec.person() AND l.concerns = ARRAY[sec.person()]
    AND l.confided_by <@ ARRAY[sec.person()] AND sec.opens_to_her(l.subject_id) AND l.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY l.written_at DESC
$$;
"""

OF_A_CERTIFICATE = """t.state = 'sent' AND EXISTS (SELECT 1 FROM public.messaging_letter l
      WHERE l.id = t.letter_id AND l.kind = 'certificate')"""

POLICIES = AppPolicies(
    crossings=(Crossing("certificate", "messaging_dispatch", "t.sent_at", "'tenant'", OF_A_CERTIFICATE),),
    purges=(Purge("letter", "messaging_letter"),),
    dependents=(("messaging_dispatch", "letter_id"), ("messaging_batchline", "id")),
    endings=(Ending("messaging_letter", "letter", "t.ends_on"), *MAILING_ENDINGS),
    functions=(KEEPING, FINDING, MAKING, SENDING, AT_HER_DOOR, *MAILING_FUNCTIONS),
    executes=(
        *MAILING_EXECUTES,
        ("my_letters()", "palier_app"),
        ("find_letters(text, integer)", "palier_app"),
        ("make_letters()", "palier_job"),
        ("erase_letter_batches()", "palier_job"),
        ("erase_letters()", "palier_job"),
        ("lease_dispatches(text[], integer, interval)", "palier_job"),
        ("dispatch_sent(uuid, text)", "palier_job"),
        ("dispatch_not_sent(uuid, interval)", "palier_job"),
    ),
    tables=(
        Table(
            "messaging_lettertemplate",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("template_read", "SELECT", READS_TEMPLATES),
                Policy("template_add", "INSERT", check=f"author_id = {ME} AND {WRITES_TEMPLATES}"),
                Policy("template_change", "UPDATE", WRITES_TEMPLATES, WRITES_TEMPLATES),
            ),
            # A version is written once: only whether it is in use changes.
            grants=("SELECT, INSERT TO palier_app", "UPDATE (state) TO palier_app"),
        ),
        Table(
            "messaging_letter",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("letter_read", "SELECT", f"{LETTERS_TEAM} OR {emergency('messaging_letter')}"),
                Policy("letter_add", "INSERT", check=f"author_id = {ME} AND {LETTERS_TEAM}"),
                Policy("letter_change", "UPDATE", LETTERS_TEAM, LETTERS_TEAM),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (language, title_fr, body_fr, title_nl, body_nl, day, hour, to_explain, state, version)"
                " TO palier_app",
            ),
        ),
        Table(
            "messaging_dispatch",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("dispatch_read", "SELECT", TEAM),
                Policy(
                    "dispatch_add",
                    "INSERT",
                    check=f"author_id = {ME} AND {TEAM} AND {ITS_WAY_IS_OPEN} AND {OF_ITS_LETTER}",
                ),
                Policy("dispatch_change", "UPDATE", TEAM, TEAM),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (state, due_at, tries, sent_at, handed_by_id, explained_on, explained_in, explained_by_id)"
                " TO palier_app",
            ),
        ),
        *BATCH_TABLES,
        *MAILING_TABLES,
    ),
)
