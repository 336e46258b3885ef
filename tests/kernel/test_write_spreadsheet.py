"""Exports: typed cells, no formula whatever the text, and names that a browser can save under."""

import io
import re
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from zipfile import ZipFile

import pytest
from django.utils.translation import gettext_lazy
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from mediation.kernel.spreadsheets import Column, attachment, read_table, write_workbook

NAMES = [Column("名称")]


def written(rows, columns=NAMES, title="案件", **options):
    target = io.BytesIO()
    write_workbook(target, title=title, columns=columns, rows=rows, **options)
    target.seek(0)
    return target


def test_cells_keep_their_types_and_show_their_places():
    columns = [Column(name) for name in ["案号", "受理日期", "件数", "金额", "率", "时间"]]
    moment = datetime(2021, 8, 31, 16, 30, tzinfo=UTC)
    row = ["〔2021〕1号", date(2021, 8, 31), 5205, Decimal("180859000.00"), Decimal("99.46"), moment]
    sheet = load_workbook(written([row, [None] * 6], columns)).active
    cells = list(sheet[2])
    assert [cell.value for cell in cells] == [
        "〔2021〕1号",
        datetime(2021, 8, 31),
        5205,
        180859000,
        99.46,
        datetime(2021, 9, 1, 0, 30),
    ]
    assert [cell.number_format for cell in cells] == [
        "@",
        "yyyy-mm-dd",
        "#,##0",
        "#,##0.00",
        "#,##0.00",
        "yyyy-mm-dd hh:mm",
    ]
    assert all(cell.value is None for cell in sheet[3])


def test_the_header_is_bold_frozen_and_filtered():
    columns = [Column("当事人姓名或名称"), Column("金额", width=20, number_format="0.0")]
    sheet = load_workbook(written([["张某某", Decimal("1.25")]] * 3, columns)).active
    assert [cell.font.bold for cell in sheet[1]] == [True, True]
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", "A1:B4")
    assert (sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width) == (20, 20)
    assert sheet["B2"].number_format == "0.0"


def test_definitions_stand_on_a_second_sheet():
    book = load_workbook(written([["x"]], definitions=[("调解成功率", gettext_lazy("成功÷受理"))]))
    assert book.sheetnames == ["案件", "说明"]
    assert [[cell.value for cell in row] for row in book["说明"]] == [
        ["项目", "含义"],
        ["调解成功率", "成功÷受理"],
    ]
    assert load_workbook(written([["x"]])).sheetnames == ["案件"]


def test_rows_are_taken_as_they_come_and_counted():
    assert (
        write_workbook(io.BytesIO(), title="x", columns=NAMES, rows=([str(n)] for n in range(5205))) == 5205
    )
    assert write_workbook(io.BytesIO(), title="x", columns=NAMES, rows=[]) == 0


@pytest.mark.parametrize("title", ["2021/08 [案件]: *?", "'", "", "长" * 60])
def test_any_title_makes_a_readable_sheet(title):
    assert len(load_workbook(written([["x"]], title=title)).sheetnames[0]) <= 31


@pytest.mark.parametrize("value", [1.5, True, Fraction(1, 3)])
def test_what_is_no_exact_figure_is_refused(value):
    with pytest.raises(TypeError):
        written([["x"], [value]])


def test_nothing_stays_on_the_disk_when_the_rows_fail(monkeypatch, tmp_path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(ValueError, match="shorter"):
        written([["x"], []])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "\n=1",
        "\x00=1",
        "＝1",
        "＋1",
        "－1",
        "＠a",
        "'=1",
        "#N/A",
        "=",
        "1e5",
    ],
)
def test_text_that_looks_like_a_formula_stays_text(text):
    target = written([[text]])
    cell = load_workbook(target).active["A2"]
    assert cell.data_type == "s"
    assert cell.value == text or cell.value.startswith("'")
    assert "<f" not in ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    assert read_table(target, "a.xlsx").rows[0].cells == (
        text.replace("\x00", "").replace("\r", "\n").strip(),
    )


PLAIN = st.text(min_size=1, max_size=40).filter(lambda text: text.strip() == text)
HOSTILE = st.text("=+-@\t\r\n\x00＝＋－＠' a1#N/A!(张_x)&<>\"", min_size=1, max_size=8)


@settings(max_examples=60, deadline=None)
@given(st.lists(HOSTILE | PLAIN, min_size=1, max_size=60))
def test_no_text_becomes_a_formula_and_every_text_comes_back(texts):
    target = written([["行", text] for text in texts], [Column("甲"), Column("乙")])
    xml = ZipFile(target).read("xl/worksheets/sheet1.xml").decode()
    assert "<f>" not in xml
    assert set(re.findall(r' t="(\w+)"', xml)) == {"inlineStr"}
    for text, row in zip(texts, read_table(target, "a.xlsx").rows, strict=True):
        expected = re.sub(
            "[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", re.sub("\r\n?", "\n", text)
        )
        assert (row.cells + ("",))[1] == expected.strip()


@pytest.mark.parametrize(
    ("filename", "header"),
    [
        ("cases.xlsx", 'attachment; filename="cases.xlsx"'),
        ("案件.xlsx", "attachment; filename*=utf-8''%E6%A1%88%E4%BB%B6.xlsx"),
        ('a"b\r\nX: 1.xlsx', 'attachment; filename="a_b_X_ 1.xlsx"'),
        ("../../etc/passwd", 'attachment; filename="_.._etc_passwd"'),
        ("", 'attachment; filename="download"'),
    ],
)
def test_a_file_is_saved_under_its_name_and_nowhere_else(filename, header):
    assert attachment(filename) == header
