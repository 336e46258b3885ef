"""Agreements up to their binding."""

from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel import batching
from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import clocks, forms, obligations, policies
from ..enums import CaseStatus, Outcome
from ..models import Agreement, Case, Obligation, Party, ProxySignature
from .people import declare_with

S = CaseStatus


def _agree_orally(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["agreed_on"]
    declare_with(case, data, actor, day)
    agreement = _make_agreement(case, Outcome.ORAL_AGREEMENT, data, effective_on=day)
    case.effective_on = day
    _succeed(case, day, agreement)


def _agree_in_writing(case: Case, data: dict[str, Any], actor: User | None) -> None:
    declare_with(case, data, actor, data["agreed_on"])
    _make_agreement(case, Outcome.WRITTEN_AGREEMENT, data, effective_on=None)
    awards: dict[int, Decimal] = data.get("awards_by_party") or {}
    parties = list(Party.objects.filter(pk__in=awards))
    for party in parties:
        party.award_amount = awards[party.pk]
    Party.objects.bulk_update(parties, ["award_amount"])


def _take_effect(case: Case, data: dict[str, Any], actor: User | None) -> None:
    day = data["effective_on"]
    waiting = unsigned(case)
    batching.change(
        waiting,
        effective_on=day,
        party_signatures=data["signatures"],
        mediator_signed_on=day,
        sealed_on=day,
    )
    newest = max(waiting, key=lambda agreement: agreement.pk)
    batching.insert(
        ProxySignature(agreement=newest, party_id=party, signed_by=name)
        for party, name in data["proxies"].items()
    )
    case.effective_on = day
    _succeed(case, day, newest)


def unsigned(case: Case) -> list[Agreement]:
    """Agreements that were written down and do not bind yet."""
    return [a for a in batching.rows_of(case, "agreements") if a.effective_on is None]


def finish_obligations(case: Case, day: date) -> None:
    """What was still open of the agreements that bind is performed on this day."""
    still_open: list[Obligation] = [
        obligation
        for agreement in batching.rows_of(case, "agreements")
        if agreement.effective_on is not None
        for obligation in batching.rows_of(agreement, "obligations")
        if obligation.performed_on is None
    ]
    batching.change(still_open, performed_on=day)


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
    batching.insert(obligations.rows(agreement, data["items"]))
    case.outcome = form
    case.agreed_on = data["agreed_on"]
    case.concluded_on = data["agreed_on"]
    clocks.conclude(case, data["agreed_on"])
    return agreement


def _succeed(case: Case, day: date, agreement: Agreement) -> None:
    """Success is the first agreement that binds, once a case."""
    if case.succeeded_on is None:
        case.succeeded_on = day
        case.succeeded_amount = agreement.amount


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
