"""`manage.py load_demo`: fill an empty database with the demo prefecture."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from organizations.demo_accounts import DEMO_ACCOUNTS, DEMO_PASSWORD
from reports.demo_loading import NotEmpty, load


class Command(BaseCommand):
    help = "Load the demo prefecture into an empty database; does nothing when it is there. Runs as the database's owner."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            loaded = load(self.stdout.write)
        except NotEmpty:
            raise CommandError(
                "The database is not empty; the demo is loaded into an empty one only."
            ) from None
        if not loaded:
            self.stdout.write("The demo is loaded already; nothing was changed.")
            return
        names = ", ".join(account.username for account in DEMO_ACCOUNTS)
        self.stdout.write(f"The demo is loaded. Accounts: {names}. Password: {DEMO_PASSWORD}")
