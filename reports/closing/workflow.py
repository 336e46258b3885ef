"""Every step of a return: close, submit up, return or sign. Nothing unsigns."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.calendar import today
from mediation.kernel.workflow import Transition, Workflow
from organizations.journal_words import describe_actions
from organizations.models import User

from .. import notes, scopes
from ..cells import Address
from ..enums import NodeKind
from ..enums import SubmissionStatus as S
from ..models import Submission, SubmissionEvent
from . import forms, policies, reported, signature

# Bureaux sign what they submit; committees and towns have no statistician.
SIGNING = frozenset({NodeKind.COUNTY, NodeKind.PREFECTURE})


def _close(submission: Submission, data: dict[str, Any], actor: User) -> str:
    for address, text in data["notes"]:
        cell = Address.parse(address)
        notes.write(cell, scopes.parse(cell.scope), text, by=actor)
    submission.figures, submission.remark = data["figures"], data["remark"]
    submission.closed_on, submission.is_zero, submission.on_behalf = today(), False, False
    return str(data["remark"])


def _open_again(submission: Submission, data: dict[str, Any], actor: User) -> None:
    submission.closed_on = None


def _submit(submission: Submission, data: dict[str, Any], actor: User) -> None:
    submission.submitted_on, submission.seen_on = today(), None
    if submission.kind in SIGNING:
        signature.sign_sheets(submission, by=actor)


def _report_zero(submission: Submission, data: dict[str, Any], actor: User) -> str:
    submission.figures, submission.is_zero, submission.on_behalf = data["figures"], True, False
    submission.closed_on = submission.submitted_on = today()
    submission.seen_on = None
    return _("零报告")


def _take_back(submission: Submission, data: dict[str, Any], actor: User) -> None:
    submission.submitted_on = None


def _return(submission: Submission, data: dict[str, Any], actor: User) -> str:
    submission.submitted_on = submission.closed_on = submission.seen_on = None
    return str(data["reason"])


def _submit_on_behalf(submission: Submission, data: dict[str, Any], actor: User) -> str:
    submission.figures, submission.on_behalf = data["figures"], True
    submission.is_zero = bool(submission.organization_id) and reported.is_nothing(data["figures"])
    submission.closed_on = submission.submitted_on = submission.seen_on = today()
    return str(data["reason"])


def _sign(submission: Submission, data: dict[str, Any], actor: User) -> None:
    submission.signed_on = today()
    signature.sign(submission, by=actor)


def _correct(submission: Submission, data: dict[str, Any], actor: User) -> str:
    submission.figures = reported.now(submission)
    signature.sign(submission, by=actor, reason=data["reason"])
    return str(data["reason"])


CLOSE = Transition(
    name="close",
    label=gettext_lazy("结账"),
    sources=frozenset({S.OPEN, S.RETURNED}),
    target=S.CLOSED,
    policy=policies.can_close,
    form=forms.CloseForm,
    effect=_close,
    guidance=gettext_lazy("先看数字、勾稽关系和下级的报送；有不符的、没有报来的，写明原因再结账。"),
)
REPORT_ZERO = Transition(
    name="report_zero",
    label=gettext_lazy("零报告"),
    sources=frozenset({S.OPEN, S.RETURNED}),
    target=S.SUBMITTED,
    policy=policies.can_report_zero,
    form=forms.ZeroForm,
    effect=_report_zero,
    guidance=gettext_lazy("这一期没有受理、调成、排查，也要报一声。"),
)
SUBMIT = Transition(
    name="submit",
    label=gettext_lazy("上报"),
    sources=frozenset({S.CLOSED}),
    target=S.SUBMITTED,
    policy=policies.can_submit,
    form=forms.NothingForm,
    effect=_submit,
    guidance=gettext_lazy("上报给上一级。上级还没有看以前可以撤回。"),
)
OPEN_AGAIN = Transition(
    name="open_again",
    label=gettext_lazy("撤销结账"),
    sources=frozenset({S.CLOSED}),
    target=S.OPEN,
    policy=policies.can_close,
    form=forms.NothingForm,
    effect=_open_again,
    guidance=gettext_lazy("还没有上报的，可以撤销结账，改好以后再结账。"),
)
TAKE_BACK = Transition(
    name="take_back",
    label=gettext_lazy("撤回"),
    sources=frozenset({S.SUBMITTED}),
    target=S.OPEN,
    policy=policies.can_take_back,
    form=forms.NothingForm,
    effect=_take_back,
    guidance=gettext_lazy("上级还没有打开看过，可以撤回；撤回以后要再结账、上报。"),
)
RETURN = Transition(
    name="return",
    label=gettext_lazy("退回"),
    sources=frozenset({S.SUBMITTED}),
    target=S.RETURNED,
    policy=policies.can_return,
    form=forms.ReasonForm,
    effect=_return,
    guidance=gettext_lazy("写明哪个数字、为什么要改，报送的人看得到；改好以后再结账、上报。"),
)
ON_BEHALF = Transition(
    name="submit_on_behalf",
    label=gettext_lazy("代报"),
    sources=frozenset({S.OPEN, S.CLOSED, S.RETURNED}),
    target=S.SUBMITTED,
    policy=policies.can_submit_on_behalf,
    form=forms.OnBehalfForm,
    effect=_submit_on_behalf,
    guidance=gettext_lazy("村里的调解员来不了的，由司法局按系统里的数字代报，写明原因；以后仍然可以退回。"),
)
SIGN = Transition(
    name="sign",
    label=gettext_lazy("签署"),
    sources=frozenset({S.CLOSED}),
    target=S.SIGNED,
    policy=policies.can_sign,
    form=forms.NothingForm,
    effect=_sign,
    guidance=gettext_lazy("签署以后，这一期的表和通报不再变动。以后改动的案件列在差异清单里；签署不能撤销。"),
)
CORRECT = Transition(
    name="correct",
    label=gettext_lazy("签署更正"),
    sources=frozenset({S.SIGNED}),
    target=None,
    policy=policies.can_sign,
    form=forms.CorrectForm,
    effect=_correct,
    guidance=gettext_lazy("按现在的数字另签一份，写明为什么更正；原来签署的一份不变，两份互相注明。"),
)

submission_workflow = Workflow(
    Submission,
    SubmissionEvent,
    "submission",
    [CLOSE, REPORT_ZERO, SUBMIT, OPEN_AGAIN, TAKE_BACK, RETURN, ON_BEHALF, SIGN, CORRECT],
)

describe_actions(
    {
        "round.open": gettext_lazy("开始一期报送"),
        "round.remind": gettext_lazy("提醒报送"),
        "round.submit_on_behalf": gettext_lazy("成批代报"),
    }
    | {f"submission.{name}": transition.label for name, transition in submission_workflow.transitions.items()}
)
