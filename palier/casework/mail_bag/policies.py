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

FOLLOWING = """
-- The lines of a bag lie where their contact lies and are read by whom it is read by: put into a file, or made known to the
-- team, it takes them along. What was an aide-mémoire is then kept like any contact.
CREATE OR REPLACE FUNCTION sec.brought_letters_follow() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.mail_bag_broughtletter l SET subject_id = NEW.subject_id, household_id = NEW.household_id, tier = NEW.tier,
    ends_on = CASE WHEN OLD.tier = 'author' AND NEW.tier = 'team'
      THEN (sec.today() + sec.term('simple_contact', l.organisation_id))::date ELSE l.ends_on END
  WHERE l.contact = NEW.id;
  RETURN NULL;
END $$;

DROP TRIGGER IF EXISTS letters_follow ON public.cases_contact;
CREATE TRIGGER letters_follow AFTER UPDATE OF subject_id, tier ON public.cases_contact FOR EACH ROW
  WHEN (OLD.subject_id IS DISTINCT FROM NEW.subject_id OR OLD.tier IS DISTINCT FROM NEW.tier)
  EXECUTE FUNCTION sec.brought_letters_follow();
"""

TEAM = in_the_team("mail_bag_broughtletter")
CHANGE = f"{TEAM} AND {tier_is_open('mail_bag_broughtletter', dies=False, in_emergency=False)}"

POLICIES = AppPolicies(
    dependents=(("mail_bag_broughtletter", "contact"),),
    functions=(ERASING, FOLLOWING),
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
