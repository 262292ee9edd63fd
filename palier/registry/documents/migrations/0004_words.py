"""The words of a document's name for search: a column that no page ever selects, so it is no field of the model."""

from django.db import migrations

# Rows that are there already: nobody changed them, so neither their history nor their author's trigger hears of it. The deploy
# role steps aside from the owner's: under FORCE row security the owner sees no row.
FILLED = """
SET LOCAL ROLE palier_migrate;
ALTER TABLE documents_document DISABLE TRIGGER USER;
UPDATE documents_document d SET words = to_tsvector('french', n.plain) || to_tsvector('dutch', n.plain)
  FROM (SELECT id, regexp_replace(extensions.unaccent(name), '[^[:alnum:]]+', ' ', 'g') AS plain FROM documents_document) n
  WHERE n.id = d.id AND d.tier NOT IN ('author', 'reinforced');
ALTER TABLE documents_document ENABLE TRIGGER USER;
SET LOCAL ROLE palier_owner;
"""


class Migration(migrations.Migration):
    dependencies = [("documents", "0003_photo_code")]

    operations = [
        migrations.RunSQL(
            "ALTER TABLE documents_document ADD COLUMN words tsvector;"
            f"{FILLED}"
            "CREATE INDEX document_words ON documents_document USING gin (words)",
            "ALTER TABLE documents_document DROP COLUMN words",
        )
    ]
