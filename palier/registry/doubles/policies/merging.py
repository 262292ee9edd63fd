"""How two lines become one person, and two again: closed functions, asked of two workers by place, undone exactly.

A merge is one column of one row, `people_person.merged_into_id`. Nothing moves, so nothing has to find its way back; no
function that says whose an item is knows the column (docs/adr/0013).
"""

from palier.registry.doubles.rules import AGREED_WITHIN_DAYS, UNDONE_WITHIN_DAYS

ASKING = """
-- Who is asked about a person: who looks after the place where she is declared today, else where she was last, else the whole
-- company. By place, so that being asked says nothing of a file (D12).
CREATE OR REPLACE FUNCTION sec.asked_about(the_person uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT sec.assigned_worker(coalesce((SELECT m.household_id FROM public.people_householdmember m
      WHERE m.person_id = p.id AND NOT isempty(m.valid)
      ORDER BY m.valid @> sec.today() DESC, upper(m.valid) DESC NULLS FIRST, lower(m.valid) DESC, m.id LIMIT 1),
    '00000000-0000-0000-0000-000000000000'))
  FROM public.people_person p WHERE p.id = the_person AND p.organisation_id = sec.organisation()
$$;

-- Is the person asking that worker, or who covers her today?
CREATE OR REPLACE FUNCTION sec.stands_for(the_post uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(the_post = sec.post() OR EXISTS (SELECT 1 FROM public.organisations_replacement r
    WHERE r.absent_id = the_post AND r.covering_id = sec.post() AND r.valid @> sec.today()), false)
    AND sec.role() = 'social_worker'
$$;

-- Does the proposal still stand, or the merge still undo?
CREATE OR REPLACE FUNCTION sec.merging_stands(proposed timestamptz, done timestamptz) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE WHEN done IS NULL THEN proposed > sec.now() - ASKED ELSE done > sec.now() - UNDONE END
$$;

-- May the person asking read it? The administrator, who proposed it, and the two who are asked. A protected address or two
-- who must be kept apart hide it from everybody (P11).
CREATE OR REPLACE FUNCTION sec.reads_merging(proposer uuid, asked_one uuid, asked_other uuid, one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(sec.role() = 'organisation_admin' OR (sec.role() = 'social_worker' AND proposer = sec.post())
      OR sec.stands_for(asked_one) OR sec.stands_for(asked_other), false)
    AND NOT sec.in_no_pair(one) AND NOT sec.in_no_pair(other)
$$;
"""

