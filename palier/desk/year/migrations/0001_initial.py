import django.db.models.deletion
import palier.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Story',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField()),
                ('place', models.PositiveSmallIntegerField()),
                ('text', models.TextField()),
                ('saved_at', models.DateTimeField()),
                ('expires', models.DateField()),
                ('post', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
            ],
            options={
                'verbose_name_plural': 'stories',
                'constraints': [models.UniqueConstraint(fields=('post', 'year', 'place'), name='one_story_a_place'), models.CheckConstraint(condition=models.Q(('place__in', (1, 2, 3))), name='three_stories')],
            },
        ),
    ]
