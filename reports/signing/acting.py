"""Signing a table."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import connection, transaction
from django.utils import translation

from mediation.kernel import journal
from mediation.kernel.bulk import reserve_ids
from organizations.models import User
from reports.indicators import Figure
from reports.models import SignedTable
from reports.official.sheets import Sheet
from reports.periods import Period
from reports.publication import ReportedRow

from . import document, planning
from .document import StoredLeaf
from .leaves import Counted, entered_totals, one_statement, without_compiling
from .planning import Plan


def sign(
    sheet: Sheet, *, by: User, title: str = "", reason: str = "", replaces: SignedTable | None = None
) -> SignedTable:
    """Sign an official table: its cells are counted once more, all in one snapshot, and kept for ever.

    Who may is asked by the caller. `reason` says why a table is signed anew that `replaces` an earlier one.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return _sign(planning.of_sheet(sheet, title), by, reason, replaces)


def sign_report(
    rows: Sequence[ReportedRow],
    period: Period,
    *,
    by: User,
    title: str,
    reason: str = "",
    replaces: SignedTable | None = None,
) -> SignedTable:
    """Sign the rows of the published report (publication.rows), each over its own period, as those of `period`."""
    with translation.override(settings.LANGUAGE_CODE):
        return _sign(planning.of_report(rows, period, title), by, reason, replaces)


@transaction.atomic
def _sign(plan: Plan, by: User, reason: str, replaces: SignedTable | None) -> SignedTable:
    signed = SignedTable(
        pk=reserve_ids(SignedTable, 1)[0],
        uuid=uuid4(),
        title=plan.title,
        layout=plan.layout,
        layout_version=plan.version,
        scope=plan.scope.code,
        scope_label=plan.scope.label,
        period=plan.period.code,
        period_label=plan.period.label,
        signed_by_id=by.pk,
        signed_by_name=str(by),
        organization_id=by.hat.organization.pk if by.hat else None,
        reason=reason,
        replaces=replaces,
    )
    stored = _store(signed, _leaves(plan))
    figures = _figures(plan, stored)
    content = document.compose(plan, stored, figures, **told(signed))
    signed.document = document.text_of(content)
    signed.digest = document.digest_of(signed.document)
    signed.save(force_insert=True)
    journal.record(
        "reports.signed",
        actor_id=by.pk,
        object_type="signed_table",
        object_id=signed.uuid,
        organization_id=signed.organization_id,
        reason=reason,
        digest=signed.digest,
    )
    return signed


def told(signed: SignedTable) -> dict[str, Any]:
    """What the document says of the act itself."""
    return {
        "uuid": str(signed.uuid),
        "signed_at": signed.signed_at.isoformat(),
        "snapshot": signed.snapshot,
        "signed_by_id": signed.signed_by_id,
        "signed_by": signed.signed_by_name,
        "organization_id": signed.organization_id,
        "reason": signed.reason,
        "replaces": str(signed.replaces.uuid) if signed.replaces else "",
    }


def _leaves(plan: Plan) -> list[Counted]:
    """Every list behind the cells, once."""
    found = {}
    for cell in plan.cells:
        for leaf in cell.leaves:
            counted = Counted(leaf.measure, cell.scope, leaf.period, cell.cut)
            found[counted.key] = counted
    return list(found.values())


def _store(signed: SignedTable, leaves: Sequence[Counted]) -> list[StoredLeaf]:
    """Count all lists in one statement and write their rows; also notes the moment and the snapshot on `signed`."""
    without_compiling()
    lists, values = one_statement(
        leaves,
        "SELECT %s AS number, coalesce(array_agg(id ORDER BY id), '{{}}') AS ids,"
        " array_agg(amount::numeric(20, 2) ORDER BY id) FILTER (WHERE amount IS NOT NULL) AS amounts FROM {rows}",
    )
    named: list[list[Any]] = [[number, *leaf.key, leaf.sums] for number, leaf in enumerate(leaves)]
    names = ", ".join(["(%s, %s, %s, %s, %s, %s, %s)"] * len(named))
    sql = f"""
        WITH counted AS ({lists}),
        named (number, measure, scope, period, by, value, sums) AS (VALUES {names}),
        written AS (
            INSERT INTO reports_signedleaf
                (table_id, number, measure, scope, period, by, value, ids, amounts)
            SELECT %s, number, measure, scope, period, by, value, ids,
                CASE WHEN sums THEN coalesce(amounts, '{{}}') END
            FROM counted JOIN named USING (number)
            RETURNING number, ids, amounts
        )
        SELECT number, cardinality(ids),
            CASE WHEN amounts IS NULL THEN cardinality(ids)
            ELSE coalesce((SELECT sum(amount) FROM unnest(amounts) AS amount), 0) END,
            {document.LEAF_DIGEST}, clock_timestamp(), pg_current_snapshot()::text
        FROM written ORDER BY number
    """
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, *chain.from_iterable(named), signed.pk])
        rows = cursor.fetchall()
    entered = entered_totals(leaves)
    stored = []
    for leaf, (number, count, total, digest, moment, snapshot) in zip(leaves, rows, strict=True):
        stored.append(StoredLeaf(leaf, count, entered.get(number, leaf.exact(Decimal(total))), digest))
        signed.signed_at, signed.snapshot = moment, snapshot
    return stored


def _figures(plan: Plan, stored: Sequence[StoredLeaf]) -> list[Figure]:
    """The figures of all cells, from the lists that were stored."""
    totals = {one.leaf.key: one.total for one in stored}
    return [
        Figure(
            cell.indicator,
            tuple(
                totals[Counted(leaf.measure, cell.scope, leaf.period, cell.cut).key] for leaf in cell.leaves
            ),
        )
        for cell in plan.cells
    ]
