"""The page 核对通报: paste, read, choose, take away; nothing of the text stays."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from cases.models import Case
from tests.reports.histories import case
from tests.world import World

Browser = Callable[[str], Client]
TEXT = "2021年1—8月，全州受理案件3件，调解成功1件，成功率33.33%；另据司发通〔2021〕23号，受理案件9件。"


@pytest.fixture
def three(world: World) -> World:
    """Three cases of August 2021, one of them settled."""
    Case.objects.bulk_create(
        [
            case(world.village, date(2021, 8, 3), succeeded=date(2021, 8, 4), amount=3000),
            case(world.village, date(2021, 8, 5)),
            case(world.other_village, date(2021, 8, 6)),
        ]
    )
    return world


def paste(client: Client, text: str = TEXT, **more: str):
    return client.post(reverse("reports:workbench"), {"text": text, "last_month": "2021-08", **more})


def test_each_figure_has_a_row_with_its_verdict_and_its_list(three: World, as_user: Browser) -> None:
    analyst = as_user("analyst")
    page = paste(analyst)
    assert page.status_code == 200
    rows = page.context["shown"].rows
    assert [(row.printed, row.verdict) for row in rows] == [
        ("3件", "agrees"),
        ("1件", "agrees"),
        ("33.33%", "agrees"),
        ("9件", "differs"),
    ]
    for row in rows[:2]:
        assert analyst.get(row.links[0]["url"]).context["opened"].page.total.rows == int(row.printed[0])
    assert [each["text"] for each in page.context["shown"].passed] == ["〔2021〕23号"]


def test_the_text_comes_back_word_for_word_with_its_marks(three: World, as_user: Browser) -> None:
    shown = paste(as_user("analyst")).context["shown"]
    assert "".join(piece.text for piece in shown.pieces) == TEXT
    assert [piece.text for piece in shown.pieces if piece.number] == ["3件", "1件", "33.33%", "9件"]


def test_nothing_of_the_text_is_kept(
    three: World, as_user: Browser, caplog: pytest.LogCaptureFixture
) -> None:
    secret = "某某绝密通报里的话"
    client = as_user("analyst")
    before = _contents()
    paste(client, f"{secret}，受理案件3件。")
    assert _contents() == before
    assert secret not in caplog.text
    assert secret not in client.get(reverse("reports:workbench")).content.decode()


def _contents() -> dict[str, int]:
    counts = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608  names of our own tables
            counts[table] = cursor.fetchone()[0]
    return counts


def test_the_reader_chooses_a_meaning_for_this_text_only(three: World, as_user: Browser) -> None:
    client = as_user("analyst")
    text = "派驻调解室调解3件。"
    first = paste(client, text)
    options = first.context["shown"].rows[0].options
    other = options[1]
    sent = {"meaning_0": other["code"], "checked": first.context["fingerprint"]}
    assert paste(client, text, **sent).context["shown"].rows[0].label == other["label"]
    changed = paste(client, f"{text}完", **sent)
    assert changed.context["shown"].rows[0].label == first.context["shown"].rows[0].label


def test_the_result_leaves_as_a_spreadsheet(three: World, as_user: Browser) -> None:
    answer = as_user("analyst").post(
        reverse("reports:export_workbench"), {"text": TEXT, "last_month": "2021-08"}
    )
    sheet = load_workbook(BytesIO(answer.content)).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 5
    assert rows[1][1] == "3件"


@pytest.mark.parametrize(
    "data",
    [
        {"text": ""},
        {"text": "x" * 20_001},
        {"text": "3件", "last_month": "2021-13"},
        {"text": "3件", "scope": "d99"},
    ],
)
def test_what_cannot_be_read_is_said_at_its_field(
    three: World, as_user: Browser, data: dict[str, str]
) -> None:
    page = as_user("analyst").post(reverse("reports:workbench"), data)
    assert page.status_code == 422
    assert page.context["form"].errors


def test_who_sees_no_figures_finds_no_page(three: World, as_user: Browser) -> None:
    assert as_user("village_mediator").get(reverse("reports:workbench")).status_code == 404
    assert paste(as_user("village_mediator")).status_code == 404


@pytest.mark.parametrize(
    "text",
    [
        "",
        "。",
        "（（（",
        "12",
        "一二三四五",
        "%%%",
        "占占占1%",
        "其中其中1件2件",
        "1" * 400,
        "分别、、分别3件、4件",
        "同比增长0%",
        "由0件增加到0件，增长5%",
        "0件占0%",
        "99999999999999999999件，同比增长1%",
    ],
)
def test_no_text_breaks_it(three: World, as_user: Browser, text: str) -> None:
    assert paste(as_user("analyst"), f"受理案件3件{text}").status_code == 200
