"""Row policies of individual social work (class C3 and above), and search over its words.

The application's condition picks rows by index; these policies check each row it picked (secrecy.md 4.7 B). A policy
that is dropped, loosened or inverted is caught by tests/access/test_policy_mutants.py.
"""

from palier.access.lock import AppPolicies, Policy, Table

ME = "(SELECT sec.post())"
TODAY = "(SELECT sec.today())"
NOW = "(SELECT sec.now())"
MINE = "organisation_id = (SELECT sec.organisation())"


def in_the_team(table: str) -> str:
    return f"""EXISTS (SELECT 1 FROM access_teammember t
      WHERE t.subject_id = {table}.subject_id AND t.post_id = {ME} AND t.valid @> {TODAY})"""


def emergency(table: str, persons: str = "concerns") -> str:
    return f"""EXISTS (SELECT 1 FROM access_emergencyaccess e
      WHERE e.subject_id = {table}.subject_id AND e.post_id = {ME} AND e.until > {NOW} AND e.person = ANY ({table}.{persons}))"""


def tier_is_open(table: str, dies: bool) -> str:
    alive = f" AND {table}.ends_on >= {TODAY}" if dies else ""
    return f"""(tier = 'team'
      OR (tier = 'author' AND author_id = {ME}{alive})
      OR (tier IN ('pair', 'reinforced') AND (author_id = {ME} OR EXISTS (SELECT 1 FROM access_namedreader r
            WHERE r.item = {table}.id AND r.post_id = {ME} AND r.valid @> {TODAY})))
      OR (tier = 'pair' AND {emergency(table)})
      OR (tier = 'reinforced' AND EXISTS (SELECT 1 FROM access_emergencyaccess e
            WHERE e.subject_id = {table}.subject_id AND e.post_id = {ME} AND e.until > {NOW}
              AND e.person = ANY ({table}.concerns) AND e.ground IN ('danger_to_life', 'danger_to_minor'))))"""


def an_inbox(table: str) -> str:
    """A deposit: into the inbox of a worker of the same organisation, never straight into a file."""
    return f"""(case_id IS NULL AND EXISTS (SELECT 1 FROM access_subject s
      WHERE s.id = {table}.subject_id AND s.kind = 'inbox' AND s.organisation_id = (SELECT sec.organisation()))
      AND (SELECT sec.role()) IN ('social_worker', 'works_social_worker', 'trainee', 'front_desk'))"""


def left_today(moment: str) -> str:
    return f"(author_id = {ME} AND {moment} > {NOW} - interval '24 hours')"


def file_part(name: str, *, read: str, write: str | None = None) -> Table:
    """A table whose rows belong to a subject's team: read by `read`, written by its team."""
    team = in_the_team(name)
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{name}_read", "SELECT", read),
            Policy(f"{name}_add", "INSERT", check=f"author_id = {ME} AND {write or team}"),
            Policy(f"{name}_change", "UPDATE", team, team),
        ),
    )


WORDS = """
-- The words of a contact, in both languages, without accents. Author-only and reinforced items have none (D11).
CREATE OR REPLACE FUNCTION sec.keep_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, extensions AS $$
BEGIN
  IF NEW.tier IN ('author', 'reinforced') THEN NEW.words := NULL;
  ELSE NEW.words := to_tsvector('french', unaccent(NEW.facts)) || to_tsvector('dutch', unaccent(NEW.facts));
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_words ON public.cases_contact;
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF facts, tier ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_words();

-- Only its author corrects the words of a contact, and the class of an item is never lowered by another hand.
CREATE OR REPLACE FUNCTION sec.keep_authorship() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF NEW.author_id <> OLD.author_id OR NEW.organisation_id <> OLD.organisation_id THEN
    RAISE EXCEPTION 'authorship does not change' USING ERRCODE = '42501';
  END IF;
  IF (NEW.facts, NEW.tier) IS DISTINCT FROM (OLD.facts, OLD.tier) AND OLD.author_id IS DISTINCT FROM sec.post() THEN
    RAISE EXCEPTION 'only its author changes a contact' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_authorship ON public.cases_contact;
CREATE TRIGGER keep_authorship BEFORE UPDATE ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_authorship();
"""

SEARCH = """
-- Search by words in the asker's own subjects (secrecy.md 4.7 C): the index is used here, the caller re-reads the ids
-- through the lock, so this reveals nothing the lock would not.
CREATE OR REPLACE FUNCTION sec.find_contacts(wanted text, at_most integer) RETURNS TABLE (contact uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH query AS MATERIALIZED (SELECT websearch_to_tsquery('french', unaccent(wanted))
      || websearch_to_tsquery('dutch', unaccent(wanted)) AS q),
  hits AS MATERIALIZED (
    SELECT c.id, c.at FROM public.cases_contact c, query
    WHERE c.words @@ query.q AND c.subject_id = ANY (sec.my_subjects())
    ORDER BY c.at DESC LIMIT 2000)
  SELECT id FROM hits ORDER BY at DESC LIMIT least(at_most, 200)
$$;
"""

