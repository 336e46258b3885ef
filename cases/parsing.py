"""Lists of people that somebody pasted: one a line, columns by tab or comma."""

import re
from collections.abc import Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from mediation.kernel import money

from .models import Party

_SEPARATORS = re.compile(r"[\t,，;；]+")
MOST_PARTIES = 500


def lines_of(text: str) -> list[tuple[int, list[str]]]:
    """(line number from 1, its columns) of the lines that are not empty."""
    return [
        (number, [column.strip() for column in _SEPARATORS.split(line.strip()) if column.strip()])
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip()
    ]


def parse_people(text: str) -> tuple[list[tuple[str, Decimal | None, str]], list[str]]:
    """People as name, claim in yuan or None, phone; and a sentence for each line that cannot be read.

    A line holds a name, then in any order an amount and a telephone number. 1 to 500 people.
    """
    people: list[tuple[str, Decimal | None, str]] = []
    problems: list[str] = []
    for number, columns in lines_of(text):
        name, amount, phone = columns[0], None, ""
        if len(name) > 60:
            problems.append(_("第%(line)d行：姓名太长，最多60个字。") % {"line": number})
            continue
        for column in columns[1:]:
            if _is_phone(column):
                phone = column
                continue
            try:
                amount = money.parse_yuan(column)
            except money.NotAnAmount as error:
                problems.append(_("第%(line)d行：%(problem)s") % {"line": number, "problem": error.message})
        people.append((name, amount, phone))
    if len(people) > MOST_PARTIES:
        problems.append(_("一件案件一方最多%(most)d人。") % {"most": MOST_PARTIES})
    return people, problems


def parse_awards(text: str, parties: Sequence[Party]) -> tuple[dict[int, Decimal], list[str]]:
    """Party id → award in yuan, from lines of name and amount; and a sentence for each line that does not fit.

    Two parties of one name take their lines in order.
    """
    waiting: dict[str, list[int]] = {}
    for party in parties:
        waiting.setdefault(party.name, []).append(party.pk)
    awards: dict[int, Decimal] = {}
    problems: list[str] = []
    for number, columns in lines_of(text):
        if len(columns) < 2:
            problems.append(_("第%(line)d行：要有姓名和金额。") % {"line": number})
            continue
        if not waiting.get(columns[0]):
            problems.append(
                _("第%(line)d行：申请人中没有“%(name)s”，或者这个人已经填过。")
                % {"line": number, "name": columns[0]}
            )
            continue
        try:
            amount = money.parse_yuan(columns[1])
        except money.NotAnAmount as error:
            problems.append(_("第%(line)d行：%(problem)s") % {"line": number, "problem": error.message})
            continue
        awards[waiting[columns[0]].pop(0)] = amount
    return awards, problems


def _is_phone(text: str) -> bool:
    digits = text.replace("-", "").replace(" ", "")
    return digits.isdigit() and (
        len(digits) == 11 and digits.startswith("1") or digits.startswith("0") and len(digits) >= 10
    )
