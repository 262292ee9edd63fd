"""The same words to all households of some places: who is reached by which way, what the worker makes, what is told of it.

No role of the application reads a line. Collective workers order, read numbers, and get the sheets that they post.
"""

from palier.access.conditions import MINE
from palier.access.lock import Ending, Policy, Table
from palier.registry.messaging.rules import TRIED_AT_MOST
from palier.registry.messaging.rules.mailings import LETTERS_A_FILE

ORDERS = "(SELECT sec.role()) = 'collective_social_worker'"

REACHING = """
-- How a household is written to, when one writes to all: in the language of who signed the lease, unknown in both (P24). By post;
-- by mail when she asked for mail and a gateway is there; never where an address is protected, or where one way was agreed with her
-- (P10, P11): for those, copies lie at the counter. No row: no lease runs there today.
CREATE OR REPLACE FUNCTION sec.mailing_way(the_household uuid, mail_open boolean)
RETURNS TABLE (language text, channel text, person uuid, dwelling uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE WHEN p.language IN ('fr', 'nl') THEN p.language::text ELSE 'both' END,
    CASE WHEN l.protected OR p.id IS NULL
        OR EXISTS (SELECT 1 FROM public.people_householdmember h JOIN public.people_person q ON q.id = h.person_id
          WHERE h.household_id = the_household AND h.valid @> sec.today() AND q.protected_address)
        OR EXISTS (SELECT 1 FROM public.people_safecontact s WHERE s.person_id = p.id) THEN 'counter'
      WHEN mail_open AND c.reach = 'email' AND c.email <> '' AND NOT c.withheld THEN 'mail'
      ELSE 'letter' END,
    p.id, l.dwelling_id
  FROM public.housing_lease l
  LEFT JOIN LATERAL (SELECT q.* FROM public.people_householdmember h JOIN public.people_person q ON q.id = h.person_id
    WHERE h.household_id = l.household_id AND h.valid @> sec.today() AND h.role IN ('head', 'partner')
      AND (q.born IS NULL OR q.born <= sec.today() - interval '18 years')
    ORDER BY h.role <> 'head', q.id LIMIT 1) p ON true
  LEFT JOIN public.people_contactdetails c ON c.person_id = p.id
  WHERE l.household_id = the_household AND l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
  ORDER BY l.starts DESC, l.id LIMIT 1
$$;

-- The households of these places and of what lies in them, street by street and door by door.
CREATE OR REPLACE FUNCTION sec.households_at(the_organisation uuid, the_places uuid[])
RETURNS TABLE (household uuid, place bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH RECURSIVE down AS (
    SELECT p.id FROM public.organisations_place p WHERE p.id = ANY (the_places) AND p.organisation_id = the_organisation
    UNION SELECT p.id FROM down JOIN public.organisations_place p ON p.parent_id = down.id),
  there AS (
    SELECT DISTINCT ON (l.household_id) l.household_id, b.postcode, b.street_fr, b.number, d.box, d.id
    FROM down JOIN public.housing_building b ON b.place_id = down.id
    JOIN public.housing_dwelling d ON d.building_id = b.place_id AND d.organisation_id = the_organisation
    JOIN public.housing_lease l ON l.dwelling_id = d.id
    WHERE l.starts <= sec.today() AND (l.ends IS NULL OR l.ends >= sec.today())
    ORDER BY l.household_id, l.starts DESC, l.id)
  SELECT t.household_id, row_number() OVER (ORDER BY t.postcode, t.street_fr, substring(t.number from '^[0-9]{1,9}')::integer,
    t.number, substring(t.box from '[0-9]{1,9}')::integer, t.box, t.id) FROM there t
$$;

-- How many households these places have, by language and way, before anything is ordered. Few ones by hand are not told apart.
CREATE OR REPLACE FUNCTION sec.mailing_reaches(the_places uuid[], mail_open boolean)
RETURNS TABLE (language text, channel text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT CASE WHEN w.channel <> 'counter' THEN w.language ELSE '' END, w.channel,
    CASE WHEN w.channel <> 'counter' OR count(*) >= 5 THEN count(*) END
  FROM sec.households_at(sec.organisation(), the_places) h, sec.mailing_way(h.household, mail_open) w
  WHERE sec.role() = 'collective_social_worker' GROUP BY 1, 2 ORDER BY 2, 1
$$;
"""

