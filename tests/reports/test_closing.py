"""Closing a period: a round, the returns from the committee to the prefecture, reminders, zero reports, the matrix."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case
from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from organizations.enums import OrganizationKind
from organizations.models import Organization, Placement
from reports import periods
from reports.closing import acting, matrix, reported, rounds
from reports.closing.workflow import submission_workflow
from reports.models import DirtyMark, FigureNote, ReportingRound, Submission, SubmissionReminder
from tests.reports.histories import case
from tests.world import World

PERIOD = "2021-01..2021-08"
Browser = Callable[[str], Client]


def open_round(world: World, who: str = "analyst", period: str = PERIOD, **facts: Any) -> ReportingRound:
    by = world.fresh(who)
    [bureau] = {hat.organization for hat in by.hats}
    given = {"layouts": ["cases"], "due_on": today() + timedelta(5)} | facts
    return rounds.open_round(bureau=bureau, period=periods.parse(period), by=by, **given)


def node(name: str, opened: ReportingRound | None = None) -> Submission:
    """By the committee's or division's name, or a part of it."""
    found = Submission.objects.filter(round=opened or ReportingRound.objects.get())
    nodes = list(found.select_related("organization", "division", "round"))
    exact = [one for one in nodes if one.label == name]
    return next(one for one in exact or nodes if name in one.label)


def step(world: World, who: str, name: str, submission: Submission, **data: Any) -> Any:
    return submission_workflow.perform(name, submission, actor=world.fresh(who), data=data)


def hand_in(world: World, who: str, name: str) -> Submission:
    one = node(name)
    remark = "下级来不及。" if one.children.not_in().exists() else ""
    step(world, who, "close", one, remark=remark)
    step(world, who, "submit", one)
    return one


@pytest.fixture
def two(world: World) -> World:
    """A settled case of the first village and an open one of the township."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
            case(world.township, date(2021, 8, 5)),
        ]
    )
    return world


# Rounds ------------------------------------------------------------------------------------------------


def test_a_round_has_a_node_for_each_committee_and_each_division_above_it(two: World) -> None:
    opened = open_round(two)
    parents = {
        one.label: str(one.parent) if one.parent else ""
        for one in Submission.objects.filter(round=opened).select_related("parent__division")
    }
    assert parents == {
        "昌吉回族自治州": "",
        "昌吉市": "昌吉回族自治州",
        "玛纳斯县": "昌吉回族自治州",
        "玛纳斯镇": "玛纳斯县",
        "乐土驿镇": "玛纳斯县",
        "硫磺沟镇": "昌吉市",
        "玛纳斯镇人民调解委员会": "玛纳斯镇",
        "示范一村人民调解委员会": "玛纳斯镇",
        "乐土驿镇人民调解委员会": "乐土驿镇",
        "示范二村人民调解委员会": "乐土驿镇",
        "硫磺沟镇人民调解委员会": "硫磺沟镇",
        "示范三村人民调解委员会": "硫磺沟镇",
        "玛纳斯县消费纠纷人民调解委员会": "玛纳斯县",
        "玛纳斯县金融纠纷多元化解中心": "玛纳斯县",
    }, (
        "rooms and studios are counted with the committee whose seal they use; administrative rooms are counted apart"
    )


def test_a_county_opens_rounds_of_its_own(two: World) -> None:
    opened = open_round(two, "manas_analyst")
    assert Submission.objects.get(round=opened, parent=None).label == "玛纳斯县"
    assert not Submission.objects.filter(round=opened, county_code="652301").exists()


@pytest.mark.parametrize(
    ("who", "period", "facts", "field"),
    [
        ("analyst", "2999-01", {}, "period"),
        ("analyst", PERIOD, {"due_on": date(2021, 8, 31)}, "due_on"),
    ],
)
def test_a_bad_round_is_refused_at_its_field(
    two: World, who: str, period: str, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInput) as refused:
        open_round(two, who, "2026-12" if period.startswith("2999") else period, **facts)
    assert set(refused.value.errors) == {field}
    assert not ReportingRound.objects.exists()


def test_a_period_is_asked_for_once(two: World) -> None:
    open_round(two)
    with pytest.raises(InvalidInput):
        open_round(two)


