"""Judicial confirmation (司法确认): the joint application and the ruling."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import CaseStatus, ConfirmationResult, Outcome, StepGroup
from ..models import Case, Confirmation

S = CaseStatus


def _apply_for_confirmation(case: Case, data: dict[str, Any], actor: User | None) -> None:
    agreement = case.agreements.filter(form=Outcome.WRITTEN_AGREEMENT, effective_on__isnull=False).get()
    Confirmation.objects.create(
        agreement=agreement,
        court=data["court"],
        applied_on=data["applied_for_on"],
        court_reason=data["court_reason"],
    )


def _record_ruling(case: Case, data: dict[str, Any], actor: User | None) -> None:
    confirmation = Confirmation.objects.get(agreement__case=case, result=ConfirmationResult.PENDING)
    confirmation.result = data["result"]
    confirmation.ruled_on = data["ruled_on"]
    confirmation.ruling_no = data["ruling_no"]
    confirmation.refusal_ground = data["refusal_ground"]
    confirmation.refusal_reason = data["refusal_reason"]
    confirmation.save()


APPLY_FOR_CONFIRMATION = Transition(
    name="apply_for_confirmation",
    label=gettext_lazy("申请司法确认"),
    sources=frozenset({S.EFFECTIVE, S.CLOSED}),
    target=None,
    policy=policies.can_apply_for_confirmation,
    form=forms.ApplyConfirmationForm,
    effect=_apply_for_confirmation,
    guidance=gettext_lazy("双方自协议生效之日起三十日内可以共同申请司法确认（人民调解法第三十三条）。"),
    group=StepGroup.AFTERWARDS,
)
RECORD_RULING = Transition(
    name="record_ruling",
    label=gettext_lazy("登记裁定"),
    sources=frozenset({S.EFFECTIVE, S.CLOSED}),
    target=None,
    policy=policies.can_record_ruling,
    form=forms.RulingForm,
    effect=_record_ruling,
    guidance=gettext_lazy(
        "裁定有效的，一方不履行时另一方可以申请强制执行；驳回的，可以变更协议、重新调解或者起诉（人民调解法第三十三条）。"
    ),
    group=StepGroup.AFTERWARDS,
)
