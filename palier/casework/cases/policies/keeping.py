"""What triggers hold fast in this app's tables, and search over its words."""

WORDS = """
-- The words of a contact, in both languages, without accents. Author-only and reinforced items have none (D11).
CREATE OR REPLACE FUNCTION sec.keep_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, extensions AS $$
BEGIN
  IF NEW.tier IN ('author', 'reinforced') THEN NEW.words := NULL;
  ELSE NEW.words := to_tsvector('french', unaccent(NEW.facts)) || to_tsvector('dutch', unaccent(NEW.facts));
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_words ON public.cases_contact;
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF facts, tier ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_words();

-- Only its author corrects the words of a contact, and the class of an item is never lowered by another hand.
CREATE OR REPLACE FUNCTION sec.keep_authorship() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF (NEW.author_id, NEW.organisation_id, NEW.written_at)
      IS DISTINCT FROM (OLD.author_id, OLD.organisation_id, OLD.written_at) OR NEW.version < OLD.version THEN
    RAISE EXCEPTION 'authorship does not change' USING ERRCODE = '42501';
  END IF;
  -- On the day of a hand-over what its author keeps back becomes her aide-mémoire by a function of the house, never by a hand.
  IF (NEW.facts, NEW.tier) IS DISTINCT FROM (OLD.facts, OLD.tier) AND OLD.author_id IS DISTINCT FROM sec.post()
      AND NOT (current_user = 'palier_definer' AND NEW.facts = OLD.facts AND NEW.tier = 'author')
      -- Nor does a new seal on the same words change what she wrote; the job alone has the function that sets one.
      AND NOT (current_user = 'palier_definer' AND NEW.tier = OLD.tier AND sec.seal_of(NEW.facts) IS NOT NULL) THEN
    RAISE EXCEPTION 'only its author changes a contact' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_authorship ON public.cases_contact;
CREATE TRIGGER keep_authorship BEFORE UPDATE ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_authorship();

-- The author of each of these stays its author (sec.keep_author, access/sql/triggers.sql).
DROP TRIGGER IF EXISTS keep_author ON public.cases_request;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_request FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_confidence;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_confidence FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_step;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_step FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_deskword;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_deskword FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.cases_knownmember;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.cases_knownmember FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A deposit is not dated ahead, which would lengthen its author's day of re-reading; an aide-mémoire dies within thirty
-- days of its writing, and nothing renews it (P17).
CREATE OR REPLACE FUNCTION sec.keep_term() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'palier_app' AND (NEW.written_at > greatest(sec.now(), clock_timestamp()) + interval '1 minute'
      OR (NEW.tier = 'author' AND NEW.ends_on > greatest(sec.today(), NEW.written_at::date) + 31)) THEN
    RAISE EXCEPTION 'outside its term' USING ERRCODE = '42501';
  END IF;
  -- But for a copy that its person asks: sec.ask_about_data freezes it until the answer is due (P17).
  IF TG_OP = 'UPDATE' AND current_user <> 'palier_definer' AND NEW.tier = 'author'
      AND NEW.ends_on > coalesce(OLD.ends_on, 'infinity') THEN
    RAISE EXCEPTION 'an aide-mémoire is not renewed' USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_term ON public.cases_contact;
CREATE TRIGGER keep_term BEFORE INSERT OR UPDATE ON public.cases_contact
  FOR EACH ROW EXECUTE FUNCTION sec.keep_term();

-- What was confided and promised in a contact goes with it from the inbox into the file: one team reads all of it.
CREATE OR REPLACE FUNCTION sec.move_with_contact() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.cases_confidence SET subject_id = NEW.subject_id WHERE contact_id = NEW.id;
  UPDATE public.cases_step SET subject_id = NEW.subject_id, case_id = NEW.case_id WHERE contact_id = NEW.id;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS move_with_contact ON public.cases_contact;
CREATE TRIGGER move_with_contact AFTER UPDATE OF subject_id ON public.cases_contact
  FOR EACH ROW WHEN (NEW.subject_id IS DISTINCT FROM OLD.subject_id) EXECUTE FUNCTION sec.move_with_contact();
"""

