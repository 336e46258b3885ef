"""`manage.py generate --cases 1000000`: fill an empty database with invented histories of five years."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from mediation.kernel.calendar import today
from reports.generating import Asked, NotEmpty, generate


class Command(BaseCommand):
    help = (
        "Fill an empty database with invented cases of the last five years. Runs as the database's owner; "
        "a run that is interrupted leaves nothing behind."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, required=True, help="how many cases")
        parser.add_argument("--seed", type=int, default=1, help="another number gives other cases")
        parser.add_argument("--prefectures", type=int, default=0, help="default: one for each 70,000 cases")
        parser.add_argument("--until", type=date.fromisoformat, default=None, help="last day, default today")

    def handle(self, *args: Any, **options: Any) -> None:
        asked = Asked(options["cases"], options["until"] or today(), options["seed"], options["prefectures"])
        try:
            register = generate(asked, self.stdout.write)
        except NotEmpty:
            raise CommandError("The database is not empty; nothing was changed.") from None
        except ValueError as error:
            raise CommandError(str(error)) from None
        names = ", ".join(register.usernames)
        self.stdout.write(f"Accounts without a password (manage.py changepassword NAME): {names}")
