from django.db import migrations

from mediation.kernel.versions import KeepVersions


class Migration(migrations.Migration):

    dependencies = [
        ('referrals', '0001_initial'),
        ('kernel', '0006_row_versions'),
    ]

    operations = [
        KeepVersions(
            "referrals_referral",
            leave_out=[
                "version",
                "letter_no",
                "sender_case_no",
                "cause",
                "summary",
                "consent_evidence",
                "contact_name",
                "contact_phone",
                "decline_note",
                "answer_agreement_no",
            ],
        ),
    ]
