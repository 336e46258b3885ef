from django.db import migrations

from mediation.kernel.versions import KeepVersions


class Migration(migrations.Migration):

    dependencies = [
        ('reports', '0008_marginals'),
        ('kernel', '0006_row_versions'),
    ]

    operations = [
        KeepVersions("reports_enteredtotal", leave_out=["version", "source", "entered_by_id"]),
    ]
