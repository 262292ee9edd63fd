"""Row policies of activities: read by the house, written by its collective workers, who alone read ideas."""

from palier.access.conditions import ME, MINE, TODAY
from palier.access.lock import AppPolicies, Ending, Policy, Table

COLLECTIVE = "(SELECT sec.role()) = 'collective_social_worker'"
READS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'technical',
  'front_desk', 'proximity_agent', 'collective_social_worker')"""


def _of_the_house(place: str) -> str:
    """`place`: the text of an id; is it a place of the company?"""
    return f"""EXISTS (SELECT 1 FROM organisations_place p
      WHERE p.id = {place} AND p.organisation_id = (SELECT sec.organisation()))"""


def _of_ours(table: str) -> str:
    """Is the activity one of the company's, as the row policy of activities lets it be seen?"""
    return f"EXISTS (SELECT 1 FROM activities_activity a WHERE a.id = {table}.activity_id)"


PLACES_OF_OURS = """NOT EXISTS (SELECT 1 FROM unnest(places) AS one (id) LEFT JOIN organisations_place p
    ON p.id = one.id AND p.organisation_id = (SELECT sec.organisation()) WHERE p.id IS NULL)"""


def _kept(name: str, short: str, read: str = READS, also: str = "") -> Table:
    """A table that collective workers write; `also`: what a written row must answer besides."""
    written = f"{COLLECTIVE} AND {also}" if also else COLLECTIVE
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{short}_read", "SELECT", read),
            Policy(f"{short}_add", "INSERT", check=written),
            Policy(f"{short}_change", "UPDATE", COLLECTIVE, also or None),
        ),
    )


NOTED = f"""{READS} AND author_id = {ME} AND state = 'new' AND asked_on = {TODAY} AND asked_by <> 'door' AND answer = ''
  AND activity_id IS NULL AND answered_on IS NULL AND (place_id IS NULL OR {_of_the_house("activities_idea.place_id")})"""

HER_PLACES = """
-- The buildings of the person who asks at her own door, their sites and her company: where what is announced is announced to her.
CREATE OR REPLACE FUNCTION sec.her_places() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE up AS (
    SELECT p.id, p.parent_id FROM public.housing_lease l
    JOIN public.housing_dwelling d ON d.id = l.dwelling_id
    JOIN public.organisations_place p ON p.id = d.building_id
    WHERE l.household_id = ANY (sec.her_households()) AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
    UNION SELECT p.id, p.parent_id FROM up JOIN public.organisations_place p ON p.id = up.parent_id)
  SELECT coalesce(array_agg(id), '{}') FROM up WHERE sec.door_level() >= 1
$$;
"""

