"""Row policies of dwellings and leases (class C2); who is whose; search by address."""

from palier.access.lock import AppPolicies, Policy
from palier.registry.people.policies import READERS, register

WHO_IS_WHOSE = """
-- The assigned worker of a household: its building's, else its site's, else its company's. Every household has one, so the
-- answer says nothing about a file (D12). For a household without a dwelling: the company's.
CREATE OR REPLACE FUNCTION sec.assigned_workers(households uuid[]) RETURNS TABLE (household uuid, post uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE landlord AS (SELECT coalesce(sec.organisation(), sec.her_landlord()) AS id),
  asked AS (SELECT DISTINCT h AS household FROM unnest(households) AS h
    WHERE (SELECT sec.organisation()) IS NOT NULL OR h = ANY ((SELECT sec.her_households())::uuid[])),  -- a tenant asks of her own
  up AS (
    SELECT asked.household, b.place_id AS place, 0 AS height FROM asked
      JOIN public.housing_lease l ON l.household_id = asked.household AND l.organisation_id = (SELECT id FROM landlord)
        AND l.starts <= (SELECT sec.today()) AND (l.ends IS NULL OR l.ends >= (SELECT sec.today()))
      JOIN public.housing_dwelling d ON d.id = l.dwelling_id
      JOIN public.housing_building b ON b.place_id = d.building_id
    UNION ALL
    SELECT up.household, p.parent_id, up.height + 1 FROM up JOIN public.organisations_place p ON p.id = up.place
      WHERE p.parent_id IS NOT NULL
  ), places AS (
    SELECT up.household, up.place, up.height FROM up
    UNION ALL SELECT asked.household, p.id, 99 FROM asked, public.organisations_place p
      WHERE p.organisation_id = (SELECT id FROM landlord) AND p.kind = 'company'
  ), found AS (
    SELECT DISTINCT ON (places.household) places.household, a.post_id FROM places
      JOIN public.organisations_placeassignment a ON a.place_id = places.place AND a.valid @> (SELECT sec.today())
      ORDER BY places.household, places.height, a.id
  )
  SELECT asked.household, found.post_id FROM asked LEFT JOIN found ON found.household = asked.household
$$;

CREATE OR REPLACE FUNCTION sec.assigned_worker(the_household uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT w.post FROM sec.assigned_workers(ARRAY[the_household]) w
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
    WHERE wanted <> '' AND wanted <% d.address_key AND d.organisation_id = (SELECT sec.organisation()) AND ROLES LIMIT 500)
  SELECT l.household_id, places.score FROM places JOIN public.housing_lease l ON l.dwelling_id = places.id
  WHERE NOT l.protected AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
  ORDER BY places.score DESC, l.household_id LIMIT least(at_most, 100)
$$;
""".replace("ROLES", READERS)

AT_HER_DOOR = """
-- Who looks after the home of the person who asks, and where she is reached: at both levels, by site, so it says nothing of a file.
CREATE OR REPLACE FUNCTION sec.my_worker()
RETURNS TABLE (post uuid, name text, phone text, organisation uuid, service_fr text, service_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, m.first_name || ' ' || m.last_name, coalesce(nullif(m.phone, ''), v.phone, ''), p.organisation_id,
    coalesce(v.name_fr, ''), coalesce(v.name_nl, '')
  FROM sec.assigned_workers(sec.her_households()) w
  JOIN public.organisations_post p ON p.id = w.post
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.organisations_service v ON v.id = p.service_id
  WHERE sec.door_level() >= 1 ORDER BY p.id LIMIT 1
$$;

-- Her home and lease, as declared.
CREATE OR REPLACE FUNCTION sec.my_home()
RETURNS TABLE (street_fr text, street_nl text, number text, box text, postcode text, bedrooms integer, starts date, ends date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT b.street_fr, b.street_nl, b.number, d.box, b.postcode, d.bedrooms::integer, l.starts, l.ends
  FROM public.housing_lease l JOIN public.housing_dwelling d ON d.id = l.dwelling_id
  JOIN public.housing_building b ON b.place_id = d.building_id
  WHERE sec.door_level() = 2 AND l.household_id = ANY (sec.her_households())
    AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
  ORDER BY l.starts DESC
$$;
"""

