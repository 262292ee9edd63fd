"""How long things are kept: what the database counts with, who proposes a term and who signs it, what stays as numbers.

Terms are known inside the house (C1); nobody writes them but the functions below. The numbers have a lock of their own:
nobody reads the table, and the one function that speaks of it closes what is under five (P1, D35).
"""

from palier.access.lock import (
    AppPolicies,
    Policy,
    Table,
    declared_crossings,
    declared_dependents,
    declared_endings,
    declared_purges,
)
from palier.access.rights.policies.crossing import reporting
from palier.access.rights.policies.forgetting import FORGETTING
from palier.access.rights.policies.holding import going, named_in_file
from palier.access.rights.policies.purging import EXECUTES, OF_PURGE, purging

TERMS = """
-- How long this company keeps this: its own signed term, else the house's. Every erasure asks here (P39).
CREATE OR REPLACE FUNCTION sec.term(the_key text, the_organisation uuid) RETURNS interval
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT (t.length || ' ' || t.unit)::interval FROM public.rights_retentionterm t
  WHERE t.key = the_key AND t.valid_from <= sec.today()
    AND (t.state = 'preset' OR (t.state = 'signed' AND t.organisation_id = the_organisation))
  ORDER BY t.organisation_id IS NULL, t.valid_from DESC, t.signed_at DESC LIMIT 1
$$;

-- The same for every company at once, so that an erasure asks once and not a row at a time.
CREATE OR REPLACE FUNCTION sec.terms_of(the_key text) RETURNS TABLE (organisation_id uuid, term interval)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, sec.term(the_key, o.id) FROM public.organisations_organisation o
$$;

-- Is a length longer than the house's longest for this key? `fixed_only`: and is it one that nobody may pass?
CREATE OR REPLACE FUNCTION sec.term_passes(the_key text, the_length integer, the_unit text, fixed_only boolean)
RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT (t.fixed OR NOT fixed_only)
      AND timestamp '2000-01-01' + (the_length || ' ' || the_unit)::interval
        > timestamp '2000-01-01' + (t.longest_length || ' ' || t.longest_unit)::interval
    FROM public.rights_retentionterm t WHERE t.key = the_key AND t.state = 'preset' AND t.valid_from <= sec.today()
    ORDER BY t.valid_from DESC LIMIT 1), true)
$$;

-- A company that changes a term signs: its administrator proposes ...
CREATE OR REPLACE FUNCTION sec.propose_term(the_id uuid, the_key text, the_length integer, the_unit text, from_day date,
  the_source text, why text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'organisation_admin' OR sec.organisation() IS NULL OR from_day < sec.today()
    OR the_length < 1 OR btrim(why) = '' OR the_key IN ('read_ledger', 'duty_presence')
    OR sec.term_passes(the_key, the_length, the_unit, true) THEN RETURN false; END IF;
  INSERT INTO public.rights_retentionterm (id, organisation_id, key, length, unit, longest_unit, fixed, valid_from,
    source, confidence, state, reason, proposed_by_id, proposed_at, signed_reason)
  VALUES (the_id, sec.organisation(), the_key, the_length, the_unit, '', false, from_day, the_source, 'to_confirm',
    'proposed', why, sec.post(), sec.now(), '');
  RETURN true;
END $$;

-- ... and its data-protection officer signs or sets aside: never the same person; past the longest only with a reason.
CREATE OR REPLACE FUNCTION sec.decide_term(the_id uuid, signs boolean, why text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE one record;
BEGIN
  SELECT t.* INTO one FROM public.rights_retentionterm t WHERE t.id = the_id AND t.state = 'proposed'
    AND t.organisation_id = sec.organisation() FOR UPDATE;
  IF NOT FOUND OR sec.role() IS DISTINCT FROM 'data_protection_officer' OR EXISTS (
      SELECT 1 FROM public.organisations_post mine JOIN public.organisations_post hers ON hers.staff_id = mine.staff_id
      WHERE mine.id = sec.post() AND hers.id = one.proposed_by_id)
    OR (signs AND btrim(why) = '' AND sec.term_passes(one.key, one.length, one.unit, false)) THEN RETURN false; END IF;
  UPDATE public.rights_retentionterm SET state = CASE WHEN signs THEN 'signed' ELSE 'set_aside' END,
    signed_by_id = sec.post(), signed_at = sec.now(), signed_reason = why,
    valid_from = greatest(valid_from, sec.today())
    WHERE id = the_id;
  RETURN true;
END $$;
"""

