"""What a cell may hold when read, and how text is kept from turning into a formula when written."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

Cell = str | date

# ASVS 1.2.10, with the carriage return and the full-width signs that spreadsheets in Chinese also take for
# the beginning of a formula.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
# What XML cannot hold.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_TEXT = 32_767
# A cell's number has 15 digits; of a longer one (an identity number) the rest is already lost.
_FIRST_INEXACT = 10**15


class LostDigits(ValueError):
    """A number too long for a cell: its last digits were replaced by zeros before we saw it."""


def guard(text: str) -> str:
    """The text as it is written: an apostrophe goes before what a spreadsheet could take for a formula."""
    plain = _UNWRITABLE.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    guarded = f"'{plain}" if _FORMULA.match(plain) else plain
    return guarded if len(guarded) <= _LONGEST_TEXT else guarded[: _LONGEST_TEXT - 1] + "…"


def unguard(text: str) -> str:
    """Takes back what `guard` put before a text."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def as_text_or_date(value: Any) -> Cell:
    """A cell's value as a date, or as the text that the spreadsheet shows; "" for an empty cell."""
    match value:
        case None:
            return ""
        case str():
            return unguard(value).strip()
        case bool():
            return "TRUE" if value else "FALSE"
        case datetime() if value.time() == time():
            return value.date()
        case datetime():
            return value.isoformat(" ", "minutes")
        case date():
            return value
        case time():
            return value.isoformat("minutes")
        case timedelta():
            return str(value)
        case _:
            return _number_as_text(value)


def _number_as_text(value: int | float) -> str:
    if abs(value) >= _FIRST_INEXACT:
        raise LostDigits
    # 15 digits, as shown: a cell that says 0.3 may hold 0.30000000000000004.
    return f"{Decimal(f'{value:.15g}'):f}"
