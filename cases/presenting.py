"""How a case is shown in rows and headings, on the page and in the API alike."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from mediation.kernel.calendar import today
from mediation.kernel.masking import mask_name, mask_phone
from organizations.models import User

from . import policies
from .enums import CaseStatus, Side
from .models import Case, ExpertInvitation, Party, Representative

FIRST_PARTIES = 5

STATUS_TONES = {
    CaseStatus.REGISTERED: "warning",
    CaseStatus.DECLINED: "neutral",
    CaseStatus.ACCEPTED: "info",
    CaseStatus.MEDIATING: "info",
    CaseStatus.SUSPENDED: "neutral",
    CaseStatus.AGREED: "warning",
    CaseStatus.EFFECTIVE: "success",
    CaseStatus.ENDED: "warning",
    CaseStatus.CLOSED: "neutral",
    CaseStatus.VOIDED: "neutral",
}


@dataclass(frozen=True)
class CaseRow:
    """One case in a list; names are masked where the reader does not need them."""

    case: Case
    applicants: str
    respondents: str

    @property
    def sides(self) -> str:
        """Who against whom: 马某甲 与 王某乙."""
        return sides(self.applicants, self.respondents)

    @property
    def tone(self) -> str:
        return tone(self.case)

    @property
    def due(self) -> date | None:
        """The day by which mediation should end, while it runs."""
        return self.case.due_on


def row(case: Case) -> CaseRow:
    """A row of a case that came from `for_list`."""
    text = case.text
    if policies.can_read_names(case, is_own=case.is_own):  # type: ignore[attr-defined]
        return CaseRow(case, text.applicants, text.respondents)
    return CaseRow(case, mask_name(text.applicants), mask_name(text.respondents))


def parties(case: Case, user: User) -> list[Party]:
    """All parties in order, those who left too, each with who acts for it today (`acting`); telephones masked,
    addresses and answers about consent left out for who does not handle the case. Not to be saved.
    """
    current: Any = Representative.objects.valid_on(today())
    found = list(case.parties.prefetch_related(Prefetch("representatives", current, to_attr="acting")))
    if not policies.can_read_contacts(user, case):
        for party in found:
            party.phone, party.address = mask_phone(party.phone), ""
            for representative in party.acting:  # type: ignore[attr-defined]
                representative.phone = mask_phone(representative.phone)
    if not policies.can_read_recusals(user, case):
        for party in found:
            # Those of all: one left out would say which side it was.
            party.consent, party.consented_on = "", None
    return found


@dataclass(frozen=True)
class PartyGroup:
    """One side: who takes part, who left, and the sums of those who take part, in yuan."""

    label: Any
    members: list[Party]
    left: list[Party]

    @property
    def claims(self) -> Decimal:
        return sum((party.claim_amount or Decimal(0) for party in self.members), Decimal(0))

    @property
    def awards(self) -> Decimal:
        return sum((party.award_amount or Decimal(0) for party in self.members), Decimal(0))

    @property
    def first(self) -> list[Party]:
        """Those that a page shows before the reader asks for all."""
        return self.members[:FIRST_PARTIES]

    @property
    def is_long(self) -> bool:
        return len(self.members) > FIRST_PARTIES


def party_groups(case: Case, user: User) -> list[PartyGroup]:
    """Both sides as this person may read them."""
    found = parties(case, user)
    groups = [
        PartyGroup(
            side.label,
            [p for p in found if p.side == side and p.left_on is None],
            [p for p in found if p.side == side and p.left_on is not None],
        )
        for side in Side
    ]
    return [group for group in groups if group.members or group.left]


def sides(applicants: str, respondents: str) -> str:
    """Who against whom, in words."""
    return _("%(applicants)s 与 %(respondents)s") % {"applicants": applicants, "respondents": respondents}


def tone(case: Case) -> str:
    """The colour of the status, which always stands beside its word."""
    return STATUS_TONES[CaseStatus(case.status)]


@dataclass(frozen=True)
class Abstract:
    """What an expert reads before accepting: what kind of dispute, between whom, and the question; no number, no story.

    The names are needed to see a conflict of interest. Those of a case with privacy stay masked: who finds out after
    accepting can still step back.
    """

    invitation: ExpertInvitation
    kind: str
    sides: str

    @classmethod
    def of(cls, invitation: ExpertInvitation) -> "Abstract":
        case = invitation.case
        names = [case.text.applicants, case.text.respondents]
        if not policies.can_read_names(case, is_own=False):
            names = [mask_name(name) for name in names]
        return cls(invitation, str(case.get_dispute_type_display()), sides(*names))
