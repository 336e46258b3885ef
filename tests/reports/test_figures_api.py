"""Figures over the API: what the product counts, to whom it may be told, and the same sentences for bad input."""

from datetime import date

import pytest

from cases.models import Case
from reports import figures, scopes
from reports.indicators import REGISTRY, Change, Sum
from reports.periods import FirstMonths
from tests.reports import random_histories
from tests.reports.histories import case

PERIOD = FirstMonths(2021, 8)
API = "/api/v1/indicators/"


@pytest.fixture
def history(world):
    random_histories.write(world, 1)
    return scopes.of_division(world.divisions["652300"])


def ask(browser, address="", **query):
    return browser.get(f"{API}{address}", query)


def test_indicators_are_listed_with_their_definitions(as_user):
    found = ask(as_user("analyst")).json()
    assert [entry["code"] for entry in found] == list(REGISTRY)
    assert all(entry["label"] and entry["definition"] for entry in found)


def test_every_figure_is_what_the_product_counts(as_user, history):
    browser = as_user("analyst")
    counted = figures.compute(REGISTRY.values(), history, PERIOD)
    for code, figure in counted.items():
        told = ask(browser, f"{code}/", scope="d652300", period=PERIOD.code).json()
        assert told["operands"] == [str(operand) for operand in figure.operands], code
        assert len(told["lists"]) == len(figure.operands)


def test_every_list_is_as_long_as_its_figure(as_user, history):
    browser = as_user("analyst")
    for code, indicator in REGISTRY.items():
        if isinstance(indicator, Change | Sum):
            continue
        for part, operand in enumerate(indicator.figure(history, PERIOD).operands):
            if isinstance(indicator.leaves(PERIOD)[part].measure, Sum):
                continue
            told = ask(
                browser, f"{code}/rows/", scope="d652300", period=PERIOD.code, part=part, size=200
            ).json()
            assert told["rows"] == len(told["results"]) == operand == int(told["total"]), code


def test_children_add_up(as_user, history):
    told = ask(as_user("analyst"), "cases_accepted/children/", scope="d652300", period=PERIOD.code).json()
    assert sum(int(child["value"]) for child in told["children"]) == int(told["total"]["value"])
    assert {"code": "d652300-own", "label": "昌吉回族自治州本级"} in [
        child["scope"] for child in told["children"]
    ]


def test_a_rate_is_rounded_as_asked_beside_its_exact_operands(as_user, world):
    Case.objects.bulk_create(
        [case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 3))]
        + [
            case(world.village, date(2021, 8, 2), succeeded=date(2021, 8, 3)),
            case(world.village, date(2021, 8, 2)),
        ]
    )
    browser = as_user("analyst")
    cut = ask(browser, "success_rate/", period="2021-08").json()
    assert (cut["value"], cut["operands"]) == ("66.66", ["2", "3"])
    assert ask(browser, "success_rate/", period="2021-08", rounding="half_up").json()["value"] == "66.67"
    assert ask(browser, "success_rate/", period="2019").json()["value"] is None


def test_without_scope_and_period_it_tells_the_readers_own_and_the_last_with_data(as_user, history):
    told = ask(as_user("village_clerk"), "cases_accepted/").json()
    assert told["scope"]["label"] == "示范一村人民调解委员会"


def test_pages_follow_each_other(as_user, history):
    browser = as_user("analyst")
    first = ask(browser, "cases_accepted/rows/", period="2021-01..2021-08", size=3).json()
    second = browser.get(first["next"]).json()
    assert not {tuple(r["cells"]) for r in first["results"]} & {tuple(r["cells"]) for r in second["results"]}
    assert second["previous"]


def test_sealed_rows_tell_number_day_type_and_that_they_are_sealed(as_user, history):
    told = ask(as_user("analyst"), "cases_accepted/rows/", period="2021-01..2021-08").json()
    assert all(row["sealed"] and len(row["cells"]) == 4 and row["case"] is None for row in told["results"])
    assert {row["cells"][3] for row in told["results"]} == {"受限"}


@pytest.mark.parametrize(
    ("query", "field", "sentence"),
    [
        ({"scope": "d999999"}, "scope", "没有这个统计范围，请重新选择。"),
        ({"scope": "x' or 1=1"}, "scope", "没有这个统计范围，请重新选择。"),
        ({"period": "2021-13"}, "period", "没有这个统计期间，请重新选择。"),
        ({"first": "2021-08-01"}, "last", "开始和结束日期要一起填写。"),
        ({"first": "2021-08-02", "last": "2021-08-01"}, "last", "结束日期不能早于开始日期。"),
        ({"first": "昨天", "last": "2021-08-01"}, "first", "请填写日期，例如 2021-01-01。"),
        ({"by": "colour", "value": "red"}, "by", "没有这种分类。"),
        ({"by": "dispute_type", "value": "red"}, "value", "这种分类里没有这一项。"),
        ({"rounding": "up"}, "rounding", "没有这种取位方式。"),
    ],
)
def test_bad_input_is_answered_at_its_field(as_user, query, field, sentence):
    answer = ask(as_user("analyst"), "cases_accepted/", **query)
    assert answer.status_code == 400
    assert answer.json()["errors"] == {field: [sentence]}


def test_what_is_not_about_cases_is_not_cut(as_user):
    answer = ask(as_user("analyst"), "mediators/", by="dispute_type", value="traffic")
    assert answer.json()["errors"] == {"by": ["这个指标不是案件数，不能再分类。"]}


@pytest.mark.parametrize("part", ["2", "-1", "x", "9" * 40, "²"])
def test_a_list_that_there_is_not_is_refused(as_user, part):
    assert ask(as_user("analyst"), "success_rate/rows/", part=part).status_code == 400


@pytest.mark.parametrize("address", ["nothing/", "nothing/rows/", "nothing/children/"])
def test_an_unknown_indicator_is_not_found(as_user, address):
    assert ask(as_user("analyst"), address).status_code == 404


@pytest.mark.parametrize("address", ["success_rate/", "success_rate/rows/", "success_rate/children/"])
@pytest.mark.parametrize(
    ("reader", "scope", "status"),
    [
        ("analyst", "d652301", 200),
        ("manas_analyst", "d652301", 404),
        ("manas_analyst", "d652300", 404),
        ("coordinator", "d652324100", 200),
        ("other_coordinator", "d652324100", 404),
        ("village_clerk", "d652324100", 404),
        ("village_mediator", "d652324100", 403),
        ("court_liaison", "", 403),
        ("expert", "", 403),
        ("audit_admin", "", 403),
    ],
)
def test_figures_are_told_within_reach_alone(as_user, address, reader, scope, status):
    assert ask(as_user(reader), address, scope=scope, period="2021-08").status_code == status


def test_nobody_is_told_anything_without_logging_in(client, db):
    assert client.get(f"{API}success_rate/").status_code == 401
