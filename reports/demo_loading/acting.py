"""Acts beyond the usual course of a live case: the plan's words become what the step's form reads."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from cases.models import Case, Room
from cases.obligations import still_open, waiting_people
from cases.workflow import case_workflow
from organizations.models import User
from reports.demo.live import back
from reports.demo.live_acts import Act, Promise
from reports.demo.records import yuan

from .register import Register


def perform(register: Register, case: Case, act: Act, *, actor: User, today: date) -> None:
    """Take one step with what its form asks."""
    data = dict(act.data)
    if act.step in _FILLING:
        _FILLING[act.step](register, case, data, today)
    form: Any = case_workflow.transitions[act.step].form
    if act.back is not None:
        data[form.day_field] = back(today, act.back)
    case_workflow.perform(act.step, case, actor=actor, data=data)


def item(promise: Promise, amount: int, today: date) -> dict[str, Any]:
    """One row of an itemized agreement; what each person of a group gets is the whole `amount` (fen)."""
    paid = amount if promise.each_person else promise.amount
    return {
        "kind": "pay" if paid else "do",
        "text": promise.text,
        "amount": str(yuan(paid)) if paid else "",
        "due_on": today + timedelta(promise.due),
        "manner": promise.manner,
        "each_person": promise.each_person,
    }


def _book(register: Register, case: Case, data: dict[str, Any], today: date) -> None:
    data["day"] = today + timedelta(data.pop("ahead"))
    if "room" in data:
        data["room"] = Room.objects.get(organization=case.handled_at, name=data["room"]).uuid


def _represent(register: Register, case: Case, data: dict[str, Any], today: date) -> None:
    data["parties"] = [case.parties.filter(side=data.pop("party")).values_list("uuid", flat=True)[0]]


def _extend(register: Register, case: Case, data: dict[str, Any], today: date) -> None:
    data["consenting"] = [str(party.position) for party in case.parties.all()]


def _pay(register: Register, case: Case, data: dict[str, Any], today: date) -> None:
    """The first people of the list got all that they were promised."""
    paid = waiting_people(still_open(case)[0])[: data["people"]]
    data["people"] = "\n".join(f"{party.name}，{amount}" for party, amount in paid)


def _help(register: Register, case: Case, data: dict[str, Any], today: date) -> None:
    """The organization that joins sends those of its people who have an account."""
    if "helping" not in data:
        return
    helping = register.organizations[data.pop("helping")]
    serving = helping.posts.valid_on(today).filter(role_code="mediator", person__user__isnull=False)
    data["organization"] = helping.uuid
    data["mediators"] = [post.person.uuid for post in serving.select_related("person").order_by("person")[:1]]


_FILLING: dict[str, Callable[[Register, Case, dict[str, Any], date], None]] = {
    "book_session": _book,
    "name_representative": _represent,
    "extend_term": _extend,
    "record_performance": _pay,
    "answer_support": _help,
}
