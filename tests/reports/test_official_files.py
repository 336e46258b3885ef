"""Page, .xlsx, .csv, .pdf and API print the same table, cell by cell."""

import csv
import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook
from pypdf import PdfReader

from cases.models import Case
from mediation.kernel.models import JournalEntry
from organizations.models import Organization
from reports import periods, scopes
from reports.indicators import REGISTRY
from reports.official import layouts, paper, printing
from reports.official.computing import compute
from reports.official.heading import full, headings
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = "2021-01..2021-08"


@pytest.fixture
def history(world):
    random_histories.write(world, 3)
    return world


def page(browser, **query):
    return browser.get(reverse("reports:official"), query)


def export(browser, file, scope="d652300", table="cases", **query):
    kwargs = {"table": table, "scope": scope, "period": PERIOD, "file": file}
    return browser.get(reverse("reports:export_official", kwargs=kwargs), query)


def of_xlsx(content):
    """The lines of the first sheet, from the line 合计 to the end of the names."""
    rows = list(load_workbook(io.BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    first = next(n for n, row in enumerate(rows) if row[0] == "合计")
    return [row for row in rows[first:] if row[1] is not None]


def of_csv(content):
    assert content.startswith("\ufeff".encode())
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))[1:]


def of_api(browser, scope, table, by):
    query = {"scope": scope, "period": PERIOD, "lines": by}
    told = browser.get(f"/api/v1/official-tables/{table}/", query).json()
    return [[line["label"], *(cell["value"] for cell in line["cells"])] for line in told["lines"]]


def plain(text):
    return text.replace(",", "")


@pytest.mark.parametrize(
    ("table", "scope", "by"),
    [
        ("cases", "d652300", "children"),
        ("cases", "d652324", "dispute_type"),
        ("cases15", "d652300", "kind"),
        ("cases", "d652324100", "children"),
    ],
)
def test_all_doors_print_the_same_cells(history, as_user, table, scope, by):
    browser = as_user("analyst")
    sheet = compute(layouts.current(table), scopes.parse(scope), periods.parse(PERIOD), by)
    expected = [[line.label, *(printing.text(sheet, cell) for cell in line.cells)] for line in sheet.lines]
    shown = page(browser, table=table, scope=scope, period=PERIOD, by=by).context["lines"]
    assert [[s["shown"].label, *(c.text for c in s["shown"].cells)] for s in shown] == expected
    xlsx = of_xlsx(export(browser, "xlsx", scope, table, by=by).content)
    assert [[plain(str(value)) for value in row] for row in xlsx] == [
        [plain(text) if n == 0 or "." not in text else str(float(plain(text))) for n, text in enumerate(row)]
        for row in [[r[0], *(_as_number(t) for t in r[1:])] for r in expected]
    ]
    filed = of_csv(export(browser, "csv", scope, table, by=by).content)
    assert filed == [[row[0], *map(plain, row[1:])] for row in expected]
    told = of_api(browser, scope, table, by)
    assert [[row[0], *(t or "—" for t in row[1:])] for row in told] == filed
    parts = paper.pages(sheet)
    printed = [
        [name, *(text for part in parts for text in part["rows"][n]["cells"])]
        for n, name in enumerate(row["label"] for row in parts[0]["rows"])
    ]
    assert printed == expected


def _as_number(text):
    """As openpyxl gives a number back: 12.50 is 12.5, 12.00 is 12."""
    digits = plain(text)
    return str(int(float(digits))) if re.fullmatch(r"-?\d+\.0*", digits) else text


def test_the_paper_holds_every_number_and_heading(history, as_user):
    answer = export(as_user("analyst"), "pdf")
    assert answer["Content-Type"] == "application/pdf"
    read = PdfReader(io.BytesIO(answer.content))
    assert all(sheet.mediabox.width > sheet.mediabox.height for sheet in read.pages)
    text = "".join("".join(sheet.extract_text().split()) for sheet in read.pages)
    sheet = compute(layouts.current("cases"), scopes.parse("d652300"), periods.parse(PERIOD))
    assert "人民调解案件情况统计表" in text
    for line in sheet.lines:
        assert line.label in text
        numbers = "".join(printing.text(sheet, cell) for cell in line.cells)
        assert numbers in text, line.label
    for word in ("负责人", "勾稽关系", "昌吉回族自治州", "2021年1—8月"):
        assert word in text
    assert f"第{len(read.pages)}页共{len(read.pages)}页" in text


def test_paper_is_chinese_whoever_prints_it(history, as_user):
    browser = as_user("analyst")
    browser.cookies["django_language"] = "en"
    text = "".join(s.extract_text() for s in PdfReader(io.BytesIO(export(browser, "pdf").content)).pages)
    assert "合计" in text


def test_a_table_too_wide_for_its_paper_goes_on_beside_itself(world):
    Case.objects.bulk_create(
        case(world.village, periods.parse(PERIOD).start, dispute_type="other") for _ in range(3)
    )
    layout = layouts.current("cases")
    layout.columns = [
        {"indicator": code, "headings": [f"{n}", str(indicator.label)]}
        for n, (code, indicator) in enumerate(REGISTRY.items())
    ]
    sheet = compute(layout, scopes.parse("d652300"), periods.parse(PERIOD))
    parts = paper.pages(sheet)
    assert len(parts) > 1
    assert [number for part in parts for number in part["numbers"]] == [
        str(n) for n in range(1, len(REGISTRY) + 1)
    ]
    assert all(part["name_width"] + sum(part["widths"]) <= 400 for part in parts)
    assert [bool(part["below"]) for part in parts] == [False] * (len(parts) - 1) + [True]


