"""The columns of a file of cases: the one source of the page's table, the template, docs/import.md and the reader.

Headers stay Chinese in every language, because the file goes from hand to hand; a header may also be the column's key.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel.spreadsheets import BadFile

from ..enums import DeclineReason, DisputeSubtype, DisputeType, Entruster, Outcome, Source, TerminationGround


@dataclass(frozen=True)
class Column:
    """One column: its key in code, its header, what to put in, an invented example; `choices` when it is a list."""

    key: str
    header: str
    meaning: Any
    example: str = ""
    required: bool = False
    choices: type[TextChoices] | None = None
    left_out: tuple[str, ...] = ()

    @property
    def allowed(self) -> list[tuple[str, str]]:
        """Code and Chinese label of each value that the column takes; empty when it is free."""
        if self.choices is None:
            return []
        with translation.override("zh-hans"):
            return [(c.value, str(c.label)) for c in self.choices if c.value not in self.left_out]


COLUMNS: tuple[Column, ...] = (
    Column(
        "organization",
        "调解组织",
        gettext_lazy("调委会的名称或案号简称；不填就是导入时选的组织。只能是自己任职的组织。"),
    ),
    Column("applied_on", "申请日期", gettext_lazy("当事人申请的那天，例如 2021-03-05。"), "2021-03-05", True),
    Column(
        "source",
        "案件来源",
        gettext_lazy("不填就是依申请调解。"),
        "依申请调解",
        choices=Source,
    ),
    Column(
        "entruster",
        "委托移送单位",
        gettext_lazy("接受委托移送的案件要填，其他案件不填。"),
        choices=Entruster,
    ),
    Column("dispute_type", "纠纷类型", gettext_lazy("按十八类填写。"), "邻里", True, DisputeType),
    Column("dispute_subtype", "细分类型", gettext_lazy("只有金融类合同纠纷填写。"), choices=DisputeSubtype),
    Column(
        "applicants",
        "申请人",
        gettext_lazy("姓名或名称；几个人用顿号或分号隔开，最多 500 人。"),
        "示例·马某甲、示例·马某乙",
        True,
    ),
    Column(
        "applicant_phones",
        "申请人电话",
        gettext_lazy("几个人的电话用顿号或分号隔开，按姓名的顺序；没有的不填。"),
    ),
    Column("respondents", "被申请人", gettext_lazy("写法和申请人相同。"), "示例·王某乙", True),
    Column("respondent_phones", "被申请人电话", gettext_lazy("写法和申请人电话相同。")),
    Column(
        "summary",
        "纠纷简要情况",
        gettext_lazy("什么事、要求什么，最多 5000 字。"),
        "两家为院墙滴水起了争执，请求修一条排水沟。",
        True,
    ),
    Column(
        "accepted_on",
        "受理日期",
        gettext_lazy("填了就是双方都同意调解并已受理，系统给案号；还没有受理的不填。"),
        "2021-03-05",
    ),
    Column(
        "mediators",
        "调解员",
        gettext_lazy("受理那天在本组织任职的调解员，首席写在最前；几个人用顿号或分号隔开。"),
        "（填本组织调解员的姓名）",
    ),
    Column(
        "outcome",
        "调解结果",
        gettext_lazy("还在调解的不填。"),
        "书面协议",
        choices=Outcome,
    ),
    Column(
        "termination_ground",
        "终止原因",
        gettext_lazy("调解结果是终止调解的才填，而且要填。"),
        choices=TerminationGround,
        left_out=(TerminationGround.AGREED.value,),
    ),
    Column(
        "concluded_on",
        "调解结束日期",
        gettext_lazy("填了调解结果的要填：达成协议的填达成那天，其他的填结束那天。"),
        "2021-03-12",
    ),
    Column(
        "effective_on",
        "协议生效日期",
        gettext_lazy("书面协议签名、盖章齐全的那天；还没有生效的不填。口头协议达成就生效，不用填。"),
        "2021-03-12",
    ),
    Column(
        "amount",
        "涉及金额（元）",
        gettext_lazy("协议的金额，以元为单位；没有金额的不填。"),
        "1200",
    ),
    Column(
        "terms",
        "协议内容",
        gettext_lazy("达成协议的要填：谁、做什么、什么时候。"),
        "王某乙三日内修好排水沟。",
    ),
    Column(
        "performed_on",
        "履行完毕日期",
        gettext_lazy("达成协议并已结案的要填。"),
        "2021-03-15",
    ),
    Column("closed_on", "结案日期", gettext_lazy("已经结案的填。"), "2021-03-15"),
    Column(
        "decline_reason",
        "不予受理原因",
        gettext_lazy("没有受理的才填；受理日期和它后面的各列就不填。"),
        choices=DeclineReason,
    ),
    Column("declined_on", "不予受理日期", gettext_lazy("填了不予受理原因的要填。")),
    Column(
        "old_number",
        "原编号",
        gettext_lazy("纸质登记簿上的编号，记在案件的办理过程里；系统另给案号。"),
        "2021-17",
    ),
)
BY_KEY = {column.key: column for column in COLUMNS}


def match_header(header: Sequence[str]) -> dict[str, str]:
    """Header of the file → key of the column. Raises BadFile for unknown, doubled and missing columns."""
    known = {plain(column.header): column.key for column in COLUMNS}
    known.update({column.key: column.key for column in COLUMNS})
    found: dict[str, str] = {}
    problems: list[str] = []
    for name in filter(None, header):
        key = known.get(plain(name))
        if key is None:
            problems.append(
                _("看不懂列名“%(name)s”，请用模板里的列名，不要的列请删去。") % {"name": name[:40]}
            )
        elif key in found.values():
            problems.append(_("列“%(name)s”出现了两次，请删去一列。") % {"name": BY_KEY[key].header})
        else:
            found[name] = key
    for column in COLUMNS:
        if column.required and column.key not in found.values():
            problems.append(_("缺少列“%(name)s”。") % {"name": column.header})
    if problems:
        raise BadFile(*problems)
    return found


@cache
def choice_words(choices: type[TextChoices], left_out: tuple[str, ...] = ()) -> dict[str, str]:
    """What may be written for each value: its code and its label in every language of the product."""
    words: dict[str, str] = {}
    for language in ("zh-hans", "en"):
        with translation.override(language):
            words.update({plain(str(c.label)): c.value for c in choices if c.value not in left_out})
    words.update({c.value: c.value for c in choices if c.value not in left_out})
    return words


def plain(text: str) -> str:
    """How headers and list values are compared: half width, small letters, no spaces."""
    return "".join(unicodedata.normalize("NFKC", text).casefold().split())


def as_markdown(columns: Iterable[Column] = COLUMNS) -> str:
    """The table of docs/import.md."""
    with translation.override("zh-hans"):
        lines = ["| 列名 | 代码 | 必填 | 怎样填 | 可以填的值 |", "|---|---|---|---|---|"]
        for column in columns:
            values = "；".join(label for _code, label in column.allowed)
            needed = "是" if column.required else ""
            lines.append(f"| {column.header} | `{column.key}` | {needed} | {column.meaning} | {values} |")
    return "\n".join(lines) + "\n"