COUNTS = """
-- What stays of what is erased: so many of this kind, theme and month. Only erasures call it, in their own transaction.
CREATE OR REPLACE FUNCTION sec.keep_count(the_organisation uuid, of_day date, the_kind text, the_theme text,
  how_many bigint) RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.rights_keptcount (id, organisation_id, month, kind, theme, number)
  VALUES (gen_random_uuid(), the_organisation, date_trunc('month', of_day)::date, the_kind, the_theme, how_many)
  ON CONFLICT (organisation_id, month, kind, theme, area)
    DO UPDATE SET number = rights_keptcount.number + EXCLUDED.number
$$;

-- The numbers of one's own company by year, for the officer and the head of service; under five they stay closed (D35).
-- Unmet needs have a page of their own.
CREATE OR REPLACE FUNCTION sec.counts_kept() RETURNS TABLE (year integer, kind text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT extract(year FROM c.month)::integer, c.kind, CASE WHEN sum(c.number) >= 5 THEN sum(c.number) END
  FROM public.rights_keptcount c WHERE c.organisation_id = sec.organisation() AND c.kind <> 'unmet_need'
    AND sec.role() IN ('data_protection_officer', 'head_of_service')
  GROUP BY 1, 2 ORDER BY 1 DESC, 2
$$;
"""

HOLDS = f"""
-- Does any row of this subject name one of these persons? Made from every table that says whom its rows name.
CREATE OR REPLACE FUNCTION sec.named_in(the_subject uuid, the_persons uuid[]) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT {named_in_file()}
$$;
-- Is this row held? Its file is, or a person it names, or any row of its file names such a person: a file stays whole.
-- In an inbox only the rows that name her stay. Every erasure asks.
CREATE OR REPLACE FUNCTION sec.is_held(the_subject uuid, persons uuid[]) RETURNS boolean
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.rights_hold h WHERE h.lifted_at IS NULL) THEN RETURN false; END IF;
  IF EXISTS (SELECT 1 FROM public.rights_hold h WHERE h.lifted_at IS NULL
      AND (h.subject = the_subject OR h.person = ANY (persons))) THEN RETURN true; END IF;
  IF NOT EXISTS (SELECT 1 FROM public.access_subject s WHERE s.id = the_subject AND s.kind = 'case') THEN
    RETURN false;
  END IF;
  RETURN sec.named_in(the_subject,
    ARRAY(SELECT h.person FROM public.rights_hold h WHERE h.lifted_at IS NULL AND h.person IS NOT NULL));
END $$;

-- The officer places a hold, by a person's id or a file's number. The answer never tells whether there is a file (P1).
CREATE OR REPLACE FUNCTION sec.place_hold(the_id uuid, the_person uuid, the_file uuid, why text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'data_protection_officer' OR btrim(why) = ''
    OR (the_person IS NULL) = (the_file IS NULL) THEN RETURN false; END IF;
  INSERT INTO public.rights_hold (id, organisation_id, subject, person, reason, placed_by_id, placed_at)
  VALUES (the_id, sec.organisation(), coalesce(sec.subject_of_file(the_file), the_file), the_person, why,
    sec.post(), sec.now());
  RETURN true;
END $$;

CREATE OR REPLACE FUNCTION sec.lift_hold(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.rights_hold SET lifted_by_id = sec.post(), lifted_at = sec.now()
    WHERE id = the_id AND lifted_at IS NULL AND organisation_id = sec.organisation()
      AND sec.role() = 'data_protection_officer';
  RETURN FOUND;
END $$;

-- The holds of one's company for its officer; for a worker those in force that keep something of her files or inbox.
CREATE OR REPLACE FUNCTION sec.holds() RETURNS TABLE (id uuid, of_person boolean, reason text, by text,
  placed_at timestamptz, lifted_at timestamptz)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
DECLARE mine uuid[] := sec.my_subjects(); officer boolean := sec.role() = 'data_protection_officer';
BEGIN
  RETURN QUERY SELECT h.id, h.person IS NOT NULL, h.reason, s.first_name || ' ' || s.last_name, h.placed_at, h.lifted_at
    FROM public.rights_hold h JOIN public.organisations_post p ON p.id = h.placed_by_id
    JOIN public.organisations_staffmember s ON s.id = p.staff_id
    WHERE h.organisation_id = sec.organisation() AND (officer OR (h.lifted_at IS NULL AND (h.subject = ANY (mine)
      OR EXISTS (SELECT 1 FROM unnest(mine) m WHERE sec.named_in(m, ARRAY[h.person])))))
    ORDER BY h.lifted_at IS NOT NULL, h.placed_at DESC LIMIT 200;
END $$;

"""

