"""Row policies of outreach: the agents of the company, about its own places; nobody else (P22)."""

from palier.access.conditions import MINE
from palier.access.lock import AppPolicies, Ending, Policy, Table

AGENT = "(SELECT sec.role()) = 'proximity_agent'"


def _of_the_agents(table: str, short: str) -> Table:
    of_ours = f"""EXISTS (SELECT 1 FROM organisations_place p
      WHERE p.id = {table}.place_id AND p.organisation_id = (SELECT sec.organisation()))"""
    return Table(
        table,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{short}_read", "SELECT", AGENT),
            Policy(f"{short}_add", "INSERT", check=f"{AGENT} AND {of_ours}"),
            Policy(f"{short}_change", "UPDATE", AGENT, of_ours),
        ),
    )


ENDING = """
-- After twelve months what was seen is a number by theme, and an evening keeps its numbers without its words. What went is gone
-- from the history too. How many went.
CREATE OR REPLACE FUNCTION sec.erase_outreach() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; silent uuid[];
BEGIN
  gone := ARRAY(SELECT o.id FROM public.outreach_observation o JOIN sec.terms_of('intervention') t USING (organisation_id)
    WHERE o."on" + t.term < sec.today());
  silent := ARRAY(SELECT e.id FROM public.outreach_evening e JOIN sec.terms_of('intervention') t USING (organisation_id)
    WHERE e."on" + t.term < sec.today() AND e.words <> '');
  PERFORM sec.keep_count(o.organisation_id, o."on", 'intervention', 'seen_' || o.theme, count(*))
    FROM public.outreach_observation o WHERE o.id = ANY (gone) GROUP BY o.organisation_id, o."on", o.theme;
  DELETE FROM public.outreach_observation WHERE id = ANY (gone);
  UPDATE public.outreach_evening SET words = '' WHERE id = ANY (silent);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || silent);
  RETURN cardinality(gone) + cardinality(silent);
END $$;
"""

POLICIES = AppPolicies(
    tables=(
        _of_the_agents("outreach_evening", "evening"),
        _of_the_agents("outreach_observation", "observation"),
    ),
    endings=(Ending("outreach_observation", "intervention", '(t."on" + {term})::date', household=None),),
    functions=(ENDING,),
    executes=(("erase_outreach()", "palier_job"),),
)
