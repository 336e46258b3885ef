"""The triggers that mark what changed, derived from what stored figures read.

A trigger runs once a statement, whatever door it came through, and adds marks in the same transaction: it waits for
nobody and nobody waits for it. A mark names the case (or, for rows of no case, the organization) and what the row *was*:
its days, its place. What it is now is read when the mark is worked off (`dirty`), so two people who change different rows
of one case at the same time miss nothing of each other.

`install` runs after each migration and changes only what differs; a stream whose marks changed is computed anew.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import connection, connections, transaction
from django.db.models import Model

from cases.models import Case
from organizations.models import Division, Organization, Placement
from reports.models import DirtyMark

from . import placing
from .catalogue import Catalogue, Series, catalogue
from .tables import model_of, owner_of, path_to_case

CASE, ORGANIZATION, PLACEMENT, DIVISION = (
    model._meta.db_table for model in (Case, Organization, Placement, Division)
)
MARKS = DirtyMark._meta.db_table
# Set inside a transaction that writes very many rows: one mark for all of a table, not one for each row.
BULK = "mediation.marks_of_whole_tables"


@dataclass
class Route:
    """How rows of a table are marked."""

    table: str
    # Of an UPDATE only these matter.
    columns: set[str] = field(default_factory=set)
    # What marks keep of a row as it was: columns of days, of organizations, of divisions.
    days: set[str] = field(default_factory=set)
    organizations: set[str] = field(default_factory=set)
    divisions: tuple[str, ...] = ()
    # A row of no case is marked by what it was and by what it became.
    of_case: bool = True


def unmarked(series: Series) -> set[str]:
    """The tables that a series reads and whose changes could not be told; such a series is not stored."""
    stream = series.stream
    about_cases = stream.place.case is not None
    tables = {table for table, _column in series.reads}
    known = {stream.model._meta.db_table, ORGANIZATION, DIVISION}
    if isinstance(stream.place, placing.ByPlacement):
        known.add(PLACEMENT)
    found = {
        table for table in tables - known if not (about_cases and path_to_case(model_of(table)) is not None)
    }
    return found | ({stream.column} if stream.inputs is None else set())


def routes(of: Catalogue) -> dict[str, Route]:
    """How each table is marked that stored figures read."""
    found: dict[str, Route] = {}

    def route(table: str) -> Route:
        return found.setdefault(table, Route(table))

    for stream, columns in of.reads.items():
        for table, column in columns:
            route(table).columns.add(column)
        model, about_cases = stream.model, stream.place.case is not None
        if not about_cases:
            route(model._meta.db_table).of_case = False
        for one in stream.inputs or ():
            table, column = owner_of(one.model, one.column)
            route(table).days.add(column.column)
            route(table).columns.add(column.column)
        if isinstance(stream.place, placing.ByPlacement):
            table, column = owner_of(model, stream.place.organization)
            route(table).organizations.add(column.column)
            route(table).columns.add(column.column)
    for table, one in found.items():
        if table == CASE:
            one.divisions = tuple(f"accepted_{level}_id" for level in placing.STORED_LEVELS)
        elif table == PLACEMENT:
            one.divisions, one.organizations, one.of_case = ("division_id",), {"organization_id"}, False
        elif table == DIVISION:
            one.of_case = False
        elif table == ORGANIZATION:
            one.organizations, one.of_case = {"id"}, False
        elif one.of_case:
            one.columns.add(model_of(table)._meta.get_field(path_to_case(model_of(table))[0]).column)  # type: ignore[index]
    return found


def statements(table: str, route: Route) -> list[str]:
    """The function and the triggers of a table."""
    name = f"reports_mark_{table}"
    columns = sorted(route.columns - {"id"})
    was, now = (", ".join(f'{row}."{column}"' for column in columns) for row in "on")
    key = model_of(table)._meta.pk.column  # type: ignore[union-attr]
    differs = f"({was}) IS DISTINCT FROM ({now})" if columns else "false"
    removed = f'old_rows o LEFT JOIN new_rows n ON n."{key}" = o."{key}" WHERE n."{key}" IS NULL OR {differs}'
    added = f'new_rows n LEFT JOIN old_rows o ON o."{key}" = n."{key}" WHERE o."{key}" IS NULL OR {differs}'
    # What nothing stored can read yet: a new organization or division before its first row elsewhere.
    on_insert = "" if table in (ORGANIZATION, DIVISION) else _mark(route, "n", "new_rows n", was=False)
    body = f"""
