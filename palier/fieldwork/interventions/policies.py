"""Row policies of interventions: the agents of the company, and who asks without reading anything back (P22)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Policy, Table

AGENT = "(SELECT sec.role()) = 'proximity_agent'"
ASKS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'front_desk',
  'technical', 'proximity_agent', 'collective_social_worker')"""
# Somebody of the house asks in her own name, for now, of her own company's places.
ASKED = f"""{ASKS} AND author_id = {ME} AND state = 'waiting' AND sentence = '' AND joined_to_id IS NULL
  AND received_at <= greatest((SELECT sec.now()), statement_timestamp())
  AND EXISTS (SELECT 1 FROM organisations_place p
    WHERE p.id = interventions_intervention.place_id AND p.organisation_id = (SELECT sec.organisation()))
  AND ({AGENT} OR origin <> 'agent')"""

POLICIES = AppPolicies(
    tables=(
        Table(
            "interventions_motive",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("motive_read", "SELECT", ASKS),
                Policy("motive_add", "INSERT", check=AGENT),
                Policy("motive_change", "UPDATE", AGENT, AGENT),
            ),
        ),
        Table(
            "interventions_intervention",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("intervention_read", "SELECT", AGENT),
                Policy("intervention_ask", "INSERT", check=ASKED),
                Policy("intervention_change", "UPDATE", AGENT, AGENT),
            ),
        ),
        Table(
            "interventions_asker",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("asker_read", "SELECT", AGENT),
                Policy(
                    "asker_add",
                    "INSERT",
                    check=f"""{ASKS} AND ({AGENT} OR sec.asked_it(intervention_id))""",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        Table(
            "interventions_visit",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("visit_read", "SELECT", AGENT),
                Policy("visit_add", "INSERT", check=f"{AGENT} AND agent_id = {ME}"),
            ),
            # Written once; a later one corrects it.
            grants=("SELECT, INSERT TO palier_app",),
        ),
    ),
    functions=(
        """
-- Did I ask for this passage, just now? So that who asked can be noted with it, and read back by nobody.
CREATE OR REPLACE FUNCTION sec.asked_it(the_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.interventions_intervention i
    WHERE i.id = the_id AND i.author_id = sec.post() AND i.state = 'waiting'
      AND i.received_at > sec.now() - interval '1 hour')
$$;
""",
    ),
    executes=(("asked_it(uuid)", "palier_app"),),
)
