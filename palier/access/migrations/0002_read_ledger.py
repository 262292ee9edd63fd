"""The read ledger's table: partitioned by month, which Django's own operations do not make."""

from django.db import migrations

LEDGER = """
CREATE TABLE access_read_event (
  id bigint GENERATED ALWAYS AS IDENTITY,
  at timestamptz NOT NULL,
  post_id uuid,
  person uuid,
  what varchar(40) NOT NULL,
  reference uuid,
  subjects uuid[] NOT NULL DEFAULT '{}',
  ground varchar(60) NOT NULL DEFAULT '',
  PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE INDEX read_events_of_post ON access_read_event (post_id, at);
CREATE INDEX read_events_of_reference ON access_read_event (reference, at);
CREATE TABLE access_read_event_rest PARTITION OF access_read_event DEFAULT;
ALTER TABLE access_read_event_rest ENABLE ROW LEVEL SECURITY;
ALTER TABLE access_read_event_rest FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0001_initial")]
    operations = [migrations.RunSQL(LEDGER, "DROP TABLE access_read_event")]
