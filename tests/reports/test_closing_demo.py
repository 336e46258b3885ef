"""The demo opens with January to August 2021 signed, a running round, and something in the difference list."""

import pytest

from cases.models import PreventionTotal
from reports import publication, scopes, signing
from reports.models import ReportingRound, SignedTable, Submission
from reports.periods import Month
from tests.reports.demo_database import demo

__all__ = ["demo"]

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("demo"),
    pytest.mark.xdist_group("demo"),
]


def signed(layout: str) -> SignedTable:
    return SignedTable.objects.get(layout=layout, period="2021-01..2021-08", scope="d652300")


def test_the_published_rows_stand_in_the_signed_report_as_they_are_counted_live() -> None:
    live = {str(row.row.label): row.text for row in publication.rows(scopes.parse("d652300"), Month(2021, 8))}
    report = signed("report").sheet()
    assert len(report.lines) == len(publication.report_rows(Month(2021, 8)))
    assert {line.label: line.cells[0].text for line in report.lines} == live
    assert live["受理案件"] == "5,205"


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
