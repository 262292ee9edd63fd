"""The words of the breach pack: what was opened, on what ground, and by what a line is of the person."""

from django.utils.translation import gettext_lazy as _

from palier.identity.organisations.rules import ServiceKind

# Codes of the read ledger. A test finds every code that the house writes.
WHATS = {
    "after_contacts": _("Contact kept by the support cell after an eviction"),
    "agenda": _("An agenda on which she may stand"),
    "appointment": _("An appointment"),
    "case": _("A file, through an interface"),
    "case_list": _("A list of files"),
    "contact_list": _("A list of contacts"),
    "person_copy": _("Her copy, for her alone"),
    "data_request": _("A data request"),
    "desk_word": _("A word left for the duty desk"),
    "disclosure": _("What was said without agreement"),
    "disclosures": _("A list of what was said without agreement"),
    "document": _("A document"),
    "door": _("Her own door, opened by a code or by her identity"),
    "doubles": _("A list of doubles"),
    "handover": _("A hand-over"),
    "handover_new": _("A hand-over being prepared"),
    "handover_pack": _("The pack of a hand-over"),
    "household_export": _("An export of households"),
    "household_file": _("The page of a household"),
    "letter": _("A letter"),
    "letter_list": _("A list of letters"),
    "letter_batch": _("Letters to many"),
    "mailing_file": _("Letters to all households of some places, to print"),
    "mail_bag": _("The letters she brought"),
    "my_appointments": _("Her own appointments, in her space"),
    "my_day": _("A worker’s day"),
    "my_file": _("Her own file, in her space"),
    "my_letters": _("Her own letters, in her space"),
    "national_number": _("Her national number"),
    "network": _("The network of a file"),
    "newcomers": _("The list of new tenants"),
    "prevention": _("How a home is kept"),
    "referral": _("A referral"),
    "referral_by_link": _("A referral, by the professional to whom it went"),
    "referrals": _("A list of referrals"),
    "reinforced": _("What is reinforced in a file"),
    "request": _("A request"),
    "request_list": _("A list of requests"),
    "rights": _("Rights to check"),
    "safety_instruction": _("A safety instruction"),
    "search": _("A search"),
    "support_identity": _("Who she is, by the pair of the support cell"),
    "support_pair": _("A request to the support cell, by its pair, without who it is about"),
    "signal_list": _("A list of signals"),
    "interservice_list": _("Lines of the table between services"),
    "interservice_line": _("A line of the table between services"),
    "support_request": _("A request to the support cell, by the cell"),
    "together": _("Her file, read again together"),
    "two_person_purge": _("An erasure by two, without what it said"),
    "waiting_room": _("A waiting room"),
}
LINKS = [
    ("person", _("Of the person herself")),
    ("herself", _("Opened through her own space or code")),
    ("item", _("Of something that names her")),
    ("file", _("Of a file that holds something naming her")),
    ("inbox", _("Of an inbox that holds something naming her: perhaps about others")),
    ("household", _("Of her household, or of something there that names nobody: perhaps about others")),
]

# -- the register of processing ------------------------------------------------------------------------------

CONTROLLERS = {
    "company": _("The company"),
    "joint": _("The company and the employer of seconded workers, together (art. 26)"),
}
CLASS_WORDS = {
    "C0": _("public"),
    "C1": _("internal"),
    "C2": _("facts of the tenancy"),
    "C3": _("secret"),
    "C4": _("reinforced"),
    "C5": _("aide-mémoire, its author alone"),
    "C6": _("ballots"),
    "C7": _("traces"),
}
# The reasons of the matrix, by their names, as the end of a sentence that begins with who reads.
GROUND_SAYS = {
    "of_the_social_service": _("works in the social service and is bound by professional secrecy"),
    "of_the_same_organisation": _("belongs to the same organisation"),
    "its_address_is_open": _(
        "sees no protected address, unless as the assigned worker of the household or who covers her"
    ),
    "works_with_her": _("works with this person, or receives her"),
    "its_details_are_open": _("sees no details that are withheld, unless she works with this person"),
    "its_door_is_open": _("knows nothing of a protected address, unless as the assigned worker or who covers her"),
    "is_in_force": _("while it stands"),
    "in_the_team": _("is in the team of the file today"),
    "its_tier_is_open": _("is among those whom the item names as its readers"),
    "wrote_it": _("wrote it"),
    "is_second_head": _("is the second head who is asked, until she has answered"),
    "is_a_party": _("is one of the two between whom it passes"),
    "left_it_today": _("left it here less than 24 hours ago"),
    "emergency_is_open": _("has opened an emergency access for this person less than four hours ago"),
    "in_front_of_me": _("has this person in front of her in a session"),
    "sent_it_this_shift": _("sent it less than twelve hours ago"),
    "asked_it_lately": _("asked it of a colleague less than seven days ago"),
    "is_asked": _("is the colleague who is asked"),
    "keeps_one_of_them": _("looks after the place of one of the two"),
    "is_asked_to_merge": _("looks after the place of one of the two, and is asked"),
    "neither_is_hidden": _("sees nobody whose address is protected, or who is kept apart from somebody"),
    "neither_line_is_hidden": _("sees nobody whose address is protected, or who is kept apart from somebody"),
    "it_stands": _("while it waits, or can be undone"),
    "came_lately": _("for who came less than 24 hours ago"),
    "addressed_to_my_service": _("is the one, or in the service, to whom it is addressed"),
    "for_the_import": _("is the import job of the organisation"),
    "looks_after_her": _("looks after this person"),
    "looks_after_it": _("looks after the household, or covers her who does, or is in the team of an open file of it"),
    "at_one_end_of_it": _("works in one of the two services of the line"),
    "with_the_social_service": _("of a line that comes from the social service or goes to it"),
    "known_at_her_door": _("is the person herself, known at her own door"),
}

# -- what crosses --------------------------------------------------------------------------------------------

TOWARDS = {
    "tenant": _("the person herself"),
    "all_services": _("whoever goes to the door"),
    ServiceKind.FRONT_DESK: _("front desk"),
    ServiceKind.RENTAL: _("rentals"),
    ServiceKind.ACCOUNTS: _("accounts"),
    ServiceKind.TRANSFERS: _("transfers"),
    ServiceKind.TECHNICAL: _("technical service"),
    ServiceKind.PROXIMITY: _("proximity service"),
    ServiceKind.DIRECTION: _("direction"),
    ServiceKind.OTHER: _("another service"),
}
SEEN_CLOSED = _(
    "That an address or a way of reaching somebody is kept closed, without saying why. Each page that closes it shows "
    "it; it is not counted."
)
NEVER_CROSSES = (
    _("Whether the social service accompanies somebody."),
    _("What was asked, said or written there, and with whom."),
    _("Files, hand-overs between workers, documents, appointments, budgets."),
    _("Who really lives in a dwelling, as the social service knows it."),
    _("A reason, a cause, an opinion, an absence."),
)
