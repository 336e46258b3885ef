"""The answer to "may this person do this?": yes, or no with the reason that a person can read."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Decision:
    """True when allowed; otherwise `reason` is the sentence shown beside the disabled button."""

    allowed: bool
    reason: str = ""

    def __bool__(self) -> bool:
        return self.allowed


ALLOW = Decision(True)


def deny(reason: str) -> Decision:
    """A refusal with its reason, a whole sentence in the reader's language."""
    return Decision(False, reason)
