"""Files of cases: every row's error or all rows, through the ordinary steps; undone as a whole."""

import io
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from cases import services
from cases.enums import CaseStatus, ImportState
from cases.importing import batches, loading
from cases.importing.columns import as_markdown
from cases.models import Case, CaseEvent, ImportBatch
from cases.workflow import case_workflow
from mediation.kernel.errors import Refused
from mediation.kernel.models import IssuedNumber, JournalEntry, NumberSeries
from organizations.models import Post
from organizations.permissions import Permission
from reports import scopes
from reports.indicators.registry import get
from reports.periods import Days
from tests.cases import imports
from tests.world import World

DECLINED = {
    **dict.fromkeys(("accepted_on", "mediators", "outcome", "concluded_on"), ""),
    **imports.BARE,
    "decline_reason": "不属于民间纠纷",
    "declined_on": "2020-01-03",
}
PERIOD = Days(date(2019, 1, 1), date(2023, 1, 1))


def load(world: World, records: list[dict[str, Any]], who: str = "village_clerk") -> ImportBatch:
    """Load a file at once, as the command does."""
    clerk = world.fresh(who)
    content = io.BytesIO(imports.xlsx(records))
    organization = clerk.organizations_permitting(Permission.IMPORT_CASES)[0]
    return batches.load_at_once(content, "案件.xlsx", organization=organization, by=clerk, dry_run=False)


def check(world: World, records: list[dict[str, Any]]) -> loading.Result:
    """Check a file and leave nothing."""
    table = imports.table(records)
    return loading.check(table, actor=imports.clerk(world), organization=world.village)


def only_error(world: World, **changes: Any) -> tuple[str, str]:
    """Column key and sentence of the one error that one row has with these cells."""
    batch = load(world, [imports.row(0, **changes)])
    assert not Case.objects.exists()
    [error] = batch.errors
    return error["key"], error["message"]


def test_a_row_goes_through_the_ordinary_steps_with_its_own_days(world: World) -> None:
    load(world, [imports.row(1)])
    case = Case.objects.get()
    assert case.status == CaseStatus.CLOSED
    assert case.official_no == "（2020）玛镇示一人调字第1号"
    assert [str(day) for day in (case.applied_on, case.accepted_on, case.effective_on, case.closed_on)] == [
        "2020-01-02",
        "2020-01-02",
        "2020-01-07",
        "2020-01-07",
    ]
    assert case.succeeded_amount == 1200
    assert case.mediators.get().is_presiding
    events = list(case.events.order_by("id").values_list("transition", "note", "actor_name"))
    assert [name for name, _note, _actor in events] == [
        "register",
        "accept",
        "assign",
        "agree_in_writing",
        "take_effect",
        "close",
    ]
    assert events[0][1:] == ("原编号：旧1", "示例·村主任甲")


@pytest.mark.parametrize(
    "changes, status",
    [
        (
            {"accepted_on": "", "mediators": "", "outcome": "", **imports.BARE, "concluded_on": ""},
            "registered",
        ),
        ({"mediators": "", "outcome": "", **imports.BARE, "concluded_on": ""}, "accepted"),
        ({"outcome": "", **imports.BARE, "concluded_on": ""}, "mediating"),
        ({"outcome": "书面协议", "effective_on": "", "performed_on": "", "closed_on": ""}, "agreed"),
        ({"performed_on": "", "closed_on": ""}, "effective"),
        ({"outcome": "调解不成", **imports.BARE}, "ended"),
        ({"outcome": "一方不愿调解", **imports.BARE, "mediators": "", "closed_on": "2020-02-01"}, "closed"),
        (DECLINED, "declined"),
    ],
)
def test_finished_and_running_cases_stand_where_the_row_says(
    world: World, changes: dict[str, Any], status: str
) -> None:
    assert load(world, [imports.row(0, **changes)]).errors == []
    assert Case.objects.get().status == status


def test_what_people_write_is_read_widths_lists_and_dates_alike(world: World) -> None:
    name = "示例·" + "名" * 37
    row = imports.row(
        0,
        organization="玛镇示一",
        applied_on="２０２０－０１－０２",
        accepted_on="2020年1月3日",
        concluded_on="2020/1/4",
        performed_on="2020.1.5",
        closed_on="2020-1-6",
        amount="１，２００．５",
        dispute_type="contract",
        dispute_subtype="金融",
        source="接受委托移送调解",
        entruster="court",
        applicants=f"{name}；示例·马某乙、示例某公司",
        applicant_phones="１３９００００００００",
    )
    assert load(world, [row]).errors == []
    case = Case.objects.get()
    assert (case.dispute_type, case.entruster, str(case.succeeded_amount)) == ("contract", "court", "1200.50")
    assert str(case.closed_on) == "2020-01-06"
    first, _second, company = case.parties.filter(side="applicant")
    assert (first.name, first.phone) == (name, "13900000000")
    assert company.kind == "legal"
    assert case.text.applicants == f"{name}等3人"


