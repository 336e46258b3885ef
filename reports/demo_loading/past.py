"""The plan's finished cases, letters and screening rounds as the apps' histories take them."""

from collections.abc import Sequence

from cases import history
from cases.clocks import TERM_DAYS
from cases.enums import DisputeType, Outcome, PartyKind, SessionMode, Side
from referrals import history as letters
from referrals.terms import mediation_days
from reports.demo import records
from reports.demo.people import clerk_of
from reports.demo.records import yuan
from reports.demo.screenings import screenings

from .register import Register

CONSENT_EVIDENCE = "双方当事人签名的同意调解确认书"


def write_cases(register: Register, plan: Sequence[records.Case]) -> None:
    """Finished cases, and the letters that brought some of them."""
    written = history.write_cases([_case(register, case) for case in plan])
    letters.write_letters(
        [
            _letter(register, case, result)
            for case, result in zip(plan, written, strict=True)
            if case.letter is not None
        ]
    )


def write_screenings(register: Register) -> None:
    """All screening rounds."""
    history.write_screenings(
        [
            history.PastScreening(
                register.organizations[one.organization], one.held_on, one.place, one.visits, one.found
            )
            for one in screenings()
        ]
    )


def _case(register: Register, case: records.Case) -> history.PastCase:
    organizations, letter = register.organizations, case.letter
    presiding = case.mediators[0] if case.mediators else case.clerk
    return history.PastCase(
        organization=organizations[case.handled_at],
        dispute_type=case.dispute_type,
        dispute_subtype=case.subtype,
        source=case.source,
        entruster=case.entruster,
        legal_mode=case.legal_mode,
        placed_by=organizations[letter.receiver] if letter else None,
        coordinator=register.actor(clerk_of(letter.receiver).number) if letter else None,
        letter_no=letter.number if letter else "",
        term_days=mediation_days(case.legal_mode, letter.procedure) if letter else TERM_DAYS,
        summary=case.summary,
        claims=case.claims,
        is_protected=case.is_protected,
        is_major=case.is_major,
        parties=[_party(party) for party in case.parties],
        mediators=[register.people[number].pk for number in case.mediators or (case.clerk,)],
        clerk=register.actor(case.clerk),
        mediator=register.actor(presiding),
        applied_on=case.applied_on,
        accepted_on=_day(case.accepted_on),
        assigned_on=_day(case.assigned_on),
        sessions=[
            history.PastSession(
                one.held_on, organizations[case.handled_at].name, said(case, one), SessionMode(one.mode)
            )
            for one in case.sessions
        ],
        outcome=Outcome(case.outcome),
        termination_ground=case.termination_ground,
        concluded_on=_day(case.concluded_on),
        effective_on=case.effective_on,
        amount=yuan(case.amount),
        terms=case.terms,
        confirmation=_confirmation(register, case),
        performed_on=case.performed_on,
        visited_on=case.visited_on,
        closed_on=case.closed_on,
        filed_on=case.filed_on,
        invitations=[
            history.PastInvitation(
                register.people[one.expert].pk,
                organizations[one.bank],
                one.invited_on,
                one.ends_on,
                one.took_part_on,
            )
            for one in case.participations
        ],
        subsidy=case.subsidy
        and history.PastSubsidy(case.subsidy.year, yuan(case.subsidy.amount), case.subsidy.paid_on),
    )


def said(case: records.Case, session: records.Session) -> str:
    """What the record of a session says."""
    if session is case.sessions[-1] and case.terms:
        return f"调解员听取双方陈述，说明有关规定。双方协商一致：{case.terms}"
    return "调解员听取双方陈述，核对证据，说明有关规定。双方分歧缩小，约定再次协商。"


def _party(party: records.Party) -> history.PastParty:
    return history.PastParty(
        Side(party.side),
        party.name,
        PartyKind(party.kind),
        None if party.claim is None else yuan(party.claim),
        None if party.award is None else yuan(party.award),
    )


def _confirmation(register: Register, case: records.Case) -> history.PastConfirmation | None:
    if case.confirmation is None:
        return None
    court, applied_on, ruled_on, number = case.confirmation
    return history.PastConfirmation(register.organizations[court], applied_on, ruled_on, number)


def _letter(register: Register, case: records.Case, written: history.Written) -> letters.PastLetter:
    letter = case.letter
    assert letter is not None  # noqa: S101
    presiding = case.mediators[0] if case.mediators else case.clerk
    bound = case.succeeded_on
    return letters.PastLetter(
        letter_no=letter.number,
        mode=case.legal_mode,
        sender=register.organizations[letter.sender],
        receiver=register.organizations[letter.receiver],
        cause=cause(case.dispute_type),
        dispute_type=case.dispute_type,
        summary=case.summary,
        parties=letter_parties(case.parties),
        claim_amount=yuan(case.amount),
        consent_evidence=CONSENT_EVIDENCE,
        liaison=register.actor(clerk_of(letter.sender).number),
        sent_on=letter.sent_on,
        procedure=letter.procedure,
        placing=letters.PastPlacing(
            coordinator=register.actor(clerk_of(letter.receiver).number),
            organization=register.organizations[case.handled_at],
            case_id=written.pk,
            received_on=letter.received_on,
            clerk=register.actor(case.clerk),
            started_on=_day(case.assigned_on),
            mediator=register.actor(case.clerk if case.effective_on else presiding),
            answered_on=_day(letter.answered_on),
            agreement_no=written.official_no if bound else "",
            effective_on=bound,
            amount=yuan(case.amount) if bound else None,
        ),
    )


def letter_parties(parties: Sequence[records.Party]) -> list[letters.PastLetterParty]:
    """The parties as a letter names them."""
    return [
        letters.PastLetterParty(
            Side(party.side),
            party.name,
            PartyKind(party.kind),
            None if party.claim is None else yuan(party.claim),
        )
        for party in parties
    ]


def cause(dispute_type: str) -> str:
    """The cause of action (案由) of a letter about this type; official words, Chinese in every language."""
    return f"{DisputeType(dispute_type).label}纠纷"


def _day(day):  # type: ignore[no-untyped-def]
    """A day that every finished case has."""
    if day is None:
        raise ValueError("a finished case lacks a day")
    return day
