"""Which periods a text says: each saying is put beside the report's own period, and each figure gets what was said last.

A figure's period is stated beside it, or carried over from before, or not said at all; a reader must be told which.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from ..periods import (
    Days,
    FirstMonths,
    HalfYear,
    InvalidPeriod,
    Month,
    Months,
    Period,
    Quarter,
    StatisticalYear,
    Year,
)
from .dates import How, Saying
from .mentions import Mention, Reading
from .text import Sentence

_ASKABLE = range(1951, 2100)


class Said(StrEnum):
    """How a figure's period is said."""

    STATED = "stated"
    CARRIED = "carried"
    UNSAID = "unsaid"


@dataclass(frozen=True)
class Anchor:
    """The report's own period: January to `last`."""

    last: Month
    # The reader chose it; the text does not change it.
    is_chosen: bool = False

    @property
    def year(self) -> int:
        return self.last.year

    @property
    def period(self) -> Period:
        return FirstMonths(self.last.year, self.last.part)


@dataclass(frozen=True)
class Times:
    """The periods that a figure can be meant for by what is said, the likeliest first."""

    said: Said
    periods: tuple[Period, ...]
    printed: str = ""


def anchor_of(reading: Reading, default: Period, chosen: Period | None) -> Anchor:
    """The report's period: what the reader chose, else what the text says of its last year, else the default."""
    if chosen is not None:
        return Anchor(_month(chosen), is_chosen=True)
    dated = [saying for saying in reading.sayings if (saying.year or 0) > 0]
    year = _year_of_report(dated, reading, default.as_of.year)
    ends = [
        saying.last
        for saying in reading.sayings
        if saying.how in {How.MONTHS, How.DAY}
        and saying.last < 12
        and (saying.is_until or saying.last > saying.first)
        if saying.year in (None, 0, year) or saying.last_year == year
    ]
    if ends:
        return Anchor(Month(year, ends[0]))
    if year == default.as_of.year and "全年" not in reading.text.even:
        return Anchor(_month(default))
    months = [saying.last for saying in dated if saying.how == How.MONTHS and saying.year == year]
    return Anchor(Month(year, max(months, default=12)))


def _year_of_report(dated: list[Saying], reading: Reading, default: int) -> int:
    """The year of the months it names; whole years speak for it only where nothing is said to go on since then."""
    by_month = [
        saying.last_year or saying.year or 0
        for saying in dated
        if saying.how in {How.MONTHS, How.DAY, How.STATISTICAL}
        and (saying.how != How.MONTHS or saying.last - saying.first < 11)
    ]
    if by_month:
        return max(by_month)
    years = [saying.last_year or saying.year or 0 for saying in dated]
    goes_on = any(
        saying.how in {How.SINCE, How.NOW, How.START, How.YEARS} or saying.year == 0
        for saying in reading.sayings
    )
    if goes_on or not years:
        return max([default, *years])
    return max(years)


def say(reading: Reading, anchor: Anchor) -> dict[int, Times]:
    """The times of each mention, by its number."""
    teller = _Teller(reading, anchor)
    return {mention.number: teller.times(mention) for mention in reading.mentions}


