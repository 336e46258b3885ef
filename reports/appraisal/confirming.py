"""Confirming a sheet (定稿): its figures are signed, and the marks that follow from the signed figures are kept.

Both can be reckoned again at any time: from what was signed the same marks must follow; from what the tables hold now
others may, and each difference is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput, Refused
from organizations.journal_words import describe_actions
from organizations.models import User

from .. import figures, periods, scopes, signing
from ..indicators import Figure
from ..models import AppraisalScheme, ConfirmedAppraisal, NothingCounted, SignedTable
from ..models.signed import SignedLine, SignedSheet
from ..periods import Period
from ..scopes import Scope
from . import policies, schemes
from .computing import APPRAISAL, compute
from .items import Item, items_of
from .marking import Marked, mark

Kept = list[dict[str, Any]]


@dataclass(frozen=True)
class Difference:
    """A mark that is no longer what was confirmed; `heading` is empty for the sum, `now` None where there is none."""

    line: int
    label: str
    heading: str
    was: Fraction | None
    now: Fraction | None


@transaction.atomic
def confirm(scope: Scope, period: Period, *, by: User, reason: str = "") -> ConfirmedAppraisal:
    """Keep a sheet as it is now. One that was confirmed earlier stays and is cited; then a reason is asked for.

    Raises Refused, or InvalidInput at `reason`.
    """
    decision = policies.can_confirm(by, scope) and policies.is_over(period)
    if not decision:
        raise Refused(decision.reason)
    scheme = schemes.of_period(period)
    if scheme is None:
        raise Refused(_("这一期还没有考核办法，不能定稿。"))
    before = standing(scope, period)
    if before and not reason.strip():
        raise InvalidInput({"reason": [_("这一期已经定稿，请写明为什么重新定稿。")]})
    # What is kept is said in the language of official papers, whoever confirms it.
    with figures.live(), translation.override(settings.LANGUAGE_CODE):
        appraisal = compute(scheme, scope, period)
        signed = signing.sign(
            appraisal.sheet, by=by, reason=reason.strip(), replaces=before.signed if before else None
        )
    codes = [line.scope.code if line.scope else scope.code for line in appraisal.sheet.lines]
    confirmed = ConfirmedAppraisal.objects.create(
        signed=signed,
        scheme=scheme,
        lines=_lines(scheme, signed.sheet(), codes, [str(one) for one in appraisal.adjustments]),
    )
    journal.record(
        "appraisal.confirm",
        actor_id=by.pk,
        object_type="appraisal",
        object_id=confirmed.uuid,
        reason=signed.reason,
        scope=scope.code,
        period=period.code,
        version=scheme.version,
    )
    return confirmed


def standing(scope: Scope, period: Period) -> ConfirmedAppraisal | None:
    """The confirmed sheet that holds: the one that none has taken the place of."""
    return (
        ConfirmedAppraisal.objects.filter(
            signed__layout=APPRAISAL,
            signed__scope=scope.code,
            signed__period=period.code,
            signed__replaced_by__isnull=True,
        )
        .select_related("signed", "scheme")
        .first()
    )


def of_organization(scope: Scope, period: Period) -> list[ConfirmedAppraisal]:
    """The confirmed sheets of nodes in which an organization has a line; they say its marks there."""
    assert scope.organization is not None  # noqa: S101
    begins = f"o{scope.organization.uuid}"
    found = ConfirmedAppraisal.objects.filter(
        signed__period=period.code, signed__replaced_by__isnull=True
    ).select_related("signed", "scheme")
    return [one for one in found if any(line["scope"].startswith(begins) for line in one.lines)]


def reckoned_again(confirmed: ConfirmedAppraisal) -> list[Difference]:
    """The marks of the signed figures against those kept: empty, unless somebody has tampered with the tables."""
    codes = [line["scope"] for line in confirmed.lines]
    added = [line["adjustment"] for line in confirmed.lines]
    return _differences(confirmed, _lines(confirmed.scheme, confirmed.signed.sheet(), codes, added))


def counted_again(confirmed: ConfirmedAppraisal) -> list[Difference]:
    """The marks as all tables stand now, by the same version of the scheme, against those kept."""
    signed = confirmed.signed
    with figures.live():
        appraisal = compute(confirmed.scheme, scopes.parse(signed.scope), periods.parse(signed.period))
    codes = [line.scope.code if line.scope else signed.scope for line in appraisal.sheet.lines]
    labels = [(line.label, line.is_total) for line in appraisal.sheet.lines]
    added = [str(one) for one in appraisal.adjustments]
    return _differences(confirmed, _kept(labels, codes, appraisal.marked, added))


def exact(text: str | None) -> Fraction | None:
    """Points as they are kept."""
    return None if text is None else Fraction(text)


def _lines(scheme: AppraisalScheme, sheet: SignedSheet, codes: Sequence[str], added: Sequence[str]) -> Kept:
    """What follows from signed figures."""
    items = items_of(scheme)
    marked = [
        mark(
            items,
            [Figure(item.indicator, _operands(line, item)) for item in items],
            NothingCounted(scheme.nothing_counted),
        )
        for line in sheet.lines
    ]
    return _kept([(line.label, line.is_total) for line in sheet.lines], codes, marked, added)


def _operands(line: SignedLine, item: Item) -> tuple[Fraction, ...]:
    cell = next(cell for cell in line.cells if cell.indicator == item.indicator.code)
    return tuple(Fraction(operand) for operand in cell.operands)


def _kept(
    labels: Sequence[tuple[str, bool]], codes: Sequence[str], marked: Sequence[Marked], added: Sequence[str]
) -> Kept:
    return [
        {
            "label": label,
            "scope": code,
            "is_total": is_total,
            "marks": [
                {
                    "indicator": one.item.indicator.code,
                    "out_of": str(one.out_of),
                    "points": None if one.points is None else str(one.points),
                }
                for one in of_line.marks
            ],
            "total": None if of_line.total is None else str(of_line.total),
            "adjustment": points,
        }
        for (label, is_total), code, of_line, points in zip(labels, codes, marked, added, strict=True)
    ]


def _differences(confirmed: ConfirmedAppraisal, now: Kept) -> list[Difference]:
    """Line by line and item by item; a line that only one side has differs in its sum."""
    headings = {item.indicator.code: item.heading for item in items_of(confirmed.scheme)}
    lines = {line["scope"]: line for line in now}
    found = []
    for number, kept in enumerate(confirmed.lines):
        line = lines.pop(kept["scope"], None)
        marks = {one["indicator"]: one for one in line["marks"]} if line else {}
        for one in kept["marks"]:
            other = marks.get(one["indicator"])
            if other and other["points"] != one["points"]:
                heading = headings.get(one["indicator"], one["indicator"])
                found.append(
                    Difference(number, kept["label"], heading, exact(one["points"]), exact(other["points"]))
                )
        if line and line["adjustment"] != kept["adjustment"]:
            was, is_now = exact(kept["adjustment"]), exact(line["adjustment"])
            found.append(Difference(number, kept["label"], _("加分、扣分"), was, is_now))
        total = line["total"] if line else None
        if total != kept["total"]:
            found.append(Difference(number, kept["label"], "", exact(kept["total"]), exact(total)))
    found += [
        Difference(-1, line["label"], "", None, exact(line["total"]))
        for line in lines.values()
        if line["total"]
    ]
    return found


def signatures(scope: Scope, period: Period) -> list[SignedTable]:
    """All confirmations of a sheet, the latest first."""
    found = SignedTable.objects.filter(layout=APPRAISAL, scope=scope.code, period=period.code)
    return list(found.defer("document").select_related("appraisal").order_by("-pk"))


describe_actions({"appraisal.confirm": gettext_lazy("考核表定稿")})