STOCK = """
-- The import job makes sites and buildings of its own company, and corrects their addresses; nothing else of any place.
CREATE OR REPLACE FUNCTION sec.add_places(ids uuid[], parents uuid[], kinds text[], names_fr text[], names_nl text[])
RETURNS void LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.purpose() IS DISTINCT FROM 'import' THEN
    RAISE EXCEPTION 'only the import job adds places' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.organisations_place (id, organisation_id, parent_id, kind, name_fr, name_nl)
  SELECT n.id, sec.organisation(), n.parent, n.kind, n.name_fr, n.name_nl
  FROM unnest(ids, parents, kinds, names_fr, names_nl) AS n(id, parent, kind, name_fr, name_nl);
  IF EXISTS (SELECT 1 FROM public.organisations_place p JOIN public.organisations_place up ON up.id = p.parent_id
      WHERE p.id = ANY (ids) AND up.organisation_id <> p.organisation_id) THEN
    RAISE EXCEPTION 'a place stands in its own company' USING ERRCODE = '42501';
  END IF;
  INSERT INTO public.housing_site (place_id) SELECT n.id FROM unnest(ids, kinds) AS n(id, kind) WHERE n.kind = 'site';
END $$;

-- It took no positions before.
DROP FUNCTION IF EXISTS sec.keep_buildings(uuid[], text[], text[], text[], text[], text[]);
CREATE OR REPLACE FUNCTION sec.keep_buildings(places uuid[], streets_fr text[], streets_nl text[], numbers text[],
  postcodes text[], municipalities text[], longitudes numeric[], latitudes numeric[])
RETURNS void LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO public.housing_building (place_id, street_fr, street_nl, number, postcode, municipality_id,
    longitude, latitude)
  SELECT p.id, n.street_fr, n.street_nl, n.number, n.postcode, m.nis, n.longitude, n.latitude
  FROM unnest(places, streets_fr, streets_nl, numbers, postcodes, municipalities, longitudes, latitudes)
    AS n(place, street_fr, street_nl, number, postcode, municipality, longitude, latitude)
  JOIN public.organisations_place p ON p.id = n.place AND p.organisation_id = sec.organisation()
  LEFT JOIN public.housing_municipality m ON m.nis = n.municipality
  WHERE sec.purpose() = 'import'
  ON CONFLICT (place_id) DO UPDATE SET street_fr = EXCLUDED.street_fr, street_nl = EXCLUDED.street_nl,
    number = EXCLUDED.number, postcode = EXCLUDED.postcode,
    municipality_id = coalesce(EXCLUDED.municipality_id, housing_building.municipality_id),
    longitude = EXCLUDED.longitude, latitude = EXCLUDED.latitude
$$;
"""

PROTECT = """
-- A protected address stays protected when a file moves its household (P11): a lease made for a household with a
-- protected member is protected from its first row on, and so are the leases of a household that such a person enters.
CREATE OR REPLACE FUNCTION sec.protect_lease() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.protected := NEW.protected OR EXISTS (
    SELECT 1 FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
    WHERE m.household_id = NEW.household_id AND m.valid @> sec.today() AND p.protected_address);
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS protect_lease ON public.housing_lease;
CREATE TRIGGER protect_lease BEFORE INSERT OR UPDATE OF household_id ON public.housing_lease
  FOR EACH ROW EXECUTE FUNCTION sec.protect_lease();

CREATE OR REPLACE FUNCTION sec.protect_leases_entered() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.housing_lease l SET protected = true
  FROM entered m JOIN public.people_person p ON p.id = m.person_id
  WHERE l.household_id = m.household_id AND m.valid @> sec.today() AND p.protected_address AND NOT l.protected;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS protect_leases_entered ON public.people_householdmember;
CREATE TRIGGER protect_leases_entered AFTER INSERT ON public.people_householdmember
  REFERENCING NEW TABLE AS entered FOR EACH STATEMENT EXECUTE FUNCTION sec.protect_leases_entered();
"""

PUBLIC_LISTS = ("municipality", "neighbourhood", "site", "building")

POLICIES = AppPolicies(
    functions=(WHO_IS_WHOSE, AT_HER_DOOR, STOCK, PROTECT),
    executes=(
        ("my_worker()", "palier_app"),
        ("my_home()", "palier_app"),
        ("assigned_worker(uuid)", "palier_app"),
        ("assigned_workers(uuid[])", "palier_app"),
        ("is_assigned_worker(uuid)", "palier_app"),
        ("protect_address(uuid, boolean)", "palier_app"),
        ("find_addresses(text, integer)", "palier_app"),
        ("add_places(uuid[], uuid[], text[], text[], text[])", "palier_job"),
        ("keep_buildings(uuid[], text[], text[], text[], text[], text[], numeric[], numeric[])", "palier_job"),
    ),
    open_tables=(
        *((f"housing_{name}", "SELECT TO palier_app, palier_job") for name in PUBLIC_LISTS),
        ("housing_neighbourhood", "INSERT, UPDATE TO palier_job"),  # the lists of the sector, by `import territories`
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
            imported="source_id, dwelling_id, household_id, kind, starts, ends, changed_at",
        ),
    ),
)
