"""Finding the scheme: the version that a period follows, the newest one, or any earlier one."""

from datetime import date

from django.utils.translation import gettext as _

from mediation.kernel.errors import InvalidInput

from ..models import AppraisalScheme
from ..periods import Period


class NoScheme(InvalidInput, ValueError):
    """No version has the number, or none was valid in the period."""

    def __init__(self) -> None:
        super().__init__({"scheme": [_("没有这一版考核办法，请重新选择。")]})


def newest() -> AppraisalScheme:
    """The last version, whenever it begins; raises NoScheme."""
    found = AppraisalScheme.objects.first()
    if found is None:
        raise NoScheme
    return found


def of_period(period: Period) -> AppraisalScheme | None:
    """The newest version that was valid on the period's last day; None before there was any."""
    return of_day(period.as_of)


def of_day(day: date) -> AppraisalScheme | None:
    """The newest version that was valid on a day."""
    return AppraisalScheme.objects.filter(valid_from__lte=day).first()


def get(version: int) -> AppraisalScheme:
    """One version; raises NoScheme."""
    found = AppraisalScheme.objects.filter(version=version).first()
    if found is None:
        raise NoScheme
    return found


def versions() -> list[AppraisalScheme]:
    """All versions, newest first."""
    return list(AppraisalScheme.objects.all())