ORDERING = """
-- The order and a line for each household, in one statement's transaction: all of them or none. False: not hers to order, nobody
-- lives there, or it was ordered already.
CREATE OR REPLACE FUNCTION sec.order_mailing(the_id uuid, the_kind text, the_about uuid, the_places uuid[], the_title_fr text,
  the_body_fr text, the_title_nl text, the_body_nl text, the_day date, the_hour time, mail_open boolean) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  IF sec.role() IS DISTINCT FROM 'collective_social_worker' OR NOT EXISTS (SELECT 1 FROM sec.households_at(sec.organisation(), the_places))
    OR EXISTS (SELECT 1 FROM public.messaging_mailing m WHERE m.about = the_about AND m.kind = the_kind) THEN RETURN false; END IF;
  INSERT INTO public.messaging_mailing (id, organisation_id, kind, about, title_fr, body_fr, title_nl, body_nl, day, hour, ordered_by_id,
    ordered_at, total, kept)
  VALUES (the_id, sec.organisation(), the_kind, the_about, the_title_fr, the_body_fr, the_title_nl, the_body_nl, the_day, the_hour,
    sec.post(), sec.now(), 0, NULL);
  INSERT INTO public.messaging_mailingline (id, organisation_id, mailing_id, household_id, language, channel, place, state, batch, tries,
    due_at, leased_until, sent_at, proof)
  SELECT gen_random_uuid(), sec.organisation(), the_id, h.household, w.language, w.channel, h.place, 'waiting', NULL, 0, sec.now(), NULL,
    NULL, ''
  FROM sec.households_at(sec.organisation(), the_places) h, sec.mailing_way(h.household, mail_open) w;
  UPDATE public.messaging_mailing SET total = (
    SELECT count(*) FILTER (WHERE l.channel <> 'counter') + CASE WHEN count(*) FILTER (WHERE l.channel = 'counter') >= 5
      THEN count(*) FILTER (WHERE l.channel = 'counter') ELSE 0 END
    FROM public.messaging_mailingline l WHERE l.mailing_id = the_id) WHERE id = the_id;
  RETURN true;
END $$;
"""