def test_mediators_are_those_who_served_on_the_day(world: World) -> None:
    Post.objects.filter(person=world.village_mediator.person).update(valid_until=date(2020, 6, 1))
    assert load(world, [imports.row(0, mediators="示例·村调解员甲、示例·村主任甲")]).errors == []
    presiding = Case.objects.get().mediators.get(is_presiding=True)
    assert presiding.person == world.village_mediator.person
    late = imports.row(
        1,
        mediators="示例·村调解员甲",
        applied_on="2020-06-01",
        accepted_on="2020-06-01",
        **{"outcome": "", "concluded_on": "", **imports.BARE},
    )
    [error] = load(world, [late]).errors
    assert error["message"] == "示例·村调解员甲 在 2020-06-01 不是本组织的调解员。"


@pytest.mark.parametrize(
    "changes, key, sentence",
    [
        ({"dispute_type": "吵架"}, "dispute_type", "没有“吵架”这一项，可以填：婚姻家庭；邻里；"),
        ({"closed_on": "", "performed_on": "2020-02-01"}, "closed_on", "填了履行完毕日期，请填写结案日期。"),
        ({"performed_on": ""}, "performed_on", "达成协议的案件，履行完毕才能结案"),
        ({"effective_on": "2020-03-01"}, "effective_on", "口头协议自达成之日起生效"),
        ({"accepted_on": "2019-12-01"}, "accepted_on", "这个日期不能早于申请日期 2020-01-01。"),
        ({"concluded_on": "", "performed_on": "", "closed_on": ""}, "concluded_on", "填了调解结果，请填写调解结束日期。"),
        ({"outcome": ""}, "outcome", "填了“调解结束日期”，请填写调解结果。"),
        ({**DECLINED, "declined_on": ""}, "declined_on", "请填写不予受理日期。"),
        ({"organization": "玛镇"}, "organization", "没有叫“玛镇”的调解组织，或者您不在那里任职。"),
    ],
)  # fmt: skip
def test_an_error_names_its_column_and_says_what_to_do(
    world: World, changes: dict[str, Any], key: str, sentence: str
) -> None:
    found = only_error(world, **changes)
    assert found[0] == key
    assert found[1].startswith(sentence)


def test_thirty_planted_errors_are_thirty_messages_and_nothing_is_written(world: World) -> None:
    _thirty_errors(world, count=200, step=6)


def _thirty_errors(world: World, *, count: int, step: int) -> None:
    good = imports.rows(count)
    records = list(good)
    expected = imports.plant(records, step)
    before = _written()
    clerk = imports.clerk(world)
    result = loading.check(imports.table(records), actor=clerk, organization=world.village)
    assert [(error.row, error.column) for error in result.errors] == expected
    assert len(expected) == 30
    assert len({error.message for error in result.errors}) > 20
    assert load(world, records).errors == [vars(error) for error in result.errors]
    assert _written() == before
    figures = _figures(world)
    batch = load(world, good)
    assert Case.objects.counted().count() == count
    loaded = _figures(world)
    assert loaded["cases_accepted"] == figures["cases_accepted"] + count
    assert loaded["cases_succeeded"] == figures["cases_succeeded"] + count // 2
    assert loaded["agreement_amount"] == figures["agreement_amount"] + count // 2 * 1200
    batches.undo_at_once(batch, by=imports.clerk(world))
    assert _figures(world) == figures
    assert not Case.objects.counted().exists()


def _written() -> list[int]:
    return [model.objects.count() for model in (Case, CaseEvent, IssuedNumber, JournalEntry, ImportBatch)]


def _figures(world: World) -> dict[str, Any]:
    scope = scopes.of_division(world.divisions["652300"])
    codes = ("cases_accepted", "cases_succeeded", "agreement_amount")
    return {code: get(code).figure(scope, PERIOD).value for code in codes}


@pytest.mark.slow
def test_two_thousand_rows_with_thirty_errors(world: World) -> None:
    _thirty_errors(world, count=2000, step=66)


def test_the_same_dispute_twice_is_refused_in_the_file_and_after_loading(world: World) -> None:
    batch = load(world, [imports.row(0), imports.row(0, summary="又抄了一遍。")])
    assert [(e["row"], e["message"]) for e in batch.errors] == [
        (3, "和第 2 行是同一件：当事人、纠纷类型、申请日期都相同。")
    ]
    load(world, [imports.row(0)])
    [error] = load(world, [imports.row(0)]).errors
    assert error["message"].startswith("已经登记过，见 （2020）玛镇示一人调字第1号：")


