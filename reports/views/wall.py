"""The wall display: a page for a screen without anybody before it. It knows the screen, never a person."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput
from mediation.templatetags.figures import grouped

from .. import against, computing, presenting, walls
from ..against import compared
from ..dashboards import default_period, overview, wall
from ..figures import Point
from ..models import WallScreen
from ..periods import months_of

COOKIE = "wall"
PATH = "/wall/"
SECONDS = 60
# A screen hangs for years; it is taken down by the bureau, not by a date.
_TEN_YEARS = 10 * 365 * 24 * 3600
# Figures of a period that ended longer ago are said to be old.
_OLD_DAYS = 62


@require_safe
def open_screen(request: HttpRequest, secret: str) -> HttpResponse:
    """Make this browser the screen of the address, once: afterwards the address holds no secret."""
    screen = walls.known_by(secret)
    if screen is None:
        return _dark(request)
    walls.opened(screen)
    response = redirect("wall:display")
    response.set_cookie(
        COOKIE,
        secret,
        max_age=_TEN_YEARS,
        path=PATH,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response


@require_safe
def display(request: HttpRequest) -> HttpResponse:
    """The figures of the screen's scope, for the last complete period with figures; asked for anew every minute."""
    screen = walls.known_by(request.COOKIES.get(COOKIE, ""))
    if screen is None:
        return _dark(request)
    try:
        context = _context(screen)
    except InvalidInput as error:
        raise Http404 from error
    walls.seen(screen)
    return render(request, "wall/display.html", context | {"seconds": SECONDS})


def _dark(request: HttpRequest) -> HttpResponse:
    """No figures and no form: a screen that was taken down tells passers-by nothing."""
    return render(request, "wall/dark.html", {"seconds": SECONDS}, status=404)


def _context(screen: WallScreen) -> dict[str, Any]:
    scope = walls.scope_of(screen)
    period = default_period(scope, today())
    other = against.parse(against.YEAR, period)
    assert other.period is not None  # noqa: S101
    with computing.one_moment(may_lag=True):
        now, before = computing.dashboard(scope, period), computing.dashboard(scope, other.period)
    shown, earlier = now.dashboard, before.dashboard

    def beside(indicators):  # type: ignore[no-untyped-def]
        return [
            compared(shown.figures[i.code], earlier.figures[i.code], scope, period, other) for i in indicators
        ]

    return {
        "scope": scope,
        "period": period,
        "against": other,
        "computed_at": min(now.computed_at, before.computed_at),
        "read_at": timezone.now(),
        "is_old": (today() - period.as_of).days > _OLD_DAYS,
        "cards": beside(overview.HEADLINE),
        "beside": beside(wall.BESIDE),
        "columns": _columns(shown.trend, earlier.trend),
        "types": _bars(wall.types(shown.by_type)),
        "heads": [{"label": str(i.label), "unit": presenting.printed_unit(i)} for i in wall.TABLE],
        "rows": [
            {
                "label": row.label,
                "is_total": row.is_total,
                "cells": [presenting.text(figure) for figure in row.figures],
            }
            for row in wall.rows(shown.table)
        ],
        "months": len(months_of(period)),
    }


def _columns(now: list[Point], before: list[Point]) -> list[dict[str, Any]]:
    """Accepted cases by month and those of a year before, each with its height in percent of the highest."""
    code = overview.TREND[0].code
    pairs = [
        (
            point.period,
            int(point.figures[code].value or 0),
            int(before[position].figures[code].value or 0) if position < len(before) else 0,
        )
        for position, point in enumerate(now)
    ]
    highest = max((max(mine, theirs) for _period, mine, theirs in pairs), default=0) or 1
    return [
        {
            "label": _("%(month)d月") % {"month": period.start.month},
            "now": grouped(mine),
            "before": grouped(theirs),
            **_height("now", mine, highest),
            **_height("before", theirs, highest),
        }
        for period, mine, theirs in pairs
    ]


def _height(name: str, count: int, highest: int) -> dict[str, str]:
    """Top and height of a column, in percent of the drawing."""
    height = count * 100 / highest
    return {f"{name}_height": f"{height:.2f}", f"{name}_top": f"{100 - height:.2f}"}


def _bars(found: list[wall.Part]) -> list[dict[str, Any]]:
    longest = max((part.count for part in found), default=0) or 1
    return [
        {"label": part.label, "text": grouped(part.count), "length": f"{part.count * 100 / longest:.2f}"}
        for part in found
    ]
