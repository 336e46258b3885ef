"""The official forms on paper: right words, blanks where paper asks too much, nothing told in confidence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from cases import papers
from cases.enums import Satisfaction, VisitFinding
from cases.models import Case
from mediation.kernel import pdf
from mediation.kernel.models import JournalEntry
from tests.cases.conftest import ago, day
from tests.world import World

SECRET = "示例：只对调解员说，最低可以要八百"


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """The pages' data as they go to the typesetter."""
    pages: list[dict[str, Any]] = []
    render = pdf.render

    def noted(form: str, given: list[dict[str, Any]], **more: Any) -> bytes:
        pages.extend(given)
        return render(form, given, **more)

    monkeypatch.setattr(pdf, "render", noted)
    return pages


def paper(client: Client, case: Case, form: str) -> Any:
    return client.get(reverse("cases:print", kwargs={"uuid": case.uuid, "form": form}))


@pytest.mark.parametrize("form", sorted(papers.FORMS))
def test_each_form_is_a_pdf_that_opens_in_the_browser(
    as_user: Callable[[str], Client],
    agreed: Callable[..., Case],
    mediating: Callable[..., Case],
    take: Callable[..., Case],
    form: str,
) -> None:
    if form == "oral":
        case = take(mediating(), "agree_orally", by="village_mediator", content="修沟。", agreed_on=ago(3))
    else:
        case = agreed()
        if form == "visit":
            case.return_visits.create(
                visited_on=day(1), finding=VisitFinding.values[0], satisfaction=Satisfaction.values[0]
            )
        if form == "record":
            case = mediating()
            talk = {"place": "村委会", "record_text": "核对了账目。", "held_on": ago(6)}
            take(case, "record_session", by="village_mediator", **talk)
    answer = paper(as_user("village_mediator"), case, form)
    assert answer.status_code == 200
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("inline")
    assert "马某甲" not in answer["Content-Disposition"]
    assert answer.content.startswith(b"%PDF-")
    assert len(answer.content) > 10_000, "the font is embedded"


def test_the_agreement_holds_what_was_agreed_and_asks_nothing_twice(
    as_user: Callable[[str], Client], agreed: Callable[..., Case], printed: list[dict[str, Any]]
) -> None:
    case = agreed()
    paper(as_user("village_mediator"), case, "agreement")
    (page,) = printed
    assert page["number"] == case.official_no
    assert page["committee"] == case.holder.name
    assert [p["name"] for p in page["applicants"]] == ["示例·马某甲"]
    assert [p["name"] for p in page["respondents"]] == ["示例·王某乙"]
    assert page["agreement"]["amount"] == "1,200 元"
    assert page["agreement"]["content"] == case.agreements.get().content
    assert page["mediators"]


def test_what_one_side_told_the_mediator_alone_is_on_no_form(
    as_user: Callable[[str], Client],
    agreed: Callable[..., Case],
    mediating: Callable[..., Case],
    take: Callable[..., Case],
    printed: list[dict[str, Any]],
) -> None:
    case = mediating()
    talk = {"place": "村委会", "record_text": "核对了账目。", "held_on": ago(6)}
    take(case, "record_session", by="village_mediator", **talk)
    take(case, "note_caucus", by="village_mediator", side="applicant", text=SECRET, noted_on=ago(6))
    assert case.caucus_notes.filter(text=SECRET).exists()
    for form in papers.FORMS:
        paper(as_user("village_mediator"), case, form)
    assert len(printed) >= 4
    assert SECRET not in str(printed)


def test_whatever_is_typed_stays_text(
    as_user: Callable[[str], Client], registered: Callable[..., Case]
) -> None:
    case = registered(summary='#read("/etc/passwd") $x$ *a* <b> \\ "引号" #panic("!")')
    assert paper(as_user("village_mediator"), case, "registration").status_code == 200


def test_only_who_handles_the_case_prints_it(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], world: World
) -> None:
    case = mediating()
    assert paper(as_user("village_clerk"), case, "registration").status_code == 200
    assert paper(as_user("second_village_mediator"), case, "registration").status_code == 404
    assert paper(as_user("coordinator"), case, "registration").status_code == 404
    assert paper(as_user("village_mediator"), case, "nonsense").status_code == 404


def test_an_expert_reads_the_case_and_prints_nothing(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], world: World
) -> None:
    case = mediating()
    client = as_user("village_clerk")
    page = reverse("cases:invite_expert", args=[case.uuid])
    form = client.get(page).context["form"]
    expert = str(world.expert.person.uuid)
    data = {name: form[name].value() or "" for name in form.fields} | {
        "expert": expert,
        "ground": next(value for value, _label in form.fields["ground"].choices if value),
        "question": "示例问题",
        "parties_agree": "on",
    }
    assert client.post(page, data).status_code == 302
    visitor = as_user("expert")
    accepts = reverse("cases:answer_invitation", args=[case.uuid])
    assert visitor.post(accepts, {"answer": "accepted"}).status_code == 302
    assert visitor.get(reverse("cases:detail", args=[case.uuid])).status_code == 200
    assert paper(visitor, case, "registration").status_code == 409


def test_a_form_without_content_says_so(
    as_user: Callable[[str], Client], registered: Callable[..., Case]
) -> None:
    answer = paper(as_user("village_mediator"), registered(), "agreement")
    assert answer.status_code == 409
    assert "还没有这种文书的内容" in answer.content.decode()


def test_printing_is_journalled_as_reading(
    as_user: Callable[[str], Client], registered: Callable[..., Case], world: World
) -> None:
    case = registered()
    paper(as_user("village_mediator"), case, "notice")
    entry = JournalEntry.objects.get(action="case.printed")
    assert (entry.actor_id, entry.object_id) == (world.village_mediator.pk, str(case.uuid))
    assert entry.detail == {"form": "notice"}


def test_the_case_page_offers_the_form_that_is_signed_next(
    as_user: Callable[[str], Client], registered: Callable[..., Case], agreed: Callable[..., Case]
) -> None:
    client = as_user("village_mediator")
    assert "打印受理登记表" in client.get(reverse("cases:detail", args=[registered().uuid])).content.decode()
    assert "打印人民调解协议书" in client.get(reverse("cases:detail", args=[agreed().uuid])).content.decode()


def test_confirming_an_agreement_may_print_it_at_once(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    page = reverse("cases:transition", args=[case.uuid, "agree_in_writing"])
    data = {"content": "乙方于2026年12月31日前付清甲方1200元。", "amount": "1200", "agreed_on": ago(1)}
    check = client.post(page, data)
    assert "办理并打印" in check.content.decode()
    answer = client.post(page, {**data, "checked": "print"})
    assert answer.url == reverse("cases:print", kwargs={"uuid": case.uuid, "form": "agreement"})
    assert client.get(answer.url)["Content-Type"] == "application/pdf"
