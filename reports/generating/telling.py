"""Tells one invented case from its application to its file, or as far as it has come by the last day."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate
from random import Random
from typing import Any

from cases.clocks import TERM_DAYS
from cases.enums import Outcome, PartyKind, SessionMode, Side
from cases.history import PastCase, PastConfirmation, PastParty, PastSession, PastSubsidy
from referrals.terms import mediation_days
from reports.demo.disputes import APPLICANT_COMPANY, DISPUTES, MIXES
from reports.demo.names import SURNAMES
from reports.demo.seating import SOURCES
from reports.demo.telling import ENDS, ORAL
from reports.demo.timing import DOCKED, QUICK, USUAL

from .register import Seat

_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
# The sixty pairs of the old calendar: nobody is called so.
_SIXTY = tuple(_STEMS[n % 10] + _BRANCHES[n % 12] for n in range(60))
_ORAL_LIMIT = 3000
_MAJOR = 100_000
_DOCKED_SOURCE = ("entrusted", "court")
_PERFORMED_AFTER = (0, 0, 0, 0, 0, 0, 1, 3, 5, 7, 10, 14, 20, 30, 30, 45, 60, 90, 120)
_SUBSIDIES = (Decimal("50.00"), Decimal("100.00"), Decimal("200.00"), Decimal("300.00"))
_DAY = timedelta(1)


class _Draw:
    """Draws from weighted words with one random number."""

    def __init__(self, weights: dict[Any, int]) -> None:
        self.words = list(weights)
        self.bounds = list(accumulate(weights.values()))
        self.total = self.bounds[-1]

    def __call__(self, rng: Random) -> Any:
        return self.words[bisect_right(self.bounds, rng.random() * self.total)]


_MIXES = {key: _Draw(mix) for key, mix in MIXES.items()}
_SOURCES = {key: _Draw(sources) for key, sources in SOURCES.items()}
_ENDS = _Draw({end: ENDS.count(end) for end in ENDS})
_LAST_IN_TERM = {7: 6, 15: 14, TERM_DAYS: 27}


def tell(rng: Random, seat: Seat, accepted: date, until: date, number: int) -> PastCase:
    """A case accepted at a seat on a day; nothing in it is later than `until`. `number` counts the cases from 1."""
    chance = rng.random
    body = seat.body
    key = f"{body.kind}:{body.field}" if body.field else body.kind
    dispute = (_MIXES.get(key) or _MIXES[body.kind])(rng)
    docked = body.field == "court"
    source, entruster = _DOCKED_SOURCE if docked else (_SOURCES.get(key) or _SOURCES[body.kind])(rng)
    if entruster and seat.receiver is None:
        source, entruster = "application", ""
    oral = body.kind != "admin_room" and not docked and chance() * 100 < ORAL.get(body.kind, 0)
    length = DOCKED if docked else QUICK if oral else USUAL
    days = length[int(chance() * len(length))]
    mode, procedure = _way(rng, entruster, days)
    term = mediation_days(mode, procedure) if mode else TERM_DAYS
    bound = accepted + timedelta(min(days, _LAST_IN_TERM[term]))
    assigned = min(bound, accepted + _DAY) if chance() < 0.3 else accepted
    # What a letter brought is accepted on the day on which it is placed.
    applied = accepted if entruster or chance() < 0.5 else accepted - timedelta(int(chance() * 4))
    if applied.year != accepted.year:
        applied = accepted
    words = DISPUTES[dispute]
    parties = _parties(rng, dispute)
    names = {"a": parties[0].name, "b": parties[-1].name}
    presiding = int(chance() * len(seat.mediators))
    mediators = [seat.mediators[presiding]]
    if len(seat.mediators) > 1 and chance() < 0.24:
        mediators.append(seat.mediators[presiding - 1])
    case = PastCase(
        organization=seat.organization,
        dispute_type="contract" if dispute == "finance" else dispute,
        dispute_subtype="finance" if dispute == "finance" else "",
        source=source,
        entruster=entruster,
        legal_mode=mode,
        placed_by=seat.receiver if entruster else None,
        coordinator=seat.coordinator if entruster else None,
        letter_no=f"示调函〔{accepted.year}〕{number}号" if entruster else "",
        term_days=term,
        summary=words.texts[int(chance() * len(words.texts))].format(**names),
        claims=words.claim,
        is_protected=dispute == "marriage_family" and chance() < 0.05,
        parties=parties,
        mediators=[pk for pk, _actor in mediators],
        clerk=seat.clerk,
        mediator=mediators[0][1],
        applied_on=applied,
        accepted_on=accepted,
        assigned_on=assigned if assigned <= until else None,
    )
    if assigned > until:
        return case
    if chance() < 0.04:
        return _fail(rng, case, assigned, bound, until)
    amount = _amount(rng, words.amounts)
    return _settle(rng, case, seat, oral, assigned, bound, until, amount, words.terms.format(**names), number)


def _way(rng: Random, entruster: str, days: int) -> tuple[str, str]:
    """Legal mode and procedure: before docketing mostly, after it where fifteen days sufficed."""
    if entruster != "court":
        return ("transferred", "") if entruster else ("", "")
    if days <= 14 and rng.random() < 0.18:
        return "entrusted", "summary" if days <= 6 else "ordinary"
    return "assigned", ""


def _parties(rng: Random, dispute: str) -> list[PastParty]:
    """Applicants first. Two parties mostly, three or four at times."""
    chance = rng.random
    kind, company = DISPUTES[dispute], APPLICANT_COMPANY.get(dispute)

    def person(side: Side) -> PastParty:
        name = f"{SURNAMES[int(chance() * len(SURNAMES))]}某{_SIXTY[int(chance() * 60)]}"
        return PastParty(side, name)

    found = [PastParty(Side.APPLICANT, company, PartyKind.LEGAL) if company else person(Side.APPLICANT)]
    if chance() < 0.15:
        found.append(person(Side.APPLICANT if chance() < 0.5 and not company else Side.RESPONDENT))
    if chance() * 100 < kind.company_share:
        found.append(PastParty(Side.RESPONDENT, kind.company, PartyKind.LEGAL))
    else:
        found.append(person(Side.RESPONDENT))
    return found


def _sessions(rng: Random, case: PastCase, last: date, until: date, words: str) -> list[PastSession]:
    """One or two sittings up to `until`; the last one on the day on which mediation ended."""
    assert case.assigned_on is not None  # noqa: S101
    held = [last]
    between = (last - case.assigned_on).days
    if between > 1 and rng.random() < 0.5:
        held.insert(0, case.assigned_on + timedelta(1 + int(rng.random() * (between - 1))))
    place = case.organization.name
    mode = SessionMode.REMOTE if rng.random() < 0.06 else SessionMode.ON_SITE
    check = "视频里出示身份证，和登记的一致。" if mode == SessionMode.REMOTE else ""
    first = "调解员听取双方陈述，核对证据，说明有关规定。双方分歧缩小，约定再次协商。"
    told = [(day, words if day == last else first) for day in held if day <= until]
    return [PastSession(day, place, record, mode, identity_check=check) for day, record in told]


def _fail(rng: Random, case: PastCase, assigned: date, bound: date, until: date) -> PastCase:
    """Mediation ends without an agreement."""
    outcome, ground = _ENDS(rng)
    words = "双方各执一词，没有达成一致。调解员告知其他解决途径。"
    sessions = _sessions(rng, case, bound, until, words) if outcome == Outcome.NOT_REACHED else []
    if bound > until:
        return replace(case, sessions=sessions)
    closed = bound + timedelta(int(rng.random() * 4))
    return replace(
        case,
        sessions=sessions,
        outcome=Outcome(outcome),
        termination_ground=ground,
        concluded_on=bound,
        closed_on=_known(closed, until),
        filed_on=_known(closed + 2 * _DAY, until),
    )


def _settle(
    rng: Random, case: PastCase, seat: Seat, oral: bool, assigned: date, bound: date, until: date,
    amount: int, terms: str, number: int,
) -> PastCase:  # fmt: skip
    """Mediation ends with an agreement, which is performed, and the case is closed."""
    chance = rng.random
    agreed = bound if oral or chance() < 0.8 else max(assigned, bound - 2 * _DAY)
    said = f"调解员听取双方陈述，说明有关规定。双方协商一致：{terms}"
    sessions = _sessions(rng, case, agreed, until, said)
    if agreed > until:
        return replace(case, sessions=sessions)
    worth = Decimal(0 if oral and amount > _ORAL_LIMIT else amount)
    confirmation, free = _confirmation(rng, case, seat, oral, bound, until, bool(worth), number)
    # One agreement in fifty is not performed and stays open.
    days = _PERFORMED_AFTER[int(chance() * len(_PERFORMED_AFTER))] if worth else 0
    performed = free + timedelta(days)
    unperformed = chance() < 0.02
    # Performance is told when the case is closed.
    closed = None if unperformed else _known(performed + timedelta(int(chance() * 6)), until)
    paid = closed and _known(closed + timedelta(30 + int(chance() * 90)), until)
    return replace(
        case,
        sessions=sessions,
        outcome=Outcome.ORAL_AGREEMENT if oral else Outcome.WRITTEN_AGREEMENT,
        concluded_on=agreed,
        effective_on=None if oral else _known(bound, until),
        amount=worth,
        terms=terms,
        is_major=worth >= _MAJOR,
        confirmation=confirmation,
        performed_on=performed if closed else None,
        closed_on=closed,
        filed_on=closed and _known(closed + timedelta(int(chance() * 8)), until),
        subsidy=PastSubsidy(paid.year, _SUBSIDIES[int(chance() * 4)], paid)
        if paid and chance() < 0.4
        else None,
    )


def _confirmation(
    rng: Random, case: PastCase, seat: Seat, oral: bool, bound: date, until: date, worth: bool, number: int
) -> tuple[PastConfirmation | None, date]:
    """The court's part if there is one, and from which day on the agreement is performed."""
    apt = not oral and worth and seat.court is not None and case.dispute_type != "marriage_family"
    if not apt or rng.random() > 0.25:
        return None, bound
    applied = bound + timedelta(int(rng.random() * 25))
    ruled = applied + timedelta(2 + int(rng.random() * 12))
    if applied > until:
        return None, ruled
    ruled_on = _known(ruled, until)
    ruling_no = f"（{ruled.year}）示民特{number}号" if ruled_on else ""
    assert seat.court is not None  # noqa: S101
    return PastConfirmation(seat.court, applied, ruled_on, ruling_no), ruled


def _known(day: date, until: date) -> date | None:
    return day if day <= until else None


def _amount(rng: Random, steps: tuple[int, ...]) -> int:
    """Whole yuan between two neighbouring deciles of the dispute's type."""
    step = int(rng.random() * 10)
    amount = int(steps[step] + rng.random() * (steps[step + 1] - steps[step]))
    return amount // 100 * 100 if amount > 1000 else amount // 10 * 10
