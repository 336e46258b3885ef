"""What cannot be right in a text whatever our data say: each module one kind of arithmetic."""

from ..checking import Checked
from . import families, growths, ratios, sums, wording
from .facts import Facts
from .finding import Finding, Severity

__all__ = ["Finding", "Severity", "find"]

_ORDER = list(Severity)


def find(checked: Checked) -> list[Finding]:
    """All findings, the worst first, then in the order of the text."""
    facts = Facts(checked)
    found = [
        finding for module in (sums, families, ratios, growths, wording) for finding in module.check(facts)
    ]
    return sorted(
        found,
        key=lambda each: (_ORDER.index(each.severity), min((m.number for m in each.mentions), default=0)),
    )
