"""Row policies of the directory: no secret inside the company, its wall outside; who keeps it may write (P7, P13)."""

from palier.access.conditions import ME, MINE, TODAY
from palier.access.lock import AppPolicies, Policy, Table

READS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'technical',
  'front_desk', 'proximity_agent', 'collective_social_worker', 'organisation_admin', 'data_protection_officer')"""
WRITES = "(SELECT sec.role()) IN ('social_worker', 'head_of_service', 'collective_social_worker', 'organisation_admin')"


def _kept(name: str, short: str) -> Table:
    """A table of the directory: read by the staff of the company, written by who keeps it."""
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{short}_read", "SELECT", READS),
            Policy(f"{short}_add", "INSERT", check=WRITES),
            Policy(f"{short}_change", "UPDATE", WRITES),
        ),
    )


POLICIES = AppPolicies(
    tables=(
        _kept("partners_partnerorganisation", "partner"),
        _kept("partners_partnerservice", "partner_service"),
        _kept("partners_partnercontact", "partner_contact"),
        _kept("partners_agreement", "agreement"),
        Table(
            "partners_verification",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("verification_read", "SELECT", READS),
                # In one's own name and for today: nobody says that somebody else asked, or that it was asked earlier.
                Policy("verification_add", "INSERT", check=f'{WRITES} AND post_id = {ME} AND "on" = {TODAY}'),
            ),
            grants=("SELECT, INSERT TO palier_app",),
            history=False,  # never changed: it is its own history
        ),
    ),
)
