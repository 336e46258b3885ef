"""Loads a file of cases as a clerk, or undoes one, from the command line: the same checks and steps as the page."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db.models import Q

from cases.enums import ImportState
from cases.importing import batches
from cases.importing.columns import as_markdown
from cases.models import ImportBatch
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import Organization, User
from organizations.permissions import Permission


class Command(BaseCommand):
    """`--as` names the clerk who answers for the rows; errors of rows make the exit code 1 and write nothing."""

    help = "Load a .xlsx or .csv file of cases wholly or not at all; docs/import.md tells the columns."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", nargs="?", type=Path)
        parser.add_argument("--as", dest="username", metavar="USERNAME", help="the clerk who loads or undoes")
        parser.add_argument("--organization", help="name or short name; the clerk's first one when left out")
        parser.add_argument("--dry-run", action="store_true", help="tell every row's error, write nothing")
        parser.add_argument("--undo", type=UUID, metavar="BATCH", help="void the cases of a loaded file")
        parser.add_argument("--columns", action="store_true", help="print the columns as a table")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["columns"]:
            self.stdout.write(as_markdown(), ending="")
            return
        clerk = self.clerk(options["username"])
        try:
            if options["undo"]:
                self.undo(options["undo"], clerk)
            else:
                self.load(options["file"], clerk, options["organization"], dry_run=options["dry_run"])
        except InvalidInput as error:
            raise CommandError(
                "\n".join(s for sentences in error.errors.values() for s in sentences)
            ) from error
        except Refused as error:
            raise CommandError(error.message) from error

    def load(self, file: Path | None, clerk: User, name: str | None, *, dry_run: bool) -> None:
        if file is None or not file.is_file():
            raise CommandError("Name a .xlsx or .csv file.")
        with file.open("rb") as content:
            batch = batches.load_at_once(
                content, file.name, organization=self.organization(clerk, name), by=clerk, dry_run=dry_run
            )
        for error in batch.errors:
            self.stderr.write(f"{error['row']}\t{error['column']}\t{error['message']}")
        if batch.errors:
            raise CommandError(f"{len(batch.errors)} errors in {batch.rows} rows; nothing was written.")
        done = "would be loaded" if dry_run else f"loaded as {batch.uuid}"
        self.stdout.write(f"{batch.rows} rows {done}.")

    def undo(self, uuid: UUID, clerk: User) -> None:
        batch = ImportBatch.objects.visible_to(clerk).filter(uuid=uuid).first()
        if batch is None:
            raise CommandError("There is no such file of this clerk's organizations.")
        batches.undo_at_once(batch, by=clerk)
        batch.refresh_from_db()
        if batch.state == ImportState.UNDONE:
            self.stdout.write(f"{batch.rows} cases voided.")

    def clerk(self, username: str | None) -> User:
        clerk = User.objects.select_related("person").filter(username=username or "", is_active=True).first()
        if clerk is None:
            raise CommandError("Name the clerk's account: --as USERNAME.")
        return clerk

    def organization(self, clerk: User, name: str | None) -> Organization:
        if name:
            found = (
                Organization.objects.filter(Q(name=name) | Q(short_name=name))
                .select_related("sealed_by")
                .first()
            )
        else:
            found = next(iter(clerk.organizations_permitting(Permission.IMPORT_CASES)), None)
        if found is None:
            raise CommandError("There is no such organization, or the clerk serves in none.")
        return found
