"""Gives an empty database its invented cases."""

import sys

from django.utils import timezone

from organizations.models import Organization
from reports.generating import Asked, generate
from reports.marginals import refreshing


def fill(cases: int) -> None:
    """Generate once; afterwards only what the program has come to store since is added up."""
    if not Organization.objects.exists():
        generate(Asked(cases, timezone.localdate()), lambda line: print(line, file=sys.stderr, flush=True))
    refreshing.refresh()
