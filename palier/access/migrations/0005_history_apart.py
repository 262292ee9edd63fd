"""Where the job finds the former state of what is apart (access/sql/sealing.sql)."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0004_locksession_code")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX history_apart ON access_history (row_id) WHERE before ->> 'tier' = 'reinforced'",
            "DROP INDEX history_apart",
        )
    ]
