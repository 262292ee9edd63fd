"""Row policies of rounds: the agents of the company, and nobody else; a key is its own post's alone (P22, D19)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Policy, Table

AGENT = "(SELECT sec.role()) = 'proximity_agent'"
# A stop and what is left out stand in a round one may read: of one's own company.
OF_ITS_ROUND = "EXISTS (SELECT 1 FROM rounds_round r WHERE r.id = {table}.round_id)"


def _planned(name: str, read: str, add: str) -> Table:
    check = f"{AGENT} AND {OF_ITS_ROUND.format(table=name)}"
    policies = (
        Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
        Policy(read, "SELECT", AGENT),
        Policy(add, "INSERT", check=check),
    )
    return Table(name, policies, grants=("SELECT, INSERT TO palier_app",), history=False)


ERASE = """
-- Rounds and shifts go after thirty days: no trace of who went where is kept. A plan that another took the place of
-- goes at once; a key a day after its shift, and with it all that it sealed on a telephone. How many went.
CREATE OR REPLACE FUNCTION sec.erase_rounds() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH ended AS (SELECT r.id FROM public.rounds_round r
      WHERE r.day < sec.today() - 30 OR EXISTS (SELECT 1 FROM public.rounds_round n
        WHERE n.organisation_id = r.organisation_id AND n.day = r.day AND n.version > r.version)),
    stops AS (DELETE FROM public.rounds_stop WHERE round_id IN (SELECT id FROM ended)),
    left_out AS (DELETE FROM public.rounds_leftout WHERE round_id IN (SELECT id FROM ended)),
    rounds AS (DELETE FROM public.rounds_round WHERE id IN (SELECT id FROM ended) RETURNING 1),
    shifts AS (DELETE FROM public.rounds_shift WHERE day < sec.today() - 30 RETURNING 1),
    keys AS (DELETE FROM public.rounds_offlinekey WHERE ends_at < sec.now() RETURNING 1)
  SELECT (SELECT count(*) FROM rounds) + (SELECT count(*) FROM shifts) + (SELECT count(*) FROM keys)
$$;
"""

POLICIES = AppPolicies(
    functions=(ERASE,),
    executes=(("erase_rounds()", "palier_job"),),
    tables=(
        Table(
            "rounds_shift",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("shift_read", "SELECT", AGENT),
                Policy("shift_add", "INSERT", check=AGENT),
                Policy("shift_change", "UPDATE", AGENT),
            ),
            history=False,
        ),
        Table(
            "rounds_round",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("round_read", "SELECT", AGENT),
                Policy("round_add", "INSERT", check=f"{AGENT} AND author_id = {ME}"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,
        ),
        _planned("rounds_stop", "stop_read", "stop_add"),
        _planned("rounds_leftout", "left_out_read", "left_out_add"),
        Table(
            "rounds_offlinekey",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("key_read", "SELECT", f"{AGENT} AND post_id = {ME}"),
                Policy("key_add", "INSERT", check=f"{AGENT} AND post_id = {ME}"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,
        ),
    ),
)
