"""The house's own terms (practice.md P39), dated; another length later is another row in another migration."""

import datetime
import uuid

from django.db import migrations

FROM = datetime.date(2026, 1, 1)
# key, length, unit, the longest a company may choose without the officer's reason, nobody further?, where it is written
PRESETS = (
    ("simple_contact", 12, "months", 24, "months", False, "P39"),
    ("closed_file", 5, "years", 10, "years", False, "P39"),
    ("reinforced", 2, "years", 5, "years", False, "P39"),
    ("aide_memoire", 30, "days", 30, "days", True, "P17, P39"),
    ("no_demand", 90, "days", 90, "days", True, "P33"),
    ("draft", 30, "days", 30, "days", True, "P39"),
    ("waiting_room", 24, "hours", 24, "hours", True, "P39, D12"),
    ("duty_presence", 24, "hours", 24, "hours", True, "P15"),
    ("desk_word", 90, "days", 12, "months", False, "P15"),
    ("appointment", 12, "months", 24, "months", False, "P39"),
    ("document", 12, "months", 24, "months", False, "P14, P39"),
    ("welcome", 12, "months", 24, "months", False, "P14, P39"),
    ("signal", 12, "months", 24, "months", False, "P39"),
    ("taken_back", 30, "days", 90, "days", False, "D8"),
    ("read_ledger", 10, "years", 10, "years", True, "P39, D15"),
)


def put(apps, schema_editor):
    terms = apps.get_model("rights", "RetentionTerm")
    terms.objects.bulk_create(
        terms(
            id=uuid.uuid5(uuid.NAMESPACE_OID, f"palier term {key} {FROM}"),
            key=key,
            length=length,
            unit=unit,
            longest_length=longest,
            longest_unit=longest_unit,
            fixed=fixed,
            source=source,
            valid_from=FROM,
        )
        for key, length, unit, longest, longest_unit, fixed, source in PRESETS
    )


class Migration(migrations.Migration):
    dependencies = [("rights", "0001_initial")]
    operations = [migrations.RunPython(put, migrations.RunPython.noop)]
