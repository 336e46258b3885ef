"""Opening a round (报送期): which nodes hand in, and to whom."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from mediation.kernel import journal
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.enums import MEDIATING_KINDS, Level, Regime
from organizations.models import Division, Organization, Placement, User

from ..enums import NodeKind
from ..models import ReportingRound, Submission
from ..periods import Period
from . import policies

_ABOVE = (Level.PROVINCE, Level.PREFECTURE, Level.COUNTY, Level.TOWN)


@transaction.atomic
def open_round(
    *, bureau: Organization, period: Period, layouts: Sequence[str], due_on: date, by: User
) -> ReportingRound:
    """Ask all nodes of a bureau's area for a period. Raises Refused, or InvalidInput at the field."""
    if bureau.pk not in {o.pk for o in policies.bureaux_of(by)}:
        raise Refused(_("由司法局统计人员为本辖区开始一期报送。"))
    if period.as_of >= today():
        raise InvalidInput({"period": [_("这一期还没有结束，结束以后才能报送。")]})
    if due_on <= period.as_of:
        raise InvalidInput({"due_on": [_("上报期限要在这一期结束以后。")]})
    # Two people may open the same round: the second waits here and is told.
    Division.objects.select_for_update().get(pk=bureau.division_id)
    if ReportingRound.objects.filter(division__code=bureau.division.code, period=period.code).exists():
        raise InvalidInput({"period": [_("这一期已经开始报送了。")]})
    opened = ReportingRound.objects.create(
        division=bureau.division,
        period=period.code,
        first_day=period.start,
        last_day=period.as_of,
        layouts=list(layouts),
        due_on=due_on,
        opened_by_id=by.pk,
        opened_on=today(),
    )
    count = len(_make_nodes(opened))
    journal.record_reading(
        "round.open",
        actor_id=by.pk,
        object_type="round",
        object_id=opened.uuid,
        organization_id=bureau.pk,
        period=period.code,
        nodes=count,
    )
    return opened


def reporting_organizations(division: Division, day: date) -> list[Placement]:
    """Where the committees of an area stood on a day that hand in returns.

    Rooms and studios use the seal of a committee and are counted with it; bodies of other regimes are no part of the
    official totals.
    """
    placed = Placement.objects.valid_on(day).filter(
        Q(**{f"division__{division.level}_code": division.code}),
        Q(organization__valid_until__isnull=True) | Q(organization__valid_until__gt=day),
        organization__kind__in=MEDIATING_KINDS,
        organization__regime=Regime.PEOPLES,
        organization__sealed_by__isnull=True,
        organization__valid_from__lte=day,
    )
    return list(placed.select_related("organization", "division").order_by("organization"))


def _make_nodes(opened: ReportingRound) -> list[Submission]:
    """A node for each committee, and for each division that holds one, from the top."""
    root = opened.division
    placed = reporting_organizations(root, opened.last_day)
    codes = {
        code for one in placed for level in _below(root) if (code := getattr(one.division, f"{level}_code"))
    }
    latest = {
        division.code: division
        for division in Division.objects.filter(
            code__in=codes, level__in=_ABOVE, valid_from__lte=opened.last_day
        ).order_by("valid_from")
    }
    latest[root.code] = root
    nodes: dict[str, Submission] = {}
    for level in (Level(root.level), *_below(root)):
        fresh = [
            Submission(
                round=opened,
                parent=nodes.get(_parent_code(division, root)) if division.code != root.code else None,
                kind=NodeKind(level.value),
                division=division,
                county_code=division.county_code,
                town_code=division.town_code,
            )
            for division in latest.values()
            if division.level == level
        ]
        nodes |= {node.division.code: node for node in Submission.objects.bulk_create(fresh)}
    leaves = []
    for one in placed:
        above = nodes[_nearest(one.division, nodes)]
        leaves.append(
            Submission(
                round=opened,
                parent=above,
                kind=NodeKind.ORGANIZATION,
                division=above.division,
                organization=one.organization,
                county_code=above.county_code,
                town_code=above.town_code,
            )
        )
    return [*nodes.values(), *Submission.objects.bulk_create(leaves)]


def _below(root: Division) -> list[Level]:
    return [Level(level) for level in _ABOVE[_ABOVE.index(Level(root.level)) + 1 :]]


def _parent_code(division: Division, root: Division) -> str:
    """The division above it, by the codes that it keeps."""
    above = _ABOVE[: _ABOVE.index(Level(division.level))]
    found: str = next(code for level in reversed(above) if (code := getattr(division, f"{level}_code")))
    return found


def _nearest(division: Division, nodes: dict[str, Submission]) -> str:
    """The lowest node in which a place lies."""
    for level in reversed(_ABOVE):
        code: str = getattr(division, f"{level}_code")
        if code in nodes:
            return code
    raise LookupError(division.code)
