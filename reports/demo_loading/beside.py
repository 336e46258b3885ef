"""What lies beside cases in the live set: rooms, clauses, leads and invitations, printed blanks, sums of prevented disputes."""

from collections.abc import Iterable
from datetime import date, timedelta

from cases import leads as leads_of_screening
from cases import paper_forms, prevention, services
from cases.forms import ClauseForm, InvitationAnswerForm, InviteForm, LeadForm, PreventionForm, RoomForm
from cases.rooms import open_room
from reports.demo import live_acts
from reports.demo.people import clerk_of, serving

from .register import Register


def write_rooms(register: Register, rooms: Iterable[live_acts.Room]) -> None:
    for room in rooms:
        clerk = register.user(clerk_of(room.organization).number)
        organization = register.organizations[room.organization]
        data = {"name": room.name, "capacity": room.capacity, "organization": organization.uuid}
        open_room(RoomForm(data, actor=clerk), by=clerk)


def write_clauses(register: Register, clauses: Iterable[live_acts.Clause]) -> None:
    for clause in clauses:
        clerk = register.user(clerk_of(clause.organization).number)
        data = {
            "title": clause.title,
            "text": clause.text,
            "dispute_type": clause.dispute_type,
            "organization": register.organizations[clause.organization].uuid,
        }
        services.add_clause(ClauseForm(data, actor=clerk), by=clerk)


def write_leads(register: Register, found: Iterable[live_acts.Lead], today: date) -> None:
    """Leads by the person of the role card; of some both sides were invited, and one has answered."""
    for lead in found:
        by = register.user(next(p.number for p in serving(lead.organization, today) if not p.post.clerk))
        data = {
            "place": lead.place,
            "dispute_type": lead.dispute_type,
            "sentence": lead.sentence,
            "found_on": lead.found_on,
        }
        written = leads_of_screening.log_lead(LeadForm(data, actor=by), by=by)
        if lead.sides is None:
            continue
        applicant, respondent = lead.sides
        asked = {
            "applicant_name": applicant,
            "respondent_name": respondent,
            "dispute_type": lead.dispute_type,
            "summary": lead.sentence,
            "invited_on": lead.found_on + timedelta(1),
        }
        invitation = leads_of_screening.invite(InviteForm(asked, actor=by, lead=written), by=by)
        said = {"side": "applicant", "answer": "given", "answered_on": lead.found_on + timedelta(2)}
        leads_of_screening.answer(invitation, InvitationAnswerForm(said, invitation=invitation), by=by)


def write_blanks(register: Register, blanks: Iterable[live_acts.Blanks]) -> None:
    for some in blanks:
        clerk = register.user(clerk_of(some.organization).number)
        paper_forms.issue(register.organizations[some.organization], some.kind, some.count, by=clerk)


def write_prevented(register: Register, sums: Iterable[live_acts.Prevented]) -> None:
    for one in sums:
        prevention.save_totals(
            PreventionForm(one.totals),
            organization=register.organizations[one.organization],
            month=one.month,
            version=0,
            by=register.user(one.clerk),
        )
