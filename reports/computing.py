"""The overview of a scope and period, all of it of one moment."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from . import dashboards, figures
from .dashboards import Dashboard
from .marginals import refreshing
from .marginals.reading import Freshness, database
from .periods import Period
from .scopes import Scope


class Computed(NamedTuple):
    """A dashboard and the moment whose figures it shows."""

    dashboard: Dashboard
    computed_at: datetime
    freshness: Freshness


def dashboard(scope: Scope, period: Period) -> Computed:
    """The figures of now; where very many changes wait to be added up, those of the last time it was done."""
    with one_snapshot():
        now = timezone.now()
        freshness = figures.freshness()
        moment = now if freshness.is_exact else freshness.at or now
        return Computed(dashboards.build(scope, period), moment, freshness)


@contextmanager
def one_snapshot() -> Iterator[None]:
    """All queries inside see one moment of the database that figures are read from."""
    with refreshing.one_snapshot(database()):
        yield
