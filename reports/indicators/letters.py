"""Letters of courts and other bodies: sent, placed, sent back, in time, and what was answered. Never who refused."""

from typing import Any

from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from cases.enums import Entruster
from referrals.enums import ENTRUSTER_OF_KIND, Answer, ReferralStatus
from referrals.models import Referral
from reports.enums import Unit

from .kinds import Count, Ratio, Stock
from .places import ByPlacement
from .registry import register
from .windows import Between, On

_BASIS = _("法释〔2021〕23号第十二条")
_STANDING = ~Q(status=ReferralStatus.WITHDRAWN)


def letters() -> QuerySet:
    """All letters to guidance committees."""
    return Referral.objects.all()


def _receiver(on: str) -> ByPlacement:
    """Where the receiving committee stood on a day of the letter."""
    return ByPlacement(organization="receiver__", on=on)


def _sent(code: str, label: Any, definition: Any, where: Q) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.LETTERS,
            basis=_BASIS,
            source=letters,
            window=On("sent_on"),
            place=_receiver("sent_on"),
            where=where,
        )
    )


LETTERS = _sent(
    "letters",
    _("来函"),
    _("期内发来的委派、委托、邀请、移送函，撤回的不算；按接收的指导委员会在发函当日的所在地归属。"),
    _STANDING,
)

_SENDERS = {
    Entruster.COURT: _("法院来函"),
    Entruster.PROCURATORATE: _("检察院来函"),
    Entruster.POLICE: _("公安机关来函"),
    Entruster.PETITION: _("信访部门来函"),
    Entruster.OTHER: _("其他部门来函"),
}
LETTERS_BY_SENDER = {
    entruster: _sent(
        f"letters_{entruster}",
        label,
        _("期内由这一类单位发来的函，撤回的不算；按接收的指导委员会在发函当日的所在地归属。"),
        _STANDING & Q(sender__kind__in=[kind for kind, of in ENTRUSTER_OF_KIND.items() if of == entruster]),
    )
    for entruster, label in _SENDERS.items()
}
LETTERS_WITHDRAWN = _sent(
    "letters_withdrawn",
    _("撤回的来函"),
    _("期内发来、以后由来函单位撤回的函，不在来函数里；按接收的指导委员会在发函当日的所在地归属。"),
    Q(status=ReferralStatus.WITHDRAWN),
)
LETTERS_PLACED = _sent(
    "letters_placed",
    _("受理并分派的来函"),
    _("期内发来、到现在为止已经受理并分派给调解组织的函；按接收的指导委员会在发函当日的所在地归属。"),
    Q(placed_with__isnull=False),
)
LETTERS_DECLINED = _sent(
    "letters_declined",
    _("退回的来函"),
    _("期内发来、写明原因退回来函单位的函；按接收的指导委员会在发函当日的所在地归属。"),
    Q(status=ReferralStatus.DECLINED),
)
LETTERS_IN_TIME = _sent(
    "letters_in_time",
    _("按期接收或退回的来函"),
    _("期内发来、在收到后三个工作日内接收或者退回的函；按接收的指导委员会在发函当日的所在地归属。"),
    _STANDING & Q(received_on__lte=F("answer_due_on")),
)
LETTERS_PLACED_SHARE = register(
    Ratio(
        code="letters_placed_share",
        label=_("来函受理率"),
        definition=_("期内发来的函中已经受理并分派的÷期内发来的函。还没有处理的也在分母里。"),
        basis=_BASIS,
        numerator=LETTERS_PLACED,
        denominator=LETTERS,
    )
)
LETTERS_IN_TIME_SHARE = register(
    Ratio(
        code="letters_in_time_share",
        label=_("来函按期处理率"),
        definition=_("期内发来的函中按期接收或退回的÷期内发来的函。还没有处理的也在分母里。"),
        basis=_BASIS,
        numerator=LETTERS_IN_TIME,
        denominator=LETTERS,
    )
)
LETTERS_WAITING = register(
    Stock(
        code="letters_waiting",
        label=_("等待接收的来函"),
        definition=_("期末还没有接收也没有退回的函；按接收的指导委员会在发函当日的所在地归属。"),
        unit=Unit.LETTERS,
        basis=_BASIS,
        source=letters,
        window=Between("sent_on", "received_on"),
        place=_receiver("sent_on"),
        where=_STANDING,
    )
)


def _answered(code: str, label: Any, definition: Any, where: Q) -> Count:
    return register(
        Count(
            code=code,
            label=label,
            definition=definition,
            unit=Unit.LETTERS,
            basis=_("法释〔2021〕23号"),
            source=letters,
            window=On("answered_on"),
            place=_receiver("answered_on"),
            where=where,
        )
    )


LETTERS_ANSWERED = _answered(
    "letters_answered",
    _("已答复的来函"),
    _("期内答复来函单位的函，不论哪一期发来；按接收的指导委员会在答复当日的所在地归属。"),
    Q(),
)
LETTERS_AGREED = _answered(
    "letters_agreed",
    _("答复：达成调解协议"),
    _("期内答复达成调解协议的函；按接收的指导委员会在答复当日的所在地归属。"),
    Q(answer=Answer.AGREED),
)
LETTERS_NOT_AGREED = _answered(
    "letters_not_agreed",
    _("答复：未达成调解协议"),
    _("期内答复未达成调解协议的函，不说是哪一方不同意；按接收的指导委员会在答复当日的所在地归属。"),
    Q(answer=Answer.NOT_AGREED),
)
