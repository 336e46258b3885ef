"""The tables and the code say the same."""

from django.core.management import call_command


def test_no_model_differs_from_its_migrations(db: None) -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)
