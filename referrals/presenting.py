"""How a letter is shown, to whom; on the page and in the API alike."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from cases.enums import Side
from mediation.templatetags.figures import date_words, money_yuan

from .enums import Answer, ReferralStatus
from .models import Referral
from .querysets import READ_ANSWER
from .workflow import AUTOMATIC, REASSIGN, referral_workflow

S = ReferralStatus
STATUS_TONES = {
    S.SENT: "warning",
    S.DECLINED: "danger",
    S.PLACED: "info",
    S.MEDIATING: "info",
    S.ANSWERED: "success",
    S.WITHDRAWN: "neutral",
}
FIRST_PARTIES = 5
# What the sender does not hear of: where the case went, and its own reading.
_NOT_FOR_SENDER = frozenset({REASSIGN.name, READ_ANSWER})


@dataclass(frozen=True)
class Clock:
    """The day that counts now, and the day on which it was met."""

    due: date | None
    done: date | None = None


@dataclass(frozen=True)
class LetterRow:
    """One letter in a list."""

    referral: Referral

    @property
    def tone(self) -> str:
        return STATUS_TONES[S(self.referral.status)]

    @property
    def clock(self) -> Clock:
        return clock(self.referral)

    @property
    def is_unread(self) -> bool:
        """Whether nobody of the sender has opened the answer. For rows from `for_list`."""
        return self.referral.status in (S.ANSWERED, S.DECLINED) and not self.referral.was_read  # type: ignore[attr-defined]


def clock(referral: Referral) -> Clock:
    """Until when somebody has to act: the committee first, then the mediators."""
    match referral.status:
        case S.SENT:
            return Clock(referral.answer_due_on)
        case S.DECLINED:
            return Clock(referral.answer_due_on, referral.received_on)
        case S.PLACED | S.MEDIATING:
            return Clock(referral.mediation_due_on)
        case S.ANSWERED:
            return Clock(referral.mediation_due_on, referral.answered_on)
        case _:
            return Clock(None)


def facts(referral: Referral) -> list[dict[str, Any]]:
    """What the letter itself says; whoever may open it reads all of it."""
    contact = referral.contact_name
    if referral.contact_phone:
        contact = _("%(name)s，%(phone)s") % {"name": contact, "phone": referral.contact_phone}
    pairs = [
        (_("函号"), referral.letter_no),
        (_("来函单位"), referral.sender.name),
        (_("发给"), referral.receiver.name),
        (_("方式"), referral.get_mode_display()),
        (_("来函单位案号"), referral.sender_case_no),
        (_("审理程序"), referral.get_procedure_display() if referral.procedure else ""),
        (_("案由"), referral.cause),
        (_("纠纷类型"), referral.get_dispute_type_display()),
        (_("请求金额"), money_yuan(referral.claim_amount)),
        (_("简要情况"), referral.summary),
        (_("同意调解的依据"), referral.consent_evidence),
        (_("承办人"), contact),
        (_("发函日期"), date_words(referral.sent_on)),
    ]
    return [{"term": term, "value": value} for term, value in pairs if value]


def answer(referral: Referral) -> list[dict[str, Any]]:
    """What the sender hears beside the result: of an agreement its number, day and amount; nothing else of the case."""
    if not referral.answer:
        return []
    pairs = [(_("答复日期"), date_words(referral.answered_on))]
    if referral.answer == Answer.AGREED:
        pairs += [
            (_("协议书编号"), referral.answer_agreement_no),
            (_("协议生效日期"), date_words(referral.answer_effective_on)),
            (_("协议金额"), money_yuan(referral.answer_amount)),
        ]
    return [{"term": term, "value": value} for term, value in pairs]


def party_groups(referral: Referral) -> list[dict[str, Any]]:
    """Both sides with their number, the first few and all, and the sum of their claims in yuan."""
    parties = list(referral.parties.all())
    groups = []
    for side in Side:
        own = [party for party in parties if party.side == side]
        groups.append(
            {
                "label": side.label,
                "count": len(own),
                "first": own[:FIRST_PARTIES],
                "rest": own[FIRST_PARTIES:],
                "claims": sum(party.claim_amount or 0 for party in own),
            }
        )
    return groups


def timeline(referral: Referral, *, whole: bool) -> list[dict[str, Any]]:
    """What happened, newest first. The sender (`whole` false) reads steps and days, not people, places or reasons."""
    items = []
    for event in referral.events.all():
        if not whole and event.transition in _NOT_FOR_SENDER:
            continue
        transition = referral_workflow.transitions.get(event.transition)
        named = whole and event.transition not in AUTOMATIC - {READ_ANSWER}
        items.append(
            {
                "title": transition.label if transition else _("发函"),
                "when": event.occurred_on,
                "by": event.actor_name if named else "",
                "text": event.note if whole else "",
            }
        )
    return items
