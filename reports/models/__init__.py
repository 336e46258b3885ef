"""Tables of figures."""

from .computed import ComputedDashboard
from .layout import RowsBy, TableLayout
from .signed import SignedLeaf, SignedTable
from .wall import WallScreen

__all__ = ["ComputedDashboard", "RowsBy", "SignedLeaf", "SignedTable", "TableLayout", "WallScreen"]
