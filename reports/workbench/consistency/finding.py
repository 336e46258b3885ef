"""What a check finds in a text, independent of our data."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from django.utils.translation import gettext_lazy as _

from ..mentions import Mention


class Severity(StrEnum):
    """How bad it is. What fits is told too: it says which rounding a report uses."""

    WRONG = "wrong"
    DOUBT = "doubt"
    NOTE = "note"
    FITS = "fits"

    @property
    def label(self) -> Any:
        return _LABELS[self]


_LABELS = {
    Severity.WRONG: _("算不通"),
    Severity.DOUBT: _("合不拢"),
    Severity.NOTE: _("提示"),
    Severity.FITS: _("算得通"),
}


@dataclass(frozen=True)
class Finding:
    """A finding: its rule, the figures it is about, the arithmetic spelled out, and what it means."""

    rule: str
    severity: Severity
    arithmetic: str
    meaning: str
    mentions: tuple[Mention, ...] = field(default=())
