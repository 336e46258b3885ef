"""Changes to a case that are not a step of its status."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from mediation.kernel import batching, journal, search
from mediation.kernel.calendar import today
from mediation.kernel.decisions import Decision
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from organizations.models import Division, Organization, User
from organizations.models.division import ANCESTOR_LEVELS

from . import bookings, clocks, policies, sharing
from .enums import Consent, LegalMode, PartyKind, Side, Source, SupportResult
from .forms import ClauseForm, EditCaseForm, ScreeningForm
from .models import Case, CaseText, Clause, Custody, Party, ScreeningRound
from .signing import taking_part

LABEL_LENGTH = 80
REGISTRATION_SEQUENCE = "case_registration_no"


@dataclass(frozen=True)
class PartyData:
    """One party as a door hands it in. Amounts in yuan."""

    side: Side
    name: str
    kind: PartyKind = PartyKind.NATURAL
    phone: str = ""
    claim_amount: Decimal | None = None
    address: str = ""
    contact_name: str = ""
    is_minor: bool = False


def next_registration_no(on: date) -> str:
    """A registration number (登记号) such as D2021000123. From a sequence: gaps are allowed."""
    return registration_no(on, batching.next_value(REGISTRATION_SEQUENCE))


def registration_no(on: date, value: int) -> str:
    """How a registration number is written."""
    return f"D{on.year}{value:06d}"


def open_case(
    *,
    by: User | None,
    organization: Organization,
    applied_on: date,
    dispute_type: str,
    summary: str,
    parties: Iterable[PartyData],
    dispute_subtype: str = "",
    source: str = Source.APPLICATION,
    entruster: str = "",
    legal_mode: str | LegalMode = "",
    placed_by: Organization | None = None,
    term_days: int = clocks.TERM_DAYS,
    import_batch: Any = None,
    first_case: Case | None = None,
) -> Case:
    """A new case with status registered, held by the committee under whose seal `organization` works.

    One that takes up `first_case` again is not counted once more when that one had succeeded.
    """
    holder = organization.sealing
    people = list(parties)
    case = Case(
        registration_no=next_registration_no(applied_on),
        regime=organization.regime,
        dispute_type=dispute_type,
        dispute_subtype=dispute_subtype,
        source=source,
        entruster=entruster,
        legal_mode=legal_mode,
        holder=holder,
        handled_at=organization,
        placed_by=placed_by,
        term_days=term_days,
        applied_on=applied_on,
        party_count=len(people),
        import_batch=import_batch,
        first_case=first_case,
        is_continuation=first_case is not None
        and (first_case.succeeded_on is not None or first_case.is_continuation),
        registered_by_id=by.pk if by else None,
        **ancestor_columns("holder", holder.division),
    )
    batching.insert([case])
    rows = _party_rows(case, people, first=1)
    batching.insert([CaseText(case=case, summary=summary, **_labels(summary, rows))])
    batching.insert(
        [Custody(case=case, organization=holder, held_from=applied_on, moved_by_id=by.pk if by else None)]
    )
    batching.insert(rows)
    return case


def reopen_case(case: Case, *, by: User | None, applied_on: date, summary: str) -> Case:
    """A new case between the same parties about a dispute whose first mediation is over, and tied to it.

    Nobody has consented to the new one yet (人民调解法 17). Who had withdrawn from a group is no party of it.
    """
    again = open_case(
        by=by,
        organization=case.handled_at,
        applied_on=applied_on,
        dispute_type=case.dispute_type,
        dispute_subtype=case.dispute_subtype,
        summary=_("（原案%(number)s）%(summary)s") % {"number": case.number, "summary": summary},
        parties=[
            PartyData(
                Side(p.side), p.name, kind=PartyKind(p.kind), phone=p.phone, claim_amount=p.claim_amount
            )
            for p in case.parties.filter(left_on__isnull=True)
        ],
        first_case=case,
    )
    if case.is_protected:
        again.is_protected = True
        again.save(update_fields=["is_protected"])
    return again


def add_parties(case: Case, parties: Iterable[PartyData]) -> None:
    """Add parties behind those that the case has, and bring its labels and search words up to date."""
    last = case.parties.aggregate(last=Max("position"))["last"] or 0
    Party.objects.bulk_create(_party_rows(case, parties, first=last + 1))
    refresh_labels(case)


def _party_rows(case: Case, parties: Iterable[PartyData], *, first: int) -> list[Party]:
    return [
        Party(
            case=case,
            side=party.side,
            kind=party.kind,
            name=party.name,
            phone=party.phone,
            claim_amount=party.claim_amount,
            address=party.address,
            contact_name=party.contact_name,
            is_minor=party.is_minor,
            position=position,
        )
        for position, party in enumerate(parties, start=first)
    ]


def refresh_labels(case: Case) -> None:
    """Write what lists show of the parties ("马某甲等120人") and what search finds."""
    parties = taking_part(case)
    text = case.text
    labels = _labels(text.summary, parties)
    for name, value in labels.items():
        setattr(text, name, value)
    text.save(update_fields=list(labels))
    if case.party_count != len(parties):
        case.party_count = len(parties)
        Case.objects.filter(pk=case.pk).update(party_count=len(parties))


def _labels(summary: str, parties: list[Party]) -> dict[str, Any]:
    initials = initials_of(p.name for p in parties)
    return {
        "applicants": side_label([p.name for p in parties if p.side == Side.APPLICANT]),
        "respondents": side_label([p.name for p in parties if p.side == Side.RESPONDENT]),
        "initials": initials,
        "tokens": case_tokens(summary, [p.name for p in parties], initials),
    }


def side_label(names: list[str]) -> str:
    """One side in a list: its first name, and how many they are."""
    if len(names) <= 1:
        return names[0][:LABEL_LENGTH] if names else ""
    # Stored with the case, so in the language of its file whoever writes.
    suffix = f"等{len(names)}人"
    return names[0][: LABEL_LENGTH - len(suffix)] + suffix


def initials_of(names: Iterable[str]) -> str:
    """The pinyin initials of the parties' names, as they are typed to find a case: "mmj wmy"."""
    return " ".join(search.pinyin_key(name, person=True).initials for name in names)


