"""Changes to the people of a case that are not a step of its status."""

from typing import Any

from django.db import transaction
from django.db.models import Max

from mediation.kernel.calendar import today
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from organizations.models import User

from . import policies, services
from .enums import Consent, PartyKind, Side
from .forms import PartiesForm, PartyForm
from .models import Case, Party
from .services import PartyData


@transaction.atomic
def join(case: Case, form: PartiesForm, *, by: User) -> int:
    """Add the people of a list and give their number. Who joins an accepted case has consented.

    Raises Refused or InvalidInput and changes nothing.
    """
    case = services.locked_for(case, policies.can_add_parties, by)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    side, rows = Side(form.cleaned_data["side"]), form.cleaned_data["rows"]
    people = [PartyData(side, row.name, row.kind, row.phone, row.amount) for row in rows]
    _add(case, people, consent=form.cleaned_data["consent"])
    services.save_changed(case, "case.parties_added", by, count=len(people))
    return len(people)


@transaction.atomic
def add_one(case: Case, form: PartyForm, *, by: User) -> None:
    """Add one party with everything that is known. Raises Refused or InvalidInput and changes nothing."""
    case = services.locked_for(case, policies.can_add_parties, by)
    if not form.is_valid():
        raise InvalidInput(form.errors)
    data = form.cleaned_data
    facts = {name: data[name] for name in PartyForm.FACTS if name != "kind"}
    _add(
        case,
        [PartyData(side=Side(data["side"]), kind=PartyKind(data["kind"]), **facts)],
        consent=data["consent"],
    )
    services.save_changed(case, "case.parties_added", by, count=1)


@transaction.atomic
def edit(party: Party, form: PartyForm, *, by: User, version: int | None) -> None:
    """Correct one party; labels and search words follow its name.

    Raises Conflict when the party is no longer the one that was read, Refused, or InvalidInput.
    """
    case = services.locked_for(party.case, policies.can_edit_case, by)
    locked = Party.objects.select_for_update().get(pk=party.pk)
    if locked.left_on is not None:
        raise Refused(policies.party_left_sentence())
    if version is not None and version != locked.version:
        raise Conflict
    if not form.is_valid():
        raise InvalidInput(form.errors)
    for name in PartyForm.FACTS:
        setattr(locked, name, form.cleaned_data[name])
    locked.version += 1
    locked.save()
    services.refresh_labels(case)
    services.save_changed(
        case, "case.party_edited", by, party=str(party.uuid), fields=sorted(form.changed_data)
    )


def _add(case: Case, people: list[PartyData], *, consent: Any) -> None:
    last = case.parties.aggregate(last=Max("id"))["last"] or 0
    services.add_parties(case, people)
    if consent:
        case.parties.filter(pk__gt=last).update(consent=Consent.GIVEN, consented_on=today())
