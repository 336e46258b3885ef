"""Points that the node above adds or takes, each with its reason, and what the appraised has to say about it.

Adding a row is the only way to change anything: what was given in error is taken back by its opposite.
"""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction

from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.forms.nameless import numbers_of_people
from mediation.kernel import journal
from mediation.kernel.errors import InvalidInput, Refused
from organizations.journal_words import describe_actions
from organizations.models import User

from ..models import AppraisalEntry
from ..periods import Period
from ..scopes import Scope
from . import policies

# Of one row; a committee that is given more than this is not appraised but rewarded.
MOST = Decimal(20)


def key(scope: Scope) -> str:
    """By what entries are found: an organization's own, wherever it stands, or a division's."""
    return f"o{scope.organization.uuid}" if scope.organization else scope.code


def of_lines(lines: Iterable[Scope], period: Period) -> list[tuple[AppraisalEntry, ...]]:
    """The entries of each line, oldest first; one query."""
    keys = [key(scope) for scope in lines]
    found = defaultdict(list)
    for entry in AppraisalEntry.objects.filter(period=period.code, scope__in=keys):
        found[entry.scope].append(entry)
    return [tuple(found[one]) for one in keys]


def adjustment(entries: Iterable[AppraisalEntry]) -> Fraction:
    """What the entries of a line add to its points, or take."""
    return sum((Fraction(entry.points) for entry in entries if entry.points is not None), Fraction(0))


@transaction.atomic
def adjust(scope: Scope, period: Period, *, points: Decimal, text: str, by: User) -> AppraisalEntry:
    """Add points, or take some. Raises Refused, or InvalidInput at `points` or `text`."""
    decision = policies.can_adjust(by, scope)
    if not decision:
        raise Refused(decision.reason)
    if not points or abs(points) > MOST:
        raise InvalidInput({"points": [_("一次最多加或者扣 20 分，不能是 0。")]})
    return _add("appraisal.adjust", scope, period, points, text, by)


@transaction.atomic
def remark(scope: Scope, period: Period, *, text: str, by: User) -> AppraisalEntry:
    """What the appraised says (申辩). Raises Refused, or InvalidInput at `text`."""
    decision = policies.can_remark(by, scope)
    if not decision:
        raise Refused(decision.reason)
    return _add("appraisal.remark", scope, period, None, text, by)


def _add(
    action: str, scope: Scope, period: Period, points: Decimal | None, text: str, by: User
) -> AppraisalEntry:
    text = text.strip()
    if not text:
        raise InvalidInput({"text": [_("请写明理由。")]})
    if problem := numbers_of_people(text):
        raise InvalidInput({"text": [problem]})
    entry = AppraisalEntry.objects.create(
        scope=key(scope),
        period=period.code,
        points=points,
        text=text,
        by_id=by.pk,
        by_name=by.person_name,
    )
    journal.record(
        action,
        actor_id=by.pk,
        object_type="appraisal",
        object_id=entry.uuid,
        scope=entry.scope,
        period=period.code,
    )
    return entry


describe_actions(
    {"appraisal.adjust": gettext_lazy("考核加分、扣分"), "appraisal.remark": gettext_lazy("考核申辩")}
)
