"""Signed tables (签署) and what has changed since (差异清单).

| | |
|---|---|
| `sign(sheet, by=user)` | counts a table once more in one snapshot and stores it for ever |
| `sign_report(rows, period, by=user)` | the same of the rows of the bureau's published report |
| `verify(signed)` | what somebody tampered with; empty when all is as it was signed |
| `signed.sheet()` | the table as it was signed, from what was stored alone |
| `differences(signed)` | every cell that differs now, and every edit that moved it |
| `for_reader(found, user)` | its entries, those of cases beyond the reader's own sealed |
"""

from .acting import sign, sign_report
from .differences import differences, for_reader
from .shapes import Differences, Entry
from .verifying import Fault, verify

__all__ = ["Differences", "Entry", "Fault", "differences", "for_reader", "sign", "sign_report", "verify"]
