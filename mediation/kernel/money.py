"""Money is whole 分 in a Decimal of yuan; 万元 appears on pages only."""

import re
import unicodedata
from decimal import Decimal

from django.utils.translation import gettext as _

from .errors import InvalidInput

# For DecimalField(max_digits=YUAN_DIGITS, decimal_places=YUAN_PLACES).
YUAN_DIGITS = 14
YUAN_PLACES = 2
LARGEST = Decimal("999999999999.99")

# Longer ones would lose digits in Decimal arithmetic.
_LONGEST = 28
_UNITS = {"": 1, "万": 10_000, "亿": 100_000_000}
_WRITTEN = re.compile(
    r"¥?(?P<whole>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]+)(?:\.(?P<part>[0-9]*))?(?P<unit>万|亿)?元?(?:整)?"
)


class NotAnAmount(InvalidInput, ValueError):
    """What was typed is no amount of money; `message` is the sentence for the field."""

    def __init__(self, sentence: str, field: str = "amount") -> None:
        super().__init__({field: [sentence]})
        self.message = sentence


def parse_yuan(text: str) -> Decimal:
    """The yuan meant by what a person typed: "1,234.5", "１２３４．５", "￥300", "6万", "18085.9万元".

    Always with two places. Raises NotAnAmount with the reason for anything else: nothing is guessed.
    """
    plain = "".join(unicodedata.normalize("NFKC", text).split())
    if not plain:
        raise NotAnAmount(_("请填写金额。"))
    if plain.startswith(("-", "−")):
        raise NotAnAmount(_("金额不能是负数。"))
    written = _WRITTEN.fullmatch(plain)
    if written is None or len(plain) > _LONGEST:
        raise NotAnAmount(_("请用数字填写金额，例如 60000、1,234.50 或 6万。"))
    digits = Decimal(f"{written['whole'].replace(',', '')}.{written['part'] or '0'}")
    amount = digits * _UNITS[written["unit"] or ""]
    if amount > LARGEST:
        raise NotAnAmount(_("金额太大，最多填写到千亿元。"))
    if amount != amount.quantize(Decimal("0.01")):
        raise NotAnAmount(_("金额最多精确到分，即小数点后两位。"))
    return amount.quantize(Decimal("0.01"))


def to_wan(yuan: Decimal | int) -> Decimal:
    """Yuan as 万元, exact; `rounding.present` gives it the places of the report."""
    return Decimal(yuan).scaleb(-4)