SEARCH = """
-- Search by words in the asker's own subjects (secrecy.md 4.7 C): the index is used here, the caller re-reads the ids
-- through the lock, so this reveals nothing the lock would not.
CREATE OR REPLACE FUNCTION sec.find_contacts(wanted text, at_most integer) RETURNS TABLE (contact uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH query AS MATERIALIZED (SELECT websearch_to_tsquery('french', unaccent(wanted))
      || websearch_to_tsquery('dutch', unaccent(wanted)) AS q),
  hits AS MATERIALIZED (
    SELECT c.id, c.at FROM public.cases_contact c, query
    WHERE c.words @@ query.q AND c.subject_id = ANY ((SELECT sec.my_subjects())::uuid[])
      AND c.organisation_id = (SELECT sec.organisation())
      AND (c.tier = 'team' OR c.author_id = (SELECT sec.post()) OR EXISTS (SELECT 1 FROM public.access_namedreader r
        WHERE r.item = c.id AND r.post_id = (SELECT sec.post()) AND r.added_by_id = c.author_id
          AND r.valid @> (SELECT sec.today())))
    ORDER BY c.at DESC LIMIT 2000)
  SELECT id FROM hits ORDER BY at DESC LIMIT least(at_most, 200)
$$;
"""

NO_DEMAND = """
-- Facts about a person who has not asked end after ninety days, unless one worker proposes and another one, within the
-- term, renews: another person, not another post of the same (P33). In a file that she agreed to she has asked.
CREATE OR REPLACE FUNCTION sec.keep_no_demand() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
DECLARE today date := sec.today();
BEGIN
  IF current_user <> 'palier_app' THEN RETURN NEW; END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.no_demand AND (NEW.ends_on IS NULL OR NEW.ends_on > today + 90) OR NEW.renewal_by_id IS NOT NULL THEN
      RAISE EXCEPTION 'outside its term' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF NEW.no_demand <> OLD.no_demand THEN RAISE EXCEPTION 'outside its term' USING ERRCODE = '42501'; END IF;
  IF NOT OLD.no_demand OR EXISTS (SELECT 1 FROM public.cases_case c
      WHERE c.id = NEW.case_id AND NEW.concerns <> '{}' AND c.agreed_by @> NEW.concerns) THEN RETURN NEW; END IF;
  IF NEW.renewal_by_id IS DISTINCT FROM OLD.renewal_by_id AND NOT (NEW.renewal_by_id = sec.post()
      AND NEW.renewed_by_id IS NULL AND sec.role() = 'social_worker' AND OLD.ends_on >= today) THEN
    RAISE EXCEPTION 'one worker proposes' USING ERRCODE = '42501';
  END IF;
  IF NEW.ends_on IS NULL OR NEW.ends_on > OLD.ends_on OR NEW.renewed_by_id IS NOT NULL
      AND NEW.renewed_by_id IS DISTINCT FROM OLD.renewed_by_id THEN
    IF (NEW.renewed_by_id = sec.post() AND OLD.renewed_by_id IS NULL AND NEW.renewal_by_id = OLD.renewal_by_id
        AND sec.role() = 'social_worker' AND OLD.ends_on >= today AND NEW.ends_on <= OLD.ends_on + 90
        AND (SELECT p.staff_id FROM public.organisations_post p WHERE p.id = OLD.renewal_by_id)
          <> (SELECT p.staff_id FROM public.organisations_post p WHERE p.id = sec.post())) IS NOT TRUE THEN
      RAISE EXCEPTION 'another worker renews' USING ERRCODE = '42501';
    END IF;
  END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_no_demand ON public.cases_request;
CREATE TRIGGER keep_no_demand BEFORE INSERT OR UPDATE ON public.cases_request
  FOR EACH ROW EXECUTE FUNCTION sec.keep_no_demand();
"""
