"""The result as .xlsx: a row a figure, a second sheet with the findings."""

from typing import IO

from django.utils.translation import gettext as _

from mediation.kernel.spreadsheets import Column, write_workbook

from .presenting import Shown


def write(target: IO[bytes], shown: Shown, scope_label: str) -> int:
    """Write what the page shows; gives the number of figures."""
    heads = (
        *(_("序号"), _("文中的数"), _("是什么"), _("范围"), _("期间"), _("期间的依据")),
        *(_("我们的数"), _("取位方式"), _("结论"), _("说明")),
    )
    return write_workbook(
        target,
        title=_("核对通报"),
        columns=[Column(head) for head in heads],
        rows=(
            [
                row.number,
                row.printed,
                row.label,
                row.place,
                row.period,
                row.said,
                row.value,
                row.rounding,
                row.verdict.label,
                row.note,
            ]
            for row in shown.rows
        ),
        definitions=[
            (_("统计范围"), scope_label),
            (_("报告期"), shown.period),
            *(
                (str(each.severity.label), f"{each.arithmetic} {each.meaning}")
                for each in (*shown.problems, *shown.fitting)
            ),
        ],
    )
