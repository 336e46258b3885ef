"""Footing rules (勾稽关系): they hold on every history, and each fires where a fault was planted."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest
from django.db import connection

from cases.models import Case
from reports import periods, scopes
from reports.cells import Cell
from reports.indicators import REGISTRY, Figure
from reports.official import builtin, footing, layouts
from reports.official.computing import compute
from reports.official.rules import Rule
from reports.views import official
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = periods.parse("2021-01..2021-08")
TABLES = tuple(described["code"] for described in builtin.files())


def sheet_of(table="cases", scope="d652300", by="", period=PERIOD):
    return compute(layouts.current(table), scopes.parse(scope), period, by)


@pytest.mark.parametrize("seed", range(4))
def test_all_foots_on_every_history_node_period_and_kind_of_lines(world, seed):
    random_histories.write(world, seed)
    rng = Random(seed)
    places = 0
    for table in TABLES:
        for by in ("children", "dispute_type", "kind"):
            scope = rng.choice(["d652300", "d652324", "d652301", "d652324100", "d652324-own"])
            period = periods.parse(
                rng.choice(["2021", "2020Q3", "SY2021", "2021-08", "2019-11-30..2021-03-01"])
            )
            sheet = sheet_of(table, scope, by, period)
            assert footing.check(sheet) == [], (table, scope, by, period.code)
            places += len(list(footing.checks(sheet)))
    assert places > 300


def faulty(sheet, code, line=0):
    """The sheet with one more in a figure of a line, in its column or beside it."""

    def changed(cell: Cell) -> Cell:
        if cell.address.indicator != code:
            return cell
        more = cell.figure.operands[0] + 1_000_000
        return replace(cell, figure=Figure(cell.figure.indicator, (more,)))

    lines = list(sheet.lines)
    lines[line] = replace(
        lines[line],
        cells=tuple(map(changed, lines[line].cells)),
        beside=tuple(map(changed, lines[line].beside)),
    )
    return replace(sheet, lines=tuple(lines))


def _rules():
    """Each rule of the tables that come with the product, with every code on its left."""
    for described in builtin.files():
        for stored in described["rules"]:
            yield pytest.param(
                described["code"], Rule.from_json(stored), id=f"{described['code']}-{stored['label']}"
            )


@pytest.mark.parametrize(("table", "rule"), list(_rules()))
def test_each_rule_fires_when_one_figure_is_wrong(world, table, rule):
    random_histories.write(world, 1)
    sheet = sheet_of(table)
    assert not [one for one in footing.check(sheet) if one.rule == rule.label]
    # What stands on both sides of the roll-up from 18 types to 15 weighs nothing.
    weighing = set(rule.left) if rule.relation == "<=" else set(rule.left) ^ set(rule.right)
    for code in weighing:
        found = [one for one in footing.check(faulty(sheet, code)) if one.rule == rule.label]
        assert [one.where for one in found] == ["合计"], code
        assert found[0].left.value != found[0].right.value


@pytest.mark.parametrize("table", TABLES)
def test_each_column_fires_when_a_line_does_not_add_up(world, table):
    random_histories.write(world, 1)
    sheet = sheet_of(table)
    for column in sheet.columns:
        if column.indicator.additive:
            found = footing.check(faulty(sheet, column.indicator.code, line=1))
            assert "各行之和等于合计" in {one.rule for one in found}, column.indicator.code


def test_persons_counted_once_never_exceed_their_lines(world):
    random_histories.write(world, 1)
    layout = layouts.current("cases")
    layout.columns = [{"indicator": "mediators", "headings": ["调解员"]}]
    sheet = compute(layout, scopes.parse("d652300"), PERIOD)
    assert footing.check(sheet) == []
    found = footing.check(faulty(sheet, "mediators"))
    assert "人员一人只计一次，合计不超过各行之和" in {one.rule for one in found}


def test_a_case_in_an_impossible_state_is_found_line_by_line(world):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conname FROM pg_constraint WHERE conrelid = 'cases_case'::regclass AND contype = 'c'"
        )
        for (name,) in cursor.fetchall():
            cursor.execute(f'ALTER TABLE cases_case DROP CONSTRAINT "{name}"')
        Case.objects.bulk_create(
            [case(world.village, date(2021, 8, 3)), case(world.other_village, date(2021, 8, 4))]
        )
        cursor.execute(
            "UPDATE cases_case SET source = 'rumour', dispute_type = 'nothing' WHERE accepted_by_id = %s",
            [world.village.pk],
        )
    found = footing.check(sheet_of())
    assert {(one.rule, one.where) for one in found} >= {
        ("案件来源之和等于受理", "合计"),
        ("案件来源之和等于受理", "玛纳斯县"),
        ("各类纠纷之和等于受理", "合计"),
        ("各类纠纷之和等于受理", "玛纳斯县"),
    }
    assert "昌吉市" not in {one.where for one in found}


def test_a_rule_compares_figures_that_no_column_shows(world):
    layout = layouts.current("cases")
    layout.columns = [column for column in layout.columns if column["indicator"] != "cases_proactive"]
    sheet = compute(layout, scopes.parse("d652300"), PERIOD)
    assert "cases_proactive" in {cell.address.indicator for cell in sheet.lines[0].beside}
    found = footing.check(faulty(sheet, "cases_proactive"))
    assert [one.rule for one in found] == ["案件来源之和等于受理"]


def test_figures_that_stay_empty_are_compared_with_nothing(world):
    layout = layouts.current("cases")
    layout.rules = [Rule("排查", ("screening_rounds",), "=", ("screening_rounds",)).to_json()]
    sheet = compute(layout, scopes.parse("d652300"), PERIOD, "dispute_type")
    assert [one.where for one in footing.checks(sheet) if one.rule == "排查"] == ["合计"]


def test_the_page_says_how_much_was_checked_or_what_is_wrong_with_both_lists(world, as_user, monkeypatch):
    Case.objects.bulk_create([case(world.village, date(2021, 8, 3))])
    browser = as_user("analyst")
    address = f"/reports/official/?scope=d652300&period={PERIOD.code}"
    page = browser.get(address)
    assert page.context["footing"]["findings"] == []
    assert "全部相符" in page.content.decode()
    monkeypatch.setattr(official, "compute", lambda *asked: faulty(compute(*asked), "cases_major"))
    page = browser.get(address)
    (finding,) = [one for one in page.context["footing"]["findings"] if one["rule"] == "疑难复杂不超过受理"]
    text = page.content.decode()
    assert "勾稽关系有" in text
    for side in (finding["left"], finding["right"]):
        assert browser.get(side["parts"][0]["url"]).status_code == 200
        assert side["parts"][0]["url"].replace("&", "&amp;") in text
    assert str(REGISTRY["cases_major"].label) in text
