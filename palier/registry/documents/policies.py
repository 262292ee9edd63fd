"""Row policies of documents: the same reading as the items they belong to (class C3)."""

from palier.access.conditions import ME, MINE, emergency, in_the_team, tier_is_open
from palier.access.lock import AppPolicies, Ending, Policy, Table

KEEPING = """
DROP TRIGGER IF EXISTS keep_author ON public.documents_document;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.documents_document FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A document that belongs to no file goes at its term, with its history; its bytes go at the next sweep. How many went.
CREATE OR REPLACE FUNCTION sec.erase_documents() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.documents_document WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, concerns || confided_by));
  PERFORM sec.keep_count(d.organisation_id, d.written_at::date, 'document', '', count(*))
    FROM public.documents_document d WHERE d.id = ANY (gone) AND d.tier <> 'author' GROUP BY d.organisation_id, d.written_at::date;
  DELETE FROM public.documents_document WHERE id = ANY (gone);
  DELETE FROM public.access_namedreader WHERE item = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;

-- Of these ids, those that still have a row: what lies on the disk without one is swept away.
CREATE OR REPLACE FUNCTION sec.documents_there(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT id FROM public.documents_document WHERE id = ANY (ids)
$$;
"""

AT_HER_DOOR = """
-- The files kept of the person who asks at her own door: their names and days. The files themselves are handed over.
CREATE OR REPLACE FUNCTION sec.my_documents() RETURNS TABLE (id uuid, name text, written_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, d.name, d.written_at FROM public.documents_document d
  WHERE sec.door_level() = 2 AND d.tier = 'team' AND d.concerns @> ARRAY[sec.person()]
    AND sec.is_hers(d.confided_by, d.concerns) AND sec.opens_to_her(d.subject_id)
  ORDER BY d.written_at DESC
$$;
"""

TEAM = in_the_team("documents_document")
CHANGE = f"{TEAM} AND {tier_is_open('documents_document', dies=False, in_emergency=False)}"

POLICIES = AppPolicies(
    functions=(KEEPING, AT_HER_DOOR),
    executes=(
        ("my_documents()", "palier_app"),
        ("erase_documents()", "palier_job"),
        ("documents_there(uuid[])", "palier_job"),
    ),
    endings=(Ending("documents_document", "document", "t.ends_on", "t.tier = 'team'"),),
    tables=(
        Table(
            "documents_document",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("document_tier", "SELECT", tier_is_open("documents_document", dies=True), restrictive=True),
                Policy("document_read", "SELECT", f"{TEAM} OR {emergency('documents_document')}"),
                Policy("document_add", "INSERT", check=f"author_id = {ME} AND {TEAM}"),
                Policy("document_change", "UPDATE", CHANGE, TEAM),
            ),
            # What was taken in stays as it is: its name and whom it concerns can be corrected, its bytes cannot.
            grants=("SELECT, INSERT TO palier_app", "UPDATE (name, concerns, confided_by, version) TO palier_app"),
        ),
    ),
)
