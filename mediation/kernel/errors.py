"""What can go wrong by the rules of the domain; page and API show the same sentence (see mediation/middleware.py)."""

from collections.abc import Mapping
from typing import Any

from django.forms import Form
from django.utils.translation import gettext_lazy as _


class DomainError(Exception):
    """A rule said no. `message` is a sentence for the person, `code` a permanent word for programs."""

    code = "refused"
    status = 409

    def __init__(self, message: str, *, code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        if code:
            self.code = code

    @property
    def told(self) -> dict[str, Any]:
        """What a program learns beside code and sentence; never personal data."""
        return {}


class Refused(DomainError):
    """This person may not do this, or the record is not in a state for it."""

    code = "refused"


class Conflict(DomainError):
    """Somebody else changed the record since it was read."""

    code = "conflict"

    def __init__(self, message: str | None = None) -> None:
        super().__init__(message or str(_("这条记录刚刚被别人改过，请看过最新内容再办理。")))


class InvalidInput(DomainError):
    """Fields were filled wrongly: `errors` maps a field's name to its sentences."""

    code = "invalid"
    status = 400

    def __init__(self, errors: Mapping[str, Any]) -> None:
        super().__init__(str(_("有的内容填得不对，请按提示修改。")))
        self.errors = {name: [str(sentence) for sentence in sentences] for name, sentences in errors.items()}

    def show_at(self, form: Form) -> None:
        """Put the sentences at the form's fields; those of no field of its stand on top."""
        for name, sentences in self.errors.items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
