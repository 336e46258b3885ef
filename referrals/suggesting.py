"""Where a letter could go: the organizations of its county with their load, the fitting ones first and why."""

from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from cases.enums import DisputeType
from cases.models import Case
from mediation.kernel.calendar import today
from organizations.enums import MEDIATING_KINDS, OrganizationKind, Regime, Sector
from organizations.models import Organization, Post
from organizations.roles import MEDIATOR

from .models import Referral

_SECTOR_OF_TYPE = {
    DisputeType.MEDICAL: Sector.MEDICAL,
    DisputeType.TRAFFIC: Sector.TRAFFIC,
    DisputeType.MIGRANT_WAGES: Sector.LABOUR,
    DisputeType.OTHER_LABOUR: Sector.LABOUR,
    DisputeType.PROPERTY_MANAGEMENT: Sector.PROPERTY,
    DisputeType.TOURISM: Sector.CONSUMER,
    DisputeType.ECOMMERCE: Sector.CONSUMER,
    DisputeType.OTHER_CONSUMER: Sector.CONSUMER,
}
# Finance is no type of the official list; the cause tells.
_FINANCE_WORDS = ("金融", "借款", "贷款", "信用卡", "保险", "存款")
# With equal reasons: who takes letters most often.
_KIND_ORDER = (OrganizationKind.INDUSTRY, OrganizationKind.STATIONED_ROOM, OrganizationKind.TOWNSHIP)
MANY_PARTIES = 10
SEVERAL_MEDIATORS = 4


@dataclass(frozen=True)
class Candidate:
    """One organization to choose, with what speaks for it; `weight` only orders."""

    organization: Organization
    open_cases: int
    mediators: int
    reasons: tuple[str, ...]
    weight: int

    @property
    def is_suggested(self) -> bool:
        return bool(self.reasons)


def placeable(referral: Referral):  # type: ignore[no-untyped-def]
    """Organizations with which the letter can be placed: people's mediation in the county that exists today."""
    day = today()
    return (
        Organization.objects.within(referral.county, day)
        .valid_on(day)
        .filter(kind__in=MEDIATING_KINDS, regime=Regime.PEOPLES)
        .exclude(pk=referral.case.handled_at_id if referral.case else None)
    )


def candidates(referral: Referral, words: str = "") -> list[Candidate]:
    """Those whose name holds all the words, the fitting ones first, then the less busy. Three queries."""
    organizations = placeable(referral).select_related("sealed_by")
    for word in words.split():
        organizations = organizations.filter(name__icontains=word)
    found = list(organizations)
    load = _counts(Case.objects.open().filter(handled_at__in=found), "handled_at")
    serving = {o.pk for o in found} | {o.sealed_by_id for o in found if o.sealed_by_id}
    mediators = _counts(
        Post.objects.valid_on(today()).filter(organization__in=serving, role_code=MEDIATOR.code),
        "organization",
    )
    many = referral.parties.count() >= MANY_PARTIES
    rows = []
    for organization in found:
        own = mediators.get(organization.pk, 0)
        number = own + mediators.get(organization.sealed_by_id or 0, 0)
        # A room may borrow its committee's people, but hears a long list with its own.
        weight, reasons = _fit(referral, organization, own, many) if number else (0, [])
        rows.append(Candidate(organization, load.get(organization.pk, 0), number, tuple(reasons), weight))
    return sorted(rows, key=_order)


def _fit(referral: Referral, organization: Organization, mediators: int, many: bool) -> tuple[int, list[str]]:
    weight, reasons = 0, []
    if organization.host_id == referral.sender_id:
        weight += 100
        reasons.append(_("派驻在来函单位"))
    sector = _sector(referral)
    if sector and organization.sector == sector:
        weight += 80
        reasons.append(_("专门调解%(sector)s纠纷") % {"sector": sector.label})
    if many and mediators >= SEVERAL_MEDIATORS:
        weight += 20
        reasons.append(_("有%(count)d名调解员，能合办人数多的纠纷") % {"count": mediators})
    return weight, reasons


def _sector(referral: Referral) -> Sector | None:
    if any(word in referral.cause for word in _FINANCE_WORDS):
        return Sector.FINANCE
    return _SECTOR_OF_TYPE.get(DisputeType(referral.dispute_type))


def _order(row: Candidate) -> tuple[int, int, int, int, str]:
    kind = row.organization.kind
    rank = _KIND_ORDER.index(kind) if kind in _KIND_ORDER else len(_KIND_ORDER)
    return (-row.weight, 0 if row.mediators else 1, rank, row.open_cases, row.organization.name)


def _counts(queryset, column: str) -> dict[int, int]:  # type: ignore[no-untyped-def]
    rows = queryset.order_by().values(column).annotate(rows=Count("pk"))
    return {row[column]: row["rows"] for row in rows}