def test_nobody_opens_a_round_for_a_bureau_that_is_not_his(two: World) -> None:
    with pytest.raises(Refused):
        rounds.open_round(
            bureau=two.bureau,
            period=periods.parse(PERIOD),
            layouts=["cases"],
            due_on=today(),
            by=two.fresh("manas_analyst"),
        )


# Steps -------------------------------------------------------------------------------------------------


def test_a_return_goes_from_the_village_to_the_prefecture(two: World) -> None:
    open_round(two)
    village = hand_in(two, "village_clerk", "示范一村")
    hand_in(two, "township_clerk", "玛纳斯镇人民调解")
    town = node("玛纳斯镇")
    step(two, "township_clerk", "close", town)
    step(two, "township_clerk", "submit", town)
    hand_in(two, "manas_analyst", "玛纳斯县")
    root = node("自治州")
    step(two, "analyst", "close", root, remark="昌吉市来不及。")
    village.refresh_from_db()
    assert village.status == "submitted"
    assert village.figures == {
        "cases_accepted": "1",
        "cases_succeeded": "1",
        "agreement_amount": "3000.00",
        "cases_not_reached": "0",
        "screening_rounds": "0",
    }
    assert [e.transition for e in village.events.order_by("pk")] == ["close", "submit"]
    assert JournalEntry.objects.filter(action="submission.submit", object_id=str(village.uuid)).exists()


def test_handing_in_marks_no_change_of_figures(two: World) -> None:
    open_round(two)
    DirtyMark.objects.all().delete()
    hand_in(two, "village_clerk", "示范一村")
    assert not DirtyMark.objects.exists()


def test_who_closes_with_returns_missing_says_why(two: World) -> None:
    open_round(two)
    with pytest.raises(InvalidInput) as refused:
        step(two, "analyst", "close", node("自治州"), remark="")
    assert refused.value.errors == {"remark": ["下级还有没有上报的，请说明为什么先结账。"]}
    assert node("自治州").status == "open"


def test_a_return_comes_back_with_its_reason_and_goes_up_again(two: World) -> None:
    open_round(two)
    village = hand_in(two, "village_clerk", "示范一村")
    step(two, "township_clerk", "return", village, reason="八月的一件没有登记协议金额。")
    assert (village.status, village.submitted_on) == ("returned", None)
    assert village.events.order_by("-pk")[0].note == "八月的一件没有登记协议金额。"
    hand_in(two, "village_clerk", "示范一村")
    assert node("示范一村").status == "submitted"


@pytest.mark.parametrize("text", ["", "请打13912345678问", "身份证650000199001011234"])
def test_a_reason_is_asked_for_and_holds_no_number_of_a_person(two: World, text: str) -> None:
    open_round(two)
    village = hand_in(two, "village_clerk", "示范一村")
    with pytest.raises(InvalidInput) as refused:
        step(two, "township_clerk", "return", village, reason=text)
    assert set(refused.value.errors) == {"reason"}
    assert node("示范一村").status == "submitted"


def test_it_is_taken_back_until_somebody_above_has_looked(two: World, as_user: Browser) -> None:
    open_round(two)
    village = hand_in(two, "village_clerk", "示范一村")
    as_user("analyst").get(reverse("reports:submission", args=[village.uuid]))
    village.refresh_from_db()
    step(two, "village_clerk", "take_back", village)
    assert village.status == "open"
    hand_in(two, "village_clerk", "示范一村")
    as_user("township_clerk").get(reverse("reports:submission", args=[village.uuid]))
    with pytest.raises(Refused, match="上级已经看过"):
        step(two, "village_clerk", "take_back", node("示范一村"))


def test_below_a_closed_node_nothing_moves(two: World) -> None:
    open_round(two)
    village = hand_in(two, "village_clerk", "示范一村")
    step(two, "township_clerk", "close", node("玛纳斯镇"), remark="等不及。")
    with pytest.raises(Refused, match="已结账"):
        step(two, "township_clerk", "return", village, reason="改一个数。")
    with pytest.raises(Refused, match="已结账"):
        step(two, "village_clerk", "take_back", village)
    step(two, "township_clerk", "open_again", node("玛纳斯镇"))
    step(two, "township_clerk", "return", village, reason="改一个数。")


def test_of_two_people_the_second_is_told(two: World) -> None:
    open_round(two)
    village = node("示范一村")
    step(two, "village_clerk", "close", village)
    with pytest.raises(Conflict):
        submission_workflow.perform("submit", village, actor=two.fresh("village_clerk"), data={}, version=1)


