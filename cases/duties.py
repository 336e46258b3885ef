"""What a case waits for: its term, its next step, what its file still lacks."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from . import policies
from .enums import AGREEMENTS, CaseStatus, ConfirmationResult, Consent, Side
from .models import Case
from .signing import taking_part, without_guardian

S = CaseStatus
SOON_DAYS = 7

# Somebody can take the next step at once.
AT_ONCE = Q(status__in=[S.REGISTERED, S.ACCEPTED, S.AGREED, S.ENDED])
IN_TERM = Q(status__in=[S.MEDIATING, S.SUSPENDED])

# What a person is told to do, in a word for a button.
ACTIONS: dict[str, Any] = {
    S.REGISTERED: gettext_lazy("决定是否受理"),
    S.ACCEPTED: gettext_lazy("指派调解员"),
    S.MEDIATING: gettext_lazy("去调解"),
    S.SUSPENDED: gettext_lazy("看能否恢复"),
    S.AGREED: gettext_lazy("签字盖章"),
    S.EFFECTIVE: gettext_lazy("看履行情况"),
    S.ENDED: gettext_lazy("结案"),
}


def next_step(case: Case) -> str | None:
    """The name of the step that usually comes next; None when nothing is left to do."""
    if case.status == S.MEDIATING:
        if not policies.has_mediator(case):
            return "assign"
        return "agree_in_writing" if case.sessions.exists() else "record_session"
    return {
        S.REGISTERED: "accept",
        S.ACCEPTED: "assign",
        S.SUSPENDED: "resume",
        S.AGREED: "take_effect",
        S.EFFECTIVE: "close",
        S.ENDED: "close",
    }.get(S(case.status))


@dataclass(frozen=True)
class Item:
    """One thing that a file needs, and whether it is there. `step` names the page where it is done."""

    label: str
    done: bool
    step: str = ""


def checklist(case: Case) -> Iterator[Item]:
    """What the file needs, in the order in which it comes about. Asked of a case that is not declined."""
    parties = taking_part(case)
    waiting = [p for p in parties if p.consent != Consent.GIVEN]
    yield Item(_("双方同意调解"), not waiting, "record_consent" if case.status == S.REGISTERED else "")
    yield Item(_("受理，取得案号"), case.accepted_on is not None, "accept")
    yield Item(_("指派调解员"), case.mediators.exists(), "assign")
    current = [m for m in case.mediators.all() if m.released_on is None]
    if any(mediator.declared_on is None for mediator in current):
        yield Item(_("调解员的利害关系声明"), False, "declare")
    reachable = all(any(p.phone for p in parties if p.side == side) for side in Side)
    yield Item(_("双方的联系电话"), reachable, "edit")
    if any(party.is_minor for party in parties):
        yield Item(_("未成年人的法定代理人"), not without_guardian(case), "name_representative")
    yield Item(_("调解记录"), case.sessions.exists() or case.outcome == "oral_agreement", "record_session")
    if not case.outcome or case.outcome in AGREEMENTS:
        yield Item(_("调解协议"), bool(case.agreed_on), "agree_in_writing")
        yield Item(_("协议生效"), bool(case.effective_on), "take_effect")
        yield Item(_("履行完毕"), bool(case.performed_on), "close")
    else:
        yield Item(_("告知其他途径"), True)
    confirmations = [a.confirmation for a in case.agreements.all() if hasattr(a, "confirmation")]
    if confirmations:
        ruled = confirmations[0].result != ConfirmationResult.PENDING
        yield Item(_("司法确认的裁定"), ruled, "record_ruling")
    yield Item(_("结案"), case.closed_on is not None, "close")