MAKING = """
-- The next file of letters, of one mailing: which line lies in it is settled in one transaction, so that a killed worker leaves no half
-- and none lies in two. Each line is asked anew how it is written to. Returns how many lines were looked at.
CREATE OR REPLACE FUNCTION sec.make_mailing_letters() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE the_mailing uuid; the_batch integer; looked bigint;
BEGIN
  SELECT m.id INTO the_mailing FROM public.messaging_mailing m
    WHERE EXISTS (SELECT 1 FROM public.messaging_mailingline l WHERE l.mailing_id = m.id AND l.channel = 'letter' AND l.state = 'waiting')
    ORDER BY m.ordered_at, m.id LIMIT 1 FOR UPDATE SKIP LOCKED;
  IF NOT FOUND THEN RETURN 0; END IF;
  SELECT coalesce(max(l.batch), 0) + 1 INTO the_batch FROM public.messaging_mailingline l WHERE l.mailing_id = the_mailing;
  WITH next AS (
    SELECT l.id, l.household_id FROM public.messaging_mailingline l
    WHERE l.mailing_id = the_mailing AND l.channel = 'letter' AND l.state = 'waiting'
    ORDER BY l.place LIMIT A_FILE FOR UPDATE),
  asked AS (
    SELECT next.id, w.channel FROM next LEFT JOIN LATERAL sec.mailing_way(next.household_id, false) w ON true)
  UPDATE public.messaging_mailingline l SET
    channel = coalesce(asked.channel, 'letter'),
    state = CASE WHEN asked.channel IS NULL THEN 'failed' WHEN asked.channel = 'letter' THEN 'made' ELSE 'waiting' END,
    batch = CASE WHEN asked.channel = 'letter' THEN the_batch END
  FROM asked WHERE l.id = asked.id;
  GET DIAGNOSTICS looked = ROW_COUNT;
  RETURN looked;
END $$;

-- For the sender: takes due lines by mail under a lease, and reads the address only now. Whom mail reaches no more is written to.
CREATE OR REPLACE FUNCTION sec.lease_mailing_lines(at_most integer, lease interval)
RETURNS TABLE (id uuid, tries smallint, address text, language text, company_fr text, company_nl text)
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
#variable_conflict use_column
BEGIN
  RETURN QUERY
  WITH due AS (
    SELECT l.id, w.channel, w.person FROM (
      SELECT l.id, l.household_id FROM public.messaging_mailingline l
      WHERE l.channel = 'mail' AND l.due_at <= sec.now()
        AND (l.state = 'waiting' OR (l.state = 'under_way' AND l.leased_until < sec.now()))
      ORDER BY l.due_at, l.id LIMIT at_most FOR UPDATE SKIP LOCKED) l
    LEFT JOIN LATERAL sec.mailing_way(l.household_id, true) w ON true),
  taken AS (
    UPDATE public.messaging_mailingline l SET
      channel = CASE WHEN due.channel IS NULL OR l.tries >= MOST THEN 'letter' ELSE due.channel END,
      state = CASE WHEN due.channel = 'mail' AND l.tries < MOST THEN 'under_way' ELSE 'waiting' END,
      tries = l.tries + 1, leased_until = sec.now() + lease
    FROM due WHERE l.id = due.id RETURNING l.*, due.person)
  SELECT t.id, t.tries, c.email::text, t.language::text, o.name_fr::text, o.name_nl::text
  FROM taken t JOIN public.people_contactdetails c ON c.person_id = t.person
  JOIN public.organisations_organisation o ON o.id = t.organisation_id
  WHERE t.state = 'under_way' ORDER BY t.id;
END $$;

-- It went: once, whatever is said twice.
CREATE OR REPLACE FUNCTION sec.mailing_line_sent(the_line uuid, the_proof text) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.messaging_mailingline SET state = 'sent', sent_at = sec.now(), proof = left(the_proof, 120), leased_until = NULL
    WHERE id = the_line AND state = 'under_way';
  RETURN FOUND;
END $$;

-- It did not go: again after a pause, or, without one, by post.
CREATE OR REPLACE FUNCTION sec.mailing_line_not_sent(the_line uuid, pause interval) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.messaging_mailingline SET state = 'waiting', leased_until = NULL, due_at = sec.now() + coalesce(pause, interval '0'),
    channel = CASE WHEN pause IS NULL THEN 'letter' ELSE channel END
    WHERE id = the_line AND state = 'under_way';
  RETURN FOUND;
END $$;

-- Who was invited, and to whom minutes went, is forgotten at its term; how many, by which way, stays. What is held stays whole.
CREATE OR REPLACE FUNCTION sec.erase_mailings() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE over uuid[]; gone bigint;
BEGIN
  over := ARRAY(SELECT m.id FROM public.messaging_mailing m JOIN sec.terms_of('invitation') t USING (organisation_id)
    WHERE m.kept IS NULL AND m.ordered_at + t.term < sec.now()
      AND NOT EXISTS (SELECT 1 FROM public.messaging_mailingline l WHERE l.mailing_id = m.id
        AND sec.is_held(NULL, sec.persons_of(l.household_id))));
  UPDATE public.messaging_mailing m SET kept = coalesce((SELECT jsonb_object_agg(c.what, c.number) FROM (
      SELECT l.channel || ' ' || l.state AS what, CASE WHEN l.channel <> 'counter' OR count(*) >= 5 THEN count(*) END AS number FROM public.messaging_mailingline l
      WHERE l.mailing_id = m.id GROUP BY l.channel, l.state) c), '{}') WHERE m.id = ANY (over);
  DELETE FROM public.messaging_mailingline WHERE mailing_id = ANY (over);
  GET DIAGNOSTICS gone = ROW_COUNT;
  RETURN gone;
END $$;
""".replace("A_FILE", str(LETTERS_A_FILE)).replace("MOST", str(TRIED_AT_MOST))

