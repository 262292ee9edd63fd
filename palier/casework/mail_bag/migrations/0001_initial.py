import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.functions.datetime
import palier.access.rules
import palier.casework.mail_bag.rules
import palier.kernel.identifiers
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('access', '0004_locksession_code'),
        ('organisations', '0001_initial'),
        ('people', '0004_person_without_details'),
    ]

    operations = [
        migrations.CreateModel(
            name='BroughtLetter',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('contact', models.UUIDField()),
                ('step', models.UUIDField(null=True)),
                ('reply', models.UUIDField(null=True)),
                ('confided_by', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('concerns', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), default=list, size=None)),
                ('kind', models.CharField(choices=[(palier.casework.mail_bag.rules.LetterKind['BAILIFF'], 'Bailiff'), (palier.casework.mail_bag.rules.LetterKind['DEBT_COLLECTION'], 'Debt collection'), (palier.casework.mail_bag.rules.LetterKind['COURT'], 'Court, justice of the peace'), (palier.casework.mail_bag.rules.LetterKind['ENERGY'], 'Energy'), (palier.casework.mail_bag.rules.LetterKind['WATER'], 'Water'), (palier.casework.mail_bag.rules.LetterKind['FUND'], 'Health or child benefit fund'), (palier.casework.mail_bag.rules.LetterKind['CPAS'], 'CPAS'), (palier.casework.mail_bag.rules.LetterKind['TAXES'], 'Taxes'), (palier.casework.mail_bag.rules.LetterKind['MUNICIPALITY'], 'Municipality'), (palier.casework.mail_bag.rules.LetterKind['HEALTH'], 'Hospital, doctor'), (palier.casework.mail_bag.rules.LetterKind['SCHOOL'], 'School'), (palier.casework.mail_bag.rules.LetterKind['TELECOM'], 'Telephone, internet'), (palier.casework.mail_bag.rules.LetterKind['LANDLORD'], 'Landlord'), (palier.casework.mail_bag.rules.LetterKind['OTHER'], 'Other')], max_length=20)),
                ('sender', models.CharField(blank=True, max_length=120)),
                ('deadline', models.DateField(null=True)),
                ('sort', models.CharField(blank=True, choices=[(palier.casework.mail_bag.rules.Sort['URGENT'], 'Urgent'), (palier.casework.mail_bag.rules.Sort['FILE'], 'To file'), (palier.casework.mail_bag.rules.Sort['CONTEST'], 'To contest')], max_length=10)),
                ('tier', models.CharField(choices=[(palier.access.rules.Tier['TEAM'], 'Worker and replacement'), (palier.access.rules.Tier['PAIR'], 'Working pair'), (palier.access.rules.Tier['AUTHOR'], 'Aide-mémoire'), (palier.access.rules.Tier['REINFORCED'], 'Reinforced')], default=palier.access.rules.Tier['TEAM'], max_length=12)),
                ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('ends_on', models.DateField()),
                ('author', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
                ('household', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.household')),
                ('organisation', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('subject', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.subject')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', ''), _negated=True), name='a_brought_letter_has_a_kind')],
            },
        ),
    ]
