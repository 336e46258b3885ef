"""The letters that brought the invented cases, and what the committees screened."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from random import Random

from cases.history import PastCase, PastScreening, Written
from referrals.history import PastLetter, PastLetterParty, PastPlacing
from reports.demo_loading.past import CONSENT_EVIDENCE, cause

from .register import Seat


def letters_of(
    seats: Sequence[Seat], cases: Sequence[PastCase], written: Sequence[Written], until: date
) -> Iterator[PastLetter]:
    """One for each case that came by letter; `seats` are those of the cases, in their order."""
    for seat, case, row in zip(seats, cases, written, strict=True):
        if case.letter_no:
            yield _letter(seat, case, row, until)


def _letter(seat: Seat, case: PastCase, row: Written, until: date) -> PastLetter:
    sender = seat.senders[case.entruster]
    assert seat.receiver is not None  # noqa: S101
    assert seat.coordinator is not None  # noqa: S101
    entrusted = case.legal_mode == "entrusted"
    return PastLetter(
        letter_no=case.letter_no,
        mode=case.legal_mode,
        sender=sender.organization,
        receiver=seat.receiver,
        cause=cause(case.dispute_type),
        dispute_type=case.dispute_type,
        summary=case.summary,
        parties=[PastLetterParty(party.side, party.name, party.kind) for party in case.parties],
        claim_amount=case.amount,
        consent_evidence=CONSENT_EVIDENCE,
        liaison=sender.liaison,
        sent_on=case.accepted_on,
        procedure=("summary" if case.term_days == 7 else "ordinary") if entrusted else "",
        placing=PastPlacing(
            coordinator=seat.coordinator,
            organization=seat.organization,
            case_id=row.pk,
            received_on=case.accepted_on,
            clerk=case.clerk,
            started_on=case.assigned_on,
            mediator=case.clerk if case.effective_on else case.mediator,
            # The agreement that takes effect is the answer, or the end without one.
            answered_on=case.binding_on if case.agreed else case.concluded_on,
            agreement_no=row.official_no if case.binding_on else "",
            effective_on=case.binding_on if case.agreed else None,
            amount=case.amount if case.binding_on else None,
        ),
    )


def screenings(rng: Random, seats: Sequence[Seat], count: int, day: date) -> list[PastScreening]:
    """So many rounds about a day, by committees of villages and townships among the seats."""
    committees = [seat for seat in seats if seat.body.kind in ("village", "township")]
    found = []
    for _ in range(count if committees else 0):
        seat = committees[int(rng.random() * len(committees))]
        found.append(
            PastScreening(
                seat.organization,
                day - timedelta(int(rng.random() * 5)),
                seat.organization.name.removesuffix("人民调解委员会"),
                8 + int(rng.random() * 60),
                max(0, int(rng.random() * 8) - 5),
            )
        )
    return found