def test_the_workbook_has_merged_headings_frozen_panes_numbers_definitions_and_footing(history, as_user):
    book = load_workbook(io.BytesIO(export(as_user("analyst"), "xlsx").content))
    table, definitions, footing = book.worksheets
    sheet = compute(layouts.current("cases"), scopes.parse("d652300"), periods.parse(PERIOD))
    first = next(row for row in range(1, 20) if table.cell(row, 1).value == "合计")
    assert table.freeze_panes == f"B{first}"
    wide = {part.text for row in headings(sheet.columns) for part in row if part.columns > 1}
    merged = {table.cell(area.min_row, area.min_col).value for area in table.merged_cells.ranges}
    assert wide <= merged
    assert isinstance(table.cell(first, 2).value, int)
    described = list(definitions.iter_rows(min_row=2, values_only=True))
    assert [(row[1], row[3], row[4]) for row in described] == [
        (full(column), column.indicator.code, column.indicator.version) for column in sheet.columns
    ]
    assert all(row[5] and row[6] for row in described)
    results = {row[5] for row in footing.iter_rows(min_row=2, values_only=True)}
    assert results == {"相符"}


def test_what_looks_like_a_formula_stays_text(world, as_user):
    Organization.objects.filter(pk=world.village.pk).update(name="=HYPERLINK(1)")
    browser = as_user("analyst")
    rows = of_xlsx(export(browser, "xlsx", "d652324100").content)
    assert "'=HYPERLINK(1)" in [row[0] for row in rows]
    assert "'=HYPERLINK(1)" in [row[0] for row in of_csv(export(browser, "csv", "d652324100").content)]


def test_every_export_is_journalled(history, as_user):
    for file in ("xlsx", "csv", "pdf"):
        assert export(as_user("analyst"), file).status_code == 200
    entries = JournalEntry.objects.filter(action="table.exported", actor_id=history.analyst.pk)
    assert [entry.detail["file"] for entry in entries.order_by("pk")] == ["xlsx", "csv", "pdf"]


def test_the_page_takes_the_same_number_of_queries_however_many_lines(history, as_user):
    browser = as_user("analyst")
    counts = []
    # The first visit of a session costs more.
    page(browser, scope="d652324100", period=PERIOD)
    for short_name in ("玛园", "玛市"):
        with CaptureQueriesContext(connection) as queries:
            page(browser, scope="d652324100", period=PERIOD)
        counts.append(len(queries))
        random_histories._found(history, "652324100", "park_market", short_name, history.village.valid_from)
    assert counts[0] == counts[1] <= 70


def test_every_cell_of_the_page_opens_its_list(history, as_user):
    browser = as_user("analyst")
    for by in ("children", "dispute_type", "kind"):
        lines = page(browser, scope="d652300", period=PERIOD, by=by).context["lines"]
        for cell in (lines[1]["shown"].cells[0], lines[-1]["shown"].cells[0]):
            opened = browser.get(cell.url).context["opened"]
            assert str(opened.page.total.rows) == cell.text


def test_lines_lead_down_and_the_way_leads_up(history, as_user):
    browser = as_user("analyst")
    lines = page(browser, scope="d652300", period=PERIOD).context["lines"]
    county = next(line for line in lines if line["shown"].label == "玛纳斯县")
    opened = browser.get(county["url"])
    assert opened.context["sheet"].scope.code == "d652324"
    assert [name for name, _url in opened.context["above"]] == ["昌吉回族自治州"]
    assert browser.get(opened.context["above"][0][1]).context["sheet"].scope.code == "d652300"


def test_a_county_is_led_no_higher_than_it_may_see(history, as_user):
    opened = page(as_user("manas_analyst"), scope="d652324100", period=PERIOD)
    assert [name for name, _url in opened.context["above"]] == ["玛纳斯县"]


@pytest.mark.parametrize(
    "query",
    [
        {"table": "nothing"},
        {"by": "surname"},
        {"version": "99"},
        {"version": "x"},
        {"scope": "d999999"},
        {"period": "x"},
    ],
)
def test_what_does_not_exist_is_404(history, as_user, query):
    assert page(as_user("analyst"), **query).status_code == 404


def test_a_bad_period_answers_at_its_field(history, as_user):
    answer = page(as_user("analyst"), first_month="2021-08", last_month="2021-01")
    assert answer.status_code == 422
    assert "结束不能早于开始。" in answer.content.decode()


@pytest.mark.parametrize(
    ("query", "field"),
    [({"lines": "surname"}, "lines"), ({"version": "x"}, "version"), ({"period": "x"}, "period")],
)
def test_the_api_answers_bad_input_at_its_field(history, as_user, query, field):
    answer = as_user("analyst").get("/api/v1/official-tables/cases/", query)
    assert answer.status_code == 400
    assert list(answer.json()["errors"]) == [field]


def test_the_api_lists_tables_and_names_every_figure(history, as_user):
    browser = as_user("analyst")
    listed = browser.get("/api/v1/official-tables/").json()
    assert [table["code"] for table in listed] == [layout.code for layout in layouts.every()]
    told = browser.get("/api/v1/official-tables/cases/", {"scope": "d652300", "period": PERIOD}).json()
    assert told["lines"][0]["cells"][0]["address"] == f"cases_accepted|d652300|{PERIOD}"
    assert told["footing"]["findings"] == []
    assert browser.get("/api/v1/official-tables/nothing/").status_code == 404
    assert (
        as_user("manas_analyst").get("/api/v1/official-tables/cases/", {"scope": "d652300"}).status_code
        == 404
    )
    assert as_user("village_mediator").get("/api/v1/official-tables/cases/").status_code == 403
