from django.db import migrations

from mediation.kernel.versions import KeepVersions


class Migration(migrations.Migration):

    dependencies = [
        ('organizations', '0001_initial'),
        ('kernel', '0006_row_versions'),
    ]

    operations = [
        KeepVersions("organizations_division"),
        KeepVersions("organizations_organization", leave_out=["version", "phone", "address"]),
        KeepVersions("organizations_placement"),
        KeepVersions("organizations_person", leave_out=["name", "sort_key", "phone"]),
        KeepVersions("organizations_badge", leave_out=["number"]),
        KeepVersions("organizations_employment"),
        KeepVersions("organizations_informationvolunteer", leave_out=["name", "phone"]),
        KeepVersions("organizations_post", leave_out=["title"]),
    ]
