"""A checked text as the page and the file show it: the text with its marks, a row a figure, what was passed over."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext as _

from mediation.kernel.rounding import Exact, Rounding, present
from mediation.templatetags.figures import grouped, trimmed

from ..enums import Unit
from ..indicators import Distinct, Figure, Stock
from ..periods import Days
from ..presenting import list_url
from . import consistency
from .anchoring import Said
from .checking import Checked, Result, Verdict
from .consistency import Finding, Severity
from .mentions import Form
from .readings import Meaning

_TONES = {
    Verdict.AGREES: ("success", "check-circle-fill"),
    Verdict.OTHERWISE: ("info", "info-circle-fill"),
    Verdict.DIFFERS: ("danger", "exclamation-circle-fill"),
    Verdict.NO_DATA: ("neutral", ""),
    Verdict.NO_FIGURE: ("neutral", ""),
}
_SEVERITY_TONES = {
    Severity.WRONG: ("danger", "exclamation-circle-fill"),
    Severity.DOUBT: ("warning", "exclamation-triangle-fill"),
    Severity.NOTE: ("info", "info-circle-fill"),
    Severity.FITS: ("success", "check-circle-fill"),
}
# Beside each marked number, so that the marks differ without colour.
_SIGNS = {Verdict.AGREES: "✓", Verdict.OTHERWISE: "≈", Verdict.DIFFERS: "✗", Verdict.NO_DATA: "?", Verdict.NO_FIGURE: ""}  # fmt: skip


@dataclass(frozen=True)
class Piece:
    """A piece of the pasted text; `number` of a figure, `tip` of a number that counts nothing."""

    text: str
    number: int | None = None
    verdict: str = ""
    sign: str = ""
    tip: str = ""
    is_problem: bool = False


@dataclass(frozen=True)
class Row:
    """One figure of the table."""

    number: int
    printed: str
    verdict: Verdict
    tone: str
    icon: str
    label: str
    place: str
    period: str
    said: str
    value: str
    rounding: str
    note: str
    links: list[dict[str, str]]
    definition: str = ""
    options: list[dict[str, Any]] = field(default_factory=list)
    finding_numbers: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class ShownFinding:
    """One finding with the sentence it is about."""

    number: int
    severity: Severity
    tone: str
    icon: str
    arithmetic: str
    meaning: str
    figures: list[dict[str, Any]]
    sentence: str


@dataclass(frozen=True)
class Shown:
    """Everything that the page shows of a checked text."""

    pieces: list[Piece]
    rows: list[Row]
    problems: list[ShownFinding]
    fitting: list[ShownFinding]
    passed: list[dict[str, str]]
    counts: list[dict[str, Any]]
    period: str


def show(checked: Checked) -> Shown:
    """The page's view of a checked text."""
    findings = consistency.find(checked)
    shown = [_finding(checked, number, finding) for number, finding in enumerate(findings, 1)]
    bad = {
        mention.number
        for finding in findings
        if finding.severity in {Severity.WRONG, Severity.DOUBT}
        for mention in finding.mentions
    }
    return Shown(
        pieces=list(_pieces(checked, bad)),
        rows=[_row(checked, result, findings) for result in checked.results],
        problems=[each for each in shown if each.severity != Severity.FITS],
        fitting=[each for each in shown if each.severity == Severity.FITS],
        passed=[
            {"text": _pasted(checked, each.start, each.end), "reason": str(each.reason)}
            for each in checked.reading.passed
        ],
        counts=[
            {"label": verdict.label, "tone": _TONES[verdict][0], "icon": _TONES[verdict][1], "count": count}
            for verdict in Verdict
            if (count := sum(1 for result in checked.results if result.verdict == verdict))
        ],
        period=checked.anchor.period.label,
    )


def _pasted(checked: Checked, start: int, end: int) -> str:
    text = checked.reading.text
    first, last = text.pasted_span(start, end)
    return text.pasted[first:last]


def _pieces(checked: Checked, bad: set[int]) -> Iterator[Piece]:
    text = checked.reading.text
    marks: list[tuple[int, int, Piece]] = []
    for result in checked.results:
        first, last = text.pasted_span(result.mention.start, result.mention.end)
        number = result.mention.number
        marks.append(
            (
                first,
                last,
                Piece(
                    text.pasted[first:last],
                    number + 1,
                    result.verdict.value,
                    _SIGNS[result.verdict],
                    str(result.verdict.label),
                    number in bad,
                ),
            )
        )
    for passed in checked.reading.passed:
        first, last = text.pasted_span(passed.start, passed.end)
        marks.append((first, last, Piece(text.pasted[first:last], tip=str(passed.reason))))
    at = 0
    for first, last, piece in sorted(marks, key=lambda mark: mark[:2]):
        if first < at:
            continue
        if first > at:
            yield Piece(text.pasted[at:first])
        yield piece
        at = last
    if at < len(text.pasted):
        yield Piece(text.pasted[at:])


def _row(checked: Checked, result: Result, findings: list[Finding]) -> Row:
    meaning = result.meaning
    tone, icon = _TONES[result.verdict]
    return Row(
        number=result.mention.number + 1,
        printed=_pasted(checked, result.mention.start, result.mention.end),
        verdict=result.verdict,
        tone=tone,
        icon=icon,
        label=meaning.label if meaning else "",
        place=result.scope.label,
        period=_period(result),
        said=_said(result),
        value=value_text(result),
        rounding=result.fit.label if result.fit else "",
        note=_note(result),
        links=_links(result),
        definition=meaning.indicator.code if meaning else "",
        options=_options(result),
        finding_numbers=[
            number for number, finding in enumerate(findings, 1) if result.mention in finding.mentions
        ],
    )


