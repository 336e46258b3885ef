"""The bureau's analyst reads the published months, opens a figure and takes its list away."""

import html
import re
from io import BytesIO

import openpyxl
import pytest

pytestmark = [pytest.mark.e2e, pytest.mark.xdist_group("demo")]


def test_a_figure_opens_the_list_it_counts(person, way, record_property):
    analyst = person("demo_analyst", way)
    analyst.look("dashboard")
    accepted, _succeeded, rate, _amount = [
        analyst.page.locator(".stat").nth(number).inner_text() for number in range(4)
    ]
    assert "2021" in analyst.page.locator("h1").inner_text()
    assert "5,205" in accepted
    assert "▲" in accepted
    assert "38.35%" in accepted
    assert "99.46" in rate
    assert "5,177 ÷ 5,205" in rate
    # 99.921 % a year before: the fall of 0.458 is cut off, as the published report cuts off.
    assert "▼" in rate
    assert "0.45" in rate

    months = analyst.page.locator(".charts table").first
    accepted_by_month = months.locator("tbody tr > td:nth-child(2)").evaluate_all(
        "cells => cells.map(cell => Number(cell.dataset.value))"
    )
    assert len(accepted_by_month) == 8
    assert sum(accepted_by_month) == 5205

    analyst.go('.stat-value a:text-is("5,205")')
    analyst.look("list of a figure")
    record_property("clicks", analyst.clicks)
    assert "5,205" in analyst.page.locator(".pager-total").inner_text()


def test_paging_and_export_hold_every_case_once(person):
    analyst = person("demo_analyst")
    address = analyst.page.locator('.stat-value a:text-is("5,205")').get_attribute("href")
    numbers: list[str] = []
    following: str | None = ""
    while following is not None:
        page = analyst.page.request.get(analyst.address + address.partition("?")[0] + following).text()
        numbers += re.findall(r'<tr class="is-sealed">\s*<td[^>]*>\s*(\S+)\s*</td>', page)
        link = re.search(r'href="([^"]+)"\s+rel="next"', page)
        following = html.unescape(link[1]) if link else None
    assert len(numbers) == len(set(numbers)) == 5205

    analyst.open(address)
    assert sorted(numbers_in_file(analyst)) == sorted(numbers)


def numbers_in_file(analyst) -> list[str]:
    """The first column of the exported list below its heading."""
    with analyst.page.expect_download() as download:
        analyst.see('a[href*="/export/"]').click()
    content = download.value.path().read_bytes()
    sheet = openpyxl.load_workbook(BytesIO(content), read_only=True).worksheets[0]
    _heading, *rows = sheet.iter_rows(max_col=1, values_only=True)
    return [number for (number,) in rows if number]
