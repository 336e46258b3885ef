"""The official forms of a case (司发通〔2010〕239号) on paper, all from one set of facts.

What the forms ask beyond what a dispute needs (ethnicity, age, occupation) is a blank to write in, and what one side told
the mediator alone is on none of them.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mediation.kernel import journal, pdf
from mediation.kernel.calendar import today
from mediation.templatetags.figures import date_words, money_yuan
from organizations.models import User

from .enums import Outcome, Side
from .models import Agreement, Case, MediationSession, Party, ReturnVisit
from .signing import taking_part

Page = dict[str, Any]


@dataclass(frozen=True)
class Form:
    """One official form: its template in templates/paper/, its name, and the pages that this case gives."""

    code: str
    label: Any
    pages: Callable[[Case], list[Page]]


def _one(case: Case) -> list[Page]:
    return [_facts(case)]


def _after_acceptance(case: Case) -> list[Page]:
    return [_facts(case)] if case.accepted_on else []


def _sittings(case: Case) -> list[Page]:
    facts = _facts(case)
    return [facts | {"session": _session(session)} for session in case.sessions.prefetch_related("came")]


def _visits(case: Case) -> list[Page]:
    facts = _facts(case)
    return [facts | {"visit": _visit(visit)} for visit in case.return_visits.select_related("party")]


def _agreement(form: str) -> Callable[[Case], list[Page]]:
    def pages(case: Case) -> list[Page]:
        found = case.agreements.filter(form=form).last()
        return [_facts(case) | {"agreement": _terms(found)}] if found else []

    return pages


FORMS: dict[str, Form] = {
    form.code: form
    for form in (
        Form("agreement", gettext_lazy("人民调解协议书"), _agreement(Outcome.WRITTEN_AGREEMENT)),
        Form("oral", gettext_lazy("口头协议登记表"), _agreement(Outcome.ORAL_AGREEMENT)),
        Form("registration", gettext_lazy("受理登记表"), _one),
        Form("notice", gettext_lazy("权利义务告知书"), _one),
        Form("record", gettext_lazy("调解记录"), _sittings),
        Form("visit", gettext_lazy("回访记录"), _visits),
        Form("cover", gettext_lazy("卷宗封面"), _after_acceptance),
    )
}


def printable(case: Case) -> list[Form]:
    """The forms that this case has something for, the one that is signed next first."""
    has = set(case.agreements.values_list("form", flat=True))
    there = {
        "agreement": Outcome.WRITTEN_AGREEMENT in has,
        "oral": Outcome.ORAL_AGREEMENT in has,
        "registration": True,
        "notice": True,
        "record": case.sessions.exists(),
        "visit": case.return_visits.exists(),
        "cover": case.accepted_on is not None,
    }
    return [form for form in FORMS.values() if there[form.code]]


def render(case: Case, form: Form, *, by: User) -> bytes | None:
    """The form as PDF, journalled as a reading; None when the case has nothing for it yet."""
    # Official forms are Chinese, whoever prints them in which language.
    with translation.override(settings.LANGUAGE_CODE):
        pages = form.pages(case)
        content = pdf.render(form.code, pages, title=str(form.label)) if pages else None
    if content is not None:
        journal.record_reading(
            "case.printed",
            actor_id=by.pk,
            object_type="case",
            object_id=case.uuid,
            organization_id=case.holder_id,
            form=form.code,
        )
    return content


def _facts(case: Case) -> Page:
    parties = taking_part(case)
    acting = _acting(case)
    mediators = case.mediators.filter(released_on__isnull=True).select_related("person")
    source = case.get_source_display()
    if case.entruster:
        source = _("%(source)s（%(entruster)s）") % {
            "source": source,
            "entruster": case.get_entruster_display(),
        }
    return {
        "committee": case.holder.name,
        "number": case.number,
        "type": case.get_dispute_type_display(),
        "source": source,
        "applied_on": _day(case.applied_on),
        "accepted_on": _day(case.accepted_on),
        "concluded_on": _day(case.concluded_on),
        "filed_on": _day(case.filed_on),
        "summary": case.text.summary,
        "claims": case.text.claims,
        "note": "",
        "mediators": [mediator.person.name for mediator in mediators],
        "applicants": [_person(p, acting) for p in parties if p.side == Side.APPLICANT],
        "respondents": [_person(p, acting) for p in parties if p.side == Side.RESPONDENT],
    }


def _acting(case: Case) -> dict[int, list[str]]:
    """Who acts for whom: party → kind and name."""
    acting: dict[int, list[str]] = {}
    for representative in case.representatives.valid_on(today()).prefetch_related("parties"):
        words = _("%(kind)s：%(name)s") % {
            "kind": representative.get_kind_display(),
            "name": representative.name,
        }
        for party in representative.parties.all():
            acting.setdefault(party.pk, []).append(words)
    return acting


def _person(party: Party, acting: dict[int, list[str]]) -> dict[str, str]:
    return {
        "name": party.name,
        "phone": party.phone,
        "address": party.address,
        "acts": "\n".join(acting.get(party.pk, [])),
    }


def _session(session: MediationSession) -> dict[str, str]:
    when = [_day(session.held_on)]
    if session.started_at:
        when.append(f"{session.started_at:%H:%M}")
    if session.ended_at:
        when += ["–", f"{session.ended_at:%H:%M}"]
    came = [party.name for party in session.came.all()]
    return {
        "when": " ".join(when),
        "place": session.place,
        "mode": session.get_mode_display(),
        "attendance": " ".join([*came, session.attendance]).strip(),
        "others": session.others_present,
        "recorder": "",
        "record": session.record,
    }


def _visit(visit: ReturnVisit) -> dict[str, str]:
    return {
        "person": visit.party.name if visit.party else _("双方当事人"),
        "way": visit.get_way_display(),
        "day": _day(visit.visited_on),
        "finding": visit.get_finding_display(),
        "satisfaction": visit.get_satisfaction_display(),
        "risk": visit.risk,
        "measures": visit.measures,
    }


def _terms(agreement: Agreement) -> dict[str, str]:
    return {
        "day": _day(agreement.agreed_on),
        "content": agreement.content,
        "manner": agreement.manner,
        "amount": money_yuan(agreement.amount) if agreement.amount else "",
    }


def _day(day: date | None) -> str:
    return date_words(day) if day else ""


def blank(number: str, committee: str) -> Page:
    """The facts of a form that is filled in by hand."""
    return {
        "committee": committee,
        "number": number,
        "applicants": [],
        "respondents": [],
        "agreement": {"day": "", "content": "", "manner": "", "amount": ""},
        **dict.fromkeys(("type", "source", "applied_on", "accepted_on", "summary", "claims", "note"), ""),
    }
