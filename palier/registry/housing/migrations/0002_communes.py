"""The 19 communes come with the installation, with their postcodes and where they were taken from."""

import django.contrib.postgres.fields
from django.db import migrations, models

from palier.registry.housing.rules import COMMUNES, COMMUNES_SOURCE


def load(apps, schema_editor):
    municipality = apps.get_model('housing', 'Municipality')
    for one in COMMUNES:
        municipality.objects.update_or_create(
            nis=one.nis,
            defaults={
                'name_fr': one.fr,
                'name_nl': one.nl,
                'postcodes': list(one.postcodes),
                'source': COMMUNES_SOURCE,
            },
        )


class Migration(migrations.Migration):

    dependencies = [
        ('housing', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='municipality',
            name='postcodes',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=4), default=list, size=None),
        ),
        migrations.AddField(
            model_name='municipality',
            name='source',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.RunPython(load, migrations.RunPython.noop),
    ]
