"""How pairs are found: by the database, from a key of how two names sound, once a night."""

from palier.registry.doubles.rules import ENOUGH, MOST_ALIKE, OTHER_BIRTH, PARTICLES, POINTS, Reason

SOUNDS = r"""
-- A name's letters and nothing else: "El Âmrani" is elamrani.
CREATE OR REPLACE FUNCTION sec.letters_of(the_name text) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT regexp_replace(lower(extensions.unaccent(the_name)), '[^a-z]', '', 'g')
$$;

-- How a name sounds, with and without the particle before it: Daitch-Mokotoff codes, made for names that several alphabets
-- and spellings hand down (Youssef and Yusuf, Vandermeulen and van der Meulen). They know no French: before a vowel "ou" is
-- also tried as w (Ouali and Wali). '-' for a name that is not known.
CREATE OR REPLACE FUNCTION sec.sounds_of(the_name text) RETURNS text[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH words AS (SELECT sec.letters_of(v.name) AS word FROM (VALUES (the_name),
    (regexp_replace(lower(extensions.unaccent(the_name)), '^((PARTICLES)[ ''’-]+)+', ''))) AS v(name))
  SELECT coalesce(array_agg(DISTINCT code), '{-}') FROM (
      SELECT w.word FROM words w UNION SELECT regexp_replace(w.word, 'ou(?=[aeiy])', 'w', 'g') FROM words w) AS tried
    CROSS JOIN LATERAL unnest(extensions.daitch_mokotoff(tried.word)) AS code
$$;

-- Are these letters the same name, spelled by two hands? Sound alone would bring Dubois and Dupas together.
CREATE OR REPLACE FUNCTION sec.spelled_alike(one text, other text) RETURNS boolean
LANGUAGE sql IMMUTABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT one = other OR extensions.levenshtein(left(one, 60), left(other, 60)) * 2 < greatest(length(one), length(other))
$$;

-- Day and month the other way round, or one digit that is another one.
CREATE OR REPLACE FUNCTION sec.nearly_born(one date, other date) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT one <> other AND (to_char(one, 'YYYYDDMM') = to_char(other, 'YYYYMMDD')
    OR (SELECT count(*) = 1 FROM generate_series(1, 8) AS n
      WHERE substr(to_char(one, 'YYYYMMDD'), n, 1) <> substr(to_char(other, 'YYYYMMDD'), n, 1)))
$$;
""".replace("PARTICLES", "|".join(PARTICLES))

HIDDEN = """
-- Whom no pair ever names (P11): her address is protected, or that of who lives with her, or she must be kept apart from
-- somebody. Asked again whenever a pair is read: what is protected today hides what was found yesterday.
CREATE OR REPLACE FUNCTION sec.in_no_pair(the_person uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.people_person p WHERE p.id = the_person AND p.protected_address)
    OR EXISTS (SELECT 1 FROM public.people_keepapart a WHERE the_person IN (a.one_id, a.other_id))
    OR EXISTS (SELECT 1 FROM public.people_householdmember m
      JOIN public.people_householdmember w ON w.household_id = m.household_id AND w.valid @> sec.today()
      JOIN public.people_person p ON p.id = w.person_id AND p.protected_address
      WHERE m.person_id = the_person AND m.valid @> sec.today())
    OR EXISTS (SELECT 1 FROM public.people_householdmember m JOIN public.housing_lease l ON l.household_id = m.household_id
      WHERE m.person_id = the_person AND m.valid @> sec.today() AND l.protected)
$$;
"""

KEYS = """
-- The keys of who is new or was changed in the file, made again. A day is overlapped: an import that began before the last
-- round may have been committed after it.
CREATE OR REPLACE FUNCTION sec.make_double_keys(of_company uuid) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' SET enable_nestloop = off AS $$  -- a register just loaded has no statistics
  DELETE FROM public.doubles_doublekey k USING public.people_person p
    WHERE p.id = k.person_id AND p.changed_at >= k.made_at - interval '1 day'
      AND (of_company IS NULL OR p.organisation_id = of_company);
  WITH fresh AS MATERIALIZED (SELECT p.id, p.organisation_id, p.last_name, p.first_name FROM public.people_person p
    WHERE (of_company IS NULL OR p.organisation_id = of_company)
      AND NOT EXISTS (SELECT 1 FROM public.doubles_doublekey k WHERE k.person_id = p.id)),
  heard AS MATERIALIZED (SELECT n.name, sec.sounds_of(n.name) AS sounds  -- each name once, however many bear it
    FROM (SELECT f.last_name AS name FROM fresh f UNION SELECT f.first_name FROM fresh f) n)
  INSERT INTO public.doubles_doublekey (id, organisation_id, person_id, sound, made_at)
  SELECT gen_random_uuid(), p.organisation_id, p.id, s.sound, sec.now()
  FROM fresh p JOIN heard l ON l.name = p.last_name JOIN heard f ON f.name = p.first_name
    CROSS JOIN LATERAL (SELECT DISTINCT least(a, b) || ' ' || greatest(a, b) AS sound
      FROM unnest(l.sounds) AS a, unnest(f.sounds) AS b) s
$$;
"""

