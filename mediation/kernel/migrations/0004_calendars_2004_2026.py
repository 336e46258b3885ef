"""Load the years that had been published when this was written; later ones are loaded on the page 法定日历."""

from pathlib import Path

from django.db import migrations

from mediation.kernel.calendar_lines import read_days, sections

FILE = Path(__file__).parent.parent / "data" / "legal_calendar_2004_2026.txt"


def load(apps, schema_editor):
    calendars = apps.get_model("kernel", "LegalCalendar")
    days = apps.get_model("kernel", "CalendarDay")
    for section in sections(FILE.read_text(encoding="utf-8")):
        read, problems = read_days(section.lines, section.year)
        if problems:
            raise ValueError(problems)
        calendar = calendars.objects.create(
            year=section.year, scope=section.scope, version=1, source=section.source
        )
        days.objects.bulk_create(
            days(calendar=calendar, day=line.day, is_rest=line.is_rest, name=line.name) for line in read
        )


class Migration(migrations.Migration):
    dependencies = [("kernel", "0003_legal_calendar")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