UNDO = """
-- *Annuler*, for some seconds after saving: the one way a contact goes without its time having come. History keeps it.
CREATE OR REPLACE FUNCTION sec.undo_contact(the_contact uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF NOT EXISTS (SELECT 1 FROM public.cases_contact c WHERE c.id = the_contact AND c.author_id = sec.post()
      AND c.version = 1 AND c.written_at > now() - interval '15 seconds') THEN RETURN false; END IF;
  DELETE FROM public.cases_step WHERE contact_id = the_contact;
  DELETE FROM public.cases_confidence WHERE contact_id = the_contact;
  DELETE FROM public.cases_contact WHERE id = the_contact;
  RETURN true;
END $$;

-- What has reached its end goes: simple contacts after twelve months, aide-mémoires after thirty days (P39).
CREATE OR REPLACE FUNCTION sec.erase_ended() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone bigint;
BEGIN
  DELETE FROM public.cases_step s USING public.cases_contact c
    WHERE s.contact_id = c.id AND s.case_id IS NULL AND c.ends_on < sec.today();
  DELETE FROM public.cases_confidence f USING public.cases_contact c WHERE f.contact_id = c.id AND c.ends_on < sec.today();
  UPDATE public.cases_step s SET contact_id = NULL FROM public.cases_contact c
    WHERE s.contact_id = c.id AND c.ends_on < sec.today();
  WITH ended AS (DELETE FROM public.cases_contact WHERE ends_on < sec.today() RETURNING id)
  SELECT count(*) INTO gone FROM ended;
  DELETE FROM public.cases_request WHERE ends_on < sec.today() AND case_id IS NULL;
  DELETE FROM public.cases_deskword WHERE until < sec.today();
  DELETE FROM public.access_history WHERE table_name LIKE 'cases\_%' AND at < sec.now() - interval '5 years';
  RETURN gone;
END $$;
"""

LOAD = """
-- Load for the head of service: counts and ages per worker; no household, no address, no theme (P1, P26).
CREATE OR REPLACE FUNCTION sec.team_load()
RETURNS TABLE (post uuid, worker text, open_files bigint, oldest date, waiting_requests bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, m.first_name || ' ' || m.last_name,
    count(DISTINCT c.id) FILTER (WHERE c.closed_on IS NULL),
    min(c.opened_on) FILTER (WHERE c.closed_on IS NULL),
    (SELECT count(*) FROM public.cases_request r WHERE r.subject_id = p.id AND r.state = 'waiting')
  FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  LEFT JOIN public.access_teammember t ON t.post_id = p.id AND t.duty = 'assigned' AND t.valid @> sec.today()
  LEFT JOIN public.cases_case c ON c.subject_id = t.subject_id
  WHERE sec.role() = 'head_of_service' AND p.service_id = sec.service() AND p.valid @> sec.today()
    AND p.role IN ('social_worker', 'works_social_worker')
  GROUP BY p.id, m.first_name, m.last_name
$$;
"""

CONTACT_READ = " OR ".join((in_the_team("cases_contact"), emergency("cases_contact"), left_today("written_at")))

POLICIES = AppPolicies(
    functions=(WORDS, SEARCH, UNDO, LOAD),
    executes=(
        ("find_contacts(text, integer)", "palier_app"),
        ("undo_contact(uuid)", "palier_app"),
        ("team_load()", "palier_app"),
        ("erase_ended()", "palier_job"),
    ),
    tables=(
        Table(
            "cases_case",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("cases_case_read", "SELECT", f"{in_the_team('cases_case')} OR {emergency('cases_case')}"),
                Policy("cases_case_add", "INSERT", check=in_the_team("cases_case")),
                Policy("cases_case_change", "UPDATE", in_the_team("cases_case"), in_the_team("cases_case")),
            ),
        ),
        file_part(
            "cases_request",
            read=f"{in_the_team('cases_request')} OR {left_today('received_at')}",
            write=f"({in_the_team('cases_request')} OR {an_inbox('cases_request')})",
        ),
        Table(
            "cases_contact",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("contact_tier", "SELECT", tier_is_open("cases_contact", dies=True), restrictive=True),
                Policy("contact_read", "SELECT", CONTACT_READ),
                Policy(
                    "contact_add",
                    "INSERT",
                    check=f"author_id = {ME} AND ({in_the_team('cases_contact')} OR {an_inbox('cases_contact')})",
                ),
                Policy("contact_change", "UPDATE", in_the_team("cases_contact"), in_the_team("cases_contact")),
            ),
        ),
        Table(
            "cases_confidence",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("confidence_tier", "SELECT", tier_is_open("cases_confidence", dies=False), restrictive=True),
                Policy(
                    "confidence_read", "SELECT", f"{in_the_team('cases_confidence')} OR {emergency('cases_confidence')}"
                ),
                # Written with its contact: the author of the one is the author of the other.
                Policy(
                    "confidence_add",
                    "INSERT",
                    check=f"""author_id = {ME} AND EXISTS (SELECT 1 FROM cases_contact c
                      WHERE c.id = cases_confidence.contact_id AND c.subject_id = cases_confidence.subject_id
                        AND c.author_id = {ME})""",
                ),
                Policy("confidence_change", "UPDATE", f"author_id = {ME}", f"author_id = {ME}"),
            ),
        ),
        file_part("cases_analysis", read=in_the_team("cases_analysis")),
        file_part(
            "cases_step",
            read=f"{in_the_team('cases_step')} OR {emergency('cases_step')}",
            write=f"({in_the_team('cases_step')} OR {an_inbox('cases_step')})",
        ),
        file_part(
            "cases_deskword",
            read=f"""{in_the_team('cases_deskword')} OR EXISTS (SELECT 1 FROM access_dutypresence d
              WHERE d.household = cases_deskword.household_id AND d.post_id = {ME} AND d.until > {NOW})""",
        ),
    ),
)
