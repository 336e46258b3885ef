"""The twelve tasks that the product is measured by, each from the landing page, with how much it may ask at most.

A click is a link, a button, a tile or a choice from a list; a field is what has to be filled in by hand. Typing is not
counted. `prepare` brings about, outside the count, what the task starts from.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from organizations.demo_accounts import DEMO_PASSWORD

from .people import DESK, PHONE, Person

CLAIMANTS = 120
BOTH_CONSENT = {"applicants_consent": True, "respondents_consent": True}


@dataclass(frozen=True)
class Task:
    """What is done, by whom, and at how many clicks and fields it fails."""

    name: str
    username: str
    do: Callable[[Person, Any], None]
    clicks: int
    fields: int
    prepare: Callable[[Callable[..., Person]], Any] = lambda person: None
    screen: tuple[int, int] = (DESK["width"], DESK["height"])


def ago(days: int) -> str:
    """A day in the past, as a form is filled."""
    return (date.today() - timedelta(days=days)).isoformat()


def log_in(somebody: Person, _nothing: Any) -> None:
    """Name and password, and the work is there."""
    somebody.page.context.clear_cookies(name="sessionid")
    somebody.open("/login/")
    somebody.fill("username", "demo_industry")
    somebody.fill("password", DEMO_PASSWORD)
    somebody.go('form:has([name="password"]) button[type="submit"]')
    assert somebody.path == "/cases/home/"


def register(somebody: Person, _nothing: Any) -> None:
    """A dispute that is still being mediated."""
    somebody.go('a[href="/cases/register/"]')
    _tell_a_dispute(somebody)
    somebody.choose("result", "ongoing")
    somebody.go(".register-form button.btn-primary")
    assert _case(somebody)["status"] == "registered"


def settle_on_the_spot(somebody: Person, _nothing: Any) -> None:
    """Registered, agreed by word of mouth, performed, closed."""
    somebody.go('a[href="/cases/register/"]')
    _tell_a_dispute(somebody)
    somebody.choose("result", "oral_done")
    somebody.fill("terms", "示例乙当日清理水渠，示例甲不再追究。")
    somebody.go(".register-form button.btn-primary")
    assert _case(somebody)["status"] == "closed"


def _tell_a_dispute(somebody: Person) -> None:
    mark = uuid4().hex[:6]
    somebody.fill("applicant_name", f"示例甲{mark}")
    somebody.fill("respondent_name", f"示例乙{mark}")
    somebody.choose("dispute_type", "neighbours")
    somebody.fill("summary", "两家共用的水渠堵塞，淹了菜地，要求清理。")


def complete_the_file(somebody: Person, case: str) -> None:
    """One thing that the file lacks; what is known is not asked again."""
    somebody.open(case)
    somebody.go(f'.tasks a[href="{case}edit/"]')
    assert somebody.see('[name="summary"]').input_value()
    somebody.fill("applicant_phone", "13800000001")
    somebody.fill("respondent_phone", "13800000002")
    somebody.go("main form.form button.btn-primary")
    assert {party["phone"] for party in _case(somebody)["parties"]} == {"13800000001", "13800000002"}


def add_parties(somebody: Person, case: str) -> None:
    """120 people out of a spreadsheet."""
    somebody.go(f'main a[href="{case}"]')
    somebody.go(f'a[href="{case}parties/list/"]')
    pasted = "\n".join(f"示例申请人{number}\t{300 + number}" for number in range(CLAIMANTS))
    somebody.fill("people", pasted)
    somebody.go("main form.form button.btn-primary")
    somebody.go('button[name="checked"]')
    assert somebody.ask(f"/api/v1{case}")["party_count"] == CLAIMANTS + 2


def record_a_session(somebody: Person, case: str) -> None:
    """What was said, where, who came."""
    somebody.go(f'main a[href="{case}"]')
    somebody.go(f'main a[href="{case}steps/record_session/"]')
    somebody.fill("place", "调解室")
    somebody.fill("attendance", "双方当事人")
    somebody.fill("record_text", "双方核对了账目，约定三日后再谈。")
    somebody.go("main form.form button.btn-primary")
    assert _case(somebody)["sessions"]


def make_an_agreement(somebody: Person, case: str) -> None:
    """Written, read once more, and on its way to the printer."""
    somebody.go(f'main a[href="{case}"]')
    somebody.go(f'main a[href="{case}steps/agree_in_writing/"]')
    for name, value in (("text", "货款"), ("amount", "1200"), ("due_on", "2030-12-31"), ("manner", "转账")):
        somebody.fill(f"obligations-1-{name}", value)
    somebody.go("main form.form button.btn-primary")
    somebody.go('button[name="checked"]')


def place_a_letter(somebody: Person, letter: str) -> None:
    """Open, choose, confirm."""
    somebody.go(f'main a[href="{letter}"]')
    first = somebody.page.locator('.candidates [name="organization"]').first.get_attribute("value") or ""
    somebody.choose("organization", first)
    somebody.go('form[action$="/place/"] button.btn-primary')
    assert somebody.ask(f"/api/v1{letter}")["status"] == "placed"


def remind_the_overdue(somebody: Person, case: str) -> None:
    """The list of what is overdue, and one button."""
    somebody.go('main a[href="/cases/overdue/"]')
    somebody.go(f'button[name="one"][value="{case.split("/")[2]}"]')
    assert somebody.page.locator(".messages").inner_text()


def find_a_case(somebody: Person, name: str) -> None:
    """By a party's name; Enter sends it off."""
    somebody.fill("q", name)
    with somebody.page.expect_navigation(wait_until="load"):
        somebody.see('[name="q"]').press("Enter")
    somebody.clicks += 1
    assert name in somebody.text


