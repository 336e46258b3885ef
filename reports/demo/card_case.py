"""The prepaid card case of May 2021.

Published: 120 claimants; the procuratorate referred it, the county guidance committee placed it, four
full-time mediators of the court room heard it, agreement within one week, a bit over 60,000 yuan
returned on the spot.
Our reading: no county is named; the demo tells it of 昌吉市. It is not docked: no court referred it.
Invented: days, names and the sum of 60,480.00 yuan and its parts.
"""

from datetime import date

from reports.demo.names import SURNAMES, numeral
from reports.demo.organizations import organizations, sealing_committee
from reports.demo.people import CARD_ROOM, clerk_of, serving
from reports.demo.records import Case, Letter, Party, Session

CLAIMANTS = 120
AMOUNT = 6_048_000  # fen
ACCEPTED, AGREED = date(2021, 5, 10), date(2021, 5, 14)


def claims() -> list[int]:
    """What each of the 120 asks and gets back, in fen; the parts add up to AMOUNT."""
    parts = [20_000 + 700 * ((37 * n) % 87) for n in range(CLAIMANTS - 1)]
    return [*parts, AMOUNT - sum(parts)]


def claimants(mark: str) -> tuple[Party, ...]:
    """The 120 claimants with their parts; `mark` stands between 某 and the number."""
    return tuple(
        Party("applicant", "natural", f"{SURNAMES[n % len(SURNAMES)]}某{mark}{numeral(n + 1)}", part, part)
        for n, part in enumerate(claims())
    )


def card_case() -> Case:
    """The case, closed in the same month; its key is given with the others'."""
    room = organizations()[CARD_ROOM]
    sealing = sealing_committee(room)
    shop = Party("respondent", "legal", "示例健身服务部")
    four = tuple(person.number for person in serving(CARD_ROOM, ACCEPTED) if person.full_time_on(ACCEPTED))
    letter = Letter(
        "示昌检调函〔2021〕1号", "procuratorate:652301", "guidance_committee:652301",
        date(2021, 5, 7), ACCEPTED, AGREED,
    )  # fmt: skip
    return Case(
        key=0,
        regime="peoples",
        accepted_by=sealing.key,
        handled_at=room.key,
        dispute_type="other_consumer",
        subtype="",
        source="entrusted",
        entruster="procuratorate",
        legal_mode="transferred",
        summary="120名消费者2018年起在示例健身服务部办理预付费会员卡，门店2020年初停业，要求退还卡内余额。",
        claims="请求退还会员卡内余额",
        parties=(*claimants("卡"), shop),
        mediators=four,
        clerk=clerk_of(sealing.key).number,
        applied_on=ACCEPTED,
        consented_on=ACCEPTED,
        accepted_on=ACCEPTED,
        assigned_on=ACCEPTED,
        sessions=(Session(date(2021, 5, 11), "on_site"), Session(AGREED, "on_site")),
        outcome="written_agreement",
        agreed_on=AGREED,
        effective_on=AGREED,
        concluded_on=AGREED,
        amount=AMOUNT,
        terms="示例健身服务部当场按名单退还120名申请人的会员卡余额，双方就此再无争议。",
        performed_on=AGREED,
        visited_on=date(2021, 5, 24),
        closed_on=date(2021, 5, 25),
        filed_on=date(2021, 5, 28),
        is_major=True,
        letter=letter,
    )
