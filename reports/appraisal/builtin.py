"""The scheme that comes with the product, from reports/appraisal/data/."""

import json
from pathlib import Path
from typing import Any

from django.db import connections

from ..models import AppraisalScheme

FILE = Path(__file__).parent / "data" / "scheme.json"


def load(using: str = "default", **_signal: Any) -> None:
    """After each migration: a first version where there is none. What a bureau has made of it stays."""
    if AppraisalScheme._meta.db_table not in connections[using].introspection.table_names():
        # Migrated back to before there was any.
        return
    schemes = AppraisalScheme.objects.using(using)
    if not schemes.exists():
        schemes.create(version=1, **json.loads(FILE.read_text(encoding="utf-8")))
