"""All exceptions to the roles on one screen: each app that grants some says here how to list them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any


@dataclass(frozen=True)
class ExceptionRow:
    """One exception: who, what (never a party's name), from a day until a day (not included), why, by whom."""

    person_name: str
    what: Any
    valid_from: date
    valid_until: date | None
    reason: str
    granted_by: str
    # Where a POST ends it; empty when it is over or is ended elsewhere.
    revoke_url: str = ""


# Gives the rows that hold on the day or later, or with `ended` those that are over, newest first, at most `limit`.
Provider = Callable[..., Iterable[ExceptionRow]]
_providers: list[Provider] = []


def register_exceptions(provider: Provider) -> Provider:
    """Show what `provider(day=…, ended=…, limit=…)` gives on the screen of exceptions. Usable as a decorator."""
    if provider not in _providers:
        _providers.append(provider)
    return provider


def all_exceptions(*, day: date, ended: bool = False, limit: int = 200) -> list[ExceptionRow]:
    """The exceptions of all apps, newest first."""
    rows = [row for provider in _providers for row in provider(day=day, ended=ended, limit=limit)]
    return sorted(rows, key=lambda row: row.valid_from, reverse=True)[:limit]