def test_nothing_in_the_period_is_reported_in_one_click(two: World) -> None:
    open_round(two)
    quiet = node("示范二村")
    submission_workflow.perform(
        "report_zero",
        quiet,
        actor=_clerk_of(two, "second_village"),
        data={},
    )
    assert (quiet.status, quiet.is_zero) == ("submitted", True)
    with pytest.raises(InvalidInput, match="按提示修改"):
        step(two, "village_clerk", "report_zero", node("示范一村"))


def _clerk_of(world: World, organization: str) -> Any:
    """The mediator of the village becomes its clerk."""
    from organizations.models import Post

    person = world.second_village_mediator.person
    Post.objects.create(
        person=person,
        organization=world.organizations[organization],
        role_code="clerk",
        valid_from=date(2020, 1, 1),
    )
    return world.fresh("second_village_mediator")


def test_a_bureau_submits_on_behalf_with_a_reason(two: World) -> None:
    opened = open_round(two)
    chosen = Submission.objects.filter(round=opened, organization__isnull=False)
    count = acting.submit_many(opened, chosen, reason="调解员一季来一次。", by=two.fresh("analyst"))
    assert count == 8
    village, quiet = node("示范一村"), node("示范二村")
    assert (village.on_behalf, village.is_zero, village.figures["cases_accepted"]) == (True, False, "1")
    assert (quiet.on_behalf, quiet.is_zero) == (True, True)
    assert village.figures == reported.now(village)
    assert acting.submit_many(opened, chosen, reason="再来一次。", by=two.fresh("analyst")) == 0


def test_nobody_submits_on_behalf_of_another_area(two: World) -> None:
    opened = open_round(two)
    chosen = Submission.objects.filter(round=opened, county_code="652301", organization__isnull=False)
    with pytest.raises(Refused):
        acting.submit_many(opened, chosen, reason="代报。", by=two.fresh("manas_analyst"))
    assert not Submission.objects.filter(on_behalf=True).exists()


# Who may ----------------------------------------------------------------------------------------------

# step on node → those of the cast who may make it, whatever its state
MAY = {
    ("close", "示范一村"): {"village_clerk"},
    ("close", "玛纳斯镇人民"): {"township_clerk"},
    ("close", "玛纳斯镇"): {"township_clerk"},
    ("close", "硫磺沟镇"): {"other_township_clerk"},
    ("close", "玛纳斯县"): {"manas_analyst"},
    ("close", "自治州"): {"analyst"},
    ("return", "示范一村"): {"township_clerk", "manas_analyst", "analyst"},
    ("return", "玛纳斯镇"): {"manas_analyst", "analyst"},
    ("return", "玛纳斯县"): {"analyst"},
    ("submit_on_behalf", "示范一村"): {"manas_analyst", "analyst"},
    ("submit_on_behalf", "玛纳斯镇"): {"manas_analyst", "analyst"},
    ("submit_on_behalf", "玛纳斯县"): {"analyst"},
    ("sign", "玛纳斯县"): set(),
    ("sign", "自治州"): {"analyst"},
}


@pytest.mark.parametrize(("name", "where"), MAY)
def test_a_step_is_made_by_whom_it_belongs_to(two: World, name: str, where: str) -> None:
    open_round(two)
    one = node(where)
    policy = submission_workflow.transitions[name].policy
    allowed = {who for who in two.users if policy(two.fresh(who), one)}
    assert allowed == MAY[name, where]


SEES = {
    "analyst": 14,
    "officer": 14,
    "manas_analyst": 9,
    "manas_officer": 9,
    "coordinator": 9,
    "other_coordinator": 4,
    "township_clerk": 3,
    "other_township_clerk": 3,
    "village_clerk": 1,
    "industry_clerk": 1,
    "room_clerk": 0,
    "village_mediator": 0,
    "court_liaison": 0,
    "expert": 0,
    "system_admin": 0,
    "nobody": 0,
}


