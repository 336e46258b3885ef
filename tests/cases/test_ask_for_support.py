"""A village asks its township in one press, the township answers; nobody reads a name on the way."""

from collections.abc import Callable
from typing import Any

import pytest

from cases.forms import AskSupportForm
from cases.models import Case, CaseEvent, SupportRequest
from cases.policies import one_tier_up
from mediation.kernel.calendar import add_working_days, today
from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.models import JournalEntry
from tests.world import World

Take = Callable[..., Case]
Login = Callable[[str], Any]


@pytest.fixture
def asked(mediating: Take, take: Take) -> Case:
    return take(mediating(), "ask_support", by="village_mediator", kind="joint", question="请来人。")


def test_one_press_asks_the_township_and_sets_the_day_of_its_answer(
    mediating: Take, as_user: Login, world: World
) -> None:
    case, browser = mediating(), as_user("village_mediator")
    page = browser.get(f"/cases/{case.uuid}/steps/ask_support/")
    assert page.status_code == 200
    filled = {name: page.context["form"][name].value() for name in ("kind", "question")}
    assert browser.post(f"/cases/{case.uuid}/steps/ask_support/", filled).status_code == 302
    request = case.support_requests.get()
    assert (request.asking, request.asked, request.kind) == (world.village, world.township, "joint")
    assert request.answer_due == add_working_days(today(), 3).day
    event = CaseEvent.objects.get(case=case, transition="ask_support")
    assert event.note == "联合调解：玛纳斯镇人民调解委员会"
    assert "等答复" in browser.get(f"/cases/{case.uuid}/").content.decode()


@pytest.mark.parametrize(
    ("who", "above"),
    [
        ("village", "township"),
        ("township", "guidance"),
        ("industry", "guidance"),
        ("second_village", "second_township"),
    ],
)
def test_each_tier_has_one_above(world: World, who: str, above: str) -> None:
    assert one_tier_up(world.organizations[who]) == world.organizations[above]


def test_a_village_without_a_township_committee_asks_the_county(world: World) -> None:
    world.township.valid_until = today()
    world.township.save()
    assert one_tier_up(world.village) == world.guidance


def test_the_township_reads_number_kind_people_and_place_and_nothing_more(
    asked: Case, as_user: Login
) -> None:
    clerk = as_user("township_clerk")
    request = asked.support_requests.get()
    for url in ("/cases/support/", f"/cases/support/{request.uuid}/", "/cases/home/"):
        text = clerk.get(url).content.decode()
        assert asked.number in text
        assert "邻里" in text
        assert "马某甲" not in text
        assert "院墙" not in text
    assert clerk.get(f"/cases/{asked.uuid}/").status_code == 404


@pytest.mark.parametrize(
    "who", ["other_township_clerk", "second_village_mediator", "coordinator", "industry_clerk"]
)
def test_nobody_else_finds_the_question(asked: Case, as_user: Login, who: str) -> None:
    browser = as_user(who)
    assert browser.get(f"/cases/support/{asked.support_requests.get().uuid}/").status_code == 404
    assert asked.number not in browser.get("/cases/support/").content.decode()


def test_advice_is_read_on_the_case_and_at_home_by_who_asked(asked: Case, as_user: Login) -> None:
    clerk, url = as_user("township_clerk"), f"/cases/support/{asked.support_requests.get().uuid}/"
    answer = clerk.post(url, {"result": "advised", "answer": "先请水管站看一下坡度。"})
    assert (answer.status_code, answer.url) == (302, "/cases/support/")
    mediator = as_user("village_mediator")
    assert "先请水管站看一下坡度。" in mediator.get(f"/cases/{asked.uuid}/").content.decode()
    assert "答复了支援请求" in mediator.get("/cases/home/").content.decode()
    assert clerk.get(f"/cases/{asked.uuid}/").status_code == 404
    assert clerk.get(url).status_code == 200
    assert asked.support_requests.get().answered_on == today()


def test_declining_says_why(asked: Case, as_user: Login) -> None:
    clerk, url = as_user("township_clerk"), f"/cases/support/{asked.support_requests.get().uuid}/"
    refused = clerk.post(url, {"result": "declined"})
    assert refused.status_code == 422
    assert refused.context["form"].errors == {"answer": ["请写明意见，或者不能支援的原因。"]}
    assert clerk.post(url, {"result": "declined", "answer": "本月人手不够。"}).status_code == 302
    assert asked.support_requests.get().result == "declined"


