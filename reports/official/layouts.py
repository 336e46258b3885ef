"""Finding layouts: the newest version of each, or any earlier one."""

from django.utils.translation import gettext as _

from mediation.kernel.errors import InvalidInput
from reports.indicators import REGISTRY, Indicator
from reports.models import TableLayout

from .rules import Rule
from .sheets import Column


class UnknownLayout(InvalidInput, ValueError):
    """No table has the code, or the table has no such version."""

    def __init__(self) -> None:
        super().__init__({"table": [_("没有这张统计表，请重新选择。")]})


def every() -> list[TableLayout]:
    """The newest version of each table, in their order."""
    newest = TableLayout.objects.order_by("code", "-version").distinct("code")
    return sorted(newest, key=lambda layout: (layout.position, layout.code))


def current(code: str) -> TableLayout:
    """The newest version of a table; raises UnknownLayout."""
    found = TableLayout.objects.filter(code=code).order_by("-version").first()
    if found is None:
        raise UnknownLayout
    return found


def get(code: str, version: int) -> TableLayout:
    """A version of a table; raises UnknownLayout."""
    found = TableLayout.objects.filter(code=code, version=version).first()
    if found is None:
        raise UnknownLayout
    return found


def versions(code: str) -> list[TableLayout]:
    """All versions of a table, newest first."""
    return list(TableLayout.objects.filter(code=code).order_by("-version"))


def columns_of(layout: TableLayout) -> tuple[Column, ...]:
    """The columns of a layout; those of an old version whose indicator is no more are left out."""
    return tuple(
        Column(REGISTRY[column["indicator"]], tuple(column["headings"]))
        for column in layout.columns
        if column["indicator"] in REGISTRY
    )


def rules_of(layout: TableLayout) -> tuple[Rule, ...]:
    """What must hold in a layout's tables, as far as its indicators exist."""
    rules = (Rule.from_json(stored) for stored in layout.rules)
    return tuple(rule for rule in rules if all(code in REGISTRY for code in rule.codes))


def compared(layout: TableLayout) -> list[Indicator]:
    """The indicators that rules compare and no column shows."""
    shown = {column["indicator"] for column in layout.columns}
    codes = dict.fromkeys(code for rule in rules_of(layout) for code in rule.codes if code not in shown)
    return [REGISTRY[code] for code in codes]
