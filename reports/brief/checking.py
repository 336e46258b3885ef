"""Whether a template can be written out: its fields are known, and no number in it was typed by hand."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from .fields import EXAMPLES, FIELD, FieldError, FigureField, WordField, pieces
from .typed import typed_numbers


class Problem(NamedTuple):
    """What is wrong in a line, counted from one."""

    line: int
    sentence: str

    def __str__(self) -> str:
        return _("第 %(line)s 行：%(sentence)s") % {"line": self.line, "sentence": self.sentence}


def problems_of(body: str) -> list[Problem]:
    """All that is wrong with a template, line by line; an empty list when it can be kept."""
    found = []
    states_figure = False
    for number, line in enumerate(body.splitlines(), start=1):
        try:
            parts = list(pieces(line))
        except FieldError as error:
            found.append(Problem(number, str(error)))
            continue
        states_figure |= any(isinstance(part, FigureField) for part in parts)
        if any(isinstance(part, WordField) and part.name == EXAMPLES for part in parts) and len(parts) > 1:
            found.append(Problem(number, _("{典型案例}要单独成一行。")))
        found += [
            Problem(number, _("“%(number)s”是手写的数，请换成字段。") % {"number": typed})
            for typed in typed_numbers(FIELD.sub("　", line))
        ]
    if not found and not states_figure:
        found.append(Problem(1, _("这个模板里没有数字字段。")))
    return found
