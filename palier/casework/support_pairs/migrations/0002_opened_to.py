import django.contrib.postgres.fields
from django.db import migrations, models

# A door that stands open is of the pair that was named when it was opened; of an earlier pair nobody can be told any more.
OF_THE_PAIR = """
UPDATE support_pairs_opening o SET opened_to = ARRAY[r.first_id, r.second_id] FROM support_requests_supportrequest r
WHERE r.id = o.request_id AND o.ended_on IS NULL AND r.state = 'pair_named' AND r.named_on <= o.opened_on
"""


class Migration(migrations.Migration):
    dependencies = [
        ("support_pairs", "0001_initial"),
        ("support_requests", "0002_calls_and_afterwards"),
    ]

    operations = [
        migrations.AddField(
            model_name="opening",
            name="opened_to",
            field=django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None),
        ),
        migrations.RunSQL(OF_THE_PAIR, migrations.RunSQL.noop),
    ]
