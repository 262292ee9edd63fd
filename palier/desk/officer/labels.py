"""The words of the breach pack: what was opened, on what ground, and by what a line is of the person."""

from django.utils.translation import gettext_lazy as _

# Codes of the read ledger. A test finds every code that the house writes.
WHATS = {
    "agenda": _("An agenda on which she may stand"),
    "appointment": _("An appointment"),
    "case": _("A file, through an interface"),
    "case_list": _("A list of files"),
    "contact_list": _("A list of contacts"),
    "person_copy": _("Her copy, for her alone"),
    "data_request": _("A data request"),
    "desk_word": _("A word left for the duty desk"),
    "document": _("A document"),
    "handover": _("A hand-over"),
    "handover_new": _("A hand-over being prepared"),
    "handover_pack": _("The pack of a hand-over"),
    "household_export": _("An export of households"),
    "household_file": _("The page of a household"),
    "letter": _("A letter"),
    "letter_list": _("A list of letters"),
    "my_appointments": _("Her own appointments, in her space"),
    "my_day": _("A worker’s day"),
    "my_file": _("Her own file, in her space"),
    "national_number": _("Her national number"),
    "newcomers": _("The list of new tenants"),
    "reinforced": _("What is reinforced in a file"),
    "request": _("A request"),
    "request_list": _("A list of requests"),
    "rights": _("Rights to check"),
    "safety_instruction": _("A safety instruction"),
    "search": _("A search"),
    "signal_list": _("A list of signals"),
    "together": _("Her file, read again together"),
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
