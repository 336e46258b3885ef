"""Dispute screening (排查), about places, never about people; and the months' sums of what was prevented (预防纠纷)."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from cases.models import PreventionTotal, ScreeningRound
from reports.enums import Unit

from .caseload import CASE_TABLE
from .kinds import Count, Total
from .places import ByPlacement
from .registry import register, year_over_year
from .windows import InMonths, On


def screening_rounds() -> QuerySet:
    """Rounds of screening; one that found nothing is a round too."""
    return ScreeningRound.objects.all()


SCREENING_ROUNDS = register(
    Count(
        code="screening_rounds",
        label=_("矛盾纠纷排查"),
        definition=_("期内开展的矛盾纠纷排查次数，没有发现纠纷的也计；按排查组织在排查当日的所在地归属。"),
        unit=Unit.TIMES,
        basis=CASE_TABLE,
        source=screening_rounds,
        window=On("held_on"),
        place=ByPlacement(on="held_on"),
    )
)
SCREENING_FOUND = register(
    Total(
        code="screening_found",
        label=_("排查发现纠纷"),
        definition=_(
            "期内各次排查当场发现的纠纷件数合计，和排查次数是两回事；按排查组织在排查当日的所在地归属。"
        ),
        unit=Unit.CASES,
        basis=CASE_TABLE,
        source=screening_rounds,
        window=On("held_on"),
        place=ByPlacement(on="held_on"),
        column_summed="found",
    )
)
SCREENING_ROUNDS_YOY = year_over_year(SCREENING_ROUNDS, label=_("矛盾纠纷排查同比"))


def prevention_totals() -> QuerySet:
    """The sums that committees entered for months; behind them stands no case and no person."""
    return PreventionTotal.objects.all()


def _total(column: str, label: object, definition: object, unit: Unit) -> Total:
    return register(
        Total(
            code=f"prevention_{column}",
            label=label,
            definition=definition,
            unit=unit,
            basis=CASE_TABLE,
            source=prevention_totals,
            window=InMonths("month"),
            place=ByPlacement(on="month"),
            column_summed=column,
        )
    )


PREVENTED = _total(
    "prevented",
    _("预防纠纷"),
    _("期内各完整月份填报的预防纠纷件数合计，不对应案件；按填报组织在当月第一天的所在地归属。"),
    Unit.CASES,
)
SUICIDE_CASES = _total(
    "suicide_cases",
    _("防止民间纠纷引起自杀（件）"),
    _("期内各完整月份填报的防止民间纠纷引起自杀的件数合计，不对应案件；按填报组织在当月第一天的所在地归属。"),
    Unit.CASES,
)
SUICIDE_PEOPLE = _total(
    "suicide_people",
    _("防止民间纠纷引起自杀（人）"),
    _(
        "期内各完整月份填报的防止民间纠纷引起自杀的人数合计，不对应任何人；按填报组织在当月第一天的所在地归属。"
    ),
    Unit.PEOPLE,
)
CRIME_CASES = _total(
    "crime_cases",
    _("防止民间纠纷转化为刑事案件（件）"),
    _(
        "期内各完整月份填报的防止民间纠纷转化为刑事案件的件数合计，不对应案件；按填报组织在当月第一天的所在地归属。"
    ),
    Unit.CASES,
)
CRIME_PEOPLE = _total(
    "crime_people",
    _("防止民间纠纷转化为刑事案件（人）"),
    _(
        "期内各完整月份填报的防止民间纠纷转化为刑事案件的人数合计，不对应任何人；按填报组织在当月第一天的所在地归属。"
    ),
    Unit.PEOPLE,
)
PETITION_CASES = _total(
    "petition_cases",
    _("防止群体性上访（件）"),
    _("期内各完整月份填报的防止群体性上访的件数合计，不对应案件；按填报组织在当月第一天的所在地归属。"),
    Unit.CASES,
)
PETITION_PEOPLE = _total(
    "petition_people",
    _("防止群体性上访（人）"),
    _("期内各完整月份填报的防止群体性上访的人数合计，不对应任何人；按填报组织在当月第一天的所在地归属。"),
    Unit.PEOPLE,
)
AFFRAY_CASES = _total(
    "affray_cases",
    _("防止群体性械斗（件）"),
    _("期内各完整月份填报的防止群体性械斗的件数合计，不对应案件；按填报组织在当月第一天的所在地归属。"),
    Unit.CASES,
)
AFFRAY_PEOPLE = _total(
    "affray_people",
    _("防止群体性械斗（人）"),
    _("期内各完整月份填报的防止群体性械斗的人数合计，不对应任何人；按填报组织在当月第一天的所在地归属。"),
    Unit.PEOPLE,
)
