"""Dashboards computed ahead, exact or not shown: stored figures hold while nothing has marked a change.

Whoever changes what figures depend on writes a ChangeMark in the change's own transaction. `refresh` removes the marks
that its snapshot sees and stores what the same snapshot counts; a change that commits meanwhile leaves its mark, and
`dashboard` counts anew until the next refresh.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import OperationalError, connection, transaction
from django.db.models import Exists
from django.utils import timezone
from psycopg2 import errorcodes

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from mediation.kernel.models import ChangeMark
from organizations.enums import Level
from organizations.models import Division

from . import dashboards, periods, scopes
from .dashboards import Dashboard
from .models import ComputedDashboard
from .periods import Period, months_of
from .scopes import Scope

# Any number that nobody else locks: "dash" in ASCII.
_LOCK = 0x64617368
KEPT = timedelta(days=30)
_TOUCH_EVERY = timedelta(hours=1)
_ATTEMPTS = 3

Key = tuple[str, str]


class Computed(NamedTuple):
    """A dashboard and the moment whose figures it shows."""

    dashboard: Dashboard
    computed_at: datetime


def dashboard(scope: Scope, period: Period) -> Computed:
    """The stored dashboard when it is exact, otherwise one counted now; either way it is kept fresh from now on."""
    # One statement, one snapshot: the figures and the absence of marks belong together.
    stored = ComputedDashboard.objects.filter(
        ~Exists(ChangeMark.objects.all()), scope=scope.code, period=period.code
    ).first()
    if stored and stored.figures.get("fingerprint") == dashboards.fingerprint():
        _want(scope, period, stored.wanted_at)
        return Computed(dashboards.from_json(stored.figures, scope, period), stored.computed_at)
    _want(scope, period)
    with one_snapshot():
        return Computed(dashboards.build(scope, period), timezone.now())


def refresh() -> int:
    """Bring all wanted dashboards up to date; gives how many were stored. A second run at once does nothing.

    All or nothing: killed at any point it changes nothing, and the marks stay.
    """
    with _alone() as alone:
        if not alone:
            return 0
        ComputedDashboard.objects.filter(wanted_at__lt=timezone.now() - KEPT).delete()
        for _attempt in range(_ATTEMPTS):
            try:
                with one_snapshot():
                    return _recompute()
            except OperationalError as error:
                # Somebody's first look at a dashboard touched its row after our snapshot began.
                if getattr(error.__cause__, "pgcode", "") != errorcodes.SERIALIZATION_FAILURE:
                    raise
        return 0


def _recompute() -> int:
    stored = {
        (row.scope, row.period): row.figures.get("fingerprint") == dashboards.fingerprint()
        for row in ComputedDashboard.objects.all()
    }
    wanted = {**dict.fromkeys(_defaults(), False), **stored}
    removed, _details = ChangeMark.objects.all().delete()
    return sum(_store(key) for key, is_current in wanted.items() if removed or not is_current)


def _store(key: Key) -> int:
    try:
        scope, period = scopes.parse(key[0]), periods.parse(key[1])
    except InvalidInput:
        # A division that is no more: nobody can ask for it either.
        ComputedDashboard.objects.filter(scope=key[0], period=key[1]).delete()
        return 0
    figures = dashboards.to_json(dashboards.build(scope, period))
    ComputedDashboard.objects.bulk_create(
        [
            ComputedDashboard(scope=key[0], period=key[1], figures=figures, computed_at=timezone.now()),
        ],
        update_conflicts=True,
        unique_fields=["scope", "period"],
        update_fields=["figures", "computed_at"],
    )
    return 1


def _defaults() -> list[Key]:
    """Prefectures and their counties, for the period that dashboards open with and for each of its months."""
    found: list[Key] = []
    day = today()
    for prefecture in Division.objects.valid_on(day).filter(level=Level.PREFECTURE):
        whole = scopes.of_division(prefecture)
        period = dashboards.default_period(whole, day)
        counties = [child for child in whole.children(day) if child.stands and not child.is_own]
        codes = dict.fromkeys([period.code, *(month.code for month in months_of(period))])
        found += [(scope.code, code) for scope in (whole, *counties) for code in codes]
    return found


def _want(scope: Scope, period: Period, wanted_at: datetime | None = None) -> None:
    """Note that somebody looks at this dashboard, so that the job keeps it; at most once an hour."""
    now = timezone.now()
    if wanted_at and now - wanted_at < _TOUCH_EVERY:
        return
    changed = ComputedDashboard.objects.filter(scope=scope.code, period=period.code).update(wanted_at=now)
    if not changed:
        ComputedDashboard.objects.bulk_create(
            [ComputedDashboard(scope=scope.code, period=period.code, figures={}, computed_at=now)],
            ignore_conflicts=True,
        )


@contextmanager
def _alone() -> Iterator[bool]:
    """Whether this is the only refresh now; the lock goes with the connection if the process dies."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_LOCK])
        alone = cursor.fetchone()[0]
    try:
        yield alone
    finally:
        if alone:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_LOCK])


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All queries inside see one moment; inside a transaction that has begun already, its own isolation holds."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