AT_HER_DOOR = """
-- What her company does with many around her home: what runs, with its days to come. No number of people, no word of the staff's.
CREATE OR REPLACE FUNCTION sec.activities_around_me()
RETURNS TABLE (id uuid, title_fr text, title_nl text, about_fr text, about_nl text, kind text, day date, hour time, where_fr text,
  where_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.title_fr, a.title_nl, a.about_fr, a.about_nl, a.kind, s."on", s.at, coalesce(s.where_fr, ''),
    coalesce(s.where_nl, '')
  FROM public.activities_activity a
  LEFT JOIN public.activities_activitysession s ON s.activity_id = a.id AND s."on" >= sec.today()
  WHERE sec.door_level() >= 1 AND a.organisation_id = sec.her_landlord() AND a.places && sec.her_places()
    AND a.closed_on IS NULL AND (a.ends IS NULL OR a.ends >= sec.today())
  ORDER BY s."on" NULLS LAST, s.at NULLS LAST, a.starts, a.id LIMIT 50
$$;

-- The rules that hold where she lives.
CREATE OR REPLACE FUNCTION sec.rules_around_me()
RETURNS TABLE (id uuid, title_fr text, title_nl text, words_fr text, words_nl text, place_fr text, place_nl text, since date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.title_fr, r.title_nl, r.words_fr, r.words_nl, p.name_fr, p.name_nl, r.since
  FROM public.activities_houserules r JOIN public.organisations_place p ON p.id = r.place_id
  WHERE sec.door_level() >= 1 AND r.place_id = ANY (sec.her_places()) AND r.since <= sec.today()
    AND (r.until IS NULL OR r.until >= sec.today())
  ORDER BY r.kind, r.id LIMIT 50
$$;

-- An idea she leaves at her own door is for the collective workers of her company. The same number sent twice is one idea. Nothing:
-- she has no home here, or ten were left today.
CREATE OR REPLACE FUNCTION sec.leave_idea(the_id uuid, the_text text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE home uuid; around uuid;
BEGIN
  IF sec.door_level() < 1 OR btrim(the_text) = '' THEN RETURN false; END IF;
  SELECT l.household_id, d.building_id INTO home, around FROM public.housing_lease l
    JOIN public.housing_dwelling d ON d.id = l.dwelling_id
    WHERE l.household_id = ANY (sec.her_households()) AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
    ORDER BY l.starts DESC, l.id LIMIT 1;
  IF home IS NULL OR (SELECT count(*) FROM public.activities_idea i
      WHERE i.household_id = home AND i.author_id IS NULL AND i.asked_on = sec.today() AND i.id <> the_id) >= 10 THEN
    RETURN false;
  END IF;
  INSERT INTO public.activities_idea (id, organisation_id, place_id, household_id, words, asked_by, asked_on, author_id, state,
    activity_id, answer, answered_on, version)
  VALUES (the_id, sec.her_landlord(), around, home, left(btrim(the_text), 500), 'door', sec.today(), NULL, 'new', NULL, '', NULL, 1)
  ON CONFLICT (id) DO NOTHING;
  RETURN true;
END $$;
"""

ENDING = """
-- Thirty days after the answer nobody knows any more whose idea it was; twelve months after it an idea is gone. What is held
-- stays. How many were touched.
CREATE OR REPLACE FUNCTION sec.erase_ideas() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; nameless uuid[];
BEGIN
  gone := ARRAY(SELECT i.id FROM public.activities_idea i JOIN sec.terms_of('intervention') t USING (organisation_id)
    WHERE i.answered_on + t.term < sec.today()
      AND NOT (i.household_id IS NOT NULL AND sec.is_held(NULL, sec.persons_of(i.household_id))));
  nameless := ARRAY(SELECT i.id FROM public.activities_idea i JOIN sec.terms_of('asker') t USING (organisation_id)
    WHERE i.household_id IS NOT NULL AND i.answered_on + t.term < sec.today() AND i.id <> ALL (gone)
      AND NOT sec.is_held(NULL, sec.persons_of(i.household_id)));
  DELETE FROM public.activities_idea WHERE id = ANY (gone);
  UPDATE public.activities_idea SET household_id = NULL WHERE id = ANY (nameless);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || nameless);
  RETURN cardinality(gone) + cardinality(nameless);
END $$;
"""

POLICIES = AppPolicies(
    tables=(
        _kept("activities_activity", "activity", also=PLACES_OF_OURS),
        _kept("activities_activitystage", "activity_stage", also=_of_ours("activities_activitystage")),
        _kept("activities_activitysession", "activity_session", also=_of_ours("activities_activitysession")),
        _kept(
            "activities_activityorigin",
            "activity_origin",
            also=f"{_of_ours('activities_activityorigin')} AND {_of_the_house('activities_activityorigin.place_id')}",
        ),
        _kept("activities_houserules", "house_rules", also=_of_the_house("activities_houserules.place_id")),
        Table(
            "activities_idea",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("idea_read", "SELECT", COLLECTIVE),
                Policy("idea_note", "INSERT", check=NOTED),
                Policy("idea_change", "UPDATE", COLLECTIVE),
            ),
        ),
        _kept("activities_logisticsrequest", "logistics_request", read=COLLECTIVE),
    ),
    endings=(
        Ending("activities_idea", "intervention", "(t.answered_on + {term})::date", only="t.answered_on IS NOT NULL"),
    ),
    functions=(HER_PLACES, AT_HER_DOOR, ENDING),
    executes=(
        ("activities_around_me()", "palier_app"),
        ("rules_around_me()", "palier_app"),
        ("leave_idea(uuid, text)", "palier_app"),
        ("erase_ideas()", "palier_job"),
    ),
)
