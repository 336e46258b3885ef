"""A small live set around a given day, so that every role finds something to do.

All of it is invented. Days are counted back from the given day and moved to the Friday before when they
fall on a weekend. Cases stop where their dates stop; the stage says what waits for whom.
"""

from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from reports.demo.card_case import AMOUNT, claimants
from reports.demo.cases import number_cases
from reports.demo.disputes import APPLICANT_COMPANY, DISPUTES, draw_amount
from reports.demo.live_acts import (
    ADVISED,
    BLANKS,
    CAUCUS,
    CLAUSES,
    CONSUMER,
    COURT,
    COURT_REFUSED,
    EXTENDED,
    GUIDANCE,
    JOINED,
    MAJOR,
    MEMBERS,
    PAID_IN_PART,
    REPORTED,
    REPRESENTED,
    ROOMS,
    SUSPENDED,
    TOMORROW,
    TOWNSHIP,
    Blanks,
    Clause,
    Lead,
    Open,
    Prevented,
    Promise,
    Room,
    ask,
    booked,
    leads,
    prevented,
)
from reports.demo.names import SURNAMES, party_name
from reports.demo.organizations import organizations, sealing_committee
from reports.demo.people import CARD_ROOM, clerk_of, serving
from reports.demo.places import villages
from reports.demo.records import Case, Confirmation, Letter, Party, Session

FIRST_KEY = 100_001

# Stage: days back for each date of the case, and its outcome. What waits: see the comment.
STAGES: dict[str, dict[str, int]] = {
    "registered": {"applied": 1},  # the other side's consent
    "consented": {"applied": 3, "consented": 1},  # acceptance by the clerk
    "accepted": {"applied": 4, "consented": 3, "accepted": 2},  # assignment by the clerk
    "assigned": {"applied": 5, "consented": 4, "accepted": 3, "assigned": 2},  # the first session
    "mediating": {"applied": 14, "consented": 13, "accepted": 12, "assigned": 12, "first_session": 8, "last_session": 3},
    "month_ending": {"applied": 29, "consented": 28, "accepted": 27, "assigned": 26, "first_session": 20, "last_session": 9},
    "agreed": {  # signatures and the seal
        "applied": 12, "consented": 11, "accepted": 10, "assigned": 10, "first_session": 4, "last_session": 2, "agreed": 2,
    },
    "performing": {  # performance, return visit
        "applied": 20, "consented": 19, "accepted": 18, "assigned": 18, "first_session": 10, "last_session": 6, "agreed": 6,
        "effective": 6,
    },
    "confirmation_due": {  # application to the court: a few days of the thirty are left
        "applied": 40, "consented": 39, "accepted": 38, "assigned": 38, "first_session": 30, "last_session": 26, "agreed": 26,
        "effective": 26,
    },
    "confirming": {  # the court's ruling
        "applied": 30, "consented": 29, "accepted": 28, "assigned": 28, "last_session": 18, "agreed": 16,
        "effective": 15, "confirmation": 10,
    },
    "performed": {  # return visit and closing
        "applied": 25, "consented": 24, "accepted": 24, "assigned": 24, "last_session": 16, "agreed": 16,
        "effective": 16, "performed": 4,
    },
    "oral": {  # closing
        "applied": 6, "consented": 6, "accepted": 5, "assigned": 5, "last_session": 3, "agreed": 3, "performed": 3,
    },
    "closed": {  # filing
        "applied": 33, "consented": 32, "accepted": 32, "assigned": 31, "last_session": 25, "agreed": 25,
        "effective": 24, "performed": 9, "closed": 2,
    },
    "overdue": {  # mediation, reminded and supervised
        "applied": 48, "consented": 47, "accepted": 46, "assigned": 45, "first_session": 38, "last_session": 24,
    },
    "visit_due": {  # a return visit: the agreement binds for more than a month
        "applied": 47, "consented": 46, "accepted": 46, "assigned": 45, "last_session": 38, "agreed": 38,
        "effective": 37, "performed": 30, "closed": 28,
    },
    "not_reached": {  # the report to the court
        "applied": 22, "consented": 20, "accepted": 20, "assigned": 19, "first_session": 12, "last_session": 2, "ended": 2,
    },
}  # fmt: skip

