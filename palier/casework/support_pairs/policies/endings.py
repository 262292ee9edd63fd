"""How it ends: a door that shuts holds nobody; a request that is closed shuts its doors; erased, it takes everything with it."""

ENDINGS = """
-- These doors hold nobody any more. Answers their subjects: nothing bears their keys from now on.
CREATE OR REPLACE FUNCTION sec.end_doors(the_openings uuid[]) RETURNS TABLE (subject uuid)
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  UPDATE public.support_pairs_opening o SET ended_on = sec.today(), name = '', address = '', reach = '', her_words = '', feared = '',
    not_otherwise = '', person_id = NULL WHERE o.id = ANY (the_openings) AND o.ended_on IS NULL RETURNING o.subject_id
$$;

CREATE OR REPLACE FUNCTION sec.doors_shut_when_closed() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM sec.end_doors(ARRAY(SELECT o.id FROM public.support_pairs_opening o WHERE o.request_id = NEW.id AND o.ended_on IS NULL));
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS doors_shut ON public.support_requests_supportrequest;
CREATE TRIGGER doors_shut AFTER UPDATE OF state ON public.support_requests_supportrequest FOR EACH ROW
  WHEN (NEW.state = 'closed') EXECUTE FUNCTION sec.doors_shut_when_closed();

-- It goes with its request (P39).
CREATE OR REPLACE FUNCTION sec.pair_goes_with_its_request() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  DELETE FROM public.support_pairs_pairnote WHERE request_id = OLD.id;
  DELETE FROM public.support_pairs_declaration WHERE request_id = OLD.id;
  DELETE FROM public.support_pairs_opening WHERE request_id = OLD.id;
  RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS pair_goes ON public.support_requests_supportrequest;
CREATE TRIGGER pair_goes BEFORE DELETE ON public.support_requests_supportrequest FOR EACH ROW
  EXECUTE FUNCTION sec.pair_goes_with_its_request();
"""
