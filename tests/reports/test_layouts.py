"""A bureau changes the layout of a table: every change a new version, nothing stored that does not hold together."""

import pytest

from mediation.kernel.models import JournalEntry
from reports.models import TableLayout
from reports.official import builtin, layouts

ADDRESS = "/reports/official/layouts/cases/"


@pytest.fixture
def typed(world):
    """What the form holds when it is opened, as a browser sends it."""

    def filled(**changed):
        layout = layouts.current("cases")
        data = {
            "title": layout.title,
            "by": layout.by,
            "rounding": layout.rounding,
            "money": layout.money,
            "money_places": layout.money_places,
            "rate_places": layout.rate_places,
            "rules": "\n".join(
                f"{r['label']}：{' + '.join(r['left'])} {r['relation']} {' + '.join(r['right'])}"
                for r in layout.rules
            ),
            "reason": "试改",
            "base": layout.version,
            "columns-TOTAL_FORMS": len(layout.columns),
            "columns-INITIAL_FORMS": len(layout.columns),
            "act": "save",
        }
        for n, column in enumerate(layout.columns):
            data[f"columns-{n}-indicator"] = column["indicator"]
            data[f"columns-{n}-groups"] = "／".join(column["headings"][:-1])
            data[f"columns-{n}-heading"] = column["headings"][-1]
            data[f"columns-{n}-ORDER"] = n + 1
        return {name: value for name, value in {**data, **changed}.items() if value is not None}

    return filled


def codes(layout):
    return [column["indicator"] for column in layout.columns]


def test_a_change_is_a_new_version_and_the_old_one_stays(as_user, typed):
    before = layouts.current("cases")
    answer = as_user("analyst").post(
        ADDRESS, typed(**{"columns-0-heading": "受理总数", "columns-4-DELETE": "on"})
    )
    assert answer.status_code == 302
    after = layouts.current("cases")
    assert (after.version, after.reason) == (before.version + 1, "试改")
    assert after.columns[0]["headings"] == [before.columns[0]["headings"][0], "受理总数"]
    assert codes(after) == [code for n, code in enumerate(codes(before)) if n != 4]
    assert layouts.get("cases", before.version).columns == before.columns
    entry = JournalEntry.objects.get(action="layout.changed")
    assert (entry.object_id, entry.detail["version"]) == ("cases", after.version)


def test_saving_twice_with_one_token_makes_one_version(as_user, typed):
    browser = as_user("analyst")
    token = "5f2b9a3e-1111-4222-8333-444455556666"
    for _again in range(2):
        assert browser.post(ADDRESS, typed(title="新的表名", form_token=token)).status_code == 302
    assert TableLayout.objects.filter(code="cases", title="新的表名").count() == 1


@pytest.mark.parametrize(
    ("typed_place", "row", "expected"),
    [("1", 2, [2, 0, 1]), ("3", 0, [1, 2, 0]), ("2", 0, [1, 0, 2]), ("", 1, [0, 1, 2])],
)
def test_a_typed_number_moves_a_column(as_user, typed, typed_place, row, expected):
    before = codes(layouts.current("cases"))
    as_user("analyst").post(ADDRESS, typed(title="换序", **{f"columns-{row}-ORDER": typed_place}))
    assert codes(layouts.current("cases"))[:3] == [before[n] for n in expected]


def test_columns_are_moved_and_put_in_without_saving(as_user, typed):
    browser, before = as_user("analyst"), layouts.current("cases")
    moved = browser.post(ADDRESS, typed(act=None, move="down:0"))
    assert [row["indicator"].value() for row in moved.context["rows"]][:2] == codes(before)[1::-1]
    added = browser.post(ADDRESS, typed(act="add", add="success_rate"))
    assert added.context["rows"].forms[-1]["indicator"].value() == "success_rate"
    assert added.context["form"]["reason"].value() == "试改"
    assert layouts.current("cases").version == before.version


