"""Dashboards and official tables: the large database against the small one."""

from datetime import date

from reports import computing
from reports.dashboards import team
from reports.dashboards.board import fill
from reports.official import layouts
from reports.official.computing import compute
from reports.periods import Days

from .cast import Cast
from .measures import measure
from .timing import Call

SMALLER = "the same in the smallest database"


def _register() -> None:
    for level in ("county", "prefecture", "province"):

        @measure(f"dashboard, {level}", SMALLER, target=1.5)
        def dashboard(cast: Cast, level: str = level) -> list[Call]:
            scope = cast.scope(level)
            return [lambda: computing.dashboard(scope, cast.year)]

        @measure(f"official table, {level}", SMALLER, target=1.5, rounds=8)
        def table(cast: Cast, level: str = level) -> list[Call]:
            scope, layout = cast.scope(level), layouts.current("cases")
            return [lambda: compute(layout, scope, cast.year)]

    @measure("official table of any days, prefecture", SMALLER, target=1.5, rounds=8)
    def odd_days(cast: Cast) -> list[Call]:
        year = cast.year.start.year
        period = Days(date(year, 3, 17), date(year, 11, 11))
        scope, layout = cast.scope("prefecture"), layouts.current("cases")
        return [lambda: compute(layout, scope, period)]

    @measure("team and funds, prefecture", SMALLER, rounds=8)
    def board(cast: Cast) -> list[Call]:
        scope = cast.scope("prefecture")
        return [lambda: fill(team.BOARD, scope, cast.year, cast.year.previous_year())]


_register()
