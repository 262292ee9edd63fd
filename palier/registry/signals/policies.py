"""Row policies of signals: the recipient reads; the sender re-reads her own words for the shift (P22)."""

from palier.access.lock import AppPolicies, Crossing, Ending, Policy, Table
from palier.registry.people.policies import READERS

MINE = "organisation_id = (SELECT sec.organisation())"
# What is told to a social service is confided: those bound by secrecy read it, not its head, nor who works beside them.
TO_ME = """(recipient_post_id = (SELECT sec.post())
  OR (recipient_post_id IS NULL AND recipient_service_id = (SELECT sec.service())
    AND ((SELECT sec.role()) IN ('social_worker', 'trainee') OR EXISTS (SELECT 1 FROM organisations_service v
      WHERE v.id = signals_signal.recipient_service_id AND v.kind <> 'social'))))"""

# Own words go from the landlord's departments to the social service, and in no other direction (P9).
OWN_WORDS = """(text = '' OR (EXISTS (SELECT 1 FROM organisations_service v
    WHERE v.id = signals_signal.recipient_service_id AND v.kind = 'social')
  AND (theme = 'emergency_access' OR EXISTS (SELECT 1 FROM organisations_service o
    WHERE o.id = signals_signal.origin_service_id AND o.kind <> 'social'))))"""

ENDING = """
-- What one service told another goes at its term, with its history; a number stays (P39). Returns how many went.
CREATE OR REPLACE FUNCTION sec.erase_signals() RETURNS bigint
LANGUAGE plpgsql VOLATILE SECURITY DEFINER SET search_path = '' AS $$
DECLARE gone uuid[];
BEGIN
  gone := ARRAY(SELECT s.id FROM public.signals_signal s JOIN sec.terms_of('signal') t USING (organisation_id)
    WHERE s.sent_at + t.term < sec.now() AND NOT sec.is_held(NULL, sec.persons_of(s.household_id)));
  PERFORM sec.keep_count(s.organisation_id, s.sent_at::date, 'signal', s.theme, count(*))
    FROM public.signals_signal s WHERE s.id = ANY (gone) GROUP BY s.organisation_id, s.sent_at::date, s.theme;
  DELETE FROM public.signals_signal WHERE id = ANY (gone);
  DELETE FROM public.access_history WHERE row_id = ANY (gone);
  RETURN cardinality(gone);
END $$;
"""

KIND = "(SELECT v.kind FROM public.organisations_service v WHERE v.id = {})"
OUTWARD = f"{KIND.format('t.origin_service_id')} = 'social' AND {KIND.format('t.recipient_service_id')} <> 'social'"

POLICIES = AppPolicies(
    crossings=(Crossing("signal", "signals_signal", "t.sent_at", KIND.format("t.recipient_service_id"), OUTWARD),),
    endings=(Ending("signals_signal", "signal", "(t.sent_at + {term})::date"),),
    functions=(ENDING,),
    executes=(("erase_signals()", "palier_job"),),
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
                Policy("signal_answer", "UPDATE", f"{MINE} AND {TO_ME}", f"{MINE} AND {TO_ME}"),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (state, received_on) TO palier_app"),
        ),
    ),
)
