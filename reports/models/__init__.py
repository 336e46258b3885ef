"""Tables of figures."""

from .computed import ComputedDashboard
from .layout import RowsBy, TableLayout

__all__ = ["ComputedDashboard", "RowsBy", "TableLayout"]
