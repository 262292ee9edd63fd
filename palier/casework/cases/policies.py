"""Row policies of individual social work (class C3 and above), and search over its words.

The application's condition picks rows by index; these policies check each row it picked (secrecy.md 4.7 B). A policy
that is dropped, loosened or inverted is caught by tests/access/test_policy_mutants.py.
"""

from palier.access.lock import AppPolicies, Policy, Table

ME = "(SELECT sec.post())"
TODAY = "(SELECT sec.today())"
NOW = "(SELECT sec.now())"
MINE = "organisation_id = (SELECT sec.organisation())"
WAITING = " AND state IN ('waiting', 'taken')"  # answered or joined, it is gone for who left it: the two look the same


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
            WHERE r.item = {table}.id AND r.post_id = {ME} AND r.valid @> {TODAY} AND r.added_by_id = {table}.author_id)))
      OR (tier = 'pair' AND {emergency(table)})
      OR (tier = 'reinforced' AND EXISTS (SELECT 1 FROM access_emergencyaccess e
            WHERE e.subject_id = {table}.subject_id AND e.post_id = {ME} AND e.until > {NOW}
              AND e.person = ANY ({table}.concerns) AND e.ground IN ('danger_to_life', 'danger_to_minor'))))"""


def an_inbox(table: str) -> str:
    """A deposit: into the inbox of a worker of the same organisation, never straight into a file."""
    return f"""(case_id IS NULL AND EXISTS (SELECT 1 FROM access_subject s
      WHERE s.id = {table}.subject_id AND s.kind = 'inbox' AND s.organisation_id = (SELECT sec.organisation()))
      AND (SELECT sec.role()) IN ('social_worker', 'trainee', 'front_desk'))"""


def left_today(table: str, moment: str, more: str = "") -> str:
    """A deposit its author re-reads for a day, while it lies in the inbox: moved on, it would tell that a file exists."""
    return f"""(author_id = {ME} AND {moment} > {NOW} - interval '24 hours'{more}
      AND EXISTS (SELECT 1 FROM access_subject s WHERE s.id = {table}.subject_id AND s.kind = 'inbox'))"""


def file_part(name: str, *, read: str, write: str | None = None, changes: bool = True) -> Table:
    """A table whose rows belong to a subject's team: read by `read`, written by its team."""
    team = in_the_team(name)
    change = (Policy(f"{name}_change", "UPDATE", team, team),) if changes else ()
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{name}_read", "SELECT", read),
            Policy(f"{name}_add", "INSERT", check=f"author_id = {ME} AND {write or team}"),
            *change,
        ),
        grants=("SELECT, INSERT, UPDATE TO palier_app",) if changes else ("SELECT, INSERT TO palier_app",),
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
  IF (NEW.author_id, NEW.organisation_id, NEW.written_at)
      IS DISTINCT FROM (OLD.author_id, OLD.organisation_id, OLD.written_at) OR NEW.version < OLD.version THEN
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

-- Who wrote a thing does not change; neither does the moment from which its author's day of re-reading counts.
CREATE OR REPLACE FUNCTION sec.keep_author() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (NEW.author_id, NEW.organisation_id) IS DISTINCT FROM (OLD.author_id, OLD.organisation_id) THEN
    RAISE EXCEPTION 'authorship does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_author ON public.cases_request;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_request FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_confidence;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_confidence FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_step;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_step FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_deskword;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_deskword FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A deposit is not dated ahead, which would lengthen its author's day of re-reading; an aide-mémoire dies within thirty
-- days of its writing, and nothing renews it (P17).
CREATE OR REPLACE FUNCTION sec.keep_term() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'palier_app' AND (NEW.written_at > greatest(sec.now(), clock_timestamp()) + interval '1 minute'
      OR (NEW.tier = 'author' AND NEW.ends_on > greatest(sec.today(), NEW.written_at::date) + 31)) THEN
    RAISE EXCEPTION 'outside its term' USING ERRCODE = '42501';
  END IF;
  IF TG_OP = 'UPDATE' AND NEW.tier = 'author' AND NEW.ends_on > coalesce(OLD.ends_on, 'infinity') THEN
    RAISE EXCEPTION 'an aide-mémoire is not renewed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_term ON public.cases_contact;
