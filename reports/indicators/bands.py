"""How long mediation took, in bands of days, and what was overdue: counts, because an average hides both ends."""

from datetime import date
from typing import Any

from django.db.models import DateField, ExpressionWrapper, F, Q, Value
from django.utils.translation import gettext_lazy as _

from reports.enums import Unit

from .caseload import counted_cases
from .kinds import Count, Stock
from .places import ByAcceptance
from .registry import register
from .windows import Between, On

_BASIS = _("人民调解工作若干规定第三十三条")


def _after(days: int) -> ExpressionWrapper:
    return ExpressionWrapper(F("accepted_on") + days, output_field=DateField())


def _concluded(code: str, label: Any, definition: Any, where: Q) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.CASES,
            basis=_BASIS,
            source=counted_cases,
            window=On("concluded_on"),
            place=ByAcceptance(),
            where=where,
        )
    )


CONCLUDED_BY_DAYS = (
    _concluded(
        "cases_concluded_7_days",
        _("7天以内结束"),
        _("期内调解结束、从受理到结束不超过7天的人民调解案件；按受理时的组织和区划归属。"),
        Q(concluded_on__lte=_after(7)),
    ),
    _concluded(
        "cases_concluded_15_days",
        _("8—15天结束"),
        _("期内调解结束、从受理到结束8天至15天的人民调解案件；按受理时的组织和区划归属。"),
        Q(concluded_on__gt=_after(7), concluded_on__lte=_after(15)),
    ),
    _concluded(
        "cases_concluded_30_days",
        _("16—30天结束"),
        _("期内调解结束、从受理到结束16天至30天的人民调解案件；按受理时的组织和区划归属。"),
        Q(concluded_on__gt=_after(15), concluded_on__lte=_after(30)),
    ),
    _concluded(
        "cases_concluded_longer",
        _("超过30天结束"),
        _("期内调解结束、从受理到结束超过30天的人民调解案件；按受理时的组织和区划归属。"),
        Q(concluded_on__gt=_after(30)),
    ),
)


def _past_its_term(day: date) -> Q:
    """Accepted longer ago than the term, on the day."""
    latest = ExpressionWrapper(
        Value(day, output_field=DateField()) - F("term_days"), output_field=DateField()
    )
    return Q(accepted_on__lt=latest)


CASES_OVERDUE = register(
    Stock(
        code="cases_overdue",
        label=_("期末超期未结的案件"),
        definition=_(
            "期末已经受理、调解还没有结束、受理以来的天数超过调解期限的人民调解案件，约定延长的和鉴定的日子已经加上，"
            "末日遇休息日的顺延没有加上；按受理时的组织和区划归属。"
        ),
        unit=Unit.CASES,
        basis=_BASIS,
        source=counted_cases,
        window=Between("accepted_on", "concluded_on"),
        place=ByAcceptance(),
        where=_past_its_term,
    )
)
