"""Row policies of doubles, and the closed functions by which a pair is read and told apart.

Who keeps the register reads pairs: the administrator who sends its files, for the whole company, and the worker who looks
after the place of one of the two. Both see what the landlord's file declares and nothing else: no function here looks at a
file, an item or a team.
"""

from palier.access.conditions import MINE
from palier.access.lock import AppPolicies, Policy, Table
from palier.registry.doubles.policies.finding import FINDING
from palier.registry.doubles.policies.merging import MERGING

READING = """
-- Is one of the two declared in a household that the person asking looks after, by its place (D12)?
CREATE OR REPLACE FUNCTION sec.keeps_one_of(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.people_householdmember m WHERE m.person_id IN (one, other)
    AND m.organisation_id = sec.organisation() AND m.valid @> sec.today() AND sec.is_assigned_worker(m.household_id))
$$;

-- Is she asked whether these two are one? Somebody without a household today is asked of who looked after her last.
CREATE OR REPLACE FUNCTION sec.asked_to_merge(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT EXISTS (SELECT 1 FROM public.doubles_merging m WHERE m.kept_id IN (one, other) AND m.merged_id IN (one, other)
    AND m.organisation_id = sec.organisation() AND sec.merging_stands(m.proposed_at, m.merged_at)
    AND (sec.stands_for(m.asked_kept_id) OR sec.stands_for(m.asked_merged_id)))
$$;

-- May the person asking read this pair?
CREATE OR REPLACE FUNCTION sec.reads_pair(one uuid, other uuid) RETURNS boolean
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT coalesce(CASE sec.role() WHEN 'organisation_admin' THEN true
      WHEN 'social_worker' THEN sec.keeps_one_of(one, other) OR sec.asked_to_merge(one, other) END, false)
    AND NOT sec.in_no_pair(one) AND NOT sec.in_no_pair(other)
$$;

-- The pairs there are to look at, the likeliest first; one more than asked for tells that there are others. A worker's own
-- households are found once, not for each pair.
CREATE OR REPLACE FUNCTION sec.pairs_to_look_at(at_most integer) RETURNS TABLE (pair uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH open_ones AS MATERIALIZED (SELECT p.id, p.one_id, p.other_id, p.score FROM public.doubles_doublepair p
    WHERE p.organisation_id = (SELECT sec.organisation()) AND p.state = 'open'
      AND NOT EXISTS (SELECT 1 FROM public.doubles_merging m WHERE m.pair_id = p.id
        AND sec.merging_stands(m.proposed_at, m.merged_at))),
  households AS MATERIALIZED (SELECT DISTINCT m.household_id FROM public.people_householdmember m
    WHERE (SELECT sec.role()) = 'social_worker' AND m.valid @> (SELECT sec.today())
      AND m.person_id IN (SELECT o.one_id FROM open_ones o UNION SELECT o.other_id FROM open_ones o)),
  mine AS MATERIALIZED (SELECT m.person_id FROM public.people_householdmember m
    JOIN sec.assigned_workers(ARRAY(SELECT h.household_id FROM households h)) w ON w.household = m.household_id
    WHERE m.valid @> (SELECT sec.today()) AND (w.post = (SELECT sec.post()) OR EXISTS (
      SELECT 1 FROM public.organisations_replacement r WHERE r.absent_id = w.post AND r.covering_id = (SELECT sec.post())
        AND r.valid @> (SELECT sec.today()))))
  SELECT o.id FROM open_ones o
  WHERE ((SELECT sec.role()) = 'organisation_admin' OR o.one_id IN (SELECT m.person_id FROM mine m)
      OR o.other_id IN (SELECT m.person_id FROM mine m))
    AND NOT sec.in_no_pair(o.one_id) AND NOT sec.in_no_pair(o.other_id)
  ORDER BY o.score DESC, o.id LIMIT least(at_most, 101)
$$;

-- The two lines of these pairs, side by side: what the landlord's file declares. A telephone that is withheld is nobody's
-- (P10). `incomes` and `spoken_for` are counts of declared facts.
CREATE OR REPLACE FUNCTION sec.lines_of_pairs(pairs uuid[])
RETURNS TABLE (pair uuid, person uuid, number text, last_name text, first_name text, born date, sex text, language text,
  phone text, email text, changed_at timestamptz, households bigint, incomes bigint, spoken_for bigint, household uuid,
  label text, role text, street_fr text, street_nl text, house text, box text, postcode text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT d.id, p.id, p.source_id, p.last_name, p.first_name, p.born, p.sex, p.language, coalesce(c.phone, ''),
    coalesce(c.email, ''), p.changed_at,
    (SELECT count(*) FROM public.people_householdmember m WHERE m.person_id = p.id),
    (SELECT count(*) FROM public.people_nettaxableincome i WHERE i.person_id = p.id),
    (SELECT count(*) FROM public.people_representation r WHERE r.person_id = p.id OR r.representative_id = p.id),
    h.household_id, coalesce(h.label, ''), coalesce(h.role, ''), coalesce(a.street_fr, ''), coalesce(a.street_nl, ''),
    coalesce(a.number, ''), coalesce(a.box, ''), coalesce(a.postcode, '')
  FROM public.doubles_doublepair d JOIN public.people_person p ON p.id IN (d.one_id, d.other_id)
  LEFT JOIN public.people_contactdetails c ON c.person_id = p.id AND NOT c.withheld
  LEFT JOIN LATERAL (SELECT m.household_id, m.role, o.label FROM public.people_householdmember m
    JOIN public.people_household o ON o.id = m.household_id WHERE m.person_id = p.id AND m.valid @> (SELECT sec.today())
    ORDER BY lower(m.valid) DESC, m.id LIMIT 1) h ON true
  LEFT JOIN LATERAL (SELECT b.street_fr, b.street_nl, b.number, w.box, b.postcode FROM public.housing_lease l
    JOIN public.housing_dwelling w ON w.id = l.dwelling_id JOIN public.housing_building b ON b.place_id = w.building_id
    WHERE l.household_id = h.household_id AND NOT l.protected AND l.starts <= (SELECT sec.today())
      AND (l.ends IS NULL OR l.ends >= (SELECT sec.today())) ORDER BY l.starts DESC, l.id LIMIT 1) a ON true
  WHERE d.id = ANY (pairs) AND d.organisation_id = (SELECT sec.organisation()) AND sec.reads_pair(d.one_id, d.other_id)
  ORDER BY d.id, p.id
$$;
"""

