"""What comes before a case: leads of screening, and invitations of both sides to mediation."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import Organization, User

from . import policies, services
from .enums import Consent, InvitationState, LeadState, Side, Source
from .forms import InvitationAnswerForm, InviteForm, LeadForm
from .models import Case, Invitation, Lead
from .models.lead import LIFETIME
from .workflow import case_workflow

NO_WORDS = {
    "summary": "",
    "applicant_name": "",
    "applicant_phone": "",
    "applicant_answer": Consent.UNASKED,
    "applicant_answered_on": None,
    "respondent_name": "",
    "respondent_phone": "",
    "respondent_answer": Consent.UNASKED,
    "respondent_answered_on": None,
}


@transaction.atomic
def log_lead(form: LeadForm, *, by: User) -> Lead:
    """Keep a lead for ninety days from its finding. Raises Refused or InvalidInput."""
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    _require(by, data["organization"])
    lead = Lead.objects.create(
        organization=data["organization"],
        round=data.get("round"),
        place=data["place"],
        dispute_type=data["dispute_type"],
        sentence=data["sentence"],
        found_on=data["found_on"],
        expires_on=data["found_on"] + LIFETIME,
        recorded_by_id=by.pk,
    )
    _journal("lead.log", lead, by)
    return lead


@transaction.atomic
def close_lead(lead: Lead, *, by: User) -> None:
    """Nothing more is to be done: the lead loses its sentence, an invitation under way its names. Raises Refused."""
    _require(by, lead.organization)
    if not Lead.objects.select_for_update().live().filter(pk=lead.pk).exists():
        raise Refused(_("这条线索已经了结或者到期。"))
    _end_leads([lead.pk], LeadState.CLOSED)
    _end_invitations([*lead.invitations.waiting().values_list("pk", flat=True)])
    _journal("lead.close", lead, by)


@transaction.atomic
def invite(form: InviteForm, *, by: User) -> Invitation:
    """Ask both sides whether they want mediation, from a lead or without one. Raises Refused or InvalidInput."""
    lead = form.lead
    if lead is not None:
        lead = Lead.objects.select_for_update().live().filter(pk=lead.pk).first()
        if lead is None:
            raise Refused(_("这条线索已经了结或者到期。"))
        if lead.state == LeadState.INVITED:
            raise Refused(_("这条线索已经发出邀请，请在邀请里登记答复。"))
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    _require(by, data["organization"])
    columns = (
        "organization",
        "dispute_type",
        "summary",
        "applicant_name",
        "applicant_phone",
        "respondent_name",
        "respondent_phone",
        "invited_on",
        "expires_on",
    )
    invitation = Invitation.objects.create(
        lead=lead, invited_by_id=by.pk, **{name: data[name] for name in columns}
    )
    if lead is not None:
        Lead.objects.filter(pk=lead.pk).update(state=LeadState.INVITED)
    _journal("invitation.send", invitation, by)
    return invitation


@transaction.atomic
def answer(invitation: Invitation, form: InvitationAnswerForm, *, by: User) -> Case | None:
    """Record what one side answered; gives the case when now both have consented.

    A refusal ends the invitation as closing it does: no word of it stays. Raises Refused or InvalidInput.
    """
    invitation = _waiting(invitation, by)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    if data["answer"] == Consent.REFUSED:
        _close(invitation, by)
        return None
    setattr(invitation, f"{data['side']}_answer", Consent.GIVEN)
    setattr(invitation, f"{data['side']}_answered_on", data["answered_on"])
    invitation.save()
    _journal("invitation.answer", invitation, by)
    if {invitation.applicant_answer, invitation.respondent_answer} == {Consent.GIVEN}:
        return _convert(invitation, by)
    return None


@transaction.atomic
def close_invitation(invitation: Invitation, *, by: User) -> None:
    """End an invitation without a case; nobody can tell why afterwards. Raises Refused."""
    _close(_waiting(invitation, by), by)


def expire(day: date | None = None) -> None:
    """Take the words from leads and invitations whose days are over. May run twice, and miss nights."""
    day = day or today()
    with transaction.atomic():
        leads = [*Lead.objects.select_for_update().overdue(day).values_list("pk", flat=True)]
        invitations = [*Invitation.objects.select_for_update().overdue(day).values_list("pk", flat=True)]
        _end_leads(leads, LeadState.EXPIRED)
        _end_invitations(invitations)
        if leads or invitations:
            journal.record("lead.expire", actor_id=None, leads=len(leads), invitations=len(invitations))


def _waiting(invitation: Invitation, by: User) -> Invitation:
    _require(by, invitation.organization)
    found = (
        Invitation.objects.select_for_update(of=("self",))
        .select_related("organization", "lead")
        .waiting()
        .filter(pk=invitation.pk)
        .first()
    )
    if found is None:
        raise Refused(_("这次邀请已经结束。"))
    return found


def _convert(invitation: Invitation, by: User) -> Case:
    """The case of two consents; the invitation keeps the link and nothing else."""
    decision = policies.can_register_case(by, invitation.organization)
    if not decision:
        raise Refused(decision.reason)
    answered = {side: getattr(invitation, f"{side.value}_answered_on") for side in Side}
    day = max(answered.values())
    case = services.open_case(
        by=by,
        organization=invitation.organization,
        applied_on=day,
        dispute_type=invitation.dispute_type,
        summary=invitation.summary,
        source=Source.PROACTIVE,
        parties=[
            services.PartyData(
                side,
                getattr(invitation, f"{side.value}_name"),
                phone=getattr(invitation, f"{side.value}_phone"),
            )
            for side in Side
        ],
    )
    case_workflow.begin(case, actor=by, name="register", occurred_on=day)
    for side, answered_on in answered.items():
        said = {"side": side.value, "consent": Consent.GIVEN.value, "answered_on": answered_on}
        case_workflow.perform("record_consent", case, actor=by, data=said)
    Invitation.objects.filter(pk=invitation.pk).update(state=InvitationState.CONVERTED, case=case, **NO_WORDS)
    if invitation.lead_id:
        _end_leads([invitation.lead_id], LeadState.CONVERTED)
    return case


def _close(invitation: Invitation, by: User) -> None:
    _end_invitations([invitation.pk])
    if invitation.lead_id:
        _end_leads([invitation.lead_id], LeadState.CLOSED)
    _journal("invitation.close", invitation, by)


def _end_leads(ids: list[int], state: LeadState) -> None:
    Lead.objects.filter(pk__in=ids).update(state=state, sentence="")


def _end_invitations(ids: list[int]) -> None:
    Invitation.objects.filter(pk__in=ids).update(state=InvitationState.CLOSED, **NO_WORDS)


def _require(by: User, organization: Organization) -> None:
    decision = policies.can_screen_for(by, organization)
    if not decision:
        raise Refused(decision.reason)


def _journal(action: str, thing: Lead | Invitation, by: User) -> None:
    journal.record(
        action,
        actor_id=by.pk,
        object_type=action.partition(".")[0],
        object_id=thing.uuid,
        organization_id=thing.organization_id,
    )
