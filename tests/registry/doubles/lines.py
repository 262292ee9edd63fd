"""Lines of a register, typed the way a landlord's file has them."""

import datetime as dt
import secrets

import psycopg
from django.conf import settings
from django.db.backends.postgresql.psycopg_any import DateRange

from config import database
from palier.registry.people.models import ContactDetails, Household, HouseholdMember, Person
from tests.stage import LONG_AGO, put, without_locks

BORN = dt.date(1984, 3, 12)


def line(stage, first, last, born=BORN, *, phone="", household=None, company=None):
    """One person; with a household of her own unless told which."""
    company = company or stage.company
    with without_locks():
        person = put(
            Person(
                organisation=company, source_id=secrets.token_hex(6), last_name=last, first_name=first, born=born,
                sort_key=f"{last} {first}".lower(),
            )
        )  # fmt: skip
        if phone:
            put(ContactDetails(organisation=company, person=person, phone=phone))
        if household is None:
            household = put(Household(organisation=company, label=last, sort_key=last.lower())).pk
        put(
            HouseholdMember(
                organisation=company,
                household_id=household,
                person=person,
                role="head",
                valid=DateRange(LONG_AGO, None),
            )
        )
    return person.pk


def look_for_doubles(stage=None):
    """The round, as the worker process does it."""
    with psycopg.connect(database.urls("job", settings.DATABASES["default"]["NAME"]), autocommit=True) as job:
        job.execute("SELECT sec.find_doubles(%s)", [stage and stage.company.pk])
    return len(found(stage)) if stage else None


def found(stage):
    """The pairs there are, with their reasons; the people of the stage, who are all called Exemple, left out."""
    with without_locks() as cursor:
        cursor.execute(
            "SELECT d.one_id, d.other_id, d.reasons FROM doubles_doublepair d JOIN people_person p ON p.id = d.one_id"
            " WHERE d.organisation_id = %s AND d.state = 'open' AND p.last_name NOT LIKE %s", [stage.company.pk, "Exemple%"],
        )  # fmt: skip
        return {frozenset(row[:2]): set(row[2]) for row in cursor.fetchall()}
