"""The overview of a scope and period, all of it of one moment."""

from datetime import datetime
from typing import NamedTuple

from django.utils import timezone

from . import dashboards, figures
from .dashboards import Dashboard
from .marginals.reading import Freshness, one_moment
from .periods import Period
from .scopes import Scope

__all__ = ["Computed", "dashboard", "one_moment"]


class Computed(NamedTuple):
    """A dashboard and the moment whose figures it shows."""

    dashboard: Dashboard
    computed_at: datetime
    freshness: Freshness


def dashboard(scope: Scope, period: Period) -> Computed:
    """The figures of now; where very many changes wait to be added up, those of the last time it was done."""
    with one_moment():
        now = timezone.now()
        freshness = figures.freshness()
        moment = now if freshness.is_exact else freshness.at or now
        return Computed(dashboards.build(scope, period), moment, freshness)