CREATE TRIGGER keep_term BEFORE INSERT OR UPDATE ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_term();

-- What was confided and promised in a contact goes with it from the inbox into the file: one team reads all of it.
CREATE OR REPLACE FUNCTION sec.move_with_contact() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.cases_confidence SET subject_id = NEW.subject_id WHERE contact_id = NEW.id;
  UPDATE public.cases_step SET subject_id = NEW.subject_id, case_id = NEW.case_id WHERE contact_id = NEW.id;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS move_with_contact ON public.cases_contact;
CREATE TRIGGER move_with_contact AFTER UPDATE OF subject_id ON public.cases_contact
  FOR EACH ROW WHEN (NEW.subject_id IS DISTINCT FROM OLD.subject_id) EXECUTE FUNCTION sec.move_with_contact();
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
    WHERE c.words @@ query.q AND c.subject_id = ANY ((SELECT sec.my_subjects())::uuid[])
      AND c.organisation_id = (SELECT sec.organisation())
      AND (c.tier = 'team' OR c.author_id = (SELECT sec.post()) OR EXISTS (SELECT 1 FROM public.access_namedreader r
        WHERE r.item = c.id AND r.post_id = (SELECT sec.post()) AND r.added_by_id = c.author_id
          AND r.valid @> (SELECT sec.today())))
    ORDER BY c.at DESC LIMIT 2000)
  SELECT id FROM hits ORDER BY at DESC LIMIT least(at_most, 200)
$$;
"""

UNDO = """
-- *Annuler*, for some seconds after saving: the one way a contact goes without its time having come. History keeps it for thirty days.
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

-- What has reached its end goes, with its history: simple contacts after twelve months, aide-mémoires after thirty days,
-- files five years after their closure, what was reinforced in them after two (P39). Returns how many rows went.
CREATE OR REPLACE FUNCTION sec.erase_ended() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today(); files uuid[]; contacts uuid[]; gone uuid[];
BEGIN
  files := ARRAY(SELECT id FROM public.cases_case WHERE closed_on + interval '5 years' < today);
  contacts := ARRAY(SELECT c.id FROM public.cases_contact c LEFT JOIN public.cases_case f ON f.id = c.case_id
    WHERE c.ends_on < today OR c.case_id = ANY (files)
      OR (c.tier = 'reinforced' AND f.closed_on + interval '2 years' < today));
  gone := files || contacts
    || ARRAY(SELECT id FROM public.cases_step WHERE case_id = ANY (files) OR (case_id IS NULL AND contact_id = ANY (contacts)))
    || ARRAY(SELECT k.id FROM public.cases_confidence k JOIN public.cases_contact c ON c.id = k.contact_id
        LEFT JOIN public.cases_case f ON f.id = c.case_id
        WHERE k.contact_id = ANY (contacts) OR (k.tier = 'reinforced' AND f.closed_on + interval '2 years' < today))
    || ARRAY(SELECT id FROM public.cases_analysis WHERE case_id = ANY (files))
    || ARRAY(SELECT id FROM public.cases_request WHERE case_id = ANY (files) OR (case_id IS NULL AND ends_on < today))
    || ARRAY(SELECT id FROM public.cases_deskword WHERE until < today);
  UPDATE public.cases_step SET contact_id = NULL WHERE contact_id = ANY (contacts) AND NOT id = ANY (gone);
  DELETE FROM public.cases_step WHERE id = ANY (gone);
  DELETE FROM public.cases_confidence WHERE id = ANY (gone);
  DELETE FROM public.cases_analysis WHERE id = ANY (gone);
  DELETE FROM public.cases_request WHERE id = ANY (gone);
  DELETE FROM public.cases_deskword WHERE id = ANY (gone);
  DELETE FROM public.cases_contact WHERE id = ANY (gone);
  DELETE FROM public.cases_case WHERE id = ANY (gone);
  DELETE FROM public.access_namedreader WHERE item = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone)
    OR (operation = 'DELETE' AND table_name LIKE 'cases@_%' ESCAPE '@' AND at < sec.now() - interval '30 days');
  RETURN cardinality(gone);
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
    AND p.role = 'social_worker'
  GROUP BY p.id, m.first_name, m.last_name
