"""Marking a dispute as a major one, reporting it up the line, and telling an organ of a danger."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import UNSETTLED, CaseStatus, StepGroup
from ..models import Case, DangerReport, MajorNote, MajorReport

S = CaseStatus
NOT_DONE = UNSETTLED | {S.AGREED, S.EFFECTIVE, S.ENDED}


def _mark(case: Case, data: dict[str, Any], actor: User) -> None:
    case.is_major = True
    MajorReport.objects.create(
        case=case,
        organization=case.holder,
        marked_on=today(),
        reason=data["reason"],
        due_at=timezone.now() + timedelta(hours=settings.MAJOR_REPORT_HOURS),
    )


def _unmark(case: Case, data: dict[str, Any], actor: User) -> None:
    case.is_major = False
    for report in case.major_reports.open():
        if report.reported_at is None:
            report.delete()
        else:
            report.closed_at, report.result = timezone.now(), data["reason"]
            report.save(update_fields=["closed_at", "result"])


def _report(case: Case, data: dict[str, Any], actor: User) -> None:
    report = case.major_reports.open().get()
    report.what, report.measures, report.needs = data["what"], data["measures"], data["needs"]
    report.reported_at, report.reported_on = timezone.now(), today()
    report.save()


def _tell_more(case: Case, data: dict[str, Any], actor: User) -> None:
    report = case.major_reports.open().get()
    MajorNote.objects.create(report=report, organization=case.holder, text=data["text"], told_by_id=actor.pk)


def _report_danger(case: Case, data: dict[str, Any], actor: User) -> None:
    DangerReport.objects.create(
        case=case,
        organ=data["organ"],
        reason=data["reason"],
        told_on=data["told_on"],
        decided_by_id=actor.pk,
        decided_by_name=str(actor),
    )


MARK_MAJOR = Transition(
    name="mark_major",
    label=gettext_lazy("认定重大疑难复杂"),
    sources=NOT_DONE,
    target=None,
    policy=policies.can_mark_major,
    form=forms.MarkMajorForm,
    effect=_mark,
    guidance=gettext_lazy("系统只提示，由您决定；认定以后二十四小时内要向上报告，并可以请求支援。"),
    group=StepGroup.SUPPORT,
)
REPORT_MAJOR = Transition(
    name="report_major",
    label=gettext_lazy("报告重大纠纷"),
    sources=NOT_DONE,
    target=None,
    policy=policies.can_report_major,
    form=forms.ReportMajorForm,
    effect=_report,
    guidance=gettext_lazy(
        "报告送县市指导委员会和司法局，只写纠纷的类型、地点、人数、金额、经过和需要，不写姓名，不写谁不愿调解。"
    ),
    group=StepGroup.SUPPORT,
)
TELL_MORE = Transition(
    name="follow_up_major",
    label=gettext_lazy("续报重大纠纷"),
    sources=NOT_DONE,
    target=None,
    policy=policies.can_tell_more,
    form=forms.TellMoreForm,
    effect=_tell_more,
    guidance=gettext_lazy("有新的重要情况随时续报，直到办结。"),
    group=StepGroup.SUPPORT,
)
UNMARK_MAJOR = Transition(
    name="unmark_major",
    label=gettext_lazy("取消重大疑难复杂"),
    sources=NOT_DONE,
    target=None,
    policy=policies.can_unmark_major,
    form=forms.UnmarkMajorForm,
    effect=_unmark,
    guidance=gettext_lazy("写明理由；还没有送出的报告不再送，已经报告的随之办结。"),
    group=StepGroup.SUPPORT,
)
REPORT_DANGER = Transition(
    name="report_danger",
    label=gettext_lazy("依法报告可能激化的纠纷"),
    sources=NOT_DONE,
    target=None,
    policy=policies.can_report_danger,
    form=forms.DangerForm,
    effect=_report_danger,
    guidance=gettext_lazy(
        "对有可能激化的纠纷，应当采取有针对性的预防措施；可能引起治安案件、刑事案件的，及时向当地公安机关或者其他有关部门报告（人民调解法第二十五条）。拒绝调解不是报告的理由。"
    ),
    group=StepGroup.SUPPORT,
)
