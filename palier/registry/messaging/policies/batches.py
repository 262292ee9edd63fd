"""Letters in batches: what the worker makes of them, their end, and the policies of both tables."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import Policy, Table
from palier.registry.messaging.rules import TITLE_AT_MOST
from palier.registry.messaging.rules.batches import AT_ONCE

MAKING = """
DROP TRIGGER IF EXISTS keep_author ON public.messaging_letterbatch;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.messaging_letterbatch FOR EACH ROW EXECUTE FUNCTION sec.keep_author();
DROP TRIGGER IF EXISTS keep_author ON public.messaging_batchline;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.messaging_batchline FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- What keeps a line from becoming a letter now, or made. Each is asked at the moment of making, as for one letter by hand.
CREATE OR REPLACE FUNCTION sec.line_becomes(line public.messaging_batchline) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE
    WHEN NOT EXISTS (SELECT 1 FROM public.access_teammember t JOIN public.organisations_post w ON w.id = t.post_id
      WHERE t.subject_id = line.subject_id AND t.post_id = line.author_id AND t.valid @> sec.today() AND w.valid @> sec.today())
      THEN 'not_yours'
    WHEN NOT EXISTS (SELECT 1 FROM public.people_householdmember m WHERE m.household_id = line.household_id
      AND m.person_id = line.person_id AND m.organisation_id = line.organisation_id AND m.valid @> sec.today()) THEN 'moved'
    WHEN EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = line.person_id) THEN 'by_hand'
    ELSE 'made' END
$$;

-- The next letters of the batches that are not stopped, each with its line in one transaction: a crash leaves neither. A line
-- gives its letter its own id, so that none is made twice, whoever starts again. Returns how many lines were looked at.
CREATE OR REPLACE FUNCTION sec.make_letters() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE line public.messaging_batchline; b public.messaging_letterbatch; her text; how text; looked bigint := 0;
  title_fr text; title_nl text;
BEGIN
  FOR line IN SELECT l.* FROM public.messaging_batchline l JOIN public.messaging_letterbatch k ON k.id = l.batch_id
    WHERE l.state = 'waiting' AND NOT k.stopped ORDER BY l.id LIMIT AT_ONCE FOR UPDATE OF l SKIP LOCKED
  LOOP
    SELECT * INTO b FROM public.messaging_letterbatch k WHERE k.id = line.batch_id;
    SELECT btrim(p.first_name || ' ' || p.last_name) INTO her FROM public.people_person p WHERE p.id = line.person_id;
    title_fr := CASE WHEN line.language <> 'nl' THEN replace(b.title_fr, '{personne}', her) ELSE '' END;
    title_nl := CASE WHEN line.language <> 'fr' THEN replace(b.title_nl, '{persoon}', her) ELSE '' END;
    how := sec.line_becomes(line);
    IF how = 'made' AND greatest(length(title_fr), length(title_nl)) > TITLE_MOST THEN how := 'too_long'; END IF;
    IF how = 'made' THEN
      INSERT INTO public.messaging_letter (id, organisation_id, subject_id, household_id, person_id, kind, template_version,
          language, title_fr, body_fr, title_nl, body_nl, day, hour, to_explain, confided_by, concerns, state, author_id,
          written_at, ends_on, version)
        SELECT line.id, line.organisation_id, line.subject_id, line.household_id, line.person_id, b.kind, b.template_version,
          line.language, title_fr, CASE WHEN line.language <> 'nl' THEN replace(b.body_fr, '{personne}', her) ELSE '' END,
          title_nl, CASE WHEN line.language <> 'fr' THEN replace(b.body_nl, '{persoon}', her) ELSE '' END, b.day, b.hour,
          line.to_explain, ARRAY[line.person_id], ARRAY[line.person_id], 'draft', line.author_id, sec.now(),
          CASE s.kind WHEN 'inbox' THEN (sec.today() + sec.term('letter', line.organisation_id))::date END, 1
        FROM public.access_subject s WHERE s.id = line.subject_id
        ON CONFLICT (id) DO NOTHING;
    END IF;
    UPDATE public.messaging_batchline l SET state = how WHERE l.id = line.id;
    looked := looked + 1;
  END LOOP;
  RETURN looked;
END $$;

-- A batch ends with its lines; its letters stay, each to its own term. Returns how many batches went.
CREATE OR REPLACE FUNCTION sec.erase_letter_batches() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.messaging_letterbatch WHERE ends_on < sec.today());
  DELETE FROM public.messaging_batchline WHERE batch_id = ANY (gone);
  DELETE FROM public.messaging_letterbatch WHERE id = ANY (gone);
  RETURN cardinality(gone);
END $$;
""".replace("AT_ONCE", str(AT_ONCE)).replace("TITLE_MOST", str(TITLE_AT_MOST))

WRITES = "(SELECT sec.role()) IN ('social_worker', 'trainee')"
HERS = f"author_id = {ME} AND {in_the_team('messaging_batchline')}"
# That table shows nobody's batch but one's own.
OF_HER_BATCH = "EXISTS (SELECT 1 FROM messaging_letterbatch b WHERE b.id = messaging_batchline.batch_id)"

BATCH_TABLES = (
    Table(
        "messaging_letterbatch",
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy("batch_read", "SELECT", f"author_id = {ME}"),
            Policy("batch_add", "INSERT", check=f"author_id = {ME} AND {WRITES}"),
            Policy("batch_change", "UPDATE", f"author_id = {ME}", f"author_id = {ME}"),
        ),
        grants=("SELECT, INSERT TO palier_app", "UPDATE (stopped) TO palier_app"),
        history=False,  # it lives for a month, and is stopped or goes on; its letters have their own history
    ),
    Table(
        "messaging_batchline",
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy("line_read", "SELECT", HERS),
            Policy("line_add", "INSERT", check=f"{HERS} AND state IN ('waiting', 'by_hand') AND {OF_HER_BATCH}"),
            # What could not be made waits once more; what was made stays made.
            Policy("line_again", "UPDATE", f"{HERS} AND state <> 'made'", f"{HERS} AND state = 'waiting'"),
        ),
        grants=("SELECT, INSERT TO palier_app", "UPDATE (state) TO palier_app"),
        history=False,
    ),
)
