"""Row policies of safety instructions, and the closed functions by which they are read at a door, made, agreed and ended.

Two workers make one (P23): the application's role may neither add nor change a row, so what they must do is said once.
"""

from palier.access.conditions import ME, MINE, NOW
from palier.access.lock import AppPolicies, Crossing, Policy, Table
from palier.access.rules import AGREED_WITHIN
from palier.registry.people.policies import READERS, SOCIAL
from palier.registry.safety.rules import LASTS_DAYS

WITHIN = f"interval '{AGREED_WITHIN.days} days'"
IN_FORCE = """s.agreed_at IS NOT NULL AND s.ended_early_on IS NULL AND sec.today() BETWEEN s.starts AND s.ends"""

AT_THE_DOOR = (
    """
-- Is this household's address protected (P11)? As the door shows it, to who reads doors.
CREATE OR REPLACE FUNCTION sec.address_is_hidden(the_household uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM sec.hidden_addresses(ARRAY[the_household]))
    OR EXISTS (SELECT 1 FROM public.housing_lease l WHERE l.household_id = the_household AND l.protected
      AND l.organisation_id = sec.organisation() AND (l.ends IS NULL OR l.ends >= sec.today()))
$$;

-- What to do at these doors, and until when, for everybody who knows doors (D12): agreed, in force, and not where an address
-- is protected. Which instruction it is and with whom it was agreed, only for who looks after the household: a name that is
-- not its assigned worker's would tell of a file (P1).
CREATE OR REPLACE FUNCTION sec.safety_at(households uuid[])
RETURNS TABLE (household uuid, what text[], spoken text, ends date, instruction uuid, version integer, agreed_with text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT s.household_id, s.what::text[], s.language, s.ends, CASE WHEN n.near THEN s.id END,
    CASE WHEN n.near THEN s.version END, CASE WHEN n.near THEN m.first_name || ' ' || m.last_name END
  FROM public.safety_safetyinstruction s
  JOIN public.organisations_post p ON p.id = s.asked_of_id JOIN public.organisations_staffmember m ON m.id = p.staff_id
  CROSS JOIN LATERAL (SELECT SOCIAL AND sec.looks_after(s.household_id) AS near) n
  WHERE s.household_id = ANY (households) AND s.organisation_id = (SELECT sec.organisation()) AND READERS
    AND IN_FORCE AND (NOT sec.address_is_hidden(s.household_id) OR sec.is_assigned_worker(s.household_id))
  ORDER BY s.ends, s.id
$$;

-- How many stand today that workers of her service proposed: the head reads a number, nothing else (P23).
CREATE OR REPLACE FUNCTION sec.safety_count() RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT count(*) FROM public.safety_safetyinstruction s JOIN public.organisations_post p ON p.id = s.proposed_by_id
  WHERE (SELECT sec.role()) = 'head_of_service' AND p.service_id = (SELECT sec.service()) AND IN_FORCE
$$;
""".replace("READERS", READERS)
    .replace("SOCIAL", SOCIAL)
    .replace("IN_FORCE", IN_FORCE)
)

