"""The components of the screen say what they should, also with nothing to say."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django import forms
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from mediation.kernel.paging import Page, Total
from mediation.templatetags import figures

TODAY = date(2021, 8, 31)


def render(source: str, **context) -> str:
    with translation.override("zh-hans"):
        return Template(source).render(Context(context))


class Dispute(forms.Form):
    name = forms.CharField(label="甲方姓名", help_text="身份证上的姓名")
    kind = forms.ChoiceField(label="什么事", choices=[("a", "邻里"), ("b", "合同")], widget=forms.RadioSelect)
    day = forms.DateField(label="哪一天")
    phone = forms.CharField(label="电话", required=False)
    token = forms.CharField(widget=forms.HiddenInput, required=False)


@pytest.mark.parametrize(
    ("due", "words", "tone"),
    [
        (date(2021, 8, 29), "已超期 2 天", "danger"),
        (date(2021, 8, 31), "今天到期", "warning"),
        (date(2021, 9, 2), "还剩 2 天", "warning"),
        (date(2021, 9, 3), "还剩 3 天", "neutral"),
    ],
)
def test_a_deadline_says_in_words_what_its_colour_says(due, words, tone):
    html = render("{% deadline due today=today %}", due=due, today=TODAY)
    assert words in html
    assert f"deadline-{tone}" in html


def test_a_deadline_that_was_met_says_so():
    assert "按期办完" in render("{% deadline due done=due %}", due=TODAY)
    assert "超期办完" in render("{% deadline due done=done %}", due=TODAY, done=date(2021, 9, 1))


def test_no_deadline_is_a_dash():
    assert "—" in render("{% deadline due %}", due=None)


@pytest.mark.parametrize(
    ("filtered", "shown"),
    [
        (figures.money_yuan(Decimal("1200.00")), "1,200 元"),
        (figures.money_yuan(Decimal("1200.50")), "1,200.50 元"),
        (figures.money_yuan(0), "0 元"),
        (figures.money_yuan(None), "—"),
        (figures.wan(Decimal("180859000.00")), "18,085.9"),
        (figures.wan(Decimal("1457770")), "145.777"),
        (figures.wan(Decimal("2000000.00")), "200"),
        (figures.wan(Decimal("0.01")), "0.000001"),
        (figures.percent(Decimal("99.46")), "99.46%"),
        (figures.percent(Decimal("100.00")), "100.00%"),
        (figures.percent(None), "—"),
        (figures.count(5205), "5,205"),
        (figures.date_words(date(2021, 8, 1)), "2021年8月1日"),
        (figures.date_words(None), "—"),
    ],
)
def test_a_figure_is_shown_as_people_write_it(filtered, shown):
    assert filtered == shown


def test_a_moment_is_shown_in_beijing_time():
    assert figures.date_words(datetime(2021, 8, 31, 16, 30, tzinfo=UTC)) == "2021年9月1日 00:30"


def test_an_optional_field_is_marked_and_a_required_one_is_not():
    form = Dispute()
    assert "选填" in render("{% field form.phone %}", form=form)
    assert "选填" not in render("{% field form.name %}", form=form)


def test_a_date_field_uses_the_browsers_picker_with_an_iso_value():
    html = render("{% field form.day %}", form=Dispute(initial={"day": TODAY}))
    assert 'type="date"' in html
    assert 'value="2021-08-31"' in html


def test_an_error_stands_at_its_field_and_in_the_summary():
    html = render('{% form form submit="保存" %}', form=Dispute({"day": "2021-13-40", "phone": "1"}))
    assert 'href="#id_name"' in html
    assert 'href="#id_kind_0"' in html
    assert 'id="id_name_error"' in html
    assert 'aria-describedby="id_name_helptext id_name_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="1"' in html
    assert "甲方姓名：" in html


def test_a_form_without_errors_has_no_summary():
    assert "data-error-summary" not in render('{% form form submit="保存" %}', form=Dispute())


def test_a_form_carries_a_new_token_each_time_it_is_shown():
    first, second = (render("{% form_token %}") for _ in range(2))
    assert 'name="form_token"' in first
    assert first != second


def test_a_denied_button_shows_its_reason_and_submits_nothing():
    html = render('{% button_with_reason "结案" "先记下调解结果，才能结案。" %}')
    assert 'type="button"' in html
    assert 'aria-disabled="true"' in html
    assert "先记下调解结果，才能结案。" in html


def page(total: Total) -> Page:
    return Page(items=[], total=total, next_cursor="NEXT", previous_cursor=None)


def test_pages_keep_the_parameters_of_the_address():
    request = RequestFactory().get("/", {"kind": "a", "after": "OLD"})
    html = render("{% pagination page %}", page=page(Total(1000, exact=False)), request=request)
    assert "共 1,000+ 条" in html
    assert 'href="?kind=a&amp;after=NEXT"' in html
    assert "上一页" not in html


def test_pages_of_a_posted_search_stay_out_of_the_address():
    html = render(
        '{% pagination page form="search" %}', page=page(Total(7)), request=RequestFactory().get("/")
    )
    assert "共 7 条" in html
    assert 'form="search"' in html
    assert 'value="NEXT"' in html
    assert "?" not in html


def test_a_change_has_an_arrow_and_a_word_besides_its_colour():
    card = '{% stat_card "成功率" "99.46" unit="%" change=change change_unit="个百分点" against="上年同期" %}'
    fallen, risen = (" ".join(render(card, change=Decimal(by)).split()) for by in ("-0.45", "0.45"))
    assert "比上年同期减少" in fallen
    assert "▼</span> −0.45 个百分点" in fallen
    assert "比上年同期增加" in risen
    assert "▲</span> +0.45 个百分点" in risen
    assert "与上年同期持平" in render(card, change=Decimal("0.00"))
    assert "stat-change" not in render(card, change=None)


def test_a_figure_names_what_it_is_compared_with_and_opens_it():
    html = render(
        '{% stat_card "受理" "5,205" unit="件" against="上年同期" before="3,762" before_url="/earlier/" %}'
    )
    assert '上年同期 <a href="/earlier/">3,762</a> 件' in html


def test_what_people_write_is_never_markup():
    html = render("{% timeline items %}", items=[{"title": "<b>", "when": TODAY, "text": "<script>"}])
    assert "<b>" not in html
    assert "<script>" not in html


def test_a_table_scrolls_in_its_own_region():
    html = render(
        '{% data_table caption="案件" %}<tbody><tr><td>{{ word }}</td></tr></tbody>{% enddata_table %}',
        word="<i>",
    )
    assert 'tabindex="0"' in html
    assert "&lt;i&gt;" in html
    assert "<tbody>" in html


def test_a_frame_around_nothing_is_left_out():
    assert render("{% filled %}<aside> {{ words }} </aside>{% endfilled %}", words="").strip() == ""
    assert "<aside>" in render("{% filled %}<aside>{{ words }}</aside>{% endfilled %}", words="下一步")
