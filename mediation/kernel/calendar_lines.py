"""A legal calendar as people write it: one line a day, `2027-01-01 休 元旦` or `2027-02-06 班 春节`.

In a file a heading stands above the days: the year, perhaps the first digits of a division's code, and the notice.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext as _

MAX_LINES = 400

_DAY = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?[\s,，;；]+([^\s,，;；]+)[\s,，;；]*(.*)")
_HEADING = re.compile(r"(\d{4})\s+(?:(\d{2,12})\s+)?(\D.*)")
_REST = frozenset({"休", "休息", "放假", "休假"})
_WORK = frozenset({"班", "上班", "补班", "调休上班", "工作"})
_NAME_LENGTH = 40


@dataclass(frozen=True)
class DayLine:
    """One day: whether it is a rest day, and of which holiday."""

    day: date
    is_rest: bool
    name: str


@dataclass
class Section:
    """The days of one year that one notice names; `scope` as in LegalCalendar."""

    year: int
    scope: str
    source: str
    lines: list[str] = field(default_factory=list)


def sections(text: str) -> list[Section]:
    """The years of a file. Raises ValueError when a day stands before the first heading."""
    found: list[Section] = []
    for line in _meant(text.splitlines()):
        heading = _HEADING.fullmatch(line)
        if heading:
            found.append(Section(int(heading[1]), heading[2] or "", heading[3]))
        elif found:
            found[-1].lines.append(line)
        else:
            raise ValueError(
                _("第一行要写年份和依据，例如“2027 国务院办公厅关于2027年部分节假日安排的通知”。")
            )
    return found


def read_days(lines: Iterable[str], year: int) -> tuple[list[DayLine], list[str]]:
    """The days of one year, in order, and a sentence for each line that cannot be read."""
    days: dict[date, DayLine] = {}
    problems = []
    for number, line in enumerate(_meant(lines), start=1):
        try:
            read = _read(line, year)
            if read.day in days:
                raise ValueError(_("%(day)s 写了两次。") % {"day": read.day.isoformat()})
            days[read.day] = read
        except ValueError as error:
            problems.append(_("第 %(number)s 行：%(problem)s") % {"number": number, "problem": error})
    return [days[day] for day in sorted(days)], problems


def _read(line: str, year: int) -> DayLine:
    found = _DAY.fullmatch(line)
    if found is None:
        raise ValueError(_("看不懂，请写成“2027-01-01 休 元旦”这样。"))
    try:
        day = date(int(found[1]), int(found[2]), int(found[3]))
    except ValueError:
        raise ValueError(_("没有这一天，请检查。")) from None
    if day.year != year:
        raise ValueError(_("这一天不在 %(year)s 年，请在那一年里另外登记一个版本。") % {"year": year})
    if found[4] not in _REST | _WORK:
        raise ValueError(_("日期后面写“休”或者“班”。"))
    return DayLine(day, found[4] in _REST, found[5].strip()[:_NAME_LENGTH])


def _meant(lines: Iterable[str]) -> list[str]:
    """Without empty lines and remarks."""
    return [text for line in lines if (text := line.strip().lstrip("\ufeff")) and not text.startswith("#")]
