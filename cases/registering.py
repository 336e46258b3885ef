"""Logging a dispute in one go: registered, and as far on as it already is."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import batching, journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User
from organizations.roles import MEDIATOR

from . import paper_forms, policies, services
from .enums import DeclineReason, Side
from .forms import Grid, QuickResult, RegisterCaseForm, mediators_of
from .models import Case
from .parsing import kind_of
from .same_dispute import DisputesNear, SameDispute, same_disputes
from .workflow import case_workflow


@transaction.atomic
def register(form: RegisterCaseForm, *, by: User) -> Case:
    """The case of a quick registration, taken through the ordinary steps up to its result.

    Every step passes the workflow's own checks. Raises InvalidInput, Refused, or SameDispute when this person has such
    a case already and did not say that this is another one; and changes nothing.
    """
    return _log(form, by)


def _log(
    form: RegisterCaseForm, by: User, *, claim_amount: Decimal | None = None, in_batch: bool = False
) -> Case:
    """Inside a transaction. `claim_amount` is what the applicant asks for, in yuan."""
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    decision = policies.can_register_case(by, data["organization"])
    if not decision:
        raise Refused(decision.reason)
    number = data["paper_number"].strip().upper()
    sheet = paper_forms.find(number, by=by) if number else None
    day = data["applied_on"]
    if not (in_batch or data["not_same_dispute"]):
        _ask_whether_new(data, by)
    case = services.open_case(
        by=by,
        organization=data["organization"],
        applied_on=day,
        dispute_type=data["dispute_type"],
        summary=data["summary"],
        parties=[
            _party(data, Side.APPLICANT, claim_amount),
            _party(data, Side.RESPONDENT),
        ],
        **_after(data["like"], data["dispute_type"]),
    )
    if sheet is not None:
        paper_forms.use(sheet, case)
    case_workflow.begin(case, actor=by, name="register", occurred_on=day, in_batch=in_batch)
    if data["result"] != QuickResult.ONGOING:
        _carry_through(case, data, by, case_workflow.perform_in_batch if in_batch else case_workflow.perform)
    return case


@transaction.atomic
def register_together(grid: Grid, *, by: User) -> list[Case]:
    """The cases of all filled rows, or none: each a registration of its own, journalled as one act.

    Raises InvalidInput when a cell is wrong (its sentence stands at the cell) or Refused, and changes nothing.
    """
    if not grid.is_valid():
        raise InvalidInput(grid.frame.errors)
    _ask_whether_each_is_new(grid, by)
    cases = []
    with batching.batch(len(grid.cases)):
        for row, form in zip(grid.filled, grid.cases, strict=True):
            claim = None if grid.agreed else row.cleaned_data["amount"]
            cases.append(_log(form, by, claim_amount=claim, in_batch=True))
    journal.record(
        "case.registered_together",
        actor_id=by.pk,
        object_type="case",
        organization_id=cases[0].holder_id,
        count=len(cases),
        numbers=[case.registration_no for case in cases],
    )
    return cases


def _party(data: dict[str, Any], side: Side, claim_amount: Decimal | None = None) -> services.PartyData:
    name = data[f"{side}_name"]
    return services.PartyData(
        side, name, kind_of(name), phone=data.get(f"{side}_phone") or "", claim_amount=claim_amount
    )


def _after(like: Case | None, dispute_type: str) -> dict[str, Any]:
    """What a case logged after the frame of another one takes from it besides what the form shows."""
    if like is None:
        return {}
    return {
        "dispute_subtype": like.dispute_subtype if like.dispute_type == dispute_type else "",
        "source": like.source,
        "entruster": like.entruster,
        "legal_mode": like.legal_mode,
    }


def _ask_whether_new(data: dict[str, Any], by: User) -> None:
    found = same_disputes(
        by,
        applicants=[data["applicant_name"]],
        respondents=[data["respondent_name"]],
        dispute_type=data["dispute_type"],
        applied_on=data["applied_on"],
    )
    if found:
        raise SameDispute(found)


def _ask_whether_each_is_new(grid: Grid, by: User) -> None:
    """The sentence stands at the row whose dispute may be there already."""
    frame = grid.frame.cleaned_data
    if frame["not_same_dispute"]:
        return
    # Kind and day are those of the frame, so what is there already is read once for all rows.
    near = DisputesNear(by, dispute_type=frame["dispute_type"], applied_on=frame["applied_on"])
    for row in grid.filled:
        if found := near.between([row.cleaned_data["applicant_name"]], [frame["respondent_name"]]):
            grid.asks_whether_new = True
            sentence = _("可能已经登记过，见 %(number)s；不是同一件的，请在下面勾选说明。")
            row.add_error("applicant_name", sentence % {"number": found[0].number})
    if grid.asks_whether_new:
        raise InvalidInput(grid.frame.errors)


def _carry_through(case: Case, data: dict[str, Any], by: User, move: Callable[..., Any]) -> None:
    day = data["applied_on"]
    if data["result"] == QuickResult.UNWILLING:
        refusal = {"reason": DeclineReason.NO_CONSENT, "declined_on": day}
        move("decline", case, actor=by, data=refusal)
        return
    move(
        "accept",
        case,
        actor=by,
        data={"applicants_consent": True, "respondents_consent": True, "accepted_on": day},
    )
    move(
        "assign",
        case,
        actor=by,
        data={"mediators": [_mediator(case, by)], "declared": True, "assigned_on": day},
    )
    if data["result"] == QuickResult.NOT_REACHED:
        move("not_reached", case, actor=by, data={"routes_explained": True, "ended_on": day})
        move("close", case, actor=by, data={"closed_on": day})
        return
    move(
        "agree_orally",
        case,
        actor=by,
        data={"content": data["terms"], "amount": data["amount"], "agreed_on": day},
    )
    if data["result"] == QuickResult.ORAL_DONE:
        move("close", case, actor=by, data={"performed_on": day, "closed_on": day})


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
