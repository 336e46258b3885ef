"""Indicators, official tables, closed periods, dashboards and the demo prefecture."""