def visit_again(somebody: Person, case: str) -> None:
    """Straight from what is to do; that it was performed is known, how content they are is asked."""
    somebody.go(f'main a[href="{case}steps/return_visit/"]')
    assert somebody.page.locator('[name="finding"]:checked').get_attribute("value") == "performed"
    somebody.choose("satisfaction", "satisfied")
    somebody.go("main form.form button.btn-primary")
    assert somebody.path == case


def read_the_figures(somebody: Person, _nothing: Any) -> None:
    """Accepted cases with the change on the year, down to the list; and the published table taken away."""
    assert "38.35%" in somebody.page.locator(".stat").first.inner_text()
    somebody.go('.stat-value a:text-is("5,205")')
    somebody.page.go_back()
    somebody.go('main a[href^="/reports/report/"]')
    with somebody.page.expect_download() as download:
        somebody.click('a[href*="/report/export/"]')
    assert download.value.suggested_filename.endswith(".xlsx")


def _case(somebody: Person) -> Any:
    return somebody.ask(f"/api/v1{somebody.path}")


def _registered(person: Callable[..., Person], username: str = "demo_industry", days: int = 20) -> str:
    """A dispute logged some days ago; gives its path."""
    mark = uuid4().hex[:6]
    case = person(username).tell(
        "/api/v1/cases/",
        applicant_name=f"示例甲{mark}",
        respondent_name=f"示例乙{mark}",
        dispute_type="contract",
        summary="示例甲说货款没有付清，要求付清。",
        result="ongoing",
        applied_on=ago(days),
    )
    return f"/cases/{case['uuid']}/"


def mediating(person: Callable[..., Person], username: str = "demo_industry", days: int = 20) -> str:
    """A case that the person mediates; gives its path."""
    path = _registered(person, username, days)
    somebody = person(username)
    _step(somebody, path, "accept", accepted_on=ago(days), **BOTH_CONSENT)
    somebody.open(f"{path}steps/assign/")
    me = somebody.page.locator('[name="mediators"]').first.get_attribute("value")
    _step(somebody, path, "assign", mediators=[me], assigned_on=ago(days))
    return path


