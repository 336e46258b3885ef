"""Loads the demo prefecture: the plan of `reports.demo`, written by the apps' histories and workflows."""

from .loading import NotEmpty, load

__all__ = ["NotEmpty", "load"]
