"""Shapes and correspondences of areas."""


import django.contrib.postgres.constraints
import django.contrib.postgres.fields.ranges
import django.db.models.deletion
import palier.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('housing', '0002_communes'),
    ]

    operations = [
        migrations.CreateModel(
            name='AreaShape',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('geometry', models.JSONField()),
                ('outline', models.JSONField()),
                ('source', models.CharField(max_length=200)),
                ('licence', models.CharField(blank=True, max_length=200)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('municipality', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='housing.municipality')),
                ('neighbourhood', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='housing.neighbourhood')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('municipality__isnull', False), ('neighbourhood', None)), models.Q(('municipality', None), ('neighbourhood__isnull', False)), _connector='OR'), name='shape_of_one_area'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('neighbourhood'), '='), (models.F('valid'), '&&')], name='one_shape_a_neighbourhood_a_day'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('municipality'), '='), (models.F('valid'), '&&')], name='one_shape_a_commune_a_day')],
            },
        ),
        migrations.CreateModel(
            name='Correspondence',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('share', models.DecimalField(decimal_places=4, max_digits=5)),
                ('source', models.CharField(max_length=200)),
                ('valid', django.contrib.postgres.fields.ranges.DateRangeField()),
                ('area', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='housing.neighbourhood')),
                ('within', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='housing.neighbourhood')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('share__gt', 0), ('share__lte', 1)), name='share_of_a_whole'), models.CheckConstraint(condition=models.Q(('area', models.F('within')), _negated=True), name='no_area_within_itself'), django.contrib.postgres.constraints.ExclusionConstraint(expressions=[(models.F('area'), '='), (models.F('within'), '='), (models.F('valid'), '&&')], name='one_correspondence_a_pair_a_day')],
            },
        ),
    ]
