"""A file of parties: read, looked at, and only then saved."""

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook, load_workbook

from cases.enums import PartyKind, Side
from cases.models import Case

HEADER = ("序号", "姓名或名称", "请求金额", "电话", "类别")


def csv(*rows: str) -> SimpleUploadedFile:
    text = "\n".join([",".join(HEADER), *rows])
    return SimpleUploadedFile("名单.csv", text.encode("gb18030"))


def xlsx(rows: list[tuple[Any, ...]]) -> SimpleUploadedFile:
    book, target = Workbook(), io.BytesIO()
    book.active.append(HEADER)
    for row in rows:
        book.active.append(row)
    book.save(target)
    return SimpleUploadedFile("名单.xlsx", target.getvalue())


@pytest.fixture
def upload(as_user: Callable[[str], Any]) -> Callable[..., Any]:
    def send(case: Case, **data: Any) -> Any:
        address = f"/cases/{case.uuid}/parties/list/"
        return as_user("village_mediator").post(address, {"side": "applicant", **data})

    return send


def hidden(answer: Any) -> dict[str, str]:
    """What the page of the check sends along."""
    return dict(answer.context["again"])


def test_a_sheet_is_shown_with_its_sum_and_saved_when_confirmed(
    registered: Callable[..., Case], upload: Callable[..., Any]
) -> None:
    case = registered()
    rows = [(n, f"示例·申请人{n:03d}", n * 100, f"1390000{n:04d}", "个人") for n in range(1, 120)]
    shown = upload(case, file=xlsx(rows))
    assert shown.status_code == 200
    assert (len(shown.context["rows"]), shown.context["total"]) == (119, 714000)
    assert "714,000 元" in shown.content.decode()
    assert case.parties.count() == 2
    assert upload(case, **hidden(shown), checked="1").status_code == 302
    assert case.parties.count() == 121
    case.refresh_from_db()
    assert case.text.applicants == "示例·马某甲等120人"


def test_the_kind_of_a_row_is_kept(registered: Callable[..., Case], upload: Callable[..., Any]) -> None:
    case = registered()
    shown = upload(case, file=csv("1,示例·张某甲,,,单位", "2,示例商贸公司,,,"), side="respondent")
    assert upload(case, **hidden(shown), checked="1").status_code == 302
    added = case.parties.filter(side=Side.RESPONDENT).order_by("position")[1:]
    assert [party.kind for party in added] == [PartyKind.LEGAL, PartyKind.LEGAL]


def test_a_bad_row_is_named_by_its_number_in_the_sheet_and_nobody_is_saved(
    registered: Callable[..., Case], upload: Callable[..., Any]
) -> None:
    case = registered()
    answer = upload(case, file=csv("1,示例·甲,300,,", "", "2,示例·乙,很多,,"), checked="1")
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == ["第4行：请用数字填写金额，例如 60000、1,234.50 或 6万。"]
    assert case.parties.count() == 2


def test_repeated_names_are_marked_and_still_the_persons_decision(
    registered: Callable[..., Case], upload: Callable[..., Any]
) -> None:
    case = registered()
    shown = upload(case, file=csv("1,示例·马某甲,,,", "2,示例·乙,,,", "3,示例·乙,,,"))
    assert shown.context["repeated"] == ["示例·乙", "示例·马某甲"]
    assert shown.content.decode().count("重名") == 3
    assert upload(case, **hidden(shown), checked="1").status_code == 302
    assert case.parties.count() == 5


@pytest.mark.parametrize(
    "name, content, sentence",
    [
        ("名单.xls", b"x", "不支持旧格式，请另存为“Excel 工作簿（.xlsx）”后重新上传。"),
        ("名单.csv", "甲,乙\n1,2".encode(), "表格要有“姓名”一列；还可以有“请求金额”“电话”“类别”三列。"),
    ],
)
def test_a_file_that_is_no_list_is_refused(
    registered: Callable[..., Case], upload: Callable[..., Any], name: str, content: bytes, sentence: str
) -> None:
    answer = upload(registered(), file=SimpleUploadedFile(name, content))
    assert answer.status_code == 422
    assert answer.context["form"].errors["file"] == [sentence]


def test_a_list_comes_one_way_only_and_a_side_holds_five_hundred(
    registered: Callable[..., Case], upload: Callable[..., Any]
) -> None:
    case = registered()
    both = upload(case, file=csv("1,示例·甲,,,"), people="示例·乙")
    assert both.context["form"].errors["file"] == ["名单请只用一种办法：粘贴，或者上传文件。"]
    # One applicant is there already.
    full = upload(case, people="\n".join(f"示例·{n}" for n in range(500)))
    assert full.context["form"].errors["people"] == ["一件案件一方最多500人。"]
    assert upload(case, people="\n".join(f"示例·{n}" for n in range(499))).status_code == 200


def test_the_template_is_read_by_the_same_door(
    registered: Callable[..., Case], as_user: Callable[[str], Any], upload: Callable[..., Any]
) -> None:
    content = as_user("village_mediator").get("/cases/parties/template/").content
    book = load_workbook(io.BytesIO(content))
    book.worksheets[0].append(["示例·张某甲", 1200, "13900000001", "个人"])
    target = io.BytesIO()
    book.save(target)
    shown = upload(registered(), file=SimpleUploadedFile("名单.xlsx", target.getvalue()))
    [row] = shown.context["rows"]
    assert (row.name, row.amount, row.phone) == ("示例·张某甲", 1200, "13900000001")
