"""What a file changes on a line, by the words of its fields."""

from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop

FIELD_WORDS = {
    "name_fr": _("Name in French"),
    "name_nl": _("Name in Dutch"),
    "kind": _("What it is"),
    "level": _("On which level"),
    "url": _("Website"),
    "description_fr": _("What it does, in French"),
    "description_nl": _("What it does, in Dutch"),
    "domains": _("Helps with"),
    "eligibility": _("For whom"),
    "area": _("Communes"),
    "languages": _("Languages spoken"),
    "hours": _("When it is open"),
    "opening": _("When it is open"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "address": _("Address"),
    "step_free": _("Entrance"),
    "capacity": _("Takes people now?"),
    "capacity_on": _("Said on"),
    "until": _("Last day in the directory"),
    "exchange": _("kept for the exchange"),
}

# Said by the rules and readers of files, which know no catalogue.
REASONS = (
    gettext_noop("This is missing."),
    gettext_noop("This is not an id (UUID)."),
    gettext_noop("This must be text."),
    gettext_noop("This must be a number."),
    gettext_noop("This must be a list."),
    gettext_noop("This must be an object."),
    gettext_noop("This must be one of: %(choices)s."),
    gettext_noop("This cannot be used."),
    gettext_noop("This is longer than %(limit)s characters."),
    gettext_noop("The same organisation is said in another way at %(place)s."),
    gettext_noop("The same id stands at %(place)s."),
    gettext_noop("This id is that of an organisation."),
    gettext_noop("These organisations are each other’s parent."),
    gettext_noop("Nothing in this file has this id."),
    gettext_noop("It belongs to nothing in this file."),
    gettext_noop("The standard knows no such file."),
    gettext_noop("This file holds no services in the form of HSDS 3.0."),
    gettext_noop("The least of a service: id, name, status, organization."),
    gettext_noop("A package has at least services.csv and organizations.csv."),
    gettext_noop("A file may hold %(limit)s services, with what belongs to them."),
    gettext_noop("Split it."),
    gettext_noop("This file is not in UTF-8."),
    gettext_noop("Save it as UTF-8."),
    gettext_noop("This file is not JSON."),
    gettext_noop("Line %(line)s, column %(column)s."),
    gettext_noop("%(file)s %(where)s"),
    gettext_noop("This file is damaged or locked."),
    gettext_noop("This archive names a file outside itself."),
    gettext_noop("This archive holds %(name)s twice."),
    gettext_noop("An archive may hold %(limit)s files."),
    gettext_noop("An archive may unpack to %(limit)s bytes."),
    gettext_noop("This column is missing."),
    gettext_noop("There are more cells than headers."),
    gettext_noop("This is not a mail address."),
    gettext_noop("An address begins with https://"),
    gettext_noop("Its organisation is in neither the file nor the directory."),
    gettext_noop("This service is of another organisation in the directory."),
    gettext_noop("Nothing is applied: some of it cannot be used."),
    gettext_noop("The directory has changed in the meantime."),
    gettext_noop("Look at the changes again."),
    gettext_noop("This file is no longer there."),
    gettext_noop("Send it again."),
    gettext_noop("This file is larger than 20 MB."),
)


def shown(names: Iterable[str]) -> list[str]:
    """The columns that a page names, in its order; hours said as rules and as words are one."""
    there = set(names)
    if {"opening", "hours"} <= there:
        there.discard("opening")
    return [name for name in FIELD_WORDS if name in there]
