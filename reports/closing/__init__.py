"""Closing a period: rounds, the returns of each node from the committee to the prefecture, and the signature."""
