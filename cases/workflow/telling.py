"""Example cases (典型案例): written with both sides' consent, withdrawn when either takes it back."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import CaseStatus, StepGroup
from ..models import Case, Example

S = CaseStatus


def _write(case: Case, data: dict[str, Any], actor: User | None) -> str:
    Example.objects.create(
        case=case,
        consented_on=data["consented_on"],
        title=data["title"],
        text=data["text"],
        written_by_id=actor.pk if actor else None,
    )
    return ""


def _withdraw(case: Case, data: dict[str, Any], actor: User | None) -> str:
    Example.objects.filter(case=case, withdrawn_on__isnull=True).update(withdrawn_on=today())
    return ""


WRITE_EXAMPLE = Transition(
    name="write_example",
    label=gettext_lazy("写成典型案例"),
    sources=frozenset({S.EFFECTIVE, S.CLOSED}),
    target=None,
    policy=policies.can_write_example,
    form=forms.WriteExampleForm,
    effect=_write,
    guidance=gettext_lazy(
        "调解员不得泄露当事人的隐私和商业秘密（人民调解法第十五条）：双方都同意、隐去姓名，才可以公开。"
    ),
    group=StepGroup.AFTERWARDS,
)
WITHDRAW_EXAMPLE = Transition(
    name="withdraw_example",
    label=gettext_lazy("撤回典型案例"),
    sources=frozenset({S.EFFECTIVE, S.CLOSED}),
    target=None,
    policy=policies.can_withdraw_example,
    form=forms.WithdrawExampleForm,
    effect=_withdraw,
    guidance=gettext_lazy("任何一方不再同意，就撤回；不用说明原因，以后写的简报不再用它。"),
    group=StepGroup.AFTERWARDS,
)
