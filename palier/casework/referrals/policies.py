"""Row policies of referrals: the team of the file; and nothing to whom the directory does not name as bound (P6, P7)."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Policy, Table

MAY_GO = """
-- May something of this file go to this professional? She is there today, bound by secrecy, of the same mission, of a kind
-- that may receive; the file is open, lies in this subject, is about that person, and an analysis was written in it.
CREATE OR REPLACE FUNCTION sec.may_refer(the_case uuid, the_subject uuid, the_persons uuid[], the_contact uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.partners_partnercontact c
      JOIN public.partners_partnerservice s ON s.id = c.service_id
      WHERE c.id = the_contact AND c.organisation_id = sec.organisation() AND s.may_receive_referral
        AND (c.until IS NULL OR c.until >= sec.today()))
    AND EXISTS (SELECT 1 FROM public.cases_case f WHERE f.id = the_case AND f.subject_id = the_subject
      AND f.closed_on IS NULL AND the_persons <@ f.concerns
      AND EXISTS (SELECT 1 FROM public.cases_analysis a WHERE a.case_id = f.id))
$$;
"""

ENDING = """
DROP TRIGGER IF EXISTS keep_author ON public.referrals_referral;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.referrals_referral FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A referral goes with its file, and its history with it (P39).
CREATE OR REPLACE FUNCTION sec.referrals_go_with_their_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[] := ARRAY(SELECT r.id FROM public.referrals_referral r WHERE r.case_id = OLD.id);
BEGIN
  DELETE FROM public.referrals_referral WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;

DROP TRIGGER IF EXISTS referrals_go ON public.cases_case;
CREATE TRIGGER referrals_go BEFORE DELETE ON public.cases_case FOR EACH ROW
  EXECUTE FUNCTION sec.referrals_go_with_their_file();
"""

TEAM = in_the_team("referrals_referral")
WORKER = f"(SELECT sec.role()) = 'social_worker' AND {TEAM}"

POLICIES = AppPolicies(
    functions=(MAY_GO, ENDING),
    executes=(("may_refer(uuid, uuid, uuid[], uuid)", "palier_app"),),
    tables=(
        Table(
            "referrals_referral",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("referral_read", "SELECT", TEAM),
                Policy(
                    "referral_add",
                    "INSERT",
                    check=f"author_id = {ME} AND {WORKER} AND sec.may_refer(case_id, subject_id, concerns, contact_id)",
                ),
                Policy("referral_answer", "UPDATE", WORKER, WORKER),
            ),
            # What went never changes.
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (state, why, next_day, answered_on, version) TO palier_app",
            ),
        ),
    ),
)
