"""Row policies of a network: the team of the file; a narrower tier, who is named. As the household known to it (P4)."""

from palier.access.conditions import ME, MINE, in_the_team, tier_is_open
from palier.access.lock import AppPolicies, Policy, Table

ENDING = """
DROP TRIGGER IF EXISTS keep_author ON public.network_networktie;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.network_networktie FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A tie names a department of its own company, and a service of its own directory.
CREATE OR REPLACE FUNCTION sec.keep_tie_at_home() RETURNS trigger
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM public.organisations_service s WHERE s.id = NEW.service_id AND s.organisation_id <> NEW.organisation_id)
      OR EXISTS (SELECT 1 FROM public.partners_partnerservice p
        WHERE p.id = NEW.partner_id AND p.organisation_id <> NEW.organisation_id) THEN
    RAISE EXCEPTION 'of another company' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_tie_at_home ON public.network_networktie;
CREATE TRIGGER keep_tie_at_home BEFORE INSERT OR UPDATE OF organisation_id, service_id, partner_id ON public.network_networktie
  FOR EACH ROW EXECUTE FUNCTION sec.keep_tie_at_home();

-- These ties go, with who was named to read them and with their history.
CREATE OR REPLACE FUNCTION sec.forget_ties(gone uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM public.network_networktie WHERE id = ANY (gone);
  DELETE FROM public.access_namedreader WHERE item = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
$$;

-- A network goes with its file (P39).
CREATE OR REPLACE FUNCTION sec.network_goes_with_its_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM sec.forget_ties(ARRAY(SELECT t.id FROM public.network_networktie t WHERE t.case_id = OLD.id));
  RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS network_goes ON public.cases_case;
CREATE TRIGGER network_goes BEFORE DELETE ON public.cases_case FOR EACH ROW EXECUTE FUNCTION sec.network_goes_with_its_file();

-- What was reinforced goes earlier than its closed file, on the company's term (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_reinforced_ties() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT t.id FROM public.network_networktie t JOIN public.cases_case f ON f.id = t.case_id
    JOIN sec.terms_of('reinforced') r ON r.organisation_id = f.organisation_id
    WHERE t.tier = 'reinforced' AND f.closed_on + r.term < sec.today() AND NOT sec.is_held(f.subject_id, f.concerns));
  PERFORM sec.forget_ties(gone);
  RETURN cardinality(gone);
END $$;
"""

TEAM = in_the_team("network_networktie")
CHANGE = f"{TEAM} AND (tier = 'team' OR author_id = {ME})"

POLICIES = AppPolicies(
    functions=(ENDING,),
    executes=(("erase_reinforced_ties()", "palier_job"),),
    tables=(
        # What the whole team reads the whole team keeps right; what is narrower, its author alone.
        Table(
            "network_networktie",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy(
                    "tie_tier",
                    "SELECT",
                    tier_is_open("network_networktie", dies=False, in_emergency=False),
                    restrictive=True,
                ),
                Policy("tie_read", "SELECT", TEAM),
                Policy("tie_add", "INSERT", check=f"author_id = {ME} AND {TEAM}"),
                Policy("tie_change", "UPDATE", CHANGE, CHANGE),
            ),
        ),
    ),
)
