"""Row policies of the letters a person brought: read like the contact in which they were brought (C3)."""

from palier.access.conditions import ME, MINE, in_the_team, tier_is_open
from palier.access.lock import AppPolicies, Ending, Policy, Table

ERASING = """
DROP TRIGGER IF EXISTS keep_author ON public.mail_bag_broughtletter;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.mail_bag_broughtletter FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- The line of a letter goes with the term of a simple contact, or of an aide-mémoire, in a file too; with its history (P39).
-- Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_brought_letters() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.mail_bag_broughtletter WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, concerns || confided_by));
  DELETE FROM public.mail_bag_broughtletter WHERE id = ANY (gone);
  DELETE FROM public.access_namedreader WHERE item = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

TEAM = in_the_team("mail_bag_broughtletter")
CHANGE = f"{TEAM} AND {tier_is_open('mail_bag_broughtletter', dies=False, in_emergency=False)}"

POLICIES = AppPolicies(
    functions=(ERASING,),
    executes=(("erase_brought_letters()", "palier_job"),),
    endings=(Ending("mail_bag_broughtletter", "simple_contact", "t.ends_on", "t.tier = 'team'"),),
    tables=(
        Table(
            "mail_bag_broughtletter",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                # An emergency opens the contact in which they were brought, and that is enough (P29).
                Policy(
                    "brought_tier",
                    "SELECT",
                    tier_is_open("mail_bag_broughtletter", dies=True, in_emergency=False),
                    restrictive=True,
                ),
                Policy("brought_read", "SELECT", TEAM),
                Policy("brought_add", "INSERT", check=f"author_id = {ME} AND {TEAM}"),
                Policy("brought_change", "UPDATE", CHANGE, TEAM),
            ),
            # What a reply leaves behind is all that changes.
            grants=("SELECT, INSERT TO palier_app", "UPDATE (reply) TO palier_app"),
        ),
    ),
)
