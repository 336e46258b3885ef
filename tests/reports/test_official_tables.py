"""A layout filled in: lines of children, dispute types or kinds; every cell names its figure."""

from datetime import date
from decimal import Decimal

import pytest

from cases.models import Case
from mediation.kernel.rounding import Rounding
from reports import figures, periods, scopes
from reports.enums import Unit
from reports.indicators import DIMENSIONS, REGISTRY
from reports.official import layouts, printing
from reports.official.computing import compute
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = periods.parse("2021-01..2021-08")
NODES = ["d650000", "d652300", "d652324", "d652324-own", "d652324100"]


@pytest.fixture
def history(world):
    random_histories.write(world, 7)
    return world


def cell_of(sheet, line, code):
    position = [column.indicator.code for column in sheet.columns].index(code)
    return next(one for one in sheet.lines if one.label == line).cells[position]


@pytest.mark.parametrize("table", ["cases", "cases15"])
@pytest.mark.parametrize("node", NODES)
def test_each_cell_is_the_figure_of_its_address(history, table, node):
    for by in ("children", "dispute_type", "kind"):
        sheet = compute(layouts.current(table), scopes.parse(node), PERIOD, by)
        assert sheet.lines[0].is_total
        for cell in sheet.cells:
            if not cell.reason:
                assert cell.address.figure().operands == cell.figure.operands, cell.address.text


def test_the_lines_are_the_total_and_the_children(history):
    sheet = compute(layouts.current("cases"), scopes.parse("d652300"), PERIOD)
    table = figures.table([c.indicator for c in sheet.columns], sheet.scope, PERIOD)
    assert [line.label for line in sheet.lines] == ["合计", *(row.scope.label for row in table.rows)]


def test_an_organization_has_one_line(history):
    sheet = compute(layouts.current("cases"), scopes.of_organization(history.village), PERIOD)
    assert [line.label for line in sheet.lines] == ["合计"]


def test_what_cannot_be_told_apart_by_type_stays_empty_and_says_why(history):
    sheet = compute(layouts.current("cases"), scopes.parse("d652300"), PERIOD, "dispute_type")
    assert len(sheet.lines) == 1 + len(DIMENSIONS["dispute_type"].choices)
    cell = cell_of(sheet, "邻里", "screening_rounds")
    assert cell.figure.value is None
    assert printing.text(sheet, cell) == "—"
    assert "按纠纷类型" in cell.reason
    total = cell_of(sheet, "合计", "screening_rounds")
    assert total.figure.value == REGISTRY["screening_rounds"].figure(sheet.scope, PERIOD).value


def test_money_is_printed_in_the_layouts_unit_and_places(world):
    Case.objects.bulk_create(
        [case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount="1234567.89")]
    )
    layout = layouts.current("cases")
    scope = scopes.parse("d652300")

    def printed(**changed):
        for name, value in changed.items():
            setattr(layout, name, value)
        sheet = compute(layout, scope, PERIOD)
        return printing.value(sheet, cell_of(sheet, "合计", "agreement_amount"))

    assert printed() == Decimal("123.45")
    assert printed(rounding=Rounding.HALF_UP) == Decimal("123.46")
    assert printed(money_places=4) == Decimal("123.4568")
    assert printed(money=Unit.YUAN.value, money_places=2) == Decimal("1234567.89")


def test_an_unknown_table_is_refused(db):
    with pytest.raises(layouts.UnknownLayout):
        layouts.current("nothing")
    with pytest.raises(layouts.UnknownLayout):
        layouts.get("cases", 99)


def test_the_built_in_tables_are_there_in_their_order(db):
    assert [layout.code for layout in layouts.every()][:2] == ["cases", "cases15"]
