"""Gap-free numbers: taken last in a transaction under a row lock, voided but never reused."""

from uuid import UUID

from django.db import transaction
from django.utils import timezone

from .models import IssuedNumber, NumberSeries


def take(series_code: str, object_id: UUID) -> int:
    """The next number of a series, from 1.

    Call it last in the transaction: the series stays locked until the commit, and a rollback gives the number back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    NumberSeries.objects.bulk_create([NumberSeries(code=series_code)], ignore_conflicts=True)
    series = NumberSeries.objects.select_for_update().get(code=series_code)
    series.last += 1
    series.save(update_fields=["last"])
    IssuedNumber.objects.create(series=series, value=series.last, object_id=object_id)
    return series.last


def void(object_id: UUID, *, reason: str) -> None:
    """Void (作废) the numbers that an object was given. They stay in their series and are never given again."""
    IssuedNumber.objects.filter(object_id=object_id, voided_at__isnull=True).update(
        voided_at=timezone.now(),
        void_reason=reason[:200],
    )
