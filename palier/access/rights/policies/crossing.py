"""The nightly report of what crossed: counted by what each app declares, kept in a chain (P9, P22)."""

from palier.access.lock import Crossing

UNDER = 5  # inside one organisation a smaller number stays closed (P1, D35)


def crossed(crossings: tuple[Crossing, ...]) -> str:
    """SQL: every row by which something crossed: organisation, kind, towards, the moment."""
    parts = [
        f"SELECT t.organisation_id, '{one.kind}'::text AS kind, {one.towards}::text AS towards, {one.moment} AS moment"
        f" FROM public.{one.table} t WHERE {one.only} AND {one.moment} >= from_moment AND {one.moment} < to_moment"
        for one in crossings
    ]
    return "\n  UNION ALL ".join(parts)


def reporting(crossings: tuple[Crossing, ...]) -> str:
    """The functions of the report."""
    return f"""
-- What crossed between two moments. Only the function below calls it.
CREATE OR REPLACE FUNCTION sec.crossed(from_moment timestamptz, to_moment timestamptz)
RETURNS TABLE (organisation_id uuid, kind text, towards text, moment timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  {crossed(crossings)}
$$;

-- For the job that writes the reports: each company's day that waits for its report, with the report before it and
-- the numbers of that day; under {UNDER} they stay closed. The first report is of yesterday; a missed day comes first.
CREATE OR REPLACE FUNCTION sec.report_due() RETURNS TABLE (organisation uuid, slug text, day date, number integer,
  former_body text, counts jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH due AS (SELECT o.id, o.slug, coalesce(r.day + 1, sec.today() - 1) AS day, coalesce(r.number, 0) + 1 AS number,
      coalesce(r.body, '') AS former
    FROM public.organisations_organisation o LEFT JOIN LATERAL (SELECT c.day, c.number, c.body
      FROM public.rights_crossingreport c WHERE c.organisation_id = o.id ORDER BY c.number DESC LIMIT 1) r ON true
    WHERE o.kind = 'housing_company'),
  span AS (SELECT d.*, d.day::timestamp AT TIME ZONE 'Europe/Brussels' AS begins,
      (d.day + 1)::timestamp AT TIME ZONE 'Europe/Brussels' AS ends FROM due d WHERE d.day < sec.today())
  SELECT s.id, s.slug, s.day, s.number, s.former, coalesce((SELECT jsonb_agg(jsonb_build_object('kind', k.kind,
      'towards', k.towards, 'number', CASE WHEN k.n >= {UNDER} THEN k.n END) ORDER BY k.kind, k.towards)
    FROM (SELECT c.kind, c.towards, count(*) AS n FROM sec.crossed(s.begins, s.ends) c
      WHERE c.organisation_id = s.id GROUP BY 1, 2) k), '[]'::jsonb) FROM span s
$$;

-- A report is kept once, behind the one before it, and never changed.
CREATE OR REPLACE FUNCTION sec.keep_report(the_organisation uuid, the_day date, the_number integer, the_body text,
  the_signature text, the_key text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('palier crossing report ' || the_organisation, 0));
  IF the_day >= sec.today() OR the_number IS DISTINCT FROM 1 + coalesce((SELECT max(c.number)
      FROM public.rights_crossingreport c WHERE c.organisation_id = the_organisation), 0) THEN RETURN false; END IF;
  INSERT INTO public.rights_crossingreport (id, organisation_id, day, number, body, signature, key, written_at)
  VALUES (gen_random_uuid(), the_organisation, the_day, the_number, the_body, the_signature, the_key, sec.now());
  RETURN true;
END $$;

-- The reports of one's own company, for its officer and the head of the social service: the latest, or one day.
CREATE OR REPLACE FUNCTION sec.crossing_reports(the_day date, at_most integer)
RETURNS TABLE (day date, number integer, body text, signature text, key text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.day, c.number, c.body, c.signature, c.key FROM public.rights_crossingreport c
  WHERE c.organisation_id = sec.organisation() AND sec.role() IN ('data_protection_officer', 'head_of_service')
    AND (the_day IS NULL OR c.day = the_day) ORDER BY c.day DESC LIMIT least(at_most, 400)
$$;
"""
