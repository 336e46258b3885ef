"""What is stored of a signed table, and its hash."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

from mediation.kernel.rounding import Exact
from reports.entered import is_entered
from reports.indicators import Change, Figure, Indicator, Ratio

from .leaves import Counted
from .planning import Plan, definition

# The way this document is written; a later one gets the next number.
FORM = 1

# Of a leaf's ids and amounts, as PostgreSQL writes them.
LEAF_DIGEST = (
    "encode(sha256(convert_to(array_to_string(ids, ',') || ';' || coalesce(array_to_string(amounts, ','), '-'),"
    " 'UTF8')), 'hex')"
)


class StoredLeaf(NamedTuple):
    """A leaf as it was stored: how many rows, the figure, and the hash of the rows and their amounts.

    The figure is what the rows add up to, or a total that was entered in their place.
    """

    leaf: Counted
    rows: int
    total: Exact
    digest: str


def compose(
    plan: Plan, stored: Sequence[StoredLeaf], figures: Sequence[Figure], **told: Any
) -> dict[str, Any]:
    """The document of a table: cells, definitions, lists, findings, and what is `told` of the act."""
    numbers = {one.leaf.key: number for number, one in enumerate(stored)}
    counted = iter(figures)
    lines = []
    for line in plan.lines:
        cells = []
        for cell in line.cells:
            figure = next(counted)
            cells.append(
                {
                    "address": cell.address.text,
                    "text": "—" if cell.reason else cell.text(figure),
                    "unit": cell.unit,
                    "operands": [str(operand) for operand in figure.operands],
                    "leaves": [
                        numbers[Counted(leaf.measure, cell.scope, leaf.period, cell.cut).key]
                        for leaf in cell.leaves
                    ],
                    "reason": cell.reason,
                }
            )
        lines.append({"label": line.label, "is_total": line.is_total, "period": line.period, "cells": cells})
    return {
        "form": FORM,
        "title": plan.title,
        "layout": plan.layout,
        "layout_version": plan.version,
        "scope": plan.scope.code,
        "scope_label": plan.scope.label,
        "period": plan.period.code,
        "period_label": plan.period.label,
        "rounding": plan.rounding,
        "columns": [list(headings) for headings in plan.columns],
        "lines": lines,
        "definitions": {one.code: definition(one) for one in _indicators(plan)},
        "leaves": [
            {
                "key": list(one.leaf.key),
                "rows": one.rows,
                "total": str(one.total),
                "entered": is_entered(one.total),
                "digest": one.digest,
            }
            for one in stored
        ],
        "findings": plan.findings(figures),
        **told,
    }


def text_of(document: dict[str, Any]) -> str:
    """The canonical form: names sorted, nothing between them, every character as itself."""
    return json.dumps(document, sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def digest_of(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


def _indicators(plan: Plan) -> dict[Indicator, None]:
    """Those of the cells and the measures that their rates are reckoned from."""
    found: dict[Indicator, None] = {}
    for cell in plan.cells:
        found[cell.indicator] = None
        if isinstance(cell.indicator, Change):
            found[cell.indicator.of] = None
        if isinstance(cell.indicator, Ratio | Change):
            found |= dict.fromkeys(leaf.measure for leaf in cell.indicator.leaves(cell.period))
    return found