TELLING = """
-- What became of a mailing: by way, state and file, how many. Of what lies at the counter, fewer than five are not told.
CREATE OR REPLACE FUNCTION sec.mailing_counts(the_mailing uuid)
RETURNS TABLE (channel text, state text, batch integer, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT l.channel::text, l.state::text, l.batch::integer, CASE WHEN l.channel <> 'counter' OR count(*) >= 5 THEN count(*) END
  FROM public.messaging_mailingline l
  WHERE l.mailing_id = the_mailing AND l.organisation_id = sec.organisation() AND sec.role() = 'collective_social_worker'
  GROUP BY 1, 2, 3 ORDER BY 1, 3, 2
$$;

-- The sheets of a file, to print and to post: a name and a door each, as they stand today. What may no longer be posted is left out.
CREATE OR REPLACE FUNCTION sec.mailing_sheets(the_mailing uuid, the_batch integer)
RETURNS TABLE (name text, language text, street_fr text, street_nl text, number text, box text, postcode text, town_fr text, town_nl text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT btrim(p.first_name || ' ' || p.last_name), l.language, b.street_fr, b.street_nl, b.number, d.box, b.postcode,
    coalesce(t.name_fr, ''), coalesce(t.name_nl, '')
  FROM public.messaging_mailingline l, sec.mailing_way(l.household_id, false) w
  JOIN public.people_person p ON p.id = w.person
  JOIN public.housing_dwelling d ON d.id = w.dwelling
  JOIN public.housing_building b ON b.place_id = d.building_id
  LEFT JOIN public.housing_municipality t ON t.nis = b.municipality_id
  WHERE l.mailing_id = the_mailing AND l.batch = the_batch AND l.channel = 'letter' AND w.channel = 'letter'
    AND l.organisation_id = sec.organisation() AND sec.role() = 'collective_social_worker'
  ORDER BY l.place
$$;

-- A file of letters is in the post, by whom and when: each line gets its proof, once. Returns how many.
CREATE OR REPLACE FUNCTION sec.post_mailing(the_mailing uuid, the_batch integer) RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE posted bigint;
BEGIN
  UPDATE public.messaging_mailingline l SET state = 'sent', sent_at = sec.now(), proof = 'post ' || sec.post()
    WHERE l.mailing_id = the_mailing AND l.batch = the_batch AND l.channel = 'letter' AND l.state = 'made'
      AND l.organisation_id = sec.organisation() AND sec.role() = 'collective_social_worker';
  GET DIAGNOSTICS posted = ROW_COUNT;
  RETURN posted;
END $$;

-- Copies lie at the counter for whom no way reaches.
CREATE OR REPLACE FUNCTION sec.lay_mailing(the_mailing uuid) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.messaging_mailingline l SET state = 'sent', sent_at = sec.now(), proof = 'counter ' || sec.post()
    WHERE l.mailing_id = the_mailing AND l.channel = 'counter' AND l.state = 'waiting'
      AND l.organisation_id = sec.organisation() AND sec.role() = 'collective_social_worker';
  RETURN FOUND;
END $$;
"""

MAILING_FUNCTIONS = (REACHING, ORDERING, MAKING, TELLING)
MAILING_EXECUTES = (
    ("mailing_reaches(uuid[], boolean)", "palier_app"),
    ("order_mailing(uuid, text, uuid, uuid[], text, text, text, text, date, time, boolean)", "palier_app"),
    ("mailing_counts(uuid)", "palier_app"),
    ("mailing_sheets(uuid, integer)", "palier_app"),
    ("post_mailing(uuid, integer)", "palier_app"),
    ("lay_mailing(uuid)", "palier_app"),
    ("make_mailing_letters()", "palier_job"),
    ("lease_mailing_lines(integer, interval)", "palier_job"),
    ("mailing_line_sent(uuid, text)", "palier_job"),
    ("mailing_line_not_sent(uuid, interval)", "palier_job"),
    ("erase_mailings()", "palier_job"),
)
MAILING_ENDINGS = (
    Ending("messaging_mailing", "invitation", "(t.ordered_at + {term})::date", only="t.kept IS NULL", household=None),
)
MAILING_TABLES = (
    Table(
        "messaging_mailing",
        (
            Policy("org_wall", "ALL", MINE, restrictive=True),
            Policy("mailing_read", "SELECT", ORDERS),
        ),
        grants=("SELECT TO palier_app",),  # ordered by the function, with its lines
        history=False,
    ),
    Table("messaging_mailingline", (Policy("line_of_nobody", "SELECT", "false"),), grants=(), history=False),
)
