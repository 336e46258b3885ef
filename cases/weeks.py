"""The calendar's week: its days, and what was agreed for each."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from mediation.kernel.calendar import BEIJING, today
from organizations.models import User

from . import presenting
from .models import Booking, Case


@dataclass(frozen=True)
class Seat:
    """One booking as the reader may know it; names of a case with privacy are masked for who does not mediate it."""

    booking: Booking
    sides: str
    mediators: list[str]


@dataclass(frozen=True)
class Day:
    """One day of the week with its bookings in their order."""

    day: date
    is_today: bool
    seats: list[Seat]


@dataclass(frozen=True)
class Week:
    """Monday to Sunday; `code` is the ISO week, 2026-W48."""

    days: list[Day]
    code: str
    previous: str
    following: str
    is_present: bool


def monday_of(typed: str) -> date:
    """The Monday of an ISO week (2026-W48); of the present week when nothing readable was typed."""
    try:
        year, _sign, number = typed.partition("-W")
        return date.fromisocalendar(int(year), int(number), 1)
    except ValueError:
        return today() - timedelta(days=today().weekday())


def code_of(day: date) -> str:
    """The ISO week of a day: 2026-W48."""
    year, number, _weekday = day.isocalendar()
    return f"{year}-W{number:02d}"


def week_of(user: User, monday: date) -> Week:
    """What this person sees of a week, in three queries whatever is in it."""
    start = datetime.combine(monday, time(), tzinfo=BEIJING)
    found = list(
        Booking.objects.visible_to(user)
        .filter(cancelled_at__isnull=True, starts_at__gte=start, starts_at__lt=start + timedelta(days=7))
        .select_related("room")
        .prefetch_related("mediators__person")
    )
    cases = Case.objects.filter(pk__in={booking.case_id for booking in found}).for_list(user).in_bulk()
    seats = [
        Seat(
            booking,
            presenting.row(cases[booking.case_id]).sides,
            [booked.person.name for booked in booking.mediators.all() if booked.active],
        )
        for booking in found
    ]
    days = [monday + timedelta(days=n) for n in range(7)]
    return Week(
        days=[
            Day(
                day,
                day == today(),
                [seat for seat in seats if seat.booking.starts_at.astimezone(BEIJING).date() == day],
            )
            for day in days
        ],
        code=code_of(monday),
        previous=code_of(monday - timedelta(days=7)),
        following=code_of(monday + timedelta(days=7)),
        is_present=today() in days,
    )
