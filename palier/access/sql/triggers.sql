-- A review that is overdue blocks the next emergency access (P29, D17).
CREATE OR REPLACE FUNCTION sec.emergency_blocked() RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.access_emergencyaccess e
    JOIN public.organisations_post p ON p.id = e.post_id
    JOIN public.organisations_post m ON m.staff_id = p.staff_id AND m.id = sec.post()  -- whichever of her posts opened it
    WHERE e.reviewed_at IS NULL AND e.opened_at < sec.now() - interval '7 days')
$$;

DROP TRIGGER IF EXISTS make_inbox ON public.organisations_post;
CREATE TRIGGER make_inbox AFTER INSERT ON public.organisations_post FOR EACH ROW EXECUTE FUNCTION sec.make_inbox();

-- Who wrote a thing does not change; neither does the moment from which its author's day of re-reading counts.
CREATE OR REPLACE FUNCTION sec.keep_author() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (NEW.author_id, NEW.organisation_id) IS DISTINCT FROM (OLD.author_id, OLD.organisation_id) THEN
    RAISE EXCEPTION 'authorship does not change' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
