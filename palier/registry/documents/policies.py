"""Row policies of documents: the same reading as the items they belong to (class C3)."""

from palier.access.conditions import ME, MINE, NOW, emergency, in_the_team, tier_is_open
from palier.access.lock import AppPolicies, Ending, Policy, Purge, Table

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

SEALING = """
-- For the job: reinforced documents whose bytes lie clear on the disk (ADR 16).
CREATE OR REPLACE FUNCTION sec.documents_to_seal(after uuid, at_most integer) RETURNS TABLE (id uuid, subject_id uuid, sha256 bytea)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, d.subject_id, d.sha256 FROM public.documents_document d
  WHERE d.tier = 'reinforced' AND d.file_key = '' AND d.id > after ORDER BY d.id LIMIT at_most
$$;

-- Its bytes are sealed from now on: what opens them, itself sealed, and their new sum in the place of the former.
CREATE OR REPLACE FUNCTION sec.seal_document(the_document uuid, told jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.documents_document d SET file_key = told ->> 'file_key', sha256 = decode(told ->> 'sha256', 'hex')
  WHERE d.id = the_document AND d.tier = 'reinforced' AND d.file_key = '' AND d.sha256 = decode(told ->> 'former', 'hex')
    AND sec.seal_of(told ->> 'file_key') IS NOT NULL;
  RETURN FOUND;
END $$;

-- Of these, those whose bytes are sealed.
CREATE OR REPLACE FUNCTION sec.documents_sealed(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT id FROM public.documents_document WHERE id = ANY (ids) AND file_key <> ''
$$;
"""

FINDING = """
-- The words of a file's name, by the stems of both languages, without accents. What only its author or named readers may know
-- has none (P12, D11).
CREATE OR REPLACE FUNCTION sec.keep_document_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, extensions AS $$
DECLARE plain text := regexp_replace(unaccent(NEW.name), '[^[:alnum:]]+', ' ', 'g');
BEGIN
  IF NEW.tier IN ('author', 'reinforced') THEN NEW.words := NULL;
  ELSE NEW.words := to_tsvector('french', plain) || to_tsvector('dutch', plain);
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_words ON public.documents_document;
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF name, tier ON public.documents_document
  FOR EACH ROW EXECUTE FUNCTION sec.keep_document_words();

-- Search by the words of names in the asker's own subjects (secrecy.md 4.7 C); the caller re-reads the ids through the lock.
CREATE OR REPLACE FUNCTION sec.find_documents(wanted text, at_most integer) RETURNS TABLE (document uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH query AS MATERIALIZED (SELECT websearch_to_tsquery('french', plain) || websearch_to_tsquery('dutch', plain) AS q
    FROM (SELECT regexp_replace(unaccent(wanted), '[^[:alnum:]"]+', ' ', 'g') AS plain) w)
  SELECT d.id FROM public.documents_document d, query
    WHERE d.words @@ query.q AND d.subject_id = ANY ((SELECT sec.my_subjects())::uuid[])
      AND d.organisation_id = (SELECT sec.organisation())
      AND (d.tier = 'team' OR d.author_id = (SELECT sec.post()) OR EXISTS (SELECT 1 FROM public.access_namedreader r
        WHERE r.item = d.id AND r.post_id = (SELECT sec.post()) AND r.added_by_id = d.author_id
          AND r.valid @> (SELECT sec.today())))
    ORDER BY d.written_at DESC LIMIT least(at_most, 200)
$$;
"""

AT_HER_DOOR = """
-- The files kept of the person who asks at her own door: their names and days. The files themselves are handed over.
CREATE OR REPLACE FUNCTION sec.my_documents() RETURNS TABLE (id uuid, name text, written_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, d.name, d.written_at FROM public.documents_document d
  WHERE sec.door_level() = 2 AND d.tier = 'team' AND d.concerns @> ARRAY[sec.person()]
    AND sec.is_hers(d.confided_by, d.concerns) AND sec.opens_to_her(d.subject_id) AND d.id <> ALL ((SELECT sec.set_aside())::uuid[])
  ORDER BY d.written_at DESC
$$;
"""

