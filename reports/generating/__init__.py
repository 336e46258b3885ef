"""Invented histories of any size: a register for so many prefectures, and so many cases over five years.

Everything is drawn from one seed: the same seed, numbers and last day give the same places, people and cases, whatever the
machine; only the random UUIDs of addresses and the moments of writing differ. The rows are written by each app's
`history.py`, so a case of a million is like one that was lived.
"""

from .loading import Asked, NotEmpty, generate

__all__ = ["Asked", "NotEmpty", "generate"]
