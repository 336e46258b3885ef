"""What a letter brings as lists, one item a line."""

import re
from typing import IO

from django.utils.translation import gettext as _

from cases.parsing import PersonLine, lines_of, read_people
from mediation.kernel.spreadsheets import BadFile, read_table

_FIRST_SEPARATOR = re.compile(r"[\t,，;；:：]+")
MOST_COPIES = 999
# Words by which a column of a file is known, in the order of a line.
_COLUMNS = (("姓名", "名称"), ("金额", "请求"), ("电话", "手机"), ("类别",))


def read_parties(text: str) -> list[PersonLine]:
    """One side's lines (cases.parsing.read_people); the second of two lines with one name and telephone says so."""
    lines = read_people(text)
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        earlier = seen.setdefault((line.name, line.phone), line.number)
        if line.phone and earlier != line.number:
            line.problems.append(_("和第%(line)d行的姓名、电话相同。") % {"line": earlier})
    return lines


def text_of_file(upload: IO[bytes], name: str, *, most: int) -> str:
    """The list of an .xlsx or .csv as lines for `read_parties`; line numbers are the sheet's. Raises BadFile."""
    table = read_table(upload, name, max_rows=most)
    places = [
        next((n for n, head in enumerate(table.header) if any(word in head for word in words)), None)
        for words in _COLUMNS
    ]
    if places[0] is None:
        raise BadFile(_("表格要有“姓名”一列；还可以有“请求金额”“电话”“类别”三列。"))
    # An empty line stands for each line of the sheet that is not a person's, the heading among them.
    lines = [""] * table.rows[-1].number
    for row in table.rows:
        cells = [str(row.cells[n]) for n in places if n is not None and n < len(row.cells)]
        lines[row.number - 1] = "\t".join(cell.replace("\t", " ") for cell in cells)
    return "\n".join(lines)


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
