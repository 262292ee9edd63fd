"""What the department noted goes at its term after the end; a number stays (P39)."""

ERASING = """
DROP TRIGGER IF EXISTS keep_author ON public.transfers_transferrequest;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.transfers_transferrequest FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

CREATE OR REPLACE FUNCTION sec.erase_transfers() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; moves uuid[]; said uuid[]; rounds uuid[];
BEGIN
  gone := ARRAY(SELECT t.id FROM public.transfers_transferrequest t JOIN sec.terms_of('transfer') k USING (organisation_id)
    WHERE t.ended_on + k.term < sec.today() AND NOT sec.is_held(NULL, sec.persons_of(t.household_id)));
  PERFORM sec.keep_count(t.organisation_id, t.ended_on, 'transfer', t.outcome, count(*))
    FROM public.transfers_transferrequest t WHERE t.id = ANY (gone) GROUP BY t.organisation_id, t.ended_on, t.outcome;
  said := ARRAY(SELECT a.id FROM public.transfers_stepagreement a WHERE a.request_id = ANY (gone));
  DELETE FROM public.transfers_stepagreement WHERE id = ANY (said);
  moves := ARRAY(SELECT m.id FROM public.transfers_move m WHERE m.request_id = ANY (gone));
  DELETE FROM public.transfers_move WHERE id = ANY (moves);
  DELETE FROM public.transfers_transferrequest WHERE id = ANY (gone);
  -- A search without any move left says nothing; it goes when it is older than the term.
  rounds := ARRAY(SELECT r.id FROM public.transfers_round r JOIN sec.terms_of('transfer') k USING (organisation_id)
    WHERE r.asked_at::date + k.term < sec.today() AND NOT EXISTS (SELECT 1 FROM public.transfers_move m WHERE m.round_id = r.id));
  DELETE FROM public.transfers_round WHERE id = ANY (rounds);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || said || moves || rounds);
  RETURN cardinality(gone);
END $$;
"""
