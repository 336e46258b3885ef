"""The demo opens with January to August 2021 signed, a running round, and something in the difference list."""

import csv
from decimal import Decimal
from pathlib import Path

import pytest
from django.test import Client

from cases.models import PreventionTotal
from organizations.models import User
from reports import publication, scopes, signing
from reports.closing import signed_pages
from reports.models import ReportingRound, SignedTable, Submission
from reports.periods import Month
from tests.reports.demo_database import demo

__all__ = ["demo"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo"),
]


@pytest.fixture
def as_demo():
    """A browser in which an account of the demo is signed in."""

    def signed_in(username: str) -> Client:
        browser = Client()
        browser.force_login(User.objects.get(username=username))
        return browser

    return signed_in


def signed(layout: str) -> SignedTable:
    return SignedTable.objects.get(layout=layout, period="2021-01..2021-08", scope="d652300")


def test_the_published_rows_stand_in_the_signed_report_as_they_are_counted_live() -> None:
    live = {str(row.row.label): row.text for row in publication.rows(scopes.parse("d652300"), Month(2021, 8))}
    report = signed("report").sheet()
    assert len(report.lines) == len(publication.report_rows(Month(2021, 8)))
    assert {line.label: line.cells[0].text for line in report.lines} == live
    assert live["受理案件"] == "5,205"


def test_the_46_published_rows_stand_in_what_was_signed_and_each_has_its_counted_list(as_demo) -> None:
    with (Path(__file__).parent / "published_2021.csv").open(encoding="utf-8") as file:
        published = {row["key"]: row for row in csv.DictReader(file)}
    table = signed("report")
    lines = dict(
        zip((row.key for row in publication.report_rows(Month(2021, 8))), table.sheet().lines, strict=True)
    )
    leaves = {leaf.number: leaf for leaf in table.leaves.all()}
    browser = as_demo("demo_analyst")
    assert len(published) == 46
    for key, row in published.items():
        (cell,) = lines[key].cells
        assert Decimal(cell.text.replace(",", "").removesuffix("余")) == Decimal(row["printed"]), key
        assert cell.unit == row["unit"], key
        for operand, number in zip(cell.operands, cell.leaves, strict=True):
            counted = leaves[number]
            amounts = counted.amounts
            assert Decimal(operand) == (len(counted.ids) if amounts is None else sum(amounts)), key
        page = browser.get(signed_pages.list_url(cell.address))
        assert page.status_code == 200, key
        assert page.context["opened"].figure.operands[0] == Decimal(cell.operands[0]), key


def test_both_signatures_are_intact() -> None:
    for layout in ("report", "cases"):
        assert not signing.verify(signed(layout))


def test_everybody_of_the_signed_round_is_in() -> None:
    opened = ReportingRound.objects.get(period="2021-01..2021-08")
    assert not Submission.objects.filter(round=opened).not_in().exists()
    assert Submission.objects.filter(round=opened).count() > 700


def test_of_the_running_round_some_are_missing() -> None:
    opened = ReportingRound.objects.exclude(period="2021-01..2021-08").get()
    waiting = Submission.objects.filter(round=opened).not_in()
    assert 0 < waiting.count() < Submission.objects.filter(round=opened).count() / 2


def test_the_difference_list_names_what_came_late_and_nothing_else() -> None:
    found = signing.differences(signed("cases"))
    late = PreventionTotal.objects.filter(month__year=2021)
    assert {entry.pk for entry in found.entries} == set(late.values_list("pk", flat=True))
    assert late.count() == 2
    assert found.adds_up
    assert {cell.column for cell in found.cells} == {"预防纠纷"}
    assert not signing.differences(signed("report"))