def test_undoing_voids_every_case_and_its_number_is_never_given_again(world: World) -> None:
    first = load(world, imports.rows(3))
    batches.undo_at_once(first, by=imports.clerk(world))
    first.refresh_from_db()
    assert first.state == ImportState.UNDONE
    assert set(Case.objects.values_list("status", flat=True)) == {CaseStatus.VOIDED}
    assert not Case.objects.visible_to(imports.clerk(world)).exists()
    assert IssuedNumber.objects.filter(voided_at__isnull=False).count() == 3
    load(world, imports.rows(3))
    values = IssuedNumber.objects.order_by("value").values_list("value", flat=True)
    assert list(values) == [1, 2, 3, 4, 5, 6]
    assert JournalEntry.objects.filter(action="case.imported", detail={"count": 3}).count() == 2
    assert JournalEntry.objects.filter(action="case.import_undone").count() == 1


def test_a_file_is_not_undone_when_somebody_went_on_with_its_cases(world: World) -> None:
    batch = load(world, imports.rows(16))
    running = Case.objects.filter(status=CaseStatus.MEDIATING)
    assert running.count() == 2
    for case in running:
        data = {"routes_explained": True}
        case_workflow.perform("not_reached", case, actor=imports.clerk(world), data=data)
    with pytest.raises(Refused, match="有 2 件案件在导入以后又办理过，不能整批撤销。"):
        batches.undo_at_once(batch, by=imports.clerk(world))
    assert not Case.objects.filter(status=CaseStatus.VOIDED).exists()


def test_cases_enter_by_the_same_steps_as_from_the_page(world: World) -> None:
    load(world, [imports.row(0)])
    imported = Case.objects.get()
    case = services.open_case(
        by=imports.clerk(world),
        organization=world.village,
        applied_on=imported.applied_on,
        dispute_type=imported.dispute_type,
        summary=imported.text.summary,
        parties=[services.PartyData(p.side, p.name) for p in imported.parties.all()],
    )
    case_workflow.begin(case, actor=imports.clerk(world), name="register", occurred_on=case.applied_on)
    person = str(world.village_clerk.person.uuid)
    for name, data in (
        ("accept", {"applicants_consent": True, "respondents_consent": True, "accepted_on": "2020-01-01"}),
        ("assign", {"mediators": [person], "declared": True, "assigned_on": "2020-01-01"}),
        ("agree_orally", {"content": "乙方三日内修好排水沟。", "amount": "1200", "agreed_on": "2020-01-06"}),
        ("close", {"performed_on": "2020-01-06", "closed_on": "2020-01-06"}),
    ):
        case_workflow.perform(name, case, actor=imports.clerk(world), data=data)
    own = {"id", "uuid", "registration_no", "official_no", "import_batch_id", "registered_at"}
    assert _columns(imported, own) == _columns(case, own)
    for relation in ("events", "parties", "mediators", "agreements", "custodies"):
        rows = [
            [
                _columns(row, {"id", "uuid", "case_id", "recorded_at", "note"})
                for row in getattr(one, relation).order_by("id")
            ]
            for one in (imported, case)
        ]
        assert rows[0] == rows[1], relation
    assert _columns(imported.text, {"case_id"}) == _columns(case.text, {"case_id"})


def _columns(row: Any, left_out: set[str]) -> dict[str, Any]:
    return {
        f.attname: getattr(row, f.attname) for f in row._meta.concrete_fields if f.attname not in left_out
    }


def test_rows_are_written_together(world: World, django_assert_max_num_queries: Any) -> None:
    table, clerk = imports.table(imports.rows(100)), imports.clerk(world)
    with django_assert_max_num_queries(500):
        assert loading.check(table, actor=clerk, organization=world.village).errors == []


@pytest.mark.parametrize("act", [load, check])
def test_only_the_row_that_the_database_refuses_is_blamed(
    world: World, monkeypatch: pytest.MonkeyPatch, act: Any
) -> None:
    label = services.side_label
    refused = imports.person(3)
    monkeypatch.setattr(
        services, "side_label", lambda names: "长" * 81 if names == [refused] else label(names)
    )
    [error] = act(world, imports.rows(6)).errors
    error = error if isinstance(error, dict) else vars(error)
    assert (error["row"], error["key"]) == (5, "applicants")
    assert error["message"].startswith("这一行的内容互相矛盾")
    assert not Case.objects.exists()


def test_nobody_waits_for_the_number_of_a_trial(world: World) -> None:
    table = imports.table(imports.rows(2))
    loading.check(table, actor=imports.clerk(world), organization=world.village)
    assert not NumberSeries.objects.exists()


def test_a_file_that_nobody_loads_is_forgotten_after_a_day(world: World) -> None:
    clerk = imports.clerk(world)
    batch = batches.upload(
        io.BytesIO(imports.xlsx(imports.rows(1))), "案件.xlsx", organization=world.village, by=clerk
    )
    assert batches.forget_uploads() == 0
    ImportBatch.objects.update(uploaded_at=timezone.now() - batches.FORGOTTEN_AFTER - timedelta(minutes=1))
    assert batches.forget_uploads() == 1
    batch.refresh_from_db()
    assert (batch.state, batch.content) == (ImportState.CANCELLED, None)


def test_the_guide_tells_the_columns_that_the_reader_knows() -> None:
    assert as_markdown() in Path("docs/import.md").read_text()
