"""Requests for support: nobody reads or writes the rows; closed functions give each side its own (P19)."""

from palier.access.lock import AppPolicies, Ending, Policy, Table

ASKING = """
-- The cells there are: organisations in which somebody works as a support-cell worker today.
CREATE OR REPLACE FUNCTION sec.support_cells() RETURNS TABLE (id uuid, name_fr text, name_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT o.id, o.name_fr::text, o.name_nl::text FROM public.organisations_organisation o
  WHERE sec.role() = 'social_worker' AND EXISTS (SELECT 1 FROM public.organisations_post p
    WHERE p.organisation_id = o.id AND p.role = 'support_cell_worker' AND p.valid @> sec.today())
  ORDER BY o.name_fr, o.id
$$;

-- A social worker asks: the copy goes to the cell, who asked and about whom stays here. A household only when it is hers.
CREATE OR REPLACE FUNCTION sec.ask_for_support(the_asking uuid, the_request uuid, the_cell uuid, the_household uuid,
  the_situation text, the_triggers text[], the_text text, the_tried text, the_no_demand boolean, the_answer_by date,
  the_fears text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'social_worker' OR NOT EXISTS (SELECT 1 FROM sec.support_cells() c WHERE c.id = the_cell)
    OR (the_household IS NOT NULL AND NOT sec.looks_after(the_household)) THEN RETURN false; END IF;
  INSERT INTO public.support_requests_supportrequest (id, organisation_id, origin, situation, triggers, text, tried, no_demand,
    received_on, answer_by, state, first_discipline, second_discipline, version)
  SELECT the_request, the_cell, o.kind, the_situation, the_triggers, the_text, the_tried, the_no_demand, sec.today(),
    the_answer_by, 'received', '', '', 1 FROM public.organisations_organisation o WHERE o.id = sec.organisation();
  INSERT INTO public.support_requests_asking (id, organisation_id, author_id, household_id, request_id, fears, asked_on)
  VALUES (the_asking, sec.organisation(), sec.post(), the_household, the_request, the_fears, sec.today());
  RETURN true;
END $$;

-- What I asked, and where it stands: for its author alone, in the post in which she asked.
CREATE OR REPLACE FUNCTION sec.my_support_requests() RETURNS TABLE (id uuid, request uuid, household uuid, asked_on date,
  fears text, situation text, text text, tried text, no_demand boolean, answer_by date, state text, first_discipline text,
  second_discipline text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT a.id, a.request_id, a.household_id, a.asked_on, a.fears, r.situation::text, r.text, r.tried, r.no_demand, r.answer_by,
    r.state::text, r.first_discipline::text, r.second_discipline::text
  FROM public.support_requests_asking a JOIN public.support_requests_supportrequest r ON r.id = a.request_id
  WHERE a.author_id = sec.post() AND sec.role() = 'social_worker' ORDER BY a.asked_on DESC, a.id DESC
$$;

-- What she fears goes when she says so; no former state of it is kept anywhere.
CREATE OR REPLACE FUNCTION sec.forget_fears(the_asking uuid) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (UPDATE public.support_requests_asking a SET fears = ''
    WHERE a.id = the_asking AND a.author_id = sec.post() RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM gone)
$$;
"""

