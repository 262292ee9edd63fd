"""Reads of the pages a working day opens with: the day itself, the head's and the officer's pages."""

from palier.desk.my_day.queries.addresses import file_url
from palier.desk.my_day.queries.day import first_page, my_day
from palier.desk.my_day.queries.service import colleagues, emergencies, own_replacements, service_load, stand_ins

__all__ = [
    "colleagues",
    "emergencies",
    "file_url",
    "first_page",
    "my_day",
    "own_replacements",
    "service_load",
    "stand_ins",
]
