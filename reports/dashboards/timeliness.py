"""How long it takes (办理时效): days by stage and by holder, what ended in time, what stands past its term."""

from django.utils.translation import gettext_lazy as _

from ..indicators import bands, caseload, durations, letters, outcomes, tiers
from .board import Block, Board

BOARD = Board(
    headline=(
        durations.DAYS_TO_ACCEPT,
        durations.DAYS_TO_CONCLUDE,
        durations.DAYS_TO_CLOSE,
        durations.IN_TIME_SHARE,
    ),
    blocks=(
        Block(_("调解用了多少天"), bands.CONCLUDED_BY_DAYS, is_chart=True),
        Block(
            _("期末还在办的"),
            (caseload.CASES_OPEN, bands.CASES_OVERDUE, letters.LETTERS_WAITING),
            note=_("以期末那一天为准；今天超期的案件在“超期与督办”里看。"),
        ),
        Block(
            _("按时办理"),
            (
                durations.IN_TIME_SHARE,
                letters.LETTERS_IN_TIME_SHARE,
                tiers.SUPPORT_IN_TIME_SHARE,
                tiers.MAJOR_IN_TIME_SHARE,
            ),
        ),
        Block(
            _("由谁办理，办了几天"),
            (durations.DAYS_FIRST_HOLDER, durations.DAYS_LATER_HOLDERS, durations.CASES_MOVED),
            note=_("换过承办组织不是过错；天数按日历天计算，中止的日子也在内。"),
        ),
    ),
    trend_title=_("逐月平均调解天数"),
    trend=(durations.DAYS_TO_CONCLUDE, durations.DAYS_TO_ACCEPT),
    table=(
        outcomes.CASES_CONCLUDED,
        durations.DAYS_TO_ACCEPT,
        durations.DAYS_TO_CONCLUDE,
        durations.DAYS_TO_CLOSE,
        durations.IN_TIME_SHARE,
        caseload.CASES_OPEN,
        bands.CASES_OVERDUE,
    ),
)
