"""The layouts that come with the product, from reports/official/data/."""

import json
from pathlib import Path
from typing import Any

from django.db import connections

from reports.models import TableLayout

DATA = Path(__file__).parent / "data"
# What a file says of a layout; a version differs from another one in these.
CONTENT = ("title", "position", "by", "rounding", "money", "money_places", "rate_places", "columns", "rules")


def files() -> list[dict[str, Any]]:
    """What each file says, in the order of the tables."""
    read = [json.loads(path.read_text(encoding="utf-8")) for path in DATA.glob("*.json")]
    return sorted(read, key=lambda one: one["position"])


def load(using: str = "default", **_signal: Any) -> None:
    """After each migration: a first version of a new table, and a next one where the product's own has changed.

    What a bureau has made of a table stays: there the product's next one is not put above it.
    """
    if TableLayout._meta.db_table not in connections[using].introspection.table_names():
        # Migrated back to before there were any.
        return
    layouts = TableLayout.objects.using(using)
    for described in files():
        newest = layouts.filter(code=described["code"]).order_by("-version").first()
        if newest and (newest.made_by_id or _same(newest, described)):
            continue
        layouts.create(version=newest.version + 1 if newest else 1, **described)


def _same(layout: TableLayout, described: dict[str, Any]) -> bool:
    return all(getattr(layout, name) == described[name] for name in CONTENT if name in described)
