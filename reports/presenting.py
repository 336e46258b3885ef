"""Figures as pages show them: rounded once, each with the address of its list."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.money import to_wan
from mediation.kernel.rounding import Exact, Rounding, present
from mediation.templatetags.figures import date_words, grouped, trimmed

from . import knowing
from .cells import Address
from .drilldown import OpenedList, Row
from .enums import Unit
from .indicators import Change, Cut, Figure, Indicator, Ratio
from .periods import Period
from .scopes import Scope

PLACES = 2
NOTHING = "—"


@dataclass(frozen=True)
class Cell:
    """One figure on a page."""

    label: Any
    text: str
    unit: str
    url: str
    # A ratio names both its numbers.
    parts: str = ""
    # What a chart draws: plain digits, in the unit of the page.
    plain: str = ""


def list_url(figure: Figure, scope: Scope, period: Period, cut: Cut | None = None) -> str:
    """The address of the list behind a figure, or behind one cut of it."""
    url = reverse("reports:figure", args=[scope.code, period.code, figure.indicator.code])
    return _with(url, {"by": cut.dimension.code, "is": cut.value} if cut else {})


def address_url(address: Address) -> str:
    """The address of the list behind a figure that is known by name."""
    url = reverse("reports:figure", args=[address.scope, address.period, address.indicator])
    return _with(url, {"by": address.by, "is": address.value} if address.by else {})


def _with(url: str, query: dict[str, str]) -> str:
    query |= knowing.query()
    return f"{url}?{urlencode(query)}" if query else url


def definition_url(code: str) -> str:
    """Where an indicator's definition stands."""
    return f"{reverse('reports:definitions')}#{code}"


def cell(
    figure: Figure,
    scope: Scope,
    period: Period,
    rounding: Rounding = Rounding.CUT,
    cut: Cut | None = None,
) -> Cell:
    """A figure, or one cut of it, with its list."""
    shown, unit = shown_value(figure, rounding)
    text = NOTHING if shown is None else grouped(shown)
    return Cell(
        label=figure.indicator.label,
        text=_("%(number)s（补录）") % {"number": text} if figure.is_entered else text,
        unit=unit,
        url=list_url(figure, scope, period, cut),
        parts=parts(figure),
        plain="" if shown is None else str(shown),
    )


def shown_value(figure: Figure, rounding: Rounding = Rounding.CUT) -> tuple[Decimal | int | None, str]:
    """What is printed and its unit: counts as they are, amounts in 万元 and rates to two places."""
    value = figure.value
    indicator = figure.indicator
    if isinstance(indicator, Ratio | Change):
        return present(value, PLACES, rounding), str(indicator.unit.label)
    if indicator.unit == Unit.YUAN:
        amount = present(to_wan(Decimal(value or 0)), PLACES, rounding)  # type: ignore[arg-type]
        return trimmed(amount or Decimal(0)), str(Unit.TEN_THOUSAND_YUAN.label)
    return int(value or 0), str(indicator.unit.label)


def text(figure: Figure) -> str:
    """What is printed, without its unit."""
    shown, _unit = shown_value(figure)
    return NOTHING if shown is None else grouped(shown)


def printed_unit(indicator: Indicator) -> str:
    """The unit in which figures are printed: 万元 for amounts."""
    return str(Unit.TEN_THOUSAND_YUAN.label if indicator.unit == Unit.YUAN else indicator.unit.label)


def parts(figure: Figure) -> str:
    """Both numbers of a ratio: 5,177 ÷ 5,205."""
    if not isinstance(figure.indicator, Ratio):
        return ""
    return " ÷ ".join(_plain(operand) for operand in figure.operands)


def _plain(value: Exact) -> str:
    return grouped(trimmed(value)) if isinstance(value, Decimal) else grouped(int(value))


@dataclass(frozen=True)
class ListCell:
    """One value of a row of a list, under its heading."""

    heading: Any
    text: str
    is_number: bool = False
    is_seal: bool = False
    # The last cell of a sealed row reaches to the end of the table.
    span: int = 1


@dataclass(frozen=True)
class ListRow:
    """A row of a list; sealed rows name no case and no organization."""

    is_sealed: bool
    labelled: list[ListCell]
    case: UUID | None = None
    organization: UUID | None = None


def list_rows(opened: OpenedList) -> list[ListRow]:
    """The rows of a page of a list."""
    return [
        ListRow(
            row.is_sealed,
            _labelled(row, opened.headings),
            case=getattr(row, "case", None),
            organization=getattr(row, "organization", None),
        )
        for row in opened.rows
    ]


def _labelled(row: Row, headings: tuple[Any, ...]) -> list[ListCell]:
    if not row.is_sealed:
        return [_list_cell(heading, value) for heading, value in zip(headings, row.cells, strict=True)]
    *told, _seal = row.cells
    cells = [_list_cell(heading, value) for heading, value in zip(headings, told)]
    return [*cells, ListCell("", "", is_seal=True, span=len(headings) - len(told))]


def _list_cell(heading: Any, value: Any) -> ListCell:
    if isinstance(value, date):
        return ListCell(heading, date_words(value))
    if isinstance(value, Decimal):
        return ListCell(heading, grouped(trimmed(value)), is_number=True)
    if isinstance(value, int):
        return ListCell(heading, grouped(value), is_number=True)
    return ListCell(heading, NOTHING if value in (None, "") else str(value))
