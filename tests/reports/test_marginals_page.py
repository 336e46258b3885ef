"""核对汇总数: what differed is shown with both numbers and opens its list; runs are asked for and done by the job."""

from collections.abc import Callable
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mediation import jobs
from mediation.kernel.models import JournalEntry
from reports.indicators.cuts import DISPUTE_TYPE
from reports.marginals import asking, reconciling, refreshing, telling
from reports.models import (
    MarginalRefresh,
    MarginalRequest,
    MarginalSeries,
    MonthCell,
    ReconciledCell,
    Reconciliation,
)
from tests.reports.histories import case
from tests.world import World

Browser = Callable[[str], Client]
PAGE = "/reports/marginals/"
AUGUST = date(2021, 8, 1)


@pytest.fixture
def counted(world: World) -> World:
    for day in (3, 4, 5):
        case(world.village, date(2021, 8, day), dispute_type="medical").save()
    refreshing.refresh()
    return world


def spoil(series: str, value: int, kind: str = "prefecture") -> None:
    """As if the sums had gone wrong."""
    cell = MonthCell.objects.get(series__key=series, node__kind=kind, day=AUGUST)
    MonthCell.objects.filter(pk=cell.pk).update(value=value)


def text(browser: Client, address: str = PAGE) -> str:
    return browser.get(address).content.decode()


def test_before_the_first_run_the_page_says_so(world: World, as_user: Browser) -> None:
    page = text(as_user("analyst"))
    assert "还没有汇总过" in page
    assert "还没有核对过" in page


def test_a_run_without_differences_says_that_every_cell_agrees(counted: World, as_user: Browser) -> None:
    reconciling.reconcile()
    assert "每一格都和案件一致" in text(as_user("analyst"))


def test_what_differed_is_shown_with_both_numbers_and_opens_its_list(
    counted: World, as_user: Browser, caplog: Any
) -> None:
    spoil("cases_accepted", 12000)
    spoil("cases_accepted|dispute_type=medical", 9, "province")
    reconciling.reconcile()
    assert "2 of" in caplog.text
    browser = as_user("analyst")
    answer = browser.get(PAGE)
    whole, part = answer.context["differences"]
    if whole.cut:
        whole, part = part, whole
    assert (whole.place, whole.period.code, whole.stored, whole.counted) == (
        "昌吉回族自治州",
        "2021-08",
        "12,000",
        "3",
    )
    assert (part.cut.label, part.scope.code, part.stored) == (
        DISPUTE_TYPE.choices("medical").label,
        "d650000",
        "9",
    )
    opened = browser.get("/reports/figures/d652300/2021-08/cases_accepted/")
    assert 'href="/reports/figures/d652300/2021-08/cases_accepted/"' in answer.content.decode()
    assert opened.context["opened"].figure.value == 3
    # It was mended, so the next run finds nothing, and the earlier one can still be read.
    first = Reconciliation.objects.get()
    reconciling.reconcile()
    assert "每一格都和案件一致" in text(browser)
    assert "12,000" in text(browser, f"{PAGE}?run={first.pk}")


@pytest.mark.parametrize("run", ["0", "x", "99999999"])
def test_a_run_that_there_is_not_is_not_found(counted: World, as_user: Browser, run: str) -> None:
    reconciling.reconcile()
    assert as_user("analyst").get(PAGE, {"run": run}).status_code == 404


def test_every_node_is_told_by_a_place_that_can_be_opened(world: World) -> None:
    def told(kind: str, code: str, own: bool = False, series: str = "cases_open/in") -> Any:
        cell = ReconciledCell(
            series=series, kind=kind, code=code, own=own, is_month=False, day=AUGUST, stored=1, counted="2.50"
        )
        [found] = telling.tell([cell])
        return found.scope.code if found.scope else None, found.place, found.part, found.opens

    assert told("province", "650000") == ("d650000", "新疆维吾尔自治区", "开始的", True)
    assert told("prefecture", "652300")[0] == "d652300"
    assert told("prefecture", "650000")[0] == "d650000-own"
    assert told("county", "652324", own=True)[0] == "d652324-own"
    assert told("county", "652324")[:2] == ("d652324", "玛纳斯县各乡镇（街道）")
    assert told("county", "652300", own=True)[0] == "d652300-own"
    assert told("county", "990000", series="gone") == (None, "990000", "", False)


def test_the_bureau_asks_and_the_job_does_it_once(counted: World, as_user: Browser) -> None:
    browser = as_user("analyst")
    for _time in range(2):
        answer = browser.post(f"{PAGE}reconcile/", follow=True)
        assert "已经要求：核对" in answer.content.decode()
    assert JournalEntry.objects.filter(action="marginals.reconcile").count() == 1
    browser.post(f"{PAGE}rebuild/")
    assert MarginalRequest.objects.count() == 2
    jobs.refresh_marginals()
    assert not MarginalRequest.objects.exists()
    assert Reconciliation.objects.get().differing == 0
    assert MarginalRefresh.objects.get().rebuilt_at
    assert "已经要求" not in text(browser)
    jobs.refresh_marginals()
    assert Reconciliation.objects.count() == 1


def test_a_request_stays_until_its_run_has_ended(counted: World, monkeypatch: Any) -> None:
    asking.ask(asking.MarginalWork.RECONCILE, by=counted.users["analyst"])

    def dies() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(reconciling, "work_off", dies)
    with pytest.raises(KeyboardInterrupt):
        asking.work()
    monkeypatch.undo()
    assert MarginalRequest.objects.exists()
    jobs.refresh_marginals()
    assert not MarginalRequest.objects.exists()


@pytest.mark.parametrize(
    "who", ["manas_analyst", "officer", "village_clerk", "system_admin", "village_mediator"]
)
def test_for_everybody_else_there_is_no_such_page(counted: World, as_user: Browser, who: str) -> None:
    browser = as_user(who)
    assert browser.get(PAGE).status_code == 404
    assert browser.post(f"{PAGE}reconcile/").status_code == 404
    assert not MarginalRequest.objects.exists()


def test_there_is_no_other_work_to_ask_for(counted: World, as_user: Browser) -> None:
    assert as_user("analyst").post(f"{PAGE}drop/").status_code == 404
    assert as_user("analyst").get(f"{PAGE}reconcile/").status_code == 405


def test_the_page_takes_the_same_queries_however_much_differed(counted: World, as_user: Browser) -> None:
    browser, counts = as_user("analyst"), []
    series = list(MarginalSeries.objects.order_by("key").values_list("key", flat=True)[:30])
    for keys in (["cases_accepted"], series):
        node = MonthCell.objects.filter(node__kind="prefecture").first().node  # type: ignore[union-attr]
        for key in keys:
            MonthCell.objects.update_or_create(
                node=node, series=MarginalSeries.objects.get(key=key), day=AUGUST, defaults={"value": 900}
            )
        reconciling.reconcile()
        text(browser)
        with CaptureQueriesContext(connection) as queries:
            text(browser)
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_the_command_refreshes_rebuilds_and_reconciles(counted: World) -> None:
    case(counted.village, date(2021, 8, 6)).save()
    said = StringIO()
    call_command("marginals", "refresh", stdout=said)
    spoil("cases_accepted", 0)
    call_command("marginals", "reconcile", stdout=said)
    call_command("marginals", "rebuild", stdout=said)
    call_command("marginals", "reconcile", stdout=said)
    first, second, _third, last = said.getvalue().splitlines()
    assert first.startswith("1 marks")
    assert second.startswith("1 of")
    assert last.startswith("0 of")
    with pytest.raises(Exception, match="invalid choice"):
        call_command("marginals", "drop")
