"""Whole paragraphs over the loaded demo: each figure found, named and reckoned; planted errors flagged, right ones not."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from organizations.models import Division
from reports import periods, scopes
from reports.indicators import REGISTRY, Change
from reports.workbench import checking, consistency
from reports.workbench.checking import Verdict
from reports.workbench.consistency import Severity
from reports.workbench.mentions import Form
from tests.reports.demo_database import demo
from tests.reports.workbench import marked

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

DEFAULT = periods.parse("2021-01..2021-08")
BAD = {Severity.WRONG, Severity.DOUBT}
with (Path(__file__).parents[1] / "published_2021.csv").open(encoding="utf-8") as file:
    PUBLISHED = list(csv.DictReader(file))


@pytest.fixture
def home():
    return scopes.of_division(Division.objects.get(level="prefecture"))


def flagged(checked: checking.Checked) -> set[str]:
    return {finding.rule for finding in consistency.find(checked) if finding.severity in BAD}


def whole_report() -> str:
    return (marked.TEXTS / "46.txt").read_text(encoding="utf-8")


def test_the_report_with_all_46_facts_agrees_with_our_data(home):
    checked = checking.check(whole_report(), home, DEFAULT)
    agreeing = [result for result in checked.results if result.verdict == Verdict.AGREES]
    values = [abs(result.mention.quantity.value / result.mention.quantity.scale) for result in agreeing]
    for row in PUBLISHED:
        # Money stands in 万元 both here and there; a bound as the number it exceeds.
        assert Decimal(row["printed"]) in values, row["key"]
    assert len(agreeing) == 46
    others = {result.mention.quantity.printed for result in checked.results if result not in agreeing}
    assert others == {"4名", "6万余元"}


def test_the_report_says_of_each_growth_from_which_number_it_comes(home):
    findings = consistency.find(checking.check(whole_report(), home, DEFAULT))
    told = " ".join(finding.meaning for finding in findings if finding.rule == "growth")
    assert all(base in told for base in ("2,863", "3,762", "3,759"))


def test_each_paragraph_is_named_and_reckoned_and_flagged_as_it_should_be(home):
    paragraphs = marked.paragraphs(home)
    assert len(paragraphs) >= 19
    faults = []
    for paragraph in paragraphs:
        checked = checking.check(paragraph.text, home, DEFAULT)
        faults += [f"{paragraph.name}: {fault}" for fault in _unlike(checked, paragraph)]
        if flagged(checked) != paragraph.flags:
            faults.append(f"{paragraph.name}: flags {flagged(checked)}")
    assert not faults, "\n".join(faults)


def _unlike(checked, paragraph):
    """Where a filled-in figure was not taken for what it is."""
    by_place = {
        checked.reading.text.pasted_span(r.mention.start, r.mention.end)[0]: r for r in checked.results
    }
    for figure in paragraph.figures:
        result = by_place.get(figure.start)
        if result is None or result.meaning is None:
            yield f"{figure.code} not found or not named"
            continue
        wanted = REGISTRY[figure.code]
        is_change = isinstance(wanted, Change)
        indicator = wanted.of if is_change else wanted
        if result.meaning.indicator is not indicator or is_change != (
            result.meaning.form in {Form.CHANGE, Form.POINTS}
        ):
            yield f"{figure.code} taken for {result.meaning.label}"
        elif result.scope.code != figure.scope.code:
            yield f"{figure.code} in {result.scope.label}"
        elif result.verdict != (Verdict.OTHERWISE if paragraph.is_other_period else Verdict.AGREES):
            yield f"{figure.code} {figure.period}: {result.verdict}"
        elif wanted.unit != "person" and result.period.as_of != periods.parse(figure.period).as_of:
            yield f"{figure.code} in {result.period.code}"


def test_a_swapped_digit_is_called_one(home):
    [result] = checking.check("2021年1—8月受理案件5250件。", home, DEFAULT).results
    assert (result.verdict, result.near_miss, result.value) == (Verdict.DIFFERS, "swapped", 5205)


def test_rounding_that_fits_is_named(home):
    text = "2021年1—8月受理案件同比增长{}%。"
    fits = [
        checking.check(text.format(shown), home, DEFAULT).results[0].fit
        for shown in ("38.35", "38.36", "38.37")
    ]
    assert fits == ["cut", "half_up", None]


def test_the_reader_may_choose_another_meaning(home):
    text = "派驻调解室调解1439件。"
    [result] = checking.check(text, home, DEFAULT).results
    other = next(meaning for meaning, _ in result.options if meaning != result.meaning)
    [again] = checking.check(text, home, DEFAULT, choices={0: other.code}).results
    assert again.meaning == other


def test_what_nobody_may_see_is_not_told(home):
    [result] = checking.check(
        "阜康市受理案件800件。", home, DEFAULT, may_see=lambda scope: scope == home
    ).results
    assert (result.verdict, result.scope) == (Verdict.NO_DATA, home)


def test_a_long_report_takes_a_bounded_number_of_queries(home):
    with CaptureQueriesContext(connection) as few:
        checking.check("2021年1—8月受理案件999件。", home, DEFAULT)
    with CaptureQueriesContext(connection) as many:
        checking.check(whole_report() * 3, home, DEFAULT)
    assert len(few) <= 60
    assert len(many) <= 250
