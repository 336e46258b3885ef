"""Importing a file of cases through the ordinary steps, against COPY of the rows that it left behind."""

import csv
import io
from datetime import timedelta
from uuid import uuid4

from django.apps import apps
from django.db import connection, transaction

from cases.importing import batches
from cases.importing.columns import COLUMNS
from cases.models import Case
from organizations.models import Organization, User
from organizations.permissions import Permission

from .cast import Cast
from .measures import measure
from .timing import Call

ROWS = 200


@measure(f"import of {ROWS} cases", "COPY of the same rows without indexes", rounds=2,
         limited_by="each row takes the ordinary steps of a case, with their checks")  # fmt: skip
def load(cast: Cast) -> list[Call]:
    user = cast.user("village")
    organization = user.organizations_permitting(Permission.IMPORT_CASES)[0]
    copy = Copy(_load(user, organization))
    return [lambda: _load(user, organization), copy]


def _load(user: User, organization: Organization) -> list[int]:
    file = _file(user)
    with transaction.atomic():
        batch = batches.load_at_once(
            io.BytesIO(file), "案件.csv", organization=organization, by=user, dry_run=False
        )
    if batch.errors:
        raise RuntimeError(batch.errors[0])
    return list(Case.objects.filter(import_batch=batch).values_list("pk", flat=True))


def _file(user: User) -> bytes:
    """Settled by word of mouth, by this person, three weeks after the organization's last case at the latest."""
    last = Case.objects.filter(accepted_on__isnull=False).latest("accepted_on").accepted_on
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(column.header for column in COLUMNS)
    for number in range(ROWS):
        day = last - timedelta(days=30 + number % 300)
        cells = {
            "applied_on": day,
            "dispute_type": "邻里",
            "applicants": f"示例·导入{uuid4().hex[:10]}",
            "respondents": "示例·王某乙",
            "summary": "两家为院墙滴水起了争执，请求修一条排水沟。",
            "accepted_on": day,
            "mediators": user.person.name,
            "outcome": "口头协议",
            "concluded_on": day,
            "terms": "乙方三日内修好排水沟。",
            "amount": "1200",
            "performed_on": day,
            "closed_on": day,
        }
        writer.writerow(cells.get(column.key, "") for column in COLUMNS)
    return text.getvalue().encode()


class Copy:
    """The rows of the imported cases in all tables, into tables of the same columns with nothing else to keep up."""

    def __init__(self, cases: list[int]) -> None:
        self.pieces: list[tuple[str, str]] = []
        with connection.cursor() as cursor:
            for model in apps.get_app_config("cases").get_models():
                column = "id" if model is Case else "case_id"
                if column not in {field.column for field in model._meta.concrete_fields}:
                    continue
                table = model._meta.db_table
                rows = io.StringIO()
                chosen = ",".join(map(str, cases)) or "0"
                cursor.copy_expert(
                    f"COPY (SELECT * FROM {table} WHERE {column} IN ({chosen})) TO STDOUT", rows
                )
                if rows.getvalue():
                    cursor.execute(f"CREATE TEMP TABLE bare_{table} AS SELECT * FROM {table} WITH NO DATA")
                    self.pieces.append((f"bare_{table}", rows.getvalue()))

    def __call__(self) -> None:
        with transaction.atomic(), connection.cursor() as cursor:
            for table, rows in self.pieces:
                cursor.copy_expert(f"COPY {table} FROM STDIN", io.StringIO(rows))
