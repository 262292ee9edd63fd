"""What a tenant reads at her own door of how her home is kept: what she said herself, and the acts (P2, P9)."""

HERS = """
CREATE OR REPLACE FUNCTION sec.my_kept_home() RETURNS TABLE (id uuid, begun_on date, causes text[], own_words text, at_stake text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, p.begun_on, p.causes::text[], p.own_words, p.at_stake::text[] FROM public.prevention_prevention p
  WHERE sec.door_level() = 2 AND p.concerns @> ARRAY[sec.person()] AND sec.is_hers(p.confided_by, p.concerns)
    AND sec.opens_to_her(p.subject_id) AND p.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY p.begun_on DESC
$$;

-- The lines of budgets that she told and that are about her, the latest month first.
CREATE OR REPLACE FUNCTION sec.my_budget() RETURNS TABLE (id uuid, month date, label text, words text, creditor text, amount numeric,
  paid numeric, period text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.id, b.month, l.label, l.words, l.creditor, l.amount, l.paid, l.period FROM public.prevention_budgetline l
  JOIN public.prevention_budget b ON b.id = l.budget_id
  WHERE sec.door_level() = 2 AND l.concerns @> ARRAY[sec.person()] AND sec.is_hers(l.confided_by, l.concerns)
    AND sec.opens_to_her(l.subject_id) AND l.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY b.month DESC, b.written_at DESC, l.place LIMIT 200
$$;

CREATE OR REPLACE FUNCTION sec.my_acts() RETURNS TABLE (id uuid, act text, amount numeric, day date, months integer, signed_on date,
  sent_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.act, a.amount, a.day, a.months::integer, a.signed_on, a.sent_on FROM public.prevention_signedact a
  WHERE sec.door_level() = 2 AND a.signed_on IS NOT NULL AND a.concerns @> ARRAY[sec.person()]
    AND sec.is_hers(a.confided_by, a.concerns) AND sec.opens_to_her(a.subject_id)
    AND a.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY a.signed_on DESC LIMIT 200
$$;
"""
