"""The only writer of exceptions: one person on one case, until a day."""


def record_expired() -> None:
    """Journal the exceptions that ended yesterday."""
