"""What a search is made of, for the job alone: no page and no role of the application reads it.

It holds what no department may know: who must be kept apart from whom. The pairs go to the search, which forgets them;
of its answer only moves are kept. What a move that is *not* proposed tells: that some condition did not hold, one of a
dozen (the place is not wished, too far, too small, promised to somebody else, ...), and not which.
"""

GATHERING = """
-- The latest word of a household on a step of its request.
CREATE OR REPLACE FUNCTION sec.household_agrees(the_request uuid, the_step text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce((SELECT a.given FROM public.transfers_stepagreement a WHERE a.request_id = the_request AND a.step = the_step
    ORDER BY a."on" DESC, a.written_at DESC, a.id DESC LIMIT 1), false)
$$;

-- A ring or path that a search no longer touches: somebody of it has moved, or accepted in another search.
CREATE OR REPLACE FUNCTION sec.loop_is_settled(of_round uuid, the_loop integer, the_round uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.transfers_move a WHERE a.round_id = of_round AND a.loop = the_loop
    AND (a.state = 'moved' OR (a.state = 'accepted' AND of_round <> the_round)))
$$;

-- A dwelling as the search sees it.
CREATE OR REPLACE FUNCTION sec.dwelling_to_search(dwellings uuid[]) RETURNS SETOF jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT jsonb_build_object('id', d.id, 'organisation', d.organisation_id, 'building', d.building_id,
    'site', (SELECT p.parent_id FROM public.organisations_place p
      JOIN public.organisations_place up ON up.id = p.parent_id AND up.kind = 'site' WHERE p.id = d.building_id),
    'commune', coalesce(b.municipality_id, ''), 'floor', d.floor, 'longitude', b.longitude, 'latitude', b.latitude,
    'bedrooms', d.bedrooms, 'areas', coalesce(r.areas, '[]'))
  FROM public.housing_dwelling d JOIN public.housing_building b ON b.place_id = d.building_id
  LEFT JOIN LATERAL (SELECT jsonb_agg(r.area_m2 ORDER BY r.area_m2, r.id) AS areas FROM public.housing_room r
    WHERE r.dwelling_id = d.id AND r.kind = 'bedroom') r ON true
  WHERE d.id = ANY (dwellings)
$$;

-- The declared persons of a household as the norm asks: [born, sex, role, custody, disabled], no name. A line that was
-- merged into another of the same household is that person, once.
CREATE OR REPLACE FUNCTION sec.people_to_search(the_household uuid) RETURNS jsonb
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(jsonb_agg(jsonb_build_array(p.born, p.sex, m.role, m.custody, m.disabled) ORDER BY p.born, p.id), '[]')
  FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
  WHERE m.household_id = the_household AND m.valid @> (SELECT sec.today())
    AND NOT EXISTS (SELECT 1 FROM public.people_householdmember o WHERE o.household_id = m.household_id
      AND o.person_id = p.merged_into_id AND o.valid @> (SELECT sec.today()))
$$;

-- Households that could take part: they agreed to proposals (or their transfer is mandatory), live in a dwelling, stand in
-- no ring or path of another search that somebody accepted. A protected address is in no list: such a household moves by
-- the hand of people who know it, never by a search (P11).
CREATE OR REPLACE FUNCTION sec.candidates_of(the_round uuid)
RETURNS TABLE (request uuid, household uuid, organisation uuid, dwelling uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH r AS (SELECT * FROM public.transfers_round WHERE id = the_round),
  settled AS (SELECT m.household_id FROM public.transfers_move m WHERE m.state IN ('proposed', 'accepted')
    AND sec.loop_is_settled(m.round_id, m.loop, the_round))
  SELECT DISTINCT ON (t.household_id) t.id, t.household_id, t.organisation_id, l.dwelling_id
  FROM r JOIN public.transfers_transferrequest t ON t.outcome = ''
    AND (t.organisation_id = r.organisation_id OR (r.between AND sec.household_agrees(t.id, 'other_companies')))
  JOIN public.housing_lease l ON l.household_id = t.household_id AND NOT l.protected
    AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
  WHERE (t.kind = 'mandatory' OR sec.household_agrees(t.id, 'proposals'))
    AND t.household_id NOT IN (SELECT household_id FROM settled)
    AND NOT EXISTS (SELECT 1 FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
      WHERE m.household_id = t.household_id AND m.valid @> sec.today() AND p.protected_address)
  ORDER BY t.household_id, l.starts DESC
$$;

-- All of it: requests, dwellings, who must not meet, what was kept of this search before.
CREATE OR REPLACE FUNCTION sec.gathered_for(the_round uuid) RETURNS jsonb
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = '' AS $$
DECLARE r public.transfers_round; homes uuid[]; free uuid[]; answer jsonb;
BEGIN
  SELECT * INTO r FROM public.transfers_round WHERE id = the_round;
  homes := ARRAY(SELECT c.dwelling FROM sec.candidates_of(the_round) c);
  free := ARRAY(SELECT d.id FROM public.housing_dwelling d WHERE d.kind = 'social'
    AND d.organisation_id = r.organisation_id  -- what stands free elsewhere is not this company's to give
    AND NOT EXISTS (SELECT 1 FROM public.housing_lease l WHERE l.dwelling_id = d.id AND (l.ends IS NULL OR l.ends >= sec.today()))
    AND NOT EXISTS (SELECT 1 FROM public.transfers_move m WHERE m.there_id = d.id AND m.state IN ('proposed', 'accepted')
      AND sec.loop_is_settled(m.round_id, m.loop, the_round)));
  SELECT jsonb_build_object(
    'on', sec.today(),
    'candidates', coalesce((SELECT jsonb_agg(jsonb_build_object('household', c.household, 'home', c.dwelling, 'kind', t.kind,
        'people', sec.people_to_search(c.household), 'needs', t.needs, 'sites', t.sites, 'communes', t.communes,
        'asked_on', t.asked_on, 'met', t.met_on IS NOT NULL, 'exempted', t.exempted_on IS NOT NULL,
        'elsewhere', r.between AND sec.household_agrees(t.id, 'other_companies'),
        'excluded', ARRAY(SELECT m.there_id FROM public.transfers_move m WHERE m.request_id = t.id AND m.state = 'not_kept')))
      FROM sec.candidates_of(the_round) c JOIN public.transfers_transferrequest t ON t.id = c.request), '[]'),
    'homes', coalesce((SELECT jsonb_agg(d) FROM sec.dwelling_to_search(homes) d), '[]'),
    'vacant', coalesce((SELECT jsonb_agg(d) FROM sec.dwelling_to_search(free) d), '[]'),
    'apart', coalesce((SELECT jsonb_agg(DISTINCT jsonb_build_array(a.household_id, b.household_id,
        (SELECT coalesce(up.id, p.id) FROM public.housing_lease l JOIN public.housing_dwelling d ON d.id = l.dwelling_id
          JOIN public.organisations_place p ON p.id = d.building_id
          LEFT JOIN public.organisations_place up ON up.id = p.parent_id AND up.kind = 'site'
          WHERE l.household_id = b.household_id AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
          ORDER BY l.starts DESC LIMIT 1)))
      FROM (SELECT one_id AS one, other_id AS other FROM public.people_keepapart
        UNION SELECT other_id, one_id FROM public.people_keepapart) k
      JOIN public.people_householdmember a ON a.person_id = k.one AND a.valid @> sec.today()
      JOIN public.people_householdmember b ON b.person_id = k.other AND b.valid @> sec.today() AND b.household_id <> a.household_id
      WHERE a.household_id IN (SELECT c.household FROM sec.candidates_of(the_round) c)), '[]'),
    'kept', coalesce((SELECT jsonb_agg(jsonb_build_object('is_ring', g.is_ring, 'first', g.first, 'households', g.households) ORDER BY g.loop)
      FROM (SELECT m.loop, m.is_ring, (array_agg(m.there_id ORDER BY m.place))[1] AS first,
          array_agg(m.household_id ORDER BY m.place) AS households, max(m.length) AS length
        FROM public.transfers_move m WHERE m.round_id = the_round AND m.state IN ('proposed', 'accepted')
          AND NOT sec.loop_is_settled(m.round_id, m.loop, the_round) AND NOT EXISTS (SELECT 1 FROM public.transfers_move w WHERE w.round_id = m.round_id AND w.loop = m.loop
            AND w.state = 'not_kept' AND (w.is_ring OR w.place < m.place))
        GROUP BY m.loop, m.is_ring) g WHERE NOT g.is_ring OR cardinality(g.households) = g.length), '[]'))
  INTO answer;
  RETURN answer;
END $$;
"""
