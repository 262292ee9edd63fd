"""Row policies of interpreters: who finds one, who enters one, and time that nobody reads by the row (P28)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Policy, Table

FINDS = "(SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk', 'head_of_service')"
ENTERS = "(SELECT sec.role()) IN ('social_worker', 'head_of_service')"
AGREES = f"post_id = {ME} AND (SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk')"

TIME = """
-- One conversation is added to its month: language, minutes, cost. No author, no person, no moment (P28).
CREATE OR REPLACE FUNCTION sec.note_interpreting(the_language text, the_minutes integer, the_cents integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() NOT IN ('social_worker', 'trainee', 'front_desk') OR sec.role() IS NULL OR sec.service() IS NULL
    OR the_minutes NOT BETWEEN 1 AND 600 OR the_cents NOT BETWEEN 0 AND 100000 OR the_language !~ '^[a-z]{2,3}$' THEN
    RETURN false;
  END IF;
  INSERT INTO public.interpreting_interpretingtime AS t (id, organisation_id, service_id, month, language, calls, minutes, cents)
  VALUES (gen_random_uuid(), sec.organisation(), sec.service(), date_trunc('month', sec.today())::date, the_language, 1,
    the_minutes, the_cents)
  ON CONFLICT (service_id, month, language) DO UPDATE SET calls = t.calls + 1, minutes = t.minutes + EXCLUDED.minutes,
    cents = t.cents + EXCLUDED.cents;
  RETURN true;
END $$;

-- What one's own service used between two days, by language; whole months. Small numbers are closed before anybody reads them.
CREATE OR REPLACE FUNCTION sec.interpreting_year(first date, last date)
RETURNS TABLE (language text, calls bigint, minutes bigint, cents bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.language, sum(t.calls)::bigint, sum(t.minutes)::bigint, sum(t.cents)::bigint
  FROM public.interpreting_interpretingtime t
  WHERE t.service_id = sec.service() AND sec.role() IN ('social_worker', 'trainee', 'head_of_service')
    AND t.month BETWEEN date_trunc('month', first)::date AND last
  GROUP BY t.language
$$;

-- A colleague's tick goes thirty days after she took it back or left; a service a year after its last day; time, which names
-- nobody, after the five years a yearly report looks back (P39). How many went.
CREATE OR REPLACE FUNCTION sec.erase_interpreting() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH ticks AS (DELETE FROM public.interpreting_colleaguelanguage c WHERE c.withdrawn_on < sec.today() - 30
      OR EXISTS (SELECT 1 FROM public.organisations_post p WHERE p.id = c.post_id AND upper(p.valid) < sec.today() - 30)
      RETURNING 1),
    ended AS (DELETE FROM public.interpreting_interpreterservice WHERE until < sec.today() - 365 RETURNING id),
    traces AS (DELETE FROM public.access_history WHERE row_id IN (SELECT id FROM ended)),
    old AS (DELETE FROM public.interpreting_interpretingtime WHERE month < sec.today() - interval '5 years' RETURNING 1)
  SELECT (SELECT count(*) FROM ticks) + (SELECT count(*) FROM ended) + (SELECT count(*) FROM old)
$$;
"""

POLICIES = AppPolicies(
    functions=(TIME,),
    executes=(
        ("note_interpreting(text, integer, integer)", "palier_app"),
        ("interpreting_year(date, date)", "palier_app"),
        ("erase_interpreting()", "palier_job"),
    ),
    tables=(
        Table(
            "interpreting_interpreterservice",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("interpreter_find", "SELECT", FINDS),
                Policy("interpreter_enter", "INSERT", check=ENTERS),
                Policy("interpreter_change", "UPDATE", ENTERS, ENTERS),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (until, checked_on) TO palier_app"),
        ),
        Table(
            "interpreting_colleaguelanguage",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("colleague_find", "SELECT", FINDS),
                Policy("colleague_agree", "INSERT", check=AGREES),
                Policy("colleague_withdraw", "UPDATE", AGREES, AGREES),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (withdrawn_on) TO palier_app"),
            history=False,  # what she withdrew is nobody's business any more
        ),
        Table(
            "interpreting_interpretingtime",
            (Policy("time_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,  # its former sums would tell each conversation
        ),
    ),
)
