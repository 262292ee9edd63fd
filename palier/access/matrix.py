"""THE TABLE. A capability is granted when every ground of one of its lines holds. Nothing else decides.

Read it as sentences: "to read a contact, one is in the team of the file and its tier is open; or an emergency is open
for this person; or one left it here today". A change here is a change of doctrine: docs/access-expected.csv, written by
hand, must agree, and docs/access.md is generated from it.
"""

from palier.access.capabilities import Capability as Can
from palier.access.grounds import (
    Ground,
    a,
    addressed_to_my_service,
    emergency_is_open,
    for_the_import,
    in_front_of_me,
    in_the_team,
    its_address_is_open,
    its_tier_is_open,
    left_it_today,
    of_the_same_organisation,
    of_the_social_service,
    sent_it_this_shift,
    wrote_it,
)
from palier.identity.organisations.rules import Role

READS_RECORDS = a(Role.HEAD_OF_SERVICE, Role.ACCOUNTS, Role.TRANSFERS)
# The front desk looks up who is whose (P15); caretakers and cleaners look up nobody (P20).
KNOWS_DOORS = a(Role.FRONT_DESK, Role.TECHNICAL, Role.PROXIMITY_AGENT, Role.COLLECTIVE_SOCIAL_WORKER)
HEAD = a(Role.HEAD_OF_SERVICE)
WORKER = a(Role.SOCIAL_WORKER)  # the site-works worker comes with her own screens (P13)

MATRIX: dict[Can, list[list[Ground]]] = {
    Can.DAY_OPEN: [[of_the_social_service]],
    Can.HOUSEHOLD_FIND: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [KNOWS_DOORS, of_the_same_organisation, its_address_is_open],
    ],
    Can.HOUSEHOLD_READ: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [for_the_import, of_the_same_organisation],
    ],
    Can.HOUSEHOLD_DOOR: [
        [of_the_social_service, of_the_same_organisation, its_address_is_open],
        [READS_RECORDS, of_the_same_organisation, its_address_is_open],
        [KNOWS_DOORS, of_the_same_organisation, its_address_is_open],
    ],
    Can.PROTECTED_ADDRESS_SET: [[of_the_social_service, of_the_same_organisation]],
    Can.REQUEST_ADD: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.REQUEST_READ: [[in_the_team], [left_it_today]],
    Can.REQUEST_TAKE: [[in_the_team]],
    Can.CASE_OPEN: [[WORKER, of_the_social_service]],
    Can.CASE_READ: [[in_the_team], [emergency_is_open]],
    Can.CASE_WORK: [[in_the_team]],
    Can.CONTACT_ADD: [[of_the_social_service], [a(Role.FRONT_DESK)]],
    Can.CONTACT_READ: [[in_the_team, its_tier_is_open], [emergency_is_open], [left_it_today]],
    Can.CONTACT_CHANGE: [[in_the_team, wrote_it, its_tier_is_open]],
    Can.CONTACT_SEARCH: [[in_the_team, its_tier_is_open]],
    Can.STEP_READ: [[in_the_team], [emergency_is_open]],
    Can.STEP_WORK: [[in_the_team]],
    Can.TEAM_READ: [[in_the_team]],
    Can.TEAM_ADD: [[in_the_team], [HEAD]],
    Can.COVER_SET: [[WORKER, of_the_social_service], [HEAD]],
    Can.LOAD_READ: [[HEAD]],
    Can.TERRITORY_READ: [
        [of_the_social_service, of_the_same_organisation],
        [READS_RECORDS, of_the_same_organisation],
        [KNOWS_DOORS, of_the_same_organisation],
    ],
    Can.EMERGENCY_OPEN: [[WORKER, of_the_social_service]],
    Can.EMERGENCY_REVIEW: [[a(Role.DATA_PROTECTION_OFFICER), of_the_same_organisation]],
    Can.LEDGER_READ: [[a(Role.DATA_PROTECTION_OFFICER)], [in_the_team]],
    Can.SIGNAL_READ: [[addressed_to_my_service]],
    Can.SIGNAL_REREAD: [[sent_it_this_shift]],
    Can.SIGNAL_ADD: [
        [of_the_social_service],
        [READS_RECORDS],
        [KNOWS_DOORS],
    ],
    Can.WORD_LEAVE: [[in_the_team]],
    Can.WORD_READ: [[in_the_team], [in_front_of_me]],
    Can.IMPORT_RUN: [[a(Role.ORGANISATION_ADMIN), of_the_same_organisation]],
    Can.REGISTER_IMPORT: [[for_the_import]],
}
