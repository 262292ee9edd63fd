"""Row policies of welcomes: the worker's own inbox, and who covers her (class C3)."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Ending, Policy, Table

KEEPING = """
DROP TRIGGER IF EXISTS keep_author ON public.welcomes_welcome;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.welcomes_welcome FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- What she noted goes after its last day, with its history; a number stays (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_welcomes() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.welcomes_welcome WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, sec.persons_of(household_id)));
  PERFORM sec.keep_count(w.organisation_id, w.written_at::date, 'welcome', '', count(*))
    FROM public.welcomes_welcome w WHERE w.id = ANY (gone) GROUP BY w.organisation_id, w.written_at::date;
  DELETE FROM public.welcomes_welcome WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

TEAM = in_the_team("welcomes_welcome")

POLICIES = AppPolicies(
    endings=(Ending("welcomes_welcome", "welcome", "t.ends_on"),),
    functions=(KEEPING,),
    executes=(("erase_welcomes()", "palier_job"),),
    tables=(
        Table(
            "welcomes_welcome",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("welcome_read", "SELECT", TEAM),
                Policy("welcome_add", "INSERT", check=f"author_id = {ME} AND {TEAM}"),
                Policy("welcome_change", "UPDATE", TEAM, TEAM),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (way, offered_on, met_on, told, off_my_list, ends_on, version) TO palier_app",
            ),
        ),
    ),
)