TELLING_APART = """
-- Two different people: said once, by who reads the pair, and the pair never comes back.
CREATE OR REPLACE FUNCTION sec.tell_apart(the_pair uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.doubles_doublepair p SET state = 'different', decided_by_id = sec.post(), decided_on = sec.today()
  WHERE p.id = the_pair AND p.organisation_id = sec.organisation() AND p.state = 'open' AND sec.reads_pair(p.one_id, p.other_id);
  IF NOT FOUND THEN RETURN false; END IF;
  DELETE FROM public.doubles_merging m WHERE m.pair_id = the_pair;
  RETURN true;
END $$;
"""

POLICIES = AppPolicies(
    functions=(*FINDING, READING, TELLING_APART, *MERGING),
    executes=(
        ("find_doubles(uuid)", "palier_job"),
        ("in_no_pair(uuid)", "palier_app"),
        ("keeps_one_of(uuid, uuid)", "palier_app"),
        ("reads_pair(uuid, uuid)", "palier_app"),
        ("pairs_to_look_at(integer)", "palier_app"),
        ("lines_of_pairs(uuid[])", "palier_app"),
        ("tell_apart(uuid)", "palier_app"),
        ("asked_to_merge(uuid, uuid)", "palier_app"),
        ("stands_for(uuid)", "palier_app"),
        ("merging_stands(timestamptz, timestamptz)", "palier_app"),
        ("reads_merging(uuid, uuid, uuid, uuid, uuid)", "palier_app"),
        ("propose_merge(uuid, uuid, uuid)", "palier_app"),
        ("agree_merge(uuid)", "palier_app"),
        ("undo_merge(uuid)", "palier_app"),
        ("erase_mergings()", "palier_job"),
    ),
    tables=(
        Table(
            "doubles_doublepair",
            (
                Policy("org_wall", "SELECT", MINE, restrictive=True),
                Policy("pair_read", "SELECT", "sec.reads_pair(one_id, other_id)"),
            ),
            grants=("SELECT TO palier_app",),
            history=False,  # who told two people apart, and when, stands in the row
        ),
        Table(
            "doubles_merging",
            (
                Policy("org_wall", "SELECT", MINE, restrictive=True),
                Policy("merging_stands", "SELECT", "sec.merging_stands(proposed_at, merged_at)", restrictive=True),
                Policy(
                    "merging_read",
                    "SELECT",
                    "sec.reads_merging(proposed_by_id, asked_kept_id, asked_merged_id, kept_id, merged_id)",
                ),
            ),
            grants=("SELECT TO palier_app",),
            history=False,  # who proposed and who agreed stands in the row, and it goes with its term
        ),
        # Nobody's: the round alone looks keys up, and makes them again at any time from the register.
        Table("doubles_doublekey", (Policy("key_of_nobody", "SELECT", "false"),), grants=(), history=False),
    ),
)
