"""Tables of figures."""

from .computed import ComputedDashboard

__all__ = ["ComputedDashboard"]
