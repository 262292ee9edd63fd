"""Row policies of the register of persons (class C2), and the search that reveals no invisible row."""

from palier.access.lock import AppPolicies, Policy, Table

MINE = "organisation_id = (SELECT sec.organisation())"
READERS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'front_desk',
 'accounts', 'transfers', 'technical', 'proximity_agent', 'collective_social_worker')"""
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
-- Search by name or telephone. Trigram matching is not leakproof, so under row security its index would not be used: the
-- search runs here, for the asker's own organisation and role only, and the caller reads the rows again through the lock.
CREATE OR REPLACE FUNCTION sec.find_people(wanted text, digits text, at_most integer) RETURNS TABLE (person uuid, score real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH hits AS MATERIALIZED (
    (SELECT p.id, word_similarity(wanted, p.sort_key) AS score FROM public.people_person p
      WHERE wanted <> '' AND wanted <% p.sort_key AND p.organisation_id = (SELECT sec.organisation()) AND ROLES LIMIT 500)
    UNION ALL
    (SELECT p.id, 1::real FROM public.people_person p
      WHERE digits <> '' AND p.phone LIKE '%' || digits || '%'
        AND p.organisation_id = (SELECT sec.organisation()) AND ROLES LIMIT 500))
  SELECT id, max(score) FROM hits GROUP BY id ORDER BY max(score) DESC, id LIMIT least(at_most, 100)
$$;
""".replace("ROLES", READERS)

POLICIES = AppPolicies(
    functions=(FIND_PEOPLE,),
    executes=(("find_people(text, text, integer)", "palier_app"),),
    tables=(
        register(
            "people_person",  # never what protects her: safe contact and address are the worker's, not the file's
            imported="source_id, last_name, first_name, sort_key, born, sex, language, languages_spoken, languages_read,"
            " phone, email, reach, reach_when, left_on, changed_at",
        ),
        register("people_household"),
        register("people_householdmember"),
        register(
            "people_representation",
            readers=f"({SOCIAL} OR (SELECT sec.role()) IN ('front_desk', 'head_of_service'))",
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
