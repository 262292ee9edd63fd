"""Row policies of interventions: the agents of the company, and who asks without reading anything back (P22)."""

from palier.access.conditions import ME, MINE
from palier.access.lock import AppPolicies, Ending, Policy, Table
from palier.fieldwork.interventions.policies import door

AGENT = "(SELECT sec.role()) = 'proximity_agent'"
ASKS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'front_desk',
  'technical', 'proximity_agent', 'collective_social_worker')"""
# The door of a dwelling is named to go along with a colleague, by who may know that door, and for nothing else (P22).
DOOR_TO_GO_ALONG = """EXISTS (SELECT 1 FROM housing_dwelling d JOIN interventions_motive m ON m.code = 'accompaniment'
    WHERE d.id = interventions_intervention.dwelling_id AND d.building_id = interventions_intervention.place_id
      AND m.id = interventions_intervention.motive_id)"""
# Somebody of the house asks in her own name, for now, of her own company's places.
ASKED = f"""{ASKS} AND author_id = {ME} AND state = 'waiting' AND sentence = '' AND joined_to_id IS NULL
  AND received_at <= greatest((SELECT sec.now()), statement_timestamp())
  AND EXISTS (SELECT 1 FROM organisations_place p
    WHERE p.id = interventions_intervention.place_id AND p.organisation_id = (SELECT sec.organisation()))
  AND ({AGENT} OR origin <> 'agent')
  AND (dwelling_id IS NULL OR {DOOR_TO_GO_ALONG})"""

MINE_ASKED = """
-- What I asked of the agents in the last twelve months: the day, for what, where, how far it is, and the sentence that was told.
-- A request that was joined to another is told by it. Nothing of what was seen (P22).
CREATE OR REPLACE FUNCTION sec.my_passages() RETURNS TABLE (id uuid, asked_on date, motive_fr text, motive_nl text, place_fr text,
  place_nl text, state text, sentence text, told_on date)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT i.id, (i.received_at AT TIME ZONE 'Europe/Brussels')::date, m.name_fr, m.name_nl, p.name_fr, p.name_nl,
    coalesce(j.state, i.state), coalesce(j.sentence, i.sentence), coalesce(j.told_on, i.told_on)
  FROM public.interventions_intervention i
  JOIN public.interventions_motive m ON m.id = i.motive_id
  JOIN public.organisations_place p ON p.id = i.place_id
  LEFT JOIN public.interventions_intervention j ON j.id = i.joined_to_id
  WHERE i.author_id = sec.post() AND i.organisation_id = sec.organisation() AND i.origin <> 'agent'
    AND i.received_at > sec.now() - interval '12 months'
  ORDER BY i.received_at DESC, i.id LIMIT 100
$$;

-- Who asked says that it is not solved.
CREATE OR REPLACE FUNCTION sec.open_passage_again(the_id uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.interventions_intervention i SET state = 'waiting', reopened_on = sec.today(), sentence = '', told_on = NULL,
    version = i.version + 1
  WHERE i.id = (SELECT coalesce(x.joined_to_id, x.id) FROM public.interventions_intervention x
      WHERE x.id = the_id AND x.author_id = sec.post() AND x.organisation_id = sec.organisation())
    AND i.state = 'told';
  RETURN FOUND;
END $$;
"""

ENDING = """
-- Who asked goes thirty days after she was told; an intervention twelve months after it was asked, with its visits and whatever
-- was joined to it. A number by motive stays (P22, P39). What is held stays. How many went.
CREATE OR REPLACE FUNCTION sec.erase_interventions() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[]; askers uuid[]; visits uuid[];
BEGIN
  gone := ARRAY(SELECT i.id FROM public.interventions_intervention i JOIN sec.terms_of('intervention') t USING (organisation_id)
    WHERE i.received_at + t.term < sec.now() AND NOT EXISTS (SELECT 1 FROM public.interventions_asker a
      WHERE a.intervention_id = i.id AND sec.is_held(NULL, array_remove(sec.persons_of(a.household_id) || a.person_id, NULL))));
  gone := ARRAY(SELECT i.id FROM public.interventions_intervention i WHERE i.id = ANY (gone)
    AND NOT EXISTS (SELECT 1 FROM public.interventions_intervention x WHERE x.joined_to_id = i.id AND x.id <> ALL (gone)));
  askers := ARRAY(SELECT a.id FROM public.interventions_asker a
    JOIN public.interventions_intervention i ON i.id = a.intervention_id
    LEFT JOIN public.interventions_intervention j ON j.id = i.joined_to_id
    JOIN sec.terms_of('asker') t ON t.organisation_id = a.organisation_id
    WHERE a.intervention_id = ANY (gone) OR (coalesce(j.state, i.state) = 'told'
      AND coalesce(j.told_on, i.told_on) + t.term < sec.today()
      AND NOT sec.is_held(NULL, array_remove(sec.persons_of(a.household_id) || a.person_id, NULL))));
  visits := ARRAY(SELECT v.id FROM public.interventions_visit v WHERE v.intervention_id = ANY (gone));
  PERFORM sec.keep_count(i.organisation_id, i.received_at::date, 'intervention', m.code, count(*))
    FROM public.interventions_intervention i JOIN public.interventions_motive m ON m.id = i.motive_id
    WHERE i.id = ANY (gone) GROUP BY i.organisation_id, i.received_at::date, m.code;
  DELETE FROM public.interventions_asker WHERE id = ANY (askers);
  DELETE FROM public.interventions_visit WHERE id = ANY (visits);
  DELETE FROM public.interventions_intervention WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone || askers || visits);
  RETURN cardinality(gone) + cardinality(askers);
