"""Who has submitted and who has not: nodes by level against rounds, folded so that a thousand committees fit."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Count, Q, QuerySet

from mediation.kernel.calendar import today
from mediation.templatetags.ui import days_left_words
from organizations.models import User

from ..enums import NOT_IN, NodeKind
from ..models import ReportingRound, Submission, SubmissionReminder

ROUNDS = 6


@dataclass(frozen=True)
class Tally:
    """Of the committees below a node: how many there are, how many are not in."""

    total: int = 0
    waiting: int = 0

    @property
    def arrived(self) -> int:
        return self.total - self.waiting


@dataclass(frozen=True)
class Place:
    """A node's return of one round, None where it is no part; the committees below; how late it is, in words."""

    submission: Submission | None
    tally: Tally
    late: str = ""


@dataclass
class Line:
    """One node with its place in each round."""

    key: str
    label: str
    kind: NodeKind
    depth: int
    # The code by which the line unfolds; empty for a committee.
    code: str = ""
    is_open: bool = False
    cells: list[Place] = field(default_factory=list)


def rounds_for(user: User, limit: int = ROUNDS) -> list[ReportingRound]:
    """The latest rounds in which this person has a return to see, the newest first."""
    return list(ReportingRound.objects.visible_to(user).select_related("division")[:limit])


def lines(user: User, rounds: Iterable[ReportingRound], *, county: str = "", town: str = "") -> list[Line]:
    """The divisions that this person sees, with the committees of one county's own level and of one town unfolded.

    Three queries, however many nodes there are.
    """
    rounds = list(rounds)
    seen = Submission.objects.filter(round__in=rounds).visible_to(user)
    shown = seen.filter(_unfolded(county, town)).select_related("division", "organization")
    by_key: dict[str, Line] = {}
    found: dict[tuple[str, int], Submission] = {}
    for one in shown:
        key = _key(one)
        by_key.setdefault(key, _line(one, key, county, town))
        found[key, one.round_id] = one
    tallies = _tallies(seen)
    for line in by_key.values():
        line.cells = [
            _at(opened, found.get((line.key, opened.pk)), tallies.get((line.code, opened.pk), Tally()))
            for opened in rounds
        ]
    ordered = sorted(by_key.values(), key=_place(shown))
    least = min((line.depth for line in ordered), default=0)
    for line in ordered:
        line.depth -= least
    return ordered


def _at(opened: ReportingRound, submission: Submission | None, tally: Tally) -> Place:
    return Place(submission, tally, late(submission, opened) if submission else "")


def late(submission: Submission, opened: ReportingRound) -> str:
    """By how many days a return that is not in has missed its day; empty while it has not."""
    left = (opened.due_on - today()).days
    return "" if submission.is_in or left >= 0 else days_left_words(left)


def waiting(user: User, opened: ReportingRound, *, county: str = "") -> QuerySet[Submission]:
    """The returns of a round that are not in, of one county where a code says so. The first node signs instead."""
    found = Submission.objects.filter(round=opened, parent__isnull=False).visible_to(user).not_in()
    if county:
        found = found.filter(county_code=county)
    return found.select_related(
        "organization", "division", "parent__division", "parent__organization", "round"
    ).order_by("county_code", "town_code", "organization__name", "pk")


def counties_of(user: User, opened: ReportingRound) -> list[dict[str, Any]]:
    """The counties of a round with how many returns are not in."""
    counted = Counter(waiting(user, opened).exclude(county_code="").values_list("county_code", flat=True))
    named = (
        Submission.objects.filter(round=opened, kind=NodeKind.COUNTY, county_code__in=counted)
        .order_by("county_code")
        .values_list("county_code", "division__name")
    )
    return [{"code": code, "label": name, "count": counted[code]} for code, name in named]


def reminded_today(keys: Iterable[int], day: Any) -> set[int]:
    """Which of these returns were reminded of on a day."""
    rows = SubmissionReminder.objects.filter(submission__in=list(keys), sent_on=day)
    return set(rows.values_list("submission", flat=True))


def _unfolded(county: str, town: str) -> Q:
    """All divisions down to the county; the towns and own committees of one county; the committees of one town."""
    shown = Q(kind__in=(NodeKind.PROVINCE, NodeKind.PREFECTURE, NodeKind.COUNTY))
    if county:
        shown |= Q(county_code=county, kind=NodeKind.TOWN) | Q(
            county_code=county, town_code="", kind=NodeKind.ORGANIZATION
        )
    if town:
        shown |= Q(town_code=town)
    if county == OWN:
        shown |= Q(county_code="", kind=NodeKind.ORGANIZATION)
    return shown


# The code that unfolds the committees at the prefecture itself.
OWN = "own"


def _key(one: Submission) -> str:
    return f"o{one.organization_id}" if one.organization_id else f"d{one.division.code}"


_DEPTH = {NodeKind.PROVINCE: 0, NodeKind.PREFECTURE: 0, NodeKind.COUNTY: 1, NodeKind.TOWN: 2}


def _line(one: Submission, key: str, county: str, town: str) -> Line:
    kind = NodeKind(one.kind)
    if kind == NodeKind.ORGANIZATION:
        return Line(key, one.label, kind, 3 if one.town_code else 2 if one.county_code else 1)
    code = OWN if kind in (NodeKind.PREFECTURE, NodeKind.PROVINCE) else one.division.code
    return Line(key, one.label, kind, _DEPTH[kind], code, code in (county, town))


def _place(shown: Iterable[Submission]) -> Any:
    """Nodes below their parents: a division first, then its own committees, then its towns."""
    order = {}
    for one in shown:
        is_node = one.organization_id is None
        order[_key(one)] = (one.county_code, one.town_code, not is_node, one.label)
    return lambda line: order[line.key]


def _tallies(seen: QuerySet[Submission]) -> dict[tuple[str, int], Tally]:
    """Of the committees: by town, by county with its towns, and at the prefecture itself."""
    rows = (
        seen.filter(kind=NodeKind.ORGANIZATION)
        .order_by()
        .values_list("round", "county_code", "town_code")
        .annotate(total=Count("pk"), waiting=Count("pk", filter=Q(status__in=NOT_IN)))
    )
    total: Counter[tuple[str, int]] = Counter()
    out: Counter[tuple[str, int]] = Counter()
    for opened, county, town, count, missing in rows:
        for code in {town, county} - {""} or {OWN}:
            total[code, opened] += count
            out[code, opened] += missing
    return {key: Tally(count, out[key]) for key, count in total.items()}
