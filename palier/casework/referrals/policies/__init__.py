"""Row policies of referrals: the team of the file; and nothing to whom the directory does not name as bound (P6, P7)."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.referrals.policies.links import AT_THE_LINK, OPENING, SENDING, STANDING, TELLING
from palier.casework.referrals.policies.unmet import UNMET

MAY_GO = """
-- May something of this file go to this professional of that company? She is there today, bound by secrecy, of the same mission,
-- of a kind that may receive; the file is open, lies in this subject, is about that person, and an analysis was written in it.
CREATE OR REPLACE FUNCTION sec.may_go(the_organisation uuid, the_case uuid, the_subject uuid, the_persons uuid[], the_contact uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.partners_partnercontact c
      JOIN public.partners_partnerservice s ON s.id = c.service_id
      WHERE c.id = the_contact AND c.organisation_id = the_organisation AND s.may_receive_referral
        AND (c.until IS NULL OR c.until >= sec.today()))
    AND EXISTS (SELECT 1 FROM public.cases_case f WHERE f.id = the_case AND f.subject_id = the_subject
      AND f.closed_on IS NULL AND the_persons <@ f.concerns
      AND EXISTS (SELECT 1 FROM public.cases_analysis a WHERE a.case_id = f.id))
$$;

-- The same, for whoever asks: in her own company.
CREATE OR REPLACE FUNCTION sec.may_refer(the_case uuid, the_subject uuid, the_persons uuid[], the_contact uuid)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.may_go(sec.organisation(), the_case, the_subject, the_persons, the_contact)
$$;
"""

ENDING = """
DROP TRIGGER IF EXISTS keep_author ON public.referrals_referral;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.referrals_referral FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.referrals_referrallink;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.referrals_referrallink FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A referral goes with its file, its links and its history with it (P39); that a need was not met stays as a number.
CREATE OR REPLACE FUNCTION sec.referrals_go_with_their_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[] := ARRAY(SELECT r.id FROM public.referrals_referral r WHERE r.case_id = OLD.id);
BEGIN
  PERFORM sec.keep_unmet_needs(gone);
  gone := gone || ARRAY(SELECT l.id FROM public.referrals_referrallink l WHERE l.referral_id = ANY (gone));
  DELETE FROM public.referrals_referrallink WHERE id = ANY (gone);
  DELETE FROM public.referrals_referral WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;

DROP TRIGGER IF EXISTS referrals_go ON public.cases_case;
CREATE TRIGGER referrals_go BEFORE DELETE ON public.cases_case FOR EACH ROW
  EXECUTE FUNCTION sec.referrals_go_with_their_file();
"""

TEAM = in_the_team("referrals_referral")
IS_WORKER = "(SELECT sec.role()) = 'social_worker'"
WORKER = f"{IS_WORKER} AND {TEAM}"
LINKS_TEAM = in_the_team("referrals_referrallink")
LINKS_WORKER = f"{IS_WORKER} AND {LINKS_TEAM}"
# Its own policy shows a referral to the team of its file alone.
OF_ITS_REFERRAL = """EXISTS (SELECT 1 FROM referrals_referral r WHERE r.id = referrals_referrallink.referral_id
  AND r.subject_id = referrals_referrallink.subject_id AND r.way IN ('mail', 'given')
  AND r.state <> 'taken_back' AND sec.may_refer(r.case_id, r.subject_id, r.concerns, r.contact_id))"""

POLICIES = AppPolicies(
    functions=(MAY_GO, UNMET, ENDING, STANDING, OPENING, AT_THE_LINK, TELLING, SENDING),
    executes=(
        ("may_refer(uuid, uuid, uuid[], uuid)", "palier_app"),
        ("unmet_needs(integer)", "palier_app"),
        ("link_asks(text, text)", "palier_auth"),
        ("want_link_code(text, text)", "palier_auth"),
        ("open_link(text, text, text, text)", "palier_auth"),
        ("keep_link()", "palier_app"),
        ("link_head()", "palier_app"),
        ("partners_who_read_me(integer)", "palier_app"),
        ("confirm_link(date)", "palier_app"),
        ("link_pack()", "palier_app"),
        ("answer_by_link(text, text, date)", "palier_app"),
        ("ask_by_link(text)", "palier_app"),
        ("tell_by_link(text)", "palier_app"),
        ("lease_links(interval)", "palier_job"),
        ("link_drawn(uuid, text, bytea)", "palier_job"),
        ("link_sent(uuid)", "palier_job"),
        ("link_not_sent(uuid, interval)", "palier_job"),
    ),
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
                # An answer by link is the professional's own: nobody writes it in his or her name.
                Policy("referral_answer", "UPDATE", WORKER, f"{WORKER} AND NOT by_link"),
            ),
            # What went never changes.
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (state, why, next_day, answered_on, by_link, version) TO palier_app",
            ),
        ),
        Table(
            "referrals_referrallink",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("link_read", "SELECT", LINKS_TEAM),
                Policy("link_make", "INSERT", check=f"author_id = {ME} AND {IS_WORKER} AND {OF_ITS_REFERRAL}"),
                Policy("link_change", "UPDATE", LINKS_WORKER, LINKS_WORKER),
            ),
            # What the professional said, when it was opened and in which browser is not the worker's to change.
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (code_hash, code_until, codes, tries, replies, unseen, ended_at) TO palier_app",
            ),
        ),
    ),
)
