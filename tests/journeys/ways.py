"""The ways in which each journey is made."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Way:
    """What the browser can do, and the language of the reader."""

    name: str
    javascript: bool = True
    language: str = "zh-hans"


SCRIPT, PLAIN, ENGLISH = Way("script"), Way("plain", javascript=False), Way("english", language="en")
WAYS = (SCRIPT, PLAIN, ENGLISH)
