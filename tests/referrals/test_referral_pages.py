"""The pages of letters: written, checked, sent once; placed in three clicks; answered."""

import re
from collections.abc import Callable
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.worklist import worklist
from mediation.kernel.calendar import today
from referrals.enums import ReferralStatus
from referrals.models import Referral
from tests.referrals.letters import CLAIMANTS, agree, claimants, letter, name_mediators, place, send
from tests.world import World

WRITE, DESK, LETTERS = reverse("referrals:write"), reverse("referrals:desk"), reverse("referrals:letters")


def page_of(referral: Referral) -> str:
    return reverse("referrals:detail", args=[referral.uuid])


def step_of(referral: Referral, name: str) -> str:
    return reverse("referrals:transition", args=[referral.uuid, name])


def hidden_fields(html: str) -> dict[str, str]:
    """The hidden fields of a page's forms, as a browser would send them."""
    from html import unescape

    found = re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', html)
    return {name: unescape(value) for name, value in found}


def test_a_letter_is_filled_in_checked_row_by_row_and_sent(
    world: World, as_user: Callable[[str], Client]
) -> None:
    browser = as_user("procuratorate_liaison")
    assert browser.get(WRITE).status_code == 200
    check = browser.post(WRITE, letter(world))
    text = check.content.decode()
    assert check.status_code == 200
    assert not Referral.objects.exists()
    assert all(f"示例·工人{n:03d}" in text for n in range(1, CLAIMANTS + 1))
    assert "120 名，请求金额合计 127,260 元" in text
    sent = browser.post(WRITE, hidden_fields(text) | {"send": "1"}, follow=True)
    referral = Referral.objects.get()
    assert sent.redirect_chain[-1][0] == page_of(referral)
    assert referral.parties.count() == CLAIMANTS + 1
    assert "已发给玛纳斯县人民调解工作指导委员会。" in sent.content.decode()


def test_back_from_checking_keeps_all_that_was_typed(world: World, as_user: Callable[[str], Client]) -> None:
    browser = as_user("procuratorate_liaison")
    text = browser.post(WRITE, letter(world)).content.decode()
    back = browser.post(WRITE, hidden_fields(text) | {"back": "1"}).content.decode()
    assert "示例·工人120" in back
    assert "工资欠条复印件" in back


def test_a_wrong_row_is_shown_in_its_list_and_at_its_field_with_422(
    world: World, as_user: Callable[[str], Client]
) -> None:
    answer = as_user("procuratorate_liaison").post(
        WRITE, letter(world, applicants="示例·甲，5元\n示例·乙，五元")
    )
    assert answer.status_code == 422
    text = answer.content.decode()
    assert "第2行：请用数字填写金额" in text
    assert text.count('class="row-wrong"') == 1
    assert not Referral.objects.exists()


def test_an_uploaded_list_is_read_into_the_page_and_sent_from_there(
    world: World, as_user: Callable[[str], Client]
) -> None:
    browser = as_user("procuratorate_liaison")
    upload = SimpleUploadedFile("名单.csv", "姓名,请求金额\n示例·甲,500\n示例·乙,700\n".encode())
    text = browser.post(WRITE, letter(world, applicants="", applicants_file=upload)).content.decode()
    browser.post(WRITE, hidden_fields(text) | {"send": "1"})
    assert Referral.objects.get().claim_amount == 1200


def test_accepting_takes_three_clicks_from_the_desk(world: World, as_user: Callable[[str], Client]) -> None:
    referral = send(world, applicants=claimants())
    browser = as_user("coordinator")
    desk = browser.get(DESK).content.decode()
    assert page_of(referral) in desk
    panel = browser.get(page_of(referral)).content.decode()
    assert f'value="{world.room.uuid}"' in panel
    answer = browser.post(
        step_of(referral, "place"), hidden_fields(panel) | {"organization": str(world.room.uuid)}, follow=True
    )
    assert answer.redirect_chain == [(page_of(referral), 302)]
    assert Case.objects.get().party_count == CLAIMANTS + 1
    assert Case.objects.get().number in answer.content.decode()


def test_without_a_choice_the_panel_comes_back_with_the_sentence(
    world: World, as_user: Callable[[str], Client]
) -> None:
    answer = as_user("coordinator").post(step_of(send(world), "place"))
    assert answer.status_code == 422
    assert "请选一个调解组织。" in answer.content.decode()


def test_who_comes_second_reads_who_was_first(world: World, as_user: Callable[[str], Client]) -> None:
    referral = send(world)
    browser = as_user("second_coordinator")
    panel = hidden_fields(browser.get(page_of(referral)).content.decode())
    place(world, referral)
    answer = browser.post(step_of(referral, "place"), panel | {"organization": str(world.township.uuid)})
    assert answer.status_code == 409
    assert "这封来函已由示例·协调员甲分派给驻玛纳斯县人民法院人民调解工作室。" in answer.content.decode()
    late = browser.get(step_of(referral, "decline"))
    assert late.status_code == 409
    assert "这封来函已由示例·协调员甲分派给" in late.content.decode()


