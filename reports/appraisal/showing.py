"""An appraisal sheet as pages and files show it: every mark with its figure and the list behind it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.rounding import Rounding, present
from mediation.templatetags.figures import grouped, signed_number, trimmed

from ..models import AppraisalScheme, ConfirmedAppraisal
from ..models.signed import SignedCell
from ..official import printing
from .allowed import SUCCESS, group_of
from .computing import Appraisal
from .items import Item, items_of
from .marking import Mark

NOTHING = printing.NOTHING


@dataclass(frozen=True)
class ShownMark:
    """What an item earned: points, out of how many, the figure and its list. Without points `why` says why."""

    heading: str
    points: str
    out_of: str
    figure: str
    url: str
    why: str = ""


@dataclass(frozen=True)
class ShownLine:
    """One organization or node."""

    label: str
    is_total: bool
    total: str
    marks: list[ShownMark]
    # What the node above added to the sum, or took; empty where it did neither.
    adjustment: str = ""


def points(scheme: AppraisalScheme, value: Fraction | None) -> str:
    """Points as the scheme prints them: cut off or rounded here and nowhere else; a dash where there are none."""
    shown = present(value, scheme.places, Rounding(scheme.rounding))
    return NOTHING if shown is None else grouped(shown)


def plain(value: Fraction) -> str:
    """A weight or a threshold as somebody typed it: at most two places."""
    shown = present(value, 2)
    assert shown is not None  # noqa: S101
    return grouped(trimmed(shown))


def why(mark: Mark, *, is_counted: bool) -> str:
    """Why a figure earned no points of its own."""
    if not mark.item.weight:
        return _("不计分")
    if not is_counted:
        return _("本期没有") if mark.points is None else _("本期没有，不扣分")
    return ""


def lines(appraisal: Appraisal) -> list[ShownLine]:
    """The lines of a sheet reckoned now."""
    scheme, sheet = appraisal.scheme, appraisal.sheet
    shown = []
    rows = zip(sheet.lines, appraisal.marked, appraisal.adjustments, strict=True)
    for line, marked, added in rows:
        scope = line.scope or sheet.scope
        marks = [
            ShownMark(
                mark.item.heading,
                points(scheme, mark.points),
                points(scheme, mark.out_of),
                _with_unit(printing.text(sheet, cell), mark.item),
                reverse("reports:figure", args=[scope.code, sheet.period.code, mark.item.indicator.code]),
                why(mark, is_counted=cell.figure.value is not None),
            )
            for mark, cell in zip(marked.marks, line.cells, strict=True)
        ]
        shown.append(_line(scheme, line.label, marked.total, added, marks, is_total=line.is_total))
    return shown


def kept_lines(confirmed: ConfirmedAppraisal, numbers: Sequence[int]) -> list[ShownLine]:
    """Some lines of a confirmed sheet, from what was kept and signed."""
    scheme, items = confirmed.scheme, items_of(confirmed.scheme)
    signed = confirmed.signed.sheet()
    shown = []
    for number in numbers:
        kept = confirmed.lines[number]
        cells = {cell.indicator: cell for cell in signed.lines[number].cells}
        earned = {one["indicator"]: one for one in kept["marks"]}
        marks = [
            _kept_mark(scheme, item, earned[item.indicator.code], cells[item.indicator.code])
            for item in items
        ]
        total = None if kept["total"] is None else Fraction(kept["total"])
        added = Fraction(kept["adjustment"])
        shown.append(_line(scheme, kept["label"], total, added, marks, is_total=kept["is_total"]))
    return shown


def _line(
    scheme: AppraisalScheme,
    label: str,
    earned: Fraction | None,
    added: Fraction,
    marks: list[ShownMark],
    *,
    is_total: bool,
) -> ShownLine:
    total = None if earned is None else earned + added
    told = signed_number(Decimal(points(scheme, added))) if added else ""
    return ShownLine(label, is_total, points(scheme, total), marks, told)


def columns(scheme: AppraisalScheme) -> list[dict[str, Any]]:
    """What each item is worth and how its figure becomes points, with the indicator's own definition."""
    return [
        {
            "code": item.indicator.code,
            "heading": item.heading,
            "group": group_of(item.indicator.code).label,
            "weight": plain(item.weight),
            "rule": rule(item),
            "definition": item.indicator.definition,
            "basis": item.indicator.basis,
        }
        for item in items_of(scheme)
    ]


def rule(item: Item) -> str:
    """How a figure becomes points, in a sentence."""
    if not item.weight:
        if item.indicator.code in SUCCESS:
            return _("只列出，不计分。")
        return _("分值为零，只列出。")
    told = {"full": _with_unit(plain(item.full), item), "none": _with_unit(plain(item.none), item)}
    if item.full > item.none:
        return _("达到 %(full)s 得满分，%(none)s 及以下不得分，之间按比例计分。") % told
    return _("不超过 %(full)s 得满分，%(none)s 及以上不得分，之间按比例计分。") % told


def _kept_mark(scheme: AppraisalScheme, item: Item, kept: dict[str, Any], cell: SignedCell) -> ShownMark:
    earned = None if kept["points"] is None else Fraction(kept["points"])
    mark = Mark(item, Fraction(kept["out_of"]), earned)
    code, scope, period, *_cut = cell.address.split("|")
    return ShownMark(
        item.heading,
        points(scheme, earned),
        points(scheme, mark.out_of),
        _with_unit(cell.text, item),
        reverse("reports:figure", args=[scope, period, code]),
        why(mark, is_counted=cell.text != NOTHING),
    )


def _with_unit(text: str, item: Item) -> str:
    if text == NOTHING:
        return text
    unit = str(item.indicator.unit.label)
    return f"{text}{unit}" if unit == "%" else f"{text} {unit}"