@pytest.mark.parametrize("who", SEES)
def test_what_is_not_ones_own_is_not_there(two: World, as_user: Browser, who: str) -> None:
    open_round(two)
    browser = as_user(who)
    opened = [
        one
        for one in Submission.objects.all()
        if browser.get(reverse("reports:submission", args=[one.uuid])).status_code == 200
    ]
    assert len(opened) == SEES[who] == Submission.objects.visible_to(two.fresh(who)).count()
    others = Submission.objects.exclude(pk__in=[one.pk for one in opened])
    for one in others[:2]:
        answer = browser.post(reverse("reports:submission_step", args=[one.uuid, "close"]), {"remark": "x"})
        assert answer.status_code == 404


# The matrix and reminders --------------------------------------------------------------------------------


def test_the_matrix_counts_who_is_not_in(two: World) -> None:
    opened = open_round(two)
    hand_in(two, "village_clerk", "示范一村")
    lines = {line.label: line for line in matrix.lines(two.fresh("analyst"), [opened], county="652324")}
    assert list(lines) == [
        "昌吉回族自治州",
        "昌吉市",
        "玛纳斯县",
        "玛纳斯县消费纠纷人民调解委员会",
        "玛纳斯县金融纠纷多元化解中心",
        "玛纳斯镇",
        "乐土驿镇",
    ]
    assert lines["玛纳斯县"].cells[0].tally == matrix.Tally(6, 5)
    assert lines["玛纳斯镇"].cells[0].tally == matrix.Tally(2, 1)
    assert lines["昌吉市"].cells[0].tally == matrix.Tally(2, 2)


def test_what_is_overdue_says_by_how_many_days(two: World) -> None:
    opened = open_round(two, due_on=date(2021, 9, 5))
    late = (today() - date(2021, 9, 5)).days
    [line] = [one for one in matrix.lines(two.fresh("analyst"), [opened]) if one.label == "玛纳斯县"]
    assert line.cells[0].late == f"已超期 {late} 天"
    hand_in(two, "manas_analyst", "玛纳斯县")
    [line] = [one for one in matrix.lines(two.fresh("analyst"), [opened]) if one.label == "玛纳斯县"]
    assert line.cells[0].late == ""


def test_the_matrix_takes_the_same_number_of_queries_for_a_thousand_committees(
    two: World, as_user: Browser
) -> None:
    analyst, counts = as_user("analyst"), []
    for month in ("2021-07", "2021-08"):
        open_round(two, period=month)
        analyst.get(reverse("reports:closing"))
        with CaptureQueriesContext(connection) as queries:
            page = analyst.get(reverse("reports:closing"), {"county": "652324", "town": "652324100"})
        assert page.status_code == 200
        counts.append(len(queries))
        if month == "2021-07":
            _many_villages(two, 1000)
    assert counts[0] == counts[1] <= 20
    assert len(page.context["lines"]) == 1000 + 9


def _many_villages(world: World, count: int) -> None:
    town = world.divisions["652324100"]
    new = Organization.objects.bulk_create(
        Organization(
            name=f"示范{n}组人民调解委员会",
            kind=OrganizationKind.VILLAGE,
            division=town,
            short_name=f"组{n}",
            valid_from=date(2019, 1, 1),
        )
        for n in range(count)
    )
    Placement.objects.bulk_create(
        Placement(organization=one, division=town, valid_from=date(2019, 1, 1)) for one in new
    )


def test_reminding_is_once_a_day_and_is_seen_on_the_clerks_home_page(two: World, as_user: Browser) -> None:
    opened = open_round(two)
    browser = as_user("analyst")
    url = reverse("reports:remind", args=[opened.uuid])
    assert browser.post(url, {"all": "1"}).status_code == 302
    assert SubmissionReminder.objects.count() == 14 - 1, "nobody reminds himself"
    browser.post(url, {"submissions": [str(node("示范一村").uuid)]})
    assert SubmissionReminder.objects.count() == 14 - 1
    assert JournalEntry.objects.filter(action="round.remind").count() == 1
    home = as_user("village_clerk").get(reverse("cases:home"))
    text = home.content.decode()
    assert "上级提醒 · 2021年1—8月" in text
    assert reverse("reports:submission", args=[node("示范一村").uuid]) in text


def test_only_the_ticked_are_reminded(two: World, as_user: Browser) -> None:
    opened = open_round(two)
    ticked = [str(node(name).uuid) for name in ("示范一村", "示范三村")]
    as_user("analyst").post(reverse("reports:remind", args=[opened.uuid]), {"submissions": ticked})
    assert {str(r.submission.uuid) for r in SubmissionReminder.objects.all()} == set(ticked)