END $$;

-- Of these photos, those that still lie with a visit: what lies on the disk without one is swept away.
CREATE OR REPLACE FUNCTION sec.visit_photos_there(ids uuid[]) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p FROM public.interventions_visit v, unnest(v.photos) p WHERE p = ANY (ids)
$$;
"""

POLICIES = AppPolicies(
    tables=(
        Table(
            "interventions_motive",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("motive_read", "SELECT", ASKS),
                Policy("motive_add", "INSERT", check=AGENT),
                Policy("motive_change", "UPDATE", AGENT, AGENT),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (name_fr, name_nl, importance, hours, minutes, by_two, delicate, for_tenants, answer_fr,"
                " answer_nl, ended_on, version) TO palier_app",
            ),
        ),
        Table(
            "interventions_intervention",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("intervention_read", "SELECT", AGENT),
                Policy("intervention_ask", "INSERT", check=ASKED),
                Policy("intervention_change", "UPDATE", AGENT, AGENT),
            ),
            grants=(
                "SELECT, INSERT TO palier_app",
                "UPDATE (state, importance, delicate, by_two, joined_to_id, sentence, told_on, version) TO palier_app",
            ),
        ),
        Table(
            "interventions_asker",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("asker_read", "SELECT", AGENT),
                Policy(
                    "asker_add",
                    "INSERT",
                    check=f"""{ASKS} AND person_id IS NULL AND ({AGENT} OR sec.asked_it(intervention_id))""",
                ),
            ),
            grants=("SELECT, INSERT TO palier_app",),
        ),
        Table(
            "interventions_visit",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("visit_read", "SELECT", AGENT),
                Policy("visit_add", "INSERT", check=f"{AGENT} AND agent_id = {ME}"),
                Policy("visit_photos", "UPDATE", f"{AGENT} AND agent_id = {ME}", f"{AGENT} AND agent_id = {ME}"),
            ),
            # Written once; a later one corrects it. Its photos arrive after it, and one can be taken away.
            grants=("SELECT, INSERT TO palier_app", "UPDATE (photos) TO palier_app"),
        ),
    ),
    endings=(
        Ending("interventions_intervention", "intervention", "(t.received_at + {term})::date", household=None),
        Ending(
            "interventions_asker",
            "asker",
            "(SELECT (i.told_on + {term})::date FROM public.interventions_intervention i"
            " WHERE i.id = t.intervention_id)",
        ),
    ),
    functions=(
        MINE_ASKED,
        ENDING,
        """
-- Did I ask for this passage, just now? So that who asked can be noted with it, and read back by nobody.
CREATE OR REPLACE FUNCTION sec.asked_it(the_id uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.interventions_intervention i
    WHERE i.id = the_id AND i.author_id = sec.post() AND i.state = 'waiting'
      AND i.received_at > sec.now() - interval '1 hour')
$$;
""",
        *door.FUNCTIONS,
    ),
    executes=(
        *door.EXECUTES,
        ("asked_it(uuid)", "palier_app"),
        ("my_passages()", "palier_app"),
        ("open_passage_again(uuid)", "palier_app"),
        ("erase_interventions()", "palier_job"),
        ("visit_photos_there(uuid[])", "palier_job"),
    ),
)