GOING = f"""
-- Every row of a company that ends, with its day; of some subjects alone when given. Two functions below ask it.
DROP FUNCTION IF EXISTS sec.going();
CREATE OR REPLACE FUNCTION sec.going(the_organisation uuid, the_subjects uuid[])
RETURNS TABLE (kind text, subject_id uuid, household uuid, persons uuid[], day date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  {going(declared_endings())}
$$;

-- For the officer: how many of each kind go in the coming days. No household; under five stays closed (P1, D35).
CREATE OR REPLACE FUNCTION sec.going_counts(days integer) RETURNS TABLE (kind text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.kind, CASE WHEN count(*) >= 5 THEN count(*) END FROM sec.going(sec.organisation(), NULL) g
  WHERE sec.role() = 'data_protection_officer'
    AND g.day BETWEEN sec.today() AND sec.today() + days AND NOT sec.is_held(g.subject_id, g.persons)
  GROUP BY 1 ORDER BY 1
$$;

-- For a worker: what goes of her own files and inbox, and what a hold keeps beyond its day.
CREATE OR REPLACE FUNCTION sec.going_of_mine(days integer)
RETURNS TABLE (kind text, household uuid, day date, held boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT g.kind, g.household, g.day, sec.is_held(g.subject_id, g.persons)
  FROM sec.going(sec.organisation(), sec.my_subjects()) g
  WHERE g.day <= sec.today() + days
  ORDER BY g.day, g.kind LIMIT 300
$$;
"""

POLICIES = AppPolicies(
    functions=(
        TERMS,
        COUNTS,
        HOLDS,
        GOING,
        FORGETTING,
        reporting(declared_crossings()),
        purging(declared_purges(), declared_dependents()),
    ),
    of_purge=OF_PURGE,
    purging=("purge(uuid)",),
    executes=(
        ("place_hold(uuid, uuid, uuid, text)", "palier_app"),
        ("lift_hold(uuid)", "palier_app"),
        ("holds()", "palier_app"),
        ("going_counts(integer)", "palier_app"),
        ("going_of_mine(integer)", "palier_app"),
        ("propose_term(uuid, text, integer, text, date, text, text)", "palier_app"),
        ("decide_term(uuid, boolean, text)", "palier_app"),
        ("counts_kept()", "palier_app"),
        ("erase_ledger()", "palier_job"),
        ("report_due()", "palier_job"),
        ("keep_report(uuid, date, integer, text, text, text)", "palier_job"),
        ("crossing_reports(date, integer)", "palier_app"),
        *EXECUTES,
    ),
    open_tables=(
        ("rights_retentionterm", "SELECT TO palier_app, palier_job"),
        ("rights_reviewlimit", "SELECT TO palier_app"),
    ),
    tables=(
        Table("rights_hold", (Policy("hold_of_nobody", "SELECT", "false"),), grants=()),
        # It says itself who asked, who decided and when; nothing of it is changed otherwise.
        Table("rights_purge", (Policy("purge_of_nobody", "SELECT", "false"),), grants=(), history=False),
        # Findings are made and told by the functions of desk/officer, which sees what was opened.
        Table("rights_finding", (Policy("finding_of_nobody", "SELECT", "false"),), grants=(), history=False),
        Table("rights_crossingreport", (Policy("report_of_nobody", "SELECT", "false"),), grants=(), history=False),
        Table(
            "rights_keptcount",
            (Policy("count_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,  # numbers that only grow
        ),
    ),
)
