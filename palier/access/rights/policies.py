"""How long things are kept: what the database counts with, who proposes a term and who signs it, what stays as numbers.

Terms are known inside the house (C1); nobody writes them but the functions below. The numbers have a lock of their own:
nobody reads the table, and the one function that speaks of it closes what is under five (P1, D35).
"""

from palier.access.lock import AppPolicies, Policy, Table

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
  ON CONFLICT (organisation_id, month, kind, theme) DO UPDATE SET number = rights_keptcount.number + EXCLUDED.number
$$;

-- The numbers of one's own company by year, for the officer and the head of service; under five they stay closed (D35).
CREATE OR REPLACE FUNCTION sec.counts_kept() RETURNS TABLE (year integer, kind text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT extract(year FROM c.month)::integer, c.kind, CASE WHEN sum(c.number) >= 5 THEN sum(c.number) END
  FROM public.rights_keptcount c WHERE c.organisation_id = sec.organisation()
    AND sec.role() IN ('data_protection_officer', 'head_of_service')
  GROUP BY 1, 2 ORDER BY 1 DESC, 2
$$;
"""

POLICIES = AppPolicies(
    functions=(TERMS, COUNTS),
    executes=(
        ("propose_term(uuid, text, integer, text, date, text, text)", "palier_app"),
        ("decide_term(uuid, boolean, text)", "palier_app"),
        ("counts_kept()", "palier_app"),
    ),
    open_tables=(("rights_retentionterm", "SELECT TO palier_app, palier_job"),),
    tables=(
        Table(
            "rights_keptcount",
            (Policy("count_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,  # numbers that only grow
        ),
    ),
)
