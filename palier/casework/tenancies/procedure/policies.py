"""Row policies of procedures (class C2, the landlord's): accounts write and read, the referent reads (P8)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Ending, Policy, Table

ACCOUNTS = "(SELECT sec.role()) = 'accounts'"
REFERENT = "(SELECT sec.role()) IN ('social_worker', 'trainee') AND sec.looks_after(household_id)"
READ = f"{ACCOUNTS} OR ({REFERENT})"
KEEP = f"{ACCOUNTS} AND author_id = {ME}"

# A fact is of the household of its procedure, in a procedure that runs: the first lock says so too.
RUNS = """EXISTS (SELECT 1 FROM procedure_procedure p
  WHERE p.id = procedure_fact.procedure_id AND p.household_id = procedure_fact.household_id AND p.outcome = '')"""
OURS = """EXISTS (SELECT 1 FROM people_household h
  WHERE h.id = procedure_procedure.household_id AND h.organisation_id = (SELECT sec.organisation()))"""

ERASING = """
DROP TRIGGER IF EXISTS keep_author ON public.procedure_procedure;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.procedure_procedure FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.procedure_fact;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.procedure_fact FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- What the landlord noted about unpaid rent goes at its term after the end, with its history; a number stays (P8, P39).
CREATE OR REPLACE FUNCTION sec.erase_procedures() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; facts uuid[];
BEGIN
  gone := ARRAY(SELECT p.id FROM public.procedure_procedure p JOIN sec.terms_of('procedure') t USING (organisation_id)
    WHERE p.ended_on + t.term < sec.today() AND NOT sec.is_held(NULL, sec.persons_of(p.household_id)));
  PERFORM sec.keep_count(p.organisation_id, p.ended_on, 'procedure', p.outcome, count(*))
    FROM public.procedure_procedure p WHERE p.id = ANY (gone) GROUP BY p.organisation_id, p.ended_on, p.outcome;
  facts := ARRAY(SELECT f.id FROM public.procedure_fact f WHERE f.procedure_id = ANY (gone));
  DELETE FROM public.procedure_fact WHERE id = ANY (facts);
  DELETE FROM public.procedure_procedure WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || facts);
  RETURN cardinality(gone);
END $$;
"""

AHEAD = """
-- For the head of a social service: the hearings and evictions announced until a day, with the worker whose task they are.
-- Never a household, an address or a sum (P26, P27).
CREATE OR REPLACE FUNCTION sec.legal_dates_ahead(last_day date) RETURNS TABLE (day date, kind text, worker text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.day, f.kind::text, m.first_name || ' ' || m.last_name
  FROM public.procedure_fact f JOIN public.procedure_procedure p ON p.id = f.procedure_id AND p.outcome = ''
  JOIN public.organisations_post w ON w.id = sec.assigned_worker(f.household_id) AND w.service_id = sec.service()
  JOIN public.organisations_staffmember m ON m.id = w.staff_id
  WHERE sec.role() = 'head_of_service' AND f.organisation_id = sec.organisation() AND NOT f.struck
    AND f.kind IN ('hearing', 'eviction') AND f.day BETWEEN sec.today() AND last_day
  ORDER BY f.day, 3, f.kind
$$;
"""

POLICIES = AppPolicies(
    endings=(Ending("procedure_procedure", "procedure", "(t.ended_on + {term})::date", only="t.ended_on IS NOT NULL"),),
    functions=(ERASING, AHEAD),
    executes=(("erase_procedures()", "palier_job"), ("legal_dates_ahead(date)", "palier_app")),
    tables=(
        Table(
            "procedure_procedure",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("procedure_read", "SELECT", READ),
                Policy("procedure_begin", "INSERT", check=f"{KEEP} AND {OURS}"),
                Policy("procedure_change", "UPDATE", ACCOUNTS, ACCOUNTS),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (monthly_rent, outcome, ended_on, version) TO palier_app"),
        ),
        Table(
            "procedure_fact",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("fact_read", "SELECT", READ),
                Policy("fact_note", "INSERT", check=f"{KEEP} AND {RUNS}"),
                Policy("fact_change", "UPDATE", ACCOUNTS, ACCOUNTS),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (day, amount, until, exception, remark, struck, version) TO palier_app",
            ),
        ),
    ),
)