def _period(result: Result) -> str:
    """The period of our value; of what is counted on a day, that day."""
    if result.period is None or result.meaning is None:
        return ""
    if isinstance(result.meaning.indicator, Stock | Distinct) and result.meaning.form == Form.LEVEL:
        return Days(result.period.as_of, result.period.as_of).label
    return result.period.label


def _said(result: Result) -> str:
    """Where the period comes from."""
    if result.times.said == Said.UNSAID:
        return _("文中没有写期间")
    if result.times.said == Said.CARRIED:
        return _("承前文“%(words)s”") % {"words": result.times.printed}
    return _("文中写“%(words)s”") % {"words": result.times.printed}


def value_text(result: Result) -> str:
    """Our value with its unit, exact or to four places."""
    if result.value is None or result.meaning is None:
        return ""
    value, unit = _in_unit(result.value, result.meaning)
    return f"{value}{unit}"


def _in_unit(value: Exact, meaning: Meaning) -> tuple[str, str]:
    if meaning.form in {Form.CHANGE, Form.RATE, Form.SHARE}:
        return _number(value), "%"
    if meaning.form == Form.POINTS:
        return _number(value), str(Unit.POINTS.label)
    if meaning.form == Form.MULTIPLE:
        return _number(value), _("倍")
    if meaning.indicator.unit == Unit.YUAN:
        return _number(Fraction(value) / 10_000), str(Unit.TEN_THOUSAND_YUAN.label)
    return _number(value), str(meaning.indicator.unit.label)


def _number(value: Exact) -> str:
    shown = present(value, 4, Rounding.HALF_UP)
    return "" if shown is None else grouped(trimmed(shown))


def _note(result: Result) -> str:
    """One sentence on what the verdict rests upon."""
    if result.verdict == Verdict.OTHERWISE and result.period:
        return _("按%(period)s才是这个数，与文中的期间不同。") % {"period": _period(result)}
    if result.verdict == Verdict.AGREES and result.times.said == Said.UNSAID and result.period:
        return _("按%(period)s相符。") % {"period": _period(result)}
    if result.verdict == Verdict.DIFFERS:
        return _differs(result)
    if result.verdict == Verdict.NO_DATA:
        return _no_data(result)
    return ""


def _differs(result: Result) -> str:
    hint = {
        "swapped": _("两位数字的先后可能写反了。"),
        "digit": _("只差一位数字。"),
        "scale": _("可能差了单位（万、亿）或者小数点。"),
    }.get(result.near_miss, "")
    if result.value is None:
        return hint
    difference = _gap(result)
    told = _("比我们的数多%(gap)s。") if difference > 0 else _("比我们的数少%(gap)s。")
    return " ".join(part for part in (told % {"gap": _number(abs(difference))}, hint) if part)


def _gap(result: Result) -> Exact:
    sign = result.mention.direction if result.meaning and result.meaning.form in {Form.CHANGE, Form.DIFFERENCE, Form.POINTS} else 1  # fmt: skip
    gap = sign * abs(Fraction(result.mention.quantity.value)) - Fraction(result.value or 0)
    is_money = result.meaning is not None and result.meaning.indicator.unit == Unit.YUAN
    return gap / 10_000 if is_money and result.meaning and result.meaning.form == Form.LEVEL else gap


def _no_data(result: Result) -> str:
    if result.is_elsewhere:
        return _("说的不是这里，或者不在您的职责内。")
    if result.mention.form == Form.AVERAGE:
        return _("平均数由别的数算出，我们没有这个指标。")
    if result.meaning is None:
        return _("认不出是哪个指标，或者我们不统计。")
    if result.is_narrower:
        return _("文中说的比“%(label)s”更细，我们没有这个指标。") % {"label": result.meaning.label}
    return _("这一期我们没有这个数。")


def _links(result: Result) -> list[dict[str, str]]:
    """The lists behind our value: one, or those of both numbers it was reckoned from."""
    if result.meaning is None or result.period is None or not result.value:
        return []
    links = []
    for indicator, scope, period in result.meaning.keys(result.scope, result.period):
        url = list_url(Figure(indicator, ()), scope, period)
        links.append({"label": f"{indicator.label} {period.label}", "url": url})
    return links


def _options(result: Result) -> list[dict[str, Any]]:
    """What else the figure can mean, for the reader to choose."""
    seen: dict[str, dict[str, Any]] = {}
    for meaning, _score in result.options:
        label = meaning.label
        seen.setdefault(
            label,
            {"code": meaning.code, "label": label, "is_chosen": meaning.code == result.choice},
        )  # fmt: skip
    return list(seen.values())[:8] if len(seen) > 1 else []


def _finding(checked: Checked, number: int, finding: Finding) -> ShownFinding:
    tone, icon = _SEVERITY_TONES[finding.severity]
    sentences = {mention.sentence.number: mention.sentence for mention in finding.mentions}
    return ShownFinding(
        number=number,
        severity=finding.severity,
        tone=tone,
        icon=icon,
        arithmetic=finding.arithmetic,
        meaning=finding.meaning,
        figures=[
            {"number": mention.number + 1, "text": _pasted(checked, mention.start, mention.end)}
            for mention in finding.mentions
        ],
        sentence=" …… ".join(
            _pasted(checked, sentence.start, sentence.end).strip()
            for _, sentence in sorted(sentences.items())
        ),
    )
