"""Hours as rules, said in words in the language of the screen."""

from django.utils import formats
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from palier.registry.partners.rules.hours import MONTHLY, WEEKDAYS, Opening
from palier.ui.templatetags.saying import clock

DAY_WORDS = {
    "MO": gettext_lazy("Monday"),
    "TU": gettext_lazy("Tuesday"),
    "WE": gettext_lazy("Wednesday"),
    "TH": gettext_lazy("Thursday"),
    "FR": gettext_lazy("Friday"),
    "SA": gettext_lazy("Saturday"),
    "SU": gettext_lazy("Sunday"),
}
PLACE_WORDS = {
    "1": gettext_lazy("first %(day)s of the month"),
    "2": gettext_lazy("second %(day)s of the month"),
    "3": gettext_lazy("third %(day)s of the month"),
    "4": gettext_lazy("fourth %(day)s of the month"),
    "5": gettext_lazy("fifth %(day)s of the month"),
    "-1": gettext_lazy("last %(day)s of the month"),
    "-2": gettext_lazy("last but one %(day)s of the month"),
}
IN_A_ROW = 3  # weekdays, from which one says the first and the last


def in_words(rule: Opening) -> str:
    """ "Monday to Friday: 9 h – 12 h, every 2 weeks, until 30 June 2027"."""
    said = [_hours(rule), _how_often(rule), _from_when(rule), _until_when(rule)]
    return _("%(days)s: %(hours)s") % {"days": _days(rule), "hours": ", ".join(part for part in said if part)}


def _days(rule: Opening) -> str:
    numbers = [
        _("day %(number)s") % {"number": day} if day > 0 else _("last day of the month") for day in rule.monthdays
    ]
    places = [WEEKDAYS.index(day[-2:]) for day in rule.days]
    in_a_row = places == list(range(places[0], places[0] + len(places))) if places else False
    if rule.freq != MONTHLY and in_a_row and len(places) >= IN_A_ROW:
        ends = {"first": DAY_WORDS[rule.days[0]], "last": DAY_WORDS[rule.days[-1]]}
        return _("%(first)s to %(last)s") % ends
    return ", ".join([*(_day(one) for one in rule.days), *numbers])


def _day(day: str) -> str:
    place = day[:-2].lstrip("+")
    name = str(DAY_WORDS[day[-2:]])
    return str(PLACE_WORDS[place]) % {"day": name} if place in PLACE_WORDS else f"{place} {name}".strip()


def _hours(rule: Opening) -> str:
    if rule.opens is None:
        return _("hours not said")
    return (
        f"{clock(rule.opens)} – {clock(rule.closes)}"
        if rule.closes
        else _("from %(hour)s") % {"hour": clock(rule.opens)}
    )


def _how_often(rule: Opening) -> str:
    if rule.every == 1:
        return ""
    if rule.freq == MONTHLY:
        return ngettext("every month", "every %(number)s months", rule.every) % {"number": rule.every}
    return ngettext("every week", "every %(number)s weeks", rule.every) % {"number": rule.every}


def _from_when(rule: Opening) -> str:
    return _("from %(day)s") % {"day": formats.date_format(rule.starts, "j F Y")} if rule.starts else ""


def _until_when(rule: Opening) -> str:
    if rule.ends:
        return _("until %(day)s") % {"day": formats.date_format(rule.ends, "j F Y")}
    return ngettext("%(number)s time", "%(number)s times", rule.times) % {"number": rule.times} if rule.times else ""