FROM_A_TELEPHONE = """
-- Would this code take photos now? Unknown, used and ended are one answer.
CREATE OR REPLACE FUNCTION sec.takes_photos(the_code text) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.documents_photocode c
    WHERE c.code_hash = sha256(convert_to(the_code, 'UTF8')) AND c.used_at IS NULL AND c.ends_at > sec.now())
$$;

-- A telephone's session: it has no post and no person, so that every row and every other function is closed to it (P47).
CREATE OR REPLACE FUNCTION sec.open_photo(the_code text, token text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.access_lock_session (token_hash, code, purpose, opened_at, expires_at)
  SELECT sha256(convert_to(token, 'UTF8')), c.id, 'photo', sec.now(), sec.now() + interval '5 minutes'
  FROM public.documents_photocode c
  WHERE c.code_hash = sha256(convert_to(the_code, 'UTF8')) AND c.used_at IS NULL AND c.ends_at > sec.now();
  RETURN FOUND;
END $$;

-- All photos of one sending, kept as the worker who drew the code would keep them, and only while she still could. The code is
-- used up in the same moment: of two sendings, one is kept.
CREATE OR REPLACE FUNCTION sec.keep_photos(photos jsonb) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE c public.documents_photocode;
BEGIN
  IF sec.purpose() IS DISTINCT FROM 'photo' OR jsonb_array_length(photos) NOT BETWEEN 1 AND 10
    OR EXISTS (SELECT 1 FROM jsonb_array_elements(photos) f WHERE f->>'kind' NOT IN ('jpeg', 'png')) THEN RETURN false; END IF;
  UPDATE public.documents_photocode p SET used_at = sec.now(), arrived = jsonb_array_length(photos)
    FROM sec.asking a
    WHERE a.purpose = 'photo' AND p.id = a.code AND p.used_at IS NULL AND p.ends_at > sec.now()
      AND EXISTS (SELECT 1 FROM public.access_teammember t JOIN public.organisations_post w ON w.id = t.post_id
        WHERE t.subject_id = p.subject_id AND t.post_id = p.author_id AND t.valid @> sec.today() AND w.valid @> sec.today())
    RETURNING p.* INTO c;
  IF NOT FOUND THEN RETURN false; END IF;
  INSERT INTO public.documents_document (id, organisation_id, subject_id, household_id, item, confided_by, concerns, name, kind,
      size, sha256, taken_out, tier, author_id, ends_on, version)
    SELECT (f->>'id')::uuid, c.organisation_id, c.subject_id, c.household_id, c.item, c.persons, c.persons, f->>'name', f->>'kind',
      (f->>'size')::integer, decode(f->>'sha256', 'hex'), ARRAY(SELECT jsonb_array_elements_text(f->'taken_out')), 'team',
      c.author_id, c.documents_end, 1
    FROM jsonb_array_elements(photos) f;
  RETURN true;
END $$;

-- What takes nothing any more goes within the hour. How many went.
CREATE OR REPLACE FUNCTION sec.erase_photo_codes() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.documents_photocode WHERE ends_at < sec.now() - interval '1 hour' RETURNING id)
  SELECT count(*) FROM gone
$$;
"""

TEAM = in_the_team("documents_document")
DRAWN = in_the_team("documents_photocode")
CHANGE = f"{TEAM} AND {tier_is_open('documents_document', dies=False, in_emergency=False)}"

POLICIES = AppPolicies(
    functions=(KEEPING, SEALING, FINDING, AT_HER_DOOR, FROM_A_TELEPHONE),
    executes=(
        ("my_documents()", "palier_app"),
        ("find_documents(text, integer)", "palier_app"),
        ("erase_documents()", "palier_job"),
        ("documents_there(uuid[])", "palier_job"),
        ("documents_to_seal(uuid, integer)", "palier_job"),
        ("seal_document(uuid, jsonb)", "palier_job"),
        ("documents_sealed(uuid[])", "palier_job"),
        ("takes_photos(text)", "palier_auth"),
        ("open_photo(text, text)", "palier_auth"),
        ("keep_photos(jsonb)", "palier_app"),
        ("erase_photo_codes()", "palier_job"),
    ),
    purges=(Purge("document", "documents_document"),),
    dependents=(("documents_document", "item"), ("documents_photocode", "item")),
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
        Table(
            "documents_photocode",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("photo_code_read", "SELECT", f"author_id = {ME} AND {DRAWN}"),
                Policy(
                    "photo_code_draw",
                    "INSERT",
                    check=f"author_id = {ME} AND {DRAWN} AND ends_at <= {NOW} + interval '2 minutes'",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,  # it lives for minutes; what came by it has its own history
        ),
    ),
)
