"""The sequence behind registration numbers (登记号); gaps are allowed there."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE case_registration_no", "DROP SEQUENCE case_registration_no"),
    ]
