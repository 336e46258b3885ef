"""Invitations to mediation (邀请调解): both sides are asked; two consents make a case."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from mediation.kernel.errors import InvalidInput, Refused
from mediation.kernel.paging import paginate
from organizations.permissions import Permission

from .. import leads as leading
from .. import policies
from ..enums import Consent, Side
from ..forms import InvitationAnswerForm, InviteForm
from ..models import Case, Invitation, Lead
from .acting import act_once, address, refill, require
from .leads import find_lead
from .tabs import screening_tabs


@login_required
@require_GET
def invitations(request: HttpRequest) -> HttpResponse:
    """The invitations of one's organizations that wait for answers."""
    require(policies.can_log_screening(request.user))
    waiting = Invitation.objects.visible_to(request.user).waiting().select_related("organization")
    own = request.user.organizations_permitting(Permission.LOG_SCREENING)
    context = {
        "page": paginate(waiting, request.GET, ordering=("expires_on", "id"), size=20),
        "several": len(own) > 1,
        "tabs": screening_tabs(request.user, "invitations"),
    }
    return render(request, "cases/invitations.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def invite(request: HttpRequest, uuid: UUID | None = None) -> HttpResponse:
    """Ask two sides, from a lead or from what the committee heard itself."""
    lead = find_lead(request, uuid) if uuid else None
    require(policies.can_log_screening(request.user))
    form = InviteForm(request.POST or None, actor=request.user, lead=lead)
    if request.method == "GET":
        return _ask(request, form, lead)

    def act() -> str:
        invitation = leading.invite(form, by=request.user)
        messages.success(request, _("已登记邀请。问过以后，在这里登记双方的答复。"))
        return reverse("cases:invitation", kwargs={"uuid": invitation.uuid})

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _ask(request, form, lead, status=422)
    except Refused as error:
        messages.warning(request, error.message)
        return _ask(request, None, lead, status=error.status)


@login_required
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """One invitation with both sides' answers, and the answers to come."""
    found = _find(request, uuid)
    if request.method == "GET":
        return _page(request, found)
    form = InvitationAnswerForm(request.POST, invitation=found)

    def act() -> str:
        case = leading.answer(found, form, by=request.user)
        if case is not None:
            messages.success(
                request, _("双方都同意调解，已登记成案件，号码是 %(number)s。") % {"number": case.number}
            )
            return address(case)
        if form.cleaned_data["answer"] == Consent.REFUSED:
            messages.success(request, _("这次邀请已经结束，双方的姓名和电话已清除。"))
            return reverse("cases:invitations")
        messages.success(request, _("已登记答复。"))
        return reverse("cases:invitation", kwargs={"uuid": found.uuid})

    try:
        return act_once(request, act)
    except InvalidInput as error:
        refill(form, error)
        return _page(request, found, answered=form, status=422)
    except Refused as error:
        found.refresh_from_db()
        return _page(request, found, refusal=error.message, status=error.status)


@login_required
@require_POST
def close_invitation(request: HttpRequest, uuid: UUID) -> HttpResponse:
    """No case comes of it."""
    found = _find(request, uuid)

    def act() -> str:
        leading.close_invitation(found, by=request.user)
        messages.success(request, _("这次邀请已经结束，双方的姓名和电话已清除。"))
        return reverse("cases:invitations")

    try:
        return act_once(request, act)
    except Refused as error:
        found.refresh_from_db()
        return _page(request, found, refusal=error.message, status=error.status)


def _find(request: HttpRequest, uuid: UUID) -> Invitation:
    """The invitation of one's own organization; else 404. Days that are over hide it before the nightly job does."""
    visible = Invitation.objects.visible_to(request.user)
    found = visible.waiting() | visible.exclude(case=None)
    return get_object_or_404(found.select_related("organization", "lead", "case"), uuid=uuid)


def _ask(request: HttpRequest, form: InviteForm | None, lead: Lead | None, status: int = 200) -> HttpResponse:
    return render(request, "cases/invite.html", {"form": form, "lead": lead}, status=status)


def _page(
    request: HttpRequest,
    found: Invitation,
    *,
    answered: InvitationAnswerForm | None = None,
    refusal: str = "",
    status: int = 200,
) -> HttpResponse:
    sides = []
    for side in Side:
        given = getattr(found, f"{side.value}_answer") == Consent.GIVEN
        form = InvitationAnswerForm(
            invitation=found, initial={"side": side.value}, auto_id=f"id_{side.value}_%s"
        )
        if answered is not None and answered.data.get("side") == side.value:
            form = answered
            form.auto_id = f"id_{side.value}_%s"
        sides.append(
            {
                "label": side.label,
                "name": getattr(found, f"{side.value}_name"),
                "phone": getattr(found, f"{side.value}_phone"),
                "given_on": getattr(found, f"{side.value}_answered_on") if given else None,
                "form": form,
            }
        )
    context = {
        "invitation": found,
        "case_shown": Case.objects.visible_to(request.user).filter(pk=found.case_id).first(),
        "sides": sides,
        "answered": answered,
        "refusal": refusal,
    }
    return render(request, "cases/invitation.html", context, status=status)
