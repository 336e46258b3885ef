"""What writing a letter and each step with it ask; page and API fill the same forms."""

from .letter import LetterForm, LetterParty
from .steps import (
    AnswerForm,
    DeclineLetterForm,
    PlaceForm,
    ReadAnswerForm,
    ReassignForm,
    StartForm,
    WithdrawForm,
)

__all__ = [
    "AnswerForm",
    "DeclineLetterForm",
    "LetterForm",
    "LetterParty",
    "PlaceForm",
    "ReadAnswerForm",
    "ReassignForm",
    "StartForm",
    "WithdrawForm",
]