CREATE OR REPLACE FUNCTION "{name}"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'TRUNCATE' OR current_setting('{BULK}', true) = 'on' THEN
        INSERT INTO {MARKS} ("table") VALUES ('{table}');
    ELSIF TG_OP = 'INSERT' THEN
        {on_insert or "NULL;"}
    ELSIF TG_OP = 'DELETE' THEN
        {_mark(route, "o", "old_rows o", was=True)}
    ELSE
        {_mark(route, "o", removed, was=True)}
        {_mark(route, "n", added, was=False) if table not in (CASE, ORGANIZATION, DIVISION) else ""}
    END IF;
    RETURN NULL;
END $$"""
    made = [body]
    for operation, transition in (
        ("INSERT", "REFERENCING NEW TABLE AS new_rows"),
        ("UPDATE", "REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows"),
        ("DELETE", "REFERENCING OLD TABLE AS old_rows"),
        ("TRUNCATE", ""),
    ):
        made.append(
            f'CREATE OR REPLACE TRIGGER "figures_{operation.lower()}" AFTER {operation} ON "{table}" '
            f'{transition} FOR EACH STATEMENT EXECUTE FUNCTION "{name}"()'
        )
    return made


def _mark(route: Route, row: str, source: str, *, was: bool) -> str:
    """One INSERT of marks for the rows of a transition table."""
    model = model_of(route.table)
    if route.table == DIVISION:
        return f"INSERT INTO {MARKS} (\"table\") SELECT '{DIVISION}' FROM {source} LIMIT 1;"
    values: dict[str, str] = {}
    if route.of_case:
        values["case_id"] = _case_of(model, row)
    if was or not route.of_case:
        for name, columns in (
            ("organizations", sorted(route.organizations)),
            ("divisions", route.divisions),
            ("days", sorted(route.days)),
        ):
            if columns:
                values[name] = "ARRAY[" + ", ".join(f'{row}."{column}"' for column in columns) + "]"
    names = ", ".join(f'"{name}"' for name in values)
    told = ", ".join(f"{value} AS {name}" for name, value in values.items())
    where = " WHERE m.case_id IS NOT NULL" if route.of_case else ""
    return (
        f"INSERT INTO {MARKS} (\"table\", {names}) SELECT '{route.table}', m.* "
        f"FROM (SELECT DISTINCT {told} FROM {source}) m{where};"
    )


def _case_of(model: type[Model], row: str) -> str:
    """The id of the case of a row, in SQL."""
    path = path_to_case(model)
    assert path is not None  # noqa: S101
    if not path:
        return f"{row}.id"
    first = model._meta.get_field(path[0])
    value = f'{row}."{first.column}"'
    for name in path[1:]:
        model = first.related_model  # type: ignore[assignment]
        first = model._meta.get_field(name)
        pk = model._meta.pk.column  # type: ignore[union-attr]
        value = f'(SELECT x."{first.column}" FROM "{model._meta.db_table}" x WHERE x."{pk}" = {value})'
    return value


def _version(texts: list[str]) -> str:
    return sha256("\n".join(texts).encode()).hexdigest()[:16]


def _wanted() -> dict[str, list[str]]:
    return {table: statements(table, route) for table, route in routes(catalogue()).items()}


def is_installed() -> bool:
    """Whether this database marks changes the way this program needs it; not before it is migrated."""
    wanted = {f"reports_mark_{table}": _version(texts) for table, texts in _wanted().items()}
    with connection.cursor() as cursor:
        return _installed(cursor) == wanted


def _installed(cursor: Any) -> dict[str, str]:
    cursor.execute(
        "SELECT p.proname, obj_description(p.oid) FROM pg_proc p "
        "WHERE p.proname LIKE 'reports_mark_%%' AND p.pronamespace = 'public'::regnamespace",
        [],
    )
    return dict(cursor.fetchall())


def install(using: str = "default", **_signal: Any) -> None:
    """After each migration: put the triggers as the registry needs them; what is right already stays as it is."""
    of = connections[using]
    wanted = _wanted()
    there = set(of.introspection.table_names())
    if not {MARKS, *wanted} <= there:
        # Migrated back to before there were any.
        return
    with of.cursor() as cursor:
        installed = _installed(cursor)
        with transaction.atomic(using):
            for table, texts in wanted.items():
                version = _version(texts)
                if installed.pop(f"reports_mark_{table}", None) == version:
                    continue
                for text in texts:
                    cursor.execute(text)
                cursor.execute(f"COMMENT ON FUNCTION \"reports_mark_{table}\"() IS '{version}'")
                # What changed before the new trigger was there may have left no mark.
                cursor.execute(f'INSERT INTO {MARKS} ("table") VALUES (%s)', [table])
            for name in installed:
                cursor.execute(f'DROP FUNCTION "{name}"() CASCADE')


@contextmanager
def whole_tables() -> Iterator[None]:
    """Inside, each statement marks its whole table once: for loading very many rows, followed by a rebuild."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT set_config(%s, 'on', true)", [BULK])
        yield
        cursor.execute("SELECT set_config(%s, '', true)", [BULK])
