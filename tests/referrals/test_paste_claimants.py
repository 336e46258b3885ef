"""Lists of claimants: pasted from a spreadsheet, typed, or uploaded; each line answers for itself."""

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.enums import Side
from referrals.forms import LetterForm
from referrals.parsing import read_parties
from tests.referrals.letters import CLAIMANTS, CLAIMS_TOTAL, claimants, small_letter
from tests.world import World


def filled(world: World, upload: SimpleUploadedFile | None = None, **changes: Any) -> LetterForm:
    files = {"applicants_file": upload} if upload else None
    return LetterForm(small_letter(world, **changes), files, actor=world.fresh("procuratorate_liaison"))


def workbook(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    content = io.BytesIO()
    book.save(content)
    return SimpleUploadedFile("名单.xlsx", content.getvalue())


def test_120_pasted_lines_are_120_claimants_whose_claims_sum(world: World) -> None:
    form = filled(world, applicants=claimants())
    assert form.is_valid(), form.errors
    people = [p for p in form.cleaned_data["parties"] if p.side == Side.APPLICANT]
    assert len(people) == CLAIMANTS
    assert people[0].claim_amount == Decimal("1001.00")
    assert people[-1].phone == "13900000120"
    assert form.cleaned_data["claim_amount"] == CLAIMS_TOTAL


@pytest.mark.parametrize(
    ("line", "name", "amount", "phone"),
    [
        ("示例·甲\t1,234.50\t13900000001", "示例·甲", Decimal("1234.50"), "13900000001"),
        ("示例·甲，1.2万，13900000001", "示例·甲", Decimal("12000.00"), "13900000001"),
        ("示例·甲, 13900000001, 500", "示例·甲", Decimal("500.00"), "13900000001"),
        ("1\t示例·甲\t500", "示例·甲", Decimal("500.00"), ""),
        ("示例·甲", "示例·甲", None, ""),
    ],
)
def test_a_line_is_read_as_people_write_it(line: str, name: str, amount: Decimal | None, phone: str) -> None:
    (person,) = read_parties(line)
    assert (person.name, person.amount, person.phone, person.problems) == (name, amount, phone, [])


def test_a_heading_line_and_empty_lines_are_left_out() -> None:
    people = read_parties("姓名\t请求金额\t电话\n\n示例·甲\t500\t\n\n示例·乙\t600\t")
    assert [(p.number, p.name) for p in people] == [(3, "示例·甲"), (5, "示例·乙")]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("示例·甲，很多钱", "请用数字填写金额，例如 60000、1,234.50 或 6万。"),
        ("示例·甲，-5", "金额不能是负数。"),
        ("示例·甲，1,234.50", "一行只能有一个金额；金额里有逗号的，请用制表符分列，或者去掉逗号。"),
        ("13900000001，500", "第一列要填姓名或名称。"),
        ("示" * 61, "姓名太长，最多60个字。"),
    ],
)
def test_a_line_that_cannot_be_read_says_why(line: str, problem: str) -> None:
    (person,) = read_parties(line)
    assert person.problems == [problem]


def test_wrong_lines_among_120_are_told_by_their_numbers_and_the_others_stay_readable(world: World) -> None:
    lines = claimants().splitlines()
    lines[6] = "示例·工人007\t一千块"
    lines[99] = lines[98]
    form = filled(world, applicants="\n".join(lines))
    assert not form.is_valid()
    assert form.errors["applicants"] == [
        "第7行：请用数字填写金额，例如 60000、1,234.50 或 6万。",
        "第100行：和第99行的姓名、电话相同。",
    ]
    assert len(form.rows(Side.APPLICANT)) == CLAIMANTS
    assert [row.number for row in form.rows(Side.APPLICANT) if row.problems] == [7, 100]


def test_more_than_500_on_one_side_are_refused(world: World) -> None:
    assert filled(world, applicants=claimants(500)).is_valid()
    form = filled(world, applicants=claimants(501))
    assert form.errors == {"applicants": ["一件案件一方最多500人。"]}


def test_a_company_is_seen_by_its_ending_and_a_column_may_say_otherwise() -> None:
    people = read_parties("示例建筑有限公司\n示例·甲\n示例商行，个人\n示例车队，单位")
    assert [p.kind for p in people] == ["legal", "natural", "natural", "legal"]


def test_a_workbook_gives_the_same_claimants_as_the_pasted_list(world: World) -> None:
    rows = [(f"示例·工人{n:03d}", 1000 + n, f"1390000{n:04d}") for n in range(1, CLAIMANTS + 1)]
    form = filled(world, workbook(("姓名", "请求金额", "联系电话"), *rows), applicants="")
    assert form.is_valid(), form.errors
    pasted = filled(world, applicants=claimants())
    assert pasted.is_valid()
    assert form.cleaned_data["parties"] == pasted.cleaned_data["parties"]


def test_a_csv_in_gb18030_is_read_and_its_wrong_row_is_told_by_the_sheets_number(world: World) -> None:
    content = "姓名,金额,电话\n示例·甲,500,\n示例·乙,五百,\n".encode("gb18030")
    form = filled(world, SimpleUploadedFile("名单.csv", content), applicants="")
    assert form.errors == {"applicants": ["第3行：请用数字填写金额，例如 60000、1,234.50 或 6万。"]}


@pytest.mark.parametrize(
    ("upload", "sentence"),
    [
        (SimpleUploadedFile("名单.pdf", b"%PDF"), "只能上传 .xlsx 或 .csv 文件。"),
        (
            SimpleUploadedFile("名单.csv", "人员,金额\n示例·甲,5\n".encode()),
            "表格要有“姓名”一列；还可以有“请求金额”“电话”“类别”三列。",
        ),
    ],
)
def test_a_bad_file_is_refused_at_its_field(world: World, upload: SimpleUploadedFile, sentence: str) -> None:
    form = filled(world, upload, applicants="")
    assert form.errors["applicants_file"] == [sentence]


def test_pasting_and_uploading_at_once_is_one_too_many(world: World) -> None:
    form = filled(world, SimpleUploadedFile("名单.csv", "姓名\n示例·甲\n".encode()))
    assert form.errors == {"applicants_file": ["名单请只用一种办法：粘贴，或者上传文件。"]}
