"""What one cell may hold: texts, days, amounts, words of a list, names. Gives values or the sentence for the cell."""

import re
import unicodedata
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from mediation.kernel.spreadsheets import Cell

from ..enums import PartyKind
from ..fields import DayField, YuanField
from ..forms import SUMMARY_LENGTH
from ..parsing import MOST_PARTIES, read_people, too_many_sentence
from .columns import Column, choice_words, plain

_BETWEEN_NAMES = re.compile(r"[、;；\n]+")
_DAY = DayField(required=False)
_YUAN = YuanField(required=False)
DAYS = frozenset(
    {"applied_on", "accepted_on", "concluded_on", "effective_on", "performed_on", "closed_on", "declined_on"}
)
LONGEST = {"summary": SUMMARY_LENGTH, "terms": SUMMARY_LENGTH, "old_number": 60}
LONGEST_PHONE = 30


class BadCell(ValueError):
    """A cell that cannot be read; `sentences` say why."""

    def __init__(self, *sentences: str) -> None:
        super().__init__(*sentences)
        self.sentences = sentences


def read_cell(column: Column, cell: Cell) -> Any:
    """The value of a cell: None or an empty list when it is empty. Raises BadCell."""
    text = _half_width_date(cell) if column.key in DAYS else str(cell).strip()
    if text == "" and column.required:
        raise BadCell(_("请填写“%(name)s”。") % {"name": column.header})
    try:
        if column.key in DAYS:
            return _DAY.clean(text)
        if column.key == "amount":
            return _YUAN.clean(text)
    except ValidationError as error:
        raise BadCell(*error.messages) from error
    if column.choices is not None:
        return _word(column, text)
    match column.key:
        case "applicants" | "respondents":
            return _people(column, text)
        case "applicant_phones" | "respondent_phones":
            return _phones(text)
        case "mediators":
            return list(dict.fromkeys(names_in(text)))
    longest = LONGEST.get(column.key)
    if longest and len(text) > longest:
        raise BadCell(
            _("内容太长，最多 %(most)d 个字，现在有 %(count)d 个字。") % {"most": longest, "count": len(text)}
        )
    return text


def names_in(text: str) -> list[str]:
    """Names between 、 or ; without empty ones."""
    return [name.strip() for name in _BETWEEN_NAMES.split(text) if name.strip()]


def _half_width_date(cell: Cell) -> Any:
    return cell if isinstance(cell, date) else unicodedata.normalize("NFKC", cell).strip()


def _word(column: Column, text: str) -> str:
    if not text:
        return ""
    assert column.choices is not None  # noqa: S101  asked by read_cell
    value = choice_words(column.choices, column.left_out).get(plain(text))
    if value is None:
        allowed = "；".join(label for _code, label in column.allowed)
        raise BadCell(
            _("没有“%(word)s”这一项，可以填：%(allowed)s。") % {"word": text[:40], "allowed": allowed}
        )
    return value


def _people(column: Column, text: str) -> list[tuple[str, PartyKind]]:
    names = names_in(text)
    if not names:
        raise BadCell(_("请填写“%(name)s”。") % {"name": column.header})
    if len(names) > MOST_PARTIES:
        raise BadCell(too_many_sentence())
    people: list[tuple[str, PartyKind]] = []
    for name in names:
        # The tab keeps a name whole that holds a comma.
        lines = read_people(f"{name}\t")
        if not lines:
            raise BadCell(_("“%(name)s”不是姓名。") % {"name": column.header})
        if lines[0].problems:
            raise BadCell(*lines[0].problems)
        people.append((lines[0].name, lines[0].kind))
    return people


def _phones(text: str) -> list[str]:
    phones = [unicodedata.normalize("NFKC", phone) for phone in names_in(text)]
    if any(len(phone) > LONGEST_PHONE for phone in phones):
        raise BadCell(_("电话最多 %(most)d 个字符；几个电话用顿号或分号隔开。") % {"most": LONGEST_PHONE})
    return phones
