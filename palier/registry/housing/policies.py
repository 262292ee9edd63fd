"""Row policies of dwellings and leases (class C2); who is whose; search by address."""

from palier.access.lock import AppPolicies, Policy
from palier.registry.people.policies import READERS, register

WHO_IS_WHOSE = """
-- The assigned worker of a household: its building's, else its site's, else its company's. Every household has one, so the
-- answer says nothing about a file (D12). For a household without a dwelling: the company's.
CREATE OR REPLACE FUNCTION sec.assigned_worker(the_household uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE up AS (
    SELECT b.place_id AS place, 0 AS height FROM public.housing_lease l
      JOIN public.housing_dwelling d ON d.id = l.dwelling_id
      JOIN public.housing_building b ON b.place_id = d.building_id
      WHERE l.household_id = the_household AND l.organisation_id = sec.organisation()
        AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
    UNION ALL
    SELECT p.parent_id, up.height + 1 FROM up JOIN public.organisations_place p ON p.id = up.place
      WHERE p.parent_id IS NOT NULL
  ), places AS (
    SELECT place, height FROM up
    UNION ALL SELECT p.id, 99 FROM public.organisations_place p
      WHERE p.organisation_id = sec.organisation() AND p.kind = 'company'
  )
  SELECT a.post_id FROM places JOIN public.organisations_placeassignment a ON a.place_id = places.place
    AND a.valid @> sec.today() ORDER BY places.height, a.id LIMIT 1
$$;

CREATE OR REPLACE FUNCTION sec.assigned_workers(households uuid[]) RETURNS TABLE (household uuid, post uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT h, sec.assigned_worker(h) FROM unnest(households) AS h
$$;

-- True for the assigned worker of a household and for whoever covers her today.
CREATE OR REPLACE FUNCTION sec.is_assigned_worker(the_household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM (SELECT sec.assigned_worker(the_household) AS post) w
    WHERE w.post = sec.post() OR EXISTS (SELECT 1 FROM public.organisations_replacement r
      WHERE r.absent_id = w.post AND r.covering_id = sec.post() AND r.valid @> sec.today()))
$$;

-- One tap protects an address: every lease of the person's households hides with it. Ended by the same hand only.
CREATE OR REPLACE FUNCTION sec.protect_address(the_person uuid, protect boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.people_householdmember m WHERE m.person_id = the_person
      AND m.organisation_id = sec.organisation() AND m.valid @> sec.today() AND sec.is_assigned_worker(m.household_id))
  THEN RETURN false; END IF;
  UPDATE public.people_person SET protected_address = protect WHERE id = the_person;
  UPDATE public.housing_lease l SET protected = EXISTS (
      SELECT 1 FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
      WHERE m.household_id = l.household_id AND m.valid @> sec.today() AND p.protected_address)
  WHERE l.household_id IN (SELECT m.household_id FROM public.people_householdmember m
    WHERE m.person_id = the_person AND m.valid @> sec.today());
  RETURN true;
END $$;

-- Search by address. A protected address is never found, not even by its own number (P11).
CREATE OR REPLACE FUNCTION sec.find_addresses(wanted text, at_most integer) RETURNS TABLE (household uuid, score real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH places AS MATERIALIZED (
    SELECT d.id, word_similarity(wanted, d.address_key) AS score FROM public.housing_dwelling d
    WHERE d.organisation_id = sec.organisation() AND ROLES AND wanted <> '' AND wanted <% d.address_key LIMIT 500)
  SELECT l.household_id, places.score FROM places JOIN public.housing_lease l ON l.dwelling_id = places.id
  WHERE NOT l.protected AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
  ORDER BY places.score DESC, l.household_id LIMIT least(at_most, 100)
$$;
""".replace("ROLES", READERS.replace("(SELECT sec.role())", "sec.role()"))

PUBLIC_LISTS = ("municipality", "neighbourhood", "site", "building")

POLICIES = AppPolicies(
    functions=(WHO_IS_WHOSE,),
    executes=(
        ("assigned_worker(uuid)", "palier_app"),
        ("assigned_workers(uuid[])", "palier_app"),
        ("is_assigned_worker(uuid)", "palier_app"),
        ("protect_address(uuid, boolean)", "palier_app"),
        ("find_addresses(text, integer)", "palier_app"),
    ),
    open_tables=(
        *((f"housing_{name}", "SELECT TO palier_app, palier_job") for name in PUBLIC_LISTS),
        ("housing_site", "INSERT, UPDATE TO palier_job"),
        ("housing_building", "INSERT, UPDATE TO palier_job"),
    ),
    tables=(
        register("housing_dwelling"),
        register("housing_room"),
        register(
            "housing_lease",
            Policy(
                "lease_protected",
                "SELECT",
                "NOT protected OR sec.is_assigned_worker(household_id)",
                restrictive=True,
            ),
        ),
    ),
)
