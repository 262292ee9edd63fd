"""Words that are sealed take more room; the job finds what is apart by an index (access/sql/sealing.sql)."""

import palier.access.sealed_text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('mail_bag', '0001_initial'),
    ]

    operations = [
        migrations.AlterField(
            model_name='broughtletter',
            name='sender',
            field=palier.access.sealed_text.SealedText(blank=True),
        ),
        migrations.RunSQL(
            "CREATE INDEX brought_apart ON mail_bag_broughtletter (id) WHERE tier = 'reinforced' OR left(sender, 1) = E'\\x02'",
            "DROP INDEX brought_apart",
        ),
    ]
