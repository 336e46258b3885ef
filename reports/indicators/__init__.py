"""All numbers of the product. Importing this package registers them.

`outcomes.SUCCESS_RATE` is the model to copy: an indicator is one object, and nothing else computes its number.
"""

from . import (
    aftermath,
    caseload,
    docking,
    groups,
    outcomes,
    people,
    prevention,
    register,
    rooms,
    support,
    tiers,
)
from .cuts import DIMENSIONS, Cut, parse_cut
from .kinds import (
    Change,
    Count,
    Distinct,
    Figure,
    Indicator,
    Leaf,
    Listing,
    Measure,
    Ratio,
    Stock,
    Sum,
    Total,
)
from .registry import REGISTRY, UnknownIndicator, get

__all__ = [
    "DIMENSIONS",
    "REGISTRY",
    "Change",
    "Count",
    "Cut",
    "Distinct",
    "Figure",
    "Indicator",
    "Leaf",
    "Listing",
    "Measure",
    "Ratio",
    "Stock",
    "Sum",
    "Total",
    "UnknownIndicator",
    "aftermath",
    "caseload",
    "docking",
    "get",
    "groups",
    "outcomes",
    "parse_cut",
    "people",
    "prevention",
    "register",
    "rooms",
    "support",
    "tiers",
]
