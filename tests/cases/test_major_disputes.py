"""Rules suggest, a person decides; the report goes up the line without a name."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from cases.models import Case, MajorReport, MajorRule
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from tests.world import World

Take = Callable[..., Case]
Login = Callable[[str], Any]
TOLD = {"what": "多人为水渠争执。", "measures": "分头劝说。", "needs": "请水利部门到场。"}


@pytest.fixture
def marked(mediating: Take, take: Take) -> Case:
    return take(mediating(), "mark_major", by="village_mediator", reason="人数多。")


@pytest.fixture
def reported(marked: Case, take: Take) -> Case:
    return take(marked, "report_major", by="village_mediator", **TOLD)


def test_a_rule_suggests_with_its_reason_and_marks_nobody(mediating: Take, as_user: Login) -> None:
    case = mediating()
    assert (
        "是不是重大疑难复杂" not in as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    )
    Case.objects.filter(pk=case.pk).update(party_count=12)
    page = as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    assert "当事人十人以上" in page
    case.refresh_from_db()
    assert not case.is_major
    form = as_user("village_mediator").get(f"/cases/{case.uuid}/steps/mark_major/").context["form"]
    assert form["reason"].value() == "当事人十人以上"


def test_all_conditions_of_a_rule_hold_together(mediating: Take, as_user: Login) -> None:
    case = mediating()
    Case.objects.filter(pk=case.pk).update(party_count=6)
    assert "五人以上" not in as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    Case.objects.filter(pk=case.pk).update(dispute_type="migrant_wages")
    assert (
        "五人以上拖欠农民工工资" in as_user("village_mediator").get(f"/cases/{case.uuid}/").content.decode()
    )


def test_marking_sets_a_day_and_puts_the_report_on_the_desk(marked: Case, as_user: Login) -> None:
    report = marked.major_reports.get()
    assert marked.is_major
    assert timedelta(hours=23) < report.due_at - timezone.now() <= timedelta(hours=24)
    assert "报告重大纠纷" in as_user("village_clerk").get("/cases/home/").content.decode()
    MajorReport.objects.update(due_at=timezone.now() - timedelta(hours=1))
    assert "已超期" in as_user("village_clerk").get("/cases/home/").content.decode()


@pytest.mark.parametrize("name", ["what", "measures", "needs"])
def test_names_are_refused_in_every_sentence(marked: Case, take: Take, name: str) -> None:
    with pytest.raises(InvalidInput) as caught:
        take(marked, "report_major", by="village_mediator", **{**TOLD, name: "马某甲不愿调解。"})
    assert list(caught.value.errors) == [name]


def test_the_county_and_the_bureaux_read_the_report_and_not_the_case(reported: Case, as_user: Login) -> None:
    report = reported.major_reports.get()
    for who in ("coordinator", "manas_officer", "officer"):
        browser = as_user(who)
        text = browser.get(f"/cases/major/{report.uuid}/").content.decode()
        assert "多人为水渠争执。" in text
        assert "马某甲" not in text
        assert reported.number in browser.get("/cases/major/").content.decode()
        assert browser.get(f"/cases/{reported.uuid}/").status_code == 404
    assert as_user("other_coordinator").get(f"/cases/major/{report.uuid}/").status_code == 404
    assert as_user("village_mediator").get("/cases/major/").status_code == 403


def test_it_is_signed_for_followed_up_and_closed(
    reported: Case, take: Take, as_user: Login, world: World
) -> None:
    url = f"/cases/major/{reported.major_reports.get().uuid}/"
    assert as_user("coordinator").post(url, {"receive": "1"}).status_code == 302
    take(reported, "follow_up_major", by="village_clerk", text="双方都回家了。")
    assert "双方都回家了。" in as_user("officer").get(url).content.decode()
    assert as_user("coordinator").post(url, {"close": "1"}).status_code == 422
    assert as_user("coordinator").post(url, {"close": "1", "result": "水利部门已到场。"}).status_code == 302
    report = reported.major_reports.get()
    assert (report.result, report.notes.get(is_receipt=True).organization) == (
        "水利部门已到场。",
        world.guidance,
    )
    page = as_user("village_mediator").get(f"/cases/{reported.uuid}/").content.decode()
    assert "水利部门已到场。" in page


def test_an_unmarked_case_reports_nothing(marked: Case, take: Take) -> None:
    take(marked, "unmark_major", by="village_clerk", reason="人数没有那么多。")
    assert (marked.is_major, marked.major_reports.count()) == (False, 0)
    with pytest.raises(Refused, match="没有要报告的"):
        take(marked, "report_major", by="village_mediator", **TOLD)


def test_the_officer_keeps_the_rules(as_user: Login, db: None) -> None:
    officer = as_user("officer")
    assert officer.post("/cases/major/rules/", {"name": "空"}).status_code == 422
    assert (
        officer.post("/cases/major/rules/", {"name": "山林", "dispute_types": ["forest_land"]}).status_code
        == 302
    )
    rule = MajorRule.objects.get(name="当事人十人以上")
    assert officer.post(f"/cases/major/rules/{rule.uuid}/end/").status_code == 302
    assert "当事人十人以上" not in {r.name for r in MajorRule.objects.valid_on(today())}
    assert as_user("coordinator").get("/cases/major/rules/").status_code == 403
