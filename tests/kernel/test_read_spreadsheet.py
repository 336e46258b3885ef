"""Uploaded tables: what is read from good files, and that every hostile or broken one is refused in a sentence."""

import io
import struct
import time
import tracemalloc
from contextlib import suppress
from datetime import date, datetime
from decimal import Decimal
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook

from mediation.kernel.spreadsheets import BadFile, read_table
from tests.kernel.workbooks import plain_workbook, saved, sheet_of, text_cell, with_parts

HEADER = ("当事人", "受理日期", "金额")


def read(content, name="案件.xlsx", **options):
    return read_table(io.BytesIO(content) if isinstance(content, bytes) else content, name, **options)


def refusal(content, name="案件.xlsx", **options):
    with pytest.raises(BadFile) as caught:
        read(content, name, **options)
    assert caught.value.errors["file"] == [str(sentence) for sentence in caught.value.sentences]
    assert all(sentence.endswith("。") for sentence in caught.value.sentences)
    return caught.value.message


def test_entities_are_refused_by_the_library_too():
    assert openpyxl.DEFUSEDXML is True


def test_cells_are_read_as_text_or_dates():
    table = read(
        plain_workbook(
            HEADER,
            (" 张某某\u3000", datetime(2021, 8, 31), 1234.5),
            (123, date(2021, 9, 1), 0.1 + 0.2),
            (None, datetime(2021, 8, 31, 14, 30), Decimal("60000.00")),
            ("'=1+1", True, 1e14),
        )
    )
    assert table.header == HEADER
    assert [row.cells for row in table.rows] == [
        ("张某某", date(2021, 8, 31), "1234.5"),
        ("123", date(2021, 9, 1), "0.3"),
        ("", "2021-08-31 14:30", "60000"),
        ("=1+1", "TRUE", "100000000000000"),
    ]


def test_rows_keep_the_numbers_of_the_sheet():
    table = read(plain_workbook((), HEADER, (), ("张某某",), (), ("李某某", None, 5)))
    assert list(table.records()) == [
        (4, {"当事人": "张某某", "受理日期": "", "金额": ""}),
        (6, {"当事人": "李某某", "受理日期": "", "金额": "5"}),
    ]


@pytest.mark.parametrize("number_format", ['yyyy"年"m"月"d"日"', "yyyy/m/d", "m/d/yy", "[$-804]yyyy-mm-dd;@"])
def test_chinese_date_formats_are_dates(number_format):
    book = Workbook()
    book.active.append(["受理日期"])
    book.active["A2"] = date(2021, 8, 31)
    book.active["A2"].number_format = number_format
    assert read(saved(book)).rows[0].cells == (date(2021, 8, 31),)


def test_date_formats_that_chinese_excel_stores_by_number_are_dates():
    book = Workbook()
    book.active.append(["受理日期"])
    book.active["A2"] = 44439
    book.active["A2"].number_format = "0"
    book.active["A2"]._style.numFmtId = 31
    assert read(saved(book)).rows[0].cells == (date(2021, 8, 31),)


def test_the_first_visible_sheet_is_read():
    book = Workbook()
    book.active.append(["隐藏"])
    book.active.sheet_state = "hidden"
    shown = book.create_sheet("案件")
    shown.append(["当事人"])
    shown.append(["张某某"])
    book.active = 1
    assert read(saved(book)).header == ("当事人",)


def test_a_formula_gives_its_stored_value():
    cells = '<row r="1"><c r="A1" t="str"><f>"a"</f><v>金额</v></c></row><row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'
    table = read(with_parts(plain_workbook(["x"]), sheet=sheet_of(cells)))
    assert (table.header, table.rows[0].cells) == (("金额",), ("2",))


def test_doubtful_cells_are_named_all_at_once():
    book = Workbook()
    book.active.append(["金额", "号码"])
    book.active.append(["=1+1", 652301199001011234])
    book.active.append(["#N/A", "652301199001011234"])
    with pytest.raises(BadFile) as caught:
        read(saved(book))
    sentences = caught.value.sentences
    assert len(sentences) == 3
    for sentence, parts in zip(sentences, ["A2 公式", "B2 15", "A3 错误值"], strict=True):
        assert all(part in sentence for part in parts.split())


@pytest.mark.parametrize(
    ("content", "rows"),
    [
        ("当事人,金额\r\n张某某,5\r\n".encode(), [("张某某", "5")]),
        ("当事人,金额\n张某某,5".encode("utf-8-sig"), [("张某某", "5")]),
        ("当事人,金额\r\n张某某,5\r\n".encode("gb18030"), [("张某某", "5")]),
        ("当事人\t金额\n张某某\t5\n".encode(), [("张某某", "5")]),
        ('当事人,金额\n"张某某,\n李某某","1,234"\n'.encode(), [("张某某,\n李某某", "1,234")]),
        ("当事人,金额\n'=1+1,5\n\n,\n李某某\n".encode(), [("=1+1", "5"), ("李某某",)]),
    ],
)
def test_csv_is_read_in_the_encodings_that_people_have(content, rows):
    table = read(content, "案件.CSV")
    assert table.header == ("当事人", "金额")
    assert [row.cells for row in table.rows] == rows


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b"", "a.xlsx", "空的"),
        (b"a,b\n1,2\n", "a.xlsx", "不是 .xlsx"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "a.xlsx", "设有密码"),
        (b"PK\x05\x06" + bytes(18), "a.xlsx", "损坏"),
        (b"x", "a.xls", "旧格式"),
        (b"x", "a.et", "旧格式"),
        (b"x", "a.xlsm", "宏"),
        (b"x", "a.XLSB", "宏"),
        (b"x", "a.exe", "只能上传"),
        (b"x", "a", "只能上传"),
        (b"x", "../../a.csv/", "没有数据"),
        (bytes(100), "a.csv", "编码"),
        (b"\xff\xff\xff", "a.csv", "编码"),
        ("当事人\n".encode("utf-16"), "a.csv", "编码"),
        (b'a,b\n"1,2\n', "a.csv", "引号"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "a.csv", "引号"),
        (b"a,b\n", "a.csv", "没有数据"),
        (b"\n\n", "a.csv", "没有数据"),
        (b"a,b\n1,2,3\n", "a.csv", "第 2 行第 3 列"),
        (b"a,,b\n1,2,3\n", "a.csv", "第 2 行第 2 列"),
        (b"a,b,a\n1,2,3\n", "a.csv", "有两列的列名都是“a”"),
        (",".join(f"c{n}" for n in range(201)).encode() + b"\n1\n", "a.csv", "最多 200 列"),
    ],
)
def test_a_file_that_is_no_table_is_refused(content, name, reason):
    assert reason in refusal(content, name)


