"""Steps that end mediation without agreement, close a case, or void it."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import numbering
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import clocks, forms, policies, services
from ..enums import RUNNING, CaseStatus, Consent, Outcome, Route, TerminationGround
from ..models import Case
from .mediating import finish_obligations, unsigned

S = CaseStatus
GROUNDS = {Outcome.NOT_REACHED: TerminationGround.FAR_APART, Outcome.REFUSED: TerminationGround.UNWILLING}


def _end(outcome: Outcome):  # type: ignore[no-untyped-def]
    def effect(case: Case, data: dict[str, Any], actor: User | None) -> str:
        # An agreement that was never signed binds nobody; neither do its amounts.
        if unsigned(case):
            case.agreements.filter(effective_on__isnull=True).delete()
            case.parties.update(award_amount=None)
            case.agreed_on = None
        clocks.conclude(case, data["ended_on"])
        case.outcome = outcome
        case.concluded_on = data["ended_on"]
        case.routes_told = routes_told(data["routes"])
        case.termination_ground = str(data.get("ground") or GROUNDS.get(outcome, ""))
        return data["note"]

    return effect


_end_refused = _end(Outcome.REFUSED)


def _refuse(case: Case, data: dict[str, Any], actor: User | None) -> str:
    # Kept with the party alone: the course of a case, and the letter's answer, never tell which side it was.
    withdrew = set(data["withdrew"])
    services.record_consent(case, sides=withdrew, consent=Consent.WITHDRAWN, on=data["ended_on"])
    return _end_refused(case, data, actor)


def routes_told(chosen: Sequence[str] = ()) -> str:
    """How the routes that were explained are stored; all of them unless some are named."""
    return ",".join(route for route in Route.values if route in (chosen or Route.values))


def _close(case: Case, data: dict[str, Any], actor: User | None) -> str:
    case.performed_on = data["performed_on"]
    if case.performed_on is not None:
        finish_obligations(case, case.performed_on)
    case.closed_on = data["closed_on"]
    if case.succeeded_on is not None and case.performed_on is None:
        return _("没有履行，已经转诉讼或者执行。")
    return ""


def _void(case: Case, data: dict[str, Any], actor: User | None) -> str:
    numbering.void(case.uuid, reason=data["reason"])
    clocks.stop(case)
    return data["reason"]


NOT_REACHED = Transition(
    name="not_reached",
    label=gettext_lazy("调解不成"),
    sources=frozenset({S.MEDIATING, S.SUSPENDED, S.AGREED}),
    target=S.ENDED,
    policy=policies.can_mediate_case,
    form=forms.EndForm,
    effect=_end(Outcome.NOT_REACHED),
    guidance=gettext_lazy("调解不成的，终止调解，并告知其他途径（人民调解法第二十六条）。"),
)
REFUSE = Transition(
    name="refuse",
    label=gettext_lazy("一方不愿调解"),
    sources=RUNNING | {S.SUSPENDED, S.AGREED},
    target=S.ENDED,
    policy=policies.can_mediate_case,
    form=forms.RefuseForm,
    effect=_refuse,
    guidance=gettext_lazy("当事人可以拒绝调解或者要求终止调解，不用说明理由（人民调解法第二十三条）。"),
)
TERMINATE = Transition(
    name="terminate",
    label=gettext_lazy("终止调解"),
    sources=RUNNING | {S.SUSPENDED, S.AGREED},
    target=S.ENDED,
    policy=policies.can_mediate_case,
    form=forms.TerminateForm,
    effect=_end(Outcome.TERMINATED),
    guidance=gettext_lazy("按终止的原因选一项（法释〔2021〕23号第二十五条）。"),
)
CLOSE = Transition(
    name="close",
    label=gettext_lazy("结案"),
    sources=frozenset({S.EFFECTIVE, S.ENDED}),
    target=S.CLOSED,
    policy=policies.can_mediate_case,
    form=forms.CloseForm,
    effect=_close,
    guidance=gettext_lazy(
        "达成协议的，督促履行，履行完毕后结案（人民调解法第三十一条）；没有达成协议的，随时可以结案。"
    ),
)
VOID = Transition(
    name="void",
    label=gettext_lazy("作废"),
    sources=frozenset(S.values) - {S.VOIDED},
    target=S.VOIDED,
    policy=policies.can_void_case,
    form=forms.VoidForm,
    effect=_void,
    guidance=gettext_lazy("作废的案号保留在号序里，不再使用。"),
    on_page=False,
)
