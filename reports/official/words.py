"""What every file of a table says around its numbers."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from reports.indicators import Indicator, Ratio

from . import footing, printing
from .heading import full
from .sheets import Sheet

RELATIONS = {footing.EQUAL: "＝", footing.AT_MOST: "≤"}


def above(sheet: Sheet) -> list[str]:
    """The official heading: the title, then whose, when and in which units."""
    return [
        sheet.title,
        _("填报单位：%(name)s　　统计期间：%(period)s　　金额单位：%(money)s　　取位方式：%(rounding)s")
        % {
            "name": sheet.scope.label,
            "period": sheet.period.label,
            "money": sheet.money.label,
            "rounding": sheet.rounding.label,
        },
    ]


def below(sheet: Sheet) -> list[str]:
    """Blank lines for those who answer for the table, and which layout it follows."""
    return [
        _(
            "负责人：　　　　　　　　审核人：　　　　　　　　制表人：　　　　　　　　填报日期：　　　　年　　月　　日"
        ),
        _("表样：%(code)s，第%(version)d版。一个数字取位以后，各行之和可能与合计差在最末一位。")
        % {"code": sheet.layout, "version": sheet.version},
    ]


def footing_lines(sheet: Sheet) -> list[str]:
    """One quiet line when all foots; otherwise a sentence for each place where it does not."""
    checked = list(footing.checks(sheet))
    wrong = [one for one in checked if not one.holds]
    if not wrong:
        return [
            _("勾稽关系：核对了 %(rules)d 条规则、%(places)d 处，全部相符。")
            % {"rules": footing.rules_checked(checked), "places": len(checked)}
        ]
    return [
        _("勾稽关系不符：%(rule)s（%(where)s），左边 %(left)s，右边 %(right)s。")
        % {"rule": one.rule, "where": one.where, "left": one.left.value, "right": one.right.value}
        for one in wrong
    ]


def definitions(sheet: Sheet) -> Iterator[list[str | int]]:
    """One row a column: number, headings, unit, code, version, definition, basis, numerator, denominator."""
    for number, column in enumerate(sheet.columns, start=1):
        indicator = column.indicator
        top, bottom = _operands(indicator)
        yield [
            number,
            full(column),
            printing.unit(sheet, indicator),
            indicator.code,
            indicator.version,
            str(indicator.definition),
            str(indicator.basis),
            top,
            bottom,
        ]


def _operands(indicator: Indicator) -> tuple[str, str]:
    if not isinstance(indicator, Ratio):
        return "", ""
    return str(indicator.numerator.label), str(indicator.denominator.label)
