"""Logging a dispute in one go: registered, and as far on as it already is."""

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User
from organizations.roles import MEDIATOR

from . import policies, services
from .enums import DeclineReason, Side
from .forms import QuickResult, RegisterCaseForm, mediators_of
from .models import Case
from .workflow import case_workflow


@transaction.atomic
def register(form: RegisterCaseForm, *, by: User) -> Case:
    """The case of a quick registration, taken through the ordinary steps up to its result.

    Every step passes the workflow's own checks. Raises InvalidInput or Refused and changes nothing.
    """
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    decision = policies.can_register_case(by, data["organization"])
    if not decision:
        raise Refused(decision.reason)
    day = data["applied_on"]
    case = services.open_case(
        by=by,
        organization=data["organization"],
        applied_on=day,
        dispute_type=data["dispute_type"],
        summary=data["summary"],
        parties=[
            services.PartyData(Side.APPLICANT, data["applicant_name"], phone=data["applicant_phone"]),
            services.PartyData(Side.RESPONDENT, data["respondent_name"], phone=data["respondent_phone"]),
        ],
    )
    case_workflow.begin(case, actor=by, name="register", occurred_on=day)
    if data["result"] != QuickResult.ONGOING:
        _carry_through(case, data, by)
    return case


def _carry_through(case: Case, data: dict, by: User) -> None:  # type: ignore[type-arg]
    day = data["applied_on"]
    if data["result"] == QuickResult.UNWILLING:
        advice = _("可以依法通过仲裁、行政、司法等途径维护权利")
        refusal = {"reason": DeclineReason.NO_CONSENT, "advice": advice, "declined_on": day}
        case_workflow.perform("decline", case, actor=by, data=refusal)
        return
    case_workflow.perform(
        "accept",
        case,
        actor=by,
        data={"applicants_consent": True, "respondents_consent": True, "accepted_on": day},
    )
    case_workflow.perform(
        "assign",
        case,
        actor=by,
        data={"mediators": [_mediator(case, by)], "declared": True, "assigned_on": day},
    )
    if data["result"] == QuickResult.NOT_REACHED:
        case_workflow.perform("not_reached", case, actor=by, data={"routes_explained": True, "ended_on": day})
        case_workflow.perform("close", case, actor=by, data={"closed_on": day})
        return
    case_workflow.perform(
        "agree_orally",
        case,
        actor=by,
        data={"content": data["terms"], "amount": data["amount"], "agreed_on": day},
    )
    if data["result"] == QuickResult.ORAL_DONE:
        case_workflow.perform("close", case, actor=by, data={"performed_on": day, "closed_on": day})


def _mediator(case: Case, by: User) -> str:
    """Whoever logs the case mediates it; a clerk who is no mediator names the organization's first."""
    if any(
        hat.role == MEDIATOR and hat.organization.pk in (case.holder_id, case.handled_at_id)
        for hat in by.hats
    ):
        return str(by.person.uuid)
    first = mediators_of({case.holder_id, case.handled_at_id}, today()).first()
    if first is None:
        raise Refused(str(policies.no_mediator_sentence()))
    return str(first.uuid)
