"""How a person is reached, her safe contact and her income each get a table of their own."""

import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

import palier.kernel.identifiers
from palier.registry.people.rules import Reach

REACHES = [
    (Reach.CALL, "call"),
    (Reach.TEXT, "text message"),
    (Reach.LETTER, "letter"),
    (Reach.EMAIL, "mail"),
    (Reach.VISIT, "come by"),
    (Reach.IN_PERSON, "in person, at the counter"),
]


def _id():
    return models.UUIDField(
        default=palier.kernel.identifiers.new_id, editable=False, primary_key=True, serialize=False
    )


def _organisation():
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="organisations.organisation",
    )


class Migration(migrations.Migration):
    dependencies = [("organisations", "0001_initial"), ("people", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="ContactDetails",
            fields=[
                ("id", _id()),
                ("phone", models.CharField(blank=True, max_length=20)),
                ("email", models.EmailField(blank=True, max_length=254)),
                ("reach", models.CharField(blank=True, choices=REACHES, max_length=20)),
                ("reach_when", models.CharField(blank=True, max_length=100)),
                ("withheld", models.BooleanField(default=False)),
                ("changed_at", models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                ("organisation", _organisation()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(
                        fields=["phone"], name="details_phone_trigrams", opclasses=["gin_trgm_ops"]
                    )
                ]
            },
        ),
        migrations.CreateModel(
            name="NetTaxableIncome",
            fields=[
                ("id", _id()),
                ("year", models.PositiveSmallIntegerField()),
                ("amount", models.DecimalField(decimal_places=2, max_digits=10)),
                ("organisation", _organisation()),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="people.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("person", "year"), name="one_income_a_year"),
                    models.CheckConstraint(condition=models.Q(("amount__gte", 0)), name="income_is_not_negative"),
                ]
            },
        ),
        migrations.CreateModel(
            name="SafeContact",
            fields=[
                ("id", _id()),
                ("way", models.CharField(max_length=200)),
                ("agreed_on", models.DateField()),
                ("organisation", _organisation()),
                (
                    "person",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, related_name="+", to="people.person"
                    ),
                ),
            ],
            options={"abstract": False},
        ),
    ]