def test_too_many_rows_are_refused():
    rows = [["号"], *([n] for n in range(11))]
    assert len(read(plain_workbook(*rows), max_rows=11).rows) == 11
    assert "10 行" in refusal(plain_workbook(*rows), max_rows=10)
    assert "10 行" in refusal(b"a\n" + b"1\n" * 11, "a.csv", max_rows=10)


def test_a_file_beyond_20_mb_is_refused():
    assert "20 MB" in refusal(b"a\n" * (11 * 1024**2), "a.csv")


BILLION = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    + "]>"
)
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def _zeros(part, size):
    return with_parts(plain_workbook(["x"]), **{part: bytes(size)})


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda: _zeros("extra", 200 * 1024**2), "太大"),
        (lambda: _zeros("extra", 51 * 1024**2), "太大"),
        (lambda: _zeros("extra", 10 * 1024**2), "太大"),
        (lambda: with_parts(plain_workbook(["x"]), macros=b"x"), "宏"),
        (
            lambda: with_parts(
                plain_workbook(["x"]), sheet=sheet_of(f"<row>{text_cell('A1', '&i;')}</row>", before=BILLION)
            ),
            "不正常",
        ),
        (
            lambda: with_parts(
                plain_workbook(["x"]), sheet=sheet_of(f"<row>{text_cell('A1', '&a;')}</row>", before=OUTSIDE)
            ),
            "不正常",
        ),
        (
            lambda: with_parts(plain_workbook(["x"]), styles=f'<?xml version="1.0"?>{BILLION}<styleSheet/>'),
            "不正常",
        ),
        (
            lambda: with_parts(
                plain_workbook(["x"]),
                styles=f"<?xml version='1.0' encoding='utf-16'?>{OUTSIDE}<a/>".encode("utf-16"),
            ),
            "不正常",
        ),
        (
            lambda: with_parts(plain_workbook(["x"]), sheet=sheet_of("<row>" + "<c/>" * 60_000 + "</row>")),
            "太大",
        ),
        (
            lambda: with_parts(
                plain_workbook(["x"]), styles="<styleSheet>" + "<x/>" * 100_001 + "</styleSheet>"
            ),
            "太大",
        ),
        (lambda: with_parts(plain_workbook(["x"]), texts="<sst>" + "<si/>" * 1_000_001 + "</sst>"), "太大"),
        (
            lambda: with_parts(
                plain_workbook(["x"]), sheet=sheet_of("<row r='1'><c r='ZZZZZ1'><v>1</v></c></row>")
            ),
            "损坏",
        ),
        (lambda: with_parts(plain_workbook(["x"]), sheet=sheet_of("<row r='x'/>")), "损坏"),
        (
            lambda: with_parts(
                plain_workbook(["x"]), sheet=sheet_of("<row r='1000000000000'><c><v>1</v></c></row>")
            ),
            "数据",
        ),
        (
            lambda: with_parts(plain_workbook(["x"]), sheet=sheet_of("<row><c t='s'><v>99</v></c></row>")),
            "损坏",
        ),
        (lambda: with_parts(plain_workbook(["x"]), sheet="<worksheet><sheetData>"), "损坏"),
        (lambda: with_parts(plain_workbook(["x"]), sheet=b"\x89PNG"), "损坏"),
    ],
)
def test_a_hostile_workbook_is_refused_quickly_and_in_little_memory(make, reason):
    content = make()
    started = time.process_time()
    assert reason in refusal(content)
    assert time.process_time() - started < 2
    tracemalloc.start()
    refusal(content)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 150 * 1024**2


def test_two_thousand_and_one_parts_are_refused():
    target = plain_workbook(["x"])
    with ZipFile(target, "a") as archive:
        for n in range(2_001):
            archive.writestr(f"x/{n}", "x")
    assert "太大" in refusal(target)


def test_a_password_is_refused():
    content = bytearray(plain_workbook(["x"]).getvalue())
    at = content.index(b"PK\x01\x02")
    struct.pack_into("<H", content, at + 8, 1)
    assert "密码" in refusal(bytes(content))


# Made once: a workbook holds the time of its making.
SOUND = plain_workbook(HEADER, ("张某某", date(2021, 8, 31), 5)).getvalue()


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(st.data())
def test_a_damaged_workbook_is_read_or_refused_but_never_an_error(data):
    content = bytearray(SOUND)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with suppress(BadFile):
        read(bytes(content))


@given(st.binary(max_size=300))
def test_any_bytes_as_csv_are_read_or_refused(content):
    with suppress(BadFile):
        read(content, "a.csv")
