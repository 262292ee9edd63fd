"""What a tenant asks of the agents at her own door, and the sentence she reads there: closed functions alone (P10, P22)."""

CHOICES = """
-- For what a tenant may ask that an agent of her company comes by. To go along with a colleague is not hers to ask.
CREATE OR REPLACE FUNCTION sec.motives_at_my_door()
RETURNS TABLE (id uuid, name_fr text, name_nl text, answer_fr text, answer_nl text, code text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.id, m.name_fr, m.name_nl, m.answer_fr, m.answer_nl, m.code FROM public.interventions_motive m
  WHERE sec.door_level() >= 1 AND m.organisation_id = sec.her_landlord() AND m.ended_on IS NULL AND m.for_tenants
    AND m.code <> 'accompaniment'
  ORDER BY m.code = 'other', m.name_fr, m.id
$$;

-- The buildings in which she rents, and their sites for what is around them. No other place, and no door.
CREATE OR REPLACE FUNCTION sec.places_at_my_door() RETURNS TABLE (id uuid, kind text, name_fr text, name_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH home AS (
    SELECT DISTINCT p.id, p.parent_id FROM public.housing_lease l
    JOIN public.housing_dwelling d ON d.id = l.dwelling_id JOIN public.organisations_place p ON p.id = d.building_id
    WHERE sec.door_level() >= 1 AND l.household_id = ANY (sec.her_households())
      AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today()))
  SELECT p.id, p.kind, p.name_fr, p.name_nl FROM public.organisations_place p
  WHERE p.id IN (SELECT h.id FROM home h UNION SELECT h.parent_id FROM home h) AND p.kind IN ('building', 'site')
  ORDER BY p.kind, p.name_fr, p.id
$$;
"""

ASKING = """
-- A tenant asks at her own door that an agent comes by: around her home, for one of the company's words, never at a front door.
-- The same number sent twice is one request. Nothing: it is not hers to ask, or ten were asked today. Her name stands nowhere:
-- with the building it would give a protected address away (P11).
CREATE OR REPLACE FUNCTION sec.ask_passage_at_my_door(the_id uuid, the_motive uuid, the_place uuid, the_part text, the_words text,
  the_phone text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE who uuid := sec.person(); landlord uuid := sec.her_landlord(); wanted public.interventions_motive;
BEGIN
  IF sec.door_level() < 1 OR the_part = 'door' OR NOT EXISTS (SELECT 1 FROM sec.places_at_my_door() p WHERE p.id = the_place)
    OR NOT EXISTS (SELECT 1 FROM sec.motives_at_my_door() m WHERE m.id = the_motive) THEN RETURN false; END IF;
  SELECT * INTO wanted FROM public.interventions_motive m WHERE m.id = the_motive;
  IF (SELECT count(*) FROM public.interventions_asker a JOIN public.interventions_intervention i ON i.id = a.intervention_id
      WHERE a.person_id = who AND i.received_at > sec.now() - interval '1 day' AND i.id <> the_id) >= 10 THEN RETURN false; END IF;
  INSERT INTO public.interventions_intervention (id, organisation_id, motive_id, place_id, part, floor, spot, dwelling_id, words,
    origin, asked_by, author_id, received_at, importance, delicate, by_two, minutes, due_at, state, sentence, version)
  VALUES (the_id, landlord, the_motive, the_place, the_part, NULL, '', NULL, left(btrim(the_words), 300), 'tenant', 'screen', NULL,
    sec.now(), wanted.importance, wanted.delicate, wanted.by_two, wanted.minutes,
    sec.now() + make_interval(hours => wanted.hours), 'waiting', '', 1) ON CONFLICT (id) DO NOTHING;
  IF FOUND THEN
    INSERT INTO public.interventions_asker (id, organisation_id, intervention_id, person_id, by_code, name, phone, language,
      wants_answer)
    VALUES (gen_random_uuid(), landlord, the_id, who, (SELECT s.code FROM sec.asking s), '', left(the_phone, 30), '', the_phone <> '');
  END IF;
  RETURN true;
END $$;
"""

HERS = """
-- Is this request mine to read again at my own door? With a code: what was asked with that very code, so that a worker who hands
-- herself one learns nothing of what agents were asked (ADR 12, P22). Who proved who she is reads all that she asked.
CREATE OR REPLACE FUNCTION sec.is_my_passage(the_person uuid, the_code uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.door_level() = 2 AND coalesce(the_person = sec.person(), false) AND EXISTS (SELECT 1 FROM sec.asking a
    WHERE a.purpose IN ('session', 'door_identity') OR a.code = the_code)
$$;

-- What she asked herself at her own door, with one of the five sentences, until who asked is forgotten. At the second level only:
-- that she asked is hers alone, and whoever opens a posted letter does not learn it (P1, P10).
CREATE OR REPLACE FUNCTION sec.passages_at_my_door() RETURNS TABLE (id uuid, asked_on date, motive_fr text, motive_nl text,
  place_fr text, place_nl text, state text, sentence text, told_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id, (i.received_at AT TIME ZONE 'Europe/Brussels')::date, m.name_fr, m.name_nl, p.name_fr, p.name_nl,
    coalesce(j.state, i.state), coalesce(j.sentence, i.sentence), coalesce(j.told_on, i.told_on)
  FROM public.interventions_asker a
  JOIN public.interventions_intervention i ON i.id = a.intervention_id
  JOIN public.interventions_motive m ON m.id = i.motive_id
  JOIN public.organisations_place p ON p.id = i.place_id
  LEFT JOIN public.interventions_intervention j ON j.id = i.joined_to_id
  WHERE sec.is_my_passage(a.person_id, a.by_code)
  ORDER BY i.received_at DESC, i.id LIMIT 100
$$;

-- She says that it is not solved.
CREATE OR REPLACE FUNCTION sec.open_passage_again_at_my_door(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.interventions_intervention i SET state = 'waiting', reopened_on = sec.today(), sentence = '', told_on = NULL,
    version = i.version + 1
  WHERE i.id = (SELECT coalesce(x.joined_to_id, x.id) FROM public.interventions_intervention x
      JOIN public.interventions_asker a ON a.intervention_id = x.id
      WHERE x.id = the_id AND sec.is_my_passage(a.person_id, a.by_code))
    AND i.state = 'told';
  RETURN FOUND;
END $$;
"""

FUNCTIONS = (CHOICES, ASKING, HERS)
EXECUTES = (
    ("motives_at_my_door()", "palier_app"),
    ("places_at_my_door()", "palier_app"),
    ("ask_passage_at_my_door(uuid, uuid, uuid, text, text, text)", "palier_app"),
    ("passages_at_my_door()", "palier_app"),
    ("open_passage_again_at_my_door(uuid)", "palier_app"),
)
