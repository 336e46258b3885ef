"""The highest bureau's analyst changes the scheme: every change a new version that adds up to a hundred points."""

import pytest

from mediation.kernel.models import JournalEntry
from reports.appraisal import schemes
from reports.appraisal.allowed import ALLOWED
from reports.appraisal_form import items_initial
from reports.models import AppraisalScheme

ADDRESS = "/reports/appraisal/scheme/"


@pytest.fixture
def typed(world):
    """What the form holds when it is opened, as a browser sends it."""

    def filled(**changed):
        scheme = schemes.newest()
        rows = items_initial(scheme)
        data = {
            "title": scheme.title,
            "valid_from": scheme.valid_from.isoformat(),
            "nothing_counted": scheme.nothing_counted,
            "rounding": scheme.rounding,
            "places": scheme.places,
            "reason": "试改",
            "base": scheme.version,
            "items-TOTAL_FORMS": len(rows),
            "items-INITIAL_FORMS": len(rows),
            "act": "save",
        }
        for n, row in enumerate(rows):
            for name in ("indicator", "heading", "weight", "none", "full"):
                data[f"items-{n}-{name}"] = row.get(name, "")
            if row["is_in"]:
                data[f"items-{n}-is_in"] = "on"
        return {name: value for name, value in {**data, **changed}.items() if value is not None}

    return filled


def place(code):
    return list(ALLOWED).index(code)


def test_a_change_is_a_new_version_and_the_old_one_stays(as_user, typed):
    before = schemes.newest()
    first, second = place("accepted_in_time_share"), place("concluded_in_time_share")
    answer = as_user("analyst").post(
        ADDRESS,
        typed(**{f"items-{first}-weight": "20", f"items-{second}-weight": "20", "valid_from": "2022-01-01"}),
    )
    assert answer.status_code == 302
    after = schemes.newest()
    assert (after.version, after.reason) == (before.version + 1, "试改")
    assert [item["weight"] for item in after.items][:2] == ["20", "20"]
    assert schemes.get(before.version).items == before.items
    assert JournalEntry.objects.get(action="appraisal.scheme").detail["version"] == after.version


def test_it_can_be_looked_at_before_it_is_saved(as_user, typed):
    page = as_user("analyst").post(ADDRESS, typed(act="preview", reason="", title="先看看"))
    assert page.status_code == 200
    assert page.context["filled"].scheme.title == "先看看"
    assert AppraisalScheme.objects.count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"items-0-weight": "16"}, "各项分值之和是 101，要正好是 100。"),
        ({"items-0-weight": ""}, "列入的项目要填写这一格。"),
        ({"items-0-heading": " "}, "列入的项目要填写这一格。"),
        ({"items-0-full": "60"}, "得满分的数和不得分的数不能相同。"),
        ({"items-0-indicator": "cases_refused"}, "这个指标不能用来考核。"),
        ({"items-1-indicator": "accepted_in_time_share"}, "同一个指标出现了两次。"),
        ({"valid_from": "2018-01-01"}, "不能早于现在这一版的起用日期"),
        ({"reason": ""}, "为什么修改"),
        ({"base": "0"}, "别人已经改过这份办法"),
        ({}, "办法没有任何改动。"),
    ],
)
def test_what_does_not_hold_together_is_refused_at_its_field(as_user, typed, changed, sentence):
    answer = as_user("analyst").post(ADDRESS, typed(**changed))
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert AppraisalScheme.objects.count() == 1


def test_success_earns_points_only_where_somebody_says_so(as_user, typed):
    success, first = place("success_rate"), place("accepted_in_time_share")
    weights = {f"items-{success}-weight": "5", f"items-{first}-weight": "10"}
    answer = as_user("analyst").post(ADDRESS, typed(**weights))
    assert answer.status_code == 422
    assert "调解成功率的分值大于 0" in answer.content.decode()
    assert as_user("analyst").post(ADDRESS, typed(**weights, weighs_success="on")).status_code == 302
    page = as_user("analyst").get("/reports/appraisal/?period=2021-01..2021-08").content.decode()
    assert "这一版办法按调解成功率计分" in page


def test_saving_twice_with_one_token_makes_one_version(as_user, typed):
    browser = as_user("analyst")
    data = typed(title="新的名称", form_token="5f2b9a3e-1111-4222-8333-444455556669")
    for _again in range(2):
        assert browser.post(ADDRESS, data).status_code == 302
    assert AppraisalScheme.objects.count() == 2


def test_a_countys_analyst_changes_nothing(as_user, typed):
    assert as_user("manas_analyst").get(ADDRESS).status_code == 404
    assert as_user("manas_analyst").post(ADDRESS, typed(title="县里改的")).status_code == 404


def test_versions_are_listed_and_an_old_one_comes_back(as_user, typed):
    as_user("analyst").post(ADDRESS, typed(title="第二版"))
    page = as_user("analyst").get(f"{ADDRESS}versions/").content.decode()
    assert "试改" in page
    form = as_user("analyst").get(f"{ADDRESS}?from=1").context["form"]
    assert form["reason"].value() == "恢复第1版"
    assert as_user("analyst").get(f"{ADDRESS}?from=99").status_code == 404