def case_tokens(summary: str, names: Iterable[str], initials: str) -> list[str]:
    """The search words of a case: of its story, of each party's name and of each name's initials."""
    found: set[str] = set(search.tokens(summary))
    for text in (*names, *initials.split()):
        found.update(search.tokens(text))
    return sorted(found)


def record_consent(case: Case, *, sides: Collection[str], consent: str, on: date) -> None:
    """Record what the parties of these sides answered; a day goes with each answer."""
    asked = [party for party in taking_part(case) if party.side in sides]
    batching.change(asked, consent=consent, consented_on=None if consent == Consent.UNASKED else on)


@transaction.atomic
def edit_case(case: Case, form: EditCaseForm, *, by: User, version: int | None) -> None:
    """Complete or correct what was registered.

    Raises Conflict when the case is no longer the one that was read, Refused, or InvalidInput.
    """
    case = locked_for(case, policies.can_edit_case, by)
    if version is not None and version != case.version:
        raise Conflict
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    for name in ("dispute_type", "dispute_subtype", "is_protected"):
        setattr(case, name, data[name])
    case.text.summary, case.text.claims = data["summary"], data["claims"]
    case.text.save(update_fields=["summary", "claims"])
    for side in Side:
        first = case.parties.filter(side=side, left_on__isnull=True).first()
        if first is not None:
            first.phone, first.address = data[f"{side}_phone"], data[f"{side}_address"]
            first.version += 1
            first.save(update_fields=["phone", "address", "version"])
    refresh_labels(case)
    save_changed(case, "case.edited", by, fields=sorted(form.changed_data))


@transaction.atomic
def move_custody(
    case: Case, *, to: Organization, handled_at: Organization, on: date, reason: str, by: User
) -> None:
    """Hand a case to another organization: custody ends and begins on the day, who was counted stays.

    The mediators of the old one are released, and people who only helped see the case no longer. Raises Refused when
    this person may not, when that organization holds it already, or when the day lies before the present custody.
    """
    case = locked_for(case, policies.can_move_case, by)
    hand_over(case, to=to, handled_at=handled_at, on=on, reason=reason, by=by)
    save_changed(case, "case.moved", by, reason=reason)