def test_it_can_be_looked_at_before_it_is_saved(as_user, typed):
    before = layouts.current("cases").version
    page = as_user("analyst").post(
        ADDRESS, typed(act="preview", reason="", **{"columns-0-heading": "先看看"})
    )
    assert page.status_code == 200
    assert page.context["sheet"].columns[0].headings[-1] == "先看看"
    assert "先看看" in page.content.decode()
    assert layouts.current("cases").version == before


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"columns-0-heading": " "}, "请填写这一栏的名称。"),
        ({"columns-0-indicator": "no_such"}, "没有这个指标，请删去这一栏。"),
        ({"columns-1-indicator": "cases_accepted"}, "这个指标和第1栏重复，请删去一栏。"),
        ({"columns-1-heading": "受理"}, "这一栏的标题和第1栏相同。"),
        ({"columns-0-groups": "一／／二"}, "两个分隔号之间没有标题。"),
        ({"columns-0-groups": "一／二／三／四"}, "标题最多4层。"),
        ({"columns-0-heading": "长" * 31}, "30"),
        ({"columns-0-ORDER": "前面"}, "整数"),
        ({"columns-TOTAL_FORMS": "0"}, "表里至少要有一栏。"),
        ({"columns-TOTAL_FORMS": "9999"}, "120"),
        ({"title": ""}, "表名"),
        ({"reason": ""}, "为什么修改"),
        ({"money_places": "9"}, "6"),
        ({"rules": "来源 cases_accepted"}, "第1行：要写成“名称：a + b = c”。"),
        ({"rules": "\n来源：cases_nothing = cases_accepted"}, "第2行：没有指标“cases_nothing”。"),
        ({"rules": "率：success_rate = cases_accepted"}, "“调解成功率”是比率，不能相加。"),
        ({"rules": "钱：agreement_amount = cases_accepted"}, "金额不能和件数、人数相比。"),
        ({"base": "0"}, "别人已经改过这张表样"),
        ({}, "表样没有任何改动。"),
    ],
)
def test_what_does_not_hold_together_is_refused_at_its_field(as_user, typed, changed, sentence):
    before = layouts.current("cases").version
    answer = as_user("analyst").post(ADDRESS, typed(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert layouts.current("cases").version == before


def test_rules_are_changed_with_the_table(as_user, typed):
    as_user("analyst").post(ADDRESS, typed(rules="重大不超过受理：cases_major ≤ cases_accepted"))
    (rule,) = layouts.rules_of(layouts.current("cases"))
    assert (rule.label, rule.text) == ("重大不超过受理", "cases_major <= cases_accepted")


def test_an_old_version_is_read_and_brought_back(as_user, typed):
    browser, first = as_user("analyst"), layouts.current("cases")
    browser.post(ADDRESS, typed(title="改过的表"))
    old = browser.get("/reports/official/", {"table": "cases", "version": first.version})
    assert (old.context["sheet"].title, old.context["is_current"]) == (first.title, False)
    form = browser.get(ADDRESS, {"from": first.version}).context["form"]
    assert (form["title"].value(), form["reason"].value()) == (first.title, f"恢复第{first.version}版")
    browser.post(ADDRESS, typed(title=first.title))
    assert layouts.current("cases").version == first.version + 2


def test_the_history_says_what_was_changed_by_whom_and_why(as_user, typed):
    browser = as_user("analyst")
    browser.post(
        ADDRESS, typed(**{"columns-0-heading": "受理总数", "columns-4-DELETE": "on", "money_places": "4"})
    )
    page = browser.get(f"{ADDRESS}versions/")
    newest = page.context["versions"][0]
    assert newest["by"] == "示例·统计员甲"
    assert newest["changes"] == [
        "删了：调解案件／协议涉及金额",
        "改名：调解案件／受理 → 调解案件／受理总数",
        "金额小数位：2 → 4",
    ]
    assert "随产品提供" in page.content.decode()


@pytest.mark.parametrize("who", ["manas_analyst", "officer", "village_clerk", "coordinator", "system_admin"])
def test_only_the_highest_bureaus_analyst_changes_tables(world, as_user, typed, who):
    browser = as_user(who)
    assert browser.get(ADDRESS).status_code == 404
    assert browser.post(ADDRESS, typed(title="越权")).status_code == 404
    assert browser.get(f"{ADDRESS}versions/").status_code == 404
    assert layouts.current("cases").title != "越权"


def test_what_comes_with_the_product_names_indicators_that_there_are(db):
    for described in builtin.files():
        layout = layouts.current(described["code"])
        assert layout.columns == described["columns"]
        assert layout.rules == described["rules"]
        assert len({tuple(column["headings"]) for column in layout.columns}) == len(layout.columns)


def test_loading_again_adds_nothing_and_a_bureaus_own_version_stays(as_user, typed):
    count = TableLayout.objects.count()
    builtin.load()
    assert TableLayout.objects.count() == count
    as_user("analyst").post(ADDRESS, typed(title="本局的表"))
    builtin.load()
    assert layouts.current("cases").title == "本局的表"


def test_the_products_next_layout_is_put_above_its_last_one(db, monkeypatch):
    (described, *_rest) = builtin.files()
    monkeypatch.setattr(builtin, "files", lambda: [{**described, "title": "下一年的表"}])
    before = layouts.current(described["code"])
    builtin.load()
    after = layouts.current(described["code"])
    assert (after.version, after.title) == (before.version + 1, "下一年的表")
