"""The figures of a year: counted by the database, for the cell as a whole and for a house its own, never of one worker (P28)."""

COUNTING = """
-- Requests of one's own cell between two days, by code: (list, code, number, of how many requests). What came of them and what
-- they gave counts on the day they were closed. `days`: the median until a pair was named.
CREATE OR REPLACE FUNCTION sec.support_year(first date, last date) RETURNS TABLE (list text, code text, number numeric, behind bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH mine AS (SELECT r.* FROM public.support_requests_supportrequest r
    WHERE r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'),
  came AS (SELECT * FROM mine WHERE received_on BETWEEN first AND last),
  ended AS (SELECT * FROM mine WHERE closed_on BETWEEN first AND last),
  said AS (SELECT a.gained, a.met FROM ended JOIN public.support_requests_asking a ON a.request_id = ended.id),
  counted AS (
    SELECT 'origin' AS list, origin::text AS code, count(*)::numeric AS number, count(*) AS behind FROM came GROUP BY origin
    UNION ALL SELECT 'situation', situation::text, count(*), count(*) FROM came GROUP BY situation
    UNION ALL SELECT 'trigger', one::text, count(*), count(*) FROM came, unnest(triggers) one GROUP BY one
    UNION ALL SELECT 'days', '', percentile_cont(0.5) WITHIN GROUP (ORDER BY named_on - received_on)::numeric, count(*)
      FROM mine WHERE named_on BETWEEN first AND last HAVING count(*) > 0
    UNION ALL SELECT 'home', home::text, count(*), count(*) FROM ended GROUP BY home
    UNION ALL SELECT 'crisis', crisis::text, count(*), count(*) FROM ended GROUP BY crisis
    UNION ALL SELECT 'neighbours', neighbours::text, count(*), count(*) FROM ended GROUP BY neighbours
    UNION ALL SELECT 'eviction', eviction::text, count(*), count(*) FROM ended GROUP BY eviction
    UNION ALL SELECT 'network', 'primary', sum(network_primary), count(*) FROM ended WHERE network_primary > 0
    UNION ALL SELECT 'network', 'secondary', sum(network_secondary), count(*) FROM ended WHERE network_secondary > 0
    UNION ALL SELECT 'met', met::text, count(*), count(*) FROM said GROUP BY met
    UNION ALL SELECT 'gained', one::text, count(*), count(*) FROM said, unnest(gained) one GROUP BY one)
  SELECT c.list, c.code, c.number, c.behind FROM counted c WHERE c.behind > 0
$$;

-- How often one's own house asked, by year that is over, from five on (P19, D35). What was erased stays counted, so no
-- erasure is read off.
CREATE OR REPLACE FUNCTION sec.support_asked_here() RETURNS TABLE (year integer, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT found.year, sum(found.number)::bigint FROM (
    SELECT extract(year FROM r.received_on)::integer AS year, count(*) AS number
      FROM public.support_requests_supportrequest r, sec.houses_of_support(r.id) AS h(house)
      WHERE h.house = sec.organisation() GROUP BY 1
    UNION ALL SELECT extract(year FROM k.month)::integer, sum(k.number) FROM public.rights_keptcount k
      WHERE k.kind = 'support_asked' AND k.organisation_id = sec.organisation() GROUP BY 1) found
  WHERE sec.role() = 'head_of_service' AND found.year < extract(year FROM sec.today())
  GROUP BY found.year HAVING sum(found.number) >= 5 ORDER BY found.year DESC
$$;
"""
