"""A search begins, its moves are kept, and begins again when one of them is not."""

FOUND_MOVES = """jsonb_to_recordset(proposed) AS f(household uuid, there uuid, loop int, is_ring boolean, place int, length int,
      needed int, norm text, because jsonb, to_look text[])"""

PROPOSING = """
-- The next search that waits; one whose job fell over ten minutes ago is taken again. NULL: none waits.
CREATE OR REPLACE FUNCTION sec.take_round() RETURNS uuid
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.transfers_round r SET state = 'running', begun_at = sec.now() WHERE r.id = (
    SELECT w.id FROM public.transfers_round w
    WHERE w.state = 'waiting' OR (w.state = 'running' AND w.begun_at < sec.now() - interval '10 minutes')
    ORDER BY w.asked_at, w.id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING r.id
$$;

-- The moves of a search. One that stands keeps its row; one on which nobody counts any more has fallen, accepted or not.
-- Each is the department's own whose household moves. What older searches of the company proposed and nobody decided goes.
CREATE OR REPLACE FUNCTION sec.keep_moves(the_round uuid, proposed jsonb, numbers jsonb) RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE of_company uuid;
BEGIN
  SELECT organisation_id INTO of_company FROM public.transfers_round WHERE id = the_round;
  UPDATE public.transfers_move m SET state = 'fallen', version = m.version + 1
    WHERE NOT sec.loop_is_settled(m.round_id, m.loop, the_round)
    AND ((m.round_id = the_round AND m.state IN ('proposed', 'accepted')
        AND NOT EXISTS (SELECT 1 FROM FOUND_MOVES WHERE f.household = m.household_id AND f.there = m.there_id))
      OR (m.organisation_id = of_company AND m.round_id <> the_round AND m.state = 'proposed'));
  UPDATE public.transfers_move m SET loop = f.loop, is_ring = f.is_ring, place = f.place, length = f.length
    FROM FOUND_MOVES WHERE m.round_id = the_round AND m.state IN ('proposed', 'accepted')
      AND f.household = m.household_id AND f.there = m.there_id;
  INSERT INTO public.transfers_move (id, organisation_id, household_id, request_id, round_id, loop, is_ring, place, length,
    home_id, there_id, there_fr, there_nl, needed, bedrooms_home, bedrooms_there, norm, because, to_look, state, motive,
    help_done, version)
  SELECT gen_random_uuid(), c.organisation, f.household, c.request, the_round, f.loop, f.is_ring, f.place, f.length,
    c.dwelling, f.there, trim(b.street_fr || ' ' || b.number || coalesce(' / ' || nullif(d.box, ''), '')) || ', ' || b.postcode,
    trim(b.street_nl || ' ' || b.number || coalesce(' / ' || nullif(d.box, ''), '')) || ', ' || b.postcode,
    f.needed, h.bedrooms, d.bedrooms, f.norm, f.because, f.to_look, 'proposed', '', '{}', 1
  FROM FOUND_MOVES JOIN sec.candidates_of(the_round) c ON c.household = f.household
  JOIN public.housing_dwelling d ON d.id = f.there JOIN public.housing_building b ON b.place_id = d.building_id
  JOIN public.housing_dwelling h ON h.id = c.dwelling
  WHERE NOT EXISTS (SELECT 1 FROM public.transfers_move m WHERE m.round_id = the_round AND m.household_id = f.household
    AND m.there_id = f.there AND m.state IN ('proposed', 'accepted'));
  UPDATE public.transfers_round SET state = 'done', done_at = sec.now(), candidates = (numbers->>'candidates')::int,
    possible = (numbers->>'possible')::int, optimal = (numbers->>'optimal')::boolean, left_out = numbers->'left_out'
    WHERE id = the_round;
END $$;

-- A move of this company is not kept: the search it is of begins again, and keeps all it can.
CREATE OR REPLACE FUNCTION sec.search_again(the_move uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'transfers' THEN RETURN false; END IF;
  UPDATE public.transfers_round r SET state = 'waiting' FROM public.transfers_move m
    WHERE m.id = the_move AND m.round_id = r.id AND m.organisation_id = sec.organisation() AND m.state = 'not_kept';
  RETURN FOUND;
END $$;
""".replace("FOUND_MOVES", FOUND_MOVES)
