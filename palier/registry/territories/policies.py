"""Public tables (C0): everybody at work reads them, the import job alone writes. No row policy: they hold no person.

That no list is merged with another, and that shares do not exceed a whole, is said here too.
"""

from palier.access.lock import AppPolicies

APART = """
-- A correspondence joins two lists and never one with itself; what of an area lies in the areas of one list is at most all of it.
CREATE OR REPLACE FUNCTION sec.keep_lists_apart() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE here text; there text;
BEGIN
  SELECT n.list INTO here FROM public.housing_neighbourhood n WHERE n.id = NEW.area_id;
  SELECT n.list INTO there FROM public.housing_neighbourhood n WHERE n.id = NEW.within_id;
  IF here = there THEN
    RAISE EXCEPTION 'a correspondence joins two lists' USING ERRCODE = '23514';
  END IF;
  IF (SELECT sum(c.share) FROM public.territories_correspondence c
      JOIN public.housing_neighbourhood n ON n.id = c.within_id AND n.list = there
      WHERE c.area_id = NEW.area_id AND c.valid @> lower(NEW.valid)) > 1.001 THEN
    RAISE EXCEPTION 'an area lies in others for more than the whole of it' USING ERRCODE = '23514';
  END IF;
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS keep_lists_apart ON public.territories_correspondence;
CREATE CONSTRAINT TRIGGER keep_lists_apart AFTER INSERT OR UPDATE ON public.territories_correspondence
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION sec.keep_lists_apart();
"""

POLICIES = AppPolicies(
    functions=(APART,),
    open_tables=(
        ("territories_areashape", "SELECT TO palier_app"),
        ("territories_areashape", "SELECT, INSERT, UPDATE TO palier_job"),
        ("territories_correspondence", "SELECT TO palier_app"),
        ("territories_correspondence", "SELECT, INSERT, UPDATE TO palier_job"),
    ),
)
