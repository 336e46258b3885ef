"""What writing a letter and each step with it ask; page and API fill the same forms."""

from .letter import LetterForm, LetterParty
from .steps import AnswerForm, DeclineForm, PlaceForm, ReadAnswerForm, ReassignForm, StartForm, WithdrawForm

__all__ = [
    "AnswerForm",
    "DeclineForm",
    "LetterForm",
    "LetterParty",
    "PlaceForm",
    "ReadAnswerForm",
    "ReassignForm",
    "StartForm",
    "WithdrawForm",
]
