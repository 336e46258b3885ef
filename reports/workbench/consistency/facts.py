"""A checked text as the checks read it: names, exact numbers, which figures stand beside which."""

from decimal import Decimal
from fractions import Fraction

from mediation.kernel.rounding import Rounding, present
from mediation.templatetags.figures import grouped, trimmed

from ...indicators import Indicator
from ...periods import Period
from ..anchoring import Said
from ..checking import Checked, Result
from ..dates import How
from ..mentions import Form, Mention
from ..quantities import Bound, Sort


class Facts:
    """Read-only view of a checked text."""

    def __init__(self, checked: Checked) -> None:
        self.checked = checked
        self.mentions = checked.reading.mentions
        self.even = checked.reading.text.even

    def result(self, mention: Mention) -> Result:
        return self.checked.result_of(mention)

    def name(self, mention: Mention) -> Indicator | None:
        """The indicator that a level or a rate was taken for; None when its words say more than the indicator does."""
        result = self.result(mention)
        if result.meaning is None or mention.form not in {Form.LEVEL, Form.RATE} or result.is_narrower:
            return None
        return result.meaning.indicator if result.meaning.form == mention.form else None

    def exact(self, mention: Mention) -> bool:
        """Whether it is printed as an exact number."""
        return mention.quantity.bound == Bound.EXACT and mention.quantity.last is None

    def is_count(self, mention: Mention) -> bool:
        return mention.sort not in {Sort.PERCENT, Sort.POINTS, Sort.MULTIPLE, Sort.OTHER, Sort.DAYS}

    def levels(self, *, before: Mention | None = None) -> list[Mention]:
        """The exact numbers of things, nearest first when `before` is given."""
        found = [
            each
            for each in self.mentions
            if each.form == Form.LEVEL and self.exact(each) and self.is_count(each)
            if before is None or each.number < before.number
        ]
        return found[::-1] if before is not None else found

    def between(self, first: Mention, second: Mention) -> str:
        """The text between two figures."""
        return self.even[first.end : second.quantity.start]

    def is_year_before(self, mention: Mention) -> bool:
        """Whether it is the figure of the same period a year earlier, named to compare with."""
        return (
            any(
                saying.how == How.SAME_BEFORE
                and mention.clause[0] <= saying.start < mention.start
                and not any(saying.end <= each.start < mention.start for each in self.mentions)
                for saying in self.checked.reading.sayings
            )
            and mention.form == Form.LEVEL
        )

    def period(self, mention: Mention) -> Period | None:
        """What the text says of its period; None where it says nothing."""
        times = self.result(mention).times
        return times.periods[0] if times.periods and times.said != Said.UNSAID else None

    def same_period(self, first: Mention, second: Mention) -> bool:
        """Whether nothing said sets their periods apart."""
        one, other = self.period(first), self.period(second)
        return one is None or other is None or one == other

    def near(self, first: Mention, second: Mention) -> bool:
        """Whether they stand in one paragraph, at most two sentences apart."""
        apart = abs(first.sentence.number - second.sentence.number)
        return first.sentence.paragraph == second.sentence.paragraph and apart <= 2


def text_of(value: Fraction | Decimal | int) -> str:
    """A number as a person writes it, at most four places."""
    exact = Fraction(value)
    if exact.denominator == 1:
        return grouped(int(exact))
    return grouped(trimmed(present(exact, 4, Rounding.HALF_UP) or Decimal(0)))


def printed(mention: Mention) -> str:
    """A figure in the unit it is printed in: 18,085.9万元."""
    quantity = mention.quantity
    scale = {10_000: "万", 10**8: "亿"}.get(quantity.scale, "")
    shown = quantity.value / quantity.scale if scale else quantity.value
    return f"{text_of(shown)}{scale}{quantity.unit if quantity.unit != '成' else '%'}"


def rounding_words(fits: set[Rounding]) -> str:
    """By which rounding a number comes out."""
    return "、".join(str(mode.label) for mode in Rounding if mode in fits)


def modes(value: Fraction, shown: Decimal, places: int) -> set[Rounding]:
    """The roundings by which a value prints as shown."""
    return {mode for mode in Rounding if present(value, places, mode) == shown}
