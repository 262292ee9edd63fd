"""Words that are sealed take more room; the job finds what is apart by an index (access/sql/sealing.sql)."""

import palier.access.sealed_text
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0005_photo_with_an_item'),
    ]

    operations = [
        # A column that a trigger names keeps its type; palier migrate puts the trigger back.
        migrations.RunSQL("DROP TRIGGER IF EXISTS keep_words ON documents_document", migrations.RunSQL.noop),
        migrations.AddField(
            model_name='document',
            name='file_key',
            field=palier.access.sealed_text.SealedText(blank=True, db_default='', default=''),
        ),
        migrations.AlterField(
            model_name='document',
            name='name',
            field=palier.access.sealed_text.SealedText(),
        ),
        migrations.RunSQL(
            "CREATE INDEX documents_apart ON documents_document (id) WHERE tier = 'reinforced' OR left(name, 1) = E'\\x02' OR left(file_key, 1) = E'\\x02'",
            "DROP INDEX documents_apart",
        ),
    ]
