"""Asking a mediator of another organization to help, and taking back what was lent."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from mediation.kernel.calendar import today
from mediation.kernel.errors import Refused
from organizations.permissions import Permission

from .. import policies
from .. import sharing as exceptions
from ..forms import LendCaseForm
from ..forms.sharing import lending_organizations
from ..models import Case, CaseGrant
from .acting import act_once, address, find, refused
from .small_form import small_form


@login_required
@require_http_methods(["GET", "POST"])
def share(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """First the organization, then its mediator; the case is theirs to see until the day."""
    case = find(request, uuid)
    decision = policies.can_lend_case(request.user, case)
    if not decision:
        return refused(request, case, Refused(decision.reason))
    organizations = lending_organizations(case)
    chosen = request.GET.get("organization")
    organization = next((o for o in organizations if str(o.uuid) == chosen), None)
    if organization is None:
        return render(request, "cases/share_where.html", {"case": case, "organizations": organizations})
    form = LendCaseForm(request.POST or None, case=case, organization=organization)

    def act() -> str:
        grant = exceptions.lend_case(case, form, by=request.user)
        messages.success(request, _("%(name)s 现在可以协助调解。") % {"name": grant.user.person.name})
        return address(case)

    return small_form(
        request,
        case,
        form,
        act,
        decision=decision,
        title=_("请人协助"),
        guidance=_("从 %(organization)s 请一名调解员，一起调解这一件案件。")
        % {"organization": organization.name},
        submit=_("请他协助"),
    )


@login_required
@require_POST
def end_share(request: HttpRequest, uuid: UUID, person: UUID) -> HttpResponse:
    """Take an exception back today. Security administrators may, without seeing the case."""
    cases = (
        Case.objects.all()
        if request.user.may(Permission.MANAGE_GRANTS)
        else Case.objects.visible_to(request.user)
    )
    case = get_object_or_404(cases, uuid=uuid)
    grants = CaseGrant.objects.valid_on(today()).filter(content_object=case, user__person__uuid=person)
    grant = grants.select_related("content_object", "user", "permission").first()
    if grant is None:
        raise Http404
    back = reverse("organizations:grants") if request.user.may(Permission.MANAGE_GRANTS) else address(case)

    def act() -> str:
        exceptions.revoke(grant, by=request.user, reason=_("提前收回"))
        messages.success(request, _("已收回。"))
        return back

    try:
        return act_once(request, act)
    except Refused as error:
        return refused(request, case, error)
