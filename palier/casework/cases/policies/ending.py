"""How rows of this app go: taken back for some seconds, erased when their term has come."""

from palier.access.lock import Ending, Purge

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

-- *Annuler* of a change: puts a row back to what it held before one's own last change, some seconds ago, when nobody touched
-- it since. What it held comes from its history, never from what the application claims.
CREATE OR REPLACE FUNCTION sec.take_back(the_table text, the_row uuid, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE former record; columns text; put_back integer;
BEGIN
  IF the_table NOT IN ('cases_case', 'cases_request', 'cases_step', 'cases_deskword') THEN RETURN false; END IF;
  SELECT h.before, h.operation, h.post_id, h.at INTO former FROM public.access_history h
    WHERE h.row_id = the_row AND h.table_name = the_table ORDER BY h.id DESC LIMIT 1;
  IF NOT FOUND OR former.operation <> 'UPDATE' OR former.post_id IS DISTINCT FROM sec.post()
      OR former.at <= sec.now() - interval '15 seconds' OR (former.before ->> 'version')::integer <> seen - 1
      OR NOT (former.before ->> 'subject_id')::uuid = ANY (sec.my_subjects()) THEN
    RETURN false;
  END IF;
  SELECT string_agg(format('%I', a.attname), ', ') INTO columns FROM pg_attribute a
    WHERE a.attrelid = format('public.%I', the_table)::regclass AND a.attnum > 0 AND NOT a.attisdropped
      AND a.attname NOT IN ('id', 'version');
  EXECUTE format('UPDATE public.%1$I t SET (%2$s, version) = (SELECT %2$s, $3 + 1 FROM jsonb_populate_record(NULL::public.%1$I, $1))
    WHERE t.id = $2 AND t.version = $3 AND t.subject_id = ANY (sec.my_subjects())', the_table, columns)
    USING former.before, the_row, seen;
  GET DIAGNOSTICS put_back = ROW_COUNT;
  RETURN put_back = 1;
END $$;

-- Opposition of a person who has not asked: what was noted about her goes at once, with its history (P33, P35).
CREATE OR REPLACE FUNCTION sec.oppose(the_request uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.cases_request r WHERE r.id = the_request AND r.no_demand
    AND r.organisation_id = sec.organisation() AND r.subject_id = ANY (sec.my_subjects())
    AND NOT sec.is_held(r.subject_id, r.concerns || r.confided_by);
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM public.access_history WHERE row_id = the_request;
  RETURN true;
END $$;

-- What has reached its end goes, with its history: contacts without a file and aide-mémoires after their last day, closed files
-- and what was reinforced in them after the terms of their company (P39). Numbers stay. Returns how many rows went.
CREATE OR REPLACE FUNCTION sec.erase_ended() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today(); files uuid[]; inner_files uuid[]; subjects uuid[]; contacts uuid[]; gone uuid[];
BEGIN
  files := ARRAY(SELECT f.id FROM public.cases_case f JOIN sec.terms_of('closed_file') t USING (organisation_id)
    WHERE f.closed_on + t.term < today AND NOT sec.is_held(f.subject_id, f.concerns));
  -- Closed files of which what was reinforced goes first.
  inner_files := ARRAY(SELECT f.id FROM public.cases_case f JOIN sec.terms_of('reinforced') t USING (organisation_id)
    WHERE f.closed_on + t.term < today AND NOT sec.is_held(f.subject_id, f.concerns));
  subjects := ARRAY(SELECT subject_id FROM public.cases_case WHERE id = ANY (files));
  contacts := ARRAY(SELECT c.id FROM public.cases_contact c
    WHERE (c.ends_on < today AND NOT sec.is_held(c.subject_id, c.concerns || c.confided_by)) OR c.case_id = ANY (files)
      OR (c.tier = 'reinforced' AND c.case_id = ANY (inner_files)));
  gone := files || contacts
    || ARRAY(SELECT id FROM public.cases_step WHERE case_id = ANY (files)
        OR (case_id IS NULL AND contact_id = ANY (contacts) AND NOT sec.is_held(subject_id, concerns || confided_by)))
    || ARRAY(SELECT k.id FROM public.cases_confidence k JOIN public.cases_contact c ON c.id = k.contact_id
        WHERE k.contact_id = ANY (contacts) OR (k.tier = 'reinforced' AND c.case_id = ANY (inner_files)))
    || ARRAY(SELECT k.id FROM public.cases_knownmember k
        WHERE k.case_id = ANY (files) OR (k.tier = 'reinforced' AND k.case_id = ANY (inner_files)))
    || ARRAY(SELECT id FROM public.cases_analysis WHERE case_id = ANY (files))
    || ARRAY(SELECT id FROM public.cases_request WHERE case_id = ANY (files) OR ((case_id IS NULL OR no_demand)
        AND ends_on < today AND NOT sec.is_held(subject_id, concerns || confided_by)))
    || ARRAY(SELECT id FROM public.cases_deskword WHERE until < today
        AND NOT sec.is_held(subject_id, sec.persons_of(household_id)))
    -- What lower wings keep for the file, by the handle they share.
    || ARRAY(SELECT id FROM public.calendar_appointment WHERE subject_id = ANY (subjects))
    || ARRAY(SELECT id FROM public.documents_document WHERE subject_id = ANY (subjects))
    || ARRAY(SELECT id FROM public.messaging_letter WHERE subject_id = ANY (subjects))
    || ARRAY(SELECT id FROM public.messaging_dispatch WHERE subject_id = ANY (subjects));
  PERFORM sec.keep_count(f.organisation_id, f.opened_on, 'closed_file', f.domain, count(*))
    FROM public.cases_case f WHERE f.id = ANY (gone) GROUP BY f.organisation_id, f.opened_on, f.domain;
  PERFORM sec.keep_count(c.organisation_id, c.at::date, 'simple_contact', c.domain, count(*))
    FROM public.cases_contact c WHERE c.id = ANY (gone) AND c.case_id IS NULL AND c.tier <> 'author'
    GROUP BY c.organisation_id, c.at::date, c.domain;
  UPDATE public.cases_step SET contact_id = NULL WHERE contact_id = ANY (contacts) AND NOT id = ANY (gone);
  DELETE FROM public.cases_step WHERE id = ANY (gone);
  DELETE FROM public.cases_confidence WHERE id = ANY (gone);
  DELETE FROM public.cases_knownmember WHERE id = ANY (gone);
  DELETE FROM public.cases_analysis WHERE id = ANY (gone);
  DELETE FROM public.cases_request WHERE id = ANY (gone);
  DELETE FROM public.cases_deskword WHERE id = ANY (gone);
  DELETE FROM public.calendar_appointment WHERE id = ANY (gone);
  DELETE FROM public.documents_document WHERE id = ANY (gone);
  DELETE FROM public.messaging_dispatch WHERE id = ANY (gone);
  DELETE FROM public.messaging_letter WHERE id = ANY (gone);
  DELETE FROM public.cases_contact WHERE id = ANY (gone);
  DELETE FROM public.cases_case WHERE id = ANY (gone);
  DELETE FROM public.access_namedreader WHERE item = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone)
    OR (operation = 'DELETE' AND table_name LIKE 'cases@_%' ESCAPE '@'
      AND at < sec.now() - sec.term('taken_back', (before ->> 'organisation_id')::uuid)
      AND NOT sec.is_held((before ->> 'subject_id')::uuid, '{}'));
  RETURN cardinality(gone);
END $$;

-- The subject of a file of one's own company, by its number; for the officer, who opens nothing by it.
CREATE OR REPLACE FUNCTION sec.subject_of_file(the_case uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT c.subject_id FROM public.cases_case c WHERE c.id = the_case AND c.organisation_id = sec.organisation()
$$;
"""

# What two persons may erase, and what falls with it (T9).
PURGES = (
    Purge("contact", "cases_contact"),
    Purge("request", "cases_request"),
    Purge("step", "cases_step"),
    Purge("analysis", "cases_analysis"),
)
DEPENDENTS = (("cases_confidence", "contact_id"), ("cases_step", "contact_id"))

ENDINGS = (
    Ending("cases_contact", "simple_contact", "t.ends_on", "t.case_id IS NULL AND t.tier = 'team'"),
    Ending("cases_case", "closed_file", "(t.closed_on + {term})::date"),
    Ending("cases_request", "no_demand", "t.ends_on", "t.no_demand"),
    Ending("cases_deskword", "desk_word", "t.until"),
)
