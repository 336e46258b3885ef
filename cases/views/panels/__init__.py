"""The sections of the page of a case, in their order. A stage brings its own: a function here and a template of its name.

A panel gives what its template shows to this person, or None when it has nothing to show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from organizations.models import User

from ...models import Case
from . import (
    afterwards,
    agreement,
    bookings,
    caucus,
    danger,
    examples,
    experts,
    major,
    mediators,
    parties,
    registration,
    sessions,
    supervision,
    support,
    term,
)

Provider = Callable[[Case, User], dict[str, Any] | None]

PANELS: dict[str, Provider] = {
    "registration": registration.panel,
    "parties": parties.panel,
    "term": term.panel,
    "supervision": supervision.panel,
    "mediators": mediators.panel,
    "bookings": bookings.panel,
    "sessions": sessions.panel,
    "caucus": caucus.panel,
    "agreement": agreement.panel,
    "afterwards": afterwards.panel,
    "examples": examples.panel,
    "experts": experts.panel,
    "major": major.panel,
    "support": support.panel,
    "danger": danger.panel,
}


@dataclass(frozen=True)
class Panel:
    """One section: its template, and what the template reads as `panel`."""

    template: str
    content: dict[str, Any]


def panels(case: Case, user: User) -> list[Panel]:
    """The sections that have something to show to this person."""
    found = ((name, provide(case, user)) for name, provide in PANELS.items())
    return [Panel(f"cases/panels/{name}.html", content) for name, content in found if content is not None]
