"""Days as Beijing counts them: today, working days, and the last day of a term that the law sets.

Rest days and make-up working days stand in the tables of the legal calendar (models/legal_calendar.py), kept in memory. A
notice appears in the autumn before its year; until it is loaded a day counts as working from Monday to Friday and what is
reckoned with it is marked provisional. `area` is a division's code: local holidays of the divisions above it hold as well.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.db.models import Max

BEIJING = ZoneInfo("Asia/Shanghai")
# Another process may load a year: each looks for a newer version this often (seconds).
CHECK_EVERY = 60.0

_ONE_DAY = timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a term; `provisional` when a notice it depends on is still to be published."""

    day: date
    provisional: bool


@dataclass(frozen=True)
class Tables:
    """What the newest versions say: per scope the days that differ from their weekday, and the published years."""

    newest: int = 0
    rest: dict[str, dict[date, bool]] = field(default_factory=dict)
    years: frozenset[int] = frozenset()

    def rests(self, day: date, area: str) -> bool:
        """Whether nobody has to work; the nearest division that says something about the day decides."""
        if area and len(self.rest) > 1:
            for length in range(len(area), 1, -1):
                local = self.rest.get(area[:length])
                if local is not None and day in local:
                    return local[day]
        return self.rest.get("", {}).get(day, day.weekday() >= _SATURDAY)


_kept: tuple[float, Tables] | None = None
_trial: ContextVar[Tables | None] = ContextVar("trial_calendar", default=None)


def tables() -> Tables:
    """The tables that hold. Read once a process, and again when a newer version was loaded."""
    global _kept
    if (trial := _trial.get()) is not None:
        return trial
    now = time.monotonic()
    if _kept is None or now - _kept[0] > CHECK_EVERY:
        known = _kept[1] if _kept else None
        _kept = (now, known if known and known.newest == _newest() else read_tables())
    return _kept[1]


def forget() -> None:
    """Read the tables again at the next question."""
    global _kept
    _kept = None


@contextmanager
def reckoning_with(trial: Tables) -> Iterator[None]:
    """Inside the block, in this thread, these tables hold: a version that is not committed yet."""
    token = _trial.set(trial)
    try:
        yield
    finally:
        _trial.reset(token)


def read_tables() -> Tables:
    """What the database says, in two statements."""
    from .models import CalendarDay, LegalCalendar

    newest = LegalCalendar.objects.order_by("year", "scope", "-version").distinct("year", "scope")
    calendars = {pk: (year, scope) for pk, year, scope in newest.values_list("pk", "year", "scope")}
    rest: dict[str, dict[date, bool]] = {}
    days = CalendarDay.objects.filter(calendar__in=calendars)
    for calendar, day, is_rest in days.values_list("calendar_id", "day", "is_rest"):
        rest.setdefault(calendars[calendar][1], {})[day] = is_rest
    years = frozenset(year for year, scope in calendars.values() if not scope)
    return Tables(max(calendars, default=0), rest, years)


def _newest() -> int:
    from .models import LegalCalendar

    return LegalCalendar.objects.aggregate(newest=Max("pk"))["newest"] or 0


def today() -> date:
    """The date in Beijing now; 00:30 on 1 September there is still 31 August in UTC."""
    return datetime.now(BEIJING).date()


def last_published_year() -> int:
    """The last year whose rest days are known; 0 when none is."""
    return max(tables().years, default=0)


def is_published(day: date) -> bool:
    """Whether the rest days of this day's year are known."""
    return day.year in tables().years


def is_working_day(day: date, area: str = "") -> bool:
    """Neither weekend nor public holiday, or a weekend day made up (调休上班)."""
    return not tables().rests(day, area)


def add_working_days(start: date, n: int, area: str = "") -> Due:
    """The n-th working day after `start`, which is not counted itself (民法典 Art. 201).

    The 3 working days for answering a court's entrustment (法释〔2021〕23号 Art. 12) are
    `add_working_days(received, 3)`. Raises ValueError for n < 1.
    """
    if n < 1:
        raise ValueError("a term has at least one working day")
    day, left = start, n
    provisional = False
    while left:
        day += _ONE_DAY
        provisional = provisional or not is_published(day)
        left -= is_working_day(day, area)
    return Due(day, provisional)


def working_days_between(a: date, b: date, area: str = "") -> int:
    """Working days after `a` up to and including `b`; negative when `b` lies before `a`.

    `working_days_between(today(), due.day)` is what is left of a term: 0 on its last day, less when overdue.
    """
    if b < a:
        return -working_days_between(b, a, area)
    return sum(is_working_day(a + timedelta(days=n), area) for n in range(1, (b - a).days + 1))


def add_calendar_days_for_term(start: date, n: int, area: str = "") -> Due:
    """The last day of a term of n calendar days: `start` is not counted, and a last day of rest moves to
    the next working day (民法典 Art. 201, 203; 民事诉讼法 on 期间). Raises ValueError for n < 1.
    """
    if n < 1:
        raise ValueError("a term has at least one day")
    day = start + timedelta(days=n)
    provisional = not is_published(day)
    while not is_working_day(day, area):
        day += _ONE_DAY
        provisional = provisional or not is_published(day)
    return Due(day, provisional)