BY_BOTH = """
-- Propose that two lines are one person, `keep` being the one that is kept. 'asked'; 'nobody' when nobody looks after one of
-- the places; nothing when it is not hers to propose, or is proposed already. Who is asked and proposes has said yes.
CREATE OR REPLACE FUNCTION sec.propose_merge(the_id uuid, the_pair uuid, keep uuid) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE p public.doubles_doublepair; gone uuid; for_kept uuid; for_merged uuid;
BEGIN
  SELECT * INTO p FROM public.doubles_doublepair d WHERE d.id = the_pair AND d.organisation_id = sec.organisation()
    AND d.state = 'open' AND keep IN (d.one_id, d.other_id) AND sec.reads_pair(d.one_id, d.other_id) FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM public.doubles_merging m WHERE m.pair_id = the_pair AND m.merged_at IS NULL
      AND sec.merging_stands(m.proposed_at, NULL)) THEN RETURN NULL; END IF;
  gone := CASE WHEN keep = p.one_id THEN p.other_id ELSE p.one_id END;
  IF EXISTS (SELECT 1 FROM public.people_person x WHERE x.merged_into_id = gone
      OR (x.id IN (keep, gone) AND x.merged_into_id IS NOT NULL)) THEN RETURN NULL; END IF;
  for_kept := sec.asked_about(keep);
  for_merged := sec.asked_about(gone);
  IF for_kept IS NULL OR for_merged IS NULL THEN RETURN 'nobody'; END IF;
  INSERT INTO public.doubles_merging (id, organisation_id, pair_id, kept_id, merged_id, proposed_by_id, proposed_at, asked_kept_id,
    asked_merged_id) VALUES (the_id, p.organisation_id, the_pair, keep, gone, sec.post(), sec.now(), for_kept, for_merged);
  PERFORM sec.agree_merge(the_id);
  RETURN 'asked';
END $$;

-- Yes, of who is asked or covers her; with the second one it is done. Hers are both when she looks after both.
CREATE OR REPLACE FUNCTION sec.agree_merge(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE m public.doubles_merging;
BEGIN
  SELECT * INTO m FROM public.doubles_merging x WHERE x.id = the_id AND x.organisation_id = sec.organisation()
    AND x.merged_at IS NULL AND sec.merging_stands(x.proposed_at, NULL) AND NOT sec.in_no_pair(x.kept_id)
    AND NOT sec.in_no_pair(x.merged_id) AND ((x.agreed_kept_at IS NULL AND sec.stands_for(x.asked_kept_id))
      OR (x.agreed_merged_at IS NULL AND sec.stands_for(x.asked_merged_id))) FOR UPDATE;
  IF NOT FOUND OR EXISTS (SELECT 1 FROM public.people_person x WHERE x.merged_into_id = m.merged_id
      OR (x.id IN (m.kept_id, m.merged_id) AND x.merged_into_id IS NOT NULL)) THEN RETURN false; END IF;
  UPDATE public.doubles_merging x SET
    agreed_kept_at = CASE WHEN sec.stands_for(x.asked_kept_id) THEN sec.now() ELSE x.agreed_kept_at END,
    agreed_merged_at = CASE WHEN sec.stands_for(x.asked_merged_id) THEN sec.now() ELSE x.agreed_merged_at END
  WHERE x.id = the_id RETURNING * INTO m;
  IF m.agreed_kept_at IS NULL OR m.agreed_merged_at IS NULL THEN RETURN true; END IF;
  UPDATE public.people_person x SET merged_into_id = m.kept_id WHERE x.id = m.merged_id;
  UPDATE public.doubles_merging x SET merged_at = sec.now() WHERE x.id = the_id;
  UPDATE public.doubles_doublepair x SET state = 'merged', decided_by_id = m.proposed_by_id, decided_on = sec.today()
    WHERE x.id = m.pair_id;
  RETURN true;
END $$;

-- Two again, or the proposal taken back: by who reads it, within the term. The pair lies open as before.
CREATE OR REPLACE FUNCTION sec.undo_merge(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE m public.doubles_merging;
BEGIN
  DELETE FROM public.doubles_merging x WHERE x.id = the_id AND x.organisation_id = sec.organisation()
    AND sec.merging_stands(x.proposed_at, x.merged_at)
    AND sec.reads_merging(x.proposed_by_id, x.asked_kept_id, x.asked_merged_id, x.kept_id, x.merged_id) RETURNING * INTO m;
  IF NOT FOUND THEN RETURN false; END IF;
  IF m.merged_at IS NOT NULL THEN
    UPDATE public.people_person x SET merged_into_id = NULL WHERE x.id = m.merged_id;
    UPDATE public.doubles_doublepair x SET state = 'open', decided_by_id = NULL, decided_on = NULL WHERE x.id = m.pair_id;
  END IF;
  RETURN true;
END $$;
"""

PARTING = """
-- Who is protected from now on is merged with nobody from now on (P11): the two lines part at once.
CREATE OR REPLACE FUNCTION sec.part_lines(persons uuid[]) RETURNS void
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM public.doubles_merging m WHERE m.kept_id = ANY (persons) OR m.merged_id = ANY (persons);
  UPDATE public.people_person p SET merged_into_id = NULL
    WHERE p.merged_into_id IS NOT NULL AND (p.id = ANY (persons) OR p.merged_into_id = ANY (persons));
  UPDATE public.doubles_doublepair d SET state = 'open', decided_by_id = NULL, decided_on = NULL
    WHERE d.state = 'merged' AND (d.one_id = ANY (persons) OR d.other_id = ANY (persons))
$$;

CREATE OR REPLACE FUNCTION sec.part_protected() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM sec.part_lines(ARRAY[NEW.id]);
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS part_protected ON public.people_person;
CREATE TRIGGER part_protected AFTER UPDATE OF protected_address ON public.people_person
  FOR EACH ROW WHEN (NEW.protected_address AND NOT OLD.protected_address) EXECUTE FUNCTION sec.part_protected();

CREATE OR REPLACE FUNCTION sec.part_kept_apart() RETURNS trigger
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  PERFORM sec.part_lines(ARRAY[NEW.one_id, NEW.other_id]);
  RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS part_kept_apart ON public.people_keepapart;
CREATE TRIGGER part_kept_apart AFTER INSERT ON public.people_keepapart FOR EACH ROW EXECUTE FUNCTION sec.part_kept_apart();

-- What nobody agreed to, and what can no longer be undone, is forgotten. Returns how many proposals went.
CREATE OR REPLACE FUNCTION sec.erase_mergings() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.doubles_merging m WHERE NOT sec.merging_stands(m.proposed_at, m.merged_at) RETURNING 1)
  SELECT count(*) FROM gone
$$;
"""

TERMS = (("ASKED", f"interval '{AGREED_WITHIN_DAYS} days'"), ("UNDONE", f"interval '{UNDONE_WITHIN_DAYS} days'"))
for _name, _term in TERMS:
    ASKING = ASKING.replace(f"- {_name} ", f"- {_term} ")
MERGING = (ASKING, BY_BOTH, PARTING)