WEIGH = """
-- Pairs of one company whose names sound alike, weighed. Nobody is compared with everybody: who shares a sound with few is
-- compared with those; who bears a common name, with those whose birth date, telephone or dwelling is the same too. Two
-- members of one household are held back unless name and birth date are the same to the letter: twins, and a father and
-- son of one name, are two people, and the household itself declared both (P4). Every step is a set: no step once a person.
CREATE OR REPLACE FUNCTION sec.weigh_doubles(of_company uuid)
RETURNS TABLE (organisation uuid, one uuid, other uuid, score integer, reasons text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' SET enable_nestloop = off AS $$
  WITH heard AS MATERIALIZED (
    SELECT k.organisation_id, k.person_id, k.sound,
      count(*) OVER (PARTITION BY k.organisation_id, k.sound) > MOST_ALIKE AS common
    FROM public.doubles_doublekey k WHERE of_company IS NULL OR k.organisation_id = of_company),
  phones AS MATERIALIZED (SELECT d.person_id, min(d.phone) AS phone FROM public.people_contactdetails d
    WHERE d.phone <> '' AND NOT d.withheld GROUP BY d.person_id),
  homes AS MATERIALIZED (SELECT m.person_id, array_agg(DISTINCT l.dwelling_id) FILTER (WHERE l.id IS NOT NULL) AS dwellings,
      array_agg(DISTINCT m.household_id) FILTER (WHERE m.valid @> sec.today()) AS households
    FROM public.people_householdmember m LEFT JOIN public.housing_lease l ON l.household_id = m.household_id
    GROUP BY m.person_id),
  shared AS (SELECT p.id AS person_id, 'born ' || p.born AS same FROM public.people_person p WHERE p.born IS NOT NULL
    UNION ALL SELECT f.person_id, 'phone ' || f.phone FROM phones f
    UNION ALL SELECT h.person_id, 'dwelling ' || d FROM homes h CROSS JOIN unnest(h.dwellings) AS d),
  kept AS MATERIALIZED (SELECT h.organisation_id, h.person_id, h.sound AS key FROM heard h WHERE NOT h.common
    UNION ALL SELECT c.organisation_id, c.person_id, c.key FROM (
      SELECT h.organisation_id, h.person_id, h.sound || ' ' || more.same AS key,
        count(*) OVER (PARTITION BY h.organisation_id, h.sound || ' ' || more.same) <= MOST_ALIKE AS few
      FROM heard h JOIN shared more ON more.person_id = h.person_id WHERE h.common) c WHERE c.few),
  candidates AS MATERIALIZED (
    SELECT DISTINCT a.organisation_id, a.person_id AS one, b.person_id AS other FROM kept a
    JOIN kept b ON b.organisation_id = a.organisation_id AND b.key = a.key AND b.person_id > a.person_id),
  fiche AS MATERIALIZED (
    SELECT p.id, sec.letters_of(p.last_name) AS last, sec.letters_of(p.first_name) AS first, p.born, f.phone, h.households,
      h.dwellings
    FROM public.people_person p LEFT JOIN phones f ON f.person_id = p.id LEFT JOIN homes h ON h.person_id = p.id
    WHERE p.id IN (SELECT c.one FROM candidates c UNION SELECT c.other FROM candidates c) AND p.merged_into_id IS NULL),
  seen AS (
    SELECT c.organisation_id, c.one, c.other, a.born = b.born AS same_birth, sec.nearly_born(a.born, b.born) AS near_birth,
      a.born <> b.born AS other_birth, a.last = b.last AND a.first = b.first AS same_name,
      a.last = b.first AND a.first = b.last AS swapped,
      sec.spelled_alike(a.last, b.last) AND sec.spelled_alike(a.first, b.first) AS alike,
      sec.spelled_alike(a.last, b.first) AND sec.spelled_alike(a.first, b.last) AS alike_swapped,
      a.phone = b.phone AS same_phone, a.dwellings && b.dwellings AS same_address,
      coalesce(a.households && b.households, false) AS together
    FROM candidates c JOIN fiche a ON a.id = c.one JOIN fiche b ON b.id = c.other),
  why AS (
    SELECT s.organisation_id, s.one, s.other, s.other_birth AND NOT s.near_birth AS apart, array_remove(ARRAY[
      CASE WHEN s.same_name THEN 'same_name' WHEN s.swapped THEN 'names_swapped' WHEN s.alike THEN 'sounds_alike'
        WHEN s.alike_swapped THEN 'names_swapped' END,
      CASE WHEN s.same_birth THEN 'same_birth' WHEN s.near_birth THEN 'near_birth' END,
      CASE WHEN s.same_phone THEN 'same_phone' END, CASE WHEN s.same_address THEN 'same_address' END,
      CASE WHEN s.together THEN 'same_household' END], NULL) AS reasons
    FROM seen s WHERE (s.alike OR s.alike_swapped)
      AND (NOT s.together OR ((s.same_name OR s.swapped) AND s.same_birth IS TRUE))),
  scored AS (
    SELECT w.organisation_id, w.one, w.other, w.reasons, CASE WHEN w.apart THEN OTHER_BIRTH ELSE 0 END
      + (SELECT sum(v.points) FROM (VALUES POINTS) AS v(reason, points) WHERE v.reason = ANY (w.reasons))::integer AS score
    FROM why w)
  SELECT s.organisation_id, s.one, s.other, least(100, s.score), s.reasons FROM scored s WHERE s.score >= ENOUGH
$$;
""".replace("POINTS", ", ".join(f"('{one.value}', {points})" for one, points in POINTS.items()))
for name, number in (("OTHER_BIRTH", OTHER_BIRTH), ("ENOUGH", ENOUGH), ("MOST_ALIKE", MOST_ALIKE)):
    WEIGH = WEIGH.replace(name, str(number))

