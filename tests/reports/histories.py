"""Cases and letters written straight into the tables, for figures: their dates are what matters, not how they came about."""

from datetime import date, timedelta
from decimal import Decimal
from itertools import count
from typing import Any

from cases.enums import CaseStatus, Entruster, Outcome, Source
from cases.models import Case
from organizations.enums import OrganizationKind, Regime
from organizations.models import Division, Organization, Placement
from referrals.models import Referral
from tests.world import FOUNDED

_NUMBERS = count(1)
# With all that lies above.
PLACED = Placement.objects.select_related("division__parent__parent__parent__parent")


def frozen_columns(organization: Organization, day: date) -> dict[str, int | None]:
    """The accepted_* columns: the divisions above the organization's placement on a day."""
    return columns_above(PLACED.valid_on(day).get(organization=organization).division)


def columns_above(division: Division | None) -> dict[str, int | None]:
    """The accepted_* columns of what stands in a division."""
    columns: dict[str, int | None] = dict.fromkeys(
        ("accepted_town_id", "accepted_county_id", "accepted_prefecture_id", "accepted_province_id")
    )
    while division is not None:
        if division.level != "village":
            columns[f"accepted_{division.level}_id"] = division.pk
        division = division.parent
    return columns


def case(
    organization: Organization,
    accepted: date,
    *,
    handled_at: Organization | None = None,
    succeeded: date | None = None,
    amount: int | str = 0,
    concluded: date | None = None,
    outcome: str = "",
    **fields: Any,
) -> Case:
    """An accepted case of people's mediation, not saved; succeeded when a day says so."""
    number = next(_NUMBERS)
    frozen = fields.pop("frozen", None) or frozen_columns(organization, accepted)
    if succeeded:
        outcome = outcome or Outcome.ORAL_AGREEMENT
        concluded = concluded or succeeded
    source = fields.pop("source", Source.APPLICATION)
    entruster = fields.pop("entruster", Entruster.COURT if source == Source.ENTRUSTED else "")
    values = {
        "registration_no": f"测{number:08d}",
        "official_no": f"（测）第{number}号",
        "regime": Regime.PEOPLES,
        "status": CaseStatus.CLOSED if concluded else CaseStatus.MEDIATING,
        "dispute_type": "neighbours",
        "holder": organization,
        "applied_on": accepted,
        **fields,
    }
    return Case(
        **values,
        accepted_by=organization,
        **frozen,
        handled_at=handled_at or organization,
        accepted_on=accepted,
        source=source,
        entruster=entruster,
        outcome=outcome,
        concluded_on=concluded,
        succeeded_on=succeeded,
        succeeded_amount=Decimal(amount),
    )


def declined(organization: Organization, applied: date, **fields: Any) -> Case:
    """A dispute that was not accepted, not saved."""
    number = next(_NUMBERS)
    return Case(
        registration_no=f"测{number:08d}",
        status=CaseStatus.DECLINED,
        dispute_type="neighbours",
        decline_reason="not_civil",
        holder=organization,
        handled_at=organization,
        applied_on=applied,
        **fields,
    )


def letter(
    letter_no: str, sender: Organization, receiver: Organization, sent_on: date, **fields: Any
) -> Referral:
    """A letter that is to be taken in within 3 days, not saved."""
    return Referral(
        letter_no=letter_no,
        mode="assigned",
        sender=sender,
        receiver=receiver,
        county=sender.division,
        cause="示例",
        dispute_type="neighbours",
        summary="示例。",
        consent_evidence="示例",
        contact_name="示例·承办人",
        sent_on=sent_on,
        answer_due_on=sent_on + timedelta(3),
        **fields,
    )


def senders(division: Division, kinds: dict[str, OrganizationKind]) -> list[Organization]:
    """An organization of each kind by its name, in the division since the beginning."""
    made = [
        Organization(name=name, kind=kind, division=division, valid_from=FOUNDED)
        for name, kind in kinds.items()
    ]
    Organization.objects.bulk_create(made)
    Placement.objects.bulk_create(
        Placement(organization=one, division=division, valid_from=FOUNDED) for one in made
    )
    return made
