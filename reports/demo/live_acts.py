"""What was done, beyond the usual course, in the open cases of the live set, and what lies beside cases.

All of it is invented. An act names a step of the product, how many days ago it was made, who made it and what stood on its
form; whatever only the loader knows (ids of rooms, people, organizations) is named here by plain words.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, NamedTuple

from reports.demo.people import CARD_ROOM, clerk_of

GUIDANCE, COURT = "guidance_committee:652301", "court:652301"
TOWNSHIP, CONSUMER = "township:652301001", "industry:652301:consumer"
MEDIATOR, CLERK = "mediator", "clerk"

MEMBERS = 30
PAID_OUT = 12


class Act(NamedTuple):
    """One step: its name, how many days back (None: today, for steps that have no day), its form, and who makes it.

    `by` is the case's mediator or clerk, or an organization whose first person acts.
    """

    step: str
    back: int | None
    data: Mapping[str, Any]
    by: str = MEDIATOR


class Promise(NamedTuple):
    """One item of an agreement, due so many days from today (negative: overdue). `amount` in fen, 0 for a deed."""

    text: str
    due: int
    amount: int = 0
    manner: str = ""
    each_person: bool = False


class Open(NamedTuple):
    """An open case: where, what, how far, and what is special about it.

    `docked`: a court's letter brought it. `group`: it has MEMBERS claimants. Not `declared`: its mediators have not said yet
    whether anything keeps them from it.
    """

    place: str
    dispute: str
    stage: str
    docked: bool = False
    acts: tuple[Act, ...] = ()
    promises: tuple[Promise, ...] = ()
    group: bool = False
    declared: bool = True


def ask(kind: str, question: str, *, agreed: bool) -> Act:
    return Act("ask_support", None, {"kind": kind, "question": question, "parties_agree": agreed})


ADVISED = Act(
    "answer_support",
    None,
    {"result": "advised", "answer": "先请双方各列一份损失清单，请懂行的人到场估算，记下结果，再约双方商量。"},
    TOWNSHIP,
)
JOINED = Act("answer_support", None, {"result": "joined", "helping": CONSUMER, "days": 30}, GUIDANCE)
TOMORROW = Act("book_session", None, {"ahead": 1, "starts": "10:30", "minutes": 60, "place": "村委会"})
EXTENDED = Act("extend_term", 3, {"days": 15, "note": "各方同意再给十五天核对账单。"})
SUSPENDED = Act("suspend", 2, {"reason": "appraisal", "note": "各方同意委托鉴定机构鉴定商品质量。"})
CAUCUS = Act(
    "note_caucus", 3, {"side": "applicant", "text": "甲方说最看重的是月底前拿到钱，数额可以让一部分。"}
)
REPRESENTED = Act(
    "name_representative",
    3,
    {
        "party": "applicant",
        "kind": "agent",
        "name": "示例代理人",
        "authority": "special",
        "covers": "代为承认、变更请求，进行和解，签订协议",
        "document_seen": True,
    },
)
PAID_IN_PART = Act("record_performance", 2, {"people": PAID_OUT, "note": "第一批按名单转账。"})
COURT_REFUSED = Act(
    "record_ruling",
    3,
    {
        "result": "refused",
        "refusal_ground": "unclear",
        "refusal_reason": "退货由谁承担运费没有写明，无法确认。",
    },
)


MAJOR = Act("mark_major", None, {"reason": "争议大，一个调解组织处理有困难。"})
REPORTED = Act(
    "report_major",
    None,
    {
        "what": "患者家属对诊疗过程意见很大，要求尽快给出说法。",
        "measures": "已安排两次调解，请了专家看病历。",
        "needs": "请卫生部门派人说明诊疗规范。",
    },
)


def booked(ahead: int, starts: str, room: str) -> Act:
    return Act("book_session", None, {"ahead": ahead, "starts": starts, "minutes": 90, "room": room})


class Room(NamedTuple):
    organization: str
    name: str
    capacity: int


class Lead(NamedTuple):
    """A lead of screening; with `sides` both were invited, and the first has consented."""

    organization: str
    place: str
    dispute_type: str
    sentence: str
    found_on: date
    sides: tuple[str, str] | None = None


class Blanks(NamedTuple):
    """Numbered paper forms that a clerk had printed."""

    organization: str
    kind: str
    count: int


class Clause(NamedTuple):
    """A wording in the clause library of a committee."""

    organization: str
    title: str
    text: str
    dispute_type: str = ""


class Prevented(NamedTuple):
    """The sums of one committee and month, entered by its clerk."""

    organization: str
    clerk: int
    month: date
    totals: Mapping[str, int]


ROOMS = (
    Room(CONSUMER, "第一调解室", 12),
    Room(CONSUMER, "第二调解室", 6),
    Room(CARD_ROOM, "诉讼服务中心调解室", 10),
)
CLAUSES = (
    Clause(
        CONSUMER,
        "退货退款",
        "乙方于收到退回的商品后三日内，向甲方退还货款______元，运费由______承担。",
        "ecommerce",
    ),
    Clause(
        CONSUMER,
        "退还预付费余额",
        "乙方于______前按名单向甲方各人退还卡内余额，转账到本人账户。",
        "other_consumer",
    ),
    Clause(
        CONSUMER, "分期付款", "乙方分______期付清，每月______日前支付______元；有一期没有付的，余款一次付清。"
    ),
)
BLANKS = (Blanks(CARD_ROOM, "registration", 5),)


def leads(village: str, today: date) -> tuple[Lead, ...]:
    """Two leads of a village committee: one as it was found, of the other both sides were asked."""
    return (
        Lead(
            village,
            "示例居民小区三号楼",
            "neighbours",
            "楼上装修噪音，楼下老人休息不好。",
            today - timedelta(2),
        ),
        Lead(
            village,
            "示例路沿街商铺",
            "production",
            "两家商铺为门前摆摊的位置争吵。",
            today - timedelta(6),
            ("何某甲", "罗某乙"),
        ),
    )


def prevented(organizations: tuple[str, ...], today: date) -> tuple[Prevented, ...]:
    """The sums of the six months before this one."""
    months, month = [], today.replace(day=1)
    for _month in range(6):
        month = (month - timedelta(1)).replace(day=1)
        months.append(month)
    return tuple(
        Prevented(key, clerk_of(key).number, month, _sums(n, m))
        for n, key in enumerate(organizations)
        for m, month in enumerate(months)
    )


def _sums(organization: int, month: int) -> dict[str, int]:
    crimes = int((organization + month) % 3 == 0)
    petitions = int((organization + 2 * month) % 5 == 0)
    return {
        "prevented": 2 + (3 * organization + 5 * month) % 7,
        "crime_cases": crimes,
        "crime_people": 2 * crimes,
        "petition_cases": petitions,
        "petition_people": 11 * petitions,
    }
