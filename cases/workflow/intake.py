"""Steps that take a dispute in, and name who mediates it."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from mediation.kernel import batching
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import bookings, clocks, forms, policies, services
from ..enums import RUNNING, CaseStatus, Consent, DeclineReason, Side, StepGroup
from ..models import Case, CaseMediator, IntakeCheck
from .numbers import take_official_no

S = CaseStatus


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
    batching.insert([IntakeCheck(case=case, checked_by_id=actor.pk if actor else None, **data["check"])])
    services.freeze_acceptance(case, case.holder, day)
    clocks.reckon(case)
    # Last: the committee's series stays locked until the commit.
    case.official_no = take_official_no(case, day)


def _decline(case: Case, data: dict[str, Any], actor: User | None) -> str:
    case.decline_reason = data["reason"]
    case.text.decline_advice = data["advice"]
    batching.save(case.text)
    return _("%(reason)s。已告知：%(advice)s") % {
        "reason": DeclineReason(data["reason"]).label,
        "advice": data["advice"],
    }


def _record_source(case: Case, data: dict[str, Any], actor: User | None) -> str:
    for name in ("source", "entruster", "legal_mode"):
        setattr(case, name, data[name])
    words = [
        case.get_source_display(),
        case.get_entruster_display(),
        case.get_legal_mode_display(),
        data["letter_no"],
    ]
    return pgettext("list separator", "、").join(str(word) for word in words if word)


def _assign(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["assigned_on"]
    chosen = {person.pk for person in data["mediators"]}
    current = {m.person_id: m for m in batching.rows_of(case, "mediators") if m.released_on is None}
    batching.change(current.values(), is_presiding=False)
    leaving = [m for pk, m in current.items() if pk not in chosen]
    batching.change(leaving, released_on=day)
    bookings.free_ahead(case, {mediator.person_id for mediator in leaving})
    presiding = data["presiding"]
    said = {"declared_on": day, "declared_by_id": actor.pk if actor else None}
    reason = data["override_reason"]
    batching.insert(
        CaseMediator(
            case=case,
            person=person,
            assigned_on=day,
            is_presiding=person == presiding,
            chosen_by=data["chosen_by"],
            # Who takes a case himself declares by taking it; the page says so.
            **(said if data["declared"] or (actor and person.pk == actor.person_id) else {}),
            **(
                {"overridden_on": day, "override_reason": reason}
                if reason and person.pk in data["doubtful"]
                else {}
            ),
        )
        for person in data["mediators"]
        if person.pk not in current
    )
    if presiding.pk in current:
        batching.change([current[presiding.pk]], is_presiding=True)


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
RECORD_SOURCE = Transition(
    name="record_source",
    label=gettext_lazy("登记案件来源"),
    sources=frozenset({S.REGISTERED}),
    target=None,
    policy=policies.can_take_in_case,
    form=forms.SourceForm,
    effect=_record_source,
    guidance=gettext_lazy(
        "法院、公安机关可以在受理前告知当事人申请人民调解（人民调解法第十八条）；委派、委托、邀请的，按来函登记（法释〔2016〕14号第一条）。"
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
    group=StepGroup.PEOPLE,
)
