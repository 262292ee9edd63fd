"""Row policies of the directory: no secret inside the company, its wall outside; who keeps it may write (P7, P13)."""

from palier.access.conditions import ME, MINE, TODAY
from palier.access.lock import AppPolicies, Policy, Table

READS = """(SELECT sec.role()) IN ('social_worker', 'trainee', 'head_of_service', 'accounts', 'transfers', 'technical',
  'front_desk', 'proximity_agent', 'collective_social_worker', 'organisation_admin', 'data_protection_officer',
  'support_cell_worker')"""
WRITES = """(SELECT sec.role()) IN ('social_worker', 'head_of_service', 'collective_social_worker', 'organisation_admin',
  'support_cell_worker')"""

ONES_OWN = f"{WRITES} AND post_id = {ME}"  # nobody writes or corrects in another's name

IMPORT = f"{MINE} AND (SELECT sec.purpose()) = 'import'"
# What a file of services may change. Who is bound by secrecy and shares the mission is in no file: it stands as written (P7).
OF_A_PARTNER = "source_id, name_fr, name_nl, kind, level, url, exchange, version"
OF_A_SERVICE = """source_id, name_fr, name_nl, description_fr, description_nl, domains, eligibility, area, languages, hours,
  opening, phone, email, address, step_free, capacity, capacity_on, until, search_key, exchange, changed_at, version"""
# With whom it was, and who noted it, stand as written.
OF_A_STEP = 'service_id, "on", kind, purpose, domain, agreed, next_on, withdrawn, version'


def _kept(name: str, short: str, imported: str = "", unsaid: str = "") -> Table:
    """A table of the directory: read by the staff of the company, written by who keeps it.

    `imported`: the columns that the job of a file may change, none when it stays out; `unsaid`: how a new row of it stands.
    """
    job = (
        Policy(f"{short}_import_read", "SELECT", IMPORT, to="palier_job"),
        Policy(f"{short}_import_add", "INSERT", check=f"{IMPORT}{unsaid}", to="palier_job"),
        Policy(f"{short}_import_change", "UPDATE", IMPORT, to="palier_job"),
    )
    for_the_job = ("SELECT, INSERT TO palier_job", f"UPDATE ({imported}) TO palier_job")
    return Table(
        name,
        (
            Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
            Policy(f"{short}_read", "SELECT", READS),
            Policy(f"{short}_add", "INSERT", check=WRITES),
            Policy(f"{short}_change", "UPDATE", WRITES),
            *(job if imported else ()),
        ),
        grants=("SELECT, INSERT, UPDATE TO palier_app", *(for_the_job if imported else ())),
    )


POLICIES = AppPolicies(
    tables=(
        _kept("partners_partnerorganisation", "partner", OF_A_PARTNER),
        _kept(
            "partners_partnerservice",
            "partner_service",
            OF_A_SERVICE,
            " AND bound_by_secrecy = 'unknown' AND NOT same_mission",
        ),
        _kept("partners_partnercontact", "partner_contact"),
        _kept("partners_agreement", "agreement"),
        Table(
            "partners_partnershipstep",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("partnership_step_read", "SELECT", READS),
                Policy("partnership_step_add", "INSERT", check=ONES_OWN),
                Policy("partnership_step_change", "UPDATE", ONES_OWN, ONES_OWN),
            ),
            grants=("SELECT, INSERT TO palier_app", f"UPDATE ({OF_A_STEP}) TO palier_app"),
        ),
        Table(
            "partners_verification",
            (
                Policy("org_wall", "ALL", MINE, MINE, restrictive=True),
                Policy("verification_read", "SELECT", READS),
                Policy("verification_import_read", "SELECT", IMPORT, to="palier_job"),
                # In one's own name and for today: nobody says that somebody else asked, or that it was asked earlier.
                Policy("verification_add", "INSERT", check=f'{WRITES} AND post_id = {ME} AND "on" = {TODAY}'),
            ),
            grants=("SELECT, INSERT TO palier_app", "SELECT TO palier_job"),
            history=False,  # never changed: it is its own history
        ),
    ),
)
