"""Row policies of keeping a home (class C3): the team of the file, and nobody on the landlord's side (P8)."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Policy, Table
from palier.casework.tenancies.prevention.policies.canvas import CANVAS
from palier.casework.tenancies.prevention.policies.door import HERS

TABLES = tuple(f"prevention_{name}" for name in ("prevention", "budget", "budgetline", "plandraft", "signedact"))


def of_open_file(table: str) -> str:
    """The file of a row is open and lies in the subject that the row names."""
    return f"""EXISTS (SELECT 1 FROM cases_case f
      WHERE f.id = {table}.case_id AND f.subject_id = {table}.subject_id AND f.closed_on IS NULL)"""


GOING = """
DROP TRIGGER IF EXISTS keep_author ON public.prevention_prevention;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.prevention_prevention FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.prevention_signedact;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.prevention_signedact FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- What was confided about the home goes with its file, its history with it (P39).
CREATE OR REPLACE FUNCTION sec.prevention_goes_with_its_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[] := ARRAY(SELECT l.id FROM public.prevention_budgetline l WHERE l.case_id = OLD.id
  UNION ALL SELECT b.id FROM public.prevention_budget b WHERE b.case_id = OLD.id
  UNION ALL SELECT d.id FROM public.prevention_plandraft d WHERE d.case_id = OLD.id
  UNION ALL SELECT a.id FROM public.prevention_signedact a WHERE a.case_id = OLD.id
  UNION ALL SELECT p.id FROM public.prevention_prevention p WHERE p.case_id = OLD.id);
BEGIN
  DELETE FROM public.prevention_budgetline WHERE case_id = OLD.id;
  DELETE FROM public.prevention_budget WHERE case_id = OLD.id;
  DELETE FROM public.prevention_plandraft WHERE case_id = OLD.id;
  DELETE FROM public.prevention_signedact WHERE case_id = OLD.id;
  DELETE FROM public.prevention_prevention WHERE case_id = OLD.id;
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;

DROP TRIGGER IF EXISTS prevention_goes ON public.cases_case;
CREATE TRIGGER prevention_goes BEFORE DELETE ON public.cases_case FOR EACH ROW
  EXECUTE FUNCTION sec.prevention_goes_with_its_file();

-- Sums read from the landlord's side go at the term of a procedure after nothing is owed: none runs about the household, and
-- none ended, nor was any draft written, within the term (P8). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_received_sums() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT d.id FROM public.prevention_plandraft d JOIN public.cases_case f ON f.id = d.case_id
    JOIN sec.terms_of('procedure') t ON t.organisation_id = d.organisation_id
    WHERE d.is_landlords AND d.written_at::date + t.term < sec.today() AND NOT sec.is_held(d.subject_id, d.concerns)
      AND NOT EXISTS (SELECT 1 FROM public.procedure_procedure p WHERE p.household_id = f.household_id
        AND (p.ended_on IS NULL OR p.ended_on + t.term >= sec.today())));
  DELETE FROM public.prevention_plandraft WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

COUNTING = """
-- For the head of a social service: in how many files a home is being kept; nothing under five, and never of whom (P26, P27).
CREATE OR REPLACE FUNCTION sec.homes_being_kept() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT nullif(greatest(count(*), 4), 4) FROM public.prevention_prevention p
  JOIN public.organisations_post w ON w.id = p.author_id AND w.service_id = sec.service()
  WHERE sec.role() = 'head_of_service' AND p.organisation_id = sec.organisation() AND p.outcome = ''
$$;
"""


def _policies(table: str, name: str, *, is_worker: bool = False, change: str = "") -> tuple[Policy, ...]:
    team = in_the_team(table)
    hers = f"(SELECT sec.role()) = 'social_worker' AND {team}" if is_worker else team
    changes = (Policy(f"{name}_change", "UPDATE", f"{hers}{change}", hers),) if change else ()
    return (
        Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
        Policy(f"{name}_read", "SELECT", team),
        Policy(f"{name}_add", "INSERT", check=f"author_id = {ME} AND {hers} AND {of_open_file(table)}"),
        *changes,
    )


ONCE = ("SELECT, INSERT TO palier_app",)

POLICIES = AppPolicies(
    functions=(GOING, COUNTING, HERS, CANVAS),
    executes=(
        ("erase_received_sums()", "palier_job"),
        ("homes_being_kept()", "palier_app"),
        ("propose_canvas(uuid, date, integer[], text[], text)", "palier_app"),
        ("decide_canvas(uuid, boolean)", "palier_app"),
        *((f"{name}()", "palier_app") for name in ("my_kept_home", "my_budget", "my_acts")),
    ),
    open_tables=(("prevention_companycanvas", "SELECT TO palier_app"),),
    tables=(
        Table(
            "prevention_prevention",
            _policies("prevention_prevention", "prevention", change=" AND outcome = ''"),
            grants=(*ONCE, "UPDATE (causes, own_words, at_stake, outcome, ended_on, version) TO palier_app"),
        ),
        # A later budget, a later draft: none is corrected, so that what was told stays as it was told.
        Table("prevention_budget", _policies("prevention_budget", "budget"), grants=ONCE),
        Table("prevention_budgetline", _policies("prevention_budgetline", "budget_line"), grants=ONCE),
        Table("prevention_plandraft", _policies("prevention_plandraft", "plan_draft"), grants=ONCE),
        # What an act says never changes; once it left, nothing of it does. A trainee sends nothing out of the service (P13).
        Table(
            "prevention_signedact",
            _policies("prevention_signedact", "signed_act", is_worker=True, change=" AND sent_on IS NULL"),
            grants=(*ONCE, "UPDATE (signed_by, signed_on, sent_on, line, version) TO palier_app"),
        ),
    ),
)