FIND = """
-- The round: new pairs, other scores, and away with what no longer resembles. What was told apart stays told apart. Returns
-- how many pairs are there to look at. One round at a time.
CREATE OR REPLACE FUNCTION sec.find_doubles(of_company uuid DEFAULT NULL) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE found bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('find_doubles', 0));
  PERFORM sec.part_lines(ARRAY(SELECT p.id FROM public.people_person p
    WHERE p.merged_into_id IS NOT NULL AND (sec.in_no_pair(p.id) OR sec.in_no_pair(p.merged_into_id))));
  PERFORM sec.make_double_keys(of_company);
  WITH weighed AS MATERIALIZED (SELECT w.* FROM sec.weigh_doubles(of_company) w
    WHERE NOT sec.in_no_pair(w.one) AND NOT sec.in_no_pair(w.other)),
  gone AS (DELETE FROM public.doubles_doublepair p WHERE p.state = 'open' AND (of_company IS NULL OR p.organisation_id = of_company)
    AND NOT EXISTS (SELECT 1 FROM weighed w WHERE w.one = p.one_id AND w.other = p.other_id))
  INSERT INTO public.doubles_doublepair AS p (id, organisation_id, one_id, other_id, score, reasons, found_at)
  SELECT gen_random_uuid(), w.organisation, w.one, w.other, w.score, w.reasons, sec.now() FROM weighed w
  ON CONFLICT (one_id, other_id) DO UPDATE SET score = EXCLUDED.score, reasons = EXCLUDED.reasons
    WHERE p.state = 'open' AND (p.score, p.reasons) IS DISTINCT FROM (EXCLUDED.score, EXCLUDED.reasons);
  SELECT count(*) INTO found FROM public.doubles_doublepair p
    WHERE p.state = 'open' AND (of_company IS NULL OR p.organisation_id = of_company);
  RETURN found;
END $$;
"""

assert set(POINTS) == set(Reason)  # a reason without points would silently weigh nothing
FINDING = (SOUNDS, HIDDEN, KEYS, WEIGH, FIND)
