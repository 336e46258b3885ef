"""Whether a dispute is there already: the same parties, kind and time, among what the person may see and nothing else."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from mediation.kernel import search
from mediation.kernel.errors import DomainError

from .enums import CaseStatus, Side
from .models import Case, Party

if TYPE_CHECKING:
    from organizations.models import User

# Applied for within so many days of each other.
WITHIN = timedelta(days=180)
SHOWN = 10


class SameDispute(DomainError):
    """The dispute may be there already: somebody has to say that it is another one."""

    code = "same_dispute"

    def __init__(self, cases: list[Case]) -> None:
        super().__init__(
            _(
                "可能是同一件纠纷：双方当事人和纠纷类型相同，申请日期相差不到半年。不是同一件的，说明以后可以继续。"
            )
        )
        self.cases = cases

    @property
    def told(self) -> dict[str, list[str]]:
        return {"cases": [str(case.uuid) for case in self.cases]}


class DisputesNear:
    """This person's cases of one kind and time, read once and compared with as many new disputes as there are.

    A dispute that was not taken in is no double: people come again.
    """

    def __init__(
        self, user: "User", *, dispute_type: str, applied_on: date, other_than: Case | None = None
    ) -> None:
        self._user = user
        near = (
            Case.objects.visible_to(user)
            .filter(dispute_type=dispute_type, applied_on__range=(applied_on - WITHIN, applied_on + WITHIN))
            .exclude(status=CaseStatus.DECLINED)
        )
        if other_than is not None:
            near = near.exclude(pk=other_than.pk)
        self._sides: dict[int, dict[str, set[str]]] = defaultdict(
            lambda: {side.value: set() for side in Side}
        )
        parties = Party.objects.filter(case__in=near, left_on__isnull=True).order_by()
        for case_id, side, name in parties.values_list("case_id", "side", "name").iterator():
            self._sides[case_id][side].add(_plain(name))

    def between(self, applicants: Iterable[str], respondents: Iterable[str]) -> list[Case]:
        """Cases with somebody of each side in common, on either side, newest first, as list rows."""
        ours, theirs = _known_by(applicants), _known_by(respondents)
        found = [
            case_id
            for case_id, named in self._sides.items()
            if (ours & named[Side.APPLICANT] and theirs & named[Side.RESPONDENT])
            or (ours & named[Side.RESPONDENT] and theirs & named[Side.APPLICANT])
        ]
        if not found:
            return []
        rows = Case.objects.filter(pk__in=found).for_list(self._user)
        return list(rows.order_by("-applied_on", "-id")[:SHOWN])


def same_disputes(
    user: "User",
    *,
    applicants: Iterable[str],
    respondents: Iterable[str],
    dispute_type: str,
    applied_on: date,
    other_than: Case | None = None,
) -> list[Case]:
    """Cases of this person's that may be the same dispute, newest first, as list rows."""
    near = DisputesNear(user, dispute_type=dispute_type, applied_on=applied_on, other_than=other_than)
    return near.between(applicants, respondents)


def same_as(case: Case, user: "User") -> list[Case]:
    """Other cases of this person's that may be the same dispute as this one."""
    parties = list(case.parties.filter(left_on__isnull=True))
    return same_disputes(
        user,
        applicants=[p.name for p in parties if p.side == Side.APPLICANT],
        respondents=[p.name for p in parties if p.side == Side.RESPONDENT],
        dispute_type=case.dispute_type,
        applied_on=case.applied_on,
        other_than=case,
    )


def _known_by(names: Iterable[str]) -> set[str]:
    return {_plain(name) for name in names} - {""}


def _plain(name: str) -> str:
    """Without width, case, spaces and the middle dots of names."""
    return search.normalise(name).translate({ord(c): None for c in " ·•‧・"})
