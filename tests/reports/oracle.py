"""Asks the hand-written SQL of tests/reports/oracle/ for every number of a scope and period."""

from decimal import Decimal
from pathlib import Path

from django.db import connection

from reports.periods import Period
from reports.scopes import Scope

FILES = sorted((Path(__file__).parent / "oracle").glob("*.sql"))


def ask(scope: Scope, period: Period) -> dict[str, Decimal]:
    """Every value by its code; rates as `code/numerator` and `code/denominator`."""
    parameters = {
        "start": period.start,
        "until": period.end,
        "day": period.as_of,
        "division": scope.division.code if scope.division else None,
        "own": scope.is_own,
        "organization": str(scope.organization.uuid) if scope.organization else None,
    }
    values: dict[str, Decimal] = {}
    with connection.cursor() as cursor:
        for file in FILES:
            cursor.execute(file.read_text(encoding="utf-8"), parameters)
            for code, value in cursor.fetchall():
                assert code not in values, f"two answers for {code}"
                values[code] = Decimal(value)
    return values
