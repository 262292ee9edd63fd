"""The review of the read ledger, decided in the database: three rules and a draw, their findings, the officer’s word on each.

No finding says that something is wrong, none counts or ranks a worker (P28). The rules look at openings of one thing,
not at lists; a finding keeps the line of the ledger and no household.
"""

from typing import Any

from django.apps import apps

from palier.access.guarded import Guarded
from palier.access.lock import AppPolicies

WINDOW_DAYS = 8  # how far back a round looks: one that was missed loses nothing within a week


def households_of_one() -> str:
    """SQL: the household of a thing by its id, one look a table that says to which household its rows belong."""
    models: list[Any] = sorted(apps.get_models(), key=lambda one: one._meta.db_table)
    return "\n    UNION ALL ".join(
        f"SELECT t.{model.ACCESS.household}_id FROM public.{model._meta.db_table} t WHERE t.id = the_thing"
        for model in models
        if issubclass(model, Guarded) and model.ACCESS.household not in (None, "id")
    )


# Two names are the same without accents and capitals.
SAME = "lower(extensions.unaccent({0})) = lower(extensions.unaccent({1}))"
DAY = "(o.at AT TIME ZONE 'Europe/Brussels')::date"

OPENED = f"""
-- The household to which an opened thing belongs: itself, a person's, or that of any row that says so.
CREATE OR REPLACE FUNCTION sec.households_of_thing(the_thing uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.id FROM public.people_household t WHERE t.id = the_thing
    UNION SELECT t.household_id FROM public.people_householdmember t WHERE t.person_id = the_thing
    UNION ALL {households_of_one()}
$$;

-- Which post opened which household, when: only openings of one thing, of whole days.
CREATE OR REPLACE FUNCTION sec.opened()
RETURNS TABLE (event bigint, at timestamptz, post uuid, what text, household uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT e.id, e.at, e.post_id, e.what, h FROM public.organisations_post p
    JOIN public.access_read_event e ON e.post_id = p.id
      AND e.at >= (sec.today() - {WINDOW_DAYS})::timestamp AT TIME ZONE 'Europe/Brussels'
    CROSS JOIN LATERAL sec.households_of_thing(e.reference) h
  WHERE e.reference IS NOT NULL AND h IS NOT NULL
$$;

-- A reader’s own households, as far as the register can say: her account stands for a member, or a member bears her
-- whole name.
CREATE OR REPLACE FUNCTION sec.homes_of_readers() RETURNS TABLE (post uuid, household uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT p.id, m.household_id FROM public.organisations_post p
    JOIN public.organisations_staffmember s ON s.id = p.staff_id LEFT JOIN public.accounts_user u ON u.id = s.user_id
    JOIN public.people_person q ON q.organisation_id = p.organisation_id AND (q.id = u.person
      OR ({SAME.format("q.last_name", "s.last_name")} AND {SAME.format("q.first_name", "s.first_name")}))
    JOIN public.people_householdmember m ON m.person_id = q.id AND m.valid @> sec.today()
$$;

-- The number a rule counts with today.
CREATE OR REPLACE FUNCTION sec.review_limit(the_key text) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.number::integer FROM public.rights_reviewlimit l WHERE l.key = the_key AND l.valid_from <= sec.today()
  ORDER BY l.valid_from DESC LIMIT 1
$$;
"""

