from django.db import migrations

from mediation.kernel.versions import KeepVersions, StampTransaction


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0024_major'),
        ('kernel', '0006_row_versions'),
    ]

    operations = [
        KeepVersions("cases_case", leave_out=["version"]),
        KeepVersions("cases_party", leave_out=["version", "name", "phone", "address", "contact_name", "position"]),
        KeepVersions("cases_custody", leave_out=["reason", "moved_by_id"]),
        KeepVersions("cases_agreement", leave_out=["content", "manner"]),
        KeepVersions("cases_confirmation", leave_out=["court_reason", "refusal_reason"]),
        KeepVersions("cases_obligation", leave_out=["text", "manner", "position"]),
        KeepVersions("cases_performance", leave_out=["note", "recorded_by_id"]),
        KeepVersions("cases_breach", leave_out=["note", "recorded_by_id"]),
        KeepVersions("cases_returnvisit", leave_out=["risk", "measures", "recorded_by_id"]),
        KeepVersions("cases_expertinvitation", leave_out=["question", "decline_reason", "advice", "invited_by_id"]),
        KeepVersions("cases_supportrequest", leave_out=["question", "answer", "asked_by_id", "answered_by_id"]),
        KeepVersions("cases_majorreport", leave_out=["reason", "what", "measures", "needs", "result"]),
        KeepVersions("cases_subsidyclaim"),
        KeepVersions("cases_screeninground", leave_out=["place", "recorded_by_id"]),
        KeepVersions("cases_preventiontotal", leave_out=["version", "recorded_by_id"]),
        StampTransaction("cases_caseevent"),
    ]
