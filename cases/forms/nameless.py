"""Text that people read who do not see the case: no name of a party or representative, no telephone or identity number."""

import re
import unicodedata
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from ..models import Case

_NUMBERS = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|\d{17}[\dXx])(?!\d)")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s-](?=\d)")
# "示例·马某甲" is also written 马某甲; a shorter part would be found in any sentence.
_SHORTEST_NAME = 2


def numbers_of_people(text: str) -> str | None:
    """The sentence that says why this text cannot be read by others, where a telephone or identity number stands in it."""
    plain = unicodedata.normalize("NFKC", text)
    if _NUMBERS.search(_BETWEEN_DIGITS.sub("", plain)):
        return _("这里不能写电话号码、证件号码：看的人看不到案件。")
    return None


def problem_of(text: str, case: Case) -> str | None:
    """The sentence that says why this text cannot leave the case, or None."""
    if sentence := numbers_of_people(text):
        return sentence
    plain = unicodedata.normalize("NFKC", text)
    squeezed = re.sub(r"\s", "", plain)
    names = case.parties.values_list("name").union(case.representatives.values_list("name"))
    for (name,) in names:
        written = re.sub(r"\s", "", unicodedata.normalize("NFKC", name))
        own_name = written.rpartition("·")[2]
        if any(len(part) >= _SHORTEST_NAME and part in squeezed for part in (written, own_name)):
            return _("这里不能写当事人的姓名：看的人看不到案件。")
    return None


class NamelessMixin:
    """A form whose `nameless` fields are read outside the case."""

    nameless: tuple[str, ...] = ()

    def refuse_names(self: Any, data: dict[str, Any], case: Case) -> None:
        """An error at each field in which a party or a number of a person stands."""
        for name in self.nameless:
            if isinstance(self.fields[name], forms.CharField) and (text := data.get(name)):
                problem = problem_of(text, case)
                if problem:
                    self.add_error(name, problem)
