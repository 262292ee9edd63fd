"""The year is counted by the database: for one's own post, or for the head's service, and in no other way (P1, P26, P28)."""

from palier.access.lock import AppPolicies, Policy, Table

OWN = "post_id = (SELECT sec.post())"
ALIVE = "expires >= (SELECT sec.today())"

COUNTING = """
-- What these posts did between two days, by code. Without aide-mémoires and what is reinforced: their existence is not told (P12);
-- without the theme of what nobody asked (P33). Called by the two functions below alone.
CREATE OR REPLACE FUNCTION sec.counted_year(posts uuid[], first date, last date)
RETURNS TABLE (list text, code text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH contacts AS (SELECT c.channel, c.domain, c.given FROM public.cases_contact c
    WHERE c.author_id = ANY (posts) AND c.tier IN ('team', 'pair')
      AND (c.at AT TIME ZONE 'Europe/Brussels')::date BETWEEN first AND last),
  files AS (SELECT c.id, c.domain, c.outcome, c.tenancy_kept, c.opened_on, c.closed_on, t.valid FROM public.cases_case c
    JOIN public.access_teammember t ON t.subject_id = c.subject_id AND t.post_id = ANY (posts) AND t.duty = 'assigned')
  SELECT 'contact_channel', channel, count(*) FROM contacts GROUP BY channel
  UNION ALL SELECT 'contact_domain', domain, count(*) FROM contacts GROUP BY domain
  UNION ALL SELECT 'help_given', what, count(*) FROM contacts, unnest(given) what GROUP BY what
  UNION ALL SELECT 'request_domain', CASE WHEN r.no_demand THEN '' ELSE r.domain END, count(*) FROM public.cases_request r
    WHERE (r.received_at AT TIME ZONE 'Europe/Brussels')::date BETWEEN first AND last
      AND EXISTS (SELECT 1 FROM public.access_teammember t WHERE t.subject_id = r.subject_id AND t.post_id = ANY (posts)
        AND t.duty = 'assigned' AND t.valid @> last) GROUP BY 2
  UNION ALL SELECT 'file_opened', domain, count(DISTINCT id) FROM files
    WHERE opened_on BETWEEN first AND last AND valid @> opened_on GROUP BY domain
  UNION ALL SELECT 'file_closed', outcome || ':' || CASE WHEN outcome = 'rehoused' THEN 'moved' WHEN tenancy_kept THEN 'kept'
      WHEN NOT tenancy_kept THEN 'lost' ELSE '' END, count(DISTINCT id) FROM files
    WHERE closed_on BETWEEN first AND last AND valid @> closed_on GROUP BY 2
  UNION ALL SELECT 'letter', d.channel, count(*) FROM public.messaging_dispatch d WHERE d.author_id = ANY (posts)
    AND d.state = 'sent' AND (d.sent_at AT TIME ZONE 'Europe/Brussels')::date BETWEEN first AND last GROUP BY d.channel
  UNION ALL SELECT 'brought', b.kind, count(*) FROM public.mail_bag_broughtletter b WHERE b.author_id = ANY (posts)
    AND b.tier IN ('team', 'pair') AND (b.written_at AT TIME ZONE 'Europe/Brussels')::date BETWEEN first AND last GROUP BY b.kind
  UNION ALL SELECT 'right', r.question, count(*) FROM public.entitlements_rightseen r WHERE r.author_id = ANY (posts)
    AND r.seen_on BETWEEN first AND last GROUP BY r.question
$$;

-- One's own year, for a worker of the social service: of the post behind the token, whatever is asked.
CREATE OR REPLACE FUNCTION sec.my_year(first date, last date) RETURNS TABLE (list text, code text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT y.* FROM sec.counted_year(ARRAY[sec.post()], first, last) y WHERE sec.role() IN ('social_worker', 'trainee')
$$;

-- The year of a whole service, for its head; nothing below three workers, because it would be the year of one of them (P28).
CREATE OR REPLACE FUNCTION sec.service_year(first date, last date) RETURNS TABLE (list text, code text, number bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  WITH workers AS (SELECT array_agg(p.id) AS posts, count(DISTINCT p.staff_id) AS persons FROM public.organisations_post p
    WHERE p.service_id = sec.service() AND p.role IN ('social_worker', 'trainee') AND p.valid && daterange(first, last, '[]'))
  SELECT y.* FROM workers w, sec.counted_year(w.posts, first, last) y
  WHERE sec.role() = 'head_of_service' AND w.persons >= 3
$$;
"""

STORIES = """
-- A story that was not touched for thirty days goes (P39). How many went.
CREATE OR REPLACE FUNCTION sec.erase_stories() RETURNS bigint
LANGUAGE sql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
  WITH gone AS (DELETE FROM public.year_story WHERE expires < sec.today() RETURNING id) SELECT count(*) FROM gone
$$;
"""

POLICIES = AppPolicies(
    functions=(COUNTING, STORIES),
    executes=(
        ("my_year(date, date)", "palier_app"),
        ("service_year(date, date)", "palier_app"),
        ("erase_stories()", "palier_job"),
    ),
    tables=(
        Table(
            "year_story",
            (
                Policy("story_read", "SELECT", f"{OWN} AND {ALIVE}"),
                Policy("story_begin", "INSERT", check=OWN),
                Policy("story_keep", "UPDATE", OWN, OWN),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (text, saved_at, expires) TO palier_app"),
            history=False,  # each pause in writing would leave a copy of what was never said for good
        ),
    ),
)
