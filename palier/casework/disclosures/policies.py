"""Row policies of what is said without agreement: the team of the file, and until she answers the second head (P6).

The application's role adds a row and changes none: what each of the two heads, and the officer, may do is said once, here.
"""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.disclosures.rules import AFTER_A_CALL, ON_SCREEN

MAY = """
-- May this be written? The file is open, lies in this subject and is about that person; somebody named is in the directory today,
-- bound by secrecy, of the same mission; the second head is another person than who asks: a social worker of a social service of
-- her company, or by phone its data-protection officer.
CREATE OR REPLACE FUNCTION sec.may_disclose(the_case uuid, the_subject uuid, the_persons uuid[], the_contact uuid, the_second uuid,
  by_phone boolean) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.cases_case f WHERE f.id = the_case AND f.subject_id = the_subject AND f.closed_on IS NULL
      AND the_persons <@ f.concerns)
    AND (the_contact IS NULL OR EXISTS (SELECT 1 FROM public.partners_partnercontact c
      JOIN public.partners_partnerservice s ON s.id = c.service_id
      WHERE c.id = the_contact AND c.organisation_id = sec.organisation() AND s.may_receive_referral
        AND (c.until IS NULL OR c.until >= sec.today())))
    AND EXISTS (SELECT 1 FROM public.organisations_post p JOIN public.organisations_post me ON me.id = sec.post()
      LEFT JOIN public.organisations_service v ON v.id = p.service_id
      WHERE p.id = the_second AND p.organisation_id = sec.organisation() AND p.valid @> sec.today() AND p.staff_id <> me.staff_id
        AND ((p.role = 'social_worker' AND v.kind = 'social') OR (by_phone AND p.role = 'data_protection_officer')))
$$;
"""

ANSWERING = f"""
-- The second head answers, once: on her screen before anything is said, or whether she was called. The officer only the latter.
CREATE OR REPLACE FUNCTION sec.answer_disclosure(the_id uuid, the_answer text, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.disclosures_disclosure d SET second_answer = the_answer, answered_at = sec.now(), version = d.version + 1
  WHERE d.id = the_id AND d.version = seen AND d.organisation_id = sec.organisation() AND d.second_id = sec.post()
    AND d.second_answer = '' AND d.taken_back_on IS NULL
    AND sec.role() IN ('social_worker', 'data_protection_officer')
    AND CASE WHEN d.called THEN the_answer IN ({", ".join(f"'{one}'" for one in AFTER_A_CALL)})
      ELSE the_answer IN ({", ".join(f"'{one}'" for one in ON_SCREEN)}) END;
  RETURN FOUND;
END $$;
"""

TEAMWORK = """
-- Is it hers to go on with: a social worker, in the team of the file today?
CREATE OR REPLACE FUNCTION sec.works_on_disclosure(the_subject uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.role() = 'social_worker' AND EXISTS (SELECT 1 FROM public.access_teammember t
    WHERE t.subject_id = the_subject AND t.post_id = sec.post() AND t.valid @> sec.today())
$$;

-- It was said, after the second head agreed.
CREATE OR REPLACE FUNCTION sec.say_disclosure(the_id uuid, the_day date, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.disclosures_disclosure d SET said_on = the_day, version = d.version + 1
  WHERE d.id = the_id AND d.version = seen AND d.organisation_id = sec.organisation() AND sec.works_on_disclosure(d.subject_id)
    AND d.second_answer = 'agreed' AND d.said_on IS NULL AND d.taken_back_on IS NULL
    AND the_day BETWEEN (d.answered_at AT TIME ZONE 'Europe/Brussels')::date AND sec.today();
  RETURN FOUND;
END $$;

-- She was told, as soon as danger allowed. Why not before stays.
CREATE OR REPLACE FUNCTION sec.tell_disclosure(the_id uuid, the_day date, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.disclosures_disclosure d SET told_on = the_day, version = d.version + 1
  WHERE d.id = the_id AND d.version = seen AND d.organisation_id = sec.organisation() AND sec.works_on_disclosure(d.subject_id)
    AND d.told_on IS NULL AND d.taken_back_on IS NULL AND the_day <= sec.today();
  RETURN FOUND;
END $$;

-- Nothing was said, and nothing will be.
CREATE OR REPLACE FUNCTION sec.take_back_disclosure(the_id uuid, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.disclosures_disclosure d SET taken_back_on = sec.today(), version = d.version + 1
  WHERE d.id = the_id AND d.version = seen AND d.organisation_id = sec.organisation() AND sec.works_on_disclosure(d.subject_id)
    AND d.said_on IS NULL AND d.taken_back_on IS NULL;
  RETURN FOUND;
END $$;
"""

