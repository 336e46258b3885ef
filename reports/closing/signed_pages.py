"""A signed table and its difference list as pages and files show them; all from what was stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import IO, Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from mediation.kernel.calendar import BEIJING
from mediation.kernel.spreadsheets import Column, write_workbook

from ..models import FigureNote, SignedTable
from ..models.signed import SignedCell, SignedSheet
from ..notes import Footnotes, footnotes_at
from ..signing import Differences, Entry
from ..signing.planning import REPORT


@dataclass(frozen=True)
class ShownCell:
    """A signed figure with the marks of its notes; `now` where it differs since."""

    text: str
    unit: str
    url: str
    mark: str = ""
    now: str = ""
    reason: str = ""
    difference_url: str = ""


@dataclass(frozen=True)
class ShownRow:
    """One line of the page: `group` is the heading above its label where a table was turned."""

    label: str
    cells: list[ShownCell]
    group: str = ""
    period: str = ""
    is_total: bool = False


@dataclass(frozen=True)
class Shown:
    """A table on a page: turned on its side where it has more columns than lines."""

    heads: list[str]
    rows: list[ShownRow]
    is_turned: bool
    has_periods: bool
    footnotes: Footnotes


def show(signed: SignedTable, found: Differences | None = None) -> Shown:
    """The table as it was signed, with the notes of that moment; `found` marks what has moved since."""
    sheet = signed.sheet()
    noted = footnotes_at((cell.address for cell in sheet.cells), signed.signed_at)
    moved = {cell.address: cell for cell in found.cells} if found else {}
    here = reverse("reports:signed_differences", args=[signed.uuid])

    def cell(one: SignedCell) -> ShownCell:
        difference = moved.get(one.address)
        return ShownCell(
            one.text,
            one.unit,
            list_url(one.address),
            noted.mark(one.address),
            difference.now if difference else "",
            one.reason,
            f"{here}?{urlencode({'cell': one.address})}" if difference else "",
        )

    is_turned = len(sheet.columns) > len(sheet.lines)
    if is_turned:
        heads = [line.label for line in sheet.lines]
        rows = [
            ShownRow(
                headings[-1],
                [cell(line.cells[position]) for line in sheet.lines],
                group="／".join(headings[:-1]),
            )
            for position, headings in enumerate(sheet.columns)
        ]
    else:
        heads = ["／".join(headings) for headings in sheet.columns]
        rows = [
            ShownRow(
                line.label, [cell(one) for one in line.cells], period=line.period, is_total=line.is_total
            )
            for line in sheet.lines
        ]
    if signed.layout == REPORT:
        heads = [_("数值")]
    return Shown(heads, rows, is_turned, any(row.period for row in rows), noted)


def list_url(address: str) -> str:
    """Where the list behind a figure is, as it is now."""
    code, scope, period, *cut = address.split("|")
    url = reverse("reports:figure", args=[scope, period, code])
    if not cut:
        return url
    by, _equals, value = cut[0].partition("=")
    return f"{url}?{urlencode({'by': by, 'is': value})}"


def revisions(signed: SignedTable) -> list[SignedTable]:
    """All signatures of this table, the latest first."""
    found = SignedTable.objects.filter(scope=signed.scope, period=signed.period, layout=signed.layout)
    return list(found.defer("document").order_by("-pk"))


def write_signed(target: IO[bytes], signed: SignedTable) -> int:
    """The table as .xlsx: its lines as they were printed, and what each figure meant then."""
    sheet = signed.sheet()
    noted = footnotes_at((cell.address for cell in sheet.cells), signed.signed_at)
    has_periods = any(line.period for line in sheet.lines)
    columns = [Column(_("范围")), *(Column("／".join(headings)) for headings in sheet.columns)]
    if has_periods:
        columns.append(Column(_("期间")))
    rows = (
        [
            line.label,
            *(f"{cell.text}{noted.mark(cell.address)}" for cell in line.cells),
            *([line.period] if has_periods else []),
        ]
        for line in sheet.lines
    )
    return write_workbook(
        target,
        title=sheet.title,
        columns=columns,
        rows=rows,
        definitions=[*signature_lines(signed, sheet), *_notes(noted), *_definitions(sheet)],
    )


def signature_lines(signed: SignedTable, sheet: SignedSheet) -> list[tuple[Any, Any]]:
    """Who signed what, when, and the hash."""
    moment = signed.signed_at.astimezone(BEIJING)
    lines: list[tuple[Any, Any]] = [
        (_("表名"), sheet.title),
        (_("统计范围"), sheet.scope),
        (_("统计期间"), sheet.period),
        (_("签署人"), signed.signed_by_name),
        (_("签署时间"), f"{moment:%Y-%m-%d %H:%M:%S}"),
        (_("校验值"), signed.digest),
    ]
    if signed.reason:
        lines.append((_("更正的原因"), signed.reason))
    return lines


def write_differences(target: IO[bytes], found: Differences, entries: Sequence[Entry]) -> int:
    """One line for each field that was changed and each cell that it moved."""
    names = (
        _("案件或记录"),
        _("项目"),
        _("签署时"),
        _("现在"),
        _("为什么"),
        _("谁"),
        _("什么时候"),
        _("影响"),
    )
    return write_workbook(
        target,
        title=_("差异清单"),
        columns=[Column(name) for name in names],
        rows=_difference_rows(entries),
        definitions=[
            *signature_lines(found.signed, found.signed.sheet()),
            *((f"{cell.line}／{cell.column}", f"{cell.was} → {cell.now or '—'}") for cell in found.cells),
        ],
    )


def _difference_rows(entries: Iterable[Entry]) -> Iterable[list[Any]]:
    for entry in entries:
        effects = "；".join(f"{one.line}／{one.column} {one.delta:+}" for one in entry.effects)
        for change in entry.changes or [None]:
            if change is None:
                yield [entry.label, "", "", "", "", "", None, effects]
                continue
            why = "，".join(part for part in (change.act, change.reason) if part)
            yield [
                entry.label, change.label, change.before, change.after, why, change.who, change.at, effects
            ]  # fmt: skip


def _notes(noted: Footnotes) -> list[tuple[Any, Any]]:
    return [(f"〔{number}〕", _told(note)) for number, note in noted.numbered]


def _told(note: FigureNote) -> str:
    return f"{note.text}（{note.author_name}，{note.written_at.astimezone(BEIJING):%Y-%m-%d}）"


def _definitions(sheet: SignedSheet) -> list[tuple[Any, Any]]:
    return [
        (
            one["label"],
            _("%(definition)s（依据：%(basis)s；指标代码：%(code)s，第%(version)d版）")
            % {name: one[name] for name in ("definition", "basis", "code", "version")},
        )
        for one in sheet.definitions.values()
    ]
