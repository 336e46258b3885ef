"""Lists of people that somebody pasted: one a line, columns by tab or comma."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import IO

from django.utils.translation import gettext as _

from mediation.kernel import money
from mediation.kernel.spreadsheets import BadFile, read_table

from .enums import PartyKind
from .models import Party

_SEPARATORS = re.compile(r"[,，;；]+")
_LEGAL_ENDINGS = (
    "公司",
    "集团",
    "厂",
    "商店",
    "超市",
    "银行",
    "支行",
    "商行",
    "合作社",
    "中心",
    "委员会",
    "医院",
    "学校",
)
# What a column may say beside name, amount and telephone.
_KIND_WORDS = {
    "单位": PartyKind.LEGAL,
    "法人": PartyKind.LEGAL,
    "个人": PartyKind.NATURAL,
    "自然人": PartyKind.NATURAL,
}
# First cells of a heading line that came along from a spreadsheet.
_HEADINGS = ("姓名", "名称", "姓名或名称", "申请人", "被申请人", "序号")
# Words by which a column of a file is known, in the order of a line.
_COLUMNS = (("姓名", "名称"), ("金额", "请求"), ("电话", "手机"), ("类别",))
MOST_PARTIES = 500
# Half-width brackets are typed as well.
_COURT_NUMBER = re.compile(r"[（(](19|20)[0-9]{2}[)）]\S{1,40}?[0-9]+号")


@dataclass
class PersonLine:
    """One line of a list of people: what it says, and a sentence for each thing in it that cannot be read."""

    number: int
    name: str
    amount: Decimal | None = None
    phone: str = ""
    kind: PartyKind = PartyKind.NATURAL
    problems: list[str] = field(default_factory=list)


def lines_of(text: str) -> list[tuple[int, list[str]]]:
    """(line number from 1, its columns) of the lines that are not empty.

    A line with tabs (from a spreadsheet) is cut at its tabs alone, so that 1,234.50 stays whole; others at commas.
    """
    return [
        (
            number,
            [c.strip() for c in (line.split("\t") if "\t" in line else _SEPARATORS.split(line)) if c.strip()],
        )
        for number, line in enumerate(text.splitlines(), start=1)
        if line.strip(" \t,，;；")
    ]


def read_people(text: str) -> list[PersonLine]:
    """Each line of people: a name, then in any order a claim in yuan, a telephone number, 单位 or 个人.

    A heading line and a column of running numbers, as spreadsheets have them, are left out. Nothing else is guessed,
    except that a name with a company's ending is a company.
    """
    lines = lines_of(text)
    if lines and lines[0][1][0] in _HEADINGS:
        lines = lines[1:]
    return [_person(number, columns) for number, columns in lines]


def _person(number: int, columns: list[str]) -> PersonLine:
    if len(columns) > 1 and columns[0].isdigit() and len(columns[0]) <= 4 and not columns[1][0].isdigit():
        columns = columns[1:]
    name, amounts = columns[0], []
    line = PersonLine(number, name, kind=kind_of(name))
    if len(name) > 60:
        line.problems.append(_("姓名太长，最多60个字。"))
    elif name[0].isdigit():
        line.problems.append(_("第一列要填姓名或名称。"))
    for column in columns[1:]:
        if column in _KIND_WORDS:
            line.kind = _KIND_WORDS[column]
        elif _is_phone(column):
            line.phone = column
        else:
            try:
                amounts.append(money.parse_yuan(column))
            except money.NotAnAmount as error:
                line.problems.append(error.message)
    if len(amounts) > 1:
        line.problems.append(_("一行只能有一个金额；金额里有逗号的，请用制表符分列，或者去掉逗号。"))
    elif amounts:
        line.amount = amounts[0]
    return line


def text_of_file(upload: IO[bytes], name: str, *, most: int) -> str:
    """The list of an .xlsx or .csv as lines for `read_people`; line numbers are the sheet's. Raises BadFile."""
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


def kind_of(name: str) -> PartyKind:
    """A name with a company's ending is a company; nothing else is guessed."""
    return PartyKind.LEGAL if name.endswith(_LEGAL_ENDINGS) else PartyKind.NATURAL


def parse_people(text: str) -> tuple[list[PersonLine], list[str]]:
    """The people of a list, and a sentence for each line that cannot be read. 1 to 500 people."""
    lines = read_people(text)
    problems = [
        _("第%(line)d行：%(problem)s") % {"line": line.number, "problem": problem}
        for line in lines
        for problem in line.problems
    ]
    if len(lines) > MOST_PARTIES:
        problems.append(too_many_sentence())
    return lines, problems


def too_many_sentence() -> str:
    """Said when a side has more people than a case holds."""
    return _("一件案件一方最多%(most)d人。") % {"most": MOST_PARTIES}


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
        if len(columns) != 2:
            problems.append(_("第%(line)d行：要有姓名和金额两列；金额里不要用逗号。") % {"line": number})
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


def is_court_number(text: str) -> bool:
    """Whether it is written like a court's number: （2026）新2324诉前调确12号."""
    return _COURT_NUMBER.fullmatch(text) is not None


def _is_phone(text: str) -> bool:
    digits = text.replace("-", "").replace(" ", "")
    return digits.isdigit() and (
        len(digits) == 11 and digits.startswith("1") or digits.startswith("0") and len(digits) >= 10
    )
