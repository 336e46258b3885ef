"""Warnings before a term ends, and escalation after it.

Everything follows from the day and from `due_on`, so that running twice, or after missed nights, ends with the same alerts.
"""

from collections.abc import Iterator
from datetime import date, timedelta

from mediation.kernel.calendar import today, working_days_between
from organizations.enums import OrganizationKind
from organizations.models import Organization

from . import clocks
from .enums import AlertKind
from .models import Alert, Case

SOON, LAST_CALL = timedelta(days=7), timedelta(days=3)
# More working days than these, and the guidance committee of the county hears of it.
PATIENCE = 3
_BATCH = 1000


def nightly(day: date | None = None) -> int:
    """Bring terms and alerts up to a Beijing day; gives how many alerts are new."""
    clocks.reckon_all()
    return raise_alerts(day or today())


def raise_alerts(day: date) -> int:
    """All alerts whose moment has come by `day` and that were not raised yet."""
    before = Alert.objects.count()
    committees = _guidance_committees(day)
    cases = Case.objects.filter(due_on__lte=day + SOON).only(
        "pk", "due_on", "handled_at", "placed_by", "holder_county"
    )
    waiting: list[Alert] = []
    for case in cases.iterator(chunk_size=_BATCH):
        due = case.due_on
        assert due is not None  # noqa: S101
        for kind in kinds(due, day):
            recipient = case.handled_at_id
            if kind == AlertKind.ESCALATED:
                recipient = case.placed_by_id or committees.get(case.holder_county_id)
            if recipient is not None:
                waiting.append(Alert(case_id=case.pk, kind=kind, for_day=due, recipient_id=recipient))
    Alert.objects.bulk_create(waiting, batch_size=_BATCH, ignore_conflicts=True)
    return Alert.objects.count() - before


def kinds(due: date, day: date) -> Iterator[AlertKind]:
    """What has to be told by `day` of a term whose last day is `due`; an overdue one was due soon as well."""
    if day >= due - SOON:
        yield AlertKind.WEEK
    if day >= due - LAST_CALL:
        yield AlertKind.DAYS
    if day > due:
        yield AlertKind.OVERDUE
        if working_days_between(due, day) > PATIENCE:
            yield AlertKind.ESCALATED


def _guidance_committees(day: date) -> dict[int | None, int]:
    """By the division of a county."""
    committees = Organization.objects.valid_on(day).filter(kind=OrganizationKind.GUIDANCE_COMMITTEE)
    return dict(committees.order_by("-pk").values_list("division_id", "pk"))
