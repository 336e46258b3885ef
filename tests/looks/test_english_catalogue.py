"""The English catalogue is whole, and what is committed compiled is what stands in it."""

import os
import re
import shutil
from collections import Counter

import pytest
from django.db.models import TextChoices
from django.utils import translation

from tools import translations

PLACEHOLDER = re.compile(r"%\((\w+)\)[-0-9.]*([a-z])")
CHINESE = re.compile(r"[\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]+")
# Chinese that an English reader has to see or type as it is: example values, column names, marks between names.
KEPT = (
    "（2021）玛镇人调字第1号",
    "（2026）玛检民调函第1号",
    "玛镇",
    "玛纳斯镇",
    "昌吉回族自治州",
    "6万",
    "姓名、请求金额、电话",
    "姓名",
    "请求金额",
    "电话",
    "类别",
    "“、”",
    "（2026）新2324诉前调确12号",
    "休",
    "班",
    "元旦",
    "{典型案例}",
    "“／”",
)


@pytest.fixture(scope="module")
def catalogue():
    return translations.catalogue()


def english(entry):
    """The English of a message: one text, or one for each plural form."""
    return list(entry.msgstr_plural.values()) if entry.msgid_plural else [entry.msgstr]


def test_every_message_of_the_product_is_in_the_catalogue_and_no_other(catalogue):
    if not shutil.which("xgettext"):
        reason = "xgettext is not installed, so messages cannot be extracted anew (Debian: gettext)"
        if os.environ.get("E2E_REQUIRED") == "1":
            pytest.fail(reason)
        pytest.skip(reason)
    found = {translations.key(entry): bool(entry.msgid_plural) for entry in translations.extracted()}
    held = {translations.key(entry): bool(entry.msgid_plural) for entry in catalogue}
    assert sorted(found.items() - held.items(), key=str) == []
    assert sorted(held.items() - found.items(), key=str) == []


def test_every_message_has_english_and_none_is_guessed_or_left_over(catalogue):
    assert [entry.msgid for entry in catalogue if not translations.is_translated(entry)] == []
    assert [entry.msgid for entry in catalogue if entry.fuzzy or entry.obsolete] == []


def test_english_names_the_same_placeholders(catalogue):
    def places(text):
        return set(PLACEHOLDER.findall(text))

    assert [
        (entry.msgid, text)
        for entry in catalogue
        for text in english(entry)
        if places(text) != places(entry.msgid)
    ] == []


def test_english_has_no_chinese_but_what_must_be_typed_or_seen_so(catalogue):
    def rest(text):
        for kept in KEPT:
            text = text.replace(kept, "")
        return CHINESE.findall(text)

    assert [(entry.msgid, text) for entry in catalogue for text in english(entry) if rest(text)] == []


def test_english_begins_and_ends_with_a_space_only_where_it_continues_a_sentence(catalogue):
    assert [
        entry.msgid
        for entry in catalogue
        if entry.msgctxt != "list separator"
        for text in english(entry)
        if text != text.rstrip() or (text != text.lstrip() and not entry.msgid.startswith(("，", "等")))
    ] == []


def test_no_message_stands_twice(catalogue):
    assert [key for key, times in Counter(map(translations.key, catalogue)).items() if times > 1] == []


def test_the_compiled_catalogue_holds_the_same_messages(catalogue):
    def content(entries):
        return {translations.key(entry): (entry.msgid_plural, english(entry)) for entry in entries}

    compiled = translations.compiled()
    assert content(compiled) == content(catalogue)
    assert compiled.metadata == catalogue.metadata


def lists_of_values(base=TextChoices):
    for found in base.__subclasses__():
        yield found
        yield from lists_of_values(found)


def test_two_values_of_one_list_never_share_an_english_name():
    """Files of cases may name values in English, so one name must mean one value."""
    with translation.override("en"):
        names = {
            found: Counter(str(value.label).casefold() for value in found) for found in lists_of_values()
        }
    assert len(names) > 20
    assert [
        (found, name) for found, counts in names.items() for name, times in counts.items() if times > 1
    ] == []
