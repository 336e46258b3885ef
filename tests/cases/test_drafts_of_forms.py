"""A form that was begun is there again, for the same person only, until it is sent or thrown away."""

from collections.abc import Callable
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cases.models import Case
from cases.workflow import case_workflow
from mediation.kernel.models import Draft, JournalEntry
from organizations.middleware import SEEN
from tests.cases.conftest import FIVE, ago
from tests.world import PASSWORD, World

KEEP = "/drafts/"
REGISTER = "/cases/register/"
STORY = "示例：院墙滴水，还没有写完"


def keep(client: Client, page: str, *, by_script: bool = True, **typed: Any) -> Any:
    headers = {"X-Draft": "1"} if by_script else {}
    return client.post(KEEP, {"draft_page": page, **typed}, headers=headers)


def step(case: Case, name: str) -> str:
    return reverse("cases:transition", args=[case.uuid, name])


def test_the_next_visit_finds_what_was_typed(as_user: Callable[[str], Client]) -> None:
    client = as_user("village_mediator")
    assert keep(client, REGISTER, summary=STORY, dispute_type="contract", amount="1,200").status_code == 204
    page = client.get(REGISTER).content.decode()
    assert STORY in page
    assert 'value="1,200"' in page
    assert "没办完的内容" in page


def test_every_form_of_a_case_keeps_and_restores(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    client, case = as_user("village_clerk"), mediating()
    here = {"uuid": case.uuid}
    pages = {
        REGISTER: "summary",
        step(case, "record_session"): "record_text",
        step(case, "agree_in_writing"): "content",
        reverse("cases:edit", kwargs=here): "summary",
        reverse("cases:parties_add", kwargs=here): "people",
        reverse("cases:invite_expert", kwargs=here): "question",
    }
    for page, field in pages.items():
        before = client.get(page).content.decode()
        assert f'name="draft_page" value="{page}"' in before, page
        assert STORY not in before
        assert keep(client, page, by_script=True, **{field: STORY}).status_code == 204, page
        assert STORY in client.get(page).content.decode(), page


def test_the_letter_and_its_steps_keep_theirs(as_user: Callable[[str], Client]) -> None:
    client = as_user("procuratorate_liaison")
    page = reverse("referrals:write")
    keep(client, page, summary=STORY, applicants="示例·甲，3000")
    shown = client.get(page).content.decode()
    assert STORY in shown
    assert "示例·甲，3000" in shown
    assert "写一封函" in client.get(reverse("referrals:letters")).content.decode()


def test_nobody_else_ever_sees_it(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], world: World
) -> None:
    case = mediating()
    page = step(case, "record_session")
    keep(as_user("village_mediator"), page, record_text=STORY)
    keep(as_user("village_mediator"), REGISTER, summary=STORY)
    for other in ("village_clerk", "second_village_mediator", "township_clerk", "system_admin"):
        client = as_user(other)
        assert STORY not in client.get(page).content.decode()
        assert STORY not in client.get(REGISTER).content.decode()
        assert "没办完的" not in client.get("/", follow=True).content.decode()
    clerk = as_user("village_clerk")
    keep(clerk, page, draft="discard")
    assert Draft.objects.filter(user_id=world.village_mediator.pk).count() == 2, "nor can discard it"


def test_logging_out_and_in_on_another_device_finds_it(as_user: Callable[[str], Client]) -> None:
    client = as_user("village_mediator")
    keep(client, REGISTER, summary=STORY)
    client.post(reverse("organizations:logout"))
    assert client.get(REGISTER).status_code == 302
    other_device = Client()
    arrived = other_device.post(
        f"/login/?next={REGISTER}", {"username": "village_mediator", "password": PASSWORD}, follow=True
    )
    assert arrived.redirect_chain[-1][0] == REGISTER
    assert STORY in arrived.content.decode()


@pytest.mark.parametrize("method", ["get", "post"])
def test_after_the_idle_time_one_comes_back_to_the_page_and_its_draft(
    as_user: Callable[[str], Client], method: str
) -> None:
    client = as_user("village_mediator")
    keep(client, REGISTER, summary=STORY)
    session = client.session
    session[SEEN] -= settings.IDLE_MINUTES * 60 + 61
    session.save()
    answer = getattr(client, method)(
        REGISTER, {"draft_page": REGISTER, "summary": "x"} if method == "post" else None
    )
    assert answer.url == f"/login/?next={REGISTER}"
    arrived = client.post(answer.url, {"username": "village_mediator", "password": PASSWORD}, follow=True)
    assert STORY in arrived.content.decode()


