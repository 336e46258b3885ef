"""Every row of the published report, from the product's own indicators, on the loaded demo."""

import csv
from datetime import date
from decimal import Decimal
from fractions import Fraction
from io import BytesIO
from pathlib import Path

import pytest
from django.db.models import Sum as SumOf
from openpyxl import load_workbook

from organizations.models import Division, User
from reports import dashboards, drilldown, exporting, figures, publication, scopes
from reports.indicators import REGISTRY, Sum, outcomes
from reports.periods import FirstMonths, parse
from reports.publication import RowKind
from tests.reports import oracle
from tests.reports.demo_database import demo

__all__ = ["demo"]

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demo"), pytest.mark.xdist_group("demo")]

with (Path(__file__).parent / "published_2021.csv").open(encoding="utf-8") as file:
    PUBLISHED = {row["key"]: row for row in csv.DictReader(file)}

# Beside the 46 rows: the fall of the rate, which the text leaves out, and the amount within a bound.
BESIDE = {"case.success_rate.points": "-0.45", "case.finance.amount": "10000"}
JAN_AUG = FirstMonths(2021, 8)


@pytest.fixture
def prefecture():
    return scopes.of_division(Division.objects.get(level="prefecture"))


@pytest.fixture
def reported(prefecture):
    return {row.row.key: row for row in publication.rows(prefecture)}


def test_the_report_has_the_46_published_rows_and_two_beside_them(reported):
    assert len(PUBLISHED) == 46
    assert set(reported) == set(PUBLISHED) | set(BESIDE)


def test_every_row_prints_what_was_published(reported):
    printed = {key: str(row.shown) for key, row in reported.items()}
    assert printed == {key: row["printed"] for key, row in PUBLISHED.items()} | BESIDE
    for key, row in PUBLISHED.items():
        assert (reported[key].row.unit.label, reported[key].row.kind) == (row["unit"], row["kind"])


def test_bounds_hold(reported):
    assert reported["case.finance"].exact > 500
    assert reported["case.finance.amount"].exact > 10_000
    assert reported["case.finance"].text == "500余"


def test_every_row_equals_its_lists(reported):
    for row in reported.values():
        for listing, operand in zip(row.lists, row.figure.operands, strict=True):
            if isinstance(listing.measure, Sum):
                column = listing.measure.column_summed
                assert listing.rows.aggregate(total=SumOf(column))["total"] == operand, row.row.key
            else:
                assert len(listing.rows.values_list("pk")) == operand, row.row.key


def test_every_row_equals_the_oracle(reported, prefecture):
    periods = {leaf.period for row in reported.values() for leaf in row.row.indicator.leaves(row.row.period)}
    answers = {period: oracle.ask(prefecture, period) for period in periods}
    for row in reported.values():
        for listing, operand in zip(row.lists, row.figure.operands, strict=True):
            assert answers[listing.period][listing.measure.code] == operand, row.row.key


def test_official_and_cohort_rate_stand_side_by_side(prefecture):
    assert outcomes.SUCCESS_RATE.figure(prefecture, JAN_AUG).operands == (5177, 5205)
    assert outcomes.SUCCESS_RATE_COHORT.figure(prefecture, JAN_AUG).operands == (5184, 5205)


def test_the_fall_of_the_rate_is_reckoned_before_it_is_cut(prefecture):
    change = outcomes.SUCCESS_RATE_YOY.figure(prefecture, JAN_AUG)
    assert change.operands == (5177, 5205, 3759, 3762)
    assert change.value == Fraction(517700, 5205) - Fraction(375900, 3762)
    assert exporting.cell(change) == Decimal("-0.45")


def test_978_organizations_take_part(prefecture):
    assert REGISTRY["organizations"].figure(prefecture, JAN_AUG).value == 978


def test_additive_figures_of_the_counties_add_up_to_the_prefecture(prefecture):
    additive = [indicator for indicator in REGISTRY.values() if indicator.additive]
    table = figures.table(additive, prefecture, JAN_AUG)
    assert len(table.rows) == 7 + 1
    for position, indicator in enumerate(additive):
        parts = sum(row.figures[position].value for row in table.rows)
        assert parts == table.total.figures[position].value, indicator.code


def test_the_dashboard_opens_with_january_to_august_2021(prefecture):
    assert dashboards.default_period(prefecture, date.today()) == JAN_AUG


def test_the_click_on_5205_lists_5205(prefecture):
    analyst = User.objects.select_related("person").get(
        person__posts__role_code="analyst", person__posts__organization__division__level="prefecture"
    )
    opened = drilldown.drill_down_rows(analyst, REGISTRY["cases_accepted"], prefecture, JAN_AUG)
    assert opened.total == 5205
    [listing] = opened.listings
    rows = list(drilldown.all_rows(analyst, listing))
    assert len(rows) == 5205
    assert all(row.is_sealed for row in rows)


def test_the_report_exports_as_printed(reported):
    target = BytesIO()
    exporting.write_report(target, reported.values())
    _header, *rows = load_workbook(target).worksheets[0].iter_rows(values_only=True)
    assert [Decimal(str(row[1])) for row in rows] == [row.shown for row in reported.values()]
    assert [row[3] for row in rows] == [row.row.period.label for row in reported.values()]
    assert parse(next(iter(reported.values())).row.period.code)
    assert {row.row.kind for row in reported.values()} == set(RowKind)
