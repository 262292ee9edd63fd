"""Days, hours and telephone numbers as people here say them: 1er mai, 8 h 45, 02 502 69 49.

{% load saying %}
"""

import datetime as dt
from decimal import Decimal

from django import template
from django.utils import timezone
from django.utils.translation import get_language
from phonenumbers import NumberParseException

from palier.kernel.identifiers import format_phone
from palier.kernel.money import in_euros
from palier.ui.templatetags.ui import date

register = template.Library()


@register.filter
def long_day(day: dt.date) -> str:
    """{{ day|long_day }}: mercredi 1er mai 2024, woensdag 1 mei 2024."""
    return date(day, "l j F Y")


@register.filter(expects_localtime=True)
def clock(moment: dt.datetime | dt.time) -> str:
    """{{ moment|clock }}: 8 h 45 and 10 h, with spaces that do not break; 8.45 uur and 10 uur."""
    here = timezone.localtime(moment) if isinstance(moment, dt.datetime) and moment.tzinfo else moment
    if get_language() == "nl":
        return f"{here.hour}.{here.minute:02d}\u00a0uur" if here.minute else f"{here.hour}\u00a0uur"
    return f"{here.hour}\u00a0h\u00a0{here.minute:02d}" if here.minute else f"{here.hour}\u00a0h"


@register.filter
def euros(amount: Decimal) -> str:
    """{{ amount|euros }}: 1 234,50 € and € 1.234,50, with spaces that do not break."""
    return in_euros(amount, "nl" if get_language() == "nl" else "fr")


@register.filter
def phone_number(number: str) -> str:
    """{{ number|phone_number }}: a stored number in the Belgian grouping; what is no number stays as it is."""
    try:
        return format_phone(number)
    except NumberParseException:
        return number
