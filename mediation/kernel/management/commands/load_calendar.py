"""Load years of the legal calendar from a file, as the page 法定日历 does."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from mediation.kernel import legal_calendar
from mediation.kernel.calendar_lines import read_days, sections


class Command(BaseCommand):
    help = "Load rest days and make-up working days: a heading (year, perhaps a division's digits, notice), then its days."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)

    @transaction.atomic
    def handle(self, *args: Any, file: Path, **options: Any) -> None:
        try:
            found = sections(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise CommandError(str(error)) from error
        for section in found:
            days, problems = read_days(section.lines, section.year)
            if problems or not days:
                raise CommandError("\n".join([f"{section.year}: no days read", *problems]))
            made, moved = legal_calendar.load(
                year=section.year,
                scope=legal_calendar.scope_of(section.scope),
                source=section.source,
                days=days,
                by_id=None,
            )
            told = ", ".join(f"{m.label}: {m.moved} moved, {m.settled} settled" for m in moved)
            self.stdout.write(f"{made} ({len(days)} days) {told}")
