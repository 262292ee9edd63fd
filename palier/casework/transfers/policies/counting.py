"""The table by company: what the nightly round counts, and keeps once its small cells are closed."""

COUNTING = """
-- Every declared household in a dwelling, as the norm asks, without its id: whose it is is no matter of a figure.
CREATE OR REPLACE FUNCTION sec.declared_sizes() RETURNS TABLE (organisation uuid, people jsonb, bedrooms integer, areas jsonb)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH homes AS MATERIALIZED (SELECT DISTINCT ON (l.household_id) l.household_id, l.organisation_id, l.dwelling_id
    FROM public.housing_lease l WHERE l.starts <= (SELECT sec.today()) AND (l.ends IS NULL OR l.ends >= (SELECT sec.today()))
    ORDER BY l.household_id, l.starts DESC),
  composed AS MATERIALIZED (SELECT m.household_id,
      jsonb_agg(jsonb_build_array(p.born, p.sex, m.role, m.custody, m.disabled)) AS people
    FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
    WHERE m.valid @> (SELECT sec.today())
      AND NOT EXISTS (SELECT 1 FROM public.people_householdmember o WHERE p.merged_into_id IS NOT NULL
        AND o.household_id = m.household_id AND o.person_id = p.merged_into_id AND o.valid @> (SELECT sec.today()))
    GROUP BY m.household_id),
  rooms AS MATERIALIZED (SELECT r.dwelling_id, jsonb_agg(r.area_m2) AS areas FROM public.housing_room r
    WHERE r.kind = 'bedroom' GROUP BY r.dwelling_id)
  SELECT h.organisation_id, coalesce(c.people, '[]'), d.bedrooms::integer, coalesce(r.areas, '[]')
  FROM homes h JOIN public.housing_dwelling d ON d.id = h.dwelling_id
  LEFT JOIN composed c ON c.household_id = h.household_id LEFT JOIN rooms r ON r.dwelling_id = h.dwelling_id
$$;

-- What became of the requests of each company, and how many months those that run have waited.
CREATE OR REPLACE FUNCTION sec.transfers_of_companies()
RETURNS TABLE (organisation uuid, running bigint, moved bigint, otherwise bigint, not_kept bigint, months integer[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, count(t.id) FILTER (WHERE t.outcome = ''), count(t.id) FILTER (WHERE t.outcome = 'moved'),
    count(t.id) FILTER (WHERE t.outcome IN ('withdrawn', 'stopped')),
    (SELECT count(*) FROM public.transfers_move m WHERE m.organisation_id = o.id AND m.state = 'not_kept'),
    coalesce(array_agg(((sec.today() - t.asked_on) / 30.4375)::integer) FILTER (WHERE t.outcome = ''), '{}')
  FROM public.organisations_organisation o LEFT JOIN public.transfers_transferrequest t ON t.organisation_id = o.id
  WHERE o.kind = 'housing_company' GROUP BY o.id
$$;

CREATE OR REPLACE FUNCTION sec.keep_company_counts(the_organisation uuid, counts jsonb) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.transfers_companycount (id, organisation_id, what, number, "on")
  SELECT gen_random_uuid(), the_organisation, c.key, (c.value #>> '{}')::integer, sec.today() FROM jsonb_each(counts) c
  ON CONFLICT (organisation_id, what) DO UPDATE SET number = EXCLUDED.number, "on" = EXCLUDED."on"
$$;
"""