$$;
"""

EMERGENCY = """
-- What an emergency opens for one person (P29): the open files that concern her, and the inbox of the worker who looks after
-- her household. That inbox always exists, so the answer is never empty and tells nobody whether there is a file; files
-- are named only once the emergency stands on that inbox, written down and told to three others.
CREATE OR REPLACE FUNCTION sec.emergency_subjects(the_person uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT found.subject FROM (
    SELECT c.subject_id AS subject FROM public.cases_case c
      WHERE the_person = ANY (c.concerns) AND c.closed_on IS NULL AND c.organisation_id = sec.organisation()
        AND EXISTS (SELECT 1 FROM public.access_emergencyaccess e
          WHERE e.post_id = sec.post() AND e.person = the_person AND e.until > sec.now())
    UNION
    SELECT coalesce(sec.assigned_worker(m.household_id), sec.post()) FROM public.people_householdmember m
      WHERE m.person_id = the_person AND m.organisation_id = sec.organisation() AND m.valid @> sec.today()
  ) found JOIN public.access_subject s ON s.id = found.subject
  WHERE sec.stepped_up() AND sec.role() = 'social_worker'
$$;
"""

CONTACT_READ = " OR ".join(
    (in_the_team("cases_contact"), emergency("cases_contact"), left_today("cases_contact", "written_at"))
)

POLICIES = AppPolicies(
    functions=(WORDS, SEARCH, UNDO, LOAD, EMERGENCY),
    executes=(
        ("find_contacts(text, integer)", "palier_app"),
        ("undo_contact(uuid)", "palier_app"),
        ("team_load()", "palier_app"),
        ("emergency_subjects(uuid)", "palier_app"),
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
            read=f"{in_the_team('cases_request')} OR {left_today('cases_request', 'received_at', WAITING)}",
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
                Policy(
                    "confidence_tier",
                    "SELECT",
                    tier_is_open("cases_confidence", dies=False),
                    restrictive=True,
                ),
                Policy(
                    "confidence_read",
                    "SELECT",
                    f"{in_the_team('cases_confidence')} OR {emergency('cases_confidence')}"
                    f" OR {left_today('cases_confidence', 'written_at')}",
                ),
                # Written with its contact: the author of the one is the author of the other.
                Policy(
                    "confidence_add",
                    "INSERT",
                    check=f"""author_id = {ME} AND EXISTS (SELECT 1 FROM cases_contact c
                      WHERE c.id = cases_confidence.contact_id AND c.subject_id = cases_confidence.subject_id
                        AND c.author_id = {ME})""",
                ),
                Policy(
                    "confidence_change",
                    "UPDATE",
                    f"author_id = {ME} AND {in_the_team('cases_confidence')}",
                    f"author_id = {ME} AND {in_the_team('cases_confidence')}",
                ),
            ),
        ),
        # A new reading of the situation replaces, never erases: no UPDATE.
        file_part("cases_analysis", read=in_the_team("cases_analysis"), changes=False),
        file_part(
            "cases_step",
            # What was promised in a deposit is its author's to re-read as long as the deposit itself.
            read=f"{in_the_team('cases_step')} OR {emergency('cases_step')} OR {left_today('cases_step', 'written_at')}",
            write=f"({in_the_team('cases_step')} OR {an_inbox('cases_step')})",
        ),
        file_part(
            "cases_deskword",
            read=f"""{in_the_team("cases_deskword")} OR EXISTS (SELECT 1 FROM access_dutypresence d
              WHERE d.household = cases_deskword.household_id AND d.post_id = {ME} AND d.until > {NOW}
                AND cases_deskword.until >= {TODAY})""",
        ),
    ),
)
