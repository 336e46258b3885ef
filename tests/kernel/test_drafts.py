"""Drafts: kept for their owner, filled into the form again, gone when sent, thrown away or old."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django import forms
from django.http import QueryDict
from django.utils import timezone

from mediation.jobs import forget_drafts
from mediation.kernel import drafts
from mediation.kernel.errors import Refused
from mediation.kernel.idempotency import once
from mediation.kernel.models import Draft

pytestmark = pytest.mark.django_db
PAGE = "/cases/register/"
ME, SOMEBODY_ELSE = 7, 8


def typed(**values: str | list[str]) -> QueryDict:
    post = QueryDict(mutable=True)
    for name, value in values.items():
        post.setlist(name, value if isinstance(value, list) else [value])
    return post


class TwoAnswers(forms.Form):
    story = forms.CharField()
    kinds = forms.MultipleChoiceField(choices=[("a", "甲"), ("b", "乙")])
    agreed = forms.BooleanField(required=False, initial=True)
    day = forms.DateField()
    paper = forms.FileField(required=False)


def test_what_was_typed_is_kept_for_its_owner_alone() -> None:
    drafts.save(ME, PAGE, typed(summary="院墙"))
    found = drafts.find(ME, PAGE)
    assert found is not None
    assert found.data == {"summary": ["院墙"]}
    assert drafts.find(SOMEBODY_ELSE, PAGE) is None
    assert drafts.find(None, PAGE) is None


def test_a_later_saving_takes_the_place_of_the_earlier() -> None:
    drafts.save(ME, PAGE, typed(summary="院墙", result="oral"))
    drafts.save(ME, PAGE, typed(summary="院墙滴水"))
    assert Draft.objects.get().data == {"summary": ["院墙滴水"]}


def test_tokens_passwords_and_identity_numbers_are_not_kept() -> None:
    drafts.save(
        ME,
        PAGE,
        typed(
            csrfmiddlewaretoken="x",
            form_token=str(uuid4()),
            draft_page=PAGE,
            version="3",
            password="x",
            new_password1="x",
            applicant_id_number="x",
            summary="院墙",
        ),
    )
    kept = Draft.objects.get()
    assert (kept.data, kept.version) == ({"summary": ["院墙"]}, 3)


@pytest.mark.parametrize("path", ["", "/nowhere/", "//elsewhere.example/", "/login/", "/api/v1/cases/", "/"])
def test_only_pages_of_cases_and_letters_have_drafts(path: str) -> None:
    with pytest.raises(Refused):
        drafts.save(ME, path, typed(summary="院墙"))
    assert not Draft.objects.exists()


def test_too_much_is_refused_with_a_sentence_and_the_earlier_draft_stays() -> None:
    drafts.save(ME, PAGE, typed(summary="院墙"))
    with pytest.raises(drafts.TooLarge, match="256 KB"):
        drafts.save(ME, PAGE, typed(summary="墙" * 90_000))
    assert Draft.objects.get().data == {"summary": ["院墙"]}


def test_a_person_keeps_thirty_drafts_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(drafts, "KEPT_PER_PERSON", 2)
    pages = [f"/cases/{uuid4()}/edit/" for _n in range(3)]
    for page in pages:
        drafts.save(ME, page, typed(summary="院墙"))
    drafts.save(SOMEBODY_ELSE, PAGE, typed(summary="院墙"))
    assert set(Draft.objects.filter(user_id=ME).values_list("path", flat=True)) == set(pages[1:])
    assert Draft.objects.filter(user_id=SOMEBODY_ELSE).exists()


def test_a_form_that_was_sent_is_not_kept_again_by_a_saving_that_comes_late() -> None:
    token = str(uuid4())
    once(ME, token, lambda: "/somewhere/")
    assert drafts.save(ME, PAGE, typed(summary="院墙", form_token=token)) is None
    assert not Draft.objects.exists()


def test_a_kept_form_can_still_be_sent() -> None:
    token = str(uuid4())
    drafts.save(ME, PAGE, typed(summary="院墙", form_token=token))
    acted = []
    assert once(ME, token, lambda: acted.append(1) or "/somewhere/") == "/somewhere/"  # type: ignore[func-returns-value]
    assert acted == [1]


def test_after_fourteen_days_it_is_gone() -> None:
    drafts.save(ME, PAGE, typed(summary="院墙"))
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=13, hours=23))
    forget_drafts()
    assert drafts.find(ME, PAGE)
    Draft.objects.update(saved_at=timezone.now() - timedelta(days=14, minutes=1))
    assert drafts.find(ME, PAGE) is None
    forget_drafts()
    assert not Draft.objects.exists()


def test_a_form_is_filled_again_as_it_was_typed_wrong_or_right() -> None:
    drafts.save(ME, PAGE, typed(story="两家", kinds=["a", "b"], day="2021-13"))
    form = TwoAnswers(initial={"story": "以前的"})
    drafts.restore(form, Draft.objects.get())
    page = form.as_p()
    assert form["story"].value() == "两家"
    assert form["kinds"].value() == ["a", "b"]
    assert form["agreed"].value() is False, "a box that was unticked stays unticked"
    assert 'value="2021-13"' in page
    assert page.count(" selected") == 2


def test_where_the_record_changed_meanwhile_each_field_says_what_stands_there_now() -> None:
    drafts.save(ME, PAGE, typed(story="我写的", day="2021-03-01", version="1"))
    form = TwoAnswers(initial={"story": "别人写的", "day": "2021-03-01"})
    drafts.restore(form, Draft.objects.get(), version=2)
    assert form["story"].value() == "我写的"
    assert "别人写的" in form["story"].help_text
    assert not form["day"].help_text
    unchanged = TwoAnswers(initial={"story": "别人写的"})
    drafts.restore(unchanged, Draft.objects.get(), version=1)
    assert not unchanged["story"].help_text
