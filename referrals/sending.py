"""Sending a letter."""

from django.db import IntegrityError, transaction

from mediation.kernel import outbox
from mediation.kernel.calendar import today
from mediation.kernel.errors import InvalidInput, Refused
from organizations.models import User

from . import policies, terms
from .forms import LetterForm
from .forms.letter import number_taken
from .models import EarlierAttempt, Referral, ReferralMaterial, ReferralParty
from .notifications import SENT
from .workflow import referral_workflow

_LETTER_FIELDS = (
    "letter_no",
    "mode",
    "sender",
    "receiver",
    "sender_case_no",
    "procedure",
    "cause",
    "dispute_type",
    "summary",
    "claim_amount",
    "consent_evidence",
    "contact_name",
    "contact_phone",
)


def send(form: LetterForm, *, by: User) -> Referral:
    """The letter of a filled form, sent today. Raises InvalidInput or Refused and changes nothing."""
    if not form.is_valid():
        raise InvalidInput(form.errors)
    decision = policies.can_send_letter(by, form.cleaned_data["sender"])
    if not decision:
        raise Refused(decision.reason)
    try:
        with transaction.atomic():
            return _write(form, by)
    except IntegrityError as error:
        # Two people of one body sent the same number in the same moment.
        if "letter_number_once_a_sender" in str(error):
            raise InvalidInput({"letter_no": [number_taken()]}) from error
        raise


def _write(form: LetterForm, by: User) -> Referral:
    data, day = form.cleaned_data, today()
    due = terms.answer_due(day, data["receiver"].division.code)
    referral = Referral.objects.create(
        **{name: data[name] for name in _LETTER_FIELDS},
        county=data["receiver"].division,
        sent_on=day,
        answer_due_on=due.day,
        due_is_provisional=due.provisional,
        written_by_id=by.pk,
    )
    ReferralParty.objects.bulk_create(
        ReferralParty(
            referral=referral,
            side=party.side,
            kind=party.kind,
            name=party.name,
            phone=party.phone,
            claim_amount=party.claim_amount,
            position=position,
        )
        for position, party in enumerate(data["parties"], start=1)
    )
    EarlierAttempt.objects.bulk_create(
        EarlierAttempt(referral=referral, body=body, result=result, position=position)
        for position, (body, result) in enumerate(data["earlier_attempts"], start=1)
    )
    ReferralMaterial.objects.bulk_create(
        ReferralMaterial(referral=referral, name=name, copies=copies, position=position)
        for position, (name, copies) in enumerate(data["materials"], start=1)
    )
    referral_workflow.begin(referral, actor=by, name="send", occurred_on=day)
    outbox.post(SENT, str(referral.uuid), referral_id=referral.pk, organization_id=referral.receiver_id)
    return referral
