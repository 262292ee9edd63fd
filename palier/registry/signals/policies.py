"""Row policies of signals: the recipient reads; the sender re-reads her own words for the shift (P22)."""

from palier.access.lock import AppPolicies, Policy, Table

MINE = "organisation_id = (SELECT sec.organisation())"
TO_ME = """(recipient_post_id = (SELECT sec.post())
  OR (recipient_post_id IS NULL AND recipient_service_id = (SELECT sec.service())))"""

POLICIES = AppPolicies(
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
                    check=f"{MINE} AND author_id = (SELECT sec.post()) AND origin_service_id = (SELECT sec.service())",
                ),
                Policy("signal_answer", "UPDATE", f"{MINE} AND {TO_ME}", f"{MINE} AND {TO_ME}"),
            ),
            grants=("SELECT, INSERT TO palier_app", "UPDATE (state) TO palier_app"),
        ),
    ),
)
