"""Steps that move the term of a case: standing still, and going on."""

from typing import Any

from django.utils.translation import gettext_lazy, ngettext

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import clocks, forms, policies
from ..enums import RUNNING, CaseStatus, StepGroup, SuspensionReason
from ..models import Case

S = CaseStatus


def _suspend(case: Case, data: dict[str, Any], actor: User | None) -> str:
    clocks.suspend(case, data["reason"], data["started_on"], data["note"])
    return str(SuspensionReason(data["reason"]).label)


def _resume(case: Case, data: dict[str, Any], actor: User | None) -> str:
    clocks.resume(case, data["resumed_on"])
    return data["note"]


def _extend(case: Case, data: dict[str, Any], actor: User | None) -> str:
    clocks.extend(case, data["days"], data["agreed_on"], data["note"])
    return ngettext("延长 %(days)d 天", "延长 %(days)d 天", data["days"]) % {"days": data["days"]}


SUSPEND = Transition(
    name="suspend",
    label=gettext_lazy("中止调解"),
    sources=RUNNING,
    target=S.SUSPENDED,
    policy=policies.can_mediate_case,
    form=forms.SuspendForm,
    effect=_suspend,
    guidance=gettext_lazy(
        "鉴定、评估的时间不计入调解期限（法释〔2021〕23号第二十六条）；发现虚假调解的，中止调解并报告（法释〔2016〕14号第十八条）。"
    ),
    group=StepGroup.TERM,
)
RESUME = Transition(
    name="resume",
    label=gettext_lazy("恢复调解"),
    sources=frozenset({S.SUSPENDED}),
    target=S.MEDIATING,
    policy=policies.can_mediate_case,
    form=forms.ResumeForm,
    effect=_resume,
    guidance=gettext_lazy(
        "中止的原因消除了，恢复调解；等待鉴定、评估的，从恢复之日起继续计算期限（法释〔2021〕23号第二十六条）。"
    ),
    group=StepGroup.TERM,
)
EXTEND_TERM = Transition(
    name="extend_term",
    label=gettext_lazy("延长期限"),
    sources=RUNNING | {S.SUSPENDED},
    target=None,
    policy=policies.can_extend_term,
    form=forms.ExtendTermForm,
    effect=_extend,
    guidance=gettext_lazy(
        "期限届满前，各方当事人都同意的，可以延长（法释〔2016〕14号第二十七条、人民调解工作若干规定第三十三条）。"
    ),
    group=StepGroup.TERM,
)
