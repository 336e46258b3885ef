"""Official and registration numbers of many cases at once."""

from collections import defaultdict
from collections.abc import Sequence
from uuid import UUID

from mediation.kernel import numbering
from mediation.kernel.bulk import reserve
from organizations.enums import Regime

from ..services import REGISTRATION_SEQUENCE, registration_no
from ..workflow.numbers import official_no, series_code
from .told import PastCase


def official_numbers(cases: Sequence[PastCase], uuids: Sequence[UUID]) -> list[str]:
    """In the order of acceptance within each committee, regime and year, behind the numbers already given."""
    order = sorted(range(len(cases)), key=lambda n: cases[n].accepted_on)
    wanted: defaultdict[str, list[UUID]] = defaultdict(list)
    place = [0] * len(cases)
    for n in order:
        series = wanted[_series(cases[n])]
        place[n] = len(series)
        series.append(uuids[n])
    first = numbering.take_many(wanted)
    return [
        official_no(
            past.organization.sealing.short_name or past.organization.sealing.name,
            past.accepted_on.year,
            first[_series(past)] + place[n],
            Regime(past.organization.regime),
        )
        for n, past in enumerate(cases)
    ]


def _series(past: PastCase) -> str:
    organization = past.organization
    return series_code(organization.sealing.pk, past.accepted_on.year, Regime(organization.regime))


def registration_numbers(cases: Sequence[PastCase]) -> list[str]:
    """From the sequence, as quick registration takes them."""
    values = reserve(REGISTRATION_SEQUENCE, len(cases))
    return [registration_no(past.applied_on, value) for past, value in zip(cases, values, strict=True)]
