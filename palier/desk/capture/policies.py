"""Row policies of drafts: a draft is its author's, and nobody else learns that it is there."""

from palier.access.lock import AppPolicies, Policy, Table

OWN = "post_id = (SELECT sec.post())"
ALIVE = "expires >= (SELECT sec.today())"

DROP = """
-- A draft goes when it is sent or thrown away: by its author, at once, and nothing of it stays (D8).
CREATE OR REPLACE FUNCTION sec.drop_draft(the_draft uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.capture_draft d WHERE d.id = the_draft AND d.post_id = sec.post() RETURNING d.id)
  SELECT EXISTS (SELECT 1 FROM gone)
$$;

-- What nobody finished in thirty days goes (P39).
CREATE OR REPLACE FUNCTION sec.erase_drafts() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.capture_draft WHERE expires < sec.today() RETURNING id) SELECT count(*) FROM gone
$$;
"""

POLICIES = AppPolicies(
    functions=(DROP,),
    executes=(("drop_draft(uuid)", "palier_app"), ("erase_drafts()", "palier_job")),
    tables=(
        Table(
            "capture_draft",
            (
                Policy("draft_read", "SELECT", f"{OWN} AND {ALIVE}"),
                Policy("draft_begin", "INSERT", check=OWN),
                Policy("draft_keep", "UPDATE", OWN, OWN),
            ),
            history=False,  # each pause in typing would leave a copy of what was never said for good
        ),
    ),
)