VILLAGE = "village:" + villages()[0].code

GROUP_SUMMARY = f"{MEMBERS}名消费者在示例健身服务部办理预付费会员卡，门店停业，要求退还卡内余额。"
# Committees whose clerks have entered the sums of the last months.
ENTERING = (VILLAGE, TOWNSHIP, CONSUMER, "industry:652301:litigation", "industry:652301:medical")

OPEN_CASES = (
    Open(VILLAGE, "neighbours", "registered"),
    Open(VILLAGE, "marriage_family", "mediating", acts=(ask("joint", "双方情绪都大，想请上级来人一起谈。", agreed=True),)),
    Open(VILLAGE, "house_land", "performing", promises=(Promise("协商确定的费用", 3, 120_000, "现金，村委会当面付清"),)),
    Open(VILLAGE, "neighbours", "oral"),
    Open(VILLAGE, "production", "mediating", acts=(
        ask("advice", "损失有多大双方说法不一，想请教怎样计算。", agreed=False), ADVISED, TOMORROW,
    )),
    Open(VILLAGE, "damages", "performing", promises=(
        Promise("医药费", -2, 68_000, "手机转账"), Promise("陪同复查一次", 9, manner="事先约好时间"),
    )),
    Open(VILLAGE, "neighbours", "visit_due"),
    Open(TOWNSHIP, "damages", "consented"),
    Open(TOWNSHIP, "migrant_wages", "accepted"),
    Open(TOWNSHIP, "forest_land", "month_ending", acts=(ask("advice", "双方对合同的说法不一，想请教先查哪些资料。", agreed=False),)),
    Open(TOWNSHIP, "contract", "agreed"),
    Open(TOWNSHIP, "house_land", "closed"),
    Open(TOWNSHIP, "other_consumer", "mediating", acts=(
        ask("joint", "想请懂消费纠纷的调解员一起调解。", agreed=True), JOINED,
    )),
    Open(CONSUMER, "other_consumer", "assigned"),
    Open(CONSUMER, "tourism", "assigned", declared=False),
    Open(CONSUMER, "ecommerce", "mediating", acts=(booked(1, "11:00", "第一调解室"),)),
    Open(CONSUMER, "tourism", "performed"),
    Open(CONSUMER, "ecommerce", "mediating", acts=(SUSPENDED,)),
    Open(CONSUMER, "tourism", "month_ending", acts=(EXTENDED, booked(2, "15:30", "第二调解室"))),
    Open(CONSUMER, "other_consumer", "performing", group=True, acts=(PAID_IN_PART,), promises=(
        Promise("会员卡余额", 10, 0, "按名单转账到本人账户", each_person=True),
    )),
    Open(CONSUMER, "other_consumer", "confirmation_due"),
    Open(CONSUMER, "ecommerce", "confirming", acts=(COURT_REFUSED,)),
    Open(CONSUMER, "ecommerce", "mediating", acts=(CAUCUS, REPRESENTED, booked(3, "10:00", "第一调解室"))),
    Open(CARD_ROOM, "contract", "mediating", docked=True, acts=(booked(2, "10:30", "诉讼服务中心调解室"),)),
    Open(CARD_ROOM, "contract", "confirmation_due", docked=True),
    Open(CARD_ROOM, "contract", "confirming", docked=True),
    Open(CARD_ROOM, "damages", "not_reached", docked=True),
    Open(CARD_ROOM, "property_management", "overdue", docked=True),
    Open(CARD_ROOM, "damages", "assigned", docked=True, declared=False),
    Open("industry:652301:medical", "medical", "mediating", acts=(MAJOR, REPORTED)),
    Open("industry:652324:finance", "finance", "agreed", docked=True),
)  # fmt: skip


