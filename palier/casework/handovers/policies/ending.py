"""How what was written for a hand-over goes: with its file, with its contact, after twelve months."""

ENDING = """
DROP TRIGGER IF EXISTS keep_author ON public.handovers_handover;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.handovers_handover FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.handovers_handovernote;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.handovers_handovernote FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.handovers_keptback;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.handovers_keptback FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A file or a contact that is erased takes along what was said of it here, with its history.
CREATE OR REPLACE FUNCTION sec.erase_with_file() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.handovers_handovernote WHERE case_id = OLD.id);
  DELETE FROM public.handovers_handovernote WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS erase_with_file ON public.cases_case;
CREATE TRIGGER erase_with_file BEFORE DELETE ON public.cases_case FOR EACH ROW EXECUTE FUNCTION sec.erase_with_file();

CREATE OR REPLACE FUNCTION sec.erase_with_contact() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.handovers_keptback WHERE contact_id = OLD.id);
  DELETE FROM public.handovers_keptback WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS erase_with_contact ON public.cases_contact;
CREATE TRIGGER erase_with_contact BEFORE DELETE ON public.cases_contact FOR EACH ROW EXECUTE FUNCTION sec.erase_with_contact();

-- At its term after its day a hand-over goes with its notes; one that was taken back, sooner (P39). Returns how many rows went.
CREATE OR REPLACE FUNCTION sec.erase_handovers() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE over uuid[]; notes uuid[];
BEGIN
  over := ARRAY(SELECT h.id FROM public.handovers_handover h JOIN sec.terms_of('handover') t USING (organisation_id)
    JOIN sec.terms_of('taken_back') b USING (organisation_id)
    WHERE (h.starts + t.term < sec.today() OR (h.state = 'withdrawn' AND h.starts + b.term < sec.today()))
      AND NOT EXISTS (SELECT 1 FROM public.handovers_handovernote n JOIN public.cases_case f ON f.id = n.case_id
        WHERE n.handover_id = h.id AND sec.is_held(n.subject_id, f.concerns)));
  notes := ARRAY(SELECT id FROM public.handovers_handovernote WHERE handover_id = ANY (over));
  DELETE FROM public.handovers_handovernote WHERE id = ANY (notes);
  DELETE FROM public.handovers_handover WHERE id = ANY (over);
  DELETE FROM public.access_history WHERE row_id = ANY (over || notes);
  RETURN cardinality(over) + cardinality(notes);
END $$;
"""
