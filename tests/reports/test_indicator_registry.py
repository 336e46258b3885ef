"""The registry refuses what a reader could not understand, and every indicator says what it is."""

from dataclasses import replace

import pytest
from django.utils import translation

from mediation.kernel.errors import InvalidInput
from reports import indicators
from reports.enums import Unit
from reports.indicators import REGISTRY, Average, Change, Distinct, Measure, Ratio
from reports.indicators.outcomes import CASES_SUCCEEDED, SUCCESS_RATE
from reports.indicators.registry import register

ALL = pytest.mark.parametrize("indicator", REGISTRY.values(), ids=REGISTRY)


def test_a_code_is_given_once():
    with pytest.raises(ValueError, match="two indicators are called success_rate"):
        register(replace(SUCCESS_RATE, label="又一个"))


@pytest.mark.parametrize("missing", ["label", "definition", "basis"])
def test_an_indicator_without_its_words_is_refused(missing):
    with pytest.raises(ValueError, match=f"has no {missing}"):
        register(replace(SUCCESS_RATE, code="nameless", **{missing: " "}))
    assert "nameless" not in REGISTRY


@pytest.mark.parametrize("code", ["", "Success", "成功率", "a b", "x"])
def test_a_code_fits_into_an_address(code):
    with pytest.raises(ValueError, match="is no code"):
        register(replace(SUCCESS_RATE, code=code))


def test_an_unknown_code_is_answered_at_its_field():
    with pytest.raises(InvalidInput) as caught:
        indicators.get("unknown")
    assert caught.value.errors == {"indicator": ["没有这个指标，请重新选择。"]}


@ALL
def test_every_indicator_says_what_it_counts_in_a_sentence(indicator):
    with translation.override("zh-hans"):
        assert str(indicator.definition).endswith("。")
        assert indicator.version >= 1
        assert str(indicator.label) in indicator.column


@ALL
def test_units_fit_the_kind(indicator):
    if isinstance(indicator, Average):
        assert indicator.unit == indicator.numerator.unit
    elif isinstance(indicator, Ratio):
        assert indicator.unit == Unit.PERCENT
    elif isinstance(indicator, Change):
        assert indicator.unit == (Unit.POINTS if isinstance(indicator.of, Ratio) else Unit.PERCENT)
    else:
        assert indicator.unit not in (Unit.PERCENT, Unit.POINTS, Unit.TEN_THOUSAND_YUAN)


@ALL
def test_only_what_adds_up_is_called_additive(indicator):
    assert indicator.additive == (isinstance(indicator, Measure) and not isinstance(indicator, Distinct))


@ALL
def test_where_a_row_belongs_is_part_of_the_definition(indicator):
    with translation.override("zh-hans"):
        assert not isinstance(indicator, Measure) or "归属" in str(indicator.definition)


def test_success_is_the_same_measure_in_each_rate_that_names_it():
    numerators = [i for i in REGISTRY.values() if isinstance(i, Ratio) and i.numerator is CASES_SUCCEEDED]
    assert {i.code for i in numerators} == {
        "success_rate",
        "success_rate_concluded",
        "success_rate_handled",
    }
