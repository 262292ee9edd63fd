"""Row policies of the rights gone through: the team of the file, or the worker's own inbox and who covers her (C3)."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Ending, Policy, Table

ERASING = """
-- That a right was looked at goes after the day written on it, with its history (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_rights_seen() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.entitlements_rightseen WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, ARRAY[person_id]));
  DELETE FROM public.entitlements_rightseen WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

TEAM = in_the_team("entitlements_rightseen")
AUTHOR = f"author_id = {ME} AND {TEAM}"

POLICIES = AppPolicies(
    endings=(Ending("entitlements_rightseen", "right_seen", "t.ends_on"),),
    functions=(ERASING,),
    executes=(("erase_rights_seen()", "palier_job"),),
    tables=(
        Table(
            "entitlements_rightseen",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("right_seen_read", "SELECT", TEAM),
                Policy("right_seen_add", "INSERT", check=AUTHOR),
                Policy("right_seen_again", "UPDATE", TEAM, TEAM),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (seen_on, ends_on) TO palier_app"),
        ),
    ),
)
