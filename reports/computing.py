"""Dashboards computed ahead."""


def refresh() -> None:
    """Placeholder until the indicators stand."""
