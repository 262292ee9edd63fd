"""What no service took up, counted by theme and commune, without any person."""

UNMET = """
-- What stays of referrals whose file is erased: refused, or without an answer after thirty days, by the month they went. Only the
-- erasure of a file calls it.
CREATE OR REPLACE FUNCTION sec.keep_unmet_needs(the_referrals uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.rights_keptcount (id, organisation_id, month, kind, theme, area, number)
  SELECT gen_random_uuid(), r.organisation_id, date_trunc('month', r.sent_on)::date, 'unmet_need', r.domain, r.area, count(*)
  FROM public.referrals_referral r WHERE r.id = ANY (the_referrals)
    AND (r.state = 'refused' OR (r.state = 'sent' AND r.sent_on + 30 < sec.today()))
  GROUP BY 2, 3, 5, 6
  ON CONFLICT (organisation_id, month, kind, theme, area) DO UPDATE SET number = rights_keptcount.number + EXCLUDED.number
$$;

-- The needs of a year that no service took up, of one's own company, erased files among them: for the social service alone.
-- Under five a cell is not there at all, as if it were none; no sum is told from which one could be reckoned (D35).
CREATE OR REPLACE FUNCTION sec.unmet_needs(the_year integer) RETURNS TABLE (theme text, area text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH needs AS (
    SELECT r.domain AS theme, r.area, 1 AS number FROM public.referrals_referral r
      WHERE r.organisation_id = sec.organisation() AND extract(year FROM r.sent_on) = the_year
        AND (r.state = 'refused' OR (r.state = 'sent' AND r.sent_on + 30 < sec.today()))
    UNION ALL SELECT k.theme, k.area, k.number FROM public.rights_keptcount k
      WHERE k.organisation_id = sec.organisation() AND k.kind = 'unmet_need' AND extract(year FROM k.month) = the_year)
  SELECT n.theme, n.area, sum(n.number) FROM needs n
  WHERE sec.role() IN ('social_worker', 'trainee', 'head_of_service')
  GROUP BY 1, 2 HAVING sum(n.number) >= 5 ORDER BY 3 DESC, 1, 2
$$;
"""
