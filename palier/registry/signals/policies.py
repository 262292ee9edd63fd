"""Row policies of signals: the recipient reads; the sender re-reads her own words for the shift (P22)."""

from palier.access.lock import AppPolicies, Crossing, Ending, Policy, Table
from palier.access.rules import QUESTION_LASTS
from palier.registry.people.policies import READERS, SOCIAL
from palier.registry.signals.rules import Answer

MINE = "organisation_id = (SELECT sec.organisation())"
# What is told to a social service is confided: those bound by secrecy read it, not its head, nor who works beside them.
TO_ME = """(recipient_post_id = (SELECT sec.post())
  OR (recipient_post_id IS NULL AND recipient_service_id = (SELECT sec.service())
    AND ((SELECT sec.role()) IN ('social_worker', 'trainee') OR EXISTS (SELECT 1 FROM organisations_service v
      WHERE v.id = signals_signal.recipient_service_id AND v.kind <> 'social'))))"""

# Own words go from the landlord's departments to the social service, and in no other direction (P9).
OWN_WORDS = """(text = '' OR theme = 'colleague_question' OR (EXISTS (SELECT 1 FROM organisations_service v
    WHERE v.id = signals_signal.recipient_service_id AND v.kind = 'social')
  AND (theme = 'emergency_access' OR EXISTS (SELECT 1 FROM organisations_service o
    WHERE o.id = signals_signal.origin_service_id AND o.kind <> 'social'))))"""

# A question stays between two workers of one social service: who asks, and who looks after the household by its place. It
# is gone after some days for both, and its answer comes by a closed function only.
LASTS = f"interval '{QUESTION_LASTS.days} days'"
ASKED = f"""(theme <> 'colleague_question' OR ({SOCIAL} AND recipient_service_id = origin_service_id
  AND recipient_post_id = sec.asked_for(household_id)))"""
NOT_GONE = f"(theme <> 'colleague_question' OR sent_at > (SELECT sec.now()) - {LASTS})"
MY_QUESTION = f"{MINE} AND theme = 'colleague_question' AND author_id = (SELECT sec.post())"

ASKING = """
-- Whom one asks about a household of one's own company: who looks after its place, or covers her today, when she works in the
-- same service. By place, so that the name says nothing of a file (D12).
CREATE OR REPLACE FUNCTION sec.asked_for(the_household uuid) RETURNS uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = '' AS $$
  SELECT p.id FROM (SELECT sec.assigned_worker(h.id) AS post FROM public.people_household h
      WHERE h.id = the_household AND h.organisation_id = sec.organisation()) w
    LEFT JOIN LATERAL (SELECT r.covering_id FROM public.organisations_replacement r
      WHERE r.absent_id = w.post AND r.valid @> sec.today() ORDER BY r.id LIMIT 1) c ON true
    JOIN public.organisations_post p ON p.id = coalesce(c.covering_id, w.post)
  WHERE p.service_id = sec.service() AND p.role = 'social_worker'
$$;

-- The answer of who was asked, once, from the closed list; a day goes with one of them only.
CREATE OR REPLACE FUNCTION sec.answer_question(the_id uuid, the_answer text, the_day date) RETURNS boolean
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
BEGIN
  UPDATE public.signals_signal s SET answer = the_answer, answer_day = the_day, state = 'done', received_on = sec.today()
  WHERE s.id = the_id AND s.theme = 'colleague_question' AND s.recipient_post_id = sec.post() AND s.answer = ''
    AND sec.role() = 'social_worker' AND s.sent_at > sec.now() - LASTS AND the_answer IN (ANSWERS)
    AND (the_answer = 'come_on') = (the_day IS NOT NULL) AND coalesce(the_day >= sec.today(), true);
  RETURN FOUND;
END $$;
""".replace("LASTS", LASTS).replace("ANSWERS", ", ".join(f"'{one}'" for one in Answer))

ENDING = """
-- What one service told another goes at its term, with its history; a number stays (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_signals() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT s.id FROM public.signals_signal s JOIN sec.terms_of('signal') t USING (organisation_id)
    WHERE CASE WHEN s.theme = 'colleague_question' THEN s.sent_at <= sec.now() - LASTS ELSE s.sent_at + t.term < sec.now() END
      AND NOT sec.is_held(NULL, sec.persons_of(s.household_id)));
  PERFORM sec.keep_count(s.organisation_id, s.sent_at::date, 'signal', s.theme, count(*))
    FROM public.signals_signal s WHERE s.id = ANY (gone) GROUP BY s.organisation_id, s.sent_at::date, s.theme;
  DELETE FROM public.signals_signal WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
""".replace("LASTS", LASTS)

KIND = "(SELECT v.kind FROM public.organisations_service v WHERE v.id = {})"
OUTWARD = f"{KIND.format('t.origin_service_id')} = 'social' AND {KIND.format('t.recipient_service_id')} <> 'social'"

POLICIES = AppPolicies(
    crossings=(Crossing("signal", "signals_signal", "t.sent_at", KIND.format("t.recipient_service_id"), OUTWARD),),
    endings=(Ending("signals_signal", "signal", "(t.sent_at + {term})::date", only="t.theme <> 'colleague_question'"),),
    functions=(ASKING, ENDING),
    executes=(
        ("erase_signals()", "palier_job"),
        ("asked_for(uuid)", "palier_app"),
        ("answer_question(uuid, text, date)", "palier_app"),
    ),
    tables=(
        Table(
            "signals_signal",
            (
                Policy("signal_read", "SELECT", f"{MINE} AND {TO_ME}"),
                Policy(
                    "signal_reread",
                    "SELECT",
                    f"{MINE} AND author_id = (SELECT sec.post()) AND sent_at > (SELECT sec.now()) - interval '12 hours'",
                ),
                Policy(
                    "signal_send",
                    "INSERT",
                    check=f"{MINE} AND author_id = (SELECT sec.post()) AND origin_service_id = (SELECT sec.service())"
                    f" AND {READERS} AND sent_at <= greatest((SELECT sec.now()), statement_timestamp())",
                ),
                Policy("signal_words", "INSERT", check=OWN_WORDS, restrictive=True),
                Policy("question_mine", "SELECT", MY_QUESTION),
                Policy("question_not_gone", "SELECT", NOT_GONE, restrictive=True),
                Policy("question_asked", "INSERT", check=ASKED, restrictive=True),
                Policy("signal_answer", "UPDATE", f"{MINE} AND {TO_ME}", f"{MINE} AND {TO_ME}"),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (state, received_on) TO palier_app"),
        ),
    ),
)
