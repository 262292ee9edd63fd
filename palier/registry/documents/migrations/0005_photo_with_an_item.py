from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('documents', '0004_words'),
    ]

    operations = [
        migrations.AddField(
            model_name='photocode',
            name='item',
            field=models.UUIDField(null=True),
        ),
    ]
