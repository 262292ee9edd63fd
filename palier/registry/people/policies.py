"""Row policies of the register of persons (class C2), and the functions that reveal no more than a door does."""

from palier.access.lock import AppPolicies, Policy, Table
from palier.registry.people.rules import NumberReason

MINE = "organisation_id = (SELECT sec.organisation())"
READERS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'front_desk',
 'accounts', 'transfers', 'technical', 'proximity_agent', 'collective_social_worker')"""
# Those whose task needs the record, not only the name and the door (D12).
RECORD = "(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers')"
SOCIAL = "(SELECT sec.role()) IN ('social_worker', 'trainee')"
IMPORT = f"{MINE} AND (SELECT sec.purpose()) = 'import'"


def register(name: str, *extra: Policy, readers: str = READERS, imported: str = "") -> Table:
    """A table of the register: read within the organisation, written by its import job.

    `imported`: the columns that the job may change, when it must not overwrite the others (P11).
    """
    change = f"UPDATE ({imported})" if imported else "UPDATE"
    return Table(
        name,
        (
            Policy(f"{name}_read", "SELECT", f"{MINE} AND {readers}"),
            Policy(f"{name}_import", "ALL", IMPORT, IMPORT, to="palier_job"),
            *extra,
        ),
        grants=("SELECT TO palier_app", "SELECT, INSERT TO palier_job", f"{change} TO palier_job"),
    )


FIND_PEOPLE = """
DROP FUNCTION IF EXISTS sec.find_people(text, text, integer);  -- it once answered persons alone
-- Search by name or telephone: households, best first. Trigram matching is not leakproof, so under row security its index
-- would not be used: the search runs here, for the asker's own organisation and role only, and the caller reads the
-- households again through the lock. A number that is withheld finds nobody, but for who works with her (P10).
CREATE OR REPLACE FUNCTION sec.find_people(wanted text, digits text, at_most integer)
RETURNS TABLE (household uuid, person uuid, score real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH hits AS MATERIALIZED (
    (SELECT p.id, word_similarity(wanted, p.sort_key) AS score FROM public.people_person p
      WHERE wanted <> '' AND wanted <% p.sort_key AND p.organisation_id = (SELECT sec.organisation()) AND ROLES LIMIT 500)
    UNION ALL
    (SELECT d.person_id, 1::real FROM public.people_contactdetails d
      WHERE digits <> '' AND d.phone LIKE '%' || digits || '%' AND (NOT d.withheld OR sec.works_with(d.person_id))
        AND d.organisation_id = (SELECT sec.organisation()) AND ROLES LIMIT 500)),
  best AS (SELECT id, max(score) AS score FROM hits GROUP BY id ORDER BY max(score) DESC, id LIMIT least(at_most, 100)),
  -- Two lines that are one person are found by either name.
  same AS (SELECT id, score FROM best
    UNION SELECT p.merged_into_id, b.score FROM best b JOIN public.people_person p ON p.id = b.id AND p.merged_into_id IS NOT NULL
    UNION SELECT p.id, b.score FROM best b JOIN public.people_person p ON p.merged_into_id = b.id)
  SELECT m.household_id, same.id, same.score FROM same JOIN public.people_householdmember m
    ON m.person_id = same.id AND m.valid @> (SELECT sec.today()) ORDER BY same.score DESC, same.id, m.household_id
$$;
""".replace("ROLES", READERS)

DOORS = """
-- The names at a door, for whoever knows doors only: who lives in these households today, and what these persons are called.
CREATE OR REPLACE FUNCTION sec.door_names(households uuid[], persons uuid[])
RETURNS TABLE (household uuid, person uuid, first_name text, last_name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.household_id, p.id, p.first_name, p.last_name
  FROM public.people_householdmember m JOIN public.people_person p ON p.id = m.person_id
  WHERE (m.household_id = ANY (households) OR m.person_id = ANY (persons)) AND m.valid @> (SELECT sec.today())
    AND m.organisation_id = (SELECT sec.organisation()) AND ROLES
  ORDER BY m.household_id, CASE m.role WHEN 'head' THEN 0 WHEN 'partner' THEN 1 WHEN 'child' THEN 2 ELSE 3 END,
    p.born, p.first_name, p.id
$$;

-- Of these households, those whose address is shown as protected (P11): it says so in every list, to everybody.
CREATE OR REPLACE FUNCTION sec.hidden_addresses(households uuid[]) RETURNS TABLE (household uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT DISTINCT m.household_id FROM public.people_householdmember m
  JOIN public.people_person p ON p.id = m.person_id AND p.protected_address
  WHERE m.household_id = ANY (households) AND m.valid @> (SELECT sec.today())
    AND m.organisation_id = (SELECT sec.organisation()) AND ROLES
$$;
""".replace("ROLES", READERS)

SAFE_CONTACT = """
-- The one way agreed for reaching a person (P10): set, changed and ended by her referent, or who covers her, only. While
-- it stands, her telephone and mail are withheld from everybody else.
CREATE OR REPLACE FUNCTION sec.agree_safe_contact(the_person uuid, the_way text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.people_householdmember m WHERE m.person_id = the_person
      AND m.organisation_id = sec.organisation() AND m.valid @> sec.today() AND sec.is_assigned_worker(m.household_id))
  THEN RETURN false; END IF;
  DELETE FROM public.people_safecontact WHERE person_id = the_person;
  IF the_way <> '' THEN
    INSERT INTO public.people_safecontact (id, organisation_id, person_id, way, agreed_on)
    VALUES (gen_random_uuid(), sec.organisation(), the_person, the_way, sec.today());
  END IF;
  UPDATE public.people_contactdetails SET withheld = (the_way <> '') WHERE person_id = the_person;
  RETURN true;
END $$;

-- What an import brings about somebody with a safe contact is withheld from its first row on (P10, P11).
CREATE OR REPLACE FUNCTION sec.withhold_details() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  NEW.withheld := EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = NEW.person_id);
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS withhold_details ON public.people_contactdetails;
CREATE TRIGGER withhold_details BEFORE INSERT ON public.people_contactdetails
  FOR EACH ROW EXECUTE FUNCTION sec.withhold_details();
"""

HER_OWN = """
-- The landlord of the person who asks at her own door, and the households in which she is declared today.
CREATE OR REPLACE FUNCTION sec.her_landlord() RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.organisation_id FROM public.people_person p WHERE p.id = sec.person()
$$;

CREATE OR REPLACE FUNCTION sec.her_households() RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(array_agg(m.household_id), '{}') FROM public.people_householdmember m
  WHERE m.person_id = sec.person() AND m.valid @> sec.today()
$$;

-- What the register holds of the person who asks: hers, and nothing of who lives with her (P2).
CREATE OR REPLACE FUNCTION sec.about_me()
RETURNS TABLE (first_name text, last_name text, born date, language text, spoken text[], phone text, email text, reach text,
  reach_when text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.first_name, p.last_name, p.born, p.language, p.languages_spoken::text[], coalesce(d.phone, ''),
    coalesce(d.email, ''), coalesce(d.reach, ''), coalesce(d.reach_when, '')
  FROM public.people_person p LEFT JOIN public.people_contactdetails d ON d.person_id = p.id
  WHERE p.id = sec.person() AND sec.door_level() = 2
$$;
"""

NATIONAL_NUMBER = """
-- The one way in which a national number is shown (P32): to who lets the dwellings, one at a time, for a reason of a closed
-- list, with a line of the read ledger written in the same breath. No role of the application selects the table.
CREATE OR REPLACE FUNCTION sec.show_national_number(the_person uuid, reason text) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE found text;
BEGIN
  IF sec.role() IS DISTINCT FROM 'transfers' OR reason NOT IN (REASONS) OR reason IS NULL THEN RETURN NULL; END IF;
  SELECT n.number INTO found FROM public.people_nationalnumber n
    WHERE n.person_id = the_person AND n.organisation_id = sec.organisation();
  IF found IS NOT NULL THEN
    INSERT INTO public.access_read_event (at, post_id, person, what, reference, subjects, ground)
    VALUES (sec.now(), sec.post(), NULL, 'national_number', the_person, '{}', reason);
  END IF;
  RETURN found;
END $$;
""".replace("REASONS", ", ".join(f"'{reason}'" for reason in NumberReason))

WHO = """
-- Everybody who is or was declared in a household: whom a hold may name when a row says only the household.
CREATE OR REPLACE FUNCTION sec.persons_of(the_household uuid) RETURNS uuid[]
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(array_agg(m.person_id), '{}') FROM public.people_householdmember m WHERE m.household_id = the_household
$$;

-- The person behind the company's own number, for its data-protection officer and nobody else: an id, and nothing of her.
CREATE OR REPLACE FUNCTION sec.person_of_number(the_number text) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id FROM public.people_person p WHERE p.source_id = the_number AND p.source_id <> ''
    AND p.organisation_id = sec.organisation() AND sec.role() = 'data_protection_officer'
$$;
"""

POLICIES = AppPolicies(
    functions=(FIND_PEOPLE, DOORS, SAFE_CONTACT, HER_OWN, NATIONAL_NUMBER, WHO),
    executes=(
        ("find_people(text, text, integer)", "palier_app"),
        ("person_of_number(text)", "palier_app"),
        ("door_names(uuid[], uuid[])", "palier_app"),
        ("hidden_addresses(uuid[])", "palier_app"),
        ("agree_safe_contact(uuid, text)", "palier_app"),
        ("about_me()", "palier_app"),
        ("show_national_number(uuid, text)", "palier_app"),
    ),
    tables=(
        register(
            "people_person",  # never what protects her: a protected address is the worker's, not the file's
            readers=RECORD,
            imported="source_id, last_name, first_name, sort_key, born, sex, language, languages_spoken, languages_read,"
            " left_on, changed_at",
        ),
        register(
            "people_contactdetails",
            Policy(
                "details_withheld",
                "SELECT",
                "NOT withheld OR sec.works_with(person_id)",
                restrictive=True,
            ),
            readers=RECORD,
            imported="phone, email, changed_at",
        ),
        Table(
            "people_safecontact",
            (Policy("safe_contact_read", "SELECT", "sec.works_with(person_id)"),),
            grants=("SELECT TO palier_app",),
        ),
        register(
            "people_nettaxableincome",
            readers="(SELECT sec.role()) IN ('social_worker', 'trainee', 'accounts', 'transfers')",
        ),
        register("people_household"),
        register("people_householdmember", readers=RECORD),
        register(
            "people_representation",
            readers=f"({SOCIAL} OR (SELECT sec.role()) = 'head_of_service')",
        ),
        Table(
            "people_keepapart",
            (
                Policy("apart_read", "SELECT", f"{MINE} AND {SOCIAL}"),
                Policy("apart_set", "INSERT", check=f"{MINE} AND {SOCIAL}"),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        Table(
            "people_nationalnumber",
            (Policy("number_import", "ALL", IMPORT, IMPORT, to="palier_job"),),
            grants=("SELECT, INSERT, UPDATE TO palier_job",),
            history=False,  # a number kept once is enough
        ),
    ),
)
