"""All indicators by their codes. A bad entry stops the start of the product."""

import re
from typing import TypeVar

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.errors import InvalidInput
from reports.enums import Unit
from reports.periods import Period

from .kinds import Change, Indicator, Measure, Ratio

REGISTRY: dict[str, Indicator] = {}

_Any = TypeVar("_Any", bound=Indicator)


class UnknownIndicator(InvalidInput, ValueError):
    """No indicator has the code."""

    def __init__(self) -> None:
        super().__init__({"indicator": [_("没有这个指标，请重新选择。")]})


def register(indicator: _Any) -> _Any:
    """Add an indicator; raises ValueError for a code that is taken or a text that is missing."""
    if not re.fullmatch(r"[a-z][a-z0-9_]{2,59}", indicator.code):
        raise ValueError(f"{indicator.code!r} is no code")
    if indicator.code in REGISTRY:
        raise ValueError(f"two indicators are called {indicator.code}")
    for name in ("label", "definition", "basis"):
        if not str(getattr(indicator, name)).strip():
            raise ValueError(f"{indicator.code} has no {name}")
    REGISTRY[indicator.code] = indicator
    return indicator


def year_over_year(of: Measure | Ratio, *, label: object) -> Change:
    """Register the change of an indicator against the same period a year earlier (同比)."""
    if isinstance(of, Ratio):
        definition = gettext_lazy("本期比率减去上年同期比率，以百分点计；先相减，后取位。")
    else:
        definition = gettext_lazy("（本期数－上年同期数）÷上年同期数；上年同期数为零时不计算。")
    return register(
        Change(
            code=f"{of.code}_yoy",
            label=label,
            definition=definition,
            unit=Unit.POINTS if isinstance(of, Ratio) else Unit.PERCENT,
            basis=of.basis,
            of=of,
            earlier=_a_year_earlier,
        )
    )


def period_over_period(of: Measure | Ratio, *, label: object) -> Change:
    """Register the change of an indicator against the period of the same length just before (环比)."""
    if isinstance(of, Ratio):
        definition = gettext_lazy("本期比率减去前一个同样长的期间的比率，以百分点计；先相减，后取位。")
    else:
        definition = gettext_lazy(
            "（本期数－前一个同样长的期间的数）÷前一个期间的数；前一个期间的数为零时不计算。"
        )
    return register(
        Change(
            code=f"{of.code}_pop",
            label=label,
            definition=definition,
            unit=Unit.POINTS if isinstance(of, Ratio) else Unit.PERCENT,
            basis=of.basis,
            of=of,
            earlier=_just_before,
        )
    )


def _a_year_earlier(period: Period) -> Period:
    return period.previous_year()


def _just_before(period: Period) -> Period:
    return period.previous()


def get(code: str) -> Indicator:
    """The indicator of a code; raises UnknownIndicator."""
    try:
        return REGISTRY[code]
    except KeyError:
        raise UnknownIndicator from None
