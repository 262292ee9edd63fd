"""Search over the words of letters."""

FINDING = """
-- The words of a letter, each language by its own stems, without accents.
CREATE OR REPLACE FUNCTION sec.keep_letter_words() RETURNS trigger LANGUAGE plpgsql SET search_path = public, extensions AS $$
BEGIN
  NEW.words := to_tsvector('french', unaccent(NEW.title_fr || ' ' || NEW.body_fr))
    || to_tsvector('dutch', unaccent(NEW.title_nl || ' ' || NEW.body_nl));
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_words ON public.messaging_letter;
CREATE TRIGGER keep_words BEFORE INSERT OR UPDATE OF title_fr, body_fr, title_nl, body_nl ON public.messaging_letter
  FOR EACH ROW EXECUTE FUNCTION sec.keep_letter_words();

-- Search by words in the asker's own subjects (secrecy.md 4.7 C): the index is used here, the caller re-reads the ids through
-- the lock, so this reveals nothing the lock would not. An emergency is read page by page and searches nothing.
CREATE OR REPLACE FUNCTION sec.find_letters(wanted text, at_most integer) RETURNS TABLE (letter uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, extensions AS $$
  WITH query AS MATERIALIZED (SELECT websearch_to_tsquery('french', unaccent(wanted))
      || websearch_to_tsquery('dutch', unaccent(wanted)) AS q)
  SELECT l.id FROM public.messaging_letter l, query
    WHERE l.words @@ query.q AND l.subject_id = ANY ((SELECT sec.my_subjects())::uuid[])
      AND l.organisation_id = (SELECT sec.organisation())
    ORDER BY l.written_at DESC LIMIT least(at_most, 200)
$$;
"""
