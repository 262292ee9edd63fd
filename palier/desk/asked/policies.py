"""That the service was asked: written by one function, told as numbers by another, read by nobody."""

from palier.access.lock import AppPolicies, Policy, Table

FUNCTIONS = """
-- One line: today, the kind of asker, the service of who was asked. Not who she is, nor about whom (P40).
CREATE OR REPLACE FUNCTION sec.note_asked(the_id uuid, the_asker text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.post() IS NULL OR sec.role() NOT IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers',
      'front_desk', 'technical', 'proximity_agent', 'collective_social_worker',
      'data_protection_officer') THEN RETURN false; END IF;
  INSERT INTO public.asked_asked (id, organisation_id, service_id, asker, day)
  VALUES (the_id, sec.organisation(), sec.service(), the_asker, sec.today());
  RETURN true;
END $$;

-- How often in each month, by kind of asker, in one's own company; under five stays closed (P1, D35).
CREATE OR REPLACE FUNCTION sec.asked_counts() RETURNS TABLE (month date, asker text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT date_trunc('month', a.day)::date, a.asker, CASE WHEN count(*) >= 5 THEN count(*) END FROM public.asked_asked a
  WHERE a.organisation_id = sec.organisation() AND sec.role() IN ('data_protection_officer', 'head_of_service')
  GROUP BY 1, 2 ORDER BY 1 DESC, 2
$$;

CREATE OR REPLACE FUNCTION sec.erase_asked() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.asked_asked a USING sec.terms_of('asked') t
    WHERE t.organisation_id = a.organisation_id AND a.day + t.term < sec.today() RETURNING a.id)
  SELECT count(*) FROM gone
$$;
"""

POLICIES = AppPolicies(
    functions=(FUNCTIONS,),
    executes=(
        ("note_asked(uuid, text)", "palier_app"),
        ("asked_counts()", "palier_app"),
        ("erase_asked()", "palier_job"),
    ),
    tables=(Table("asked_asked", (Policy("asked_of_nobody", "SELECT", "false"),), grants=(), history=False),),
)
