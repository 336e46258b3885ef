"""What must hold between the figures of a table (勾稽关系), as data of its layout."""

from dataclasses import dataclass
from typing import Any

# How the left side stands to the right one.
EQUAL, AT_MOST = "=", "<="
RELATIONS = (EQUAL, AT_MOST)


@dataclass(frozen=True)
class Rule:
    """The sum of the figures on the left equals, or is at most, the sum of those on the right, in every line."""

    label: str
    left: tuple[str, ...]
    relation: str
    right: tuple[str, ...]

    @property
    def codes(self) -> tuple[str, ...]:
        """All indicators that it compares."""
        return (*self.left, *self.right)

    @property
    def text(self) -> str:
        """As it is typed: `a + b = c`."""
        return f"{' + '.join(self.left)} {self.relation} {' + '.join(self.right)}"

    def to_json(self) -> dict[str, Any]:
        """As a layout stores it."""
        return {
            "label": self.label,
            "left": list(self.left),
            "relation": self.relation,
            "right": list(self.right),
        }

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Rule":
        """What `to_json` wrote."""
        return cls(stored["label"], tuple(stored["left"]), stored["relation"], tuple(stored["right"]))