REVIEW = f"""
-- The three rules. One finding for each reader, household and day; run again, it finds nothing twice.
CREATE OR REPLACE FUNCTION sec.review_ledger() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  -- Her own household, or the building in which it lies.
  INSERT INTO public.rights_finding (id, organisation_id, rule, post_id, event, at, what, number, seed, word, found_at)
  SELECT DISTINCT ON (o.post, o.household, {DAY}) gen_random_uuid(), p.organisation_id, 'own_address', o.post, o.event,
    o.at, o.what, 1, '', '', sec.now()
  FROM sec.opened() o JOIN public.organisations_post p ON p.id = o.post JOIN sec.homes_of_readers() h ON h.post = o.post
  WHERE h.household = o.household OR EXISTS (SELECT 1 FROM public.housing_lease mine
      JOIN public.housing_dwelling home ON home.id = mine.dwelling_id
      JOIN public.housing_dwelling beside ON beside.building_id = home.building_id
      JOIN public.housing_lease hers ON hers.dwelling_id = beside.id AND hers.household_id = o.household
        AND (hers.ends IS NULL OR hers.ends >= sec.today())
    WHERE mine.household_id = h.household AND (mine.ends IS NULL OR mine.ends >= sec.today()))
  ORDER BY o.post, o.household, {DAY}, o.event ON CONFLICT (rule, event) DO NOTHING;
  -- Somebody of the household bears her surname.
  INSERT INTO public.rights_finding (id, organisation_id, rule, post_id, event, at, what, number, seed, word, found_at)
  SELECT DISTINCT ON (o.post, o.household, {DAY}) gen_random_uuid(), p.organisation_id, 'same_surname', o.post, o.event,
    o.at, o.what, 1, '', '', sec.now()
  FROM sec.opened() o JOIN public.organisations_post p ON p.id = o.post
    JOIN public.organisations_staffmember s ON s.id = p.staff_id
    JOIN public.people_householdmember m ON m.household_id = o.household AND m.valid @> {DAY}
    JOIN public.people_person q ON q.id = m.person_id AND {SAME.format("q.last_name", "s.last_name")}
  WHERE btrim(s.last_name) <> '' AND NOT EXISTS (SELECT 1 FROM public.rights_finding f
    WHERE f.rule = 'own_address' AND f.event = o.event)
  ORDER BY o.post, o.household, {DAY}, o.event ON CONFLICT (rule, event) DO NOTHING;
  -- More households within an hour than the number of the day allows: the line that went past it.
  INSERT INTO public.rights_finding (id, organisation_id, rule, post_id, event, at, what, number, seed, word, found_at)
  WITH o AS MATERIALIZED (SELECT * FROM sec.opened())
  SELECT DISTINCT ON (o.post, {DAY}) gen_random_uuid(), p.organisation_id, 'many_files', o.post, o.event, o.at, o.what,
    b.number, '', '', sec.now()
  FROM o JOIN public.organisations_post p ON p.id = o.post
    CROSS JOIN LATERAL (SELECT count(DISTINCT x.household) AS number FROM o x
      WHERE x.post = o.post AND x.at > o.at - interval '1 hour' AND (x.at, x.event) <= (o.at, o.event)) b
  WHERE b.number > sec.review_limit('files_an_hour')
  ORDER BY o.post, {DAY}, o.event ON CONFLICT (rule, event) DO NOTHING;
END $$;

-- Once a month, so many lines of the month before, in the order of a hash that begins with the last seal of the ledger:
-- nobody who read could know it, nobody chooses, and with the seed that is kept the draw can be made again.
CREATE OR REPLACE FUNCTION sec.draw_sample() RETURNS void
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE first_day date := (date_trunc('month', sec.today()) - interval '1 month')::date;
  begins timestamptz := first_day::timestamp AT TIME ZONE 'Europe/Brussels';
  ends timestamptz := date_trunc('month', sec.today())::timestamp AT TIME ZONE 'Europe/Brussels';
  seal bytea := (SELECT l.hash FROM public.access_ledger_seal l ORDER BY l.id DESC LIMIT 1);
  company uuid; the_seed text;
BEGIN
  IF seal IS NULL THEN RETURN; END IF;
  FOR company IN SELECT o.id FROM public.organisations_organisation o WHERE NOT EXISTS (
      SELECT 1 FROM public.rights_finding f
      WHERE f.organisation_id = o.id AND f.rule = 'sample' AND f.at >= begins AND f.at < ends)
  LOOP
    the_seed := encode(sha256(seal || convert_to(company || ' ' || first_day, 'UTF8')), 'hex');
    INSERT INTO public.rights_finding
      (id, organisation_id, rule, post_id, event, at, what, number, seed, word, found_at)
    SELECT gen_random_uuid(), company, 'sample', e.post_id, e.id, e.at, e.what, 1, the_seed, '', sec.now()
    FROM public.access_read_event e JOIN public.organisations_post p ON p.id = e.post_id AND p.organisation_id = company
    WHERE e.at >= begins AND e.at < ends
    ORDER BY sha256(convert_to(the_seed || ' ' || e.id, 'UTF8')) LIMIT sec.review_limit('sample_size')
    ON CONFLICT (rule, event) DO NOTHING;
  END LOOP;
END $$;
"""

TOLD = """
-- The findings of her company, for its officer: those without her word first. Her own readings another answers.
CREATE OR REPLACE FUNCTION sec.findings(at_most integer)
RETURNS TABLE (id uuid, rule text, name text, role text, at timestamptz,
  what text, ground text, number integer, seed text, answered_at timestamptz, word text, own boolean)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT f.id, f.rule, s.first_name || ' ' || s.last_name, p.role, f.at, f.what, coalesce(e.ground, ''), f.number,
    f.seed, f.answered_at, f.word, s.id = (SELECT m.staff_id FROM public.organisations_post m WHERE m.id = sec.post())
  FROM public.rights_finding f JOIN public.organisations_post p ON p.id = f.post_id
    JOIN public.organisations_staffmember s ON s.id = p.staff_id
    LEFT JOIN public.access_read_event e ON e.id = f.event AND e.at = f.at
  WHERE f.organisation_id = sec.organisation() AND sec.role() = 'data_protection_officer'
  ORDER BY f.answered_at IS NOT NULL, coalesce(f.answered_at, f.at) DESC, f.id LIMIT least(at_most, 400)
$$;

-- Looked at, with a word or without; once. Never by the one who read.
CREATE OR REPLACE FUNCTION sec.answer_finding(the_id uuid, the_word text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.rights_finding f SET answered_by_id = sec.post(), answered_at = sec.now(), word = btrim(the_word)
  WHERE f.id = the_id AND f.answered_at IS NULL AND f.organisation_id = sec.organisation()
    AND sec.role() = 'data_protection_officer' AND NOT EXISTS (
      SELECT 1 FROM public.organisations_post mine
      JOIN public.organisations_post hers ON hers.staff_id = mine.staff_id
      WHERE mine.id = sec.post() AND hers.id = f.post_id);
  RETURN FOUND;
END $$;

CREATE OR REPLACE FUNCTION sec.erase_findings() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.rights_finding f USING sec.terms_of('finding') t
    WHERE t.organisation_id = f.organisation_id AND f.at + t.term < sec.now() RETURNING f.id)
  SELECT count(*) FROM gone
$$;
"""

POLICIES = AppPolicies(
    functions=(OPENED, REVIEW, TOLD),
    executes=(
        ("review_ledger()", "palier_job"),
        ("draw_sample()", "palier_job"),
        ("erase_findings()", "palier_job"),
        ("findings(integer)", "palier_app"),
        ("answer_finding(uuid, text)", "palier_app"),
    ),
)
