import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
import palier.kernel.domains
import palier.kernel.identifiers
import palier.registry.partners.rules
from django.db import migrations, models

# A line hangs on a line of the same company, and a service is of the kind of its organisation: said by keys, so that the
# constraint on the kinds that no secret may reach cannot be walked around by changing the organisation (P7).
KEYS = """
ALTER TABLE partners_partnerorganisation ADD CONSTRAINT partner_of_company UNIQUE (id, organisation_id, kind);
ALTER TABLE partners_partnerorganisation ADD CONSTRAINT partner_of_whom UNIQUE (id, organisation_id);
ALTER TABLE partners_partnerservice ADD CONSTRAINT service_of_company UNIQUE (id, organisation_id);
ALTER TABLE partners_partnerservice ADD CONSTRAINT service_is_of_its_partners_kind
  FOREIGN KEY (partner_id, organisation_id, kind) REFERENCES partners_partnerorganisation (id, organisation_id, kind)
  ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE partners_partnercontact ADD CONSTRAINT contact_of_its_company FOREIGN KEY (service_id, organisation_id)
  REFERENCES partners_partnerservice (id, organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE partners_agreement ADD CONSTRAINT agreement_of_its_company FOREIGN KEY (partner_id, organisation_id)
  REFERENCES partners_partnerorganisation (id, organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE partners_agreement ADD CONSTRAINT agreement_on_its_company FOREIGN KEY (service_id, organisation_id)
  REFERENCES partners_partnerservice (id, organisation_id) DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE partners_verification ADD CONSTRAINT verification_of_its_company FOREIGN KEY (service_id, organisation_id)
  REFERENCES partners_partnerservice (id, organisation_id) DEFERRABLE INITIALLY DEFERRED;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('organisations', '0002_services_and_proposals'),
    ]

    operations = [
        migrations.CreateModel(
            name='PartnerOrganisation',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('name_fr', models.CharField(max_length=160)),
                ('name_nl', models.CharField(max_length=160)),
                ('kind', models.CharField(choices=[(palier.registry.partners.rules.PartnerKind['MUNICIPALITY'], 'Commune'), (palier.registry.partners.rules.PartnerKind['PUBLIC_WELFARE_CENTRE'], 'Public welfare centre'), (palier.registry.partners.rules.PartnerKind['COORDINATION_PLATFORM'], 'Coordination platform'), (palier.registry.partners.rules.PartnerKind['POLICE'], 'Police'), (palier.registry.partners.rules.PartnerKind['NEIGHBOURHOOD_HOUSE'], 'Neighbourhood house'), (palier.registry.partners.rules.PartnerKind['SOCIAL_PREVENTION_CENTRE'], 'Social prevention centre'), (palier.registry.partners.rules.PartnerKind['SOCIAL_MEDIATOR'], 'Social or municipal mediator'), (palier.registry.partners.rules.PartnerKind['CLEANLINESS_AGENTS'], 'Cleanliness agents'), (palier.registry.partners.rules.PartnerKind['YOUTH_CENTRE'], 'Youth centre'), (palier.registry.partners.rules.PartnerKind['SCHOOL_BRANCH'], 'School branch'), (palier.registry.partners.rules.PartnerKind['ASSOCIATION'], 'Local or regional association'), (palier.registry.partners.rules.PartnerKind['TENANTS_UNION'], 'Tenants’ union, inhabitants’ association'), (palier.registry.partners.rules.PartnerKind['LITERACY_NETWORK'], 'Literacy network'), (palier.registry.partners.rules.PartnerKind['HEALTH_INSURANCE_FUND'], 'Health insurance fund'), (palier.registry.partners.rules.PartnerKind['HOSPITAL_OR_MEDICAL_HOUSE'], 'Hospital, medical house'), (palier.registry.partners.rules.PartnerKind['HOME_CARE'], 'Home care'), (palier.registry.partners.rules.PartnerKind['MENTAL_HEALTH_ASSOCIATION'], 'Mental health association'), (palier.registry.partners.rules.PartnerKind['MOBILE_TEAM'], 'Mobile team'), (palier.registry.partners.rules.PartnerKind['SCHOOL'], 'School'), (palier.registry.partners.rules.PartnerKind['BAILIFF'], 'Bailiff'), (palier.registry.partners.rules.PartnerKind['PROSECUTOR'], 'Prosecutor'), (palier.registry.partners.rules.PartnerKind['PUBLIC_ORDER'], 'Public-order service'), (palier.registry.partners.rules.PartnerKind['LANDLORD_DEPARTMENT'], 'Department of the landlord'), (palier.registry.partners.rules.PartnerKind['OTHER'], 'Other partner')], max_length=30)),
                ('level', models.CharField(choices=[(palier.registry.partners.rules.Level['LOCAL'], 'Local'), (palier.registry.partners.rules.Level['REGIONAL'], 'Regional'), (palier.registry.partners.rules.Level['COMMUNITY'], 'Of a Community'), (palier.registry.partners.rules.Level['FEDERAL'], 'Federal')], max_length=10)),
                ('url', models.CharField(blank=True, max_length=300)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
            ],
        ),
        migrations.CreateModel(
            name='PartnerService',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[(palier.registry.partners.rules.PartnerKind['MUNICIPALITY'], 'Commune'), (palier.registry.partners.rules.PartnerKind['PUBLIC_WELFARE_CENTRE'], 'Public welfare centre'), (palier.registry.partners.rules.PartnerKind['COORDINATION_PLATFORM'], 'Coordination platform'), (palier.registry.partners.rules.PartnerKind['POLICE'], 'Police'), (palier.registry.partners.rules.PartnerKind['NEIGHBOURHOOD_HOUSE'], 'Neighbourhood house'), (palier.registry.partners.rules.PartnerKind['SOCIAL_PREVENTION_CENTRE'], 'Social prevention centre'), (palier.registry.partners.rules.PartnerKind['SOCIAL_MEDIATOR'], 'Social or municipal mediator'), (palier.registry.partners.rules.PartnerKind['CLEANLINESS_AGENTS'], 'Cleanliness agents'), (palier.registry.partners.rules.PartnerKind['YOUTH_CENTRE'], 'Youth centre'), (palier.registry.partners.rules.PartnerKind['SCHOOL_BRANCH'], 'School branch'), (palier.registry.partners.rules.PartnerKind['ASSOCIATION'], 'Local or regional association'), (palier.registry.partners.rules.PartnerKind['TENANTS_UNION'], 'Tenants’ union, inhabitants’ association'), (palier.registry.partners.rules.PartnerKind['LITERACY_NETWORK'], 'Literacy network'), (palier.registry.partners.rules.PartnerKind['HEALTH_INSURANCE_FUND'], 'Health insurance fund'), (palier.registry.partners.rules.PartnerKind['HOSPITAL_OR_MEDICAL_HOUSE'], 'Hospital, medical house'), (palier.registry.partners.rules.PartnerKind['HOME_CARE'], 'Home care'), (palier.registry.partners.rules.PartnerKind['MENTAL_HEALTH_ASSOCIATION'], 'Mental health association'), (palier.registry.partners.rules.PartnerKind['MOBILE_TEAM'], 'Mobile team'), (palier.registry.partners.rules.PartnerKind['SCHOOL'], 'School'), (palier.registry.partners.rules.PartnerKind['BAILIFF'], 'Bailiff'), (palier.registry.partners.rules.PartnerKind['PROSECUTOR'], 'Prosecutor'), (palier.registry.partners.rules.PartnerKind['PUBLIC_ORDER'], 'Public-order service'), (palier.registry.partners.rules.PartnerKind['LANDLORD_DEPARTMENT'], 'Department of the landlord'), (palier.registry.partners.rules.PartnerKind['OTHER'], 'Other partner')], max_length=30)),
                ('name_fr', models.CharField(max_length=160)),
                ('name_nl', models.CharField(max_length=160)),
                ('description_fr', models.CharField(blank=True, max_length=1000)),
                ('description_nl', models.CharField(blank=True, max_length=1000)),
                ('domains', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=[(palier.kernel.domains.Domain['SOCIAL_RIGHTS'], 'Social rights'), (palier.kernel.domains.Domain['FAMILY'], 'Family'), (palier.kernel.domains.Domain['HEALTH'], 'Health'), (palier.kernel.domains.Domain['FINANCIAL'], 'Money'), (palier.kernel.domains.Domain['SOCIO_PROFESSIONAL'], 'Work and training'), (palier.kernel.domains.Domain['SAFETY'], 'Safety'), (palier.kernel.domains.Domain['CIVIC_LIFE'], 'Civic life'), (palier.kernel.domains.Domain['HOUSING_TRANSFER'], 'Housing: transfer'), (palier.kernel.domains.Domain['HOUSING_ACCOUNTS'], 'Housing: rent and charges'), (palier.kernel.domains.Domain['HOUSING_MAINTENANCE'], 'Housing: repairs'), (palier.kernel.domains.Domain['HOUSING_WORKS'], 'Housing: works'), (palier.kernel.domains.Domain['ARREARS'], 'Rent arrears'), (palier.kernel.domains.Domain['EVICTION_RISK'], 'Risk of eviction'), (palier.kernel.domains.Domain['ADMINISTRATIVE'], 'Papers and procedures'), (palier.kernel.domains.Domain['NEIGHBOURHOOD'], 'Neighbours')], max_length=30), default=list, size=None)),
                ('eligibility', models.CharField(blank=True, max_length=1000)),
                ('area', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=5), default=list, size=None)),
                ('languages', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=3), default=list, size=None)),
                ('hours', models.CharField(blank=True, max_length=300)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('address', models.CharField(blank=True, max_length=300)),
                ('step_free', models.BooleanField(null=True)),
                ('capacity', models.CharField(choices=[(palier.registry.partners.rules.Capacity['TAKES_PEOPLE'], 'Takes people'), (palier.registry.partners.rules.Capacity['WAITING_LIST'], 'Waiting list'), (palier.registry.partners.rules.Capacity['FULL'], 'Full'), (palier.registry.partners.rules.Capacity['UNKNOWN'], 'Places: not known')], default=palier.registry.partners.rules.Capacity['UNKNOWN'], max_length=20)),
                ('capacity_on', models.DateField(null=True)),
                ('bound_by_secrecy', models.CharField(choices=[(palier.registry.partners.rules.Bound['YES'], 'Yes, bound by secrecy'), (palier.registry.partners.rules.Bound['NO'], 'No'), (palier.registry.partners.rules.Bound['UNKNOWN'], 'Not known: counts as no')], default=palier.registry.partners.rules.Bound['UNKNOWN'], max_length=10)),
                ('secrecy_ground', models.CharField(blank=True, max_length=300)),
                ('same_mission', models.BooleanField(default=False)),
                ('until', models.DateField(null=True)),
                ('search_key', models.TextField(blank=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('may_receive_referral', models.GeneratedField(db_persist=True, expression=models.Q(('bound_by_secrecy', palier.registry.partners.rules.Bound['YES']), ('same_mission', True), ('until', None), models.Q(('kind__in', [palier.registry.partners.rules.PartnerKind['BAILIFF'], palier.registry.partners.rules.PartnerKind['LANDLORD_DEPARTMENT'], palier.registry.partners.rules.PartnerKind['POLICE'], palier.registry.partners.rules.PartnerKind['PROSECUTOR'], palier.registry.partners.rules.PartnerKind['PUBLIC_ORDER']]), _negated=True)), output_field=models.BooleanField())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partnerorganisation')),
            ],
        ),
        migrations.CreateModel(
            name='PartnerContact',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('first_name', models.CharField(max_length=80)),
                ('last_name', models.CharField(max_length=80)),
                ('function', models.CharField(max_length=120)),
                ('phone', models.CharField(blank=True, max_length=30)),
                ('email', models.CharField(blank=True, max_length=254)),
                ('until', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partnerservice')),
            ],
        ),
        migrations.CreateModel(
            name='Agreement',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=160)),
                ('parties', models.JSONField(default=list)),
                ('covers', models.CharField(blank=True, max_length=1000)),
                ('starts', models.DateField()),
                ('ends', models.DateField(null=True)),
                ('version', models.PositiveIntegerField(default=1)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('partner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partnerorganisation')),
                ('service', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partnerservice')),
            ],
        ),
        migrations.CreateModel(
            name='Verification',
            fields=[
                ('id', models.UUIDField(default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False)),
                ('on', models.DateField()),
                ('noted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.organisation')),
                ('post', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisations.post')),
                ('service', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='partners.partnerservice')),
            ],
        ),
        migrations.AddConstraint(
            model_name='partnerorganisation',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_fr', ''), _negated=True), models.Q(('name_nl', ''), _negated=True)), name='partner_named_twice'),
        ),
        migrations.AddIndex(
            model_name='partnerservice',
            index=django.contrib.postgres.indexes.GinIndex(fields=['search_key'], name='partner_service_trigrams', opclasses=['gin_trgm_ops']),
        ),
        migrations.AddConstraint(
            model_name='partnerservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('name_fr', ''), _negated=True), models.Q(('name_nl', ''), _negated=True)), name='partner_service_named_twice'),
        ),
        migrations.AddConstraint(
            model_name='partnerservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound_by_secrecy', palier.registry.partners.rules.Bound['YES']), _negated=True), models.Q(('kind__in', [palier.registry.partners.rules.PartnerKind['BAILIFF'], palier.registry.partners.rules.PartnerKind['LANDLORD_DEPARTMENT'], palier.registry.partners.rules.PartnerKind['POLICE'], palier.registry.partners.rules.PartnerKind['PROSECUTOR'], palier.registry.partners.rules.PartnerKind['PUBLIC_ORDER']]), _negated=True), _connector='OR'), name='no_secret_for_who_enforces'),
        ),
        migrations.AddConstraint(
            model_name='partnerservice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('bound_by_secrecy', palier.registry.partners.rules.Bound['YES']), _negated=True), models.Q(('secrecy_ground', ''), _negated=True), _connector='OR'), name='bound_says_on_what_ground'),
        ),
        migrations.AddConstraint(
            model_name='partnerservice',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', palier.registry.partners.rules.Capacity['UNKNOWN']), ('capacity_on__isnull', False), _connector='OR'), name='capacity_has_its_day'),
        ),
        migrations.AddConstraint(
            model_name='partnercontact',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('first_name', ''), _negated=True), models.Q(('last_name', ''), _negated=True), models.Q(('function', ''), _negated=True)), name='partner_contact_is_named'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('title', ''), _negated=True), name='agreement_has_a_title'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.CheckConstraint(condition=models.Q(('ends__isnull', True), ('ends__gte', models.F('starts')), _connector='OR'), name='agreement_ends_after_start'),
        ),
        migrations.AddIndex(
            model_name='verification',
            index=models.Index(fields=['service', '-on'], name='verifications_of_service'),
        ),
        migrations.RunSQL(KEYS, migrations.RunSQL.noop),
    ]
