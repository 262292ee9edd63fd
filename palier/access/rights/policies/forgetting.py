"""The read ledger at its end: a term that is fixed, and a chain that stays whole (P39, D15)."""

FORGETTING = """
-- The read ledger is kept ten years (P39). The lines of whole seals go, the oldest first; seals stay: they hold numbers
-- and hashes, nobody. It stops before the first line that speaks of what is held. How many lines went.
CREATE OR REPLACE FUNCTION sec.erase_ledger() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE up_to bigint; held bigint; gone bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('palier ledger seal'));
  SELECT max(s.last_id) INTO up_to FROM public.access_ledger_seal s
    WHERE s.sealed_at + sec.term('read_ledger', NULL) < clock_timestamp();
  IF EXISTS (SELECT 1 FROM public.rights_hold h WHERE h.lifted_at IS NULL) THEN
    SELECT min(e.id) INTO held FROM public.access_read_event e WHERE e.id <= up_to AND (
      sec.is_held(NULL, ARRAY[e.reference, e.person] || sec.persons_of(e.reference))
      OR EXISTS (SELECT 1 FROM unnest(e.subjects) AS s WHERE sec.is_held(s, '{}')));
    SELECT max(s.last_id) INTO up_to FROM public.access_ledger_seal s
      WHERE s.last_id <= up_to AND (held IS NULL OR s.last_id < held);
  END IF;
  DELETE FROM public.access_read_event WHERE id <= up_to;
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
"""