def alternatives(anchor: Anchor, default: Period) -> list[Period]:
    """The other periods that reports count by, the likeliest first; `default` is the last complete one of our data."""
    year, month = anchor.year, anchor.last.part
    end = anchor.last
    found: list[Period] = [
        anchor.period,
        default,
        Months(Month(year - 1, 1), end),
        Year(year - 1),
        FirstMonths(year - 1, month),
        Year(year),
        end,
        Months(Month(year - 2, 1), end),
        Quarter(year, (month - 1) // 3 + 1),
        HalfYear(year, 1 if month <= 6 else 2),
        StatisticalYear(year),
        StatisticalYear(year - 1),
        Days(date(year - 1, 12, 1), end.as_of),
        Months(end.moved(-11), end),
        Year(year - 2),
        Months(Month(year - 2, 1), Month(year - 1, 12)),
        Days(date(year, 1, 1), date(year, 1, 1)),
        *(FirstMonths(year, part) for part in range(12, 0, -1)),
    ]
    return list(dict.fromkeys(period for period in found if period.start.year in _ASKABLE))


class _Teller:
    """Walks through the text once, in order."""

    def __init__(self, reading: Reading, anchor: Anchor) -> None:
        self.reading = reading
        self.anchor = anchor
        self.year = anchor.year
        self.sayings = list(reading.sayings)
        # What holds on until something else is said: the saying, its periods, the sentence.
        self.current: tuple[Saying, tuple[Period, ...], Sentence | None] | None = None
        self.paragraph_first: tuple[Saying, tuple[Period, ...]] | None = None
        self.paragraph = -1

    def times(self, mention: Mention) -> Times:
        local: tuple[Saying, tuple[Period, ...]] | None = None
        if mention.sentence.paragraph != self.paragraph:
            self.paragraph = mention.sentence.paragraph
        while self.sayings and self.sayings[0].start < mention.start:
            saying = self.sayings.pop(0)
            periods = self._periods(saying)
            if not periods:
                continue
            sentence = self.reading.sentence_of(saying.start)
            if saying.how in {How.SAME_BEFORE, How.START, How.PREVIOUS}:
                if self._is_beside(saying, mention):
                    local = (saying, periods)
            elif saying.how != How.EVENT:
                self.current = (saying, periods, sentence)
        column = mention.found.get("column")
        for saying in self.reading.sayings if column else []:
            if column[0] <= saying.start < column[1] and (periods := self._periods(saying)):
                return Times(Said.STATED, periods, saying.printed)
        after = self._behind(mention)
        if after:
            return after
        if local:
            return Times(Said.STATED, local[1], local[0].printed)
        if self.current is None:
            return Times(Said.UNSAID, ())
        saying, periods, sentence = self.current
        said = Said.STATED if sentence is mention.sentence else Said.CARRIED
        is_event = saying.how == How.DAY and saying.day and not saying.is_until
        if said == Said.CARRIED and (is_event or saying.how == How.YEARS and saying.last == 1):
            # A day on which something happened, a year in passing: they say nothing of the next sentence.
            return Times(Said.UNSAID, ())
        return Times(said, periods, saying.printed)

    def _is_beside(self, saying: Saying, mention: Mention) -> bool:
        """A comparison's words are no period: "较去年同期增长" speaks of the change."""
        even = self.reading.text.even
        if (
            saying.start
            and even[saying.start - 1] in "较比与同跟"
            and not even[saying.end :].startswith("的")
        ):
            return False
        between = even[saying.end : mention.start]
        return (
            saying.start >= mention.clause[0]
            and not any(saying.end <= other.start < mention.start for other in self.reading.mentions)
            and not any(word in between for word in ("增", "减", "升", "降", "相比", "多", "少"))
        )

    def _behind(self, mention: Mention) -> Times | None:
        """A period in brackets behind a figure: 5857件（2020年以来）."""
        even = self.reading.text.even
        if even[mention.end : mention.end + 1] != "（":
            return None
        for saying in self.sayings:
            if saying.start == mention.end + 1 and even[saying.end : saying.end + 1] == "）":
                periods = self._periods(saying)
                return Times(Said.STATED, periods, saying.printed) if periods else None
        return None

    def _periods(self, saying: Saying) -> tuple[Period, ...]:
        try:
            found = tuple(self._read(saying))
        except InvalidPeriod:
            return ()
        return tuple(
            period for period in found if period.start.year in _ASKABLE and period.as_of.year in _ASKABLE
        )

    def _read(self, saying: Saying) -> Iterable[Period]:
        year = self._year(saying.year)
        if saying.how == How.NOW:
            return [self.anchor.period]
        if saying.how == How.START:
            first = date(year, 1, 1)
            return [Days(first, first), Days(date(year - 1, 12, 31), date(year - 1, 12, 31))]
        if saying.how == How.SAME_BEFORE:
            now = self.current[1][0] if self.current else self.anchor.period
            return [now.previous_year()]
        if saying.how == How.PREVIOUS:
            now = self.current[1][0] if self.current else self.anchor.period
            return [now.previous()]
        if saying.how == How.STATISTICAL:
            return [StatisticalYear(year)]
        if saying.how == How.YEARS:
            end = self.anchor.last
            if saying.last == 1:
                return [Months(end.moved(-11), end)]
            return [
                Months(Month(end.year - saying.last + 1, 1), end),
                Months(end.moved(1 - 12 * saying.last), end),
            ]
        if saying.how == How.SINCE:
            return self._since(saying, year)
        if saying.how == How.DAY:
            return self._day(saying, year)
        if saying.last_year:
            return [Months(Month(year, saying.first), Month(self._year(saying.last_year), saying.last))]
        if saying.last < saying.first:
            return [Months(Month(year - 1, saying.first), Month(year, saying.last))]
        return self._months(saying, year)

    def _year(self, said: int | None) -> int:
        if said is None:
            return self.year
        if said == 0:
            # "2020年…，今年上半年…。二季度…" goes on with this year.
            self.year = self.anchor.year
        if said <= 0:
            return self.anchor.year + said
        self.year = said
        return said

    def _since(self, saying: Saying, year: int) -> Iterable[Period]:
        self.year = self.anchor.year
        begin, end = Month(year, saying.first), self.anchor.last
        if begin.start > end.start:
            return [begin]
        if year == end.year and saying.first == 1:
            return [FirstMonths(year, end.part)]
        return [Months(begin, end)]

    def _day(self, saying: Saying, year: int) -> Iterable[Period]:
        month = Month(year, saying.last)
        until: Period = FirstMonths(year, saying.last)
        if saying.day:
            last = min(saying.day, month.as_of.day)
            day = date(year, saying.last, last)
            if not saying.is_until:
                return [Days(day, day)]
            if last != month.as_of.day:
                until = Days(date(year, 1, 1), day)
        if saying.last == 11:
            return [StatisticalYear(year), until]
        if saying.last == 12:
            return [Year(year)]
        current = self.current[1][0] if self.current else None
        if current and saying.is_until and current.start < month.start and current.start.year < year:
            # 2020年以来，截至8月底
            return [Months(Month(current.start.year, current.start.month), month), until]
        return [until]

    def _months(self, saying: Saying, year: int) -> Iterable[Period]:
        length = saying.last - saying.first + 1
        if length == 12:
            whole: list[Period] = [Year(year)]
            if year == self.anchor.year and self.anchor.last.part < 12:
                # "2021年，…" in a report of January to August.
                whole.insert(0, self.anchor.period)
            return [*whole, StatisticalYear(year)]
        if length == 1:
            return [Month(year, saying.first)]
        if length == 3 and saying.first % 3 == 1:
            return [Quarter(year, saying.first // 3 + 1)]
        if length == 6 and saying.first in (1, 7):
            return [HalfYear(year, saying.first // 6 + 1)]
        if saying.first == 1:
            return [FirstMonths(year, saying.last)]
        return [Months(Month(year, saying.first), Month(year, saying.last))]


def _month(period: Period) -> Month:
    return Month(period.as_of.year, period.as_of.month)
