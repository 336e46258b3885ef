"""One or several of a group withdraw, and the case goes on for the others."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, obligations, policies, services
from ..enums import UNSETTLED, CaseStatus, Consent, StepGroup
from ..models import Case, Obligation, Party, Representative


def _leave(case: Case, data: dict[str, Any], actor: User | None) -> str:
    day, leavers = data["left_on"], data["leavers"]
    for party in leavers:
        party.left_on = party.consented_on = day
        party.consent = Consent.WITHDRAWN
        party.award_amount = None
        party.version += 1
    Party.objects.bulk_update(leavers, ["left_on", "consent", "consented_on", "award_amount", "version"])
    _end_elected(leavers, day)
    if "items" in data:
        _restate(case, data)
    services.refresh_labels(case)
    return _("%(count)d 人退出") % {"count": len(leavers)}


def _end_elected(leavers: list[Party], day: Any) -> None:
    """Who is no longer of the group no longer speaks for it."""
    elected = Representative.objects.filter(own_party__in=leavers, valid_until__isnull=True)
    for representative in elected:
        representative.valid_until = max(day, representative.valid_from)
    Representative.objects.bulk_update(elected, ["valid_until"])


def _restate(case: Case, data: dict[str, Any]) -> None:
    """The unsigned agreement as it is for those who stay: its items, its amount, and what each of them gets."""
    agreement = case.agreements.filter(effective_on__isnull=True).latest("id")
    agreement.amount, agreement.content = data["amount"], data["content"]
    agreement.save(update_fields=["amount", "content"])
    agreement.obligations.all().delete()
    Obligation.objects.bulk_create(obligations.rows(agreement, data["items"]))
    awards = data["awards_by_party"]
    staying = [party for party in case.parties.all() if party.left_on is None]
    for party in staying:
        party.award_amount = awards.get(party.pk)
    Party.objects.bulk_update(staying, ["award_amount"])


PARTY_LEAVES = Transition(
    name="party_leaves",
    label=gettext_lazy("部分人退出"),
    # An agreement that binds stays as it was agreed.
    sources=UNSETTLED | {CaseStatus.AGREED},
    target=None,
    policy=policies.can_record_leaving,
    form=forms.PartyLeavesForm,
    effect=_leave,
    guidance=gettext_lazy(
        "当事人可以随时退出调解，不用说明理由；其余的人愿意的，继续调解（人民调解法第十七条、第二十三条）。"
    ),
    group=StepGroup.PEOPLE,
)
