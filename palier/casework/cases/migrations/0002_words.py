"""The words of a contact for search: a column that no page ever selects, so it is no field of the model."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [
        migrations.RunSQL(
            "ALTER TABLE cases_contact ADD COLUMN words tsvector;"
            "CREATE INDEX contact_words ON cases_contact USING gin (words)",
            "ALTER TABLE cases_contact DROP COLUMN words",
        )
    ]
