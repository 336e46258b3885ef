"""Every step of a case. `CLOSE` is the model to copy for a new one."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import batching, numbering
from mediation.kernel.errors import Refused
from mediation.kernel.workflow import Transition, Workflow
from organizations.enums import Regime
from organizations.models import Organization, User

from . import forms, policies, services
from .enums import (
    CaseStatus,
    ConfirmationResult,
    Consent,
    DeclineReason,
    Outcome,
    SessionMode,
    Side,
    TerminationGround,
)
from .models import Agreement, Case, CaseEvent, CaseMediator, Confirmation, MediationSession, Party

S = CaseStatus
RUNNING = frozenset({S.ACCEPTED, S.MEDIATING})


# The word of a regime in official numbers; stays Chinese in every language.
NUMBER_WORDS = {
    Regime.PEOPLES: "人调",
    Regime.ADMINISTRATIVE: "行调",
    Regime.ADMINISTRATIVE_DISPUTE: "行争调",
    Regime.LAWYER: "律调",
}


def _record_consent(case: Case, data: dict[str, Any], actor: User | None) -> str:
    services.record_consent(case, sides={data["side"]}, consent=data["consent"], on=data["answered_on"])
    return _("%(side)s：%(answer)s") % {
        "side": Side(data["side"]).label,
        "answer": Consent(data["consent"]).label,
    }


def _accept(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["accepted_on"]
    services.record_consent(case, sides=set(Side), consent=Consent.GIVEN, on=day)
    case.accepted_on = day
    services.freeze_acceptance(case, case.holder, day)
    # Last: the committee's series stays locked until the commit.
    case.official_no = take_official_no(case, day)


def take_official_no(case: Case, day: date) -> str:
    """The next number of the accepting committee, regime and year: （2021）玛人调字第1号. Rooms use their committee's.

    Raises Refused when two organizations would write the same numbers.
    """
    committee = case.holder
    if not committee.short_name:
        namesakes = Organization.objects.filter(name=committee.name, short_name="").exclude(pk=committee.pk)
        if batching.remembered(("namesakes", committee.pk), namesakes.exists):
            raise Refused(_("有同名的组织也没有案号简称，请先由司法局登记案号简称，再受理。"))
    regime = Regime(case.regime)
    value = numbering.take(series_code(committee.pk, day.year, regime), case.uuid)
    return official_no(committee.short_name or committee.name, day.year, value, regime)


def series_code(committee_id: int, year: int, regime: Regime = Regime.PEOPLES) -> str:
    """The series of one committee, regime and calendar year."""
    code = f"case:{committee_id}:{year}"
    return code if regime == Regime.PEOPLES else f"{code}:{regime}"


def official_no(short_name: str, year: int, value: int, regime: Regime = Regime.PEOPLES) -> str:
    """How an official number is written; stays Chinese in every language."""
    return f"（{year}）{short_name}{NUMBER_WORDS[regime]}字第{value}号"


def _decline(case: Case, data: dict[str, Any], actor: User | None) -> str:
    case.decline_reason = data["reason"]
    return _("%(reason)s。已告知：%(advice)s") % {
        "reason": DeclineReason(data["reason"]).label,
        "advice": data["advice"],
    }


def _assign(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["assigned_on"]
    chosen = {person.pk for person in data["mediators"]}
    current = {m.person_id: m for m in batching.rows_of(case, "mediators") if m.released_on is None}
    batching.change(current.values(), is_presiding=False)
    batching.change([m for pk, m in current.items() if pk not in chosen], released_on=day)
    presiding = data["presiding"]
    batching.insert(
        CaseMediator(case=case, person=person, assigned_on=day, is_presiding=person == presiding)
        for person in data["mediators"]
        if person.pk not in current
    )
    if presiding.pk in current:
        batching.change([current[presiding.pk]], is_presiding=True)


def _record_session(case: Case, data: dict[str, Any], actor: User | None) -> None:
    MediationSession.objects.create(
        case=case,
        held_on=data["held_on"],
        mode=data["mode"] or SessionMode.ON_SITE,
        place=data["place"],
        attendance=data["attendance"],
        record=data["record_text"],
        recorded_by_id=actor.pk if actor else None,
    )


def _agree_orally(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["agreed_on"]
    agreement = _make_agreement(case, Outcome.ORAL_AGREEMENT, data, effective_on=day)
    case.effective_on = day
    _succeed(case, day, agreement)


def _agree_in_writing(case: Case, data: dict[str, Any], actor: User | None) -> None:
    _make_agreement(case, Outcome.WRITTEN_AGREEMENT, data, effective_on=None)
    awards: dict[int, Decimal] = data.get("awards_by_party") or {}
    parties = list(Party.objects.filter(pk__in=awards))
    for party in parties:
        party.award_amount = awards[party.pk]
    Party.objects.bulk_update(parties, ["award_amount"])


def _take_effect(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["effective_on"]
    unsigned = _unsigned(case)
    batching.change(unsigned, effective_on=day)
    case.effective_on = day
    _succeed(case, day, max(unsigned, key=lambda agreement: agreement.pk))


def _unsigned(case: Case) -> list[Agreement]:
    return [a for a in batching.rows_of(case, "agreements") if a.effective_on is None]


def _make_agreement(
    case: Case, form: Outcome, data: dict[str, Any], *, effective_on: date | None
) -> Agreement:
    agreement = Agreement(
        case=case,
        form=form,
        agreed_on=data["agreed_on"],
        effective_on=effective_on,
        amount=data["amount"] or Decimal(0),
        content=data["content"],
        manner=data["manner"],
    )
    batching.insert([agreement])
    case.outcome = form
    case.agreed_on = data["agreed_on"]
    case.concluded_on = data["agreed_on"]
    return agreement


def _succeed(case: Case, day: date, agreement: Agreement) -> None:
    """Success is the first agreement that binds, once a case."""
    if case.succeeded_on is None:
        case.succeeded_on = day
        case.succeeded_amount = agreement.amount


def _end(outcome: Outcome):  # type: ignore[no-untyped-def]
    def effect(case: Case, data: dict[str, Any], actor: User | None) -> str:
        # An agreement that was never signed binds nobody; neither do its amounts.
        if _unsigned(case):
            case.agreements.filter(effective_on__isnull=True).delete()
            case.parties.update(award_amount=None)
            case.agreed_on = None
        case.outcome = outcome
        case.concluded_on = data["ended_on"]
        case.termination_ground = str(data.get("ground") or GROUNDS.get(outcome, ""))
        return data["note"]

    return effect


GROUNDS = {Outcome.NOT_REACHED: TerminationGround.FAR_APART, Outcome.REFUSED: TerminationGround.UNWILLING}


def _close(case: Case, data: dict[str, Any], actor: User | None) -> None:
    case.performed_on = data["performed_on"]
    case.closed_on = data["closed_on"]


def _apply_for_confirmation(case: Case, data: dict[str, Any], actor: User | None) -> None:
    agreement = case.agreements.filter(form=Outcome.WRITTEN_AGREEMENT, effective_on__isnull=False).get()
    Confirmation.objects.create(agreement=agreement, court=data["court"], applied_on=data["applied_for_on"])


def _record_ruling(case: Case, data: dict[str, Any], actor: User | None) -> None:
    confirmation = Confirmation.objects.get(agreement__case=case, result=ConfirmationResult.PENDING)
    confirmation.result = data["result"]
    confirmation.ruled_on = data["ruled_on"]
    confirmation.ruling_no = data["ruling_no"]
    confirmation.refusal_reason = data["refusal_reason"]
    confirmation.save()


def _void(case: Case, data: dict[str, Any], actor: User | None) -> str:
    numbering.void(case.uuid, reason=data["reason"])
    return data["reason"]


RECORD_CONSENT = Transition(
    name="record_consent",
    label=gettext_lazy("记录是否同意"),
    sources=frozenset({S.REGISTERED}),
    target=None,
    policy=policies.can_take_in_case,
    form=forms.ConsentForm,
    effect=_record_consent,
    guidance=gettext_lazy(
        "先问清楚每一方愿不愿意调解；没有答复不算同意，答复了也可以撤回（人民调解法第十七条）。"
    ),
)
ACCEPT = Transition(
    name="accept",
    label=gettext_lazy("受理"),
    sources=frozenset({S.REGISTERED}),
    target=S.ACCEPTED,
    policy=policies.can_take_in_case,
    form=forms.AcceptForm,
    effect=_accept,
    guidance=gettext_lazy("双方都同意才能调解；任何一方明确拒绝的，不得调解（人民调解法第十七条）。"),
)
DECLINE = Transition(
    name="decline",
    label=gettext_lazy("不予受理"),
    sources=frozenset({S.REGISTERED}),
    target=S.DECLINED,
    policy=policies.can_take_in_case,
    form=forms.DeclineForm,
    effect=_decline,
    guidance=gettext_lazy(
        "不符合受理条件的，不予受理，并告诉当事人可以去哪里办理（人民调解工作若干规定第二十二条）。"
    ),
)
ASSIGN = Transition(
    name="assign",
    label=gettext_lazy("指派调解员"),
    sources=RUNNING,
    target=S.MEDIATING,
    policy=policies.can_assign_mediators,
    form=forms.AssignForm,
    effect=_assign,
    guidance=gettext_lazy("可以指派一名或者数名调解员，也可以由当事人选择（人民调解法第十九条）。"),
)
RECORD_SESSION = Transition(
    name="record_session",
    label=gettext_lazy("记录调解"),
    sources=frozenset({S.MEDIATING}),
    target=None,
    policy=policies.can_mediate_case,
    form=forms.SessionForm,
    effect=_record_session,
    guidance=gettext_lazy("调解情况要记录，归入调解档案（人民调解法第二十七条）。"),
)
AGREE_ORALLY = Transition(
    name="agree_orally",
    label=gettext_lazy("达成口头协议"),
    sources=frozenset({S.MEDIATING}),
    target=S.EFFECTIVE,
    policy=policies.can_mediate_case,
    form=forms.OralAgreementForm,
    effect=_agree_orally,
    guidance=gettext_lazy("口头协议自各方当事人达成协议之日起生效（人民调解法第三十条）。"),
)
AGREE_IN_WRITING = Transition(
    name="agree_in_writing",
    label=gettext_lazy("达成书面协议"),
    sources=frozenset({S.MEDIATING}),
    target=S.AGREED,
    policy=policies.can_mediate_case,
    form=forms.WrittenAgreementForm,
    effect=_agree_in_writing,
    guidance=gettext_lazy("写清楚谁、做什么、什么时候、怎样履行（人民调解法第二十九条）。"),
)
TAKE_EFFECT = Transition(
    name="take_effect",
    label=gettext_lazy("协议生效"),
    sources=frozenset({S.AGREED}),
    target=S.EFFECTIVE,
    policy=policies.can_mediate_case,
    form=forms.TakeEffectForm,
    effect=_take_effect,
    guidance=gettext_lazy(
        "各方签名、盖章或按指印，调解员签名并加盖调委会印章之日起生效（人民调解法第二十九条）。"
    ),
)
NOT_REACHED = Transition(
    name="not_reached",
    label=gettext_lazy("调解不成"),
    sources=frozenset({S.MEDIATING, S.AGREED}),
    target=S.ENDED,
    policy=policies.can_mediate_case,
    form=forms.EndForm,
    effect=_end(Outcome.NOT_REACHED),
    guidance=gettext_lazy("调解不成的，终止调解，并告知其他途径（人民调解法第二十六条）。"),
)
REFUSE = Transition(
    name="refuse",
    label=gettext_lazy("一方不愿调解"),
    sources=RUNNING | {S.AGREED},
    target=S.ENDED,
    policy=policies.can_mediate_case,
    form=forms.EndForm,
    effect=_end(Outcome.REFUSED),
    guidance=gettext_lazy("当事人可以拒绝调解或者要求终止调解，不用说明理由（人民调解法第二十三条）。"),
)
TERMINATE = Transition(
    name="terminate",
    label=gettext_lazy("终止调解"),
    sources=RUNNING | {S.AGREED},
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
APPLY_FOR_CONFIRMATION = Transition(
    name="apply_for_confirmation",
    label=gettext_lazy("申请司法确认"),
    sources=frozenset({S.EFFECTIVE, S.CLOSED}),
    target=None,
    policy=policies.can_apply_for_confirmation,
    form=forms.ApplyConfirmationForm,
    effect=_apply_for_confirmation,
    guidance=gettext_lazy("双方自协议生效之日起三十日内可以共同申请司法确认（人民调解法第三十三条）。"),
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

case_workflow: Workflow[Case] = Workflow(
    Case,
    CaseEvent,
    "case",
    [
        RECORD_CONSENT,
        ACCEPT,
        ASSIGN,
        RECORD_SESSION,
        AGREE_ORALLY,
        AGREE_IN_WRITING,
        TAKE_EFFECT,
        CLOSE,
        APPLY_FOR_CONFIRMATION,
        RECORD_RULING,
        DECLINE,
        NOT_REACHED,
        REFUSE,
        TERMINATE,
        VOID,
    ],
)