CELL = """
-- The queue of one's own cell. Nothing here leads to who asked.
CREATE OR REPLACE FUNCTION sec.support_queue() RETURNS TABLE (id uuid, origin text, situation text, triggers text[], text text,
  tried text, no_demand boolean, received_on date, answer_by date, state text, first text, first_discipline text, second text,
  second_discipline text, version integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT r.id, r.origin::text, r.situation::text, r.triggers::text[], r.text, r.tried, r.no_demand, r.received_on, r.answer_by,
    r.state::text, sec.support_worker(r.first_id), r.first_discipline::text, sec.support_worker(r.second_id),
    r.second_discipline::text, r.version
  FROM public.support_requests_supportrequest r
  WHERE r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
  ORDER BY r.state = 'closed', r.answer_by, r.id
$$;

-- May this post be of the pair? A worker of this cell today, who has no post in the house that asks: a request is never
-- routed to a pair member's own company (P19).
CREATE OR REPLACE FUNCTION sec.may_pair(the_request uuid, the_post uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post p
    JOIN public.support_requests_supportrequest r ON r.id = the_request AND r.organisation_id = p.organisation_id
    WHERE p.id = the_post AND p.role = 'support_cell_worker' AND p.valid @> sec.today()
      AND NOT EXISTS (SELECT 1 FROM public.organisations_post other
        JOIN public.support_requests_asking a ON a.request_id = r.id AND a.organisation_id = other.organisation_id
        WHERE other.staff_id = p.staff_id AND other.id <> p.id AND other.valid @> sec.today())
      AND NOT EXISTS (SELECT 1 FROM public.organisations_staffmember m
        JOIN public.support_requests_asking a ON a.request_id = r.id AND a.organisation_id = m.employer_id
        WHERE m.id = p.staff_id AND m.employer_id <> p.organisation_id))
$$;

-- Who may be of the pair of one request, for the workers of its cell.
CREATE OR REPLACE FUNCTION sec.support_colleagues(the_request uuid) RETURNS TABLE (post uuid, name text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id, sec.support_worker(p.id) FROM public.organisations_post p
  WHERE p.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker' AND sec.may_pair(the_request, p.id)
  ORDER BY 2, 1
$$;

CREATE OR REPLACE FUNCTION sec.name_support_pair(the_request uuid, the_first uuid, first_as text, the_second uuid,
  second_as text, the_version integer) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE found public.support_requests_supportrequest;
BEGIN
  SELECT * INTO found FROM public.support_requests_supportrequest r WHERE r.id = the_request
    AND r.organisation_id = sec.organisation() AND r.state <> 'closed' FOR UPDATE;
  IF found.id IS NULL OR sec.role() IS DISTINCT FROM 'support_cell_worker' THEN RETURN 'refused'; END IF;
  IF NOT sec.may_pair(the_request, the_first) OR NOT sec.may_pair(the_request, the_second) OR the_first = the_second
    OR first_as = second_as THEN RETURN 'refused'; END IF;
  IF found.version <> the_version THEN RETURN 'changed'; END IF;
  UPDATE public.support_requests_supportrequest SET first_id = the_first, first_discipline = first_as, second_id = the_second,
    second_discipline = second_as, state = 'pair_named', named_on = sec.today(), version = version + 1 WHERE id = the_request;
  RETURN 'named';
END $$;

CREATE OR REPLACE FUNCTION sec.close_support_request(the_request uuid, the_version integer) RETURNS boolean
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH done AS (UPDATE public.support_requests_supportrequest r SET state = 'closed', closed_on = sec.today(), version = version + 1
    WHERE r.id = the_request AND r.organisation_id = sec.organisation() AND sec.role() = 'support_cell_worker'
      AND r.state <> 'closed' AND r.version = the_version RETURNING 1)
  SELECT EXISTS (SELECT 1 FROM done)
$$;
"""

NAMING = """
CREATE OR REPLACE FUNCTION sec.support_worker(the_post uuid) RETURNS text
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT m.first_name || ' ' || m.last_name FROM public.organisations_post p
  JOIN public.organisations_staffmember m ON m.id = p.staff_id
  WHERE p.id = the_post AND p.role = 'support_cell_worker' AND p.organisation_id = sec.organisation()
$$;
"""

ERASING = """
-- Both sides go at the term of the cell after the request is closed; a number stays.
CREATE OR REPLACE FUNCTION sec.erase_support_requests() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT r.id FROM public.support_requests_supportrequest r
    JOIN sec.terms_of('support_request') t USING (organisation_id)
    JOIN public.support_requests_asking a ON a.request_id = r.id
    WHERE r.closed_on + t.term < sec.today()
      AND (a.household_id IS NULL OR NOT sec.is_held(NULL, sec.persons_of(a.household_id))));
  PERFORM sec.keep_count(r.organisation_id, r.closed_on, 'support_request', r.origin, count(*))
    FROM public.support_requests_supportrequest r WHERE r.id = ANY (gone) GROUP BY r.organisation_id, r.closed_on, r.origin;
  DELETE FROM public.support_requests_asking WHERE request_id = ANY (gone);
  DELETE FROM public.support_requests_supportrequest WHERE id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

POLICIES = AppPolicies(
    endings=(
        Ending(
            "support_requests_supportrequest",
            "support_request",
            "(t.closed_on + {term})::date",
            only="t.closed_on IS NOT NULL",
            household=None,
        ),
    ),
    functions=(NAMING, ASKING, CELL, ERASING),
    executes=(
        ("support_cells()", "palier_app"),
        (
            "ask_for_support(uuid, uuid, uuid, uuid, text, text[], text, text, boolean, date, text)",
            "palier_app",
        ),
        ("my_support_requests()", "palier_app"),
        ("forget_fears(uuid)", "palier_app"),
        ("support_queue()", "palier_app"),
        ("support_colleagues(uuid)", "palier_app"),
        ("name_support_pair(uuid, uuid, text, uuid, text, integer)", "palier_app"),
        ("close_support_request(uuid, integer)", "palier_app"),
        ("erase_support_requests()", "palier_job"),
    ),
    tables=(
        Table(
            "support_requests_supportrequest",
            (Policy("support_request_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
        Table(
            "support_requests_asking",
            (Policy("support_asking_of_nobody", "SELECT", "false"),),
            grants=(),
            history=False,
        ),
    ),
)
