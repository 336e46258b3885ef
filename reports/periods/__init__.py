"""Periods of a report: half-open stretches of Beijing days, named by codes in URLs and stored tables.

| period | code |
|---|---|
| Month, Quarter, HalfYear, Year | 2021-08, 2021Q3, 2021H1, 2021 |
| FirstMonths, Months | 2021-01..2021-08, 2020-01..2021-08 |
| StatisticalYear, 1 December to 30 November | SY2021 |
| Days, Since | 2021-01-03..2021-02-10, since2019-01-01..2021-08-31 |
"""

from .base import InvalidPeriod, Period
from .codes import parse
from .days import Days, Since
from .months import (
    FirstMonths,
    HalfYear,
    Month,
    Months,
    Quarter,
    StatisticalYear,
    Year,
    last_complete_month,
    months_of,
)

__all__ = [
    "Days",
    "FirstMonths",
    "HalfYear",
    "InvalidPeriod",
    "Month",
    "Months",
    "Period",
    "Quarter",
    "Since",
    "StatisticalYear",
    "Year",
    "last_complete_month",
    "months_of",
    "parse",
]