def test_whoever_is_logged_out_meanwhile_is_told_and_nothing_is_kept(
    as_user: Callable[[str], Client],
) -> None:
    client = as_user("village_mediator")
    client.get(REGISTER)
    session = client.session
    session[SEEN] -= settings.IDLE_MINUTES * 60 + 61
    session.save()
    assert keep(client, REGISTER, summary=STORY).status_code == 401
    assert keep(client, REGISTER, by_script=False, summary=STORY).url == f"/login/?next={REGISTER}"
    assert not Draft.objects.exists()


def test_sending_the_form_ends_its_draft_and_a_refused_form_keeps_it(
    as_user: Callable[[str], Client], world: World
) -> None:
    client = as_user("village_mediator")
    keep(client, REGISTER, summary=STORY)
    assert client.post(REGISTER, {**FIVE, "dispute_type": "nonsense"}).status_code == 422
    assert Draft.objects.exists()
    assert client.post(REGISTER, FIVE).status_code == 302
    assert not Draft.objects.exists()


def test_a_step_that_fails_in_its_transaction_keeps_the_draft(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    client, case = as_user("village_mediator"), mediating()
    page = step(case, "record_session")
    keep(client, page, record_text=STORY)
    reactions = case_workflow._reactions["record_session"]

    def break_down(*_args: Any) -> None:
        raise RuntimeError("the power is gone")

    monkeypatch.setitem(case_workflow._reactions, "record_session", [*reactions, break_down])
    with pytest.raises(RuntimeError):
        client.post(page, {"place": "村委会", "record_text": STORY, "held_on": ago(1)})
    assert not case.sessions.exists()
    assert Draft.objects.exists()
    monkeypatch.setitem(case_workflow._reactions, "record_session", reactions)
    assert client.post(page, {"place": "村委会", "record_text": STORY, "held_on": ago(1)}).status_code == 302
    assert not Draft.objects.exists()


def test_without_a_script_a_button_keeps_it_and_another_throws_it_away(
    as_user: Callable[[str], Client],
) -> None:
    client = as_user("village_mediator")
    assert "存草稿" in client.get(REGISTER).content.decode()
    answer = keep(client, REGISTER, by_script=False, summary=STORY, draft="save")
    assert answer.url == REGISTER
    assert STORY in client.get(REGISTER).content.decode()
    assert keep(client, REGISTER, by_script=False, draft="discard").url == REGISTER
    assert STORY not in client.get(REGISTER).content.decode()
    assert not Draft.objects.exists()


def test_too_much_is_told_either_way(as_user: Callable[[str], Client]) -> None:
    client = as_user("village_mediator")
    for by_script in (True, False):
        answer = keep(client, REGISTER, by_script=by_script, summary="墙" * 90_000)
        assert answer.status_code == 413
        assert "256 KB" in answer.content.decode()


def test_the_home_page_lists_what_is_unfinished_without_a_word_of_it(
    as_user: Callable[[str], Client], mediating: Callable[..., Case]
) -> None:
    case = mediating("industry_mediator")
    for who in ("village_mediator", "industry_mediator"):
        client = as_user(who)
        keep(client, REGISTER, summary=STORY)
        keep(client, step(case, "record_session"), record_text=STORY)
        home = client.get(reverse("cases:home")).content.decode()
        listed = home.partition("unfinished-list")[2].partition("</ul>")[0]
        assert "记一件纠纷" in listed
        assert STORY not in listed
        assert (case.number in listed) == (who == "industry_mediator"), "only of cases one may see"


def test_a_restored_form_tells_that_the_record_changed_meanwhile(
    as_user: Callable[[str], Client], mediating: Callable[..., Case], take: Callable[..., Case]
) -> None:
    client, case = as_user("village_mediator"), mediating()
    page = reverse("cases:edit", args=[case.uuid])
    keep(client, page, summary="我改的经过", version=str(case.version))
    assert "记录被人改过" not in client.get(page).content.decode()
    as_user("village_clerk").post(page, {"dispute_type": "neighbours", "summary": "内勤改的经过"})
    shown = client.get(page).content.decode()
    assert "记录被人改过" in shown
    assert "我改的经过" in shown
    assert "记录里现在是：内勤改的经过" in shown


def test_keeping_is_not_journalled(as_user: Callable[[str], Client]) -> None:
    client = as_user("village_mediator")
    before = JournalEntry.objects.count()
    keep(client, REGISTER, summary=STORY)
    assert JournalEntry.objects.count() == before
