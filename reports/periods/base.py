"""What every period is: a half-open stretch of Beijing days with a code and a label."""

from abc import ABC, abstractmethod
from datetime import date, timedelta

from django.utils.translation import gettext as _

from mediation.kernel.errors import InvalidInput

ONE_DAY = timedelta(days=1)


class InvalidPeriod(InvalidInput, ValueError):
    """The code or the bounds make no period; `message` is the sentence for the field."""

    def __init__(self, sentence: str | None = None, field: str = "period") -> None:
        sentence = sentence or _("没有这个统计期间，请重新选择。")
        super().__init__({field: [sentence]})
        self.message = sentence


class Period(ABC):
    """Days from `start` up to, not including, `end`. Two periods are equal when their codes are."""

    @property
    @abstractmethod
    def start(self) -> date: ...

    @property
    @abstractmethod
    def end(self) -> date: ...

    @property
    @abstractmethod
    def code(self) -> str:
        """How the period is written in URLs, exports and stored tables; `parse` reads it back."""

    @property
    @abstractmethod
    def label(self) -> str:
        """How the period is called on the page, in the reader's language."""

    @abstractmethod
    def previous(self) -> "Period":
        """The period of the same length just before (环比)."""

    @abstractmethod
    def previous_year(self) -> "Period":
        """The same period one year earlier (同比)."""

    @property
    def as_of(self) -> date:
        """The last day: that of a stock, and of the tree of organizations."""
        return self.end - ONE_DAY

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Period) and self.code == other.code

    def __hash__(self) -> int:
        return hash(self.code)

    def __str__(self) -> str:
        return self.label
