"""Earlier versions of rows, kept by the database for every door alike: page, API, import, job and hand-written SQL.

A kept table has two columns that no model knows, because only the database writes them: `known_from`, the moment at
which the transaction began that made the row what it is, and `known_in`, that transaction's id. They are defaults, so
adding a row costs nothing more. A trigger before UPDATE and DELETE writes what the row was to kernel_rowversion, once a
transaction, and only when a column changed that is kept. Free text and what tells who somebody is are left out: figures
do not read them, and what a person told must be able to vanish.

A migration of an app says `KeepVersions("cases_case", leave_out=["..."])`; columns added later are kept by themselves.
"""

from collections.abc import Iterable
from functools import cache
from typing import Any

from django.db import connection
from django.db.migrations.operations import RunSQL

# Written by the database, in each kept table and in those that tell of acts.
MOMENT, TRANSACTION = "known_from", "known_in"

CURRENT_TRANSACTION = "(pg_current_xact_id()::text::bigint)"

# A row that waited for another's transaction to end is known from that one's moment on: versions never overlap.
FUNCTION = f"""
CREATE FUNCTION kernel_keep_version() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- TG_ARGV is null where a trigger has no arguments.
    left_out text[] := ARRAY['{MOMENT}', '{TRANSACTION}'] || TG_ARGV;
    was jsonb := to_jsonb(OLD) - left_out;
    moment timestamptz := greatest(transaction_timestamp(), OLD.{MOMENT});
    transaction bigint := {CURRENT_TRANSACTION};
BEGIN
    IF TG_OP = 'UPDATE' THEN
        NEW.{MOMENT} := OLD.{MOMENT};
        NEW.{TRANSACTION} := OLD.{TRANSACTION};
        IF was = to_jsonb(NEW) - left_out THEN
            RETURN NEW;
        END IF;
        NEW.{MOMENT} := moment;
        NEW.{TRANSACTION} := transaction;
    END IF;
    IF OLD.{TRANSACTION} <> transaction THEN
        INSERT INTO kernel_rowversion ("table", row_id, known_from, known_until, began_in, ended_in, "row")
        VALUES (TG_TABLE_NAME, OLD.id, OLD.{MOMENT}, moment, OLD.{TRANSACTION}, transaction, was);
    END IF;
    RETURN CASE TG_OP WHEN 'UPDATE' THEN NEW ELSE OLD END;
END $$
"""


class KeepVersions(RunSQL):
    """From here on keep earlier versions of a table's rows, without the columns of `leave_out`."""

    reduces_to_sql = False
    reversible = True

    def __init__(self, table: str, leave_out: Iterable[str] = ()) -> None:
        self.table, self.leave_out = table, tuple(leave_out)
        arguments = ", ".join(f"'{name}'" for name in self.leave_out)
        super().__init__(
            [
                f'ALTER TABLE "{table}"'
                f" ADD COLUMN {MOMENT} timestamptz NOT NULL DEFAULT transaction_timestamp(),"
                f" ADD COLUMN {TRANSACTION} bigint NOT NULL DEFAULT {CURRENT_TRANSACTION}",
                f'CREATE TRIGGER keep_version BEFORE UPDATE ON "{table}" FOR EACH ROW'
                f" WHEN (OLD.* IS DISTINCT FROM NEW.*) EXECUTE FUNCTION kernel_keep_version({arguments})",
                f'CREATE TRIGGER keep_last_version BEFORE DELETE ON "{table}" FOR EACH ROW'
                f" EXECUTE FUNCTION kernel_keep_version({arguments})",
            ],
            [
                f'DROP TRIGGER keep_version ON "{table}"',
                f'DROP TRIGGER keep_last_version ON "{table}"',
                f'ALTER TABLE "{table}" DROP COLUMN {MOMENT}, DROP COLUMN {TRANSACTION}',
            ],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table, self.leave_out], {})

    def describe(self) -> str:
        return f"Keep versions of the rows of {self.table}"


class StampTransaction(RunSQL):
    """From here on each new row of a table that tells of acts says in which transaction it was written.

    So that a changed row finds who changed it and why.
    """

    reduces_to_sql = False

    def __init__(self, table: str) -> None:
        self.table = table
        name = f"{table}_{TRANSACTION}"
        super().__init__(
            [
                # Rows from before belong to no transaction that a version could name.
                f'ALTER TABLE "{table}" ADD COLUMN {TRANSACTION} bigint NOT NULL DEFAULT 0',
                f'ALTER TABLE "{table}" ALTER COLUMN {TRANSACTION} SET DEFAULT {CURRENT_TRANSACTION}',
                f'CREATE INDEX "{name}" ON "{table}" ({TRANSACTION})',
            ],
            [f'ALTER TABLE "{table}" DROP COLUMN {TRANSACTION}'],
        )

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (type(self).__name__, [self.table], {})

    def describe(self) -> str:
        return f"Stamp the rows of {self.table} with their transaction"


@cache
def _kept_in(database: str) -> dict[str, frozenset[str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT c.relname, encode(t.tgargs, 'escape') FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
            "WHERE t.tgname = 'keep_version' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname"
        )
        # Each argument of a trigger ends with a zero byte.
        return {table: frozenset(filter(None, arguments.split("\\000"))) for table, arguments in cursor}


def kept_tables() -> dict[str, frozenset[str]]:
    """The tables whose versions are kept, with the columns that are left out of each.

    Read once a process: triggers change with a migration only.
    """
    return _kept_in(str(connection.settings_dict["NAME"]))