@pytest.mark.parametrize("result", ["joined", "taken_over"])
def test_without_the_parties_consent_the_answer_is_words_only(
    asked: Case, as_user: Login, world: World, result: str
) -> None:
    clerk, url = as_user("township_clerk"), f"/cases/support/{asked.support_requests.get().uuid}/"
    people = [str(world.township_mediator.person.uuid)]
    answer = clerk.post(url, {"result": result, "mediators": people, "days": "7"})
    assert answer.status_code == 422
    assert "当事人还没有同意" in answer.context["form"].errors["result"][0]
    asked.refresh_from_db()
    assert (asked.holder, asked.grants.count()) == (world.village, 0)


def test_a_question_is_answered_once_and_only_by_who_was_asked(asked: Case, take: Take) -> None:
    with pytest.raises(Refused, match="由被请求的组织答复"):
        take(asked, "answer_support", by="coordinator", result="advised", answer="好。")
    take(asked, "answer_support", by="township_clerk", result="advised", answer="好。")
    with pytest.raises(Refused, match="已经答复或者撤回"):
        take(asked, "answer_support", by="township_clerk", result="advised", answer="又一次。")


def test_one_question_at_a_time_and_it_can_be_taken_back(asked: Case, take: Take, as_user: Login) -> None:
    with pytest.raises(Refused, match="正在等答复"):
        take(asked, "ask_support", by="village_clerk", kind="advice", question="怎么办？")
    url = f"/cases/support/{asked.support_requests.get().uuid}/"
    take(asked, "withdraw_support", by="village_mediator")
    assert as_user("township_clerk").get(url).status_code == 404
    take(asked, "ask_support", by="village_mediator", kind="advice", question="怎么办？")
    assert [r.result for r in asked.support_requests.all()] == ["withdrawn", ""]


def test_the_end_of_mediation_takes_an_open_question_back(asked: Case, take: Take) -> None:
    take(asked, "agree_orally", by="village_mediator", content="和好。")
    assert asked.support_requests.get().result == "withdrawn"


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        ("请帮助马某甲。", "这里不能写当事人的姓名"),
        ("请帮助 示例·王 某乙。", "这里不能写当事人的姓名"),
        ("联系 139 0000 0000。", "这里不能写电话号码"),
        ("证件 １２３４５６２００００１０１１２３４", "这里不能写电话号码"),
    ],
)
def test_names_and_numbers_of_people_are_refused_in_the_question(
    mediating: Take, take: Take, question: str, sentence: str
) -> None:
    case = mediating()
    with pytest.raises(InvalidInput) as caught:
        take(case, "ask_support", by="village_mediator", kind="advice", question=question)
    assert sentence in str(caught.value.errors["question"])
    assert not case.support_requests.exists()


def test_the_usual_question_passes_its_own_check(mediating: Take, world: World) -> None:
    initial = {"kind": "joint", "question": str(AskSupportForm.base_fields["question"].initial)}
    assert AskSupportForm(initial, record=mediating(), actor=world.village_mediator).is_valid()


def test_the_journal_holds_no_word_of_question_or_answer(asked: Case, take: Take) -> None:
    take(asked, "answer_support", by="township_clerk", result="advised", answer="密语意见")
    rows = str(list(JournalEntry.objects.values_list("reason", "detail", "action")))
    assert "case.ask_support" in rows
    assert "密语" not in rows
    assert "请来人" not in rows


def test_the_list_pins_its_queries(
    mediating: Take, take: Take, as_user: Login, django_assert_max_num_queries: Any
) -> None:
    for _ in range(3):
        take(mediating(), "ask_support", by="village_mediator", kind="joint", question="请来人。")
    clerk = as_user("township_clerk")
    clerk.get("/cases/support/")
    with django_assert_max_num_queries(14):
        clerk.get("/cases/support/")
    assert SupportRequest.objects.count() == 3


def test_the_card_at_home_leads_to_the_question(registered: Take, as_user: Login) -> None:
    case = registered()
    page = as_user("village_mediator").get("/cases/home/").content.decode()
    assert f"/cases/{case.uuid}/steps/ask_support/" in page
