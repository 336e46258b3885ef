"""What the pages of figures hold: the overview, which is stored ahead, and boards that are filled when asked for."""

from .overview import Dashboard, build, default_period

__all__ = ["Dashboard", "build", "default_period"]
