"""Gives the site's database role what it needs and no more."""

from typing import Any

from django.apps import apps
from django.core.management.base import BaseCommand, CommandParser
from django.db import connection


class Command(BaseCommand):
    """Run by the owner after each migration: the site may read and write rows, but the journal and events only grow."""

    help = "Grant the site's database role its rights: append-only tables can be read and added to, never changed."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("role")

    def handle(self, *args: Any, role: str, **options: Any) -> None:
        append_only = sorted(m._meta.db_table for m in apps.get_models() if getattr(m, "append_only", False))
        quote = connection.ops.quote_name
        with connection.cursor() as cursor:
            site = quote(role)
            cursor.execute(f"GRANT USAGE ON SCHEMA public TO {site}")
            cursor.execute(f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {site}")
            cursor.execute(f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {site}")
            for table in append_only:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {quote(table)} FROM {site}")
            cursor.execute(f"REVOKE INSERT, UPDATE, DELETE ON {quote('django_migrations')} FROM {site}")
        self.stdout.write(f"{role}: {len(append_only)} append-only tables")
