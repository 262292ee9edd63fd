"""Row policies of arrivals: the social service and the front desk of the house, for twenty-four hours (D12, P39)."""

from palier.access.conditions import ME, MINE, NOW
from palier.access.lock import AppPolicies, Policy, Table

LATELY = f"arrived_at > {NOW} - interval '24 hours'"
AT_THE_DESK = "(SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk')"
# The front desk receives nobody: it touches no arrival that is with a worker or was, and makes none so.
MY_MOVE = f"{AT_THE_DESK} AND {LATELY} AND ((SELECT sec.role()) <> 'front_desk' OR state IN ('waiting', 'left_unseen'))"

ENDING = """
-- After twenty-four hours only numbers remain of an arrival (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_arrivals() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT a.id FROM public.waiting_arrival a JOIN sec.terms_of('waiting_room') t USING (organisation_id)
    WHERE a.arrived_at <= sec.now() - t.term AND NOT sec.is_held(NULL, sec.persons_of(a.household_id)) FOR UPDATE OF a);
  INSERT INTO public.waiting_waitingcount (id, organisation_id, venue_id, day, arrived, received, left_unseen, interpreters,
    minutes_waited)
  SELECT gen_random_uuid(), a.organisation_id, a.venue_id, (a.arrived_at AT TIME ZONE 'Europe/Brussels')::date, count(*),
    count(a.received_at), count(*) FILTER (WHERE a.state = 'left_unseen'), count(*) FILTER (WHERE a.interpreter),
    coalesce(sum(extract(epoch FROM a.received_at - a.arrived_at) / 60), 0)::integer
  FROM public.waiting_arrival a WHERE a.id = ANY (gone) GROUP BY 2, 3, 4
  ON CONFLICT (venue_id, day) DO UPDATE SET arrived = waiting_waitingcount.arrived + EXCLUDED.arrived,
    received = waiting_waitingcount.received + EXCLUDED.received,
    left_unseen = waiting_waitingcount.left_unseen + EXCLUDED.left_unseen,
    interpreters = waiting_waitingcount.interpreters + EXCLUDED.interpreters,
    minutes_waited = waiting_waitingcount.minutes_waited + EXCLUDED.minutes_waited;
  -- The key of the form in which she was noted holds a digest of who she is: whoever can guess her could find her there.
  DELETE FROM public.access_oncekey WHERE answer->>'id' = ANY (gone::text[]);
  DELETE FROM public.waiting_arrival WHERE id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

POLICIES = AppPolicies(
    functions=(ENDING,),
    executes=(("erase_arrivals()", "palier_job"),),
    tables=(
        Table(
            "waiting_arrival",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("arrival_read", "SELECT", f"{AT_THE_DESK} AND {LATELY}"),
                Policy("arrival_add", "INSERT", check=f"author_id = {ME} AND {AT_THE_DESK} AND {LATELY}"),
                Policy("arrival_move", "UPDATE", MY_MOVE, MY_MOVE),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (state, received_at, received_by_id, gone_at, asked_for_id, interpreter, noted, version)"
                " TO palier_app",
            ),
            history=False,  # it would keep for good who sat in the waiting room
        ),
        Table(
            "waiting_waitingcount",
            (Policy("count_read", "SELECT", f"{MINE} AND (SELECT sec.role()) = 'head_of_service'"),),
            grants=("SELECT TO palier_app",),
            history=False,
        ),
    ),
)
