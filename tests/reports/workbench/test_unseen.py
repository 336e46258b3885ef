"""Paragraphs in words that the vocabulary was not written from: found, named, reckoned; planted errors are seen."""

import time
from collections import Counter

import pytest

from organizations.models import Division
from reports import periods, scopes
from reports.indicators import REGISTRY, Change
from reports.workbench import checking, consistency, mentions
from reports.workbench.checking import Verdict
from reports.workbench.consistency import Severity
from tests.reports.demo_database import demo
from tests.reports.workbench import marked

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

DEFAULT = periods.parse("2021-01..2021-08")


@pytest.fixture
def home():
    return scopes.of_division(Division.objects.get(level="prefecture"))


def measure(paragraph, home):
    """Counts of what was right, and a line for each thing that was not."""
    checked = checking.check(paragraph.text, home, DEFAULT)
    spans = [checked.reading.text.pasted_span(r.mention.start, r.mention.end) for r in checked.results]
    starts = {start: result for (start, _), result in zip(spans, checked.results, strict=True)}
    ends = {end: result for (_, end), result in zip(spans, checked.results, strict=True)}
    count, faults = Counter(), []

    def score(name, is_right, told):
        count[name] += 1
        count[name + " right"] += is_right
        if not is_right:
            faults.append(f"{paragraph.name}: {name}: {told}")

    for figure in paragraph.figures:
        result = starts.get(figure.start)
        score("found", result is not None, figure.code)
        if result is None:
            continue
        wanted = REGISTRY[figure.code]
        indicator = wanted.of if isinstance(wanted, Change) else wanted
        meaning = result.meaning
        score(
            "indicator",
            meaning is not None and meaning.indicator is indicator,
            f"{figure.code} is {meaning and meaning.label}",
        )
        score("scope", result.scope.code == figure.scope.code, f"{figure.code} in {result.scope.label}")
        if wanted.unit != "person":
            is_same = result.period is not None and result.period.as_of == periods.parse(figure.period).as_of
            score("period", is_same, f"{figure.code} in {result.period}")
        score("agrees", result.verdict == Verdict.AGREES, f"{figure.code} {result.verdict}")
    for end in paragraph.outside:
        result = ends.get(end)
        score("found", result is not None, paragraph.text[end - 8 : end])
        if result is not None:
            score(
                "said to be outside",
                result.verdict == Verdict.NO_DATA,
                f"{paragraph.text[end - 8 : end]} {result.verdict} {result.meaning and result.meaning.label}",
            )
    known = {figure.start for figure in paragraph.figures}
    for start, end in spans:
        is_known = start in known or end in paragraph.outside
        score("true", is_known, paragraph.text[start:end])
    alarms = [f for f in consistency.find(checked) if f.severity in {Severity.WRONG, Severity.DOUBT}]
    score("quiet", not alarms, [(f.rule, str(f.meaning)) for f in alarms])
    return count, faults


@pytest.mark.parametrize("file", ["unseen_a.txt", "unseen_b.txt", "unseen_c.txt"])
def test_paragraphs_in_other_words_are_found_named_and_reckoned(file, home):
    paragraphs = marked.unseen(file, home)
    total, faults = Counter(), []
    for paragraph in paragraphs:
        count, wrong = measure(paragraph, home)
        total += count
        faults += wrong
    assert not faults, f"{dict(total)}\n" + "\n".join(faults)


def _swapped(text, at, end):
    for place in range(at, end - 1):
        if text[place] != text[place + 1] and text[place : place + 2].isdecimal():
            return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return None


def _last_digit(text, at, end):
    return text[: end - 1] + str((int(text[end - 1]) + 3) % 10) + text[end:]


def _tenfold(text, at, end):
    return text[:end] + "0" + text[end:] if text[at:end].isdecimal() else None


def _yuan(text, at, end):
    return text[:end] + text[end + 1 :] if text.startswith("万元", end) else None


def _direction(text, at, end):
    for right, wrong in (("增长", "下降"), ("上升", "下降"), ("下降", "上升")):
        if text[:at].endswith(right):
            return text[: at - 2] + wrong + text[at:]
    return None


ERRORS = {
    "swapped": _swapped,
    "digit": _last_digit,
    "tenfold": _tenfold,
    "unit": _yuan,
    "direction": _direction,
}


def planted(home):
    """Each right paragraph with one figure spoilt in one way."""
    for file in ("unseen_a.txt", "unseen_b.txt"):
        for paragraph in marked.unseen(file, home):
            for figure in paragraph.figures:
                end = figure.start
                while end < len(paragraph.text) and (
                    paragraph.text[end].isdecimal() or paragraph.text[end] in ",."
                ):
                    end += 1
                for kind, spoil in ERRORS.items():
                    text = spoil(paragraph.text, figure.start, end) if end > figure.start else None
                    if text:
                        yield kind, figure, text


def test_a_spoilt_figure_is_never_called_right(home):
    tried, seen, missed = Counter(), Counter(), []
    for kind, figure, text in planted(home):
        checked = checking.check(text, home, DEFAULT)
        at = [
            r
            for r in checked.results
            if checked.reading.text.pasted_span(r.mention.start, r.mention.end)[0] == figure.start
        ]
        # NO_DATA is no flag: the reader would pass over it.
        is_seen = bool(at) and at[0].verdict in {Verdict.DIFFERS, Verdict.OTHERWISE}
        tried[kind] += 1
        seen[kind] += is_seen
        if not is_seen:
            missed.append(f"{kind}: {text[max(0, figure.start - 20) : figure.start + 12]}")
    assert set(tried) == set(ERRORS)
    told = f"{ {kind: f'{seen[kind]} of {tried[kind]}' for kind in tried} }\n"
    assert seen.total() >= 0.97 * tried.total(), told + "\n".join(missed)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "  \n\t",
        "No figures here, only words.",
        "<p>受理&nbsp;<b>5205</b>件</p>",
        "😀📈受理5205件👍",
        "1\t" * 5000,
        "1" * 20_000,
    ],
)
def test_any_paste_is_read(text, home):
    checked = checking.check(text, home, DEFAULT)
    assert len(checked.results) <= checking.MOST_FIGURES
    list(consistency.find(checked))


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "1",
        "\n",
        "a",
        "1.",
        "1+",
        "a-",
        "二〇",
        "（",
        "，受理",
        "5,205",
        "居前",
        "会议",
        " 1",
        "受理5205件，",
    ],
)
def test_time_grows_with_the_length_and_not_with_its_square(piece):
    def seconds(length):
        text = (piece * length)[:length]
        begin = time.process_time()
        mentions.find(text)
        return time.process_time() - begin

    seconds(200)
    assert seconds(20_000) < 12 * max(seconds(5_000), 0.05)
