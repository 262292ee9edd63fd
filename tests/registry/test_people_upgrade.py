"""A database of the first version keeps what it knew when how a person is reached moves to tables of its own."""

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest

from config import database

ROOT = Path(__file__).resolve().parents[2]
NAME = "palier_upgrade"
FIRST_VERSION = """
from palier.cli.setup import django_as
with django_as("migrate"):
    from django.core.management import call_command
    from django.db import connection, transaction
    call_command("migrate", "people", "0001_initial", verbosity=0)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE palier_migrate")
        cursor.execute("INSERT INTO organisations_organisation (id, kind, slug, name_fr, name_nl, works_for_applicants)"
            " VALUES (gen_random_uuid(), 'housing_company', 'exemple', 'Exemple', 'Voorbeeld', false)")
        for name, phone, safe in (("Zoé", "+3220000001", True), ("Omer", "+3220000002", False), ("Lia", "", False)):
            cursor.execute("INSERT INTO people_person (id, organisation_id, source_id, last_name, first_name, sort_key,"
                " sex, language, languages_spoken, languages_read, phone, email, reach, reach_when, safe_contact,"
                " safe_contact_way, protected_address) SELECT gen_random_uuid(), id, %s, 'Exemple', %s, 'exemple', 'x', '',"
                " '{}', '{}', %s, '', '', '', %s, %s, false FROM organisations_organisation",
                [name, name, phone, safe, "au guichet" if safe else ""])
"""


def python(*arguments: str) -> None:
    environment = {**os.environ, "PALIER_DATABASE": NAME, "PALIER_ROLE": ""}
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.slow
def test_telephones_and_safe_contacts_of_the_first_version_are_carried_over():
    database.drop_database(NAME)
    database.create_database(NAME)
    try:
        python("-c", FIRST_VERSION)
        python("-m", "palier.cli", "migrate")

        with psycopg.connect(database.urls("migrate", NAME)) as connection:
            connection.execute("SET ROLE palier_migrate")
            found = connection.execute(
                "SELECT p.first_name, d.phone, d.withheld, s.way FROM people_person p"
                " LEFT JOIN people_contactdetails d ON d.person_id = p.id"
                " LEFT JOIN people_safecontact s ON s.person_id = p.id ORDER BY p.source_id"
            ).fetchall()
        assert found == [
            ("Lia", None, None, None),
            ("Omer", "+3220000002", False, None),
            ("Zoé", "+3220000001", True, "au guichet"),
        ]
    finally:
        database.drop_database(NAME)
