"""Random scopes and periods, over the web: the figure's page, its pages of rows, its file and the API count as the oracle."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from io import BytesIO
from typing import Any
from urllib.parse import urlencode

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from reports import periods, policies, scopes
from reports.indicators import REGISTRY, Change, Indicator, Ratio, Sum
from reports.periods import Period
from reports.scopes import Scope
from tests.reports import oracle, random_histories
from tests.reports.test_oracle import PERIODS, every_scope
from tests.world import World

COUNTED = [indicator for indicator in REGISTRY.values() if not isinstance(indicator, Change)]
# Small pages, so that a list has several.
API_PAGE = 7
PROPERTY = settings(
    max_examples=12,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


def by_the_oracle(indicator: Indicator, expected: dict[str, Decimal]) -> list[Decimal]:
    """One number for a count or a sum, two for a rate."""
    if isinstance(indicator, Ratio):
        return [expected[f"{indicator.code}/{part}"] for part in ("numerator", "denominator")]
    return [expected[indicator.code]]


def page_after_page(browser: Client, url: str, part: int) -> Iterator[Any]:
    """Each page of a list as a reader turns them."""
    query: dict[str, Any] = {"part": part}
    while True:
        opened = browser.get(f"{url}?{urlencode(query)}").context["opened"]
        yield opened
        if not opened.page.next_cursor:
            return
        query["after"] = opened.page.next_cursor


def rows_told(browser: Client, url: str | None) -> Iterator[list[str]]:
    """Each row that the API tells, page after page."""
    while url:
        told = browser.get(url).json()
        yield from (row["cells"] for row in told["results"])
        url = told["next"]


def check(
    browser: Client, indicator: Indicator, scope: Scope, period: Period, numbers: list[Decimal]
) -> None:
    kwargs = {"scope": scope.code, "period": period.code, "code": indicator.code}
    page, file = (reverse(name, kwargs=kwargs) for name in ("reports:figure", "reports:export_figure"))
    asked = urlencode({"scope": scope.code, "period": period.code})
    api = f"/api/v1/indicators/{indicator.code}/"
    assert [Decimal(n) for n in browser.get(f"{api}?{asked}").json()["operands"]] == numbers
    for part, number in enumerate(numbers):
        pages = list(page_after_page(browser, page, part))
        shown = [[str(cell) for cell in row.cells] for opened in pages for row in opened.rows]
        filed = load_workbook(BytesIO(browser.get(f"{file}?part={part}").content)).worksheets[0]
        told = list(rows_told(browser, f"{api}rows/?{asked}&part={part}&size={API_PAGE}"))
        assert all(opened.total == number for opened in pages), "the page"
        assert len(told) == len(shown) == filed.max_row - 1, "rows of page, file and API"
        assert [row[0] for row in told] == [row[0] for row in shown], "the same rows"
        if not isinstance(pages[0].listing.measure, Sum):
            assert len(shown) == number, "a row for each that was counted"


def test_one_number_everywhere(world: World, as_user: Callable[[str], Client]) -> None:
    random_histories.write(world, 11)
    readers = {who: (as_user(who), world.fresh(who)) for who in ("analyst", "village_clerk", "coordinator")}
    reach = [
        (who, scope)
        for who, (_browser, user) in readers.items()
        for scope in every_scope()
        if policies.can_export_figures(user, scope)
    ]
    assert {who for who, _scope in reach} == set(readers)

    @PROPERTY
    @given(
        st.sampled_from(reach),
        PERIODS,
        st.lists(st.sampled_from(COUNTED), min_size=1, max_size=3, unique=True),
    )
    def holds(reader: tuple[str, Scope], period: Period, some: list[Indicator]) -> None:
        who, scope = reader
        expected = oracle.ask(scope, period)
        for indicator in some:
            check(readers[who][0], indicator, scope, period, by_the_oracle(indicator, expected))

    holds()


@pytest.mark.parametrize("code", ["cases_accepted", "success_rate", "agreement_amount"])
def test_it_holds_for_the_whole_prefecture_and_all_its_years(
    world: World, as_user: Callable[[str], Client], code: str
) -> None:
    """Long lists of many pages, some rows open and some sealed."""
    random_histories.write(world, 12)
    scope, period = scopes.parse("d652300"), periods.parse("2019-01..2021-12")
    indicator = REGISTRY[code]
    check(as_user("analyst"), indicator, scope, period, by_the_oracle(indicator, oracle.ask(scope, period)))
