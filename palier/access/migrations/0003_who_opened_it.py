"""An index for *who opened it*: without it each household file reads the whole read ledger."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("access", "0002_read_ledger")]

    operations = [
        migrations.RunSQL(
            "CREATE INDEX read_events_of_subject ON access_read_event USING gin (subjects)",
            "DROP INDEX read_events_of_subject",
        )
    ]
