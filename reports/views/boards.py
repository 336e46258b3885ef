"""The pages of one subject each: docking with the courts, team and funds, how long it takes."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from .. import computing, showing
from ..dashboards import docking as docking_board
from ..dashboards import team as team_board
from ..dashboards import timeliness as timeliness_board
from ..dashboards.board import Board, fill
from ..period_form import PeriodForm
from .asked import asked, opens, pickers
from .known import known_on


@login_required
@require_safe
@known_on
def docking(request: HttpRequest) -> HttpResponse:
    """Letters by sender and what became of them, the docked share, confirmations."""
    return _board(request, "reports:docking", _("诉调对接"), docking_board.BOARD)


@login_required
@require_safe
@known_on
def team(request: HttpRequest) -> HttpResponse:
    """Organizations, posts and persons, training and funds."""
    return _board(request, "reports:team", _("队伍和经费"), team_board.BOARD)


@login_required
@require_safe
@known_on
def timeliness(request: HttpRequest) -> HttpResponse:
    """Days by stage and by holder, what ended in time, what stands past its term."""
    return _board(request, "reports:timeliness", _("办理时效"), timeliness_board.BOARD)


def _board(request: HttpRequest, page: str, topic: Any, board: Board) -> HttpResponse:
    choice = asked(request, page)
    form = PeriodForm(request.GET or None)
    if form.is_bound and form.is_valid() and (chosen := form.period()):
        return redirect(choice.address(period=chosen.code))
    with computing.one_moment(may_lag=True):
        moment, freshness = computing.told_at()
        filled = fill(board, choice.scope, choice.period, choice.against.period)
    children = [row.scope for row in filled.table.rows] if filled.table else []
    context = pickers(choice, form) | {
        "topic": topic,
        "computed_at": moment,
        "freshness": freshness,
        "shown": showing.show(filled, choice.against, opens(choice, children)),
    }
    return render(request, "reports/board.html", context, status=422 if form.errors else 200)