def overdue(person: Callable[..., Person]) -> str:
    """A case of the room whose month is over; gives its path."""
    return mediating(person, "demo_room_clerk", days=45)


def performed(person: Callable[..., Person]) -> str:
    """A case whose written agreement binds since more than a month and was performed; gives its path."""
    path = mediating(person, days=50)
    somebody = person("demo_industry")
    terms = {
        "debtor": "respondent",
        "creditor": "applicant",
        "kind": "pay",
        "text": "付清货款",
        "amount": "1200",
        "due_on": ago(30),
        "manner": "转账",
    }
    _step(somebody, path, "agree_in_writing", obligations=[terms], agreed_on=ago(45))
    signed = {"all_signed": True, "mediator_signed": True, "sealed": True}
    _step(somebody, path, "take_effect", effective_on=ago(45), **signed)
    _step(somebody, path, "close", performed_on=ago(40), closed_on=ago(40))
    return path


def _step(somebody: Person, path: str, name: str, **data: Any) -> Any:
    return somebody.tell(f"/api/v1{path}transitions/{name}/", **data)


def party_name(person: Callable[..., Person]) -> str:
    """Somebody whose dispute was logged."""
    path = _registered(person)
    return person("demo_industry").ask(f"/api/v1{path}")["applicants"]


def letter(person: Callable[..., Person]) -> str:
    """A letter that waits for its placing."""
    liaison = person("demo_liaison")
    liaison.open("/referrals/write/")
    sent = liaison.tell(
        "/api/v1/referrals/",
        receiver=liaison.page.locator('[name="receiver"]').input_value(),
        letter_no=f"示检函〔2026〕{uuid4().hex[:8]}号",
        mode="transferred",
        cause="示例预付卡纠纷",
        dispute_type="other_consumer",
        summary="示例健身会所停业，持卡人要求退还余额。",
        applicants=[{"name": "示例申请人1", "claim_amount": "300"}],
        respondents=[{"name": "示例健身会所", "kind": "legal"}],
        consent_evidence="双方签名的同意调解确认书",
        contact_name="示例承办人",
    )
    return f"/referrals/{sent['uuid']}/"


PHONE_SCREEN = (PHONE["width"], PHONE["height"])
TASKS = {
    1: Task("log in and see my work", "demo_industry", log_in, clicks=2, fields=2),
    2: Task("register a simple dispute", "demo_village", register, clicks=4, fields=5, screen=PHONE_SCREEN),
    3: Task(
        "settle on the spot", "demo_village", settle_on_the_spot, clicks=5, fields=6, screen=PHONE_SCREEN
    ),
    4: Task(
        "complete the file later", "demo_industry", complete_the_file, clicks=2, fields=2, prepare=mediating
    ),
    5: Task("add 120 parties", "demo_industry", add_parties, clicks=4, fields=1, prepare=_registered),
    6: Task(
        "write a mediation record", "demo_industry", record_a_session, clicks=3, fields=3, prepare=mediating
    ),
    7: Task(
        "make, check and print an agreement",
        "demo_industry",
        make_an_agreement,
        clicks=4,
        fields=4,
        prepare=mediating,
    ),
    8: Task("place a letter", "demo_coordinator", place_a_letter, clicks=3, fields=1, prepare=letter),
    9: Task(
        "find what is overdue and remind",
        "demo_room_clerk",
        remind_the_overdue,
        clicks=2,
        fields=0,
        prepare=overdue,
    ),
    10: Task("find any case", "demo_industry", find_a_case, clicks=1, fields=1, prepare=party_name),
    11: Task("visit again", "demo_industry", visit_again, clicks=3, fields=2, prepare=performed),
    12: Task("read and take away the figures", "demo_analyst", read_the_figures, clicks=3, fields=0),
}
