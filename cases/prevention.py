"""The only writer of prevention totals."""

from datetime import date

from django.db import transaction

from mediation.kernel import journal
from mediation.kernel.errors import Conflict, InvalidInput, Refused
from organizations.models import Organization, User

from . import policies
from .forms import PreventionForm
from .models import PreventionTotal
from .models.prevention import TOTALS


@transaction.atomic
def save_totals(
    form: PreventionForm, *, organization: Organization, month: date, version: int, by: User
) -> PreventionTotal:
    """Enter or correct the sums of one organization and month; `version` is the one that was read, 0 for none yet.

    Raises Refused, Conflict when somebody else was faster, or InvalidInput.
    """
    decision = policies.can_enter_prevention(by, organization)
    if not decision:
        raise Refused(decision.reason)
    # Two people may begin the same month: the second waits here and then finds the first one's row.
    Organization.objects.select_for_update().get(pk=organization.pk)
    row = PreventionTotal.objects.filter(organization=organization, month=month).first()
    if version != (row.version if row else 0):
        raise Conflict
    if not form.is_valid():
        raise InvalidInput(form.errors)
    row = row or PreventionTotal(organization=organization, month=month, version=0)
    for name in TOTALS:
        setattr(row, name, form.cleaned_data[name])
    row.version += 1
    row.recorded_by_id = by.pk
    row.save()
    journal.record(
        "prevention.save",
        actor_id=by.pk,
        object_type="prevention",
        object_id=row.uuid,
        organization_id=organization.pk,
        month=f"{month:%Y-%m}",
        version=row.version,
    )
    return row
