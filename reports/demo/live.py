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
from reports.demo.names import SURNAMES, party_name
from reports.demo.organizations import organizations, sealing_committee
from reports.demo.people import CARD_ROOM, clerk_of, serving
from reports.demo.places import villages
from reports.demo.records import Case, Confirmation, Letter, Party, Session

FIRST_KEY = 100_001
GUIDANCE, COURT = "guidance_committee:652301", "court:652301"
TOWNSHIP, CONSUMER = "township:652301001", "industry:652301:consumer"

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
    "not_reached": {  # the report to the court
        "applied": 22, "consented": 20, "accepted": 20, "assigned": 19, "first_session": 12, "last_session": 2, "ended": 2,
    },
}  # fmt: skip

VILLAGE = "village:" + villages()[0].code

# Where, what, stage, whether a court's letter brought it.
OPEN_CASES = (
    (VILLAGE, "neighbours", "registered", False),
    (VILLAGE, "marriage_family", "mediating", False),
    (VILLAGE, "house_land", "performing", False),
    (VILLAGE, "neighbours", "oral", False),
    (TOWNSHIP, "damages", "consented", False),
    (TOWNSHIP, "migrant_wages", "accepted", False),
    (TOWNSHIP, "forest_land", "month_ending", False),
    (TOWNSHIP, "contract", "agreed", False),
    (TOWNSHIP, "house_land", "closed", False),
    (CONSUMER, "other_consumer", "assigned", False),
    (CONSUMER, "ecommerce", "mediating", False),
    (CONSUMER, "tourism", "performed", False),
    (CARD_ROOM, "contract", "mediating", True),
    (CARD_ROOM, "contract", "confirmation_due", True),
    (CARD_ROOM, "contract", "confirming", True),
    (CARD_ROOM, "damages", "not_reached", True),
    ("industry:652301:medical", "medical", "mediating", False),
    ("industry:652324:finance", "finance", "agreed", True),
)


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
    """An expert asked today about one open case."""

    case: int
    expert: int
    question: str


class LivePlan(NamedTuple):
    cases: tuple[Case, ...]
    letters: tuple[LiveLetter, ...]
    invitations: tuple[Invitation, ...]


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


def _case(rng, today, key, row):
    place, dispute, stage, docked = row
    at = {name: back(today, days) for name, days in STAGES[stage].items()}
    body = organizations()[place]
    sealing = sealing_committee(body)
    parties, words = _two(rng, dispute), DISPUTES[dispute]
    names = {"a": parties[0].name, "b": parties[1].name}
    agreed, ended = at.get("agreed"), at.get("ended")
    outcome = "not_reached" if ended else ""
    if agreed:
        outcome = "oral_agreement" if stage == "oral" else "written_agreement"
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
        summary=rng.choice(words.texts).format(**names),
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
        amount=100 * draw_amount(rng, dispute) if agreed and stage != "oral" else 0,
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
    """The open cases, letters and invitations of a day."""
    rng = Random("changji: live")
    cases = [_case(rng, today, FIRST_KEY + n, row) for n, row in enumerate(OPEN_CASES)]
    number_cases(sorted((case for case in cases if case.accepted_on), key=lambda case: case.accepted_on))
    medical = next(case for case in cases if case.dispute_type == "medical")
    question = "术后恢复不理想是否与诊疗有关"
    invitation = Invitation(medical.key, personas(today)["demo_expert"], question)
    return LivePlan(tuple(cases), tuple(_letters(rng, today)), (invitation,))