BY_TWO = (
    """
-- May this colleague be asked to agree? Another person, not another post of hers, of the social service of the house.
CREATE OR REPLACE FUNCTION sec.may_agree_on_safety(the_colleague uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.organisations_post c JOIN public.organisations_service v ON v.id = c.service_id
    JOIN public.organisations_post m ON m.id = sec.post() AND m.staff_id <> c.staff_id
    WHERE c.id = the_colleague AND c.role = 'social_worker' AND v.kind = 'social' AND c.valid @> sec.today()
      AND c.organisation_id = sec.organisation())
$$;

-- Proposed by who looks after the household, with the fact behind it. 'made'; 'same' when her words are those of an earlier
-- instruction of hers for this household: it is renewed by a new fact only; nothing when it is not hers to propose.
CREATE OR REPLACE FUNCTION sec.propose_safety(the_id uuid, the_household uuid, the_what text[], the_language text,
  the_colleague uuid, until date, told date, later text, fact text, fact_day date) RETURNS text
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE today date := sec.today();
BEGIN
  IF (SOCIAL AND sec.looks_after(the_household) AND sec.may_agree_on_safety(the_colleague)
      AND until BETWEEN today AND today + LASTS AND fact_day <= today AND coalesce(told, today) <= today
      AND btrim(fact) <> '') IS NOT TRUE THEN RETURN NULL; END IF;
  IF EXISTS (SELECT 1 FROM public.safety_safetyground g JOIN public.safety_safetyinstruction s ON s.id = g.instruction_id
      JOIN public.organisations_post a ON a.id = g.author_id JOIN public.organisations_post m ON m.id = sec.post()
      WHERE s.household_id = the_household AND a.staff_id = m.staff_id
        AND lower(regexp_replace(g.text, '\\s+', '', 'g')) = lower(regexp_replace(fact, '\\s+', '', 'g')))
  THEN RETURN 'same'; END IF;
  INSERT INTO public.safety_safetyinstruction (id, organisation_id, household_id, what, language, proposed_by_id, asked_of_id,
      proposed_at, starts, ends, told_on, told_later)
    VALUES (the_id, sec.organisation(), the_household, the_what, the_language, sec.post(), the_colleague, sec.now(), today,
      until, told, later);
  INSERT INTO public.safety_safetyground (id, organisation_id, instruction_id, author_id, text, day)
    VALUES (gen_random_uuid(), sec.organisation(), the_id, sec.post(), btrim(fact), fact_day);
  RETURN 'made';
END $$;

-- The colleague who was asked says yes, within seven days: it stands from today on, until the day that was proposed.
CREATE OR REPLACE FUNCTION sec.agree_safety(the_id uuid, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.safety_safetyinstruction s SET agreed_at = sec.now(), starts = sec.today(), version = s.version + 1
  WHERE s.id = the_id AND s.version = seen AND s.organisation_id = sec.organisation() AND s.asked_of_id = sec.post()
    AND sec.role() = 'social_worker' AND s.agreed_at IS NULL AND s.ended_early_on IS NULL
    AND s.proposed_at > sec.now() - WITHIN AND s.ends >= sec.today()
    AND (SELECT p.staff_id FROM public.organisations_post p WHERE p.id = s.proposed_by_id)
      <> (SELECT p.staff_id FROM public.organisations_post p WHERE p.id = sec.post());
  RETURN FOUND;
END $$;

-- Ended before its day by who looks after the household; a proposal is taken back by who made it.
CREATE OR REPLACE FUNCTION sec.end_safety(the_id uuid, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.safety_safetyinstruction s SET ended_early_on = sec.today(), version = s.version + 1
  WHERE s.id = the_id AND s.version = seen AND s.organisation_id = sec.organisation() AND s.ended_early_on IS NULL AND SOCIAL
    AND CASE WHEN s.agreed_at IS NULL THEN s.proposed_by_id = sec.post() ELSE sec.looks_after(s.household_id) END;
  RETURN FOUND;
END $$;

-- The person was told, once danger allowed it (P6).
CREATE OR REPLACE FUNCTION sec.tell_safety(the_id uuid, told date, seen integer) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.safety_safetyinstruction s SET told_on = told, told_later = '', version = s.version + 1
  WHERE s.id = the_id AND s.version = seen AND s.organisation_id = sec.organisation() AND s.told_on IS NULL AND SOCIAL
    AND told <= sec.today() AND s.ended_early_on IS NULL
    AND (s.proposed_by_id = sec.post() OR (s.agreed_at IS NOT NULL AND sec.looks_after(s.household_id)));
  RETURN FOUND;
END $$;
""".replace("SOCIAL", SOCIAL)
    .replace("LASTS", str(LASTS_DAYS))
    .replace("WITHIN", WITHIN)
)

ERASING = f"""
-- What was not agreed in time is gone; what stood goes at its term after its last day; each with its ground and its history.
-- Returns how many instructions went.
CREATE OR REPLACE FUNCTION sec.erase_safety() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; grounds uuid[];
BEGIN
  gone := ARRAY(SELECT s.id FROM public.safety_safetyinstruction s
    JOIN sec.terms_of('safety') t USING (organisation_id)
    CROSS JOIN LATERAL (SELECT least(s.ends, coalesce(s.ended_early_on, s.ends)) AS last_day) l
    WHERE NOT sec.is_held(NULL, sec.persons_of(s.household_id)) AND ((s.agreed_at IS NULL AND (s.ended_early_on IS NOT NULL OR s.proposed_at <= sec.now() - {WITHIN}))
      OR (s.agreed_at IS NOT NULL AND l.last_day + t.term < sec.today())));
  grounds := ARRAY(SELECT id FROM public.safety_safetyground WHERE instruction_id = ANY (gone));
  DELETE FROM public.safety_safetyground WHERE id = ANY (grounds);
  DELETE FROM public.safety_safetyinstruction WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || grounds);
  RETURN cardinality(gone);
END $$;
"""

# Before a colleague has agreed, the two of them; from then on, who looks after the household too.
BETWEEN_TWO = f"(proposed_by_id = {ME} OR asked_of_id = {ME})"
NEAR = f"{SOCIAL} AND ({BETWEEN_TWO} OR (agreed_at IS NOT NULL AND sec.looks_after(household_id)))"
NOT_GONE = f"(agreed_at IS NOT NULL OR proposed_at > {NOW} - {WITHIN})"

POLICIES = AppPolicies(
    crossings=(Crossing("safety", "safety_safetyinstruction", "t.agreed_at", "'all_services'"),),
    functions=(AT_THE_DOOR, BY_TWO, ERASING),
    executes=(
        ("address_is_hidden(uuid)", "palier_app"),
        ("safety_at(uuid[])", "palier_app"),
        ("safety_count()", "palier_app"),
        ("propose_safety(uuid, uuid, text[], text, uuid, date, date, text, text, date)", "palier_app"),
        ("agree_safety(uuid, integer)", "palier_app"),
        ("end_safety(uuid, integer)", "palier_app"),
        ("tell_safety(uuid, date, integer)", "palier_app"),
        ("erase_safety()", "palier_job"),
    ),
    tables=(
        Table(
            "safety_safetyinstruction",
            (
                Policy("org_wall", "SELECT", MINE, restrictive=True),
                Policy("safety_not_gone", "SELECT", NOT_GONE, restrictive=True),
                Policy("safety_read", "SELECT", NEAR),
            ),
            grants=("SELECT TO palier_app",),
        ),
        Table(
            "safety_safetyground",
            (
                Policy("org_wall", "SELECT", MINE, restrictive=True),
                Policy("safety_ground_read", "SELECT", f"author_id = {ME}"),
            ),
            grants=("SELECT TO palier_app",),
        ),
    ),
)
