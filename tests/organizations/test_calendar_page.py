"""法定日历: the officer of the prefecture loads a year, after seeing what it moves."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mediation.kernel.models import LegalCalendar

URL = "/organizations/calendars/"
YEAR = {
    "year": "2027",
    "scope": "",
    "source": "国务院办公厅关于2027年部分节假日安排的通知",
    "lines": "2027-01-01 休 元旦\n2027-01-09 班",
}


def loaded() -> list[tuple[int, str, int, int]]:
    return [
        (one.year, one.scope, one.version, one.days.count())
        for one in LegalCalendar.objects.filter(year=2027).order_by("scope", "version")
    ]


def test_first_what_moves_then_the_loading(as_user: Callable[[str], Client]) -> None:
    client = as_user("officer")
    preview = client.post(URL, YEAR)
    assert preview.status_code == 200
    assert "案件的调解期限" in preview.content.decode()
    assert loaded() == []
    done = client.post(URL, {**YEAR, "confirm": "1"}, follow=True)
    assert "已登记 2027 年的第 1 版" in done.content.decode()
    assert loaded() == [(2027, "", 1, 2)]


def test_a_file_is_read_into_the_lines(as_user: Callable[[str], Client]) -> None:
    file = SimpleUploadedFile("2027.csv", "2027-03-10,休,肉孜节\n".encode())
    page = as_user("officer").post(URL, {**YEAR, "lines": "", "scope": "650000", "file": file})
    assert "2027-03-10,休,肉孜节" in page.content.decode()
    assert 'value="65"' in page.content.decode()


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"lines": "元旦放假"}, "第 1 行"),
        ({"lines": ""}, "请写明放假和上班的日子"),
        ({"scope": "新疆"}, "区划代码是二到十二位数字。"),
        ({"source": ""}, "请填写通知的名称。"),
    ],
)
def test_bad_input_changes_nothing(
    as_user: Callable[[str], Client], changed: dict[str, str], sentence: str
) -> None:
    answer = as_user("officer").post(URL, {**YEAR, **changed, "confirm": "1"})
    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert loaded() == []


@pytest.mark.parametrize("who", ["manas_officer", "analyst", "coordinator", "village_clerk"])
def test_others_have_no_such_page(as_user: Callable[[str], Client], who: str) -> None:
    assert as_user(who).get(URL).status_code == 404
