"""Row policies of data requests (class C3), who gets one, and what the officer reads of them."""

from palier.access.conditions import ME, MINE, in_the_team
from palier.access.lock import AppPolicies, Ending, Policy, Table

ASKING = """
-- What a person asks about her data, at her own door (the second level) or through somebody at work. One request lies with each
-- worker who holds something of her: who looks after her home, the assigned worker of a file about her, the author of a note
-- about her. None of them sees another's. The same number twice is one asking. Returns to how many; 0 when it may not be asked.
CREATE OR REPLACE FUNCTION sec.ask_about_data(the_asking uuid, the_person uuid, the_right text, the_text text) RETURNS integer
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE mine uuid := sec.post(); landlord uuid; home uuid; made integer;
BEGIN
  IF the_right NOT IN ('copy', 'correction', 'restriction') THEN RETURN 0; END IF;
  IF mine IS NULL THEN
    IF sec.door_level() < 2 OR the_person IS DISTINCT FROM sec.person() THEN RETURN 0; END IF;
    landlord := sec.her_landlord();
  ELSE
    IF sec.role() NOT IN ('social_worker', 'trainee', 'front_desk') THEN RETURN 0; END IF;
    landlord := sec.organisation();
  END IF;
  SELECT m.household_id INTO home FROM public.people_householdmember m
    WHERE m.person_id = the_person AND m.organisation_id = landlord AND m.valid @> sec.today() LIMIT 1;
  IF NOT EXISTS (SELECT 1 FROM public.people_person p WHERE p.id = the_person AND p.organisation_id = landlord) THEN RETURN 0; END IF;
  WITH holders AS (
    SELECT w.post FROM sec.assigned_workers(ARRAY[home]) w
    UNION SELECT t.post_id FROM public.cases_case c
      JOIN public.access_teammember t ON t.subject_id = c.subject_id AND t.duty = 'assigned' AND t.valid @> sec.today()
      WHERE the_person = ANY (c.concerns) AND c.organisation_id = landlord
    UNION SELECT k.author_id FROM public.cases_contact k
      WHERE the_person = ANY (k.concerns) AND k.organisation_id = landlord AND k.tier = 'author' AND k.ends_on >= sec.today())
  INSERT INTO public.data_requests_datarequest (id, organisation_id, subject_id, asked, household_id, concerns, "right", text, author_id,
    received_at, due_on, state, answer, handed, version)
  SELECT md5(the_asking::text || h.post::text)::uuid, landlord, h.post, the_asking, home, ARRAY[the_person], the_right,
    left(the_text, 5000), mine, sec.now(), (sec.today() + interval '1 month')::date, 'open', '', '', 1
  FROM (SELECT DISTINCT post FROM holders) h JOIN public.access_subject s ON s.id = h.post AND s.kind = 'inbox'
  ON CONFLICT (id) DO NOTHING;
  -- A copy that is asked for freezes the aide-mémoires about her until it is due: none of them dies undecided (P17).
  IF the_right = 'copy' THEN
    UPDATE public.cases_contact SET ends_on = greatest(ends_on, (sec.today() + interval '1 month')::date)
      WHERE tier = 'author' AND ends_on >= sec.today() AND the_person = ANY (concerns) AND organisation_id = landlord;
  END IF;
  SELECT count(*) INTO made FROM public.data_requests_datarequest d WHERE d.asked = the_asking AND d.concerns = ARRAY[the_person];
  RETURN made;
END $$;

-- What she asked at her own door or through others, and the answers: not from whom, nor how many hold something.
CREATE OR REPLACE FUNCTION sec.my_data_requests()
RETURNS TABLE (asked uuid, "right" text, text text, received_at timestamptz, due_on date, open boolean, answers text[])
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.asked, d."right", d.text, min(d.received_at), min(d.due_on), bool_or(d.state = 'open'),
    coalesce(array_agg(d.answer ORDER BY d.answered_on) FILTER (WHERE d.state = 'answered' AND d.answer <> ''), '{}')
  FROM public.data_requests_datarequest d
  WHERE sec.door_level() = 2 AND d.concerns = ARRAY[sec.person()]
  GROUP BY d.asked, d."right", d.text ORDER BY min(d.received_at) DESC
$$;
"""

