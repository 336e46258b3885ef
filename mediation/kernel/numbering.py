"""Gap-free numbers: taken last in a transaction under a row lock, voided but never reused."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from . import batching
from .bulk import copy_rows
from .models import IssuedNumber, NumberSeries

# One statement makes the series when it is new, and locks it.
LOCK = f"""
INSERT INTO {NumberSeries._meta.db_table} AS series (code, last) VALUES (%s, 0)
ON CONFLICT (code) DO UPDATE SET last = series.last
RETURNING id, code, last
"""
# The same for many, in the order given, each counted on at once.
_LOCK_MANY = f"""
INSERT INTO {NumberSeries._meta.db_table} AS series (code, last)
SELECT code, count FROM unnest(%s::text[], %s::int[]) AS wanted (code, count)
ON CONFLICT (code) DO UPDATE SET last = series.last + excluded.last
RETURNING id, code, last
"""


def take(series_code: str, object_id: UUID) -> int:
    """The next number of a series, from 1.

    Call it last in the transaction: the series stays locked until the commit, and a rollback gives the number back.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    # A batch locks each series once and counts on in memory.
    series = batching.remembered(("series", series_code), lambda: _locked(series_code))
    series.last += 1
    batching.save(series)
    batching.insert([IssuedNumber(series=series, value=series.last, object_id=object_id)])
    return series.last


def _locked(series_code: str) -> NumberSeries:
    return NumberSeries.objects.raw(LOCK, [series_code])[0]


def void(object_id: UUID, *, reason: str) -> None:
    """Void (作废) the numbers that an object was given. They stay in their series and are never given again."""
    IssuedNumber.objects.filter(object_id=object_id, voided_at__isnull=True).update(
        voided_at=timezone.now(),
        void_reason=reason[:200],
    )


def take_many(wanted: Mapping[str, Sequence[UUID]]) -> dict[str, int]:
    """Numbers for many objects at once: series → the number of its first object; the others follow it.

    Like `take`, and in the order of the codes, so that two loads never wait for each other in a circle.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("a number is taken inside the transaction that uses it")
    codes = sorted(wanted)
    with transaction.get_connection().cursor() as cursor:
        cursor.execute(_LOCK_MANY, [codes, [len(wanted[code]) for code in codes]])
        series = {code: (pk, last - len(wanted[code]) + 1) for pk, code, last in cursor}
    copy_rows(
        IssuedNumber,
        ("series_id", "value", "object_id"),
        (
            (series[code][0], series[code][1] + n, object_id)
            for code in codes
            for n, object_id in enumerate(wanted[code])
        ),
    )
    return {code: first for code, (_pk, first) in series.items()}
