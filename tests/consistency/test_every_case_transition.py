"""Every step of a case has words, an event, somebody who may and somebody who may not; and nothing else sets a status."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from cases.enums import CaseStatus
from cases.forms import SIGNED
from cases.models import Case, ImportBatch, Party
from cases.workflow import case_workflow
from tests.cases.conftest import (
    accepted,
    ago,
    agreed,
    effective,
    mediating,
    registered,
    take,
)
from tests.world import World

__all__ = ["accepted", "agreed", "effective", "mediating", "registered", "take"]

APPS = ("mediation", "organizations", "cases", "referrals", "reports")
TOLD = {"routes_explained": True}
GUARDIAN = {"kind": "guardian", "name": "示例·马父"}
EXAMPLE = {
    "applicants_consent": True,
    "respondents_consent": True,
    "title": "各让一步",
    "text": "张某与李某和好。",
}
# Step → where it starts, and what it asks.
STEPS: dict[str, tuple[str, dict[str, Any]]] = {
    "record_consent": ("registered", {"side": "applicant", "consent": "given"}),
    "accept": ("registered", {"applicants_consent": True, "respondents_consent": True}),
    "record_source": ("registered", {"source": "application", "legal_mode": "guided"}),
    "decline": ("registered", {"reason": "not_civil", "advice": "可以起诉。"}),
    "assign": ("accepted", {"mediators": ["village_mediator"]}),
    "name_representative": ("registered", {**GUARDIAN, "parties": ["applicant"]}),
    "end_representative": ("represented", {"representative": "guardian"}),
    "declare": ("mediating", {"conflict": "none"}),
    "recuse": ("mediating", {"side": "respondent", "ground": "trust"}),
    "override_conflict": (
        "recused",
        {"applicants_agree": True, "respondents_agree": True, "reason": "双方都信任他"},
    ),
    "party_leaves": ("grouped", {"names": "示例·马某甲"}),
    "book_session": ("mediating", {"day": ago(-2), "starts": "09:00", "place": "村委会"}),
    "cancel_booking": ("booked", {"booking": "booking", "told": True}),
    "note_caucus": ("mediating", {"side": "applicant", "text": "愿意让一步。"}),
    "record_session": ("mediating", {"place": "村委会", "record_text": "谈。"}),
    "suspend": ("mediating", {"reason": "appraisal"}),
    "resume": ("suspended", {}),
    "extend_term": ("mediating", {"days": "10", "consenting": ["1", "2"]}),
    "agree_orally": ("mediating", {"content": "和好。"}),
    "agree_in_writing": ("mediating", {"content": "和好。"}),
    "take_effect": ("agreed", SIGNED),
    "not_reached": ("mediating", TOLD),
    "refuse": ("accepted", TOLD),
    "terminate": ("agreed", {**TOLD, "ground": "other"}),
    "close": ("effective", {"performed_on": ago(1)}),
    "apply_for_confirmation": ("effective", {"court": "court", "joint": True}),
    "record_performance": ("effective", {"whole": True}),
    "urge": ("effective", {}),
    "return_visit": ("effective", {"finding": "performed", "satisfaction": "satisfied"}),
    "write_example": ("effective", EXAMPLE),
    "withdraw_example": ("told", {}),
    "record_breach": ("effective", {"kind": "sued", "court": "court"}),
    "reopen": ("closed", {"summary": "又漏水了。"}),
    "record_ruling": ("applied", {"result": "withdrawn"}),
    "void": ("imported", {"reason": "文件导错了"}),
    "ask_support": ("mediating", {"kind": "advice", "question": "怎么办？"}),
    "withdraw_support": ("asked", {}),
    "answer_support": ("asked", {"result": "advised", "answer": "请水管站看一下。"}),
    "mark_major": ("mediating", {"reason": "人数多。"}),
    "report_major": ("marked", {"what": "多人为院墙争执。", "measures": "分头劝说。"}),
    "follow_up_major": ("reported", {"text": "双方都回家了。"}),
    "unmark_major": ("marked", {"reason": "人数没有那么多。"}),
    "report_danger": ("mediating", {"organ": "police", "reason": "扬言动手。", "not_refusal": True}),
}
# Who may and who may not, where these are not the village's clerk and the township's.
PEOPLE_OF_STEP = {"answer_support": ("township_clerk", "示例·镇内勤甲", "village_clerk")}


@pytest.fixture
def case_at(request: pytest.FixtureRequest, world: World, take: Callable[..., Case]) -> Callable[[str], Case]:
    def make(stage: str) -> Case:
        if stage == "applied":
            court = str(world.court.uuid)
            case = request.getfixturevalue("effective")()
            return take(case, "apply_for_confirmation", by="village_mediator", court=court, joint=True)
        if stage == "suspended":
            case = request.getfixturevalue("mediating")()
            return take(case, "suspend", by="village_mediator", reason="other")
        if stage == "represented":
            case = request.getfixturevalue("mediating")()
            ward = [str(case.parties.first().uuid)]
            return take(case, "name_representative", by="village_mediator", parties=ward, **GUARDIAN)
        if stage == "booked":
            agreed_time = {"day": ago(-2), "starts": "09:00", "place": "村委会"}
            return take(
                request.getfixturevalue("mediating")(), "book_session", by="village_mediator", **agreed_time
            )
        if stage == "recused":
            case = request.getfixturevalue("mediating")()
            return take(case, "recuse", by="village_mediator", side="respondent", ground="trust")
        if stage == "grouped":
            case = request.getfixturevalue("registered")()
            Party.objects.create(case=case, side="applicant", name="示例·马某丙")
            return case
        if stage == "closed":
            case = request.getfixturevalue("effective")()
            return take(case, "close", by="village_mediator", performed_on=ago(1))
        if stage in ("marked", "reported"):
            case = take(
                request.getfixturevalue("mediating")(), "mark_major", by="village_mediator", reason="人多。"
            )
            if stage == "reported":
                take(case, "report_major", by="village_mediator", what="多人争执。", measures="劝说。")
            return case
        if stage == "told":
            return take(
                request.getfixturevalue("effective")(), "write_example", by="village_mediator", **EXAMPLE
            )
        if stage == "asked":
            case = request.getfixturevalue("mediating")()
            return take(case, "ask_support", by="village_mediator", kind="advice", question="怎么办？")
        if stage == "imported":
            case = request.getfixturevalue("accepted")()
            batch = ImportBatch.objects.create(
                organization=world.village,
                file_name="示例.csv",
                digest="0" * 64,
                rows=1,
                loaded_by_id=world.village_clerk.pk,
                loaded_by_name="示例·村主任甲",
            )
            Case.objects.filter(pk=case.pk).update(import_batch=batch)
            return Case.objects.get(pk=case.pk)
        return request.getfixturevalue(stage)()

    return make


def test_the_table_above_is_complete() -> None:
    assert STEPS.keys() == case_workflow.transitions.keys()


@pytest.mark.parametrize("name", STEPS)
def test_a_step_has_words_and_leaves_an_event_when_allowed_and_nothing_when_denied(
    name: str, case_at: Callable[[str], Case], world: World
) -> None:
    step = case_workflow.transitions[name]
    assert str(step.label)
    assert str(step.guidance)
    stage, asked = STEPS[name]
    case = case_at(stage)
    data = dict(asked)
    if name == "assign":
        data["mediators"] = [str(world.village_mediator.person.uuid)]
    if "parties" in data:
        data["parties"] = [str(case.parties.first().uuid)]
    if "representative" in data:
        data["representative"] = str(case.representatives.get().uuid)
    if "booking" in data:
        data["booking"] = str(case.bookings.get().uuid)
    if "court" in data:
        data["court"] = str(world.court.uuid)

    usual = ("village_clerk", "示例·村主任甲", "township_clerk")
    actor, actor_name, outsider = PEOPLE_OF_STEP.get(name, usual)
    denied = case_workflow.can(name, case, world.fresh(outsider))
    assert not denied
    assert denied.reason.endswith("。")

    before = case.status
    event = case_workflow.perform(name, case, actor=world.fresh(actor), data=data)
    assert (event.transition, event.from_status, event.to_status) == (name, before, step.target or before)
    assert event.actor_name == actor_name


def test_every_status_but_the_first_is_reached_and_every_step_starts_somewhere() -> None:
    steps = case_workflow.transitions.values()
    assert {step.target for step in steps} - {None} == set(CaseStatus) - {CaseStatus.REGISTERED}
    assert all(step.sources for step in steps)


def test_only_the_workflow_kernel_assigns_a_status() -> None:
    assigning = re.compile(r"\.status\s*=[^=]")
    offenders = [
        f"{path.relative_to(settings.BASE_DIR)}:{number}"
        for app in APPS
        for path in sorted((Path(settings.BASE_DIR) / app).rglob("*.py"))
        if path.name != "workflow.py" or path.parent.name != "kernel"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if assigning.search(line) and "response" not in line
    ]
    assert offenders == []
