"""The overview of a scope and period, all of it of one moment."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from . import dashboards, figures
from .dashboards import Dashboard
from .marginals.reading import Freshness, one_moment
from .periods import Period
from .scopes import Scope

__all__ = ["Computed", "dashboard", "one_moment", "told_at"]


class Computed(NamedTuple):
    """A dashboard and the moment whose figures it shows."""

    dashboard: Dashboard
    computed_at: datetime
    freshness: Freshness


def dashboard(scope: Scope, period: Period) -> Computed:
    """The figures of now; inside `one_moment(may_lag=True)`, with very many changes waiting, those of the last refresh."""
    with one_moment():
        at, freshness = told_at()
        return Computed(dashboards.build(scope, period), at, freshness)


def told_at() -> tuple[datetime, Freshness]:
    """The moment whose figures are told, and what is not in them; inside `one_moment`."""
    now, freshness = timezone.now(), figures.freshness()
    return (now if freshness.is_exact else freshness.at or now), freshness