def test_the_desk_counts_each_heap_and_lists_the_most_urgent_first(
    world: World, as_user: Callable[[str], Client]
) -> None:
    import time_machine

    with time_machine.travel("2026-03-09T04:00Z"):
        old = send(world, letter_no="旧1号")
    new = send(world, letter_no="新2号")
    placed = send(world, letter_no="派3号")
    place(world, placed)
    answer = as_user("coordinator").get(DESK)
    assert [row.referral for row in answer.context["rows"]] == [old, new]
    assert {tab.name: number for tab, number in answer.context["tabs"]} == {
        "waiting": 2,
        "urgent": 1,
        "placed": 1,
        "mediating": 0,
        "answered": 0,
        "declined": 0,
        "withdrawn": 0,
    }
    assert "有 1 封来函超过三个工作日还没有接收或退回" in answer.content.decode()


def test_the_desk_turns_its_pages_and_reads_the_database_a_fixed_number_of_times(
    world: World, as_user: Callable[[str], Client], django_assert_num_queries
) -> None:
    browser = as_user("coordinator")
    for n in range(55):
        send(world, letter_no=f"{n:03d}号")
    browser.get(DESK)
    with django_assert_num_queries(12):
        first = browser.get(DESK)
    assert len(first.context["rows"]) == 50
    second = browser.get(DESK, {"after": first.context["page"].next_cursor})
    assert len(second.context["rows"]) == 5


def test_an_empty_desk_says_so(world: World, as_user: Callable[[str], Client]) -> None:
    browser = as_user("coordinator")
    for tab in ("waiting", "urgent", "placed", "mediating", "answered", "declined", "withdrawn", "nonsense"):
        answer = browser.get(DESK, {"tab": tab})
        assert answer.status_code == 200
        assert 'class="empty"' in answer.content.decode()


def test_the_clerk_finds_the_letter_on_the_home_page_and_names_the_mediators_from_it(
    world: World, as_user: Callable[[str], Client]
) -> None:
    def waiting() -> list[str]:
        groups = worklist(world.fresh("room_clerk"), today()).values()
        assert sum(group.count for group in groups) == 1
        return [entry.url for group in groups for entry in group.entries]

    referral = send(world)
    case = place(world, referral)
    # The letter stands for its case: one thing to do, not two.
    assert waiting() == [page_of(referral)]
    letter_page = as_user("room_clerk").get(page_of(referral)).content.decode()
    assert reverse("cases:transition", args=[case.uuid, "assign"]) in letter_page
    name_mediators(world, case)
    assert waiting() == [reverse("cases:detail", args=[case.uuid])]


def test_the_answer_is_unread_until_the_liaison_opens_it(
    world: World, as_user: Callable[[str], Client]
) -> None:
    referral = send(world)
    case = place(world, referral)
    name_mediators(world, case)
    agree(world, case)
    liaison = as_user("procuratorate_liaison")
    as_user("coordinator").get(page_of(referral))
    assert liaison.get(LETTERS).context["unread"] == 1
    assert case.number in liaison.get(page_of(referral)).content.decode()
    assert liaison.get(LETTERS).context["unread"] == 0
    liaison.get(page_of(referral))
    assert referral.events.filter(transition="read_answer").count() == 1


def test_a_liaison_takes_a_letter_back(world: World, as_user: Callable[[str], Client]) -> None:
    referral = send(world)
    liaison = as_user("procuratorate_liaison")
    assert step_of(referral, "withdraw") in liaison.get(page_of(referral)).content.decode()
    assert liaison.get(step_of(referral, "withdraw")).status_code == 200
    liaison.post(step_of(referral, "withdraw"), {"form_token": str(uuid4())})
    referral.refresh_from_db()
    assert referral.status == ReferralStatus.WITHDRAWN


@pytest.mark.parametrize("name", ["decline", "place"])
def test_each_step_of_the_committee_has_a_page(
    world: World, as_user: Callable[[str], Client], name: str
) -> None:
    assert as_user("coordinator").get(step_of(send(world), name)).status_code == 200


def test_reassigning_has_a_page_with_the_organizations(
    world: World, as_user: Callable[[str], Client]
) -> None:
    referral = send(world)
    place(world, referral)
    browser = as_user("coordinator")
    shown = browser.get(step_of(referral, "reassign")).content.decode()
    assert str(world.township.uuid) in shown
    assert str(world.room.uuid) not in shown
    browser.post(
        step_of(referral, "reassign"), {"organization": str(world.township.uuid), "reason": "离得近"}
    )
    assert Case.objects.get().holder == world.township


@pytest.mark.parametrize("name", ["start", "answer", "read_answer", "nonsense"])
def test_steps_that_follow_by_themselves_have_no_page(
    world: World, as_user: Callable[[str], Client], name: str
) -> None:
    assert as_user("coordinator").post(step_of(send(world), name)).status_code == 404


@pytest.mark.parametrize(
    ("who", "desk", "letters", "write"),
    [
        ("coordinator", 200, 200, 403),
        ("procuratorate_liaison", 403, 200, 200),
        ("room_clerk", 403, 200, 403),
        ("village_mediator", 403, 403, 403),
        ("analyst", 403, 403, 403),
        ("audit_admin", 403, 403, 403),
    ],
)
def test_each_page_opens_for_its_roles(
    world: World, as_user: Callable[[str], Client], who: str, desk: int, letters: int, write: int
) -> None:
    browser = as_user(who)
    assert [browser.get(url).status_code for url in (DESK, LETTERS, WRITE)] == [desk, letters, write]
