"""All rows of a case as values that can be compared, whoever wrote them: a history in bulk or step after step."""

import re

from cases.models import Agreement, Case, CaseText, Confirmation, IntakeCheck, Obligation
from mediation.kernel.models import IssuedNumber
from referrals.models import Referral

# Told by the plan and written by no step of the case: what is completed later, and the archive.
BESIDE = {"filed_on", "is_major", "is_protected", "dispute_subtype"}
OWN = {
    "id",
    "uuid",
    "case_id",
    "agreement_id",
    "referral_id",
    "registration_no",
    "registered_at",
    "recorded_at",
    "created_at",
}
# The letter is answered when the result is entered; a history says when that was.
ANSWERED = {"answered_on"}


def rows(queryset, *without):
    """Everything of the rows except what differs by nature, in an order of their own."""
    left_out = OWN | set(without)
    found = [
        {name: value for name, value in row.items() if name not in left_out} for row in queryset.values()
    ]
    return sorted(found, key=repr)


def everything(case):
    """All rows of a case, by table."""
    letter = Referral.objects.filter(case=case)
    found = {
        "case": rows(Case.objects.filter(pk=case.pk), "official_no", *BESIDE),
        "number": re.sub(r"\d+号$", "", case.official_no),
        "text": rows(CaseText.objects.filter(case=case), "claims"),
        "checks": rows(IntakeCheck.objects.filter(case=case)),
        "parties": rows(case.parties),
        "mediators": rows(case.mediators),
        "sessions": rows(case.sessions),
        "custodies": rows(case.custodies),
        "agreements": rows(Agreement.objects.filter(case=case)),
        "obligations": rows(Obligation.objects.filter(agreement__case=case)),
        "confirmations": rows(Confirmation.objects.filter(agreement__case=case)),
        "events": [
            (e.transition, e.from_status, e.to_status, e.actor_id, e.actor_name, e.occurred_on, e.note)
            for e in case.events.order_by("id")
        ],
        "letter": rows(letter, "letter_no", "answer_agreement_no", *ANSWERED),
        "letter parties": [rows(one.parties) for one in letter],
        "letter events": [
            (e.transition, e.from_status, e.to_status, e.actor_id, e.actor_name, e.note)
            for one in letter
            for e in one.events.order_by("id")
        ],
    }
    assert IssuedNumber.objects.filter(object_id=case.uuid).count() == 1
    return found
