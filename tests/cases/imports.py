"""Files of invented cases, as clerks bring them."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from cases.importing.columns import COLUMNS
from mediation.kernel.spreadsheets import Column, Table, read_table, write_workbook
from tests.world import World

HEADERS = {column.key: column.header for column in COLUMNS}
OUTCOMES = ("口头协议", "书面协议", "书面协议", "口头协议", "调解不成", "一方不愿调解", "终止调解", "")
CHARACTERS = "甲乙丙丁戊己庚辛壬癸"


def person(n: int) -> str:
    """示例·马某 with a different ending for each number."""
    return "示例·马某" + "".join(CHARACTERS[int(digit)] for digit in f"{n:04d}")


def row(n: int, mediator: str = "示例·村主任甲", **changes: Any) -> dict[str, Any]:
    """The n-th invented case: every outcome comes up, finished and running."""
    applied = date(2020, 1, 1) + timedelta(days=n % 600)
    outcome = OUTCOMES[n % len(OUTCOMES)]
    concluded = applied + timedelta(days=5)
    cells: dict[str, Any] = {
        "applied_on": applied,
        "dispute_type": "邻里",
        "applicants": person(n),
        "respondents": "示例·王某乙",
        "summary": f"第{n}件：两家为院墙滴水起了争执，请求修一条排水沟。",
        "accepted_on": applied,
        "mediators": mediator,
        "outcome": outcome,
        "old_number": f"旧{n}",
    }
    if outcome:
        cells["concluded_on"] = concluded
    if outcome.endswith("协议"):
        cells |= {
            "terms": "乙方三日内修好排水沟。",
            "amount": "1200",
            "performed_on": concluded,
            "closed_on": concluded,
        }
    if outcome == "书面协议":
        cells["effective_on"] = concluded
    if outcome == "终止调解":
        cells["termination_ground"] = "当事人自行和解，撤回调解申请"
    return cells | changes


def rows(count: int, **changes: Any) -> list[dict[str, Any]]:
    return [row(n, **changes) for n in range(count)]


def xlsx(records: Sequence[Mapping[str, Any]]) -> bytes:
    """The file of these rows, all columns, headers in Chinese."""
    target = io.BytesIO()
    write_workbook(
        target,
        title="案件",
        columns=[Column(column.header) for column in COLUMNS],
        rows=[[record.get(column.key) or None for column in COLUMNS] for record in records],
    )
    return target.getvalue()


def csv_file(records: Iterable[Mapping[str, Any]], encoding: str = "utf-8") -> bytes:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADERS.values())
    writer.writerows([record.get(key, "") for key in HEADERS] for record in records)
    return text.getvalue().encode(encoding)


def table(records: Sequence[Mapping[str, Any]]) -> Table:
    return read_table(io.BytesIO(xlsx(records)), "案件.xlsx")


def clerk(world: World) -> Any:
    return world.fresh("village_clerk")


def plant(records: list[dict[str, Any]], step: int) -> list[tuple[int, str]]:
    """Put thirty errors of different kinds into every `step`-th row; gives row number and column header of each."""
    expected = []
    for n, (key, changes) in enumerate(FAULTS):
        place = n * step + step // 2
        records[place] = row(place + 100_000, outcome="", concluded_on="", **BARE) | changes
        expected.append((place + 2, HEADERS[key]))
    # The thirtieth is the same dispute as another row.
    records[-1] = {**records[0], "old_number": "旧重复"}
    return [*expected, (len(records) + 1, HEADERS["applicants"])]


BARE = dict.fromkeys(
    ("terms", "amount", "performed_on", "closed_on", "effective_on", "termination_ground"), ""
)
_LATER, _EARLIER = date(2021, 12, 1), date(2019, 1, 1)
_AGREED = {"outcome": "口头协议", "concluded_on": _LATER, "terms": "乙方道歉。"}
_WRITTEN = {**_AGREED, "outcome": "书面协议"}
FAULTS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("applied_on", {"applied_on": ""}),
    ("applied_on", {"applied_on": "二月三十日"}),
    ("applied_on", {"applied_on": "2999-01-01", "accepted_on": "", "mediators": ""}),
    ("applied_on", {"applied_on": "1921-01-01"}),
    ("organization", {"organization": "没有这个调委会"}),
    ("organization", {"organization": "昌硫"}),
    ("source", {"source": "电话"}),
    ("entruster", {"source": "接受委托移送调解"}),
    ("entruster", {"entruster": "法院"}),
    ("dispute_type", {"dispute_type": ""}),
    ("dispute_type", {"dispute_type": "吵架"}),
    ("dispute_subtype", {"dispute_subtype": "金融"}),
    ("applicants", {"applicants": "、；"}),
    ("applicants", {"applicants": "示例·" + "长" * 60}),
    ("respondents", {"respondents": ""}),
    ("respondent_phones", {"respondent_phones": "1" * 31}),
    ("summary", {"summary": ""}),
    ("summary", {"summary": "长" * 5001}),
    ("accepted_on", {"accepted_on": _EARLIER, "mediators": ""}),
    ("accepted_on", {"accepted_on": ""}),
    ("mediators", {"mediators": "示例·镇调解员甲"}),
    ("mediators", {**_AGREED, "mediators": ""}),
    ("outcome", {"outcome": "好了"}),
    ("concluded_on", {**_AGREED, "concluded_on": _EARLIER}),
    ("terms", {**_AGREED, "terms": ""}),
    ("amount", {**_AGREED, "amount": "一千二"}),
    ("effective_on", {**_WRITTEN, "effective_on": _EARLIER}),
    ("termination_ground", {"outcome": "终止调解", "concluded_on": _LATER}),
    ("closed_on", {**_AGREED, "performed_on": _LATER, "closed_on": _EARLIER}),
)
