"""Versions of the legal calendar: how a year is written, loaded and superseded."""

from datetime import date
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from mediation.kernel import calendar, legal_calendar
from mediation.kernel.calendar import add_calendar_days_for_term, add_working_days, is_working_day
from mediation.kernel.calendar_lines import read_days, sections
from mediation.kernel.models import JournalEntry, LegalCalendar

NEW_YEAR = ["2027-01-01 休 元旦", "2027年1月2日，放假，元旦", "2027/1/9 班"]


def test_lines_are_read_as_people_write_them() -> None:
    days, problems = read_days(["# 通知", "", *NEW_YEAR], 2027)
    assert problems == []
    assert [(d.day, d.is_rest, d.name) for d in days] == [
        (date(2027, 1, 1), True, "元旦"),
        (date(2027, 1, 2), True, "元旦"),
        (date(2027, 1, 9), False, ""),
    ]


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("元旦放假", "看不懂"),
        ("2027-02-30 休", "没有这一天"),
        ("2026-12-31 休", "不在 2027 年"),
        ("2027-01-01 吃", "写“休”或者“班”"),
        ("2027-01-01 休\n2027-01-01 班", "写了两次"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(line: str, problem: str) -> None:
    _days, problems = read_days(line.splitlines(), 2027)
    assert len(problems) == 1
    assert problem in problems[0]


@pytest.mark.parametrize(
    ("code", "scope"), [("650000", "65"), ("652300", "6523"), ("652324", "652324"), ("65", "65")]
)
def test_a_scope_is_the_digits_that_say_something(code: str, scope: str) -> None:
    assert legal_calendar.scope_of(code) == scope


@pytest.mark.django_db
def test_the_newest_version_holds_and_the_old_one_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    for lines in (["2027-01-01 休 元旦"], NEW_YEAR):
        days, _problems = read_days(lines, 2027)
        legal_calendar.load(year=2027, scope="", source="测试通知", days=days, by_id=None)
    monkeypatch.setattr(calendar, "_kept", (0.0, calendar.read_tables()))
    assert calendar.is_published(date(2027, 6, 1))
    assert is_working_day(date(2027, 1, 9))
    versions = LegalCalendar.objects.filter(year=2027).order_by("version")
    assert [(v.version, v.days.count()) for v in versions] == [(1, 1), (2, 3)]
    assert not add_working_days(date(2026, 12, 31), 3).provisional
    assert JournalEntry.objects.filter(action="calendar.load").count() == 2


@pytest.mark.django_db
def test_a_preview_changes_nothing() -> None:
    days, _problems = read_days(NEW_YEAR, 2027)
    before = LegalCalendar.objects.count()
    legal_calendar.preview(year=2027, scope="", days=days)
    assert LegalCalendar.objects.count() == before
    assert not calendar.is_published(date(2027, 1, 1))


@pytest.mark.django_db
def test_the_nearest_division_decides(monkeypatch: pytest.MonkeyPatch) -> None:
    for scope, line in (("65", "2026-03-20 休 肉孜节"), ("6523", "2026-03-20 班")):
        days, _problems = read_days([line], 2026)
        legal_calendar.load(year=2026, scope=scope, source="测试通知", days=days, by_id=None)
    monkeypatch.setattr(calendar, "_kept", (0.0, calendar.read_tables()))
    friday = date(2026, 3, 20)
    assert [is_working_day(friday, area) for area in ("", "110101", "650102", "652324")] == [
        True,
        True,
        False,
        True,
    ]
    assert add_calendar_days_for_term(date(2026, 3, 10), 10, "650102").day == date(2026, 3, 23)


@pytest.mark.django_db
def test_a_file_is_loaded_by_the_command(tmp_path: Path) -> None:
    file = tmp_path / "2027.txt"
    file.write_text(
        "2027 测试通知\n2027-01-01 休 元旦\n\n2027 650000 新疆的通知\n2027-03-10 休 肉孜节\n", "utf-8"
    )
    call_command("load_calendar", file)
    loaded = LegalCalendar.objects.filter(year=2027).order_by("scope")
    assert [(one.scope, one.version, one.source) for one in loaded] == [
        ("", 1, "测试通知"),
        ("65", 1, "新疆的通知"),
    ]


@pytest.mark.django_db
def test_a_faulty_file_loads_nothing(tmp_path: Path) -> None:
    file = tmp_path / "2027.txt"
    file.write_text("2027 测试通知\n2027-01-01 休 元旦\n2027 第二份\n2027-13-01 休\n", "utf-8")
    with pytest.raises(CommandError, match="没有这一天"):
        call_command("load_calendar", file)
    assert not LegalCalendar.objects.filter(year=2027).exists()


def test_days_before_the_first_heading_belong_to_no_year() -> None:
    with pytest.raises(ValueError, match="第一行"):
        sections("2027-01-01 休 元旦")
