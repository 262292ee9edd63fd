-- History written by triggers: a bulk update or a hand-written statement leaves its trace like any other. The author of
-- the change comes from the session token, not from what the application claims.
CREATE OR REPLACE FUNCTION sec.keep_history() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND session_user IN ('palier_job', 'palier_migrate') THEN
    IF sec.only_the_seal_differs(TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW)) THEN RETURN NEW; END IF;
  END IF;
  INSERT INTO public.access_history (at, table_name, row_id, operation, post_id, purpose, before)
  VALUES (sec.now(), TG_TABLE_NAME, OLD.id, TG_OP, sec.post(), sec.purpose(), to_jsonb(OLD));
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

-- Who opened a file, told to its team: the ledger's own policy says the same, but `@>` is not leakproof, so behind it the index
-- would not be used and the whole ledger be read.
CREATE OR REPLACE FUNCTION sec.openings_of(the_subject uuid, at_most integer)
RETURNS TABLE (at timestamptz, name text, what text, ground text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT e.at, coalesce(m.first_name || ' ' || m.last_name, ''), e.what, e.ground
  FROM (SELECT r.* FROM public.access_read_event r
    WHERE r.subjects @> ARRAY[the_subject] AND the_subject = ANY ((SELECT sec.my_subjects())::uuid[])
    ORDER BY r.at DESC, r.id DESC LIMIT least(at_most, 200)) e
  LEFT JOIN public.organisations_post p ON p.id = e.post_id
  LEFT JOIN public.organisations_staffmember m ON m.id = p.staff_id
  ORDER BY e.at DESC, e.id DESC
$$;

-- What is hashed. Each value stands behind its length in bytes, an absent one is a dash: no two rows give the same text,
-- whatever they hold. Times are counted in seconds with all six decimals.
CREATE OR REPLACE FUNCTION sec.ledger_value(value text) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT coalesce(octet_length(value) || ':' || value, '-') || ','
$$;

CREATE OR REPLACE FUNCTION sec.ledger_row(e public.access_read_event) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT sec.ledger_value(e.id::text) || sec.ledger_value(extract(epoch FROM e.at)::text)
    || sec.ledger_value(e.post_id::text) || sec.ledger_value(e.person::text) || sec.ledger_value(e.what)
    || sec.ledger_value(e.reference::text) || sec.ledger_value(e.subjects::text) || sec.ledger_value(e.ground)
$$;

-- The read ledger: sealed each minute in id order (D15). Each seal hashes the one before, its own figures and its rows;
-- seals are numbered without gaps, so a seal that is gone is missed.
CREATE OR REPLACE FUNCTION sec.seal_ledger() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE last_seal record; until_id bigint; how_many bigint; rows_text text; head text; moment timestamptz := clock_timestamp();
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('palier ledger seal'));
  -- Ids are given before commit. This lock waits for the few running inserts and holds new ones back for a moment, so no
  -- earlier id can appear once the rows are read.
  LOCK TABLE public.access_read_event IN SHARE MODE;
  SELECT id, last_id, hash INTO last_seal FROM public.access_ledger_seal ORDER BY id DESC LIMIT 1;
  SELECT max(id) INTO until_id FROM public.access_read_event WHERE id > coalesce(last_seal.last_id, 0);
  IF until_id IS NULL THEN RETURN 0; END IF;
  SELECT count(*), string_agg(sec.ledger_row(e), E'\n' ORDER BY e.id) INTO how_many, rows_text
    FROM public.access_read_event e WHERE e.id > coalesce(last_seal.last_id, 0) AND e.id <= until_id;
  head := sec.ledger_value((coalesce(last_seal.id, 0) + 1)::text) || sec.ledger_value((coalesce(last_seal.last_id, 0) + 1)::text)
    || sec.ledger_value(until_id::text) || sec.ledger_value(how_many::text)
    || sec.ledger_value(extract(epoch FROM moment)::text);
  INSERT INTO public.access_ledger_seal (id, first_id, last_id, count, hash, sealed_at)
  OVERRIDING SYSTEM VALUE
  VALUES (coalesce(last_seal.id, 0) + 1, coalesce(last_seal.last_id, 0) + 1, until_id, how_many,
    sha256(coalesce(last_seal.hash, ''::bytea) || convert_to(head || E'\n' || rows_text, 'UTF8')), moment);
  RETURN how_many;
END $$;

