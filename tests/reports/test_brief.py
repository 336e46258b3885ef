"""The work report: every figure is a field, no number is typed, Word says what the page says."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.utils.translation import override
from docx import Document
from hypothesis import given
from hypothesis import strategies as st

from cases.models import Case, Example
from mediation.kernel.rounding import Rounding
from reports import publication, scopes
from reports.brief import examples, library
from reports.brief.checking import problems_of
from reports.brief.fields import FieldError, FigureField, parse, pieces
from reports.brief.moments import MOMENTS
from reports.brief.typed import typed_numbers
from reports.brief.word import write_document
from reports.brief.writing import write
from reports.indicators import REGISTRY
from reports.models import BriefTemplate
from reports.periods import Days, FirstMonths, Quarter, StatisticalYear
from tests.reports.histories import case
from tests.world import World

JAN_AUG = FirstMonths(2021, 8)


@pytest.fixture
def prefecture(world: World) -> scopes.Scope:
    return scopes.of_division(world.divisions["652300"])


@pytest.mark.parametrize(
    ("line", "typed"),
    [
        ("受理5205件", ["5205"]),
        ("受理５，２０５件", ["5,205"]),
        ("成功率99.46%", ["99.46"]),
        ("新增专职调解员二十二名", ["二十二名"]),
        ("成功率百分之九十九点四六", ["百分之九十九点四六"]),
        ("有三家金融中心、十余名法官", ["三家", "十余名"]),
        ("较上年翻了两倍", ["两倍"]),
    ],
)
def test_a_number_typed_by_hand_is_found(line: str, typed: list[str]) -> None:
    assert typed_numbers(line) == typed
    assert problems_of(f"{line}，共{{cases_accepted}}件。")


@pytest.mark.parametrize(
    "line",
    [
        "一、组织网络",
        "## （二）经费",
        "按照《新疆“十四五”规划2021》和法释〔2021〕23号第二十五条办理",
        "一案一补，走进千家万户，一起化解",
    ],
)
def test_names_ordinals_and_sayings_are_no_figures(line: str) -> None:
    assert not typed_numbers(line)


@given(st.integers(0, 10**9), st.sampled_from(["受理{}件", "占{}%", "{}", "涉及{:,}元"]))
def test_no_arabic_number_gets_through(number: int, words: str) -> None:
    assert problems_of(words.format(number) + "{cases_accepted}")


@pytest.mark.parametrize(
    "field",
    [
        "没有的指标",
        "cases_accepted｜万元",
        "cases_accepted｜只写数",
        "cases_accepted｜昨天",
        "cases_accepted｜一位｜两位",
        "范围｜上年",
        "期间｜昨天",
        "",
    ],
)
def test_a_field_that_cannot_be_filled_is_told_with_its_line(field: str) -> None:
    with pytest.raises(FieldError):
        parse(field)
    [problem] = problems_of(f"{{cases_accepted}}\n{{{field}}}")
    assert problem.line == 2


@pytest.mark.parametrize("line", ["受理{cases_accepted件", "受理cases_accepted}件", "{{cases_accepted}}"])
def test_braces_come_in_pairs(line: str) -> None:
    with pytest.raises(FieldError, match="花括号"):
        list(pieces(line))


def test_a_template_without_a_figure_is_none() -> None:
    [problem] = problems_of("# 工作简报\n各地工作平稳。")
    assert "没有数字字段" in problem.sentence


@pytest.mark.parametrize("code", ["work_report", "monthly"])
def test_the_templates_of_the_product_pass_their_own_check(code: str, world: World) -> None:
    template = library.offered(world.divisions["652300"])[code]
    assert problems_of(template.body) == []


@pytest.mark.parametrize(
    "period", [JAN_AUG, Quarter(2021, 3), StatisticalYear(2021), Days(date(2021, 3, 5), date(2021, 8, 9))]
)
@pytest.mark.parametrize("moment", MOMENTS)
def test_every_moment_is_said_from_any_period(period: Any, moment: str) -> None:
    said = MOMENTS[moment](period)
    assert said.start < said.end <= max(period.end, date(2022, 1, 1))


def test_the_published_moments_are_those_of_the_report() -> None:
    assert {
        name: MOMENTS[name](JAN_AUG).code for name in ("上年以来", "近一年", "前两年", "年初", "期末", "本年")
    } == {
        "上年以来": "2020-01..2021-08",
        "近一年": "2020-09..2021-08",
        "前两年": "2019-01..2020-12",
        "年初": "2021-01-01..2021-01-01",
        "期末": "2021-08-31..2021-08-31",
        "本年": "2021-01..2021-08",
    }


def succeeded(world: World, year: int, number: int) -> list[Any]:
    day = date(year, 3, 1)
    return [
        case(world.village, day, succeeded=day, concluded=day, outcome="oral_agreement", amount=12_345)
        for _ in range(number)
    ]


def test_a_change_says_its_direction_and_its_unit(world: World, prefecture: scopes.Scope) -> None:
    Case.objects.bulk_create([*succeeded(world, 2020, 3), *succeeded(world, 2021, 2)])
    said = write(
        "同比{cases_accepted_yoy}，只写{cases_accepted_yoy｜只写数}%；成功率同比{success_rate_yoy}；"
        "涉及{agreement_amount｜一位}万元，即{agreement_amount｜元｜整数}元",
        prefecture,
        JAN_AUG,
    )
    assert said.lines[0].text == "同比下降33.33%，只写33.33%；成功率同比持平；涉及2.4万元，即24,690元"
    assert [stated.address.text for stated in said.stated][0] == "cases_accepted_yoy|d652300|2021-01..2021-08"
    rounded = write("{cases_accepted_yoy｜四舍五入}，{success_rate_cohort}", prefecture, FirstMonths(2020, 8))
    assert rounded.lines[0].text == "上年同期没有可比的数，100.00"
    assert write("{agreement_amount}", prefecture, JAN_AUG, Rounding.HALF_UP).lines[0].text == "2.47"


def test_a_report_is_in_chinese_whatever_language_its_reader_has_chosen(
    world: World, prefecture: scopes.Scope
) -> None:
    with override("en"):
        said = write("{期间}，同比{cases_accepted_yoy}，受理{cases_accepted｜余百}件", prefecture, JAN_AUG)
    assert said.lines[0].text == "2021年1—8月，同比上年同期没有可比的数，受理0件"


@pytest.mark.parametrize(
    ("cases", "said"), [(0, "0件"), (7, "7件"), (10, "10件"), (11, "10余件"), (20, "20件")]
)
def test_a_round_number_says_that_more_came_only_when_more_did(
    cases: int, said: str, world: World, prefecture: scopes.Scope
) -> None:
    Case.objects.bulk_create(succeeded(world, 2021, cases))
    assert write("{cases_accepted｜余十}件", prefecture, JAN_AUG).lines[0].text == said


def test_a_bureaus_own_template_stands_before_the_products(world: World) -> None:
    division, bureau, by = world.divisions["652301"], world.bureau, world.users["analyst"]
    own = library.keep(bureau, code="work_report", title="本州简报", body="{cases_accepted}", read=0, by=by)
    assert library.offered(division)["work_report"].title == "本州简报"
    assert own.version == 1
    library.keep(bureau, code="work_report", title="", body="", read=1, by=by, is_offered=False)
    assert library.offered(division)["work_report"].version == 0
    assert [row.version for row in library.versions(bureau, "work_report")] == [2, 1]


# --- examples ---


@pytest.fixture
def settled(world: World) -> Any:
    [one] = Case.objects.bulk_create(succeeded(world, 2021, 1))
    return one


def test_examples_are_told_while_consent_stands(world: World, prefecture: scopes.Scope, settled: Any) -> None:
    example = Example.objects.create(
        case=settled, consented_on=date(2021, 3, 2), title="各让一步", text="张某与李某和好。"
    )
    assert examples.told(prefecture, JAN_AUG) == [example]
    assert examples.told(prefecture, FirstMonths(2020, 8)) == []
    assert examples.told(scopes.of_division(world.divisions["652301"]), JAN_AUG) == []
    Example.objects.update(withdrawn_on=date(2021, 4, 1))
    assert examples.told(prefecture, JAN_AUG) == []


def test_a_case_that_became_protected_is_told_no_more(prefecture: scopes.Scope, settled: Any) -> None:
    Example.objects.create(case=settled, consented_on=date(2021, 3, 2), title="各让一步", text="和好。")
    type(settled).objects.update(is_protected=True)
    assert examples.told(prefecture, JAN_AUG) == []


def test_word_says_what_the_page_says(prefecture: scopes.Scope, settled: Any) -> None:
    Example.objects.create(
        case=settled, consented_on=date(2021, 3, 2), title="<各让一步>", text="张某 & 李某。"
    )
    template = library.offered(prefecture.division)["work_report"]
    brief = write(template.body, prefecture, JAN_AUG)
    target = BytesIO()
    write_document(target, brief, examples.told(prefecture, JAN_AUG))
    document = Document(target)
    printed = [paragraph.text for paragraph in document.paragraphs if paragraph.text]
    for line in brief.lines:
        if line.text:
            assert line.text in printed
    assert "<各让一步>" in printed
    assert "张某 & 李某。" in printed
    [table] = document.tables
    assert len(table.rows) == 1 + len({(s.text, s.address.text) for s in brief.stated})
    assert not [text for text in printed if "{" in text]


# --- pages ---


def test_one_click_writes_the_report_and_every_figure_opens(as_user: Any, settled: Any) -> None:
    page = as_user("analyst").get("/reports/brief/?period=2021-01..2021-08")
    assert page.status_code == 200
    text = page.content.decode()
    for line in page.context["lines"]:
        for part in line["parts"]:
            if "url" in part:
                assert part["url"].replace("&", "&amp;") in text
    opened = as_user("analyst").get(page.context["sources"][0].url)
    assert opened.status_code == 200
    document = as_user("analyst").get(page.context["word_url"])
    assert document.status_code == 200
    assert Document(BytesIO(document.content)).paragraphs[0].text == page.context["brief"].title


def test_a_template_is_kept_once_checked_and_told_apart_by_versions(as_user: Any, world: World) -> None:
    browser = as_user("analyst")
    address = "/reports/brief/templates/work_report/"
    wrong = browser.post(address, {"title": "本州简报", "body": "受理5205件", "version": "0"})
    assert wrong.status_code == 422
    assert "第 1 行" in wrong.content.decode()
    assert not BriefTemplate.objects.exists()
    right = {"title": "本州简报", "body": "# 简报\n受理{cases_accepted}件", "version": "0"}
    looked = browser.post(address, {**right, "help": "preview"})
    assert looked.context["preview"].title == "简报"
    assert not BriefTemplate.objects.exists()
    assert browser.post(address, right).status_code == 302
    late = browser.post(address, {**right, "body": "# 简报\n共受理{cases_accepted}件"})
    assert late.status_code == 409
    assert late.context["theirs"].version == 1
    assert BriefTemplate.objects.count() == 1
    assert browser.post(f"{address}drop/").status_code == 302
    assert browser.get(address).context["version"] == 0


@pytest.mark.parametrize("who", ["village_mediator", "officer", "coordinator", "township_clerk"])
def test_only_the_bureaus_analyst_keeps_templates(as_user: Any, who: str) -> None:
    for address in ("", "new/", "work_report/"):
        assert as_user(who).get(f"/reports/brief/templates/{address}").status_code == 404


def test_every_indicator_can_be_a_field(prefecture: scopes.Scope) -> None:
    body = "\n".join(f"{{{code}}}" for code in REGISTRY)
    assert problems_of(body) == []
    brief = write(body, prefecture, JAN_AUG)
    assert len(brief.stated) == len(REGISTRY)
    assert all(isinstance(parse(code), FigureField) for code in REGISTRY)
    assert publication.RowKind.COUNT
