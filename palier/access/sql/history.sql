-- History written by triggers: a bulk update or a hand-written statement leaves its trace like any other. The author of
-- the change comes from the session token, not from what the application claims.
CREATE OR REPLACE FUNCTION sec.keep_history() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  INSERT INTO public.access_history (at, table_name, row_id, operation, post_id, purpose, before)
  VALUES (sec.now(), TG_TABLE_NAME, OLD.id, TG_OP, sec.post(), sec.purpose(), to_jsonb(OLD));
  IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
  RETURN NEW;
END $$;

-- The read ledger: sealed each minute in id order (D15). Each seal hashes the previous one and the rows it covers.
CREATE OR REPLACE FUNCTION sec.ledger_row(e public.access_read_event) RETURNS text
LANGUAGE sql IMMUTABLE SET search_path = '' AS $$
  SELECT concat_ws('|', e.id, extract(epoch FROM e.at), e.post_id, e.person, e.what, e.reference, e.subjects::text, e.ground)
$$;

CREATE OR REPLACE FUNCTION sec.seal_ledger() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE last_seal record; until_id bigint; how_many bigint; digest bytea;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('palier ledger seal'));
  SELECT last_id, hash INTO last_seal FROM public.access_ledger_seal ORDER BY id DESC LIMIT 1;
  -- Ids are given before commit. This lock waits for the few running inserts and holds new ones back for a moment, so no
  -- earlier id can appear once the rows are read.
  LOCK TABLE public.access_read_event IN SHARE MODE;
  SELECT max(id) INTO until_id FROM public.access_read_event WHERE id > coalesce(last_seal.last_id, 0);
  IF until_id IS NULL THEN RETURN 0; END IF;
  SELECT count(*), sha256(coalesce(last_seal.hash, ''::bytea)
      || convert_to(string_agg(sec.ledger_row(e), E'\n' ORDER BY e.id), 'UTF8'))
    INTO how_many, digest FROM public.access_read_event e
    WHERE e.id > coalesce(last_seal.last_id, 0) AND e.id <= until_id;
  INSERT INTO public.access_ledger_seal (first_id, last_id, count, hash, sealed_at)
  VALUES (coalesce(last_seal.last_id, 0) + 1, until_id, how_many, digest, now());
  RETURN how_many;
END $$;