class LiveLetter(NamedTuple):
    """A letter which is no case: it waits to be received or declined (`sent`), or was declined."""

    letter_no: str
    sender: str
    receiver: str
    mode: str
    dispute_type: str
    summary: str
    parties: tuple[Party, ...]
    amount: int
    sent_on: date
    procedure: str = ""
    status: str = "sent"
    declined_on: date | None = None
    decline_reason: str = ""


class Invitation(NamedTuple):
    """An expert asked today about one open case; `accepted` is False while the answer is waited for."""

    case: int
    expert: int
    question: str
    accepted: bool


class Order(NamedTuple):
    """A guidance committee supervises an overdue case (督办) and waits for the answer."""

    case: int
    organization: str
    reason: str


class LivePlan(NamedTuple):
    """`told` says by a case's key what is special about it."""

    cases: tuple[Case, ...]
    told: dict[int, Open]
    letters: tuple[LiveLetter, ...]
    invitations: tuple[Invitation, ...]
    orders: tuple[Order, ...]
    leads: tuple[Lead, ...]
    rooms: tuple[Room, ...]
    blanks: tuple[Blanks, ...]
    clauses: tuple[Clause, ...]
    prevented: tuple[Prevented, ...]


def back(today: date, count: int) -> date:
    """The day `count` days before today, or the Friday before that when it is a weekend."""
    day = today - timedelta(count)
    return day - timedelta(max(0, day.weekday() - 4))


def _mediator_of(place, today):
    """The first who serves there and is not the clerk: the person of the role card where there is one."""
    return next(person.number for person in serving(place, today) if not person.post.clerk)


def personas(today: date) -> dict[str, int]:
    """The person behind each role card of the login page, by account; the numbers are of the register."""
    found = {
        "demo_village": _mediator_of(VILLAGE, today),
        "demo_industry": _mediator_of(CONSUMER, today),
        "demo_room_clerk": serving(CARD_ROOM, today)[0].number,
        "demo_coordinator": serving(GUIDANCE, today)[0].number,
        "demo_liaison": serving("procuratorate:652301", today)[0].number,
        "demo_expert": serving("expert_bank:652301", today)[0].number,
    }
    bureau = {person.post.role: person.number for person in serving("bureau:652300", today)}
    for role in ("officer", "analyst", "system_admin", "security_admin", "audit_admin"):
        found[f"demo_{role.removesuffix('_admin')}"] = bureau[role]
    return found


def _two(rng, dispute):
    kind = DISPUTES[dispute]
    applicant = APPLICANT_COMPANY.get(dispute)
    return (
        Party("applicant", "legal", applicant)
        if applicant
        else Party("applicant", "natural", party_name(rng.choice(SURNAMES), 0)),
        Party("respondent", "legal", kind.company)
        if kind.company and kind.company_share > 50
        else Party("respondent", "natural", party_name(rng.choice(SURNAMES), 1)),
    )


def _group():
    """MEMBERS claimants of one shop."""
    return (*claimants("预")[:MEMBERS], Party("respondent", "legal", "示例健身服务部"))


