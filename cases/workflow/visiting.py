"""Return visits (回访)."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import CaseStatus, ContactWay, StepGroup, VisitFinding
from ..models import Case, ReturnVisit

S = CaseStatus


def _return_visit(case: Case, data: dict[str, Any], actor: User | None) -> str:
    ReturnVisit.objects.create(
        case=case,
        visited_on=data["visited_on"],
        way=data["way"] or ContactWay.PHONE,
        party=data["party"],
        finding=data["finding"],
        satisfaction=data["satisfaction"],
        risk=data["risk"],
        measures=data["measures"],
        recorded_by_id=actor.pk if actor else None,
    )
    return str(VisitFinding(data["finding"]).label)


RETURN_VISIT = Transition(
    name="return_visit",
    label=gettext_lazy("回访"),
    sources=frozenset({S.EFFECTIVE, S.ENDED, S.CLOSED}),
    target=None,
    policy=policies.can_mediate_case,
    form=forms.ReturnVisitForm,
    effect=_return_visit,
    guidance=gettext_lazy("调委会对协议的履行情况适时回访，并作出记录（人民调解工作若干规定第三十六条）。"),
    group=StepGroup.AFTERWARDS,
)
