"""Sittings with both sides, and talks with one of them."""

from typing import Any

from django.utils.translation import gettext_lazy

from mediation.kernel.workflow import Transition
from organizations.models import User

from .. import forms, policies
from ..enums import CaseStatus, SessionMode, Side
from ..models import Case, CaucusNote, MediationSession
from .people import AT_WORK, declare_with

S = CaseStatus


def _record_session(case: Case, data: dict[str, Any], actor: User | None) -> None:
    declare_with(case, data, actor, data["held_on"])
    session = MediationSession.objects.create(
        case=case,
        held_on=data["held_on"],
        started_at=data["started_at"],
        ended_at=data["ended_at"],
        mode=data["mode"] or SessionMode.ON_SITE,
        identity_check=data["identity_check"],
        place=data["place"],
        applicants_came=data["counts"][Side.APPLICANT],
        respondents_came=data["counts"][Side.RESPONDENT],
        attendance=data["attendance"],
        others_present=data["others_present"],
        record=data["record_text"],
        recorded_by_id=actor.pk if actor else None,
    )
    if data["people"]:
        session.came.set(data["people"])


def _note_caucus(case: Case, data: dict[str, Any], actor: User) -> None:
    # Nothing of it goes into the event: the course of a case has more readers.
    CaucusNote.objects.create(
        case=case,
        side=data["side"],
        noted_on=data["noted_on"],
        text=data["text"],
        author_id=actor.pk,
        author_name=str(actor),
    )


RECORD_SESSION = Transition(
    name="record_session",
    label=gettext_lazy("记录调解"),
    sources=frozenset({S.MEDIATING}),
    target=None,
    policy=policies.can_mediate_case,
    form=forms.SessionForm,
    effect=_record_session,
    guidance=gettext_lazy("调解情况要记录，归入调解档案（人民调解法第二十七条）。"),
)
NOTE_CAUCUS = Transition(
    name="note_caucus",
    label=gettext_lazy("记单独谈话"),
    sources=AT_WORK | {S.AGREED},
    target=None,
    policy=policies.can_note_caucus,
    form=forms.CaucusNoteForm,
    effect=_note_caucus,
    guidance=gettext_lazy(
        "单独谈话里说的，对方和移送单位都看不到；当事人的个人隐私、商业秘密要保密（人民调解法第十五条）。"
    ),
)