OVERSEEING = """
-- For the officer of the company: who, when, on which ground, with whom; never about whom, to whom, or a word of it.
-- Where the second head says that nobody asked her comes first, until it was looked at.
CREATE OR REPLACE FUNCTION sec.disclosures_overseen(at_most integer)
RETURNS TABLE (id uuid, day date, who text, ground text, called boolean, second text, second_answer text, said_on date,
  taken_back_on date, mine boolean, to_look_at boolean, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, (d.written_at AT TIME ZONE 'Europe/Brussels')::date, m.first_name || ' ' || m.last_name, d.ground::text, d.called,
    n.first_name || ' ' || n.last_name, d.second_answer::text, d.said_on, d.taken_back_on,
    d.second_id = sec.post() AND d.second_answer = '', d.second_answer = 'not_asked' AND d.looked_at IS NULL, d.version
  FROM public.disclosures_disclosure d
  JOIN public.organisations_post p ON p.id = d.author_id JOIN public.organisations_staffmember m ON m.id = p.staff_id
  JOIN public.organisations_post q ON q.id = d.second_id JOIN public.organisations_staffmember n ON n.id = q.staff_id
  WHERE sec.role() = 'data_protection_officer' AND d.organisation_id = sec.organisation()
  ORDER BY 11 DESC, 10 DESC, d.written_at DESC, d.id LIMIT least(at_most, 200)
$$;

-- The officer has looked at it.
CREATE OR REPLACE FUNCTION sec.look_at_disclosure(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.disclosures_disclosure d SET looked_at = sec.now()
  WHERE d.id = the_id AND d.organisation_id = sec.organisation() AND sec.role() = 'data_protection_officer'
    AND d.second_answer = 'not_asked' AND d.looked_at IS NULL;
  RETURN FOUND;
END $$;
"""

AT_HER_DOOR = """
-- At her own door, where she may read all of it: what was said of her without her agreement, once she was told (P2, P6).
CREATE OR REPLACE FUNCTION sec.my_disclosures()
RETURNS TABLE (said_on date, ground text, authority text, to_whom text, said text, told_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.said_on, d.ground::text, d.authority::text, d.to_whom::text, d.said, d.told_on
  FROM public.disclosures_disclosure d
  WHERE sec.door_level() = 2 AND d.said_on IS NOT NULL AND d.told_on IS NOT NULL AND d.concerns = ARRAY[sec.person()]
    AND sec.is_hers(d.confided_by, d.concerns) AND sec.opens_to_her(d.subject_id)
  ORDER BY 1 DESC, d.id
$$;
"""

ENDING = """
-- It goes with its file, its history with it (P39).
CREATE OR REPLACE FUNCTION sec.disclosures_go_with_their_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[] := ARRAY(SELECT d.id FROM public.disclosures_disclosure d WHERE d.case_id = OLD.id);
BEGIN
  DELETE FROM public.disclosures_disclosure WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;

DROP TRIGGER IF EXISTS disclosures_go ON public.cases_case;
CREATE TRIGGER disclosures_go BEFORE DELETE ON public.cases_case FOR EACH ROW
  EXECUTE FUNCTION sec.disclosures_go_with_their_file();
"""

WORKER = "(SELECT sec.role()) = 'social_worker'"
TEAM = in_the_team("disclosures_disclosure")
SECOND = f"second_id = {ME} AND {WORKER} AND second_answer = '' AND taken_back_on IS NULL"
MAY_WRITE = "sec.may_disclose(case_id, subject_id, concerns, contact_id, second_id, called)"

POLICIES = AppPolicies(
    functions=(MAY, ANSWERING, TEAMWORK, OVERSEEING, AT_HER_DOOR, ENDING),
    executes=(
        ("may_disclose(uuid, uuid, uuid[], uuid, uuid, boolean)", "palier_app"),
        ("answer_disclosure(uuid, text, integer)", "palier_app"),
        ("say_disclosure(uuid, date, integer)", "palier_app"),
        ("tell_disclosure(uuid, date, integer)", "palier_app"),
        ("take_back_disclosure(uuid, integer)", "palier_app"),
        ("disclosures_overseen(integer)", "palier_app"),
        ("look_at_disclosure(uuid)", "palier_app"),
        ("my_disclosures()", "palier_app"),
    ),
    tables=(
        Table(
            "disclosures_disclosure",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("disclosure_read", "SELECT", TEAM),
                Policy("disclosure_second", "SELECT", SECOND),
                Policy(
                    "disclosure_add",
                    "INSERT",
                    check=f"author_id = {ME} AND {WORKER} AND {TEAM} AND second_answer = '' AND {MAY_WRITE}",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
    ),
)
