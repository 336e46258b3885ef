"""Whether an item of an agreement says clearly enough who has to do what.

A court refuses to confirm an agreement whose content is not clear (内容不明确，无法确认: 法释〔2011〕5号 第七条), and nobody can
be held to one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _

from .enums import ObligationKind

# Words by which everybody understands something else.
VAGUE = (
    "尽快",
    "尽早",
    "尽量",
    "尽可能",
    "适当",
    "适时",
    "若干",
    "酌情",
    "视情况",
    "视情",
    "有能力时",
    "有条件时",
    "有钱时",
    "一定数额",
    "合理时间",
    "近期",
    "日后",
    "以后再",
    "另行协商",
    "左右",
    "大概",
    "大约",
)
# What somebody leaves undone he leaves undone from now on, and there is no way of doing it.
_TIMELESS = frozenset({ObligationKind.REFRAIN})
_HANDED_OVER = frozenset({ObligationKind.PAY, ObligationKind.RETURN})


@dataclass(frozen=True)
class Promise:
    """What the check reads of an item. Amount in yuan."""

    kind: str
    text: str = ""
    amount: Decimal | None = None
    due_on: date | None = None
    manner: str = ""


def unclear(promise: Promise) -> Iterator[str]:
    """A sentence for each thing that two readers could understand differently; nothing when the item is clear."""
    if promise.kind == ObligationKind.PAY and promise.amount is None:
        yield _("付款没有写明金额。")
    if promise.kind not in (ObligationKind.PAY, ObligationKind.APOLOGISE) and not promise.text.strip():
        yield _("没有写明具体做什么。")
    if promise.kind not in _TIMELESS and promise.due_on is None:
        yield _("没有写明什么时候履行。")
    if promise.kind in _HANDED_OVER and not promise.manner.strip():
        yield _("没有写明怎样交付，例如转账到哪个账户、当场交付。")
    for word in vague_words(f"{promise.text} {promise.manner}"):
        yield _("“%(word)s”各人理解不同，请写明确的时间、数量或者条件。") % {"word": word}


def vague_words(text: str) -> list[str]:
    """The words of `VAGUE` in a text, each once and none that is only a part of another found one."""
    found = [word for word in VAGUE if word in text]
    return [word for word in found if not any(word != other and word in other for other in found)]