def hand_over(
    case: Case, *, to: Organization, handled_at: Organization, on: date, reason: str, by: User
) -> None:
    """What a change of custody does to a locked case. Asks no policy and does not save the case. Raises Refused."""
    if case.holder_id == to.pk and case.handled_at_id == handled_at.pk:
        raise Refused(_("这件案件已经在这个组织。"))
    current = case.custodies.get(held_until__isnull=True)
    if on < current.held_from:
        raise Refused(_("移交日期不能早于现在的组织接手的日期。"))
    if case.holder_id != to.pk:
        # Handed on within the day: an interval of no days, which says that the case went through this house.
        current.held_until = on
        current.save(update_fields=["held_until"])
        Custody.objects.create(case=case, organization=to, held_from=on, reason=reason, moved_by_id=by.pk)
    sharing.end_helping(case, by=by, reason=reason)
    for mediator in case.mediators.filter(released_on__isnull=True):
        mediator.released_on = max(on, mediator.assigned_on)
        mediator.save(update_fields=["released_on"])
    bookings.cancel_ahead(case)
    case.holder = to
    case.handled_at = handled_at
    for name, value in ancestor_columns("holder", to.division).items():
        setattr(case, name, value)
    withdraw_support(case)


def withdraw_support(case: Case) -> None:
    """A question that nobody has answered is void when the case is settled, ends, or goes to another house."""
    waiting = [r for r in batching.rows_of(case, "support_requests") if not r.result]
    batching.change(waiting, result=SupportResult.WITHDRAWN, answered_on=today())


@transaction.atomic
def add_clause(form: ClauseForm, *, by: User) -> Clause:
    """Keep one wording for the agreements of a committee. Raises Refused or InvalidInput."""
    decision = policies.can_keep_clauses(by)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    names = ("organization", "dispute_type", "title", "text")
    values = {name: form.cleaned_data[name] for name in names}
    clause = Clause.objects.create(**values, written_by_id=by.pk)
    journal.record("clause.added", actor_id=by.pk, object_type="clause", object_id=clause.uuid)
    return clause


@transaction.atomic
def remove_clause(clause: Clause, *, by: User) -> None:
    """Take a wording out of the library."""
    journal.record("clause.removed", actor_id=by.pk, object_type="clause", object_id=clause.uuid)
    clause.delete()


@transaction.atomic
def log_screening(form: ScreeningForm, *, by: User) -> ScreeningRound:
    """Record one round of screening; nothing found is a record too. Raises Refused or InvalidInput."""
    decision = policies.can_log_screening(by)
    if not decision:
        raise Refused(decision.reason)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    done = ScreeningRound.objects.create(
        organization=data["organization"],
        held_on=data["held_on"],
        place=data["place"],
        visits=data["visits"] or 0,
        found=data["found"],
        recorded_by_id=by.pk,
    )
    journal.record(
        "screening.log",
        actor_id=by.pk,
        object_type="screening",
        object_id=done.uuid,
        organization_id=done.organization_id,
    )
    return done


def locked_for(case: Case, policy: Callable[[User, Case], Decision], by: User) -> Case:
    """The case read anew under a lock, when this person may. Raises Refused."""
    locked = Case.objects.select_for_update().get(pk=case.pk)
    decision = policy(by, locked)
    if not decision:
        raise Refused(decision.reason)
    return locked


def save_changed(case: Case, action: str, by: User, *, reason: str = "", **detail: Any) -> None:
    """Save a changed case as its next version and journal the act."""
    case.version += 1
    case.save()
    journal.record(
        action,
        actor_id=by.pk,
        object_type="case",
        object_id=case.uuid,
        organization_id=case.holder_id,
        reason=reason,
        **detail,
    )


def freeze_acceptance(case: Case, organization: Organization, on: date) -> None:
    """Set who is counted for the case, with the divisions above it on the day of acceptance. Does not save."""
    placement = batching.remembered(
        ("placement", organization.pk, on),
        lambda: organization.placements.valid_on(on).select_related("division").first(),
    )
    case.accepted_by = organization
    division = placement.division if placement else organization.division
    for name, value in ancestor_columns("accepted", division).items():
        setattr(case, name, value)


def ancestor_columns(prefix: str, division: Division) -> dict[str, int | None]:
    """The `<prefix>_town_id` … `<prefix>_province_id` columns for a division."""
    ids = _ancestor_ids(division.pk, division.valid_from)
    return {f"{prefix}_{level}_id": ids.get(level) for level in ANCESTOR_LEVELS}


@lru_cache(maxsize=4096)
def _ancestor_ids(division_id: int, valid_from: date) -> dict[str, int]:
    """Level → id from a division upward. Divisions never change their parent (a new row begins), so this may be kept."""
    ids: dict[str, int] = {}
    division: Division | None = Division.objects.select_related("parent__parent__parent__parent").get(
        pk=division_id
    )
    while division is not None:
        ids[division.level] = division.pk
        division = division.parent
    return ids