OFFICER = """
-- What is kept back, for the officer who confirms the reason: the kind of item, the reason, the days. No person, no content (P17).
CREATE OR REPLACE FUNCTION sec.kept_back()
RETURNS TABLE (id uuid, received_on date, due_on date, kind text, decision text, motive text, reason text, worker text,
  confirmed boolean, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT k.id, (d.received_at AT TIME ZONE 'Europe/Brussels')::date, d.due_on, k.kind, k.decision, k.motive, k.reason,
    m.first_name || ' ' || m.last_name, k.confirmed_by_id IS NOT NULL, k.version
  FROM public.data_requests_datadecision k JOIN public.data_requests_datarequest d ON d.id = k.data_request_id
  JOIN public.organisations_post p ON p.id = k.decided_by_id JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE sec.role() = 'data_protection_officer' AND k.organisation_id = sec.organisation() AND k.decision <> 'give'
    AND d.state = 'open'
  ORDER BY d.due_on, k.id
$$;

-- The officer confirms a reason, or sends it back with a question: the worker then decides again.
CREATE OR REPLACE FUNCTION sec.confirm_kept_back(the_decision uuid, seen integer, the_question text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'data_protection_officer' THEN RETURN false; END IF;
  UPDATE public.data_requests_datadecision
    SET confirmed_by_id = CASE WHEN the_question = '' THEN sec.post() END, sent_back = left(the_question, 300), version = version + 1
    WHERE id = the_decision AND version = seen AND decision <> 'give' AND organisation_id = sec.organisation();
  RETURN FOUND;
END $$;
"""

KEEPING = """
DROP TRIGGER IF EXISTS keep_author ON public.data_requests_datarequest;
CREATE TRIGGER keep_author BEFORE UPDATE ON public.data_requests_datarequest FOR EACH ROW EXECUTE FUNCTION sec.keep_author();

-- A decision that is changed waits for the officer again, whatever the application claims.
CREATE OR REPLACE FUNCTION sec.decide_again() RETURNS trigger LANGUAGE plpgsql SET search_path = '' AS $$
BEGIN
  IF current_user = 'palier_app' THEN NEW.confirmed_by_id := NULL; NEW.sent_back := ''; END IF;
  RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS decide_again ON public.data_requests_datadecision;
CREATE TRIGGER decide_again BEFORE INSERT OR UPDATE ON public.data_requests_datadecision
  FOR EACH ROW EXECUTE FUNCTION sec.decide_again();

-- An answered request goes after the day written on it, with its decisions and their history (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_data_requests() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; parts uuid[];
BEGIN
  gone := ARRAY(SELECT id FROM public.data_requests_datarequest WHERE ends_on < sec.today()
    AND NOT sec.is_held(subject_id, concerns));
  parts := ARRAY(SELECT id FROM public.data_requests_datadecision WHERE data_request_id = ANY (gone));
  DELETE FROM public.data_requests_datadecision WHERE id = ANY (parts);
  DELETE FROM public.data_requests_datarequest WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || parts);
  RETURN cardinality(gone);
END $$;
"""

REQUEST, DECISION = "data_requests_datarequest", "data_requests_datadecision"
# Of a request that one reads: its own policy asks for a place in the team of that inbox.
OF_MY_REQUEST = f"""decided_by_id = {ME} AND EXISTS (SELECT 1 FROM data_requests_datarequest d
  WHERE d.id = data_requests_datadecision.data_request_id AND d.subject_id = data_requests_datadecision.subject_id)"""

POLICIES = AppPolicies(
    dependents=(("data_requests_datadecision", "item"),),
    endings=(Ending("data_requests_datarequest", "data_request", "t.ends_on"),),
    functions=(ASKING, OFFICER, KEEPING),
    executes=(
        ("ask_about_data(uuid, uuid, text, text)", "palier_app"),
        ("my_data_requests()", "palier_app"),
        ("kept_back()", "palier_app"),
        ("confirm_kept_back(uuid, integer, text)", "palier_app"),
        ("erase_data_requests()", "palier_job"),
    ),
    tables=(
        Table(
            REQUEST,
            (
                Policy("org_wall", "ALL", MINE, restrictive=True),
                Policy("data_request_read", "SELECT", in_the_team(REQUEST)),
                Policy("data_request_answer", "UPDATE", in_the_team(REQUEST), in_the_team(REQUEST)),
            ),
            grants=(
                "SELECT TO palier_app",
                "UPDATE (state, answer, answered_on, handed, ends_on, version) TO palier_app",
            ),
        ),
        Table(
            DECISION,
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("data_decision_read", "SELECT", in_the_team(DECISION)),
                Policy("data_decision_add", "INSERT", check=OF_MY_REQUEST),
                Policy("data_decision_change", "UPDATE", in_the_team(DECISION), OF_MY_REQUEST),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (decision, words, motive, reason, decided_by_id, decided_at, version) TO palier_app",
            ),
        ),
    ),
)
