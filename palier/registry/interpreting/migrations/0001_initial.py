import django.contrib.postgres.fields
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
            name='ColleagueLanguage',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('language', models.CharField(max_length=3)),
                ('agreed_on', models.DateField()),
                ('withdrawn_on', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
            ],
            options={
                'abstract': False,
            },
        ),
        migrations.CreateModel(
            name='InterpreterService',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=120)),
                ('phone', models.CharField(max_length=30)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('hours', models.CharField(blank=True, max_length=120)),
                ('on_the_spot', models.BooleanField(default=False)),
                ('source', models.CharField(max_length=200)),
                ('checked_on', models.DateField()),
                ('until', models.DateField(null=True)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('name', ''), _negated=True), models.Q(('phone', ''), _negated=True), models.Q(('source', ''), _negated=True)), name='interpreter_says_whence')],
            },
        ),
        migrations.CreateModel(
            name='InterpretingTime',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('month', models.DateField()),
                ('language', models.CharField(max_length=3)),
                ('calls', models.PositiveIntegerField(default=0)),
                ('minutes', models.PositiveIntegerField(default=0)),
                ('cents', models.PositiveIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.service')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('service', 'month', 'language'), name='one_time_a_month_and_language')],
            },
        ),
    ]
