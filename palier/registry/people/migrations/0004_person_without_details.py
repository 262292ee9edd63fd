"""The person's row keeps her name and what it is to write to her; how she is reached has left it (0003)."""

from django.db import migrations

GONE = ("email", "phone", "reach", "reach_when", "safe_contact", "safe_contact_way")


class Migration(migrations.Migration):
    dependencies = [("people", "0003_carry_over_details")]

    operations = [
        migrations.RemoveIndex(model_name="person", name="person_by_phone"),
        *(migrations.RemoveField(model_name="person", name=name) for name in GONE),
    ]
