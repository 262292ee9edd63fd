"""What a tenant reads of it at her own door: her own request, hers alone (P2)."""

AT_HER_DOOR = """
-- The transfers that the person who asks declared, or of which she was told; with the move that was accepted, if any.
CREATE OR REPLACE FUNCTION sec.my_transfers()
RETURNS TABLE (kind text, asked_on date, needs text[], near text, certificate_seen_on date, outcome text, ended_on date,
  there_fr text, there_nl text, moved_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT t.kind::text, t.asked_on, t.needs::text[], t.near::text, t.certificate_seen_on, t.outcome::text, t.ended_on,
    coalesce(m.there_fr, ''), coalesce(m.there_nl, ''), m.moved_on
  FROM public.transfers_transferrequest t
  LEFT JOIN LATERAL (SELECT * FROM public.transfers_move m WHERE m.request_id = t.id AND m.state IN ('accepted', 'moved')
    ORDER BY m.decided_on DESC, m.id LIMIT 1) m ON true
  WHERE sec.door_level() = 2 AND sec.person() = ANY (t.declared_by) AND t.household_id = ANY (sec.her_households())
  ORDER BY t.asked_on DESC
$$;
"""
