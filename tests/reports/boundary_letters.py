"""Letters of every sender and in every state that were sent, taken in or answered on the very bounds of a period.

Their receivers moved from one county to the other on that day, or after it and before the period ended.
"""

from datetime import date, timedelta
from itertools import count, product

from cases.models import Case
from organizations.models import Organization
from referrals.enums import ENTRUSTER_OF_KIND, Answer, ReferralStatus
from referrals.models import Referral
from tests.reports import histories
from tests.world import World

_Way = tuple[ReferralStatus, str, int | None, int | None]
# State, answer, days from sending to taking in and to the answer. A letter is to be taken in within 3 days.
_WAYS: tuple[_Way, ...] = (
    (ReferralStatus.SENT, "", None, None),
    (ReferralStatus.WITHDRAWN, "", None, None),
    # Taken back after it had been taken in.
    (ReferralStatus.WITHDRAWN, "", 2, None),
    (ReferralStatus.DECLINED, "", 3, None),
    (ReferralStatus.PLACED, "", 3, None),
    (ReferralStatus.MEDIATING, "", 4, None),
    (ReferralStatus.ANSWERED, Answer.AGREED, 2, 9),
    (ReferralStatus.ANSWERED, Answer.NOT_AGREED, 4, 12),
)
# Not as many letters on each bound, else those that come in would make up for those that fall out.
_RECEIVERS = (1, 3, 3, 2)
_WITH_CASE = {ReferralStatus.PLACED, ReferralStatus.MEDIATING, ReferralStatus.ANSWERED}


def write(
    world: World,
    cases: list[Case],
    receivers: dict[date, list[Organization]],
    bounds: tuple[date, ...],
    between: date,
) -> None:
    """`receivers` by the day on which they moved; each letter that led to a case takes one of `cases`."""
    free, numbers = iter(cases), count(1)
    senders = histories.senders(
        world.divisions["652324"], {f"示例界·{kind}": kind for kind in ENTRUSTER_OF_KIND}
    )
    rows = []
    for bound, number in zip(bounds, _RECEIVERS, strict=True):
        # One of the two that moved later: what both of them got would be told of either county alike.
        moving = [receivers[bound][0], receivers[between][0], receivers[bound][1]][:number]
        for (status, answer, taken_in, answered), sender, dated, receiver in product(
            _WAYS, senders, range(3), moving
        ):
            offset = (0, taken_in, answered)[dated]
            if offset is None:
                continue
            case = next(free) if status in _WITH_CASE else None
            sent_on = bound - timedelta(offset)
            rows.append(
                histories.letter(
                    f"示例界函{next(numbers)}号",
                    sender,
                    receiver,
                    sent_on,
                    status=status,
                    received_on=None if taken_in is None else sent_on + timedelta(taken_in),
                    case=case,
                    placed_with=case.accepted_by if case else None,
                    answer=answer,
                    answered_on=None if answered is None else sent_on + timedelta(answered),
                )
            )
    Referral.objects.bulk_create(rows)