@pytest.mark.parametrize("who", ["village_clerk", "officer", "coordinator"])
def test_who_waits_for_nothing_reminds_nobody(two: World, as_user: Browser, who: str) -> None:
    opened = open_round(two)
    assert as_user(who).post(reverse("reports:remind", args=[opened.uuid]), {"all": "1"}).status_code == 404
    assert not SubmissionReminder.objects.exists()


# The pages, without JavaScript ------------------------------------------------------------------------------


def test_a_month_is_closed_through_the_pages(two: World, as_user: Browser) -> None:
    """Opened, closed and submitted, returned, submitted again, closed by the county."""
    analyst, clerk = as_user("analyst"), as_user("village_clerk")
    asked = {"period": "other", "first": "2021-01-01", "last": "2021-08-31", "layouts": ["cases"]}
    answer = analyst.post(reverse("reports:open_round"), {**asked, "due_on": today() + timedelta(3)})
    assert answer.status_code == 302
    assert ReportingRound.objects.get().period == PERIOD

    village = node("示范一村")
    here = reverse("reports:submission", args=[village.uuid])

    def press(browser: Client, name: str, **data: Any) -> Any:
        village.refresh_from_db()
        url = reverse("reports:submission_step", args=[village.uuid, name])
        page = browser.get(url)
        assert page.status_code == 200, page.content.decode()
        return browser.post(url, {"version": village.version, **data})

    assert here in clerk.get(reverse("reports:closing")).content.decode()
    assert press(clerk, "close", then="submit").status_code == 302
    refused = press(as_user("township_clerk"), "return", reason="")
    assert refused.status_code == 422
    assert "请写明原因" in refused.content.decode()
    press(as_user("township_clerk"), "return", reason="请核对金额。")
    assert "请核对金额。" in clerk.get(here).content.decode()
    press(clerk, "close", then="submit")
    village.refresh_from_db()
    assert village.status == "submitted"
    waiting = analyst.get(reverse("reports:round", args=[village.round.uuid]))
    assert here not in waiting.content.decode()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"period": "other", "first": "2021-01-01"}, "开始和结束日期要一起填写。"),
        ({"period": "other", "first": "2021-02-01", "last": "2021-01-01"}, "不能早于"),
        ({"layouts": []}, "至少选一张表。"),
    ],
)
def test_a_badly_filled_round_comes_back(
    two: World, as_user: Browser, typed: dict[str, Any], sentence: str
) -> None:
    asked = {"period": "other", "first": "2021-01-01", "last": "2021-08-31", "layouts": ["cases"]}
    asked = {**asked, "due_on": today() + timedelta(3), **typed}
    if "last" not in typed and typed.get("first"):
        del asked["last"]
    page = as_user("analyst").post(reverse("reports:open_round"), asked)
    assert page.status_code == 422
    assert sentence in page.content.decode()
    assert not ReportingRound.objects.exists()


def test_a_doubled_click_hands_in_once(two: World, as_user: Browser) -> None:
    open_round(two)
    village = node("示范一村")
    clerk, url = as_user("village_clerk"), reverse("reports:submission_step", args=[village.uuid, "close"])
    token = "2f0a5a1e-9a54-4a43-9d4c-1f8a9a1f0001"
    for _round in range(2):
        assert clerk.post(url, {"form_token": token, "version": 1}).status_code == 302
    assert village.events.count() == 1


def test_a_broken_rule_asks_for_a_note_and_the_note_answers_it(
    two: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reports.closing import checks
    from reports.official import footing

    def planted(sheet: Any) -> list[footing.Finding]:
        left, right = sheet.lines[0].cells[0], sheet.lines[0].cells[2]
        sides = footing.Side((left,)), footing.Side((right,))
        return [footing.Finding("受理等于成功", "合计", sides[0], "=", sides[1])]

    monkeypatch.setattr(checks.footing, "check", planted)
    open_round(two)
    village = node("示范一村")
    with pytest.raises(InvalidInput) as refused:
        step(two, "village_clerk", "close", village)
    assert refused.value.errors == {"note_0": ["这一条勾稽关系不符，请写明原因。"]}
    step(two, "village_clerk", "close", village, note_0="一件跨年。")
    assert FigureNote.objects.get().text == "一件跨年。"
    step(two, "village_clerk", "open_again", village)
    step(two, "village_clerk", "close", village)
