"""Agreeing a time with the parties, and taking it back. What ends mediation frees what was booked for later."""

from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import bookings, forms, policies
from ..enums import CaseStatus
from ..models import Case, CaseEvent

S = CaseStatus
# After these nobody has to come any more.
ENDING = ("agree_orally", "take_effect", "not_reached", "refuse", "terminate", "void")


def _book(case: Case, data: dict[str, Any], actor: User) -> str:
    booking = bookings.book(
        case,
        data["slot"],
        by_id=actor.pk,
        mode=data["mode"],
        place="" if data.get("room") else data["place"],
        note=data["note"],
    )
    return _("约在 %(time)s") % {"time": f"{timezone.localtime(booking.starts_at):%Y-%m-%d %H:%M}"}


def _cancel(case: Case, data: dict[str, Any], actor: User) -> str:
    booking = data["booking"]
    bookings.cancel([booking])
    return _("取消 %(time)s 的约定") % {"time": f"{timezone.localtime(booking.starts_at):%Y-%m-%d %H:%M}"}


def free_what_was_booked(case: Case, event: CaseEvent, actor: User | None) -> None:
    """The rooms and mediators of an ended mediation are free again."""
    bookings.cancel_ahead(case)


BOOK_SESSION = Transition(
    name="book_session",
    label=gettext_lazy("约时间"),
    sources=frozenset({S.ACCEPTED, S.MEDIATING, S.AGREED}),
    target=None,
    policy=policies.can_mediate_case,
    form=forms.BookSessionForm,
    effect=_book,
    guidance=gettext_lazy(
        "和双方说好时间、地点，告诉他们权利和义务；调解要及时、就地进行（人民调解法第二十一条）。"
    ),
)
CANCEL_BOOKING = Transition(
    name="cancel_booking",
    label=gettext_lazy("取消约定的时间"),
    sources=frozenset({S.ACCEPTED, S.MEDIATING, S.SUSPENDED, S.AGREED}),
    target=None,
    policy=policies.can_cancel_booking,
    form=forms.CancelBookingForm,
    effect=_cancel,
    guidance=gettext_lazy("来不了的，早点告诉双方，另约时间；调解要及时（人民调解法第二十一条）。"),
)
