"""What is to do today. Apps above add what they wait for (`register_worklist`); the home page only shows it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Any

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from organizations.models import User

from . import duties, presenting
from .enums import UNSETTLED
from .models import Case

SHOWN = 30


class Group(StrEnum):
    """How soon: today, within a week, or later."""

    TODAY = "today"
    SOON = "soon"
    OTHER = "other"


@dataclass(frozen=True)
class Entry:
    """One thing to do: who, what, until when, and one button."""

    title: str
    url: str
    action: Any
    text: str = ""
    due: date | None = None
    status: Any = ""
    tone: str = "neutral"
    # Where the next tier is asked for help with it; empty where nobody can be.
    help_url: str = ""


@dataclass
class Batch:
    """The entries of one group, and how many there are when not all are shown.

    `covered` names cases (by id) that an entry already stands for, so that they are not shown once more.
    """

    group: Group
    entries: list[Entry] = field(default_factory=list)
    count: int = 0
    covered: frozenset[int] = frozenset()


# Gives batches for a person on a Beijing day; a group may come more than once.
Provider = Callable[[User, date], Iterable[Batch]]
_providers: list[Provider] = []


def register_worklist(provider: Provider) -> Provider:
    """Show on home pages what `provider(user, day)` gives, before the cases. Usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def worklist(user: User, day: date) -> dict[Group, Batch]:
    """Everything that waits for this person, by group; entries of apps above come first."""
    groups = {group: Batch(group) for group in Group}
    above = [batch for provider in _providers for batch in provider(user, day)]
    covered = frozenset[int]().union(*(batch.covered for batch in above))
    for batch in [*above, *waiting_cases(user, day, covered)]:
        groups[batch.group].entries += batch.entries
        groups[batch.group].count += max(batch.count, len(batch.entries))
    # Of what comes soon the nearest day first, whoever asks for it.
    groups[Group.SOON].entries.sort(key=lambda entry: (entry.due is None, entry.due or day))
    return groups


def waiting_cases(user: User, day: date, covered: frozenset[int]) -> Iterable[Batch]:
    """The running cases of this person's desk: counted exactly, the oldest of each group shown."""
    today = Q(due_on__lte=day)
    soon = Q(due_on__lte=day + timedelta(days=duties.SOON_DAYS))
    conditions = {
        Group.TODAY: duties.AT_ONCE | (duties.IN_TERM & today),
        Group.SOON: duties.IN_TERM & ~today & soon,
        Group.OTHER: ~duties.AT_ONCE & ~(duties.IN_TERM & soon),
    }
    cases = Case.objects.waiting_for(user, day).exclude(pk__in=covered)
    counts = cases.aggregate(
        **{group.value: Count("pk", filter=condition) for group, condition in conditions.items()}
    )
    for group, condition in conditions.items():
        if counts[group.value]:
            rows = cases.filter(condition).for_list(user).order_by("applied_on", "id")[:SHOWN]
            yield Batch(group, [_entry(case) for case in rows], counts[group.value])


def _entry(case: Case) -> Entry:
    here = {"uuid": case.uuid}
    asks_help = case.status in UNSETTLED
    return Entry(
        title=presenting.row(case).sides,
        url=reverse("cases:detail", kwargs=here),
        action=duties.ACTIONS[case.status],
        text=_("%(type)s · %(number)s") % {"type": case.get_dispute_type_display(), "number": case.number},
        due=case.due_on,
        status=case.get_status_display(),
        tone=presenting.tone(case),
        help_url=reverse("cases:transition", kwargs={**here, "name": "ask_support"}) if asks_help else "",
    )
