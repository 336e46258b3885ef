"""What a letter brings as lists, one item a line."""

import re

from django.utils.translation import gettext as _

from cases.parsing import PersonLine, lines_of, read_people

_FIRST_SEPARATOR = re.compile(r"[\t,，;；:：]+")
MOST_COPIES = 999


def read_parties(text: str) -> list[PersonLine]:
    """One side's lines (cases.parsing.read_people); the second of two lines with one name and telephone says so."""
    lines = read_people(text)
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        earlier = seen.setdefault((line.name, line.phone), line.number)
        if line.phone and earlier != line.number:
            line.problems.append(_("和第%(line)d行的姓名、电话相同。") % {"line": earlier})
    return lines


def parse_attempts(text: str) -> tuple[list[tuple[str, str]], list[str]]:
    """(body, what came of it) of each line, and a sentence for each line that cannot be read."""
    attempts, problems = [], []
    for number, line in _filled(text):
        body, _separator, result = _cut(line)
        if not body or not result:
            problems.append(_("第%(line)d行：要写明单位和情况，中间用逗号隔开。") % {"line": number})
        elif len(body) > 60 or len(result) > 200:
            problems.append(_("第%(line)d行：单位最多60个字，情况最多200个字。") % {"line": number})
        else:
            attempts.append((body, result))
    return attempts, problems


def parse_materials(text: str) -> tuple[list[tuple[str, int]], list[str]]:
    """(name, copies) of each line, one copy where no number stands; and a sentence for each line that cannot be read."""
    materials, problems = [], []
    for number, columns in lines_of(text):
        name, copies = columns[0], columns[1].removesuffix("份").strip() if len(columns) > 1 else "1"
        if len(columns) > 2 or not (copies.isdecimal() and 1 <= int(copies[:9]) <= MOST_COPIES):
            problems.append(_("第%(line)d行：写材料名称和份数，例如：起诉状副本，2。") % {"line": number})
        elif len(name) > 80:
            problems.append(_("第%(line)d行：材料名称最多80个字。") % {"line": number})
        else:
            materials.append((name, int(copies)))
    return materials, problems


def _filled(text: str) -> list[tuple[int, str]]:
    return [(n, line.strip()) for n, line in enumerate(text.splitlines(), start=1) if line.strip()]


def _cut(line: str) -> tuple[str, str, str]:
    found = _FIRST_SEPARATOR.search(line)
    if found is None:
        return line, "", ""
    return line[: found.start()].strip(), found.group(), line[found.end() :].strip()