def _case(rng, today, key, row):
    place, dispute, stage, docked = row[:4]
    at = {name: back(today, days) for name, days in STAGES[stage].items()}
    body = organizations()[place]
    sealing = sealing_committee(body)
    parties, words = _group() if row.group else _two(rng, dispute), DISPUTES[dispute]
    names = {"a": parties[0].name, "b": parties[1].name}
    agreed, ended = at.get("agreed"), at.get("ended")
    outcome = "not_reached" if ended else ""
    if agreed:
        outcome = "oral_agreement" if stage == "oral" else "written_agreement"
    promised = sum(promise.amount for promise in row.promises) or sum(party.award or 0 for party in parties)
    case = Case(
        key=key,
        regime="peoples",
        accepted_by=sealing.key,
        handled_at=place,
        dispute_type="contract" if dispute == "finance" else dispute,
        subtype="finance" if dispute == "finance" else "",
        source="entrusted" if docked else "application",
        entruster="court" if docked else "",
        legal_mode="assigned" if docked else "",
        summary=GROUP_SUMMARY if row.group else rng.choice(words.texts).format(**names),
        claims=words.claim,
        parties=parties,
        mediators=() if stage == "accepted" else (_mediator_of(place, today),),
        clerk=clerk_of(sealing.key).number,
        applied_on=at["applied"],
        consented_on=at.get("consented"),
        accepted_on=at.get("accepted"),
        assigned_on=at.get("assigned"),
        sessions=tuple(
            Session(at[name], "on_site") for name in ("first_session", "last_session") if name in at
        ),
        outcome=outcome,
        agreed_on=agreed,
        effective_on=at.get("effective"),
        concluded_on=agreed or ended,
        amount=promised or (100 * draw_amount(rng, dispute) if agreed and stage != "oral" else 0),
        terms=words.terms.format(**names) if agreed else "",
        performed_on=at.get("performed"),
        closed_on=at.get("closed"),
    )
    if docked:
        county = body.county
        case.letter = Letter(
            f"示调函〔{at['applied'].year}〕{900 + key - FIRST_KEY}号",
            f"court:{county}",
            f"guidance_committee:{county}",
            at["applied"],
            at["applied"],
        )
    if "confirmation" in at:
        case.confirmation = Confirmation(COURT, at["confirmation"], None, "")
    return case


def _letters(rng, today):
    """What lies before the coordinator of 昌吉市: four to receive or decline, and one declined."""

    def letter(number, sender, mode, dispute, days, parties=None, **rest):
        parties = parties or _two(rng, dispute)
        names = {"a": parties[0].name, "b": parties[1].name}
        sent = back(today, days)
        values = {
            "summary": DISPUTES[dispute].texts[0].format(**names),
            "amount": 100 * draw_amount(rng, dispute),
            **rest,
        }
        return LiveLetter(
            letter_no=f"示昌调函〔{sent.year}〕{number}号",
            sender=f"{sender}:652301",
            receiver=GUIDANCE,
            mode=mode,
            dispute_type=dispute,
            parties=parties,
            sent_on=sent,
            **values,
        )

    shop = Party("respondent", "legal", "示例美容服务部")
    yield letter(
        981, "procuratorate", "transferred", "other_consumer", 1,
        parties=(*claimants("费"), shop), amount=AMOUNT,
        summary="120名消费者在示例美容服务部办理预付费会员卡，门店停业，要求退还卡内余额。",
    )  # fmt: skip
    yield letter(982, "court", "assigned", "contract", 1)
    yield letter(983, "police", "transferred", "damages", 0)
    yield letter(984, "court", "entrusted", "house_land", 2, procedure="ordinary")
    yield letter(
        985, "petition_office", "transferred", "expropriation", 6, status="declined",
        declined_on=back(today, 4), decline_reason="not_civil",
    )  # fmt: skip


def live_plan(today: date) -> LivePlan:
    """Everything that waits for somebody on a day."""
    rng = Random("changji: live")
    told = {FIRST_KEY + n: row for n, row in enumerate(OPEN_CASES)}
    cases = [_case(rng, today, key, row) for key, row in told.items()]
    number_cases(sorted((case for case in cases if case.accepted_on), key=lambda case: case.accepted_on))
    expert = personas(today)["demo_expert"]
    medical = next(case.key for case in cases if case.dispute_type == "medical")
    shop = next(key for key, row in told.items() if SUSPENDED in row.acts)
    late = next(key for key, row in told.items() if row.stage == "overdue")
    return LivePlan(
        cases=tuple(cases),
        told=told,
        letters=tuple(_letters(rng, today)),
        invitations=(
            Invitation(medical, expert, "术后恢复不理想是否与诊疗有关", accepted=True),
            Invitation(shop, expert, "这类商品的质量缺陷一般怎样鉴定", accepted=False),
        ),
        orders=(Order(late, GUIDANCE, "期限已过，请说明原因，写明打算哪天办完。"),),
        leads=leads(VILLAGE, today),
        rooms=ROOMS,
        blanks=BLANKS,
        clauses=CLAUSES,
        prevented=prevented(ENTERING, today),
    )
