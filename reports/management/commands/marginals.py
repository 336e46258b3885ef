"""Work on the marginals by hand."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from reports.marginals import reconciling, refreshing


class Command(BaseCommand):
    """`refresh` works off what waits, `rebuild` counts everything anew, `reconcile` compares and mends."""

    help = "refresh: add up what has changed; rebuild: count everything anew; reconcile: compare with the source rows."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("what", choices=["refresh", "rebuild", "reconcile"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "reconcile":
            found = reconciling.reconcile()
            told = f"{found.differing} of {found.cells} cells differed" if found else "another run is on"
        else:
            done = refreshing.rebuild() if what == "rebuild" else refreshing.refresh()
            told = f"{done.marks} marks, {done.cells} cells" if done else "another run is on"
        self.stdout.write(told)
