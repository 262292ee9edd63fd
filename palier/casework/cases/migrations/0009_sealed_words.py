"""Words that are sealed take more room; the job finds what is apart by an index (access/sql/sealing.sql)."""

import palier.access.sealed_text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0008_help_given'),
    ]

    operations = [
        migrations.AlterField(
            model_name='confidence',
            name='text',
            field=palier.access.sealed_text.SealedText(),
        ),
        migrations.AlterField(
            model_name='contact',
            name='facts',
            field=palier.access.sealed_text.SealedText(),
        ),
        migrations.AlterField(
            model_name='contact',
            name='who',
            field=palier.access.sealed_text.SealedText(blank=True),
        ),
        migrations.AlterField(
            model_name='knownmember',
            name='custody',
            field=palier.access.sealed_text.SealedText(blank=True),
        ),
        migrations.AlterField(
            model_name='knownmember',
            name='name',
            field=palier.access.sealed_text.SealedText(blank=True),
        ),
        migrations.AlterField(
            model_name='knownmember',
            name='own_words',
            field=palier.access.sealed_text.SealedText(blank=True),
        ),
        migrations.RunSQL(
            "CREATE INDEX contacts_apart ON cases_contact (id) WHERE tier = 'reinforced' OR left(facts, 1) = E'\\x02' OR left(who, 1) = E'\\x02'",
            "DROP INDEX contacts_apart",
        ),
        migrations.RunSQL(
            "CREATE INDEX confidences_apart ON cases_confidence (id) WHERE tier = 'reinforced' OR left(text, 1) = E'\\x02'",
            "DROP INDEX confidences_apart",
        ),
        migrations.RunSQL(
            "CREATE INDEX known_apart ON cases_knownmember (id) WHERE tier = 'reinforced' OR left(name, 1) = E'\\x02' OR left(custody, 1) = E'\\x02' OR left(own_words, 1) = E'\\x02'",
            "DROP INDEX known_apart",
        ),
    ]
