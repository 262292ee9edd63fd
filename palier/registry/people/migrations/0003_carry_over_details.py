"""What stood on the person's row goes over into the tables of 0002.

A migration of its own: a key that is added to a table which already holds rows is checked by the owner, who under
forced row security sees none of them and finds every row wrong.
"""

from django.db import migrations

# The deploy role steps aside from the owner's for these statements: under FORCE row security the owner sees no row.
CARRY_OVER = """
SET LOCAL ROLE palier_migrate;
INSERT INTO people_safecontact (id, organisation_id, person_id, way, agreed_on)
  SELECT gen_random_uuid(), organisation_id, id, safe_contact_way, changed_at::date FROM people_person WHERE safe_contact;
INSERT INTO people_contactdetails
  (id, organisation_id, person_id, phone, email, reach, reach_when, withheld, changed_at)
  SELECT gen_random_uuid(), organisation_id, id, phone, email, reach, reach_when, safe_contact, changed_at
  FROM people_person WHERE phone <> '' OR email <> '' OR reach <> '' OR reach_when <> '';
SET CONSTRAINTS ALL IMMEDIATE;
SET LOCAL ROLE palier_owner;
"""
CARRY_BACK = """
SET LOCAL ROLE palier_migrate;
UPDATE people_person p SET phone = d.phone, email = d.email, reach = d.reach, reach_when = d.reach_when
  FROM people_contactdetails d WHERE d.person_id = p.id;
UPDATE people_person p SET safe_contact = true, safe_contact_way = s.way
  FROM people_safecontact s WHERE s.person_id = p.id;
SET LOCAL ROLE palier_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("people", "0002_contact_details")]

    operations = [migrations.RunSQL(CARRY_OVER, CARRY_BACK)]
